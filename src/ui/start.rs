//! How the app comes to life in the browser.

use std::sync::Arc;

use leptos::prelude::*;

use super::{App, words};
use crate::{
    browser::{clock, fetch, json::Parsed, page, zones},
    schedule::Schedule,
    time::Instant,
};

/// Loads the schedule, then hydrates what was prerendered from it; where the page was rendered from another version, or
/// holds nothing, it is built anew. Where the schedule can't be had, the page says so and offers another try.
pub fn start() {
    // Leptos' own executor is set up only when something is mounted.
    wasm_bindgen_futures::spawn_local(async {
        if let Err(message) = show_schedule().await {
            page::show_trouble(&message, words::TRY_AGAIN, start);
        }
    });
}

async fn show_schedule() -> Result<(), String> {
    let address = page::app_attribute("data-schedule");
    let json = fetch::text(&address).await.map_err(words::fetch_failed)?;
    let schedule = read(&json).map_err(|error| words::file_failed(&error))?;
    let fresh = page::is_prerendered() && page::app_attribute("data-version") == schedule.version(&json);
    let schedule = Arc::new(schedule);
    let app = move || view! { <App schedule ready /> };
    if fresh {
        leptos::mount::hydrate_from(page::app_root(), app).forget();
    } else {
        page::clear_app();
        leptos::mount::mount_to(page::app_root(), app).forget();
    }
    Ok(())
}

fn read(json: &str) -> Result<Schedule, crate::schedule::FileError> {
    let venue = std::cell::OnceCell::new();
    Schedule::read::<Parsed>(json, |zone, at: Instant| {
        // A zone that this browser does not know is read as UTC.
        venue.get_or_init(|| zones::Offsets::of(zone)).as_ref().map_or(0, |offsets| offsets.at(at))
    })
}

/// The page answers: what was pressed before is carried out. A turn later, so that what waking changed is on the screen.
fn ready() {
    clock::after(0, page::answer);
}
