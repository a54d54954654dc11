//! The agenda's days as columns to scale, with the free stretches: in place of its list.

use leptos::prelude::*;

use crate::{
    agenda::{ColumnEntry, ColumnItem, Commitment, DayColumn, Span},
    app::{
        App,
        reactive::{each_time, scoped_memo},
        templates::{self, agenda::from_to},
    },
    browser::{location::Step, page, store},
    i18n::agenda as messages,
    time::Timestamp,
    view::View,
};

/// The setting of the page's own that keeps whether it is chosen.
const SETTING: &str = "agenda-to-scale";
const ON: &str = "on";

/// The time that a row of a column stands for, in seconds.
const ROW: i64 = 5 * 60;

/// Changes between the list and the columns, in the agenda.
#[component]
pub fn ToScaleButton(app: App) -> impl IntoView {
    let is_on = app.agenda.is_to_scale;
    let press = move |_| {
        is_on.update(|is_on| *is_on = !*is_on);
        store::persist_setting(SETTING, if is_on.get_untracked() { ON } else { "" });
        app.change_view(Step::Push, |view| view.view = View::Agenda);
    };
    view! {
        <button type="button" aria-pressed=move || is_on.get().to_string() on:click=press>
            {messages::TO_SCALE.get()}
        </button>
    }
}

#[component]
pub fn DayColumns(app: App) -> impl IntoView {
    let is_on = app.agenda.is_to_scale;
    is_on.set(store::setting(SETTING).is_some_and(|kept| kept == ON));
    let is_shown = Memo::new(move |_| is_on.get() && app.view.is_agenda());
    // The list gives way to it in the style, but for the session that is open.
    each_time(move || page::mark_root("data-to-scale", is_shown.get()));
    move || is_shown.get().then(|| view! { <Columns app/> })
}

#[component]
fn Columns(app: App) -> impl IntoView {
    let columns = scoped_memo(move |_| {
        let (schedule, day) = (app.schedule.published.read(), app.view.filters.read().day);
        let mut columns = DayColumn::all(&app.agenda.chosen.read(), &schedule);
        columns.retain(|column| day.is_none_or(|day| schedule.days[column.day].date == day));
        // They are written of this version, in this zone.
        (columns, schedule.edition(), app.time.zone.get())
    });
    move || columns.get().0.into_iter().map(|column| view! { <Column app column/> }).collect_view()
}

/// One day. The rows are of five minutes, the first column is for the hours.
#[component]
fn Column(app: App, column: DayColumn) -> impl IntoView {
    let DayColumn { day, span, lanes, entries, others } = column;
    let row = move |at: Timestamp| {
        let at = at.max(span.start).min(span.end);
        (at.0 - span.start.0) / ROW + 1
    };
    let area = move |part: Span, lane: usize| {
        let from = row(part.start);
        format!("{from} / {} / {} / {}", lane + 2, row(part.end).max(from + 1), lane + 3)
    };
    let date = app.schedule.published.read_untracked().days[day].date;
    let hours = app.time.write(|times| {
        let into = i64::from(times.zone.civil(span.start).1).rem_euclid(3600);
        let first = span.start.0 + (3600 - into).rem_euclid(3600);
        let hours = (first..=span.end.0).step_by(3600).map(Timestamp);
        hours.map(|hour| (row(hour), times.clock(hour))).collect::<Vec<_>>()
    });
    let hours = hours.into_iter().map(|(row, text)| {
        view! { <li class="hour" style:grid-row=row.to_string() aria-hidden="true">{text}</li> }
    });
    let entry = move |entry: ColumnEntry| {
        let ColumnEntry { span, item, lane } = entry;
        let (class, markup) = app.time.write(|times| {
            let schedule = app.schedule.published.read_untracked();
            match &item {
                ColumnItem::Free => ("free", templates::text(&messages::free_for(span.length()))),
                ColumnItem::Commitment(Commitment::Session(index)) => {
                    ("going", templates::agenda::in_column(&schedule.sessions[*index], times))
                }
                ColumnItem::Commitment(Commitment::Own(entry)) => {
                    let text = format!("{} {}", from_to(times, span), entry.title);
                    ("busy", templates::text(&text))
                }
            }
        });
        view! { <li class=class style:grid-area=area(span, lane) inner_html=markup></li> }
    };
    let now = scoped_memo(move |_| {
        let now = app.time.now.get()?;
        (span.start <= now && now < span.end).then(|| row(now).to_string())
    });
    let now = move || {
        now.get().map(|row| view! { <li class="now-line" style:grid-row=row aria-hidden="true"></li> })
    };
    let others = (!others.is_empty()).then(|| {
        let schedule = app.schedule.published.read_untracked();
        let markup = app.time.write(|times| {
            let lines = others.iter().map(|index| templates::agenda::line(&schedule.sessions[*index], times));
            lines.map(|line| format!("<p>{}</p>", line.into_string())).collect::<String>()
        });
        view! { <div class="others" inner_html=markup></div> }
    });
    view! {
        <section class="day-column">
            <h2 inner_html=templates::day_heading(date)></h2>
            {others}
            <ol style:grid-template-columns=format!("4.5rem repeat({lanes}, minmax(0, 1fr))")>
                {hours.collect_view()} {entries.into_iter().map(entry).collect_view()} {now}
            </ol>
        </section>
    }
}
