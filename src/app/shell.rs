//! The whole page: what changes in it, around the templates.
//!
//! Every changing value is given to the view as a `Signal`: the framework's code for a value of that type then exists
//! once, and not once a closure.

use leptos::{ev, prelude::*};
use maud::html;

use super::{
    act,
    model::{Model, UNDO_ID},
};
use crate::{
    app::{
        App,
        agenda::{AgendaTools, TOOLS_ASIDE_ID},
        templates::{self, Times},
    },
    browser::form::Change,
    i18n,
    schedule::ConferencePhase,
    view::View,
};

/// The id of the element that holds the days.
pub const TIMELINE_ID: &str = "_timeline";

/// The id of the search box.
pub const SEARCH_ID: &str = "_search";

/// The app. Rendered natively at build time and hydrated in the browser: until the model is woken, both show the same
/// (every session of the opening language, in the venue's time).
pub fn app(model: Model) -> impl IntoView {
    let schedule = model.schedule.get_untracked();
    // Nothing is said of picks before they are known.
    let picks =
        text(
            move || {
                if model.is_awake() { i18n::picks(model.picked.read().len()) } else { i18n::PICKS.into() }
            },
        );
    let count = text(move || model.picked.read().len().to_string());
    let no_picks = Signal::derive(move || flag(model.picked.read().is_empty()));
    let zone = text(move || i18n::times_in(&model.zone.read()));
    let kept = text(move || {
        let device = model.device.get();
        device.offline.text(device.checked.zip(model.clock()).map(|(checked, now)| now.0 - checked.0))
    });
    let device = Signal::derive(move || templates::device(&model.device.get()));
    let changed = move |event: ev::Event| {
        if let Some(change) = Change::of(&event) {
            model.change(change);
        }
    };
    view! {
        <a class="skip" href="#_main">{i18n::SKIP.get()}</a>
        <header class="head">
            <div id=templates::HEAD_ID inner_html=built(|| templates::head(&schedule))></div>
            <p class="picks"><a href="?view=agenda" inner_html=picks></a></p>
            <div id=templates::MOMENT_ID class="moment"></div>
            <p class="zone" inner_html=zone></p>
            <p class="kept" inner_html=kept></p>
        </header>
        <div class="columns">
            <section class="tools" aria-label=i18n::CONTROLS.get() on:input=changed on:change=changed>
                <div id=templates::CONTROLS_ID inner_html=built(|| templates::controls(&schedule, &schedule.all_values(i18n::by_name), false))></div>
                <span class="badge" aria-hidden="true" hidden=no_picks inner_html=count></span>
            </section>
            <main id="_main" tabindex="-1">
                {messages(model)}
                {timeline(model)}
            </main>
            {agenda_aside(model)}
        </div>
        {news(model)}
        <footer>
            <div id=templates::FOOTER_ID inner_html=built(|| templates::footer(&schedule))></div>
            <div class="device" inner_html=device></div>
            <p class="keys"><button type="button" class="button-ghost" value=act::SHOW_KEYS>{i18n::KEYS.get()}</button></p>
            <p>{i18n::APP}</p>
        </footer>
        <div id="_dialogs"></div>
        <div id="_print-agenda"></div>
    }
}

/// Markup that the page is prerendered with, and the browser's wasm does without: where the page came without, it comes from
/// the worker.
fn built(markup: impl FnOnce() -> String) -> String {
    if cfg!(target_arch = "wasm32") { String::new() } else { markup() }
}

/// A text that changes, as markup of an element of its own. A text node would be lost to what else writes into the page: a
/// browser's translation puts others in its place.
fn text(read: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    let read: Box<dyn Fn() -> String + Send + Sync> = Box::new(read);
    Signal::derive(move || html! { (read()) }.into_string())
}

/// What the page has to tell, and the way back from a removal.
fn messages(model: Model) -> impl IntoView {
    let notices = Signal::derive(move || templates::notices(&model.notices.read()));
    let told = text(move || {
        model
            .undoable
            .with(|undoable| undoable.as_ref().map(|undoable| undoable.text.clone()))
            .unwrap_or_default()
    });
    let nothing_to_undo = Signal::derive(move || flag(model.undoable.read().is_none()));
    view! {
        <div
            class="notices"
            role="alert"
            inner_html=notices
        ></div>
        <p id="_said" class="said" role="status"></p>
        <div role="status">
            <div class="undo" hidden=nothing_to_undo>
                <p inner_html=told></p>
                <button type="button" id=UNDO_ID value=act::UNDO>{i18n::UNDO.get()}</button>
                <button type="button" class="button-ghost" value=act::FORGET_UNDO>{i18n::DISMISS.get()}</button>
            </div>
        </div>
    }
}

/// What came from outside, over the page's edge: nothing that is read moves for it.
fn news(model: Model) -> impl IntoView {
    let news = Memo::new(move |_| templates::news(&model.device.get(), &model.held_back.read()));
    view! {
        <section
            id=templates::NEWS_ID
            class="news"
            aria-label=i18n::NEWS.get()
            aria-live="polite"
            tabindex="-1"
        >
            <div inner_html=news></div>
            <div id=templates::INBOX_ID></div>
        </section>
    }
}

/// What is shown, in words, then the days.
fn timeline(model: Model) -> impl IntoView {
    let over = Signal::derive(move || flag(matches!(model.moment(), Some(ConferencePhase::Over))));
    let nothing = Signal::derive(move || {
        let has_lost = model.view.read().view == View::Agenda
            && model.agenda.read().picked().count() > model.picked.read().len();
        if model.visible.read().is_empty() && !has_lost && !model.is_searching() {
            templates::nothing(&model.view.read(), &model.schedule.get())
        } else {
            String::new()
        }
    });
    let wider = answered(model, move || {
        model.answer(|answer| templates::wider(&model.view.read(), &model.schedule.get(), answer))
    });
    let opening = untrack(|| model.showing());
    let showing = answered(model, move || html! { (model.showing()) }.into_string());
    view! {
        <p class="showing">
            // Said by `offline.js` once one has stopped typing, not at every key.
            <span aria-hidden="true" inner_html=showing></span>
            <span id="_told" class="visually-hidden" role="status">{opening}</span>
            " "
            <span class="wider" inner_html=wider></span>
        </p>
        <div id="_tools"></div>
        <div
            id=TIMELINE_ID
            class="timeline"
            data-over=over
            inner_html=built(|| templates::timeline(&model.schedule.read_untracked(), &model.visible.read_untracked()))
        ></div>
        <div class="lost" id="_lost"></div>
        <div class="nothing" inner_html=nothing></div>
        <div id="_gaps"></div>
    }
}

/// What is told of the list: it changes with that, once, when the search has answered. To lay out a long list twice would
/// be half the time that a key takes.
fn answered(model: Model, text: impl Fn() -> String + Send + Sync + 'static) -> Memo<String> {
    let text: Box<dyn Fn() -> String + Send + Sync> = Box::new(text);
    Memo::new(move |told: Option<&String>| match told {
        Some(told) if model.awaits_answer() => told.clone(),
        _ => text(),
    })
}

/// The value of an attribute that is there or not.
fn flag(on: bool) -> Option<&'static str> {
    on.then_some("")
}

/// The agenda in short, beside the timeline on a wide screen.
fn agenda_aside(model: Model) -> impl IntoView {
    let hidden = Signal::derive(move || flag(model.view.read().view == View::Agenda));
    let count =
        text(
            move || {
                if model.is_awake() { i18n::in_agenda(model.picked.read().len()) } else { String::new() }
            },
        );
    let lines = Signal::derive(move || {
        if !model.is_awake() {
            return String::new();
        }
        let times = Times { zone: &model.zone.read(), cycle: model.cycle() };
        templates::agenda_lines(&model.schedule.get(), &model.picked.read(), times)
    });
    // So that nothing moves when the chunk with the tools has come.
    let tools = move || view! { <AgendaTools app=App::new(model)/> }.to_html();
    view! {
        <aside class="agenda" aria-label=i18n::AGENDA.get() hidden=hidden>
            <h2>{i18n::AGENDA.get()}</h2>
            <p class="count" inner_html=count></p>
            <div id=TOOLS_ASIDE_ID inner_html=built(tools)></div>
            <div inner_html=lines></div>
            <div id="_lost-aside"></div>
            <div id="_blocks-aside"></div>
        </aside>
    }
}
