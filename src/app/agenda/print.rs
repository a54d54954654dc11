//! The agenda on paper.

use leptos::prelude::*;

use super::{super::App, share};
use crate::{
    browser::{clock, events, form, page},
    ui::markup::agenda::paper,
};

/// The element with what is printed of the agenda.
const PAPER_ID: &str = "_print-agenda";

/// Prints the agenda, and not what is on the screen.
pub fn print(app: App) {
    app.is_printing.set(true);
    clock::spawn(async {
        // What is printed is on the page by then.
        clock::pause().await;
        page::print("agenda");
    });
}

/// Puts what is printed of the agenda onto the page when somebody prints, whatever that is: the style knows what of it is shown.
pub fn follow_printing(app: App) {
    events::on_window("beforeprint", move |_| app.is_printing.set(true));
    events::on_window("afterprint", move |_| {
        page::end_print();
        app.is_printing.set(false);
    });
    Effect::new(move |_| {
        let picks = app.model.picked.read();
        let markup = if app.is_printing.get() && !picks.is_empty() {
            let (agenda, schedule) = (app.model.agenda.read(), app.model.schedule.get());
            app.write(|times| paper(&agenda, &picks, &schedule, times, &share::link(app, false)))
        } else {
            String::new()
        };
        form::fill(PAPER_ID, &markup);
    });
}
