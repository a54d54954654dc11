//! What the page asks the search for, and what it is told.

use serde::{Deserialize, Serialize};

use super::{Highlights, Index};
use crate::{schedule::Schedule, view::Fold};

/// Of how many sessions, from the best on, the highlights are told.
const HIGHLIGHTED: usize = 40;

/// Whether the filters let a session through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FilterResult {
    Yes,
    No,
    /// It has what somebody hides: it is neither shown nor counted.
    Hidden,
    /// But for its language, which is another than was chosen.
    InOtherLanguage,
    /// But for its language, which is not the one in which the schedule opens: nobody chose that.
    NotInOpeningLanguage,
}

/// What is looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchRequest {
    /// As it was typed; never blank.
    pub query: String,
    /// For each session of the schedule, in order.
    pub filtered: Vec<FilterResult>,
}

/// A session that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// In [`Schedule::sessions`].
    pub index: usize,
    pub highlights: Highlights,
}

/// What a query comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchResult {
    /// The best first.
    pub hits: Vec<Hit>,
    /// How many more there are that the filters do not let through, and that only the language does not.
    pub filtered: usize,
    pub other_languages: usize,
    /// Whether the query itself says which languages: those looked at do not count then.
    pub names_language: bool,
    /// Whether the sessions are in other languages than that in which the schedule opens, since none is in that.
    pub is_widened: bool,
    /// Words that no session has, each with what it was taken for.
    pub corrected: Vec<(String, String)>,
    /// Where nothing was found: the query that is most like it of those whose words there are.
    pub nearest: Option<String>,
}

impl SearchResult {
    /// Looks among the sessions of a schedule, of which this is the index.
    pub fn of(request: &SearchRequest, index: &Index, schedule: &Schedule, fold: Fold) -> Self {
        let found = index.find(&request.query, fold);
        let mut result = Self {
            names_language: found.names_language,
            corrected: found.corrected,
            nearest: found.nearest,
            ..Self::default()
        };
        let (mut indices, mut others) = (Vec::new(), Vec::new());
        for index in found.indices {
            match request.filtered.get(index) {
                None | Some(FilterResult::No) => result.filtered += 1,
                Some(FilterResult::Hidden) => {}
                Some(FilterResult::NotInOpeningLanguage) if !result.names_language => others.push(index),
                Some(FilterResult::InOtherLanguage) if !result.names_language => result.other_languages += 1,
                Some(_) => indices.push(index),
            }
        }
        result.is_widened = indices.is_empty() && !others.is_empty();
        if result.is_widened {
            indices = others;
        } else {
            result.other_languages += others.len();
        }
        result.hits = indices.into_iter().map(|index| Hit { index, ..Hit::default() }).collect();
        for hit in result.hits.iter_mut().take(HIGHLIGHTED) {
            hit.highlights = Highlights::of(&schedule.sessions[hit.index], &found.patterns, fold);
        }
        result
    }
}
