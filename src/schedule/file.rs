//! The schedule file: JSON (RFC 8259) as it comes from outside, before anything in it is believed.
//!
//! Only what makes a session a session must be right: id, title, start, end. Anything else that is missing, null or of
//! the wrong type counts as not given.

use serde::Deserialize;
use serde_json::{Value, value::RawValue};

use super::{Format, Language, Session, Speaker, order::order};
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
    /// A text in it can't be decoded, as a lone surrogate; the parser's words.
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
    #[serde(default)]
    pub(super) id: Value,
    #[serde(default)]
    pub(super) name: Value,
    #[serde(default)]
    pub(super) dates: Value,
    #[serde(default)]
    pub(super) timezone: Value,
    #[serde(default)]
    pub(super) url: Value,
    #[serde(default)]
    pub(super) days: Value,
    #[serde(default)]
    sessions: Option<Vec<Box<RawValue>>>,
}

/// A text, without white space around it; nothing where nothing is left.
pub(super) fn text(value: &Value) -> Option<String> {
    let text = value.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A list's items; none where it is no list.
pub(super) fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// A link that may be shown: `http` or `https` (RFC 3986 section 3.1: the scheme's case does not count).
pub(super) fn web_link(value: &Value) -> Option<String> {
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
        // A byte order mark is no part of the text (RFC 8259 section 8.1 lets a parser ignore it).
        let json = json.trim_start_matches('\u{feff}');
        let file: Self = serde_json::from_str(json).map_err(|error| match error.classify() {
            serde_json::error::Category::Data => FileError::NotASchedule,
            _ => FileError::NotJson(error.to_string()),
        })?;
        if text(&file.id).is_some() && file.sessions.is_some() {
            Ok(file)
        } else {
            Err(FileError::NotASchedule)
        }
    }

    /// The venue's zone, by IANA name; UTC where the file names none.
    pub fn zone_name(&self) -> String {
        text(&self.timezone).unwrap_or_else(|| "UTC".into())
    }

    /// The sessions that can be used, not yet in a day, and the problems of the others.
    pub(super) fn sessions(&mut self) -> (Vec<Session>, Vec<Problem>) {
        let (mut sessions, mut problems) = (Vec::<Session>::new(), Vec::new());
        for (place, raw) in self.sessions.take().unwrap_or_default().into_iter().enumerate() {
            match serde_json::from_str::<Value>(raw.get()) {
                Ok(session) => match check(&session) {
                    Ok(session) => sessions.push(session),
                    Err(reason) => {
                        let id = text(&session["id"]).unwrap_or_else(|| format!("#{}", place + 1));
                        problems.push(Problem { id, reason });
                    }
                },
                Err(error) => {
                    problems.push(Problem {
                        id: format!("#{}", place + 1),
                        reason: Reason::Malformed(error.to_string()),
                    });
                }
            }
        }
        // Of sessions with one id the first stays.
        let by_id = order(sessions.len(), &|a, b| sessions[a].id.cmp(&sessions[b].id));
        let repeated = by_id.windows(2).filter(|pair| sessions[pair[0]].id == sessions[pair[1]].id);
        let mut is_repeated = vec![false; sessions.len()];
        repeated.for_each(|pair| is_repeated[pair[1]] = true);
        let mut is_repeated = is_repeated.into_iter();
        sessions.retain(|session| {
            let repeated = is_repeated.next() == Some(true);
            if repeated {
                problems.push(Problem { id: session.id.clone(), reason: Reason::RepeatedId });
            }
            !repeated
        });
        (sessions, problems)
    }
}

/// Makes a session of the file's, where it has what it needs.
fn check(session: &Value) -> Result<Session, Reason> {
    let field = |name: &str| text(&session[name]);
    let time = |name: &str| session[name].as_str().and_then(Instant::parse);
    let id = field("id").ok_or(Reason::NoId)?;
    let title = field("title").ok_or(Reason::NoTitle)?;
    let start = time("start").ok_or(Reason::NoStart)?;
    let end = time("end").ok_or(Reason::NoEnd)?;
    if end < start {
        return Err(Reason::EndBeforeStart);
    }
    let speakers = items(&session["speakers"]).iter().filter_map(|speaker| {
        Some(Speaker { name: text(&speaker["name"])?, affiliation: text(&speaker["affiliation"]) })
    });
    Ok(Session {
        title_en: field("title_en").filter(|english| *english != title),
        id,
        title,
        start,
        end,
        day: 0,
        format: field("format").map(|key| Format::from_key(&key)),
        language: field("language").map(Language::from),
        topics: items(&session["topics"]).iter().filter_map(text).collect(),
        track: field("track"),
        room: field("room"),
        level: field("level"),
        cancelled: field("status").is_some_and(|status| status.eq_ignore_ascii_case("cancelled")),
        speakers: speakers.collect(),
        summary: field("summary"),
        page: web_link(&session["page"]),
        recording: web_link(&session["recording"]),
        slides: web_link(&session["slides"]),
    })
}
