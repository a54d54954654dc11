//! The client of the search worker (`src/bin/worker.rs`). `offline.js` starts it with the first request, and starts another where it
//! dies.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

use crate::protocol::{Request, Response, WorkerError, decode, encode};

#[wasm_bindgen]
extern "C" {
    /// Answers with the worker's message; with null where the worker died of it, and undefined where there is none.
    #[wasm_bindgen(js_namespace = tidetable, js_name = callWorker)]
    async fn call_worker(message: Uint8Array, is_load: bool) -> JsValue;
}

/// Asks the worker. What is asked before it was given a schedule waits for that.
///
/// # Errors
/// As of [`WorkerError`].
pub async fn call(request: &Request) -> Result<Response, WorkerError> {
    let message = Uint8Array::from(&*encode(request));
    let answer = call_worker(message, matches!(request, Request::Load { .. })).await;
    if answer.is_null() {
        return Err(WorkerError::Crashed);
    }
    let answer = answer.dyn_into::<Uint8Array>().map_err(|_| WorkerError::Unavailable)?;
    decode(&answer.to_vec()).unwrap_or(Err(WorkerError::BadRequest))
}
