//! What the landing pages of sessions and speakers show. They are in the venue's time, since nothing on them asks the browser for another.

use maud::{Markup, html};

use super::{
    Times,
    people::{about_speaker, sessions_in_short},
    session::{face, facts, further_links, lang, summary},
};
use crate::{
    i18n,
    schedule::{Schedule, Session, Speaker},
    time::Timestamp,
    view::{Fragment, session_path, speaker_path},
};

/// A session, with the way into the app; `calendar` is the address of its calendar file.
pub fn session(session: &Session, schedule: &Schedule, times: Times, calendar: &str) -> Markup {
    html! {
        h1 .cancelled[session.cancelled] lang=[lang(session, &session.title)] dir="auto" { (session.title) }
        @if let Some(title) = &session.title_en { p .subtitle lang="en" { (title) } }
        @if let Some(subtitle) = &session.subtitle { p .subtitle lang=[lang(session, subtitle)] dir="auto" { (subtitle) } }
        p .when {
            (when(session, times))
            @if let Some(room) = &session.room { " · " span dir="auto" { (schedule.guide().whereabouts(room)) } }
        }
        ul .facts { (facts(session)) @for topic in &session.topics { li { (topic) } } }
        p .acts {
            a .button .primary href=(Fragment::link(&session.id)) { (i18n::OPEN_IN_SCHEDULE) }
            a .button href=(calendar) download { (i18n::ADD_TO_CALENDAR) }
            @if let Some(recording) = &session.recording { a .button href=(recording) rel="noopener noreferrer" { (i18n::RECORDING) } }
        }
        @if !session.speakers.is_empty() {
            ul .faces { @for speaker in &session.speakers { (face(speaker, schedule, Some(speaker_link(speaker)))) } }
        }
        (summary(session))
        ul .links { (further_links(session)) }
    }
}

/// A speaker, by the name, with all their sessions (by their indices) and the way into the app.
pub fn speaker(name: &str, sessions: &[usize], schedule: &Schedule, times: Times) -> Markup {
    let heading = html! { h1 dir="auto" { (name) } };
    let sessions: Vec<_> = sessions.iter().map(|index| &schedule.sessions[*index]).collect();
    let link = |session: &Session| {
        let address = session_path(&session.id).unwrap_or_else(|| Fragment::link(&session.id));
        html! { a href=(address) dir="auto" { (session.title) } }
    };
    html! {
        (about_speaker(name, &heading, &sessions, schedule))
        (sessions_in_short(&sessions, times, &link))
        p .zone { (i18n::times_in(times.zone)) }
        p .acts { a .button .primary href=(Fragment::speaker_link(name)) { (i18n::OPEN_IN_SCHEDULE) } }
    }
}

/// When and where a session is, who speaks, and the beginning of what it is about: as a preview of a link has room for.
pub fn in_short(session: &Session, schedule: &Schedule, times: Times) -> String {
    const LONGEST: usize = 200;
    let date = times.zone.civil(session.start).0;
    let when = format!(
        "{} {}, {}",
        i18n::weekday(date),
        i18n::day_and_month(date),
        times.from_to_on(date, session.start, session.end)
    );
    let room = session.room.as_ref().map(|room| schedule.guide().whereabouts(room));
    let speakers: Vec<_> = session.speakers.iter().map(|speaker| &*speaker.name).collect();
    let facts = [Some(when), room, Some(speakers.join(i18n::COMMA.get())).filter(|names| !names.is_empty())];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let summary = session.details().summary.as_deref().unwrap_or_default();
    let words: Vec<_> = [&*facts, "–"].into_iter().chain(summary.split_whitespace()).collect();
    let text = if words.len() > 2 { words.join(" ") } else { facts };
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

fn speaker_link(speaker: &Speaker) -> String {
    speaker_path(&speaker.name).unwrap_or_else(|| Fragment::speaker_link(&speaker.name))
}

/// `Monday 22 February, 17:00–17:50 (Europe/Berlin)`
fn when(session: &Session, times: Times) -> Markup {
    let date = times.zone.civil(session.start).0;
    let time = |at: Timestamp, text: String| html! { time datetime=(at.to_rfc3339()) { (text) } };
    html! {
        (i18n::weekday(date)) " " (i18n::day_and_month(date)) ", " (time(session.start, times.clock(session.start)))
        @if session.end > session.start { "–" (time(session.end, times.clock_on(date, session.end))) }
        " " span .zone { "(" (times.zone.name) ")" }
    }
}
