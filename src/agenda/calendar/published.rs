//! Calendars that the build publishes, to be subscribed to. Each says the same of a session. Native.

use std::collections::HashMap;

use super::{Lines, Stamps, begin, event};
use crate::{
    agenda::Agenda,
    schedule::{Schedule, Session},
    time::Timestamp,
};

/// How often calendars are asked to look for changes (RFC 5545, section 3.3.6). Most look as often as they like.
const REFRESH: &str = "PT1H";

/// Of more sessions than this calendars do not say what each is about: it stands in several of them.
const WITH_SUMMARY: usize = 2000;

/// What a published calendar says of itself (RFC 7986, section 5).
pub struct Head<'a> {
    pub name: &'a str,
    pub color: Option<Color<'a>>,
    /// Its own address, where that is known.
    pub source: Option<&'a str>,
}

/// A colour, by its name in CSS, which is what the standard knows, and as it is, `#rrggbb`.
#[derive(Clone, Copy)]
pub struct Color<'a> {
    pub name: &'a str,
    pub exact: &'a str,
}

/// What was published before of each session, by the UID of its event.
pub struct Before(HashMap<String, PublishedEvent>);

struct PublishedEvent {
    sequence: u64,
    changed: Timestamp,
    /// The event without these two.
    text: String,
}

impl Before {
    /// Reads a [`calendar`]; what is none says nothing of any session.
    pub fn read(calendar: &str) -> Self {
        let events = calendar.split("BEGIN:VEVENT\r\n").skip(1).filter_map(|event| {
            let (event, _) = event.split_once("END:VEVENT\r\n")?;
            let value = |name| event.split("\r\n").find_map(|line| line.strip_prefix(name));
            let changed = Timestamp::parse(&from_basic(value("LAST-MODIFIED:")?)?)?;
            let sequence = value("SEQUENCE:")?.parse().ok()?;
            let text = without_stamps(event);
            Some((uid(&text).to_owned(), PublishedEvent { sequence, changed, text }))
        });
        Self(events.collect())
    }
}

/// The events of all sessions, in the order of the schedule. `link` is as of [`super::calendar`]; what is not as it was before has
/// changed `now`.
pub fn events(
    schedule: &Schedule,
    link: impl Fn(&str) -> Option<String>,
    before: &Before,
    now: Timestamp,
) -> Vec<String> {
    let agenda = Agenda::default();
    let write = |session: &Session, sequence: u64, changed: Timestamp| {
        let mut lines = Lines::default();
        // The stamp of an event in a calendar without a method is the moment it changed last (RFC 5545, section 3.8.7.2).
        let stamps = Stamps { sequence, changed, written: changed };
        let has_summary = schedule.sessions.len() <= WITH_SUMMARY;
        event(&mut lines, session, schedule, &agenda, link(&session.id).as_deref(), stamps, has_summary);
        lines.0
    };
    let of_session = |session: &Session| {
        let new = write(session, 0, now);
        let text =
            without_stamps(new.trim_start_matches("BEGIN:VEVENT\r\n").trim_end_matches("END:VEVENT\r\n"));
        match before.0.get(uid(&text)) {
            Some(told) if told.text == text => write(session, told.sequence, told.changed),
            Some(told) => write(session, told.sequence + 1, now.max(told.changed + 1)),
            None => new,
        }
    };
    schedule.sessions.iter().map(|session| of_session(session)).collect()
}

/// A calendar of some of the [`events`].
pub fn calendar<'a>(head: &Head, events: impl IntoIterator<Item = &'a str>) -> String {
    let mut lines = Lines::default();
    begin(&mut lines, head.name);
    lines.add("REFRESH-INTERVAL;VALUE=DURATION", REFRESH);
    // Where some calendars look instead.
    lines.add("X-PUBLISHED-TTL", REFRESH);
    if let Some(source) = head.source {
        lines.add("SOURCE;VALUE=URI", source);
    }
    if let Some(Color { name, exact }) = head.color {
        lines.add("COLOR", name);
        lines.add("X-APPLE-CALENDAR-COLOR", exact);
    }
    events.into_iter().for_each(|event| lines.0.push_str(event));
    lines.add("END", "VCALENDAR");
    lines.0
}

/// A calendar of one event, to be taken over once.
pub fn calendar_of_one(name: &str, event: &str) -> String {
    let mut lines = Lines::default();
    begin(&mut lines, name);
    lines.add("METHOD", "PUBLISH");
    lines.0.push_str(event);
    lines.add("END", "VCALENDAR");
    lines.0
}

/// The lines of an event but for those that say when it was written and how often it had changed. None of these is so long that it goes
/// on in the next.
fn without_stamps(event: &str) -> String {
    const STAMPS: [&str; 3] = ["DTSTAMP:", "LAST-MODIFIED:", "SEQUENCE:"];
    let lasts = |line: &&str| !STAMPS.iter().any(|name| line.starts_with(name));
    event.split_inclusive("\r\n").filter(lasts).collect()
}

/// The UID of an event without stamps, as it is written: what stands before its start.
fn uid(event: &str) -> &str {
    event.split("DTSTART:").next().unwrap_or_default()
}

/// `20210222T160000Z` as RFC 3339 has it.
fn from_basic(at: &str) -> Option<String> {
    let part = |from: usize, to: usize| at.get(from..to);
    let (date, time) =
        ([part(0, 4)?, part(4, 6)?, part(6, 8)?], [part(9, 11)?, part(11, 13)?, part(13, 15)?]);
    Some(format!("{}T{}Z", date.join("-"), time.join(":")))
}

#[cfg(test)]
mod tests {
    use icalendar::{Calendar, CalendarComponent, Component};
    use serde_json::json;

    use super::*;
    use crate::{
        agenda::calendar::basic,
        schedule::tests::{edge_cases, istiocon, istiocon_with},
    };

    const NOW: Timestamp = Timestamp(1_613_000_000);

    fn link(id: &str) -> Option<String> {
        Some(format!("https://example.org/s/{id}/"))
    }

    fn published(schedule: &Schedule, before: &str, now: Timestamp) -> String {
        let head = Head {
            name: "All of it",
            color: Some(Color { name: "teal", exact: "#0b5c66" }),
            source: Some("https://example.org/calendar/all.ics"),
        };
        let events = events(schedule, link, &Before::read(before), now);
        calendar(&head, events.iter().map(String::as_str))
    }

    /// Of each event, by its UID: how often it has changed, when it did last, and when it was written.
    fn stamps(text: &str) -> HashMap<String, [String; 3]> {
        let calendar: Calendar = text.parse().unwrap();
        let event = |component: &CalendarComponent| match component {
            CalendarComponent::Event(event) => {
                let value = |name| event.property_value(name).unwrap_or_default().to_owned();
                Some((value("UID"), ["SEQUENCE", "LAST-MODIFIED", "DTSTAMP"].map(value)))
            }
            _ => None,
        };
        calendar.components.iter().filter_map(event).collect()
    }

    #[test]
    fn a_calendar_to_subscribe_to_says_what_it_is_and_where() {
        let text = published(&istiocon(), "", NOW);
        let calendar: Calendar = text.parse().unwrap();
        assert_eq!(calendar.get_name(), Some("All of it"));
        for (name, value) in [
            ("REFRESH-INTERVAL", "PT1H"),
            ("SOURCE", "https://example.org/calendar/all.ics"),
            ("COLOR", "teal"),
        ] {
            assert_eq!(calendar.property_value(name), Some(value));
        }
        assert_eq!(stamps(&text).len(), 67);
    }

    #[test]
    fn of_what_was_published_before_only_what_differs_has_changed() {
        let (first, later) = (published(&istiocon(), "", NOW), NOW + 3600);
        assert_eq!(published(&istiocon(), &first, later), first);
        let moved = istiocon_with(|file| file["sessions"][0]["room"] = json!("Elsewhere"));
        let second = published(&moved, &first, later);
        let (before, mut now) = (stamps(&first), stamps(&second));
        let uid = format!("{}@istiocon-2021.tidetable", istiocon_id(0));
        let changed = now.remove(&uid).unwrap();
        assert_eq!(changed, ["1".to_owned(), basic(later), basic(later)]);
        assert!(now.iter().all(|(uid, stamps)| before[uid] == *stamps));
        // Back again it is not what calendars know now, and a clock that stands does not stop it.
        let third = stamps(&published(&istiocon(), &second, NOW));
        assert_eq!(third[&uid], ["2".to_owned(), basic(later + 1), basic(later + 1)]);
    }

    fn istiocon_id(at: usize) -> String {
        let file: serde_json::Value =
            serde_json::from_str(include_str!("../../../public/istiocon-2021.json")).unwrap();
        file["sessions"][at]["id"].as_str().unwrap().to_owned()
    }

    #[test]
    fn an_odd_conference_comes_back_as_it_was_published_and_what_is_no_calendar_says_nothing() {
        let first = published(&edge_cases(), "", NOW);
        assert_eq!(published(&edge_cases(), &first, NOW + 60), first);
        for noise in [
            "",
            "BEGIN:VEVENT\r\nEND:VEVENT\r\n",
            "<html>",
            "BEGIN:VEVENT\r\nSEQUENCE:9\r\nLAST-MODIFIED:ü20210222\r\nUID:a\r\nEND:VEVENT\r\n",
        ] {
            assert_eq!(published(&edge_cases(), noise, NOW), first);
        }
    }
}
