//! The agenda's tools: what is done with an agenda besides picking.

mod annotations;
mod backup;
mod blocks;
mod calendar;
mod compare;
mod free_time;
mod plan;
mod print;
mod reminders;
mod share;

pub use backup::Restoring;
pub use blocks::{BlockForm, Blocks};
pub use calendar::Calendars;
pub use compare::{Comparing, Refusal};
pub use free_time::FreeTime;
pub use plan::Planning;
pub use share::Sharing;

use leptos::prelude::*;

use super::{App, OpenDialog};
use crate::{
    agenda::{Agenda, CHANGEOVERS, SETTING},
    browser::files,
    ui::words::{Phrase, agenda as said},
    view::View,
};

/// The element with the tools beside the timeline.
pub const TOOLS_ASIDE_ID: &str = "_tools-aside";

/// What can be done with the agenda. A button that is pressed before the chunk is there is known by its `data-tool`, and pressed
/// again then (`boot.js`).
#[component]
pub fn AgendaTools(app: App) -> impl IntoView {
    let show = move |dialog: OpenDialog| move |_| app.dialogs.show(dialog.clone());
    let changeover = Signal::derive(move || app.model.agenda.read().changeover() / 60);
    view! {
        <div class="tools-of-agenda" role="group" aria-label=said::TOOLS.get()>
            <button type="button" class="primary" data-tool="plan" on:click=show(OpenDialog::Plan)>
                {said::PLAN.get()}
            </button>
            <button type="button" data-tool="share" on:click=move |_| share::share(app)>
                {said::SHARE.get()}
            </button>
            <button type="button" data-tool="calendar" on:click=move |_| calendar::download_and_show(app)>
                {said::CALENDAR.get()}
            </button>
            <button type="button" data-tool="compare" on:click=show(OpenDialog::Compare(None))>
                {said::COMPARE.get()}
            </button>
            <button type="button" data-tool="print" on:click=move |_| print::print(app)>
                {said::PRINT.get()}
            </button>
            <button type="button" data-tool="backup" on:click=move |_| backup::download(app)>
                {said::BACKUP.get()}
            </button>
            <label class="button">
                {said::RESTORE.get()}
                <input
                    class="heard"
                    type="file"
                    accept=".json,application/json"
                    aria-label=said::RESTORE.get()
                    on:change=move |event| files::chosen(&event, backup::LARGEST, move |file| backup::read(app, file))
                />
            </label>
            <button type="button" data-tool="remind" on:click=move |_| reminders::ask(app)>
                {said::REMIND.get()}
            </button>
            <button type="button" data-tool="block" on:click=show(OpenDialog::Block)>
                {said::BLOCK.get()}
            </button>
            <Minutes app label=said::CHANGEOVER setting="changeover" choices=&CHANGEOVERS chosen=changeover/>
            <calendar::Alarm app/>
        </div>
    }
}

/// A setting of the agenda's, one of so many minutes.
#[component]
fn Minutes(
    app: App,
    label: Phrase,
    setting: &'static str,
    choices: &'static [i64],
    chosen: Signal<i64>,
) -> impl IntoView {
    let choose = move |event| {
        let patch = Agenda::of_text(&format!("{SETTING}{setting}"), &event_target_value(&event));
        app.model.change_agenda(&patch, String::new());
    };
    let options = choices.iter().map(|minutes| {
        let is_chosen = move || chosen.get() == *minutes;
        view! { <option value=*minutes selected=is_chosen prop:selected=is_chosen>{said::minutes(*minutes)}</option> }
    });
    view! {
        <label class="field">
            {label.get()}
            <select aria-label=label.get() on:change=choose>
                {options.collect_view()}
            </select>
        </label>
    }
}

/// The tools once more, above the agenda where that is what is looked at.
#[component]
pub fn ToolsInAgenda(app: App) -> impl IntoView {
    let is_elsewhere = move || app.model.view.read().view != View::Agenda;
    view! {
        <div hidden=is_elsewhere>
            <AgendaTools app/>
            <Blocks app/>
        </div>
    }
}

/// Follows what is said of the agenda elsewhere: in the sessions' rows, in the address, by reminders.
pub fn follow(app: App) {
    annotations::annotate_rows(app);
    compare::follow_address(app);
    print::follow_printing(app);
    reminders::keep_reminding(app);
}
