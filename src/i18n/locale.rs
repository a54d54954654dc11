//! The languages of the interface: English in the program, each other in a catalogue (`zh.json`, by the English).

use std::{cell::Cell, fmt, ops::Deref};

/// A language of the interface.
#[derive(Debug)]
pub struct Locale {
    /// As it is tagged (BCP 47).
    pub tag: &'static str,
    /// How it calls itself.
    pub name: &'static str,
    /// The name of the page in this language.
    pub page: &'static str,
    /// By whose customs dates are written (BCP 47).
    pub dates: &'static str,
    /// Whether times are told in two halves of a day where the browser does so. In Chinese the halves have other names: it is read
    /// in twenty-four hours, as is the custom.
    pub halves_day: bool,
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) build: Build,
}

/// What the build needs to know of a language; the page asks the browser for it, and is given the catalogue.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug)]
pub(super) struct Build {
    /// JSON: to the English of each text what it is in this language.
    catalogue: &'static str,
    /// The names of months and days.
    pub names: chrono::Locale,
    /// As `strftime` has them: a date without its year, and a day of the week, whole and short.
    pub day_and_month: &'static str,
    pub weekday: &'static str,
    pub short_weekday: &'static str,
}

/// All of them, the one that is in the program first.
pub static LOCALES: [Locale; 2] = [
    Locale {
        tag: "en",
        name: "English",
        page: "index.html",
        dates: "en-GB",
        halves_day: true,
        #[cfg(not(target_arch = "wasm32"))]
        build: Build {
            catalogue: "{}",
            names: chrono::Locale::en_GB,
            day_and_month: "%-d %B",
            weekday: "%A",
            short_weekday: "%a",
        },
    },
    Locale {
        tag: "zh-Hans",
        name: "简体中文",
        page: "zh.html",
        dates: "zh-CN",
        halves_day: false,
        #[cfg(not(target_arch = "wasm32"))]
        build: Build {
            catalogue: include_str!("zh.json"),
            names: chrono::Locale::zh_CN,
            day_and_month: "%-m月%-d日",
            weekday: "%A",
            short_weekday: "周%a",
        },
    },
];

/// The English and what it is in another language, in the order of the English.
type Catalogue = &'static [(&'static str, &'static str)];

thread_local! {
    /// That which is spoken, with its catalogue. A page is of one language for as long as it is open.
    static SPOKEN: Cell<(&'static Locale, Catalogue)> = const { Cell::new((&LOCALES[0], &[])) };
}

impl Locale {
    /// The one that is spoken.
    pub fn current() -> &'static Self {
        SPOKEN.get().0
    }

    /// The address of its page, from the folder that it is in.
    pub fn address(&self) -> &'static str {
        if self.is_english() { "./" } else { self.page }
    }

    /// The name of the page that shows a conference which was opened from a file.
    pub fn opened_page(&self) -> String {
        if self.is_english() { "opened.html".to_owned() } else { format!("opened-{}", self.page) }
    }

    /// Whether it is the language of the texts in the program.
    pub fn is_english(&self) -> bool {
        self.tag == LOCALES[0].tag
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Locale {
    /// Speaks it from now on.
    pub fn set(&self) {
        set_locale(&self.catalogue_text(|_| true));
    }

    /// The catalogue for [`set_locale`], of those texts that are asked for by their English.
    pub fn catalogue_text(&self, is_needed: impl Fn(&str) -> bool) -> String {
        let mut lines: Vec<_> =
            self.catalogue().into_iter().filter(|(english, _)| is_needed(english)).collect();
        lines.sort();
        let lines = lines.into_iter().map(|(english, other)| format!("\n{english}\t{other}"));
        std::iter::once(self.tag.to_owned()).chain(lines).collect()
    }

    fn catalogue(&self) -> std::collections::HashMap<String, String> {
        serde_json::from_str(self.build.catalogue).expect("the catalogue is JSON")
    }
}

/// Speaks from now on the language of a catalogue: its tag in the first line, then a line for each text, in order, the English and
/// the other with a tab between them. An empty one is that of English.
pub fn set_locale(catalogue: &str) {
    let mut lines = catalogue.lines();
    let tag = lines.next().unwrap_or_default();
    let locale = LOCALES.iter().find(|locale| locale.tag == tag).unwrap_or(&LOCALES[0]);
    let texts = lines.filter_map(|line| line.split_once('\t'));
    // It is needed for as long as the program runs.
    let texts: Vec<_> = texts.map(|(english, other)| (keep(english), keep(other))).collect();
    SPOKEN.set((locale, texts.leak()));
}

fn keep(text: &str) -> &'static str {
    text.to_owned().leak()
}

/// A text of the interface, by its English. Where it is read, it is in the language that is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message(pub &'static str);

/// What an English text, which may be from outside, is in the language that is spoken; nothing where the catalogue does not have it.
pub fn in_catalogue(english: &str) -> Option<&'static str> {
    let (_, catalogue) = SPOKEN.get();
    let found = catalogue.binary_search_by(|(other, _)| (*other).cmp(english));
    found.ok().map(|at| catalogue[at].1)
}

impl Message {
    pub fn get(self) -> &'static str {
        in_catalogue(self.0).unwrap_or(self.0)
    }

    /// With a number in its place, `{0}`.
    #[inline(never)]
    pub fn with_number(self, number: usize) -> String {
        self.with(&[&number.to_string()])
    }

    /// With values in its places: `{0}` is the first.
    #[inline(never)]
    pub fn with(self, values: &[&str]) -> String {
        let mut parts = self.get().split('{');
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            if let Some((place, rest)) = part.split_once('}') {
                filled += place.parse().ok().and_then(|place: usize| values.get(place)).unwrap_or(&"");
                filled += rest;
            }
        }
        filled
    }
}

impl Deref for Message {
    type Target = str;

    fn deref(&self) -> &str {
        self.get()
    }
}

impl From<Message> for String {
    fn from(phrase: Message) -> Self {
        phrase.get().into()
    }
}

impl fmt::Display for Message {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.get())
    }
}

impl maud::Render for Message {
    fn render_to(&self, buffer: &mut String) {
        self.get().render_to(buffer);
    }
}

/// A text for one of something, or for so many: `{0}` is the number.
pub fn counted(count: usize, one: Message, many: Message) -> String {
    if count == 1 { one } else { many }.with_number(count)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    use super::*;

    /// The English of all texts in the sources of the words.
    fn texts() -> BTreeSet<String> {
        let sources = [include_str!("mod.rs"), include_str!("agenda.rs"), include_str!("dates.rs")];
        let mut found = BTreeSet::new();
        for source in sources {
            for after in source.split("Message(").skip(1) {
                let Some(literal) = after.trim_start().strip_prefix('"') else { continue };
                let (literal, _) =
                    literal.split_once('"').expect("it is closed: none has a quotation mark in it");
                // A backslash at the end of a line takes the white space that follows it away.
                let mut lines = literal.split("\\\n");
                let first = lines.next().unwrap_or_default().to_owned();
                found.insert(lines.fold(first, |text, line| text + line.trim_start()));
            }
        }
        found
    }

    fn translated() -> impl Iterator<Item = &'static Locale> {
        LOCALES.iter().filter(|locale| !locale.is_english())
    }

    #[test]
    fn every_text_is_there_in_every_language() {
        let texts = texts();
        assert!(texts.len() > 250, "{}", texts.len());
        for locale in translated() {
            let (name, catalogue) = (locale.name, locale.catalogue());
            let missing: Vec<_> = texts.iter().filter(|english| !catalogue.contains_key(*english)).collect();
            assert!(missing.is_empty(), "not in {name}: {missing:#?}");
            let unused: Vec<_> = catalogue.keys().filter(|english| !texts.contains(*english)).collect();
            assert!(unused.is_empty(), "in {name}, but nowhere else: {unused:#?}");
            let has_words = |text: &str| text.chars().filter(char::is_ascii_alphabetic).count() > 3;
            let left: Vec<_> =
                catalogue.iter().filter(|(english, other)| has_words(english) && english == other).collect();
            assert!(left.is_empty(), "not translated into {name}: {left:#?}");
        }
    }

    #[test]
    fn every_language_asks_for_values_that_there_are() {
        let places = |text: &str| -> HashSet<usize> {
            text.split('{').skip(1).map(|part| part[..1].parse().expect("a digit")).collect()
        };
        for (english, other) in translated().flat_map(Locale::catalogue) {
            // A time has more parts than either language tells.
            let is_time =
                english.chars().all(|c| "{}0123456789 –h".contains(c)) || english == "{1} h {3} min";
            assert!(is_time || places(&other) == places(&english), "{english}: {other}");
        }
    }
}
