//! The JSON of pretalx' schedule widget (pretalx `schedule/interfaces/widget.py`): talks by number of room and track, texts that may be
//! by language, breaks without a code.

use std::collections::HashMap;

use serde_json::Value;

use super::{
    Reading,
    json::Member,
    model::{Dates, Kind, Profile, Room, Session, Speaker, Track, color, is_web_link, languages},
    text,
};
use crate::schedule::LinkKind;

/// Reads the widget's JSON. It names no conference: that comes from the settings.
pub fn widget(file: &Value) -> Reading {
    let mut reading = Reading::default();
    let conference = &mut reading.conference;
    conference.timezone = file.text("timezone");
    if let (Some(start), Some(end)) = (file.text("event_start"), file.text("event_end")) {
        let date = |text: String| text.get(..10).unwrap_or(&text).to_owned();
        conference.dates = Some(Dates { start: date(start), end: date(end) });
    }
    let by_key = |list: &str, key: &str| -> HashMap<String, String> {
        let named = |entry: &Value| Some((entry.text(key)?, text::line(&entry.text("name")?)?));
        file.items(list).filter_map(named).collect()
    };
    let (rooms, tracks, people) = (by_key("rooms", "id"), by_key("tracks", "id"), by_key("speakers", "code"));
    conference.rooms = file
        .items("rooms")
        .filter_map(|room| {
            let description = room.text("description").and_then(|text| text::plain(&text));
            Some(Room { name: text::line(&room.text("name")?)?, description, capacity: None })
        })
        .collect();
    conference.tracks = file
        .items("tracks")
        .filter_map(|track| {
            let color = track.text("color").as_deref().and_then(color);
            Some(Track { name: text::line(&track.text("name")?)?, color })
        })
        .collect();
    for person in file.items("speakers") {
        if let (Some(name), photo @ Some(_)) =
            (person.text("name").and_then(|name| text::line(&name)), person.text("avatar"))
        {
            let photo = photo.filter(|address| is_web_link(address));
            reading.conference.add_profile(Profile { name, photo, ..Profile::default() });
        }
    }
    for talk in file.items("talks") {
        let number = talk.text("id");
        // Without a code it is no talk, but a break; a talk that is given twice has one code and two numbers.
        let code = talk.text("code");
        let taken = |id: &String| reading.conference.sessions.iter().any(|session| session.id == *id);
        let slot = number.as_ref().map(|number| format!("slot-{number}"));
        let repeats = code.clone().filter(taken);
        let Some(id) = code.clone().filter(|_| repeats.is_none()).or(slot) else { continue };
        let Some(title) = talk.text("title").and_then(|title| text::line(&title)) else {
            reading.doubt(&id, "it has no title, and is left out");
            continue;
        };
        let by_number =
            |names: &HashMap<String, String>, member: &str| names.get(&talk.text(member)?).cloned();
        let mut session = Session {
            start: talk.text("start"),
            end: talk.text("end"),
            language: talk.text("content_locale").map(|tag| languages(&tag)).unwrap_or_default(),
            track: by_number(&tracks, "track"),
            room: by_number(&rooms, "room"),
            repeats,
            kind: code.is_none().then_some(Kind::Break),
            recorded: (talk["do_not_record"].as_bool() == Some(true)).then_some(false),
            speakers: talk
                .items("speakers")
                .filter_map(|code| people.get(code.as_str()?))
                .map(|name| Speaker { name: name.clone(), affiliation: None })
                .collect(),
            id,
            title,
            ..Session::default()
        };
        session.describe(talk.text("abstract").map(|text| text::blocks(&text)).unwrap_or_default());
        if session.end.is_none() {
            let minutes = talk["duration"].as_u64();
            session.duration = minutes.map(|minutes| format!("{}:{:02}", minutes / 60, minutes % 60));
        }
        if let Some(url) = talk.text("url") {
            session.link(&url, None, LinkKind::Page);
        }
        reading.conference.sessions.push(session);
    }
    reading
}
