//! What the attendee has seen of the schedule, and so what is news to them.
//!
//! Of each session that was picked, and of each that changed since, the state that was last seen is kept. The inbox is
//! the difference between that and the schedule: a session that moves twice is told once, with the time that is known,
//! and one that moves back is no news. Of a pick whose session is gone this is what is left.
//!
//! The record is JSON, kept in local storage under `tidetable/CONFERENCE/seen` (by `app::stores`); a session that was not there when the schedule was last seen has `null`:
//!
//! ```json
//! {"version":1,"sessions":{"opening-keynote":{"title":"Welcome","start":"2021-02-22T16:00:00Z",
//! "end":"2021-02-22T16:50:00Z","room":null,"cancelled":false,"speakers":"…","details":"…","told":false},"new-talk":null}}
//! ```

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{Agenda, entries::Entries};
use crate::{
    json::{self, Given},
    schedule::{Change, Schedule, Session, Snapshot},
    time::Timestamp,
};

const VERSION: u64 = 1;

/// One session's entry.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    /// Nothing for a session that was not there.
    snapshot: Option<Snapshot>,
    /// Whether it was seen that the session is gone.
    told: bool,
}

/// The states that were last seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// By the sessions' ids.
    entries: Entries<Entry>,
}

/// One session's news.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct News {
    pub id: String,
    /// As it is, or was where it is gone.
    pub title: String,
    /// When it starts, or started.
    pub start: Timestamp,
    pub picked: bool,
    pub changes: Vec<Change>,
}

impl Baseline {
    /// Keeps what was seen of the sessions that differ between two versions of the schedule, both complete.
    pub fn record_diff(&mut self, old: &Schedule, new: &Schedule) {
        let renamed = old.renamed(new);
        for (old_index, new_index) in &renamed {
            if let Some(entry) = self.entries.remove(&old.sessions[*old_index].id) {
                self.entries.insert(&new.sessions[*new_index].id, entry);
            }
        }
        let mut add = |id: &str, snapshot| {
            if self.entries.get(id).is_none() {
                self.entries.insert(id, Entry { snapshot, told: false });
            }
        };
        let before_of: HashMap<_, _> = renamed.iter().map(|(old, new)| (*new, *old)).collect();
        let went_on: HashSet<_> = renamed.iter().map(|(old, _)| *old).collect();
        for (index, there) in old.matched(new) {
            let session = &new.sessions[index];
            let before = there
                .or_else(|| before_of.get(&index).copied())
                .map(|index| Snapshot::of(&old.sessions[index]));
            if !Change::since(before.as_ref(), Some(session)).is_empty() {
                add(&session.id, before);
            }
        }
        for (index, there) in new.matched(old) {
            if there.is_none() && !went_on.contains(&index) {
                let session = &old.sessions[index];
                add(&session.id, Some(Snapshot::of(session)));
            }
        }
    }

    /// Keeps the present state of picks of which none is kept, and lets go of what is neither a pick nor news. What is
    /// known of a session that is gone stays for as long as the pick may be brought back. The schedule must be complete.
    pub fn record_picks(&mut self, agenda: &Agenda, schedule: &Schedule) {
        self.entries.retain(|id, entry| match schedule.session(id) {
            Some(session) => agenda.is_picked(id) || !entry.changes(Some(session)).is_empty(),
            None => agenda.knows(id) || !entry.changes(None).is_empty(),
        });
        for id in agenda.picked() {
            if let Some(session) = schedule.session(id)
                && self.entries.get(id).is_none()
            {
                self.entries.insert(id, Entry::of(session));
            }
        }
    }

    /// Marks a session's news as seen.
    pub fn dismiss(&mut self, id: &str, schedule: &Schedule) {
        let Some(entry) = self.entries.get_mut(id) else { return };
        match schedule.session(id) {
            Some(session) => *entry = Entry::of(session),
            None => entry.told = true,
        }
    }

    /// Marks all news as seen.
    pub fn dismiss_all(&mut self, schedule: &Schedule) {
        let ids: Vec<_> = self.entries.iter().map(|(id, _)| id.to_owned()).collect();
        ids.iter().for_each(|id| self.dismiss(id, schedule));
    }

    /// What is news: of picks first, then of the rest, each in order of time.
    pub fn inbox(&self, agenda: &Agenda, schedule: &Schedule) -> Vec<News> {
        let mut news: Vec<_> =
            self.entries.iter().filter_map(|(id, entry)| entry.news(id, agenda, schedule)).collect();
        // Insertion, since news are few and another sort is kilobytes of wasm.
        for at in 1..news.len() {
            let key = |news: &News| (!news.picked, news.start);
            let before = (0..at).find(|before| key(&news[*before]) > key(&news[at]));
            if let Some(before) = before {
                news[before..=at].rotate_right(1);
            }
        }
        news
    }

    /// The picks that the schedule does not have any more, as they were last seen, in order of time.
    pub fn lost<'a>(&'a self, agenda: &'a Agenda, schedule: &'a Schedule) -> Vec<(&'a str, &'a Snapshot)> {
        let lost = self.entries.iter().filter_map(|(id, entry)| {
            let lost = agenda.is_picked(id) && schedule.session(id).is_none();
            lost.then_some((id, entry.snapshot.as_ref()?))
        });
        let mut lost: Vec<_> = lost.collect();
        lost.sort_by_key(|(_, snapshot)| (snapshot.start, snapshot.end));
        lost
    }
}

impl Entry {
    fn of(session: &Session) -> Self {
        Self { snapshot: Some(Snapshot::of(session)), told: false }
    }

    fn changes(&self, now: Option<&Session>) -> Vec<Change> {
        match (self.told, now) {
            (true, None) => Vec::new(),
            // It was seen to be gone, and is back.
            (true, now) => Change::since(None, now),
            (false, now) => Change::since(self.snapshot.as_ref(), now),
        }
    }

    fn news(&self, id: &str, agenda: &Agenda, schedule: &Schedule) -> Option<News> {
        let now = schedule.session(id);
        let changes = self.changes(now.map(|session| &**session));
        if changes.is_empty() {
            return None;
        }
        let (title, start) = match (now, &self.snapshot) {
            (Some(session), _) => (session.title.clone(), session.start),
            (None, Some(snapshot)) => (snapshot.title.clone(), snapshot.start),
            (None, None) => return None,
        };
        Some(News { id: id.to_owned(), title, start, picked: agenda.is_picked(id), changes })
    }
}

/// As it is stored.
#[derive(Serialize, Deserialize)]
struct Record<T> {
    version: u64,
    sessions: Entries<T>,
}

/// A session's entry as it is stored, where the session was there.
#[derive(Serialize, Deserialize)]
struct Seen {
    #[serde(flatten)]
    snapshot: Snapshot,
    told: bool,
}

/// Reads a record. What can't be read of it is left out: of those sessions no news is known.
pub fn decode_baseline(json: &str) -> Baseline {
    let Ok(Record::<Option<Given<Seen>>> { version: VERSION, sessions }) = json::parse(json) else {
        return Baseline::default();
    };
    let entry = |seen: Option<Given<Seen>>| match seen {
        Some(Given(seen)) => seen.map(|Seen { snapshot, told }| Entry { snapshot: Some(snapshot), told }),
        None => Some(Entry { snapshot: None, told: false }),
    };
    let entries = sessions.into_iter().filter_map(|(id, seen)| Some((id, entry(seen)?)));
    Baseline { entries: entries.collect() }
}

/// Writes a record of the present version.
pub fn encode_baseline(seen: &Baseline) -> String {
    let stored = |(id, Entry { snapshot, told }): (&str, &Entry)| {
        (id.to_owned(), snapshot.clone().map(|snapshot| Seen { snapshot, told: *told }))
    };
    let sessions: Entries<_> = seen.entries.iter().map(stored).collect();
    serde_json::to_string(&Record { version: VERSION, sessions }).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::schedule::tests::{istiocon, istiocon_file, istiocon_with};

    fn session<'a>(file: &'a mut Value, id: &str) -> &'a mut Value {
        file["sessions"].as_array_mut().unwrap().iter_mut().find(|session| session["id"] == id).unwrap()
    }

    fn picks(ids: &[&str]) -> Agenda {
        let mut agenda = Agenda::default();
        ids.iter().for_each(|id| agenda.set(id, true, 1));
        agenda
    }

    fn told(seen: &Baseline, agenda: &Agenda, schedule: &Schedule) -> Vec<(String, bool, Vec<Change>)> {
        seen.inbox(agenda, schedule).into_iter().map(|news| (news.id, news.picked, news.changes)).collect()
    }

    #[test]
    fn news_of_picks_come_first_and_stay_until_seen() {
        let (old, agenda) = (istiocon(), picks(&["social-event"]));
        let new = istiocon_with(|file| {
            session(file, "social-event")["room"] = json!("Bar");
            session(file, "opening-keynote")["status"] = json!("cancelled");
        });
        let mut seen = Baseline::default();
        seen.record_picks(&agenda, &old);
        assert_eq!(told(&seen, &agenda, &old), []);
        seen.record_diff(&old, &new);
        let news = [
            ("social-event".to_owned(), true, vec![Change::Room { from: None }]),
            ("opening-keynote".to_owned(), false, vec![Change::Cancelled]),
        ];
        assert_eq!(told(&seen, &agenda, &new), news);
        // The same again, as another tab would.
        seen.record_diff(&old, &new);
        assert_eq!(told(&seen, &agenda, &new), news);
        for (id, ..) in news {
            seen.dismiss(&id, &new);
        }
        seen.record_picks(&agenda, &new);
        assert_eq!(told(&seen, &agenda, &new), []);
        assert_eq!(seen.entries.iter().count(), 1);
    }

    #[test]
    fn a_session_that_moves_twice_is_told_once_and_one_that_moves_back_is_no_news() {
        let old = istiocon();
        let at = |end: &str| istiocon_with(|file| session(file, "opening-keynote")["end"] = json!(end));
        let (first, second) = (at("2021-02-22T17:00:00Z"), at("2021-02-22T17:10:00Z"));
        let (mut seen, nobody) = (Baseline::default(), Agenda::default());
        seen.record_diff(&old, &first);
        seen.record_diff(&first, &second);
        let Session { start, end, .. } = &**old.session("opening-keynote").unwrap();
        let moved = Change::Moved { start: *start, end: *end };
        assert_eq!(told(&seen, &nobody, &second), [("opening-keynote".to_owned(), false, vec![moved])]);
        seen.record_diff(&second, &old);
        assert_eq!(told(&seen, &nobody, &old), []);
        seen.record_picks(&nobody, &old);
        assert_eq!(seen, Baseline::default());
    }

    #[test]
    fn a_pick_that_is_gone_is_known_by_its_old_title_even_when_that_was_seen() {
        let (old, agenda) = (istiocon(), picks(&["opening-keynote"]));
        let new = istiocon_with(|file| {
            file["sessions"].as_array_mut().unwrap().remove(0);
        });
        let mut seen = Baseline::default();
        seen.record_diff(&old, &new);
        assert_eq!(told(&seen, &agenda, &new), [("opening-keynote".to_owned(), true, vec![Change::Gone])]);
        seen.dismiss("opening-keynote", &new);
        seen.record_picks(&agenda, &new);
        assert_eq!(told(&seen, &agenda, &new), []);
        let lost = seen.lost(&agenda, &new);
        assert_eq!((lost[0].0, &*lost[0].1.title), ("opening-keynote", "Welcome & opening keynote"));
        // When it comes back, that is news.
        assert_eq!(told(&seen, &agenda, &old), [("opening-keynote".to_owned(), true, vec![Change::New])]);
    }

    #[test]
    fn the_text_of_a_record_is_the_same_in_all_builds() {
        let text = r#"{"version":1,"sessions":{"keynote":{"title":"Welcome","start":"2021-02-22T16:00:00Z","end":"2021-02-22T16:50:00Z","room":null,"cancelled":false,"speakers":"1","details":"2","told":false},"talk":null}}"#;
        let seen = decode_baseline(text);
        assert_eq!(encode_baseline(&seen), text);
        let broken = text.replace("\"cancelled\":false", "\"cancelled\":0");
        assert_eq!(decode_baseline(&broken).entries.iter().map(|(id, _)| id).collect::<Vec<_>>(), ["talk"]);
    }

    proptest! {
        #[test]
        fn a_record_comes_back_as_it_was(title in any::<String>(), id in any::<String>(), room in proptest::option::of(".{1,9}"), told: bool) {
            let (title, room) = (format!("x{title}y"), room.map(|room| format!("x{room}y")));
            let mut snapshot = Snapshot::of(istiocon().sessions[0].as_ref());
            (snapshot.title, snapshot.room) = (title, room);
            let entries = [
                (format!("{id}!"), Entry { snapshot: None, told: false }),
                (id, Entry { snapshot: Some(snapshot), told }),
            ];
            let seen = Baseline { entries: entries.into_iter().collect() };
            prop_assert_eq!(decode_baseline(&encode_baseline(&seen)), seen);
        }

        #[test]
        fn any_text_is_read(text in ".*") {
            prop_assert_eq!(decode_baseline(&text), Baseline::default());
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        /// A history of thirty versions, each with one session changed, and now and then something seen: what is told
        /// after each is the difference between what was seen of a session and what it is.
        #[test]
        fn a_history_of_changes_is_told_as_what_differs_from_what_was_seen(
            history in proptest::collection::vec((0..12_usize, 0..7_u8, proptest::option::of(0..12_usize)), 30),
        ) {
            let first: Vec<_> = istiocon_file()["sessions"].as_array().unwrap()[..12].to_vec();
            let version = |sessions: &[Option<Value>]| {
                istiocon_with(|file| {
                    file["sessions"] = sessions.iter().flatten().cloned().collect();
                })
            };
            let id = |at: usize| first[at]["id"].as_str().unwrap();
            let agenda = picks(&[id(1), id(5), id(9)]);
            let mut now: Vec<_> = first.iter().cloned().map(Some).collect();
            let (mut known, mut seen) = (now.clone(), Baseline::default());
            let mut schedule = version(&now);
            seen.record_picks(&agenda, &schedule);
            for (at, change, dismissed) in history {
                let (minute, was) = (at * 3 + usize::from(change), now[at].take());
                now[at] = match (was, change) {
                    (None, _) => Some(first[at].clone()),
                    (Some(_), 0) => None,
                    (Some(mut session), _) => {
                        match change {
                            1 => session["end"] = json!(format!("2021-02-27T00:{minute:02}:00Z")),
                            2 => session["room"] = json!(format!("Room {minute}")),
                            3 => session["title"] = json!(format!("Title {minute}")),
                            4 => session["status"] = json!("cancelled"),
                            5 => session["summary"] = json!(format!("Summary {minute}")),
                            // Back to what it was at first.
                            _ => session = first[at].clone(),
                        }
                        Some(session)
                    }
                };
                let new = version(&now);
                seen.record_diff(&schedule, &new);
                seen.record_picks(&agenda, &new);
                schedule = new;
                if let Some(at) = dismissed {
                    seen.dismiss(id(at), &schedule);
                    seen.record_picks(&agenda, &schedule);
                    known[at] = now[at].clone();
                }
                let mut ids: Vec<_> = told(&seen, &agenda, &schedule).into_iter().map(|(id, ..)| id).collect();
                let picked = ids.iter().take_while(|id| agenda.is_picked(id)).count();
                prop_assert!(ids[picked..].iter().all(|id| !agenda.is_picked(id)), "{ids:?}");
                ids.sort();
                let mut differ: Vec<_> = (0..12).filter(|at| known[*at] != now[*at]).map(id).collect();
                differ.sort_unstable();
                prop_assert_eq!(ids, differ);
            }
        }
    }
}
