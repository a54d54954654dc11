//! What differs between two versions of a schedule, session by session, and whether a new version can be trusted.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::{Details, Schedule, Session, version};
use crate::time::{Timestamp, rfc3339};

/// How much of a title is kept: enough to know the session by.
const TITLE: usize = 200;

/// What is kept of a session to tell later what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// Cut after so many characters.
    pub title: String,
    #[serde(with = "rfc3339")]
    pub start: Timestamp,
    #[serde(with = "rfc3339")]
    pub end: Timestamp,
    pub room: Option<String>,
    pub cancelled: bool,
    /// A digest of the speakers.
    pub speakers: String,
    /// A digest of everything else that is shown.
    pub details: String,
}

impl Snapshot {
    /// Of a session that is complete: an index of a schedule leaves out what the digest is of.
    pub fn of(session: &Session) -> Self {
        // One language stands here as it did before there could be several.
        let keys: Vec<_> = session.languages.iter().map(|language| language.key()).collect();
        let mut details = vec![Some(keys.join(",")).filter(|keys| !keys.is_empty())];
        details.push(session.format.as_ref().map(|format| format.key().to_owned()));
        let Session { title_en, track, level, recording, .. } = session;
        let Details { summary, page, slides, links, is_recorded, .. } = &session.details();
        details.extend([title_en, track, level, summary, page, recording, slides].map(Clone::clone));
        details.extend(session.topics.iter().cloned().map(Some));
        // Only where they are there: of sessions without them what was kept before stays true.
        details.extend(session.subtitle.iter().map(|subtitle| Some(format!("subtitle {subtitle}"))));
        details.extend(
            links
                .iter()
                .map(|link| Some(format!("link {} {}", link.url, link.title.as_deref().unwrap_or_default()))),
        );
        details.extend(is_recorded.map(|is_recorded| Some(format!("recorded {is_recorded}"))));
        let speakers = session.speakers.iter().flat_map(|s| [Some(s.name.clone()), s.affiliation.clone()]);
        Self {
            title: session.title.chars().take(TITLE).collect(),
            start: session.start,
            end: session.end,
            room: session.room.clone(),
            cancelled: session.cancelled,
            speakers: digest(speakers.collect()),
            details: digest(details),
        }
    }
}

/// Absent and empty differ, and no text can pass for two.
fn digest(fields: Vec<Option<String>>) -> String {
    let fields =
        fields.into_iter().map(|field| field.map_or("-".into(), |text| format!("{}:{text}", text.len())));
    version(&fields.collect::<String>())
}

/// What became of a session.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    New,
    Gone,
    Cancelled,
    /// Not cancelled any more.
    Reinstated,
    /// Starts or ends at another time than then.
    Moved {
        start: Timestamp,
        end: Timestamp,
    },
    /// In another room than that.
    Room {
        from: Option<String>,
    },
    /// Had that title.
    Renamed {
        from: String,
    },
    Speakers,
    /// Anything else that is shown of it.
    Details,
}

impl Change {
    /// What became of a session since the snapshot; nothing for a session that was not there or is not.
    pub fn since(before: Option<&Snapshot>, now: Option<&Session>) -> Vec<Self> {
        let (before, now) = match (before, now.map(Snapshot::of)) {
            (None, None) => return Vec::new(),
            (None, Some(_)) => return vec![Self::New],
            (Some(_), None) => return vec![Self::Gone],
            (Some(before), Some(now)) => (before, now),
        };
        let mut changes = Vec::new();
        if before.cancelled != now.cancelled {
            changes.push(if now.cancelled { Self::Cancelled } else { Self::Reinstated });
        }
        if (before.start, before.end) != (now.start, now.end) {
            changes.push(Self::Moved { start: before.start, end: before.end });
        }
        if before.room != now.room {
            changes.push(Self::Room { from: before.room.clone() });
        }
        if before.title != now.title {
            changes.push(Self::Renamed { from: before.title.clone() });
        }
        if before.speakers != now.speakers {
            changes.push(Self::Speakers);
        }
        if before.details != now.details {
            changes.push(Self::Details);
        }
        changes
    }
}

/// Why a new version of a schedule is not taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RejectedUpdate {
    /// It is of the conference of this id.
    OtherConference(String),
    /// Its time zone is not known by this name, so that its times would be wrong.
    UnknownZone(String),
    /// More than half of the sessions are gone, and no more than half as many are left.
    MostGone { before: usize, left: usize },
}

/// An id without what differs where a file is exported another time: case, punctuation.
fn plain(id: &str) -> String {
    id.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether two ids differ in case, punctuation or a prefix alone.
fn is_like(a: &str, b: &str) -> bool {
    const LEAST: usize = 3;
    let (a, b) = (plain(a), plain(b));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short.chars().count() >= LEAST && long.ends_with(&short)
}

impl Schedule {
    /// The sessions that have another id in a new version of the schedule: of each its index here and there. What is gone and
    /// what is new are the same where there is one such pair alone of that title and start, or of that title and of ids that
    /// differ in no more than case and prefix.
    pub fn renamed(&self, new: &Self) -> Vec<(usize, usize)> {
        let alone = |(index, there): (usize, Option<usize>)| there.is_none().then_some(index);
        let mut gone: Vec<usize> = new.matched(self).filter_map(alone).collect();
        let mut added: HashMap<&str, Vec<usize>> = HashMap::new();
        for index in self.matched(new).filter_map(alone) {
            added.entry(new.sessions[index].title.trim()).or_default().push(index);
        }
        let starts_then = |old: &Session, new: &Session| old.start == new.start;
        let is_called_like = |old: &Session, new: &Session| is_like(&old.id, &new.id);
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let mut taken: HashSet<usize> = HashSet::new();
        for is_same in [starts_then, is_called_like] {
            let mut found = Vec::new();
            for index in &gone {
                let old = &self.sessions[*index];
                let called_so = added.get(old.title.trim()).into_iter().flatten().copied();
                let mut heirs =
                    called_so.filter(|heir| is_same(old, &new.sessions[*heir]) && !taken.contains(heir));
                if let (Some(heir), None) = (heirs.next(), heirs.next()) {
                    found.push((*index, heir));
                }
            }
            // An heir of two is none's.
            let mut claims: HashMap<usize, usize> = HashMap::new();
            found.iter().for_each(|(_, heir)| *claims.entry(*heir).or_default() += 1);
            found.retain(|(_, heir)| claims[heir] == 1);
            taken.extend(found.iter().map(|(_, heir)| *heir));
            let known: HashSet<usize> = found.iter().map(|(index, _)| *index).collect();
            gone.retain(|index| !known.contains(index));
            pairs.extend(found);
        }
        pairs.sort_unstable();
        pairs
    }

    /// The sessions that may be what is gone under another id, since they are called so or their titles begin so: it was moved
    /// at the same time, or divided.
    pub fn like_gone(&self, title: &str) -> Vec<usize> {
        const MOST: usize = 3;
        let title = title.trim().to_lowercase();
        let begins = |index: &usize| self.sessions[*index].title.to_lowercase().starts_with(&title);
        (0..self.sessions.len()).filter(begins).take(MOST).collect()
    }

    /// Whether another version of the schedule is rather a mistake than news.
    pub fn doubt(&self, new: &Self) -> Option<RejectedUpdate> {
        if new.id != self.id {
            return Some(RejectedUpdate::OtherConference(new.id.clone()));
        }
        if new.venue.name != new.named_zone {
            return Some(RejectedUpdate::UnknownZone(new.named_zone.clone()));
        }
        let (before, left) = (self.sessions.len(), new.sessions.len());
        let gone = new.matched(self).filter(|(_, there)| there.is_none()).count();
        (gone * 2 > before && left * 2 <= before).then_some(RejectedUpdate::MostGone { before, left })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::schedule::tests::{istiocon, istiocon_with};

    #[test]
    fn a_session_is_compared_field_by_field() {
        let old = istiocon();
        let (before, id) = (Snapshot::of(old.session("istio-5g-platform").unwrap()), "istio-5g-platform");
        let since = |field: &str, value: serde_json::Value| {
            let new = istiocon_with(|file| {
                let sessions = file["sessions"].as_array_mut().unwrap();
                let session = sessions.iter_mut().find(|session| session["id"] == id).unwrap();
                session[field] = value;
            });
            Change::since(Some(&before), new.session(id).map(|session| &**session))
        };
        assert_eq!(since("title", json!(before.title)), []);
        assert_eq!(
            since("end", json!("2021-02-23T23:00:00Z")),
            [Change::Moved { start: before.start, end: before.end }]
        );
        assert_eq!(since("room", json!("Hall 2")), [Change::Room { from: None }]);
        assert_eq!(since("title", json!("Other")), [Change::Renamed { from: before.title.clone() }]);
        assert_eq!(since("status", json!("cancelled")), [Change::Cancelled]);
        assert_eq!(since("speakers", json!([{ "name": "Mei Lin" }])), [Change::Speakers]);
        assert_eq!(since("summary", json!("")), [Change::Details]);
        assert_eq!(since("recording", json!("https://example.org/")), [Change::Details]);
        assert_eq!(since("unknown", json!(1)), []);
        assert_eq!(since("id", json!("other")), [Change::Gone]);
        assert_eq!(Change::since(None, Some(old.session(id).unwrap())), [Change::New]);
    }

    /// IstioCon with other ids, as of a session's index.
    fn with_ids(id: impl Fn(usize, &str) -> String) -> Schedule {
        istiocon_with(|file| {
            for (at, session) in file["sessions"].as_array_mut().unwrap().iter_mut().enumerate() {
                session["id"] = json!(id(at, session["id"].as_str().unwrap()));
            }
        })
    }

    #[test]
    fn a_file_that_was_exported_again_with_other_ids_was_another_conference() {
        let old = istiocon();
        let numbered = with_ids(|at, _| format!("{}", 1000 + at));
        let pairs = old.renamed(&numbered);
        assert_eq!(pairs.len(), old.sessions.len());
        assert!(pairs.iter().all(|(a, b)| old.sessions[*a].title == numbered.sessions[*b].title));
        assert_eq!(old.renamed(&old), []);
        // Moved at the same time, with ids that differ in case and prefix.
        let moved = istiocon_with(|file| {
            let session = &mut file["sessions"][0];
            session["id"] = json!("2021-OPENING-Keynote");
            session["start"] = json!("2021-02-22T15:00:00Z");
        });
        let [(a, b)] = old.renamed(&moved)[..] else { panic!("it is one") };
        assert_eq!(
            (&*old.sessions[a].id, &*moved.sessions[b].id),
            ("opening-keynote", "2021-OPENING-Keynote")
        );
        // Of two with one title and start nobody knows which is which.
        let twins = |ids: [&str; 2]| {
            let session = |id| json!({ "id": id, "title": "Birds", "start": "2026-06-06T12:00:00Z", "end": "2026-06-06T13:00:00Z" });
            let file = json!({ "id": "c", "sessions": ids.map(session) });
            Schedule::read(&file.to_string(), |_, _| crate::time::Zone::utc()).unwrap()
        };
        assert_eq!(twins(["a", "b"]).renamed(&twins(["c", "d"])), []);
        // One of them is gone: the other is not it.
        let one = Snapshot::of(&twins(["a", "b"]).sessions[0]);
        assert_eq!(twins(["a", "b"]).renamed(&twins(["b", "c"])).len(), 1);
        assert_eq!(twins(["c", "d"]).like_gone(&one.title), [0, 1]);
    }

    #[test]
    fn a_file_with_most_sessions_gone_is_doubted_and_one_with_half_is_not() {
        let old = istiocon();
        let cut = |left: usize| istiocon_with(|file| file["sessions"].as_array_mut().unwrap().truncate(left));
        assert_eq!(old.doubt(&cut(33)), Some(RejectedUpdate::MostGone { before: 67, left: 33 }));
        assert_eq!(old.doubt(&cut(0)), Some(RejectedUpdate::MostGone { before: 67, left: 0 }));
        assert_eq!(old.doubt(&cut(34)), None);
        assert_eq!(old.doubt(&old), None);
        let other = istiocon_with(|file| file["id"] = json!("other"));
        assert_eq!(old.doubt(&other), Some(RejectedUpdate::OtherConference("other".into())));
        let zone = |file: &mut serde_json::Value| file["timezone"] = json!("Europe/Brussel");
        assert_eq!(
            old.doubt(&istiocon_with(zone)),
            Some(RejectedUpdate::UnknownZone("Europe/Brussel".into()))
        );
        // A conference whose schedule was empty gets its sessions.
        assert_eq!(cut(0).doubt(&old), None);
    }
}
