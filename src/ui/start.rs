//! How the app comes to life in the browser.

use std::sync::Arc;

use leptos::prelude::*;

use super::{App, words};
use crate::{
    browser::{fetch, json::Parsed, page, zones},
    schedule::{Schedule, version},
    time::{Instant, Zone},
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
    let fresh = page::is_prerendered() && page::app_attribute("data-version") == version(&json);
    let zone = |name: &str, instants: &[Instant]| {
        // A page of this very schedule carries the venue's offsets, and its days are made by them. To ask Intl would
        // delay the first answer by some 50 ms on a slow phone.
        let carried = fresh.then(|| page::app_attribute("data-venue"));
        let zone =
            carried.and_then(|spans| Zone::from_spans(name, &spans)).or_else(|| zones::named(name, instants));
        // A zone that this browser does not know is read as UTC, and named so.
        zone.unwrap_or_else(Zone::utc)
    };
    let schedule = Schedule::read::<Parsed>(&json, zone).map_err(|error| words::file_failed(&error))?;
    let schedule = Arc::new(schedule);
    let app = move || view! { <App schedule ready=page::answer /> };
    if fresh {
        leptos::mount::hydrate_from(page::app_root(), app).forget();
    } else {
        page::clear_app();
        leptos::mount::mount_to(page::app_root(), app).forget();
    }
    Ok(())
}
