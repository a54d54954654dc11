//! What frab and its kin publish: `schedule.xml` (pentabarf, frab, pretalx, OSEM, wafer, EMF; voc/schedule
//! `validator/xsd/schedule.xml.xsd`), and the same as JSON, `schedule.json` (voc/schedule `validator/json/schema.json`).
//!
//! Both are read into one [`Event`] each, which becomes a session in one way.

use std::collections::HashSet;

use roxmltree::{Document, Node, ParsingOptions};
use serde_json::Value;

use super::{
    GuidOf, ImportError, Reading, guid,
    json::Member,
    model::{
        Conference, Dates, Day, Kind, Link, Profile, Room, Session, Speaker, Track, color, given,
        is_web_link, languages, link_kind,
    },
    text,
};
use crate::schedule::{LinkKind, without_length};

/// An event as it is published, its texts as they stand.
#[derive(Default)]
struct Event {
    guid: String,
    code: String,
    id: String,
    slug: String,
    /// Date and time with an offset, or a date, or nothing.
    date: String,
    /// `HH:MM`, at the venue.
    start: String,
    duration: String,
    room: String,
    title: String,
    subtitle: String,
    track: String,
    kind: String,
    language: String,
    teaser: String,
    description: String,
    url: String,
    feedback_url: String,
    recording_url: String,
    is_not_recorded: bool,
    people: Vec<Profile>,
    /// Kind, title and address of each.
    links: Vec<Link>,
}

/// The day an event stands in.
#[derive(Default)]
struct PublishedDay {
    date: String,
    start: String,
    end: String,
}

/// Reads `schedule.xml`.
///
/// # Errors
/// Where it is not XML, or has no `schedule` with a `conference` in it.
pub fn xml(text: &str) -> Result<Reading, ImportError> {
    // Of a document type only its entities would matter, and these are what hostile files grow by.
    let options = ParsingOptions { allow_dtd: true, nodes_limit: 4_000_000, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options)
        .map_err(|error| ImportError::Broken(error.to_string()))?;
    let schedule = document.root_element();
    if !schedule.has_tag_name("schedule") {
        return Err(ImportError::Unknown);
    }
    let about = child(schedule, "conference").unwrap_or(schedule);
    let mut reading = Reading::default();
    let conference = &mut reading.conference;
    conference.id = own(about, "acronym");
    conference.name = own(about, "title").and_then(|title| text::line(&title));
    conference.timezone = own(about, "time_zone_name");
    conference.url = own(about, "url").or_else(|| own(about, "base_url")).filter(|url| is_web_link(url));
    conference.dates = dates(own(about, "start"), own(about, "end"));
    conference.color = child(about, "color").and_then(|colors| color(colors.attribute("primary")?));
    let tracks = children(about, "track")
        .chain(child(about, "tracks").into_iter().flat_map(|tracks| children(tracks, "track")));
    conference.tracks = tracks
        .filter_map(|track| {
            let name = track.attribute("name").and_then(given).or_else(|| given(&content(track)))?;
            Some(Track { name, color: track.attribute("color").and_then(color) })
        })
        .collect();
    let day_change = own(about, "day_change");
    let mut collector = Collector::new(&mut reading, day_change);
    for day in children(schedule, "day") {
        let attribute = |name: &str| day.attribute(name).unwrap_or_default().to_owned();
        let published =
            PublishedDay { date: attribute("date"), start: attribute("start"), end: attribute("end") };
        collector.day(&published);
        for room in children(day, "room") {
            let name = room.attribute("name").unwrap_or_default();
            collector.room(Room::named(name));
            for event in children(room, "event") {
                collector.event(event_of_xml(event, name), &published);
            }
        }
        // Some write the events of a day without rooms around them.
        for event in children(day, "event") {
            collector.event(event_of_xml(event, ""), &published);
        }
    }
    if reading.conference.sessions.is_empty() && reading.doubts.is_empty() {
        return Err(ImportError::Broken("there is no event in the schedule".to_owned()));
    }
    Ok(reading)
}

fn event_of_xml(event: Node, room: &str) -> Event {
    let own = |name: &str| own(event, name).unwrap_or_default();
    let attribute = |name: &str| event.attribute(name).unwrap_or_default().to_owned();
    let recording = child(event, "recording");
    let of_recording = |name: &str| recording.and_then(|recording| self::own(recording, name));
    let mut links = Vec::new();
    for (list, entry) in [("links", "link"), ("attachments", "attachment")] {
        for node in child(event, list).into_iter().flat_map(|list| children(list, entry)) {
            let title = content(node);
            let url = node.attribute("href").map_or_else(|| title.clone(), str::to_owned);
            let said = [node.attribute("type"), node.attribute("service")]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" ");
            links.push(published_link(&said, &title, &url, list == "attachments"));
        }
    }
    let recorded = [
        own("video_download_url"),
        of_recording("url").unwrap_or_default(),
        of_recording("link").unwrap_or_default(),
    ];
    Event {
        guid: attribute("guid"),
        code: attribute("code"),
        id: attribute("id"),
        recording_url: recorded.into_iter().find(|url| is_web_link(url)).unwrap_or_default(),
        is_not_recorded: of_recording("optout").is_some_and(|optout| optout == "true"),
        people: child(event, "persons")
            .into_iter()
            .flat_map(|persons| children(persons, "person"))
            .map(|person| Profile {
                name: person.attribute("name").map_or_else(|| content(person), str::to_owned),
                photo: picture(person.attribute("avatar").map(str::to_owned)),
                ..Profile::default()
            })
            .collect(),
        links,
        ..texts(own, room)
    }
}

/// Reads `schedule.json`.
///
/// # Errors
/// Where it has no `conference` with `days`.
pub fn json(file: &Value) -> Result<Reading, ImportError> {
    let schedule = &file["schedule"];
    let about = &schedule["conference"];
    if !about["days"].is_array() {
        return Err(ImportError::Broken("its conference has no days".to_owned()));
    }
    let mut reading = Reading::default();
    let conference = &mut reading.conference;
    conference.id = about.text("acronym");
    conference.name = about.text("title").and_then(|title| text::line(&title));
    conference.timezone = about.text("time_zone_name");
    let urls = [about.text("url"), schedule.text("url"), schedule.text("base_url")];
    conference.url = urls.into_iter().flatten().find(|url| is_web_link(url));
    conference.dates = dates(about.text("start"), about.text("end"));
    conference.logo = picture(about.text("logo"));
    conference.color = about["colors"].text("primary").as_deref().and_then(color);
    conference.tracks = about
        .items("tracks")
        .filter_map(|track| {
            Some(Track { name: track.text("name")?, color: track.text("color").as_deref().and_then(color) })
        })
        .collect();
    let rooms: Vec<_> = about
        .items("rooms")
        .filter_map(|room| {
            let description = room.text("description").and_then(|text| text::plain(&text));
            Some(Room { name: room.text("name")?, description, capacity: room["capacity"].as_u64() })
        })
        .collect();
    let mut collector = Collector::new(&mut reading, None);
    rooms.into_iter().for_each(|room| collector.room(room));
    for day in about.items("days") {
        let text = |name: &str| day.text(name).unwrap_or_default();
        let published = PublishedDay { date: text("date"), start: text("day_start"), end: text("day_end") };
        collector.day(&published);
        for (room, events) in day["rooms"].as_object().into_iter().flatten() {
            collector.room(Room::named(room));
            for event in events.as_array().into_iter().flatten() {
                collector.event(event_of_json(event, room), &published);
            }
        }
    }
    Ok(reading)
}

fn event_of_json(event: &Value, room: &str) -> Event {
    let own = |name: &str| event.text(name).unwrap_or_default();
    let mut links = Vec::new();
    for list in ["links", "attachments"] {
        for link in event.items(list) {
            // Some name the address alone.
            let url =
                link.text("url").or_else(|| link.text("href")).or_else(|| link.as_str().map(str::to_owned));
            let title = link.text("title").unwrap_or_default();
            let said = link.text("type").unwrap_or_default();
            links.push(published_link(&said, &title, &url.unwrap_or_default(), list == "attachments"));
        }
    }
    let person = |person: &Value| {
        let names = ["public_name", "name", "full_public_name"];
        let name = names.into_iter().find_map(|name| person.text(name));
        let link = |title: Option<String>, url: String| {
            is_web_link(&url).then_some(Link { url, title, kind: LinkKind::Page })
        };
        let own = person.text("url").and_then(|url| link(None, url));
        let others = person.items("links").filter_map(|other| link(other.text("title"), other.text("url")?));
        Some(Profile {
            name: name.or_else(|| person.as_str().map(str::to_owned))?,
            biography: person.text("biography").map(|text| text::blocks(&text)).unwrap_or_default(),
            links: own.into_iter().chain(others).collect(),
            photo: ["avatar", "avatar_url", "picture"]
                .into_iter()
                .find_map(|name| picture(person.text(name))),
            tagline: None,
        })
    };
    Event {
        guid: own("guid"),
        code: own("code"),
        id: own("id"),
        recording_url: own("video_download_url"),
        is_not_recorded: event["do_not_record"].as_bool() == Some(true),
        people: event.items("persons").filter_map(person).collect(),
        links,
        ..texts(own, room)
    }
}

/// What both forms say of an event by the same names, in a room if it names none itself.
fn texts(own: impl Fn(&str) -> String, room: &str) -> Event {
    Event {
        slug: own("slug"),
        date: own("date"),
        start: own("start"),
        duration: own("duration"),
        room: Some(own("room")).filter(|room| !room.is_empty()).unwrap_or_else(|| room.to_owned()),
        title: own("title"),
        subtitle: own("subtitle"),
        track: own("track"),
        kind: own("type"),
        language: own("language"),
        teaser: own("abstract"),
        description: own("description"),
        url: own("url"),
        feedback_url: own("feedback_url"),
        ..Event::default()
    }
}

/// The address of a picture, where it may be fetched.
fn picture(address: Option<String>) -> Option<String> {
    address.filter(|address| is_web_link(address))
}

fn published_link(said: &str, title: &str, url: &str, is_file: bool) -> Link {
    let kind = match link_kind(said, title, url) {
        LinkKind::Page if is_file => LinkKind::File,
        kind => kind,
    };
    Link { url: url.to_owned(), title: text::line(title), kind }
}

/// Collects the days, rooms and events of a file into what is read.
struct Collector<'a> {
    reading: &'a mut Reading,
    /// Until when a night belongs to the day before, in minutes, as the conference has it.
    day_change: Option<u32>,
    ids: HashSet<String>,
}

impl<'a> Collector<'a> {
    fn new(reading: &'a mut Reading, day_change: Option<String>) -> Self {
        let day_change = day_change.and_then(|time| minutes_of_day(&time));
        Self { reading, day_change, ids: HashSet::new() }
    }

    fn conference(&mut self) -> &mut Conference {
        &mut self.reading.conference
    }

    fn room(&mut self, room: Room) {
        if let Some(name) = text::line(&room.name) {
            self.conference().add_room(Room { name, ..room });
        }
    }

    /// A day, where it says from when until when it lasts.
    fn day(&mut self, day: &PublishedDay) {
        let [date, start, end] = [&day.date, &day.start, &day.end].map(|text| given(text));
        if let (Some(date), Some(start), Some(end)) = (date, start, end) {
            let date = date.get(..10).unwrap_or(&date).to_owned();
            if !self.conference().days.iter().any(|known| known.date == date) {
                self.conference().days.push(Day { date, start, end });
            }
        }
    }

    /// The id of which our own export has made the guid: it stands there in one of the members that hold what looks like it.
    fn exported_id(&self, event: &Event) -> Option<String> {
        let conference = self.reading.conference.id.as_deref()?;
        let of_slug = event.slug.strip_prefix(conference).and_then(|slug| slug.strip_prefix('-'));
        let ids = [of_slug.unwrap_or_default(), &event.code, &event.id].into_iter().filter_map(given);
        ids.into_iter().find(|id| guid(conference, GuidOf::Session, id) == event.guid.trim())
    }

    fn event(&mut self, event: Event, day: &PublishedDay) {
        // Of events that were published under one id the later ones are told apart by the part that is unique.
        let ids = [&event.guid, &event.code, &event.id].map(|id| given(id));
        let id = self
            .exported_id(&event)
            .into_iter()
            .chain(ids.into_iter().flatten())
            .find(|id| !self.ids.contains(id));
        let Some(title) = text::line(&event.title) else {
            self.reading.doubt(&event.id, "it has no title, and is left out");
            return;
        };
        let Some(id) = id else {
            self.reading.doubt(&title, "it has no id, or that of another, and is left out");
            return;
        };
        // What has the guid and the title of another is that at another time.
        let first = self.reading.conference.sessions.iter().find(|session| session.id == event.guid.trim());
        let repeats = first.filter(|first| first.title == title).map(|first| first.id.clone());
        self.ids.insert(id.clone());
        let is_break = event.kind.eq_ignore_ascii_case("break");
        let subtitle = text::line(&event.subtitle).filter(|subtitle| *subtitle != title);
        let mut session = Session {
            start: start(&event, day, self.day_change),
            duration: duration(&event.duration),
            format: text::line(&event.kind)
                .filter(|_| !is_break)
                .map(|kind| without_length(&kind).to_owned()),
            kind: is_break.then_some(Kind::Break),
            language: languages(&event.language),
            track: text::line(&event.track),
            room: text::line(&event.room),
            page: given(&event.url).filter(|url| is_web_link(url)),
            recorded: event.is_not_recorded.then_some(false),
            speakers: event
                .people
                .iter()
                .filter_map(|person| Some(Speaker { name: text::line(&person.name)?, affiliation: None }))
                .collect(),
            subtitle,
            repeats,
            id,
            title,
            ..Session::default()
        };
        for person in event.people {
            if let Some(name) = text::line(&person.name) {
                self.reading.conference.add_profile(Profile { name, ..person });
            }
        }
        session.describe(text::joined([&*event.teaser, &*event.description]));
        session.link(&event.recording_url, None, LinkKind::Recording);
        for link in event.links {
            session.link(&link.url, link.title.as_deref(), link.kind);
        }
        session.link(&event.feedback_url, None, LinkKind::Feedback);
        self.reading.conference.sessions.push(session);
    }
}

/// When an event starts: as it says itself, else by its time on the date of its day; after midnight that is the next one.
fn start(event: &Event, day: &PublishedDay, day_change: Option<u32>) -> Option<String> {
    let date = event.date.trim();
    if date.len() > 10 {
        return Some(date.to_owned());
    }
    let date = if date.is_empty() { day.date.get(..10)? } else { date };
    let minutes = minutes_of_day(&event.start)?;
    // A time within the day's own hours is that of its date.
    let opens = day_change.or_else(|| minutes_of_day(day.start.get(11..16)?)).unwrap_or(0);
    let date = chrono::NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
    let date = if minutes < opens { date.succ_opt()? } else { date };
    Some(format!("{date}T{:02}:{:02}:00", minutes / 60, minutes % 60))
}

/// Minutes since midnight of `HH:MM` or `HH:MM:SS`.
fn minutes_of_day(time: &str) -> Option<u32> {
    let mut parts = time.trim().split(':').map(|part| part.parse::<u32>().ok());
    let (hours, minutes) = (parts.next()??, parts.next()??);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// A duration as `H:MM`, of `H:MM`, `HH:MM` or `D:HH:MM`, or of minutes alone.
fn duration(text: &str) -> Option<String> {
    let parts: Option<Vec<u32>> = text.trim().split(':').map(|part| part.parse().ok()).collect();
    let minutes = match *parts? {
        [minutes] => minutes,
        [hours, minutes] => hours.checked_mul(60)?.checked_add(minutes)?,
        [days, hours, minutes] => {
            days.checked_mul(24)?.checked_add(hours)?.checked_mul(60)?.checked_add(minutes)?
        }
        _ => return None,
    };
    Some(format!("{}:{:02}", minutes / 60, minutes % 60))
}

/// The announced dates; of a time its date.
fn dates(start: Option<String>, end: Option<String>) -> Option<Dates> {
    let date = |text: String| text.get(..10).map(str::to_owned);
    Some(Dates { start: date(start?)?, end: date(end?)? })
}

fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|child| child.has_tag_name(name))
}

fn children<'a, 'input: 'a>(node: Node<'a, 'input>, name: &'a str) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(move |child| child.has_tag_name(name))
}

/// The text in an element, all of it.
fn content(node: Node) -> String {
    node.descendants()
        .filter(Node::is_text)
        .filter_map(|text| text.text())
        .collect::<String>()
        .trim()
        .to_owned()
}

/// The text of a child, where there is one.
fn own(node: Node, name: &str) -> Option<String> {
    given(&content(child(node, name)?))
}
