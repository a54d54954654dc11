//! The timeline's elements: a section a day, in it an `<article>` a session. They are prerendered or made of the templates
//! of `app::templates`; no framework stands behind them, so that a thousand rows cost what their elements cost.

use js_sys::Array;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTemplateElement};

use super::document;

/// A number that no row has.
const NO_ROW: usize = usize::MAX;

/// The classes of what stands in a day's section beside its rows: what goes on from an earlier day, and the button for rows that
/// are not on the page.
const GOING_ON: &str = "going-on";
const MORE: &str = "more";

fn is_row(element: &Element) -> bool {
    element.tag_name() == "ARTICLE"
}

/// A day to show.
#[derive(Default)]
pub struct DayRows {
    /// The id of its section.
    pub anchor: String,
    /// The numbers of its rows, in order.
    pub rows: Vec<usize>,
    /// How many more there are before and after these.
    pub left_out: [usize; 2],
    /// What goes on from an earlier day, as markup.
    pub going_on: String,
}

/// The elements that were made, shown or not, by the numbers of their rows.
pub struct Rows {
    timeline: Element,
    made: Vec<Option<Made>>,
    shown: Vec<DayRows>,
    /// Those that have a place in a grid.
    laid_out: Vec<usize>,
}

struct Made {
    element: Element,
    is_prerendered: bool,
}

impl Rows {
    /// Takes over the rows that an element (by id) has already; `row` knows their numbers by their ids.
    pub fn of(timeline: &str, row: impl Fn(&str) -> Option<usize>) -> Option<Self> {
        let timeline = document().get_element_by_id(timeline)?;
        let mut rows = Self { timeline, made: Vec::new(), shown: Vec::new(), laid_out: Vec::new() };
        for section in children(&rows.timeline) {
            let mut day = DayRows { anchor: section.id(), ..DayRows::default() };
            for part in children(&section) {
                if part.class_name() == GOING_ON {
                    day.going_on = part.inner_html();
                } else if part.class_name() == MORE {
                    // A prerendered page does not tell of how many.
                    day.left_out[1] = NO_ROW;
                } else if let Some(row) = row(&part.id()).filter(|_| is_row(&part)) {
                    day.rows.push(row);
                    rows.keep(row, part, true);
                }
            }
            rows.shown.push(day);
        }
        Some(rows)
    }

    fn keep(&mut self, row: usize, element: Element, is_prerendered: bool) {
        while self.made.len() <= row {
            self.made.push(None);
        }
        self.made[row] = Some(Made { element, is_prerendered });
    }

    /// Shows these days and rows and no others. What was not made yet is made of the markup that `section` (by the place of
    /// a day) and `article` give, and `more` for what is left out (of a day before its rows, or after); what does not change
    /// is not touched.
    pub fn show(
        &mut self,
        days: Vec<DayRows>,
        section: impl Fn(usize) -> String,
        article: impl Fn(usize) -> String,
        more: impl Fn(usize, bool, usize) -> String,
    ) {
        let missing = |row: &usize| self.made.get(*row).is_none_or(Option::is_none);
        let missing: Vec<_> = days.iter().flat_map(|day| day.rows.iter().copied()).filter(missing).collect();
        if !missing.is_empty() {
            let markup: String = missing.iter().map(|row| article(*row)).collect();
            for (row, element) in missing.into_iter().zip(made_of(&markup)) {
                self.keep(row, element, false);
            }
        }
        let same_days = days.len() == self.shown.len()
            && days.iter().zip(&self.shown).all(|(new, old)| new.anchor == old.anchor);
        if !same_days {
            let sections = Array::new();
            for (place, day) in days.iter().enumerate() {
                let known = document().get_element_by_id(&day.anchor);
                if let Some(section) = known.or_else(|| made_of(&section(place)).next()) {
                    sections.push(&section);
                }
            }
            self.timeline.replace_children_with_node(&sections);
        }
        for (place, (day, section)) in days.iter().zip(children(&self.timeline)).enumerate() {
            let old = self.shown.get(place).filter(|_| same_days);
            if old.is_none_or(|old| old.going_on != day.going_on)
                && let Some(going_on) = section.get_elements_by_class_name(GOING_ON).item(0)
            {
                going_on.set_inner_html(&day.going_on);
                set_flag(&going_on, "hidden", day.going_on.is_empty());
            }
            if old.is_some_and(|old| day.rows == old.rows && day.left_out == old.left_out) {
                continue;
            }
            let before =
                old.filter(|old| day.rows.starts_with(&old.rows) && day.left_out[0] == old.left_out[0]);
            // Rows that join others leave those where they are.
            let (mut nodes, kept): (Array, _) = match before.filter(|old| !old.rows.is_empty()) {
                Some(old) => (Array::new(), old.rows.len()),
                // What stands before the rows stays there.
                None => (
                    children(&section)
                        .take_while(|part| !is_row(part) && part.class_name() != MORE)
                        .collect(),
                    0,
                ),
            };
            let button = |is_earlier, count| made_of(&more(place, is_earlier, count)).next();
            if kept == 0 {
                nodes.extend(button(true, day.left_out[0]));
            }
            for row in &day.rows[kept..] {
                if let Some(Some(made)) = self.made.get(*row) {
                    nodes.push(&made.element);
                }
            }
            let later = button(false, day.left_out[1]);
            let last = section.last_element_child().filter(|last| kept > 0 && last.class_name() == MORE);
            match (last, later) {
                // It may be about to be pressed.
                (Some(last), Some(later)) => {
                    let _ = last.before_with_node(&nodes);
                    if let Some((old, new)) = last.first_element_child().zip(later.first_element_child()) {
                        old.set_text_content(new.text_content().as_deref());
                    }
                }
                (last, later) => {
                    last.iter().for_each(Element::remove);
                    nodes.extend(later);
                    if kept == 0 {
                        section.replace_children_with_node(&nodes);
                    } else {
                        let _ = section.append_with_node(&nodes);
                    }
                }
            }
            let is_empty = day.rows.is_empty() && day.left_out == [0, 0] && day.going_on.is_empty();
            set_flag(&section, "hidden", is_empty);
        }
        self.shown = days;
        for row in std::mem::take(&mut self.laid_out) {
            if let Some(Some(made)) = self.made.get(row) {
                let _ = made.element.remove_attribute("style");
                set_flag(&made.element, "data-brief", false);
            }
        }
    }

    /// Gives a section (by its id) columns and rows (as of CSS Grid Layout), and rows their areas in it and how brief they are
    /// (`data-brief`). What else is in it has its area, or how far it is moved down, as an attribute.
    pub fn lay_out<'a>(
        &mut self,
        section: &str,
        columns: &str,
        rows: &str,
        cells: impl Iterator<Item = (usize, &'a str, &'a str)>,
    ) {
        let Some(section) = document().get_element_by_id(section) else { return };
        set_style(&section, "grid-template-columns", columns);
        set_style(&section, "grid-template-rows", rows);
        for (row, area, density) in cells {
            if let Some(Some(made)) = self.made.get(row) {
                set_style(&made.element, "grid-area", area);
                let _ = made.element.set_attribute("data-brief", density);
                self.laid_out.push(row);
            }
        }
        for part in section.first_element_child().iter().flat_map(children) {
            for (attribute, property) in [("data-area", "grid-area"), ("data-down", "margin-block-start")] {
                if let Some(value) = part.get_attribute(attribute) {
                    set_style(&part, property, &value);
                }
            }
        }
    }

    /// The numbers of the rows that were made, each with whether it came with the page.
    pub fn made(&self) -> impl Iterator<Item = (usize, bool)> + '_ {
        let made = self.made.iter().enumerate();
        made.filter_map(|(row, made)| Some((row, made.as_ref()?.is_prerendered)))
    }

    /// Brings a row in line with how it would be made now, of which this is the markup. What the person has in hand stays: what is
    /// disclosed, and the note that they may be writing in it.
    pub fn renew(&self, row: usize, markup: &str) {
        let Some(Some(made)) = self.made.get(row) else { return };
        let Some(new) = made_of(markup).next() else { return };
        for name in ["class", "data-now"] {
            let _ = match new.get_attribute(name) {
                Some(value) => made.element.set_attribute(name, &value),
                None => made.element.remove_attribute(name),
            };
        }
        let part = |of: &Element, class| of.get_elements_by_class_name(class).item(0);
        if let Some((old, new)) = part(&made.element, "rail").zip(part(&new, "rail")) {
            old.set_inner_html(&new.inner_html());
            let _ = old.set_attribute("data-day", &new.get_attribute("data-day").unwrap_or_default());
        }
        if let Some((old, new)) = part(&made.element, "pick").zip(part(&new, "pick")) {
            let _ = old.set_attribute("aria-label", &new.get_attribute("aria-label").unwrap_or_default());
        }
        let Some((old, new)) = part(&made.element, "what").zip(part(&new, "what")) else { return };
        let Some((kept, about)) = part(&old, "about").zip(part(&new, "about")) else { return };
        let is_kept = |part: &Element| {
            matches!(&*part.class_name(), "own-note" | "related") || part.tag_name() == "SUMMARY"
        };
        let parts = |of: &Element, other: &Element| children(of).filter(|part| part != other).collect();
        replace(parts(&old, &kept), parts(&new, &about), &|part| {
            let _ = kept.before_with_node_1(part);
        });
        let old: Vec<_> = children(&kept).filter(|part| !is_kept(part)).collect();
        let behind = children(&kept).skip(1).find(is_kept);
        replace(old, children(&about).skip(1).collect(), &|part| {
            let _ = kept.insert_before(part, behind.as_deref());
        });
    }

    /// Fills a part of a row, by its class, with markup.
    pub fn fill(&self, row: usize, class: &str, markup: &str) {
        if let Some(part) = self.part(row, class) {
            part.set_inner_html(markup);
        }
    }

    /// Shows what was looked for in a row: its titles, and a part of the summary where there is one, as markup.
    pub fn highlight(&self, row: usize, title: &str, title_en: &str, snippet: &str) {
        let what = self.part(row, "what");
        if let Some(heading) = what.and_then(|what| what.first_element_child()) {
            heading.set_inner_html(title);
        }
        self.fill(row, "title-en", title_en);
        if let Some(before) = self.part(row, "snippet") {
            before.remove();
        }
        if let Some(facts) = self.part(row, "facts") {
            let _ = facts.insert_adjacent_html("beforebegin", snippet);
        }
    }

    /// Shows whether a row's session is picked.
    pub fn press(&self, row: usize, picked: bool) {
        if let Some(button) = self.part(row, "pick") {
            let _ = button.set_attribute("aria-pressed", if picked { "true" } else { "false" });
        }
    }

    /// Shows whether a row's session is on.
    pub fn mark_now(&self, row: usize, on: bool) {
        if let Some(Some(made)) = self.made.get(row) {
            set_flag(&made.element, "data-now", on);
        }
    }

    /// Forgets a row: the next time it is shown it is made anew.
    pub fn forget(&mut self, row: usize) {
        if let Some(made) = self.made.get_mut(row) {
            *made = None;
        }
        // The day that shows it is not what it was any more.
        for shown in self.shown.iter_mut().flat_map(|day| &mut day.rows) {
            if *shown == row {
                *shown = NO_ROW;
            }
        }
    }

    fn part(&self, row: usize, class: &str) -> Option<Element> {
        self.made.get(row)?.as_ref()?.element.get_elements_by_class_name(class).item(0)
    }
}

/// Has rows of a timeline (by its id) that are out of sight rendered later, or renders all.
pub fn defer(timeline: &str, on: bool) {
    if let Some(timeline) = document().get_element_by_id(timeline) {
        set_flag(&timeline, "data-defer", on);
    }
}

/// Through the object model: the page's policy allows no style attributes in markup.
fn set_style(element: &Element, property: &str, value: &str) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.style().set_property(property, value);
    }
}

fn set_flag(element: &Element, name: &str, on: bool) {
    let _ = if on { element.set_attribute(name, "") } else { element.remove_attribute(name) };
}

/// An element's child elements as they are now.
/// Puts new elements in place of old ones that follow each other, but for those that are the same: what is selected in these stays
/// so. `append` puts one behind them all.
fn replace(old: Vec<Element>, new: Vec<Element>, append: &dyn Fn(&Element)) {
    let mut rest = &*old;
    for part in new {
        let markup = part.outer_html();
        if let Some(same) = rest.iter().position(|old| old.outer_html() == markup) {
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
    Array::from(&element.children()).iter().map(JsCast::unchecked_into).collect::<Vec<_>>().into_iter()
}

/// Makes elements of the page's own markup.
fn made_of(markup: &str) -> impl Iterator<Item = Element> + use<> {
    let template = document().create_element("template").ok();
    let template = template.and_then(|template| template.dyn_into::<HtmlTemplateElement>().ok());
    let made = template.map(|template| {
        template.set_inner_html(markup);
        Array::from(&template.content().children()).iter().map(JsCast::unchecked_into).collect::<Vec<_>>()
    });
    made.unwrap_or_default().into_iter()
}

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
    set_flag(row, "data-own", is_shown);
}
