//! What comes from outside while the page is open: a changed schedule, another version of the app, and how both are kept
//! on this device.

use std::sync::Arc;

use leptos::prelude::*;

use super::Model;
use crate::{
    app::reactive::each_time,
    browser::{
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

/// Whether the app opens without a network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Offline {
    /// It was not asked yet.
    #[default]
    Unknown,
    NotYet,
    Ready,
    /// Not all of it could be kept: no room, or no network while it was.
    Failed,
    /// This browser keeps nothing, at this address or at all.
    Never,
}

impl Offline {
    /// Whether the app opens without a network, and how long ago, in seconds, the schedule was the server's: that only once it is known
    /// whether, since a longer line would move the page twice.
    pub fn text(self, age: Option<i64>) -> Option<String> {
        let kept = match self {
            Self::Unknown => return None,
            Self::NotYet => return Some(i18n::NOT_KEPT_YET.into()),
            Self::Ready => i18n::READY_OFFLINE,
            Self::Failed => i18n::KEEPING_FAILED,
            Self::Never => i18n::NEVER_KEPT,
        };
        Some(age.map_or_else(|| kept.into(), |age| i18n::kept_and_checked(kept, age)))
    }
}

/// How the app can be installed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Install {
    #[default]
    No,
    Button,
    /// The browser offers it in a menu of its own only.
    ByHand,
}

/// How the app is kept on this device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Device {
    pub offline: Offline,
    pub install: Install,
    /// Another version of the app waits to be switched to.
    pub update_waits: bool,
    /// What is stored may be cleared when room runs out.
    pub evictable: bool,
    /// When the schedule in use was last known to be the server's.
    pub checked: Option<Timestamp>,
}

/// The schedule file in use, as far as its server is concerned.
#[derive(Clone, Debug, Default)]
pub struct InUse {
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

impl Model {
    /// Takes over the schedule to begin with, which is complete; `before` is the one in use at the last visit, where that
    /// was another. From now on it is looked for again.
    pub fn begin(self, file: File, schedule: Schedule, before: Option<&Schedule>) {
        let page = page::app_attribute("data-version");
        let is_of_page = version(&file.text) == page;
        let was_partial = untrack(|| self.is_partial());
        self.load_news();
        self.take_over(file, schedule, is_of_page, before);
        if was_partial {
            self.read_address();
        } else if !is_of_page {
            self.read_address_again();
        }
        // A row that was opened had nothing to disclose until now.
        if let Some(id) = self.view.get_untracked().open {
            clock::after(0, move || page::disclose(&id));
        }
        let checked = store::setting(&self.checked_key()).and_then(|seconds| seconds.parse().ok());
        self.device.write().checked = checked.map(Timestamp);
        self.record_picks();
        let look = move || clock::spawn(self.poll_schedule());
        events::on_window("online", move |_| look());
        events::on_shown(look);
        self.poll_periodically();
    }

    /// Shows a schedule, and keeps it as the one in use; whether it is the version that the page was prerendered of. What differs
    /// from `before` is news.
    fn take_over(self, file: File, mut schedule: Schedule, is_of_page: bool, before: Option<&Schedule>) {
        let old = self.schedule.get_untracked();
        schedule.inherit_rows(&old);
        let anchor = device::capture_scroll_anchor();
        let has_other_times = old.instants() != schedule.instants();
        self.is_of_page.update(|is| *is &= is_of_page);
        self.fallback.set_value(Arc::default());
        self.forget_search();
        self.schedule.set(Arc::new(schedule));
        self.left_out.set(0);
        if has_other_times {
            self.read_clock();
        }
        clock::spawn(async {
            clock::turn().await;
            anchor.restore();
        });
        self.load_worker(file.text.clone());
        if let Some(before) = before {
            self.record_diff(before, &self.schedule.get_untracked());
        }
        device::keep_schedule(
            &page::app_attribute("data-schedule"),
            &file,
            &page::app_attribute("data-version"),
        );
        let version = version(&file.text);
        self.in_use.set_value(InUse {
            version,
            latest: File { text: String::new(), ..file },
            poll: Poll::No,
        });
    }

    fn poll_periodically(self) {
        let wait = POLL_EVERY * (1.0 + JITTER * (clock::random() - 0.5));
        clock::after(wait as i32, move || {
            let now = self.now_untracked();
            if now.is_some_and(|now| self.schedule.with_untracked(|schedule| schedule.is_running(now))) {
                clock::spawn(self.poll_schedule());
            }
            self.poll_periodically();
        });
    }

    /// Asks the server whether the schedule has changed, and takes over what has, unless it is rather a mistake. Without a
    /// network nothing happens: the page tells when it was looked for last.
    pub async fn poll_schedule(self) {
        let InUse { version: shown, latest, poll } = self.in_use.get_value();
        let set = |look| self.in_use.update_value(|in_use| in_use.poll = look);
        if poll != Poll::No {
            return set(Poll::Overtaken);
        }
        let address = page::app_attribute("data-schedule");
        let answer = loop {
            set(Poll::UnderWay);
            let answer = fetch::newer(&address, &latest).await;
            if self.in_use.with_value(|in_use| in_use.poll) != Poll::Overtaken {
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
        self.in_use.update_value(|in_use| in_use.latest = File { text: String::new(), etag, modified });
        self.is_up_to_date();
        if version(&file.text) == shown {
            return;
        }
        let schedule = match read(&file.text, false) {
            Ok(schedule) => schedule,
            Err(error) => return self.show_rejected_update(i18n::cannot_be_used(&error)),
        };
        let old = self.schedule.get_untracked();
        if let Some(doubt) = old.doubt(&schedule) {
            return self.show_rejected_update(i18n::doubt(&doubt));
        }
        self.held_back.set(None);
        // Where another page took it over already, what is news was seen there or is kept.
        let kept = device::kept_schedule(&address).await;
        let is_news = kept.is_none_or(|kept| kept.file.text != file.text);
        self.take_over(file, schedule, false, is_news.then_some(&*old));
    }

    /// The schedule in use is what the server has at this moment, or the server's was seen and rejected.
    pub fn is_up_to_date(self) {
        let now = clock::now();
        store::persist_setting(&self.checked_key(), &now.0.to_string());
        self.device.write().checked = Some(now);
    }

    fn checked_key(self) -> String {
        self.schedule.with_untracked(|schedule| format!("{}/checked", schedule.id))
    }

    /// Tells that the server's schedule is not used, and why.
    pub fn show_rejected_update(self, why: String) {
        self.held_back.set(Some(i18n::held_back(&why)));
    }

    /// Keeps the app for offline use, once the page answers, and follows what becomes of that.
    pub fn keep_on_this_device(self) {
        device::keep_offline(move |word| {
            if word == "worker-failed" {
                return self.add_notice(i18n::WORKER_FAILED.into());
            }
            let mut device = self.device.write();
            match &*word {
                "ready" => device.offline = Offline::Ready,
                "failed" => device.offline = Offline::Failed,
                "never" => device.offline = Offline::Never,
                "keeping" => device.offline = Offline::NotYet,
                "waiting" => device.update_waits = true,
                "installable" => device.install = Install::Button,
                "ios" => device.install = Install::ByHand,
                _ => device.install = Install::No,
            }
        });
        // With the first pick there is something that should stay.
        let (mut had_picks, mut is_first) = (false, true);
        each_time(move || {
            let has_picks = self.agenda.read().picked().next().is_some();
            if has_picks && !had_picks {
                self.ask_to_stay(!is_first);
            }
            (had_picks, is_first) = (has_picks, false);
        });
    }

    /// Learns whether what is stored may be cleared; with `asking`, asks the browser not to.
    fn ask_to_stay(self, asking: bool) {
        clock::spawn(async move {
            let evictable = device::evictable(asking).await;
            self.device.write().evictable = evictable;
        });
    }

    /// Loads the app anew.
    pub fn reset(self) {
        clock::spawn(async move {
            if !device::reset().await {
                self.add_notice(i18n::NO_NETWORK.into());
            }
        });
    }
}
