//! The build step after Trunk: writes the schedule's page into the `index.html` that Trunk staged, puts the schedule
//! file, the manifest and the service worker beside it, and compresses what compresses.
//!
//! Trunk runs it as a post-build hook. `SCHEDULE` names the schedule file, as `schedule` writes it; by default IstioCon's. `SITE` is the
//! address that the site will be published at, where that is known, and `BEFORE` where it was before.

mod before;
mod calendars;
mod exports;
mod files;
mod icons;
mod landing;
mod manifest;
mod page;
mod picture;
mod preview;
mod programs;
mod script;
mod template;
mod worker;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::SystemTime,
};

use minijinja::context;
use tidetable::{
    app::colors,
    export::Site,
    i18n::{self, LOCALES, Locale},
    import, json,
    schedule::Schedule,
    time::Timestamp,
};

use before::Before;
use files::{add_script, add_style, contains, integrity, short_digest};
use landing::LandingPages;
use page::{TemplateValues, map_inline};
use script::{Kind, minified};
use worker::Page;

type Failure = Box<dyn std::error::Error>;

/// The program that reads what a person opens.
const IMPORTER: &str = "importer";

const DEFAULT_SCHEDULE: &str = "public/istiocon-2021.json";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Failure> {
    let staging = PathBuf::from(
        env::var_os("TRUNK_STAGING_DIR").ok_or("TRUNK_STAGING_DIR is not set: Trunk runs this")?,
    );
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let source =
        env::var("SCHEDULE").ok().filter(|path| !path.is_empty()).unwrap_or_else(|| DEFAULT_SCHEDULE.into());

    let json = fs::read_to_string(&source).map_err(|error| format!("{source}: {error}"))?;
    let file = json::parse(json.trim_start_matches('\u{feff}'))?;
    // What else is wrong in it `schedule` has told.
    if let Some(missing) = import::missing(&file).first() {
        return Err(format!("{source}: {missing}").into());
    }
    let schedule = Schedule::read(&json, import::zone).map_err(|error| i18n::file_failed(&error))?;
    let published = published_name(Path::new(&source));
    fs::write(staging.join(&published), &json)?;
    copy_images(&schedule, Path::new(&source), &staging)?;
    let mut exports = exports::add(&schedule, &json, &published, &staging)?;
    let site = env::var("SITE").ok().filter(|site| !site.is_empty());
    let site = site.map(|site| Site::parse(&site)).transpose()?;
    let (before, now) = (Before::named(), build_time()?);
    let events = calendars::events_of(&schedule, site.as_ref(), before.as_ref(), now)?;
    calendars::add(&schedule, &events, site.as_ref(), &staging)?;
    if let Some(site) = &site {
        exports.links += &exports::add_changes(&schedule, site, before.as_ref(), &published, now, &staging)?;
    }
    let has_picture = picture::add(&schedule, &staging)?;

    let index = staging.join("index.html");
    let mut template = fs::read_to_string(&index)?.replace("</head>", "\n</head>");
    // What loads longest is asked for first.
    let (preload, others): (Vec<_>, Vec<_>) =
        template.lines().partition(|line| line.contains("rel=\"preload\""));
    template =
        others.join("\n").replacen("{{policy}}", &format!("{{{{policy}}}}\n{}", preload.join("\n")), 1);
    if release {
        let mut failure = None;
        template = map_inline(&template, "script", |script| {
            // What takes the place of a placeholder is minified already.
            if script.starts_with("{{") {
                return script.to_owned();
            }
            minified(script, Kind::Classic).unwrap_or_else(|error| {
                failure.get_or_insert(error);
                String::new()
            })
        });
        if let Some(failure) = failure {
            return Err(failure);
        }
        // One sheet, and one script, needs one hash in the policy. An empty line keeps two apart: the glue may not be run, which the script
        // after it tells.
        template = template.replace("</style>\n<style>", "").replace("</script>\n<script>", "\n");
        template = map_inline(&template, "style", |style| {
            minifier::css::minify(style).map_or_else(|_| style.to_owned(), |short| short.to_string())
        });
    }
    if let Some((staged, name)) = icons::add(&staging, schedule.color.as_deref().and_then(colors::icon))? {
        template = template.replace(&staged, &name);
    }
    let staged = programs::take_staged(&staging)?;
    let program = programs::add_page(&staging, release)?;
    template = template.replace(&staged, &program.wasm);
    let search_worker = programs::add_worker(&staging, "worker", release)?;
    let importer = programs::add_worker(&staging, IMPORTER, release)?;
    let deferred = add_style(&staging, release)?;
    let offline = fs::read_to_string("src/offline.js")?;
    let deferred_integrity = integrity(&staging.join(&deferred))?;
    let offline = self::template::render(
        "offline.js",
        &offline,
        context! { search_worker, importer, deferred, deferred_integrity },
    )?;
    let offline = add_script(&staging, "offline", offline, release)?;
    template = page::with_integrity(&template, &offline, &program.wasm, &staging)?;
    // Of a catalogue the page carries what its program has; the whole of it is for what is loaded later.
    let wasm = fs::read(staging.join(&program.wasm))?;
    let is_needed = |english: &str| contains(&wasm, english);
    let schedule = Arc::new(schedule);
    let mut pages = vec![];
    for locale in &LOCALES {
        locale.set();
        fs::write(staging.join(manifest::name(locale)), manifest::text(&schedule, &staging)?)?;
        let words = if locale.is_english() {
            String::new()
        } else {
            let all = locale.catalogue_text(|_| true);
            let name = format!("{}-{}.txt", locale.tag, short_digest(&all));
            fs::write(staging.join(&name), all)?;
            let words = locale.catalogue_text(is_needed);
            format!("<script id=\"_words\" type=\"text/plain\" data-all=\"./{name}\">{words}</script>")
        };
        let names = TemplateValues {
            schedule: published.clone(),
            exports: exports.links.clone(),
            preview: preview::of_page(&schedule, site.as_ref(), has_picture),
            offline: offline.clone(),
            deferred: deferred.clone(),
            glue: program.glue.clone(),
            style: colors::style(schedule.color.as_deref(), &schedule.tracks),
            words,
        };
        let text = page::fill(&template, schedule.clone(), &json, &names, release)?;
        let (name, address) = (locale.page.to_owned(), locale.address().to_owned());
        pages.push(Page { locale, name, address, text, is_on_demand: false });
        let text = page::fill_opened(&template, &schedule, &names, release)?;
        let name = locale.opened_page();
        pages.push(Page { locale, address: name.clone(), name, text, is_on_demand: true });
    }
    for Page { name, text, .. } in &pages {
        fs::write(staging.join(name), text)?;
    }
    if release {
        worker::add_worker(&staging, &pages, &published)?;
    }
    // Behind the service worker, which keeps nothing of these.
    let landing_pages = LandingPages {
        schedule: &schedule,
        site: site.as_ref(),
        has_picture,
        events: &events,
        staging: &staging,
        release,
    };
    let paths = landing_pages.write()?;
    if let Some(site) = &site {
        let mut all: Vec<&str> = LOCALES.iter().map(Locale::address).collect();
        all.extend(paths.iter().map(String::as_str));
        exports::add_sitemap(site, &all, &staging)?;
    }
    if release {
        files::compress(&staging, &exports.files)?;
    }
    Ok(())
}

/// The moment of the build: that which the environment names, for builds that are to be the same again (reproducible-builds.org,
/// `SOURCE_DATE_EPOCH`), else now.
fn build_time() -> Result<Timestamp, Failure> {
    let named = env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let now =
        || Ok::<_, Failure>(SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs().try_into()?);
    Ok(Timestamp(named.map_or_else(now, Ok)?))
}

/// Copies the conference's pictures from the folder of its schedule, where `schedule` has put them.
fn copy_images(schedule: &Schedule, source: &Path, staging: &Path) -> Result<(), Failure> {
    for (kind, address) in schedule.guide().images() {
        let path = kind.path(address);
        let copy = source.with_file_name(&path);
        if copy.exists() {
            fs::create_dir_all(staging.join("images"))?;
            fs::copy(copy, staging.join(path))?;
        }
    }
    Ok(())
}

/// The name of the schedule file on the site: its own, as far as that needs no escaping in an address.
fn published_name(source: &Path) -> String {
    let stem = source.file_stem().unwrap_or_default().to_string_lossy();
    let safe = |c: char| if c.is_ascii_alphanumeric() || "-_".contains(c) { c } else { '-' };
    format!("{}.json", stem.chars().map(safe).collect::<String>())
}
