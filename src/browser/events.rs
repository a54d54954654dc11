//! Listening to the page and the window.

use wasm_bindgen::{
    JsCast,
    prelude::{Closure, wasm_bindgen},
};
use web_sys::{Element, Event, EventTarget, HtmlDetailsElement};

/// Listens on the window for as long as the page lives.
pub fn on_window(name: &str, call: impl FnMut(Event) + 'static) {
    listen(&super::window(), name, call);
}

/// Listens on the document for as long as the page lives.
pub fn on_document(name: &str, call: impl FnMut(Event) + 'static) {
    listen(&super::document(), name, call);
}

/// Listens on the window before anybody within it, and before those who listen there otherwise, for as long as the page lives.
pub fn on_window_first(name: &str, call: impl FnMut(Event) + 'static) {
    let call = Closure::<dyn FnMut(Event)>::new(call).into_js_value();
    let _ = super::window().add_event_listener_with_callback_and_bool(name, call.unchecked_ref(), true);
}

/// Calls back with the id of a session that is opened.
pub fn on_disclosed(call: impl Fn(String) + 'static) {
    on_toggled(move |id, is_open| {
        if is_open {
            call(id);
        }
    });
}

/// Calls back with the id of a session that is opened or closed (a `details` in it, HTML Living Standard section 4.11.1), and whether it is open.
pub fn on_toggled(call: impl Fn(String, bool) + 'static) {
    let call = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
        let details = event.target().and_then(|target| target.dyn_into::<HtmlDetailsElement>().ok());
        let article = details.as_ref().and_then(|details| details.closest("article").ok()?);
        if let Some((article, details)) = article.zip(details) {
            call(article.id(), details.open());
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

/// The nearest element around what an event is about that a selector is for.
pub(super) fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

#[wasm_bindgen]
extern "C" {
    /// What events of keys and of a pointer have in common (UI Events, `EventModifierInit`).
    type ModifiedEvent;
    #[wasm_bindgen(method, getter, js_name = ctrlKey)]
    fn ctrl_key(this: &ModifiedEvent) -> bool;
    #[wasm_bindgen(method, getter, js_name = altKey)]
    fn alt_key(this: &ModifiedEvent) -> bool;
    #[wasm_bindgen(method, getter, js_name = metaKey)]
    fn meta_key(this: &ModifiedEvent) -> bool;
}

/// Whether a key or a button was pressed together with one that makes it the browser's.
pub(super) fn has_modifier(event: &Event) -> bool {
    let event: &ModifiedEvent = event.unchecked_ref();
    event.ctrl_key() || event.alt_key() || event.meta_key()
}

pub(super) fn listen(target: &EventTarget, name: &str, call: impl FnMut(Event) + 'static) {
    let call = Closure::<dyn FnMut(Event)>::new(call).into_js_value();
    // It can only fail where the callback is no object.
    let _ = target.add_event_listener_with_callback(name, call.unchecked_ref());
}
