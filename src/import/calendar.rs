//! iCalendar (RFC 5545, RFC 7986), as Sched, Indico, the IETF, wafer and pretalx write it: an event a session. Speakers are only in the
//! text there.

use std::collections::{HashMap, HashSet};

use calcard::{
    Entry, Parser,
    common::{PartialDateTime, timezone::Tz},
    icalendar::{
        ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarProperty,
        ICalendarStatus, ICalendarValue, timezone::TzResolver,
    },
};
use chrono::{NaiveDate, NaiveDateTime, SecondsFormat, TimeZone};

use super::{
    ImportError, Reading,
    model::{Room, Session, Speaker, Status, given, link_kind},
    text,
};
use crate::schedule::LinkKind;

/// Puts folded lines together (RFC 5545 section 3.1), before the bytes are read as text: a fold may stand within a character.
pub fn unfold(bytes: &[u8]) -> Vec<u8> {
    let mut unfolded = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        rest = match rest {
            [b'\r', b'\n', b' ' | b'\t', after @ ..] | [b'\n', b' ' | b'\t', after @ ..] => after,
            _ => {
                unfolded.push(*first);
                after
            }
        };
    }
    unfolded
}

/// Reads a calendar, as far as it can be read.
///
/// # Errors
/// Where there is no event in it.
pub fn calendar(text: &str) -> Result<Reading, ImportError> {
    let mut parser = Parser::new(text);
    let mut calendars = Vec::new();
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => calendars.push(calendar),
            Entry::Eof | Entry::TooManyComponents => break,
            _ => {}
        }
    }
    let mut reading = Reading::default();
    for calendar in &calendars {
        read(calendar, &mut reading);
    }
    if reading.conference.sessions.is_empty() {
        return Err(ImportError::Broken("there is no event in the calendar".to_owned()));
    }
    sort_categories(&mut reading);
    Ok(reading)
}

fn read(calendar: &ICalendar, reading: &mut Reading) {
    let zones = calendar.build_tz_resolver();
    let about =
        calendar.components.iter().find(|part| part.component_type == ICalendarComponentType::VCalendar);
    let of_calendar = |name: &str| about.and_then(|about| other(about, name));
    let producer = about.and_then(|about| own(about, &ICalendarProperty::Prodid)).unwrap_or_default();
    let name =
        about.and_then(|about| own(about, &ICalendarProperty::Name)).or_else(|| of_calendar("X-WR-CALNAME"));
    let conference = &mut reading.conference;
    conference.name = conference.name.take().or_else(|| text::line(&name?));
    conference.timezone = conference
        .timezone
        .take()
        .or_else(|| of_calendar("X-WR-TIMEZONE"))
        .or_else(|| usual_zone(calendar, &zones));
    conference.url =
        conference.url.take().or_else(|| about.and_then(|about| own(about, &ICalendarProperty::Url)));
    let is_event = |part: &ICalendarComponent| part.component_type == ICalendarComponentType::VEvent;
    let events = || calendar.components.iter().filter(|part| is_event(part));
    let mut seen = HashSet::new();
    let uids = events().filter_map(|event| own(event, &ICalendarProperty::Uid));
    let repeated: HashSet<_> = uids.filter(|uid| !seen.insert(uid.clone())).collect();
    for (at, event) in calendar.components.iter().enumerate().filter(|(_, part)| is_event(part)) {
        let before = reading.conference.sessions.len();
        add(event, &repeated, &zones, &producer.to_lowercase(), reading);
        let times = times_by_rule(calendar, at);
        let session = reading.conference.sessions.get(before).filter(|_| !times.is_empty()).cloned();
        if let Some(session) = session {
            repeat(&session, &times, reading);
        }
    }
}

/// Of an event that repeats by a rule (RFC 5545 section 3.8.5.3) so many times are taken at most.
const MOST_TIMES: usize = 60;

/// The times at which an event (by its place in the calendar) takes place that repeats by a rule; none of one that does not.
fn times_by_rule(calendar: &ICalendar, at: usize) -> Vec<Time> {
    let event = &calendar.components[at];
    if event.property(&ICalendarProperty::Rrule).is_none() {
        return Vec::new();
    }
    // A rule without an end would take the times of the others, so each is looked at alone: with its zones, and with what is said
    // about single times of it.
    let uid = own(event, &ICalendarProperty::Uid);
    let is_meant = |(other, part): &(usize, &ICalendarComponent)| {
        let is_event = part.component_type == ICalendarComponentType::VEvent;
        let is_override = part.property(&ICalendarProperty::RecurrenceId).is_some();
        *other == at || !is_event || is_override && own(part, &ICalendarProperty::Uid) == uid
    };
    let parts: Vec<_> = calendar.components.iter().enumerate().filter(is_meant).collect();
    let place = parts.iter().position(|(other, _)| *other == at);
    let alone = ICalendar { components: parts.into_iter().map(|(_, part)| part.clone()).collect() };
    let is_date = event.property(&ICalendarProperty::Dtstart).is_some_and(|entry| {
        matches!(entry.values.first(), Some(ICalendarValue::PartialDateTime(time)) if time.hour.is_none())
    });
    let events = alone.expand_dates(Tz::Floating, MOST_TIMES).events.into_iter();
    let events = events.filter(|event| Some(event.comp_id as usize) == place);
    let time = |start: chrono::DateTime<Tz>| match start.timezone() {
        _ if is_date => Time::Date(start.date_naive()),
        Tz::Floating => Time::Floating(start.naive_local()),
        _ => Time::At(start),
    };
    events.map(|event| time(event.start)).collect()
}

/// Adds a session once more for each further time of its rule.
fn repeat(session: &Session, times: &[Time], reading: &mut Reading) {
    let [start, end] = [&session.start, &session.end].map(|time| time.as_deref().unwrap_or_default());
    let clock = |text: &str| NaiveDateTime::parse_from_str(text.get(..19)?, "%Y-%m-%dT%H:%M:%S").ok();
    let (Some(first), Some(last)) = (clock(start), clock(end)) else { return };
    if times.len() >= MOST_TIMES {
        reading.doubt(&session.id, &format!("it repeats very often: the first {MOST_TIMES} times are taken"));
    }
    for time in times {
        // Of what is in UTC the times of a rule come without a zone.
        let text = |time: &Time| match time {
            Time::Floating(_) if start.ends_with('Z') => time.text() + "Z",
            _ => time.text(),
        };
        let Some(until) = time.later(last - first).map(|until| text(&until)) else { continue };
        let text = text(time);
        if text == start {
            continue;
        }
        let id = reading.free_id(format!("{}-{}", session.id, text[..16].replace([':', '-'], "")));
        reading.conference.sessions.push(Session {
            id,
            start: Some(text),
            end: Some(until),
            ..session.clone()
        });
    }
}

/// The zone that most events name.
fn usual_zone(calendar: &ICalendar, zones: &TzResolver<&str>) -> Option<String> {
    let mut found: HashMap<String, usize> = HashMap::new();
    for event in &calendar.components {
        let id = event.property(&ICalendarProperty::Dtstart).and_then(ICalendarEntry::tz_id);
        if let Some(Tz::Tz(zone)) = id.and_then(|id| zones.resolve(id)) {
            *found.entry(zone.name().to_owned()).or_default() += 1;
        }
    }
    found
        .into_iter()
        .max_by(|(a, times), (b, others)| times.cmp(others).then_with(|| b.cmp(a)))
        .map(|(zone, _)| zone)
}

fn add(
    event: &ICalendarComponent,
    repeated: &HashSet<String>,
    zones: &TzResolver<&str>,
    producer: &str,
    reading: &mut Reading,
) {
    let start = event.property(&ICalendarProperty::Dtstart).and_then(|entry| Time::of(entry, zones));
    let uid = own(event, &ICalendarProperty::Uid);
    let title = own(event, &ICalendarProperty::Summary).and_then(|title| text::line(&title));
    let (Some(start), Some(mut title)) = (start, title) else {
        reading.doubt(&uid.unwrap_or_default(), "it has no title, or no start, and is left out");
        return;
    };
    let end = event.property(&ICalendarProperty::Dtend).and_then(|entry| Time::of(entry, zones));
    let lasts =
        event.property(&ICalendarProperty::Duration).and_then(|entry| match entry.values.first()? {
            ICalendarValue::Duration(duration) => duration.to_time_delta(),
            _ => None,
        });
    let end = end.or_else(|| start.later(lasts?)).unwrap_or_else(|| start.end_of_date());
    let start_text = start.text();
    // Events that repeat keep their UID, and some systems have one for all: time and title tell these apart.
    let moment = start_text.replace([':', '-'], "");
    let id = match uid {
        Some(uid) if !repeated.contains(&uid) => uid,
        Some(uid) => format!("{uid}-{moment}-{}", super::slug(&title)),
        None => format!("{}-{moment}", super::slug(&title)),
    };
    if reading.conference.sessions.iter().any(|session| session.id == id) {
        reading.doubt(&id, "it is there twice; the first is taken");
        return;
    }
    let mut speakers = Vec::new();
    // pretalx writes the speakers behind the title.
    if producer.contains("pretalx")
        && let Some((before, names)) = title.rsplit_once(" - ")
    {
        speakers = names_in(names);
        title = before.to_owned();
    }
    let description = own(event, &ICalendarProperty::Description).and_then(|text| text::unmarked(&text));
    if speakers.is_empty() {
        speakers =
            description.iter().flat_map(|text| text.lines()).find_map(speakers_line).unwrap_or_default();
    }
    let is_cancelled = event
        .property(&ICalendarProperty::Status)
        .is_some_and(|status| status.values.contains(&ICalendarValue::Status(ICalendarStatus::Cancelled)));
    let room = own(event, &ICalendarProperty::Location).and_then(|room| text::line(&room));
    room.iter().for_each(|room| reading.conference.add_room(Room::named(room)));
    let categories = event.properties(&ICalendarProperty::Categories).flat_map(|entry| &entry.values);
    let mut session = Session {
        id,
        title,
        drop_in: matches!(start, Time::Date(_)).then_some(true),
        start: Some(start_text),
        end: Some(end.text()),
        topics: categories.filter_map(|value| text::line(value.as_text()?)).collect(),
        room,
        status: is_cancelled.then_some(Status::Cancelled),
        speakers,
        summary: description,
        ..Session::default()
    };
    if let Some(url) = own(event, &ICalendarProperty::Url).filter(|url| super::model::is_web_link(url)) {
        session.page = Some(url);
    }
    for property in [ICalendarProperty::Attach, ICalendarProperty::Conference] {
        for entry in event.properties(&property) {
            let Some(url) = entry.values.first().and_then(ICalendarValue::as_text) else { continue };
            let kind = if property == ICalendarProperty::Conference {
                LinkKind::Stream
            } else {
                link_kind("", "", url)
            };
            session.link(url, None, kind);
        }
    }
    reading.conference.sessions.push(session);
}

/// Where each event has one category at most, that is its track; else categories are topics.
fn sort_categories(reading: &mut Reading) {
    let sessions = &mut reading.conference.sessions;
    if sessions.iter().all(|session| session.topics.len() < 2) {
        for session in sessions {
            session.track = session.topics.pop();
        }
    }
}

/// When an event starts or ends.
enum Time {
    /// With an offset.
    At(chrono::DateTime<Tz>),
    /// What the clock at the venue shows.
    Floating(NaiveDateTime),
    /// A whole day.
    Date(NaiveDate),
}

impl Time {
    fn of(entry: &ICalendarEntry, zones: &TzResolver<&str>) -> Option<Self> {
        let ICalendarValue::PartialDateTime(time) = entry.values.first()? else { return None };
        let date = date_of(time)?;
        let Some(hour) = time.hour else { return Some(Self::Date(date)) };
        let clock = date.and_hms_opt(
            hour.into(),
            time.minute.unwrap_or(0).into(),
            time.second.unwrap_or(0).min(59).into(),
        )?;
        let zone = if time.has_zone() {
            Tz::UTC
        } else {
            entry.tz_id().and_then(|id| zones.resolve(id)).unwrap_or(Tz::Floating)
        };
        if matches!(zone, Tz::Floating) {
            return Some(Self::Floating(clock));
        }
        // Where clocks are put back an hour is there twice, and the first is meant; one that is left out is none.
        zone.from_local_datetime(&clock).earliest().map(Self::At).or(Some(Self::Floating(clock)))
    }

    fn later(&self, delta: chrono::TimeDelta) -> Option<Self> {
        match self {
            Self::At(at) => at.checked_add_signed(delta).map(Self::At),
            Self::Floating(clock) => clock.checked_add_signed(delta).map(Self::Floating),
            Self::Date(date) => date.checked_add_signed(delta).map(Self::Date),
        }
    }

    /// An event without an end lasts to the end of its date, or no time at all (RFC 5545 section 3.6.1).
    fn end_of_date(&self) -> Self {
        match self {
            Self::At(at) => Self::At(*at),
            Self::Floating(clock) => Self::Floating(*clock),
            Self::Date(date) => Self::Date(date.succ_opt().unwrap_or(*date)),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::At(at) => at.to_rfc3339_opts(SecondsFormat::Secs, true),
            Self::Floating(clock) => clock.format("%Y-%m-%dT%H:%M:%S").to_string(),
            Self::Date(date) => format!("{date}T00:00:00"),
        }
    }
}

fn date_of(time: &PartialDateTime) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(time.year?.into(), time.month?.into(), time.day?.into())
}

/// The names in a line of a description that begins as such lines do.
fn speakers_line(line: &str) -> Option<Vec<Speaker>> {
    let (label, names) = line.split_once(':')?;
    let is_label = [
        "speaker",
        "speakers",
        "speaker(s)",
        "presenter",
        "presenters",
        "presented by",
        "instructor",
        "instructors",
    ]
    .contains(&&*label.trim().to_lowercase());
    is_label.then(|| names_in(names)).filter(|names| !names.is_empty())
}

fn names_in(names: &str) -> Vec<Speaker> {
    let names = names.split([',', ';']).filter_map(given);
    names.map(|name| Speaker::of(&name)).collect()
}

/// The text of a property, where there is one.
fn own(component: &ICalendarComponent, name: &ICalendarProperty) -> Option<String> {
    given(component.property(name)?.values.first()?.as_text()?)
}

/// The text of a property that no RFC knows.
fn other(component: &ICalendarComponent, name: &str) -> Option<String> {
    own(component, &ICalendarProperty::Other(name.to_owned()))
}
