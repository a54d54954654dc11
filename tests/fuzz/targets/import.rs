//! What an organiser publishes, in whatever form: any file is read or refused, and what is read can be made a page of.
#![no_main]

use tidetable::{
    app::templates,
    import::{self, Settings},
    schedule::Schedule,
    view::search::Highlights,
};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(imported) = import::read(bytes) {
        let settings = Settings { timezone: Some("Europe/Berlin".into()), id: Some("c".into()), ..Settings::default() };
        let file = import::merge(vec![("one".into(), imported)], &settings).schedule;
        if let Ok(schedule) = Schedule::read(&file.to_string(), import::zone) {
            let _ = import::check(&file, &schedule, |_| true);
            for session in &schedule.sessions {
                let _ = templates::row_text(session, &Highlights::default());
            }
        }
    }
});
