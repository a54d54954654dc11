//! The schedule file: JSON (RFC 8259) as it comes from outside, before anything in it is believed.
//!
//! Only what makes a session a session must be right: id, title, start, end. Anything else that is missing, null or of
//! the wrong type counts as not given.

use serde::{Deserialize, Deserializer, de::DeserializeOwned};
use serde_json::value::RawValue;

use crate::time::Instant;

/// Why no schedule could be read from a file at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// Not JSON; the parser's words, with line and column.
    NotJson(String),
    /// JSON, but without what a conference needs: an `id` and a list of `sessions`.
    NotASchedule,
}

/// Why one session was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Not an object of the expected form; the parser's words.
    Malformed(String),
    NoId,
    NoTitle,
    /// `start` is missing or no RFC 3339 time.
    NoStart,
    /// `end` is missing or no RFC 3339 time.
    NoEnd,
    EndBeforeStart,
    /// An earlier session has the same id.
    RepeatedId,
}

/// A session that was left out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The session's id; where it has none, its place in the file, `#12`, counted from 1.
    pub id: String,
    pub reason: Reason,
}

/// The file as parsed. The sessions are still text, so that a broken one takes no other with it.
#[derive(Debug, Deserialize)]
pub struct ScheduleFile {
    #[serde(default, deserialize_with = "lenient")]
    pub(super) id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) name: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) dates: Option<FileDates>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) timezone: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) url: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    pub(super) days: Option<Vec<FileDay>>,
    #[serde(default)]
    sessions: Option<Vec<Box<RawValue>>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct FileDates {
    pub start: String,
    pub end: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct FileDay {
    pub date: String,
    pub start: String,
    pub end: String,
}

#[derive(Debug, Deserialize)]
struct FileSession {
    #[serde(default, deserialize_with = "lenient")]
    id: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    title: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    title_en: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    start: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    end: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    format: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    language: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    topics: Option<Vec<String>>,
    #[serde(default, deserialize_with = "lenient")]
    track: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    room: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    level: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    status: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    speakers: Option<Vec<FileSpeaker>>,
    #[serde(default, deserialize_with = "lenient")]
    summary: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    page: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    recording: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    slides: Option<String>,
}

#[derive(Debug, Deserialize)]
struct FileSpeaker {
    #[serde(default, deserialize_with = "lenient")]
    name: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    affiliation: Option<String>,
}

/// A value of the wrong type counts as not given.
fn lenient<'de, D: Deserializer<'de>, T: DeserializeOwned>(from: D) -> Result<Option<T>, D::Error> {
    let raw = Box::<RawValue>::deserialize(from)?;
    Ok(serde_json::from_str(raw.get()).ok())
}

/// The text without white space around it; nothing where nothing is left.
fn text(value: Option<String>) -> Option<String> {
    value.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A link that may be shown: `http` or `https` (RFC 3986 section 3.1: the scheme's case does not count).
pub(super) fn web_link(value: Option<String>) -> Option<String> {
    text(value).filter(|link| {
        ["https://", "http://"]
            .iter()
            .any(|scheme| link.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
    })
}

impl ScheduleFile {
    /// Parses the file's text.
    ///
    /// # Errors
    /// Where the text is not JSON, or has no conference `id` or no list of `sessions`. A session that can't be used is
    /// no error: [`super::Schedule::build`] reports it.
    pub fn parse(json: &str) -> Result<Self, FileError> {
        let file: Self = serde_json::from_str(json).map_err(|error| match error.classify() {
            serde_json::error::Category::Data => FileError::NotASchedule,
            _ => FileError::NotJson(error.to_string()),
        })?;
        let named = file.id.as_deref().is_some_and(|id| !id.trim().is_empty());
        if named && file.sessions.is_some() { Ok(file) } else { Err(FileError::NotASchedule) }
    }

    /// The venue's zone, by IANA name; UTC where the file names none.
    pub fn zone_name(&self) -> &str {
        self.timezone.as_deref().map(str::trim).filter(|name| !name.is_empty()).unwrap_or("UTC")
    }

    /// The sessions that can be used, not yet in a day, and the problems of the others.
    pub(super) fn sessions(&mut self) -> (Vec<super::Session>, Vec<Problem>) {
        let (mut sessions, mut problems) = (Vec::<super::Session>::new(), Vec::new());
        let mut seen = std::collections::BTreeSet::new();
        for (place, raw) in self.sessions.take().unwrap_or_default().into_iter().enumerate() {
            let found: Result<FileSession, _> = serde_json::from_str(raw.get());
            let id = found.as_ref().ok().and_then(|session| text(session.id.clone()));
            let checked = match found {
                Ok(session) => session.check(),
                Err(error) => Err(Reason::Malformed(error.to_string())),
            };
            match checked {
                Ok(session) if seen.insert(session.id.clone()) => sessions.push(session),
                refused => problems.push(Problem {
                    id: id.unwrap_or_else(|| format!("#{}", place + 1)),
                    reason: refused.err().unwrap_or(Reason::RepeatedId),
                }),
            }
        }
        (sessions, problems)
    }
}

impl FileSession {
    fn check(self) -> Result<super::Session, Reason> {
        let id = text(self.id).ok_or(Reason::NoId)?;
        let title = text(self.title).ok_or(Reason::NoTitle)?;
        let start = self.start.as_deref().and_then(Instant::parse).ok_or(Reason::NoStart)?;
        let end = self.end.as_deref().and_then(Instant::parse).ok_or(Reason::NoEnd)?;
        if end < start {
            return Err(Reason::EndBeforeStart);
        }
        let speakers = self.speakers.unwrap_or_default().into_iter().filter_map(|speaker| {
            Some(super::Speaker { name: text(speaker.name)?, affiliation: text(speaker.affiliation) })
        });
        Ok(super::Session {
            title_en: text(self.title_en).filter(|english| *english != title),
            id,
            title,
            start,
            end,
            day: 0,
            format: text(self.format).map(|key| super::Format::from_key(&key)),
            language: text(self.language).map(super::Language::from),
            topics: self
                .topics
                .unwrap_or_default()
                .into_iter()
                .filter_map(|topic| text(Some(topic)))
                .collect(),
            track: text(self.track),
            room: text(self.room),
            level: text(self.level),
            cancelled: self.status.is_some_and(|status| status.trim().eq_ignore_ascii_case("cancelled")),
            speakers: speakers.collect(),
            summary: text(self.summary),
            page: web_link(self.page),
            recording: web_link(self.recording),
            slides: web_link(self.slides),
        })
    }
}
