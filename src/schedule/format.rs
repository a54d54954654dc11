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
}
