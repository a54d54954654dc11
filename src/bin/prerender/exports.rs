//! The schedule in the forms that other programs read.

use std::{fs, path::Path};

use maud::html;
use tidetable::{
    export::{AtomEntry, FrabSchedule, Site, atom, sitemap},
    i18n, import,
    schedule::{Schedule, version},
    time::Timestamp,
};

use super::{Failure, before::Before};

/// The schedule as other programs read it.
#[derive(Default)]
pub struct Exports {
    /// Elements for the page's head.
    pub links: String,
    /// The names of the files.
    pub files: Vec<String>,
}

/// Writes the schedule as other programs read it, and returns the links by which they find it (HTML Living Standard, section 4.6.7.1),
/// with the media types that are registered for it. `published` is the name that the schedule file itself has.
pub fn add(schedule: &Schedule, json: &str, published: &str, staging: &Path) -> Result<Exports, Failure> {
    let Some(exported) = FrabSchedule::new(schedule, &version(json)) else {
        return Ok(Exports::default());
    };
    let json_name = if published == "schedule.json" { "frab.json" } else { "schedule.json" };
    fs::write(staging.join("schedule.xml"), exported.xml())?;
    fs::write(staging.join(json_name), exported.json())?;
    let links = html! {
        link rel="alternate" type="application/vnd.c3voc.schedule+xml" href="schedule.xml";
        link rel="alternate" type="application/vnd.c3voc.schedule+json" href=(json_name);
    };
    let files = ["schedule.xml", json_name].map(str::to_owned).into();
    Ok(Exports { links: links.into_string(), files })
}

/// Writes where search engines find which pages there are, by their paths. They look for `robots.txt` (RFC 9309) at the root of a host
/// alone: of a site below a path they have to be told `sitemap.xml`.
pub fn add_sitemap(site: &Site, paths: &[&str], staging: &Path) -> Result<(), Failure> {
    fs::write(staging.join("sitemap.xml"), sitemap(site, paths.iter().copied()))?;
    let robots = format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", site.address("sitemap.xml"));
    Ok(fs::write(staging.join("robots.txt"), robots)?)
}

/// The feed of what has changed.
const CHANGES: &str = "changes.atom";

/// Writes the feed of what has changed since the site was published before, with what it said then, and returns the link to it. `file`
/// is the name of the schedule file on the site.
///
/// # Errors
/// Where the site as it was before is named and has no schedule.
pub fn add_changes(
    schedule: &Schedule,
    site: &Site,
    before: Option<&Before>,
    file: &str,
    now: Timestamp,
    staging: &Path,
) -> Result<String, Failure> {
    let mut entries = Vec::new();
    if let Some(before) = before {
        let old =
            Schedule::read(&before.file(file)?, import::zone).map_err(|error| i18n::file_failed(&error))?;
        entries = AtomEntry::since(&old, schedule, site, now);
        // It may be from before there was such a feed.
        entries.extend(AtomEntry::read(&before.file(CHANGES).unwrap_or_default()));
    }
    fs::write(staging.join(CHANGES), atom(&entries, schedule, site, CHANGES, now))?;
    Ok(html! { link rel="alternate" type="application/atom+xml" href=(CHANGES); }.into_string())
}
