//! Who speaks and for whom, and what goes with a session.

use std::{collections::HashMap, sync::Arc};

use maud::{Markup, html};

use super::{NAMED, Times, away, described, link_to, session_link};
use crate::{
    i18n,
    schedule::{FacetValue, FacetValues, Field, FloorPlan, ImageKind, Link, Schedule, Session},
    view::{Fragment, LanguageChoice, search::Related},
};

/// The first letter of a name as it is sorted by: passed in, since the browser knows which letters have accents.
pub type Initial = fn(&str) -> String;

/// Of more letters than an alphabet has there is no strip to go by.
const MOST_LETTERS: usize = 36;

/// The index of speakers and of companies; each leads to their sessions.
pub fn people(schedule: &Schedule, values: &[FacetValues], initial: Initial) -> String {
    let facets = [(Field::Speaker, i18n::SPEAKERS), (Field::Company, i18n::COMPANIES)];
    let of = |facet: Field| values.iter().find(|values| values.facet == facet);
    let indexes = facets
        .into_iter()
        .filter_map(|(facet, heading)| Some(index(schedule, of(facet)?, &heading, initial)));
    html! { @for index in indexes { (index) } }.into_string()
}

fn index(schedule: &Schedule, names: &FacetValues, heading: &str, initial: Initial) -> Markup {
    let facet = names.facet;
    // In order of time, and each once.
    let mut sessions: HashMap<&str, Vec<&Session>> = HashMap::new();
    for session in &schedule.sessions {
        for name in facet.texts(session) {
            let of_name = sessions.entry(name).or_default();
            if of_name.last().is_none_or(|last| last.id != session.id) {
                of_name.push(session);
            }
        }
    }
    let mut letters: Vec<_> = names.values.iter().map(|name| initial(&name.value)).collect();
    let initials = letters.clone();
    letters.dedup();
    let has_strip = names.values.len() > NAMED && letters.len() <= MOST_LETTERS;
    html! {
        @if !names.values.is_empty() {
            section .names {
                h3 { (heading) " " span .number { (names.values.len()) } }
                @if names.values.len() > NAMED {
                    input type="search" data-narrow autocomplete="off" aria-label=(i18n::narrow(heading)) placeholder=(i18n::narrow(heading));
                }
                @if has_strip {
                    p .letters role="group" aria-label=(heading) {
                        @for letter in &letters { button .button-ghost type="button" data-letter=(letter) { (letter) } }
                    }
                }
                ul .index {
                    @for (FacetValue { value, .. }, letter) in names.values.iter().zip(&initials) {
                        li data-initial=(letter) { (entry(facet, value, sessions.get(&**value).map(Vec::as_slice).unwrap_or_default(), schedule)) }
                    }
                }
            }
        }
    }
}

/// A name with its sessions: of a speaker each, of a company their number.
fn entry(facet: Field, name: &str, sessions: &[&Session], schedule: &Schedule) -> Markup {
    let profile = schedule.guide().profile(name).filter(|_| facet == Field::Speaker);
    let photo = profile.and_then(|profile| profile.photo.as_deref());
    let link = link_to(|view| {
        view.facets.toggle(facet, name, true);
        view.language = LanguageChoice::All;
    });
    let affiliations = sessions.iter().flat_map(|session| &session.speakers);
    let mut affiliations: Vec<_> = affiliations
        .filter(|speaker| speaker.name == name)
        .filter_map(|s| s.affiliation.as_deref())
        .collect();
    affiliations.dedup();
    html! {
        @if let Some(photo) = photo {
            img .face src=(ImageKind::Photo.path(photo)) width=(ImageKind::PHOTO_SIZE) height=(ImageKind::PHOTO_SIZE) loading="lazy" alt="";
        }
        p { a href=(link) dir="auto" { (name) }
            @if facet == Field::Speaker && !affiliations.is_empty() { span .affiliation { ", " (affiliations.join(", ")) } }
            @if profile.is_some() { " " a .profile-link href=(Fragment::speaker_link(name)) { (i18n::ABOUT) } }
            @if facet == Field::Company { " " span .number { (i18n::sessions(sessions.len())) } }
        }
        @if facet == Field::Speaker { ul { @for session in sessions { li { (session_link(session)) } } } }
    }
}

/// A speaker's profile, by the name, with all their sessions.
pub fn profile(name: &str, schedule: &Schedule, times: Times) -> String {
    let speaks = |session: &&Arc<Session>| session.speakers.iter().any(|speaker| speaker.name == name);
    let sessions: Vec<_> = schedule.sessions.iter().filter(speaks).collect();
    let heading = html! { h3 dir="auto" { (name) } };
    html! {
        (about_speaker(name, &heading, &sessions, schedule))
        (sessions_in_short(&sessions, times, &session_link))
    }
    .into_string()
}

/// What there is to say about a speaker, by the name, below a heading.
pub(super) fn about_speaker(
    name: &str,
    heading: &Markup,
    sessions: &[&Arc<Session>],
    schedule: &Schedule,
) -> Markup {
    let profile = schedule.guide().profile(name);
    let of_name =
        sessions.iter().flat_map(|session| &session.speakers).filter(|speaker| speaker.name == name);
    let affiliation = of_name.filter_map(|speaker| speaker.affiliation.as_deref()).next_back();
    let tagline = profile.and_then(|profile| profile.tagline.as_deref());
    let pronouns = profile.and_then(|profile| profile.pronouns.as_deref());
    let lines: Vec<_> = [tagline.or(affiliation), pronouns].into_iter().flatten().collect();
    let photo = profile.and_then(|profile| profile.photo.as_deref());
    html! {
        @if let Some(photo) = photo {
            img .photo src=(ImageKind::Photo.path(photo)) width=(ImageKind::PHOTO_SIZE) height=(ImageKind::PHOTO_SIZE) loading="lazy" alt="";
        }
        (heading)
        @for line in lines { p .affiliation dir="auto" { (line) } }
        @if let Some(profile) = profile {
            (described(profile.biography.as_deref(), &profile.set_biography, None))
            (list_of_links(&profile.links))
        }
    }
}

/// What there is to say about a room, by its name, with all that takes place in it.
pub fn room(name: &str, schedule: &Schedule, times: Times) -> String {
    let takes_place = |session: &&Arc<Session>| session.room.as_deref() == Some(name);
    let sessions: Vec<_> = schedule.sessions.iter().filter(takes_place).collect();
    let place = schedule.guide().place(name);
    let markup = html! {
        h3 dir="auto" { (name) }
        @if let Some(place) = place {
            @let lines = [place.building.clone(), place.floor.clone(), place.capacity.map(i18n::seats)];
            @let lines: Vec<_> = lines.into_iter().flatten().collect();
            @if !lines.is_empty() { p .affiliation dir="auto" { (lines.join(" · ")) } }
            (described(place.description.as_deref(), &[], None))
            @if let Some(url) = &place.url { ul .links { li { (away(url, &i18n::ON_A_MAP)) } } }
            @if let Some(FloorPlan { image, pin }) = &place.plan {
                p .floor-plan {
                    img src=(ImageKind::Plan.path(image)) loading="lazy" alt=(i18n::floor_plan(name));
                    @if let Some((x, y)) = pin { (pin_at(*x, *y)) }
                }
            }
        }
        (sessions_in_short(&sessions, times, &session_link))
    };
    markup.into_string()
}

/// A pin in a picture, in percent from its left and from its top. The policy allows no style attributes: an SVG that covers the picture
/// has attributes for it.
fn pin_at(x: f64, y: f64) -> Markup {
    html! {
        svg aria-hidden="true" { circle cx={ (x) "%" } cy={ (y) "%" } r="9" {} }
    }
}

pub(super) fn list_of_links(links: &[Link]) -> Markup {
    html! {
        @if !links.is_empty() {
            ul .links { @for Link { url, title, .. } in links { li dir="auto" { (away(url, title.as_deref().unwrap_or(bare(url)))) } } }
        }
    }
}

/// Sessions, each with its link.
pub(super) fn sessions_in_short(
    sessions: &[&Arc<Session>],
    times: Times,
    link: &dyn Fn(&Session) -> Markup,
) -> Markup {
    html! {
        @if !sessions.is_empty() {
            h4 { (i18n::SESSIONS) }
            ul .index { @for session in sessions { li { span .when { (times.day_and_clock(session.start)) } " " (link(session)) } } }
        }
    }
}

/// An address without what all have.
pub(super) fn bare(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, rest)| rest).trim_end_matches('/')
}

/// What goes with a session that is open.
pub fn related(related: &Related, schedule: &Schedule, times: Times) -> String {
    let session = |index: &usize| &schedule.sessions[*index];
    // Who reads an open session takes times to be of its day.
    let today = times.zone.civil(schedule.sessions[related.of].start).0;
    let from_to = |session: &Session| {
        html! { span .when { (times.from_to_on(today, session.start, session.end)) } " " }
    };
    let more = related.overlapping.len().saturating_sub(NAMED);
    let repeats = schedule.repeats().remove(&related.of).unwrap_or_default();
    let markup = html! {
        @if !repeats.is_empty() {
            h4 { (i18n::GIVEN_AGAIN) }
            ul {
                @for session in repeats.iter().map(session) {
                    li { span .when { (times.day_and_clock(session.start)) } " " (session_link(session)) @if let Some(room) = &session.room { " " (room) } }
                }
            }
        }
        @if !related.overlapping.is_empty() {
            h4 { (i18n::AT_THE_SAME_TIME) }
            ul {
                @for session in related.overlapping.iter().take(NAMED).map(session) {
                    li { (from_to(session)) (session_link(session)) }
                }
                @if more > 0 { li { (i18n::and_more(more)) } }
            }
        }
        @if !related.next.is_empty() {
            h4 { (i18n::NEXT) }
            ul {
                @for session in related.next.iter().take(NAMED).map(session) {
                    li { (from_to(session)) (session_link(session)) }
                }
                @if related.next.len() > NAMED { li { (i18n::and_more(related.next.len() - NAMED)) } }
            }
        }
        @if !related.alike.is_empty() {
            h4 { (i18n::RELATED) }
            ul {
                @for (index, terms) in &related.alike {
                    li { span .when { (times.day_and_clock(session(index).start)) } " " (session_link(session(index)))
                        span .why { " " (i18n::both_about(terms)) } }
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
        let schedule = Schedule::read(&file.to_string(), |_, _| Zone::utc()).unwrap();
        let names = schedule.values(Field::Speaker, i18n::by_name);
        let index = index(&schedule, &names, "Speakers", str::to_uppercase).into_string();
        assert_eq!([index.matches(">Bo<").count(), index.matches(">BO<").count()], [1, 1], "{index}");
    }
}
