//! Clashes: on instants, so across midnight, days and zones.

use serde::{Deserialize, Serialize};

use std::sync::Arc;

use super::{Agenda, OwnEntry, Priority};
use crate::{
    schedule::{Schedule, Session},
    time::Timestamp,
};

/// A stretch of time; what begins when it ends does not meet it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    pub start: Timestamp,
    pub end: Timestamp,
}

impl Span {
    pub fn of(session: &Session) -> Self {
        Self { start: session.start, end: session.end }
    }

    /// Whether one can't be at both, with so many seconds to get from one to the other. Touching ends are no clash where
    /// none are needed.
    pub fn clashes(self, other: Self, travel_time: i64) -> bool {
        self.start.0 < other.end.0.saturating_add(travel_time)
            && other.start.0 < self.end.0.saturating_add(travel_time)
    }

    /// From the start of the first appointment of a day (by its index) that takes place to the end of the last, but no longer
    /// than the day; nothing where there is none.
    pub fn of_day(schedule: &Schedule, day: usize) -> Option<Self> {
        let is_meant =
            |session: &&Arc<Session>| session.day == day && !session.cancelled && !session.is_drop_in();
        let sessions = || schedule.sessions.iter().filter(is_meant);
        let start = sessions().map(|session| session.start).min()?;
        let end = sessions().map(|session| session.end).max()?;
        Some(Self { start, end: end.min(schedule.days[day].end) })
    }

    /// What of it is free of others, in order of time; a break too short to do anything in is not.
    pub fn free_of(self, others: impl Iterator<Item = Self>) -> Vec<Self> {
        const LEAST: i64 = 15 * 60;
        let mut others: Vec<_> = others.filter(|other| other.clashes(self, 0)).collect();
        others.sort_unstable();
        let mut free = Vec::new();
        let mut from = self.start;
        for other in others {
            free.push(Self { start: from, end: other.start.min(self.end) });
            from = from.max(other.end);
        }
        free.push(Self { start: from, end: self.end });
        free.retain(|span| span.length() >= LEAST);
        free
    }

    /// Seconds.
    pub fn length(self) -> i64 {
        self.end.0.saturating_sub(self.start.0)
    }
}

/// What one has to be at.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Commitment {
    /// A picked session that takes place, by its index.
    Session(usize),
    /// Something of one's own, at one of its times.
    Own(OwnEntry),
}

impl Commitment {
    /// The picks that bind one and what one can't be elsewhere for, in order of time.
    pub fn all(agenda: &Agenda, schedule: &Schedule) -> Vec<(Span, Self)> {
        let picks = agenda.indices(schedule).into_iter();
        let sessions = picks.filter(|index| binds(&schedule.sessions[*index], agenda));
        let sessions = sessions.map(|index| (Span::of(&schedule.sessions[index]), Self::Session(index)));
        let own = agenda.own_occurrences(schedule).into_iter().filter(|entry| !entry.is_free);
        let own = own.map(|entry| (entry.span(), Self::Own(entry)));
        let mut all: Vec<_> = sessions.chain(own).collect();
        all.sort_by_key(|(span, _)| *span);
        all
    }

    pub fn title<'a>(&'a self, schedule: &'a Schedule) -> &'a str {
        match self {
            Self::Session(index) => &schedule.sessions[*index].title,
            Self::Own(entry) => &entry.title,
        }
    }
}

/// Whether a picked session binds one at its time: it takes place, and is an appointment or a must.
pub fn binds(session: &Session, agenda: &Agenda) -> bool {
    !session.cancelled && (!session.is_drop_in() || agenda.priority(&session.id) == Some(Priority::Must))
}

/// Seconds to get from one session (by its index) to another, and back: as many as somebody wants at least, more where the conference
/// says that the way takes longer.
pub fn travel_time(a: usize, b: usize, schedule: &Schedule, least: i64) -> i64 {
    let room = |index: usize| schedule.sessions[index].room.as_deref();
    least.max(schedule.guide().travel_time(room(a), room(b)))
}

/// What a session clashes with, itself apart, with at least so many seconds between two. A cancelled one clashes with nothing, nor does one that one comes to as one likes,
/// unless it is among the commitments.
pub fn clashes<'a>(
    index: usize,
    schedule: &Schedule,
    commitments: &'a [(Span, Commitment)],
    least: i64,
) -> Vec<&'a Commitment> {
    let session = &schedule.sessions[index];
    let is_engaged = || commitments.iter().any(|(_, other)| *other == Commitment::Session(index));
    if session.cancelled || (session.is_drop_in() && !is_engaged()) {
        return Vec::new();
    }
    let span = Span::of(session);
    let others = commitments.iter().filter(|(_, other)| *other != Commitment::Session(index));
    let time_to = |other: &Commitment| match other {
        Commitment::Session(other) => travel_time(index, *other, schedule, least),
        Commitment::Own(_) => least,
    };
    others
        .filter(|(other, commitment)| span.clashes(*other, time_to(commitment)))
        .map(|(_, other)| other)
        .collect()
}

/// Whether any two commitments clash.
pub fn has_clash(commitments: &[(Span, Commitment)], least: i64, schedule: &Schedule) -> bool {
    commitments.iter().any(|(_, commitment)| match commitment {
        Commitment::Session(index) => !clashes(*index, schedule, commitments, least).is_empty(),
        // Of a time one can't be there and a session the session is asked.
        Commitment::Own(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::schedule::tests::istiocon;

    fn span(start: i64, end: i64) -> Span {
        Span { start: Timestamp(start), end: Timestamp(end) }
    }

    #[test]
    fn a_session_over_midnight_clashes_with_one_at_midnight() {
        let at = |text| Timestamp::parse(text).unwrap();
        let social = Span { start: at("2021-02-25T22:20:00Z"), end: at("2021-02-26T00:20:00Z") };
        let next = Span { start: at("2021-02-26T01:00:00+01:00"), end: at("2021-02-26T01:10:00+01:00") };
        assert!(social.clashes(next, 0));
    }

    #[test]
    fn touching_ends_clash_only_where_time_is_needed_between() {
        assert!(!span(0, 60).clashes(span(60, 120), 0));
        assert!(span(0, 60).clashes(span(60, 120), 300));
        assert!(span(0, 60).clashes(span(359, 400), 300));
        assert!(!span(0, 60).clashes(span(360, 400), 300));
    }

    #[test]
    fn a_session_that_is_not_picked_clashes_with_a_pick_and_a_block() {
        let schedule = istiocon();
        let index = schedule.index_of("opening-keynote").unwrap();
        let span = Span::of(&schedule.sessions[index]);
        let mut agenda = Agenda::default();
        agenda.take_over(
            &agenda.with_own_entry(&OwnEntry::new("Dentist", span.start, span.end), Timestamp(1)),
            1,
        );
        agenda.set("opening-keynote", true, 1);
        let all = Commitment::all(&agenda, &schedule);
        let titles: Vec<_> =
            clashes(index, &schedule, &all, 0).iter().map(|with| with.title(&schedule)).collect();
        assert_eq!(titles, ["Dentist"]);
    }

    proptest! {
        #[test]
        fn clashing_is_mutual_and_means_a_shared_instant(
            a in (0i64..50, 0i64..20), b in (0i64..50, 0i64..20), travel_time in 0i64..9,
        ) {
            let (a, b) = (span(a.0, a.0 + a.1), span(b.0, b.0 + b.1));
            prop_assert_eq!(a.clashes(b, travel_time), b.clashes(a, travel_time));
            if a.length() > 0 && b.length() > 0 {
                let shared = (0..80).any(|at| {
                    let within = |span: Span| span.start.0 <= at && at < span.end.0 + travel_time;
                    within(a) && within(b)
                });
                prop_assert_eq!(a.clashes(b, travel_time), shared);
            }
        }
    }
}
