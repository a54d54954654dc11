//! What organisers publish, read into the schedule file's own form: told apart by what is in it, not by its name. A file a form.
//!
//! Whatever comes is taken as far as it can be: what is left out, and what looks like a mistake, is told by id ([`Doubt`]).

mod calendar;
mod check;
mod frab;
mod guid;
mod json;
mod merge;
mod model;
mod open;
mod pretalx;
mod sessionize;
mod settings;
mod table;
pub(crate) mod text;
mod zone;

use serde_json::Value;

pub use check::{Finding, check, missing};
pub use guid::{GuidOf, guid};
pub use merge::merge;
pub use open::open;
pub use settings::{Settings, SettingsError};

pub use zone::zone;

use model::Conference;

/// What is doubtful in a file: of what, by its id or its name, and what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub of: String,
    pub what: String,
}

/// Why nothing could be read from a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    /// Packed: by what its first bytes say.
    Packed(&'static str),
    /// No text.
    NotText,
    /// A page of the web.
    WebPage,
    /// Text of none of the forms.
    Unknown,
    /// Of a form that is known, but not as that has to be: the parser's words.
    Broken(String),
    /// A date that may be read in two ways.
    Ambiguous(String),
}

impl std::fmt::Display for ImportError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        const FORMS: &str = "a frab schedule.xml, a schedule.json of C3 or pretalx, the JSON of pretalx' widget, Sessionize's \"All\" or \
             \"GridSmart\", an iCalendar, a CSV table with columns \"title\", \"date\" and \"start\", or a schedule as in docs/schedule-file.md";
        match self {
            Self::Packed(how) => {
                write!(formatter, "it is packed ({how}): unpack it, and take the file that is in it")
            }
            Self::NotText => write!(formatter, "it is no text, but must be one of these: {FORMS}"),
            Self::WebPage => write!(
                formatter,
                "it is a web page: look there for the link to the schedule itself, which is one of these: {FORMS}"
            ),
            Self::Unknown => {
                write!(formatter, "it is of no form that is known: it must be one of these: {FORMS}")
            }
            Self::Broken(why) => write!(formatter, "it can't be read: {why}"),
            Self::Ambiguous(date) => {
                write!(formatter, "\"{date}\" may be read in two ways: write dates as 2026-05-31")
            }
        }
    }
}

impl std::error::Error for ImportError {}

/// A schedule as it was read, in the schedule file's own form.
#[derive(Debug)]
pub struct Imported {
    pub schedule: Value,
    pub doubts: Vec<Doubt>,
}

/// What a form's reader has read so far.
#[derive(Default)]
struct Reading {
    conference: Conference,
    doubts: Vec<Doubt>,
}

impl Reading {
    fn doubt(&mut self, of: &str, what: &str) {
        self.doubts.push(Doubt { of: of.to_owned(), what: what.to_owned() });
    }

    /// An id that no session has yet: this one, or this one with a number behind it.
    fn free_id(&self, id: String) -> String {
        let is_free = |id: &str| !self.conference.sessions.iter().any(|session| session.id == id);
        if is_free(&id) {
            return id;
        }
        (2..).map(|number| format!("{id}-{number}")).find(|id| is_free(id)).unwrap_or(id)
    }
}

/// Reads a file.
///
/// # Errors
/// Where it is of none of the forms, or not as its form has to be.
pub fn read(bytes: &[u8]) -> Result<Imported, ImportError> {
    for (start, how) in
        [(&b"PK\x03\x04"[..], "zip, or a table of a spreadsheet program"), (&b"\x1f\x8b"[..], "gzip")]
    {
        if bytes.starts_with(start) {
            return Err(ImportError::Packed(how));
        }
    }
    if is_calendar(bytes) {
        return calendar::calendar(&decode(&calendar::unfold(bytes))?).map(Imported::from);
    }
    let text = decode(bytes)?;
    let start = text.trim_start();
    if start.starts_with('<') {
        let head: String = start.chars().take(1000).collect::<String>().to_ascii_lowercase();
        if head.contains("<html") || head.contains("<!doctype html") {
            return Err(ImportError::WebPage);
        }
        return frab::xml(start).map(Imported::from);
    }
    if start.starts_with(['{', '[']) {
        let file: Value =
            crate::json::parse(start).map_err(|error| ImportError::Broken(error.to_string()))?;
        return of_json(file);
    }
    if table::is_table(start) {
        return table::table(start).map(Imported::from);
    }
    Err(ImportError::Unknown)
}

fn of_json(file: Value) -> Result<Imported, ImportError> {
    let has = |name: &str| file[name].is_array();
    let reading = if file["schedule"]["conference"].is_object() {
        frab::json(&file)?
    } else if has("talks") {
        pretalx::widget(&file)
    } else if has("sessions")
        && file["sessions"].as_array().is_some_and(|all| all.iter().any(|one| one.get("startsAt").is_some()))
    {
        sessionize::all(&file)
    } else if file.as_array().is_some_and(|days| days.iter().any(|day| day["rooms"].is_array())) {
        sessionize::grid(&file)
    } else if has("sessions") {
        return Ok(Imported { schedule: set_descriptions(file), doubts: Vec::new() });
    } else {
        return Err(ImportError::Unknown);
    };
    Ok(reading.into())
}

/// Of a schedule in our own form: a description, a biography, an info page or an announcement that is a text is set, as CommonMark or HTML.
fn set_descriptions(mut file: Value) -> Value {
    let texts =
        [("sessions", "description"), ("speakers", "biography"), ("info", "text"), ("announcements", "text")];
    for (list, member) in texts {
        for entry in file.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
            if let Some(text) = entry.get(member).and_then(Value::as_str) {
                entry[member] = serde_json::to_value(text::blocks(text)).unwrap_or_default();
            }
        }
    }
    file
}

/// Takes away those pictures of a schedule file whose address is asked for.
pub fn leave_out_images(file: &mut Value, is_meant: impl Fn(&str) -> bool) {
    let leave_out = |of: &mut Value, path: &[&str]| {
        let address = path.iter().fold(&*of, |value, member| &value[*member]).as_str();
        if address.is_some_and(&is_meant)
            && let Some(object) = of.as_object_mut()
        {
            object.remove(path[0]);
        }
    };
    leave_out(file, &["logo"]);
    for (list, path) in [("speakers", &["photo"][..]), ("rooms", &["plan", "image"])] {
        file.get_mut(list)
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
            .for_each(|entry| leave_out(entry, path));
    }
}

impl From<Reading> for Imported {
    fn from(Reading { conference, doubts }: Reading) -> Self {
        let schedule = serde_json::to_value(conference).unwrap_or_default();
        Self { schedule, doubts }
    }
}

fn is_calendar(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    start.get(..15).is_some_and(|start| start.eq_ignore_ascii_case(b"BEGIN:VCALENDAR"))
}

/// The text of a file: in UTF-8, in UTF-16 where a byte order mark says so, else as spreadsheet programs of the West write it
/// (windows-1252).
fn decode(bytes: &[u8]) -> Result<String, ImportError> {
    let encoding = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => encoding_rs::UTF_8,
        None => encoding_rs::WINDOWS_1252,
    };
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    if text.contains('\0') { Err(ImportError::NotText) } else { Ok(text.into_owned()) }
}

/// A text as the part of an address: letters and digits, with a hyphen for whatever stands between them.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').chars().take(80).collect()
}

#[cfg(test)]
mod tests;
