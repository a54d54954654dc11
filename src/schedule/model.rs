//! The schedule as the program runs on it: validated, sorted, in days.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{
    Block, Empty, FileError, Format, Guide, ScheduleFile, Sealed, SkippedSession,
    file::{About, FileDay, FileTrack, Text, color, items, named, usable},
    order::{order, sorted},
};
use crate::time::{Date, FileTime, Timestamp, Zone, date_as_days, iso_date, parse_iso_date};

/// A conference. Serialized it is the index that the page carries, which needs nothing of what is skipped; with that it is
/// [`WholeSchedule`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Schedule {
    /// The conference's id: part of the agenda's storage key.
    pub id: String,
    pub name: String,
    /// The conference's own site.
    pub url: Option<String>,
    /// The conference's own colour, as CSS has it, `#rrggbb`.
    #[serde(skip)]
    pub color: Option<String>,
    /// The venue's zone, over all the sessions.
    pub venue: Zone,
    /// What the file calls that zone; another name than the zone's where none is known by it.
    #[serde(skip)]
    pub named_zone: String,
    /// First and last date, as announced; else those of the days. Nothing where there is no session either.
    #[serde(skip)]
    pub dates: Option<DateRange>,
    /// The language in which it opens: a key as of [`Language::key`], of sessions there are. Nothing for all languages.
    pub opens_in: Option<String>,
    /// The languages of the sessions by key, each with the number of its sessions, the most first.
    pub languages: Vec<(String, usize)>,
    /// The days that have sessions, in order.
    pub days: Vec<Day>,
    /// The names of rooms and of tracks, in the organiser's order, as far as the file tells that.
    #[serde(skip)]
    pub rooms: Vec<String>,
    #[serde(skip)]
    pub tracks: Vec<Track>,
    /// What else there is to know of the conference.
    #[serde(skip)]
    guide: Sealed<Guide>,
    /// By day, start, end, then as in the file.
    pub sessions: Vec<Arc<Session>>,
    /// Sessions that were left out of the above.
    #[serde(skip)]
    pub problems: Vec<SkippedSession>,
    #[serde(skip)]
    rows: Rows,
    #[serde(skip)]
    edition: usize,
    #[serde(skip)]
    by_id: OnceLock<Vec<usize>>,
}

/// The dates from one to another, which may be the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    pub first: Date,
    pub last: Date,
}

/// A number for each session that stays with it over versions of the schedule: who has made rows finds them again by it. Of the
/// first version these are the indices, and nothing is kept here.
#[derive(Clone, Debug, Default)]
struct Rows {
    /// Of each session, by its index.
    of: Vec<usize>,
    /// The index of each number that was ever given; nothing for one that is given no more.
    indices: Vec<Option<usize>>,
}

/// A conference day: what its organisers call by one date, though it may end after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    #[serde(with = "date_as_days")]
    pub date: Date,
    /// From when on it is that day, as it was announced, else from its first session; and until when.
    pub start: Timestamp,
    pub end: Timestamp,
}

/// A schedule with all that is known of its sessions: what the search worker is told.
#[derive(Debug)]
pub struct WholeSchedule(pub Arc<Schedule>);

impl Serialize for WholeSchedule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(schedule) = self;
        let details: Vec<_> = schedule.sessions.iter().map(|session| session.details()).collect();
        (schedule, &schedule.rooms, &schedule.tracks, details).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for WholeSchedule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        type Parts = (Schedule, Vec<String>, Vec<Track>, Vec<Details>);
        let (mut schedule, rooms, tracks, details) = Parts::deserialize(deserializer)?;
        (schedule.rooms, schedule.tracks) = (rooms, tracks);
        for (session, details) in schedule.sessions.iter_mut().zip(details) {
            Arc::make_mut(session).details = Sealed::new(details);
        }
        Ok(Self(Arc::new(schedule)))
    }
}

impl Day {
    /// The id of the day's section: `day-2021-02-22`.
    pub fn anchor(&self) -> String {
        day_anchor(self.date)
    }
}

/// The id of the section of the day of that date.
pub fn day_anchor(date: Date) -> String {
    format!("day-{}", iso_date(date))
}

/// A session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// Stable over changes of the schedule, unique, not empty.
    pub id: String,
    pub title: String,
    /// The English title, where `title` is in another language.
    pub title_en: Option<String>,
    pub subtitle: Option<String>,
    pub start: Timestamp,
    /// Never before `start`.
    pub end: Timestamp,
    /// Its index in [`Schedule::days`].
    pub day: usize,
    pub format: Option<Format>,
    /// In the order of the file.
    #[serde(default)]
    pub languages: Vec<Language>,
    #[serde(default)]
    pub topics: Vec<String>,
    pub track: Option<String>,
    pub room: Option<String>,
    pub level: Option<String>,
    #[serde(default)]
    pub cancelled: bool,
    /// Whether it is a break: nothing that one picks.
    #[serde(default)]
    pub is_break: bool,
    /// Whether one can come and go as one likes, where the file says so: see [`Session::is_drop_in`].
    pub drop_in: Option<bool>,
    #[serde(default)]
    pub speakers: Vec<Speaker>,
    /// Links are `http` or `https`.
    pub recording: Option<String>,
    /// What its row shows only when it is opened. The page's index leaves it out.
    #[serde(skip)]
    pub(super) details: Sealed<Details>,
}

/// What a session's row shows only when it is opened.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Details {
    /// What it is about, all of it, as plain text.
    pub summary: Option<String>,
    /// The same as it was set; empty where that is plain. The search worker has no use for it.
    #[serde(skip)]
    pub description: Vec<Block>,
    /// The session's own page.
    pub page: Option<String>,
    pub slides: Option<String>,
    /// Further links, in the order of the file.
    pub links: Vec<Link>,
    /// Whether it is recorded, where the file says so.
    pub is_recorded: Option<bool>,
    pub availability: Option<Availability>,
    /// The id of the session of which this is another time.
    pub repeats: Option<String>,
    /// The names of its speakers who have a profile ([`Guide::profile`]), and what these tell of them.
    pub profiled: Vec<String>,
    pub biographies: Vec<String>,
    /// Whether there is more to tell of its room than the name ([`Guide::place`]).
    pub has_place: bool,
}

impl Empty for Details {
    const EMPTY: &'static Self = &Self {
        summary: None,
        description: Vec::new(),
        page: None,
        slides: None,
        links: Vec::new(),
        is_recorded: None,
        availability: None,
        repeats: None,
        profiled: Vec::new(),
        biographies: Vec::new(),
        has_place: false,
    };
}

/// What one has to know before one goes there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Availability {
    Full,
    SignUpNeeded,
}

/// A track as its organiser describes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Track {
    pub name: String,
    /// As CSS has it, `#rrggbb`.
    pub color: Option<String>,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub url: String,
    pub title: Option<String>,
    pub kind: LinkKind,
}

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkKind {
    Stream,
    Recording,
    Slides,
    Feedback,
    SignUp,
    Chat,
    File,
    Page,
}

impl LinkKind {
    /// Its word in the schedule file.
    pub fn key(self) -> &'static str {
        match self {
            Self::Stream => "stream",
            Self::Recording => "recording",
            Self::Slides => "slides",
            Self::Feedback => "feedback",
            Self::SignUp => "sign-up",
            Self::Chat => "chat",
            Self::File => "file",
            Self::Page => "page",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    pub name: String,
    pub affiliation: Option<String>,
}

/// A language, as the file tags it (BCP 47).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language(String);

impl From<String> for Language {
    fn from(tag: String) -> Self {
        Self(tag)
    }
}

impl Language {
    /// The primary subtag in lower case, which is what one filters by: `en` of `en-GB`.
    pub fn key(&self) -> String {
        self.0.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
    }

    /// The tag for an HTML `lang` attribute, where it has the form of one (two or three letters, then subtags).
    pub fn tag(&self) -> Option<&str> {
        let mut subtags = self.0.split('-');
        let primary = subtags
            .next()
            .is_some_and(|s| matches!(s.len(), 2..=3) && s.bytes().all(|b| b.is_ascii_alphabetic()));
        (primary && subtags.all(|s| matches!(s.len(), 1..=8) && s.bytes().all(|b| b.is_ascii_alphanumeric())))
            .then_some(&self.0)
    }
}

impl Session {
    /// What its row shows only when it is opened.
    pub fn details(&self) -> &Details {
        self.details.get()
    }

    /// The `lang` of one of its texts where that is not English. A text of ASCII alone shows no sign of its language,
    /// and sessions in other languages do have English titles: none is claimed for it, unless an English title stands
    /// beside it.
    pub fn lang_of(&self, text: &str) -> Option<&str> {
        let [language] = &*self.languages else { return None };
        if language.key() == "en" {
            return None;
        }
        let foreign = !text.is_ascii() || (self.title_en.is_some() && text == self.title);
        if foreign { language.tag() } else { None }
    }

    /// Whether it is shown under a language (by its key): it is in it, or names none.
    pub fn is_in(&self, key: &str) -> bool {
        self.languages.is_empty() || self.languages.iter().any(|language| language.key() == key)
    }

    /// The same of several; nothing for all.
    pub fn is_in_any(&self, keys: Option<&[String]>) -> bool {
        keys.is_none_or(|keys| keys.iter().any(|key| self.is_in(key)))
    }

    /// Whether it is no appointment: one comes and goes, as to an exhibition or a registration desk. What lasts for half a day
    /// is, unless the file says otherwise.
    pub fn is_drop_in(&self) -> bool {
        const LONG: i64 = 4 * 3600;
        self.drop_in.unwrap_or(self.end.0.saturating_sub(self.start.0) >= LONG)
    }

    /// Whether it is on at that instant. A session without length never is.
    pub fn is_on(&self, now: Timestamp) -> bool {
        self.start <= now && now < self.end
    }

    /// Whether it is an appointment that takes place and is on at a moment that may not be known.
    pub fn is_on_at(&self, now: Option<Timestamp>) -> bool {
        !self.cancelled && !self.is_drop_in() && now.is_some_and(|now| self.is_on(now))
    }
}

impl Schedule {
    /// Makes the program's schedule of a parsed file. `zone` is asked for the venue's zone, by IANA name, over instants
    /// that are rising: who asks knows a zone database.
    pub fn build(file: ScheduleFile, zone: impl FnOnce(&str, &[Timestamp]) -> Zone) -> Self {
        let about = file.times().into_iter().map(FileTime::about).collect();
        let named_zone = file.zone_name();
        let venue = zone(&named_zone, &rising(about));
        let ScheduleFile { id, about, sessions } = file;
        let guide = Guide::of(&about, &venue);
        let (sessions, problems) = usable(sessions, &venue, &guide);

        let announced = event_days(&about);
        let date_of = |session: &Session| {
            let day = announced_day(&announced, session.start);
            day.map_or_else(|| venue.civil(session.start).0, |day| day.date)
        };
        let dates: Vec<_> = sessions.iter().map(date_of).collect();
        let key = |index: usize| (dates[index], sessions[index].start, sessions[index].end);
        let order = order(sessions.len(), &|a, b| key(a).cmp(&key(b)));

        let mut days: Vec<Day> = Vec::new();
        let mut sessions: Vec<_> = sessions.into_iter().map(Some).collect();
        let sessions: Vec<_> = order
            .into_iter()
            .filter_map(|index| Some((dates[index], sessions[index].take()?)))
            .map(|(date, mut session)| {
                if days.last().is_none_or(|day| day.date != date) {
                    let bounds = announced.iter().find(|day| day.date == date);
                    let since = |day: &Day| day.start.min(session.start);
                    days.push(Day { date, start: bounds.map_or(session.start, since), end: session.start });
                }
                session.day = days.len() - 1;
                Arc::new(session)
            })
            .collect();
        end_days(&mut days, &sessions, &announced);

        let languages = languages(&sessions);
        let seen = || Some(DateRange { first: days.first()?.date, last: days.last()?.date });
        Self {
            rows: Rows::default(),
            edition: 0,
            by_id: OnceLock::new(),
            name: about.name.text().unwrap_or(&id).to_owned(),
            id,
            opens_in: opens_in(&about, &languages),
            languages,
            url: about.url.link(),
            color: about.color.text().and_then(color),
            venue,
            named_zone,
            dates: announced_dates(&about).or_else(seen),
            days,
            rooms: named(&about.rooms, |room| &room.name).map(|room| room.name.as_str().to_owned()).collect(),
            tracks: named(&about.tracks, |track| &track.name).map(FileTrack::track).collect(),
            guide: Sealed::new(guide),
            sessions,
            problems,
        }
    }

    /// Reads a file's text and builds the schedule; `zone` is asked as in [`Schedule::build`].
    ///
    /// # Errors
    /// As [`ScheduleFile::parse`].
    pub fn read(json: &str, zone: impl FnOnce(&str, &[Timestamp]) -> Zone) -> Result<Self, FileError> {
        Ok(Self::build(ScheduleFile::parse(json)?, zone))
    }

    /// What else there is to know of the conference.
    pub fn guide(&self) -> &Guide {
        self.guide.get()
    }

    /// The other times at which each session is given that is given more than once; all by their indices.
    pub fn repeats(&self) -> HashMap<usize, Vec<usize>> {
        let mut times: HashMap<&str, Vec<usize>> = HashMap::new();
        for session in self.sessions.iter().filter(|session| session.details().repeats.is_some()) {
            times.entry(session.details().repeats.as_deref().unwrap_or_default()).or_default();
        }
        for (index, session) in self.sessions.iter().enumerate() {
            let first = session.details().repeats.as_deref().unwrap_or(&session.id);
            times.entry(first).and_modify(|times| times.push(index));
        }
        let mut repeats = HashMap::new();
        for times in times.values() {
            for index in times {
                repeats.insert(*index, times.iter().copied().filter(|other| other != index).collect());
            }
        }
        repeats
    }

    /// The session of that id.
    pub fn session(&self, id: &str) -> Option<&Arc<Session>> {
        Some(&self.sessions[self.index_of(id)?])
    }

    /// These sessions by the dates on which they start in a zone, in order of time: in another zone than the venue's these are not
    /// the conference's days.
    pub fn by_date(&self, indices: &[usize], zone: &Zone) -> Vec<(Date, Vec<Arc<Session>>)> {
        let mut sessions: Vec<_> = indices.iter().map(|index| self.sessions[*index].clone()).collect();
        sessions.sort_by_key(|session| (session.start, session.end));
        let date = |session: &Arc<Session>| zone.civil(session.start).0;
        let days = sessions.chunk_by(|a, b| date(a) == date(b));
        days.map(|day| (date(&day[0]), day.to_vec())).collect()
    }

    /// The conference's id as the beginning of a file's name.
    pub fn file_stem(&self) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '-' };
        self.id.chars().map(plain).take(60).collect()
    }

    /// The index of the session of that id.
    pub fn index_of(&self, id: &str) -> Option<usize> {
        // In the order of their ids.
        let by_id = self.by_id.get_or_init(|| {
            order(self.sessions.len(), &|a, b| self.sessions[a].id.cmp(&self.sessions[b].id))
        });
        let found = by_id.binary_search_by(|index| self.sessions[*index].id.as_str().cmp(id));
        found.ok().map(|found| by_id[found])
    }

    /// Each session of another version beside that of this one, by id: indices in the other's order, each with that of the
    /// same session here.
    pub fn matched<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (usize, Option<usize>)> + 'a {
        other.sessions.iter().enumerate().map(|(index, session)| (index, self.index_of(&session.id)))
    }

    /// The date of the day of one of its sessions.
    pub fn date_of(&self, session: &Session) -> Date {
        self.days[session.day].date
    }

    /// The index of the day that it is at an instant; nothing on a day without sessions.
    pub fn day_on(&self, now: Timestamp) -> Option<usize> {
        let within = self.days.iter().rposition(|day| day.start <= now && now < day.end);
        within.or_else(|| self.days.iter().position(|day| day.date == self.venue.civil(now).0))
    }

    /// The index of the day at an instant on which there is still something to come, else of the next such day; what lasts for
    /// days makes none of them the present one.
    pub fn day_at(&self, now: Timestamp) -> Option<usize> {
        let is_left = |session: &&Arc<Session>| now < session.end.min(self.days[session.day].end);
        self.sessions.iter().find(is_left).map(|session| session.day)
    }

    /// The index of the session at which one goes on reading at an instant: of the appointments that are on the first that has
    /// begun lately, else the one that began last, else the next; else what is left.
    pub fn present(&self, now: Timestamp) -> Option<usize> {
        const LATELY: i64 = 3600;
        let find = |is_it: &dyn Fn(&Session) -> bool| self.sessions.iter().position(|session| is_it(session));
        let is_on = |session: &Session| session.is_on(now) && !session.is_drop_in();
        let last = self.sessions.iter().filter(|session| is_on(session)).map(|session| session.start).max();
        find(&|session| is_on(session) && session.start + LATELY >= now)
            .or_else(|| find(&|session| is_on(session) && Some(session.start) == last))
            .or_else(|| find(&|session| session.start >= now && !session.is_drop_in()))
            .or_else(|| find(&|session| now < session.end))
    }

    /// Whether a session that began on an earlier day, and lasts for days, goes on into that one (by its index).
    pub fn goes_on_into(&self, session: &Session, day: usize) -> bool {
        session.is_drop_in() && session.day < day && session.end > self.days[day].start
    }

    /// The number of the row of the session at an index.
    pub fn row(&self, index: usize) -> usize {
        if self.edition == 0 { index } else { self.rows.of[index] }
    }

    /// The session whose row has that number; nothing where it is not there any more.
    pub fn of_row(&self, row: usize) -> Option<&Arc<Session>> {
        Some(&self.sessions[self.index_of_row(row)?])
    }

    /// The index of that session.
    pub fn index_of_row(&self, row: usize) -> Option<usize> {
        if self.edition == 0 {
            return Some(row).filter(|row| *row < self.sessions.len());
        }
        *self.rows.indices.get(row)?
    }

    /// How many versions it has followed.
    pub fn edition(&self) -> usize {
        self.edition
    }

    /// Takes over the numbers of the rows of the version before.
    pub fn inherit_rows(&mut self, before: &Self) {
        self.edition = before.edition + 1;
        let given = if before.edition == 0 { before.sessions.len() } else { before.rows.indices.len() };
        let mut indices = vec![None; given];
        let mut of = Vec::new();
        for (index, old) in before.matched(self) {
            let row = old.map_or(indices.len(), |old| before.row(old));
            if row == indices.len() {
                indices.push(None);
            }
            indices[row] = Some(index);
            of.push(row);
        }
        self.rows = Rows { of, indices };
    }

    /// The instants at which sessions start and end, rising, each once.
    pub fn instants(&self) -> Vec<Timestamp> {
        rising(self.sessions.iter().flat_map(|session| [session.start, session.end]).collect())
    }

    /// Whether the first session has begun.
    pub fn has_begun(&self, now: Timestamp) -> bool {
        self.sessions.iter().any(|session| session.start <= now)
    }

    /// Whether the conference is on: from half a day before the first session to the end of the last.
    pub fn is_running(&self, now: Timestamp) -> bool {
        let instants = self.instants();
        let bounds = instants.first().zip(instants.last());
        bounds.is_some_and(|(first, last)| first.0 - 12 * 3600 <= now.0 && now <= *last)
    }

    /// Whether any session is in that language (a key as of [`Language::key`]).
    pub fn speaks(&self, key: &str) -> bool {
        self.languages.iter().any(|(other, _)| other == key)
    }

    /// Whether there is a language to choose: where all sessions are in one or name none, there is not.
    pub fn is_multilingual(&self) -> bool {
        self.languages.len() > 1
    }
}

/// A digest of a schedule file's text (64-bit FNV-1a, in hexadecimal), by which a page knows whether it was rendered
/// from the same.
pub fn version(json: &str) -> String {
    format!("{:016x}", fnv1a(json.bytes()))
}

/// 64-bit FNV-1a (Fowler, Noll and Vo).
pub(crate) fn fnv1a(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

fn rising(instants: Vec<Timestamp>) -> Vec<Timestamp> {
    let mut instants = sorted(instants, &Timestamp::cmp);
    instants.dedup();
    instants
}

/// The dates a file announces, where they can be read.
fn announced_dates(file: &About) -> Option<DateRange> {
    let dates = file.dates.0.as_ref()?;
    let (first, last) = (parse_iso_date(dates.start.as_str())?, parse_iso_date(dates.end.as_str())?);
    (first <= last).then_some(DateRange { first, last })
}

/// The days a file announces, with their bounds; those that can't be read are left out.
fn event_days(file: &About) -> Vec<Day> {
    let days = items(&file.days);
    let bounds = |day: &FileDay| {
        let time = |text: &Text| Timestamp::parse(text.as_str());
        Some(Day { date: parse_iso_date(day.date.as_str())?, start: time(&day.start)?, end: time(&day.end)? })
    };
    days.filter_map(bounds).collect()
}

/// A day, in seconds.
const DAY: i64 = 86_400;

/// The announced day to which an instant belongs. What comes after a day's end is still of that day until the next one begins,
/// or for as long as no other day is meant.
fn announced_day(announced: &[Day], at: Timestamp) -> Option<&Day> {
    let within = announced.iter().find(|day| day.start <= at && at < day.end);
    let before =
        || announced.iter().filter(|day| day.end <= at && at < day.end + DAY).max_by_key(|day| day.end);
    within.or_else(before)
}

/// Tells the days until when each is that day: until the end that was announced, or its last session's.
fn end_days(days: &mut [Day], sessions: &[Arc<Session>], announced: &[Day]) {
    for index in 0..days.len() {
        let Day { date, start, .. } = days[index];
        let is_of_it =
            |session: &&Arc<Session>| session.day == index || (session.day < index && session.end > start);
        let those = || sessions.iter().filter(is_of_it);
        let bound = announced.iter().find(|day| day.date == date).map(|day| day.end);
        let next = days.get(index + 1).map(|day| day.start);
        let latest = [bound, next].into_iter().flatten().min().unwrap_or(start + DAY);
        // An appointment that begins late belongs to the day whole; what lasts for longer does not make it longer.
        let counts = |session: &&Arc<Session>| {
            session.end <= latest || (session.day == index && !session.is_drop_in())
        };
        let last = those().filter(counts).map(|session| session.end).max();
        days[index].end = last.max(bound).unwrap_or(latest);
    }
}

fn languages(sessions: &[Arc<Session>]) -> Vec<(String, usize)> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for language in sessions.iter().flat_map(|session| &session.languages) {
        let key = language.key();
        match counts.iter_mut().find(|(other, _)| *other == key) {
            Some((_, count)) => *count += 1,
            None => counts.push((key, 1)),
        }
    }
    sorted(counts, &|a, b| b.1.cmp(&a.1))
}

/// The language a file says it opens in, where sessions are in that and in others.
fn opens_in(file: &About, languages: &[(String, usize)]) -> Option<String> {
    let key = Language::from(file.opens_in.text()?.to_owned()).key();
    (languages.len() > 1 && languages.iter().any(|(other, _)| *other == key)).then_some(key)
}
