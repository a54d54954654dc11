//! The functions of `offline.js`, which `boot.js` loads when one of them is called first.

use js_sys::{Array, Promise};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tidetable, js_name = offline)]
    fn boot_offline(function: &str, values: &Array) -> Promise;
}

fn promise(function: &str, values: impl IntoIterator<Item = JsValue>) -> Promise {
    boot_offline(function, &values.into_iter().collect())
}

/// Calls a function of that name, whatever comes of it.
pub fn start(function: &str, values: impl IntoIterator<Item = JsValue>) {
    let _ = promise(function, values);
}

/// Calls a function of that name: its result; undefined where the script could not be loaded.
pub async fn call(function: &str, values: impl IntoIterator<Item = JsValue>) -> JsValue {
    JsFuture::from(promise(function, values)).await.unwrap_or_default()
}
