//! One session's row. What is inert in it (time, title, speakers, facts, description) is a template, set as inner HTML: as views
//! of their own these parts would have to be hydrated, and would need all that they show in the page's index.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{
        App,
        reactive::{each_time, on_press, scoped_memo},
        shell::flag,
        templates,
    },
    browser::rows,
    i18n,
    schedule::{Schedule, Session},
    view::search::Highlights,
};

/// A row to be made: its number (as of [`Schedule::row`]), and what it is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct RowItem {
    pub row: usize,
    pub session: Arc<Session>,
    /// Whether it stands among others of another day.
    shows_day: bool,
}

impl RowItem {
    /// The rows of sessions, by their indices.
    pub fn all(indices: &[usize], schedule: &Schedule, shows_day: bool) -> Vec<Self> {
        let item = |index: &usize| Self {
            row: schedule.row(*index),
            session: schedule.sessions[*index].clone(),
            shows_day,
        };
        indices.iter().map(item).collect()
    }
}

/// All of a row that changes, but whether it is picked: one memo, since each signal that a row follows takes time whenever a
/// list is made.
#[derive(Clone, Debug, PartialEq)]
struct RowState {
    session: Arc<Session>,
    /// Whether all is known of the session that was prerendered: the page's index holds a part.
    is_whole: bool,
    is_on: bool,
    is_past: bool,
    /// Its time, as markup.
    rail: String,
    highlights: Highlights,
    /// All else that the row says, as markup; nothing where it came with the page and still stands as it was prerendered.
    text: Option<String>,
}

impl RowState {
    /// What a row shows now, after what it showed before. A session that is gone is about to go from the list too.
    fn now(before: Option<&Self>, app: App, item: &RowItem, came_with_page: bool) -> Self {
        let schedule = app.schedule.published.read();
        let session = schedule.of_row(item.row).unwrap_or(&item.session).clone();
        let date = schedule.days.get(session.day).map(|day| day.date).unwrap_or_default();
        let now = app.time.now.get();
        let (is_on, is_past) = (session.is_on_at(now), now.is_some_and(|now| session.end <= now));
        let highlights = app.search.highlights_of_row(item.row);
        let is_prerendered = before.map_or(came_with_page, |before| before.text.is_none());
        let is_same =
            before.is_some_and(|before| before.session == session && before.highlights == highlights);
        let text = match before {
            Some(before) if is_same && (before.is_whole || !is_prerendered) => before.text.clone(),
            _ if is_prerendered && highlights == Highlights::default() && app.schedule.is_of_page.get() => {
                None
            }
            _ => Some(templates::row_text(&session, &highlights)),
        };
        let rail = app.time.write(|times| templates::rail(&session, date, times, item.shows_day, is_on));
        Self { session, is_whole: schedule.edition() > 0, is_on, is_past, rail, highlights, text }
    }
}

/// Brings the text of a row (by its id) up to date whenever it is another than the one that is shown.
fn update_text_each_time(id: String, mut shown: Option<String>, state: Memo<RowState>) {
    each_time(move || {
        let state = state.read();
        if state.text != shown {
            rows::update_text(&id, state.text.as_deref().unwrap_or_default());
            shown.clone_from(&state.text);
        }
    });
}

/// A session as an `<article>`, with everything the schedule says of it and its toggle.
#[component]
pub fn SessionRow(app: App, item: RowItem) -> impl IntoView {
    let came_with_page = app.is_hydrating();
    let id = item.session.id.clone();
    // Of a break the style leaves out the toggle: nobody picks one.
    let class = if item.session.is_break { "session break" } else { "session" };
    let state = scoped_memo(move |before| RowState::now(before, app, &item, came_with_page));
    // What a person has open, selected or is writing in it stays: of a text that changes those parts that do are replaced.
    let opening = state.read_untracked().text.clone();
    let text = opening.clone().unwrap_or_default();
    update_text_each_time(id.clone(), opening, state);
    let rail = Signal::derive(move || state.read().rail.clone());
    let label = Signal::derive(move || i18n::pick(&state.read().session.title));
    let picked = id.clone();
    view! {
        <article
            id=id
            class=class
            tabindex="-1"
            data-now=Signal::derive(move || flag(state.read().is_on))
            data-past=Signal::derive(move || flag(state.read().is_past))
        >
            <p class="rail" inner_html=rail></p>
            <div class="what" inner_html=text></div>
            <PickButton app id=picked label/>
        </article>
    }
}

/// The toggle of a session's pick, by its name. That is the same pressed or not: which it is, `aria-pressed` says.
#[component]
pub fn PickButton(app: App, id: String, label: Signal<String>) -> impl IntoView {
    let is_picked = {
        let id = id.clone();
        scoped_memo(move |_| app.agenda.chosen.read().is_picked(&id))
    };
    let pressed = Signal::derive(move || Some(if is_picked.get() { "true" } else { "false" }));
    view! {
        <button class="pick" type="button" aria-label=label aria-pressed=pressed on:click=on_press(move || app.agenda.toggle(&id))>
            {i18n::PICK.get()}
        </button>
    }
}
