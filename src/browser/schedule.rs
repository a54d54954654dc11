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
    Schedule::read::<Parsed>(json, |name: &str, instants: &[Instant]| {
        let carried = of_this_page.then(|| Zone::from_text(&page::app_attribute("data-venue"))).flatten();
        let zone = carried.or_else(|| zones::named(name, instants));
        // A zone that this browser does not know is read as UTC, and named so.
        zone.unwrap_or_else(Zone::utc)
    })
}
