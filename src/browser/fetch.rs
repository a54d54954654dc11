//! Fetching the schedule file.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Why a file did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// No answer: no network, or the connection broke.
    Network,
    /// An answer with this status (RFC 9110 section 15), not a success.
    Status(u16),
}

/// The text of a file of the page's own origin.
///
/// # Errors
/// Where no whole answer comes, or one that is no success.
pub async fn text(address: &str) -> Result<String, FetchError> {
    let network = |_| FetchError::Network;
    let response = JsFuture::from(super::window().fetch_with_str(address)).await.map_err(network)?;
    let response: web_sys::Response = response.dyn_into().map_err(network)?;
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    let text = JsFuture::from(response.text().map_err(network)?).await.map_err(network)?;
    text.as_string().ok_or(FetchError::Network)
}
