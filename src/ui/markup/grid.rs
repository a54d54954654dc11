//! The grid's frame: heads of the lanes, hours, folds, the line of now; and the measures of its rows and columns, as of CSS
//! Grid Layout.

use maud::{Markup, html};

use crate::{
    schedule::Day,
    time::{HourCycle, Instant, Zone, clock},
    ui::words,
    view::{Cell, Grid, Track},
};

pub const GRID_ID: &str = "grid";
pub const GRID_FRAME_ID: &str = "grid-frame";

/// How high the shortest session is, in CSS pixels, within the bounds: a line of time and one of the title. (Whole numbers
/// throughout: to write others is kilobytes of wasm.)
const READABLE: i64 = 54;

/// Bounds for the height of an hour.
const LEAST: i64 = 96;
const MOST: i64 = 324;

/// The height of a fold.
const FOLD: i64 = 40;

/// Below which height a cell has no room for more than a line of its title; and for that alone, without the time.
const BRIEF: i64 = 76;
const BRIEFEST: i64 = 48;

/// The section, without its sessions and with an empty frame.
pub fn grid_section() -> String {
    html! { section #(GRID_ID) .grid aria-labelledby="grid-heading" { header #(GRID_FRAME_ID) {} } }
        .into_string()
}

/// The height of an hour.
fn hour(grid: &Grid) -> i64 {
    (READABLE * 60 / grid.shortest().max(1)).clamp(LEAST, MOST)
}

fn height(track: &Track, hour: i64) -> i64 {
    if track.is_folded { FOLD } else { (track.end.0 - track.start.0) * hour / 3600 }
}

/// One column for the hours, one a lane.
pub fn grid_columns(grid: &Grid) -> String {
    format!("var(--hours) repeat({}, minmax(var(--lane), 1fr))", grid.lanes.len().max(1))
}

/// One row for the heads, one a track.
pub fn grid_rows(grid: &Grid) -> String {
    let hour = hour(grid);
    let tracks = grid.tracks.iter().map(|track| format!(" {}px", height(track, hour)));
    "auto".to_owned() + &tracks.collect::<String>()
}

/// Behind the heads and beside the hours.
pub fn grid_area(cell: &Cell) -> String {
    format!("{} / {} / {} / {}", cell.from + 2, cell.lane + 2, cell.to + 2, cell.lane + 3)
}

/// How much is left out of a cell for which there is little room: nothing, all but a line of the title and the time, or
/// the time too. As the value of `data-brief`.
pub fn brevity(grid: &Grid, cell: &Cell) -> &'static str {
    let hour = hour(grid);
    match grid.tracks[cell.from..cell.to].iter().map(|track| height(track, hour)).sum::<i64>() {
        height if height < BRIEFEST => "2",
        height if height < BRIEF => "1",
        _ => "0",
    }
}

/// What stands in the grid beside the sessions.
pub fn grid_frame(grid: &Grid, day: Day, now: Option<Instant>, zone: &Zone, cycle: HourCycle) -> String {
    let across = |track: usize| format!("{} / 1 / {} / -1", track + 2, track + 3);
    let read = |at: Instant| clock(zone.civil(at).1, cycle);
    let begins_hour = |track: &Track| zone.civil(track.start).1.is_multiple_of(3600);
    let markup = html! {
        p .heads data-area="1 / 1 / 2 / -1" {}
        h2 #grid-heading .corner data-area="1 / 1 / 2 / 2" { (words::short_day(day.date)) }
        p .side data-area={ "2 / 1 / " (grid.tracks.len() + 2) " / 2" } {}
        (heads(grid))
        @for (place, track) in grid.tracks.iter().enumerate() {
            @if track.is_folded {
                p .fold data-area=(across(place)) { span { (words::nothing_for((track.end.0 - track.start.0) / 60)) } }
            } @else if begins_hour(track) || place == 0 || grid.tracks[place - 1].is_folded {
                p .line data-area=(across(place)) {}
                p .hour aria-hidden="true" data-area={ (place + 2) " / 1 / " (place + 3) " / 2" } { (read(track.start)) }
            }
        }
        @if let Some((now, track)) = now.and_then(|now| Some((now, grid.at(now)?))) {
            @let Track { start, end, .. } = grid.tracks[track];
            @let down = (now.0 - start.0) * height(&grid.tracks[track], hour(grid)) / (end.0 - start.0);
            p .now-line data-area=(across(track)) data-down={ (down) "px" } {
                span { (words::NOW) }
            }
        }
    };
    markup.into_string()
}

/// The lanes' names: one head over all lanes of a room. Each session says its room itself.
fn heads(grid: &Grid) -> Markup {
    let mut heads: Vec<(&str, usize, usize)> = Vec::new();
    for (lane, name) in
        grid.lanes.iter().enumerate().filter_map(|(place, lane)| Some((place, lane.name.as_deref()?)))
    {
        match heads.last_mut() {
            Some((last, _, to)) if *last == name => *to = lane,
            _ => heads.push((name, lane, lane)),
        }
    }
    html! {
        @for (name, from, to) in heads {
            p .lane aria-hidden="true" dir="auto" data-area={ "1 / " (from + 2) " / 2 / " (to + 3) } { (name) }
        }
    }
}
