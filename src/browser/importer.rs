//! The files that a person opens, and the program that reads them (`src/bin/importer.rs`): `offline.js` starts it for that.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};

use super::offline;
use crate::protocol::{ImportFailure, ImportRequest, ImportResponse, NamedFile, decode, encode};

/// Of all that are opened at once, in bytes. The largest schedules are some five million.
const LARGEST: f64 = 25e6;

/// Calls back with the files whenever somebody opens some.
pub fn follow_files(take: impl Fn(Result<Vec<NamedFile>, ImportFailure>) + 'static) {
    let take = Closure::<dyn Fn(Array)>::new(move |values: Array| {
        let values: Vec<_> = values.iter().collect();
        let file = |pair: &[JsValue]| {
            let bytes = pair.get(1)?.dyn_ref::<Uint8Array>()?.to_vec();
            Some(NamedFile { name: pair[0].as_string()?, bytes })
        };
        let files: Vec<_> = values.chunks(2).filter_map(file).collect();
        take(if files.is_empty() { Err(ImportFailure::TooLarge) } else { Ok(files) });
    });
    offline::start("followFiles", [LARGEST.into(), take.into_js_value()]);
}

/// Has files read.
///
/// # Errors
/// As of [`ImportFailure`].
pub async fn import(request: &ImportRequest) -> Result<ImportResponse, ImportFailure> {
    let answer = offline::call("callImporter", [Uint8Array::from(&*encode(request)).into()]).await;
    let answer = answer.dyn_into::<Uint8Array>().map_err(|_| ImportFailure::Unavailable)?;
    decode(&answer.to_vec()).unwrap_or(Err(ImportFailure::Broken))
}
