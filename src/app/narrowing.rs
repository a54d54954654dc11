//! What narrows the list, the ways to see more of it, and what is told where nothing is left.

use leptos::prelude::*;

use super::{Model, reactive::each_time, templates};
use crate::{browser::page, view::View};

/// The element for what narrows the list.
pub const WIDER_ID: &str = "_wider";

/// Shows it above the list.
pub fn show_narrowing(model: Model) {
    let wider = answered(model, move || {
        model.answer(|answer| templates::wider(&model.view.read(), &model.schedule.get(), answer))
    });
    each_time(move || page::update_keeping_focus(WIDER_ID, &wider.read()));
}

/// What stands instead of the list where that is empty.
pub fn nothing(model: Model) -> Signal<String> {
    Signal::derive(move || {
        let has_lost = model.view.read().view == View::Agenda
            && model.agenda.read().picked().count() > model.picked.read().len();
        if model.visible.read().is_empty() && !has_lost && !model.is_searching() {
            templates::nothing(&model.view.read(), &model.schedule.get())
        } else {
            String::new()
        }
    })
}

/// What is told of the list: it changes with that, once, when the search has answered. To lay out a long list twice would
/// be half the time that a key takes.
pub fn answered(model: Model, text: impl Fn() -> String + Send + Sync + 'static) -> Memo<String> {
    let text: Box<dyn Fn() -> String + Send + Sync> = Box::new(text);
    Memo::new(move |told: Option<&String>| match told {
        Some(told) if model.awaits_answer() => told.clone(),
        _ => text(),
    })
}
