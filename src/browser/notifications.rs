//! Notifications (WHATWG Notifications API).

use js_sys::Reflect;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification as Notifications, NotificationPermission};

use super::{offline, window};

fn are_there() -> bool {
    Reflect::has(&window(), &"Notification".into()).unwrap_or(false)
}

/// Whether the page may show any.
pub fn are_allowed() -> bool {
    are_there() && Notifications::permission() == NotificationPermission::Granted
}

/// Asks the person to let the page show some, and says whether it may.
pub async fn ask() -> bool {
    if !are_there() {
        return false;
    }
    if let Ok(asked) = Notifications::request_permission() {
        let _ = JsFuture::from(asked).await;
    }
    are_allowed()
}

/// What is shown.
pub struct Notification<'a> {
    pub title: &'a str,
    pub body: &'a str,
    /// What it is known by: one of a tag is shown once, in whatever tab.
    pub tag: &'a str,
    /// Where a press on it leads.
    pub link: &'a str,
}

pub fn show(notification: &Notification) {
    let Notification { title, body, tag, link } = notification;
    offline::start("notifyOnce", [title, body, tag, link].map(|text| (*text).into()));
}
