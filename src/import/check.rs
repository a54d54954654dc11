//! A linter of schedules: what is wrong in one, what will look wrong, and how to mend it.

use std::{collections::HashMap, fmt};

use serde_json::Value;

use super::{
    Doubt,
    model::is_web_link,
    zone::{nearest, zone_named},
};
use crate::schedule::{Field, Format, Schedule, Session};

/// What a file may say of a conference, and of a session.
pub(super) const FIELDS: [&str; 22] = [
    "id",
    "name",
    "dates",
    "timezone",
    "opens_in",
    "url",
    "topics",
    "days",
    "rooms",
    "tracks",
    "sources",
    "sessions",
    "speakers",
    "info",
    "color",
    "language",
    "logo",
    "venue",
    "links",
    "announcements",
    "travel_time",
    "travel_times",
];
/// Further members of a session: none of them is a [`Field`].
const OF_SESSION: [&str; 12] = [
    "id",
    "start",
    "end",
    "duration",
    "language_note",
    "status",
    "drop_in",
    "kind",
    "links",
    "recorded",
    "availability",
    "repeats",
];
const LINKS: [&str; 3] = ["page", "recording", "slides"];

/// The members of a session that are read.
pub(super) fn of_session() -> impl Iterator<Item = &'static str> {
    Field::all().flat_map(Field::members).copied().chain(OF_SESSION)
}

/// Something that is wrong in a schedule, and where: `sessions[17].start: it is …: write …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether it has to be mended, and does not only look wrong.
    pub is_error: bool,
    pub path: String,
    pub what: String,
    /// How to mend it; empty where that is plain.
    pub mend: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_error { "error: " } else { "" };
        write!(formatter, "{kind}{}: {}", self.path, self.what)?;
        if self.mend.is_empty() { Ok(()) } else { write!(formatter, ": {}", self.mend) }
    }
}

impl From<Doubt> for Finding {
    fn from(Doubt { of, what }: Doubt) -> Self {
        Self { is_error: false, path: of, what, mend: String::new() }
    }
}

/// What is missing of a conference without which no page can be made: its id, and the venue's zone, without which times would be read
/// wrong and nobody would know.
pub fn missing(file: &Value) -> Vec<Finding> {
    const ZONE: &str = "write the venue's zone by its IANA name, such as \"timezone\": \"Europe/Berlin\" (\"UTC\" where all is online), into the \
         schedule, timezone = \"Europe/Berlin\" into a file conference.toml in its folder, or give --timezone Europe/Berlin";
    const ID: &str = "write \"id\": \"my-conference-2026\" into the schedule, id = \"my-conference-2026\" into a file conference.toml in its folder, or give \
         --id my-conference-2026; agendas are kept by it, so it must stay the same";
    let error = |path: &str, what: String, mend: &str| Finding {
        is_error: true,
        path: path.into(),
        what,
        mend: mend.into(),
    };
    let mut missing = Vec::new();
    if !super::settings::is_given(&file["id"]) {
        missing.push(error("id", "the conference has no id".into(), ID));
    }
    match file["timezone"].as_str().map(str::trim).filter(|name| !name.is_empty()) {
        None => missing.push(error("timezone", "the conference has no timezone".into(), ZONE)),
        Some(name) if zone_named(name).is_none() => {
            let like = nearest(name).map(|other| format!(" (\"{other}\"?)")).unwrap_or_default();
            missing.push(error("timezone", format!("there is no zone \"{name}\"{like}"), ZONE));
        }
        Some(_) => {}
    }
    missing
}

/// What will look wrong, or was probably meant otherwise. `is_language` tells of a key whether there is such a language.
pub fn check(file: &Value, schedule: &Schedule, is_language: impl Fn(&str) -> bool) -> Vec<Finding> {
    let mut findings = Findings(Vec::new());
    for field in unknown(file, &FIELDS) {
        findings.add(field, "the field is not known, and is not read", "");
    }
    if let Some(url) = file["url"].as_str().filter(|url| !is_web_link(url.trim())) {
        findings.add(
            "url",
            &format!("\"{url}\" is no web address, and is not shown"),
            "begin it with https://",
        );
    }
    let of_session: Vec<_> = of_session().collect();
    for (at, session) in file["sessions"].as_array().into_iter().flatten().enumerate() {
        let id = match &session["id"] {
            Value::String(id) => id.trim().to_owned(),
            Value::Number(id) => id.to_string(),
            _ => format!("#{}", at + 1),
        };
        check_session(session, &path_of(&id), &of_session, &mut findings);
    }
    check_offsets(file, &mut findings);
    check_days(file, schedule, &mut findings);
    check_overlaps(schedule, &mut findings);
    check_words(schedule, is_language, &mut findings);
    findings.0
}

struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, path: &str, what: &str, mend: &str) {
        self.0.push(Finding { is_error: false, path: path.into(), what: what.into(), mend: mend.into() });
    }
}

fn path_of(id: &str) -> String {
    format!("sessions[{id}]")
}

fn check_session(session: &Value, path: &str, known: &[&str], findings: &mut Findings) {
    let member = |name: &str| format!("{path}.{name}");
    for field in unknown(session, known) {
        findings.add(&member(field), "the field is not known, and is not read", "");
    }
    if session["id"].is_number() {
        findings.add(&member("id"), "it is a number, and is read as a text", "put it into quotation marks");
    }
    for list in ["speakers", "topics"] {
        let is_text = session[list].is_string()
            || session[list]
                .as_array()
                .is_some_and(|all| list == "speakers" && all.iter().any(Value::is_string));
        if is_text {
            let mend =
                if list == "speakers" { "write [{ \"name\": \"…\" }]" } else { "write [\"…\", \"…\"]" };
            findings.add(&member(list), "it is a text where a list is expected, and is taken as one", mend);
        }
    }
    for link in LINKS {
        if let Some(text) =
            session[link].as_str().filter(|text| !text.trim().is_empty() && !is_web_link(text.trim()))
        {
            findings.add(
                &member(link),
                &format!("\"{text}\" is no web address, and is not shown"),
                "begin it with https://",
            );
        }
    }
    for text in ["title", "summary"] {
        if session[text].as_str().is_some_and(has_markup) {
            findings.add(
                &member(text),
                "there is HTML in it, which is shown as it stands",
                "write plain text",
            );
        }
    }
}

/// Times without an offset, told together: where one is, often all are.
fn check_offsets(file: &Value, findings: &mut Findings) {
    let lacks = |session: &&Value| {
        ["start", "end"].iter().any(|time| session[*time].as_str().is_some_and(|text| !has_offset(text)))
    };
    let sessions = || file["sessions"].as_array().into_iter().flatten().filter(lacks);
    let ids: Vec<_> = sessions()
        .map(|session| session["id"].as_str().map_or_else(|| session["id"].to_string(), str::to_owned))
        .collect();
    if !ids.is_empty() {
        let more =
            if ids.len() > OFFSETS { format!(" and {} more", ids.len() - OFFSETS) } else { String::new() };
        let path = format!("sessions[{}]{more}", ids[..ids.len().min(OFFSETS)].join(", "));
        findings.add(
            &path,
            "start or end is without an offset, and is read in the venue's zone",
            "write it as 2026-05-31T09:00:00+02:00",
        );
    }
}

/// So many sessions without an offset are told by their ids.
const OFFSETS: usize = 5;

fn check_days(file: &Value, schedule: &Schedule, findings: &mut Findings) {
    let is_off = |session: &Session| schedule.venue.civil(session.start).0 != schedule.date_of(session);
    let off = schedule.sessions.iter().filter(|session| is_off(session)).count();
    if off * 2 > schedule.sessions.len() {
        let what = format!("{off} of {} sessions are not on the date of their day", schedule.sessions.len());
        findings.add("days", &what, "look at \"days\" and \"timezone\"");
    }
    let date = |name: &str| crate::time::parse_iso_date(file["dates"][name].as_str()?.trim());
    if let (Some(first), Some(last)) = (date("start"), date("end")) {
        for session in &schedule.sessions {
            let day = schedule.date_of(session);
            if day < first || day > last {
                let what = format!("it is on {day}, and the conference is announced from {first} to {last}");
                findings.add(&path_of(&session.id), &what, "look at \"dates\", and at its start");
            }
        }
    }
}

/// Two at once in a room, and who speaks at two places at once.
fn check_overlaps(schedule: &Schedule, findings: &mut Findings) {
    let mut in_rooms: HashMap<&str, Vec<&Session>> = HashMap::new();
    let mut of_speakers: HashMap<&str, Vec<&Session>> = HashMap::new();
    for session in schedule.sessions.iter().filter(|session| !session.cancelled && !session.is_drop_in()) {
        session.room.iter().for_each(|room| in_rooms.entry(room).or_default().push(session));
        session
            .speakers
            .iter()
            .for_each(|speaker| of_speakers.entry(&speaker.name).or_default().push(session));
    }
    let mut told = Vec::new();
    for (name, sessions) in in_rooms {
        for (first, second) in overlapping(sessions) {
            told.push((first, second, format!("\"{}\" begins in {name} before it has ended", second.title)));
        }
    }
    for (name, sessions) in of_speakers {
        for (first, second) in overlapping(sessions) {
            if first.room != second.room {
                told.push((first, second, format!("{name} speaks in \"{}\" at the same time", second.title)));
            }
        }
    }
    told.sort_by(|(a, _, what), (b, _, other)| (a.start, &a.id, what).cmp(&(b.start, &b.id, other)));
    for (first, second, what) in told {
        findings.add(
            &path_of(&first.id),
            &what,
            &format!("look at both times, and at {}", path_of(&second.id)),
        );
    }
}

/// Of sessions in order of time each with the next that begins before it ends.
fn overlapping(mut sessions: Vec<&Session>) -> Vec<(&Session, &Session)> {
    sessions.sort_by_key(|session| (session.start, session.end));
    sessions.dedup_by(|a, b| a.id == b.id);
    sessions.windows(2).filter(|pair| pair[1].start < pair[0].end).map(|pair| (pair[0], pair[1])).collect()
}

/// Languages that there are not, and formats that have no colour of their own: each once.
fn check_words(schedule: &Schedule, is_language: impl Fn(&str) -> bool, findings: &mut Findings) {
    for (key, sessions) in schedule.languages.iter().filter(|(key, _)| !is_language(key)) {
        let what = format!("there is no language \"{key}\", which {sessions} sessions have");
        findings.add("language", &what, "write the tag of one, such as en or pt-BR (BCP 47)");
    }
    let mut formats: HashMap<&str, usize> = HashMap::new();
    for session in &schedule.sessions {
        if let Some(Format::Other(format)) = &session.format {
            *formats.entry(format).or_default() += 1;
        }
    }
    let mut formats: Vec<_> = formats.into_iter().collect();
    formats.sort();
    for (format, sessions) in formats {
        let known: Vec<_> = Format::KNOWN.iter().map(Format::key).collect();
        let what = format!("\"{format}\", which {sessions} sessions have, has no colour of its own");
        findings.add("format", &what, &format!("those that have one are {}", known.join(", ")));
    }
}

fn unknown<'a>(object: &'a Value, known: &'a [&str]) -> impl Iterator<Item = &'a str> {
    let fields = object.as_object().into_iter().flat_map(|object| object.keys());
    fields.map(String::as_str).filter(|field| !known.contains(field))
}

/// Whether a time of RFC 3339 (section 5.6) ends with an offset.
fn has_offset(text: &str) -> bool {
    let time = text.trim().get(10..).unwrap_or_default();
    time.ends_with(['z', 'Z']) || time.contains(['+', '-'])
}

/// Whether a text has a tag or a character reference of HTML.
fn has_markup(text: &str) -> bool {
    super::text::is_html(text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{super::zone, *};

    fn told(file: &Value) -> String {
        let schedule = Schedule::read(&file.to_string(), zone).unwrap();
        let findings = check(file, &schedule, |key| ["en", "de"].contains(&key));
        findings.iter().map(|finding| format!("{finding}\n")).collect()
    }

    #[test]
    fn a_misspelt_zone_became_utc_without_a_word() {
        let told = |timezone: Value| {
            let missing = missing(&json!({ "id": "c", "timezone": timezone }));
            missing.iter().map(Finding::to_string).collect::<Vec<_>>().join("\n")
        };
        for known in ["Europe/Berlin", "europe/berlin ", "UTC"] {
            assert_eq!(told(json!(known)), "", "{known}");
        }
        assert!(told(json!("Europe/Brussel")).contains("Europe/Brussels"));
        for none in [Value::Null, json!(""), json!(1)] {
            assert!(told(none).contains("no timezone"));
        }
        assert!(missing(&json!({ "timezone": "UTC" }))[0].to_string().contains("no id"));
    }

    #[test]
    fn what_was_meant_otherwise_was_not_told() {
        let mut file = json!({
            "id": "c", "timezone": "UTC", "url": "example.org", "colour": "red",
            "sessions": [
                { "id": 17, "title": "T", "start": "2026-12-28T10:00:00Z", "end": "2026-12-28T11:00:00" },
                { "id": "html", "title": "T", "start": "2026-12-28T10:00:00Z", "end": "2026-12-28T11:00:00Z",
                  "summary": "<p>One</p>", "page": "www.example.org", "rome": "Hall", "speakers": "A, B" },
                { "id": "plain", "title": "T", "start": "2026-12-28T10:00:00Z", "end": "2026-12-28T11:00:00Z",
                  "summary": "a < b && c > d", "page": "https://example.org/" },
            ],
        });
        let found = told(&file);
        for what in [
            "colour: the field is not known",
            "url: \"example.org\" is no web address",
            "sessions[17].id: it is a number",
            "sessions[17]: start or end is without an offset",
            "sessions[html].summary: there is HTML",
            "sessions[html].page: \"www.example.org\"",
            "sessions[html].rome: the field is not known",
            "sessions[html].speakers: it is a text",
        ] {
            assert!(found.contains(what), "{what}: {found}");
        }
        assert!(!found.contains("[plain]"), "{found}");
        file["days"] =
            json!([{ "date": "2026-12-27", "start": "2026-12-28T00:00:00Z", "end": "2026-12-29T00:00:00Z" }]);
        assert!(told(&file).contains("days: 3 of 3 sessions"));
    }

    #[test]
    fn what_can_not_be_at_the_same_time_was_not_told() {
        let session = |id: &str, time: &str, room: &str, speaker: &str| {
            json!({
                "id": id, "title": id, "room": room, "speakers": [{ "name": speaker }], "language": "xx", "format": "Panel",
                "start": format!("2026-12-28T{time}:00Z"), "end": format!("2026-12-28T12:00:00Z"),
            })
        };
        let file = json!({
            "id": "c", "timezone": "UTC", "dates": { "start": "2026-12-27", "end": "2026-12-27" },
            "sessions": [session("a", "10:00", "Hall", "Ada"), session("b", "11:00", "Hall", "Bo"), session("c", "11:30", "Attic", "Ada")],
        });
        let found = told(&file);
        for what in [
            "sessions[a]: \"b\" begins in Hall before it has ended: look at both times, and at sessions[b]",
            "sessions[a]: Ada speaks in \"c\" at the same time",
            "sessions[c]: it is on 2026-12-28, and the conference is announced from 2026-12-27 to 2026-12-27",
            "language: there is no language \"xx\", which 3 sessions have",
            "format: \"Panel\", which 3 sessions have",
        ] {
            assert!(found.contains(what), "{what}: {found}");
        }
    }
}
