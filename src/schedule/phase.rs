//! Where in the conference a moment falls.

use std::sync::Arc;

use super::Session;
use crate::time::Timestamp;

/// A moment, seen from the conference.
#[derive(Clone, Debug, PartialEq)]
pub enum ConferencePhase {
    /// Nothing has begun: the seconds until it does, and with what.
    Before { seconds: i64, first: Arc<Session> },
    /// What is on now (possibly nothing), those last that one comes to as one likes; and what begins next (all that begin at
    /// that instant; none near the end).
    During { now: Vec<Arc<Session>>, next: Vec<Arc<Session>> },
    /// The last session has ended.
    Over,
}

impl ConferencePhase {
    /// The moment among these sessions, of which cancelled ones do not count; nothing where there are none.
    pub fn among<'a>(sessions: impl Iterator<Item = &'a Arc<Session>>, now: Timestamp) -> Option<Self> {
        let sessions: Vec<_> = sessions.filter(|session| !session.cancelled).collect();
        let first = *sessions.iter().min_by_key(|session| session.start)?;
        if now < first.start {
            return Some(Self::Before { seconds: first.start.0 - now.0, first: first.clone() });
        }
        if sessions.iter().all(|session| session.end <= now) {
            return Some(Self::Over);
        }
        let coming = sessions.iter().map(|session| session.start).filter(|start| *start > now).min();
        let those = |wanted: &dyn Fn(&Session) -> bool| -> Vec<_> {
            sessions.iter().filter(|session| wanted(session)).map(|session| (*session).clone()).collect()
        };
        let mut on = those(&|session| session.is_on(now) && !session.is_drop_in());
        on.extend(those(&|session| session.is_on(now) && session.is_drop_in()));
        Some(Self::During { now: on, next: those(&|session| Some(session.start) == coming) })
    }

    /// The session that matters most at the moment: of those that are on the one that began last, else the next, else one that
    /// one comes to as one likes; nothing when all is over.
    pub fn session(self) -> Option<Arc<Session>> {
        match self {
            Self::Before { first, .. } => Some(first),
            Self::During { now, next } => {
                let appointments = now.iter().filter(|session| !session.is_drop_in());
                let last = appointments.rev().max_by_key(|session| session.start).cloned();
                last.or_else(|| next.into_iter().chain(now).next())
            }
            Self::Over => None,
        }
    }
}
