//! The calendar file: iCalendar (RFC 5545), with a name, a colour and the like of RFC 7986.
//!
//! A calendar takes an event for a newer state of one it has by its `UID`, and for newer by a higher `SEQUENCE` (RFC 5545,
//! section 3.8.7.4). The schedule file counts no revisions, so it is done here: what was told of each session is kept with
//! the agenda, and where that has changed the number rises. In [`published`] calendars the build compares with what was published before.

#[cfg(feature = "prerender")]
pub mod published;

use super::{Agenda, OwnEntry, TOLD, note_name};
use crate::{
    schedule::{Schedule, Session, version},
    time::Timestamp,
};

/// The media type (RFC 5545, section 8.1).
pub const MEDIA_TYPE: &str = "text/calendar";

/// The longest line, in octets without its end (RFC 5545, section 3.1).
const LINE: usize = 75;

/// Writes sessions (by their indices) as a calendar; `link` gives the address of a session by its id, where one is known, `now` is the
/// moment it is written. Returns with it what is to be kept of what calendars are told by that.
pub fn calendar(
    indices: &[usize],
    agenda: &Agenda,
    schedule: &Schedule,
    link: impl Fn(&str) -> Option<String>,
    now: Timestamp,
) -> (String, Agenda) {
    calendar_with(&[], indices, agenda, schedule, link, now)
}

/// The same of the agenda: of its picks and of one's own entries.
pub fn agenda_calendar(
    agenda: &Agenda,
    schedule: &Schedule,
    link: impl Fn(&str) -> Option<String>,
    now: Timestamp,
) -> (String, Agenda) {
    calendar_with(&agenda.own_occurrences(schedule), &agenda.indices(schedule), agenda, schedule, link, now)
}

fn calendar_with(
    own: &[OwnEntry],
    indices: &[usize],
    agenda: &Agenda,
    schedule: &Schedule,
    link: impl Fn(&str) -> Option<String>,
    now: Timestamp,
) -> (String, Agenda) {
    let mut changes = Agenda::default();
    let mut lines = Lines::default();
    begin(&mut lines, &schedule.name);
    lines.add("METHOD", "PUBLISH");
    for session in indices.iter().map(|index| &schedule.sessions[*index]) {
        let (sequence, changed) = told(session, agenda, &mut changes, now);
        let stamps = Stamps { sequence, changed, written: now };
        event(&mut lines, session, schedule, agenda, link(&session.id).as_deref(), stamps, true);
    }
    own.iter().for_each(|entry| own_event(&mut lines, entry, schedule, now));
    lines.add("END", "VCALENDAR");
    (lines.0, changes)
}

/// An entry of one's own, at one of its times. It counts no revisions: of two that count none the one that was written later
/// is newer (RFC 5546, section 2.1.5).
fn own_event(lines: &mut Lines, entry: &OwnEntry, schedule: &Schedule, now: Timestamp) {
    lines.add("BEGIN", "VEVENT");
    // Of what is on each day each has its own.
    let day = if entry.is_daily { basic(entry.start) } else { String::new() };
    let name = format!("{}{day}", entry.name.replace(' ', "-"));
    lines.add_text("UID", &format!("{name}@{}.tidetable", schedule.id));
    lines.add("DTSTAMP", &basic(now));
    lines.add("DTSTART", &basic(entry.start));
    lines.add("DTEND", &basic(entry.end));
    lines.add_text("SUMMARY", &entry.title);
    if !entry.place.is_empty() {
        lines.add_text("LOCATION", &entry.place);
    }
    if !entry.note.is_empty() {
        lines.add_text("DESCRIPTION", &entry.note);
    }
    // Section 3.8.2.7: whether it takes up time.
    lines.add("TRANSP", if entry.is_free { "TRANSPARENT" } else { "OPAQUE" });
    lines.add("END", "VEVENT");
}

/// What each calendar begins with.
fn begin(lines: &mut Lines, name: &str) {
    lines.add("BEGIN", "VCALENDAR");
    lines.add("VERSION", "2.0");
    lines.add("PRODID", "-//Tidetable//Tidetable 1//EN");
    lines.add("CALSCALE", "GREGORIAN");
    lines.add_text("NAME", name);
    lines.add_text("X-WR-CALNAME", name);
}

/// How often an event has changed, when it last did, and when it is written.
struct Stamps {
    sequence: u64,
    changed: Timestamp,
    written: Timestamp,
}

fn event(
    lines: &mut Lines,
    session: &Session,
    schedule: &Schedule,
    agenda: &Agenda,
    link: Option<&str>,
    Stamps { sequence, changed, written }: Stamps,
    has_summary: bool,
) {
    lines.add("BEGIN", "VEVENT");
    // Sections 3.8.4.7: it lasts, and is no other's.
    lines.add_text("UID", &format!("{}@{}.tidetable", session.id, schedule.id));
    lines.add("DTSTAMP", &basic(written));
    lines.add("LAST-MODIFIED", &basic(changed));
    lines.add("SEQUENCE", &sequence.to_string());
    lines.add("DTSTART", &basic(session.start));
    if session.end > session.start {
        // Section 3.8.2.2: later than the start. Without an end it ends when it starts.
        lines.add("DTEND", &basic(session.end));
    }
    lines.add_text("SUMMARY", &session.title);
    lines.add("STATUS", if session.cancelled { "CANCELLED" } else { "CONFIRMED" });
    if let Some(room) = &session.room {
        lines.add_text("LOCATION", &schedule.guide().whereabouts(room));
    }
    let speakers: Vec<_> = session
        .speakers
        .iter()
        .map(|speaker| match &speaker.affiliation {
            Some(company) => format!("{}, {company}", speaker.name),
            None => speaker.name.clone(),
        })
        .collect();
    let note = agenda.text(&note_name(&session.id)).to_owned();
    let links = session.details().links.iter().map(|link| match &link.title {
        Some(title) => format!("{title}: {}", link.url),
        None => link.url.clone(),
    });
    let links: Vec<_> = session.details().page.iter().cloned().chain(links).collect();
    let parts = [
        session.title_en.clone().unwrap_or_default(),
        session.subtitle.clone().unwrap_or_default(),
        speakers.join("; "),
        session.details().summary.clone().filter(|_| has_summary).unwrap_or_default(),
        links.join("\n"),
        note,
    ];
    let description: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if !description.is_empty() {
        lines.add_text("DESCRIPTION", &description.join("\n\n"));
    }
    let format = session.format.as_ref().map(|format| format.key().to_owned());
    let kinds = session.topics.iter().cloned().chain(session.track.clone()).chain(format);
    let categories: Vec<_> = kinds.map(|kind| escaped(&kind)).collect();
    if !categories.is_empty() {
        lines.add("CATEGORIES", &categories.join(","));
    }
    if let Some(link) = link {
        // A URI is no text: it is not escaped (section 3.3.13).
        lines.add("URL", link);
    }
    if agenda.alarm() > 0 && !session.cancelled {
        lines.add("BEGIN", "VALARM");
        lines.add("ACTION", "DISPLAY");
        lines.add("TRIGGER", &format!("-PT{}M", agenda.alarm()));
        lines.add_text("DESCRIPTION", &session.title);
        lines.add("END", "VALARM");
    }
    lines.add("END", "VEVENT");
}

/// How often a session has changed since a calendar was told of it first, and when it was last. What is told now, where it is
/// another, is to be kept.
fn told(session: &Session, agenda: &Agenda, changes: &mut Agenda, now: Timestamp) -> (u64, Timestamp) {
    let Session { title, start, end, room, cancelled, speakers, .. } = session;
    let summary = &session.details().summary;
    let text = |text: &Option<String>| quoted(text.as_deref().unwrap_or_default());
    let mut whole = format!("{} {} {} {cancelled}", quoted(title), start.0, end.0);
    whole += &format!(" {} {}", text(room), text(summary));
    // Only where there is one: of sessions without it what calendars were given before stays true.
    whole.extend(session.subtitle.iter().map(|subtitle| quoted(subtitle)));
    for speaker in speakers {
        whole += &format!(" {} {}", quoted(&speaker.name), text(&speaker.affiliation));
    }
    let digest = version(&whole);
    let name = format!("{TOLD}{}", session.id);
    let before = || {
        let mut parts = agenda.text(&name).splitn(3, ' ');
        Some((parts.next()?.parse::<u64>().ok()?, Timestamp::parse(parts.next()?)?, parts.next()?))
    };
    let (revision, changed) = match before() {
        Some((revision, changed, known)) if known == digest => return (revision, changed),
        Some((revision, changed, _)) => (revision + 1, now.max(Timestamp(changed.0 + 1))),
        None => (0, now),
    };
    changes.write(&name, &format!("{revision} {} {digest}", changed.to_rfc3339()), 0);
    (revision, changed)
}

/// A text in quotes, as it has always gone into the digest of [`told`].
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A moment in UTC (RFC 5545, section 3.3.5, form 2): `20210222T160000Z`.
fn basic(at: Timestamp) -> String {
    at.to_rfc3339().replace(['-', ':'], "")
}

/// A text with what would end or divide it escaped (RFC 5545, section 3.3.11). Control characters have no place in one
/// (section 3.1).
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' => out.push_str("\\n"),
            '\t' => out.push(c),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn add_text(&mut self, name: &str, text: &str) {
        self.add(name, &escaped(text));
    }

    /// Adds a content line, folded (RFC 5545, section 3.1) without cutting a character.
    fn add(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if length + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(c);
            length += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use icalendar::{Calendar, CalendarComponent, CalendarDateTime, Component, DatePerhapsTime, EventLike};
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::schedule::tests::{edge_cases, istiocon, istiocon_with};

    fn link(id: &str) -> Option<String> {
        Some(format!("https://example.org/2021/#{id}"))
    }

    const NOW: Timestamp = Timestamp(1_613_000_000);

    fn events(text: &str) -> Vec<icalendar::Event> {
        let calendar: Calendar = text.parse().unwrap();
        let event = |component: &CalendarComponent| match component {
            CalendarComponent::Event(event) => Some(event.clone()),
            _ => None,
        };
        calendar.components.iter().filter_map(event).collect()
    }

    #[test]
    fn another_reader_finds_in_it_what_the_schedule_says() {
        let schedule = istiocon();
        let all: Vec<_> = (0..schedule.sessions.len()).collect();
        let (text, _) = calendar(&all, &Agenda::default(), &schedule, link, NOW);
        let events = events(&text);
        assert_eq!(events.len(), 67);
        for (event, session) in events.iter().zip(&schedule.sessions) {
            assert_eq!(event.get_uid(), Some(&*format!("{}@istiocon-2021.tidetable", session.id)));
            assert_eq!(event.get_summary(), Some(&*session.title));
            let moment = |at: DatePerhapsTime| match at {
                DatePerhapsTime::DateTime(CalendarDateTime::Utc(at)) => Timestamp(at.timestamp()),
                other => panic!("{other:?}"),
            };
            assert_eq!(event.get_start().map(moment), Some(session.start));
            assert_eq!(event.get_end().map(moment), Some(session.end));
            assert_eq!(event.get_url(), link(&session.id).as_deref());
        }
    }

    #[test]
    fn another_reader_finds_each_session_of_an_odd_conference() {
        let schedule = edge_cases();
        let all: Vec<_> = (0..schedule.sessions.len()).collect();
        let events = events(&calendar(&all, &Agenda::default(), &schedule, link, NOW).0);
        let uids: std::collections::BTreeSet<_> = events.iter().filter_map(|event| event.get_uid()).collect();
        assert_eq!((events.len(), uids.len()), (schedule.sessions.len(), schedule.sessions.len()));
        for (event, session) in events.iter().zip(&schedule.sessions) {
            let plain = |text: &str| text.chars().filter(|c| !c.is_control()).collect::<String>();
            assert_eq!(event.get_summary().map(plain), Some(plain(&session.title)));
            // What has no length has no end.
            assert_eq!(event.get_end().is_some(), session.end > session.start, "{}", session.id);
        }
    }

    #[test]
    fn the_sequence_rises_when_a_session_changes_and_only_then() {
        let (schedule, mut agenda) = (istiocon(), Agenda::default());
        let index = schedule.index_of("opening-keynote").unwrap();
        let mut sequence = |index: usize, schedule: &Schedule, now: Timestamp| {
            let (text, changes) = calendar(&[index], &agenda, schedule, link, now);
            agenda.take_over(&changes, 0);
            let event = &events(&text)[0];
            let value = |name| event.property_value(name).unwrap().to_owned();
            (value("SEQUENCE"), value("LAST-MODIFIED"), value("STATUS"))
        };
        let first = sequence(index, &schedule, NOW);
        assert_eq!(first, ("0".into(), "20210210T233320Z".into(), "CONFIRMED".into()));
        let later = Timestamp(NOW.0 + 3600);
        assert_eq!(sequence(index, &schedule, later), first);
        let changed = istiocon_with(|file| file["sessions"][0]["status"] = json!("cancelled"));
        let index = changed.index_of("opening-keynote").unwrap();
        let second = sequence(index, &changed, later);
        assert_eq!(second, ("1".into(), "20210211T003320Z".into(), "CANCELLED".into()));
    }

    #[test]
    fn ones_own_entries_are_in_the_calendar_of_the_agenda() {
        let (schedule, mut agenda) = (istiocon(), Agenda::default());
        agenda.set("opening-keynote", true, 1);
        let start = schedule.sessions[0].start;
        let shift = OwnEntry { place: "Desk, left".into(), ..OwnEntry::new("Shift", start, start + 60) };
        let daily =
            OwnEntry { is_daily: true, is_free: true, ..OwnEntry::new("Breakfast", start, start + 60) };
        for (at, entry) in [shift, daily].iter().enumerate() {
            agenda.take_over(&agenda.with_own_entry(entry, Timestamp(at as i64)), 1);
        }
        let events = events(&agenda_calendar(&agenda, &schedule, link, NOW).0);
        assert_eq!(events.len(), 2 + schedule.days.len());
        let uids: std::collections::BTreeSet<_> = events.iter().filter_map(|event| event.get_uid()).collect();
        assert_eq!(uids.len(), events.len());
        let shift = events.iter().find(|event| event.get_summary() == Some("Shift")).unwrap();
        assert_eq!(shift.get_location(), Some("Desk, left"));
        assert_eq!(shift.property_value("TRANSP"), Some("OPAQUE"));
    }

    #[test]
    fn a_calendar_had_neither_track_nor_format() {
        let schedule = istiocon_with(|file| {
            file["sessions"][0]["track"] = json!("Main, big");
            file["sessions"][0]["topics"] = json!(["community"]);
        });
        let index = schedule.index_of("opening-keynote").unwrap();
        let text = calendar(&[index], &Agenda::default(), &schedule, link, NOW).0;
        assert!(text.contains("CATEGORIES:community,Main\\, big,keynote\r\n"), "{text}");
    }

    #[test]
    fn an_alarm_is_there_where_one_is_wanted() {
        let (schedule, mut agenda) = (istiocon(), Agenda::default());
        assert!(!calendar(&[0], &agenda, &schedule, link, NOW).0.contains("VALARM"));
        agenda.write("set alarm", "15", 1);
        assert!(calendar(&[0], &agenda, &schedule, link, NOW).0.contains("TRIGGER:-PT15M\r\n"));
    }

    proptest! {
        #[test]
        fn any_text_makes_lines_that_are_short(text in crate::view::search::tests::odd_text()) {
            let mut lines = Lines::default();
            lines.add_text("SUMMARY", &text);
            prop_assert!(lines.0.split("\r\n").all(|line| line.len() <= LINE));
        }

        #[test]
        fn lines_are_short_and_unescape_to_the_input(title in "[a-z,;\\\\\n \u{e9}漢🦀\"':]{0,200}") {
            let mut lines = Lines::default();
            lines.add_text("SUMMARY", &title);
            for line in lines.0.split("\r\n") {
                prop_assert!(line.len() <= LINE, "{}", line.len());
            }
            let unfolded = lines.0.replace("\r\n ", "");
            let value = unfolded.strip_prefix("SUMMARY:").unwrap().strip_suffix("\r\n").unwrap();
            let mut back = String::new();
            let mut chars = value.chars();
            while let Some(c) = chars.next() {
                back.push(match c {
                    '\\' => match chars.next() {
                        Some('n') => '\n',
                        other => other.unwrap(),
                    },
                    c => c,
                });
            }
            prop_assert_eq!(back, title);
        }
    }
}
