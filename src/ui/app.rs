//! The whole page: what changes in it, around the templates of `markup`.
//!
//! Every changing value is given to the view as a `Signal`: the framework's code for a value of that type then exists
//! once, and not once a closure.

use leptos::{ev, prelude::*};

use super::{
    markup,
    model::{Model, UNDO_ID},
    words,
};
use crate::{
    browser::{form::Change, page},
    schedule::{Day, Moment},
    view::View,
};

/// The id of the element that holds the controls.
pub const CONTROLS_ID: &str = "controls";

/// The app. Rendered natively at build time and hydrated in the browser: until the model is woken, both show the same
/// (every session of the opening language, in the venue's time).
#[component]
pub fn App(model: Model) -> impl IntoView {
    provide_context(model);
    let schedule = model.schedule.get_value();
    let picks = Signal::derive(move || words::picks(model.picked.read().len()));
    let count = Signal::derive(move || model.picked.read().len().to_string());
    let no_picks = Signal::derive(move || flag(model.picked.read().is_empty()));
    let zone = Signal::derive(move || words::times_in(&model.zone.read()));
    let changed = move |event: ev::Event| {
        if let Some(change) = Change::of(&event) {
            model.change(change);
        }
    };
    view! {
        <a class="skip" href="#main">{words::SKIP}</a>
        <header class="head">
            <div inner_html=built(|| markup::head(&schedule))></div>
            <p class="picks"><a href="?view=agenda">{picks}</a></p>
            <div class="moment" inner_html=moment_markup(model)></div>
            <p class="zone">{zone}</p>
        </header>
        <div class="desk">
            <div class="tools" on:input=changed on:change=changed>
                <div id=CONTROLS_ID inner_html=built(|| markup::controls(&schedule))></div>
                <span class="badge" aria-hidden="true" hidden=no_picks>{count}</span>
            </div>
            <main id="main" tabindex="-1">
                <Messages />
                <Timeline />
            </main>
            <AgendaAside />
        </div>
        <footer inner_html=built(|| markup::footer(&schedule))></footer>
    }
}

/// Whether an element that is made now takes over one that was prerendered.
fn is_taking_over() -> bool {
    Owner::current_shared_context().is_some_and(|context| context.is_browser() && context.during_hydration())
}

/// Markup that never changes: made where the element is built, and not where a prerendered one has it already.
fn built(markup: impl FnOnce() -> String) -> String {
    if is_taking_over() { String::new() } else { markup() }
}

/// A minute that changes nothing to read must not take the focus from a link in it.
fn moment_markup(model: Model) -> Memo<String> {
    Memo::new(move |_| {
        let schedule = model.schedule.get_value();
        let moment = model.moment();
        moment
            .map(|moment| markup::moment(&moment, &schedule, &model.zone.read(), model.cycle()))
            .unwrap_or_default()
    })
}

/// What the page has to tell, and the way back from a removal.
#[component]
fn Messages() -> impl IntoView {
    let model: Model = expect_context();
    let notices = Signal::derive(move || markup::notices(&model.notices.read()));
    let removed = Signal::derive(move || {
        model
            .removed
            .with(|removed| removed.as_ref().map(|removed| words::removed(&removed.title)))
            .unwrap_or_default()
    });
    let nothing_removed = Signal::derive(move || flag(model.removed.read().is_none()));
    view! {
        <div
            class="notices"
            role="alert"
            inner_html=notices
            on:click=move |event| {
                if let Some(place) = page::pressed_value(&event).and_then(|value| value.parse().ok()) {
                    model.dismiss(place);
                }
            }
        ></div>
        <div role="status">
            <div class="undo" hidden=nothing_removed>
                <p>{removed}</p>
                <button type="button" id=UNDO_ID on:click=move |_| model.undo()>{words::UNDO}</button>
                <button type="button" class="quiet" on:click=move |_| model.removed.set(None)>{words::DISMISS}</button>
            </div>
        </div>
    }
}

/// What is shown, in words, then the days.
#[component]
fn Timeline() -> impl IntoView {
    let model: Model = expect_context();
    let schedule = model.schedule.get_value();
    let days = schedule.days.clone();
    let over = Signal::derive(move || flag(matches!(model.moment(), Some(Moment::Over))));
    let nothing = Signal::derive({
        let schedule = schedule.clone();
        move || {
            if model.visible.read().is_empty() {
                markup::nothing(&model.view.read(), &schedule)
            } else {
                String::new()
            }
        }
    });
    let wider = Signal::derive(move || markup::wider(&model.view.read(), &schedule));
    view! {
        <p class="showing">
            <span role="status">{Signal::derive(move || model.showing())}</span>
            " "
            <span class="wider" inner_html=wider></span>
        </p>
        <div class="timeline" data-over=over>
            {days.into_iter().enumerate().map(|(place, day)| view! { <DaySection place day /> }).collect_view()}
        </div>
        <div class="nothing" inner_html=nothing></div>
    }
}

/// The value of an attribute that is there or not.
fn flag(on: bool) -> Option<&'static str> {
    on.then_some("")
}

#[component]
fn DaySection(place: usize, day: Day) -> impl IntoView {
    let model: Model = expect_context();
    let sessions = Memo::new(move |_| model.visible.with(|visible| visible.days[place].clone()));
    let empty = Signal::derive(move || flag(sessions.read().is_empty()));
    let heading = format!("{}-heading", day.anchor());
    view! {
        <section id=day.anchor() class="day" aria-labelledby=heading.clone() hidden=empty>
            <h2 id=heading.clone() inner_html=built(|| markup::day_heading(day))></h2>
            <For each=move || sessions.get() key=|place| *place let:place>
                <SessionRow place day />
            </For>
        </section>
    }
}

/// A session as an `<article>`, with everything the schedule says of it and its toggle. The toggle's name is the same
/// pressed or not: which it is, `aria-pressed` says.
#[component]
fn SessionRow(place: usize, day: Day) -> impl IntoView {
    let model: Model = expect_context();
    let session = model.session(place);
    let id = session.id.clone();
    let picked = Memo::new(move |_| model.agenda.with(|agenda| agenda.is_picked(&id)));
    let pressed = Signal::derive(move || Some(if picked.get() { "true" } else { "false" }));
    let timed = session.clone();
    let on_now = Memo::new(move |_| !timed.cancelled && model.now().is_some_and(|now| timed.is_on(now)));
    let on_now_flag = Signal::derive(move || flag(on_now.get()));
    let timed = session.clone();
    let rail = Signal::derive(move || {
        markup::rail(&timed, day.date, &model.zone.read(), model.cycle(), on_now.get())
    });
    // A prerendered row is complete; one that is built may be before all of the schedule has come.
    let what = if is_taking_over() {
        Signal::stored(String::new())
    } else {
        Signal::derive(move || {
            model.details.track();
            markup::what(&model.session(place))
        })
    };
    view! {
        <article id=session.id.clone() class="session" class:cancelled=session.cancelled tabindex="-1" data-now=on_now_flag>
            <p class="rail" inner_html=rail></p>
            <div class="what" inner_html=what></div>
            <button
                type="button"
                class="pick"
                aria-label=words::pick(&session.title)
                aria-pressed=pressed
                on:click={
                    let session = session.clone();
                    move |_| model.toggle(&session)
                }
            >
                {words::PICK}
            </button>
        </article>
    }
}

/// The agenda in short, beside the timeline on a wide screen.
#[component]
fn AgendaAside() -> impl IntoView {
    let model: Model = expect_context();
    let hidden = Signal::derive(move || flag(model.view.read().view == View::Agenda));
    let count = Signal::derive(move || words::in_agenda(model.picked.read().len()));
    let lines = Signal::derive(move || {
        let schedule = model.schedule.get_value();
        markup::agenda_lines(&schedule, &model.picked.read(), &model.zone.read(), model.cycle())
    });
    view! {
        <aside class="agenda" aria-label=words::AGENDA hidden=hidden>
            <h2>{words::AGENDA}</h2>
            <p class="count">{count}</p>
            <div inner_html=lines></div>
        </aside>
    }
}
