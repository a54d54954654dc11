//! A day of the agenda to scale: what one goes to, times one can't be there, and the free stretches between.

use super::{Agenda, Commitment, Span, binds};
use crate::{schedule::Schedule, time::Timestamp};

/// What stands in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnItem {
    Commitment(Commitment),
    Free,
}

/// Something at its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnEntry {
    /// As it is: it may begin before the column does, or end after it.
    pub span: Span,
    pub item: ColumnItem,
    /// Which of the lanes next to each other, from 0: what overlaps has lanes of its own.
    pub lane: usize,
}

/// A day on which anything is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayColumn {
    /// Its index in [`Schedule::days`].
    pub day: usize,
    /// From its first entry or the day's first session, whichever is earlier, to the last.
    pub span: Span,
    pub lanes: usize,
    /// In order of time.
    pub entries: Vec<ColumnEntry>,
    /// What was picked of the day and binds one at no time: what is cancelled, and what one comes to as one likes. By index.
    pub others: Vec<usize>,
}

impl DayColumn {
    /// Those of an agenda.
    pub fn all(agenda: &Agenda, schedule: &Schedule) -> Vec<Self> {
        (0..schedule.days.len()).filter_map(|day| Self::of(day, agenda, schedule)).collect()
    }

    fn of(day: usize, agenda: &Agenda, schedule: &Schedule) -> Option<Self> {
        let bounds = Span { start: schedule.days[day].start, end: schedule.days[day].end };
        let is_of_day = |(span, commitment): &(Span, Commitment)| match commitment {
            Commitment::Session(index) => schedule.sessions[*index].day == day,
            Commitment::Own(_) => span.clashes(bounds, 0),
        };
        let all = Commitment::all(agenda, schedule).into_iter();
        let planned: Vec<_> = all.filter(is_of_day).collect();
        let is_other = |index: &usize| {
            let session = &schedule.sessions[*index];
            session.day == day && !binds(session, agenda)
        };
        let others: Vec<_> = agenda.indices(schedule).into_iter().filter(is_other).collect();
        if planned.is_empty() && others.is_empty() {
            return None;
        }
        let of_sessions =
            planned.iter().filter(|(_, commitment)| matches!(commitment, Commitment::Session(_)));
        let whole = Span::of_day(schedule, day).unwrap_or(bounds);
        // What lasts for longer than the day is cut.
        let span = of_sessions.fold(whole, |whole, (span, _)| Span {
            start: whole.start.min(span.start.max(bounds.start)),
            end: whole.end.max(span.end.min(bounds.end)),
        });
        let free = whole.free_of(planned.iter().map(|(span, _)| *span));
        let mut entries: Vec<_> = planned
            .into_iter()
            .map(|(span, commitment)| (span, ColumnItem::Commitment(commitment)))
            .chain(free.into_iter().map(|span| (span, ColumnItem::Free)))
            .map(|(span, item)| ColumnEntry { span, item, lane: 0 })
            .collect();
        entries.sort_by_key(|entry| entry.span);
        // When each lane is free again.
        let mut lanes: Vec<Timestamp> = Vec::new();
        for entry in &mut entries {
            entry.lane = lanes.iter().position(|free| *free <= entry.span.start).unwrap_or(lanes.len());
            lanes.resize(lanes.len().max(entry.lane + 1), entry.span.end);
            lanes[entry.lane] = entry.span.end;
        }
        Some(Self { day, span, lanes: lanes.len().max(1), entries, others })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::tests::istiocon;

    fn agenda(picks: &[&str]) -> Agenda {
        let mut agenda = Agenda::default();
        picks.iter().for_each(|id| agenda.set(id, true, 1));
        agenda
    }

    #[test]
    fn a_day_is_filled_by_picks_and_free_stretches() {
        let schedule = istiocon();
        let agenda = agenda(&["opening-keynote", "using-istio", "no-such"]);
        let columns = DayColumn::all(&agenda, &schedule);
        for column in &columns {
            let mut at = column.span.start;
            for entry in &column.entries {
                assert!(entry.span.start >= column.span.start && entry.span.end <= column.span.end);
                assert!(entry.lane < column.lanes);
                // What is between two entries is too short to be told as free.
                assert!(entry.span.start.0 - at.0 < 15 * 60, "{:?}", entry.span);
                at = at.max(entry.span.end);
            }
            assert!(column.span.end.0 - at.0 < 15 * 60);
        }
        let sessions = columns.iter().flat_map(|column| &column.entries);
        let sessions = sessions.filter(|entry| matches!(entry.item, ColumnItem::Commitment(_)));
        assert_eq!(sessions.count(), 2);
    }

    #[test]
    fn what_overlaps_stands_next_to_each_other() {
        let schedule = istiocon();
        let overlapping = (0..schedule.sessions.len()).find_map(|index| {
            let [first, second] = [index, index + 1].map(|index| &schedule.sessions[index]);
            Span::of(first).clashes(Span::of(second), 0).then(|| [first.id.clone(), second.id.clone()])
        });
        let [first, second] = overlapping.unwrap();
        let columns = DayColumn::all(&agenda(&[&first, &second]), &schedule);
        assert_eq!((columns.len(), columns[0].lanes), (1, 2));
        assert_eq!(DayColumn::all(&Agenda::default(), &schedule), []);
    }
}
