//! What has changed of the schedule since one saw it, and picks that it does not have any more.

use std::sync::Arc;

use leptos::prelude::*;

use super::{App, link_to, timeline::PickButton};
use crate::{
    agenda::{Commitment, News, clashes},
    app::templates::{agenda as templates, announcement},
    i18n::{self, agenda as messages},
    schedule::{Announcement, Schedule, Snapshot},
    time::Timestamp,
};

/// The element for the news.
pub const INBOX_ID: &str = "_inbox";

/// The news, picks first.
#[component]
pub fn Inbox(app: App) -> impl IntoView {
    let inbox = Memo::new(move |_| {
        let (schedule, agenda) = (app.schedule.published.get(), app.agenda.chosen.read());
        app.news.baseline.read().inbox(&agenda, &schedule)
    });
    let heading = move || {
        let inbox = inbox.read();
        i18n::changes(inbox.len(), inbox.iter().filter(|news| news.picked).count())
    };
    let dismiss_all = move |_| app.news.update(|seen, schedule| seen.dismiss_all(schedule));
    let is_empty = Memo::new(move |_| inbox.read().is_empty());
    view! {
        <Announcements app/>
        {move || (!is_empty.get()).then(|| view! {
            <details class="inbox" open>
                <summary>{heading}</summary>
                <ul>
                    {move || inbox.get().into_iter().map(|news| view! { <Item app news/> }).collect_view()}
                </ul>
                <p>
                    <button type="button" class="button-ghost" on:click=dismiss_all>
                        {i18n::DISMISS_ALL.get()}
                    </button>
                </p>
            </details>
        })}
    }
}

/// What the organiser announces, until it is dismissed.
#[component]
fn Announcements(app: App) -> impl IntoView {
    let dismissed = RwSignal::new(app.news.dismissed_until());
    let told = Memo::new(move |_| {
        let Some(now) = app.time.clock() else { return Vec::new() };
        let (schedule, dismissed) = (app.schedule.published.read(), dismissed.get());
        let is_new = |told: &&Announcement| Some(told.at) > dismissed;
        schedule.guide().announced(now).filter(is_new).cloned().collect()
    });
    let is_empty = Memo::new(move |_| told.read().is_empty());
    let texts = move || {
        let told = told.get();
        let text = |told: &Announcement| {
            let text = app.time.write(|times| announcement(told, times));
            view! { <li inner_html=text></li> }
        };
        told.iter().map(text).collect_view()
    };
    let dismiss = move |_| {
        let latest = told.read_untracked().first().map(|latest| latest.at);
        latest.into_iter().for_each(|latest| app.news.dismiss_until(latest));
        dismissed.set(latest);
    };
    view! {
        {move || (!is_empty.get()).then(|| view! {
            <details class="inbox announcements" open>
                <summary>{i18n::ANNOUNCEMENTS.get()}</summary>
                <ul>{texts}</ul>
                <p>
                    <button type="button" class="button-ghost" on:click=dismiss>
                        {i18n::DISMISS.get()}
                    </button>
                </p>
            </details>
        })}
    }
}

/// One session's news.
#[component]
fn Item(app: App, news: News) -> impl IntoView {
    let id = news.id.clone();
    let clash = Memo::new(move |_| {
        let (schedule, agenda) = (app.schedule.published.get(), app.agenda.chosen.read());
        let index = schedule.index_of(&id).filter(|_| agenda.is_picked(&id));
        let commitments = Commitment::all(&agenda, &schedule);
        let with = index.map(|index| clashes(index, &schedule, &commitments, agenda.travel_time()));
        with.unwrap_or_default().into_iter().cloned().collect::<Vec<_>>()
    });
    let told = {
        let news = news.clone();
        move || {
            app.time
                .write(|times| templates::news(&news, &clash.read(), &app.schedule.published.read(), times))
        }
    };
    let id = news.id.clone();
    let dismiss = move |_| app.news.update(|seen, schedule| seen.dismiss(&id, schedule));
    view! {
        <li class:mine=news.picked data-session=news.id.clone()>
            <div inner_html=told></div>
            <button type="button" class="button-ghost" aria-label=i18n::dismiss(&news.title) on:click=dismiss>
                {i18n::DISMISS.get()}
            </button>
        </li>
    }
}

/// A pick that the schedule does not have any more, as it was seen last.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Lost {
    id: String,
    title: String,
    start: Timestamp,
    end: Timestamp,
}

impl Lost {
    /// All of them, in order of time.
    fn all(app: App) -> Memo<Vec<Self>> {
        Memo::new(move |_| {
            let (seen, agenda, schedule) =
                (app.news.baseline.read(), app.agenda.chosen.read(), app.schedule.published.get());
            let lost = seen.lost(&agenda, &schedule).into_iter();
            let lost = lost.map(|(id, snapshot)| {
                let Snapshot { title, start, end, .. } = snapshot.clone();
                Self { id: id.to_owned(), title, start, end }
            });
            lost.collect()
        })
    }
}

/// The lost picks in the agenda, each with what it may be now, and the way to let go of it.
#[component]
pub fn LostPicks(app: App) -> impl IntoView {
    let lost = Lost::all(app);
    let shown = move || if app.view.is_agenda() { lost.get() } else { Vec::new() };
    move || shown().into_iter().map(|lost| view! { <LostPick app lost/> }).collect_view()
}

#[component]
fn LostPick(app: App, lost: Lost) -> impl IntoView {
    let Lost { id, title, start, end } = lost;
    let picked = id.clone();
    let rail = move || app.time.write(|times| templates::lost_rail(start, end, times));
    let heirs = {
        let (id, title) = (id.clone(), title.clone());
        move || heirs(app, &id, &title)
    };
    view! {
        <article id=id class="session" tabindex="-1">
            <p class="rail" inner_html=rail></p>
            <div class="what">
                <h3 class="cancelled" dir="auto">{title.clone()}</h3>
                <ul class="facts">
                    <li class="status">{i18n::LOST.get()}</li>
                </ul>
                {heirs}
            </div>
            <PickButton app id=picked label=Signal::stored(i18n::pick(&title))/>
        </article>
    }
}

/// What the schedule has that may be the lost pick under another id, each to be taken in its place.
fn heirs(app: App, id: &str, title: &str) -> Option<impl IntoView + use<>> {
    let schedule: Arc<Schedule> = app.schedule.published.get();
    let heir = |index: usize| {
        let session = &schedule.sessions[index];
        let (old, new) = (id.to_owned(), session.id.clone());
        let take = move |_| {
            let patch = app.agenda.chosen.read_untracked().carried_over([(&*old, &*new)].into_iter());
            app.agenda.change(&patch, messages::carried_over(1));
        };
        view! {
            <li>
                {link_to(session)}
                " "
                <span class="when">{app.time.write(|times| times.day_and_clock(session.start))}</span>
                " "
                <button type="button" aria-label=messages::about(&messages::TAKE, &session.title) on:click=take>
                    {messages::TAKE.get()}
                </button>
            </li>
        }
    };
    let heirs: Vec<_> = schedule.like_gone(title).into_iter().map(heir).collect();
    (!heirs.is_empty()).then(|| {
        view! {
            <p>{i18n::PERHAPS_NOW.get()}</p>
            <ul class="heirs">{heirs}</ul>
        }
    })
}

/// The lost picks in short, for beside the timeline.
#[component]
pub fn LostInShort(app: App) -> impl IntoView {
    let lost = Lost::all(app);
    let line = move |lost: Lost| {
        let line = move || app.time.write(|times| templates::lost_in_short(&lost.title, lost.start, times));
        view! { <li class="cancelled" inner_html=line></li> }
    };
    let is_empty = Memo::new(move |_| lost.read().is_empty());
    view! {
        {move || (!is_empty.get()).then(|| view! {
            <ol>
                {move || lost.get().into_iter().map(line).collect_view()}
            </ol>
        })}
    }
}
