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
    time::Date,
    view::search::Highlights,
};

/// A row to be made: its number (as of [`Schedule::row`]), and what it is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct RowItem {
    pub row: usize,
    session: Arc<Session>,
}

impl RowItem {
    /// The rows of sessions, by their indices.
    pub fn all(indices: &[usize], schedule: &Schedule) -> Vec<Self> {
        let item =
            |index: &usize| Self { row: schedule.row(*index), session: schedule.sessions[*index].clone() };
        indices.iter().map(item).collect()
    }
}

/// What a row is about.
#[derive(Clone, Debug, PartialEq)]
struct RowSession {
    session: Arc<Session>,
    /// Of the day that it is on.
    date: Date,
    /// Whether all is known of it that was prerendered: the page's index holds a part.
    is_whole: bool,
    /// Whether the schedule is still of the version that the page was prerendered of.
    is_of_page: bool,
}

/// All that a row says but its time, as markup, and what that was made of; nothing where it came with the page and still stands as it
/// was prerendered.
#[derive(Clone, Debug, PartialEq)]
struct RowText {
    about: RowSession,
    highlights: Highlights,
    markup: Option<String>,
}

impl RowText {
    /// The text as it is now, after one that was there, or came with the page.
    fn next(before: Option<&Self>, came_with_page: bool, about: RowSession, highlights: Highlights) -> Self {
        let is_prerendered = before.map_or(came_with_page, |before| before.markup.is_none());
        let is_plain = highlights == Highlights::default();
        let is_same = before
            .is_some_and(|before| before.about.session == about.session && before.highlights == highlights);
        let markup = match before {
            Some(before) if is_same && (before.about.is_whole || !is_prerendered) => before.markup.clone(),
            _ if is_prerendered && is_plain && about.is_of_page => None,
            _ => Some(templates::row_text(&about.session, &highlights)),
        };
        Self { about, highlights, markup }
    }
}

/// Brings a row (by its id) up to date whenever its text is another.
fn renew_each_time(id: String, text: Memo<RowText>) {
    let mut shown = text.read_untracked().markup.clone();
    each_time(move || {
        let markup = text.read().markup.clone();
        if markup != shown {
            rows::update_text(&id, markup.as_deref().unwrap_or_default());
            shown = markup;
        }
    });
}

/// A session as an `<article>`, with everything the schedule says of it and its toggle.
#[component]
pub fn SessionRow(app: App, item: RowItem) -> impl IntoView {
    let model = app.model;
    let RowItem { row, session: first } = item;
    let id = first.id.clone();
    let about = scoped_memo(move |_| {
        let schedule = model.schedule.read();
        let session = schedule.of_row(row).unwrap_or(&first).clone();
        // One that is gone is about to go from the list too.
        let date = schedule.days.get(session.day).map(|day| day.date).unwrap_or_default();
        RowSession { session, date, is_whole: schedule.edition() > 0, is_of_page: model.is_of_page.get() }
    });
    let came_with_page = model.is_hydrating();
    let text = scoped_memo(move |before: Option<&RowText>| {
        let index = model.schedule.read().index_of_row(row);
        let highlights = index.map(|index| model.highlights_of(index)).unwrap_or_default();
        RowText::next(before, came_with_page, about.get(), highlights)
    });
    // What a person has open, selected or is writing in it stays: of a text that changes those parts that do are replaced.
    let opening = text.read_untracked().markup.clone().unwrap_or_default();
    renew_each_time(id.clone(), text);
    let is_on = scoped_memo(move |_| about.read().session.is_on_at(model.now()));
    let rail = scoped_memo(move |_| {
        let RowSession { session, date, .. } = &*about.read();
        templates::rail(session, *date, &model.zone.read(), model.cycle(), is_on.get())
    });
    let class = Signal::derive(move || {
        Some(if about.read().session.cancelled { "session cancelled" } else { "session" })
    });
    let name = Signal::derive(move || about.read().session.title.clone());
    let picked = id.clone();
    view! {
        <article id=id class=class tabindex="-1" data-now=Signal::derive(move || flag(is_on.get()))>
            <p class="rail" data-day=Signal::derive(move || i18n::short_day(about.read().date)) inner_html=rail></p>
            <div class="what" inner_html=opening></div>
            <PickButton app id=picked title=name/>
        </article>
    }
}

/// The toggle of a session's pick. Its name is the same pressed or not: which it is, `aria-pressed` says.
#[component]
pub fn PickButton(app: App, id: String, title: Signal<String>) -> impl IntoView {
    let is_picked = {
        let id = id.clone();
        scoped_memo(move |_| app.model.agenda.read().is_picked(&id))
    };
    let pressed = Signal::derive(move || Some(if is_picked.get() { "true" } else { "false" }));
    let label = Signal::derive(move || i18n::pick(&title.read()));
    view! {
        <button class="pick" type="button" aria-label=label aria-pressed=pressed on:click=on_press(move || app.model.toggle(&id))>
            {i18n::PICK.get()}
        </button>
    }
}
