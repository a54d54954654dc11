//! What of the agenda's tools is inert: text and links. As a view each of these would be several times the bytes.

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc};

use super::{Times, session_link};
use crate::{
    agenda::{Agenda, Commitment, Comparison, News, OwnEntry, Priority, Shared, Span, Who, Why, note_name},
    i18n::{self, agenda as messages},
    schedule::{Change, Schedule, Session},
    time::Timestamp,
};

/// The signs of the others, beside their colours.
const SIGNS: [&str; 5] = ["◆", "●", "▲", "■", "✚"];

/// `Tue 23 18:45–21:00`
pub fn from_to(times: Times, span: Span) -> String {
    let (_, to) = times.both(span.start, span.end);
    format!("{}–{to}", times.day_and_clock(span.start))
}

/// When a session is, and what it is called.
pub fn line(session: &Session, times: Times) -> Markup {
    html! { span .when { (from_to(times, Span::of(session))) } " " (session_link(session)) }
}

/// The same in a column to scale: the date is its heading, and where it is matters.
pub fn in_column(session: &Session, times: Times) -> String {
    let (from, to) = times.both(session.start, session.end);
    let markup = html! {
        span .when { (from) "–" (to) } " " (session_link(session))
        @if let Some(room) = &session.room { " " span .room dir="auto" { (room) } }
    };
    markup.into_string()
}

/// An entry of one's own.
pub fn own_entry(entry: &OwnEntry, times: Times) -> String {
    let span = entry.span();
    let when = match entry.is_daily {
        true => format!("{}–{} {}", times.clock(span.start), times.clock(span.end), messages::DAILY.get()),
        false => from_to(times, span),
    };
    html! { p { span .when { (when) } " " span dir="auto" { (entry.title) } } (about_own(entry)) }
        .into_string()
}

/// Where an entry of one's own is, and what else is written about it.
fn about_own(entry: &OwnEntry) -> Markup {
    html! {
        @if !entry.place.is_empty() { p dir="auto" { (entry.place) } }
        @if entry.is_free { p { (messages::IS_FREE) } }
        @if !entry.note.is_empty() { p .note dir="auto" { (entry.note) } }
    }
}

/// With what something clashes.
pub fn clashes_with(with: &[Commitment], schedule: &Schedule) -> Markup {
    html! {
        (i18n::CLASHES_WITH) " "
        @for (at, commitment) in with.iter().enumerate() {
            @if at > 0 { ", " }
            @match commitment {
                Commitment::Session(index) => (session_link(&schedule.sessions[*index])),
                Commitment::Own(entry) => span dir="auto" { (entry.title) },
            }
        }
    }
}

/// A session of a plan, and why it is left out.
pub fn plan_line(
    session: &Session,
    priority: Priority,
    why: Option<&Why>,
    schedule: &Schedule,
    times: Times,
) -> Markup {
    html! {
        (line(session, times)) " " span .weight { (messages::priority(priority)) }
        @if let Some(why) = why {
            br;
            @match why {
                Why::Clashes(with) => (clashes_with(with, schedule)),
                Why::OtherTime(other) => { (messages::OTHER_TIME) " " (line(&schedule.sessions[*other], times)) }
                Why::Dropped => (messages::DROPPED),
                Why::Cancelled => (messages::IS_CANCELLED),
            }
        }
    }
}

/// A friend's sign and name; by their index among the others.
pub fn friend(at: usize, name: &str) -> Markup {
    html! { span .friend data-friend=(at) { span aria-hidden="true" { (SIGNS[at % SIGNS.len()]) } " " span dir="auto" { (name) } } }
}

/// What a session's row says of the agenda: what it clashes with, at which other times it is given, who goes there, one's note.
pub fn annotations(
    with: &[Commitment],
    again: &[usize],
    goers: &[(usize, &str)],
    note: &str,
    schedule: &Schedule,
    times: Times,
) -> String {
    let markup = html! {
        @if !with.is_empty() { p .clash { (clashes_with(with, schedule)) } }
        @if !again.is_empty() {
            p .again { (i18n::GIVEN_AGAIN) @for index in again { " " (line(&schedule.sessions[*index], times)) } }
        }
        @if !goers.is_empty() { p .goers { @for (at, name) in goers { (friend(*at, name)) " " } } }
        @if !note.is_empty() { p .note dir="auto" { (note) } }
    };
    markup.into_string()
}

/// A QR code (ISO/IEC 18004) of a link, dark on light whatever the theme, with the quiet zone of four modules that readers
/// need.
pub fn qr(url: &str) -> Markup {
    const QUIET: i32 = 4;
    let Ok(code) = QrCode::encode_text(url, QrCodeEcc::Medium) else {
        return html! { p { (messages::QR_TOO_LONG) } };
    };
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let dark = (x..code.size()).take_while(|x| code.get_module(*x, y)).count() as i32;
            if dark > 0 {
                path += &format!("M{} {}h{dark}v1h-{dark}z", x + QUIET, y + QUIET);
            }
            x += dark.max(1);
        }
    }
    let size = code.size() + 2 * QUIET;
    html! {
        svg .qr viewBox={ "0 0 " (size) " " (size) } role="img" aria-label=(messages::QR) shape-rendering="crispEdges" {
            rect width=(size) height=(size) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    }
}

/// The agenda to print and put into a pocket.
pub fn paper(agenda: &Agenda, picks: &[usize], schedule: &Schedule, times: Times, url: &str) -> String {
    let markup = html! {
        header {
            div { p .name dir="auto" { (schedule.name) } p { (i18n::times_in(times.zone)) } }
            (qr(url))
        }
        @for (date, planned) in agenda.by_date(picks, schedule, times.zone) {
            section {
                p .day-of-print { (i18n::weekday(date)) " " (i18n::day_and_month(date)) }
                @for commitment in &planned {
                    @match commitment {
                        Commitment::Session(index) => {
                            @let session = &schedule.sessions[*index];
                            div .entry .cancelled[session.cancelled] {
                                p .when { (times.from_to_on(date, session.start, session.end)) }
                                div { (entry(session, agenda.text(&note_name(&session.id)), schedule)) }
                            }
                        }
                        Commitment::Own(own) => div .entry {
                            p .when { (times.from_to_on(date, own.start, own.end)) }
                            div { p .name dir="auto" { (own.title) } (about_own(own)) }
                        },
                    }
                }
            }
        }
    };
    markup.into_string()
}

fn entry(session: &Session, note: &str, schedule: &Schedule) -> Markup {
    html! {
        p .name dir="auto" { (session.title) @if session.cancelled { " · " (i18n::CANCELLED) } }
        @if let Some(title) = &session.title_en { p { (title) } }
        @if !session.speakers.is_empty() {
            p dir="auto" { (session.speakers.iter().map(|speaker| &*speaker.name).collect::<Vec<_>>().join(" · ")) }
        }
        @if let Some(room) = &session.room { p { (schedule.guide().whereabouts(room)) } }
        @if let Some(page) = &session.details().page { p dir="ltr" { (page) } }
        @if !note.is_empty() { p .note dir="auto" { (note) } }
    }
}

/// A session, and who goes there: names of the others by their indices among them.
pub fn going(index: usize, who: &[Who], names: &[&str], schedule: &Schedule, times: Times) -> Markup {
    html! {
        (line(&schedule.sessions[index], times)) " "
        @for who in who {
            @match who {
                Who::Me => { (messages::ME) " " }
                Who::Them(at) => { (friend(*at, names[*at])) " " }
            }
        }
    }
}

fn heading(text: &str, count: usize) -> Markup {
    html! { h3 { (text) " " span .number { (count) } } }
}

/// What one and others go to.
pub fn together(comparison: &Comparison, names: &[&str], schedule: &Schedule, times: Times) -> String {
    let markup = html! {
        (heading(&messages::TOGETHER, comparison.together.len()))
        ul { @for (index, them) in &comparison.together {
            @let them: Vec<_> = them.iter().copied().map(Who::Them).collect();
            li { (going(*index, &them, names, schedule, times)) }
        } }
        (heading(&messages::ONLY_THEM, comparison.only_them.len()))
    };
    markup.into_string()
}

/// What one goes to alone, where all could meet, and who goes where at the same time.
pub fn apart(comparison: &Comparison, names: &[&str], schedule: &Schedule, times: Times) -> String {
    let markup = html! {
        (heading(&messages::ONLY_ME, comparison.only_me.len()))
        ul { @for index in &comparison.only_me { li { (line(&schedule.sessions[*index], times)) } } }
        @if !comparison.common_gaps.is_empty() {
            h3 { (messages::MEET) }
            ul { @for span in &comparison.common_gaps { li { (from_to(times, *span)) ", " (messages::length(span.length())) } } }
        }
        @if !comparison.covered.is_empty() {
            h3 { (messages::COVERED) }
            ul { @for pair in &comparison.covered { li {
                @for (index, who) in pair { p { (going(*index, who, names, schedule, times)) } }
            } } }
        }
    };
    markup.into_string()
}

/// What a friend's link says of sessions.
pub fn notes(shared: &Shared, schedule: &Schedule) -> String {
    let markup = html! {
        @for (id, note) in &shared.notes {
            p .note dir="auto" { (schedule.session(id).map_or(&**id, |session| &session.title)) ": " (note) }
        }
    };
    markup.into_string()
}

/// One session's news: what it is called, what has changed, and what it clashes with since.
pub fn news(news: &News, clashing: &[Commitment], schedule: &Schedule, times: Times) -> String {
    let session = schedule.session(&news.id).map(|session| &**session);
    let markup = html! {
        @match session {
            Some(session) => (session_link(session)),
            None => span dir="auto" { (news.title) },
        }
        @for change in &news.changes { p { (told(change, session, news, times)) } }
        @if !clashing.is_empty() { p .clash { (clashes_with(clashing, schedule)) } }
    };
    markup.into_string()
}

/// A change in words.
pub fn told(change: &Change, now: Option<&Session>, news: &News, times: Times) -> String {
    // Nothing around it says of which day a time is.
    let with_day = |from: Timestamp, to: Timestamp| {
        (times.day_and_clock(from), times.clock_on(times.zone.civil(from).0, to))
    };
    match (change, now) {
        (Change::New, Some(session)) => i18n::new_session(&times.day_and_clock(session.start)),
        (Change::Gone | Change::New, _) => i18n::gone(&times.day_and_clock(news.start)),
        (Change::Cancelled, _) => i18n::CANCELLED.into(),
        (Change::Reinstated, _) => i18n::REINSTATED.into(),
        (Change::Moved { start, .. }, Some(session)) if *start != session.start => {
            let (from, to) = with_day(*start, session.start);
            i18n::moved(&from, &to)
        }
        (Change::Moved { end, .. }, Some(session)) => {
            let (from, to) = with_day(*end, session.end);
            i18n::ends(&from, &to)
        }
        (Change::Room { from }, Some(session)) => i18n::room(from.as_deref(), session.room.as_deref()),
        (Change::Renamed { from }, _) => i18n::renamed(from),
        (Change::Speakers, _) => i18n::SPEAKERS_CHANGED.into(),
        (Change::Details | Change::Moved { .. } | Change::Room { .. }, _) => i18n::DETAILS_CHANGED.into(),
    }
}

/// When a pick was that the schedule does not have any more.
pub fn lost_rail(start: Timestamp, end: Timestamp, times: Times) -> String {
    let markup = html! {
        span { (i18n::short_day(times.zone.civil(start).0)) " " }
        span .start { time datetime=(start.to_rfc3339()) { (times.clock(start)) } }
        span .dash { "–" }
        span { time datetime=(end.to_rfc3339()) { (times.clock(end)) } }
    };
    markup.into_string()
}

/// A lost pick in short.
pub fn lost_in_short(title: &str, start: Timestamp, times: Times) -> String {
    let markup = html! {
        span .when { (times.day_and_clock(start)) " · " (i18n::LOST) }
        span dir="auto" { (title) }
    };
    markup.into_string()
}
