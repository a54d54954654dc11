//! What the page has to tell, and the way back from a removal.

use leptos::prelude::*;

use super::App;
use crate::i18n;

/// The elements for the components of this module, and the button that undoes the last change.
pub const NOTICES_ID: &str = "_notices";
pub const UNDO_BAR_ID: &str = "_undo-bar";
pub const UNDO_ID: &str = "_undo";

/// The notices that stand, each to be dismissed.
#[component]
pub fn Notices(app: App) -> impl IntoView {
    let notices = app.model.notices;
    let notice = move |(index, text): (usize, String)| {
        let dismiss = move |_| {
            // Where it is there still.
            if index < notices.read_untracked().len() {
                notices.write().remove(index);
            }
        };
        view! {
            <p class="notice">
                <span>{text}</span>
                <button type="button" class="button-ghost" on:click=dismiss>
                    {i18n::DISMISS.get()}
                </button>
            </p>
        }
    };
    move || notices.get().into_iter().enumerate().map(notice).collect_view()
}

/// What was changed last, and the way back.
#[component]
pub fn UndoBar(app: App) -> impl IntoView {
    let model = app.model;
    let text = move || model.undoable.read().as_ref().map(|undoable| undoable.text.clone());
    let is_there = Memo::new(move |_| model.undoable.read().is_some());
    view! {
        <div class="undo" hidden=move || !is_there.get()>
            <p>{text}</p>
            <button type="button" id=UNDO_ID on:click=move |_| model.undo()>
                {i18n::UNDO.get()}
            </button>
            <button type="button" class="button-ghost" on:click=move |_| model.undoable.set(None)>
                {i18n::DISMISS.get()}
            </button>
        </div>
    }
}
