//! The browser's entry: what is here is loaded with the page, and [`go_on`] behind it.

use std::pin::Pin;

use leptos::wasm_split::{SplitLoaderError, wasm_split};
use tidetable::app::{LiveApp, Mounted, later, start};

fn main() {
    start(go_on);
}

/// The entrance to a chunk of the program that is fetched when this is called first: what only this needs is cut off by the build
/// (`bin/prerender/programs.rs`). It stands here and not in the library, which the search worker is made of too: a function
/// with a name for the linker is in each program.
///
/// # Errors
/// Where the chunk could not be fetched. It may be tried again.
#[wasm_split(
    later,
    wasm_split_path = leptos::wasm_split,
    fallible,
    return_wrapper(let run = _; { run.await; Ok(()) } -> Result<(), SplitLoaderError>)
)]
fn go_on(mounted: Mounted, live: Option<LiveApp>) -> Pin<Box<dyn Future<Output = ()>>> {
    Box::pin(later::run(mounted, live))
}
