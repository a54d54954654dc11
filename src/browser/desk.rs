//! The desk, where agendas are worked on: `src/desk.js` is between it, the worker and the page.

use wasm_bindgen::{JsValue, prelude::Closure, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tidetable, js_name = openDesk)]
    fn boot_open_desk(state: &JsValue, apply: &JsValue, not_loaded: &str);

    /// What the desk works on has changed: it brings up to date what stands on the page, at once or when nothing has happened for
    /// a while.
    #[wasm_bindgen(js_namespace = tidetable, js_name = deskChanged)]
    pub fn changed(at_once: bool);

    /// Has an act done: see `ui::desk`.
    #[wasm_bindgen(js_namespace = tidetable, js_name = deskAct)]
    pub fn act(act: &str, about: &str);
}

/// Opens it: `state` tells what the page holds, `apply` takes over changes of the agenda (a record) with what is told of them;
/// `not_loaded` is told where it does not work, or not yet.
pub fn open(
    state: impl Fn() -> String + 'static,
    apply: impl Fn(String, String) + 'static,
    not_loaded: &str,
) {
    boot_open_desk(
        &Closure::<dyn Fn() -> String>::new(state).into_js_value(),
        &Closure::<dyn Fn(String, String)>::new(apply).into_js_value(),
        not_loaded,
    );
}
