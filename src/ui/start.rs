//! How the app comes to life in the browser.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use leptos::{
    mount::{hydrate_from, mount_to},
    prelude::*,
};

use super::{App, Model, words};
use crate::{
    browser::{clock, fetch, json::Parsed, page, zones},
    schedule::{FileError, Schedule, version},
    time::{Instant, Zone},
};

/// Starts the app on the page it is loaded by.
///
/// The page carries an index of the schedule it was rendered from: what was prerendered is hydrated from that, and
/// answers before the schedule file has come. The file then fills in what the index leaves out. Where it is another
/// version, or the page came without content, the app is built anew from the file.
pub fn start() {
    // Leptos' own executor is set up only when something is mounted.
    wasm_bindgen_futures::spawn_local(async {
        let stage = Stage::default();
        let mut model = None;
        if page::is_prerendered()
            && let Ok(index) = read(&page::index(), true)
        {
            let building = stage.clone();
            hydrate_from(page::app_root(), move || building.build(index)).forget();
            model = Some(stage.wake().await);
        }
        let (same, schedule) = load().await;
        match model {
            Some(model) if same => model.complete(schedule),
            outdated => {
                outdated.inspect(|model| model.retire());
                page::clear_app();
                let building = stage.clone();
                mount_to(page::app_root(), move || building.build(schedule)).forget();
                stage.wake().await;
            }
        }
    });
}

/// Loads the schedule file, however many tries the person wants to make: the schedule, and whether it is the one the page
/// was rendered from.
async fn load() -> (bool, Schedule) {
    loop {
        let message = match fetch::text(&page::app_attribute("data-schedule")).await {
            Ok(json) => {
                let same = page::app_attribute("data-version") == version(&json);
                match read(&json, same) {
                    Ok(schedule) => return (same, schedule),
                    Err(error) => words::file_failed(&error),
                }
            }
            Err(error) => words::fetch_failed(error),
        };
        page::tell_trouble(&message, words::TRY_AGAIN).await;
    }
}

/// Reads a schedule. One that the page was rendered from has the venue's offsets that the page carries: the days were
/// made by them, and asking `Intl` would delay the first answer by some 50 ms on a slow phone.
fn read(json: &str, of_this_page: bool) -> Result<Schedule, FileError> {
    Schedule::read::<Parsed>(json, |name: &str, instants: &[Instant]| {
        let carried = of_this_page.then(|| Zone::from_text(&page::app_attribute("data-venue"))).flatten();
        let zone = carried.or_else(|| zones::named(name, instants));
        // A zone that this browser does not know is read as UTC, and named so.
        zone.unwrap_or_else(Zone::utc)
    })
}

/// Hands the model, and the owner of what is reactive in it, out of the closure in which Leptos builds the view.
#[derive(Clone, Default)]
struct Stage(Rc<RefCell<Option<(Model, Owner)>>>);

impl Stage {
    /// Builds the app over a schedule.
    fn build(&self, schedule: Schedule) -> impl IntoView + use<> {
        let model = Model::new(Arc::new(schedule));
        *self.0.borrow_mut() = Owner::current().map(|owner| (model, owner));
        view! { <App model /> }
    }

    /// Wakes the app that was built last; when that is on the page, the page answers.
    async fn wake(&self) -> Model {
        let (model, owner) = self.0.borrow_mut().take().expect("the app was built");
        owner.with(|| model.wake());
        // The effects of waking wait in the queue: what they change is on the page by then.
        clock::turn().await;
        page::answer();
        model
    }
}
