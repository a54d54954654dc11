//! Listening to the page and the window.

use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Event, EventTarget, HtmlDetailsElement};

/// Listens on the window for as long as the page lives.
pub fn on_window(name: &str, call: impl FnMut(Event) + 'static) {
    listen(&super::window(), name, call);
}

/// Listens on the document for as long as the page lives.
pub fn on_document(name: &str, call: impl FnMut(Event) + 'static) {
    listen(&super::document(), name, call);
}

/// Calls back with the id of a session that is opened (a `details` in it, HTML Living Standard section 4.11.1).
pub fn on_disclosed(call: impl Fn(String) + 'static) {
    let call = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let details = event.target().and_then(|target| target.dyn_into::<HtmlDetailsElement>().ok());
        let article =
            details.filter(HtmlDetailsElement::open).and_then(|details| details.closest("article").ok()?);
        if let Some(article) = article {
            call(article.id());
        }
    });
    // The event does not bubble.
    let call = call.into_js_value();
    let _ = super::document().add_event_listener_with_callback_and_bool("toggle", call.unchecked_ref(), true);
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
