//! A table, as organisers without a system keep one: comma-separated values (RFC 4180), also with semicolons or tabs. The columns are
//! described in `docs/schedule-file.md`.

use chrono::{NaiveDate, NaiveTime};

use super::{
    ImportError, Reading,
    model::{Room, Session, Speaker, is_web_link, languages},
    text,
};
use crate::schedule::LinkKind;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Id,
    Date,
    Start,
    End,
    Duration,
    Title,
    Subtitle,
    Room,
    Track,
    Speakers,
    Company,
    Language,
    Format,
    Level,
    Topics,
    Description,
    Link,
    Recording,
    Slides,
}

/// What columns are called, in small letters.
const NAMES: [(Column, &[&str]); 19] = [
    (Column::Id, &["id", "code", "guid", "session id"]),
    (Column::Date, &["date", "day", "datum", "tag"]),
    (
        Column::Start,
        &[
            "start",
            "start time",
            "starts at",
            "from",
            "begin",
            "time",
            "beginn",
            "von",
            "startzeit",
            "uhrzeit",
        ],
    ),
    (Column::End, &["end", "end time", "ends at", "to", "until", "ende", "bis", "endzeit"]),
    (Column::Duration, &["duration", "length", "dauer", "minutes"]),
    (Column::Title, &["title", "session", "session title", "name", "talk", "titel"]),
    (Column::Subtitle, &["subtitle", "untertitel"]),
    (Column::Room, &["room", "location", "stage", "venue", "raum", "ort"]),
    (Column::Track, &["track"]),
    (
        Column::Speakers,
        &["speakers", "speaker", "presenter", "presenters", "referent", "referenten", "vortragende"],
    ),
    (Column::Company, &["company", "affiliation", "organisation", "organization", "firma"]),
    (Column::Language, &["language", "lang", "sprache"]),
    (Column::Format, &["type", "format", "session type", "typ", "art"]),
    (Column::Level, &["level", "audience", "niveau"]),
    (Column::Topics, &["topics", "topic", "tags", "tag(s)", "keywords", "themen", "thema"]),
    (Column::Description, &["description", "abstract", "summary", "beschreibung", "inhalt"]),
    (Column::Link, &["link", "url", "page", "website"]),
    (Column::Recording, &["recording", "video", "aufzeichnung"]),
    (Column::Slides, &["slides", "folien"]),
];

/// The column of that name.
fn column(name: &str) -> Option<Column> {
    let name = name.trim().trim_start_matches('\u{feff}').to_lowercase().replace('_', " ");
    NAMES.iter().find(|(_, names)| names.contains(&&*name)).map(|(column, _)| *column)
}

/// The sign between the columns: of those that could be, the one by which the first line falls into most columns that are known.
fn separator(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let known = |sign: u8| {
        first.split(char::from(sign)).filter(|name| column(name.trim_matches('"')).is_some()).count()
    };
    [b',', b';', b'\t', b'|'].into_iter().rev().max_by_key(|sign| known(*sign)).unwrap_or(b',')
}

/// Whether a text is such a table: its first line names a title and when something starts.
pub fn is_table(text: &str) -> bool {
    let sign = char::from(separator(text));
    let first = text.lines().next().unwrap_or_default();
    let columns: Vec<_> = first.split(sign).filter_map(|name| column(name.trim_matches('"'))).collect();
    columns.contains(&Column::Title) && columns.contains(&Column::Start)
}

/// Reads a table.
///
/// # Errors
/// Where a line is not as the table's rules have it, or the order of day and month can't be told.
pub fn table(text: &str) -> Result<Reading, ImportError> {
    let broken = |error: csv::Error| ImportError::Broken(error.to_string());
    let mut rows = csv::ReaderBuilder::new()
        .delimiter(separator(text))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let head: Vec<_> =
        rows.headers().map_err(broken)?.iter().map(|name| (column(name), name.to_owned())).collect();
    let mut reading = Reading::default();
    for (_, name) in head.iter().filter(|(column, name)| column.is_none() && !name.is_empty()) {
        reading.doubt(name, "the column is not known");
    }
    let rows: Vec<_> = rows.records().collect::<Result<_, _>>().map_err(broken)?;
    let cell = |row: &csv::StringRecord, wanted: Column| {
        head.iter()
            .zip(row.iter())
            .find(|((column, _), cell)| *column == Some(wanted) && !cell.is_empty())
            .map(|(_, cell)| cell.to_owned())
    };
    let order = DateOrder::of(
        rows.iter().flat_map(|row| [cell(row, Column::Date), cell(row, Column::Start)]).flatten(),
    )?;
    let mut date = None;
    for (at, row) in rows.iter().enumerate() {
        let cell = |wanted| cell(row, wanted);
        if row.iter().all(str::is_empty) {
            continue;
        }
        let line = format!("line {}", row.position().map_or(at as u64 + 2, csv::Position::line));
        // Of rows of one day often the first alone names it.
        date = cell(Column::Date).and_then(|text| order.date(&text)).or(date);
        let Some(title) = cell(Column::Title).and_then(|title| text::line(&title)) else {
            reading.doubt(&line, "it has no title, and is left out");
            continue;
        };
        let start = cell(Column::Start).and_then(|text| order.moment(&text, date));
        let Some((start_date, start_time)) = start else {
            reading.doubt(&line, "it has no date and start that could be read, and is left out");
            continue;
        };
        let end = cell(Column::End).and_then(|text| order.moment(&text, Some(start_date)));
        // What ends before it starts ends on the next day.
        let end = end.and_then(|(end_date, end_time)| {
            let is_next = end_date == start_date && end_time < start_time;
            Some((if is_next { end_date.succ_opt()? } else { end_date }, end_time))
        });
        let local = |(date, time): (NaiveDate, NaiveTime)| format!("{date}T{}", time.format("%H:%M:%S"));
        let id = cell(Column::Id).unwrap_or_else(|| super::slug(&title));
        let id = reading.free_id(id);
        let names = cell(Column::Speakers).map(|names| list(&names)).unwrap_or_default();
        let mut speakers: Vec<_> = names.iter().map(|name| Speaker::of(name)).collect();
        // The company of several is nobody's in particular.
        if let [Speaker { affiliation: affiliation @ None, .. }] = &mut *speakers {
            *affiliation = cell(Column::Company);
        }
        let room = cell(Column::Room).and_then(|room| text::line(&room));
        room.iter().for_each(|room| reading.conference.add_room(Room::named(room)));
        let mut session = Session {
            id,
            title,
            subtitle: cell(Column::Subtitle).and_then(|text| text::line(&text)),
            start: Some(local((start_date, start_time))),
            end: end.map(local),
            duration: cell(Column::Duration).and_then(|text| duration(&text)),
            format: cell(Column::Format).and_then(|text| text::line(&text)),
            language: cell(Column::Language).map(|text| languages(&text)).unwrap_or_default(),
            topics: cell(Column::Topics).map(|text| list(&text)).unwrap_or_default(),
            track: cell(Column::Track).and_then(|text| text::line(&text)),
            room,
            level: cell(Column::Level).and_then(|text| text::line(&text)),
            speakers,
            summary: cell(Column::Description).and_then(|text| text::unmarked(&text)),
            page: cell(Column::Link).filter(|url| is_web_link(url)),
            ..Session::default()
        };
        if session.end.is_some() {
            session.duration = None;
        }
        for (column, kind) in [(Column::Recording, LinkKind::Recording), (Column::Slides, LinkKind::Slides)] {
            if let Some(url) = cell(column) {
                session.link(&url, None, kind);
            }
        }
        reading.conference.sessions.push(session);
    }
    end_open_sessions(&mut reading);
    Ok(reading)
}

/// A session without an end lasts until the next one begins in its room on that date, or else for an hour; both are told.
fn end_open_sessions(reading: &mut Reading) {
    let sessions = &reading.conference.sessions;
    let mut ends = Vec::new();
    for (index, open) in
        sessions.iter().enumerate().filter(|(_, session)| session.end.is_none() && session.duration.is_none())
    {
        let is_next = |other: &&Session| {
            other.room == open.room && other.start > open.start && date_of(other) == date_of(open)
        };
        let next = sessions.iter().filter(is_next).filter_map(|other| other.start.clone()).min();
        ends.push((index, next));
    }
    for (index, next) in ends {
        let session = &mut reading.conference.sessions[index];
        let what = if next.is_some() {
            "it has no end, and is taken to last until the next in its room"
        } else {
            "it has no end, and is taken to last for an hour"
        };
        session.duration = next.is_none().then(|| "1:00".to_owned());
        session.end = next;
        let id = session.id.clone();
        reading.doubt(&id, what);
    }
}

/// The date on which a session starts.
fn date_of(session: &Session) -> Option<&str> {
    session.start.as_ref()?.get(..10)
}

/// Several texts in one: by semicolons, lines or bars; where there are none, by commas.
fn list(text: &str) -> Vec<String> {
    let signs: &[char] = if text.contains([';', '\n', '|']) { &[';', '\n', '|'] } else { &[','] };
    text.split(signs).filter_map(text::line).collect()
}

/// `H:MM`, of that, of minutes, or of `1h 30m`.
fn duration(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let minutes = if let Some((hours, minutes)) = text.split_once(':') {
        hours.trim().parse::<u32>().ok()?.checked_mul(60)? + minutes.trim().get(..2)?.parse::<u32>().ok()?
    } else {
        let mut minutes = 0_u32;
        for part in text
            .split_inclusive(char::is_alphabetic)
            .map(str::trim)
            .filter(|part| part.starts_with(|c: char| c.is_ascii_digit()))
        {
            let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
            let unit = if part.ends_with('h') { 60 } else { 1 };
            minutes = minutes.checked_add(digits.parse::<u32>().ok()?.checked_mul(unit)?)?;
        }
        minutes
    };
    (minutes > 0).then(|| format!("{}:{:02}", minutes / 60, minutes % 60))
}

/// In which order dates with slashes have day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum DateOrder {
    DayFirst,
    MonthFirst,
}

impl DateOrder {
    /// The order in which all dates of a table are dates.
    fn of(texts: impl Iterator<Item = String>) -> Result<Self, ImportError> {
        let mut could_be = [true, true];
        let mut example = None;
        for text in texts {
            let Some([first, second, _]) = numbers(&text, '/') else { continue };
            could_be[0] &= first <= 31 && second <= 12;
            could_be[1] &= first <= 12 && second <= 31;
            example.get_or_insert(text);
        }
        match (could_be, example) {
            ([true, true], Some(date)) => Err(ImportError::Ambiguous(date)),
            ([_, true], _) if !could_be[0] => Ok(Self::MonthFirst),
            _ => Ok(Self::DayFirst),
        }
    }

    /// `2026-05-01`, `2026/05/01`, `1.5.2026`, or with slashes in this order.
    fn date(self, text: &str) -> Option<NaiveDate> {
        let text = text.trim().split([' ', 'T']).next()?.trim_end_matches(',');
        let of = |year: u32, month, day| {
            let year = if year < 100 { 2000 + year } else { year };
            NaiveDate::from_ymd_opt(year.try_into().ok()?, month, day)
        };
        if let Some([year, month, day]) = numbers(text, '-') {
            return of(year, month, day);
        }
        if let Some([day, month, year]) = numbers(text, '.') {
            return of(year, month, day);
        }
        let [first, second, third] = numbers(text, '/')?;
        match self {
            _ if first > 31 => of(first, second, third),
            Self::DayFirst => of(third, second, first),
            Self::MonthFirst => of(third, first, second),
        }
    }

    /// A time on that date; or a date and a time.
    fn moment(self, text: &str, date: Option<NaiveDate>) -> Option<(NaiveDate, NaiveTime)> {
        if let Some(time) = time(text) {
            return Some((date?, time));
        }
        let (day, time_text) = text.trim().split_once([' ', 'T'])?;
        Some((self.date(day)?, time(time_text)?))
    }
}

fn numbers(text: &str, sign: char) -> Option<[u32; 3]> {
    let date = text.trim().split([' ', 'T']).next()?;
    let parts: Option<Vec<u32>> = date.split(sign).map(|part| part.parse().ok()).collect();
    parts?.try_into().ok()
}

/// `9:00`, `09:00:00`, `9.30`, `14h30`, `14h`, `9:00 am`, `9 pm`.
fn time(text: &str) -> Option<NaiveTime> {
    let text = text.trim().to_lowercase();
    let text = text.trim_end_matches("uhr").trim();
    let (text, half) = match (
        text.strip_suffix("pm").or_else(|| text.strip_suffix("p.m.")),
        text.strip_suffix("am").or_else(|| text.strip_suffix("a.m.")),
    ) {
        (Some(text), _) => (text.trim(), Some(12)),
        (_, Some(text)) => (text.trim(), Some(0)),
        _ => (text, None),
    };
    let is_hour = half.is_some() || text.ends_with('h');
    let text = text.trim_end_matches('h').trim();
    let parts: Option<Vec<u32>> = text.split([':', '.', 'h']).map(|part| part.trim().parse().ok()).collect();
    let (hours, minutes) = match *parts? {
        [hours] if is_hour => (hours, 0),
        [hours, minutes] | [hours, minutes, _] => (hours, minutes),
        _ => return None,
    };
    let hours = match half {
        Some(half) if (1..=12).contains(&hours) => hours % 12 + half,
        Some(_) => return None,
        None => hours,
    };
    NaiveTime::from_hms_opt(hours, minutes, 0)
}
