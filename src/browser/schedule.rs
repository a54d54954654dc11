//! Reading a schedule file with the browser's parser and the browser's zones.

use super::{json, page, zones};
use crate::{
    json::{Json, Parse},
    schedule::{FileError, Schedule},
    time::{Timestamp, Zone},
};

/// Reads a schedule. One that the page was rendered from has the venue's offsets that the page carries: the days were
/// made by them, and asking `Intl` would delay the first answer by some 50 ms on a slow phone.
///
/// # Errors
/// As [`Schedule::read`].
pub fn read(json: &str, of_this_page: bool) -> Result<Schedule, FileError> {
    read_with(json::parse, json, of_this_page.then(page::venue).and_then(|venue| Zone::from_text(&venue)))
}

/// Reads the index that the page carries. The build wrote it, so that nothing has to be asked of the browser.
///
/// # Errors
/// As [`Schedule::read`].
pub fn read_index() -> Result<Schedule, FileError> {
    let written = |text: &str| Json::written(text).ok_or_else(String::new);
    read_with(written, &page::index(), Zone::from_text(&page::venue()))
}

/// Reads a schedule whose venue's zone is known.
///
/// # Errors
/// As [`Schedule::read`].
pub fn read_at(json: &str, venue: Zone) -> Result<Schedule, FileError> {
    read_with(json::parse, json, Some(venue))
}

fn read_with(parse: Parse, json: &str, venue: Option<Zone>) -> Result<Schedule, FileError> {
    Schedule::read(parse, json, |name: &str, instants: &[Timestamp]| {
        let zone = venue.or_else(|| zones::named(name, instants));
        // A zone that this browser does not know is read as UTC, and named so.
        zone.unwrap_or_else(Zone::utc)
    })
}
