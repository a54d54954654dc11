//! Dialogs and the history: an open one is a step of its own, so that "back" closes it. What the app knows of the address is the
//! same all the while.

use std::{cell::Cell, rc::Rc};

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, History, HtmlDialogElement};

use super::{document, events, window};

/// The state of an entry of the history that an open dialog has.
const STEP: &str = "dialog";

fn history() -> Option<History> {
    window().history().ok()
}

fn is_step() -> bool {
    history().and_then(|history| history.state().ok()).is_some_and(|state| state == STEP)
}

fn push_step() {
    if let Some(history) = history() {
        let _ = history.push_state_with_url(&STEP.into(), "", None);
    }
}

fn back() {
    if let Some(history) = history() {
        let _ = history.back();
    }
}

fn open_dialog() -> Option<HtmlDialogElement> {
    document().query_selector("dialog[open]").ok()?.map(JsCast::unchecked_into)
}

/// Shows a dialog of the page over all else.
pub fn show(dialog: &HtmlDialogElement) {
    // It may have gone since.
    if dialog.show_modal().is_ok() && !is_step() {
        push_step();
    }
}

/// Closes what dialog is open.
pub fn close() {
    if let Some(dialog) = open_dialog() {
        dialog.close();
    }
}

/// Keeps the history and the open dialog together, from now on.
pub fn follow_history() {
    if is_step()
        && let Some(history) = history()
    {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", None);
    }
    let is_returning = Rc::new(Cell::new(false));
    // A link in it leads on from there: an engine may close the dialog before it has followed that.
    let is_following = Rc::new(Cell::new(false));
    let follows = is_following.clone();
    events::on_window_first("click", move |event| {
        follows.set(events::closest(&event, "dialog a[href]").is_some());
    });
    let returns = is_returning.clone();
    events::on_window_first("popstate", move |event: Event| {
        let (dialog, is_step) = (open_dialog(), is_step());
        let strays = is_step && dialog.is_none();
        if !returns.get() && dialog.is_none() && !strays {
            return;
        }
        event.stop_immediate_propagation();
        if returns.take() {
            // Another may have been opened meanwhile: that is a step of its own again.
            if dialog.is_some() {
                push_step();
            }
            return;
        }
        dialog.iter().for_each(HtmlDialogElement::close);
        if strays {
            back();
        }
    });
    events::on_window_first("close", move |_| {
        if is_step() && open_dialog().is_none() && !is_following.get() {
            is_returning.set(true);
            back();
        }
    });
}
