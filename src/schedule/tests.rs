use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::time::{Timestamp, Zone, iso_date};

const ISTIOCON: &str = include_str!("../../public/istiocon-2021.json");

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

/// A schedule whose venue lies so many hours east of UTC.
fn read(json: &Value, hours: i32) -> Schedule {
    let zone = |name: &str, instants: &[Timestamp]| Zone::probe(name, instants, |_| hours * 3600);
    Schedule::read(&json.to_string(), zone).unwrap()
}

fn in_utc(_: &str, _: &[Timestamp]) -> Zone {
    Zone::utc()
}

/// Read once: some tests want it hundreds of times.
pub(crate) fn istiocon() -> Schedule {
    static READ: LazyLock<Schedule> = LazyLock::new(|| Schedule::read(ISTIOCON, in_utc).unwrap());
    READ.clone()
}

pub(crate) fn istiocon_file() -> Value {
    static PARSED: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(ISTIOCON).unwrap());
    PARSED.clone()
}

/// The conference in which much is odd; its venue two hours east of UTC throughout.
pub(crate) fn edge_cases() -> Schedule {
    let file = include_str!("../../tests/conferences/edge-cases.json");
    let zone = |name: &str, instants: &[Timestamp]| Zone::probe(name, instants, |_| 7200);
    Schedule::read(file, zone).unwrap()
}

/// IstioCon after a change of its file.
pub(crate) fn istiocon_with(change: impl FnOnce(&mut Value)) -> Schedule {
    let mut file = istiocon_file();
    change(&mut file);
    Schedule::read(&file.to_string(), in_utc).unwrap()
}

/// A conference with these sessions, given as id, start and end.
pub(crate) fn conference(sessions: &[(&str, &str, &str)]) -> Value {
    let session =
        |(id, start, end): &(&str, &str, &str)| json!({ "id": id, "title": id, "start": start, "end": end });
    json!({ "id": "c", "sessions": sessions.iter().map(session).collect::<Vec<_>>() })
}

fn days(schedule: &Schedule) -> Vec<(String, Vec<&str>)> {
    let of_day = |day: usize| {
        let sessions = schedule.sessions.iter().filter(move |session| session.day == day);
        sessions.map(|session| session.id.as_str()).collect()
    };
    schedule.days.iter().enumerate().map(|(index, day)| (iso_date(day.date), of_day(index))).collect()
}

#[test]
fn istiocon_loads_whole() {
    let schedule = istiocon();
    assert_eq!(schedule.problems, []);
    assert_eq!(schedule.sessions.len(), 67);
    assert_eq!(schedule.days.len(), 5);
    assert_eq!(schedule.languages, [("en".to_owned(), 53), ("zh".to_owned(), 14)]);
    let formats = schedule.values(Field::Format, by_name).values;
    let formats: Vec<_> = formats.iter().map(|format| &*format.value).collect();
    assert_eq!(formats, Format::KNOWN.each_ref().map(Format::key));
    let recorded = schedule.sessions.iter().filter(|session| session.recording.is_some()).count();
    assert_eq!(recorded, 63);
    let mut names: Vec<_> = schedule.sessions.iter().flat_map(|s| &s.speakers).map(|s| &s.name).collect();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 82);
}

#[test]
fn a_session_that_ends_after_midnight_stays_on_its_day() {
    let schedule = istiocon();
    let social = schedule.session("social-event").unwrap();
    assert_eq!(iso_date(schedule.days[social.day].date), "2021-02-25");
    assert_eq!(social.end.to_rfc3339(), "2021-02-26T00:20:00Z");
}

#[test]
fn a_session_belongs_to_the_venues_date() {
    let file = conference(&[("late", "2021-02-22T23:30:00Z", "2021-02-23T00:30:00Z")]);
    assert_eq!(days(&read(&file, 0)), [("2021-02-22".to_owned(), vec!["late"])]);
    assert_eq!(days(&read(&file, 1)), [("2021-02-23".to_owned(), vec!["late"])]);
    assert_eq!(days(&read(&file, -24)), [("2021-02-21".to_owned(), vec!["late"])]);
}

#[test]
fn announced_days_may_end_at_four_in_the_morning() {
    let mut file = conference(&[
        ("party", "2021-02-23T02:00:00Z", "2021-02-23T03:00:00Z"),
        ("opening", "2021-02-22T09:00:00Z", "2021-02-22T10:00:00Z"),
        ("after", "2021-02-23T04:00:00Z", "2021-02-23T05:00:00Z"),
        ("next", "2021-02-24T04:00:00Z", "2021-02-24T05:00:00Z"),
    ]);
    file["days"] = json!([
        { "date": "2021-02-22", "start": "2021-02-22T04:00:00Z", "end": "2021-02-23T04:00:00Z" },
        { "date": "tomorrow", "start": "2021-02-22T04:00:00Z", "end": "2021-02-23T04:00:00Z" },
        7,
    ]);
    let schedule = read(&file, 0);
    assert_eq!(
        days(&schedule),
        [
            ("2021-02-22".to_owned(), vec!["opening", "party", "after"]),
            ("2021-02-24".to_owned(), vec!["next"])
        ]
    );
}

#[test]
fn what_came_after_the_last_announced_bound_made_a_day_that_nobody_announced() {
    let mut file = conference(&[
        ("opening", "2026-12-27T10:00:00Z", "2026-12-27T11:00:00Z"),
        ("breakfast", "2026-12-28T06:30:00Z", "2026-12-28T07:00:00Z"),
        ("talk", "2026-12-28T10:00:00Z", "2026-12-28T11:00:00Z"),
        ("dismantling", "2026-12-29T09:00:00Z", "2026-12-29T20:00:00Z"),
        ("early", "2026-12-27T03:00:00Z", "2026-12-27T03:30:00Z"),
    ]);
    file["days"] = json!([
        { "date": "2026-12-27", "start": "2026-12-27T06:00:00Z", "end": "2026-12-28T06:00:00Z" },
        { "date": "2026-12-28", "start": "2026-12-28T08:00:00Z", "end": "2026-12-29T06:00:00Z" },
    ]);
    assert_eq!(
        days(&read(&file, 0)),
        [
            ("2026-12-27".to_owned(), vec!["early", "opening", "breakfast"]),
            ("2026-12-28".to_owned(), vec!["talk", "dismantling"]),
        ]
    );
}

/// `../shared/faults/long.json` in short: an exhibition of three days beside talks, doors without length.
fn long_days() -> Schedule {
    let sessions = [
        ("expo", "2026-06-05T07:00:00Z", "2026-06-07T15:00:00Z"),
        ("desk", "2026-06-05T06:00:00Z", "2026-06-05T16:00:00Z"),
        ("friday", "2026-06-05T08:00:00Z", "2026-06-05T09:00:00Z"),
        ("doors", "2026-06-06T07:00:00Z", "2026-06-06T07:00:00Z"),
        ("early", "2026-06-06T10:00:00Z", "2026-06-06T12:00:00Z"),
        ("late", "2026-06-06T11:00:00Z", "2026-06-06T11:40:00Z"),
        ("next", "2026-06-06T12:00:00Z", "2026-06-06T13:00:00Z"),
        ("sunday", "2026-06-07T08:00:00Z", "2026-06-07T09:00:00Z"),
    ];
    read(&conference(&sessions), 2)
}

#[test]
fn what_lasts_for_days_was_the_present_session_on_each_of_them() {
    let schedule = long_days();
    let moment = |now: &str| ConferencePhase::among(schedule.sessions.iter(), at(now)).unwrap();
    let matters = |now: &str| moment(now).session().map(|session| session.id.clone()).unwrap_or_default();
    // That of those that are on which began last, in a break the next, at the end what is left.
    assert_eq!(matters("2026-06-06T11:05:00Z"), "late");
    assert_eq!(matters("2026-06-06T11:50:00Z"), "early");
    assert_eq!(matters("2026-06-05T09:30:00Z"), "doors");
    assert_eq!(matters("2026-06-07T10:00:00Z"), "expo");
    let ConferencePhase::During { now, .. } = moment("2026-06-05T08:30:00Z") else { panic!("it is on") };
    let ids: Vec<_> = now.iter().map(|session| session.id.as_str()).collect();
    assert_eq!(ids, ["friday", "desk", "expo"]);

    let date = |day: Option<usize>| day.map(|day| iso_date(schedule.days[day].date)).unwrap_or_default();
    assert_eq!(date(schedule.day_at(at("2026-06-06T11:05:00Z"))), "2026-06-06");
    assert_eq!(date(schedule.day_on(at("2026-06-06T02:00:00Z"))), "2026-06-06");
    assert_eq!(date(schedule.day_on(at("2026-06-08T10:00:00Z"))), "");
    let present = |now: &str| &*schedule.sessions[schedule.present(at(now)).unwrap()].id;
    assert_eq!([present("2026-06-05T09:30:00Z"), present("2026-06-06T11:50:00Z")], ["doors", "early"]);
    assert_eq!([present("2026-06-06T11:05:00Z"), present("2026-06-07T10:00:00Z")], ["late", "expo"]);
}

#[test]
fn an_exhibition_of_three_days_was_on_the_first_alone() {
    let schedule = long_days();
    let expo = schedule.session("expo").unwrap();
    assert_eq!([0, 1, 2].map(|day| schedule.goes_on_into(expo, day)), [false, true, true]);
    // From eight to the desk's end, from nine to the end of the last talk, from ten to that of the exhibition.
    let hours = |day: &Day| (day.end.0 - day.start.0) / 3600;
    assert_eq!(schedule.days.iter().map(hours).collect::<Vec<_>>(), [10, 6, 7]);
    let not = |id: &str| schedule.session(id).is_some_and(|session| !session.is_drop_in());
    assert!(not("early") && not("doors") && !not("desk"));
}

#[test]
fn a_conference_that_says_nothing_of_it_opened_in_english() {
    let session = |id: &str, language: Value| json!({ "id": id, "title": id, "start": "2026-12-27T09:00:00Z", "end": "2026-12-27T10:00:00Z", "language": language });
    let of = |opens_in: Value, languages: &[Value]| {
        let sessions =
            languages.iter().enumerate().map(|(at, language)| session(&at.to_string(), language.clone()));
        read(&json!({ "id": "c", "opens_in": opens_in, "sessions": sessions.collect::<Vec<_>>() }), 0)
    };
    let mixed = [json!("de"), json!("en-GB"), json!("de, en"), json!(["de", "fr"]), Value::Null];
    let schedule = of(Value::Null, &mixed);
    assert_eq!(schedule.opens_in, None);
    let counts = [("de", 3), ("en", 2), ("fr", 1)].map(|(key, count)| (key.to_owned(), count));
    assert_eq!(schedule.languages, counts);
    let in_french = schedule.sessions.iter().filter(|session| session.is_in("fr")).count();
    assert_eq!(in_french, 2);
    assert_eq!(of(json!("de"), &mixed).opens_in.as_deref(), Some("de"));
    assert_eq!(of(json!("es"), &mixed).opens_in, None);
    // Where there is one language it is not spoken of.
    let german = of(json!("de"), &[json!("de"), Value::Null]);
    assert_eq!((german.opens_in.as_deref(), german.is_multilingual()), (None, false));
}

#[test]
fn what_organisers_write_was_not_read() {
    let mut file = conference(&[("a", "2021-03-28T09:00:00Z", "2021-03-28T10:00:00Z")]);
    let sessions = file["sessions"].as_array_mut().unwrap();
    sessions.push(json!({ "id": 17, "title": "A numeric id", "start": "2021-03-28T09:00:00+02:00", "end": "2021-03-28T09:30:00+02:00" }));
    sessions.push(json!({ "id": "local", "title": "No offset", "start": "2021-03-28T10:00", "end": "2021-03-28 11:00:00" }));
    sessions.push(json!({ "id": "long", "title": "A duration", "start": "2021-03-28T10:00:00+02:00", "duration": "1:30" }));
    sessions.push(json!({
        "id": "plain", "title": "Plain texts", "start": "2021-03-28T12:00:00Z", "end": "2021-03-28T13:00:00Z",
        "speakers": ["Ana Lee", " "], "topics": "security, privacy",
    }));
    let schedule = read(&file, 2);
    assert_eq!(schedule.problems, []);
    let times = |id: &str| {
        let session = schedule.session(id).unwrap();
        [session.start, session.end].map(Timestamp::to_rfc3339)
    };
    assert_eq!(times("17"), ["2021-03-28T07:00:00Z", "2021-03-28T07:30:00Z"]);
    assert_eq!(times("local"), ["2021-03-28T08:00:00Z", "2021-03-28T09:00:00Z"]);
    assert_eq!(times("long"), ["2021-03-28T08:00:00Z", "2021-03-28T09:30:00Z"]);
    let plain = schedule.session("plain").unwrap();
    assert_eq!((plain.speakers.len(), &*plain.speakers[0].name), (1, "Ana Lee"));
    assert_eq!(plain.topics, ["security", "privacy"]);
}

#[test]
fn what_cannot_be_used_is_named_and_the_rest_loads() {
    let ok = |id: &str| json!({ "id": id, "title": "A title", "start": "2021-02-22T09:00:00Z", "end": "2021-02-22T10:00:00Z" });
    let without = |field: &str, id: &str| {
        let mut session = ok(id);
        session[field] = Value::Null;
        session
    };
    let mut backwards = ok("backwards");
    backwards["end"] = json!("2021-02-22T08:00:00Z");
    let sessions = json!([
        ok("first"),
        without("title", "untitled"),
        without("id", ""),
        without("start", "whenever"),
        without("end", "endless"),
        backwards,
        ok("first"),
        5,
        null,
        ok("last"),
    ]);
    let schedule = read(&json!({ "id": "c", "sessions": sessions }), 0);
    assert_eq!(days(&schedule)[0].1, ["first", "last"]);
    let problems: Vec<_> = schedule.problems.iter().map(|p| (p.id.as_str(), p.reason.clone())).collect();
    assert_eq!(
        problems,
        [
            ("untitled", SkipReason::NoTitle),
            ("#3", SkipReason::NoId),
            ("whenever", SkipReason::NoStart),
            ("endless", SkipReason::NoEnd),
            ("backwards", SkipReason::EndBeforeStart),
            ("#8", SkipReason::NoId),
            ("#9", SkipReason::NoId),
            ("first", SkipReason::RepeatedId),
        ]
    );
}

#[test]
fn an_odd_field_counts_as_not_given() {
    let mut file = conference(&[("a", "2021-02-22T09:00:00Z", "2021-02-22T09:00:00Z")]);
    for (field, odd) in [
        ("topics", json!({ "name": "security" })),
        ("speakers", json!({ "name": "x" })),
        ("summary", json!(["x"])),
        ("language", json!(1)),
        ("recording", json!("javascript:alert(1)")),
        ("page", json!("data:text/html,x")),
        ("slides", json!(" HTTPS://host/x ")),
        ("format", json!("panel")),
        ("status", json!("Cancelled")),
    ] {
        file["sessions"][0][field] = odd;
    }
    let schedule = read(&file, 0);
    let session = &schedule.sessions[0];
    assert!(session.topics.is_empty() && session.speakers.is_empty() && session.details().summary.is_none());
    assert_eq!((&*session.languages, &session.recording, &session.details().page), (&[][..], &None, &None));
    assert_eq!(session.details().slides.as_deref(), Some("HTTPS://host/x"));
    assert_eq!(session.format, Some(Format::Other("panel".into())));
    assert!(session.cancelled);
}

#[test]
fn what_is_no_schedule_is_refused() {
    let refused = |text: &str| Schedule::read(text, in_utc).unwrap_err();
    assert!(matches!(refused("{"), FileError::NotJson(_)));
    assert!(matches!(refused(""), FileError::NotJson(_)));
    for text in ["[]", "null", "{}", r#"{"id":"c"}"#, r#"{"sessions":[]}"#, r#"{"id":"c","sessions":{}}"#] {
        assert_eq!(refused(text), FileError::NotASchedule, "{text}");
    }
    assert!(Schedule::read("\u{feff}{\"id\":\"c\",\"sessions\":[]}", in_utc).is_ok());
}

#[test]
fn a_text_says_its_language_only_where_it_shows() {
    let schedule = istiocon();
    let lang = |id: &str| {
        let session = schedule.session(id).unwrap();
        session.lang_of(&session.title).map(str::to_owned)
    };
    assert_eq!(lang("baidu-infrastructure-upgrade").as_deref(), Some("zh"));
    assert_eq!(lang("welcome-china"), None);
    assert_eq!(lang("opening-keynote"), None);
    assert_eq!(Language::from("English".to_owned()).tag(), None);
    assert_eq!(Language::from("zh-Hans".to_owned()).key(), "zh");
}

#[test]
fn the_version_changes_with_the_text() {
    // The published check value of FNV-1a: https://datatracker.ietf.org/doc/html/draft-eastlake-fnv, appendix C.
    assert_eq!(version("a"), "af63dc4c8601ec8c");
    assert_ne!(version("{}"), version("{} "));
}

#[test]
fn before_during_and_after_the_conference() {
    let schedule = istiocon();
    let moment = |now: &str| {
        ConferencePhase::among(schedule.sessions.iter().filter(|s| s.is_in("en")), at(now)).unwrap()
    };
    let ids =
        |sessions: &[std::sync::Arc<Session>]| sessions.iter().map(|s| s.id.clone()).collect::<Vec<_>>();

    let ConferencePhase::Before { seconds, first } = moment("2021-02-22T15:59:00Z") else {
        panic!("it has not begun")
    };
    assert_eq!((seconds, first.id.as_str()), (60, "opening-keynote"));

    let ConferencePhase::During { now, next } = moment("2021-02-22T18:40:00Z") else { panic!("it is on") };
    assert_eq!(ids(&now), ["istio-service-mesh-at-enterprise-scale", "using-istio"]);
    assert_eq!(ids(&next), ["improving-security-with-istio"]);

    let ConferencePhase::During { now, next } = moment("2021-02-23T09:00:00Z") else { panic!("it is night") };
    assert!(now.is_empty());
    assert_eq!(ids(&next), ["going-dynamic-with-envoy-at-atlassian"]);

    assert_eq!(moment("2021-02-26T21:50:00Z"), ConferencePhase::Over);
    assert_eq!(ConferencePhase::among([].iter(), at("2021-02-26T21:50:00Z")), None);
}

proptest! {
    #[test]
    fn any_text_is_a_schedule_or_refused(text in ".{0,200}") {
        let _ = Schedule::read(&text, in_utc);
    }

    #[test]
    fn every_session_is_in_a_day_and_in_order(starts in prop::collection::vec(-9_000_000_000i64..90_000_000_000, 0..40)) {
        let times: Vec<_> = starts.iter().map(|start| (Timestamp(*start).to_rfc3339(), Timestamp(start + 600).to_rfc3339())).collect();
        let ids: Vec<_> = (0..starts.len()).map(|id| id.to_string()).collect();
        let sessions: Vec<_> = ids.iter().zip(&times).map(|(id, (start, end))| (id.as_str(), start.as_str(), end.as_str())).collect();
        let schedule = read(&conference(&sessions), 5);
        prop_assert_eq!(schedule.sessions.len() + schedule.problems.len(), starts.len());
        for pair in schedule.sessions.windows(2) {
            prop_assert!((pair[0].day, pair[0].start, pair[0].end) <= (pair[1].day, pair[1].start, pair[1].end));
        }
        for session in &schedule.sessions {
            prop_assert_eq!(schedule.days[session.day].date, schedule.venue.civil(session.start).0);
        }
    }
}

#[test]
fn a_session_keeps_its_row_over_versions() {
    let old = istiocon();
    let mut new = istiocon_with(|file| {
        let sessions = file["sessions"].as_array_mut().unwrap();
        sessions.remove(0);
        sessions[0]["start"] = json!("2021-02-19T16:00:00Z");
        sessions.push(json!({ "id": "new", "title": "New", "start": "2021-02-20T10:00:00Z", "end": "2021-02-20T11:00:00Z" }));
    });
    new.inherit_rows(&old);
    let row_of = |schedule: &Schedule, id: &str| schedule.index_of(id).map(|index| schedule.row(index));
    for (index, session) in new.sessions.iter().enumerate() {
        assert_eq!(new.of_row(new.row(index)), Some(session));
        if session.id != "new" {
            assert_eq!(row_of(&new, &session.id), row_of(&old, &session.id));
        }
    }
    assert_eq!(row_of(&new, "new"), Some(old.sessions.len()));
    assert_eq!(new.of_row(row_of(&old, "opening-keynote").unwrap()), None);
}

#[test]
fn a_nul_in_an_id_made_a_session_that_could_not_be_picked() {
    let schedule = istiocon_with(|file| {
        file["sessions"][0]["id"] = json!("a\0b\rc");
        file["sessions"][0]["topics"] = json!(["d\0"]);
    });
    // As the browser has it when it was markup.
    let session = schedule.session("a\u{fffd}b\nc").expect("it is found by what the page has");
    assert_eq!(session.topics, ["d\u{fffd}"]);
}
