//! The client of the search worker (`src/bin/worker.rs`), which is asked by messages. It is loaded when it is asked first.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use crate::{json::Json, schedule::Schedule, view::search::Answer};

/// The acts: to take over a schedule, to look for a query in it, to count what the filters' choices leave, to tell what goes
/// with a session, what fits into the free time of an agenda, to draw a grid, to tell the keys (`off` where they are) and who
/// speaks.
pub const LOAD: &str = "load";
pub const SEARCH: &str = "search";
pub const COUNT: &str = "count";
pub const RELATE: &str = "relate";
pub const GAPS: &str = "gaps";
pub const DRAW: &str = "draw";
pub const KEYS: &str = "keys";
pub const PEOPLE: &str = "people";

/// What separates the parts of what is told: no text that is shown has it.
pub const SEPARATOR: char = '\0';

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tidetable, js_name = callWorker)]
    async fn boot_call_worker(act: &str, first: &str, second: &str) -> JsValue;
}

/// Gives it a schedule and the text of its file. Its answer are the parts of the page that are made of the schedule, as far
/// as those of the version `shown` are others: the id of each part's element, and its markup. Nothing where it does not
/// work.
pub async fn load(file: &str, schedule: &Schedule, shown: &str) -> Option<String> {
    let about = format!("{shown}{SEPARATOR}{}", schedule.venue.to_text());
    boot_call_worker(LOAD, file, &about).await.as_string()
}

/// Has an act done that is answered with a text; nothing where it can't be done.
pub async fn ask(act: &str, first: &str, second: &str) -> Option<String> {
    boot_call_worker(act, first, second).await.as_string().filter(|answer| !answer.is_empty())
}

/// Looks for a query among the sessions; `admitted` is as of [`Answer::to`]. Nothing where it does not work.
pub async fn search(query: &str, admitted: &str) -> Option<Answer> {
    let answer = ask(SEARCH, query, admitted).await?;
    Answer::from_json(&Json::written(&answer)?)
}
