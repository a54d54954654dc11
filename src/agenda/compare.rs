//! One's own agenda beside others'.

use super::{Agenda, Commitment, Priority, Shared, Span};
use crate::schedule::{Schedule, Session};

/// So many others are compared at once.
pub const MOST_FRIENDS: usize = 5;

/// Sessions by index; rising.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    pub only_me: Vec<usize>,
    /// With who goes there, by their indices among the others.
    pub only_them: Vec<(usize, Vec<usize>)>,
    pub together: Vec<(usize, Vec<usize>)>,
    /// Stretches of the days on which all have something on, in which nobody has.
    pub common_gaps: Vec<Span>,
    /// Of two sessions at the same time: who goes to which. Where each is gone to by somebody who is not at the other.
    pub covered: Vec<[(usize, Vec<Who>); 2]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Me,
    /// By their index among the others.
    Them(usize),
}

impl Comparison {
    pub fn of(agenda: &Agenda, others: &[&Shared], schedule: &Schedule) -> Self {
        let goes = |index: usize| {
            let them = others.iter().enumerate();
            let them = them.filter(|(_, other)| other.picks.iter().any(|(pick, _)| *pick == index));
            let them: Vec<_> = them.map(|(at, _)| at).collect();
            (agenda.is_picked(&schedule.sessions[index].id), them)
        };
        let mut comparison = Self::default();
        let mut gone_to = Vec::new();
        for index in 0..schedule.sessions.len() {
            let (me, them) = goes(index);
            match (me, them.is_empty()) {
                (true, true) => comparison.only_me.push(index),
                (true, false) => comparison.together.push((index, them.clone())),
                (false, false) => comparison.only_them.push((index, them.clone())),
                (false, true) => continue,
            }
            if !schedule.sessions[index].cancelled && !schedule.sessions[index].is_drop_in() {
                let me = me.then_some(Who::Me).into_iter();
                gone_to.push((index, me.chain(them.into_iter().map(Who::Them)).collect::<Vec<_>>()));
            }
        }
        let span = |index: usize| Span::of(&schedule.sessions[index]);
        for (at, (a, to_a)) in gone_to.iter().enumerate() {
            for (b, to_b) in &gone_to[at + 1..] {
                let divides =
                    to_a.iter().any(|who| !to_b.contains(who)) && to_b.iter().any(|who| !to_a.contains(who));
                if divides && span(*a).clashes(span(*b), 0) {
                    comparison.covered.push([(*a, to_a.clone()), (*b, to_b.clone())]);
                }
            }
        }
        comparison.common_gaps = common_gaps(agenda, others, schedule);
        comparison
    }
}

fn common_gaps(agenda: &Agenda, others: &[&Shared], schedule: &Schedule) -> Vec<Span> {
    let mine: Vec<_> = Commitment::all(agenda, schedule).into_iter().map(|(span, _)| span).collect();
    let theirs = others.iter().map(|other| {
        let sessions = other.picks.iter().map(|(index, priority)| (&*schedule.sessions[*index], *priority));
        let binds = |(session, priority): &(&Session, Priority)| {
            !session.cancelled && (!session.is_drop_in() || *priority == Priority::Must)
        };
        sessions.filter(binds).map(|(session, _)| Span::of(session)).collect::<Vec<_>>()
    });
    let everybody: Vec<Vec<Span>> = [mine].into_iter().chain(theirs).collect();
    let all_are_there = |day: Span| everybody.iter().all(|busy| busy.iter().any(|span| span.clashes(day, 0)));
    let days = (0..schedule.days.len()).filter_map(|day| Span::of_day(schedule, day));
    let free = |day: Span| day.free_of(everybody.iter().flatten().copied());
    days.filter(|day| all_are_there(*day)).flat_map(free).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{
        agenda::Priority,
        time::{Timestamp, Zone},
    };

    #[test]
    fn two_agendas_side_by_side() {
        let at = |minute: i64| Timestamp(1_614_000_000 + minute * 60).to_rfc3339();
        let session = |(id, start, end): (&str, i64, i64)| json!({ "id": id, "title": id, "start": at(start), "end": at(end) });
        let all = [("a", 0, 30), ("b", 0, 30), ("c", 30, 60), ("d", 60, 90), ("e", 90, 120)].map(session);
        let file = json!({ "id": "c", "sessions": all });
        let schedule = Schedule::read(&file.to_string(), |_, _| Zone::utc()).unwrap();
        let mut agenda = Agenda::default();
        ["a", "c"].iter().for_each(|id| agenda.set(id, true, 1));
        let other = Shared {
            picks: vec![(1, Priority::Want), (2, Priority::Want), (4, Priority::Want)],
            ..Shared::default()
        };
        let comparison = Comparison::of(&agenda, &[&other], &schedule);
        assert_eq!(comparison.only_me, [0]);
        assert_eq!(comparison.only_them, [(1, vec![0]), (4, vec![0])]);
        assert_eq!(comparison.together, [(2, vec![0])]);
        assert_eq!(comparison.covered, [[(0, vec![Who::Me]), (1, vec![Who::Them(0)])]]);
        let minutes = |span: &Span| ((span.start.0 - 1_614_000_000) / 60, (span.end.0 - 1_614_000_000) / 60);
        assert_eq!(comparison.common_gaps.iter().map(minutes).collect::<Vec<_>>(), [(60, 90)]);
    }
}
