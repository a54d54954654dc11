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

/// What calendars say of the sessions, in the order of the schedule. `BEFORE` is a folder or an address of the site as it was published
/// before: what is there tells which sessions have changed since.
///
/// # Errors
/// Where it is named and can't be had: calendars would take each session for one that was never changed.
pub fn events_of(schedule: &Schedule, site: Option<&Site>, now: Timestamp) -> Result<Vec<String>, Failure> {
    let before = env::var("BEFORE").ok().filter(|before| !before.is_empty());
    let everything = Feed::Everything.path().unwrap_or_default();
    let before = before.map(|before| published(&before, &everything)).transpose()?.unwrap_or_default();
    let link = |id: &str| Some(site?.address(&session_path(id)?));
    Ok(events(schedule, link, &Before::read(&before), now))
}

/// Writes the calendars of a schedule, of its events.
pub fn add(
    schedule: &Schedule,
    events: &[String],
    site: Option<&Site>,
    staging: &Path,
) -> Result<(), Failure> {
    let color = schedule.color.as_deref();
    let color = color.and_then(|exact| Some(Color { name: colors::name(exact)?, exact }));
    fs::create_dir_all(staging.join("calendar"))?;
    let mut feeds = Feed::all(schedule);
    if feeds.is_empty() {
        // Who subscribes before there is a session is told of the first.
        feeds.push((Feed::Everything, Vec::new()));
    }
    for (feed, held) in feeds {
        let Some(path) = feed.path() else { continue };
        let source = site.map(|site| site.address(&path));
        let name = i18n::feed(&feed, schedule);
        let head = Head { name: &name, color, source: source.as_deref() };
        let held = held.into_iter().map(|index| events[index].as_str());
        fs::write(staging.join(path), calendar(&head, held))?;
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
