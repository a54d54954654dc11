//! A session that is open over the programme or next to it: its step in the history, and the swipes that close it or lead on.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{History, MouseEvent};

use super::{events, window};

/// The state of an entry of the history that an open session has.
const STEP: &str = "session";

fn history() -> Option<History> {
    window().history().ok()
}

/// Whether the present entry of the history is that of an open session.
pub fn is_step() -> bool {
    history().and_then(|history| history.state().ok()).is_some_and(|state| state == STEP)
}

/// Writes the link to a session to the address, as a step of its own: one of an open session gives way to it.
pub fn write_step(link: &str) {
    let Some(history) = history() else { return };
    // Where the browser refuses (it limits how often) the session is open all the same.
    let _ = if is_step() {
        history.replace_state_with_url(&STEP.into(), "", Some(link))
    } else {
        history.push_state_with_url(&STEP.into(), "", Some(link))
    };
}

/// Takes that step back.
pub fn back() {
    if let Some(history) = history() {
        let _ = history.back();
    }
}

/// What a finger did on the bar of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swipe {
    Down,
    /// To the next session, or to the one before.
    Aside {
        forward: bool,
    },
}

/// How far a finger has to go, in CSS pixels.
const FAR: i32 = 48;

impl Swipe {
    /// From where it began to where it ended; nothing where that is too near.
    fn of(across: i32, down: i32) -> Option<Self> {
        if down >= FAR && down > across.abs() {
            Some(Self::Down)
        } else if across.abs() >= FAR && across.abs() > down.abs() {
            Some(Self::Aside { forward: across < 0 })
        } else {
            None
        }
    }
}

/// Calls back with the session (by its id) on whose bar (`data-swipe`) a finger swiped.
pub fn on_swipe(call: impl Fn(String, Swipe) + 'static) {
    let from = std::rc::Rc::new(Cell::new(None));
    let began = from.clone();
    events::on_document("pointerdown", move |event| {
        let point = event.dyn_ref::<MouseEvent>().map(|event| (event.client_x(), event.client_y()));
        began.set(point.filter(|_| events::closest(&event, "[data-swipe]").is_some()));
    });
    events::on_document("pointerup", move |event| {
        let Some((x, y)) = from.take() else { return };
        let Some(end) = event.dyn_ref::<MouseEvent>() else { return };
        let session = events::closest(&event, "article").map(|article| article.id());
        if let (Some(id), Some(swipe)) = (session, Swipe::of(end.client_x() - x, end.client_y() - y)) {
            call(id, swipe);
        }
    });
}
