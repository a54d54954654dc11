//! What does not change by itself, as HTML. Each template is a pure function from plain values to markup; maud escapes
//! every value, so that no text of a schedule, an address or a record can become markup.
//!
//! It is set as an element's inner HTML: the prerendered page holds it already, hydration does not walk through it, and
//! the framework's code for building and comparing views is not instantiated for each of its elements.

pub mod agenda;
mod controls;
mod gaps;
mod grid;
pub mod icons;
#[cfg(feature = "prerender")]
pub mod landing;
mod panels;
mod people;
pub mod plain;
mod rich_text;
mod session;
mod times;

pub use controls::{
    BAR_ID, CONTROLS_ID, FILTER_COUNT_ID, LOCAL_ZONE_ID, MENU_ID, SETTINGS_ID, THEME, ZONES_ID, all_controls,
    choice_id, hide_button, hideable, name_options, zone_options,
};
pub use gaps::gaps;
pub use grid::{GRID_FRAME_ID, GRID_ID, GridCell, GridLayout, SCALES};
pub use panels::{
    agenda_lines, announcement, footer, head, moment, nothing, nothing_on, notices, other_languages, text,
    wider,
};
pub use people::{Initial, people, profile, related, room};
#[cfg(feature = "prerender")]
pub use rich_text::set_text;
use rich_text::{described, info_pages};
pub use session::{day_heading, lasting, rail, rest, rest_is_one_day, row_text, session_head, show_details};
pub use times::Times;

use maud::{Markup, html};

use crate::{
    schedule::{FacetValues, Schedule, Session},
    view::{Fragment, ViewState, to_query},
};

/// Of many sessions in a line or a list so many are named.
const NAMED: usize = 8;

/// The id of the element that holds [`head`], and of that with [`footer`].
pub const HEAD_ID: &str = "_conference";
pub const FOOTER_ID: &str = "_left-out";

/// Everything that is made of the schedule alone, the sessions and days apart, by the id of the element that it is in.
/// Another version of the schedule has the same elements.
pub fn parts(schedule: &Schedule, values: &[FacetValues]) -> Vec<(String, String)> {
    let mut parts = vec![(HEAD_ID.to_owned(), head(schedule)), (FOOTER_ID.to_owned(), footer(schedule))];
    parts.extend(controls::parts(schedule, values).map(|(id, markup)| (id, markup.into_string())));
    parts.extend(names(values));
    parts
}

/// Those of them that no page is prerendered with.
pub fn names(values: &[FacetValues]) -> impl Iterator<Item = (String, String)> {
    values.iter().filter(|values| values.facet.is_name()).map(name_options)
}

/// A link within the page, to what a change of the opening view shows.
fn link_to(change: impl FnOnce(&mut ViewState)) -> String {
    let mut view = ViewState::default();
    change(&mut view);
    link_to_view(&view)
}

fn link_to_view(view: &ViewState) -> String {
    format!("?{}", to_query(view))
}

/// A link to a session.
fn session_link(session: &Session) -> Markup {
    html! { a href=(Fragment::link(&session.id)) dir="auto" { (session.title) } }
}

/// A link out of the app.
fn away(link: &str, text: &str) -> Markup {
    html! { a href=(link) rel="noopener noreferrer" { (text) } }
}

#[cfg(test)]
mod tests {
    use chrono::{Offset, TimeZone};
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::{
        agenda::Agenda,
        i18n,
        schedule::Field,
        time::{HourCycle, Timestamp, Zone},
        view::search::{Highlights, Related, SearchResult, Snippet},
    };

    const HOSTILE: &str = r#"<script>x()</script>"'><img src=x onerror=x()>&amp;</h3>"#;

    fn hostile_schedule() -> Schedule {
        let speaker = json!({ "name": HOSTILE, "affiliation": HOSTILE });
        let file = json!({
            "id": HOSTILE, "name": HOSTILE, "url": format!("https://x/{HOSTILE}"),
            "sessions": [{
                "id": HOSTILE, "title": HOSTILE, "title_en": format!("{HOSTILE}2"), "start": "2021-02-22T16:00:00Z",
                "end": "2021-02-22T17:00:00Z", "format": HOSTILE, "language": HOSTILE, "topics": [HOSTILE],
                "track": HOSTILE, "room": HOSTILE, "level": HOSTILE, "speakers": [speaker], "summary": HOSTILE,
                "page": format!("https://x/{HOSTILE}"), "recording": "javascript:x()", "slides": "https://x/",
            }, { "id": format!("{HOSTILE}3") }],
        });
        Schedule::read(&file.to_string(), |_, _| Zone::utc()).unwrap()
    }

    #[test]
    fn no_text_of_a_schedule_becomes_markup() {
        let schedule = hostile_schedule();
        let values = schedule.all_values(i18n::by_name);
        let (session, zone, view) = (&schedule.sessions[0], Zone::utc(), ViewState::default());
        let moment =
            crate::schedule::ConferencePhase::among(schedule.sessions.iter(), session.start).unwrap();
        let mut agenda = Agenda::default();
        agenda.set(HOSTILE, true, 1);
        let times = Times { zone: &zone, cycle: HourCycle::H12 };
        let hostile_view = ViewState { query: HOSTILE.into(), ..view.clone() };
        let mut hostile_view = hostile_view;
        Field::facets().for_each(|facet| hostile_view.facets.toggle(facet, HOSTILE, true));
        let corrected = vec![(HOSTILE.into(), HOSTILE.into())];
        let answer = SearchResult { corrected, nearest: Some(HOSTILE.into()), ..SearchResult::default() };
        let marked = Highlights {
            title: vec![0..3, 8..20],
            title_en: Vec::new(),
            snippet: Some(Snippet { text: HOSTILE.into(), highlights: vec![1..8, 9..12] }),
        };
        let all = [
            row_text(session, &marked),
            people(&schedule, &values, str::to_uppercase),
            related(
                &Related {
                    of: 0,
                    overlapping: vec![0],
                    next: vec![0],
                    alike: vec![(0, vec![HOSTILE.into()])],
                },
                &schedule,
                times,
            ),
            names(&values).map(|(_, options)| options).collect(),
            head(&schedule),
            all_controls(&schedule, &values, true).map(|(_, part)| part).concat(),
            footer(&schedule),
            agenda_lines(&schedule, &[0], times),
            super::moment(&moment, session.start, &schedule, &agenda, times),
            notices(&[i18n::ignored("q", HOSTILE)]),
            nothing(&view, &schedule),
            wider(&view, &schedule, None),
            wider(&hostile_view, &schedule, Some(&answer)),
            #[cfg(feature = "prerender")]
            landing::session(session, &schedule, times, HOSTILE).into_string(),
            #[cfg(feature = "prerender")]
            landing::speaker(HOSTILE, &[0], &schedule, times).into_string(),
        ];
        for markup in all {
            assert!(!markup.contains("<script") && !markup.contains("<img"), "{markup}");
            assert!(!markup.contains("javascript:") && !markup.contains("</h3>\""), "{markup}");
        }
    }

    /// A conference in Berlin with a session over midnight, one of three days, and a talk on the next day.
    fn of_three_days(zone_name: &str) -> (Schedule, Zone) {
        let file = json!({ "id": "c", "timezone": "Europe/Berlin", "sessions": [
            { "id": "expo", "title": "Exhibition", "start": "2026-06-05T07:00:00Z", "end": "2026-06-07T15:00:00Z" },
            { "id": "talk", "title": "Talk", "start": "2026-06-05T15:30:00Z", "end": "2026-06-05T16:30:00Z" },
            { "id": "party", "title": "Party", "start": "2026-06-05T20:00:00Z", "end": "2026-06-05T23:00:00Z" },
            { "id": "next", "title": "Next", "start": "2026-06-06T08:00:00Z", "end": "2026-06-06T09:00:00Z" },
        ]});
        let zone = |name: &str, instants: &[Timestamp]| {
            let zone: chrono_tz::Tz = name.parse().unwrap();
            Zone::probe(name, instants, |at| {
                let utc = chrono::DateTime::from_timestamp(at.0, 0).unwrap().naive_utc();
                zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()
            })
        };
        let schedule = Schedule::read(&file.to_string(), zone).unwrap();
        let viewer = zone(zone_name, &schedule.instants());
        (schedule, viewer)
    }

    /// The text of markup.
    fn text_of(markup: &str) -> String {
        let parts = markup.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        parts.collect::<Vec<_>>().join("")
    }

    #[test]
    fn times_stood_there_without_the_day_they_are_on() {
        // Of each zone: what is on and next on Friday at 20:30 UTC, then what is printed of the party and of the exhibition.
        for (name, now, next, party, expo) in [
            (
                "Europe/Berlin",
                "until Sat 6 01:00",
                "Next Sat 6 10:00",
                "22:00–Sat 6 01:00",
                "09:00–Sun 7 17:00",
            ),
            ("Asia/Tokyo", "until 08:00", "Next 17:00", "05:00–08:00", "16:00–Mon 8 00:00"),
            ("Pacific/Auckland", "until 11:00", "Next 20:00", "08:00–11:00", "19:00–Mon 8 03:00"),
            ("America/Los_Angeles", "until 16:00", "Next Sat 6 01:00", "13:00–16:00", "00:00–Sun 7 08:00"),
            ("Asia/Kolkata", "until 04:30", "Next 13:30", "01:30–04:30", "12:30–Sun 7 20:30"),
        ] {
            let (schedule, zone) = of_three_days(name);
            let times = Times { zone: &zone, cycle: HourCycle::H23 };
            let at = Timestamp::parse("2026-06-05T20:30:00Z").unwrap();
            let moment = crate::schedule::ConferencePhase::among(schedule.sessions.iter(), at).unwrap();
            let told = text_of(&super::moment(&moment, at, &schedule, &Agenda::default(), times));
            assert!(told.contains(now) && told.contains(next), "{name}: {told}");
            let mut agenda = Agenda::default();
            schedule.sessions.iter().for_each(|session| agenda.set(&session.id, true, 1));
            let picks = agenda.indices(&schedule);
            let days = schedule.by_date(&picks, &zone);
            for (id, printed) in [("party", party), ("expo", expo)] {
                let session = schedule.session(id).unwrap();
                let (date, _) = days.iter().find(|(_, day)| day.contains(session)).unwrap();
                assert_eq!(times.from_to_on(*date, session.start, session.end), printed, "{name}");
            }
        }
    }

    #[test]
    fn a_rail_says_by_how_many_days_a_time_is_off() {
        let schedule = crate::schedule::tests::istiocon();
        let social = schedule.session("social-event").unwrap();
        let rail = rail(
            social,
            schedule.days[social.day].date,
            Times { zone: &Zone::utc(), cycle: HourCycle::H23 },
            false,
            false,
        );
        assert!(rail.contains(r#"<time datetime="2021-02-25T22:20:00Z">22:20</time></span>"#), "{rail}");
        assert!(
            rail.contains(r#"<time datetime="2021-02-26T00:20:00Z">00:20</time><span class="shift">+1"#),
            "{rail}"
        );
    }

    proptest! {
        #[test]
        fn a_title_is_text_whatever_it_holds(title in "[<>&\"'a-z/= \u{202e}漢]{1,40}") {
            prop_assume!(!title.trim().is_empty());
            let file = json!({ "id": "c", "sessions": [{
                "id": "a", "title": title, "start": "2021-02-22T16:00:00Z", "end": "2021-02-22T17:00:00Z",
            }]});
            let schedule = Schedule::read(&file.to_string(), |_, _| Zone::utc()).unwrap();
            let markup = row_text(&schedule.sessions[0], &Highlights::default());
            let inner = markup.split_once("dir=\"auto\">").unwrap().1.split_once("</h3>").unwrap().0;
            prop_assert!(!inner.contains(['<', '>']));
            let text = inner.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
            prop_assert_eq!(text, title.trim());
        }
    }
}
