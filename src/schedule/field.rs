//! The fields of a session, in one table: how each is called, filtered by, searched in and sent. Whatever goes through fields goes
//! through this, so that none is forgotten.

use serde::{Deserialize, Serialize};

use super::{
    Format, Schedule, Session,
    order::{Collate, sorted},
};

/// A part of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Field {
    Title,
    Format,
    Topic,
    Track,
    Room,
    /// How much it takes for granted.
    Level,
    /// What a speaker is affiliated with.
    Company,
    Speaker,
    Language,
    Day,
    Summary,
    Recording,
    Slides,
    Page,
}

/// How people filter by a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    No,
    /// They tick values.
    Values,
    /// They choose one of the names of people or companies: there are many, with commas in them.
    Names,
}

/// How the search reads a field, and what a word in it is worth at least: what is found in a title or a name goes before what is
/// only in a summary, however often it is there.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Search {
    No,
    Always(f32),
    /// Only where it is asked for by name, as in `day:monday`.
    ByName(f32),
}

/// A line of the table.
struct Properties {
    field: Field,
    /// Its name in the address, among the controls and in a search.
    key: &'static str,
    /// The members of a session in the schedule file that hold it.
    members: &'static [&'static str],
    /// A session's texts of it: of a facet its values. None of a field that is made of more than the session alone.
    texts: fn(&Session) -> Vec<&str>,
    filter: Filter,
    search: Search,
}

const fn properties(
    field: Field,
    key: &'static str,
    members: &'static [&'static str],
    texts: fn(&Session) -> Vec<&str>,
) -> Properties {
    Properties { field, key, members, texts, filter: Filter::No, search: Search::No }
}

/// A field that is filtered by.
const fn facet(
    field: Field,
    key: &'static str,
    member: &'static [&'static str],
    texts: fn(&Session) -> Vec<&str>,
) -> Properties {
    Properties {
        filter: Filter::Values,
        search: Search::Always(2.0),
        ..properties(field, key, member, texts)
    }
}

fn one(text: &Option<String>) -> Vec<&str> {
    text.iter().map(String::as_str).collect()
}

/// In the order of [`Field`], in which facets are offered, too.
static TABLE: [Properties; 14] = [
    Properties {
        search: Search::Always(3.0),
        ..properties(Field::Title, "title", &["title", "title_en", "subtitle"], |session| {
            let others = [&session.title_en, &session.subtitle].into_iter().flatten().map(String::as_str);
            [&*session.title].into_iter().chain(others).collect()
        })
    },
    facet(Field::Format, "format", &["format"], |session| session.format.iter().map(Format::key).collect()),
    facet(Field::Topic, "topic", &["topics"], |session| session.topics.iter().map(String::as_str).collect()),
    facet(Field::Track, "track", &["track"], |session| one(&session.track)),
    facet(Field::Room, "room", &["room"], |session| one(&session.room)),
    facet(Field::Level, "level", &["level"], |session| one(&session.level)),
    Properties {
        filter: Filter::Names,
        search: Search::Always(2.0),
        ..properties(Field::Company, "company", &["speakers"], |session| {
            session.speakers.iter().filter_map(|speaker| speaker.affiliation.as_deref()).collect()
        })
    },
    Properties {
        filter: Filter::Names,
        search: Search::Always(3.0),
        ..properties(Field::Speaker, "speaker", &["speakers"], |session| {
            session.speakers.iter().map(|speaker| speaker.name.as_str()).collect()
        })
    },
    // By all its names.
    Properties {
        search: Search::ByName(2.0),
        ..properties(Field::Language, "lang", &["language"], |_| Vec::new())
    },
    // By its date and its names.
    Properties { search: Search::ByName(2.0), ..properties(Field::Day, "day", &["day"], |_| Vec::new()) },
    Properties {
        search: Search::Always(1.0),
        ..properties(Field::Summary, "summary", &["summary", "description"], |session| {
            // And what its speakers tell of themselves.
            one(&session.details().summary)
                .into_iter()
                .chain(session.details().biographies.iter().map(String::as_str))
                .collect()
        })
    },
    properties(Field::Recording, "recording", &["recording"], |session| one(&session.recording)),
    properties(Field::Slides, "slides", &["slides"], |session| one(&session.details().slides)),
    properties(Field::Page, "page", &["page"], |session| one(&session.details().page)),
];

impl Field {
    pub const COUNT: usize = TABLE.len();

    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|properties| properties.field)
    }

    /// Those that people filter by.
    pub fn facets() -> impl Iterator<Item = Self> {
        Self::all().filter(|field| field.properties().filter != Filter::No)
    }

    /// The facet of that name in the address.
    pub fn facet(key: &str) -> Option<Self> {
        Self::facets().find(|facet| facet.key() == key)
    }

    fn properties(self) -> &'static Properties {
        &TABLE[self as usize]
    }

    /// Its name in the address, among the controls and in a search.
    pub fn key(self) -> &'static str {
        self.properties().key
    }

    /// Whether it is a facet whose values are names of people or companies: so many that one chooses one, and with commas in them.
    pub fn is_name(self) -> bool {
        self.properties().filter == Filter::Names
    }

    /// Whether somebody may hide what has a value of it.
    pub fn can_be_hidden(self) -> bool {
        matches!(self, Self::Format | Self::Track | Self::Room)
    }

    /// The members of a session in the schedule file that hold it.
    pub fn members(self) -> &'static [&'static str] {
        self.properties().members
    }

    /// A session's texts of it: of a facet its values, a company for each speaker who names it. None of its language and day, which
    /// have names that the session does not know.
    pub fn texts(self, session: &Session) -> Vec<&str> {
        (self.properties().texts)(session)
    }

    /// Whether the search reads it where no field is asked for.
    pub fn is_searched(self) -> bool {
        matches!(self.properties().search, Search::Always(_))
    }

    /// Whether a search can ask for it by name: for what one filters by, or what is found in no other way.
    pub fn can_be_asked_for(self) -> bool {
        let properties = self.properties();
        properties.filter != Filter::No || matches!(properties.search, Search::ByName(_))
    }

    /// What a word in it is worth to the search at least; nothing where that does not read it.
    pub fn weight(self) -> Option<f32> {
        match self.properties().search {
            Search::No => None,
            Search::Always(weight) | Search::ByName(weight) => Some(weight),
        }
    }
}

/// The values of a facet that occur, in the order in which they are offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetValues {
    pub facet: Field,
    pub values: Vec<FacetValue>,
}

/// A value, and how many sessions have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetValue {
    pub value: String,
    pub sessions: usize,
}

impl Schedule {
    /// The values of a facet that occur, each once, in no order that means anything, with the number of their sessions.
    pub fn occurring(&self, facet: Field) -> Vec<(&str, usize)> {
        let mut values: Vec<&str> = Vec::new();
        for session in &self.sessions {
            let mut own = facet.texts(session);
            own.sort_unstable();
            own.dedup();
            values.extend(own);
        }
        values.sort_unstable();
        values.chunk_by(|a, b| a == b).map(|same| (same[0], same.len())).collect()
    }

    /// The values of a facet that occur, each once: formats in the order of the legend, rooms and tracks in the organiser's, then the
    /// others by name.
    pub fn values(&self, facet: Field, by_name: Collate) -> FacetValues {
        let by_name = |(a, _): &(&str, usize), (b, _): &(&str, usize)| by_name(a, b).then_with(|| a.cmp(b));
        let mut values = sorted(self.occurring(facet), &by_name);
        values = sorted(values, &|(a, _): &(&str, usize), (b, _): &(&str, usize)| {
            self.rank(facet, a).cmp(&self.rank(facet, b))
        });
        let value = |(value, sessions): (&str, usize)| FacetValue { value: value.to_owned(), sessions };
        FacetValues { facet, values: values.into_iter().map(value).collect() }
    }

    /// The place of a value in an order that is given: of formats in the legend, of rooms and tracks in the organiser's. Others come behind
    /// them all.
    pub fn rank(&self, facet: Field, value: &str) -> usize {
        let place = match facet {
            Field::Format => Format::KNOWN.iter().position(|known| known.key() == value),
            Field::Room => self.rooms.iter().position(|room| room == value),
            Field::Track => self.tracks.iter().position(|track| track.name == value),
            _ => None,
        };
        place.unwrap_or(usize::MAX)
    }

    /// Those of all facets.
    pub fn all_values(&self, by_name: Collate) -> Vec<FacetValues> {
        Field::facets().map(|facet| self.values(facet, by_name)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_field_is_at_its_own_line() {
        let lines: Vec<_> = Field::all().map(|field| field as usize).collect();
        assert_eq!(lines, (0..Field::COUNT).collect::<Vec<_>>());
        assert_eq!(Field::facet("track"), Some(Field::Track));
        assert_eq!(Field::facet("summary"), None);
    }
}
