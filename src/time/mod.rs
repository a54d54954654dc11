//! When: instants, the offsets of zones, and how a clock reads. Pure: no clock is asked and no zone table is kept;
//! offsets are passed in by whoever can know them (the browser's `Intl`, a build tool's zone database).

use serde::{Deserialize, Serialize};

mod clock;
mod debounce;
mod zone;

pub use clock::{HourCycle, clock, day_shift};
pub use debounce::Debounce;
pub use zone::{Zone, parse_gmt_offset};

use std::ops::Add;

use chrono::{DateTime, Datelike, NaiveDate, Timelike};

/// A civil date, of no zone in particular.
pub type Date = NaiveDate;

/// A point in time: whole seconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX time).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Timestamp(pub i64);

/// A date as days since 1970-01-01.
pub mod date_as_days {
    use chrono::TimeDelta;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    use super::Date;

    pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        date.signed_duration_since(Date::default()).num_days().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let days = TimeDelta::try_days(i64::deserialize(deserializer)?);
        days.and_then(|days| Date::default().checked_add_signed(days))
            .ok_or_else(|| D::Error::custom("no date"))
    }
}

/// A date as days since 1970-01-01, where there is one.
pub mod date_as_days_option {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Date, date_as_days};

    #[derive(Serialize, Deserialize)]
    struct Days(#[serde(with = "date_as_days")] Date);

    pub fn serialize<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
        date.map(Days).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
        Ok(Option::<Days>::deserialize(deserializer)?.map(|Days(date)| date))
    }
}

/// A point in time as RFC 3339 has it.
pub mod rfc3339 {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    use super::Timestamp;

    pub fn serialize<S: Serializer>(at: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        at.to_rfc3339().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        Timestamp::parse(&String::deserialize(deserializer)?)
            .ok_or_else(|| D::Error::custom("no time of RFC 3339"))
    }
}

impl Timestamp {
    /// Reads an RFC 3339 (section 5.6) date and time; a fraction of a second is dropped.
    ///
    /// ```
    /// use tidetable::time::Timestamp;
    /// assert_eq!(Timestamp::parse("1970-01-01T01:00:00+01:00"), Some(Timestamp(0)));
    /// assert_eq!(Timestamp::parse("1970-01-01 noon"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text).ok().map(|at| Self(at.timestamp()))
    }

    /// The RFC 3339 text in UTC, as `<time datetime>` and the address carry it: `2021-02-22T16:00:00Z`.
    pub fn to_rfc3339(self) -> String {
        let (date, seconds) = self.civil(0);
        let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        format!("{}T{h:02}:{m:02}:{s:02}Z", iso_date(date))
    }

    /// The civil date and the second of that day, at an offset of so many seconds east of UTC.
    ///
    /// An instant outside chrono's range (some 262,000 years either way) reads as the epoch's date.
    pub fn civil(self, offset: i32) -> (Date, u32) {
        let local = DateTime::from_timestamp(self.0.saturating_add(offset.into()), 0).unwrap_or_default();
        (local.date_naive(), local.num_seconds_from_midnight())
    }
}

impl Add<i64> for Timestamp {
    type Output = Self;

    /// So many seconds later.
    fn add(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }
}

/// A time as a schedule file has it: an instant, or what a clock at the venue shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileTime {
    Timestamp(Timestamp),
    /// Without an offset: as if it were UTC.
    Local(Timestamp),
}

impl FileTime {
    /// Reads an RFC 3339 date and time, of which the offset may be missing, and a space may stand for the `T` (section 5.6).
    pub fn parse(text: &str) -> Option<Self> {
        let local = || Timestamp::parse(&format!("{}Z", text.replacen(' ', "T", 1)));
        let minutes = || Timestamp::parse(&format!("{}:00Z", text.replacen(' ', "T", 1)));
        let whole = Timestamp::parse(text).map(Self::Timestamp);
        whole.or_else(|| local().or_else(minutes).map(Self::Local))
    }

    /// The instant it names, where the venue's zone is needed for that.
    pub fn instant(self, venue: &Zone) -> Timestamp {
        match self {
            Self::Timestamp(at) => at,
            Self::Local(at) => venue.instant(at),
        }
    }

    /// About when it is, by less than a day: enough to know a zone around it.
    pub fn about(self) -> Timestamp {
        match self {
            Self::Timestamp(at) | Self::Local(at) => at,
        }
    }
}

/// `2021-02-22`: the form of dates in the schedule file, in anchors and in the address (RFC 3339 `full-date`).
pub fn iso_date(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// Reads a date written as [`iso_date`] writes it, and no other way.
pub fn parse_iso_date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-').map(|part| {
        let digits = part.bytes().all(|b| b.is_ascii_digit());
        if digits { part.parse::<u32>().ok() } else { None }
    });
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let date = Date::from_ymd_opt(year.try_into().ok()?, month, day)?;
    (iso_date(date) == text).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_reads_and_writes_rfc_3339() {
        let at = Timestamp::parse("2021-02-25T22:20:00Z").unwrap();
        assert_eq!(Timestamp::parse("2021-02-25T23:20:00.75+01:00"), Some(at));
        assert_eq!(at.to_rfc3339(), "2021-02-25T22:20:00Z");
        for bad in ["", "2021-02-25", "2021-02-30T00:00:00Z", "2021-02-25T22:20:00", "soon"] {
            assert_eq!(Timestamp::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_iso_date_has_one_spelling() {
        assert_eq!(parse_iso_date("2021-02-22").map(iso_date).as_deref(), Some("2021-02-22"));
        for bad in
            ["2021-2-22", "2021-02-30", "+2021-02-22", "2021-02-22T", "", "2021-02", "99999999999-01-01"]
        {
            assert_eq!(parse_iso_date(bad), None, "{bad}");
        }
    }
}
