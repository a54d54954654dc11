//! The board: what is on in each room, and what comes next there.

use super::ListContents;
use crate::{
    agenda::Agenda,
    schedule::{Collate, Field, Schedule, Session, sorted},
    time::Timestamp,
};

/// A room at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoomNow {
    /// Nothing for the sessions of which the schedule names no room.
    pub room: Option<String>,
    /// What is on, in the order of the schedule.
    pub on: Vec<usize>,
    /// What comes next on the same day: several where they begin at once.
    pub next: Vec<usize>,
}

/// The rooms in which anything is on or to come on this day: those first in which a picked session is on, then those where anything else
/// is, those last in which there is only what one comes to as one likes; each in the organiser's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    pub rooms: Vec<RoomNow>,
}

impl Board {
    /// Of the sessions that are shown; `by_name` tells how names are sorted.
    pub fn of(
        schedule: &Schedule,
        shown: &ListContents,
        agenda: &Agenda,
        now: Timestamp,
        by_name: Collate,
    ) -> Self {
        let today = schedule.day_at(now);
        let mut rooms: Vec<RoomNow> = Vec::new();
        for index in shown.days.iter().flatten().copied() {
            let session = &*schedule.sessions[index];
            let is_to_come = session.start > now && Some(session.day) == today;
            if session.cancelled || session.is_break || !(session.is_on(now) || is_to_come) {
                continue;
            }
            let at = rooms.iter().position(|room| room.room == session.room).unwrap_or_else(|| {
                rooms.push(RoomNow { room: session.room.clone(), on: Vec::new(), next: Vec::new() });
                rooms.len() - 1
            });
            let room = &mut rooms[at];
            if session.is_on(now) {
                room.on.push(index);
            } else if room.next.first().is_none_or(|next| schedule.sessions[*next].start == session.start) {
                room.next.push(index);
            }
        }
        let rank = |room: &RoomNow| {
            let any = |indices: &[usize], is_it: fn(&Session) -> bool| {
                indices.iter().any(|index| is_it(&schedule.sessions[*index]))
            };
            let is_mine = room.on.iter().any(|index| agenda.is_picked(&schedule.sessions[*index].id));
            let is_appointment = |session: &Session| !session.is_drop_in();
            let class = if is_mine {
                0
            } else if any(&room.on, is_appointment) {
                1
            } else if room.on.is_empty() && any(&room.next, is_appointment) {
                2
            } else {
                3
            };
            (class, room.room.as_ref().map(|name| schedule.rank(Field::Room, name)))
        };
        let rooms = sorted(rooms, &|a: &RoomNow, b: &RoomNow| {
            let name = |room: &RoomNow| room.room.clone().unwrap_or_default();
            rank(a).cmp(&rank(b)).then_with(|| by_name(&name(a), &name(b)))
        });
        Self { rooms }
    }

    /// How many sessions are on.
    pub fn on(&self) -> usize {
        self.rooms.iter().map(|room| room.on.len()).sum()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::time::Zone;

    fn board(now: &str, picks: &[&str]) -> Vec<(Option<String>, Vec<String>, Vec<String>)> {
        let session = |id: &str, room: &str, from: &str, to: &str| json!({ "id": id, "title": id, "room": room, "start": format!("2026-03-01T{from}:00Z"), "end": format!("2026-03-01T{to}:00Z") });
        let file = json!({ "id": "c", "sessions": [
            session("fair", "A", "09:00", "18:00"),
            session("one", "B", "10:00", "11:00"),
            session("two", "C", "10:30", "11:30"),
            session("three", "B", "11:00", "12:00"),
            session("four", "B", "13:00", "14:00"),
            session("five", "D", "15:00", "16:00"),
        ]});
        let schedule = Schedule::read(&file.to_string(), |_, _| Zone::utc()).unwrap();
        let all = ListContents { days: vec![(0..6).collect()], ..ListContents::default() };
        let mut agenda = Agenda::default();
        picks.iter().for_each(|id| agenda.set(id, true, 1));
        let now = Timestamp::parse(now).unwrap();
        let board = Board::of(&schedule, &all, &agenda, now, str::cmp);
        let ids =
            |indices: Vec<usize>| indices.into_iter().map(|at| schedule.sessions[at].id.clone()).collect();
        board.rooms.into_iter().map(|room| (room.room, ids(room.on), ids(room.next))).collect()
    }

    #[test]
    fn what_is_on_stands_by_room_ones_own_first_and_drop_ins_last() {
        let rooms = |now, picks: &[&str]| {
            board(now, picks).into_iter().map(|(room, ..)| room.unwrap()).collect::<String>()
        };
        assert_eq!(rooms("2026-03-01T10:40:00Z", &[]), "BCDA");
        assert_eq!(rooms("2026-03-01T10:40:00Z", &["two"]), "CBDA");
        assert_eq!(rooms("2026-03-01T19:00:00Z", &[]), "");
    }

    #[test]
    fn of_a_room_is_told_what_is_on_and_what_is_next() {
        let all = board("2026-03-01T10:40:00Z", &[]);
        assert_eq!(all[0], (Some("B".into()), vec!["one".into()], vec!["three".into()]));
        assert_eq!(all[1], (Some("C".into()), vec!["two".into()], vec![]));
        assert_eq!(all[2], (Some("D".into()), vec![], vec!["five".into()]));
    }
}
