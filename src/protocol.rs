//! What the page and its workers tell each other, in the encoding of postcard: the search worker (`browser::search_worker` and
//! `bin/worker.rs`), and the importer of files that a person opens (`browser::importer` and `bin/importer.rs`). All are programs of one
//! build: none meets the messages of another.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    agenda::{Agenda, Gap},
    schedule::{FacetValues, WholeSchedule},
    time::Timestamp,
    view::{
        OptionCount, ViewState,
        search::{Related, SearchRequest, SearchResult},
    },
};

/// Sessions are told by their indices in [`Schedule::sessions`](crate::schedule::Schedule::sessions).
#[derive(Debug, Serialize, Deserialize)]
pub enum Request {
    /// To take over the schedule that all later requests are about.
    Load {
        schedule: WholeSchedule,
        /// The language (BCP 47) by whose rules names are sorted.
        locale: String,
    },
    Search(SearchRequest),
    /// How many sessions each choice of the filters leaves.
    Count {
        view: Box<ViewState>,
        /// Nothing where the moment is not known.
        now: Option<Timestamp>,
        picked: Vec<usize>,
    },
    /// What goes with a session.
    Relate {
        of: usize,
    },
    /// What fits into the free time of an agenda, in languages (by their keys), or in any.
    Gaps {
        agenda: Agenda,
        languages: Option<Vec<String>>,
    },
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub enum Response {
    Loaded(Vec<FacetValues>),
    Found(SearchResult),
    /// The choices whose count is not what it was the last time.
    Counted(Vec<OptionCount>),
    Related(Related),
    Gaps(Vec<Gap>),
}

/// Why a request has no response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WorkerError {
    /// There is no worker, and there will be none.
    Unavailable,
    /// The worker died of the request, or did not answer in time. Another has taken its place.
    Crashed,
    /// The worker could not read the request, or it is about a session that there is not.
    BadRequest,
}

/// To read files that a person opens, which are of one conference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRequest {
    pub files: Vec<NamedFile>,
    /// What the files do not say: the conference's name, and the venue's zone by its IANA name.
    pub name: Option<String>,
    pub timezone: Option<String>,
}

/// A file, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportResponse {
    /// A schedule file.
    pub schedule: String,
    /// Whether the conference's name is known. Where it is not, that of the file stands for it.
    pub has_name: bool,
    /// Whether the venue's zone is known. Where it is not, times without an offset are not read right.
    pub has_zone: bool,
}

/// Why files could not be read, as far as a person who opens them can do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportFailure {
    TooLarge,
    /// An archive.
    Packed,
    WebPage,
    /// A form that is not known.
    Unknown,
    /// A form that is known, but not as that has to be.
    Broken,
    /// There is a date in it that may be read in two ways.
    Ambiguous,
    /// The importer could not be loaded.
    Unavailable,
}

/// Writes a message.
pub fn encode(message: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(message).unwrap_or_default()
}

/// Reads a message; nothing where it is none of that type.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        schedule::{Field, tests::istiocon},
        time::parse_iso_date,
        view::search::FilterResult,
    };

    #[test]
    fn messages_are_read_as_they_were_written() {
        let schedule = istiocon();
        let mut view =
            ViewState { day: parse_iso_date("2021-02-24"), query: "mesh".into(), ..ViewState::default() };
        view.facets.toggle(Field::Topic, "security", true);
        let mut agenda = Agenda::default();
        agenda.set("a", true, 5);
        let requests = [
            Request::Load { schedule: WholeSchedule(Arc::new(schedule.clone())), locale: "en".into() },
            Request::Search(SearchRequest {
                query: "mesh".into(),
                filtered: vec![FilterResult::Yes, FilterResult::No],
            }),
            Request::Count { view: Box::new(view), now: Some(Timestamp(-5)), picked: vec![0, 66] },
            Request::Relate { of: 3 },
            Request::Gaps { agenda, languages: None },
        ];
        for request in requests {
            let message = encode(&request);
            assert_eq!(encode(&decode::<Request>(&message)), encode(&Some(request)));
        }
        let response: Result<Response, WorkerError> =
            Ok(Response::Loaded(schedule.all_values(crate::schedule::by_name)));
        assert_eq!(decode(&encode(&response)), Some(response));
        assert!(decode::<Request>(&[200, 1]).is_none());
    }
}
