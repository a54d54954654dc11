//! Calendar files: the agenda, what is on the screen, or one session.

use leptos::prelude::*;

use super::{
    super::{App, OpenDialog},
    Minutes, share,
};
use crate::{
    agenda::{ALARMS, Agenda, MEDIA_TYPE, agenda_calendar, calendar},
    browser::{clock, files, location, page},
    i18n::{self, agenda as messages},
    schedule::Schedule,
    view::{Feed, Fragment},
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
        {(!page::shows_opened()).then(|| view! { <Subscriptions app/> })}
    }
}

/// The calendars to subscribe to that what is looked at names, and that of everything.
#[component]
fn Subscriptions(app: App) -> impl IntoView {
    let feeds = untrack(|| Feed::named_by(&app.view.state.read(), &app.schedule.published.read()));
    let lines = feeds.into_iter().filter_map(|feed| {
        let address = location::folder() + &feed.path()?;
        let name = i18n::feed_of(&feed).unwrap_or_else(|| messages::EVERYTHING.get().to_owned());
        let subscribe = Feed::subscription(&address);
        let copy = move |_| clock::spawn(share::copy(address.clone()));
        Some(view! {
            <li>
                <span dir="auto">{name.clone()}</span>
                <a class="button" rel="noopener noreferrer" href=subscribe aria-label=messages::subscribe_to(&name)>{messages::SUBSCRIBE.get()}</a>
                <button type="button" on:click=copy>{messages::COPY.get()}</button>
            </li>
        })
    });
    view! {
        <h3>{messages::SUBSCRIBE.get()}</h3>
        <p>{messages::SUBSCRIBE_MEANS.get()}</p>
        <ul class="feeds">{lines.collect_view()}</ul>
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
    let has_own = || !app.agenda.chosen.read_untracked().own_entries().is_empty();
    if !app.agenda.picked.read_untracked().is_empty() || has_own() {
        download_agenda(app);
    }
    app.dialogs.show(OpenDialog::Calendar);
}

fn download_agenda(app: App) {
    keep(app, |agenda, schedule, link| agenda_calendar(agenda, schedule, link, clock::now()));
}

/// Downloads a calendar file (RFC 5545) of these sessions.
pub fn download(app: App, sessions: &[usize]) {
    keep(app, |agenda, schedule, link| calendar(sessions, agenda, schedule, link, clock::now()));
}

/// Downloads a calendar file. The agenda keeps the state of each session that was exported.
fn keep(app: App, write: impl FnOnce(&Agenda, &Schedule, fn(&str) -> Option<String>) -> (String, Agenda)) {
    let schedule = app.schedule.published.get_untracked();
    let link = |id: &str| Some(location::page() + &Fragment::link(id));
    let (text, told) = write(&app.agenda.chosen.get_untracked(), &schedule, link);
    files::download(&format!("{}.ics", schedule.file_stem()), MEDIA_TYPE, &text);
    app.agenda.change(&told, String::new());
}
