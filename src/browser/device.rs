//! What keeps the app and its schedule on this device: the service worker, the browser's caches, installing. The script
//! for it is `offline.js`.

use js_sys::Array;
use wasm_bindgen::{
    JsCast, JsValue,
    prelude::{Closure, wasm_bindgen},
};

use super::fetch::File;
use crate::schedule::version;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tidetable, js_name = keepOffline)]
    fn boot_keep_offline(tell: &JsValue);
    #[wasm_bindgen(js_namespace = tidetable, js_name = reset)]
    async fn boot_reset() -> JsValue;
    #[wasm_bindgen(js_namespace = tidetable, js_name = evictable)]
    async fn boot_evictable(asking: bool) -> JsValue;
    #[wasm_bindgen(js_namespace = tidetable, js_name = keptSchedule)]
    async fn boot_kept_schedule(address: &str) -> JsValue;
    #[wasm_bindgen(js_namespace = tidetable, js_name = keepSchedule)]
    fn boot_keep_schedule(
        address: &str,
        text: &str,
        version: &str,
        page: &str,
        etag: Option<&str>,
        modified: Option<&str>,
    );

    /// Switches all pages of the app to the version that waits; each reloads once.
    #[wasm_bindgen(js_namespace = tidetable)]
    pub fn accept();
    /// Shows the browser's own dialog for installing.
    #[wasm_bindgen(js_namespace = tidetable)]
    pub fn install();
}

/// Keeps the app for offline use, and calls back with a word whenever there is something to tell: see `keepOffline` in
/// `offline.js`.
pub fn keep_offline(tell: impl Fn(String) + 'static) {
    boot_keep_offline(&Closure::<dyn Fn(String)>::new(tell).into_js_value());
}

/// Loads the app anew, as at a first visit; false where there is no network for it, and nothing was changed.
pub async fn reset() -> bool {
    boot_reset().await.is_truthy()
}

/// Whether the browser may clear what is stored when room runs out; with `asking`, asks it not to.
pub async fn evictable(asking: bool) -> bool {
    boot_evictable(asking).await.is_truthy()
}

/// The schedule that this device used last.
pub struct Kept {
    pub file: File,
    /// The digest of the schedule that the page came with when this one was taken over.
    pub page: String,
}

/// Reads it back; nothing where there is none, or its text is not the one that was kept.
pub async fn kept_schedule(address: &str) -> Option<Kept> {
    let values: Array = boot_kept_schedule(address).await.dyn_into().ok()?;
    let value = |at| values.get(at).as_string();
    let file = File { text: value(0)?, etag: value(3), modified: value(4) };
    (Some(version(&file.text)) == value(1)).then_some(Kept { file, page: value(2)? })
}

/// Keeps the schedule in use, as far as the browser lets it.
pub fn keep_schedule(address: &str, file: &File, page: &str) {
    let File { text, etag, modified } = file;
    boot_keep_schedule(address, text, &version(text), page, etag.as_deref(), modified.as_deref());
}
