//! The page's head: which conference, where in it we are, and how many sessions were picked.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    model::{link_to, model},
    words,
};
use crate::{
    schedule::{Moment, Session},
    time::clock,
    view::{Hash, View},
};

#[component]
pub fn Header() -> impl IntoView {
    let model = model();
    let schedule = model.schedule.get_value();
    let dates = schedule.dates.map(|(first, last)| words::date_range(first, last));
    let site = schedule.url.clone().map(|url| {
        let shown =
            url.split_once("//").map_or(url.as_str(), |(_, rest)| rest).trim_end_matches('/').to_owned();
        view! { <a href=url rel="noopener noreferrer">{shown}</a> }
    });
    view! {
        <header class="head">
            <h1 dir="auto">{schedule.name.clone()}</h1>
            <p class="dates">{dates} {site}</p>
            <p class="picks">
                <a href=link_to(|view| view.view = View::Agenda)>
                    {move || words::picks(model.picked.with(Vec::len))}
                </a>
            </p>
            <div class="moment">{move || model.moment.get().map(moment)}</div>
            <p class="zone">{move || words::times_in(&model.zone.read())}</p>
        </header>
    }
}

/// Before, during or after: each with the way to what matters then.
fn moment(moment: Moment) -> impl IntoView {
    let model = model();
    match moment {
        Moment::Before { seconds, first } => view! {
            <p><strong>{words::begins_in(seconds)}</strong> " " {link(&first)}</p>
        }
        .into_any(),
        Moment::During { now, next } => {
            let at = |session: &Arc<Session>| clock(model.zone.read().civil(session.start).1, model.cycle());
            let until = |session: &Arc<Session>| clock(model.zone.read().civil(session.end).1, model.cycle());
            let on = now
                .iter()
                .map(|session| view! { <span class="one">{link(session)} " " {words::until(&until(session))}</span> })
                .collect_view();
            let coming = next
                .iter()
                .map(|session| view! { <span class="one">{at(session)} " " {link(session)}</span> })
                .collect_view();
            view! {
                <p class="now"><strong>{words::NOW}</strong> {on} {now.is_empty().then_some(words::BREAK)}</p>
                {(!next.is_empty()).then(|| view! { <p class="next"><strong>{words::NEXT}</strong> {coming}</p> })}
            }
            .into_any()
        }
        Moment::Over => {
            let schedule = model.schedule.get_value();
            let recordings = schedule.sessions.iter().filter(|session| session.recording.is_some()).count();
            view! { <p>{words::over(&schedule.name, recordings)}</p> }.into_any()
        }
    }
}

fn link(session: &Session) -> impl IntoView + use<> {
    view! { <a href=Hash::link(&session.id) dir="auto">{session.title.clone()}</a> }
}
