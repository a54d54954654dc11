//! Dates, as the browser's `Intl` writes them (ECMA-402) in the language of the page.

use std::cell::OnceCell;

use super::zones::{DateTimeFormat, format_with};
use crate::{
    i18n::Locale,
    time::{Date, iso_date},
};

thread_local! {
    /// Made once: to make one takes longer than to use it.
    static FORMATS: OnceCell<[Option<DateTimeFormat>; 3]> = const { OnceCell::new() };
}

/// `22 February`
pub fn day_and_month(date: Date) -> String {
    write(0, date)
}

/// `Monday`
pub fn weekday(date: Date) -> String {
    write(1, date)
}

/// `Mon`
pub fn short_weekday(date: Date) -> String {
    write(2, date)
}

fn write(which: usize, date: Date) -> String {
    // Midnight of the date in UTC, in milliseconds since that of 1970-01-01.
    let at = date.signed_duration_since(Date::default()).num_milliseconds() as f64;
    FORMATS.with(|formats| {
        let format = &formats.get_or_init(formats_of_page)[which];
        format.as_ref().map_or_else(|| iso_date(date), |format| format.format(at))
    })
}

fn formats_of_page() -> [Option<DateTimeFormat>; 3] {
    // The day before the month, as the page has it.
    let locale = Locale::current().dates;
    let parts: [&[_]; 3] =
        [&[("day", "numeric"), ("month", "long")], &[("weekday", "long")], &[("weekday", "short")]];
    parts.map(|parts| format_with(&locale.into(), &[parts, &[("timeZone", "UTC")]].concat()))
}
