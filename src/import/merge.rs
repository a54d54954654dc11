//! Several files of one conference become one schedule.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, TimeZone};
use chrono_tz::Tz;
use serde_json::{Value, json};

use super::{Doubt, Imported, Settings, zone::zone_named};
use crate::time::{FileTime, Timestamp};

/// Puts files, each with its name, together, and what the organiser says of the conference into it. The first file that says something of
/// the conference is believed; ids are kept apart by the names of the files; a session that stands in two files is there once, and
/// told.
pub fn merge(files: Vec<(String, Imported)>, settings: &Settings) -> Imported {
    let mut files = files.into_iter();
    let Some((_, Imported { mut schedule, mut doubts })) = files.next() else {
        return Imported { schedule: Value::Null, doubts: Vec::new() };
    };
    // Before sessions are compared: their times may be the venue's.
    settings.apply(&mut schedule);
    for (name, imported) in files {
        doubts.extend(imported.doubts);
        add(&mut schedule, imported.schedule, &name, &mut doubts);
    }
    settings.apply(&mut schedule);
    Imported { schedule, doubts }
}

fn add(schedule: &mut Value, mut other: Value, name: &str, doubts: &mut Vec<Doubt>) {
    let sessions = match other["sessions"].take() {
        Value::Array(sessions) => sessions,
        _ => Vec::new(),
    };
    for (member, value) in other.as_object().into_iter().flatten() {
        match (&mut schedule[member], value) {
            (known, _) if member != "sessions" && known.is_null() => *known = value.clone(),
            (Value::Array(known), Value::Array(more)) => {
                let names: HashSet<_> = known.iter().map(called).collect();
                let new: Vec<_> =
                    more.iter().filter(|entry| !names.contains(&called(entry))).cloned().collect();
                known.extend(new);
            }
            _ => {}
        }
    }
    if !schedule["sessions"].is_array() {
        schedule["sessions"] = json!([]);
    }
    let zone = schedule["timezone"].as_str().and_then(zone_named);
    let Value::Array(known) = &mut schedule["sessions"] else { return };
    let mut ids: HashSet<String> = known.iter().map(|session| text(&session["id"])).collect();
    let same: HashMap<_, _> =
        known.iter().map(|session| (fingerprint(session, zone), text(&session["id"]))).collect();
    for mut session in sessions {
        let id = text(&session["id"]);
        if let Some(first) = same.get(&fingerprint(&session, zone)) {
            doubts.push(Doubt {
                of: id,
                what: format!(
                    "it stands in \"{name}\" as it does in a file before, as {first}: it is taken once"
                ),
            });
            continue;
        }
        // Two files may have one name, too.
        let mut own = id.clone();
        while !ids.insert(own.clone()) {
            own = format!("{name}-{own}");
        }
        if own != id {
            session["id"] = json!(own);
        }
        known.push(session);
    }
}

/// By what a day, a room or a track is known again.
fn called(entry: &Value) -> String {
    let of = |name: &str| entry[name].as_str().map(str::to_owned);
    of("name").or_else(|| of("date")).unwrap_or_else(|| entry.to_string())
}

/// By what a session is known again in another file: its title, when it starts, and where.
fn fingerprint(session: &Value, venue: Option<Tz>) -> (String, String, String) {
    let start = text(&session["start"]);
    let at =
        FileTime::parse(&start).and_then(|time| instant(time, venue)).map_or(start, Timestamp::to_rfc3339);
    (text(&session["title"]).to_lowercase(), at, text(&session["room"]).to_lowercase())
}

/// The instant of a time, where the venue's zone is known if that is needed.
fn instant(time: FileTime, venue: Option<Tz>) -> Option<Timestamp> {
    match time {
        FileTime::Timestamp(at) => Some(at),
        FileTime::Local(at) => {
            let clock = DateTime::from_timestamp(at.0, 0)?.naive_utc();
            Some(Timestamp(venue?.from_local_datetime(&clock).earliest()?.timestamp()))
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), |text| text.trim().to_owned())
}
