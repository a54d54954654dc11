//! The two languages of the interface: English in the program, Chinese in a catalogue (`zh.json`, by the English).

use std::{cell::Cell, fmt, ops::Deref};

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locale {
    English,
    /// Simplified.
    Chinese,
}

/// The English and what it is in another language, in the order of the English.
type Catalogue = &'static [(&'static str, &'static str)];

thread_local! {
    /// That of the language that is spoken; of English none. A page is of one language for as long as it is open.
    static SPOKEN: Cell<Catalogue> = const { Cell::new(&[]) };
}

impl Locale {
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// As it is tagged (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh-Hans",
        }
    }

    /// How it calls itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Chinese => "简体中文",
        }
    }

    /// The name of the page in this language.
    pub fn page(self) -> &'static str {
        match self {
            Self::English => "index.html",
            Self::Chinese => "zh.html",
        }
    }

    pub fn other(self) -> Self {
        match self {
            Self::English => Self::Chinese,
            Self::Chinese => Self::English,
        }
    }

    /// The one that is spoken.
    pub fn current() -> Self {
        if SPOKEN.get().is_empty() { Self::English } else { Self::Chinese }
    }

    /// Speaks it from now on.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn set(self) {
        match self {
            Self::English => SPOKEN.set(&[]),
            Self::Chinese => set_locale(&catalogue_text(|_| true)),
        }
    }
}

/// Speaks from now on the language of a catalogue: a line for each phrase, in order, the English and the other with a tab
/// between them. That of English is empty.
pub fn set_locale(catalogue: &str) {
    let phrases = catalogue.lines().filter_map(|line| line.split_once('\t'));
    // It is needed for as long as the program runs.
    let phrases: Vec<_> = phrases.map(|(english, other)| (keep(english), keep(other))).collect();
    SPOKEN.set(phrases.leak());
}

fn keep(text: &str) -> &'static str {
    text.to_owned().leak()
}

/// The Chinese catalogue for [`speak`], of those phrases that are asked for by their English.
#[cfg(not(target_arch = "wasm32"))]
pub fn catalogue_text(is_needed: impl Fn(&str) -> bool) -> String {
    let mut lines: Vec<_> = chinese().into_iter().filter(|(english, _)| is_needed(english)).collect();
    lines.sort();
    lines.into_iter().map(|(english, chinese)| format!("{english}\t{chinese}\n")).collect()
}

#[cfg(not(target_arch = "wasm32"))]
fn chinese() -> std::collections::HashMap<String, String> {
    serde_json::from_str(include_str!("zh.json")).expect("the catalogue is JSON")
}

/// A text of the interface, by its English. Where it is read, it is in the language that is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message(pub &'static str);

impl Message {
    pub fn get(self) -> &'static str {
        let catalogue = SPOKEN.get();
        let found = catalogue.binary_search_by_key(&self.0, |(english, _)| english);
        found.map_or(self.0, |at| catalogue[at].1)
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

    /// The English of all phrases in the sources of the words.
    fn phrases() -> BTreeSet<String> {
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

    #[test]
    fn every_text_is_there_in_both_languages() {
        let chinese = chinese();
        let phrases = phrases();
        assert!(phrases.len() > 250, "{}", phrases.len());
        let missing: Vec<_> = phrases.iter().filter(|english| !chinese.contains_key(*english)).collect();
        assert!(missing.is_empty(), "not in zh.json: {missing:#?}");
        let unused: Vec<_> = chinese.keys().filter(|english| !phrases.contains(*english)).collect();
        assert!(unused.is_empty(), "in zh.json, but nowhere else: {unused:#?}");
        let is_chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let has_words = |text: &str| text.chars().filter(char::is_ascii_alphabetic).count() > 3;
        let left: Vec<_> =
            chinese.iter().filter(|(english, other)| has_words(english) && !is_chinese(other)).collect();
        assert!(left.is_empty(), "not translated: {left:#?}");
    }

    #[test]
    fn both_languages_ask_for_values_that_there_are() {
        let places = |text: &str| -> HashSet<usize> {
            text.split('{').skip(1).map(|part| part[..1].parse().expect("a digit")).collect()
        };
        for (english, chinese) in chinese() {
            // A time has more parts than either language tells.
            let is_time =
                english.chars().all(|c| "{}0123456789 –h".contains(c)) || english == "{1} h {3} min";
            assert!(is_time || places(&chinese) == places(&english), "{english}: {chinese}");
        }
    }
}
