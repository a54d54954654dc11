//! A conference as it is imported: the schedule file as it will be written (`docs/schedule-file.md`), each member only where it is known.

use serde::Serialize;

use crate::schedule::{Block, LinkKind, plain_text};
pub use crate::schedule::{color, is_web_link};

/// A conference.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Conference {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The address of a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// The conference's own colour.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// The venue's zone, by its IANA name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timezone: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens_in: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<Dates>,
    /// Only where a day does not begin at midnight.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub days: Vec<Day>,
    /// In the organiser's order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rooms: Vec<Room>,
    /// In the organiser's order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<Track>,
    /// Those who have a profile.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<Profile>,
    pub sessions: Vec<Session>,
}

/// The first date and the last, `YYYY-MM-DD`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dates {
    pub start: String,
    pub end: String,
}

/// A day of the conference, and from when until when it lasts (RFC 3339; without an offset at the venue).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Day {
    pub date: String,
    pub start: String,
    pub end: String,
}

/// A room.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Room {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Seats.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u64>,
}

/// A track.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Track {
    pub name: String,
    /// As CSS has it, `#rrggbb`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
}

/// A session.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Session {
    pub id: String,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    /// RFC 3339; without an offset at the venue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// `H:MM`, where no end is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// By their tags (BCP 47).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub language: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub track: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drop_in: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub speakers: Vec<Speaker>,
    /// What it is about: plain text, its paragraphs with an empty line between them; or as it was set, where that is more than plain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub description: Vec<Block>,
    /// The session's own page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recording: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slides: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
    /// Whether it is recorded, where that was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recorded: Option<bool>,
    /// The id of the session of which this is another time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeats: Option<String>,
}

/// Whether it takes place; no status where it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Cancelled,
}

/// What kind of entry it is, where that is no session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Break,
}

/// Who speaks.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Speaker {
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub affiliation: Option<String>,
}

impl Speaker {
    /// Reads `Name (Company)`, or a name.
    pub fn of(text: &str) -> Self {
        let parts = text.trim().strip_suffix(')').and_then(|text| text.rsplit_once('('));
        match parts {
            Some((name, affiliation)) if !name.trim().is_empty() => {
                Self { name: name.trim().to_owned(), affiliation: given(affiliation) }
            }
            _ => Self { name: text.trim().to_owned(), affiliation: None },
        }
    }
}

/// A speaker's profile.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Profile {
    pub name: String,
    /// What they are, in a line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tagline: Option<String>,
    /// The address of a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub photo: Option<String>,
    /// As it is set.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub biography: Vec<Block>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

impl Room {
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }
}

impl Conference {
    /// Adds a room where none of that name is there.
    pub fn add_room(&mut self, room: Room) {
        if !self.rooms.iter().any(|known| known.name == room.name) {
            self.rooms.push(room);
        }
    }

    /// Adds a profile, where it holds more than the name and there is none of that name yet.
    pub fn add_profile(&mut self, profile: Profile) {
        let is_more = profile.tagline.is_some()
            || profile.photo.is_some()
            || !profile.biography.is_empty()
            || !profile.links.is_empty();
        if is_more && !self.speakers.iter().any(|known| known.name == profile.name) {
            self.speakers.push(profile);
        }
    }
}

/// A link of a session.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Link {
    pub url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    pub kind: LinkKind,
}

/// What a link probably leads to, by what its system calls its kind, by its title and by its address.
pub fn link_kind(kind: &str, title: &str, url: &str) -> LinkKind {
    let said = format!("{kind} {title}").to_lowercase();
    let address = url.split(['?', '#']).next().unwrap_or_default().to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| said.contains(word));
    let is_at = |parts: &[&str]| parts.iter().any(|part| address.contains(part));
    let is_file = |endings: &[&str]| endings.iter().any(|ending| address.ends_with(ending));
    if says(&["live", "stream"]) && !says(&["recording"]) {
        LinkKind::Stream
    } else if says(&["recording", "video"])
        || is_at(&["media.ccc.de/v/", "youtube.com/watch", "youtu.be/", "vimeo.com/"])
        || is_file(&[".webm", ".mp4", ".mkv"])
    {
        LinkKind::Recording
    } else if says(&["feedback"]) {
        LinkKind::Feedback
    } else if says(&["slides", "folien", "presentation"]) || is_file(&[".odp", ".pptx", ".ppt", ".key"]) {
        LinkKind::Slides
    } else if says(&["sign up", "sign-up", "signup", "register", "registration"]) {
        LinkKind::SignUp
    } else if says(&["chat"]) || is_at(&["matrix.to/", "chat."]) {
        LinkKind::Chat
    } else if is_file(&[".pdf", ".zip", ".png", ".jpg", ".txt", ".md", ".tar.gz"]) {
        LinkKind::File
    } else {
        LinkKind::Page
    }
}

impl Session {
    /// What it is about, as it was set.
    pub fn describe(&mut self, blocks: Vec<Block>) {
        if blocks.iter().all(Block::is_plain) {
            self.summary = given(&plain_text(&blocks));
        } else {
            self.description = blocks;
        }
    }

    /// Adds a link, where it is one that may be shown and is not there yet. The first recording and the first slides are those of the session.
    pub fn link(&mut self, url: &str, title: Option<&str>, kind: LinkKind) {
        let url = url.trim();
        if !is_web_link(url) {
            return;
        }
        let own = match kind {
            LinkKind::Recording => &mut self.recording,
            LinkKind::Slides => &mut self.slides,
            _ => &mut None,
        };
        let known = [&self.page, own].into_iter().flatten().map(String::as_str);
        if known.chain(self.links.iter().map(|link| &*link.url)).any(|known| known == url) {
            return;
        }
        if matches!(kind, LinkKind::Recording | LinkKind::Slides) && own.is_none() {
            *own = Some(url.to_owned());
        } else {
            self.links.push(Link { url: url.to_owned(), title: title.and_then(given), kind });
        }
    }
}

/// A text in which there is anything but white space, without what is around it.
pub fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A language as it is tagged, where the text is a tag and not a sentence: `pt_BR` becomes `pt-BR`. `mul` and `und` name none.
pub fn languages(text: &str) -> Vec<String> {
    let tags = text.split([',', ';', '/', ' ']).map(|tag| tag.trim().replace('_', "-"));
    tags.filter(|tag| {
        let mut parts = tag.split('-');
        let is_primary =
            |part: &str| matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_alphabetic());
        parts.next().is_some_and(is_primary) && !["mul", "und", "zxx"].contains(&&*tag.to_ascii_lowercase())
    })
    .collect()
}
