//! What narrows the list, the ways to see more of it, and what is told where nothing is left.

use leptos::prelude::*;

use super::{App, reactive::each_time, templates};
use crate::browser::page;

/// The element for what narrows the list.
pub const WIDER_ID: &str = "_wider";

/// Shows it above the list.
pub fn show_narrowing(app: App) {
    let wider = answered(app, move || {
        app.search
            .answer(|answer| templates::wider(&app.view.state.read(), &app.schedule.published.get(), answer))
    });
    each_time(move || page::update(WIDER_ID, &wider.read()));
    let count = Memo::new(move |_| app.view.filters.read().choices().len());
    each_time(move || {
        let count = Some(count.get()).filter(|count| *count > 0);
        page::update(templates::FILTER_COUNT_ID, &count.map(|count| count.to_string()).unwrap_or_default());
    });
}

/// What stands instead of the list where that is empty.
pub fn nothing(app: App) -> Signal<String> {
    Signal::derive(move || {
        let has_lost = app.view.is_agenda()
            && app.agenda.chosen.read().picked().count() > app.agenda.picked.read().len();
        if app.timeline.contents.read().is_empty() && !has_lost && !app.search.is_searching() {
            templates::nothing(&app.view.state.read(), &app.schedule.published.get())
        } else {
            String::new()
        }
    })
}

/// What is told of the list: it changes with that, once, when the search has answered. To lay out a long list twice would
/// be half the time that a key takes.
pub fn answered(app: App, text: impl Fn() -> String + Send + Sync + 'static) -> Memo<String> {
    let text: Box<dyn Fn() -> String + Send + Sync> = Box::new(text);
    Memo::new(move |told: Option<&String>| match told {
        Some(told) if app.search.awaits_answer() => told.clone(),
        _ => text(),
    })
}
