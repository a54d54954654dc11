//! Reminders, while the page is open.

use leptos::prelude::*;

use super::super::App;
use crate::{
    agenda::{ALARMS, Agenda, SETTING},
    browser::{clock, location, notifications, page},
    i18n::agenda as messages,
    view::Fragment,
};

/// Minutes before a session at which the page reminds of it where none were chosen.
const MINUTES_BEFORE: i64 = ALARMS[2];

/// How often what begins soon is looked for, in milliseconds.
const POLL_EVERY: i32 = 20_000;

/// Asks the browser to let the page remind, and tells whether it does.
pub fn ask(app: App) {
    clock::spawn(async move {
        let may = notifications::ask().await;
        if may && app.agenda.chosen.read_untracked().alarm() == 0 {
            let alarm = Agenda::of_text(&format!("{SETTING}alarm"), &MINUTES_BEFORE.to_string());
            app.agenda.change(&alarm, String::new());
        }
        page::announce(if may { &messages::REMINDS } else { &messages::REMIND_DENIED });
        remind(app);
    });
}

/// Reminds of what begins soon, now and from time to time.
pub fn keep_reminding(app: App) {
    remind(app);
    clock::after(POLL_EVERY, move || keep_reminding(app));
}

fn remind(app: App) {
    // A rehearsal reminds of nothing: what is told once would be told then, and not when it is time.
    if !notifications::are_allowed() || app.view.state.read_untracked().now.is_some() {
        return;
    }
    let schedule = app.schedule.published.get_untracked();
    for session in app.agenda.chosen.read_untracked().due(&schedule, clock::now()) {
        let when = untrack(|| app.time.write(|times| times.day_and_clock(session.start)));
        notifications::show(&notifications::Notification {
            title: &messages::reminder(&session.title, &when),
            body: session.room.as_deref().unwrap_or_default(),
            tag: &format!("{} {}", session.id, session.start.0),
            link: &(location::page() + &Fragment::link(&session.id)),
        });
    }
}
