//! Names of languages, and how names are sorted: by `Intl` in the browser, natively by the same data (Unicode's CLDR) where the page
//! is prerendered.

#[cfg(target_arch = "wasm32")]
pub use crate::browser::names::{by_name, language};
#[cfg(not(target_arch = "wasm32"))]
pub use native::{by_name, language};

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::cmp::Ordering;

    use icu_collator::{
        Collator, CollatorBorrowed, CollatorPreferences, options::CollatorOptions,
        preferences::CollationNumericOrdering,
    };

    use super::super::Tongue;

    /// A language a line: its key, its English and its Chinese name, with tabs between them.
    const LANGUAGES: &str = include_str!("languages.tsv");

    /// The name of a language key; a key that has none is shown as it is.
    pub fn language(key: &str) -> String {
        let named = LANGUAGES.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('\t'));
        let name = named.and_then(|names| match Tongue::spoken() {
            Tongue::English => names.split('\t').next(),
            Tongue::Chinese => names.split('\t').nth(1),
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
    pub fn by_name(a: &str, b: &str) -> Ordering {
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
