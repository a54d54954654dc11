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

/// What a sheet of A4 has room for on its side, in CSS pixels: 297 by 210 mm without margins of 14 mm. On A3 the printer makes it larger.
const SHEET: (f64, f64) = (1016.0, 688.0);

/// Tells the style how much smaller a grid (by its id) has to be for one sheet: `--sheet`.
pub fn fit_to_sheet(grid: &str) {
    let Some(grid) = document().get_element_by_id(grid) else { return };
    let grid: HtmlElement = grid.unchecked_into();
    let (width, height) = (f64::from(grid.scroll_width()), f64::from(grid.scroll_height()));
    let scale = (SHEET.0 / width).min(SHEET.1 / height).min(1.0);
    let _ = grid.style().set_property("--sheet", &scale.to_string());
}
