//! The grid as it is drawn: heads of the lanes, hours, folds, the line of now; and the measures of its rows and columns, as
//! of CSS Grid Layout. It is drawn beside the page, in the worker, and comes to it as a text.

use maud::{Markup, html};

use crate::{
    schedule::{Day, Schedule},
    time::{HourCycle, Instant, Zone, clock, day_shift},
    ui::words,
    view::{Cell, Direction, Grid, Track},
};

pub const GRID_ID: &str = "_grid";
pub const GRID_FRAME_ID: &str = "_grid-frame";

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
    html! { section #(GRID_ID) .grid aria-labelledby="_grid-heading" { header #(GRID_FRAME_ID) {} } }
        .into_string()
}

/// What the page needs of a grid to show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// Columns, and rows.
    pub tracks: (String, String),
    /// What stands beside the sessions.
    pub frame: String,
    pub cells: Vec<Drawn>,
}

/// Where a session is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// In [`Schedule::sessions`].
    pub place: usize,
    pub area: String,
    pub brevity: String,
    /// The place of the session that lies next to it up, down, left and right; its own where there is none.
    pub neighbours: [usize; 4],
}

const DIRECTIONS: [Direction; 4] = [Direction::Up, Direction::Down, Direction::Left, Direction::Right];

/// What separates the parts of a cell.
const SEPARATOR: char = ';';

impl Drawing {
    /// Draws sessions of one day, by their places, as text: columns, rows, a cell a line; an empty line, and the frame.
    pub fn write(
        schedule: &Schedule,
        places: &[usize],
        now: Option<Instant>,
        zone: &Zone,
        cycle: HourCycle,
    ) -> Option<String> {
        // What goes on from an earlier day stands before what the day begins with.
        let place = places.iter().filter_map(|place| Some(schedule.sessions.get(*place)?.day)).max()?;
        let day = schedule.days[place];
        let grid = Grid::of(schedule, place, places, zone, words::by_name);
        let mut text = format!("{}\n{}\n", grid_columns(&grid), grid_rows(&grid));
        for cell in &grid.cells {
            text.push_str(&format!(
                "{}{SEPARATOR}{}{SEPARATOR}{}",
                cell.place,
                grid_area(cell),
                brevity(&grid, cell)
            ));
            for direction in DIRECTIONS {
                let next = grid.next_to(cell.place, direction).unwrap_or(cell.place);
                text.push_str(&format!("{SEPARATOR}{next}"));
            }
            text.push('\n');
        }
        Some(text + "\n" + &grid_frame(&grid, day, now, zone, cycle))
    }

    /// Reads it back; nothing where it is none.
    pub fn read(text: &str) -> Option<Self> {
        let (measures, frame) = text.split_once("\n\n")?;
        let mut lines = measures.split('\n');
        let tracks = (lines.next()?.to_owned(), lines.next()?.to_owned());
        let cell = |line: &str| {
            let mut parts = line.split(SEPARATOR);
            let place = parts.next()?.parse().ok()?;
            let (area, brevity) = (parts.next()?.to_owned(), parts.next()?.to_owned());
            let mut neighbours = [place; 4];
            for (next, part) in neighbours.iter_mut().zip(parts) {
                *next = part.parse().ok()?;
            }
            Some(Drawn { place, area, brevity, neighbours })
        };
        Some(Self { tracks, frame: frame.to_owned(), cells: lines.map(cell).collect::<Option<_>>()? })
    }

    /// The place of the session that lies next to one.
    pub fn next_to(&self, place: usize, direction: Direction) -> Option<usize> {
        let at = DIRECTIONS.iter().position(|other| *other == direction)?;
        let next = self.cells.iter().find(|cell| cell.place == place)?.neighbours[at];
        (next != place).then_some(next)
    }
}

/// The height of an hour.
fn hour(grid: &Grid) -> i64 {
    (READABLE * 60 / grid.shortest().max(1)).clamp(LEAST, MOST)
}

fn height(track: &Track, hour: i64) -> i64 {
    if track.is_folded { FOLD } else { (track.end.0 - track.start.0) * hour / 3600 }
}

/// One column for the hours, one a lane.
fn grid_columns(grid: &Grid) -> String {
    format!("var(--hours) repeat({}, minmax(var(--lane), 1fr))", grid.lanes.len().max(1))
}

/// One row for the heads, one a track.
fn grid_rows(grid: &Grid) -> String {
    let hour = hour(grid);
    let tracks = grid.tracks.iter().map(|track| format!(" {}px", height(track, hour)));
    "auto".to_owned() + &tracks.collect::<String>()
}

/// Behind the heads and beside the hours.
fn grid_area(cell: &Cell) -> String {
    format!("{} / {} / {} / {}", cell.from + 2, cell.lane + 2, cell.to + 2, cell.lane + 3)
}

/// How much is left out of a cell for which there is little room: nothing, all but a line of the title and the time, or
/// the time too. As the value of `data-brief`.
fn brevity(grid: &Grid, cell: &Cell) -> &'static str {
    let hour = hour(grid);
    match grid.tracks[cell.from..cell.to].iter().map(|track| height(track, hour)).sum::<i64>() {
        height if height < BRIEFEST => "2",
        height if height < BRIEF => "1",
        _ => "0",
    }
}

/// What stands in the grid beside the sessions.
fn grid_frame(grid: &Grid, day: Day, now: Option<Instant>, zone: &Zone, cycle: HourCycle) -> String {
    let across = |track: usize| format!("{} / 1 / {} / -1", track + 2, track + 3);
    let read = |at: Instant| clock(zone.civil(at).1, cycle);
    let begins_hour = |track: &Track| zone.civil(track.start).1.is_multiple_of(3600);
    let markup = html! {
        p .heads data-area="1 / 1 / 2 / -1" {}
        h2 #_grid-heading .corner data-area="1 / 1 / 2 / 2" { (words::short_day(day.date)) }
        p .side data-area={ "2 / 1 / " (grid.tracks.len() + 2) " / 2" } {}
        (heads(grid))
        @for (place, track) in grid.tracks.iter().enumerate() {
            @if track.is_folded {
                p .fold data-area=(across(place)) { span { (words::nothing_for((track.end.0 - track.start.0) / 60)) } }
            } @else if begins_hour(track) || place == 0 || grid.tracks[place - 1].is_folded {
                p .line data-area=(across(place)) {}
                p .hour aria-hidden="true" data-area={ (place + 2) " / 1 / " (place + 3) " / 2" } {
                    (read(track.start))
                    @let shift = day_shift(day.date, zone.civil(track.start).0);
                    @if shift != 0 { span .shift { (words::shift_sign(shift)) } }
                }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schedule::tests::istiocon;

    #[test]
    fn a_drawing_is_read_as_it_was_written() {
        let schedule = istiocon();
        let places: Vec<_> = (0..7).collect();
        let text = Drawing::write(&schedule, &places, None, &Zone::utc(), HourCycle::H23).unwrap();
        let drawing = Drawing::read(&text).unwrap();
        assert_eq!(drawing.cells.iter().map(|cell| cell.place).collect::<Vec<_>>(), places);
        assert!(drawing.frame.starts_with("<p class=\"heads\"") && drawing.tracks.1.starts_with("auto "));
        let grid =
            Grid::of(&schedule, schedule.sessions[places[0]].day, &places, &Zone::utc(), words::by_name);
        for place in places {
            for direction in DIRECTIONS {
                assert_eq!(drawing.next_to(place, direction), grid.next_to(place, direction));
            }
        }
    }
}
