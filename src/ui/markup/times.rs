//! How times are read.

use crate::{
    time::{Date, HourCycle, Instant, Zone, clock},
    ui::words,
};

/// The zone and the clock that times are read by.
#[derive(Clone, Copy)]
pub struct Times<'a> {
    pub zone: &'a Zone,
    pub cycle: HourCycle,
}

impl Times<'_> {
    /// As the worker is told: `12` or `23`, and the zone.
    pub fn to_text(self) -> String {
        let cycle = if self.cycle == HourCycle::H12 { "12" } else { "23" };
        format!("{cycle} {}", self.zone.to_text())
    }

    /// Reads what [`Times::to_text`] wrote.
    pub fn read(text: &str) -> Option<(Zone, HourCycle)> {
        let (cycle, zone) = text.split_once(' ')?;
        Some((Zone::from_text(zone)?, if cycle == "12" { HourCycle::H12 } else { HourCycle::H23 }))
    }

    pub fn clock(self, at: Instant) -> String {
        clock(self.zone.civil(at).1, self.cycle)
    }

    /// `Mon 22 17:00`
    pub fn day_and_clock(self, at: Instant) -> String {
        format!("{} {}", words::short_day(self.zone.civil(at).0), self.clock(at))
    }

    /// `17:00` on that date, else with the day it is on: `Tue 23 17:00`.
    pub fn clock_on(self, date: Date, at: Instant) -> String {
        if self.zone.civil(at).0 == date { self.clock(at) } else { self.day_and_clock(at) }
    }

    /// `17:00–17:50`, each with its day where that is not the date.
    pub fn from_to_on(self, date: Date, from: Instant, to: Instant) -> String {
        let (start, end) = (self.zone.civil(from).0, self.zone.civil(to).0);
        let to = if end == start { self.clock(to) } else { self.day_and_clock(to) };
        format!("{}–{to}", self.clock_on(date, from))
    }

    /// Two times, with their days where these differ.
    pub fn both(self, from: Instant, to: Instant) -> (String, String) {
        if self.zone.civil(from).0 == self.zone.civil(to).0 {
            (self.clock(from), self.clock(to))
        } else {
            (self.day_and_clock(from), self.day_and_clock(to))
        }
    }
}
