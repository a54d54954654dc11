//! A session's format: the seven that have a colour of their own, and whatever else a file may say.

/// What kind of session it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

    /// Reads the file's word; a word that is not known is kept.
    pub fn from_key(key: &str) -> Self {
        let key = key.trim();
        Self::KNOWN.into_iter().find(|known| known.key() == key).unwrap_or_else(|| Self::Other(key.into()))
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
