//! The timeline: days, and in them sessions, in order of time.

use leptos::prelude::*;

use super::{
    model::{link_to, model},
    session::SessionRow,
    words,
};
use crate::{
    schedule::{Day, Format, Moment},
    view::{View, to_query},
};

/// A link to each day.
#[component]
pub fn DayLinks() -> impl IntoView {
    let model = model();
    let days = model.schedule.with_value(|schedule| schedule.days.clone());
    let links = days
        .into_iter()
        .enumerate()
        .map(|(place, day)| {
            let empty = move || model.visible.with(|visible| visible.days[place].is_empty());
            view! {
                <li>
                    <a href=format!("#{}", day.anchor()) aria-disabled=move || empty().then_some("true")>
                        {words::short_day(day.date)}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <nav class="days" aria-label=words::DAYS><ul>{links}</ul></nav> }
}

/// What is shown, in words, then the days.
#[component]
pub fn Timeline() -> impl IntoView {
    let model = model();
    let days = model.schedule.with_value(|schedule| schedule.days.clone());
    let over = move || model.moment.with(|moment| matches!(moment, Some(Moment::Over)));
    view! {
        <Showing />
        <div class="timeline" data-over=move || over().then_some("")>
            {days.into_iter().enumerate().map(|(place, day)| view! { <DaySection place day /> }).collect_view()}
        </div>
        <Nothing />
    }
}

#[component]
fn DaySection(place: usize, day: Day) -> impl IntoView {
    let model = model();
    let sessions = Memo::new(move |_| model.visible.with(|visible| visible.days[place].clone()));
    let heading = format!("{}-heading", day.anchor());
    let labelled_by = heading.clone();
    view! {
        <section id=day.anchor() class="day" aria-labelledby=labelled_by hidden=move || sessions.with(Vec::is_empty)>
            <h2 id=heading>
                {words::weekday(day.date)} " " <span class="date">{words::day_and_month(day.date)}</span>
            </h2>
            <For each=move || sessions.get() key=|session| session.id.clone() let:session>
                <SessionRow session />
            </For>
        </section>
    }
}

/// How many sessions are shown and why no more, with the way to all of them.
#[component]
fn Showing() -> impl IntoView {
    let model = model();
    let schedule = model.schedule.get_value();
    let total = schedule.sessions.len();
    let text = {
        let schedule = schedule.clone();
        move || {
            let (view, shown) = (model.view.read(), model.visible.with(|visible| visible.len()));
            if view.view == View::Agenda {
                return words::in_agenda(model.picked.with(Vec::len));
            }
            let language = view.language_key(&schedule);
            let of = schedule.sessions.iter().filter(|session| session.is_in(language)).count();
            words::showing(shown, of, language, view.is_narrowed())
        }
    };
    let to_all = {
        let schedule = schedule.clone();
        move || {
            let view = model.view.read();
            let narrower = view.view == View::List && view.language_key(&schedule).is_some();
            narrower.then(|| {
                let mut all = view.clone();
                all.choose_language(None, &schedule);
                view! { " " <a href=format!("?{}", to_query(&all))>{words::show_all(total)}</a> }
            })
        }
    };
    let gone = move || {
        let picked = model.agenda.with(|agenda| agenda.picked().count());
        let gone = picked.saturating_sub(model.picked.with(Vec::len));
        (gone > 0 && model.view.with(|view| view.view == View::Agenda))
            .then(|| view! { <p class="gone">{words::gone(gone)}</p> })
    };
    view! {
        <p class="showing"><span role="status">{text}</span> {to_all}</p>
        {gone}
    }
}

/// What stands in place of sessions where there are none: how to get some.
#[component]
fn Nothing() -> impl IntoView {
    let model = model();
    move || {
        if !model.visible.with(|visible| visible.is_empty()) {
            return None;
        }
        let schedule = model.schedule.get_value();
        let view = model.view.read();
        Some(if schedule.sessions.is_empty() {
            view! { <p class="nothing">{words::NO_SESSIONS}</p> }.into_any()
        } else if view.view == View::Agenda && !view.is_narrowed() {
            let keynotes = schedule.formats().contains(&Format::Keynote);
            let (link, text) = if keynotes {
                (link_to(|view| view.formats.push(Format::Keynote)), words::START_WITH_KEYNOTES)
            } else {
                (link_to(|_| {}), words::START_WITH_LIST)
            };
            view! {
                <div class="nothing">
                    <p>{words::HOW_TO_PICK}</p>
                    <p><a class="button" href=link>{text}</a></p>
                </div>
            }
            .into_any()
        } else {
            let all = format!("?{}", to_query(&view.clone().widened()));
            view! {
                <div class="nothing">
                    <p>{words::NOTHING_FOUND}</p>
                    <p><a class="button" href=all>{words::CLEAR}</a></p>
                </div>
            }
            .into_any()
        })
    }
}
