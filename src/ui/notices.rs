//! What the page has to tell: each thing until it is dismissed.

use leptos::prelude::*;

use super::{
    model::{UNDO_ID, model},
    words,
};

#[derive(Clone, PartialEq, Eq)]
struct Notice {
    number: usize,
    text: String,
}

/// The notices that stand.
#[derive(Clone, Copy)]
pub struct Notices {
    standing: RwSignal<Vec<Notice>>,
    told: StoredValue<Vec<String>>,
}

impl Notices {
    pub fn new() -> Self {
        Self { standing: RwSignal::new(Vec::new()), told: StoredValue::new(Vec::new()) }
    }

    /// Tells something, unless just that stands already.
    pub fn add(self, text: String) {
        if self.standing.with_untracked(|standing| standing.iter().all(|notice| notice.text != text)) {
            let number = self.told.with_value(Vec::len);
            self.told.update_value(|told| told.push(text.clone()));
            self.standing.update(|standing| standing.push(Notice { number, text }));
        }
    }

    /// Tells something once while the page is open.
    pub fn add_once(self, text: String) {
        if !self.told.with_value(|told| told.contains(&text)) {
            self.add(text);
        }
    }
}

/// The notices, each with a button to dismiss it.
#[component]
pub fn NoticeList() -> impl IntoView {
    let notices = model().notices.standing;
    view! {
        <div class="notices" role="alert">
            <For each=move || notices.get() key=|notice| notice.number let:notice>
                <p class="notice">
                    <span>{notice.text}</span>
                    <button
                        type="button"
                        class="quiet"
                        on:click=move |_| notices.update(|all| all.retain(|other| other.number != notice.number))
                    >
                        {words::DISMISS}
                    </button>
                </p>
            </For>
        </div>
    }
}

/// What was just removed, with the way back.
#[component]
pub fn UndoOffer() -> impl IntoView {
    let model = model();
    view! {
        <div class="undo" role="status" hidden=move || model.removed.with(Option::is_none)>
            {move || {
                model.removed.get().map(|removed| {
                    view! {
                        <p>{words::removed(&removed.title)}</p>
                        <button type="button" id=UNDO_ID on:click=move |_| model.undo()>{words::UNDO}</button>
                        <button type="button" class="quiet" on:click=move |_| model.removed.set(None)>
                            {words::DISMISS}
                        </button>
                    }
                })
            }}
        </div>
    }
}
