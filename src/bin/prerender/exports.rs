//! The schedule in the forms that other programs read.

use std::{fs, path::Path};

use maud::html;
use tidetable::{
    export::{FrabSchedule, Site, sitemap},
    schedule::{Schedule, version},
};

use super::Failure;

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
