//! What is known of a language besides its words: how dates are written, what languages are called, how names are sorted. The browser's
//! `Intl` knows it, and `browser::names` and `browser::dates` ask that; natively, where the page is prerendered, tables and Unicode's
//! CLDR do. A browser test holds the two to be the same.

use std::{cell::Cell, cmp::Ordering};

use crate::{schedule::Collate, time::Date};

/// Whoever knows the language of the page.
#[derive(Clone, Copy)]
pub struct Intl {
    /// `22 February`
    pub day_and_month: fn(Date) -> String,
    /// `Monday`
    pub weekday: fn(Date) -> String,
    /// `Mon`
    pub short_weekday: fn(Date) -> String,
    /// The name of a language by its key, `German`; a key that has none is shown as it is.
    pub language: fn(&str) -> String,
    /// Case and accents count last, what is a number by its value.
    pub by_name: Collate,
}

thread_local! {
    static INTL: Cell<Option<Intl>> = const { Cell::new(None) };
}

/// Asks this from now on. In the browser that comes before anything is written.
pub fn set_intl(intl: Intl) {
    INTL.set(Some(intl));
}

#[cfg(not(target_arch = "wasm32"))]
fn intl() -> Intl {
    INTL.get().unwrap_or(native::INTL)
}

#[cfg(target_arch = "wasm32")]
fn intl() -> Intl {
    INTL.get().expect("the start has set it")
}

/// `22 February`
pub fn day_and_month(date: Date) -> String {
    (intl().day_and_month)(date)
}

/// `Monday`
pub fn weekday(date: Date) -> String {
    (intl().weekday)(date)
}

/// `Mon`
pub(super) fn short_weekday(date: Date) -> String {
    (intl().short_weekday)(date)
}

/// The name of a language by its key.
pub fn language(key: &str) -> String {
    (intl().language)(key)
}

/// Compares names as people look them up.
pub fn by_name(a: &str, b: &str) -> Ordering {
    (intl().by_name)(a, b)
}

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::cmp::Ordering;

    use chrono::Datelike;
    use icu_collator::{
        Collator, CollatorBorrowed, CollatorPreferences, options::CollatorOptions,
        preferences::CollationNumericOrdering,
    };

    use super::{super::Locale, Intl};
    use crate::time::Date;

    pub const INTL: Intl = Intl { day_and_month, weekday, short_weekday, language, by_name };

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
    fn day_and_month(date: Date) -> String {
        match Locale::current() {
            Locale::English => format!("{} {}", date.day(), MONTHS[date.month0() as usize]),
            Locale::Chinese => format!("{}月{}日", date.month(), date.day()),
        }
    }

    /// `Monday`
    fn weekday(date: Date) -> String {
        match (Locale::current(), of(date)) {
            (Locale::English, (name, _)) => name.to_owned(),
            (Locale::Chinese, (_, sign)) => format!("星期{sign}"),
        }
    }

    /// `Mon`
    fn short_weekday(date: Date) -> String {
        match (Locale::current(), of(date)) {
            (Locale::English, (name, _)) => name[..3].to_owned(),
            (Locale::Chinese, (_, sign)) => format!("周{sign}"),
        }
    }

    fn of(date: Date) -> (&'static str, &'static str) {
        WEEKDAYS[date.weekday().num_days_from_monday() as usize]
    }

    /// A language a line: its key, its English and its Chinese name, with tabs between them.
    const LANGUAGES: &str = include_str!("languages.tsv");

    /// The name of a language key; a key that has none is shown as it is.
    fn language(key: &str) -> String {
        let named = LANGUAGES.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('\t'));
        let name = named.and_then(|names| match Locale::current() {
            Locale::English => names.split('\t').next(),
            Locale::Chinese => names.split('\t').nth(1),
        });
        name.unwrap_or(key).to_owned()
    }

    thread_local! {
        static COLLATOR: CollatorBorrowed<'static> = {
            let mut preferences = CollatorPreferences::default();
            preferences.numeric_ordering = Some(CollationNumericOrdering::True);
            Collator::try_new(preferences, CollatorOptions::default()).expect("its data is compiled in")
        };
    }

    /// Compares names as people look them up: case and accents count last, what is a number by its value.
    fn by_name(a: &str, b: &str) -> Ordering {
        COLLATOR.with(|collator| collator.compare(a, b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_were_sorted_by_the_numbers_of_their_letters() {
        let mut names =
            ["Zoe", "Özcan", "Oslo", "Peter", "eBPF", "Envoy", "Film", "Room 10", "Room 9", "\u{c4}rzte"];
        names.sort_by(|a, b| by_name(a, b));
        assert_eq!(
            names,
            ["\u{c4}rzte", "eBPF", "Envoy", "Film", "Oslo", "Özcan", "Peter", "Room 9", "Room 10", "Zoe"]
        );
    }

    #[test]
    fn a_language_that_was_in_no_list_stood_there_as_its_key() {
        assert_eq!(["sv", "de", "pt", "xx"].map(language), ["Swedish", "German", "Portuguese", "xx"]);
    }
}
