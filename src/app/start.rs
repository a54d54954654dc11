//! How the app comes to life in the browser.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use leptos::{mount::hydrate_from, prelude::*, wasm_split::SplitLoaderError};

use super::{App, Shell};
use crate::{
    browser::{clock, names, page, schedule},
    i18n,
    schedule::Schedule,
};

/// Starts the app on the page it is loaded by.
///
/// The page carries an index of the schedule it was rendered from: what was prerendered is hydrated from that, and
/// answers before the schedule file has come. All that follows is [`later::run`](super::later::run), which `go_on` fetches
/// and calls.
pub fn start<F: Future<Output = Result<(), SplitLoaderError>>>(
    go_on: impl Fn(Mounted, Option<LiveApp>) -> F + 'static,
) {
    // Leptos' own executor is set up only when something is mounted.
    clock::spawn(async move {
        i18n::set_intl(names::INTL);
        i18n::set_locale(&page::words());
        let mounted = Mounted::default();
        let mut live = None;
        if page::is_prerendered()
            && let Some(index) = schedule::index()
        {
            // Between the steps of a start a press or a scroll must not wait.
            clock::pause().await;
            // Asked in the same turn: what is hydrated has to be what was prerendered.
            if !page::is_touched() {
                live = Some(hydrate(&mounted, index).await);
            }
        }
        // Where it does not come the page stays as it is, and says so.
        while go_on(mounted.clone(), live.clone()).await.is_err() {
            page::show_error_banner(&i18n::LATER_FAILED, &i18n::TRY_AGAIN).await;
        }
    });
}

/// Takes over what was prerendered, of the index; from then on the page answers.
async fn hydrate(mounted: &Mounted, index: Schedule) -> LiveApp {
    let building = mounted.clone();
    let left_out = page::app_attribute("data-left-out").parse().unwrap_or_default();
    hydrate_from(page::app_root(), move || building.build(index, Some(left_out))).forget();
    clock::pause().await;
    let live = mounted.hydrated().await;
    live.app.counts.were_prerendered();
    live
}

/// An app that answers, and the owner of what is reactive in it.
#[derive(Clone)]
pub struct LiveApp {
    pub app: App,
    pub owner: Owner,
}

/// Hands an app that was built out of the closure in which Leptos builds the view.
#[derive(Clone, Default)]
pub struct Mounted(Rc<RefCell<Option<LiveApp>>>);

impl Mounted {
    /// Builds the app over a schedule, or over the part of one of which the page was prerendered: then so many sessions are left out.
    pub fn build(&self, schedule: Schedule, left_out: Option<usize>) -> impl IntoView + use<> {
        let app = App::new(Arc::new(schedule), left_out);
        *self.0.borrow_mut() = Owner::current().map(|owner| LiveApp { app, owner });
        view! { <Shell app/> }
    }

    /// Lets the app that was built take in what only the browser knows; when that is on the page, the page answers.
    pub async fn hydrated(&self) -> LiveApp {
        let live = self.0.borrow_mut().take().expect("the app was built");
        live.owner.with(|| live.app.on_hydrated());
        // The effects of that wait in the queue: what they change is on the page by then.
        clock::turn().await;
        page::answer();
        clock::pause().await;
        live
    }
}
