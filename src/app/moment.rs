//! What is on and what comes next.

use leptos::prelude::*;

use super::{App, reactive::each_time, templates};
use crate::browser::page;

/// The element for it.
pub const MOMENT_ID: &str = "_moment";

/// Tells what is on and what comes next, however often that changes.
pub fn show_moment(app: App) {
    let markup = Memo::new(move |_| {
        let (schedule, now) = (app.schedule.published.get(), app.time.now.get());
        let markup = app.time.phase().zip(now).map(|(moment, now)| {
            app.time
                .write(|times| templates::moment(&moment, now, &schedule, &app.agenda.chosen.read(), times))
        });
        markup.unwrap_or_default()
    });
    each_time(move || page::update(MOMENT_ID, &markup.read()));
}
