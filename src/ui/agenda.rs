//! The agenda beside the timeline.

use std::sync::Arc;

use leptos::{either::Either, prelude::*};

use super::{model::model, words};
use crate::{
    schedule::Session,
    time::clock,
    view::{Hash, View},
};

/// The agenda's short form, beside the timeline on a wide screen.
#[component]
pub fn AgendaAside() -> impl IntoView {
    let model = model();
    let hidden = move || model.view.with(|view| view.view == View::Agenda);
    view! {
        <aside class="agenda" aria-label=words::AGENDA hidden=hidden>
            <h2>{words::AGENDA}</h2>
            <p class="count">{move || words::in_agenda(model.picked.with(Vec::len))}</p>
            {move || {
                if model.picked.with(Vec::is_empty) {
                    Either::Left(view! { <p>{words::HOW_TO_PICK}</p> })
                } else {
                    Either::Right(view! {
                        <ol>
                            <For each=move || model.picked.get() key=|session| session.id.clone() let:session>
                                <AgendaLine session />
                            </For>
                        </ol>
                    })
                }
            }}
        </aside>
    }
}

#[component]
fn AgendaLine(session: Arc<Session>) -> impl IntoView {
    let model = model();
    let start = session.start;
    let when = move || {
        let (date, second) = model.zone.read().civil(start);
        format!("{} {}", words::short_day(date), clock(second, model.cycle()))
    };
    view! {
        <li>
            <span class="when">{when}</span>
            <a href=Hash::link(&session.id) dir="auto">{session.title.clone()}</a>
        </li>
    }
}
