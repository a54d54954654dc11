//! Calendar files: the agenda, what is on the screen, or one session.

use leptos::prelude::*;

use super::{
    super::{App, OpenDialog},
    Minutes,
};
use crate::{
    agenda::{ALARMS, MEDIA_TYPE, calendar},
    browser::{clock, files, location},
    i18n::agenda as messages,
    view::Fragment,
};

#[component]
pub fn Calendars(app: App) -> impl IntoView {
    view! {
        <p>{messages::CALENDAR_MEANS.get()}</p>
        <Alarm app/>
        <p class="acts">
            <button type="button" class="primary" on:click=move |_| download_agenda(app)>
                {messages::CALENDAR_AGENDA.get()}
            </button>
            <button type="button" on:click=move |_| download(app, &app.timeline.contents.read_untracked().days.concat())>
                {messages::CALENDAR_SCREEN.get()}
            </button>
        </p>
    }
}

/// How long before a session calendars and the page remind of it.
#[component]
pub fn Alarm(app: App) -> impl IntoView {
    let chosen = Signal::derive(move || app.agenda.chosen.read().alarm());
    view! { <Minutes app label=messages::ALARM setting="alarm" choices=&ALARMS chosen/> }
}

/// Downloads the agenda, which is what one most likely wants, and shows what else there is.
pub fn download_and_show(app: App) {
    if !app.agenda.picked.read_untracked().is_empty() {
        download_agenda(app);
    }
    app.dialogs.show(OpenDialog::Calendar);
}

fn download_agenda(app: App) {
    download(app, &app.agenda.picked.get_untracked());
}

/// Downloads a calendar file (RFC 5545) of these sessions. The agenda keeps the state of each that was exported.
pub fn download(app: App, sessions: &[usize]) {
    let schedule = app.schedule.published.get_untracked();
    let link = |id: &str| location::page() + &Fragment::link(id);
    let (text, told) = calendar(sessions, &app.agenda.chosen.get_untracked(), &schedule, link, clock::now());
    files::download(&format!("{}.ics", schedule.file_stem()), MEDIA_TYPE, &text);
    app.agenda.change(&told, String::new());
}
