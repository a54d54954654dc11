//! The schedule file: JSON (RFC 8259) as it comes from outside, before anything in it is believed.
//!
//! Only what makes a session a session must be right: id, title, start, end. Anything else that is missing, null or of
//! the wrong type counts as not given.

use super::{Format, Language, Session, Speaker, order::order};
use crate::{
    json::{Json, Parse},
    time::{FileTime, Timestamp, Zone},
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
pub enum SkipReason {
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
pub struct SkippedSession {
    /// The session's id; where it has none, its place in the file, `#12`, counted from 1.
    pub id: String,
    pub reason: SkipReason,
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

    /// The times of its sessions, as they are written: rising, each once.
    pub(super) fn times(&self) -> Vec<FileTime> {
        let sessions = self.root.list("sessions").iter();
        sessions.flat_map(|session| [time(session, "start"), time(session, "end")]).flatten().collect()
    }

    /// The sessions that can be used, not yet in a day, and the problems of the others. Times without an offset are the
    /// venue's.
    pub(super) fn sessions(&self, venue: &Zone) -> (Vec<Session>, Vec<SkippedSession>) {
        let (mut sessions, mut problems) = (Vec::<Session>::new(), Vec::new());
        for (place, session) in self.root.list("sessions").iter().enumerate() {
            match check(session, venue) {
                Ok(session) => sessions.push(session),
                Err(reason) => {
                    let id = id_of(session).unwrap_or_else(|| format!("#{}", place + 1));
                    problems.push(SkippedSession { id, reason });
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
                problems.push(SkippedSession { id: session.id, reason: SkipReason::RepeatedId });
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

/// A session's id: a text, or a number as some systems count their sessions.
fn id_of(session: &Json) -> Option<String> {
    let number = || session.get("id").and_then(Json::whole).map(|number| number.to_string());
    session.text("id").map(as_in_markup).or_else(number)
}

/// Reads a duration, `H:MM` or `HH:MM` (as of frab's `schedule.xml`).
fn seconds(duration: &str) -> Option<i64> {
    let (hours, minutes) = duration.split_once(':')?;
    let number = |digits: &str| digits.parse::<u16>().ok().map(i64::from);
    Some(number(hours)? * 3600 + number(minutes).filter(|minutes| *minutes < 60)? * 60)
}

fn time(session: &Json, name: &str) -> Option<FileTime> {
    FileTime::parse(session.text(name)?)
}

/// A member that is a list, or one of its items alone.
fn one_or_more<'a>(session: &'a Json, name: &str) -> &'a [Json] {
    match session.get(name) {
        Some(Json::List(items)) => items,
        Some(one @ Json::Text(_)) => std::slice::from_ref(one),
        _ => &[],
    }
}

/// Texts, of which one may hold several that are separated by commas or semicolons.
fn divided<'a>(texts: impl Iterator<Item = &'a str>) -> impl Iterator<Item = String> {
    texts.flat_map(|text| text.split([',', ';'])).map(as_in_markup)
}

/// Makes a session of the file's, where it has what it needs.
fn check(session: &Json, venue: &Zone) -> Result<Session, SkipReason> {
    let field = |name: &str| session.text(name).map(as_in_markup);
    let time = |name: &str| Some(time(session, name)?.instant(venue));
    let link = |name: &str| session.text(name).filter(|link| web_link(link)).map(str::to_owned);
    let id = id_of(session).ok_or(SkipReason::NoId)?;
    let title = field("title").ok_or(SkipReason::NoTitle)?;
    let start = time("start").ok_or(SkipReason::NoStart)?;
    let after = || Some(Timestamp(start.0 + seconds(session.text("duration")?)?));
    let end = time("end").or_else(after).ok_or(SkipReason::NoEnd)?;
    if end < start {
        return Err(SkipReason::EndBeforeStart);
    }
    let speakers = one_or_more(session, "speakers").iter().filter_map(|speaker| {
        let text = |name: &str| speaker.text(name).map(as_in_markup);
        let name = speaker.string().map(|name| as_in_markup(name.trim())).filter(|name| !name.is_empty());
        Some(Speaker { name: name.or_else(|| text("name"))?, affiliation: text("affiliation") })
    });
    let texts = |name: &str| one_or_more(session, name).iter().filter_map(Json::string);
    let languages = divided(texts("language")).map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty());
    // In a list each topic is what it is, commas and all.
    let topics = match session.get("topics") {
        Some(Json::Text(_)) => divided(texts("topics")).collect(),
        _ => texts("topics").map(as_in_markup).collect::<Vec<_>>(),
    };
    let topics = topics.into_iter().map(|topic| topic.trim().to_owned());
    Ok(Session {
        title_en: field("title_en").filter(|english| *english != title),
        id,
        title,
        start,
        end,
        day: 0,
        format: field("format").map(|key| Format::from_key(&key)),
        languages: languages.map(Language::from).collect(),
        topics: topics.filter(|topic| !topic.is_empty()).collect(),
        track: field("track"),
        room: field("room"),
        level: field("level"),
        drop_in: session.get("drop_in").and_then(Json::boolean),
        cancelled: field("status").is_some_and(|status| status.eq_ignore_ascii_case("cancelled")),
        speakers: speakers.collect(),
        summary: field("summary"),
        page: link("page"),
        recording: link("recording"),
        slides: link("slides"),
    })
}
