//! What does not change by itself, as HTML. Each template is a pure function from plain values to markup; maud escapes
//! every value, so that no text of a schedule, an address or a record can become markup.
//!
//! It is set as an element's inner HTML: the prerendered page holds it already, hydration does not walk through it, and
//! the framework's code for building and comparing views is not instantiated for each of its elements.

mod controls;
mod panels;
mod session;

pub use controls::{THEME, ZONE_ID, controls, zone_options};
pub use panels::{agenda_lines, day_heading, footer, head, moment, nothing, notices, to_all};
pub use session::{rail, what};

use maud::{Markup, html};

use crate::{
    schedule::Session,
    view::{Hash, ViewState, to_query},
};

/// A link within the page, to what a change of the opening view shows.
fn link_to(change: impl FnOnce(&mut ViewState)) -> String {
    let mut view = ViewState::default();
    change(&mut view);
    link_to_view(&view)
}

fn link_to_view(view: &ViewState) -> String {
    format!("?{}", to_query(view))
}

/// A link to a session.
fn session_link(session: &Session) -> Markup {
    html! { a href=(Hash::link(&session.id)) dir="auto" { (session.title) } }
}

/// A link out of the app.
fn away(link: &str, text: &str) -> Markup {
    html! { a href=(link) rel="noopener noreferrer" { (text) } }
}
