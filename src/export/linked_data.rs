//! What search engines read of a page: schema.org's `Event` and `Person` as JSON-LD (W3C JSON-LD 1.1). Empty properties are left out.

use serde::Serialize;

use super::{Site, local};
use crate::{
    schedule::{Language, Profile, Schedule, Session, Speaker},
    time::iso_date,
    view::{session_path, speaker_path},
};

const CONTEXT: &str = "https://schema.org";

/// A conference, or a session of one (<https://schema.org/Event>).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<&'static str>,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    start_date: String,
    end_date: String,
    event_status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    in_language: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<Place>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    performer: Vec<Person>,
    #[serde(skip_serializing_if = "Option::is_none")]
    super_event: Option<Box<Event>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sub_event: Vec<Event>,
}

/// <https://schema.org/Place>
#[derive(Serialize)]
struct Place {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
}

/// Somebody who speaks (<https://schema.org/Person>).
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    #[serde(rename = "@context", skip_serializing_if = "Option::is_none")]
    context: Option<&'static str>,
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    job_title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    /// Where else they are on the web.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    same_as: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    affiliation: Option<Organization>,
}

/// <https://schema.org/Organization>
#[derive(Serialize)]
struct Organization {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
}

impl Event {
    /// A conference with its sessions, each in short, since it has a page of its own; nothing where it has no dates. `image` is the
    /// address of a picture of it.
    pub fn of_conference(schedule: &Schedule, site: &Site, image: Option<String>) -> Option<Self> {
        let sessions = schedule.sessions.iter().filter(|session| !session.is_break);
        let in_short = |session| Self {
            location: None,
            performer: Vec::new(),
            ..Self::session(session, schedule, Some(site))
        };
        let sub_event = sessions.map(|session| in_short(session)).collect();
        Some(Self { context: Some(CONTEXT), image, sub_event, ..Self::conference(schedule, Some(site))? })
    }

    /// A session of a conference; `description` is what it is about, in short.
    pub fn of_session(
        session: &Session,
        schedule: &Schedule,
        site: Option<&Site>,
        description: &str,
    ) -> Self {
        Self {
            context: Some(CONTEXT),
            description: Some(description.to_owned()).filter(|text| !text.is_empty()),
            super_event: Self::conference(schedule, site).map(Box::new),
            ..Self::session(session, schedule, site)
        }
    }

    /// As the content of a script element, which none of its texts ends (HTML Living Standard, section 4.12.1.3).
    pub fn json(&self) -> String {
        in_script(self)
    }

    /// A conference by itself.
    fn conference(schedule: &Schedule, site: Option<&Site>) -> Option<Self> {
        let dates = schedule.dates?;
        let location = schedule.guide().venue.as_ref();
        Some(Self {
            name: schedule.name.clone(),
            start_date: iso_date(dates.first),
            end_date: iso_date(dates.last),
            url: site.map(|site| site.address("")).or_else(|| schedule.url.clone()),
            location: location.map(|venue| Place::new(&venue.name, venue.address.clone())),
            ..Self::empty()
        })
    }

    /// A session by itself.
    fn session(session: &Session, schedule: &Schedule, site: Option<&Site>) -> Self {
        let venue = schedule.guide().venue.as_ref();
        let venue_name = || venue.map(|venue| venue.name.clone());
        let place = session.room.as_ref().map(|room| schedule.guide().whereabouts(room)).or_else(venue_name);
        Self {
            name: session.title.clone(),
            start_date: local(&schedule.venue, session.start),
            end_date: local(&schedule.venue, session.end),
            event_status: if session.cancelled { "https://schema.org/EventCancelled" } else { SCHEDULED },
            url: site.zip(session_path(&session.id)).map(|(site, path)| site.address(&path)),
            in_language: session.languages.iter().filter_map(Language::tag).map(str::to_owned).collect(),
            location: place.map(|name| Place::new(&name, venue.and_then(|venue| venue.address.clone()))),
            performer: session.speakers.iter().map(|speaker| Person::new(speaker, site)).collect(),
            ..Self::empty()
        }
    }

    fn empty() -> Self {
        Self {
            context: None,
            kind: "Event",
            name: String::new(),
            start_date: String::new(),
            end_date: String::new(),
            event_status: SCHEDULED,
            description: None,
            url: None,
            image: None,
            in_language: Vec::new(),
            location: None,
            performer: Vec::new(),
            super_event: None,
            sub_event: Vec::new(),
        }
    }
}

fn in_script(data: &impl Serialize) -> String {
    serde_json::to_string(data).unwrap_or_default().replace('<', "\\u003c")
}

const SCHEDULED: &str = "https://schema.org/EventScheduled";

impl Place {
    fn new(name: &str, address: Option<String>) -> Self {
        Self { kind: "Place", name: name.to_owned(), address }
    }
}

impl Person {
    /// Somebody who speaks, by the name and the sessions that they give.
    pub fn of_speaker<'a>(
        name: &str,
        sessions: impl Iterator<Item = &'a Session>,
        schedule: &Schedule,
        site: Option<&Site>,
    ) -> Self {
        let named = sessions.flat_map(|session| &session.speakers).filter(|speaker| speaker.name == name);
        let speaker = Speaker {
            name: name.to_owned(),
            affiliation: named.filter_map(|speaker| speaker.affiliation.clone()).last(),
        };
        let mut person = Self { context: Some(CONTEXT), ..Self::new(&speaker, site) };
        if let Some(Profile { tagline, biography, links, .. }) = schedule.guide().profile(name) {
            (person.job_title, person.description) = (tagline.clone(), biography.clone());
            person.same_as = links.iter().map(|link| link.url.clone()).collect();
        }
        person
    }

    /// As [`Event::json`].
    pub fn json(&self) -> String {
        in_script(self)
    }

    fn new(speaker: &Speaker, site: Option<&Site>) -> Self {
        Self {
            context: None,
            kind: "Person",
            job_title: None,
            description: None,
            same_as: Vec::new(),
            name: speaker.name.clone(),
            url: site.zip(speaker_path(&speaker.name)).map(|(site, path)| site.address(&path)),
            affiliation: speaker
                .affiliation
                .as_ref()
                .map(|name| Organization { kind: "Organization", name: name.clone() }),
        }
    }
}
