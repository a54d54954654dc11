//! Reading a schedule file with the browser's parser and the browser's zones.

use super::{json::Parsed, page, zones};
use crate::{
    schedule::{FileError, Schedule},
    time::{Instant, Zone},
};

/// Reads a schedule. One that the page was rendered from has the venue's offsets that the page carries: the days were
/// made by them, and asking `Intl` would delay the first answer by some 50 ms on a slow phone.
///
/// # Errors
/// As [`Schedule::read`].
pub fn read(json: &str, of_this_page: bool) -> Result<Schedule, FileError> {
    read_at(json, of_this_page.then(|| page::app_attribute("data-venue")).as_deref())
}

/// Reads a schedule, with the venue's offsets where they are known (as of [`Zone::to_text`]).
///
/// # Errors
/// As [`Schedule::read`].
pub fn read_at(json: &str, venue: Option<&str>) -> Result<Schedule, FileError> {
    Schedule::read::<Parsed>(json, |name: &str, instants: &[Instant]| {
        let carried = venue.and_then(Zone::from_text);
        let zone = carried.or_else(|| zones::named(name, instants));
        // A zone that this browser does not know is read as UTC, and named so.
        zone.unwrap_or_else(Zone::utc)
    })
}
