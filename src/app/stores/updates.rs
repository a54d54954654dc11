//! What comes from outside while the page is open: a changed schedule.

use leptos::prelude::*;

use super::{App, ReadOnly};
use crate::{
    app::colors,
    browser::{
        anchor::ScrollAnchor,
        clock, device, events,
        fetch::{self, File},
        page,
        schedule::read,
        store,
    },
    i18n,
    schedule::{Schedule, version},
    time::Timestamp,
};

/// How often the schedule is looked for while the conference is on, in milliseconds: between 12 and 18 minutes, so that
/// the pages that were opened in the same minute do not ask in the same minute ever after.
const POLL_EVERY: f64 = 15.0 * 60_000.0;
const JITTER: f64 = 0.4;

/// The schedule file in use, as far as its server is concerned.
#[derive(Clone, Debug, Default)]
struct InUse {
    version: String,
    /// What the server knows its latest state by, in use or rejected; without its text.
    latest: File,
    poll: Poll,
}

/// Whether the server is being asked for another state of the schedule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Poll {
    #[default]
    No,
    UnderWay,
    /// And it is to be asked once more: what it answers now may be older than what it was asked for since.
    Overtaken,
}

/// The schedule's later versions.
#[derive(Clone, Copy)]
pub struct UpdateStore {
    /// Why the server's schedule is not the one in use.
    pub rejected: ReadOnly<Option<String>>,
    in_use: StoredValue<InUse>,
}

impl UpdateStore {
    pub fn new() -> Self {
        Self { rejected: ReadOnly::new(None), in_use: StoredValue::new(InUse::default()) }
    }

    /// Tells that the server's schedule is not used, and why.
    pub fn reject(self, why: String) {
        self.rejected.writer().set(Some(i18n::held_back(&why)));
    }

    pub fn dismiss_rejected(self) {
        self.rejected.writer().set(None);
    }
}

impl App {
    /// Takes over the schedule to begin with, which is complete; `before` is the one in use at the last visit, where that
    /// was another. From now on it is looked for again.
    pub fn begin(self, file: File, schedule: Schedule, before: Option<&Schedule>) {
        let page = page::app_attribute("data-version");
        let is_of_page = version(&file.text) == page;
        let was_partial = untrack(|| self.schedule.is_partial());
        self.news.load();
        self.take_over(file, schedule, is_of_page, before);
        if was_partial {
            self.read_address();
        } else if !is_of_page {
            self.read_address_again();
        }
        // A row that was opened had nothing to disclose until now.
        if let Some(id) = self.view.state.get_untracked().open {
            clock::after(0, move || page::disclose(&id));
        }
        let checked = store::setting(&self.checked_key()).and_then(|seconds| seconds.parse().ok());
        self.device.set_checked(checked.map(Timestamp));
        self.news.record_picks();
        let look = move || clock::spawn(self.poll_schedule());
        events::on_window("online", move |_| look());
        events::on_shown(look);
        self.poll_periodically();
    }

    /// Shows a schedule, and keeps it as the one in use; whether it is the version that the page was prerendered of. What differs
    /// from `before` is news.
    fn take_over(self, file: File, mut schedule: Schedule, is_of_page: bool, before: Option<&Schedule>) {
        let old = self.schedule.published.get_untracked();
        schedule.inherit_rows(&old);
        let anchor = ScrollAnchor::capture();
        let has_other_times = old.instants() != schedule.instants();
        self.search.forget();
        self.schedule.replace(schedule, is_of_page);
        if has_other_times {
            self.time.read_clock();
        }
        clock::spawn(async {
            clock::turn().await;
            anchor.restore();
        });
        if let Some(before) = before {
            self.news.record_diff(before, &self.schedule.published.get_untracked());
        }
        let version = version(&file.text);
        self.load_worker(version.clone());
        let (etag, modified) = (file.etag.clone(), file.modified.clone());
        let latest = File { text: String::new(), etag, modified };
        self.updates.in_use.set_value(InUse { version, latest, poll: Poll::No });
        if !is_of_page {
            let published = self.schedule.published.read_untracked();
            page::paint(&colors::style(published.color.as_deref(), &published.tracks));
        }
        clock::spawn(async move {
            let (address, page) = (page::app_attribute("data-schedule"), page::app_attribute("data-version"));
            device::keep_schedule(&address, &file, &page).await;
        });
    }

    fn poll_periodically(self) {
        let wait = POLL_EVERY * (1.0 + JITTER * (clock::random() - 0.5));
        clock::after(wait as i32, move || {
            let now = self.time.now.get_untracked();
            if now.is_some_and(|now| self.schedule.published.read_untracked().is_running(now)) {
                clock::spawn(self.poll_schedule());
            }
            self.poll_periodically();
        });
    }

    /// Asks the server whether the schedule has changed, and takes over what has, unless it is rather a mistake. Without a
    /// network nothing happens: the page tells when it was looked for last.
    pub async fn poll_schedule(self) {
        if page::shows_opened() {
            // No server has it.
            return;
        }
        let InUse { version: shown, latest, poll } = self.updates.in_use.get_value();
        let set = |look| self.updates.in_use.update_value(|in_use| in_use.poll = look);
        if poll != Poll::No {
            return set(Poll::Overtaken);
        }
        let address = page::app_attribute("data-schedule");
        let answer = loop {
            set(Poll::UnderWay);
            let answer = fetch::newer(&address, &latest).await;
            if self.updates.in_use.with_value(|in_use| in_use.poll) != Poll::Overtaken {
                break answer;
            }
        };
        set(Poll::No);
        let file = match answer {
            Err(_) => return,
            Ok(None) => return self.is_up_to_date(),
            Ok(Some(file)) => file,
        };
        let (etag, modified) = (file.etag.clone(), file.modified.clone());
        self.updates
            .in_use
            .update_value(|in_use| in_use.latest = File { text: String::new(), etag, modified });
        self.is_up_to_date();
        if version(&file.text) == shown {
            return;
        }
        let schedule = match read(&file.text, None) {
            Ok(schedule) => schedule,
            Err(error) => return self.updates.reject(i18n::cannot_be_used(&error)),
        };
        let old = self.schedule.published.get_untracked();
        if let Some(doubt) = old.doubt(&schedule) {
            return self.updates.reject(i18n::doubt(&doubt));
        }
        self.updates.dismiss_rejected();
        // Where another page took it over already, what is news was seen there or is kept.
        let kept = device::kept_schedule(&address).await;
        let is_news = kept.is_none_or(|kept| kept.file.text != file.text);
        self.take_over(file, schedule, false, is_news.then_some(&*old));
    }

    /// The schedule in use is what the server has at this moment, or the server's was seen and rejected.
    pub fn is_up_to_date(self) {
        let now = clock::now();
        store::persist_setting(&self.checked_key(), &now.0.to_string());
        self.device.set_checked(Some(now));
    }

    fn checked_key(self) -> String {
        format!("{}/checked", self.schedule.id())
    }
}
