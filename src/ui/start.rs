//! How the app comes to life in the browser.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use leptos::{
    mount::{hydrate_from, mount_to},
    prelude::*,
};

use super::{Model, app, words};
use crate::{
    browser::{
        clock,
        device::{self, Kept},
        fetch::{self, File},
        page,
        schedule::{read, read_index},
    },
    schedule::{Schedule, version},
};

/// Starts the app on the page it is loaded by.
///
/// The page carries an index of the schedule it was rendered from: what was prerendered is hydrated from that, and
/// answers before the schedule file has come. The file then fills in what the index leaves out, or brings the view up to
/// date. Where the page came without content, the app is built from the file.
pub fn start() {
    // Leptos' own executor is set up only when something is mounted.
    clock::spawn(async {
        words::speak(&page::words());
        let stage = Stage::default();
        let mut model = None;
        if page::is_prerendered()
            && !page::is_touched()
            && let Ok(index) = read_index()
        {
            // Between the steps of a start a press or a scroll must not wait.
            clock::pause().await;
            let building = stage.clone();
            let left_out = page::app_attribute("data-left-out").parse().unwrap_or_default();
            hydrate_from(page::app_root(), move || building.build(index, left_out)).forget();
            clock::pause().await;
            let woken = stage.wake().await;
            woken.was_prerendered();
            model = Some(woken);
        }
        let address = page::app_attribute("data-schedule");
        let kept = device::kept_schedule(&address).await;
        let (mut file, mut schedule, is_current) = load(&address, kept.as_ref()).await;
        // What changed since the last visit is news.
        let mut before = None;
        let mut doubt = None;
        if let Some(kept) = kept
            && kept.file.text != file.text
            && let Ok(last) = read(&kept.file.text, false)
            && last.id == page::app_attribute("data-conference")
        {
            doubt = last.doubt(&schedule);
            if doubt.is_some() {
                (file, schedule) = (kept.file, last);
            } else {
                before = Some(kept.file.text);
            }
        }
        let model = match model {
            Some(model) => model,
            None => {
                page::clear_app();
                let (building, schedule) = (stage.clone(), schedule.clone());
                mount_to(page::app_root(), move || building.build(schedule, 0)).forget();
                stage.wake().await
            }
        };
        clock::pause().await;
        model.begin(file, schedule, before);
        if let Some(doubt) = doubt {
            model.tell_held_back(words::doubt(&doubt));
        }
        if is_current {
            model.is_up_to_date();
        } else {
            model.look_for_changes().await;
        }
    });
}

/// Loads the schedule: the one in use at the last visit, unless the page has come with another since; else the file,
/// however many tries the person wants to make. Says whether it is straight from the server.
async fn load(address: &str, kept: Option<&Kept>) -> (File, Schedule, bool) {
    let last = |kept: &Kept| Some((kept.file.clone(), read(&kept.file.text, false).ok()?, false));
    let page = page::app_attribute("data-version");
    if let Some(last) = kept.filter(|kept| kept.page == page).and_then(last) {
        return last;
    }
    let mut answer = fetch::file(address).await;
    loop {
        let (message, was_kept) = match answer {
            Ok((file, was_kept)) => match read(&file.text, version(&file.text) == page) {
                Ok(schedule) => return (file, schedule, !was_kept),
                Err(error) => (words::file_failed(&error), was_kept),
            },
            Err(error) => (words::fetch_failed(error), false),
        };
        if let Some(last) = kept.and_then(last) {
            return last;
        }
        if !was_kept {
            page::tell_trouble(&message, &words::TRY_AGAIN).await;
        }
        // From now on of the server itself: the worker would only give the same again.
        let asked = fetch::newer(address, &File::default()).await;
        answer = asked.map(|file| (file.unwrap_or_default(), false));
    }
}

/// Hands the model, and the owner of what is reactive in it, out of the closure in which Leptos builds the view.
#[derive(Clone, Default)]
struct Stage(Rc<RefCell<Option<(Model, Owner)>>>);

impl Stage {
    /// Builds the app over a schedule, or over the part of one that the page holds: then so many sessions are left out.
    fn build(&self, schedule: Schedule, left_out: usize) -> impl IntoView + use<> {
        let model = Model::new(Arc::new(schedule));
        model.left_out.set(left_out);
        *self.0.borrow_mut() = Owner::current().map(|owner| (model, owner));
        app(model)
    }

    /// Wakes the app that was built; when that is on the page, the page answers.
    async fn wake(&self) -> Model {
        let (model, owner) = self.0.borrow_mut().take().expect("the app was built");
        owner.with(|| model.wake());
        // The effects of waking wait in the queue: what they change is on the page by then.
        clock::turn().await;
        page::answer();
        clock::pause().await;
        model.keep_on_this_device();
        owner.with(|| model.open_desk());
        model
    }
}
