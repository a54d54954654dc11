//! The page's address: read, written, followed back and forward.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, HtmlElement, MouseEvent};

use super::{events, window};

/// Whether a change of the address is a step that "back" undoes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Push,
    Replace,
}

/// The query, without its question mark.
pub fn query() -> String {
    let search = window().location().search().unwrap_or_default();
    search.strip_prefix('?').unwrap_or_default().to_owned()
}

/// The hash, with its `#`, percent-encoded as it stands.
pub fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// The address of the page, without query and hash.
pub fn page() -> String {
    let location = window().location();
    location.origin().unwrap_or_default() + &location.pathname().unwrap_or_default()
}

/// Writes the query and the hash (with its `#`, or empty); the path stays. Where the browser refuses (it limits how
/// often), the page still works, and the next change writes the address again.
pub fn write(query: &str, hash: &str, step: Step) {
    let path = window().location().pathname().unwrap_or_default();
    let mark = if query.is_empty() { "" } else { "?" };
    let address = format!("{path}{mark}{query}{hash}");
    if let Ok(history) = window().history() {
        let _ = match step {
            Step::Push => history.push_state_with_url(&JsValue::NULL, "", Some(&address)),
            Step::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
        };
    }
}

/// Goes to another page.
pub fn go(address: &str) {
    if let Ok(link) = super::document().create_element("a") {
        let link: HtmlElement = link.unchecked_into();
        let _ = link.set_attribute("href", address);
        link.click();
    }
}

/// Calls back when the address changes otherwise than by [`write`]: back, forward, a link to a hash.
pub fn on_change(call: impl Fn() + Clone + 'static) {
    let again = call.clone();
    events::on_window("popstate", move |_| call());
    events::on_window("hashchange", move |_| again());
}

/// The address of the folder that the page is in.
pub fn folder() -> String {
    let page = page();
    page[..=page.rfind('/').unwrap_or_default()].to_owned()
}

/// Writes out a link of the page that somebody is about to follow, in this window or another: as a query that `follow` makes of the
/// link's own.
pub fn write_out_link(event: &Event, follow: impl Fn(&str) -> String) {
    const OWN: &str = "data-own";
    let Some(link) = events::closest(event, "a[href^='?']") else { return };
    let Some(own) = link.get_attribute(OWN).or_else(|| link.get_attribute("href")) else { return };
    let _ = link.set_attribute(OWN, &own);
    let _ = link.set_attribute("href", &format!("?{}", follow(own.trim_start_matches('?'))));
}

/// Where the page itself can follow a link that is pressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InternalLink {
    /// The query of a link of the form `?…`, without its question mark.
    Query(String),
    /// The hash of a link of the form `#…`.
    Fragment(String),
}

impl InternalLink {
    /// Reads a click on a link within the page; a press meant for a new tab or window is left to the browser, and so is
    /// scrolling to a hash. For a query the press is done with.
    pub fn by(event: &Event) -> Option<Self> {
        let mouse = event.dyn_ref::<MouseEvent>()?;
        if event.default_prevented()
            || mouse.button() != 0
            || mouse.shift_key()
            || events::has_modifier(event)
        {
            return None;
        }
        let href = events::closest(event, "a[href]")?.get_attribute("href")?;
        if let Some(query) = href.strip_prefix('?') {
            event.prevent_default();
            return Some(Self::Query(query.to_owned()));
        }
        href.starts_with('#').then_some(Self::Fragment(href))
    }
}
