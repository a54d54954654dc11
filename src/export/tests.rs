use std::fs;

use proptest::prelude::*;
use roxmltree::{Document, Node};
use serde_json::{Value, json};

use super::*;
use crate::{
    import,
    schedule::{Schedule, Session},
};

/// A conference of the project's, in the schedule file's own form or in one that is published.
fn conference(path: &str) -> Schedule {
    let path = format!("{}/{path}", env!("CARGO_MANIFEST_DIR"));
    let settings = import::Settings { id: Some("conference".into()), ..import::Settings::default() };
    read_as(&fs::read(path).unwrap(), &settings)
}

const CONFERENCES: [&str; 6] = [
    "public/istiocon-2021.json",
    "tests/conferences/odd.json",
    "tests/conferences/edge-cases.json",
    "tests/conferences/published/hillside/hillside.json",
    "tests/conferences/published/frab.xml",
    "tests/conferences/published/widget.json",
];

fn read_back(file: &str) -> Schedule {
    read_as(file.as_bytes(), &import::Settings::default())
}

fn read_as(file: &[u8], settings: &import::Settings) -> Schedule {
    let imported = import::read(file).unwrap();
    let merged = import::merge(vec![("file".into(), imported)], settings);
    Schedule::read(&merged.schedule.to_string(), import::zone).unwrap()
}

fn exported(schedule: &Schedule) -> FrabSchedule {
    FrabSchedule::new(schedule, "1").unwrap()
}

/// What these forms have a word for, of a session.
fn told(session: &Session) -> Value {
    let details = session.details();
    let minutes = (session.end.0 - session.start.0) / 60;
    // Readers take markup out of what is one line.
    let line = |text: &Option<String>| text.as_deref().and_then(import::text::line);
    let words = |text: &Option<String>| {
        text.as_ref().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    json!({
        "title": line(&Some(session.title.clone())),
        "subtitle": line(&session.subtitle),
        "start": session.start.to_rfc3339(),
        "minutes": minutes,
        "room": line(&session.room),
        "track": line(&session.track),
        "break": session.is_break,
        "format": session.format.as_ref().filter(|_| !session.is_break).map(|format| format.mark().to_owned()),
        "speakers": session.speakers.iter().map(|speaker| line(&Some(speaker.name.clone()))).collect::<Vec<_>>(),
        "text": words(&details.summary),
        "recording": session.recording,
        "slides": details.slides,
    })
}

#[test]
fn what_was_exported_is_read_back_as_the_same_conference() {
    let mut compared = 0;
    for path in CONFERENCES {
        let schedule = conference(path);
        let exported = exported(&schedule);
        for (form, file) in [("xml", exported.xml()), ("json", exported.json())] {
            let back = read_back(&file);
            assert_eq!(
                (Some(back.name.clone()), &back.named_zone, back.dates),
                (import::text::line(&schedule.name), &schedule.named_zone, schedule.dates),
                "{path} {form}"
            );
            let mut before: Vec<_> =
                schedule.sessions.iter().filter(|session| !session.cancelled).map(|s| told(s)).collect();
            let mut after: Vec<_> = back.sessions.iter().map(|session| told(session)).collect();
            before.sort_by_key(Value::to_string);
            after.sort_by_key(Value::to_string);
            assert_eq!(before.len(), after.len(), "{path} {form}");
            for (before, after) in before.iter().zip(&after) {
                assert_eq!(before, after, "{path} {form}");
                compared += 1;
            }
        }
    }
    assert!(compared > 200, "{compared}");
}

#[test]
fn picks_are_kept_over_an_export_by_the_ids_of_sessions() {
    let schedule = conference("public/istiocon-2021.json");
    let exported = exported(&schedule);
    let ids = |schedule: &Schedule| {
        let mut ids: Vec<_> = schedule.sessions.iter().map(|session| session.id.clone()).collect();
        ids.sort();
        ids
    };
    for file in [exported.xml(), exported.json()] {
        let back = read_back(&file);
        assert_eq!((&back.id, ids(&back)), (&schedule.id, ids(&schedule)));
    }
}

/// Of each element the schema (voc/schedule, `validator/xsd/schedule.xml.xsd`) knows what has to be in it, what else may be, and the form
/// of some values.
#[test]
fn the_xml_is_as_its_schema_has_it() {
    for path in CONFERENCES {
        let xml = exported(&conference(path)).xml();
        let document = Document::parse(&xml).unwrap();
        let root = document.root_element();
        let names: Vec<_> = elements(root).map(|child| child.tag_name().name()).collect();
        assert_eq!(names[..3], ["generator", "version", "conference"], "{path}");
        assert!(names.len() > 3 && names[3..].iter().all(|name| *name == "day"), "{path}");
        let about = elements(root).nth(2).unwrap();
        holds(
            about,
            &["title", "acronym"],
            &["start", "end", "days", "timeslot_duration", "logo", "url", "time_zone_name", "color", "track"],
        );
        assert!(matches("[a-z0-9_-]{4,}", &text(about, "acronym")), "{path}");
        let (mut guids, mut ids, mut slugs) = (vec![], vec![], vec![]);
        for day in elements(root).skip(3) {
            for name in ["start", "end"] {
                assert!(is_time(day.attribute(name).unwrap()), "{path}");
            }
            assert!(day.attribute("index").unwrap().parse::<u32>().unwrap() > 0);
            for room in elements(day) {
                assert!(room.has_tag_name("room") && room.attribute("name").is_some(), "{path}");
                for event in elements(room) {
                    is_event(event);
                    guids.push(event.attribute("guid").unwrap());
                    ids.push(event.attribute("id").unwrap().parse::<u32>().unwrap());
                    slugs.extend(
                        elements(event).find(|child| child.has_tag_name("slug")).and_then(|slug| slug.text()),
                    );
                }
            }
        }
        assert!(all_differ(&mut guids) && all_differ(&mut ids) && all_differ(&mut slugs), "{path}");
        assert!(!ids.contains(&0), "{path}");
    }
}

fn is_event(event: Node) {
    let required = ["room", "title", "type", "date", "start", "duration", "abstract", "track"];
    let others = [
        "subtitle",
        "slug",
        "persons",
        "language",
        "description",
        "recording",
        "links",
        "url",
        "feedback_url",
    ];
    holds(event, &required, &others);
    assert!(is_time(&text(event, "date")), "{}", text(event, "date"));
    assert!(matches("[0-9]{2}:[0-9]{2}", &text(event, "start")));
    assert!(
        matches("[0-9]{1,2}:[0-9]{2}(:[0-9]{1,2})?", &text(event, "duration")),
        "{}",
        text(event, "duration")
    );
    let guid = event.attribute("guid").unwrap();
    assert!(matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", guid), "{guid}");
    assert!(event.attribute("code").is_none_or(|code| matches("[0-9A-Z]{6}", code)));
    for child in elements(event) {
        match child.tag_name().name() {
            "slug" => assert!(matches("[a-z0-9_]{4,}-[a-z0-9_-]{4,}", child.text().unwrap())),
            "url" | "feedback_url" => assert!(child.text().unwrap().starts_with("http")),
            "recording" => holds(child, &["license", "optout"], &["url"]),
            "persons" => elements(child).for_each(|person| assert!(person.has_tag_name("person"))),
            "links" => elements(child).for_each(|link| assert!(link.attribute("href").is_some())),
            _ => {}
        }
    }
}

fn elements<'a, 'input: 'a>(node: Node<'a, 'input>) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(Node::is_element)
}

fn text(node: Node, name: &str) -> String {
    let child = elements(node).find(|child| child.has_tag_name(name)).unwrap();
    child.text().unwrap_or_default().to_owned()
}

/// That an element has each of these once, and of the others none that it may not have.
fn holds(node: Node, required: &[&str], others: &[&str]) {
    let names: Vec<_> = elements(node).map(|child| child.tag_name().name()).collect();
    for name in required {
        assert_eq!(names.iter().filter(|own| *own == name).count(), 1, "{name} in {names:?}");
    }
    for name in &names {
        assert!(required.contains(name) || others.contains(name), "{name} in {}", node.tag_name().name());
    }
}

fn matches(pattern: &str, text: &str) -> bool {
    let wanted = json!({ "type": "string", "pattern": format!("^({pattern})$") });
    let mut compiler = boon::Compiler::new();
    let mut schemas = boon::Schemas::new();
    compiler.add_resource("pattern.json", wanted).unwrap();
    let compiled = compiler.compile("pattern.json", &mut schemas).unwrap();
    schemas.validate(&json!(text), compiled).is_ok()
}

fn is_time(text: &str) -> bool {
    chrono::DateTime::parse_from_rfc3339(text).is_ok()
}

fn all_differ<T: Ord + Clone>(all: &mut Vec<T>) -> bool {
    let before = all.len();
    all.sort();
    all.dedup();
    all.len() == before
}

/// What readers of `schedule.json` need (voc/schedule, `validator/json/schema.json`; `url`, which it asks for too, a session without a page of
/// its own does not have).
#[test]
fn the_json_has_what_its_schema_asks_for() {
    let required = [
        "abstract", "date", "duration", "guid", "id", "language", "links", "persons", "room", "slug",
        "start", "subtitle", "title", "track", "type",
    ];
    for path in CONFERENCES {
        let json: Value = serde_json::from_str(&exported(&conference(path)).json()).unwrap();
        let conference = &json["schedule"]["conference"];
        assert!(json["schedule"]["version"].is_string());
        for name in ["title", "acronym", "start", "end", "timeslot_duration"] {
            assert!(conference[name].is_string(), "{path}: {name}");
        }
        let days = conference["days"].as_array().unwrap();
        assert_eq!(conference["daysCount"], days.len());
        for day in days {
            assert!(is_time(day["day_start"].as_str().unwrap()) && is_time(day["day_end"].as_str().unwrap()));
            for event in
                day["rooms"].as_object().unwrap().values().flat_map(|events| events.as_array().unwrap())
            {
                let has = |name: &&str| event.get(*name).is_some();
                assert_eq!(required.iter().find(|name| !has(name)), None, "{path}");
                assert!(event["links"].as_array().unwrap().iter().all(|link| link["url"].is_string()));
            }
        }
    }
}

proptest! {
    #[test]
    fn a_text_is_read_back_whatever_it_holds(title in ".{1,60}", text in "[ -~\u{a}\u{0}-\u{1f}äß漢\u{202e}\u{fffe}]{1,200}") {
        let file = json!({ "id": "conference", "timezone": "Europe/Berlin", "sessions": [
            { "id": "a-session", "title": format!("T {title}"), "summary": format!("S {text}"), "start": "2026-05-01T09:00:00", "duration": "1:30" },
        ]});
        let schedule = Schedule::read(&file.to_string(), import::zone).unwrap();
        let exported = exported(&schedule);
        let words = |text: &str| {
            let is_shown = |c: &char| !c.is_control() && !c.is_whitespace() && !matches!(c, '\u{fffe}' | '\u{ffff}');
            text.chars().filter(is_shown).collect::<String>()
        };
        for file in [exported.xml(), exported.json()] {
            let back = read_back(&file);
            prop_assert_eq!(&back.sessions[0].id, "a-session");
            let text = |schedule: &Schedule| words(schedule.sessions[0].details().summary.as_deref().unwrap_or_default());
            prop_assert_eq!(text(&back), text(&schedule));
        }
    }
}

#[test]
fn what_search_engines_read_of_a_session_says_when_where_and_who() {
    let schedule = conference("tests/conferences/published/hillside/hillside.json");
    let site = Site::parse("https://example.org/2026/").unwrap();
    for session in &schedule.sessions {
        let told = |site| -> Value {
            serde_json::from_str(&Event::of_session(session, &schedule, site, "About it").json()).unwrap()
        };
        let event = told(Some(&site));
        assert_eq!([&event["@context"], &event["@type"]], ["https://schema.org", "Event"]);
        assert_eq!([&event["name"], &event["description"]], [&*session.title, "About it"]);
        let at = |name: &str| crate::time::Timestamp::parse(event[name].as_str().unwrap());
        assert_eq!([at("startDate"), at("endDate")], [Some(session.start), Some(session.end)]);
        let status = if session.cancelled { "EventCancelled" } else { "EventScheduled" };
        assert_eq!(event["eventStatus"], format!("https://schema.org/{status}"));
        let names: Vec<_> = session.speakers.iter().map(|speaker| json!(speaker.name)).collect();
        let performers = event["performer"].as_array().into_iter().flatten();
        assert_eq!(performers.map(|person| person["name"].clone()).collect::<Vec<_>>(), names);
        assert_eq!(event["superEvent"]["name"], schedule.name);
        assert!(event["url"].as_str().unwrap().starts_with("https://example.org/2026/s/"));
        // An address that nobody has is none.
        assert_eq!(told(None)["url"], Value::Null);
    }
    let all: Value =
        serde_json::from_str(&Event::of_conference(&schedule, &site, None).unwrap().json()).unwrap();
    let sessions = schedule.sessions.iter().filter(|session| !session.is_break).count();
    assert_eq!(all["subEvent"].as_array().map(Vec::len), Some(sessions));
}

proptest! {
    #[test]
    fn no_text_ends_the_script_that_search_engines_read(text in "[</>scripts!\\-\"\\\\\u{2028}]{1,30}") {
        let file = json!({ "id": "c", "name": text, "sessions": [{
            "id": "a", "title": format!("{text}x"), "start": "2021-02-22T16:00:00Z", "end": "2021-02-22T17:00:00Z", "speakers": [{ "name": format!("y{text}") }],
        }]});
        let schedule = Schedule::read(&file.to_string(), import::zone).unwrap();
        let session = &schedule.sessions[0];
        for data in [Event::of_session(session, &schedule, None, &text).json(), Person::of_speaker(&session.speakers[0].name, [&**session].into_iter(), &schedule, None).json()] {
            prop_assert!(!data.contains('<'));
            let told: Value = serde_json::from_str(&data).unwrap();
            prop_assert!(told["name"] == session.title || told["name"] == session.speakers[0].name);
        }
    }
}

#[test]
fn readers_that_know_persons_by_a_number_took_all_for_one() {
    let schedule = conference("tests/conferences/published/hillside/hillside.json");
    let xml = exported(&schedule).xml();
    let document = Document::parse(&xml).unwrap();
    let persons = document.descendants().filter(|node: &Node| node.has_tag_name("person"));
    let persons: Vec<_> = persons.map(|node| (node.attribute("id").unwrap(), node.text().unwrap())).collect();
    let count = |of: fn(&(&str, &str)) -> String| {
        persons.iter().map(of).collect::<std::collections::BTreeSet<_>>().len()
    };
    assert!(persons.len() > 2 && persons.iter().all(|(id, _)| id.parse::<u32>().is_ok_and(|id| id > 0)));
    assert_eq!(count(|(id, _)| (*id).to_owned()), count(|(_, name)| (*name).to_owned()));
}
