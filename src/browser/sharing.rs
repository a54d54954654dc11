//! Passing a link on.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, ShareData};

use super::window;

/// Shows what the browser has for sharing (W3C Web Share); false where it has nothing, or could not. Who closes it again has
/// decided.
pub async fn share(title: &str, url: &str) -> bool {
    let navigator = window().navigator();
    if !Reflect::has(&navigator, &"share".into()).unwrap_or(false) {
        return false;
    }
    let data = ShareData::new();
    data.set_title(title);
    data.set_url(url);
    match JsFuture::from(navigator.share_with_data(&data)).await {
        Ok(_) => true,
        Err(error) => error.dyn_ref::<DomException>().is_some_and(|error| error.name() == "AbortError"),
    }
}

/// Copies a text to the clipboard; false where the browser does not let the page.
pub async fn copy(text: &str) -> bool {
    let navigator = window().navigator();
    // There is none at an address that is not secure.
    let has = Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object());
    has && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
