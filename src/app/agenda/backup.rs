//! The agenda as a file, and back.

use leptos::prelude::*;

use super::super::{App, OpenDialog};
use crate::{
    agenda::{Agenda, Backup, BackupError, NOTE},
    browser::files::{self, ChosenFile},
    i18n::{Message, agenda as messages},
};

/// The largest file that is read, in bytes.
pub const LARGEST: u32 = 5_000_000;

/// Downloads a backup.
pub fn download(app: App) {
    let schedule = app.schedule.published.get_untracked();
    let text = Backup::write(&app.agenda.chosen.read_untracked(), &schedule);
    files::download(&format!("{}-agenda.json", schedule.file_stem()), "application/json", &text);
}

/// Shows what a file that was chosen would bring, or why it brings nothing.
pub fn read(app: App, file: ChosenFile) {
    let read = match file {
        ChosenFile::TooLarge => Err(messages::BACKUP_TOO_BIG),
        ChosenFile::Text(text) => {
            let schedule = app.schedule.published.read_untracked();
            Backup::read(&text, &schedule).map_err(why)
        }
    };
    app.dialogs.show(match read {
        Ok(backup) => OpenDialog::Restore(backup),
        Err(text) => OpenDialog::Message { heading: messages::RESTORE_HEADING, text },
    });
}

fn why(error: BackupError) -> Message {
    match error {
        BackupError::Broken => messages::NO_BACKUP,
        BackupError::OtherConference => messages::OTHER_BACKUP,
        BackupError::Newer => messages::NEWER_BACKUP,
    }
}

/// What a backup would bring, before it does.
#[component]
pub fn Restoring(app: App, backup: Agenda) -> impl IntoView {
    let holds = untrack(|| {
        let (schedule, agenda) = (app.schedule.published.read(), app.agenda.chosen.read());
        let picks: Vec<_> = backup.picked().collect();
        let new = picks.iter().filter(|id| !agenda.is_picked(id)).count();
        let unknown = picks.iter().filter(|id| schedule.session(id).is_none()).count();
        messages::backup_holds(
            picks.len(),
            new,
            backup.texts(NOTE).count(),
            backup.own_entries().len(),
            unknown,
        )
    });
    let backup = StoredValue::new(backup);
    let restore = move |patch: fn(&Agenda, &Agenda) -> Agenda| {
        move |_| {
            let patch = backup.with_value(|backup| patch(&app.agenda.chosen.read_untracked(), backup));
            app.dialogs.close();
            app.agenda.change(&patch, messages::RESTORED.get().to_owned());
        }
    };
    view! {
        <p>{holds}</p>
        <p>{messages::RESTORE_MEANS.get()}</p>
        <p class="acts">
            <button type="button" class="primary" on:click=restore(Backup::merged)>
                {messages::RESTORE_MERGE.get()}
            </button>
            <button type="button" on:click=restore(Backup::replaced)>
                {messages::RESTORE_REPLACE.get()}
            </button>
        </p>
    }
}
