//! How the app is kept on this device, and another version of it that waits.

use leptos::prelude::*;

use super::{NoticeStore, ReadOnly};
use crate::{
    agenda::Agenda,
    app::reactive::each_time,
    browser::{anchor, clock, device},
    i18n,
    time::Timestamp,
};

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

/// What is known of that.
#[derive(Clone, Copy)]
pub struct DeviceStore {
    pub status: ReadOnly<Device>,
    chosen: ReadOnly<Agenda>,
    notices: NoticeStore,
}

impl DeviceStore {
    pub fn new(chosen: ReadOnly<Agenda>, notices: NoticeStore) -> Self {
        Self { status: ReadOnly::new(Device::default()), chosen, notices }
    }

    /// Takes in when the schedule in use was last known to be the server's.
    pub fn set_checked(self, checked: Option<Timestamp>) {
        self.status.writer().write().checked = checked;
    }

    /// Speaks no more of the version that waits.
    pub fn dismiss_update(self) {
        self.status.writer().write().update_waits = false;
    }

    /// Keeps the app for offline use, once the page answers, and follows what becomes of that.
    pub fn keep(self) {
        device::keep_offline(move |word| {
            match &*word {
                "worker-failed" => return self.notices.add(i18n::WORKER_FAILED.into()),
                "taken-over" => return anchor::reload(),
                _ => {}
            }
            let status = self.status.writer();
            let mut device = status.write();
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
            let has_picks = self.chosen.read().picked().next().is_some();
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
            self.status.writer().write().evictable = evictable;
        });
    }

    /// Loads the app anew.
    pub fn reset(self) {
        clock::spawn(async move {
            if !device::reset().await {
                self.notices.add(i18n::NO_NETWORK.into());
            }
        });
    }
}
