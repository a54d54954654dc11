//! The grid of a day: rooms beside each other, time downwards.

use leptos::prelude::*;

use super::{
    App,
    reactive::scoped_memo,
    templates::{GRID_FRAME_ID, GRID_ID, GridCell, GridLayout, SCALES, icons},
    timeline::{RowItem, SessionRow},
};
use crate::{
    browser::{clock, events, grid, page},
    i18n,
    view::{Direction, OpenedAt, Order},
};

/// How the grid is laid out.
#[derive(Clone, Copy)]
pub struct GridStore {
    /// Nothing where none is shown.
    layout: Memo<Option<GridLayout>>,
    /// Which of [`SCALES`] it is drawn at.
    scale: RwSignal<usize>,
}

impl GridStore {
    pub fn new(app: App) -> Self {
        let scale = RwSignal::new(SCALES.len() / 2);
        let layout = Memo::new(move |_| {
            let (schedule, list) = (app.schedule.published.get(), app.timeline.list.read());
            let is_grid = list.contents.order == Order::Grid;
            // Of all of its cells, so that nothing moves while they come.
            let cells = list.contents.days.concat();
            is_grid.then(|| {
                app.time.write(|times| {
                    GridLayout::of(&schedule, &cells, app.time.now.get(), times, SCALES[scale.get()])
                })
            })?
        });
        app.timeline.offer_grid();
        // Printed it is as large as a sheet allows.
        events::on_window("beforeprint", |_| grid::fit_to_sheet(GRID_ID));
        Self { layout, scale }
    }

    /// The session that lies next to one, by their ids.
    pub fn next_to(self, app: App, id: &str, direction: Direction) -> Option<String> {
        let schedule = app.schedule.published.get_untracked();
        let index = schedule.index_of(id)?;
        let next = self.layout.read_untracked().as_ref()?.next_to(index, direction)?;
        Some(schedule.sessions[next].id.clone())
    }
}

#[component]
pub fn GridView(app: App, grid: GridStore) -> impl IntoView {
    let is_shown = Memo::new(move |_| grid.layout.read().is_some());
    move || is_shown.get().then(|| view! { <Grid app grid/> })
}

#[component]
fn Grid(app: App, grid: GridStore) -> impl IntoView {
    let layout = scoped_memo(move |_| grid.layout.get().unwrap_or_default());
    let cells = scoped_memo(move |_| {
        RowItem::all(&app.timeline.list.read().cells(), &app.schedule.published.read(), false)
    });
    let missing = scoped_memo(move |_| app.timeline.list.read().missing_cells());
    let of_layout = move |of: fn(&GridLayout) -> &String| Signal::derive(move || of(&layout.read()).clone());
    let frame = of_layout(|layout| &layout.frame);
    // After the frame is there.
    Effect::new(move |_| {
        frame.track();
        grid::place_frame(GRID_FRAME_ID);
    });
    open_at(app);
    let zoom = move |by: isize| {
        move |_| grid.scale.update(|scale| *scale = scale.saturating_add_signed(by).min(SCALES.len() - 1))
    };
    view! {
        <p class="missing" hidden=move || missing.get() == 0>{move || i18n::cells_missing(missing.get())}</p>
        <p class="zoom">
            <button type="button" aria-label=i18n::DENSER.get() inner_html=icons::drawn(icons::LESS) on:click=zoom(-1)></button>
            <button type="button" aria-label=i18n::WIDER.get() inner_html=icons::drawn(icons::MORE) on:click=zoom(1)></button>
        </p>
        <section
            id=GRID_ID
            class="grid"
            aria-labelledby="_grid-heading"
            style:grid-template-columns=of_layout(|layout| &layout.columns)
            style:grid-template-rows=of_layout(|layout| &layout.rows)
        >
            <header id=GRID_FRAME_ID inner_html=frame></header>
            <For each=move || cells.get() key=|item| item.row children=move |item| view! { <GridSession app grid item/> }/>
        </section>
    }
}

/// A session where it lies in the grid.
#[component]
fn GridSession(app: App, grid: GridStore, item: RowItem) -> impl IntoView {
    let row = item.row;
    let cell = scoped_memo(move |before: Option<&Option<GridCell>>| {
        let (schedule, layout) = (app.schedule.published.read(), grid.layout.read());
        let index = schedule.index_of_row(row);
        let cell =
            layout.as_ref().and_then(|layout| layout.cells.iter().find(|cell| Some(cell.index) == index));
        // One that is about to go stays where it is.
        cell.or(before.and_then(Option::as_ref)).cloned()
    });
    let area = move || cell.read().as_ref().map(|cell| cell.area.clone()).unwrap_or_default();
    let density = move || cell.read().as_ref().map(|cell| cell.density);
    view! { <SessionRow app item style:grid-area=area attr:data-brief=density/> }
}

/// Leads to where the grid opens: to the session that is open, else to the present moment.
fn open_at(app: App) {
    if let Some(open) = app.view.state.get_untracked().open {
        return app.timeline.bring_into_view(open);
    }
    let is_present =
        app.timeline.list.with_untracked(|list| matches!(list.opened_at, Some(OpenedAt::Present(_))));
    if is_present {
        clock::after(0, || page::scroll_to_now_line(GRID_ID));
    }
}
