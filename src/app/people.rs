//! Who speaks, for whom, and where.

use leptos::prelude::*;

use super::App;
use crate::{
    app::templates,
    browser::{page, text},
    i18n,
};

/// The index of speakers and of companies.
#[component]
pub fn People(app: App) -> impl IntoView {
    let index = Signal::derive(move || {
        let schedule = app.schedule.published.get();
        app.search.facet_values.with(|values| match values {
            Some(values) => templates::people(&schedule, values, text::initial),
            // The search worker sorts names, where it works.
            None => templates::people(&schedule, &schedule.all_values(i18n::by_name), text::initial),
        })
    });
    view! { <div id="_people" inner_html=index on:click=|event| page::go_to_letter(&event)></div> }
}

/// A speaker's profile, with all their sessions.
#[component]
pub fn SpeakerProfile(app: App, name: String) -> impl IntoView {
    let profile = Signal::derive(move || {
        app.schedule
            .published
            .with(|schedule| app.time.write(|times| templates::profile(&name, schedule, times)))
    });
    view! { <div class="profile" inner_html=profile></div> }
}

/// What there is to say about a room, with all that takes place in it.
#[component]
pub fn RoomProfile(app: App, name: String) -> impl IntoView {
    let room = Signal::derive(move || {
        app.schedule
            .published
            .with(|schedule| app.time.write(|times| templates::room(&name, schedule, times)))
    });
    view! { <div class="profile" inner_html=room></div> }
}
