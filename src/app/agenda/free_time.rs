//! Free time in the agenda, with what fits.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::App;
use crate::{
    agenda::Gap,
    app::templates,
    browser::{clock, search_worker},
    protocol::{Request, Response},
    schedule::Schedule,
    view::View,
};

/// The free stretches, with what fits, in the agenda. What fits is ordered by likeness, which the search worker knows.
#[component]
pub fn FreeTime(app: App) -> impl IntoView {
    // With the schedule that they are of: its sessions are told by their indices.
    let gaps = RwSignal::new(None::<(Arc<Schedule>, Vec<Gap>)>);
    let asked = Memo::new(move |_| {
        let view = app.view.state.read();
        let languages = view.language_keys(&app.schedule.published.read()).map(<[_]>::to_vec);
        let is_shown = view.view == View::Agenda && app.search.is_ready();
        is_shown.then(|| (app.agenda.chosen.get(), languages))
    });
    Effect::new(move |_| {
        let schedule = app.schedule.published.get();
        let Some((agenda, languages)) = asked.get() else { return gaps.set(None) };
        clock::spawn(async move {
            let request = Request::Gaps { agenda: agenda.clone(), languages: languages.clone() };
            let response = search_worker::call(&request).await;
            if asked.get_untracked() == Some((agenda, languages)) && app.schedule.is_in_use(&schedule) {
                gaps.set(if let Ok(Response::Gaps(gaps)) = response { Some((schedule, gaps)) } else { None });
            }
        });
    });
    let markup = Signal::derive(move || {
        let gaps = gaps.read();
        gaps.as_ref()
            .map(|(schedule, gaps)| app.time.write(|times| templates::gaps(gaps, schedule, times)))
            .unwrap_or_default()
    });
    view! { <div inner_html=markup></div> }
}
