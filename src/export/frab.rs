//! What frab and its kin publish, and schedule apps for phones read (EventFahrplan, Giggity, ConfClerk): `schedule.xml`
//! (voc/schedule `validator/xsd/schedule.xml.xsd`), and the same as JSON, `schedule.json` (`validator/json/schema.json`).
//!
//! Both are written of one [`FrabSchedule`]. What these forms have no word for is lost: topics, levels, companies, what repeats another.
//! A session that is cancelled is left out, which is how their readers learn of it.

use std::collections::{BTreeMap, HashSet};

use serde::{Serialize, Serializer};

use super::{
    local,
    xml::{Xml, allowed},
};
use crate::{
    app::templates::set_text,
    i18n,
    import::{GuidOf, guid, text},
    schedule::{
        Block, Details, Language, Link, LinkKind, Profile, Schedule, Session, is_web_link, paragraphs,
        plain_text,
    },
    time::iso_date,
};

/// A conference as these forms have it.
#[derive(Serialize)]
pub struct FrabSchedule {
    generator: Generator,
    schedule: Root,
}

#[derive(Serialize)]
struct Generator {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Root {
    version: String,
    conference: Conference,
}

#[derive(Serialize)]
struct Conference {
    acronym: String,
    title: String,
    start: String,
    end: String,
    #[serde(rename = "daysCount")]
    days_count: usize,
    timeslot_duration: &'static str,
    time_zone_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    logo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    colors: Option<Colors>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    tracks: Vec<Track>,
    rooms: Vec<Room>,
    days: Vec<Day>,
}

#[derive(Serialize)]
struct Colors {
    primary: String,
}

#[derive(Serialize)]
struct Track {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    color: Option<String>,
}

#[derive(Serialize)]
struct Room {
    guid: String,
    name: String,
    description: Option<String>,
    capacity: Option<u32>,
}

#[derive(Serialize)]
struct Day {
    index: usize,
    date: String,
    day_start: String,
    day_end: String,
    /// By the rooms' names.
    rooms: BTreeMap<String, Vec<Event>>,
}

#[derive(Serialize)]
struct Event {
    guid: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    id: u32,
    date: String,
    /// `HH:MM`.
    start: String,
    end: String,
    /// Hours and minutes.
    duration: String,
    room: String,
    slug: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    title: String,
    subtitle: Option<String>,
    track: Option<String>,
    #[serde(rename = "type")]
    kind: String,
    language: Option<String>,
    /// What it is about is all in the description.
    #[serde(rename = "abstract")]
    teaser: (),
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    do_not_record: Option<bool>,
    persons: Vec<Person>,
    links: Vec<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    feedback_url: Option<String>,
    /// Of `schedule.json` it is one of the links.
    #[serde(skip)]
    recording: Option<String>,
}

#[derive(Serialize)]
struct Person {
    guid: String,
    /// ConfClerk knows persons by it alone.
    #[serde(skip)]
    id: u32,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    avatar: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    biography: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<Reference>,
}

/// A link. `schedule.json` has few types, so that what it is stands in the title, too, where it has no other.
#[derive(Serialize)]
struct Reference {
    url: String,
    title: String,
    #[serde(rename = "type", serialize_with = "type_of_json")]
    kind: LinkKind,
}

fn type_of_json<S: Serializer>(kind: &LinkKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match kind {
        LinkKind::Slides => "slides",
        LinkKind::Recording => "media",
        LinkKind::Page => "web",
        _ => "related",
    })
}

impl FrabSchedule {
    /// Of a schedule; `version` tells it from another. Nothing where no session takes place, for which there is no form.
    pub fn new(schedule: &Schedule, version: &str) -> Option<Self> {
        let dates = schedule.dates?;
        let acronym = acronym(&schedule.id);
        let mut events =
            Events { schedule, acronym: &acronym, numbers: HashSet::new(), slugs: HashSet::new() };
        let mut days: Vec<_> = (1..)
            .zip(&schedule.days)
            .map(|(index, day)| Day {
                index,
                date: iso_date(day.date),
                day_start: local(&schedule.venue, day.start),
                day_end: local(&schedule.venue, day.end),
                rooms: BTreeMap::new(),
            })
            .collect();
        let mut is_empty = true;
        for session in schedule.sessions.iter().filter(|session| !session.cancelled) {
            let event = events.event(session);
            days[session.day].rooms.entry(event.room.clone()).or_default().push(event);
            is_empty = false;
        }
        if is_empty {
            return None;
        }
        let guide = schedule.guide();
        let conference = Conference {
            title: schedule.name.clone(),
            start: iso_date(dates.first),
            end: iso_date(dates.last),
            days_count: days.len(),
            timeslot_duration: "00:05",
            time_zone_name: schedule.named_zone.clone(),
            logo: guide.logo.clone().filter(|logo| is_web_link(logo)),
            colors: schedule.color.as_deref().map(|color| Colors { primary: six_digits(color) }),
            url: schedule.url.clone(),
            tracks: schedule
                .tracks
                .iter()
                .map(|track| Track {
                    name: track.name.clone(),
                    color: track.color.as_deref().map(six_digits),
                })
                .collect(),
            rooms: schedule
                .rooms
                .iter()
                .map(|name| {
                    let place = guide.place(name);
                    Room {
                        guid: guid(&acronym, GuidOf::Room, name),
                        name: name.clone(),
                        description: place.and_then(|place| place.description.clone()),
                        capacity: place.and_then(|place| place.capacity),
                    }
                })
                .collect(),
            days,
            acronym,
        };
        let generator = Generator { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
        Some(Self { generator, schedule: Root { version: version.to_owned(), conference } })
    }

    /// `schedule.json`.
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// `schedule.xml`.
    pub fn xml(&self) -> String {
        let Self { generator, schedule: Root { version, conference } } = self;
        let mut xml = Xml::new();
        xml.element("schedule", &[], |xml| {
            let Generator { name, version: own } = generator;
            xml.empty("generator", &[("name", Some(name)), ("version", Some(own))]);
            xml.text("version", &[], version);
            xml.element("conference", &[], |xml| conference.xml(xml));
            for day in &conference.days {
                day.xml(xml, &conference.rooms);
            }
        });
        xml.finish()
    }
}

impl Conference {
    fn xml(&self, xml: &mut Xml) {
        xml.text("title", &[], &self.title);
        xml.text("acronym", &[], &self.acronym);
        xml.text("start", &[], &self.start);
        xml.text("end", &[], &self.end);
        xml.text("days", &[], &self.days_count.to_string());
        xml.text("timeslot_duration", &[], self.timeslot_duration);
        xml.given("logo", self.logo.as_deref());
        xml.given("url", self.url.as_deref());
        xml.text("time_zone_name", &[], &self.time_zone_name);
        if let Some(Colors { primary }) = &self.colors {
            xml.empty("color", &[("primary", Some(primary))]);
        }
        for Track { name, color } in &self.tracks {
            xml.text("track", &[("name", Some(name)), ("color", color.as_deref())], name);
        }
    }
}

impl Day {
    /// Its rooms in the organiser's order.
    fn xml(&self, xml: &mut Xml, rooms: &[Room]) {
        let attributes = [
            ("index", Some(&*self.index.to_string())),
            ("date", Some(&*self.date)),
            ("start", Some(&*self.day_start)),
            ("end", Some(&*self.day_end)),
        ];
        let place = |name: &str| rooms.iter().position(|room| room.name == name).unwrap_or(rooms.len());
        let mut here: Vec<_> = self.rooms.iter().collect();
        here.sort_by_key(|(name, _)| place(name));
        xml.element("day", &attributes, |xml| {
            for (name, events) in here {
                let guid = rooms.iter().find(|room| room.name == *name).map(|room| &*room.guid);
                xml.element("room", &[("name", Some(name)), ("guid", guid)], |xml| {
                    events.iter().for_each(|event| event.xml(xml));
                });
            }
        });
    }
}

impl Event {
    fn xml(&self, xml: &mut Xml) {
        let id = self.id.to_string();
        let attributes = [("guid", Some(&*self.guid)), ("id", Some(&id)), ("code", self.code.as_deref())];
        xml.element("event", &attributes, |xml| {
            xml.text("room", &[], &self.room);
            xml.text("title", &[], &self.title);
            xml.text("subtitle", &[], self.subtitle.as_deref().unwrap_or_default());
            xml.text("type", &[], &self.kind);
            xml.text("date", &[], &self.date);
            xml.text("start", &[], &self.start);
            xml.text("duration", &[], &in_days(&self.duration));
            xml.text("abstract", &[], "");
            xml.given("slug", Some(&*self.slug).filter(|slug| is_slug_of_xml(slug)));
            xml.text("track", &[], self.track.as_deref().unwrap_or_default());
            xml.element("persons", &[], |xml| {
                for person in &self.persons {
                    let id = person.id.to_string();
                    xml.text("person", &[("id", Some(&id)), ("guid", Some(&person.guid))], &person.name);
                }
            });
            xml.given("language", self.language.as_deref());
            xml.given("description", self.description.as_deref());
            if self.recording.is_some() || self.do_not_record.is_some() {
                xml.element("recording", &[], |xml| {
                    xml.text("license", &[], "");
                    xml.text("optout", &[], &self.do_not_record.unwrap_or_default().to_string());
                    xml.given("url", self.recording.as_deref());
                });
            }
            xml.element("links", &[], |xml| {
                for Reference { url, title, kind } in &self.links {
                    if self.recording.as_ref() != Some(url) {
                        xml.text("link", &[("href", Some(url)), ("type", Some(kind.key()))], title);
                    }
                }
            });
            xml.given("url", self.url.as_deref());
            xml.given("feedback_url", self.feedback_url.as_deref());
        });
    }
}

/// Makes events of sessions: of their numbers and slugs no two are the same.
struct Events<'a> {
    schedule: &'a Schedule,
    acronym: &'a str,
    numbers: HashSet<u32>,
    slugs: HashSet<String>,
}

impl Events<'_> {
    fn event(&mut self, session: &Session) -> Event {
        let guid = guid(self.acronym, GuidOf::Session, &session.id);
        let id = self.number(&session.id, &guid);
        let languages: Vec<_> = session.languages.iter().filter_map(Language::tag).collect();
        let details = session.details();
        let minutes = (session.end.0 - session.start.0) / 60;
        let date = local(&self.schedule.venue, session.start);
        let (feedback, links): (Vec<_>, Vec<_>) =
            links(session, details).into_iter().partition(|link| link.kind == LinkKind::Feedback);
        // Of several the form knows one.
        let mut feedback = feedback.into_iter();
        let feedback_url = feedback.next().map(|link| link.url);
        Event {
            code: is_code(&session.id).then(|| session.id.clone()),
            id,
            start: date.get(11..16).unwrap_or_default().to_owned(),
            end: local(&self.schedule.venue, session.end),
            date,
            duration: format!("{:02}:{:02}", minutes / 60, minutes % 60),
            room: session.room.clone().unwrap_or_default(),
            slug: self.slug(session, id),
            url: details.page.clone(),
            title: session.title.clone(),
            subtitle: session.subtitle.clone(),
            track: session.track.clone(),
            kind: match &session.format {
                _ if session.is_break => "break".to_owned(),
                format => format.as_ref().map(|format| format.key().to_owned()).unwrap_or_default(),
            },
            language: Some(languages.join(", ")).filter(|languages| !languages.is_empty()),
            teaser: (),
            description: published_text(details.summary.as_deref(), &details.description),
            do_not_record: details.is_recorded.map(|is_recorded| !is_recorded),
            persons: session.speakers.iter().map(|speaker| self.person(&speaker.name)).collect(),
            links: links.into_iter().chain(feedback).collect(),
            feedback_url,
            recording: session.recording.clone(),
            guid,
        }
    }

    fn person(&self, name: &str) -> Person {
        let profile = self.schedule.guide().profile(name);
        let of = |part: fn(&Profile) -> Option<String>| profile.and_then(part);
        let guid = guid(self.acronym, GuidOf::Person, name);
        Person {
            id: number_of(&guid),
            guid,
            name: name.to_owned(),
            avatar: of(|profile| profile.photo.clone()).filter(|photo| is_web_link(photo)),
            biography: of(|profile| published_text(profile.biography.as_deref(), &profile.set_biography)),
            links: profile
                .map(|profile| profile.links.iter().map(Reference::of).collect())
                .unwrap_or_default(),
        }
    }

    /// A number that is the session's in each version of the schedule, but for what happens to fall on the same.
    fn number(&mut self, id: &str, guid: &str) -> u32 {
        let own = id.parse().ok().filter(|number| (1..=i32::MAX as u32).contains(number));
        let mut number = own.unwrap_or_else(|| number_of(guid));
        while !self.numbers.insert(number) {
            number = number % (i32::MAX as u32) + 1;
        }
        number
    }

    /// The conference and the session in one word: by the id where that is made of what a slug is, else by the title, or the number where
    /// nothing of that can stand in one.
    fn slug(&mut self, session: &Session, number: u32) -> String {
        let is_of_slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        let own = if session.id.chars().all(is_of_slug) {
            session.id.clone()
        } else {
            let title: String = session
                .title
                .chars()
                .flat_map(char::to_lowercase)
                .map(|c| if is_of_slug(c) { c } else { '-' })
                .collect();
            let words: Vec<_> = title.split('-').filter(|word| !word.is_empty()).collect();
            if words.is_empty() { number.to_string() } else { words.join("-") }
        };
        let mut slug = format!("{}-{own}", self.acronym);
        if !self.slugs.insert(slug.clone()) {
            slug = format!("{slug}-{number}");
            self.slugs.insert(slug.clone());
        }
        slug
    }
}

impl Reference {
    fn of(link: &Link) -> Self {
        let title = link.title.clone().unwrap_or_else(|| i18n::link(link.kind).to_string());
        Self { url: link.url.clone(), title, kind: link.kind }
    }
}

fn links(session: &Session, details: &Details) -> Vec<Reference> {
    let link = |url: &Option<String>, kind| url.clone().map(|url| Link { url, title: None, kind });
    let own = [link(&session.recording, LinkKind::Recording), link(&details.slides, LinkKind::Slides)];
    own.into_iter().flatten().chain(details.links.iter().cloned()).map(|link| Reference::of(&link)).collect()
}

/// A text as these forms have it: plain where its readers take it for what it is, else as HTML.
fn published_text(plain: Option<&str>, set: &[Block]) -> Option<String> {
    // In XML some characters are lost, and with them may be what keeps two others apart.
    let plain = allowed(plain?);
    if !set.is_empty() {
        return Some(set_text(set).into_string());
    }
    let is_read_as_it_is = plain_text(&text::blocks(&plain)) == plain;
    Some(if is_read_as_it_is { plain.into_owned() } else { set_text(&paragraphs(&plain)).into_string() })
}

/// A positive number of 31 bits, of a guid.
fn number_of(guid: &str) -> u32 {
    (u32::from_str_radix(guid.get(..8).unwrap_or_default(), 16).unwrap_or_default() >> 1).max(1)
}

/// The conference's id as an acronym (four characters or more of a few kinds).
fn acronym(id: &str) -> String {
    let is_of_acronym = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    let acronym: String =
        id.chars().map(|c| c.to_ascii_lowercase()).map(|c| if is_of_acronym(c) { c } else { '_' }).collect();
    format!("{acronym:_<4}")
}

/// A colour in six digits, of one in six or three.
fn six_digits(color: &str) -> String {
    let digits = color.trim_start_matches('#');
    let each = if digits.len() == 3 { 2 } else { 1 };
    format!("#{}", digits.chars().flat_map(|digit| std::iter::repeat_n(digit, each)).collect::<String>())
}

/// A duration of a hundred hours or more in days, hours and minutes.
fn in_days(duration: &str) -> String {
    match duration.split_once(':').and_then(|(hours, minutes)| Some((hours.parse::<i64>().ok()?, minutes))) {
        Some((hours, minutes)) if hours > 99 => format!("{}:{:02}:{minutes}", hours / 24, hours % 24),
        _ => duration.to_owned(),
    }
}

/// Whether an id is as pretalx makes them.
fn is_code(id: &str) -> bool {
    id.len() == 6 && id.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// `schedule.xml` wants four characters or more on both sides of the first hyphen.
fn is_slug_of_xml(slug: &str) -> bool {
    let is_of = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    slug.split_once('-').is_some_and(|(conference, session)| {
        conference.len() >= 4
            && conference.chars().all(is_of)
            && session.len() >= 4
            && session.chars().all(|c| is_of(c) || c == '-')
    })
}
