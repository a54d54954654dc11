//! The picture that previews of a link show: the conference, when and where it is, and how the programme begins, in its own colours.

use std::{fs, path::Path, sync::Arc};

use maud::html;
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{
        Options, Tree,
        fontdb::{Database, Family, Query},
    },
};
use tidetable::{
    app::{
        colors::{self, LIGHT},
        templates::Times,
    },
    i18n,
    schedule::Schedule,
    time::HourCycle,
};

use super::Failure;

pub const PICTURE: &str = "preview.png";

/// In pixels: what those who show previews ask for.
pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;

const MARGIN: f32 = 72.0;
const TITLE: f32 = 76.0;
const TEXT: f32 = 32.0;

/// How many sessions are named, and in how many lines the conference's name may stand.
const SESSIONS: usize = 4;
const TITLE_LINES: usize = 2;

/// Draws it with the fonts of this machine, and says whether it did: without a font there is no picture.
pub fn add(schedule: &Schedule, staging: &Path) -> Result<bool, Failure> {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    let Some(family) = sans_serif(&fonts) else {
        eprintln!("There is no font on this machine: links to the site are previewed without a picture");
        return Ok(false);
    };
    let options = Options { font_family: family, fontdb: Arc::new(fonts), ..Options::default() };
    let tree = Tree::from_str(&svg(schedule), &options)?;
    let mut pixmap = Pixmap::new(WIDTH, HEIGHT).ok_or("a picture has a size")?;
    resvg::render(&tree, Transform::identity(), &mut pixmap.as_mut());
    fs::write(staging.join(PICTURE), pixmap.encode_png()?)?;
    Ok(true)
}

/// The family that a page is most likely set in; the system falls back to others for what it has no glyphs of.
fn sans_serif(fonts: &Database) -> Option<String> {
    const KNOWN: [&str; 8] = [
        "Inter",
        "Noto Sans",
        "Segoe UI",
        "Helvetica Neue",
        "Arial",
        "Liberation Sans",
        "DejaVu Sans",
        "Roboto",
    ];
    let is_there =
        |name: &&&str| fonts.query(&Query { families: &[Family::Name(name)], ..Query::default() }).is_some();
    let known = KNOWN.iter().find(is_there).map(|name| (*name).to_owned());
    known.or_else(|| Some(fonts.faces().next()?.families.first()?.0.clone()))
}

fn svg(schedule: &Schedule) -> String {
    let accent = schedule.color.as_deref().and_then(colors::icon).map_or("#0b5c66".to_owned(), colors::css);
    let (ink, soft) = ("#1b1d1f", "#565b60");
    let width = WIDTH as f32 - 2.0 * MARGIN;
    let title = lines(&schedule.name, TITLE, width, TITLE_LINES);
    let venue = schedule.guide().venue.as_ref().map(|venue| venue.name.clone());
    let facts: Vec<_> = [schedule.dates.map(i18n::date_range), venue].into_iter().flatten().collect();
    let below_title = MARGIN + TITLE + (title.len() as f32 - 1.0) * TITLE * 1.15;
    let times = Times { zone: &schedule.venue, cycle: HourCycle::default() };
    let sessions = schedule.sessions.iter().filter(|session| !session.is_break && !session.is_drop_in());
    let sessions: Vec<_> = sessions.take(SESSIONS).collect();
    let first_session = HEIGHT as f32 - MARGIN - (sessions.len() as f32 - 1.0) * TEXT * 1.6;
    let time_width = 5.0 * TEXT;
    html! {
        svg xmlns="http://www.w3.org/2000/svg" width=(WIDTH) height=(HEIGHT) font-size=(TEXT) {
            rect width=(WIDTH) height=(HEIGHT) fill=(LIGHT) {}
            rect width=(WIDTH) height="16" fill=(accent) {}
            @for (at, line) in title.iter().enumerate() {
                text x=(MARGIN) y=(MARGIN + TITLE + at as f32 * TITLE * 1.15) font-size=(TITLE) font-weight="bold" fill=(ink) { (line) }
            }
            @for line in lines(&facts.join(" · "), TEXT, width, 1) {
                text x=(MARGIN) y=(below_title + TEXT * 1.9) fill=(accent) { (line) }
            }
            rect x=(MARGIN) y=(first_session - TEXT * 1.9) width=(width) height="2" fill="#dcd7cc" {}
            @for (at, session) in sessions.iter().enumerate() {
                @let y = first_session + at as f32 * TEXT * 1.6;
                text x=(MARGIN) y=(y) fill=(soft) { (times.clock(session.start)) }
                @for line in lines(&session.title, TEXT, width - time_width, 1) {
                    text x=(MARGIN + time_width) y=(y) fill=(ink) { (line) }
                }
            }
        }
    }
    .into_string()
}

/// A text in so many lines at most of a width, in the unit of the font's size; what is left out is told by an ellipsis.
fn lines(text: &str, size: f32, width: f32, most: usize) -> Vec<String> {
    let fits = |line: &str| line.chars().map(advance).sum::<f32>() * size <= width;
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last_mut().expect("there is always a line");
        let longer = if last.is_empty() { word.to_owned() } else { format!("{last} {word}") };
        if fits(&longer) || last.is_empty() {
            *last = longer;
        } else {
            lines.push(word.to_owned());
        }
    }
    let is_cut = lines.len() > most;
    lines.truncate(most);
    let count = lines.len();
    for (at, line) in lines.iter_mut().enumerate() {
        let goes_on = is_cut && at + 1 == count;
        if goes_on || !fits(line) {
            line.push('…');
            while !fits(line) && line.chars().count() > 1 {
                line.pop();
                line.pop();
                line.push('…');
            }
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// About how wide a character is, in the font's size: more than most are, so that no line goes beyond its room.
fn advance(c: char) -> f32 {
    match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | '\'' | '|' | ' ' => 0.35,
        'm' | 'w' | 'M' | 'W' | '@' => 1.0,
        c if c.is_uppercase() => 0.72,
        c if (c as u32) < 0x1100 => 0.57,
        _ => 1.05,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_where_its_room_does() {
        assert_eq!(lines("a b", 10.0, 100.0, 1), ["a b"]);
        assert_eq!(lines("one two three four", 10.0, 50.0, 2), ["one two", "three…"]);
        assert_eq!(lines(&"漢".repeat(20), 10.0, 50.0, 1), [format!("{}…", "漢".repeat(3))]);
        assert!(lines("", 10.0, 50.0, 2).is_empty());
        assert_eq!(lines("x", 10.0, 1.0, 1), ["…"]);
    }
}
