//! The grid: one day, time down, columns across.

use crate::{
    schedule::{Collate, Field, Schedule, Session, sorted},
    time::{Timestamp, Zone},
};

/// A session without length, or nearly so, is drawn and kept apart from others as if it took this long, in seconds.
const LEAST: i64 = 5 * 60;

/// Where nothing is on for longer than this, in seconds, the time is folded.
const FOLD_FROM: i64 = 3600;

/// A column of sessions that do not overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The room or the track; nothing where the schedule names none.
    pub name: Option<String>,
}

/// A stretch of time between two lines of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridRow {
    pub start: Timestamp,
    pub end: Timestamp,
    pub is_folded: bool,
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// In [`Schedule::sessions`].
    pub index: usize,
    pub column: usize,
    /// The first of its rows, and that after its last.
    pub from: usize,
    pub to: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
    Left,
    Right,
}

/// The sessions of a day, laid out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    pub columns: Vec<Column>,
    pub rows: Vec<GridRow>,
    /// In the order of the sessions, so that of time.
    pub cells: Vec<Cell>,
}

/// What one comes to as one likes and lasts for at least this long, in seconds, says nothing of when a day begins and ends.
const ALL_DAY: i64 = 8 * 3600;

/// When a session is drawn to begin and to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hours {
    start: Timestamp,
    end: Timestamp,
}

impl Hours {
    /// Those of sessions (by index) on a day. What lasts for longer than the day, or nearly so, is cut where the day's other sessions
    /// begin and end.
    fn on(day: usize, indices: &[usize], schedule: &Schedule) -> Vec<Self> {
        let session = |index: &usize| &*schedule.sessions[*index];
        let bound = schedule.days.get(day).map(|day| day.end);
        let lasts = |session: &Session| session.is_drop_in() && session.end.0 - session.start.0 >= ALL_DAY;
        let within = |session: &&Session| {
            session.day == day && bound.is_none_or(|bound| session.end <= bound) && !lasts(session)
        };
        let others = || indices.iter().map(session).filter(within);
        let from = others().map(|session| session.start).min();
        let to = others().map(|session| session.end).max();
        let hours = |session: &Session| {
            let (mut start, mut end) = (session.start, session.end);
            if let Some((from, to)) = from.zip(to).filter(|(from, to)| from < to)
                && !within(&session)
            {
                // A day does not open at an empty midnight.
                if session.day < day || (start.0 < from.0 - FOLD_FROM && end > from) {
                    start = from;
                }
                end = end.min(to.max(start + LEAST));
            }
            Self { start, end: end.max(start + LEAST) }
        };
        indices.iter().map(|index| hours(session(index))).collect()
    }
}

impl Grid {
    /// Lays out the sessions of a day, by their indices in rising order; `by_name` tells how names are sorted. Lanes are rooms
    /// where any session of the schedule has one, else tracks, else as few as keep sessions apart; where a column's sessions
    /// overlap, it gets columns beside it. Full hours of the zone are lines too.
    pub fn of(schedule: &Schedule, day: usize, indices: &[usize], zone: &Zone, by_name: Collate) -> Self {
        let has = |of: fn(&Session) -> &Option<String>| {
            schedule.sessions.iter().any(|session| of(session).is_some())
        };
        type Name = fn(&Session) -> &Option<String>;
        let (by, facet): (Name, _) = match (has(|session| &session.room), has(|session| &session.track)) {
            (true, _) => (|session| &session.room, Field::Room),
            (false, true) => (|session| &session.track, Field::Track),
            (false, false) => (|_| &None, Field::Room),
        };
        let session = |index: usize| &*schedule.sessions[index];
        // In the organiser's order, else by name; those without one at the end.
        let names = indices.iter().map(|index| by(session(*index)).clone()).collect();
        let mut names = sorted(names, &|a: &Option<String>, b: &Option<String>| {
            let name = |name: &Option<String>| name.clone().unwrap_or_default();
            let rank = |name: &Option<String>| name.as_ref().map(|name| schedule.rank(facet, name));
            let order = (a.is_none(), rank(a)).cmp(&(b.is_none(), rank(b)));
            order.then_with(|| by_name(&name(a), &name(b)))
        });
        names.dedup();

        let hours = Hours::on(day, indices, schedule);
        let mut columns = Vec::new();
        let mut cells = vec![Cell { index: 0, column: 0, from: 0, to: 0 }; indices.len()];
        for name in names {
            // When each of the name's columns is free again.
            let first = columns.len();
            let mut free: Vec<Timestamp> = Vec::new();
            for (at, index) in indices.iter().enumerate().filter(|(_, index)| *by(session(**index)) == name) {
                let Hours { start, end } = hours[at];
                let column = free.iter().position(|free| *free <= start).unwrap_or_else(|| {
                    free.push(start);
                    columns.push(Column { name: name.clone() });
                    free.len() - 1
                });
                free[column] = end;
                cells[at] = Cell { index: *index, column: first + column, ..cells[at] };
            }
        }

        let rows = rows(&hours, zone);
        let line = |at: Timestamp| rows.iter().position(|row| row.start >= at).unwrap_or(rows.len());
        for (cell, Hours { start, end }) in cells.iter_mut().zip(&hours) {
            (cell.from, cell.to) = (line(*start), line(*end));
        }
        Self { columns, rows, cells }
    }

    /// The cell that lies next to one in a direction: up and down in time, in the same column where there is another; left
    /// and right at the same time, or else about then.
    pub fn next_to(&self, index: usize, direction: Direction) -> Option<usize> {
        let at = self.cells.iter().position(|cell| cell.index == index)?;
        let here = self.cells[at];
        let overlap = |other: &Cell| other.from < here.to && here.from < other.to;
        let away = |other: &Cell| (!overlap(other), other.from.abs_diff(here.from));
        let others = self.cells.iter();
        let next = match direction {
            Direction::Down => others
                .filter(|other| {
                    other.from >= here.to || (other.from > here.from && other.column != here.column)
                })
                .min_by_key(|other| {
                    (other.column != here.column, other.from, other.column.abs_diff(here.column))
                }),
            Direction::Up => others.filter(|other| other.from < here.from).min_by_key(|other| {
                (other.column != here.column, here.from - other.from, other.column.abs_diff(here.column))
            }),
            Direction::Left => {
                let column = others
                    .clone()
                    .filter(|other| other.column < here.column && overlap(other))
                    .map(|cell| cell.column)
                    .max();
                let column = column.or(here.column.checked_sub(1))?;
                others.filter(|other| other.column == column).min_by_key(|other| away(other))
            }
            Direction::Right => {
                let column = others
                    .clone()
                    .filter(|other| other.column > here.column && overlap(other))
                    .map(|cell| cell.column)
                    .min();
                let column = column.unwrap_or(here.column + 1);
                others.filter(|other| other.column == column).min_by_key(|other| away(other))
            }
        };
        next.map(|cell| cell.index)
    }

    /// The row in which an instant lies.
    pub fn at(&self, now: Timestamp) -> Option<usize> {
        self.rows.iter().position(|row| row.start <= now && now < row.end)
    }

    /// The usual length of a session, in minutes: that of which as many are shorter as are longer.
    pub fn usual_length(&self) -> i64 {
        let length = |cell: &Cell| self.rows[cell.to - 1].end.0 - self.rows[cell.from].start.0;
        let lengths = sorted(self.cells.iter().map(length).collect(), &i64::cmp);
        lengths.get(lengths.len() / 2).copied().unwrap_or_default() / 60
    }
}

/// The stretches between all starts, ends and full hours; where nothing is on for long, one that is folded.
fn rows(hours: &[Hours], zone: &Zone) -> Vec<GridRow> {
    let mut lines: Vec<Timestamp> = hours.iter().flat_map(|hours| [hours.start, hours.end]).collect();
    // Stretches in which something is on, apart.
    let mut busy: Vec<(Timestamp, Timestamp)> = Vec::new();
    for Hours { start, end } in sorted(hours.to_vec(), &|a: &Hours, b: &Hours| a.start.cmp(&b.start)) {
        match busy.last_mut() {
            Some((_, until)) if start.0 - until.0 <= FOLD_FROM => *until = (*until).max(end),
            _ => busy.push((start, end)),
        }
    }
    for (from, until) in &busy {
        let second = i64::from(zone.civil(*from).1);
        let mut hour = from.0 - second.rem_euclid(3600) + 3600;
        while hour < until.0 {
            lines.push(Timestamp(hour));
            hour += 3600;
        }
    }
    let mut lines = sorted(lines, &Timestamp::cmp);
    lines.dedup();
    let is_busy = |start: Timestamp| busy.iter().any(|(from, until)| *from <= start && start < *until);
    lines
        .windows(2)
        .map(|pair| GridRow { start: pair[0], end: pair[1], is_folded: !is_busy(pair[0]) })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::schedule::{by_name, tests::istiocon};

    fn conference(sessions: &[(i64, i64, Option<usize>)]) -> Schedule {
        let at = |minute: i64| Timestamp(1_613_980_800 + minute * 60).to_rfc3339();
        let session = |(index, (start, length, room)): (usize, &(i64, i64, Option<usize>))| {
            let mut session = json!({ "id": index.to_string(), "title": "x", "start": at(*start), "end": at(start + length) });
            if let Some(room) = room {
                session["room"] = json!(format!("Room {room}"));
            }
            session
        };
        let sessions: Vec<_> = sessions.iter().enumerate().map(session).collect();
        let bounds = json!([{ "date": "2021-02-22", "start": at(-10_000), "end": at(10_000) }]);
        let file = json!({ "id": "c", "sessions": sessions, "days": bounds });
        Schedule::read(&file.to_string(), |_, _| Zone::utc()).unwrap()
    }

    fn whole(schedule: &Schedule) -> Grid {
        Grid::of(schedule, 0, &(0..schedule.sessions.len()).collect::<Vec<_>>(), &Zone::utc(), by_name)
    }

    #[test]
    fn a_day_without_rooms_takes_as_few_lanes_as_keep_sessions_apart() {
        let schedule = istiocon();
        let monday: Vec<_> =
            (0..schedule.sessions.len()).filter(|index| schedule.sessions[*index].day == 0).collect();
        let grid = Grid::of(&schedule, 0, &monday, &Zone::utc(), by_name);
        assert_eq!(grid.columns, [Column { name: None }, Column { name: None }]);
        assert_eq!(grid.cells.len(), 7);
        // The workshop runs beside the talk that began before it.
        let columns: Vec<_> = grid.cells.iter().map(|cell| cell.column).collect();
        assert_eq!(columns, [0, 0, 0, 0, 1, 0, 0]);
    }

    #[test]
    fn an_exhibition_of_three_days_made_a_grid_of_three_days() {
        let at = |day: i64, hour: i64| Timestamp(1_613_980_800 + (day * 24 + hour) * 3600).to_rfc3339();
        let session = |id: &str, from: (i64, i64), to: (i64, i64), room: &str| json!({ "id": id, "title": id, "start": at(from.0, from.1), "end": at(to.0, to.1), "room": room });
        let sessions = [
            session("expo", (0, 9), (2, 17), "Foyer"),
            session("first", (0, 10), (0, 12), "Hall"),
            session("second", (1, 10), (1, 12), "Hall"),
        ];
        let file = json!({ "id": "c", "sessions": sessions });
        let schedule = Schedule::read(&file.to_string(), |_, _| Zone::utc()).unwrap();
        let hours = |day: usize, indices: &[usize]| {
            let grid = Grid::of(&schedule, day, indices, &Zone::utc(), by_name);
            let (first, last) = (grid.rows[0].start, grid.rows[grid.rows.len() - 1].end);
            assert_eq!(grid.cells.len(), indices.len());
            (first.to_rfc3339(), last.to_rfc3339())
        };
        // The exhibition begins before the talk; it is drawn to the end of that.
        assert_eq!(hours(0, &[0, 1]), (at(0, 9), at(0, 12)));
        assert_eq!(hours(1, &[0, 2]), (at(1, 10), at(1, 12)));
        // Alone it is what it is.
        assert_eq!(hours(0, &[0]), (at(0, 9), at(2, 17)));
    }

    #[test]
    fn what_is_open_day_and_night_made_a_day_begin_at_an_empty_midnight() {
        let at = |hour: i64| Timestamp(1_613_980_800 + hour * 3600).to_rfc3339();
        let session = |id: &str, from: i64, to: i64| json!({ "id": id, "title": id, "start": at(from), "end": at(to), "room": id });
        let file = json!({ "id": "c", "sessions": [session("lounge", 0, 24), session("talk", 10, 11)] });
        let schedule = Schedule::read(&file.to_string(), |_, _| Zone::utc()).unwrap();
        let grid = Grid::of(&schedule, 0, &[0, 1], &Zone::utc(), by_name);
        assert_eq!(grid.rows[0].start.to_rfc3339(), at(10));
        assert_eq!(grid.rows[grid.rows.len() - 1].end.to_rfc3339(), at(11));
    }

    #[test]
    fn a_long_gap_is_folded_and_a_short_one_is_not() {
        let schedule = conference(&[(0, 30, None), (60, 30, None), (240, 30, None)]);
        let folded: Vec<_> = whole(&schedule).rows.iter().map(|row| row.is_folded).collect();
        // 0-30, 30-60, 60-90, folded, 240-270.
        assert_eq!(folded, [false, false, false, true, false]);
    }

    #[test]
    fn a_second_booking_of_a_room_gets_a_lane_beside_it() {
        let schedule = conference(&[
            (0, 60, Some(2)),
            (0, 60, Some(1)),
            (30, 60, Some(1)),
            (60, 30, Some(1)),
            (0, 30, None),
        ]);
        let grid = whole(&schedule);
        let names: Vec<_> = grid.columns.iter().map(|column| column.name.as_deref()).collect();
        assert_eq!(names, [Some("Room 1"), Some("Room 1"), Some("Room 2"), None]);
    }

    #[test]
    fn arrows_move_through_time_and_columns() {
        // 0 and 1 side by side, then 2 in the first column.
        let schedule = conference(&[(0, 60, Some(1)), (0, 30, Some(2)), (60, 30, Some(1))]);
        let grid = whole(&schedule);
        let index = |id: &str| schedule.sessions.iter().position(|session| session.id == id).unwrap();
        let go = |id, direction| {
            grid.next_to(index(id), direction).map(|index| schedule.sessions[index].id.clone())
        };
        assert_eq!(go("0", Direction::Right).as_deref(), Some("1"));
        assert_eq!(go("1", Direction::Left).as_deref(), Some("0"));
        assert_eq!(go("0", Direction::Down).as_deref(), Some("2"));
        assert_eq!(go("1", Direction::Down).as_deref(), Some("2"));
        assert_eq!(go("2", Direction::Up).as_deref(), Some("0"));
        assert_eq!(go("0", Direction::Left), None);
        assert_eq!(go("1", Direction::Right), None);
        assert_eq!(go("0", Direction::Up), None);
        assert_eq!(go("2", Direction::Down), None);
    }

    /// How many of the sessions are on at once, at most.
    fn most_at_once(sessions: &[&Session]) -> usize {
        let at = |now: Timestamp| {
            let end = |session: &Session| session.end.max(session.start + LEAST);
            sessions.iter().filter(|session| session.start <= now && now < end(session)).count()
        };
        sessions.iter().map(|session| at(session.start)).max().unwrap_or_default()
    }

    proptest! {
        #[test]
        fn columns_keep_sessions_apart_and_are_as_few_as_can_be(
            sessions in prop::collection::vec((0..1_500_i64, 0..200_i64, prop::option::of(0..4_usize)), 0..40),
            with_rooms: bool,
        ) {
            let sessions: Vec<_> =
                sessions.into_iter().map(|(start, length, room)| (start, length, room.filter(|_| with_rooms))).collect();
            let schedule = conference(&sessions);
            let grid = whole(&schedule);
            prop_assert_eq!(grid.cells.len(), sessions.len());
            for cell in &grid.cells {
                let session = &schedule.sessions[cell.index];
                prop_assert_eq!(grid.rows[cell.from].start, session.start);
                prop_assert_eq!(grid.rows[cell.to - 1].end, session.end.max(session.start + LEAST));
                prop_assert_eq!(&grid.columns[cell.column].name, &session.room);
                prop_assert!(grid.rows[cell.from..cell.to].iter().all(|row| !row.is_folded));
            }
            for (index, one) in grid.cells.iter().enumerate() {
                for other in &grid.cells[index + 1..] {
                    prop_assert!(one.column != other.column || one.to <= other.from || other.to <= one.from);
                }
            }
            let rooms: std::collections::BTreeSet<_> = schedule.sessions.iter().map(|session| &session.room).collect();
            let least: usize = rooms
                .into_iter()
                .map(|room| {
                    let of_room: Vec<_> =
                        schedule.sessions.iter().filter(|session| session.room == *room).map(|session| &**session).collect();
                    most_at_once(&of_room)
                })
                .sum();
            prop_assert_eq!(grid.columns.len(), least);
            for row in grid.rows.windows(2) {
                prop_assert_eq!(row[0].end, row[1].start);
            }
        }
    }
}
