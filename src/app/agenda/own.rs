//! One's own entries: what is in the agenda besides sessions.

use leptos::{html, prelude::*};

use super::super::{App, OpenDialog};
use crate::{
    agenda::{Agenda, LONGEST, NOTE_LENGTH, OwnEntry},
    app::templates,
    browser::clock,
    i18n::{self, agenda as messages},
    time::{FileTime, Timestamp, Zone, iso_date},
};

/// One's own entries, each with the ways to edit and to remove it.
#[component]
pub fn OwnEntries(app: App) -> impl IntoView {
    let entries = Memo::new(move |_| app.agenda.chosen.read().own_entries());
    let line = move |entry: OwnEntry| {
        let title = entry.title.clone();
        let told = entry.clone();
        let told = Signal::derive(move || app.time.write(|times| templates::agenda::own_entry(&told, times)));
        let edit = StoredValue::new(entry.clone());
        let remove = move |_| {
            app.agenda.change(&Agenda::of_text(&entry.name, ""), i18n::removed(&entry.title));
        };
        view! {
            <li>
                <div inner_html=told></div>
                <button
                    type="button"
                    aria-label=messages::about(&messages::EDIT, &title)
                    on:click=move |_| app.dialogs.show(OpenDialog::OwnEntry(Some(edit.get_value())))
                >
                    {messages::EDIT.get()}
                </button>
                <button type="button" aria-label=messages::about(&messages::REMOVE, &title) on:click=remove>
                    {messages::REMOVE.get()}
                </button>
            </li>
        }
    };
    view! {
        {move || (!entries.read().is_empty()).then(|| view! {
            <h3>{messages::OWN_ENTRIES.get()}</h3>
            <ul class="own-entries">
                {move || entries.get().into_iter().map(line).collect_view()}
            </ul>
        })}
    }
}

/// The form for an entry of one's own, in the zone that is shown: for a new one, or for one that is there.
#[component]
pub fn OwnEntryForm(app: App, entry: Option<OwnEntry>) -> impl IntoView {
    let zone = app.time.zone.get_untracked();
    let times_in = i18n::times_in(&zone);
    let is_new = entry.is_none();
    let entry = entry.unwrap_or_else(|| {
        let start = first_hour(app);
        OwnEntry::new("", start, start + 3600)
    });
    let [title_field, place_field, start_field, end_field, daily_field, busy_field] =
        [(); 6].map(|()| NodeRef::<html::Input>::new());
    let note_field = NodeRef::<html::Textarea>::new();
    let is_backwards = RwSignal::new(false);
    let (from, until) = (local_text(entry.start, &zone), local_text(entry.end, &zone));
    let before = entry.clone();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = |field: NodeRef<html::Input>| {
            field.get_untracked().map(|field| field.value().trim().to_owned()).unwrap_or_default()
        };
        let is_checked =
            |field: NodeRef<html::Input>| field.get_untracked().is_some_and(|field| field.checked());
        let at = |field| instant(&typed(field), &zone);
        match at(start_field).zip(at(end_field)).filter(|(start, end)| start < end) {
            None => is_backwards.set(true),
            Some((start, end)) => {
                let title = Some(typed(title_field)).filter(|title| !title.is_empty());
                let entry = OwnEntry {
                    name: before.name.clone(),
                    start,
                    end,
                    title: title.unwrap_or_else(|| messages::OWN_UNTITLED.get().to_owned()),
                    place: typed(place_field),
                    note: note_field.get_untracked().map(|field| field.value()).unwrap_or_default(),
                    is_free: !is_checked(busy_field),
                    is_daily: is_checked(daily_field),
                };
                let patch = app.agenda.chosen.read_untracked().with_own_entry(&entry, clock::now());
                app.dialogs.close();
                app.agenda.change(&patch, String::new());
            }
        }
    };
    view! {
        {move || (is_backwards.get()).then(|| view! {
            <p role="alert">{messages::OWN_BACKWARDS.get()}</p>
        })}
        <form on:submit=save>
            <label class="field">
                {messages::OWN_TITLE.get()}
                <input name="title" maxlength=LONGEST value=entry.title node_ref=title_field/>
            </label>
            <label class="field">
                {messages::OWN_PLACE.get()}
                <input name="place" maxlength=LONGEST value=entry.place node_ref=place_field/>
            </label>
            <label class="field">
                {messages::OWN_START.get()}
                <input type="datetime-local" name="start" required value=from node_ref=start_field/>
            </label>
            <label class="field">
                {messages::OWN_END.get()}
                <input type="datetime-local" name="end" required value=until node_ref=end_field/>
            </label>
            <p>{times_in}</p>
            <label class="choice">
                <input type="checkbox" name="daily" checked=entry.is_daily node_ref=daily_field/>
                <span>{messages::OWN_DAILY.get()}</span>
            </label>
            <label class="choice">
                <input type="checkbox" name="busy" checked=!entry.is_free node_ref=busy_field/>
                <span>{messages::OWN_BUSY.get()}</span>
            </label>
            <label class="field">
                {messages::OWN_NOTE.get()}
                <textarea name="note" rows="2" maxlength=NOTE_LENGTH node_ref=note_field>{entry.note}</textarea>
            </label>
            <p class="acts">
                <button class="primary">{if is_new { messages::OWN_ADD } else { messages::OWN_SAVE }.get()}</button>
            </p>
        </form>
    }
}

/// What the form begins with: the first hour of the day that it is, or of the conference.
fn first_hour(app: App) -> Timestamp {
    let schedule = app.schedule.published.get_untracked();
    let now = app.view.state.read_untracked().now.unwrap_or_else(clock::now);
    let today = schedule.day_on(now).map(|day| schedule.days[day].start);
    today.or_else(|| Some(schedule.sessions.first()?.start)).unwrap_or(Timestamp(0))
}

/// Reads a date and time as a form's field has it (HTML Living Standard, section 2.3.5.5), in a zone.
fn instant(text: &str, zone: &Zone) -> Option<Timestamp> {
    FileTime::parse(text).map(|time| time.instant(zone))
}

/// Writes it so.
fn local_text(at: Timestamp, zone: &Zone) -> String {
    let (date, second) = zone.civil(at);
    format!("{}T{:02}:{:02}", iso_date(date), second / 3600, second / 60 % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_a_form_is_read_in_the_zone_that_is_shown() {
        let berlin = r#"{"name":"Europe/Berlin","spans":[[0,3600],[1616893200,7200]]}"#;
        let berlin: Zone = serde_json::from_str(berlin).unwrap();
        let at = |text: &str| instant(text, &berlin).map(Timestamp::to_rfc3339);
        assert_eq!(at("2021-03-27T12:00").as_deref(), Some("2021-03-27T11:00:00Z"));
        assert_eq!(at("2021-03-28T12:00:30").as_deref(), Some("2021-03-28T10:00:30Z"));
        // The clocks go forward: there is no such time.
        assert_eq!(at("2021-03-28T02:30").as_deref(), Some("2021-03-28T01:30:00Z"));
        assert_eq!(at("noon"), None);
        let noon = Timestamp::parse("2021-03-28T10:00:00Z").unwrap();
        assert_eq!(local_text(noon, &berlin), "2021-03-28T12:00");
    }
}
