//! The web app manifest, with what it names.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::json;
use tidetable::{
    app::colors::{DARK, LIGHT},
    i18n::{self, Locale},
    schedule::Schedule,
};

use super::{Failure, icons::ICONS};

/// The name of the web app manifest in a language.
pub fn name(locale: &Locale) -> String {
    if locale.is_english() {
        return "manifest.webmanifest".to_owned();
    }
    Path::new(locale.page).with_extension("webmanifest").display().to_string()
}

/// The web app manifest (W3C), in the language that is spoken. Screenshots are those of `public/` where there are some of this
/// conference: `ID-narrow.png`, `ID-wide.png`.
pub fn text(schedule: &Schedule, staging: &Path) -> Result<String, Failure> {
    let mut icons = vec![];
    for (name, size, purpose) in ICONS {
        icons.push(json!({ "src": name, "sizes": size, "type": "image/png", "purpose": purpose }));
    }
    let mut screenshots = vec![];
    for (form, size) in [("narrow", "780x1688"), ("wide", "1280x800")] {
        let name = format!("{}-{form}.png", schedule.id);
        let source = Path::new("public/screenshots").join(&name);
        if source.exists() {
            fs::copy(source, staging.join(&name))?;
            screenshots.push(json!({
                "src": name, "sizes": size, "type": "image/png", "form_factor": form,
                "label": i18n::page_title(schedule),
            }));
        }
    }
    let shortcut = |name: &str, url: &str| json!({ "name": name, "url": url });
    let manifest = json!({
        // Resolved against the origin, not the path: only the conference's id tells sites of one host apart.
        "id": format!("tidetable-{}", schedule.id),
        "name": i18n::page_title(schedule),
        "short_name": schedule.name.chars().take(24).collect::<String>(),
        "description": i18n::description(schedule),
        "lang": Locale::current().tag,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "theme_color": LIGHT,
        "background_color": LIGHT,
        "user_preferences": { "color_scheme": { "dark": { "theme_color": DARK, "background_color": DARK } } },
        "icons": icons,
        "screenshots": screenshots,
        "file_handlers": [{ "action": "./", "accept": ACCEPTED.iter().copied().collect::<BTreeMap<_, _>>() }],
        "shortcuts": [shortcut(&i18n::NOW, "./#now"), shortcut(&i18n::AGENDA, "./?view=agenda")],
    });
    Ok(serde_json::to_string_pretty(&manifest)?)
}

/// The files that a conference can be opened from (W3C Web App Manifest, `file_handlers`), by their media types.
const ACCEPTED: [(&str, [&str; 1]); 4] = [
    ("application/json", [".json"]),
    ("application/xml", [".xml"]),
    ("text/calendar", [".ics"]),
    ("text/csv", [".csv"]),
];
