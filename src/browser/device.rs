//! What keeps the app and its schedule on this device: the service worker, the browser's caches, installing. The script
//! for it is `offline.js`.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};

use super::{fetch::File, offline};
use crate::schedule::version;

/// Keeps the app for offline use, and calls back with a word whenever there is something to tell: see `keepOffline` in
/// `offline.js`.
pub fn keep_offline(tell: impl Fn(String) + 'static) {
    offline::start("keepOffline", [Closure::<dyn Fn(String)>::new(tell).into_js_value()]);
}

/// Loads the app anew, as at a first visit; false where there is no network for it, and nothing was changed.
pub async fn reset() -> bool {
    offline::call("reset", []).await.is_truthy()
}

/// Whether the browser may clear what is stored when room runs out; with `asking`, asks it not to.
pub async fn evictable(asking: bool) -> bool {
    offline::call("evictable", [asking.into()]).await.is_truthy()
}

/// The schedule that this device used last.
pub struct Kept {
    pub file: File,
    /// The digest of the schedule that the page came with when this one was taken over.
    pub page: String,
}

/// Reads it back; nothing where there is none, or its text is not the one that was kept.
pub async fn kept_schedule(address: &str) -> Option<Kept> {
    let values: Array = offline::call("keptSchedule", [address.into()]).await.dyn_into().ok()?;
    let value = |at| values.get(at).as_string();
    let file = File { text: value(0)?, etag: value(3), modified: value(4) };
    (Some(version(&file.text)) == value(1)).then_some(Kept { file, page: value(2)? })
}

/// Keeps a schedule; says whether the browser lets it. An empty one is kept no more.
pub async fn keep_schedule(address: &str, file: &File, page: &str) -> bool {
    let File { text, etag, modified } = file;
    let [etag, modified] = [etag, modified].map(|value| JsValue::from(value.as_deref()));
    let values = [address.into(), text.into(), version(text).into(), page.into(), etag, modified];
    offline::call("keepSchedule", values).await.is_truthy()
}

/// Switches all pages of the app to the version that waits; each reloads once.
pub fn accept() {
    offline::start("accept", []);
}

/// Shows the browser's own dialog for installing.
pub fn install() {
    offline::start("install", []);
}
