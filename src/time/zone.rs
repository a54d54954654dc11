//! A zone as the program needs it: a name, and the offset at the instants that matter.

use serde::{Deserialize, Serialize};

use super::{Date, Timestamp};

/// The longest stretch, in seconds, within which a zone is not expected to change its offset and change it back.
/// The shortest such pair in the tz database's recent years is Morocco's Ramadan, about 30 days.
const STEADY: i64 = 14 * 86_400;

/// How long before the first instant and after the last a zone is known, in seconds.
const AROUND: i64 = 3 * 86_400;

/// A time zone's offsets over the instants it was made for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// The IANA name, `Europe/Berlin`.
    pub name: String,
    /// From which instant on which offset, in seconds east of UTC. Never empty, rising.
    spans: Vec<(Timestamp, i32)>,
}

impl Zone {
    /// UTC, at all times.
    pub fn utc() -> Self {
        Self { name: "UTC".into(), spans: vec![(Timestamp(i64::MIN), 0)] }
    }

    /// Asks `offset_at` (seconds east of UTC) as few times as the instants allow: a five-day conference needs two
    /// questions. It knows the offset at each instant, at those between two that are near each other, and some days before
    /// the first and after the last: people type times at which no session begins.
    ///
    /// `instants` must be rising; `offset_at` must answer for each of them.
    pub fn probe(name: &str, instants: &[Timestamp], offset_at: impl Fn(Timestamp) -> i32) -> Self {
        let mut spans = Vec::new();
        if let (Some(first), Some(last)) = (instants.first(), instants.last()) {
            let around: Vec<_> = [*first + -AROUND]
                .into_iter()
                .chain(instants.iter().copied())
                .chain([*last + AROUND])
                .collect();
            let ends = (offset_at(around[0]), offset_at(around[around.len() - 1]));
            halve(&around, ends, &offset_at, &mut spans);
        }
        if spans.is_empty() {
            spans.push((Timestamp(i64::MIN), offset_at(Timestamp(0))));
        }
        spans.dedup_by_key(|span| span.1);
        Self { name: name.into(), spans }
    }

    /// The offset at an instant, in seconds east of UTC.
    pub fn offset(&self, at: Timestamp) -> i32 {
        let after = self.spans.partition_point(|span| span.0 <= at);
        self.spans[after.saturating_sub(1)].1
    }

    /// The instant at which a clock in this zone shows what one in UTC shows at `civil`: of a time that occurs twice the first,
    /// of one that does not occur, since the clocks go forward, that by the offset before (RFC 5545, section 3.3.5).
    pub fn instant(&self, civil: Timestamp) -> Timestamp {
        let at = |offset: i32| civil + -i64::from(offset);
        let fitting = self.offsets().map(at).filter(|instant| at(self.offset(*instant)) == *instant).min();
        // The smaller offset is the one before.
        fitting.or_else(|| self.offsets().map(at).max()).unwrap_or(civil)
    }

    /// The civil date and the second of that day in this zone.
    pub fn civil(&self, at: Timestamp) -> (Date, u32) {
        at.civil(self.offset(at))
    }

    /// The offsets that occur, in the order in which they come into force.
    pub fn offsets(&self) -> impl Iterator<Item = i32> {
        self.spans.iter().map(|span| span.1)
    }
}

/// Finds where the offset changes within the instants, whose first and last offsets are known.
fn halve(
    instants: &[Timestamp],
    (first, last): (i32, i32),
    ask: &impl Fn(Timestamp) -> i32,
    spans: &mut Vec<(Timestamp, i32)>,
) {
    let (from, to) = (instants[0], instants[instants.len() - 1]);
    if first == last && to.0.saturating_sub(from.0) <= STEADY {
        spans.push((from, first));
    } else if instants.len() <= 2 {
        spans.push((from, first));
        change(from, to, (first, last), ask, spans);
    } else {
        let (left, right) = instants.split_at(instants.len() / 2);
        let (left_end, right_start) = (ask(left[left.len() - 1]), ask(right[0]));
        halve(left, (first, left_end), ask, spans);
        halve(right, (right_start, last), ask, spans);
    }
}

/// Finds the second of each change between two instants that are no further apart than a zone keeps its offset; of those that
/// are the offset at the later one is enough.
fn change(
    from: Timestamp,
    to: Timestamp,
    (first, last): (i32, i32),
    ask: &impl Fn(Timestamp) -> i32,
    spans: &mut Vec<(Timestamp, i32)>,
) {
    let (mut before, mut after) = (from, to);
    if first != last && to.0.saturating_sub(from.0) <= STEADY {
        while after.0 - before.0 > 1 {
            let middle = Timestamp(before.0 + (after.0 - before.0) / 2);
            if ask(middle) == first { before = middle } else { after = middle }
        }
    }
    spans.push((after, last));
}

/// Reads the offset at the end of a text such as `2/22/2021, GMT+05:30` (CLDR's localized GMT format, long), in seconds
/// east of UTC. `GMT` alone is zero, and so is what can't be read.
pub fn parse_gmt_offset(text: &str) -> i32 {
    let offset = text.rsplit('T').next().unwrap_or_default().trim();
    // CLDR allows either minus sign.
    let (sign, digits) = match offset.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, offset.trim_start_matches(['-', '\u{2212}'])),
    };
    let unit = [3600, 60, 1];
    let parts = digits.split(':').zip(unit).map(|(part, unit)| part.parse::<i32>().unwrap_or(0) % 100 * unit);
    sign * parts.sum::<i32>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Offset, TimeZone};
    use proptest::prelude::*;
    use std::cell::Cell;

    fn tz_offset(zone: chrono_tz::Tz, at: Timestamp) -> i32 {
        let utc = chrono::DateTime::from_timestamp(at.0, 0).unwrap().naive_utc();
        zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()
    }

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn a_zone_ahead_behind_and_half_an_hour_off() {
        let noon = [at("2021-02-22T12:00:00Z")];
        for (zone, hour) in [
            (chrono_tz::Asia::Tokyo, 21 * 3600),
            (chrono_tz::America::Los_Angeles, 4 * 3600),
            (chrono_tz::Asia::Kolkata, 17 * 3600 + 1800),
        ] {
            let zone = Zone::probe(zone.name(), &noon, |at| tz_offset(zone, at));
            assert_eq!(zone.civil(noon[0]).1, hour, "{}", zone.name);
        }
    }

    #[test]
    fn the_browsers_offset_is_read() {
        for (text, seconds) in [
            ("2/22/2021, GMT", 0),
            ("2/22/2021, GMT+05:30", 19_800),
            ("2/22/2021, GMT-08:00", -28_800),
            ("2/22/2021, GMT\u{2212}3", -10_800),
            ("1/1/1890, GMT+00:53:28", 3_208),
            ("UTC", 0),
            ("", 0),
        ] {
            assert_eq!(parse_gmt_offset(text), seconds, "{text}");
        }
    }

    #[test]
    fn daylight_saving_begins_in_the_middle_of_a_conference() {
        let berlin = chrono_tz::Europe::Berlin;
        let instants =
            ["2021-03-27T09:00:00Z", "2021-03-28T00:59:59Z", "2021-03-28T01:00:00Z", "2021-03-29T09:00:00Z"];
        let zone = Zone::probe("Europe/Berlin", &instants.map(at), |at| tz_offset(berlin, at));
        assert_eq!(instants.map(|i| zone.civil(at(i)).1 / 3600), [10, 1, 3, 11]);
        assert_eq!(zone.offsets().collect::<Vec<_>>(), [3600, 7200]);
    }

    #[test]
    fn a_steady_week_is_asked_for_twice() {
        let asked = Cell::new(0);
        let week: Vec<_> = (0..7 * 24).map(|hour| Timestamp(1_614_000_000 + hour * 3600)).collect();
        Zone::probe("UTC", &week, |_| {
            asked.set(asked.get() + 1);
            0
        });
        assert_eq!(asked.get(), 2);
    }

    #[test]
    fn a_time_that_somebody_typed_was_read_by_the_offset_of_another_day() {
        let berlin = chrono_tz::Europe::Berlin;
        // The clocks go forward in the night before the conference begins, and back in that after another.
        let spring = ["2021-03-28T07:00:00Z", "2021-03-29T16:00:00Z"].map(at);
        let autumn = ["2021-10-29T07:00:00Z", "2021-10-30T16:00:00Z"].map(at);
        for (instants, civil, instant) in [
            (spring, "2021-03-27T20:00:00Z", "2021-03-27T19:00:00Z"),
            (spring, "2021-03-28T01:59:00Z", "2021-03-28T00:59:00Z"),
            (spring, "2021-03-28T02:30:00Z", "2021-03-28T01:30:00Z"),
            (spring, "2021-03-28T03:00:00Z", "2021-03-28T01:00:00Z"),
            (autumn, "2021-10-31T02:30:00Z", "2021-10-31T00:30:00Z"),
            (autumn, "2021-10-31T03:00:00Z", "2021-10-31T02:00:00Z"),
            (autumn, "2021-11-01T09:00:00Z", "2021-11-01T08:00:00Z"),
        ] {
            let zone = Zone::probe("Europe/Berlin", &instants, |at| tz_offset(berlin, at));
            assert_eq!(zone.instant(at(civil)).to_rfc3339(), instant, "{civil}");
        }
    }

    #[test]
    fn a_zone_without_instants_still_answers() {
        assert_eq!(Zone::probe("Asia/Tokyo", &[], |_| 32_400).offset(Timestamp(5)), 32_400);
    }

    proptest! {
        #[test]
        fn probing_agrees_with_the_zone_database(mut instants in prop::collection::vec(0i64..2_000_000_000, 1..60)) {
            instants.sort_unstable();
            let instants: Vec<_> = instants.into_iter().map(Timestamp).collect();
            for tz in [chrono_tz::America::New_York, chrono_tz::Australia::Lord_Howe, chrono_tz::Africa::Casablanca] {
                let zone = Zone::probe(tz.name(), &instants, |at| tz_offset(tz, at));
                for at in &instants {
                    prop_assert_eq!(zone.offset(*at), tz_offset(tz, *at));
                }
            }
        }
    }
}
