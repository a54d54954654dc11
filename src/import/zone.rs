//! Zones by their names, of the IANA database.

use chrono::{DateTime, Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};

use crate::time::{Timestamp, Zone};

/// The zone of that name, in whatever case, as browsers take it.
pub fn zone_named(name: &str) -> Option<Tz> {
    TZ_VARIANTS.iter().find(|zone| zone.name().eq_ignore_ascii_case(name)).copied()
}

/// The zone whose name has the most letters in common with one from its beginning on.
pub fn nearest(name: &str) -> Option<&'static str> {
    let common =
        |other: &str| name.bytes().zip(other.bytes()).take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
    let best = TZ_VARIANTS.iter().map(|zone| zone.name()).max_by_key(|other| common(other))?;
    (common(best) > 4).then_some(best)
}

/// The venue's zone, over all the sessions; UTC for one that the database does not have, as in the browser: no page is made with that.
pub fn zone(name: &str, instants: &[Timestamp]) -> Zone {
    let Some(zone) = zone_named(name) else { return Zone::utc() };
    Zone::probe(name, instants, |at| {
        let utc = DateTime::from_timestamp(at.0, 0).unwrap_or_default().naive_utc();
        zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()
    })
}
