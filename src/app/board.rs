//! What is on now, room by room; on a screen at a room's door too.

use leptos::prelude::*;

use super::{
    App,
    reactive::{each_time, scoped_memo},
    templates,
    timeline::{RowItem, SessionRow},
};
use crate::{
    browser::page,
    i18n,
    schedule::{Field, Schedule},
    time::Timestamp,
    view::{Board, Order, RoomNow, View},
};

/// A session of a room.
#[derive(Clone, PartialEq)]
struct BoardRow {
    item: RowItem,
    is_next: bool,
}

/// A room with its sessions.
#[derive(Clone, PartialEq)]
struct BoardRoom {
    name: Option<String>,
    rows: Vec<BoardRow>,
}

impl BoardRoom {
    fn of(room: &RoomNow, schedule: &Schedule, now: Timestamp) -> Self {
        let date = |at: Timestamp| schedule.venue.civil(at).0;
        let is_later = |indices: &[usize]| {
            indices.first().is_some_and(|index| date(schedule.sessions[*index].start) != date(now))
        };
        let rows = |indices: &[usize], is_next| {
            let items = RowItem::all(indices, schedule, is_later(indices));
            items.into_iter().map(move |item| BoardRow { item, is_next })
        };
        let rows = rows(&room.on, false).chain(rows(&room.next, true)).collect();
        Self { name: room.room.clone(), rows }
    }
}

#[component]
pub fn NowView(app: App) -> impl IntoView {
    show_on_screen(app);
    let is_shown = Memo::new(move |_| app.timeline.contents.read().order == Order::Board);
    move || is_shown.get().then(|| view! { <NowBoard app/> })
}

/// One room alone, or some, are shown as on a screen on a wall: large, and without controls.
fn show_on_screen(app: App) {
    let is_screen = Memo::new(move |_| {
        let view = app.view.filters.read();
        view.view == View::Now && !view.facets.of(Field::Room).is_empty()
    });
    each_time(move || page::mark_root("data-screen", is_screen.get()));
}

#[component]
fn NowBoard(app: App) -> impl IntoView {
    let board = scoped_memo(move |_| {
        let now = app.time.now.get()?;
        let (schedule, agenda) = (app.schedule.published.read(), app.agenda.chosen.read());
        let board = Board::of(&schedule, &app.timeline.contents.read(), &agenda, now, i18n::by_name);
        Some(board.rooms.iter().map(|room| BoardRoom::of(room, &schedule, now)).collect::<Vec<_>>())
    });
    let names = move || board.read().iter().flatten().map(|room| room.name.clone()).collect::<Vec<_>>();
    let nothing = Memo::new(move |_| board.read().as_ref().is_none_or(Vec::is_empty));
    let empty = move || {
        nothing.get().then(|| view! { <div class="nothing" inner_html=templates::nothing_on()></div> })
    };
    // The list before was perhaps scrolled.
    page::scroll_to_top();
    let clock = scoped_memo(move |_| {
        let now = app.time.now.get();
        now.map(|now| app.time.write(|times| times.clock(now))).unwrap_or_default()
    });
    view! {
        // On a wall.
        <p class="clock" aria-hidden="true">{move || clock.get()}</p>
        <section id="_board" class="board" aria-label=i18n::NOW.get()>
            {empty}
            <For
                each=names
                key=Clone::clone
                children=move |name| {
                    let of = name.clone();
                    let rows = move || {
                        let board = board.read();
                        let room = board.iter().flatten().find(|room| room.name == of);
                        room.map(|room| room.rows.clone()).unwrap_or_default()
                    };
                    view! {
                        <section class="room">
                            <h2 dir="auto">{name.unwrap_or_else(|| i18n::NOW.get().to_owned())}</h2>
                            <For
                                each=rows
                                key=|row| (row.item.row, row.is_next)
                                children=move |row| view! { <BoardSession app row/> }
                            />
                        </section>
                    }
                }
            />
        </section>
    }
}

/// A session, with how long it still is, or how soon it comes.
#[component]
fn BoardSession(app: App, row: BoardRow) -> impl IntoView {
    let BoardRow { item, is_next } = row;
    let (row, session) = (item.row, item.session.clone());
    let left = scoped_memo(move |_| {
        let schedule = app.schedule.published.read();
        // It may have moved since the row was made.
        let session = schedule.of_row(row).unwrap_or(&session);
        let left = app.time.now.get().map(|now| {
            if is_next {
                i18n::in_time(session.start.0 - now.0)
            } else {
                i18n::time_left(session.end.0 - now.0)
            }
        });
        templates::text(&left.unwrap_or_default())
    });
    view! {
        <div class="place" class:next=is_next>
            <p class="left" inner_html=left></p>
            <SessionRow app item/>
        </div>
    }
}
