//! What stands around the timeline.

use std::sync::Arc;

use maud::html;

use super::{
    Times, away, described, info_pages, link_to_view,
    people::{bare, list_of_links},
    session_link,
};
use crate::{
    agenda::Agenda,
    i18n::{self, LOCALES, Locale},
    schedule::{
        Announcement, ConferencePhase, Field, Format, Guide, ImageKind, Schedule, Session, Venue, by_name,
        sorted,
    },
    time::Timestamp,
    view::{ActiveFilter, Feed, LanguageChoice, View, ViewState, search::SearchResult},
};

/// The conference's name, dates, venue and site.
pub fn head(schedule: &Schedule) -> String {
    let dates = schedule.dates.map(i18n::date_range);
    let Guide { language, logo, venue, .. } = schedule.guide();
    let markup = html! {
        @if let Some(logo) = logo { img .logo src=(ImageKind::Logo.path(logo)) height="40" alt=""; }
        h1 lang=[language.as_deref()] dir="auto" { (schedule.name) }
        p .dates {
            @if let Some(dates) = dates { span { (dates) } }
            @if let Some(Venue { name, address, url }) = venue {
                " "
                span title=[address.as_deref()] dir="auto" {
                    @match url { Some(url) => (away(url, name)), None => (name) }
                }
            }
            @if let Some(url) = &schedule.url {
                " "
                span { (away(url, bare(url))) }
            }
        }
    };
    markup.into_string()
}

/// The id of what is good to know.
const INFO_ID: &str = "_info";

/// The pages in the other languages. Links, so that they work without scripts; `boot.js` keeps what was chosen and takes the address
/// along.
pub fn other_languages() -> String {
    let others = LOCALES.iter().filter(|locale| locale.tag != Locale::current().tag);
    let markup = html! {
        @for Locale { tag, name, page, .. } in others { a href=(page) hreflang=(tag) lang=(tag) { (name) } }
    };
    markup.into_string()
}

/// So many sessions are named in a line; of more there is a list to open.
const IN_A_LINE: usize = 2;

/// Before, during or after the conference: each with the way to what matters then.
pub fn moment(
    moment: &ConferencePhase,
    at: Timestamp,
    schedule: &Schedule,
    agenda: &Agenda,
    times: Times,
) -> String {
    let today = times.zone.civil(at).0;
    let until = |session: &Session| i18n::until(&times.clock_on(today, session.end));
    let markup = match moment {
        ConferencePhase::Before { seconds, first } => html! {
            p { strong { (i18n::begins_in(*seconds)) } " " (session_link(first)) }
        },
        ConferencePhase::During { now, next } => html! {
            @if now.len() > IN_A_LINE {
                details #_now-list {
                    summary { strong { (i18n::on_now(now.len())) } }
                    ul { @for session in by_room(now, schedule, agenda) { li {
                        @if let Some(room) = &session.room { span .room dir="auto" { (room) } " " }
                        (session_link(session)) " " (until(session))
                    } } }
                }
            } @else {
                p {
                    strong { (i18n::NOW) }
                    @for (index, session) in now.iter().enumerate() {
                        @if index > 0 { " ·" }
                        " " (session_link(session)) " " (until(session))
                    }
                    @if now.is_empty() { " " (i18n::BREAK) }
                }
            }
            @if let Some(first) = next.first() {
                @let start = times.clock_on(today, first.start);
                @if next.len() > IN_A_LINE {
                    details #_next-list {
                        summary { strong { (i18n::NEXT) } " " (start) ": " (i18n::sessions(next.len())) }
                        ul { @for session in by_room(next, schedule, agenda) { li {
                            @if let Some(room) = &session.room { span .room dir="auto" { (room) } " " }
                            (session_link(session))
                        } } }
                    }
                } @else {
                    p {
                        strong { (i18n::NEXT) } " " (start)
                        @for (index, session) in next.iter().enumerate() {
                            @if index > 0 { " ·" }
                            " " (session_link(session))
                        }
                    }
                }
            }
        },
        ConferencePhase::Over => {
            let recorded = schedule.sessions.iter().filter(|session| session.recording.is_some()).count();
            html! {
                p { (i18n::over(&schedule.name)) }
                @if recorded > 0 { p { (i18n::recorded(recorded)) } }
            }
        }
    };
    markup.into_string()
}

/// Sessions by room, in the organiser's order, the picked ones first and those last that one comes to as one likes.
fn by_room<'a>(sessions: &'a [Arc<Session>], schedule: &Schedule, agenda: &Agenda) -> Vec<&'a Session> {
    let order = |session: &Session| {
        let rank = session.room.as_ref().map(|room| schedule.rank(Field::Room, room));
        (session.is_drop_in(), !agenda.is_picked(&session.id), rank)
    };
    sorted(sessions.iter().map(|session| &**session).collect(), &|a: &&Session, b: &&Session| {
        let room = |session: &'a Session| session.room.as_deref().unwrap_or_default();
        order(a).cmp(&order(b)).then_with(|| by_name(room(a), room(b)))
    })
}

/// What narrows the list, each with the way to drop it; and the ways to see more: without all of that, in all languages.
/// Nothing where all is seen. With what the search answered: how it read the query, what else it found, and the way to the
/// other order.
pub fn wider(view: &ViewState, schedule: &Schedule, answer: Option<&SearchResult>) -> String {
    let choices = view.choices();
    let mut all = ViewState { open: None, ..view.clone() };
    all.choose_languages(Vec::new(), schedule);
    let other_order = ViewState { by_time: !view.by_time, open: None, ..view.clone() };
    let mut unfiltered = view.clone().widened();
    unfiltered.query.clone_from(&view.query);
    let in_list = view.view == View::List;
    // The agenda is what was picked, in whatever language.
    let by_language = view.view != View::Agenda;
    let markup = html! {
        @if let Some(answer) = answer {
            @if let Some(nearest) = &answer.nearest {
                @let view = ViewState { query: nearest.clone(), open: None, ..view.clone() };
                a href=(link_to_view(&view)) { (i18n::did_you_mean(nearest)) } " "
            }
            @for (typed, meant) in &answer.corrected { span .read-as { (i18n::read_as(typed, meant)) } " " }
            @if in_list && !answer.hits.is_empty() {
                a href=(link_to_view(&other_order)) { (if view.by_time { i18n::BEST_FIRST } else { i18n::BY_TIME }) } " "
            }
            @if by_language && answer.other_languages > 0 {
                a href=(link_to_view(&all)) { (i18n::in_other_languages(answer.other_languages)) } " "
            }
            @if answer.filtered > 0 {
                a href=(link_to_view(&unfiltered)) { (i18n::without_filters(answer.filtered)) } " "
            }
        }
        @if !choices.is_empty() {
            span .choices role="group" aria-label=(i18n::FILTERS_ON) {
                @for (choice, without) in &choices {
                    @let name = i18n::choice(choice);
                    @let text = html! { (name) " " span aria-hidden="true" { "✕" } };
                    @match choice {
                        // No address knows it.
                        ActiveFilter::Without(facet, value) => {
                            @let label = i18n::show_again(*facet, value);
                            button type="button" data-hide name=(facet.key()) value=(value) aria-label=(label) { (text) }
                        }
                        _ => a href=(link_to_view(without)) aria-label=(i18n::drop_choice(&name)) { (text) },
                    }
                }
            }
            @if view.has_filters() { a href=(link_to_view(&view.clone().widened())) { (i18n::CLEAR) } " " }
            @if Feed::named_by(view, schedule).len() > 1 {
                button type="button" data-tool="subscribe" { (i18n::agenda::SUBSCRIBE) }
            }
        }
        @if by_language && answer.is_none() && view.language_keys(schedule).is_some() {
            a href=(link_to_view(&all)) { (i18n::show_all(schedule.sessions.len())) }
        }
    };
    markup.into_string()
}

/// What stands in place of sessions where there are none: how to get some.
pub fn nothing(view: &ViewState, schedule: &Schedule) -> String {
    let (text, view, action) = if schedule.sessions.is_empty() {
        return html! { p { (i18n::NO_SESSIONS) } }.into_string();
    } else if view.view != View::Agenda || view.is_narrowed() {
        let names: Vec<_> = view.choices().iter().map(|(choice, _)| i18n::choice(choice)).collect();
        // A language that nobody chose keeps nothing out.
        let is_chosen = view.language != LanguageChoice::Opening;
        let text = i18n::nothing_found(&names, view.language_keys(schedule).filter(|_| is_chosen));
        // What is hidden is shown again where it is listed.
        (text, view.has_filters().then(|| view.clone().widened()), i18n::CLEAR)
    } else if schedule.sessions.iter().any(|session| session.format == Some(Format::Keynote)) {
        let mut keynotes = ViewState::default();
        keynotes.facets.toggle(Field::Format, Format::Keynote.key(), true);
        (i18n::HOW_TO_PICK.into(), Some(keynotes), i18n::START_WITH_KEYNOTES)
    } else {
        (i18n::HOW_TO_PICK.into(), Some(ViewState::default()), i18n::START_WITH_LIST)
    };
    html! { p { (text) } @if let Some(view) = view { p { a .button href=(link_to_view(&view)) { (action) } } } }.into_string()
}

/// What stands in place of a board on which nothing is.
pub fn nothing_on() -> String {
    let programme = link_to_view(&ViewState::default());
    html! { p { (i18n::NOTHING_ON) } p { a .button href=(programme) { (i18n::START_WITH_LIST) } } }
        .into_string()
}

/// The picks in short, for beside the timeline.
pub fn agenda_lines(schedule: &Schedule, picked: &[usize], times: Times) -> String {
    let markup = html! {
        @if picked.is_empty() { p { (i18n::HOW_TO_PICK) } }
        ol {
            @for session in picked.iter().map(|index| &schedule.sessions[*index]) {
                li .cancelled[session.cancelled] {
                    span .when { (times.day_and_clock(session.start)) }
                    (session_link(session))
                }
            }
        }
    };
    markup.into_string()
}

/// A text that changes. As markup of an element of its own, since a text node would be lost to what else writes into the page: a
/// browser's translation puts others in its place.
pub fn text(text: &str) -> String {
    html! { (text) }.into_string()
}

/// The notices that stand, each with a button to dismiss it.
pub fn notices(texts: &[String]) -> String {
    let markup = html! {
        @for text in texts {
            p .notice { span { (text) } button .button-ghost type="button" { (i18n::DISMISS) } }
        }
    };
    markup.into_string()
}

/// What is good to know, and what could not be used of the schedule file.
pub fn footer(schedule: &Schedule) -> String {
    let problems = &schedule.problems;
    let Guide { info, links, venue, .. } = schedule.guide();
    let address = venue.as_ref().and_then(|venue| venue.address.as_deref());
    let markup = html! {
        @if !info.is_empty() || !links.is_empty() || address.is_some() {
            section #(INFO_ID) aria-label=(i18n::INFO) {
                h2 { (i18n::INFO) }
                @if let Some(address) = address { p dir="auto" { (address) } }
                (list_of_links(links))
                (info_pages(schedule))
            }
        }
        @if !problems.is_empty() {
            details .problems {
                summary { (i18n::problems(problems.len())) }
                ul { @for problem in problems { li { (i18n::problem(problem)) } } }
            }
        }
    };
    markup.into_string()
}

/// What the organiser announces, with its time.
pub fn announcement(announcement: &Announcement, times: Times) -> String {
    let date = times.zone.civil(announcement.at).0;
    let markup = html! {
        h3 dir="auto" { (announcement.title) }
        p .when { (i18n::day_and_month(date)) " " (times.clock(announcement.at)) }
        (described(None, &announcement.text, None))
    };
    markup.into_string()
}
