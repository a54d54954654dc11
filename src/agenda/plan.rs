//! The best plan: of what one wants to be at, a set without a clash.
//!
//! Weighted interval scheduling (Kleinberg and Tardos, Algorithm Design, section 6.1): sorted by end, the best that ends with a session
//! is that session with the best of those that one can be at before it.

use super::{Agenda, Commitment, Priority, Span, binds, clash::travel_time};
use crate::schedule::Schedule;

/// A plan; sessions by their indices, in order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    pub kept: Vec<usize>,
    pub left_out: Vec<LeftOut>,
    /// Pairs of musts that clash with each other.
    pub clashing_musts: Vec<(usize, usize)>,
}

/// A session that the plan is without, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub index: usize,
    pub why: Why,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// It clashes with these, which are kept.
    Clashes(Vec<Commitment>),
    /// It is kept at that other time (by its index).
    OtherTime(usize),
    Dropped,
    Cancelled,
}

/// What somebody decided about a plan, by the ids of sessions: these stay when the schedule changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    pinned: Vec<String>,
    dropped: Vec<String>,
}

impl Decisions {
    /// Keeps a session whatever it costs.
    pub fn pin(&mut self, id: &str) {
        self.forget(id);
        self.pinned.push(id.to_owned());
    }

    /// Leaves a session out.
    pub fn drop_out(&mut self, id: &str) {
        self.forget(id);
        self.dropped.push(id.to_owned());
    }

    /// Decides nothing about a session any more.
    pub fn forget(&mut self, id: &str) {
        self.pinned.retain(|other| other != id);
        self.dropped.retain(|other| other != id);
    }

    pub fn is_pinned(&self, id: &str) -> bool {
        self.pinned.iter().any(|other| other == id)
    }

    /// The plan under these decisions.
    pub fn plan(&self, agenda: &Agenda, schedule: &Schedule) -> Plan {
        let indices = |ids: &[String]| ids.iter().filter_map(|id| schedule.index_of(id)).collect::<Vec<_>>();
        Plan::of(agenda, schedule, &indices(&self.pinned), &indices(&self.dropped))
    }
}

impl Plan {
    /// The ids of what it keeps: by these two plans are the same, also of two versions of a schedule.
    pub fn kept_ids(&self, schedule: &Schedule) -> Vec<String> {
        self.kept.iter().map(|index| schedule.sessions[*index].id.clone()).collect()
    }

    /// What it changes of an agenda: what it leaves out is picked no more, and what it keeps at another time is picked there.
    pub fn patch(&self, agenda: &Agenda, schedule: &Schedule) -> Agenda {
        let mut changes = Agenda::default();
        let id = |index: usize| &*schedule.sessions[index].id;
        for LeftOut { index, why } in &self.left_out {
            changes.set(id(*index), false, 0);
            if let Why::OtherTime(other) = why
                && !agenda.is_picked(id(*other))
            {
                changes.weigh(id(*other), agenda.priority(id(*index)), 0);
            }
        }
        changes
    }

    /// As many musts as can be, among those the most wants, then the most maybes, then the most time. What is pinned is
    /// kept whatever it costs (of two that clash the later pin), what is dropped is not; blocks stay free. What one comes to as
    /// one likes is kept with anything, unless it is a must. Of what is given several times one time is kept, picked or not.
    pub fn of(agenda: &Agenda, schedule: &Schedule, pinned: &[usize], dropped: &[usize]) -> Self {
        let least = agenda.travel_time();
        let span = |index: usize| Span::of(&schedule.sessions[index]);
        let picks = agenda.indices(schedule);
        let takes_place = |index: usize| !schedule.sessions[index].cancelled;
        let is_bound = |index: usize| binds(&schedule.sessions[index], agenda);
        let meet = |a: usize, b: usize| span(a).clashes(span(b), travel_time(a, b, schedule, least));
        let clash = |a: usize, b: usize| is_bound(a) && is_bound(b) && meet(a, b);
        let clear = |index: usize, of: &[usize]| of.iter().all(|other| !clash(index, *other));
        let mut pins = Vec::new();
        let repeats = schedule.repeats();
        let repeats = |index: usize| repeats.get(&index).map(Vec::as_slice).unwrap_or_default();
        let is_wanted =
            |index: usize| picks.contains(&index) || repeats(index).iter().any(|other| picks.contains(other));
        for index in pinned.iter().rev().copied().filter(|index| is_wanted(*index) && takes_place(*index)) {
            let is_another_time = repeats(index).iter().any(|other| pins.contains(other));
            if !pins.contains(&index) && !is_another_time && clear(index, &pins) {
                pins.push(index);
            }
        }
        let mut engaged = Commitment::all(agenda, schedule);
        engaged.retain(|(_, commitment)| matches!(commitment, Commitment::Own(_)));
        let is_free = |index: usize| {
            !is_bound(index) || engaged.iter().all(|(block, _)| !span(index).clashes(*block, least))
        };

        let is_open = |index: &usize| {
            let is_there = takes_place(*index) && !dropped.contains(index) && !pins.contains(index);
            is_there && is_free(*index) && clear(*index, &pins)
        };
        let priority = |index: usize| agenda.priority(&schedule.sessions[index].id).unwrap_or_default();
        // Each session with the times at which one can be there, those that were picked first.
        let (mut wishes, mut loose) = (Vec::<Wish>::new(), Vec::new());
        for index in picks.iter().copied() {
            let others = repeats(index);
            if !is_bound(index) {
                loose.extend(Some(index).filter(is_open));
            } else if let Some(wish) = wishes.iter_mut().find(|wish| wish.times.contains(&index)) {
                wish.priority = wish.priority.max(priority(index));
            } else if !pins.contains(&index) && !others.iter().any(|other| pins.contains(other)) {
                let (picked, others): (Vec<_>, Vec<_>) =
                    others.iter().copied().partition(|other| picks.contains(other));
                let times = [index].into_iter().chain(picked).chain(others).filter(is_open);
                wishes.push(Wish {
                    times: times.filter(|time| is_bound(*time)).collect(),
                    priority: priority(index),
                });
            }
        }
        wishes.retain(|wish| !wish.times.is_empty());
        let best = best_times(&wishes, span, meet);
        let mut kept: Vec<_> = best.into_iter().chain(loose).chain(pins.iter().copied()).collect();
        kept.sort_unstable();

        let bound = kept.iter().copied().filter(|index| is_bound(*index));
        engaged.extend(bound.map(|index| (span(index), Commitment::Session(index))));
        let left_out = picks.iter().filter(|index| !kept.contains(index)).map(|index| {
            let other_time = repeats(*index).iter().copied().find(|other| kept.contains(other));
            let why = if !takes_place(*index) {
                Why::Cancelled
            } else if let Some(other) = other_time {
                Why::OtherTime(other)
            } else if dropped.contains(index) {
                Why::Dropped
            } else {
                let with = engaged.iter().filter(|(other, commitment)| match commitment {
                    Commitment::Session(other) => meet(*index, *other),
                    Commitment::Own(_) => span(*index).clashes(*other, least),
                });
                Why::Clashes(with.map(|(_, commitment)| commitment.clone()).collect())
            };
            LeftOut { index: *index, why }
        });
        let left_out = left_out.collect();

        let musts = picks.iter().copied();
        let musts: Vec<_> =
            musts.filter(|index| priority(*index) == Priority::Must && takes_place(*index)).collect();
        let pairs = musts.iter().enumerate().flat_map(|(at, a)| musts[at + 1..].iter().map(|b| (*a, *b)));
        let clashing_musts = pairs.filter(|(a, b)| meet(*a, *b)).collect();
        Self { kept, left_out, clashing_musts }
    }
}

/// What a session adds to a plan. Sums compare as the plan's aims do: each aim has room for so many sessions that they never
/// amount to one of the aim above it.
fn value(span: Span, priority: Priority) -> u128 {
    const BITS: u32 = 24;
    let aim = match priority {
        Priority::Must => 3,
        Priority::Want => 2,
        Priority::Maybe => 1,
    };
    // Time has two such rooms below it: of a session up to half a year counts.
    (1 << (BITS * (aim + 1))) + u128::from(span.length().clamp(0, 1 << BITS).unsigned_abs())
}

/// A session that somebody wants to be at, at one of these times (by their indices).
struct Wish {
    times: Vec<usize>,
    priority: Priority,
}

/// So many ways to choose between times are compared; where there are more, a time is changed for as long as that makes the plan better.
const MOST_WAYS: usize = 2000;

/// The best plan, by indices, with each wish at one of its times at most.
fn best_times(
    wishes: &[Wish],
    span: impl Fn(usize) -> Span,
    meet: impl Fn(usize, usize) -> bool,
) -> Vec<usize> {
    let plan = |chosen: &[usize]| {
        let times: Vec<_> = wishes.iter().zip(chosen).map(|(wish, at)| wish.times[*at]).collect();
        let wanted: Vec<_> =
            wishes.iter().zip(&times).map(|(wish, time)| (span(*time), wish.priority)).collect();
        let kept = best(&wanted, |a, b| meet(times[a], times[b]));
        let worth: u128 = kept.iter().map(|at| value(wanted[*at].0, wanted[*at].1)).sum();
        (worth, kept.into_iter().map(|at| times[at]).collect::<Vec<_>>())
    };
    let mut chosen = vec![0; wishes.len()];
    let mut best = plan(&chosen);
    let ways = wishes.iter().try_fold(1usize, |ways, wish| ways.checked_mul(wish.times.len()));
    if ways.is_some_and(|ways| ways <= MOST_WAYS) {
        // Counted up, as a number is, with a digit for each wish.
        while let Some(next) = (0..wishes.len()).find(|at| chosen[*at] + 1 < wishes[*at].times.len()) {
            chosen[..next].fill(0);
            chosen[next] += 1;
            let other = plan(&chosen);
            if other.0 > best.0 {
                best = other;
            }
        }
        return best.1;
    }
    loop {
        let before = best.0;
        for at in 0..wishes.len() {
            for time in 0..wishes[at].times.len() {
                let known = std::mem::replace(&mut chosen[at], time);
                let other = plan(&chosen);
                if other.0 > best.0 { best = other } else { chosen[at] = known }
            }
        }
        if best.0 == before {
            return best.1;
        }
    }
}

/// The best of what is wanted, by index; rising. `meet` tells whether one can't be at two of them.
fn best(wanted: &[(Span, Priority)], meet: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<_> = (0..wanted.len()).collect();
    order.sort_by_key(|at| (wanted[*at].0.end, wanted[*at].0.start));
    // Of those that end with each: the best sum, and which comes before it in that.
    let mut sums: Vec<(u128, Option<usize>)> = Vec::new();
    for (at, index) in order.iter().enumerate() {
        // How long the way takes depends on both ends of it, so each that may come before is looked at.
        let clear = (0..at).filter(|before| !meet(order[*before], *index));
        let before = clear.max_by_key(|before| sums[*before].0);
        let (span, priority) = wanted[*index];
        sums.push((value(span, priority) + before.map_or(0, |before| sums[before].0), before));
    }
    let mut next = (0..sums.len()).max_by_key(|at| sums[*at].0);
    let mut kept = Vec::new();
    while let Some(at) = next {
        kept.push(order[at]);
        next = sums[at].1;
    }
    kept.sort_unstable();
    kept
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::{
        agenda::OwnEntry,
        schedule::tests::istiocon,
        time::{Timestamp, Zone},
    };

    /// What a set is worth: musts, wants, maybes, seconds.
    fn worth(set: &[(Span, Priority)]) -> [i64; 4] {
        let count = |wanted| set.iter().filter(|(_, priority)| *priority == wanted).count() as i64;
        let time = set.iter().map(|(span, _)| span.length()).sum();
        [count(Priority::Must), count(Priority::Want), count(Priority::Maybe), time]
    }

    fn is_free(set: &[(Span, Priority)], travel_time: i64) -> bool {
        set.iter()
            .enumerate()
            .all(|(at, (a, _))| set[at + 1..].iter().all(|(b, _)| !a.clashes(*b, travel_time)))
    }

    fn wanted(most: usize) -> impl Strategy<Value = Vec<(Span, Priority)>> {
        let one = (0i64..60, 0i64..16, 0usize..3).prop_map(|(start, length, priority)| {
            (Span { start: Timestamp(start), end: Timestamp(start + length) }, Priority::ALL[priority])
        });
        prop::collection::vec(one, 0..=most)
    }

    proptest! {
        #[test]
        fn no_set_is_better_than_the_plan(wanted in wanted(15), travel_time in 0i64..4) {
            let meet = |a: usize, b: usize| wanted[a].0.clashes(wanted[b].0, travel_time);
            let plan: Vec<_> = best(&wanted, meet).into_iter().map(|at| wanted[at]).collect();
            prop_assert!(is_free(&plan, travel_time));
            let subsets = (0u32..1 << wanted.len()).map(|subset| {
                let within = |at: &usize| subset & (1 << at) != 0;
                (0..wanted.len()).filter(within).map(|at| wanted[at]).collect::<Vec<_>>()
            });
            let most = subsets.filter(|set| is_free(set, travel_time)).map(|set| worth(&set)).max();
            prop_assert_eq!(Some(worth(&plan)), most);
        }
    }

    fn schedule(sessions: &[(&str, i64, i64)]) -> Schedule {
        let session = |(id, start, end): &(&str, i64, i64)| {
            let at = |minute: i64| Timestamp(1_614_000_000 + minute * 60).to_rfc3339();
            json!({ "id": id, "title": id, "start": at(*start), "end": at(*end) })
        };
        let file = json!({ "id": "c", "sessions": sessions.iter().map(session).collect::<Vec<_>>() });
        Schedule::read(&file.to_string(), |_, _| Zone::utc()).unwrap()
    }

    #[test]
    fn one_must_is_worth_more_than_any_number_of_wants() {
        let schedule = schedule(&[("long", 0, 100), ("one", 0, 50), ("two", 50, 100), ("after", 100, 110)]);
        let mut agenda = Agenda::default();
        ["one", "two", "after"].iter().for_each(|id| agenda.set(id, true, 1));
        agenda.weigh("long", Some(Priority::Must), 1);
        let ids = |indices: &[usize]| {
            indices.iter().map(|index| schedule.sessions[*index].id.clone()).collect::<Vec<_>>()
        };
        let plan = Plan::of(&agenda, &schedule, &[], &[]);
        assert_eq!(ids(&plan.kept), ["long", "after"]);
        let long = schedule.index_of("long").unwrap();
        for left_out in &plan.left_out {
            assert_eq!(left_out.why, Why::Clashes(vec![Commitment::Session(long)]));
        }
        // Pinned, a want stays; dropped, a must goes.
        let one = schedule.index_of("one").unwrap();
        assert_eq!(ids(&Plan::of(&agenda, &schedule, &[one], &[]).kept), ["one", "two", "after"]);
        assert_eq!(ids(&Plan::of(&agenda, &schedule, &[], &[long]).kept), ["one", "two", "after"]);
        // The later pin counts.
        assert_eq!(ids(&Plan::of(&agenda, &schedule, &[one, long], &[]).kept), ["long", "after"]);
        agenda.weigh("two", Some(Priority::Must), 1);
        let plan = Plan::of(&agenda, &schedule, &[], &[]);
        assert_eq!(plan.clashing_musts, [(long, schedule.index_of("two").unwrap())]);
    }

    #[test]
    fn what_is_given_twice_is_kept_at_the_time_that_fits() {
        let at = |minute: i64| Timestamp(1_614_000_000 + minute * 60).to_rfc3339();
        let session = |id: &str, start, end, of: Option<&str>| json!({ "id": id, "title": id, "start": at(start), "end": at(end), "repeats": of });
        let file = json!({ "id": "c", "sessions": [
            session("knots", 0, 60, None), session("knots-again", 100, 160, Some("knots")), session("maps", 30, 90, None),
        ]});
        let schedule = Schedule::read(&file.to_string(), |_, _| Zone::utc()).unwrap();
        let mut agenda = Agenda::default();
        agenda.weigh("knots", Some(Priority::Must), 1);
        agenda.set("maps", true, 1);
        let index = |id: &str| schedule.index_of(id).unwrap();
        let plan = Plan::of(&agenda, &schedule, &[], &[]);
        assert_eq!(plan.kept, [index("maps"), index("knots-again")]);
        let why = Why::OtherTime(index("knots-again"));
        assert_eq!(plan.left_out, [LeftOut { index: index("knots"), why }]);
        let mut after = agenda.clone();
        after.take_over(&plan.patch(&agenda, &schedule), 2);
        assert_eq!(after.indices(&schedule), plan.kept);
        assert_eq!(after.priority("knots-again"), Some(Priority::Must));
        // Where it fits as it was picked, it stays so; picked at both times it is kept at one.
        agenda.set("maps", false, 3);
        assert_eq!(Plan::of(&agenda, &schedule, &[], &[]).kept, [index("knots")]);
        agenda.set("knots-again", true, 3);
        assert_eq!(Plan::of(&agenda, &schedule, &[], &[]).kept, [index("knots")]);
        // Pinned or dropped, a time is as somebody decided.
        let again = index("knots-again");
        assert_eq!(Plan::of(&agenda, &schedule, &[again], &[]).kept, [again]);
        assert_eq!(Plan::of(&agenda, &schedule, &[], &[again]).kept, [index("knots")]);
    }

    #[test]
    fn what_one_cannot_be_at_is_left_out_for_the_block() {
        let schedule = istiocon();
        let mut agenda = Agenda::default();
        agenda.weigh("opening-keynote", Some(Priority::Must), 1);
        let keynote = schedule.session("opening-keynote").unwrap();
        agenda.take_over(
            &agenda.with_own_entry(&OwnEntry::new("Dentist", keynote.start, keynote.end), Timestamp(1)),
            1,
        );
        let plan = Plan::of(&agenda, &schedule, &[], &[]);
        assert_eq!(plan.kept, Vec::<usize>::new());
        let Why::Clashes(with) = &plan.left_out[0].why else { panic!("{plan:?}") };
        assert_eq!(with[0].title(&schedule), "Dentist");
    }

    #[test]
    fn a_thousand_picks_are_planned_at_once() {
        let ids: Vec<_> = (0..1000).map(|at| at.to_string()).collect();
        let sessions: Vec<_> = ids
            .iter()
            .enumerate()
            .map(|(at, id)| (&**id, at as i64 * 7 % 2000, at as i64 * 7 % 2000 + 45))
            .collect();
        let schedule = schedule(&sessions);
        let mut agenda = Agenda::default();
        ids.iter().enumerate().for_each(|(at, id)| agenda.weigh(id, Some(Priority::ALL[at % 3]), 1));
        let start = std::time::Instant::now();
        let plan = Plan::of(&agenda, &schedule, &[], &[]);
        println!("planned in {:?}", start.elapsed());
        assert_eq!(plan.kept.len() + plan.left_out.len(), 1000);
    }
}
