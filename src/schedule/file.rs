//! The schedule file: JSON (RFC 8259) as it comes from outside, before anything in it is believed.
//!
//! Only what makes a session a session must be right: id, title, start, end. Anything else that is missing, null or of
//! the wrong type counts as not given.

use std::collections::HashSet;

use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::Value;

use super::{
    Availability, Block, Details, Format, Guide, Inline, Language, Link, LinkKind, Sealed, Session, Speaker,
    Track,
    guide::{FileAnnouncement, FileInfo, FileProfile, FileRoom, FileTravelTime, FileVenue},
    order::order,
    plain_text,
};
use crate::{
    json::{self, Given, OneOrMore},
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
    pub(super) id: String,
    pub(super) about: About,
    pub(super) sessions: Vec<Given<FileSession>>,
}

/// What a file says of the conference.
#[derive(Deserialize)]
pub(super) struct About {
    id: GivenText,
    pub(super) name: GivenText,
    pub(super) url: GivenText,
    timezone: GivenText,
    pub(super) opens_in: GivenText,
    pub(super) color: GivenText,
    pub(super) dates: Given<FileDates>,
    pub(super) days: Given<OneOrMore<FileDay>>,
    pub(super) rooms: Given<OneOrMore<FileRoom>>,
    pub(super) tracks: Given<OneOrMore<FileTrack>>,
    pub(super) speakers: Given<OneOrMore<FileProfile>>,
    pub(super) info: Given<OneOrMore<FileInfo>>,
    pub(super) language: GivenText,
    pub(super) logo: GivenText,
    pub(super) venue: Given<FileVenue>,
    pub(super) links: Given<OneOrMore<FileLink>>,
    pub(super) announcements: Given<OneOrMore<FileAnnouncement>>,
    /// Minutes.
    pub(super) travel_time: Given<u32>,
    pub(super) travel_times: Given<OneOrMore<FileTravelTime>>,
    sessions: Given<Vec<Given<FileSession>>>,
}

/// The first date and the last.
#[derive(Deserialize)]
pub(super) struct FileDates {
    pub(super) start: Text,
    pub(super) end: Text,
}

/// A day, and from when until when it lasts.
#[derive(Deserialize)]
pub(super) struct FileDay {
    pub(super) date: Text,
    pub(super) start: Text,
    pub(super) end: Text,
}

/// A track.
#[derive(Deserialize)]
pub(super) struct FileTrack {
    pub(super) name: Text,
    color: GivenText,
}

/// What a session is about: a text as it was set, of which what can't be read is left out, or a plain one.
pub(super) enum Description {
    Plain(Text),
    Set(Vec<Block>),
}

impl<'de> Deserialize<'de> for Description {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Array(blocks) => {
                Ok(Self::Set(blocks.into_iter().filter_map(|block| Block::deserialize(block).ok()).collect()))
            }
            other => Text::deserialize(other).map(Self::Plain).map_err(D::Error::custom),
        }
    }
}

/// A link.
#[derive(Deserialize)]
pub(super) struct FileLink {
    url: Text,
    title: GivenText,
    kind: Given<LinkKind>,
}

/// What a file says of a session.
#[derive(Deserialize)]
pub(super) struct FileSession {
    id: Given<Id>,
    title: GivenText,
    title_en: GivenText,
    subtitle: GivenText,
    kind: GivenText,
    start: GivenText,
    end: GivenText,
    duration: GivenText,
    format: GivenText,
    language: Given<OneOrMore<Text>>,
    topics: Given<OneOrMore<Text>>,
    track: GivenText,
    room: GivenText,
    level: GivenText,
    drop_in: Given<bool>,
    status: GivenText,
    speakers: Given<OneOrMore<FileSpeaker>>,
    summary: GivenText,
    description: Given<Description>,
    page: GivenText,
    recording: GivenText,
    slides: GivenText,
    links: Given<OneOrMore<FileLink>>,
    recorded: Given<bool>,
    availability: Given<Availability>,
    repeats: GivenText,
}

/// A text in which there is anything but white space, without what is around it.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub(super) struct Text(String);

impl TryFrom<String> for Text {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let text = text.trim();
        if text.is_empty() { Err("an empty text") } else { Ok(Self(as_in_markup(text))) }
    }
}

pub(super) type GivenText = Given<Text>;

impl Text {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl GivenText {
    pub(super) fn text(&self) -> Option<&str> {
        self.0.as_ref().map(Text::as_str)
    }

    pub(super) fn owned(&self) -> Option<String> {
        self.text().map(str::to_owned)
    }

    /// A link that may be shown.
    pub(super) fn link(&self) -> Option<String> {
        self.owned().filter(|link| is_web_link(link))
    }

    fn time(&self) -> Option<FileTime> {
        FileTime::parse(self.text()?)
    }
}

/// A session's id: a text, or a number as some systems count their sessions.
struct Id(String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Above 2^53 not every reader agrees on a number (RFC 8259 section 6).
        match Value::deserialize(deserializer)? {
            Value::Number(number) => number
                .as_u64()
                .filter(|number| *number <= 1 << 53)
                .map(|number| Self(number.to_string()))
                .ok_or_else(|| D::Error::custom("no whole number")),
            other => Text::deserialize(other).map(|Text(id)| Self(id)).map_err(D::Error::custom),
        }
    }
}

/// A speaker: an object, or the name alone.
struct FileSpeaker {
    name: Text,
    affiliation: GivenText,
}

impl<'de> Deserialize<'de> for FileSpeaker {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Object {
            name: Text,
            affiliation: GivenText,
        }
        let read = match Value::deserialize(deserializer)? {
            name @ Value::String(_) => {
                Text::deserialize(name).map(|name| Self { name, affiliation: Given(None) })
            }
            object => {
                Object::deserialize(object).map(|Object { name, affiliation }| Self { name, affiliation })
            }
        };
        read.map_err(D::Error::custom)
    }
}

/// A link that may be shown: `http` or `https` (RFC 3986 section 3.1: the scheme's case does not count).
pub fn is_web_link(link: &str) -> bool {
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
    pub fn parse(text: &str) -> Result<Self, FileError> {
        // A byte order mark is no part of the text (RFC 8259 section 8.1 lets a reader ignore it).
        let about = json::parse::<Given<About>>(text.trim_start_matches('\u{feff}'));
        let about = about.map_err(|error| FileError::NotJson(error.to_string()))?;
        let mut about = about.0.ok_or(FileError::NotASchedule)?;
        let id = about.id.owned().ok_or(FileError::NotASchedule)?;
        let sessions = about.sessions.0.take().ok_or(FileError::NotASchedule)?;
        Ok(Self { id, sessions, about })
    }

    /// The venue's zone, by IANA name; UTC where the file names none.
    pub fn zone_name(&self) -> String {
        self.about.timezone.text().unwrap_or("UTC").to_owned()
    }

    /// The times of its sessions, as they are written.
    pub(super) fn times(&self) -> Vec<FileTime> {
        let sessions = self.sessions.iter().filter_map(|session| session.0.as_ref());
        sessions.flat_map(|session| [session.start.time(), session.end.time()]).flatten().collect()
    }
}

/// The sessions that can be used, not yet in a day, and the problems of the others. Times without an offset are the venue's.
pub(super) fn usable(
    sessions: Vec<Given<FileSession>>,
    venue: &Zone,
    guide: &Guide,
) -> (Vec<Session>, Vec<SkippedSession>) {
    let (mut usable, mut problems) = (Vec::<Session>::new(), Vec::new());
    for (place, session) in sessions.into_iter().enumerate() {
        let id = session.0.as_ref().and_then(|session| Some(session.id.0.as_ref()?.0.clone()));
        match session.0.ok_or(SkipReason::NoId).and_then(|session| session.check(venue, guide)) {
            Ok(session) => usable.push(session),
            Err(reason) => {
                problems.push(SkippedSession { id: id.unwrap_or_else(|| format!("#{}", place + 1)), reason });
            }
        }
    }
    // Of sessions with one id the first stays.
    let by_id = order(usable.len(), &|a, b| usable[a].id.cmp(&usable[b].id));
    let same = |pair: &&[usize]| usable[pair[0]].id == usable[pair[1]].id;
    let repeated: Vec<_> = by_id.windows(2).filter(same).map(|pair| pair[1]).collect();
    let mut first = Vec::new();
    for (place, session) in usable.into_iter().enumerate() {
        if repeated.contains(&place) {
            problems.push(SkippedSession { id: session.id, reason: SkipReason::RepeatedId });
        } else {
            first.push(session);
        }
    }
    (first, problems)
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

/// Reads a duration, `H:MM` or `HH:MM` (as of frab's `schedule.xml`).
fn seconds(duration: &str) -> Option<i64> {
    let (hours, minutes) = duration.split_once(':')?;
    let number = |digits: &str| digits.parse::<u16>().ok().map(i64::from);
    Some(number(hours)? * 3600 + number(minutes).filter(|minutes| *minutes < 60)? * 60)
}

impl FileLink {
    /// The link, where it may be shown.
    fn checked(&self) -> Option<Link> {
        let url = self.url.as_str();
        let kind = self.kind.0.unwrap_or(LinkKind::Page);
        is_web_link(url).then(|| Link { url: url.to_owned(), title: self.title.owned(), kind })
    }
}

impl FileSession {
    /// Makes a session of it, where it has what that needs.
    fn check(self, venue: &Zone, guide: &Guide) -> Result<Session, SkipReason> {
        let at = |time: &GivenText| Some(time.time()?.instant(venue));
        let id = self.id.0.ok_or(SkipReason::NoId)?.0;
        let title = self.title.owned().ok_or(SkipReason::NoTitle)?;
        let start = at(&self.start).ok_or(SkipReason::NoStart)?;
        let after = || Some(Timestamp(start.0 + seconds(self.duration.text()?)?));
        let end = at(&self.end).or_else(after).ok_or(SkipReason::NoEnd)?;
        if end < start {
            return Err(SkipReason::EndBeforeStart);
        }
        let topics = match &self.topics.0 {
            // In a list each topic is what it is, commas and all.
            Some(OneOrMore::More(topics)) => topics.iter().map(|Text(topic)| topic.clone()).collect(),
            _ => divided(&self.topics),
        };
        let speaker = |FileSpeaker { name: Text(name), affiliation }: &FileSpeaker| Speaker {
            name: name.clone(),
            affiliation: affiliation.owned(),
        };
        let speakers: Vec<_> = items(&self.speakers).map(speaker).collect();
        let room = self.room.owned();
        let (summary, description) = described(self.summary.owned(), self.description.0.as_ref());
        let profiles = || speakers.iter().filter_map(|speaker| guide.profile(&speaker.name));
        let details = Details {
            summary,
            description,
            page: self.page.link(),
            slides: self.slides.link(),
            links: links(&self.links),
            is_recorded: self.recorded.0,
            availability: self.availability.0,
            repeats: self.repeats.owned(),
            profiled: profiles().map(|profile| profile.name.clone()).collect(),
            biographies: profiles().filter_map(|profile| profile.biography.clone()).collect(),
            has_place: room.as_ref().is_some_and(|room| guide.place(room).is_some()),
        };
        let session = Session {
            subtitle: self.subtitle.owned(),
            is_break: self.kind.text().is_some_and(|kind| kind.eq_ignore_ascii_case("break")),
            title_en: self.title_en.owned().filter(|english| *english != title),
            id,
            title,
            start,
            end,
            day: 0,
            format: self.format.text().map(Format::like),
            languages: divided(&self.language).into_iter().map(Language::from).collect(),
            topics,
            track: self.track.owned(),
            room,
            level: self.level.owned(),
            drop_in: self.drop_in.0,
            cancelled: self.status.text().is_some_and(|status| status.eq_ignore_ascii_case("cancelled")),
            speakers,
            recording: self.recording.link(),
            details: Sealed::new(details),
        };
        Ok(session)
    }
}

/// A colour as CSS has it, `#rrggbb` or `#rgb`, of a text that may be without the sign; nothing where it is none.
pub fn color(text: &str) -> Option<String> {
    let digits = text.trim().trim_start_matches('#');
    let is_color = matches!(digits.len(), 3 | 6) && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_color.then(|| format!("#{}", digits.to_ascii_lowercase()))
}

impl FileTrack {
    pub(super) fn track(&self) -> Track {
        Track { name: self.name.0.clone(), color: self.color.text().and_then(color) }
    }
}

/// What is in a list.
pub(super) fn items<T>(list: &Given<OneOrMore<T>>) -> impl Iterator<Item = &T> {
    list.0.iter().flat_map(OneOrMore::items)
}

/// What is in a list, each name once.
pub(super) fn named<T>(list: &Given<OneOrMore<T>>, name: impl Fn(&T) -> &Text) -> impl Iterator<Item = &T> {
    let mut seen = HashSet::new();
    items(list).filter(move |item| seen.insert(name(item).as_str().to_owned()))
}

/// The links that may be shown.
pub(super) fn links(list: &Given<OneOrMore<FileLink>>) -> Vec<Link> {
    items(list).filter_map(FileLink::checked).collect()
}

/// All that a session is about as plain text; and as it was set, where that is more than plain. The description may repeat the summary.
pub(super) fn described(
    summary: Option<String>,
    description: Option<&Description>,
) -> (Option<String>, Vec<Block>) {
    let (text, mut blocks) = match description {
        None => return (summary, Vec::new()),
        Some(Description::Plain(Text(text))) => (text.clone(), Vec::new()),
        Some(Description::Set(blocks)) => {
            let mut blocks = blocks.clone();
            blocks.iter_mut().for_each(Block::check_links);
            (as_in_markup(plain_text(&blocks).trim()), blocks)
        }
    };
    let whole = match summary {
        Some(summary) if !text.contains(&summary) => {
            if !blocks.is_empty() {
                blocks.insert(0, Block::Paragraph(vec![Inline::Text(summary.clone())]));
            }
            format!("{summary}\n\n{text}")
        }
        _ => text,
    };
    (Some(whole).filter(|whole| !whole.trim().is_empty()), blocks)
}

/// Texts, of which one may hold several that are separated by commas or semicolons.
fn divided(texts: &Given<OneOrMore<Text>>) -> Vec<String> {
    let parts = items(texts).flat_map(|Text(text)| text.split([',', ';'])).map(str::trim);
    parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
