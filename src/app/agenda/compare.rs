//! Others' agendas beside one's own, each from a link that somebody shared.

use leptos::{ev, html, prelude::*};

use super::super::{App, OpenDialog};
use crate::{
    agenda::{Agenda, Comparison, FRIEND, MOST_FRIENDS, Shared, Who, share},
    app::templates::{
        Times,
        agenda::{self as templates, notes},
    },
    i18n::{self, Message, agenda as messages},
    schedule::Schedule,
};

/// A link that could not be taken, and why.
#[derive(Clone)]
pub struct Refusal {
    pub link: String,
    pub why: Message,
}

/// Somebody whose agenda is kept.
#[derive(Clone, PartialEq)]
pub struct Friend {
    pub code: String,
    pub name: String,
    pub shared: Shared,
}

/// The others' agendas that can be read.
pub fn friends(app: App) -> Memo<Vec<Friend>> {
    Memo::new(move |_| {
        let (agenda, schedule) = (app.agenda.chosen.read(), app.schedule.published.get());
        let friends = agenda.friends().into_iter().filter_map(|(code, name)| {
            let shared = share::read(code, &schedule).ok()?;
            Some(Friend { code: code.to_owned(), name: name.to_owned(), shared })
        });
        friends.take(MOST_FRIENDS).collect()
    })
}

/// Takes the agenda of a link in, or tells why not, and shows all of them.
pub fn open_shared(app: App, link: &str) {
    let refusal = app.schedule.published.with_untracked(|schedule| {
        let agenda = app.agenda.chosen.get_untracked();
        let is_known = |code: &str| agenda.friends().iter().any(|(other, _)| *other == code);
        match share::read_from(link, schedule) {
            Err(why) => Some(messages::refused(why)),
            Ok((code, _)) if is_known(&code) => None,
            Ok(_) if agenda.friends().len() >= MOST_FRIENDS => Some(messages::NOBODY_NEW),
            Ok((code, _)) => {
                let is_taken = |name: &String| agenda.friends().iter().any(|(_, other)| other == name);
                let name = (0..).map(messages::friend).find(|name| !is_taken(name)).unwrap_or_default();
                app.agenda.change(&Agenda::of_text(&format!("{FRIEND}{code}"), &name), String::new());
                None
            }
        }
    });
    app.dialogs.show(OpenDialog::Compare(refusal.map(|why| Refusal { link: link.to_owned(), why })));
}

#[component]
pub fn Comparing(app: App, refusal: Option<Refusal>) -> impl IntoView {
    let friends = friends(app);
    let link = NodeRef::<html::Input>::new();
    let paste = move |event: ev::SubmitEvent| {
        event.prevent_default();
        open_shared(app, &link.get_untracked().map(|link| link.value()).unwrap_or_default());
    };
    // Another name makes no other rows.
    let codes = Memo::new(move |_| {
        friends.read().iter().enumerate().map(|(at, friend)| (at, friend.code.clone())).collect::<Vec<_>>()
    });
    let message =
        refusal.as_ref().map(|refusal| view! { <p class="notice" role="alert">{refusal.why.get()}</p> });
    let pasted = refusal.map(|refusal| refusal.link).unwrap_or_default();
    view! {
        {message}
        <p>{messages::COMPARE_MEANS.get()}</p>
        <form class="paste" on:submit=paste>
            <label class="field">
                {messages::PASTE.get()} <input name="link" required value=pasted node_ref=link/>
            </label>
            <button>{messages::OPEN.get()}</button>
        </form>
        {move || codes.get().into_iter().map(|(at, code)| view! { <KeptFriend app friends at code/> }).collect_view()}
        {move || (!friends.read().is_empty()).then(|| view! { <SideBySide app friends/> })}
    }
}

/// A friend whose agenda is kept: the name, which may be another, and what it holds.
#[component]
fn KeptFriend(app: App, friends: Memo<Vec<Friend>>, at: usize, code: String) -> impl IntoView {
    let name_of = code.clone();
    let friend = Memo::new(move |_| friends.read().iter().find(|friend| friend.code == name_of).cloned());
    let name =
        Memo::new(move |_| friend.read().as_ref().map(|friend| friend.name.clone()).unwrap_or_default());
    let text_name = StoredValue::new(format!("{FRIEND}{code}"));
    let rename = move |event| {
        let name = event_target_value(&event);
        if !name.trim().is_empty() {
            app.agenda.change(&Agenda::of_text(&text_name.get_value(), name.trim()), String::new());
        }
    };
    let remove = move |_| {
        app.agenda.change(&Agenda::of_text(&text_name.get_value(), ""), i18n::removed(&name.get_untracked()));
    };
    let holds = move || {
        friend.read().as_ref().map(|Friend { shared, .. }| {
            messages::friend_holds(shared.picks.len() + shared.unknown, shared.unknown)
        })
    };
    let notes =
        move || friend.read().as_ref().map(|friend| notes(&friend.shared, &app.schedule.published.read()));
    view! {
        <div class="kept-friend">
            <span inner_html=move || templates::friend(at, &name.read()).into_string()></span>
            <label class="field">
                {messages::NAME.get()} <input maxlength="60" value=name.get_untracked() on:change=rename/>
            </label>
            <span>{holds}</span>
            <button type="button" aria-label=move || messages::about(&messages::REMOVE, &name.read()) on:click=remove>
                {messages::REMOVE.get()}
            </button>
            <div inner_html=move || notes().unwrap_or_default()></div>
        </div>
    }
}

/// What all go to, what some go to, and where they could meet.
#[component]
fn SideBySide(app: App, friends: Memo<Vec<Friend>>) -> impl IntoView {
    let comparison = Memo::new(move |_| {
        let friends = friends.read();
        let shared: Vec<_> = friends.iter().map(|friend| &friend.shared).collect();
        Comparison::of(&app.agenda.chosen.read(), &shared, &app.schedule.published.read())
    });
    let write = move |write: fn(&Comparison, &[&str], &Schedule, Times) -> String| {
        move || {
            let (comparison, friends) = (comparison.read(), friends.read());
            let names: Vec<_> = friends.iter().map(|friend| &*friend.name).collect();
            app.time.write(|times| write(&comparison, &names, &app.schedule.published.read(), times))
        }
    };
    let only_them = Memo::new(move |_| comparison.read().only_them.clone());
    let line = move |(index, them): (usize, Vec<usize>)| {
        let (schedule, friends_now) = (app.schedule.published.get(), friends.read());
        let names: Vec<_> = friends_now.iter().map(|friend| &*friend.name).collect();
        let them: Vec<_> = them.into_iter().map(Who::Them).collect();
        let line =
            app.time.write(|times| templates::going(index, &them, &names, &schedule, times).into_string());
        let session = schedule.sessions[index].clone();
        let label = messages::about(&messages::TAKE, &session.title);
        view! {
            <li>
                <p inner_html=line></p>
                <button type="button" aria-label=label on:click=move |_| take(app, friends, Some(&session.id))>
                    {messages::TAKE.get()}
                </button>
            </li>
        }
    };
    let take_all = move || {
        (only_them.read().len() > 1).then(|| {
            view! {
                <p>
                    <button type="button" on:click=move |_| take(app, friends, None)>
                        {messages::TAKE_ALL.get()}
                    </button>
                </p>
            }
        })
    };
    view! {
        <div inner_html=write(templates::together)></div>
        {take_all}
        <ul class="plan">{move || only_them.get().into_iter().map(line).collect_view()}</ul>
        <div inner_html=write(templates::apart)></div>
    }
}

/// Takes over a session of theirs, or all that they have and one has not.
fn take(app: App, friends: Memo<Vec<Friend>>, id: Option<&str>) {
    let mut patch = Agenda::default();
    {
        let (schedule, agenda) =
            (app.schedule.published.read_untracked(), app.agenda.chosen.read_untracked());
        for (index, priority) in friends.read_untracked().iter().flat_map(|friend| &friend.shared.picks) {
            let other = &*schedule.sessions[*index].id;
            if !agenda.is_picked(other) && id.is_none_or(|id| id == other) {
                patch.weigh(other, Some(*priority), 0);
            }
        }
    }
    app.agenda.change(&patch, messages::taken(patch.picked().count()));
}
