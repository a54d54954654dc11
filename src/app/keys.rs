//! Which keys there are.

use leptos::prelude::*;

use crate::{
    app::model::keys::{are_off, switch_keys},
    i18n,
};

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
