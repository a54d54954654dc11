//! The document around the app: elements by id, focus, and `boot.js`, which was there before the app.

use std::cell::{Cell, RefCell};

use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use web_sys::{Element, Event, HtmlDetailsElement, HtmlElement, HtmlInputElement, KeyboardEvent};

use super::{document, elements, events, form, offline, text, window};

/// The element the app lives in.
pub fn app_root() -> HtmlElement {
    let root = document().get_element_by_id("_app").expect("the page has an element #_app");
    root.unchecked_into()
}

/// An attribute of the element the app lives in; empty where it is not there.
pub fn app_attribute(name: &str) -> String {
    app_root().get_attribute(name).unwrap_or_default()
}

/// Sets an attribute of the element the app lives in.
pub fn set_app_attribute(name: &str, value: &str) {
    let _ = app_root().set_attribute(name, value);
}

/// Whether the list stands alone in another page (`boot.js`).
pub fn is_embedded() -> bool {
    document().document_element().is_some_and(|root| root.has_attribute("data-embed"))
}

/// In place of the version of the schedule that a page came with (`data-version`), on one that shows a conference from a file.
pub const OPENED: &str = "opened";

/// Whether the page shows a conference that was opened from a file.
pub fn shows_opened() -> bool {
    app_attribute("data-version") == OPENED
}

/// The link that a page came with.
pub struct WayBack {
    pub address: String,
    pub text: String,
}

/// The way from the page of a conference that was opened to the site's own; nothing is said in it where the page has none.
pub fn way_back() -> WayBack {
    let link = app_root().query_selector("a").ok().flatten();
    let address = link.as_ref().and_then(|link| link.get_attribute("href"));
    WayBack {
        address: address.unwrap_or_else(|| "./".to_owned()),
        text: link.and_then(|link| link.text_content()).unwrap_or_default(),
    }
}

/// Adds the style that the schedule in use makes, in place of the one before.
pub fn paint(style: &str) {
    offline::start("paint", [style.into()]);
}

/// Sets the title of the document.
pub fn set_title(title: &str) {
    if let Ok(Some(element)) = document().query_selector("title") {
        element.set_text_content(Some(title));
    }
}

/// The words of the page where they are not English: the catalogue that it carries.
pub fn words() -> String {
    let words = super::document().get_element_by_id("_words");
    words.and_then(|words| words.text_content()).unwrap_or_default()
}

/// The address of the whole catalogue; nothing in English.
pub fn all_words() -> Option<String> {
    super::document().get_element_by_id("_words")?.get_attribute("data-all")
}

/// Waits for the style of what the page does not open with, so that none of it is shown without.
pub async fn styled() {
    offline::call("styled", []).await;
}

/// Whether the page came with content.
pub fn is_prerendered() -> bool {
    app_root().has_child_nodes()
}

/// Takes what was prerendered away.
pub fn clear_app() {
    app_root().set_inner_html("");
}

/// The title that a session has on the page; empty where it is not on it.
pub fn title(id: &str) -> String {
    let heading = document().get_element_by_id(id).and_then(|row| row.query_selector("h3").ok()?);
    heading.and_then(|heading| heading.text_content()).unwrap_or_default()
}

/// Opens what a session says of itself.
pub fn disclose(id: &str) {
    if let Some(details) = details(id) {
        details.set_open(true);
    }
}

/// The sessions that are open, by their ids.
pub fn disclosed_sessions() -> Vec<String> {
    all(&app_root(), "article:has(details[open])").map(|session| session.id()).collect()
}

fn details(id: &str) -> Option<HtmlDetailsElement> {
    let details = document().get_element_by_id(id)?.query_selector("details").ok()??;
    Some(details.unchecked_into())
}

/// Scrolls to a session, opens what it says of itself, and puts the focus on it. Says whether the page has it.
pub fn open_session(id: &str) -> bool {
    disclose(id);
    let article = document().get_element_by_id(id);
    article.iter().for_each(|article| {
        article.scroll_into_view();
        focus(article);
    });
    article.is_some()
}

/// Puts the focus on the element of that id, where there is one.
pub fn focus_id(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        focus(&element);
    }
}

fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that can't take it leaves the focus where it was.
        let _ = element.focus();
    }
}

/// Whether the focus is on no element in particular, as after the one that had it was removed.
pub fn focus_is_lost() -> bool {
    document().active_element().is_none_or(|element| element.tag_name() == "BODY")
}

/// Scrolls to the element of that id, where there is one.
pub fn scroll_to(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view();
    }
}

/// Scrolls to the top of the page.
pub fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tidetable, js_name = markInteractive)]
    fn boot_answer();
    #[wasm_bindgen(js_namespace = tidetable, js_name = errorBannerOrOnline)]
    async fn boot_trouble(text: &str, label: &str);
    /// Presses the agenda's tools that were pressed before they were there (`boot.js` kept which).
    #[wasm_bindgen(js_namespace = tidetable, js_name = pressTools)]
    pub fn press_tools();
    /// Presses the keys that were pressed before the app listened to them (`boot.js` kept which).
    #[wasm_bindgen(js_namespace = tidetable, js_name = pressKeys)]
    pub fn press_keys();
    /// Whether somebody else has written into the app's part of the page: what is hydrated has to be what was prerendered.
    #[wasm_bindgen(js_namespace = tidetable, js_name = isTouched)]
    pub fn is_touched() -> bool;
}

/// Carries out what was pressed or typed before the page answered (`boot.js` kept it), and says for tests and
/// measurements that it answers now.
pub fn answer() {
    boot_answer();
}

/// Tells, outside the app, what went wrong; done when the person has pressed the button that is offered, or the network
/// is back.
pub async fn show_error_banner(message: &str, label: &str) {
    boot_trouble(message, label).await;
}

/// The index of the schedule that the page carries.
pub fn index() -> String {
    document().get_element_by_id("_index").and_then(|element| element.text_content()).unwrap_or_default()
}

const FIELDS: &str = "input, textarea, select";

thread_local! {
    /// The field that somebody was typing in last.
    static FIELD: RefCell<Option<Element>> = const { RefCell::new(None) };
}

/// Follows which field somebody is typing in.
pub fn follow_fields() {
    FIELD.set(document().active_element().and_then(|active| active.closest(FIELDS).ok()?));
    events::on_window("focusin", |event| FIELD.set(events::closest(&event, FIELDS)));
    events::on_window("pointerdown", |_| FIELD.set(None));
}

/// Whether a field that somebody was typing in is gone: what they go on to type was meant for it.
fn has_lost_field() -> bool {
    FIELD.with_borrow(|field| field.as_ref().is_some_and(|field| !field.is_connected()))
}

/// The name of a key that was pressed (UI Events), where it may mean something to the page: nothing while one types, or did when
/// the field went, or while a dialog is open; nor together with a key that makes it the browser's.
pub fn key(event: &Event) -> Option<String> {
    let has_modifier = events::has_modifier(event);
    let event: &KeyboardEvent = event.dyn_ref()?;
    let target: Element = event.target()?.dyn_into().ok()?;
    let is_typing = target.matches("input:not([type=radio], [type=checkbox]), select, textarea").ok()?;
    let is_elsewhere = has_lost_field() || document().query_selector("dialog[open]").ok()?.is_some();
    (!is_typing && !is_elsewhere && !has_modifier).then(|| event.key())
}

/// The session that has the focus, or something in it, by its id; and whether it is the session itself.
pub fn focused_session() -> Option<(String, bool)> {
    let active = document().active_element()?;
    Some((active.closest("article").ok()??.id(), active.tag_name() == "ARTICLE"))
}

/// Puts the focus on the session after the one that has it, or the one before; on the first where none has it.
pub fn step(forward: bool) {
    let articles: Vec<_> = all(&app_root(), "article").collect();
    let focused = document().active_element().and_then(|active| active.closest("article").ok()?);
    let at = focused.and_then(|focused| articles.iter().position(|article| *article == focused));
    let next = match at {
        None => Some(0),
        Some(at) if forward => Some(at + 1),
        Some(at) => at.checked_sub(1),
    };
    if let Some(next) = next.and_then(|at| articles.get(at)) {
        focus(next);
    }
}

/// Says at the root whether a session is open: on a phone it covers the programme, which nothing leads into then.
pub fn mark_covered() {
    mark_root("data-covered", !disclosed_sessions().is_empty());
}

/// Closes what a session says of itself, and puts the focus on its row.
pub fn close_session(id: &str) {
    if let Some(details) = details(id) {
        details.set_open(false);
        mark_covered();
        focus_id(id);
    }
}

/// Opens what a session says of itself, or closes it again; without `open` only the latter. Says whether it is open then.
pub fn toggle_disclosed(id: &str, open: bool) -> bool {
    let Some(details) = details(id) else { return false };
    details.set_open(open && !details.open());
    details.open()
}

/// Closes the filters, where they are a sheet over the page; the focus goes to what opens them. Says whether there was anything to close.
pub fn close_filters() -> bool {
    // In a column of their own they stay as they are.
    let is_column = has_layout("(min-width: 1100px)") && !is_marked("[data-view=grid]");
    let open = document().query_selector("#_filters[open]").ok().flatten().filter(|_| !is_column);
    open.iter().for_each(|filters| {
        let _ = filters.remove_attribute("open");
        filters.first_element_child().iter().for_each(focus);
    });
    open.is_some()
}

/// Whether a selector is for the root element.
fn is_marked(selector: &str) -> bool {
    document().document_element().is_some_and(|root| root.matches(selector).unwrap_or_default())
}

/// The element of that id.
pub fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Takes away what an element (by id) holds.
pub fn clear(id: &str) {
    if let Some(element) = element(id) {
        element.set_inner_html("");
    }
}

/// Tells what was done: in the dialog that is open, else on the page.
pub fn announce(text: &str) {
    let in_dialog = document().query_selector("dialog[open] .said").ok().flatten();
    if let Some(said) = in_dialog.or_else(|| document().get_element_by_id("_said")) {
        said.set_text_content(Some(text));
    }
}

/// Selects the text that a dialog offers to be copied by hand.
pub fn select_offered() {
    if let Ok(Some(field)) = document().query_selector("dialog[open] input[readonly]") {
        field.unchecked_into::<HtmlInputElement>().select();
    }
}

/// Whether an element has the focus.
pub fn has_focus(element: &Element) -> bool {
    document().active_element().is_some_and(|active| active == *element)
}

/// Sets an attribute of the root element, of which the style makes something, or takes it away.
pub fn mark_root(name: &str, on: bool) {
    if let Some(root) = document().document_element() {
        let _ = root.toggle_attribute_with_force(name, on);
    }
}

/// Sets an attribute of the root element, of which the style makes something.
pub fn set_root(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute(name, value);
    }
}

/// Opens the filters where they stand in a column of their own, and closes them where they are a sheet over the page.
pub fn fit_filters(is_grid: bool) {
    if let Some(filters) = element("_filters").filter(|_| has_layout("(min-width: 1100px)")) {
        filters.unchecked_into::<HtmlDetailsElement>().set_open(!is_grid);
    }
}

/// Prints the page's part for that (`data-print` of the root element, see the style), whatever is on the screen.
pub fn print(part: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-print", part);
    }
    let _ = window().print();
}

/// Something was printed: from now on it is the screen again.
pub fn end_print() {
    if let Some(root) = document().document_element() {
        let _ = root.remove_attribute("data-print");
    }
}

/// The tool whose button was pressed, by its `data-tool`.
pub fn tool(event: &Event) -> Option<String> {
    events::closest(event, "[data-tool]")?.get_attribute("data-tool")
}

/// The session whose description a click opens, or closes: its id, and whether it opens.
pub fn disclosing(event: &Event) -> Option<(String, bool)> {
    let details = events::closest(event, "article summary")?.parent_element()?;
    let is_open = details.has_attribute("open");
    Some((details.closest("article").ok()??.id(), !is_open))
}

/// The session of which a press hits nothing that does something by itself, nor ends the selecting of a text.
pub fn pressed_session(event: &Event) -> Option<String> {
    let article = events::closest(event, "article")?;
    let is_other = events::closest(event, "a, button, summary, select, input, textarea, label, .disclosed");
    let selection = window().get_selection().ok().flatten();
    let is_selecting = selection.is_some_and(|selection| !selection.is_collapsed());
    (is_other.is_none() && !is_selecting).then(|| article.id())
}

/// Whether what is disclosed of a session stands over the programme or next to it, by itself, and not within its row: so it is on a
/// phone, and where there is room for three columns (`style/deferred.css`).
pub fn discloses_apart() -> bool {
    has_layout("(max-width: 599.98px), (min-width: 1100px)")
}

/// Whether the window is as a media query says (Media Queries, level 4).
fn has_layout(query: &str) -> bool {
    window().match_media(query).is_ok_and(|media| media.is_some_and(|media| media.matches()))
}

/// The session before another among those on the page, by their ids, or that after it.
pub fn neighbour(id: &str, forward: bool) -> Option<String> {
    let articles: Vec<_> = all(&app_root(), "article").map(|article| article.id()).collect();
    let at = articles.iter().position(|other| other == id)?;
    let next = if forward { at + 1 } else { at.checked_sub(1)? };
    articles.get(next).cloned()
}

/// Whether the page is scrolled to its top.
pub fn is_at_top() -> bool {
    window().scroll_y().is_ok_and(|y| y < 1.0)
}

/// Brings a grid (by its id) into view, and in it the line of the present moment, with what began a while before.
pub fn scroll_to_now_line(grid: &str) {
    let Some(grid) = document().get_element_by_id(grid) else { return };
    grid.scroll_into_view();
    if let Ok(Some(line)) = grid.query_selector(".now-line") {
        let down = line.get_bounding_client_rect().top() - grid.get_bounding_client_rect().top();
        grid.set_scroll_top(grid.scroll_top() + down as i32 - grid.client_height() / 2);
    }
}

thread_local! {
    /// How [`update`] replaces what an element holds: with more care once the code for that has come.
    static UPDATE: Cell<fn(&str, &str)> = const { Cell::new(form::set_markup) };
}

/// Replaces what an element (by id) holds by markup of the page's own.
pub fn update(id: &str, markup: &str) {
    UPDATE.get()(id, markup);
}

/// From now on what is open in such an element stays so, and what has the focus keeps it.
pub fn keep_focus_in_updates() {
    UPDATE.set(update_keeping_focus);
}

fn update_keeping_focus(id: &str, markup: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    if element.inner_html() == markup {
        return;
    }
    let open = all(&element, "details[open]").filter_map(|details| details.get_attribute("id"));
    let open: Vec<_> = open.collect();
    let focused = document().active_element().filter(|active| element.contains(Some(active)));
    // A link is known by where it leads, a summary by the list that it opens.
    let link = focused.as_ref().and_then(|focused| focused.get_attribute("href"));
    let list = focused.as_ref().and_then(|focused| focused.parent_element()).map(|parent| parent.id());
    element.set_inner_html(markup);
    for details in open.iter().filter_map(|id| document().get_element_by_id(id)) {
        let _ = details.set_attribute("open", "");
    }
    if focused.is_some() {
        let again = match link {
            Some(link) => {
                all(&element, "a").find(|other| other.get_attribute("href").as_ref() == Some(&link))
            }
            None => list.and_then(|id: String| document().get_element_by_id(&id)?.first_element_child()),
        };
        again.iter().for_each(focus);
    }
}

/// Of the children of the element that is listened on, the index of the one in which a button was pressed.
pub fn pressed_child(event: &Event) -> Option<usize> {
    let child = events::closest(event, "button")?.parent_element()?;
    let before = std::iter::successors(child.previous_element_sibling(), Element::previous_element_sibling);
    Some(before.count())
}

/// Brings the names into view that begin with the letter that was pressed, among those of the same section.
pub fn go_to_letter(event: &Event) {
    let Some(button) = events::closest(event, "[data-letter]") else { return };
    let (letter, section) = (button.get_attribute("data-letter"), button.closest("section").ok().flatten());
    let mut names = section.iter().flat_map(|section| all(section, "[data-initial]"));
    if let Some(name) = names.find(|name| name.get_attribute("data-initial") == letter) {
        name.scroll_into_view();
    }
}

/// Of the values of a filter, or of an index, those are shown that hold what is typed in its own field.
pub fn narrow_choices(event: &Event) {
    let Some(field) = events::closest(event, "input[data-narrow]") else { return };
    let field: HtmlInputElement = field.unchecked_into();
    let Ok(Some(choices)) = field.closest("details, section") else { return };
    let wanted = text::fold(field.value().trim());
    for label in all(&choices, "label.choice, .index > li").map(JsCast::unchecked_into::<HtmlElement>) {
        label.set_hidden(!text::fold(&label.text_content().unwrap_or_default()).contains(&wanted));
    }
}

/// Tells those who hear the page what it shows.
pub fn tell_shown(text: &str) {
    if let Some(told) = document().get_element_by_id("_told")
        && told.text_content().as_deref() != Some(text)
    {
        told.set_text_content(Some(text));
    }
}

/// Marks among the links to days that to the section of an id by an attribute, and no other; so that it is in sight.
pub fn mark_day(anchor: Option<&str>, attribute: &str, value: &str) {
    let Ok(Some(days)) = document().query_selector("nav.days") else { return };
    for link in all(&days, "a") {
        let is_it = anchor.is_some_and(|anchor| {
            link.get_attribute("href").is_some_and(|href| href.strip_prefix('#') == Some(anchor))
        });
        if is_it == link.has_attribute(attribute) {
            continue;
        }
        if !is_it {
            let _ = link.remove_attribute(attribute);
            continue;
        }
        let _ = link.set_attribute(attribute, value);
        if let Some(list) = link.closest("ul").ok().flatten() {
            let (link, strip) = (link.get_bounding_client_rect(), list.get_bounding_client_rect());
            let middle = (link.left() + link.right() - strip.left() - strip.right()) / 2.0;
            list.set_scroll_left(list.scroll_left() + middle as i32);
        }
    }
}

/// The id of the day's section that one reads in: the last that begins above the upper third of the window.
pub fn day_in_sight() -> Option<String> {
    let third = f64::from(document().document_element()?.client_height()) / 3.0;
    let days: Vec<_> = all(&app_root(), ".timeline > .day").collect();
    let above = days.iter().rev().find(|day| day.get_bounding_client_rect().top() < third);
    above.or(days.first()).map(Element::id)
}

/// Says at a control (by its id) which keys do the same.
pub fn hint_keys(id: &str, keys: &str) {
    if let Some(control) = element(id) {
        control.set_title(keys);
    }
}

/// The elements within another that a selector finds.
pub(super) fn all(element: &Element, selector: &str) -> impl Iterator<Item = Element> + use<> {
    element.query_selector_all(selector).ok().into_iter().flat_map(|found| elements(&found))
}
