//! A share code: any text is read or refused, and what is read is of the schedule.
#![no_main]

use std::sync::LazyLock;

use tidetable::{agenda::share, schedule::Schedule, time::Zone};

static SCHEDULE: LazyLock<Schedule> = LazyLock::new(|| {
    let file = include_str!("../../../public/istiocon-2021.json");
    Schedule::read(file, |_, _| Zone::utc()).expect("it is a schedule")
});

libfuzzer_sys::fuzz_target!(|code: &str| {
    if let Ok(shared) = share::read(code, &SCHEDULE) {
        assert!(shared.picks.iter().all(|(index, _)| *index < SCHEDULE.sessions.len()));
    }
});
