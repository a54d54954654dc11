//! A link that holds the agenda itself.

use leptos::{html, prelude::*};

use super::super::{App, OpenDialog};
use crate::{
    agenda::share,
    app::templates::agenda::qr,
    browser::{clock, location, page, sharing},
    i18n::agenda as messages,
    view::Fragment,
};

/// The link to the agenda as it is now.
pub fn link(app: App, with_notes: bool) -> String {
    let code = share::write(&app.agenda.chosen.read(), &app.schedule.published.read(), with_notes);
    format!("{}#{}{code}", location::page(), Fragment::SHARED)
}

/// Passes the link on, which is what one most likely wants, and shows what else there is.
pub fn share(app: App) {
    let is_empty = app.agenda.chosen.read_untracked().picked().next().is_none();
    if is_empty {
        let (heading, text) = (messages::SHARE_HEADING, messages::NOTHING_TO_SHARE);
        return app.dialogs.show(OpenDialog::Message { heading, text });
    }
    app.dialogs.show(OpenDialog::Share);
    pass_on(app, false);
}

/// Hands the link to what the browser has for sharing (W3C Web Share), else to the clipboard, and tells what became of it.
fn pass_on(app: App, with_notes: bool) {
    let (title, url) = untrack(|| (app.schedule.published.read().name.clone(), link(app, with_notes)));
    clock::spawn(async move {
        if !sharing::share(&title, &url).await {
            copy(url).await;
        }
    });
}

/// Copies a link, and tells what became of it.
pub async fn copy(url: String) {
    let is_copied = sharing::copy(&url).await;
    if !is_copied {
        page::select_offered();
    }
    page::announce(if is_copied { &messages::COPIED } else { &messages::NOT_COPIED });
}

#[component]
pub fn Sharing(app: App) -> impl IntoView {
    let with_notes = RwSignal::new(false);
    let url = Memo::new(move |_| link(app, with_notes.get()));
    let notes = NodeRef::<html::Input>::new();
    view! {
        <p>{messages::SHARE_MEANS.get()}</p>
        <label class="field">
            {messages::SHARE_LINK.get()} <input readonly prop:value=move || url.get()/>
        </label>
        <label class="choice">
            <input
                type="checkbox"
                node_ref=notes
                on:change=move |_| with_notes.set(notes.get_untracked().is_some_and(|notes| notes.checked()))
            />
            <span>{messages::SHARE_NOTES.get()}</span>
        </label>
        <p class="acts">
            <button type="button" class="primary" on:click=move |_| clock::spawn(copy(url.get_untracked()))>
                {messages::COPY.get()}
            </button>
            <button type="button" on:click=move |_| pass_on(app, with_notes.get_untracked())>
                {messages::SHARE_NOW.get()}
            </button>
        </p>
        <div inner_html=move || qr(&url.read()).into_string()></div>
    }
}
