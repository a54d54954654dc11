//! The frame of the grid. The page's policy allows no style attributes in markup: where its parts lie they say in attributes of
//! their own.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{document, elements};

/// Puts the parts of a frame (by its id) where their `data-area` says (as of `grid-area`), moved down by their `data-down`.
pub fn place_frame(frame: &str) {
    let Some(frame) = document().get_element_by_id(frame) else { return };
    for part in elements(&frame.children()).filter_map(|part| part.dyn_into::<HtmlElement>().ok()) {
        for (attribute, property) in [("data-area", "grid-area"), ("data-down", "margin-block-start")] {
            if let Some(value) = part.get_attribute(attribute) {
                let _ = part.style().set_property(property, &value);
            }
        }
    }
}
