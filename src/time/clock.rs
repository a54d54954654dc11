//! How a moment reads on the page: the clock, and how far its date is from the conference's day.

use super::Date;

/// Twelve or twenty-four hours, as the reader's locale has it (CLDR `hourCycle`, its two common values).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HourCycle {
    /// `4:05 PM`
    H12,
    /// `16:05`
    #[default]
    H23,
}

/// The second of the day as a clock reads it; seconds are cut off.
///
/// ```
/// use tidetable::time::{HourCycle, clock};
/// assert_eq!(clock(300, HourCycle::H23), "00:05");
/// assert_eq!(clock(300, HourCycle::H12), "12:05\u{a0}AM");
/// ```
pub fn clock(second: u32, cycle: HourCycle) -> String {
    let (hour, minute) = (second / 3600, second / 60 % 60);
    match cycle {
        HourCycle::H23 => format!("{hour:02}:{minute:02}"),
        HourCycle::H12 => {
            let half = if hour < 12 { "AM" } else { "PM" };
            format!("{}:{minute:02}\u{a0}{half}", (hour + 11) % 12 + 1)
        }
    }
}

/// How many days a date lies after (or, negative, before) the conference's day.
pub fn day_shift(day: Date, date: Date) -> i64 {
    date.signed_duration_since(day).num_days()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::parse_iso_date;

    #[test]
    fn noon_and_midnight_in_twelve_hours() {
        let read = |hour: u32| clock(hour * 3600, HourCycle::H12).replace('\u{a0}', " ");
        assert_eq!(
            [0, 1, 11, 12, 13, 23].map(read),
            ["12:00 AM", "1:00 AM", "11:00 AM", "12:00 PM", "1:00 PM", "11:00 PM"]
        );
    }

    #[test]
    fn a_session_moved_to_another_date_says_so() {
        let [monday, tuesday] = ["2021-02-28", "2021-03-01"].map(|d| parse_iso_date(d).unwrap());
        assert_eq!((day_shift(monday, tuesday), day_shift(tuesday, monday)), (1, -1));
    }
}
