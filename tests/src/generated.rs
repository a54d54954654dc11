//! Conferences of any size, made by a seeded generator: the same each time.

use serde_json::{Value, json};

/// A generator of numbers (Knuth's MMIX linear congruential generator).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

const FIRST: [&str; 40] = [
    "Ada", "Aiko", "Amara", "Anton", "Bo", "Carla", "Chen", "Dina", "Emre", "Esra", "Femi", "Gita", "Hana",
    "Hugo", "Ines", "Ivan", "Jonas", "Jun", "Kofi", "Lars", "Lena", "Luis", "Maya", "Mina", "Nils", "Noor",
    "Olga", "Omar", "Paula", "Ravi", "Rosa", "Sami", "Sofia", "Tariq", "Tove", "Uma", "Vera", "Wen", "Yara",
    "Zoe",
];

/// What names are put together from, a beginning and an end.
const LAST: [[&str; 16]; 2] = [
    [
        "Ar", "Bel", "Car", "Dor", "El", "Fen", "Gar", "Hol", "Iv", "Kar", "Lin", "Mor", "Nor", "Or", "Pal",
        "Ros",
    ],
    [
        "berg", "dal", "din", "es", "feld", "ga", "holm", "i", "kov", "low", "man", "na", "ov", "sen", "ton",
        "well",
    ],
];

/// Tells of a conference what the largest tell: of each session some 1,500 signs, in paragraphs and lists; of each speaker a biography, a line and
/// a link.
pub fn tell_all(conference: &mut Value, words_of: &Value) {
    let mut dice = Dice(11);
    let summaries =
        words_of["sessions"].as_array().into_iter().flatten().filter_map(|s| s["summary"].as_str());
    let words: Vec<_> = summaries.flat_map(str::split_whitespace).collect();
    let mut text = |count: usize| (0..count).map(|_| *dice.one(&words)).collect::<Vec<_>>().join(" ");
    let paragraph = |text: String| json!({ "paragraph": [{ "text": text }] });
    let mut names = std::collections::BTreeSet::new();
    for session in conference["sessions"].as_array_mut().into_iter().flatten() {
        let set = json!({ "paragraph": [{ "text": text(20) }, { "strong": [{ "text": text(3) }] }, { "text": text(60) }] });
        let items: Vec<_> = (0..4).map(|_| json!([paragraph(text(10))])).collect();
        session["description"] =
            json!([set, { "list": { "ordered": false, "items": items } }, paragraph(text(90))]);
        session["links"] = json!([{ "url": "https://example.org/feedback", "kind": "feedback" }]);
        names.extend(
            session["speakers"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|speaker| speaker["name"].as_str().map(str::to_owned)),
        );
    }
    let speakers = names.into_iter().map(|name| {
        json!({ "name": name, "tagline": text(4), "biography": [paragraph(text(60))], "links": [{ "url": "https://example.org/", "title": "Site" }] })
    });
    conference["speakers"] = speakers.collect();
}

/// A conference of so many sessions on so many days in so many rooms, from nine to six, 10 to 30 minutes each. Its words
/// are those of a schedule file's summaries, so that they are as long and as often repeated as real ones.
pub fn conference(sessions: usize, days: usize, rooms: usize, words_of: &Value) -> Value {
    let mut dice = Dice(7);
    let summaries =
        words_of["sessions"].as_array().into_iter().flatten().filter_map(|s| s["summary"].as_str());
    let words: Vec<_> = summaries.flat_map(str::split_whitespace).collect();
    let topics: Vec<_> = words_of["topics"].as_array().into_iter().flatten().cloned().collect();
    let a_day = sessions.div_ceil(days);
    let every = 9 * 60 / a_day.div_ceil(rooms);
    let session = |at: usize| {
        let (day, at) = (at / a_day, at % a_day);
        let start = 9 * 60 + at / rooms * every;
        let end = start + *dice.one(&[10, 20, 25, 30]);
        let time =
            |minute: usize| format!("2026-03-{:02}T{:02}:{:02}:00Z", day + 1, minute / 60, minute % 60);
        let mut text = |count: usize| (0..count).map(|_| *dice.one(&words)).collect::<Vec<_>>().join(" ");
        let (title, summary) = (text(6), text(100));
        let speaker = format!("{} {}{}", dice.one(&FIRST), dice.one(&LAST[0]), dice.one(&LAST[1]));
        json!({
            "id": format!("session-{day}-{at}"), "title": title, "start": time(start), "end": time(end),
            "room": format!("Room {}", at % rooms + 1), "track": format!("Track {}", at % rooms % 8 + 1),
            "format": dice.one(&["talk", "lightning", "workshop", "case-study"]), "language": "en",
            "topics": [dice.one(&topics), dice.one(&topics)],
            "speakers": [{ "name": speaker, "affiliation": format!("Company {}", dice.below(60) + 1) }],
            "summary": summary,
        })
    };
    json!({
        "id": format!("generated-{sessions}"), "name": format!("Generated {sessions}"), "timezone": "Europe/Brussels",
        "sessions": (0..sessions).map(session).collect::<Vec<_>>(),
    })
}
