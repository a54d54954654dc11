//! What the organiser is told of a schedule file: what stops the build, and what was probably meant otherwise.

use serde_json::Value;
use tidetable::schedule::{Field, Schedule, Session};

use super::Failure;

/// What a file may say of a conference, and of a session.
const FIELDS: [&str; 11] =
    ["id", "name", "dates", "timezone", "opens_in", "url", "topics", "days", "rooms", "sources", "sessions"];
/// Beside the members that hold its fields.
const OF_SESSION: [&str; 7] = ["id", "start", "end", "duration", "language_note", "status", "drop_in"];
const LINKS: [&str; 3] = ["page", "recording", "slides"];

/// The venue's zone by its name: times would be read wrong without it, and nobody would know.
///
/// # Errors
/// With the sentence that says what to write, where the file names no zone, or none that there is.
pub fn zone(file: &Value) -> Result<chrono_tz::Tz, Failure> {
    const WRITE: &str = "write the venue's zone by its IANA name, such as \"timezone\": \"Europe/Berlin\" (\"UTC\" where all is online)";
    let Some(name) = file["timezone"].as_str().map(str::trim).filter(|name| !name.is_empty()) else {
        return Err(format!("the file has no timezone: {WRITE}").into());
    };
    named(name).ok_or_else(|| {
        let like = nearest(name).map(|other| format!(" (\"{other}\"?)")).unwrap_or_default();
        format!("there is no zone \"{name}\"{like}: {WRITE}").into()
    })
}

/// The zone of that name, in whatever case, as browsers take it.
pub fn named(name: &str) -> Option<chrono_tz::Tz> {
    chrono_tz::TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(name)).copied()
}

/// The zone whose name has the most letters in common with one from its beginning on.
fn nearest(name: &str) -> Option<&'static str> {
    let common =
        |other: &str| name.bytes().zip(other.bytes()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
    let best = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).max_by_key(|other| common(other))?;
    (common(best) > 4).then_some(best)
}

/// What was probably meant otherwise: a line each, by the sessions' ids.
pub fn doubts(file: &Value, schedule: &Schedule) -> Vec<String> {
    let mut told = Vec::new();
    told.extend(unknown(file, &FIELDS).map(|field| format!("the field \"{field}\" is not known")));
    if file["url"].as_str().is_some_and(|url| !is_web_address(url)) {
        told.push(no_address("url", &file["url"]));
    }
    let of_session: Vec<_> = Field::all().flat_map(Field::members).copied().chain(OF_SESSION).collect();
    for (at, session) in file["sessions"].as_array().into_iter().flatten().enumerate() {
        let id = match &session["id"] {
            Value::String(id) => id.clone(),
            Value::Number(id) => id.to_string(),
            _ => format!("#{}", at + 1),
        };
        let mut tell = |what: String| told.push(format!("{id}: {what}"));
        unknown(session, &of_session).for_each(|field| tell(format!("the field \"{field}\" is not known")));
        if session["id"].is_number() {
            tell("its id is a number; it is read as a text".into());
        }
        for time in ["start", "end"] {
            if session[time].as_str().is_some_and(|text| !has_offset(text)) {
                tell(format!("its {time} is without an offset; it is read in the venue's zone"));
            }
        }
        for link in LINKS {
            if session[link].as_str().is_some_and(|text| !text.trim().is_empty() && !is_web_address(text)) {
                tell(no_address(link, &session[link]));
            }
        }
        if session["summary"].as_str().is_some_and(has_markup) {
            tell("there is HTML in its summary, which is shown as it stands: write plain text".into());
        }
    }
    let is_off = |session: &Session| schedule.venue.civil(session.start).0 != schedule.date_of(session);
    let off = schedule.sessions.iter().filter(|session| is_off(session)).count();
    if off * 2 > schedule.sessions.len() {
        told.push(format!(
            "{off} of {} sessions are not on the date of their day: look at \"days\" and \"timezone\"",
            schedule.sessions.len()
        ));
    }
    told
}

fn unknown<'a>(object: &'a Value, known: &'a [&str]) -> impl Iterator<Item = &'a str> {
    let fields = object.as_object().into_iter().flat_map(|object| object.keys());
    fields.map(String::as_str).filter(|field| !known.contains(field))
}

fn no_address(field: &str, value: &Value) -> String {
    format!("its {field} {value} is no web address, and is not shown: one begins with https://")
}

fn is_web_address(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    text.starts_with("https://") || text.starts_with("http://")
}

/// Whether a time of RFC 3339 (section 5.6) ends with an offset.
fn has_offset(text: &str) -> bool {
    let time = text.trim().get(10..).unwrap_or_default();
    time.ends_with(['z', 'Z']) || time.contains(['+', '-'])
}

/// Whether a text has a tag or a character reference of HTML.
fn has_markup(text: &str) -> bool {
    let tags = [
        "p", "br", "a ", "ul", "ol", "li", "b", "i", "em", "strong", "div", "span", "h1", "h2", "h3", "code",
        "pre",
    ];
    let text = text.to_ascii_lowercase();
    let begins = |tag: &str| {
        let opens = |rest: &str| {
            rest.strip_prefix(tag).is_some_and(|rest| tag.ends_with(' ') || rest.starts_with(['>', ' ', '/']))
        };
        text.split('<').skip(1).any(|rest| opens(rest.strip_prefix('/').unwrap_or(rest)))
    };
    tags.into_iter().any(begins)
        || ["&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;"].iter().any(|name| text.contains(name))
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use tidetable::time::Zone;

    use super::*;

    #[test]
    fn a_misspelt_zone_became_utc_without_a_word() {
        let zone =
            |timezone: Value| zone(&json!({ "timezone": timezone })).map_err(|error| error.to_string());
        assert_eq!(zone(json!("Europe/Berlin")), Ok(chrono_tz::Europe::Berlin));
        assert_eq!(zone(json!("europe/berlin ")), Ok(chrono_tz::Europe::Berlin));
        assert!(zone(json!("Europe/Brussel")).unwrap_err().contains("Europe/Brussels"));
        for missing in [Value::Null, json!(""), json!(1)] {
            assert!(zone(missing).unwrap_err().contains("no timezone"));
        }
    }

    #[test]
    fn what_was_meant_otherwise_was_not_told() {
        let file = json!({
            "id": "c", "timezone": "UTC", "url": "example.org", "colour": "red",
            "sessions": [
                { "id": 17, "title": "T", "start": "2026-12-28T10:00:00Z", "end": "2026-12-28T11:00:00" },
                { "id": "html", "title": "T", "start": "2026-12-28T10:00:00Z", "end": "2026-12-28T11:00:00Z",
                  "summary": "<p>One</p>", "page": "www.example.org", "rome": "Hall" },
                { "id": "plain", "title": "T", "start": "2026-12-28T10:00:00Z", "end": "2026-12-28T11:00:00Z",
                  "summary": "a < b && c > d", "page": "https://example.org/" },
            ],
        });
        let schedule = Schedule::read(&file.to_string(), |_, _| Zone::utc()).unwrap();
        let told = doubts(&file, &schedule).join("\n");
        for what in [
            "\"colour\" is not known",
            "its url",
            "17: its id",
            "17: its end",
            "html: there is HTML",
            "html: its page",
            "html: the field \"rome\"",
        ] {
            assert!(told.contains(what), "{what}: {told}");
        }
        assert!(!told.contains("plain:"), "{told}");
        let far = Schedule::read(&file.to_string(), |name, instants| Zone::probe(name, instants, |_| 50_400))
            .unwrap();
        assert!(!doubts(&file, &far).join("\n").contains("date of their day"));
        let mut days = file.clone();
        days["days"] =
            json!([{ "date": "2026-12-27", "start": "2026-12-28T00:00:00Z", "end": "2026-12-29T00:00:00Z" }]);
        let off = Schedule::read(&days.to_string(), |_, _| Zone::utc()).unwrap();
        assert!(doubts(&days, &off).join("\n").contains("3 of 3 sessions"));
    }
}
