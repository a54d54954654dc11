//! What Sessionize's API gives out (https://sessionize.com/playbook/api): "All" (sessions, speakers, rooms and categories by id) and "GridSmart"
//! (a list of days, of rooms, of sessions).

use std::collections::HashMap;

use serde_json::Value;

use super::{
    Reading,
    json::Member,
    model::{Kind, Link, Profile, Room, Session, Speaker, Status, is_web_link},
    text,
};
use crate::schedule::LinkKind;

/// Reads "All".
pub fn all(file: &Value) -> Reading {
    let mut reading = Reading::default();
    let speakers: HashMap<String, Speaker> = file
        .items("speakers")
        .filter_map(|speaker| Some((speaker.text("id")?, self::speaker(speaker)?)))
        .collect();
    for published in file.items("speakers") {
        let Some(Speaker { name, .. }) = speaker(published) else { continue };
        let link = |link: &Value| {
            let url = link.text("url").filter(|url| is_web_link(url))?;
            Some(Link {
                url,
                title: link.text("title").or_else(|| link.text("linkType")),
                kind: LinkKind::Page,
            })
        };
        let biography = published.text("bio").and_then(|text| text::unmarked(&text));
        reading.conference.add_profile(Profile {
            name,
            tagline: published.text("tagLine").and_then(|text| text::line(&text)),
            photo: published.text("profilePicture").filter(|address| is_web_link(address)),
            biography: biography.map(|text| crate::schedule::paragraphs(&text)).unwrap_or_default(),
            links: published.items("links").filter_map(link).collect(),
        });
    }
    let mut rooms: Vec<_> = file.items("rooms").collect();
    rooms.sort_by_key(|room| room["sort"].as_i64().unwrap_or(i64::MAX));
    let room_names: HashMap<String, String> =
        rooms.iter().filter_map(|room| Some((room.text("id")?, text::line(&room.text("name")?)?))).collect();
    reading.conference.rooms = rooms
        .iter()
        .filter_map(|room| Some(Room { name: text::line(&room.text("name")?)?, ..Room::default() }))
        .collect();
    // Of an item of a category: the category's title and the item's name.
    let mut items = HashMap::new();
    for category in file.items("categories") {
        for item in category.items("items") {
            if let (Some(id), Some(name)) = (item.text("id"), item.text("name")) {
                items.insert(id, (category.text("title").unwrap_or_default(), name));
            }
        }
    }
    for published in file.items("sessions") {
        let of_session = published.items("speakers").filter_map(|id| {
            let id = id.as_str().map(str::to_owned).or_else(|| id.text("id"))?;
            speakers.get(&id).cloned()
        });
        let mut session = Session { speakers: of_session.collect(), ..Session::default() };
        session.room = published.text("roomId").and_then(|id| room_names.get(&id).cloned());
        for id in published.items("categoryItems") {
            if let Some((title, name)) = items.get(&id.to_string()) {
                classify(&mut session, title, name);
            }
        }
        add(&mut reading, published, session);
    }
    reading
}

/// Reads "GridSmart".
pub fn grid(file: &Value) -> Reading {
    let mut reading = Reading::default();
    for day in file.as_array().into_iter().flatten() {
        for room in day.items("rooms") {
            let name = room.text("name").and_then(|name| text::line(&name));
            name.iter().for_each(|name| reading.conference.add_room(Room::named(name)));
            for published in room.items("sessions") {
                let own_room = published.text("room").and_then(|room| text::line(&room));
                let mut session = Session {
                    speakers: published.items("speakers").filter_map(speaker).collect(),
                    room: own_room.or_else(|| name.clone()),
                    ..Session::default()
                };
                for category in published.items("categories") {
                    let title = category.text("name").unwrap_or_default();
                    for item in category.items("categoryItems").filter_map(|item| item.text("name")) {
                        classify(&mut session, &title, &item);
                    }
                }
                add(&mut reading, published, session);
            }
        }
    }
    reading
}

fn speaker(speaker: &Value) -> Option<Speaker> {
    let parts = || {
        let parts = [speaker.text("firstName"), speaker.text("lastName")];
        let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        (!name.is_empty()).then_some(name)
    };
    let name = speaker.text("fullName").or_else(|| speaker.text("name")).or_else(parts)?;
    Some(Speaker { name: text::line(&name)?, affiliation: None })
}

/// What an item of a category says of a session, by what organisers usually call the category.
fn classify(session: &mut Session, category: &str, item: &str) {
    let (Some(item), category) = (text::line(item), category.to_lowercase()) else { return };
    let is = |words: &[&str]| words.iter().any(|word| category.contains(word));
    if is(&["language", "sprache"]) {
        match language(&item) {
            Some(tag) => session.language.push(tag.to_owned()),
            None => session.topics.push(item),
        }
    } else if is(&["format", "type"]) && session.format.is_none() {
        session.format = Some(item);
    } else if is(&["level", "niveau"]) && session.level.is_none() {
        session.level = Some(item);
    } else if is(&["track"]) && session.track.is_none() {
        session.track = Some(item);
    } else {
        session.topics.push(item);
    }
}

/// The tag of a language by its English or its own name, or of one that is a tag already.
fn language(name: &str) -> Option<&'static str> {
    const NAMES: [(&str, &str); 14] = [
        ("english", "en"),
        ("deutsch", "de"),
        ("german", "de"),
        ("français", "fr"),
        ("french", "fr"),
        ("español", "es"),
        ("spanish", "es"),
        ("italian", "it"),
        ("portuguese", "pt"),
        ("polish", "pl"),
        ("dutch", "nl"),
        ("japanese", "ja"),
        ("chinese", "zh"),
        ("ukrainian", "uk"),
    ];
    let name = name.to_lowercase();
    NAMES.iter().find(|(known, tag)| name.contains(known) || name == *tag).map(|(_, tag)| *tag)
}

/// Adds a session with what both forms say of it in the same way.
fn add(reading: &mut Reading, published: &Value, session: Session) {
    let Some(id) = published.text("id") else {
        reading.doubt("a session", "it has no id, and is left out");
        return;
    };
    // A plenum stands in each room.
    let is_plenum = published["isPlenumSession"].as_bool() == Some(true);
    if reading.conference.sessions.iter().any(|known| known.id == id) {
        if !is_plenum {
            reading.doubt(&id, "it is there twice; the first is taken");
        }
        return;
    }
    let Some(title) = published.text("title").and_then(|title| text::line(&title)) else {
        reading.doubt(&id, "it has no title, and is left out");
        return;
    };
    let is_service = published["isServiceSession"].as_bool() == Some(true);
    let is_off = published.text("status").is_some_and(|status| ["Canceled", "Cancelled"].contains(&&*status));
    let mut session = Session {
        id,
        title,
        start: published.text("startsAt"),
        end: published.text("endsAt"),
        summary: published.text("description").and_then(|text| text::unmarked(&text)),
        kind: is_service.then_some(Kind::Break),
        status: is_off.then_some(Status::Cancelled),
        ..session
    };
    for (member, kind) in [("recordingUrl", LinkKind::Recording), ("liveUrl", LinkKind::Stream)] {
        if let Some(url) = published.text(member) {
            session.link(&url, None, kind);
        }
    }
    reading.conference.sessions.push(session);
}
