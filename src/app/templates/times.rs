//! How times are read.

use crate::{
    i18n,
    time::{Date, HourCycle, Timestamp, Zone, clock},
};

/// The zone and the clock that times are read by.
#[derive(Clone, Copy)]
pub struct Times<'a> {
    pub zone: &'a Zone,
    pub cycle: HourCycle,
}

impl Times<'_> {
    pub fn clock(self, at: Timestamp) -> String {
        clock(self.zone.civil(at).1, self.cycle)
    }

    /// `Mon 22 17:00`
    pub fn day_and_clock(self, at: Timestamp) -> String {
        format!("{} {}", i18n::short_day(self.zone.civil(at).0), self.clock(at))
    }

    /// `17:00` on that date, else with the day it is on: `Tue 23 17:00`.
    pub fn clock_on(self, date: Date, at: Timestamp) -> String {
        if self.zone.civil(at).0 == date { self.clock(at) } else { self.day_and_clock(at) }
    }

    /// `17:00–17:50`, each with its day where that is not the date.
    pub fn from_to_on(self, date: Date, from: Timestamp, to: Timestamp) -> String {
        let (start, end) = (self.zone.civil(from).0, self.zone.civil(to).0);
        let to = if end == start { self.clock(to) } else { self.day_and_clock(to) };
        format!("{}–{to}", self.clock_on(date, from))
    }

    /// Two times, with their days where these differ.
    pub fn both(self, from: Timestamp, to: Timestamp) -> (String, String) {
        if self.zone.civil(from).0 == self.zone.civil(to).0 {
            (self.clock(from), self.clock(to))
        } else {
            (self.day_and_clock(from), self.day_and_clock(to))
        }
    }
}
