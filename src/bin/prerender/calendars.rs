//! Calendars to subscribe to: of everything, and by day, room, track, language and speaker.

use std::{fs, path::Path};

use tidetable::{
    agenda::published::{self, Color, Head, calendar, events},
    app::colors,
    export::Site,
    i18n,
    schedule::Schedule,
    time::Timestamp,
    view::{Feed, session_path},
};

use super::{Failure, before::Before};

/// What calendars say of the sessions, in the order of the schedule: which have changed is told by what was published before.
///
/// # Errors
/// Where that is named and can't be had: calendars would take each session for one that was never changed.
pub fn events_of(
    schedule: &Schedule,
    site: Option<&Site>,
    before: Option<&Before>,
    now: Timestamp,
) -> Result<Vec<String>, Failure> {
    let everything = Feed::Everything.path().unwrap_or_default();
    let before = before.map(|before| before.file(&everything)).transpose()?.unwrap_or_default();
    let link = |id: &str| Some(site?.address(&session_path(id)?));
    Ok(events(schedule, link, &published::Before::read(&before), now))
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
        // Who subscribes before there is a session gets the first one when it comes.
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
