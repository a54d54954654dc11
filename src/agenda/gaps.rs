//! Gaps: when one is free between a day's first and last session, and what could be done then.

use serde::{Deserialize, Serialize};

use super::{Agenda, Commitment, Span};
use crate::{schedule::Schedule, time::Timestamp};

/// Of a session that does not fit wholly at least so much has to.
const MOSTLY: i64 = 2;

/// A stretch of a day in which one has nothing to be at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gap {
    /// The index of its day.
    pub day: usize,
    pub span: Span,
    /// What fits, the best first: what fits wholly, then what fits for more than half of it; each the most like the picks
    /// first.
    pub fitting: Vec<Fitting>,
}

/// A session that could be gone to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fitting {
    pub index: usize,
    pub is_whole: bool,
    /// How like the picks it is, 0 to 1, and by which terms.
    pub likeness: f32,
    pub terms: Vec<String>,
}

/// The free stretches, of the days on which anything is planned; `languages` are those to look for sessions in, by their keys (nothing for
/// all), `like` tells how like the picks a session is.
pub fn gaps(
    agenda: &Agenda,
    schedule: &Schedule,
    languages: Option<&[String]>,
    like: impl Fn(usize) -> (f32, Vec<String>),
) -> Vec<Gap> {
    let travel_time = agenda.travel_time();
    let commitments = Commitment::all(agenda, schedule);
    let is_busy = |day: Span| commitments.iter().any(|(span, _)| span.clashes(day, 0));
    let days = (0..schedule.days.len()).filter_map(|day| Some((day, Span::of_day(schedule, day)?)));
    let free = |(day, whole): (usize, Span)| {
        let free = whole.free_of(commitments.iter().map(|(span, _)| *span));
        free.into_iter().map(move |span| (day, span))
    };
    let gaps = days.filter(|(_, whole)| is_busy(*whole)).flat_map(free);
    let gap = |(day, span): (usize, Span)| {
        // Who comes from a session, or has to be at one, needs the time to get there.
        let from = commitments.iter().any(|(other, _)| other.end == span.start);
        let to = commitments.iter().any(|(other, _)| other.start == span.end);
        let reach = Span {
            start: Timestamp(span.start.0 + if from { travel_time } else { 0 }),
            end: Timestamp(span.end.0 - if to { travel_time } else { 0 }),
        };
        let fits = |index: usize| {
            let session = &schedule.sessions[index];
            if session.day != day
                || session.cancelled
                || session.is_break
                || !session.is_in_any(languages)
                || agenda.is_picked(&session.id)
            {
                return None;
            }
            let there = Span { start: session.start.max(reach.start), end: session.end.min(reach.end) };
            let whole = Span::of(session);
            let is_whole = there == whole && whole.length() > 0;
            if !is_whole && there.length() * MOSTLY <= whole.length() {
                return None;
            }
            let (likeness, terms) = like(index);
            Some(Fitting { index, is_whole, likeness, terms })
        };
        let mut fitting: Vec<_> = (0..schedule.sessions.len()).filter_map(fits).collect();
        fitting.sort_by(|a, b| b.is_whole.cmp(&a.is_whole).then(b.likeness.total_cmp(&a.likeness)));
        Gap { day, span, fitting }
    };
    gaps.map(gap).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::{agenda::OwnEntry, time::Zone};

    const START: i64 = 1_614_000_000;

    fn schedule(sessions: &[(i64, i64)]) -> Schedule {
        let at = |minute: i64| Timestamp(START + minute * 60).to_rfc3339();
        let session = |(index, (start, end)): (usize, &(i64, i64))| json!({ "id": index.to_string(), "title": index.to_string(), "start": at(*start), "end": at(*end) });
        let file =
            json!({ "id": "c", "sessions": sessions.iter().enumerate().map(session).collect::<Vec<_>>() });
        Schedule::read(&file.to_string(), |_, _| Zone::utc()).unwrap()
    }

    fn minutes(span: Span) -> (i64, i64) {
        ((span.start.0 - START) / 60, (span.end.0 - START) / 60)
    }

    #[test]
    fn between_two_picks_one_is_free_for_what_fits() {
        let schedule = schedule(&[(0, 30), (30, 60), (50, 90), (60, 90), (90, 120), (85, 150)]);
        let index = |id: &str| schedule.index_of(id).unwrap();
        let mut agenda = Agenda::default();
        agenda.set("0", true, 1);
        agenda.set("4", true, 1);
        let like = |at| (if at == index("3") { 0.5 } else { 0.1 }, vec![]);
        let all = gaps(&agenda, &schedule, None, like);
        assert_eq!(all.iter().map(|gap| minutes(gap.span)).collect::<Vec<_>>(), [(30, 90), (120, 150)]);
        let fitting = |gap: &Gap| {
            gap.fitting
                .iter()
                .map(|one| (schedule.sessions[one.index].id.clone(), one.is_whole))
                .collect::<Vec<_>>()
        };
        assert_eq!(fitting(&all[0]), [("3".into(), true), ("1".into(), true), ("2".into(), true)]);
        assert_eq!(fitting(&all[1]), []);
        // With ten minutes to get there, none of those that touch fits wholly.
        agenda.write("set changeover", "10", 1);
        let all = gaps(&agenda, &schedule, None, |_| (0.0, vec![]));
        assert!(all[0].fitting.iter().all(|one| !one.is_whole));
    }

    proptest! {
        #[test]
        fn a_gap_is_free_and_between_gaps_one_is_not(
            sessions in prop::collection::vec((0i64..300, 1i64..60), 1..12),
            picked in prop::collection::vec(any::<bool>(), 12),
            block in (0i64..300, 1i64..60),
        ) {
            let sessions: Vec<_> = sessions.into_iter().map(|(start, length)| (start, start + length)).collect();
            let schedule = schedule(&sessions);
            let mut agenda = Agenda::default();
            for (at, _) in sessions.iter().enumerate().filter(|(at, _)| picked[*at]) {
                agenda.set(&at.to_string(), true, 1);
            }
            let at = |minute: i64| Timestamp(START + minute * 60);
            agenda.take_over(&agenda.with_own_entry(&OwnEntry::new("x", at(block.0), at(block.0 + block.1)), Timestamp(1)), 1);
            let busy = Commitment::all(&agenda, &schedule);
            let all = gaps(&agenda, &schedule, None, |_| (0.0, vec![]));
            for gap in &all {
                prop_assert!(busy.iter().all(|(span, _)| !span.clashes(gap.span, 0)));
                for one in &gap.fitting {
                    let session = Span::of(&schedule.sessions[one.index]);
                    prop_assert_eq!(one.is_whole, gap.span.start <= session.start && session.end <= gap.span.end);
                }
            }
            let first = sessions.iter().map(|span| span.0).min().unwrap();
            let last = sessions.iter().map(|span| span.1).max().unwrap();
            if busy.iter().any(|(span, _)| span.clashes(Span { start: at(first), end: at(last) }, 0)) {
                // Every quarter of an hour in which nothing is on is in a gap.
                for minute in first..=last - 15 {
                    let quarter = Span { start: at(minute), end: at(minute + 15) };
                    let is_free = busy.iter().all(|(span, _)| !span.clashes(quarter, 0));
                    let is_in_gap = all.iter().any(|gap| gap.span.start <= quarter.start && quarter.end <= gap.span.end);
                    prop_assert_eq!(is_free, is_in_gap);
                }
            }
        }
    }
}
