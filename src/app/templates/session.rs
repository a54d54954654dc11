//! One session's row.

use std::{cell::Cell, ops::Range};

use maud::{Markup, PreEscaped, html};

use super::{NAMED, Times, away, described, link_to, session_link};
use crate::{
    i18n::{self, Locale, Message},
    schedule::{Details, Field, ImageKind, Language, Link, LinkKind, Schedule, Session, Speaker},
    time::{Date, HourCycle, Timestamp, Zone, day_shift},
    view::{Fragment, LanguageChoice, ListContents, RenderWindow, search::Highlights},
};

/// The time rail's entry: start and end, by how many days their dates differ from the conference's day, and whether the
/// session is on. The day is shown where the list does not say it.
pub fn rail(session: &Session, day: Date, times: Times, shows_day: bool, on_now: bool) -> String {
    let time = |at: Timestamp| {
        let date = times.zone.civil(at).0;
        let shift = day_shift(day, date);
        html! {
            time datetime=(at.to_rfc3339()) { (times.clock(at)) }
            @if shift != 0 {
                span .shift { (i18n::shift_sign(shift)) span .visually-hidden { (i18n::shift_unit(shift)) } }
            }
        }
    };
    let markup = html! {
        span .start data-day=[shows_day.then(|| i18n::short_day(day))] { (time(session.start)) }
        span .dash { "–" }
        span .end { (time(session.end)) }
        @if on_now { strong .on-now { (i18n::ON_NOW) } }
    };
    markup.into_string()
}

/// What lasts on a day besides its appointments, and until when: what goes on into it from an earlier one, and what one comes to as one
/// likes.
pub fn lasting(going_on: &[&Session], drop_ins: &[&Session], date: Date, times: Times) -> String {
    let list = |label: Message, sessions: &[&Session]| {
        html! {
            @if !sessions.is_empty() { span { (label) } }
            @for (index, session) in sessions.iter().take(NAMED).enumerate() {
                @if index > 0 { " ·" }
                " " (session_link(session)) " " (i18n::until(&times.clock_on(date, session.end)))
            }
            @if sessions.len() > NAMED { " " (i18n::and_more(sessions.len() - NAMED)) }
        }
    };
    html! { (list(i18n::GOING_ON, going_on)) (list(i18n::DROP_IN, drop_ins)) }.into_string()
}

/// The heading of a day.
pub fn day_heading(date: Date) -> String {
    html! { (i18n::weekday(date)) " " span .date { (i18n::day_and_month(date)) } }.into_string()
}

/// A text with parts of it marked; ranges in bytes, rising.
fn highlighted(text: &str, highlights: &[Range<usize>]) -> Markup {
    let starts = highlights.iter().map(|mark| mark.start).chain([text.len()]);
    let ends = [0].into_iter().chain(highlights.iter().map(|mark| mark.end));
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    html! {
        @for (index, (end, start)) in ends.zip(starts).enumerate() {
            @if let Some(mark) = index.checked_sub(1).map(|before| &highlights[before]) { mark { (part(mark.start, mark.end)) } }
            (part(end, start))
        }
    }
}

/// Of more sessions than this a page without scripts holds the first day only.
const WITHOUT_SCRIPTS: usize = 2000;

pub fn rest_is_one_day(visible: &ListContents) -> bool {
    visible.len() > WITHOUT_SCRIPTS
}

/// The sessions that the timeline leaves out when the page opens, for browsers without scripts, in short: it comes behind all that the app
/// needs, but still before the app, which shares the network with it. Empty where there are none.
pub fn rest(schedule: &Schedule, visible: &ListContents) -> String {
    let window = RenderWindow::opening(&visible.lengths());
    let first = visible.days.iter().position(|indices| !indices.is_empty());
    let days = schedule.days.iter().zip(&visible.days).enumerate();
    let days = days.filter(|(section, _)| !rest_is_one_day(visible) || Some(*section) == first);
    let days = days.filter_map(|(section, (day, indices))| {
        let left_out = &indices[window.of(section).end..];
        let session = |index: &usize| short_row(&schedule.sessions[*index], day.date, &schedule.venue);
        let rows: String = left_out.iter().map(session).collect();
        let heading = format!("{} {}", i18n::weekday(day.date), i18n::day_and_month(day.date));
        (!rows.is_empty()).then(|| {
            // The section of a day of which there are rows already has its id.
            let anchor = window.of(section).is_empty().then(|| day.anchor());
            html! { section .day id=[anchor] { h2 { (heading) } (PreEscaped(rows)) } }.into_string()
        })
    });
    days.collect()
}

/// What a session is, as an `<article>` without a control, since none of them does anything without a script.
fn short_row(session: &Session, day: Date, venue: &Zone) -> String {
    let markup = html! {
        article #(session.id) .session {
            p .rail { (PreEscaped(rail(session, day, Times { zone: venue, cycle: HourCycle::default() }, false, false))) }
            div .what {
                (titles(session, &Highlights::default()))
                @if !session.speakers.is_empty() {
                    ul .speakers { @for speaker in &session.speakers { li dir="auto" { (speaker.name) (company(speaker)) } } }
                }
                ul .facts { (facts(session)) }
            }
        }
    };
    markup.into_string()
}

/// Everything the schedule says of a session but its time. What was looked for is marked, and there is the part of the summary that
/// says it.
pub fn row_text(session: &Session, highlights: &Highlights) -> String {
    let markup = html! {
        (titles(session, highlights))
        @if !session.speakers.is_empty() {
            ul .speakers { @for speaker in &session.speakers { (speaker_item(speaker)) } }
        }
        @if let Some(snippet) = &highlights.snippet {
            p .snippet dir="auto" { (highlighted(&snippet.text, &snippet.highlights)) }
        }
        ul .facts {
            (facts(session))
            @for topic in &session.topics {
                li .topic { a href=(link_to(|view| view.facets.toggle(Field::Topic, topic, true))) { (topic) } }
            }
            @if let Some(link) = &session.recording { li .recording { (away(link, &i18n::RECORDING)) } }
        }
        (about(session))
    };
    markup.into_string()
}

fn titles(session: &Session, highlights: &Highlights) -> Markup {
    html! {
        h3 .cancelled[session.cancelled] lang=[lang(session, &session.title)] dir="auto" { (highlighted(&session.title, &highlights.title)) }
        @if let Some(title) = &session.title_en { p .title-en lang="en" { (highlighted(title, &highlights.title_en)) } }
        @if let Some(subtitle) = &session.subtitle { p .subtitle lang=[lang(session, subtitle)] dir="auto" { (subtitle) } }
    }
}

/// The language of one of a session's texts, where it is not the page's.
pub(super) fn lang<'a>(session: &'a Session, text: &str) -> Option<&'a str> {
    session.lang_of(text).or_else(|| (!Locale::current().is_english()).then_some("en"))
}

fn speaker_item(speaker: &Speaker) -> Markup {
    let link = link_to(|view| {
        view.facets.toggle(Field::Speaker, &speaker.name, true);
        view.language = LanguageChoice::All;
    });
    html! {
        li dir="auto" {
            a href=(link) { (speaker.name) }
            (company(speaker))
        }
    }
}

fn company(speaker: &Speaker) -> Markup {
    html! { @if let Some(company) = &speaker.affiliation { span .affiliation { ", " (company) } } }
}

/// Cancelled, format, language, room: items of a list.
pub(super) fn facts(session: &Session) -> Markup {
    let keys: Vec<_> = session.languages.iter().map(Language::key).collect();
    let languages: Vec<_> = keys.iter().filter(|_| keys != ["en"]).map(|key| i18n::language(key)).collect();
    html! {
        @if session.cancelled { li .status { (i18n::CANCELLED) } }
        @if let Some(format) = &session.format { li .format data-format=(format.mark()) { (i18n::format(format)) } }
        @if !languages.is_empty() { li { (languages.join(&i18n::COMMA)) } }
        @if let Some(room) = &session.room { li { (room) } }
        @if let Some(track) = &session.track { li data-track=(track) { (track) } }
        @if let Some(level) = &session.level { li { (level) } }
        (PreEscaped(DETAILS.get()(session, DetailPart::Facts)))
    }
}

/// What is disclosed of a session; works without a script. What goes with the session joins it when it is.
fn about(session: &Session) -> Markup {
    html! {
        details .about {
            summary { (i18n::ABOUT) }
            div .disclosed { (PreEscaped(DETAILS.get()(session, DetailPart::Disclosed))) }
        }
    }
}

/// What is made of a session's details.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DetailPart {
    /// Items of the list of facts.
    Facts,
    /// What is disclosed.
    Disclosed,
}

thread_local! {
    /// What makes a session's details. They are known of the schedule file alone, which comes when the chunk is there: what makes them
    /// is in that.
    static DETAILS: Cell<fn(&Session, DetailPart) -> String> =
        const { Cell::new(if cfg!(target_arch = "wasm32") { no_details } else { details }) };
}

/// From now on there are details.
pub fn show_details() {
    DETAILS.set(details);
}

/// As the details of a session of which there are none.
fn no_details(session: &Session, part: DetailPart) -> String {
    if part == DetailPart::Facts {
        String::new()
    } else {
        html! { ul .links { (link_to_it(session)) } }.into_string()
    }
}

fn link_to_it(session: &Session) -> Markup {
    html! { li { a href=(Fragment::link(&session.id)) { (i18n::LINK_TO_IT) } } }
}

fn details(session: &Session, part: DetailPart) -> String {
    let markup = match part {
        DetailPart::Facts => html! {
            @if let Some(availability) = session.details().availability { li .status { (i18n::availability(availability)) } }
        },
        DetailPart::Disclosed => disclosed(session),
    };
    markup.into_string()
}

/// What stands above what is disclosed where that is a sheet or a panel of its own: title, time, place and speakers with their photos, and
/// first what one wants of it now, the stream while it is on, the recording afterwards. No heading: the session has its own.
pub fn session_head(session: &Session, schedule: &Schedule, now: Option<Timestamp>, times: Times) -> String {
    let is_on = now.is_some_and(|now| session.is_on(now));
    let stream = session.details().links.iter().find(|link| link.kind == LinkKind::Stream).filter(|_| is_on);
    let title = |text: &str| lang(session, text).map(str::to_owned);
    let markup = html! {
        p .title lang=[title(&session.title)] dir="auto" { (session.title) }
        p .when {
            @let date = times.zone.civil(session.start).0;
            (i18n::weekday(date)) " " (i18n::day_and_month(date)) ", " (times.from_to_on(date, session.start, session.end))
            @if let Some(room) = &session.room { " · " span dir="auto" { (schedule.guide().whereabouts(room)) } }
        }
        ul .facts { (facts(session)) @for topic in &session.topics { li { (topic) } } }
        @if let Some(stream) = stream { p { a .button .primary href=(stream.url) rel="noopener noreferrer" { (i18n::link(LinkKind::Stream)) } } }
        @if let Some(recording) = session.recording.as_ref().filter(|_| now.is_some_and(|now| session.end <= now)) {
            p { a .button .primary href=(recording) rel="noopener noreferrer" { (i18n::RECORDING) } }
        }
        ul .faces {
            @for speaker in &session.speakers {
                @let has_profile = schedule.guide().profile(&speaker.name).is_some();
                (face(speaker, schedule, has_profile.then(|| Fragment::speaker_link(&speaker.name))))
            }
        }
    };
    markup.into_string()
}

/// A speaker, with the photo, and the way to what there is to say about them.
pub(super) fn face(speaker: &Speaker, schedule: &Schedule, link: Option<String>) -> Markup {
    let profile = schedule.guide().profile(&speaker.name);
    let photo = profile.and_then(|profile| profile.photo.as_deref());
    html! {
        li dir="auto" {
            @if let Some(photo) = photo {
                img src=(ImageKind::Photo.path(photo)) width=(ImageKind::PHOTO_SIZE) height=(ImageKind::PHOTO_SIZE) loading="lazy" alt="";
            }
            span {
                @if let Some(link) = link { a href=(link) { (speaker.name) } } @else { (speaker.name) }
                (company(speaker))
            }
        }
    }
}

/// The summary and the further links.
fn disclosed(session: &Session) -> Markup {
    let Details { profiled, has_place, .. } = session.details();
    html! {
        (summary(session))
        ul .links {
            (further_links(session))
            @for name in profiled { li { a href=(Fragment::speaker_link(name)) dir="auto" { (i18n::about(name)) } } }
            @if let Some(room) = session.room.as_ref().filter(|_| *has_place) {
                li { a href=(Fragment::room_link(room)) dir="auto" { (i18n::where_is(room)) } }
            }
            (link_to_it(session))
        }
    }
}

/// What it is about.
pub(super) fn summary(session: &Session) -> Markup {
    let Details { summary, description, is_recorded, .. } = session.details();
    html! {
        (described(summary.as_deref(), description, summary.as_deref().and_then(|text| lang(session, text))))
        @if *is_recorded == Some(false) { p .not-recorded { (i18n::NOT_RECORDED) } }
    }
}

/// The links that the schedule has of a session besides its recording: items of a list.
pub(super) fn further_links(session: &Session) -> Markup {
    let Details { page, slides, links, .. } = session.details();
    let own = [(slides, i18n::SLIDES), (page, i18n::PAGE)];
    let own = own.into_iter().filter_map(|(link, word)| Some((link.as_ref()?, word)));
    html! {
        @for (link, word) in own { li { (away(link, &word)) } }
        @for Link { url, title, kind } in links {
            // The style shows a stream while it is on, and asks for feedback once it is over.
            li dir="auto" data-kind=[matches!(kind, LinkKind::Stream | LinkKind::Feedback).then(|| kind.key())] {
                (away(url, title.as_deref().unwrap_or(&i18n::link(*kind))))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::view::RenderedList;

    /// So many sessions on each of two days, on the page and in the rest of it.
    fn on_page(a_day: usize) -> (usize, Vec<usize>) {
        let session = |at: usize| {
            let day = at / a_day + 1;
            json!({ "id": at.to_string(), "title": "T", "start": format!("2026-03-0{day}T09:00:00Z"), "end": format!("2026-03-0{day}T10:00:00Z") })
        };
        let file = json!({ "id": "c", "sessions": (0..2 * a_day).map(session).collect::<Vec<_>>() });
        let schedule = Schedule::read(&file.to_string(), |_, _| Zone::utc()).unwrap();
        let days = vec![(0..a_day).collect(), (a_day..2 * a_day).collect()];
        let visible = ListContents { days, ..ListContents::default() };
        let list = RenderedList::opening(&schedule, visible.clone());
        let rows = |markup: &str| markup.matches("<article").count();
        let rest = rest(&schedule, &visible);
        assert!(!rest.contains("<button") && !rest.contains("href="), "{rest}");
        (
            list.sections().into_iter().map(|section| list.rows(section).len()).sum(),
            rest.split("</section>").map(rows).filter(|rows| *rows > 0).collect(),
        )
    }

    #[test]
    fn of_many_drop_ins_a_day_names_some() {
        let session = |at: usize| json!({ "id": at.to_string(), "title": format!("Stand {at}"), "start": "2026-03-01T09:00:00Z", "end": "2026-03-01T18:00:00Z" });
        let file = json!({ "id": "c", "sessions": (0..57).map(session).collect::<Vec<_>>() });
        let schedule = Schedule::read(&file.to_string(), |_, _| Zone::utc()).unwrap();
        let drop_ins: Vec<_> = schedule.sessions.iter().map(|session| &**session).collect();
        let times = Times { zone: &schedule.venue, cycle: HourCycle::default() };
        let line = lasting(&[], &drop_ins, schedule.days[0].date, times);
        assert_eq!(line.matches("<a ").count(), NAMED);
        assert!(line.starts_with("<span>Drop in:") && line.ends_with("and 49 more"), "{line}");
    }

    #[test]
    fn what_the_page_leaves_out_is_behind_it_and_of_very_many_the_first_day_only() {
        assert_eq!(on_page(50), (100, vec![]));
        assert_eq!(on_page(500), (20, vec![480, 500]));
        assert_eq!(on_page(1500), (20, vec![1480]));
    }
}
