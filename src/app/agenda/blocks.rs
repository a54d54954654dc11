//! Times at which one can't be there.

use leptos::{html, prelude::*};

use super::super::App;
use crate::{
    agenda::{Agenda, Block},
    app::templates::agenda::from_to,
    browser::clock,
    i18n::{self, agenda as messages},
    time::{FileTime, Timestamp, Zone, iso_date},
};

/// The times one can't be there, each with a way to remove it.
#[component]
pub fn Blocks(app: App) -> impl IntoView {
    let blocks = Memo::new(move |_| app.agenda.chosen.read().blocks());
    let line = move |block: Block| {
        let (title, span) = (block.title.clone(), block.span());
        let remove = move |_| {
            app.agenda.change(&Agenda::of_text(&block.name, ""), i18n::removed(&block.title));
        };
        view! {
            <li>
                <span>
                    <span class="when">{move || app.time.write(|times| from_to(times, span))}</span>
                    " "
                    <span dir="auto">{title.clone()}</span>
                </span>
                <button type="button" aria-label=messages::about(&messages::REMOVE, &title) on:click=remove>
                    {messages::REMOVE.get()}
                </button>
            </li>
        }
    };
    view! {
        {move || (!blocks.read().is_empty()).then(|| view! {
            <h3>{messages::BLOCKS.get()}</h3>
            <ul class="blocks">
                {move || blocks.get().into_iter().map(line).collect_view()}
            </ul>
        })}
    }
}

/// The form for a time at which one can't be there, in the zone that is shown.
#[component]
pub fn BlockForm(app: App) -> impl IntoView {
    let zone = app.time.zone.get_untracked();
    let times_in = i18n::times_in(&zone);
    let start = first_hour(app);
    let [title_field, start_field, end_field] = [(); 3].map(|()| NodeRef::<html::Input>::new());
    let is_backwards = RwSignal::new(false);
    let (from, until) = (local_text(start, &zone), local_text(start + 3600, &zone));
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = |field: NodeRef<html::Input>| {
            field.get_untracked().map(|field| field.value()).unwrap_or_default()
        };
        let at = |field| instant(&typed(field), &zone);
        match at(start_field).zip(at(end_field)).filter(|(start, end)| start < end) {
            None => is_backwards.set(true),
            Some((start, end)) => {
                let title = typed(title_field);
                let title =
                    if title.trim().is_empty() { messages::BLOCK_UNTITLED.get() } else { title.trim() };
                let patch = app.agenda.chosen.read_untracked().with_block(title, start, end, clock::now());
                app.dialogs.close();
                app.agenda.change(&patch, String::new());
            }
        }
    };
    view! {
        {move || (is_backwards.get()).then(|| view! {
            <p role="alert">{messages::BLOCK_BACKWARDS.get()}</p>
        })}
        <form on:submit=add>
            <label class="field">
                {messages::BLOCK_TITLE.get()} <input name="title" maxlength="200" node_ref=title_field/>
            </label>
            <label class="field">
                {messages::BLOCK_START.get()}
                <input type="datetime-local" name="start" required value=from node_ref=start_field/>
            </label>
            <label class="field">
                {messages::BLOCK_END.get()}
                <input type="datetime-local" name="end" required value=until node_ref=end_field/>
            </label>
            <p>{times_in}</p>
            <p class="acts">
                <button class="primary">{messages::BLOCK_ADD.get()}</button>
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
