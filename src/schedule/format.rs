//! A session's format: the seven that have a colour of their own, and whatever else a file may say.

use serde::{Deserialize, Serialize};

/// What kind of session it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Format {
    Keynote,
    Talk,
    CaseStudy,
    Lightning,
    Workshop,
    Social,
    OfficeHours,
    /// A format the project has no colour for, as the file writes it.
    Other(String),
}

/// Reads what [`Format::key`] wrote.
impl From<String> for Format {
    fn from(key: String) -> Self {
        Self::KNOWN.into_iter().find(|known| known.key() == key).unwrap_or(Self::Other(key))
    }
}

impl From<Format> for String {
    fn from(format: Format) -> Self {
        format.key().to_owned()
    }
}

impl Format {
    /// The formats with a colour of their own, in the order of the legend.
    pub const KNOWN: [Self; 7] = [
        Self::Keynote,
        Self::Talk,
        Self::CaseStudy,
        Self::Lightning,
        Self::Workshop,
        Self::Social,
        Self::OfficeHours,
    ];

    /// Reads the file's word, in any case and however its words are joined (`Lightning Talk`, `case_study`); a word that is
    /// not known is kept as it is.
    ///
    /// ```
    /// use tidetable::schedule::Format;
    /// assert_eq!(Format::from_key("Lightning Talk"), Format::Lightning);
    /// assert_eq!(Format::from_key("Panel"), Format::Other("Panel".into()));
    /// ```
    pub fn from_key(key: &str) -> Self {
        let key = key.trim();
        let joins = |c: char| if c.is_whitespace() || c == '_' { '-' } else { c.to_ascii_lowercase() };
        let joined: String = key.chars().map(joins).collect();
        let known = Self::KNOWN.into_iter().find(|known| known.key() == joined || known.plural() == joined);
        known.unwrap_or_else(|| match joined.as_str() {
            "lightning-talk" | "lightning-talks" | "lightningtalk" => Self::Lightning,
            _ => Self::Other(key.into()),
        })
    }

    /// The format of a file's word, also where that is another word for it: as [`Format::from_key`], after what the usual systems and
    /// conferences call theirs.
    ///
    /// ```
    /// use tidetable::schedule::Format;
    /// assert_eq!(Format::like("Sponsored talk (25 min)"), Format::Talk);
    /// assert_eq!(Format::like("Panel"), Format::Other("Panel".into()));
    /// ```
    pub fn like(text: &str) -> Self {
        let text = without_length(text.trim());
        let known = Self::from_key(text);
        if !matches!(known, Self::Other(_)) {
            return known;
        }
        let lower = text.to_ascii_lowercase();
        let words: Vec<_> =
            lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let has = |those: &[&str]| words.iter().any(|word| those.contains(word));
        let ends = |those: &[&str]| words.last().is_some_and(|word| those.contains(word));
        if has(&["lightning", "lightningtalk", "lightningtalks", "ignite", "flash"]) && !has(&["workshop"]) {
            Self::Lightning
        } else if ends(&["keynote", "keynotes", "plenary"]) || has(&["keynote"]) {
            Self::Keynote
        } else if ends(&[
            "workshop",
            "workshops",
            "tutorial",
            "tutorials",
            "training",
            "trainings",
            "masterclass",
        ]) || lower.contains("hands-on")
        {
            Self::Workshop
        } else if ends(&[
            "talk",
            "talks",
            "lecture",
            "lectures",
            "presentation",
            "presentations",
            "vortrag",
            "vorträge",
        ]) || lower == "maintrack"
        {
            Self::Talk
        } else if ends(&["social", "party", "reception", "dinner", "networking"]) {
            Self::Social
        } else {
            known
        }
    }

    fn plural(&self) -> &str {
        match self {
            Self::Keynote => "keynotes",
            Self::Talk => "talks",
            Self::CaseStudy => "case-studies",
            Self::Workshop => "workshops",
            Self::OfficeHours => "office-hour",
            _ => self.key(),
        }
    }

    /// The word of the file and of the address's `format=`.
    pub fn key(&self) -> &str {
        match self {
            Self::Keynote => "keynote",
            Self::Talk => "talk",
            Self::CaseStudy => "case-study",
            Self::Lightning => "lightning",
            Self::Workshop => "workshop",
            Self::Social => "social",
            Self::OfficeHours => "office-hours",
            Self::Other(key) => key,
        }
    }

    /// The key where the style sheet has a mark for it, else `other`.
    pub fn mark(&self) -> &str {
        if let Self::Other(_) = self { "other" } else { self.key() }
    }
}

/// A format without the length that some have in its name, `Talk (45 mins)`: that is told anyway.
pub(crate) fn without_length(kind: &str) -> &str {
    let parts = kind.strip_suffix(')').and_then(|kind| kind.rsplit_once('('));
    let is_length = |text: &str| {
        let words =
            || text.split(|c: char| c.is_whitespace() || c.is_ascii_digit()).filter(|word| !word.is_empty());
        let units = ["min", "mins", "minutes", "minuten", "h", "hour", "hours", "stunde", "stunden"];
        text.starts_with(|c: char| c.is_ascii_digit())
            && words().all(|word| units.contains(&&*word.trim_end_matches('.').to_ascii_lowercase()))
    };
    match parts {
        Some((name, length)) if is_length(length.trim()) && !name.trim().is_empty() => name.trim(),
        _ => kind,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_format_in_capitals_or_with_a_space_was_a_format_of_its_own() {
        for (written, format) in [
            ("Talk", Format::Talk),
            (" TALKS ", Format::Talk),
            ("Workshop", Format::Workshop),
            ("Lightning Talk", Format::Lightning),
            ("lightning_talk", Format::Lightning),
            ("Case\u{a0}Study", Format::CaseStudy),
            ("Office Hours", Format::OfficeHours),
        ] {
            assert_eq!(Format::from_key(written), format, "{written}");
        }
        for own in ["Panel", "talk show", "", "Vortrag"] {
            assert_eq!(Format::from_key(own), Format::Other(own.into()));
        }
    }

    #[test]
    fn what_the_usual_systems_call_a_format_is_one_of_ours() {
        for (written, format) in [
            ("lecture", Format::Talk),
            ("Regular Talk (30 mins)", Format::Talk),
            ("Vortrag", Format::Talk),
            ("maintrack", Format::Talk),
            ("lightningtalk", Format::Lightning),
            ("Lightning Talks (Day 2)", Format::Lightning),
            ("Opening keynote", Format::Keynote),
            ("Tutorial", Format::Workshop),
            ("Hands-on lab", Format::Workshop),
            ("Evening party", Format::Social),
        ] {
            assert_eq!(Format::like(written), format, "{written}");
        }
        for own in ["Panel", "talk show", "", "devroom", "Keynotes and more", "Workshop talk show"] {
            assert_eq!(Format::like(own), Format::Other(own.into()));
        }
        assert_eq!(Format::like("Panel (45 min)"), Format::Other("Panel".into()));
    }
}
