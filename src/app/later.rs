//! What the first answer does not need. It is a chunk of its own of the page's program (see `main.rs`), fetched right after the
//! answer.

use leptos::mount::mount_to;

use super::{
    mount, mount_early, opened,
    start::{LiveApp, Mounted},
    templates,
};
use crate::{
    browser::{
        clock,
        device::{self, Kept},
        fetch::{self, File},
        page,
        schedule::read,
    },
    i18n,
    schedule::{Schedule, version},
    time::Zone,
};

/// Goes on with an app that answers, or with one that is still to be built from the schedule file, where the page came without
/// content: loads the file, which fills in what the index leaves out, or brings the view up to date; keeps the app on this
/// device; follows what changes.
pub async fn run(mounted: Mounted, live: Option<LiveApp>) {
    // The page carries the words of what it was loaded with; these are all of them.
    if let Some(address) = page::all_words() {
        loop {
            match fetch::file(&address).await {
                Ok((file, _)) => break i18n::set_locale(&file.text),
                Err(_) => page::show_error_banner(&i18n::LATER_FAILED, &i18n::TRY_AGAIN).await,
            }
        }
    }
    templates::show_details();
    page::styled().await;
    let address = page::app_attribute("data-schedule");
    if address.is_empty() {
        return opened::run(mounted).await;
    }
    live.iter().for_each(on_chunk_loaded);
    let kept = device::kept_schedule(&address).await;
    let venue = live.as_ref().map(|live| live.app.schedule.venue());
    let (mut file, mut schedule, is_current) = load(&address, kept.as_ref(), venue.as_ref()).await;
    // What changed since the last visit is news.
    let mut before = None;
    let mut doubt = None;
    if let Some(kept) = kept
        && kept.file.text != file.text
        && let Ok(last) = read(&kept.file.text, None)
        && last.id == page::app_attribute("data-conference")
    {
        doubt = last.doubt(&schedule);
        if doubt.is_some() {
            (file, schedule) = (kept.file, last);
        } else {
            before = Some(last);
        }
    }
    let live = match live {
        Some(live) => live,
        None => build(&mounted, schedule.clone()).await,
    };
    let app = live.app;
    clock::pause().await;
    app.begin(file, schedule, before.as_ref());
    // They work on the whole schedule.
    live.owner.with(|| mount(app));
    if let Some(doubt) = doubt {
        app.updates.reject(i18n::doubt(&doubt));
    }
    if is_current {
        app.is_up_to_date();
    } else {
        app.poll_schedule().await;
    }
}

fn on_chunk_loaded(live: &LiveApp) {
    live.owner.with(|| {
        live.app.on_chunk_loaded();
        mount_early(live.app);
    });
}

/// Builds an app on a page that came without content.
pub async fn build(mounted: &Mounted, schedule: Schedule) -> LiveApp {
    page::clear_app();
    let building = mounted.clone();
    mount_to(page::app_root(), move || building.build(schedule, None)).forget();
    let live = mounted.hydrated().await;
    on_chunk_loaded(&live);
    live
}

/// Loads the schedule: the one in use at the last visit, unless the page has come with another since; else the file,
/// however many tries the person wants to make. Says whether it is straight from the server. `venue` is the zone of the schedule
/// that the page was prerendered of, where that is known.
async fn load(address: &str, kept: Option<&Kept>, venue: Option<&Zone>) -> (File, Schedule, bool) {
    let last = |kept: &Kept| Some((kept.file.clone(), read(&kept.file.text, None).ok()?, false));
    let page = page::app_attribute("data-version");
    if let Some(last) = kept.filter(|kept| kept.page == page).and_then(last) {
        return last;
    }
    let mut answer = fetch::file(address).await;
    loop {
        let (message, was_kept) = match answer {
            Ok((file, was_kept)) => {
                match read(&file.text, venue.filter(|_| version(&file.text) == page).cloned()) {
                    Ok(schedule) => return (file, schedule, !was_kept),
                    Err(error) => (i18n::file_failed(&error), was_kept),
                }
            }
            Err(error) => (i18n::fetch_failed(error.status()), false),
        };
        if let Some(last) = kept.and_then(last) {
            return last;
        }
        if !was_kept {
            page::show_error_banner(&message, &i18n::TRY_AGAIN).await;
        }
        // From now on of the server itself: the worker would only give the same again.
        let asked = fetch::newer(address, &File::default()).await;
        answer = asked.map(|file| (file.unwrap_or_default(), false));
    }
}
