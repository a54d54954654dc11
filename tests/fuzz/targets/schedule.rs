//! A schedule file: any text is read or refused, and what is read can be shown.
#![no_main]

use tidetable::{app::templates, i18n, schedule::Schedule, time::Zone, view::search::Highlights};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(schedule) = Schedule::read(text, |_, _| Zone::utc()) {
        let values = schedule.all_values(i18n::by_name);
        let _ = (templates::controls(&schedule, &values, true), templates::parts(&schedule, &values));
        for session in &schedule.sessions {
            assert!(session.start <= session.end);
            assert!(schedule.session(&session.id).is_some_and(|other| other.id == session.id));
            let _ = templates::row_text(session, &Highlights::default());
        }
    }
});
