//! What sessions are told apart by.

use super::{
    Format, Schedule, Session,
    order::{Collate, sorted},
};

/// A property of sessions of which each has none, one or more values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    Format,
    Topic,
    Track,
    Room,
    /// What a speaker is affiliated with.
    Company,
    Speaker,
}

impl Facet {
    pub const ALL: [Self; 6] =
        [Self::Format, Self::Topic, Self::Track, Self::Room, Self::Company, Self::Speaker];

    /// Its name in the address and among the controls.
    pub fn key(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Topic => "topic",
            Self::Track => "track",
            Self::Room => "room",
            Self::Company => "company",
            Self::Speaker => "speaker",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.key() == key)
    }

    /// Whether its values are names of people or companies: so many that one chooses one, and with commas in them.
    pub fn is_name(self) -> bool {
        matches!(self, Self::Company | Self::Speaker)
    }

    /// A session's values of it; a company for each speaker who names it.
    pub fn values(self, session: &Session) -> Vec<&str> {
        let speakers = session.speakers.iter();
        match self {
            Self::Format => session.format.iter().map(Format::key).collect(),
            Self::Topic => session.topics.iter().map(String::as_str).collect(),
            Self::Track => session.track.iter().map(String::as_str).collect(),
            Self::Room => session.room.iter().map(String::as_str).collect(),
            Self::Company => speakers.filter_map(|speaker| speaker.affiliation.as_deref()).collect(),
            Self::Speaker => speakers.map(|speaker| speaker.name.as_str()).collect(),
        }
    }
}

impl Schedule {
    /// The values that occur, each once, in no order that means anything, with the number of their sessions.
    pub fn occurring(&self, facet: Facet) -> Vec<(&str, usize)> {
        let mut values: Vec<&str> = Vec::new();
        for session in &self.sessions {
            let mut own = facet.values(session);
            own.sort_unstable();
            own.dedup();
            values.extend(own);
        }
        values.sort_unstable();
        values.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).collect()
    }

    /// The values that occur, each once, by name; formats in the order of the legend, then the others by name.
    pub fn values(&self, facet: Facet, by_name: Collate) -> Vec<&str> {
        let all = self.occurring(facet).into_iter().map(|(value, _)| value).collect();
        let mut values = sorted(all, &|a: &&str, b: &&str| by_name(a, b).then_with(|| a.cmp(b)));
        if facet == Facet::Format {
            let place = |key: &str| Format::KNOWN.iter().position(|known| known.key() == key);
            values = sorted(values, &|a: &&str, b: &&str| {
                place(a).unwrap_or(usize::MAX).cmp(&place(b).unwrap_or(usize::MAX))
            });
        }
        values
    }
}
