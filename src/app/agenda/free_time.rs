//! Free time in the agenda, with what fits.

use leptos::prelude::*;

use super::super::App;
use crate::{
    agenda::encode,
    browser::{clock, worker},
    view::View,
};

/// The free stretches, with what fits, in the agenda. What fits is ordered by likeness, which the search worker knows.
#[component]
pub fn FreeTime(app: App) -> impl IntoView {
    let markup = RwSignal::new(String::new());
    let asked = Memo::new(move |_| {
        let view = app.model.view.read();
        let key = view.language_key(&app.model.schedule.read()).unwrap_or_default().to_owned();
        let is_shown = view.view == View::Agenda && app.model.search_is_ready();
        is_shown.then(|| {
            (encode(&app.model.agenda.read()), key + &worker::SEPARATOR.to_string() + &app.model.times())
        })
    });
    Effect::new(move |_| {
        let Some((agenda, about)) = asked.get() else { return markup.set(String::new()) };
        clock::spawn(async move {
            let answer = worker::ask(worker::GAPS, &agenda, &about).await;
            if asked.get_untracked().is_some_and(|now| now == (agenda, about)) {
                markup.set(answer.unwrap_or_default());
            }
        });
    });
    view! { <div inner_html=markup></div> }
}
