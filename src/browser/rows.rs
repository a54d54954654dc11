//! The rows of the timeline: their text, which is a template, and what other components put into them.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTemplateElement};

use super::{document, elements};

/// The attribute of what components put into a session that is disclosed: which of them.
const PART: &str = "data-part";

/// What components put into a session that is disclosed, in their order: before what the schedule says of it, and behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionPart {
    Head,
    Note,
    Related,
}

impl SessionPart {
    fn key(self) -> &'static str {
        match self {
            Self::Head => "session-head",
            Self::Note => "own-note",
            Self::Related => "related",
        }
    }

    /// The element for it in a session (by its id), and whether it was made just now; nothing where the session is not on the page.
    pub fn element(self, id: &str) -> Option<(HtmlElement, bool)> {
        let disclosed = document().get_element_by_id(id)?.query_selector(".disclosed").ok()??;
        let find =
            |part: Self| disclosed.query_selector(&format!(":scope > [{PART}={}]", part.key())).ok()?;
        if let Some(element) = find(self) {
            return Some((element.dyn_into().ok()?, false));
        }
        let element = document().create_element("div").ok()?;
        element.set_attribute(PART, self.key()).ok()?;
        element.set_class_name(self.key());
        let before = match self {
            Self::Head => disclosed.first_element_child(),
            Self::Note => find(Self::Related),
            Self::Related => None,
        };
        disclosed.insert_before(&element, before.as_deref()).ok()?;
        Some((element.dyn_into().ok()?, true))
    }
}

/// The sessions' rows that are on the page.
pub fn shown() -> Vec<HtmlElement> {
    let rows = document().query_selector_all("#_timeline article").ok();
    rows.iter().flat_map(|rows| elements(rows)).filter_map(|row| row.dyn_into().ok()).collect()
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

/// Brings the text of a row (by its id) in line with its markup. What the person has in hand stays: what is disclosed, and in that
/// what other components have put there, as the note that they may be writing in; and those parts that are the same.
pub fn update_text(id: &str, markup: &str) {
    let Some(row) = document().get_element_by_id(id) else { return };
    let Some(template) = document().create_element("template").ok() else { return };
    let Ok(template) = template.dyn_into::<HtmlTemplateElement>() else { return };
    template.set_inner_html(markup);
    let Ok(Some(about)) = template.content().query_selector(".about") else { return };
    let Ok(Some(kept)) = row.query_selector(".what > .about") else { return };
    let is_other = |part: &Element| !part.is_same_node(Some(&kept)) && !part.is_same_node(Some(&about));
    let parts = kept.parent_element().iter().flat_map(children).filter(is_other).collect();
    replace(parts, elements(&template.content().children()).filter(is_other).collect(), &|part| {
        let _ = kept.before_with_node_1(part);
    });
    let disclosed = |about: &Element| about.query_selector(".disclosed").ok().flatten();
    let (Some(kept), Some(about)) = (disclosed(&kept), disclosed(&about)) else { return };
    let of_template = |part: &Element| part.get_attribute(PART).is_none();
    let behind =
        kept.query_selector(":scope > [data-part=own-note], :scope > [data-part=related]").ok().flatten();
    let parts = children(&kept).filter(of_template).collect();
    replace(parts, children(&about).collect(), &|part| {
        let _ = kept.insert_before(part, behind.as_deref());
    });
}

/// Puts new elements in place of old ones that follow each other, but for those that are the same: what is selected in these stays
/// so. `append` puts one behind them all.
fn replace(old: Vec<Element>, new: Vec<Element>, append: &dyn Fn(&Element)) {
    let mut rest = &*old;
    for part in new {
        if let Some(same) = rest.iter().position(|old| old.is_equal_node(Some(&part))) {
            rest[..same].iter().for_each(Element::remove);
            rest = &rest[same + 1..];
        } else if let Some(next) = rest.first() {
            let _ = next.before_with_node_1(&part);
        } else {
            append(&part);
        }
    }
    rest.iter().for_each(Element::remove);
}

fn children(element: &Element) -> impl Iterator<Item = Element> + use<> {
    elements(&element.children())
}
