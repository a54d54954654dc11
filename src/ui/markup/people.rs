//! Who speaks and for whom, and what goes with a session: made beside the page, in the worker.

use maud::{Markup, html};

use super::{Times, link_to, session_link};
use crate::{
    schedule::{Field, Schedule, Session},
    ui::words,
    view::{LanguageChoice, search::Related},
};

pub const PEOPLE_ID: &str = "_people";

/// Of those that are on at the same time, so many are named.
const NAMED: usize = 8;

/// The dialog with the index of speakers and of companies; each leads to their sessions.
pub fn people(schedule: &Schedule) -> String {
    let markup = html! {
        dialog #(PEOPLE_ID) .wide aria-labelledby="_people-heading" {
            header {
                h2 #_people-heading { (words::PEOPLE) }
                form method="dialog" { button value="close" autofocus { (words::CLOSE) } }
            }
            (index(schedule, Field::Speaker, &words::SPEAKERS))
            (index(schedule, Field::Company, &words::COMPANIES))
        }
    };
    markup.into_string()
}

fn index(schedule: &Schedule, facet: Field, heading: &str) -> Markup {
    let mut sessions: Vec<(&str, &Session)> = schedule
        .sessions
        .iter()
        .flat_map(|session| facet.texts(session).into_iter().map(move |name| (name, &**session)))
        .collect();
    // By name as people look it up; the sessions of each stay in order of time.
    sessions.sort_by(|(a, _), (b, _)| words::by_name(a, b).then_with(|| a.cmp(b)));
    sessions.dedup_by(|a, b| (a.0, &a.1.id) == (b.0, &b.1.id));
    let all: Vec<_> = sessions.chunk_by(|a, b| a.0 == b.0).collect();
    html! {
        @if !all.is_empty() {
            h3 { (heading) " " span .number { (all.len()) } }
            ul .index {
                @for sessions in all {
                    li { (entry(facet, sessions)) }
                }
            }
        }
    }
}

/// A name with its sessions: of a speaker each, of a company their number.
fn entry(facet: Field, sessions: &[(&str, &Session)]) -> Markup {
    let name = sessions[0].0;
    let link = link_to(|view| {
        view.wanted.tick(facet, name, true);
        view.language = LanguageChoice::All;
    });
    let affiliations = sessions.iter().flat_map(|(_, session)| &session.speakers);
    let mut affiliations: Vec<_> = affiliations
        .filter(|speaker| speaker.name == name)
        .filter_map(|s| s.affiliation.as_deref())
        .collect();
    affiliations.dedup();
    html! {
        p { a href=(link) dir="auto" { (name) }
            @if facet == Field::Speaker && !affiliations.is_empty() { span .affiliation { ", " (affiliations.join(", ")) } }
            @if facet == Field::Company { " " span .number { (words::sessions(sessions.len())) } }
        }
        @if facet == Field::Speaker { ul { @for (_, session) in sessions { li { (session_link(session)) } } } }
    }
}

/// What goes with a session that is open.
pub fn related(related: &Related, schedule: &Schedule, times: Times) -> String {
    let session = |place: &usize| &schedule.sessions[*place];
    // Who reads an open session takes times to be of its day.
    let today = times.zone.civil(schedule.sessions[related.of].start).0;
    let from_to = |session: &Session| {
        html! { span .when { (times.from_to_on(today, session.start, session.end)) } " " }
    };
    let more = related.overlapping.len().saturating_sub(NAMED);
    let markup = html! {
        @if !related.overlapping.is_empty() {
            h4 { (words::AT_THE_SAME_TIME) }
            ul {
                @for session in related.overlapping.iter().take(NAMED).map(session) {
                    li { (from_to(session)) (session_link(session)) }
                }
                @if more > 0 { li { (words::and_more(more)) } }
            }
        }
        @if !related.next.is_empty() {
            h4 { (words::NEXT) }
            ul {
                @for session in related.next.iter().take(NAMED).map(session) {
                    li { (from_to(session)) (session_link(session)) }
                }
                @if related.next.len() > NAMED { li { (words::and_more(related.next.len() - NAMED)) } }
            }
        }
        @if !related.alike.is_empty() {
            h4 { (words::RELATED) }
            ul {
                @for (place, terms) in &related.alike {
                    li { span .when { (times.day_and_clock(session(place).start)) } " " (session_link(session(place)))
                        span .why { " " (words::both_about(terms)) } }
                }
            }
        }
    };
    markup.into_string()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::time::Zone;

    #[test]
    fn a_name_that_another_is_spelled_like_but_for_capitals_was_listed_twice() {
        let session = |(at, name): (usize, &&str)| {
            json!({
                "id": at.to_string(), "title": "T", "start": format!("2026-03-01T0{at}:00:00Z"), "end": format!("2026-03-01T0{at}:30:00Z"),
                "speakers": [{ "name": name }],
            })
        };
        let sessions: Vec<_> = ["Bo", "BO", "Bo"].iter().enumerate().map(session).collect();
        let file = json!({ "id": "c", "sessions": sessions });
        let schedule = Schedule::read(crate::json::parse, &file.to_string(), |_, _| Zone::utc()).unwrap();
        let index = index(&schedule, Field::Speaker, "Speakers").into_string();
        assert_eq!([index.matches(">Bo<").count(), index.matches(">BO<").count()], [1, 1], "{index}");
    }
}
