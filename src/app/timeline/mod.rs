//! The timeline: a section a day, in it a row a session. Of a long list only a part is on the page (see
//! [`RenderedList`](crate::view::RenderedList)).

mod row;
mod store;

pub use row::{PickButton, RowItem, SessionRow};
pub use store::TimelineStore;

use leptos::prelude::*;

use super::{
    App,
    reactive::{on_press, scoped_memo},
    shell::flag,
    templates,
};
use crate::{
    i18n,
    schedule::{ConferencePhase, day_anchor},
    view::{MoreRows, RenderedList, SectionKey},
};

/// The element that holds the days.
pub const TIMELINE_ID: &str = "_timeline";

/// The element for the grid, which comes behind the first answer.
pub const GRID_PLACE_ID: &str = "_grid-place";

/// The days, or what a query finds.
#[component]
pub fn Timeline(app: App) -> impl IntoView {
    let over = Signal::derive(move || flag(matches!(app.time.phase(), Some(ConferencePhase::Over))));
    let deferred = Signal::derive(move || flag(app.timeline.list.read().is_deferred));
    let busy = Signal::derive(move || app.timeline.list.read().is_filling().then_some("true"));
    let sections = move || app.timeline.list.with(RenderedList::sections);
    view! {
        <div id=TIMELINE_ID class="timeline" data-over=over data-defer=deferred aria-busy=busy>
            <For
                each=sections
                key=|section| section.number()
                children=move |section| view! { <DaySection app section/> }
            />
            <div id=GRID_PLACE_ID></div>
        </div>
    }
}

/// What of a section changes.
#[derive(Clone, Debug, PartialEq)]
struct SectionState {
    rows: Vec<RowItem>,
    /// How many sessions are not on the page.
    earlier: usize,
    later: usize,
    /// What lasts besides its appointments, as markup.
    lasting: String,
}

#[component]
fn DaySection(app: App, section: SectionKey) -> impl IntoView {
    let (anchor, heading) = match section {
        SectionKey::Day(date) => (day_anchor(date), templates::day_heading(date)),
        SectionKey::Results => ("_results".to_owned(), i18n::BEST_FIRST.into()),
    };
    let heading_id = format!("{anchor}-heading");
    let state = scoped_memo(move |_| SectionState {
        rows: RowItem::all(
            app.timeline.list.read().rows(section),
            &app.schedule.published.read(),
            section == SectionKey::Results,
        ),
        earlier: app.timeline.list.read().left_out(MoreRows::Earlier(section)),
        later: app.timeline.list.read().left_out(MoreRows::Later(section)),
        lasting: lasting(app, section),
    });
    let earlier = Signal::derive(move || state.read().earlier);
    let later = Signal::derive(move || state.read().later);
    let lasting = Signal::derive(move || state.read().lasting.clone());
    let has_none = Signal::derive(move || flag(state.read().lasting.is_empty()));
    let rows = move || state.read().rows.clone();
    view! {
        <section class="day" id=anchor aria-labelledby=heading_id>
            <h2 id=heading_id.clone() inner_html=heading></h2>
            <p class="going-on" hidden=has_none inner_html=lasting></p>
            <LoadMore app rows=MoreRows::Earlier(section) count=earlier/>
            <For each=rows key=|item| item.row children=move |item| view! { <SessionRow app item/> }/>
            <LoadMore app rows=MoreRows::Later(section) count=later/>
        </section>
    }
}

/// What lasts on a day besides its appointments, as markup.
fn lasting(app: App, section: SectionKey) -> String {
    let SectionKey::Day(date) = section else { return String::new() };
    let (list, schedule) = (app.timeline.list.read(), app.schedule.published.read());
    let sessions =
        |indices: &[usize]| indices.iter().map(|index| &*schedule.sessions[*index]).collect::<Vec<_>>();
    let (going_on, mut drop_ins) = (sessions(list.going_on(section)), sessions(list.all_of(section)));
    drop_ins.retain(|session| session.is_drop_in() && !session.is_break);
    app.time.write(|times| templates::lasting(&going_on, &drop_ins, date, times))
}

/// The button for those of a section's sessions that are not on the page yet, earlier ones or later.
#[component]
fn LoadMore(app: App, rows: MoreRows, count: Signal<usize>) -> impl IntoView {
    let none = Signal::derive(move || flag(count.get() == 0));
    let label = Signal::derive(move || match rows {
        MoreRows::Earlier(_) => i18n::earlier(count.get()),
        _ => i18n::later(count.get()),
    });
    view! {
        <p class="more" hidden=none>
            <button type="button" class="button-ghost" inner_html=label on:click=on_press(move || app.timeline.load_more(rows))></button>
        </p>
    }
}
