//! Dates as they are written: by `Intl` in the browser, by tables where the page is prerendered. A browser test holds the two
//! to be the same.

use chrono::Datelike;

use super::tongue::Phrase;
use crate::time::Date;

#[cfg(target_arch = "wasm32")]
use crate::browser::dates::short_weekday;
#[cfg(target_arch = "wasm32")]
pub use crate::browser::dates::{day_and_month, weekday};
#[cfg(not(target_arch = "wasm32"))]
use tables::short_weekday;
#[cfg(not(target_arch = "wasm32"))]
pub use tables::{day_and_month, weekday};

/// `Mon 22`
pub fn short_day(date: Date) -> String {
    Phrase("{0} {1}").with(&[&short_weekday(date), &date.day().to_string()])
}

/// `22–26 February 2021`
pub fn date_range(first: Date, last: Date) -> String {
    let range = if first == last {
        Phrase("{2} {3}")
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        Phrase("{4}–{2} {3}")
    } else if first.year() == last.year() {
        Phrase("{1} – {2} {3}")
    } else {
        Phrase("{1} {0} – {2} {3}")
    };
    let [first_year, last_year] = [first, last].map(|date| date.year().to_string());
    let [first_day, last_day] = [first, last].map(|date| date.day().to_string());
    range.with(&[&first_year, &day_and_month(first), &day_and_month(last), &last_year, &first_day, &last_day])
}

#[cfg(not(target_arch = "wasm32"))]
mod tables {
    use chrono::Datelike;

    use super::super::Tongue;
    use crate::time::Date;

    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];

    /// In Chinese the day of the week is told by the last sign: `星期一`, short `周一`.
    const WEEKDAYS: [(&str, &str); 7] = [
        ("Monday", "一"),
        ("Tuesday", "二"),
        ("Wednesday", "三"),
        ("Thursday", "四"),
        ("Friday", "五"),
        ("Saturday", "六"),
        ("Sunday", "日"),
    ];

    /// `22 February`
    pub fn day_and_month(date: Date) -> String {
        match Tongue::spoken() {
            Tongue::English => format!("{} {}", date.day(), MONTHS[date.month0() as usize]),
            Tongue::Chinese => format!("{}月{}日", date.month(), date.day()),
        }
    }

    /// `Monday`
    pub fn weekday(date: Date) -> String {
        match (Tongue::spoken(), of(date)) {
            (Tongue::English, (name, _)) => name.to_owned(),
            (Tongue::Chinese, (_, sign)) => format!("星期{sign}"),
        }
    }

    /// `Mon`
    pub fn short_weekday(date: Date) -> String {
        match (Tongue::spoken(), of(date)) {
            (Tongue::English, (name, _)) => name[..3].to_owned(),
            (Tongue::Chinese, (_, sign)) => format!("周{sign}"),
        }
    }

    fn of(date: Date) -> (&'static str, &'static str) {
        WEEKDAYS[date.weekday().num_days_from_monday() as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{time::parse_iso_date, ui::words::Tongue};

    #[test]
    fn date_ranges_read_as_printed() {
        let range = |a, b| date_range(parse_iso_date(a).unwrap(), parse_iso_date(b).unwrap());
        let dates = [
            ("2021-02-22", "2021-02-26", "22–26 February 2021", "2021年2月22日至26日"),
            ("2021-02-22", "2021-02-22", "22 February 2021", "2021年2月22日"),
            ("2021-02-27", "2021-03-01", "27 February – 1 March 2021", "2021年2月27日至3月1日"),
            ("2021-12-31", "2022-01-01", "31 December 2021 – 1 January 2022", "2021年12月31日至2022年1月1日"),
        ];
        for (first, last, english, chinese) in dates {
            assert_eq!(range(first, last), english);
            Tongue::Chinese.speak();
            let written = range(first, last);
            Tongue::English.speak();
            assert_eq!(written, chinese);
        }
    }
}
