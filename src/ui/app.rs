//! The whole page.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    agenda::AgendaAside,
    controls::{Controls, FilterPanel},
    header::Header,
    model::Model,
    notices::{NoticeList, UndoOffer},
    timeline::{DayLinks, Timeline},
    words,
};
use crate::schedule::Schedule;

/// The app over a schedule. Rendered natively at build time and hydrated in the browser: until it is woken, both show
/// the same (every session of the opening language, in the venue's time).
///
/// `ready` is called in the browser once the view stands.
#[component]
pub fn App(schedule: Arc<Schedule>, ready: fn()) -> impl IntoView {
    let model = Model::new(schedule);
    provide_context(model);
    Effect::new(move |woken: Option<()>| {
        if woken.is_none() {
            model.wake();
            ready();
        }
    });
    view! {
        <a class="skip" href="#main">{words::SKIP}</a>
        <Header />
        <div class="desk">
            <div class="tools">
                <Controls />
                <DayLinks />
                <FilterPanel />
            </div>
            <main id="main" tabindex="-1">
                <NoticeList />
                <Timeline />
            </main>
            <AgendaAside />
        </div>
        <Footer />
        <UndoOffer />
    }
}

/// What could not be used of the schedule file.
#[component]
fn Footer() -> impl IntoView {
    let schedule = super::model::model().schedule.get_value();
    let problems = &schedule.problems;
    let list = (!problems.is_empty()).then(|| {
        let items =
            problems.iter().map(|problem| view! { <li>{words::problem(problem)}</li> }).collect_view();
        view! {
            <details class="problems">
                <summary>{words::problems(problems.len())}</summary>
                <ul>{items}</ul>
            </details>
        }
    });
    view! {
        <footer>
            {list}
            <p>{words::APP}</p>
        </footer>
    }
}
