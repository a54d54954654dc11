//! The schedule file: JSON (RFC 8259) as it comes from outside, before anything in it is believed.
//!
//! Only what makes a session a session must be right: id, title, start, end. Anything else that is missing, null or of
//! the wrong type counts as not given.

use super::{Format, Language, Session, Speaker, order::order};
use crate::{
    json::{Json, Parse},
    time::Instant,
};

/// Why no schedule could be read from a file at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// Not JSON; the parser's words.
    NotJson(String),
    /// JSON, but without what a conference needs: an `id` and a list of `sessions`.
    NotASchedule,
}

/// Why one session was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
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

/// The file as parsed: known to be a schedule, its sessions not yet looked at.
pub struct ScheduleFile {
    /// The whole file.
    pub(super) root: Json,
    pub(super) id: String,
}

/// A link that may be shown: `http` or `https` (RFC 3986 section 3.1: the scheme's case does not count).
pub(super) fn web_link(link: &str) -> bool {
    ["https://", "http://"]
        .iter()
        .any(|scheme| link.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

impl ScheduleFile {
    /// Parses the file's text.
    ///
    /// # Errors
    /// Where the text is not JSON, or has no conference `id` or no list of `sessions`. A session that can't be used is
    /// no error: [`super::Schedule::build`] reports it.
    pub fn parse(parse: Parse, json: &str) -> Result<Self, FileError> {
        // A byte order mark is no part of the text (RFC 8259 section 8.1 lets a reader ignore it).
        let root = parse(json.trim_start_matches('\u{feff}')).map_err(FileError::NotJson)?;
        let id = root.text("id").filter(|_| root.get("sessions").and_then(Json::items).is_some());
        let id = id.ok_or(FileError::NotASchedule)?.to_owned();
        Ok(Self { root, id })
    }

    /// The venue's zone, by IANA name; UTC where the file names none.
    pub fn zone_name(&self) -> String {
        self.root.text("timezone").unwrap_or("UTC").to_owned()
    }

    /// The sessions that can be used, not yet in a day, and the problems of the others.
    pub(super) fn sessions(&self) -> (Vec<Session>, Vec<Problem>) {
        let (mut sessions, mut problems) = (Vec::<Session>::new(), Vec::new());
        for (place, session) in self.root.list("sessions").iter().enumerate() {
            match check(session) {
                Ok(session) => sessions.push(session),
                Err(reason) => {
                    let id = session.text("id").map_or_else(|| format!("#{}", place + 1), str::to_owned);
                    problems.push(Problem { id, reason });
                }
            }
        }
        // Of sessions with one id the first stays.
        let by_id = order(sessions.len(), &|a, b| sessions[a].id.cmp(&sessions[b].id));
        let same = |pair: &&[usize]| sessions[pair[0]].id == sessions[pair[1]].id;
        let repeated: Vec<_> = by_id.windows(2).filter(same).map(|pair| pair[1]).collect();
        let mut first = Vec::new();
        for (place, session) in sessions.into_iter().enumerate() {
            if repeated.contains(&place) {
                problems.push(Problem { id: session.id, reason: Reason::RepeatedId });
            } else {
                first.push(session);
            }
        }
        (first, problems)
    }
}

/// A text as a page has it: of markup a NUL becomes U+FFFD and a CR another white space (HTML Living Standard, sections
/// 13.2.3.5 and 13.2.5), so that an id would not be found again.
fn as_in_markup(text: &str) -> String {
    if !text.contains(['\0', '\r']) {
        return text.to_owned();
    }
    let replaced = |c| match c {
        '\0' => '\u{fffd}',
        '\r' => '\n',
        c => c,
    };
    text.chars().map(replaced).collect()
}

/// Makes a session of the file's, where it has what it needs.
fn check(session: &Json) -> Result<Session, Reason> {
    let field = |name: &str| session.text(name).map(as_in_markup);
    let time = |name: &str| Instant::parse(session.text(name)?);
    let link = |name: &str| session.text(name).filter(|link| web_link(link)).map(str::to_owned);
    let id = field("id").ok_or(Reason::NoId)?;
    let title = field("title").ok_or(Reason::NoTitle)?;
    let start = time("start").ok_or(Reason::NoStart)?;
    let end = time("end").ok_or(Reason::NoEnd)?;
    if end < start {
        return Err(Reason::EndBeforeStart);
    }
    let speakers = session.list("speakers").iter().filter_map(|speaker| {
        let text = |name: &str| speaker.text(name).map(as_in_markup);
        Some(Speaker { name: text("name")?, affiliation: text("affiliation") })
    });
    let topics = session.list("topics").iter().filter_map(Json::string).map(as_in_markup);
    Ok(Session {
        title_en: field("title_en").filter(|english| *english != title),
        id,
        title,
        start,
        end,
        day: 0,
        format: field("format").map(|key| Format::from_key(&key)),
        language: field("language").map(Language::from),
        topics: topics.filter(|topic| !topic.trim().is_empty()).collect(),
        track: field("track"),
        room: field("room"),
        level: field("level"),
        cancelled: field("status").is_some_and(|status| status.eq_ignore_ascii_case("cancelled")),
        speakers: speakers.collect(),
        summary: field("summary"),
        page: link("page"),
        recording: link("recording"),
        slides: link("slides"),
    })
}
