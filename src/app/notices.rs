//! What the page has to tell, and the way back from a removal.

use leptos::{ev, prelude::*};

use super::{App, templates};
use crate::{browser::page, i18n};

/// The element for what was changed last, and the button that undoes the last change.
pub const UNDO_BAR_ID: &str = "_undo-bar";
pub const UNDO_ID: &str = "_undo";

/// The notices that stand, each to be dismissed. A template: the first answer has to be able to tell them.
#[component]
pub fn Notices(app: App) -> impl IntoView {
    let markup = Signal::derive(move || templates::notices(&app.notices.notices.read()));
    let dismiss: Box<dyn FnMut(ev::MouseEvent)> = Box::new(move |event| {
        if let Some(index) = page::pressed_child(&event) {
            app.notices.dismiss(index);
        }
    });
    view! { <div class="notices" role="alert" inner_html=markup on:click=dismiss></div> }
}

/// What was changed last, and the way back.
#[component]
pub fn UndoBar(app: App) -> impl IntoView {
    let text = move || {
        app.agenda.undoable.with(|undoable| undoable.as_ref().map(|undoable| templates::text(&undoable.text)))
    };
    let is_there = Memo::new(move |_| app.agenda.undoable.read().is_some());
    view! {
        <div class="undo" hidden=move || !is_there.get()>
            <p inner_html=text></p>
            <button type="button" id=UNDO_ID on:click=move |_| app.agenda.undo()>
                {i18n::UNDO.get()}
            </button>
            <button type="button" class="button-ghost" on:click=move |_| app.agenda.forget_undoable()>
                {i18n::DISMISS.get()}
            </button>
        </div>
    }
}
