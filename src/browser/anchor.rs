//! Where the reader is in the page: noted before rows change, and brought back after; or kept over a reload.

use std::cell::RefCell;

use js_sys::{Object, Reflect};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Element, HtmlElement, HtmlTextAreaElement, Storage};

use super::{document, events, page, window};

/// What of a page is to be there again when another version of the app has been loaded.
#[derive(Serialize, Deserialize)]
struct Left {
    /// The sessions that were open, by their ids.
    open: Vec<String>,
    /// How far the page was scrolled, in CSS pixels.
    y: f64,
    /// The id of the element that had the focus.
    focus: String,
}

/// Its key in the session's storage.
const LEFT: &str = "tidetable/open";

thread_local! {
    /// The sessions that are to be opened again as soon as the rows have what they disclose.
    static TO_OPEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

fn storage() -> Option<Storage> {
    window().session_storage().ok()?
}

/// Loads the page anew, where another version of the app has taken over. What is open will be so again ([`return_to_left`]).
pub fn reload() {
    let focus = document().active_element().map(|active| active.id()).unwrap_or_default();
    let left = Left { open: page::disclosed_sessions(), y: window().scroll_y().unwrap_or_default(), focus };
    if let (Some(storage), Ok(left)) = (storage(), serde_json::to_string(&left)) {
        // No room: the page opens where its address says.
        let _ = storage.set_item(LEFT, &left);
    }
    let _ = window().location().reload();
}

/// Opens again what was open before [`reload`].
pub fn return_to_left() {
    let Some(storage) = storage() else { return };
    let Some(left) = storage.get_item(LEFT).ok().flatten() else { return };
    let _ = storage.remove_item(LEFT);
    let Ok(Left { open, y, focus }) = serde_json::from_str(&left) else { return };
    open.iter().for_each(|id| page::disclose(id));
    page::focus_id(&focus);
    window().scroll_to_with_x_and_y(0.0, y);
    TO_OPEN.set(open);
}

/// Where the reader is.
pub struct ScrollAnchor {
    focused: Option<HtmlElement>,
    /// The id of the session that has the focus, or something in it.
    row: Option<String>,
    open: Vec<String>,
    /// The sessions in sight, each with how far it is from the top of the window, in CSS pixels.
    in_view: Vec<(Element, f64)>,
}

impl ScrollAnchor {
    /// Notes it. Until it is restored the browser does not hold the page by itself.
    pub fn capture() -> Self {
        let focused = document().active_element().and_then(|active| active.dyn_into::<HtmlElement>().ok());
        let row = focused.as_ref().and_then(|focused| focused.closest("article").ok()?).map(|row| row.id());
        let open = [page::disclosed_sessions(), TO_OPEN.take()].concat();
        // At the top of the page nothing would move, and to measure all rows takes a while.
        let root = document().document_element().filter(|_| !page::is_at_top());
        let height = root.as_ref().map(Element::client_height).unwrap_or_default().into();
        let rows = root.iter().flat_map(|root| page::all(root, "article"));
        let in_view = rows.filter_map(|row| {
            let place = row.get_bounding_client_rect();
            (place.bottom() > 0.0 && place.top() < height).then(|| (row, place.top()))
        });
        let in_view = in_view.collect();
        hold_by_itself(false);
        Self { focused, row, open, in_view }
    }

    /// Brings the reader back there.
    pub fn restore(self) {
        self.open.iter().for_each(|id| page::disclose(id));
        if let Some(focused) = &self.focused {
            self.restore_focus(focused);
        }
        if let Some((row, top)) = self.in_view.iter().find(|(row, _)| row.is_connected()) {
            window().scroll_by_with_x_and_y(0.0, row.get_bounding_client_rect().top() - top);
        }
        let after = Closure::once_into_js(|| hold_by_itself(true));
        let _ = window().request_animation_frame(after.unchecked_ref());
    }

    fn restore_focus(&self, focused: &HtmlElement) {
        if focused.is_connected() {
            // It was moved, and lost the focus by that; what is selected in it stays.
            if !page::has_focus(focused) && focused.tag_name() != "BODY" {
                focus_in_place(focused);
            }
            return;
        }
        let Some(row) = self.row.as_ref().and_then(|id| page::element(id)) else { return };
        if let Some(note) = focused.dyn_ref::<HtmlTextAreaElement>() {
            return_to_note(&row, note);
            return;
        }
        let part = if focused.matches(".pick").unwrap_or_default() { ".pick" } else { "summary" };
        let part = row.query_selector(part).ok().flatten().and_then(|part| part.dyn_into().ok());
        focus_in_place(part.as_ref().unwrap_or(&row));
    }
}

/// Puts the focus and the caret of a note that was being written into the one that comes when its row is open.
fn return_to_note(row: &HtmlElement, note: &HtmlTextAreaElement) {
    let Ok(Some(details)) = row.query_selector("details") else { return };
    let selected = note.selection_start().ok().flatten().zip(note.selection_end().ok().flatten());
    let mut row = Some(row.clone());
    events::listen(&details, "toggle", move |_| {
        let Some(row) = row.take() else { return };
        let Ok(Some(note)) = row.query_selector("textarea") else { return };
        let note: HtmlTextAreaElement = note.unchecked_into();
        focus_in_place(&note);
        if let Some((start, end)) = selected {
            let _ = note.set_selection_range(start, end);
        }
    });
}

/// Puts the focus on an element without scrolling to it.
fn focus_in_place(element: &HtmlElement) {
    let options = Object::new();
    let _ = Reflect::set(&options, &"preventScroll".into(), &true.into());
    let _ = element.focus_with_options(options.unchecked_ref());
}

/// Whether the browser keeps what is in sight where it is when something above it changes (CSS Scroll Anchoring).
fn hold_by_itself(does: bool) {
    if let Some(root) = document().document_element().and_then(|root| root.dyn_into::<HtmlElement>().ok()) {
        let _ = root.style().set_property("overflow-anchor", if does { "" } else { "none" });
    }
}
