//! Fetching the schedule file.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestCache, RequestInit, Response};

/// Why a file did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FetchError {
    /// No answer: no network, or the connection broke.
    Network,
    /// An answer with this status (RFC 9110 section 15), not a success.
    Status(u16),
}

impl FetchError {
    /// The answer's status, where there was one.
    pub fn status(self) -> Option<u16> {
        match self {
            Self::Network => None,
            Self::Status(status) => Some(status),
        }
    }
}

/// A file's text, and what the server knows its state by (RFC 9110 section 8.8).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    pub text: String,
    pub etag: Option<String>,
    pub modified: Option<String>,
}

/// A file of the page's own origin, from whatever is nearest: what the service worker kept, or the network. Says whether
/// the worker had it.
///
/// # Errors
/// Where no whole answer comes, or one that is no success.
pub async fn file(address: &str) -> Result<(File, bool), FetchError> {
    let response = answer(address, &RequestInit::new()).await?;
    let kept = header(&response, "x-tidetable-sha256").is_some();
    Ok((read(response).await?, kept))
}

/// Asks the server itself whether it has another state of a file than the one that is known: nothing where it has not
/// (304, RFC 9110 section 13).
///
/// # Errors
/// As [`file`].
pub async fn newer(address: &str, known: &File) -> Result<Option<File>, FetchError> {
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoStore);
    let headers = Headers::new().map_err(|_| FetchError::Network)?;
    for (name, value) in [("if-none-match", &known.etag), ("if-modified-since", &known.modified)] {
        if let Some(value) = value {
            // A value that no header can have was none of the server's.
            let _ = headers.set(name, value);
        }
    }
    init.set_headers(&headers);
    match answer(address, &init).await {
        Err(FetchError::Status(304)) => Ok(None),
        Err(error) => Err(error),
        Ok(response) => Ok(Some(read(response).await?)),
    }
}

async fn answer(address: &str, init: &RequestInit) -> Result<Response, FetchError> {
    let response = JsFuture::from(super::window().fetch_with_str_and_init(address, init)).await;
    let response: Response = response.and_then(JsCast::dyn_into).map_err(|_| FetchError::Network)?;
    if response.ok() { Ok(response) } else { Err(FetchError::Status(response.status())) }
}

async fn read(response: Response) -> Result<File, FetchError> {
    let network = |_| FetchError::Network;
    let (etag, modified) = (header(&response, "etag"), header(&response, "last-modified"));
    let text = JsFuture::from(response.text().map_err(network)?).await.map_err(network)?;
    Ok(File { text: text.as_string().ok_or(FetchError::Network)?, etag, modified })
}

fn header(response: &Response, name: &str) -> Option<String> {
    response.headers().get(name).ok().flatten()
}
