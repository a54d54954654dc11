//! The grid as it is drawn: heads of the columns, hours, folds, the line of now; and the measures of its rows and columns, as
//! of CSS Grid Layout.

use maud::{Markup, html};

use super::Times;
use crate::{
    i18n,
    schedule::{Day, Schedule},
    time::{Timestamp, day_shift},
    view::{Cell, Direction, Grid, GridRow},
};

pub const GRID_ID: &str = "_grid";
pub const GRID_FRAME_ID: &str = "_grid-frame";

/// How high a session of the usual length is, in CSS pixels, within the bounds: a line of time and two of the title. (Whole numbers
/// throughout: to write others is kilobytes of wasm.)
const READABLE: i64 = 72;

/// Bounds for the height of an hour.
const LEAST: i64 = 72;
const MOST: i64 = 216;

/// How large a grid is drawn, in percent: denser for more in sight, wider for more of each session.
pub const SCALES: [i64; 5] = [50, 70, 100, 140, 200];

/// The height of a fold.
const FOLD: i64 = 40;

/// Below which height a cell has no room for more than a line of its title; and for that alone, without the time.
const BRIEF: i64 = 76;
const BRIEFEST: i64 = 48;

/// What the page needs of a grid to show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridLayout {
    /// As of `grid-template-columns` and `grid-template-rows`.
    pub columns: String,
    pub rows: String,
    /// What stands beside the sessions.
    pub frame: String,
    pub cells: Vec<GridCell>,
    grid: Grid,
}

/// Where a session is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// In [`Schedule::sessions`].
    pub index: usize,
    pub area: String,
    pub density: &'static str,
}

impl GridLayout {
    /// Draws sessions of one day, by their indices, at a scale in percent; nothing where there are none.
    pub fn of(
        schedule: &Schedule,
        sessions: &[usize],
        now: Option<Timestamp>,
        times: Times,
        scale: i64,
    ) -> Option<Self> {
        // What goes on from an earlier day stands before what the day begins with.
        let index = sessions.iter().filter_map(|index| Some(schedule.sessions.get(*index)?.day)).max()?;
        let day = schedule.days[index];
        let grid = Grid::of(schedule, index, sessions, times.zone, i18n::by_name);
        let hour = (READABLE * 60 / grid.usual_length().max(1)).clamp(LEAST, MOST) * scale / 100;
        let drawn = |cell: &Cell| GridCell {
            index: cell.index,
            area: grid_area(cell),
            density: density(&grid, cell, hour),
        };
        Some(Self {
            columns: grid_columns(&grid, scale),
            rows: grid_rows(&grid, hour),
            frame: grid_frame(&grid, hour, day, now, times),
            cells: grid.cells.iter().map(drawn).collect(),
            grid,
        })
    }

    /// The session that lies next to one.
    pub fn next_to(&self, index: usize, direction: Direction) -> Option<usize> {
        self.grid.next_to(index, direction)
    }
}

fn height(row: &GridRow, hour: i64) -> i64 {
    if row.is_folded { FOLD } else { (row.end.0 - row.start.0) * hour / 3600 }
}

/// One column for the hours, one a column.
fn grid_columns(grid: &Grid, scale: i64) -> String {
    let columns = grid.columns.len().max(1);
    format!("var(--hours) repeat({columns}, minmax(calc(var(--lane) * {scale} / 100), 1fr))")
}

/// One row for the heads, one a row.
fn grid_rows(grid: &Grid, hour: i64) -> String {
    let rows = grid.rows.iter().map(|row| format!(" {}px", height(row, hour)));
    "auto".to_owned() + &rows.collect::<String>()
}

/// Behind the heads and beside the hours.
fn grid_area(cell: &Cell) -> String {
    format!("{} / {} / {} / {}", cell.from + 2, cell.column + 2, cell.to + 2, cell.column + 3)
}

/// How much is left out of a cell for which there is little room: nothing, all but a line of the title and the time, or
/// the time too. As the value of `data-brief`.
fn density(grid: &Grid, cell: &Cell, hour: i64) -> &'static str {
    match grid.rows[cell.from..cell.to].iter().map(|row| height(row, hour)).sum::<i64>() {
        height if height < BRIEFEST => "2",
        height if height < BRIEF => "1",
        _ => "0",
    }
}

/// What stands in the grid beside the sessions.
fn grid_frame(grid: &Grid, hour: i64, day: Day, now: Option<Timestamp>, times: Times) -> String {
    let zone = times.zone;
    let across = |row: usize| format!("{} / 1 / {} / -1", row + 2, row + 3);
    let begins_hour = |row: &GridRow| zone.civil(row.start).1.is_multiple_of(3600);
    let markup = html! {
        p .heads data-area="1 / 1 / 2 / -1" {}
        h2 #_grid-heading .corner data-area="1 / 1 / 2 / 2" { (i18n::short_day(day.date)) }
        p .side data-area={ "2 / 1 / " (grid.rows.len() + 2) " / 2" } {}
        (heads(grid))
        @for (index, row) in grid.rows.iter().enumerate() {
            @if row.is_folded {
                p .fold data-area=(across(index)) { span { (i18n::nothing_for((row.end.0 - row.start.0) / 60)) } }
            } @else if begins_hour(row) || index == 0 || grid.rows[index - 1].is_folded {
                p .line data-area=(across(index)) {}
                p .hour aria-hidden="true" data-area={ (index + 2) " / 1 / " (index + 3) " / 2" } {
                    (times.clock(row.start))
                    @let shift = day_shift(day.date, zone.civil(row.start).0);
                    @if shift != 0 { span .shift { (i18n::shift_sign(shift)) } }
                }
            }
        }
        @if let Some((now, row)) = now.and_then(|now| Some((now, grid.at(now)?))) {
            @let GridRow { start, end, .. } = grid.rows[row];
            @let down = (now.0 - start.0) * height(&grid.rows[row], hour) / (end.0 - start.0);
            p .now-line data-area=(across(row)) data-down={ (down) "px" } {
                span { (i18n::NOW) }
            }
        }
    };
    markup.into_string()
}

/// The columns' names: one head over all columns of a room. Each session says its room itself.
fn heads(grid: &Grid) -> Markup {
    let mut heads: Vec<(&str, usize, usize)> = Vec::new();
    for (column, name) in
        grid.columns.iter().enumerate().filter_map(|(index, column)| Some((index, column.name.as_deref()?)))
    {
        match heads.last_mut() {
            Some((last, _, to)) if *last == name => *to = column,
            _ => heads.push((name, column, column)),
        }
    }
    html! {
        @for (name, from, to) in heads {
            p .lane aria-hidden="true" dir="auto" data-area={ "1 / " (from + 2) " / 2 / " (to + 3) } { (name) }
        }
    }
}
