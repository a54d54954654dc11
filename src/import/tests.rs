use std::{fs, path::PathBuf};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::schedule::Schedule;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/conferences/published")
}

fn published(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap()
}

fn imported(name: &str) -> Imported {
    read(&published(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

const FORMS: [&str; 7] = [
    "frab.xml",
    "frab.json",
    "widget.json",
    "fjord-days/sessionize-all.json",
    "sessionize-grid.json",
    "broken.ics",
    "table.csv",
];

/// Each form with what is odd in it, as it is read, down to the last member. `UPDATE_EXPECTED=1` writes down what is read now.
#[test]
fn each_form_is_read_as_it_was_looked_over() {
    for form in FORMS {
        let Imported { schedule, doubts } = imported(form);
        let doubts: Vec<_> = doubts.into_iter().map(|Doubt { of, what }| format!("{of}: {what}")).collect();
        let read = json!({ "schedule": schedule, "doubts": doubts });
        let path = folder().join(format!("{form}.expected.json"));
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&path, serde_json::to_string_pretty(&read).unwrap() + "\n").unwrap();
        }
        let read = serde_json::to_string_pretty(&read).unwrap();
        let expected = fs::read_to_string(&path).unwrap();
        for (number, (read, expected)) in read.lines().zip(expected.lines()).enumerate() {
            assert_eq!(read, expected, "{form}, line {}", number + 1);
        }
        assert_eq!(read.lines().count(), expected.lines().count(), "{form}");
    }
}

/// What a file of each form becomes on a page: nothing that has a time is left out.
#[test]
fn each_form_makes_a_schedule_of_all_that_has_a_time() {
    let settings = Settings {
        timezone: Some("Europe/Berlin".into()),
        name: Some("Made up".into()),
        ..Settings::default()
    };
    for (form, sessions, without_time) in [
        ("frab.xml", 20, 0),
        ("frab.json", 2, 0),
        ("widget.json", 3, 0),
        ("fjord-days/sessionize-all.json", 3, 1),
        ("sessionize-grid.json", 2, 0),
        ("broken.ics", 5, 0),
        ("table.csv", 4, 0),
    ] {
        let Imported { schedule, .. } = merge(vec![("one".into(), imported(form))], &settings);
        assert_eq!(missing(&schedule), [], "{form}");
        let schedule = Schedule::read(&schedule.to_string(), zone).unwrap();
        assert_eq!((schedule.sessions.len(), schedule.problems.len()), (sessions, without_time), "{form}");
    }
}

/// What is imported, what is in the project, and what the reader knows by name are all as `schedule.schema.json` has it.
#[test]
fn the_schema_says_what_is_read_and_what_is_written() {
    let schema: Value = serde_json::from_str(include_str!("../../public/schedule.schema.json")).unwrap();
    let names = |object: &Value| -> Vec<String> {
        let mut names: Vec<_> = object["properties"].as_object().unwrap().keys().cloned().collect();
        names.retain(|name| name != "$schema");
        names.sort();
        names
    };
    let sorted = |mut names: Vec<String>| {
        names.sort();
        names.dedup();
        names
    };
    assert_eq!(names(&schema), sorted(check::FIELDS.map(str::to_owned).into()));
    // The day of a session is made of its start.
    let of_session = check::of_session().filter(|name| *name != "day").map(str::to_owned);
    assert_eq!(names(&schema["$defs"]["session"]), sorted(of_session.collect()));

    let mut compiler = boon::Compiler::new();
    let mut schemas = boon::Schemas::new();
    compiler.add_resource("schema.json", schema).unwrap();
    let compiled = compiler.compile("schema.json", &mut schemas).unwrap();
    let settings = Settings {
        timezone: Some("Europe/Berlin".into()),
        id: Some("made-up".into()),
        ..Settings::default()
    };
    let forms = FORMS.map(|form| (form, merge(vec![("one".into(), imported(form))], &settings).schedule));
    let istiocon: Value = serde_json::from_str(include_str!("../../public/istiocon-2021.json")).unwrap();
    for (form, schedule) in forms.into_iter().chain([("istiocon", istiocon)]) {
        let valid = schemas.validate(&schedule, compiled);
        assert!(valid.is_ok(), "{form}: {}", valid.unwrap_err());
    }
    assert!(
        schemas
            .validate(&json!({ "id": "c", "timezone": "UTC", "sessions": [{ "id": "a" }] }), compiled)
            .is_err()
    );
}

#[test]
fn a_night_belongs_to_the_day_before_it() {
    let Imported { schedule, .. } = imported("frab.xml");
    let schedule = Schedule::read(&schedule.to_string(), zone).unwrap();
    let date = |title: &str| {
        let session = schedule.sessions.iter().find(|session| session.title == title).unwrap();
        (schedule.date_of(session).to_string(), session.start.to_rfc3339())
    };
    assert_eq!(date("Nach Mitternacht"), ("2026-10-24".into(), "2026-10-24T23:30:00Z".into()));
    // By its time alone, and in a night in which the clocks are put back.
    assert_eq!(date("Vor dem Morgen"), ("2026-10-24".into(), "2026-10-25T02:15:00Z".into()));
}

#[test]
fn several_files_are_one_conference() {
    let more = json!({
        "id": "other", "name": "Other", "rooms": [{ "name": "Tal" }, { "name": "New" }], "sessions": [
            { "id": "b1", "title": "Another under that id", "start": "2026-05-30T12:00:00+02:00" },
            { "id": "x", "title": "die quelle", "start": "2026-05-30T08:00:00Z", "room": "Berg" },
            { "id": "y", "title": "Die Quelle", "start": "2026-05-30 10:00", "room": "Berg" },
        ],
    });
    let more = read(more.to_string().as_bytes()).unwrap();
    let settings = Settings { language: Some("de".into()), ..Settings::default() };
    let Imported { schedule, doubts } =
        merge(vec![("main".into(), imported("frab.json")), ("workshops".into(), more)], &settings);
    assert_eq!(schedule["id"], "tag-2026");
    let ids: Vec<_> = schedule["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|session| session["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["b1", "7", "workshops-b1"]);
    assert_eq!(schedule["sessions"][1]["language"], "de");
    assert_eq!(schedule["rooms"].as_array().unwrap().len(), 3);
    for twice in ["x", "y"] {
        assert!(doubts.iter().any(|doubt| doubt.of == twice && doubt.what.contains("as b1")), "{doubts:?}");
    }
}

#[test]
fn what_is_no_schedule_is_told_with_what_to_do() {
    let why = |bytes: &[u8]| read(bytes).unwrap_err().to_string();
    assert!(why(b"PK\x03\x04....").contains("unpack it"));
    assert!(why(b"\x1f\x8b....").contains("gzip"));
    assert!(why(b"<!DOCTYPE html><html><body>Schedule</body></html>").contains("web page"));
    assert!(why(b"<schedule><conference>").contains("can't be read"));
    assert!(why(b"<schedule><conference/></schedule>").contains("no event"));
    assert!(why(b"<timetable/>").contains("no form that is known"));
    assert!(why(b"{\"a\":").contains("can't be read"));
    assert!(why(b"{\"a\":1}").contains("no form that is known"));
    assert!(why(b"\x89PNG\r\n\x1a\n\0\0").contains("no text"));
    assert!(why(b"").contains("no form"));
    assert!(why(b"BEGIN:VCALENDAR\nEND:VCALENDAR\n").contains("no event"));
    assert!(why(b"title,date,start\nOne,1/2/2026,9:00\n").contains("1/2/2026"));
    assert_eq!(
        read(b"title,date,start\nOne,1/22/2026,9:00\n").unwrap().schedule["sessions"][0]["start"],
        "2026-01-22T09:00:00"
    );
    assert!(Settings::parse("zone = \"UTC\"").unwrap_err().0.contains("zone"));
    assert!(Settings::from_options(&["--zone".into(), "UTC".into()]).unwrap_err().0.contains("--timezone"));
}

#[test]
fn what_grows_or_nests_without_end_is_refused() {
    let mut bomb = String::from("<!DOCTYPE s [<!ENTITY a0 'aaaaaaaaaa'>");
    for level in 1..12 {
        bomb += &format!("<!ENTITY a{level} '{}'>", format!("&a{};", level - 1).repeat(10));
    }
    let deep = "<schedule>".repeat(200_000);
    let _ = read(deep.as_bytes());
    assert!(read("[".repeat(200_000).as_bytes()).is_err());
    bomb += "]><schedule><conference><title>&a11;</title></conference></schedule>";
    assert!(read(bomb.as_bytes()).is_err());
}

proptest! {
    /// Whatever comes, it is read or refused.
    #[test]
    fn no_file_brings_the_import_down(bytes in prop::collection::vec(any::<u8>(), 0..300), start in 0..6_usize) {
        let starts: [&[u8]; 6] = [
            b"", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:", b"<schedule>", b"title,start,date\n", b"{\"talks\":[", b"[{\"rooms\":[",
        ];
        let _ = read(&[starts[start], &bytes].concat());
    }

    /// The forms' own files, with a part of them cut out or overwritten.
    #[test]
    fn no_damaged_file_brings_the_import_down(form in 0..7_usize, at in any::<prop::sample::Index>(), length in 0..40_usize, byte in any::<u8>()) {
        let mut bytes = published(FORMS[form]);
        let at = at.index(bytes.len());
        let end = (at + length).min(bytes.len());
        bytes.splice(at..end, [byte]);
        if let Ok(imported) = read(&bytes) {
            let _ = Schedule::read(&imported.schedule.to_string(), zone);
        }
    }
}

#[test]
fn a_picture_that_could_not_be_had_is_left_out_and_nothing_else() {
    let mut file = json!({
        "logo": "a.png", "speakers": [{ "name": "S", "photo": "b.png" }, { "name": "T", "photo": "c.png" }],
        "rooms": [{ "name": "R", "plan": { "image": "a.png", "x": 1 } }, "Q"],
    });
    leave_out_images(&mut file, |address| address != "c.png");
    let left = json!({ "speakers": [{ "name": "S" }, { "name": "T", "photo": "c.png" }], "rooms": [{ "name": "R" }, "Q"] });
    assert_eq!(file, left);
}
