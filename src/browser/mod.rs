//! The only modules that touch web APIs. Each call's failure is handled here, and a plain value returned.

pub mod anchor;
pub mod clock;
pub mod dates;
pub mod device;
pub mod dialogs;
pub mod events;
pub mod fetch;
pub mod files;
pub mod form;
pub mod grid;
pub mod importer;
pub mod location;
pub mod names;
pub mod notifications;
mod offline;
pub mod page;
pub mod rows;
pub mod schedule;
pub mod search_worker;
pub mod sharing;
pub mod sheet;
pub mod store;
pub mod text;
pub mod theme;
pub mod worker;
pub mod zones;

/// The window. There is one wherever this code runs: it is loaded by a page.
fn window() -> web_sys::Window {
    web_sys::window().expect("a page has a window")
}

/// The elements of a list as they are now.
fn elements(list: &js_sys::Object) -> impl Iterator<Item = web_sys::Element> + use<> {
    let list = js_sys::Array::from(list);
    list.iter().map(wasm_bindgen::JsCast::unchecked_into).collect::<Vec<_>>().into_iter()
}

fn document() -> web_sys::Document {
    window().document().expect("a window has a document")
}
