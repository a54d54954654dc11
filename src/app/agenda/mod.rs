//! The agenda's tools: what is done with an agenda besides picking.

mod annotations;
mod backup;
pub mod calendar;
mod compare;
mod free_time;
mod own;
mod plan;
mod print;
mod reminders;
mod share;
mod text;
mod to_scale;

pub use annotations::{OwnNote, Weight};
pub use backup::Restoring;
pub use calendar::Calendars;
pub use compare::{Comparing, Refusal, open_shared};
pub use free_time::FreeTime;
pub use own::{OwnEntries, OwnEntryForm};
pub use plan::Planning;
pub use share::Sharing;
pub use text::AsText;
pub use to_scale::DayColumns;

use leptos::prelude::*;

use super::{App, OpenDialog, templates};
use crate::{
    agenda::{Agenda, Commitment, SETTING, TRAVEL_TIMES, has_clash},
    browser::files,
    i18n::{self, Message, agenda as messages},
};

/// The elements for how many picks there are, for that as a number, and for the picks, next to the timeline.
pub const COUNT_ID: &str = "_agenda-count";
pub const BADGE_ID: &str = "_badge";
pub const LINES_ID: &str = "_agenda-lines";

/// The element with the tools beside the timeline.
pub const TOOLS_ASIDE_ID: &str = "_tools-aside";

/// What can be done with the agenda: what one wants most at hand, the rest in a list to open.
#[component]
pub fn AgendaTools(app: App) -> impl IntoView {
    let show = move |dialog: OpenDialog| move |()| app.dialogs.show(dialog.clone());
    let clashes = Signal::derive(move || {
        let (schedule, agenda) = (app.schedule.published.read(), app.agenda.chosen.read());
        has_clash(&Commitment::all(&agenda, &schedule), agenda.travel_time(), &schedule)
    });
    view! {
        <div class="tools-of-agenda" role="group" aria-label=messages::TOOLS.get()>
            <Tool name="plan" label=messages::PLAN primary=clashes press=show(OpenDialog::Plan)/>
            <Tool name="share" label=messages::SHARE press=move |()| share::share(app)/>
            <Tool name="calendar" label=messages::CALENDAR press=move |()| calendar::download_and_show(app)/>
            <details class="more-tools">
                <summary>{messages::MORE.get()}</summary>
                {(!IS_STILL).then(|| view! { <MoreTools app/> })}
            </details>
        </div>
    }
}

/// What one does with an agenda now and then, a line each.
#[component]
fn MoreTools(app: App) -> impl IntoView {
    let show = move |dialog: OpenDialog| move |()| app.dialogs.show(dialog.clone());
    let travel_time = Signal::derive(move || app.agenda.chosen.read().travel_time() / 60);
    let choose_backup =
        move |event| files::chosen(&event, backup::LARGEST, move |file| backup::read(app, file));
    view! {
        <to_scale::ToScaleButton app/>
        <Tool name="compare" label=messages::COMPARE press=show(OpenDialog::Compare(None))/>
        <Tool name="print" label=messages::PRINT press=move |()| print::print(app)/>
        <Tool name="text" label=messages::AS_TEXT press=show(OpenDialog::AsText)/>
        <Tool name="backup" label=messages::BACKUP press=move |()| backup::download(app)/>
        <label class="button">
            {messages::RESTORE.get()}
            <input
                class="visually-hidden"
                type="file"
                accept=".json,application/json"
                aria-label=messages::RESTORE.get()
                on:change=choose_backup
            />
        </label>
        <Tool name="remind" label=messages::REMIND press=move |()| reminders::ask(app)/>
        <Tool name="own" label=messages::OWN press=show(OpenDialog::OwnEntry(None))/>
        <Minutes app label=messages::TRAVEL_TIME setting="changeover" choices=&TRAVEL_TIMES chosen=travel_time/>
        <calendar::Alarm app/>
    }
}

/// Whether this is the page's prerendered part: what is opened first comes with the chunk.
const IS_STILL: bool = cfg!(not(target_arch = "wasm32"));

/// The button of a tool. One that is pressed before the chunk is there is known by its `data-tool`, and pressed again then
/// (`boot.js`).
#[component]
fn Tool(
    name: &'static str,
    label: Message,
    #[prop(optional)] primary: Signal<bool>,
    #[prop(into)] press: Callback<()>,
) -> impl IntoView {
    view! {
        <button type="button" class:primary=move || primary.get() data-tool=name on:click=move |_| press.run(())>
            {label.get()}
        </button>
    }
}

/// A setting of the agenda's, one of so many minutes.
#[component]
fn Minutes(
    app: App,
    label: Message,
    setting: &'static str,
    choices: &'static [i64],
    chosen: Signal<i64>,
) -> impl IntoView {
    let choose = move |event| {
        let patch = Agenda::of_text(&format!("{SETTING}{setting}"), &event_target_value(&event));
        app.agenda.change(&patch, String::new());
    };
    let options = choices.iter().map(|minutes| {
        let is_chosen = move || chosen.get() == *minutes;
        view! { <option value=*minutes selected=is_chosen prop:selected=is_chosen>{messages::minutes(*minutes)}</option> }
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

/// The tools once more, above the agenda where that is what is looked at, and nothing stands next to it.
#[component]
pub fn ToolsInAgenda(app: App) -> impl IntoView {
    let is_elsewhere = move || !app.view.is_agenda();
    view! {
        <div hidden=is_elsewhere>
            <AgendaTools app/>
            <OwnEntries app/>
        </div>
    }
}

/// How many picks there are, as a number on the way to them.
#[component]
pub fn AgendaBadge(app: App) -> impl IntoView {
    let count = Memo::new(move |_| app.agenda.picked.read().len());
    view! { <span class="badge" aria-hidden="true" hidden=move || count.get() == 0>{count}</span> }
}

/// How many picks there are.
#[component]
pub fn AgendaCount(app: App) -> impl IntoView {
    view! { <span inner_html=move || templates::text(&i18n::in_agenda(app.agenda.picked.read().len()))></span> }
}

/// The picks in short.
#[component]
pub fn AgendaLines(app: App) -> impl IntoView {
    let lines = move || {
        app.time.write(|times| {
            templates::agenda_lines(&app.schedule.published.get(), &app.agenda.picked.read(), times)
        })
    };
    view! { <div inner_html=lines></div> }
}

/// Follows what is said of the agenda elsewhere: in the sessions' rows, in the address, by reminders.
pub fn subscribe(app: App) {
    annotations::annotate_rows(app);
    print::prepare_on_print(app);
    reminders::keep_reminding(app);
}
