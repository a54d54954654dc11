//! Dates as they are written.

use chrono::Datelike;

use super::{day_and_month, intl::short_weekday, locale::Message};
use crate::{schedule::DateRange, time::Date};

/// `Mon 22`
pub fn short_day(date: Date) -> String {
    Message("{0} {1}").with(&[&short_weekday(date), &date.day().to_string()])
}

/// `22–26 February 2021`
pub fn date_range(DateRange { first, last }: DateRange) -> String {
    let range = if first == last {
        Message("{2} {3}")
    } else if (first.year(), first.month()) == (last.year(), last.month()) {
        Message("{4}–{2} {3}")
    } else if first.year() == last.year() {
        Message("{1} – {2} {3}")
    } else {
        Message("{1} {0} – {2} {3}")
    };
    let [first_year, last_year] = [first, last].map(|date| date.year().to_string());
    let [first_day, last_day] = [first, last].map(|date| date.day().to_string());
    range.with(&[&first_year, &day_and_month(first), &day_and_month(last), &last_year, &first_day, &last_day])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{i18n::LOCALES, time::parse_iso_date};

    #[test]
    fn date_ranges_read_as_printed() {
        let date = |text| parse_iso_date(text).unwrap();
        let range = |first, last| date_range(DateRange { first: date(first), last: date(last) });
        let dates = [
            ("2021-02-22", "2021-02-26", "22–26 February 2021", "2021年2月22日至26日"),
            ("2021-02-22", "2021-02-22", "22 February 2021", "2021年2月22日"),
            ("2021-02-27", "2021-03-01", "27 February – 1 March 2021", "2021年2月27日至3月1日"),
            ("2021-12-31", "2022-01-01", "31 December 2021 – 1 January 2022", "2021年12月31日至2022年1月1日"),
        ];
        for (first, last, english, chinese) in dates {
            assert_eq!(range(first, last), english);
            LOCALES[1].set();
            let written = range(first, last);
            LOCALES[0].set();
            assert_eq!(written, chinese);
        }
    }
}
