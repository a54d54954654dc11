//! JSON parsed by the browser.

use js_sys::{Error, JSON};
use wasm_bindgen::{JsCast, JsValue};

use crate::json::{Json, TOO_DEEP};

/// Parses a text (`JSON.parse`, ECMA-262 section 25.5.1).
///
/// # Errors
/// Where it is not JSON, or too deep; the browser's words.
pub fn parse(text: &str) -> Result<Json, String> {
    let why =
        |error: JsValue| error.dyn_ref::<Error>().map(Error::message).map(String::from).unwrap_or_default();
    let written = JSON::parse(text).and_then(|value| JSON::stringify(&value)).map_err(why)?;
    Json::written(&String::from(written)).ok_or_else(|| TOO_DEEP.into())
}
