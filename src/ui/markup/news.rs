//! What came from outside: a waiting version, changes of the schedule, and how the app is kept on this device.

use maud::{Markup, html};

use super::{
    Times,
    desk::{clash, ids_text},
    session_link,
};
use crate::{
    agenda::{Engagement, News},
    schedule::{Change, Schedule, Session, Snapshot},
    time::Instant,
    ui::{
        act,
        model::{Device, Install},
        words::{self, desk as said},
    },
};

/// The id of the element that holds the news, and of that in it with the changes of the schedule.
pub const NEWS_ID: &str = "_news";
pub const INBOX_ID: &str = "_inbox";

/// Of the news what does not wait for the worker, empty where there is none: a waiting version, why the server's schedule is
/// not used.
pub fn news(device: &Device, held_back: &[String]) -> String {
    let markup = html! {
        @if device.update_waits {
            div .notice {
                p { (words::UPDATE_WAITS) }
                p { button type="button" value=(act::ACCEPT_UPDATE) { (words::UPDATE) }
                    button .quiet type="button" value=(act::UPDATE_LATER) { (words::LATER) } }
            }
        }
        @for text in held_back {
            div .notice {
                p { (text) }
                p { button .quiet type="button" value=(act::DISMISS_HELD_BACK) { (words::DISMISS) } }
            }
        }
    };
    markup.into_string()
}

/// What changed of the schedule, empty where nothing did; `clashing` tells with what a session clashes, by its id.
pub fn inbox<'a>(
    inbox: &[News],
    schedule: &Schedule,
    times: Times,
    clashing: impl Fn(&str) -> Vec<&'a Engagement>,
) -> String {
    let mine = inbox.iter().filter(|news| news.picked).count();
    let markup = html! {
        @if !inbox.is_empty() {
            details .inbox open {
                summary { (words::changes(inbox.len(), mine)) }
                ul { @for news in inbox { (item(news, schedule, times, &clashing(&news.id))) } }
                p { button .quiet type="button" value="desk dismiss-all" { (words::DISMISS_ALL) } }
            }
        }
    };
    markup.into_string()
}

fn item(news: &News, schedule: &Schedule, times: Times, clashing: &[&Engagement]) -> Markup {
    let session = schedule.session(&news.id);
    html! {
        li .mine[news.picked] {
            div {
                @match session {
                    Some(session) => (session_link(session)),
                    None => span dir="auto" { (news.title) },
                }
                @for change in &news.changes {
                    p { (told(change, session.map(|session| &**session), news, times)) }
                }
                @if !clashing.is_empty() { p .clash { (clash(clashing, schedule)) } }
            }
            button .quiet type="button" value={ "desk dismiss " (news.id) } aria-label=(words::dismiss(&news.title)) { (words::DISMISS) }
        }
    }
}

/// A change in words.
fn told(change: &Change, now: Option<&Session>, news: &News, times: Times) -> String {
    // Nothing around it says of which day a time is.
    let with_day = |from: Instant, to: Instant| {
        (times.day_and_clock(from), times.clock_on(times.zone.civil(from).0, to))
    };
    match (change, now) {
        (Change::New, Some(session)) => words::new_session(&times.day_and_clock(session.start)),
        (Change::Gone | Change::New, _) => words::gone(&times.day_and_clock(news.start)),
        (Change::Cancelled, _) => words::CANCELLED.into(),
        (Change::Reinstated, _) => words::REINSTATED.into(),
        (Change::Moved { start, .. }, Some(session)) if *start != session.start => {
            let (from, to) = with_day(*start, session.start);
            words::moved(&from, &to)
        }
        (Change::Moved { end, .. }, Some(session)) => {
            let (from, to) = with_day(*end, session.end);
            words::ends(&from, &to)
        }
        (Change::Room { from }, Some(session)) => words::room(from.as_deref(), session.room.as_deref()),
        (Change::Renamed { from }, _) => words::renamed(from),
        (Change::Speakers, _) => words::SPEAKERS_CHANGED.into(),
        (Change::Details | Change::Moved { .. } | Change::Room { .. }, _) => words::DETAILS_CHANGED.into(),
    }
}

/// Picks that the schedule does not have any more: what is known of them, what they may be now, and the way to let go of them.
pub fn lost(picks: &[(&str, &Snapshot)], schedule: &Schedule, times: Times) -> String {
    let now_called = |snapshot: &Snapshot| -> Vec<&Session> {
        schedule.like_gone(snapshot).into_iter().map(|place| &*schedule.sessions[place]).collect()
    };
    let markup = html! {
        @for (id, snapshot) in picks {
            @let Snapshot { title, start, end, .. } = snapshot;
            @let others = now_called(snapshot);
            article #(id) .session.cancelled tabindex="-1" {
                p .rail {
                    span { (words::short_day(times.zone.civil(*start).0)) " " }
                    span .start { time datetime=(start.to_rfc3339()) { (times.clock(*start)) } }
                    span .dash { "–" }
                    span { time datetime=(end.to_rfc3339()) { (times.clock(*end)) } }
                }
                div .what {
                    h3 dir="auto" { (title) }
                    ul .facts { li .status { (words::LOST) } }
                    @if !others.is_empty() {
                        p { (words::PERHAPS_NOW) }
                        ul .heirs { @for other in others { li {
                            (session_link(other)) " " span .when { (times.day_and_clock(other.start)) } " "
                            button type="button" value={ "desk carry-over " (ids_text([*id, &other.id])) }
                                aria-label=(said::about(&said::TAKE, &other.title)) { (said::TAKE) }
                        } } }
                    }
                }
                button .pick type="button" aria-label=(words::pick(title)) aria-pressed="true" { (words::PICK) }
            }
        }
    };
    markup.into_string()
}

/// The same in short, for beside the timeline.
pub fn lost_lines(picks: &[(&str, &Snapshot)], times: Times) -> String {
    let line = |(_, Snapshot { title, start, .. }): &(&str, &Snapshot)| {
        html! {
            li .cancelled {
                span .when { (times.day_and_clock(*start)) " · " (words::LOST) }
                span dir="auto" { (title) }
            }
        }
    };
    let lines: Vec<_> = picks.iter().map(line).collect();
    html! { @if !lines.is_empty() { ol { @for line in lines { (line) } } } }.into_string()
}

/// What stands at the page's foot about this device.
pub fn device(device: &Device) -> String {
    let markup = html! {
        @match device.install {
            Install::Button => p { button type="button" value=(act::INSTALL) { (words::INSTALL) } },
            Install::ByHand => p { (words::INSTALL_BY_HAND) },
            Install::No => {},
        }
        @if device.evictable { p { (words::EVICTABLE) } }
        p { button .quiet type="button" value=(act::RESET) { (words::RESET) } " " (words::RESET_MEANS) }
    };
    markup.into_string()
}
