//! The page's controls, by name and value. They are plain form controls: the browser keeps what they show.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlInputElement, HtmlSelectElement, InputEvent};

use super::{
    document, events,
    page::{all, app_root},
};

/// What was done to a control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub name: String,
    pub value: String,
    /// Whether a check box is ticked; true for any other control.
    pub on: bool,
}

impl Change {
    /// Reads an `input` or `change` event of an input or a select; nothing while an input method composes a word (UI Events,
    /// section 3.8).
    pub fn of(event: &Event) -> Option<Self> {
        if event.dyn_ref::<InputEvent>().is_some_and(InputEvent::is_composing) {
            return None;
        }
        let target = event.target()?;
        if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
            return Some(Self { name: select.name(), value: select.value(), on: true });
        }
        let input = target.dyn_ref::<HtmlInputElement>()?;
        let on = input.type_() != "checkbox" || input.checked();
        Some(Self { name: input.name(), value: input.value(), on })
    }
}

/// Makes the controls that a selector finds show what is chosen. `value` answers for text fields and selects,
/// `is_chosen` for radio buttons and check boxes; a control that shows it already is not touched, so that the cursor in
/// a text stays where it is.
pub fn show(controls: &str, value: impl Fn(&str) -> String, is_chosen: impl Fn(&str, &str) -> bool) {
    let Ok(controls) = document().query_selector_all(controls) else { return };
    for place in 0..controls.length() {
        let Some(control) = controls.item(place) else { continue };
        if let Some(select) = control.dyn_ref::<HtmlSelectElement>() {
            let value = value(&select.name());
            if select.value() != value {
                select.set_value(&value);
            }
        } else if let Some(input) = control.dyn_ref::<HtmlInputElement>() {
            if matches!(input.type_().as_str(), "radio" | "checkbox") {
                input.set_checked(is_chosen(&input.name(), &input.value()));
                continue;
            }
            let value = value(&input.name());
            if input.value() != value {
                input.set_value(&value);
            }
        }
    }
}

/// The attribute of an option that says how many sessions it leaves.
const COUNT: &str = "data-count";

/// Shows in the options of a list that gets the focus (UI Events `focusin`) how many sessions each leaves, or does so no
/// more. To do that whenever they change would be slow: a list of names is long.
pub fn show_counts(event: &Event, on: bool) {
    let list = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
    let Some(options) = list.and_then(|list| list.query_selector_all("[data-count]").ok()) else { return };
    for option in (0..options.length()).filter_map(|at| options.item(at)?.dyn_into::<Element>().ok()) {
        let _ = if on {
            let count = option.get_attribute(COUNT).unwrap_or_default();
            let text = option.text_content().unwrap_or_default();
            option.set_attribute("label", &format!("{text} ({count})"))
        } else {
            option.remove_attribute("label")
        };
    }
}

/// Shows how many sessions a choice (by its id) leaves: of a radio button or check box beside it, of an option when its
/// list is opened.
pub fn count(id: &str, count: &str) {
    let Some(choice) = document().get_element_by_id(id) else { return };
    if choice.tag_name() == "OPTION" {
        let _ = choice.set_attribute(COUNT, count);
    } else if choice.tag_name() == "INPUT"
        && let Some(label) = choice.parent_element()
    {
        let _ = choice.set_attribute("aria-description", count);
        let _ = label.toggle_attribute_with_force("data-none", count == "0");
        if let Some(number) = label.last_element_child() {
            number.set_text_content(Some(count));
        }
    }
}

/// Puts a button behind each choice that an element (by id) holds, where it has none yet: its markup by the choice's value.
pub fn add_buttons(id: &str, button: impl Fn(&str) -> String) {
    let Some(choices) = document().get_element_by_id(id) else { return };
    for input in all(&choices, "label:not(:has(+ button)) > input") {
        let value = input.get_attribute("value").unwrap_or_default();
        if let Some(label) = input.parent_element() {
            let _ = label.insert_adjacent_html("afterend", &button(&value));
        }
    }
}

/// The name and value of the button that a click hit, of those with an attribute.
pub fn pressed(event: &Event, attribute: &str) -> Option<(String, String)> {
    let button = events::closest(event, &format!("button[{attribute}]"))?;
    Some((button.get_attribute("name")?, button.get_attribute("value")?))
}

/// Shows of each button with an attribute whether it is pressed, by its name and value.
pub fn show_pressed(attribute: &str, is_pressed: impl Fn(&str, &str) -> bool) {
    let of = |button: &Element, name| button.get_attribute(name).unwrap_or_default();
    for button in all(&app_root(), &format!("[{attribute}][aria-pressed]")) {
        let is_pressed = is_pressed(&of(&button, "name"), &of(&button, "value"));
        let _ = button.set_attribute("aria-pressed", &is_pressed.to_string());
    }
}

/// Puts the choices that are ticked first in a list of choices that somebody opens (HTML Living Standard section 4.11.1, `toggle`), each
/// with its button.
pub fn ticked_first(event: &Event) {
    let list = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(list) = list.filter(|list| list.matches(".other-values[open]") == Ok(true)) else { return };
    let ticked: Vec<_> = all(&list, "div > label:has(:checked)").collect();
    for label in ticked.into_iter().rev() {
        let Some(choices) = label.parent_element() else { continue };
        let button = label.next_element_sibling().filter(|next| next.tag_name() == "BUTTON");
        for part in button.iter().chain([&label]) {
            let _ = choices.prepend_with_node_1(part);
        }
    }
}

/// Replaces what an element (by id) holds by text that is markup of the page's own templates.
pub fn set_markup(id: &str, markup: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.set_inner_html(markup);
    }
}

/// The same, where it holds anything else: what somebody is about to use stays as it is.
pub fn update_markup(id: &str, markup: &str) {
    if let (Some(element), Ok(other)) =
        (document().get_element_by_id(id), document().create_element("template"))
    {
        other.set_inner_html(markup);
        if element.inner_html() != other.inner_html() {
            element.set_inner_html(markup);
        }
    }
}
