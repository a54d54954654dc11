//! The agenda on paper.

use leptos::prelude::*;

use super::{super::App, share};
use crate::{
    app::templates::agenda::paper,
    browser::{events, form, page},
};

/// The element with what is printed of the agenda.
const PAPER_ID: &str = "_print-agenda";

/// Prints the agenda, and not what is on the screen.
pub fn print(app: App) {
    put_on_paper(app);
    page::print("agenda");
}

/// Puts what is printed of the agenda onto the page when somebody prints, whatever that is: the style knows what of it is shown. At
/// once, since a browser does not wait for what an effect would do a moment later.
pub fn prepare_on_print(app: App) {
    events::on_window("beforeprint", move |_| put_on_paper(app));
    events::on_window("afterprint", move |_| page::end_print());
}

fn put_on_paper(app: App) {
    untrack(|| {
        let (agenda, schedule) = (app.agenda.chosen.read(), app.schedule.published.get());
        let picks = app.agenda.picked.read();
        let markup = if picks.is_empty() && agenda.own_entries().is_empty() {
            String::new()
        } else {
            app.time.write(|times| paper(&agenda, &picks, &schedule, times, &share::link(app, false)))
        };
        form::set_markup(PAPER_ID, &markup);
    });
}
