//! Reading a schedule with the browser's zones.

use super::{page, zones};
use crate::{
    json,
    schedule::{FileError, Schedule},
    time::{Timestamp, Zone},
};

/// Reads a schedule file. The venue's zone, where it is known, is not asked for: that would take a slow phone some 50 ms.
///
/// # Errors
/// As [`Schedule::read`].
pub fn read(json: &str, venue: Option<Zone>) -> Result<Schedule, FileError> {
    Schedule::read(json, |name: &str, instants: &[Timestamp]| {
        let zone = venue.or_else(|| zones::named(name, instants));
        // A zone that this browser does not know is read as UTC, and named so.
        zone.unwrap_or_else(Zone::utc)
    })
}

/// The index that the page carries: the part of the schedule that its rows show. The build wrote it. Nothing where there is none.
pub fn index() -> Option<Schedule> {
    json::from_str(&page::index()).ok()
}
