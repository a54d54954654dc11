//! Dialogs that a link opens: somebody's agenda, a speaker's profile, a room.

use leptos::prelude::*;

use super::{App, OpenDialog, agenda};
use crate::{
    browser::{events, location},
    i18n,
    schedule::Schedule,
    view::Fragment,
};

/// Opens the dialog that the address asks for, now and whenever it does. It is taken from there, so that neither a reload nor "back" opens it
/// again.
pub fn follow(app: App) {
    let look = move || {
        let link = location::hash();
        let schedule = app.schedule.published.get_untracked();
        if Fragment::parse(&link, &schedule) == Fragment::Dialog {
            location::write(&location::query(), "", location::Step::Replace);
            match (Fragment::speaker(&link), Fragment::room(&link)) {
                (Some(name), _) if is_speaker(&schedule, &name) => {
                    app.dialogs.show(OpenDialog::Speaker(name));
                }
                (_, Some(name)) if schedule.guide().place(&name).is_some() => {
                    app.dialogs.show(OpenDialog::Room(name));
                }
                (None, None) => agenda::open_shared(app, &link),
                _ => app.notices.refuse(i18n::unknown_hash(link.trim_start_matches('#'))),
            }
        }
    };
    look();
    events::on_window("hashchange", move |_| look());
}

/// Whether anybody of that name speaks.
fn is_speaker(schedule: &Schedule, name: &str) -> bool {
    schedule.sessions.iter().any(|session| session.speakers.iter().any(|speaker| speaker.name == name))
}
