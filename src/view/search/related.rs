//! What goes with a session: what is on at the same time, what comes next, and what is about the same.

use serde::{Deserialize, Serialize};

use std::collections::{BTreeMap, HashMap};

use super::text::words;
use crate::{
    schedule::{Schedule, Session},
    view::Fold,
};

/// How many sessions about the same are told of, and how many shared terms of each.
const ALIKE: usize = 3;
const TERMS: usize = 3;

/// What a term counts in a title or a topic, beside one in a summary.
const IN_TITLE: f32 = 3.0;

/// A term of more than one session in so many says nothing of any of them.
const RARE: usize = 5;

/// Below this likeness (a cosine, 0 to 1) sessions have no more in common than any two.
const LEAST: f32 = 0.06;

/// The terms of all sessions, weighed by TF-IDF (Salton and Buckley 1988: logarithmic frequency, inverse document
/// frequency, cosine).
#[derive(Debug)]
pub struct Terms {
    names: Vec<String>,
    /// Of each session the terms, by number and rising, with their weights; of length 1.
    vectors: Vec<Vec<(u32, f32)>>,
}

/// What goes with a session; sessions by their indices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Related {
    /// With what.
    pub of: usize,
    pub overlapping: Vec<usize>,
    /// Those of the same day that begin first after it ends.
    pub next: Vec<usize>,
    /// The most alike first, each with the terms that both have, the most telling first.
    pub alike: Vec<(usize, Vec<String>)>,
}

impl Terms {
    pub fn new(schedule: &Schedule, fold: Fold) -> Self {
        let mut numbers: HashMap<String, u32> = HashMap::new();
        let mut names = Vec::new();
        let mut spread = Vec::new();
        let mut counted = Vec::new();
        for session in &schedule.sessions {
            let mut counts: BTreeMap<u32, f32> = BTreeMap::new();
            let mut count = |text: &str, worth: f32| {
                for word in words(text, fold).into_iter().filter(|word| tells(&word.text)) {
                    let next = names.len() as u32;
                    let number = *numbers.entry(word.text).or_insert_with_key(|text| {
                        names.push(text.clone());
                        spread.push(0usize);
                        next
                    });
                    *counts.entry(number).or_default() += worth;
                }
            };
            count(&session.title, IN_TITLE);
            session.title_en.iter().for_each(|title| count(title, IN_TITLE));
            session.topics.iter().for_each(|topic| count(topic, IN_TITLE));
            session.details().summary.iter().for_each(|summary| count(summary, 1.0));
            counts.keys().for_each(|number| spread[*number as usize] += 1);
            counted.push(counts);
        }
        let all = schedule.sessions.len();
        let vectors = counted.into_iter().map(|counts| {
            let weigh = |(number, count): (u32, f32)| {
                let sessions = spread[number as usize];
                let says = sessions > 1 && sessions * RARE <= all.max(2 * RARE);
                says.then(|| (number, (1.0 + count.ln()) * (all as f32 / sessions as f32).ln()))
            };
            let mut vector: Vec<_> = counts.into_iter().filter_map(weigh).collect();
            let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
            vector.iter_mut().for_each(|(_, weight)| *weight /= length);
            vector
        });
        Self { vectors: vectors.collect(), names }
    }

    /// How alike two sessions are, 0 to 1, and the terms that make them so, the most telling first.
    pub fn likeness(&self, a: usize, b: usize) -> (f32, Vec<&str>) {
        let (mut left, mut right) = (&*self.vectors[a], &*self.vectors[b]);
        let mut shared = Vec::new();
        while let ([(i, x), lefts @ ..], [(j, y), rights @ ..]) = (left, right) {
            if i == j {
                shared.push((x * y, self.names[*i as usize].as_str()));
            }
            if i <= j {
                left = lefts;
            }
            if j <= i {
                right = rights;
            }
        }
        shared.sort_by(|a, b| b.0.total_cmp(&a.0));
        let likeness = shared.iter().map(|(product, _)| product).sum();
        (likeness, shared.into_iter().map(|(_, name)| name).collect())
    }
}

/// Whether a word can say what a session is about: neither a number nor one of those that hold sentences together.
fn tells(word: &str) -> bool {
    let letters = word.chars().count();
    let is_plain = word.is_ascii();
    (if is_plain { letters > 2 } else { letters > 1 })
        && !word.chars().all(|c| c.is_ascii_digit())
        && !COMMON.contains(&word)
}

/// English words that are in texts of any subject.
const COMMON: [&str; 117] = [
    "about",
    "across",
    "after",
    "all",
    "also",
    "and",
    "any",
    "are",
    "around",
    "because",
    "been",
    "before",
    "being",
    "between",
    "both",
    "but",
    "can",
    "could",
    "did",
    "does",
    "each",
    "even",
    "every",
    "first",
    "for",
    "from",
    "get",
    "getting",
    "had",
    "has",
    "have",
    "her",
    "here",
    "his",
    "how",
    "including",
    "into",
    "its",
    "itself",
    "just",
    "know",
    "knowing",
    "lets",
    "like",
    "looks",
    "make",
    "many",
    "may",
    "more",
    "most",
    "much",
    "need",
    "new",
    "not",
    "now",
    "off",
    "one",
    "ones",
    "only",
    "open",
    "other",
    "our",
    "out",
    "over",
    "own",
    "part",
    "same",
    "she",
    "should",
    "show",
    "shows",
    "some",
    "start",
    "starts",
    "still",
    "such",
    "talk",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "through",
    "too",
    "two",
    "under",
    "use",
    "used",
    "using",
    "very",
    "want",
    "was",
    "way",
    "well",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "you",
    "your",
];

impl Related {
    /// What goes with the session at an index. A cancelled one goes with nothing.
    pub fn to(index: usize, schedule: &Schedule, terms: &Terms) -> Self {
        let session = &schedule.sessions[index];
        let others = || {
            let all = schedule.sessions.iter().enumerate();
            all.filter(move |(other, session)| *other != index && !session.cancelled && !session.is_break)
        };
        let overlaps = |other: &Session| other.start < session.end && session.start < other.end;
        let mut overlapping: Vec<_> =
            others().filter(|(_, other)| overlaps(other)).map(|(index, _)| index).collect();
        overlapping.sort_by_key(|index| schedule.sessions[*index].is_drop_in());
        let after: Vec<_> =
            others().filter(|(_, other)| other.day == session.day && other.start >= session.end).collect();
        let first = after.iter().map(|(_, other)| other.start).min();
        let next =
            after.iter().filter(|(_, other)| Some(other.start) == first).map(|(index, _)| *index).collect();
        let mut alike: Vec<_> = others()
            .map(|(other, _)| (other, terms.likeness(index, other)))
            .filter(|(_, (likeness, _))| *likeness >= LEAST)
            .collect();
        alike.sort_by(|a, b| b.1.0.total_cmp(&a.1.0));
        alike.truncate(ALIKE);
        let named = |(index, (_, terms)): (usize, (f32, Vec<&str>))| {
            (index, terms.into_iter().take(TERMS).map(str::to_owned).collect())
        };
        Self { of: index, overlapping, next, alike: alike.into_iter().map(named).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::tests::istiocon;

    fn related(id: &str) -> (Schedule, Related) {
        let schedule = istiocon();
        let terms = Terms::new(&schedule, |text| text.to_lowercase());
        let index = schedule.sessions.iter().position(|session| session.id == id).unwrap();
        let related = Related::to(index, &schedule, &terms);
        (schedule, related)
    }

    fn ids<'a>(schedule: &'a Schedule, indices: &[usize]) -> Vec<&'a str> {
        indices.iter().map(|index| schedule.sessions[*index].id.as_str()).collect()
    }

    #[test]
    fn what_is_about_the_same_shares_telling_terms() {
        let (schedule, related) = related("istio-project-roadmap-china");
        let (first, why) = &related.alike[0];
        assert_eq!(schedule.sessions[*first].title, "Istio Project Roadmap");
        assert_eq!(why[0], "roadmap");
        assert!(related.alike.len() <= ALIKE);
    }

    #[test]
    fn what_is_on_at_the_same_time_and_what_comes_next() {
        let (schedule, related) = related("social-event");
        let session = schedule.session("social-event").unwrap();
        for index in &related.overlapping {
            let other = &schedule.sessions[*index];
            assert!(other.start < session.end && other.end > session.start && other.id != session.id);
        }
        let (schedule, related) = super::tests::related("opening-keynote");
        let end = schedule.session("opening-keynote").unwrap().end;
        let next = schedule.sessions.iter().find(|session| session.start >= end).unwrap();
        assert_eq!(ids(&schedule, &related.next)[0], next.id);
    }

    #[test]
    fn a_session_without_words_is_like_none() {
        let file = crate::schedule::tests::conference(&[
            ("a", "2021-02-22T09:00:00Z", "2021-02-22T10:00:00Z"),
            ("b", "2021-02-22T09:30:00Z", "2021-02-22T10:30:00Z"),
            ("c", "2021-02-22T10:00:00Z", "2021-02-22T11:00:00Z"),
        ]);
        let zone = |_: &str, _: &[crate::time::Timestamp]| crate::time::Zone::utc();
        let schedule = Schedule::read(&file.to_string(), zone).unwrap();
        let terms = Terms::new(&schedule, |text| text.to_lowercase());
        let related = Related::to(0, &schedule, &terms);
        assert_eq!((related.overlapping, related.next, related.alike), (vec![1], vec![2], vec![]));
    }
}
