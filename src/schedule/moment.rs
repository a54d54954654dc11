//! Where in the conference a moment falls.

use std::sync::Arc;

use super::Session;
use crate::time::Instant;

/// A moment, seen from the conference.
#[derive(Clone, Debug, PartialEq)]
pub enum Moment {
    /// Nothing has begun: the seconds until it does, and with what.
    Before { seconds: i64, first: Arc<Session> },
    /// What is on now (possibly nothing), and what begins next (all that begin at that instant; none near the end).
    During { now: Vec<Arc<Session>>, next: Vec<Arc<Session>> },
    /// The last session has ended.
    Over,
}

impl Moment {
    /// The moment among these sessions, of which cancelled ones do not count; nothing where there are none.
    pub fn among<'a>(sessions: impl Iterator<Item = &'a Arc<Session>>, now: Instant) -> Option<Self> {
        let sessions: Vec<_> = sessions.filter(|session| !session.cancelled).collect();
        let first = *sessions.iter().min_by_key(|session| session.start)?;
        if now < first.start {
            return Some(Self::Before { seconds: first.start.0 - now.0, first: first.clone() });
        }
        if sessions.iter().all(|session| session.end <= now) {
            return Some(Self::Over);
        }
        let coming = sessions.iter().map(|session| session.start).filter(|start| *start > now).min();
        let those = |wanted: &dyn Fn(&Session) -> bool| {
            sessions.iter().filter(|session| wanted(session)).map(|session| (*session).clone()).collect()
        };
        Some(Self::During {
            now: those(&|session| session.is_on(now)),
            next: those(&|session| Some(session.start) == coming),
        })
    }

    /// The session that matters most at the moment: one that is on, else the next; nothing when all is over.
    pub fn session(self) -> Option<Arc<Session>> {
        match self {
            Self::Before { first, .. } => Some(first),
            Self::During { now, next } => now.into_iter().chain(next).next(),
            Self::Over => None,
        }
    }
}
