//! The agenda as text for other programs.

use leptos::prelude::*;

use super::super::App;
use crate::{
    app::templates::plain::{self, CSV, MARKDOWN},
    browser::{clock, files, location, page, sharing},
    i18n::agenda as messages,
    view::Fragment,
};

/// The agenda as Markdown and as a table: to copy, or as a file.
#[component]
pub fn AsText(app: App) -> impl IntoView {
    let copy = move |_| {
        let text = written(app, Form::Markdown);
        clock::spawn(async move {
            let is_copied = sharing::copy(&text).await;
            page::announce(if is_copied { &messages::COPIED } else { &messages::NOT_COPIED_TEXT });
        });
    };
    view! {
        <p>{messages::AS_TEXT_MEANS.get()}</p>
        <p class="acts">
            <button type="button" class="primary" on:click=copy>
                {messages::COPY_MARKDOWN.get()}
            </button>
            <button type="button" on:click=move |_| download(app, Form::Markdown)>
                {messages::MARKDOWN_FILE.get()}
            </button>
            <button type="button" on:click=move |_| download(app, Form::Csv)>
                {messages::CSV_FILE.get()}
            </button>
        </p>
    }
}

#[derive(Clone, Copy)]
enum Form {
    Markdown,
    Csv,
}

fn written(app: App, form: Form) -> String {
    untrack(|| {
        let (agenda, schedule) = (app.agenda.chosen.read(), app.schedule.published.read());
        let picks = app.agenda.picked.read();
        let link = |id: &str| location::page() + &Fragment::link(id);
        app.time.write(|times| match form {
            Form::Markdown => plain::markdown(&picks, &agenda, &schedule, times, link),
            Form::Csv => plain::csv(&picks, &agenda, &schedule, times, link),
        })
    })
}

fn download(app: App, form: Form) {
    let (ending, media_type) = match form {
        Form::Markdown => ("md", MARKDOWN),
        Form::Csv => ("csv", CSV),
    };
    let stem = app.schedule.published.read_untracked().file_stem();
    files::download(&format!("{stem}-agenda.{ending}"), media_type, &written(app, form));
}
