//! Calendars to subscribe to: of everything, and by day, room, track, language and speaker.

use std::{env, fs, path::Path, process::Command};

use tidetable::{
    agenda::published::{Before, Color, Head, calendar, events},
    app::colors,
    export::Site,
    i18n,
    schedule::{Schedule, is_web_link},
    time::Timestamp,
    view::{Feed, session_path},
};

use super::Failure;

/// Writes them. `BEFORE` is a folder or an address of the site as it was published before: what is there tells which sessions have changed
/// since.
///
/// # Errors
/// Where it is named and can't be had: calendars would take each session for one that was never changed.
pub fn add(schedule: &Schedule, site: Option<&Site>, now: Timestamp, staging: &Path) -> Result<(), Failure> {
    let before = env::var("BEFORE").unwrap_or_default();
    let before = if before.is_empty() {
        String::new()
    } else {
        published(&before, &Feed::Everything.path().unwrap_or_default())?
    };
    let link = |id: &str| Some(site?.address(&session_path(id)?));
    let events = events(schedule, link, &Before::read(&before), now);
    let color = schedule.color.as_deref();
    let color = color.and_then(|exact| Some(Color { name: colors::name(exact)?, exact }));
    for feed in Feed::all(schedule) {
        let Some(path) = feed.path() else { continue };
        let source = site.map(|site| site.address(&path));
        let name = i18n::feed(&feed, schedule);
        let head = Head { name: &name, color, source: source.as_deref() };
        let held = schedule.sessions.iter().zip(&events).filter(|(session, _)| feed.holds(session, schedule));
        let path = staging.join(path);
        fs::create_dir_all(path.parent().unwrap_or(staging))?;
        fs::write(path, calendar(&head, held.map(|(_, event)| event.as_str())))?;
    }
    Ok(())
}

/// A file of the site as it was published before.
fn published(before: &str, path: &str) -> Result<String, Failure> {
    let file = format!("{}/{path}", before.trim_end_matches('/'));
    if !is_web_link(&file) {
        return fs::read_to_string(&file).map_err(|error| format!("BEFORE: {file}: {error}").into());
    }
    let fetched = Command::new("curl")
        .args(["--fail", "--silent", "--show-error", "--location", "--max-time", "120", "--", &file])
        .output()
        .map_err(|error| format!("BEFORE: {file}: curl, which fetches it, can't be started: {error}"))?;
    if !fetched.status.success() {
        return Err(format!("BEFORE: {file}: {}", String::from_utf8_lossy(&fetched.stderr).trim()).into());
    }
    Ok(String::from_utf8(fetched.stdout)?)
}
