//! One session: the row of the timeline.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    model::{link_to, model},
    words,
};
use crate::{
    schedule::{Language, Session, Speaker},
    time::{Date, HourCycle, Instant, Zone, clock, day_shift},
    view::LanguageChoice,
};

/// A session as an `<article>`, with everything the schedule says of it.
#[component]
pub fn SessionRow(session: Arc<Session>) -> impl IntoView {
    let model = model();
    let on_now = {
        let session = session.clone();
        Memo::new(move |_| !session.cancelled && model.now.get().is_some_and(|now| session.is_on(now)))
    };
    let title_lang = session.lang_of(&session.title).map(str::to_owned);
    view! {
        <article
            id=session.id.clone()
            class="session"
            class:cancelled=session.cancelled
            tabindex="-1"
            data-now=move || on_now.get().then_some("")
        >
            <Rail session=session.clone() on_now />
            <div class="what">
                <h3 lang=title_lang dir="auto">{session.title.clone()}</h3>
                {session.title_en.clone().map(|title| view! { <p class="title-en" lang="en">{title}</p> })}
                {speakers(&session.speakers)}
                {facts(&session)}
                {about(&session)}
            </div>
            <PickButton session=session.clone() />
        </article>
    }
}

/// The time rail's entry: start and end in the chosen zone, and whether it is on.
#[component]
fn Rail(session: Arc<Session>, on_now: Memo<bool>) -> impl IntoView {
    let model = model();
    let day = model.schedule.with_value(|schedule| schedule.days[session.day].date);
    view! {
        <p class="rail">
            {move || {
                let zone = model.zone.read();
                let cycle = model.cycle();
                let time = |at: Instant| time_in(&zone, at, day, cycle);
                view! {
                    {time(session.start)}
                    <span class="dash">"–"</span>
                    {time(session.end)}
                    {on_now.get().then(|| view! { <strong class="on-now">{words::ON_NOW}</strong> })}
                }
            }}
        </p>
    }
}

/// A time, and by how many days its date differs from the conference's day.
fn time_in(zone: &Zone, at: Instant, day: Date, cycle: HourCycle) -> impl IntoView + use<> {
    let (date, second) = zone.civil(at);
    let shift = day_shift(day, date);
    view! {
        <time datetime=at.to_rfc3339()>{clock(second, cycle)}</time>
        {(shift != 0).then(|| view! {
            <span class="shift">
                {words::shift_sign(shift)}<span class="heard">{words::shift_unit(shift)}</span>
            </span>
        })}
    }
}

fn speakers(speakers: &[Speaker]) -> impl IntoView + use<> {
    let one = |speaker: &Speaker| {
        let name = speaker.name.clone();
        let link = link_to(|view| {
            view.speaker = Some(name.clone());
            view.language = LanguageChoice::All;
        });
        let affiliation = speaker.affiliation.clone();
        view! {
            <li dir="auto">
                <a href=link>{name}</a>
                {affiliation.map(|company| view! { <span class="affiliation">", "{company}</span> })}
            </li>
        }
    };
    (!speakers.is_empty()).then(|| {
        let items = speakers.iter().map(one).collect_view();
        view! { <ul class="speakers">{items}</ul> }
    })
}

/// The short facts: cancelled, format, language, place, topics, recording.
fn facts(session: &Session) -> impl IntoView + use<> {
    let language = session.language.as_ref().map(Language::key).filter(|key| key != "en");
    let place = [&session.room, &session.track, &session.level];
    let topics = session.topics.iter().map(|topic| {
        let link = link_to(|view| view.topics.push(topic.clone()));
        view! { <li class="topic"><a href=link>{topic.clone()}</a></li> }
    });
    view! {
        <ul class="facts">
            {session.cancelled.then(|| view! { <li class="status">{words::CANCELLED}</li> })}
            {session.format.as_ref().map(|format| view! {
                <li class="format" data-format=format.mark().to_owned()>{words::format(format)}</li>
            })}
            {language.map(|key| view! { <li>{words::language(&key)}</li> })}
            {place.into_iter().flatten().map(|text| view! { <li>{text.clone()}</li> }).collect_view()}
            {topics.collect_view()}
            {session.recording.clone().map(|link| view! {
                <li class="recording">{away(link, words::RECORDING)}</li>
            })}
        </ul>
    }
}

/// The summary and the further links, to be disclosed; works without a script.
fn about(session: &Session) -> impl IntoView + use<> {
    let lang = session.summary.as_deref().and_then(|text| session.lang_of(text)).map(str::to_owned);
    let summary = session.summary.clone();
    let links = [(session.slides.clone(), words::SLIDES), (session.page.clone(), words::PAGE)];
    let links: Vec<_> = links.into_iter().filter_map(|(link, word)| Some((link?, word))).collect();
    (summary.is_some() || !links.is_empty()).then(|| {
        let items =
            links.into_iter().map(|(link, word)| view! { <li>{away(link, word)}</li> }).collect_view();
        view! {
            <details class="about">
                <summary>{words::ABOUT}</summary>
                {summary.map(|text| view! { <p lang=lang dir="auto">{text}</p> })}
                <ul class="links">{items}</ul>
            </details>
        }
    })
}

/// A link out of the app.
fn away(link: String, word: &'static str) -> impl IntoView {
    view! { <a href=link rel="noopener noreferrer">{word}</a> }
}

/// The toggle. Its name is the same pressed or not: what it is now, `aria-pressed` says.
#[component]
fn PickButton(session: Arc<Session>) -> impl IntoView {
    let model = model();
    let id = session.id.clone();
    let picked = Memo::new(move |_| model.agenda.with(|agenda| agenda.is_picked(&id)));
    view! {
        <button
            type="button"
            class="pick"
            aria-label=words::pick(&session.title)
            aria-pressed=move || if picked.get() { "true" } else { "false" }
            on:click=move |_| model.toggle(&session)
        >
            {words::PICK}
        </button>
    }
}
