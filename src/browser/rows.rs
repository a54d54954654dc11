//! What other components put into the rows of the timeline.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::document;

/// The sessions' rows that are on the page.
pub fn shown() -> Vec<HtmlElement> {
    let rows = document().query_selector_all("#_timeline article").ok();
    let count = rows.as_ref().map_or(0, web_sys::NodeList::length);
    (0..count).filter_map(|at| rows.as_ref()?.item(at)?.dyn_into().ok()).collect()
}

/// An element for what a row says of the agenda.
pub fn own() -> Option<HtmlElement> {
    let own: HtmlElement = document().create_element("div").ok()?.dyn_into().ok()?;
    own.set_class_name("row-annotations");
    Some(own)
}

/// Puts that element into a row, or takes it out of it.
pub fn show_own(row: &HtmlElement, own: &HtmlElement, is_shown: bool) {
    if !is_shown {
        own.remove();
    } else if !row.contains(Some(own)) {
        let _ = row.append_child(own);
    }
    let _ = row.toggle_attribute_with_force("data-own", is_shown);
}
