//! The desk, where agendas are worked on: `src/desk.js` is between it, the worker and the page.

use wasm_bindgen::{JsValue, prelude::Closure, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tidetable, js_name = openDesk)]
    fn boot_open_desk(state: &JsValue, apply: &JsValue, decide: &JsValue, not_loaded: &str);

    /// What the desk works on has changed: it brings up to date what stands on the page, at once or when nothing has happened for
    /// a while.
    #[wasm_bindgen(js_namespace = tidetable, js_name = deskChanged)]
    pub fn changed(at_once: bool);
}

/// Opens it: `state` tells what the page holds, `apply` takes over changes of the agenda (a record) with what is told of them,
/// `decide` what was done to a control of a row (what, the session's id, the value); `not_loaded` is told where it does not
/// work, or not yet.
pub fn open(
    state: impl Fn() -> String + 'static,
    apply: impl Fn(String, String) + 'static,
    decide: impl Fn(String, String, String) + 'static,
    not_loaded: &str,
) {
    boot_open_desk(
        &Closure::<dyn Fn() -> String>::new(state).into_js_value(),
        &Closure::<dyn Fn(String, String)>::new(apply).into_js_value(),
        &Closure::<dyn Fn(String, String, String)>::new(decide).into_js_value(),
        not_loaded,
    );
}
