//! What a form does not say, from the organiser: the file `conference.toml`, and options.

use serde::Deserialize;
use serde_json::{Value, json};

/// What the organiser says of the conference; what is said here counts more than what the schedule says.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The conference's id: part of where an agenda is kept, so it must not change.
    pub id: Option<String>,
    pub name: Option<String>,
    /// The venue's zone, by its IANA name.
    pub timezone: Option<String>,
    /// The language of the sessions that name none (BCP 47).
    pub language: Option<String>,
    /// The conference's own site.
    pub url: Option<String>,
    /// The conference's own colour, `#rrggbb`.
    pub color: Option<String>,
    /// The address of a picture, or its path from the folder that the settings are in.
    pub logo: Option<String>,
    /// Where it takes place: `name`, `address`, `url`.
    pub venue: Option<Value>,
    /// Each with `url` and `title`.
    pub links: Vec<Value>,
    /// What is good to know.
    pub info: Vec<Info>,
    /// Each with `at`, `title` and `text`.
    pub announcements: Vec<Value>,
    /// What is to be said of rooms, by `name`.
    pub rooms: Vec<Value>,
    /// Minutes from a room to another.
    pub travel_time: Option<u32>,
    /// Minutes between buildings: `from`, `to`, `minutes`.
    pub travel_times: Vec<Value>,
}

/// A page that is about no session.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Info {
    pub title: String,
    /// CommonMark.
    pub text: String,
}

/// Why settings could not be read: the parser's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError(pub String);

impl Settings {
    /// Reads `conference.toml` (TOML 1.0).
    ///
    /// # Errors
    /// Where it is not TOML, or sets what is not known.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        toml::from_str(text).map_err(|error| SettingsError(error.to_string()))
    }

    /// Reads options: `--timezone Europe/Berlin`, or with `=`.
    ///
    /// # Errors
    /// Where an option is not known, or has no value.
    pub fn from_options(options: &[String]) -> Result<Self, SettingsError> {
        let mut settings = Self::default();
        let mut options = options.iter();
        while let Some(option) = options.next() {
            let (name, value) = match option.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (&**option, options.next().cloned()),
            };
            let value = value.ok_or_else(|| SettingsError(format!("{name} has no value")))?;
            let own = match name {
                "--id" => &mut settings.id,
                "--name" => &mut settings.name,
                "--timezone" => &mut settings.timezone,
                "--language" => &mut settings.language,
                "--url" => &mut settings.url,
                "--color" => &mut settings.color,
                _ => {
                    return Err(SettingsError(format!(
                        "there is no option {name}: there are --id, --name, --timezone, --language, --url, --color"
                    )));
                }
            };
            *own = Some(value);
        }
        Ok(settings)
    }

    /// These, and of others what is not said here.
    pub fn or(self, others: Self) -> Self {
        fn list<T>(own: Vec<T>, others: Vec<T>) -> Vec<T> {
            if own.is_empty() { others } else { own }
        }
        Self {
            id: self.id.or(others.id),
            name: self.name.or(others.name),
            timezone: self.timezone.or(others.timezone),
            language: self.language.or(others.language),
            url: self.url.or(others.url),
            color: self.color.or(others.color),
            logo: self.logo.or(others.logo),
            venue: self.venue.or(others.venue),
            links: list(self.links, others.links),
            info: list(self.info, others.info),
            announcements: list(self.announcements, others.announcements),
            rooms: list(self.rooms, others.rooms),
            travel_time: self.travel_time.or(others.travel_time),
            travel_times: list(self.travel_times, others.travel_times),
        }
    }

    /// Puts into a schedule what is said here, and an id made of the name where none is known.
    pub(super) fn apply(&self, schedule: &mut Value) {
        for (name, value) in [
            ("id", &self.id),
            ("name", &self.name),
            ("timezone", &self.timezone),
            ("url", &self.url),
            ("color", &self.color),
            ("language", &self.language),
            ("logo", &self.logo),
        ] {
            if let Some(value) = value {
                schedule[name] = json!(value);
            }
        }
        if !is_given(&schedule["id"])
            && let Some(name) = schedule["name"].as_str().map(super::slug).filter(|id| !id.is_empty())
        {
            schedule["id"] = json!(name);
        }
        if let Some(venue) = &self.venue {
            schedule["venue"] = venue.clone();
        }
        if let Some(minutes) = self.travel_time {
            schedule["travel_time"] = json!(minutes);
        }
        let mut announcements = self.announcements.clone();
        for announcement in &mut announcements {
            if let Some(text) = announcement["text"].as_str() {
                announcement["text"] = json!(super::text::blocks(text));
            }
        }
        for (name, list) in
            [("links", &self.links), ("announcements", &announcements), ("travel_times", &self.travel_times)]
        {
            if !list.is_empty() {
                schedule[name] = json!(list);
            }
        }
        for room in &self.rooms {
            describe_room(schedule, room);
        }
        if !self.info.is_empty() {
            let page = |info: &Info| json!({ "title": info.title, "text": super::text::blocks(&info.text) });
            schedule["info"] = self.info.iter().map(page).collect();
        }
        if let Some(language) = &self.language {
            for session in schedule["sessions"].as_array_mut().into_iter().flatten() {
                if session["language"].is_null() {
                    session["language"] = json!(language);
                }
            }
        }
    }
}

/// Adds to a room of a schedule what is said of it; one that is not there yet comes behind the others.
fn describe_room(schedule: &mut Value, room: &Value) {
    if !schedule["rooms"].is_array() {
        schedule["rooms"] = json!([]);
    }
    let Some(rooms) = schedule["rooms"].as_array_mut() else { return };
    match rooms.iter_mut().find(|known| known["name"] == room["name"]).and_then(Value::as_object_mut) {
        Some(known) => known.extend(room.as_object().cloned().unwrap_or_default()),
        None => rooms.push(room.clone()),
    }
}

/// Whether a member is a text with anything in it, or a number.
pub(super) fn is_given(value: &Value) -> bool {
    value.is_number() || value.as_str().is_some_and(|text| !text.trim().is_empty())
}
