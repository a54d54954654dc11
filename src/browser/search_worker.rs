//! The client of the search worker (`src/bin/worker.rs`). `offline.js` starts it with the first request, and starts another where it
//! dies.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;

use super::offline;
use crate::protocol::{Request, Response, WorkerError, decode, encode};

/// Asks the worker. What is asked before it was given a schedule waits for that.
///
/// # Errors
/// As of [`WorkerError`].
pub async fn call(request: &Request) -> Result<Response, WorkerError> {
    let message = Uint8Array::from(&*encode(request));
    let is_load = matches!(request, Request::Load { .. });
    // The worker's message; null where the worker died of the request, and undefined where there is none.
    let answer = offline::call("callWorker", [message.into(), is_load.into()]).await;
    if answer.is_null() {
        return Err(WorkerError::Crashed);
    }
    let answer = answer.dyn_into::<Uint8Array>().map_err(|_| WorkerError::Unavailable)?;
    decode(&answer.to_vec()).unwrap_or(Err(WorkerError::BadRequest))
}
