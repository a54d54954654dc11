//! What differs between two versions of a schedule, session by session, and whether a new version can be trusted.

use super::{Schedule, Session, version};
use crate::time::Instant;

/// How much of a title is kept: enough to know the session by.
const TITLE: usize = 200;

/// What is kept of a session to tell later what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Cut after so many characters.
    pub title: String,
    pub start: Instant,
    pub end: Instant,
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
        let mut details = vec![session.language.as_ref().map(|language| language.key())];
        details.push(session.format.as_ref().map(|format| format.key().to_owned()));
        let Session { title_en, track, level, summary, page, recording, slides, .. } = session;
        details.extend([title_en, track, level, summary, page, recording, slides].map(Clone::clone));
        details.extend(session.topics.iter().cloned().map(Some));
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    New,
    Gone,
    Cancelled,
    /// Not cancelled any more.
    Reinstated,
    /// Starts or ends at another time than then.
    Moved {
        start: Instant,
        end: Instant,
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
pub enum Doubt {
    /// It is of the conference of this id.
    OtherConference(String),
    /// More than half of the sessions are gone, and no more than half as many are left.
    MostGone { before: usize, left: usize },
}

impl Schedule {
    /// Whether another version of the schedule is rather a mistake than news.
    pub fn doubt(&self, new: &Self) -> Option<Doubt> {
        if new.id != self.id {
            return Some(Doubt::OtherConference(new.id.clone()));
        }
        let (before, left) = (self.sessions.len(), new.sessions.len());
        let gone = new.beside(self).filter(|(_, there)| there.is_none()).count();
        (gone * 2 > before && left * 2 <= before).then_some(Doubt::MostGone { before, left })
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

    #[test]
    fn a_file_with_most_sessions_gone_is_doubted_and_one_with_half_is_not() {
        let old = istiocon();
        let cut = |left: usize| istiocon_with(|file| file["sessions"].as_array_mut().unwrap().truncate(left));
        assert_eq!(old.doubt(&cut(33)), Some(Doubt::MostGone { before: 67, left: 33 }));
        assert_eq!(old.doubt(&cut(0)), Some(Doubt::MostGone { before: 67, left: 0 }));
        assert_eq!(old.doubt(&cut(34)), None);
        assert_eq!(old.doubt(&old), None);
        let other = istiocon_with(|file| file["id"] = json!("other"));
        assert_eq!(old.doubt(&other), Some(Doubt::OtherConference("other".into())));
        // A conference whose schedule was empty gets its sessions.
        assert_eq!(cut(0).doubt(&old), None);
    }
}
