//! The schedule as other programs read it: what the build puts next to the page. Native.

mod atom;
mod frab;
mod linked_data;
mod site;
mod xml;

pub use atom::{AtomEntry, atom};
pub use frab::FrabSchedule;
pub use linked_data::{Event, Person};
pub use site::{Site, SiteError, sitemap};

use chrono::{DateTime, FixedOffset, SecondsFormat};

use crate::time::{Timestamp, Zone};

/// An instant as a clock at the venue has it, with its offset (RFC 3339).
fn local(venue: &Zone, at: Timestamp) -> String {
    let local = FixedOffset::east_opt(venue.offset(at))
        .and_then(|offset| Some(DateTime::from_timestamp(at.0, 0)?.with_timezone(&offset)));
    local.map(|local| local.to_rfc3339_opts(SecondsFormat::Secs, false)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
