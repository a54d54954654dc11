//! What single keys do, and which there are.

use leptos::prelude::*;

use super::{App, OpenDialog, grid::GridStore, shell::SEARCH_ID};
use crate::{
    browser::{events, location::Step, page, store},
    i18n,
    schedule::{ConferencePhase, Schedule},
    view::{Command, Keys},
};

/// The setting's name in storage: `off`, or nothing.
const SETTING: &str = "keys";

/// Controls that keys do the same as, by their ids; as of [`i18n::ALL_KEYS`].
const HINTS: [(&str, &str); 5] = [
    (SEARCH_ID, "/"),
    ("_view-list", "g l"),
    ("_view-grid", "g g"),
    ("_view-now", "g n"),
    ("_view-agenda", "g a"),
];

/// Carries out what keys do.
pub fn listen(app: App, grid: GridStore) {
    for (id, hint) in HINTS {
        page::hint_keys(id, hint);
    }
    let mut keys = Keys::default();
    events::on_document("keydown", move |event| {
        if let Some(command) = page::key(&event).and_then(|key| keys.press(&key))
            && obey(app, grid, command)
        {
            event.prevent_default();
        }
    });
    page::press_keys();
}

/// Carries out what a key does; says whether there was anything to do.
fn obey(app: App, grid: GridStore, command: Command) -> bool {
    let focused = page::focused_session();
    match (command, focused) {
        (Command::Move(direction), Some((id, _))) => {
            let next = grid.next_to(app, &id, direction);
            next.as_deref().map(page::focus_id).is_some()
        }
        (Command::Move(_), None) => false,
        // What stands in another page leaves keys to that.
        _ if are_off() || page::is_embedded() => false,
        (Command::Search, _) => {
            page::focus_id(SEARCH_ID);
            true
        }
        (Command::Step { forward }, _) => {
            page::step(forward);
            true
        }
        (Command::Pick, Some((id, _))) => {
            let is_break =
                |schedule: &Schedule| schedule.session(&id).is_some_and(|session| session.is_break);
            let can_be_picked = !app.schedule.published.with_untracked(|schedule| is_break(schedule));
            if can_be_picked {
                app.agenda.toggle(&id);
            }
            can_be_picked
        }
        // On a link or a button the key is that one's.
        (Command::Open, Some((id, true))) => {
            app.toggle_session(&id);
            true
        }
        (Command::Close, Some((id, _))) => {
            app.close_session(&id);
            true
        }
        (Command::Close, None) if page::close_filters() => true,
        (Command::Close, None) if page::discloses_apart() => {
            let disclosed = page::disclosed_sessions();
            disclosed.iter().for_each(|id| app.close_session(id));
            !disclosed.is_empty()
        }
        (Command::Look(view), _) => {
            app.change_view(Step::Push, |state| state.view = view);
            true
        }
        (Command::Now, _) => {
            let moment = untrack(|| app.time.phase());
            moment.and_then(ConferencePhase::session).map(|session| app.lead_to(session.id.clone())).is_some()
        }
        (Command::Help, _) => {
            app.dialogs.show(OpenDialog::Keys);
            true
        }
        _ => false,
    }
}

/// Switches the keys off, or on again.
fn switch_keys(on: bool) {
    store::persist_setting(SETTING, if on { "" } else { "off" });
}

fn are_off() -> bool {
    store::setting(SETTING).is_some_and(|setting| setting == "off")
}

/// The keys, and the way to switch them off: single letters get in the way of those who steer by speech (WCAG 2.1.4).
#[component]
pub fn KeyboardShortcuts() -> impl IntoView {
    let off = RwSignal::new(are_off());
    let switch = move |_| {
        switch_keys(off.get_untracked());
        off.set(are_off());
    };
    let keys = i18n::ALL_KEYS.into_iter().map(|(keys, does)| {
        view! {
            <dt>
                <kbd>{keys}</kbd>
            </dt>
            <dd>{does.get()}</dd>
        }
    });
    view! {
        <dl>{keys.collect_view()}</dl>
        <button type="button" on:click=switch>
            {move || if off.get() { i18n::KEYS_ON.get() } else { i18n::KEYS_OFF.get() }}
        </button>
    }
}
