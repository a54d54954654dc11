//! Listening to the page and the window.

use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Event, EventTarget};

/// Listens on the window for as long as the page lives.
pub fn on_window(name: &str, call: impl FnMut(Event) + 'static) {
    listen(&super::window(), name, call);
}

/// Listens on the document for as long as the page lives.
pub fn on_document(name: &str, call: impl FnMut(Event) + 'static) {
    listen(&super::document(), name, call);
}

/// Calls back whenever the page becomes visible.
pub fn on_shown(call: impl Fn() + 'static) {
    on_document("visibilitychange", move |_| {
        if !super::document().hidden() {
            call();
        }
    });
}

pub(super) fn listen(target: &EventTarget, name: &str, call: impl FnMut(Event) + 'static) {
    let call = Closure::<dyn FnMut(Event)>::new(call).into_js_value();
    // It can only fail where the callback is no object.
    let _ = target.add_event_listener_with_callback(name, call.unchecked_ref());
}
