//! What somebody puts into their agenda besides sessions: something of their own at its time, where one may or can't be elsewhere.

use serde::{Deserialize, Serialize};

use super::{Agenda, BLOCK, Commitment, Span};
use crate::{
    json,
    schedule::Schedule,
    time::{Date, Timestamp, Zone, rfc3339},
};

/// The longest title of an entry, and the longest place, in characters.
pub const LONGEST: usize = 200;

/// Something of one's own at its time. It is kept as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OwnEntry {
    /// Its name among the agenda's texts; empty of one that is not in it yet.
    #[serde(skip)]
    pub name: String,
    #[serde(with = "rfc3339")]
    pub start: Timestamp,
    /// After `start`.
    #[serde(with = "rfc3339")]
    pub end: Timestamp,
    pub title: String,
    #[serde(default)]
    pub place: String,
    #[serde(default)]
    pub note: String,
    /// Whether one can be elsewhere meanwhile.
    #[serde(default)]
    pub is_free: bool,
    /// Whether it is on each day of the conference, by the clock of the venue.
    #[serde(default)]
    pub is_daily: bool,
}

impl OwnEntry {
    /// One that has a title alone, and for which one can't be elsewhere.
    pub fn new(title: &str, start: Timestamp, end: Timestamp) -> Self {
        Self {
            name: String::new(),
            start,
            end,
            title: title.to_owned(),
            place: String::new(),
            note: String::new(),
            is_free: false,
            is_daily: false,
        }
    }

    pub fn span(&self) -> Span {
        Span { start: self.start, end: self.end }
    }

    fn read(name: &str, text: &str) -> Option<Self> {
        let kept = json::parse(text).ok().or_else(|| Self::of_first_form(text));
        let entry = Self { name: format!("{BLOCK}{name}"), ..kept? };
        (entry.start < entry.end).then_some(entry)
    }

    /// The form in which the first versions kept it: start and end (RFC 3339), then the title.
    fn of_first_form(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, ' ');
        let (start, end) = (Timestamp::parse(parts.next()?)?, Timestamp::parse(parts.next()?)?);
        Some(Self::new(parts.next()?, start, end))
    }

    /// Each time at which it is: once, or on each day of a conference.
    fn occurrences(self, schedule: &Schedule) -> Vec<Self> {
        if !self.is_daily {
            return vec![self];
        }
        let venue = &schedule.venue;
        let first = venue.civil(self.start).0;
        let on = |days: i64| {
            let moved = |at: Timestamp| {
                let to = at + days * 86_400;
                // The clock shows the same, though it may have been put forward or back.
                to + i64::from(venue.offset(at) - venue.offset(to))
            };
            Self { start: moved(self.start), end: moved(self.end), ..self.clone() }
        };
        let days = schedule.days.iter().map(|day| day.date.signed_duration_since(first).num_days());
        days.map(on).collect()
    }
}

impl Agenda {
    /// One's own entries, in order of time; what can't be read is left out.
    pub fn own_entries(&self) -> Vec<OwnEntry> {
        in_order(self.texts(BLOCK).filter_map(|(name, text)| OwnEntry::read(name, text)).collect())
    }

    /// Each time at which one of them is, in order.
    pub fn own_occurrences(&self, schedule: &Schedule) -> Vec<OwnEntry> {
        in_order(self.own_entries().into_iter().flat_map(|entry| entry.occurrences(schedule)).collect())
    }

    /// Picks (by their indices) and one's own entries, by the dates on which they start in a zone, in order of time.
    pub fn by_date(&self, picks: &[usize], schedule: &Schedule, zone: &Zone) -> Vec<(Date, Vec<Commitment>)> {
        let sessions =
            picks.iter().map(|index| (Span::of(&schedule.sessions[*index]), Commitment::Session(*index)));
        let own =
            self.own_occurrences(schedule).into_iter().map(|entry| (entry.span(), Commitment::Own(entry)));
        let mut all: Vec<_> = sessions.chain(own).collect();
        all.sort_by_key(|(span, _)| *span);
        let date = |(span, _): &(Span, Commitment)| zone.civil(span.start).0;
        let days = all.chunk_by(|a, b| date(a) == date(b));
        days.map(|day| (date(&day[0]), day.iter().map(|(_, planned)| planned.clone()).collect())).collect()
    }

    /// What an entry changes that is new or was written anew.
    pub fn with_own_entry(&self, entry: &OwnEntry, now: Timestamp) -> Self {
        let new = || format!("{BLOCK}{} {}", now.0, self.texts(BLOCK).count());
        let name = if entry.name.is_empty() { new() } else { entry.name.clone() };
        Self::of_text(&name, &serde_json::to_string(entry).unwrap_or_default())
    }
}

fn in_order(mut entries: Vec<OwnEntry>) -> Vec<OwnEntry> {
    entries.sort_by(|a, b| (a.start, a.end, &a.name).cmp(&(b.start, b.end, &b.name)));
    entries
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::schedule::tests::istiocon;

    #[test]
    fn an_entry_of_the_first_form_is_read_and_what_is_none_is_left_out() {
        let mut agenda = Agenda::default();
        agenda.write("block 1", "1970-01-01T01:00:00Z 1970-01-01T02:00:00Z Lunch  with A", 1);
        agenda.write("block 2", "soon later x", 1);
        let backwards =
            r#"{"start":"1970-01-01T02:00:00Z","end":"1970-01-01T01:00:00Z","title":"backwards"}"#;
        agenda.write("block 3", backwards, 1);
        agenda.write("block 4", r#"{"start":"1970-01-01T02:00:00Z"}"#, 1);
        // No moment that a clock could show.
        agenda.write(
            "block 5",
            r#"{"start":-9000000000000000000,"end":9000000000000000000,"title":"ever"}"#,
            1,
        );
        let entry = OwnEntry {
            name: "block 1".into(),
            ..OwnEntry::new("Lunch  with A", Timestamp(3600), Timestamp(7200))
        };
        assert_eq!(agenda.own_entries(), [entry]);
    }

    #[test]
    fn what_is_on_each_day_is_at_the_same_time_by_the_clock_of_the_venue() {
        let schedule = istiocon();
        let first = schedule.sessions[0].start;
        let daily = OwnEntry { is_daily: true, ..OwnEntry::new("Breakfast", first, first + 1800) };
        let agenda = Agenda::default().with_own_entry(&daily, Timestamp(1));
        let all = agenda.own_occurrences(&schedule);
        assert_eq!(all.len(), schedule.days.len());
        for (entry, day) in all.iter().zip(&schedule.days) {
            let (date, second) = schedule.venue.civil(entry.start);
            assert_eq!((date, second), (day.date, schedule.venue.civil(first).1));
            assert_eq!(entry.span().length(), 1800);
        }
    }

    #[test]
    fn an_entry_that_is_edited_takes_the_place_of_the_one_before() {
        let mut agenda = Agenda::default();
        agenda.take_over(
            &agenda.with_own_entry(&OwnEntry::new("Shift", Timestamp(1), Timestamp(2)), Timestamp(9)),
            9,
        );
        let edited = OwnEntry { place: "Desk".into(), ..agenda.own_entries().remove(0) };
        agenda.take_over(&agenda.with_own_entry(&edited, Timestamp(10)), 10);
        assert_eq!(agenda.own_entries(), [edited]);
    }

    proptest! {
        #[test]
        fn an_entry_comes_back_as_it_was(title in "\\PC{0,20}", place in "[ a\\\\\"\n]{0,9}", note in "\\PC{0,20}", is_free: bool, is_daily: bool) {
            let entry = OwnEntry { place, note, is_free, is_daily, ..OwnEntry::new(&title, Timestamp(1), Timestamp(2)) };
            let agenda = Agenda::default().with_own_entry(&entry, Timestamp(3));
            let read = agenda.own_entries().remove(0);
            prop_assert_eq!(OwnEntry { name: String::new(), ..read }, entry);
        }
    }
}
