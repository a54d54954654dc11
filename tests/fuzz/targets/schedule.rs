//! A schedule file: any text is read or refused, and what is read can be shown.
#![no_main]

use tidetable::{schedule::Schedule, time::Zone, ui::markup};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(schedule) = Schedule::read(tidetable::json::parse, text, |_, _| Zone::utc()) {
        let _ = markup::all_parts(&schedule);
        for session in &schedule.sessions {
            assert!(session.start <= session.end);
            assert!(schedule.session(&session.id).is_some_and(|other| other.id == session.id));
            let _ = markup::what(session);
        }
    }
});
