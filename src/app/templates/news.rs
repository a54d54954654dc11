//! What came from outside: a waiting version, a schedule that is held back, and how the app is kept on this device.

use maud::html;

use crate::{
    app::{
        act,
        model::{Device, Install},
    },
    i18n,
};

/// The id of the element that holds the news, and of that in it with the changes of the schedule.
pub const NEWS_ID: &str = "_news";
pub const INBOX_ID: &str = "_inbox";

/// Of the news what does not wait for the worker, empty where there is none: a waiting version, why the server's schedule is
/// not used.
pub fn news(device: &Device, held_back: &[String]) -> String {
    let markup = html! {
        @if device.update_waits {
            div .notice {
                p { (i18n::UPDATE_WAITS) }
                p { button type="button" value=(act::ACCEPT_UPDATE) { (i18n::UPDATE) }
                    button .button-ghost type="button" value=(act::UPDATE_LATER) { (i18n::LATER) } }
            }
        }
        @for text in held_back {
            div .notice {
                p { (text) }
                p { button .button-ghost type="button" value=(act::DISMISS_HELD_BACK) { (i18n::DISMISS) } }
            }
        }
    };
    markup.into_string()
}

/// What stands at the page's foot about this device.
pub fn device(device: &Device) -> String {
    let markup = html! {
        @match device.install {
            Install::Button => p { button type="button" value=(act::INSTALL) { (i18n::INSTALL) } },
            Install::ByHand => p { (i18n::INSTALL_BY_HAND) },
            Install::No => {},
        }
        @if device.evictable { p { (i18n::EVICTABLE) } }
        p { button .button-ghost type="button" value=(act::RESET) { (i18n::RESET) } " " (i18n::RESET_MEANS) }
    };
    markup.into_string()
}
