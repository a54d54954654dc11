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

    use icu_collator::{
        Collator, CollatorBorrowed, CollatorPreferences, options::CollatorOptions,
        preferences::CollationNumericOrdering,
    };

    use super::{
        super::locale::{Build, Locale},
        Intl,
    };
    use crate::time::Date;

    pub const INTL: Intl = Intl { day_and_month, weekday, short_weekday, language, by_name };

    fn written(date: Date, pattern: fn(&Build) -> &'static str) -> String {
        let build = &Locale::current().build;
        date.format_localized(pattern(build), build.names).to_string()
    }

    /// `22 February`
    fn day_and_month(date: Date) -> String {
        written(date, |build| build.day_and_month)
    }

    /// `Monday`
    fn weekday(date: Date) -> String {
        written(date, |build| build.weekday)
    }

    /// `Mon`
    fn short_weekday(date: Date) -> String {
        written(date, |build| build.short_weekday)
    }

    /// A language a line: its key, then its name in each language of the interface, with tabs between them; what stands in each
    /// column is told by the first line.
    const LANGUAGES: &str = include_str!("languages.tsv");

    /// The name of a language key; a key that has none is shown as it is.
    fn language(key: &str) -> String {
        let cells = |line: &'static str| line.split('\t');
        let column = LANGUAGES
            .lines()
            .next()
            .and_then(|head| cells(head).position(|tag| tag == Locale::current().tag));
        let line = LANGUAGES.lines().skip(1).find(|line| cells(line).next() == Some(key));
        let name = line.zip(column).and_then(|(line, column)| cells(line).nth(column));
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
