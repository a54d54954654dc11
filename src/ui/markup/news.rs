//! What came from outside: a waiting version, a schedule that is held back, and how the app is kept on this device.

use maud::html;

use crate::ui::{
    act,
    model::{Device, Install},
    words,
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
                p { (words::UPDATE_WAITS) }
                p { button type="button" value=(act::ACCEPT_UPDATE) { (words::UPDATE) }
                    button .quiet type="button" value=(act::UPDATE_LATER) { (words::LATER) } }
            }
        }
        @for text in held_back {
            div .notice {
                p { (text) }
                p { button .quiet type="button" value=(act::DISMISS_HELD_BACK) { (words::DISMISS) } }
            }
        }
    };
    markup.into_string()
}

/// What stands at the page's foot about this device.
pub fn device(device: &Device) -> String {
    let markup = html! {
        @match device.install {
            Install::Button => p { button type="button" value=(act::INSTALL) { (words::INSTALL) } },
            Install::ByHand => p { (words::INSTALL_BY_HAND) },
            Install::No => {},
        }
        @if device.evictable { p { (words::EVICTABLE) } }
        p { button .quiet type="button" value=(act::RESET) { (words::RESET) } " " (words::RESET_MEANS) }
    };
    markup.into_string()
}
