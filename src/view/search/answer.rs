//! What the page asks the search for, and what it is told: plain texts, since they go from one program to another.
//!
//! ```json
//! {"places":[3,1],"marks":[{"title":[0,4],"title_en":[],"snippet":"…a mesh","at":[5,9]}],"filtered":2,
//! "other_languages":1,"names_language":false,"is_widened":false,"corrected":["mseh","mesh"],"nearest":null}
//! ```

use std::ops::Range;

use super::{Index, Marks, Snippet};
use crate::{
    json::{Json, quoted},
    schedule::Schedule,
    view::Fold,
};

/// Of how many sessions, from the best on, the marks are told.
const MARKED: usize = 40;

/// Whether the filters let a session through; one byte each, so that a thousand are soon sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admitted {
    Yes,
    No,
    /// But for its language, which is another than was chosen.
    InOtherLanguage,
    /// But for its language, which is not the one in which the schedule opens: nobody chose that.
    NotInOpeningLanguage,
}

impl Admitted {
    pub fn sign(self) -> char {
        match self {
            Self::Yes => 'y',
            Self::No => 'n',
            Self::InOtherLanguage => 'o',
            Self::NotInOpeningLanguage => 'p',
        }
    }
}

/// A session that was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hit {
    /// In [`Schedule::sessions`].
    pub place: usize,
    pub marks: Marks,
}

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
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

impl Answer {
    /// Looks for a query among the sessions; `admitted` has a sign of [`Admitted`] for each.
    pub fn to(query: &str, admitted: &str, index: &Index, schedule: &Schedule, fold: Fold) -> Self {
        let found = index.find(query, fold);
        let mut answer = Self {
            names_language: found.names_language,
            corrected: found.corrected,
            nearest: found.nearest,
            ..Self::default()
        };
        let (mut places, mut others) = (Vec::new(), Vec::new());
        for place in found.places {
            match admitted.as_bytes().get(place) {
                Some(b'p') if !answer.names_language => others.push(place),
                Some(b'o') if !answer.names_language => answer.other_languages += 1,
                Some(b'y' | b'o' | b'p') => places.push(place),
                _ => answer.filtered += 1,
            }
        }
        answer.is_widened = places.is_empty() && !others.is_empty();
        if answer.is_widened {
            places = others;
        } else {
            answer.other_languages += others.len();
        }
        answer.hits = places.into_iter().map(|place| Hit { place, marks: Marks::default() }).collect();
        for hit in answer.hits.iter_mut().take(MARKED) {
            hit.marks = Marks::of(&schedule.sessions[hit.place], &found.patterns, fold);
        }
        answer
    }

    pub fn to_json(&self) -> String {
        let places = self.hits.iter().map(|hit| hit.place.to_string()).collect::<Vec<_>>().join(",");
        let marks = self.hits.iter().take(MARKED).map(|hit| {
            let Marks { title, title_en, snippet } = &hit.marks;
            let (text, at) =
                snippet.as_ref().map_or(("", &[][..]), |snippet| (&snippet.text, &snippet.marks));
            let (title, title_en) = (ranges(title), ranges(title_en));
            format!(
                r#"{{"title":{title},"title_en":{title_en},"snippet":{},"at":{}}}"#,
                quoted(text),
                ranges(at)
            )
        });
        let corrected = self.corrected.iter().flat_map(|(typed, meant)| [quoted(typed), quoted(meant)]);
        format!(
            r#"{{"places":[{places}],"marks":[{}],"filtered":{},"other_languages":{},"names_language":{},"is_widened":{},"corrected":[{}],"nearest":{}}}"#,
            marks.collect::<Vec<_>>().join(","),
            self.filtered,
            self.other_languages,
            self.names_language,
            self.is_widened,
            corrected.collect::<Vec<_>>().join(","),
            self.nearest.as_deref().map_or("null".to_owned(), quoted),
        )
    }

    /// Reads it back; nothing where it is none.
    pub fn from_json(json: &Json) -> Option<Self> {
        let mut hits: Vec<_> =
            numbers(json, "places").into_iter().map(|place| Hit { place, ..Hit::default() }).collect();
        for (hit, marks) in hits.iter_mut().zip(json.get("marks")?.items()?) {
            let at = pairs(marks, "at");
            // As it was written, spaces and all: the marks count on it.
            let text = marks.get("snippet").and_then(Json::string).unwrap_or_default().to_owned();
            let snippet = (!at.is_empty()).then_some(Snippet { text, marks: at });
            hit.marks = Marks { title: pairs(marks, "title"), title_en: pairs(marks, "title_en"), snippet };
        }
        let number = |name: &str| json.get(name).and_then(Json::whole).unwrap_or_default() as usize;
        let words = json.get("corrected")?.items()?;
        let mut words = words.iter().filter_map(Json::string).map(str::to_owned);
        let mut corrected = Vec::new();
        while let (Some(typed), Some(meant)) = (words.next(), words.next()) {
            corrected.push((typed, meant));
        }
        Some(Self {
            hits,
            filtered: number("filtered"),
            other_languages: number("other_languages"),
            names_language: json.get("names_language")?.boolean()?,
            is_widened: json.get("is_widened")?.boolean()?,
            corrected,
            nearest: json.text("nearest").map(str::to_owned),
        })
    }
}

fn ranges(ranges: &[Range<usize>]) -> String {
    let ends: Vec<_> = ranges.iter().map(|range| format!("{},{}", range.start, range.end)).collect();
    format!("[{}]", ends.join(","))
}

fn numbers(json: &Json, name: &str) -> Vec<usize> {
    json.list(name).iter().filter_map(|item| Some(item.whole()? as usize)).collect()
}

fn pairs(json: &Json, name: &str) -> Vec<Range<usize>> {
    numbers(json, name).chunks_exact(2).map(|pair| pair[0]..pair[1]).collect()
}
