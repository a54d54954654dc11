//! The build step after Trunk: writes the schedule's page into the `index.html` that Trunk staged, puts the schedule
//! file, the manifest and the service worker beside it, and compresses what compresses.
//!
//! Trunk runs it as a post-build hook. `SCHEDULE` names the schedule file, by default IstioCon's.

mod wasm;

use std::{
    collections::{HashMap, HashSet},
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    str::FromStr,
    sync::Arc,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use brotli::enc::{BrotliEncoderParams, backward_references::BrotliEncoderMode};
use chrono::{DateTime, Offset, TimeZone};
use leptos::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tidetable::{
    schedule::{Schedule, version},
    time::{Instant, Zone},
    ui::{
        Model, app, markup,
        words::{self, Tongue},
    },
    view::{Extent, Visible},
};

type Failure = Box<dyn std::error::Error>;

const DEFAULT_SCHEDULE: &str = "public/istiocon-2021.json";
const WORKER: &str = "sw.js";

fn main() -> Result<(), Failure> {
    let staging = PathBuf::from(
        env::var_os("TRUNK_STAGING_DIR").ok_or("TRUNK_STAGING_DIR is not set: Trunk runs this")?,
    );
    let release = env::var("TRUNK_PROFILE").is_ok_and(|profile| profile == "release");
    let source =
        env::var("SCHEDULE").ok().filter(|path| !path.is_empty()).unwrap_or_else(|| DEFAULT_SCHEDULE.into());

    let json = fs::read_to_string(&source).map_err(|error| format!("{source}: {error}"))?;
    let schedule = Schedule::read::<Value>(&json, zone).map_err(|error| words::file_failed(&error))?;
    for problem in &schedule.problems {
        eprintln!("{source}: left out: {}", words::problem(problem));
    }
    let published = published_name(Path::new(&source));
    fs::write(staging.join(&published), &json)?;

    let index = staging.join("index.html");
    let mut template = fs::read_to_string(&index)?.replace("</head>", "\n</head>");
    // What loads longest is asked for first.
    let early = |line: &&str| line.contains("rel=\"preload\"") || line.contains("rel=\"modulepreload\"");
    let (preloads, others): (Vec<_>, Vec<_>) = template.lines().partition(early);
    template =
        others.join("\n").replacen("{{policy}}", &format!("{{{{policy}}}}\n{}", preloads.join("\n")), 1);
    if release {
        template = map_inline(&template, "script", |script| minifier::js::minify(script).to_string());
        // One sheet, and one script, needs one hash in the policy.
        template = template.replace("</style>\n<style>", "").replace("</script>\n<script>", "\n");
        template = map_inline(&template, "style", |style| {
            minifier::css::minify(style).map_or_else(|_| style.to_owned(), |short| short.to_string())
        });
        shorten_app(&staging)?;
    }
    let beside = add_beside(&staging)?;
    let later = add_style(&staging, release)?;
    let offline = fs::read_to_string("src/offline.js")? + &fs::read_to_string("src/desk.js")?;
    let offline = offline
        .replace("{{beside}}", &beside)
        .replace("{{later}}", &later)
        .replace("{{later_integrity}}", &integrity(&staging, &later)?);
    let offline = add_script(&staging, "offline", offline, release)?;
    template = with_integrity(&template, &offline, &staging)?;
    let names = [("schedule", &*published), ("offline", &offline), ("later", &later)];
    // Of the Chinese words the page carries those that its program has; all of them are for the one beside it.
    let program = program(&staging)?;
    let is_needed = |english: &str| contains(&program, english);
    let all_words = words::catalogue_text(|_| true);
    let words_name = format!("zh-{}.txt", short_digest(&all_words));
    fs::write(staging.join(&words_name), all_words)?;
    let schedule = Arc::new(schedule);
    let mut pages = vec![];
    for tongue in Tongue::ALL {
        tongue.speak();
        fs::write(staging.join(manifest_name(tongue)), manifest(&schedule, &staging)?)?;
        let words = match tongue {
            Tongue::English => String::new(),
            Tongue::Chinese => format!(
                "<script id=\"words\" type=\"text/plain\" data-all=\"./{words_name}\">{}</script>",
                words::catalogue_text(is_needed)
            ),
        };
        let page =
            fill(&template, schedule.clone(), &json, &[&names[..], &[("words", &*words)]].concat(), release)?;
        fs::write(staging.join(tongue.page()), &page)?;
        pages.push((tongue.page(), page));
    }
    if release {
        add_worker(&staging, &pages, &published)?;
        compress(&staging)?;
    }
    Ok(())
}

/// Adds to the page what the modules it imports are held to (HTML Living Standard, import maps; as an attribute too, for browsers
/// that know only that), and to the wasm's preload what `boot.js` holds it to: browsers know of no preload of that kind that
/// does.
fn with_integrity(template: &str, offline: &str, staging: &Path) -> Result<String, Failure> {
    let address = |start: &str| {
        let preload = template.split(start).nth(1).ok_or("Trunk wrote no such preload")?;
        let (_, rest) = preload.split_once("href=\"").ok_or("a preload has no address")?;
        rest.split_once('"').map(|(address, _)| address).ok_or("a preload's address is not closed")
    };
    let (glue, wasm) = (address("<link rel=\"modulepreload\"")?, address("<link rel=\"preload\"")?);
    let digest = integrity(staging, glue)?;
    let map = json!({ "integrity": { glue: &*digest, offline: integrity(staging, offline)? } });
    let map = format!(
        "<script type=\"importmap\">{map}</script>\n<link rel=\"modulepreload\" integrity=\"{digest}\""
    );
    let held = format!("data-integrity=\"{}\" href=\"{wasm}\"", integrity(staging, wasm)?);
    Ok(template.replacen("<link rel=\"modulepreload\"", &map, 1).replacen(
        &format!("href=\"{wasm}\""),
        &held,
        1,
    ))
}

/// The digest of a staged file, by its address, as browsers hold files to it (W3C Subresource Integrity).
fn integrity(staging: &Path, address: &str) -> Result<String, Failure> {
    let bytes = fs::read(staging.join(address.trim_start_matches("./")))?;
    Ok(format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes))))
}

/// The page's wasm.
fn program(staging: &Path) -> Result<Vec<u8>, Failure> {
    let names = fs::read_dir(staging)?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let is_program = |name: &String| name.starts_with("tidetable-") && name.ends_with(".wasm");
    let name = names.into_iter().find(is_program).ok_or("Trunk staged no wasm of the page")?;
    Ok(fs::read(staging.join(name))?)
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// Writes a module under a name with a digest of it; returns its address.
fn add_script(staging: &Path, stem: &str, mut module: String, release: bool) -> Result<String, Failure> {
    if release {
        module = minifier::js::minify(&module).to_string();
    }
    let name = format!("{stem}-{}.js", short_digest(&module));
    fs::write(staging.join(&name), module)?;
    Ok(format!("./{name}"))
}

/// Writes the style of what is not on the page when it opens under a name with a digest of it; returns its address.
fn add_style(staging: &Path, release: bool) -> Result<String, Failure> {
    let mut style = fs::read_to_string("style/later.css")?;
    if release {
        style = minifier::css::minify(&style)?.to_string();
    }
    let name = format!("later-{}.css", short_digest(&style));
    fs::write(staging.join(&name), style)?;
    Ok(format!("./{name}"))
}

/// Gives the program that works beside the page, which Trunk staged without, a digest in its names; returns the address of
/// the script that starts it.
fn add_beside(staging: &Path) -> Result<String, Failure> {
    let [glue, wasm] = ["worker.js", "worker_bg.wasm"].map(|name| staging.join(name));
    let digest = short_digest([fs::read(&glue)?, fs::read(&wasm)?].concat());
    let (glue_name, wasm_name) = (format!("worker-{digest}.js"), format!("worker-{digest}_bg.wasm"));
    fs::rename(glue, staging.join(&glue_name))?;
    fs::rename(wasm, staging.join(&wasm_name))?;
    let start = fs::read_to_string("src/worker.js")?;
    let start = start
        .replace("{{glue}}", &glue_name)
        .replace("{{wasm}}", &wasm_name)
        .replace("{{wasm_integrity}}", &integrity(staging, &wasm_name)?);
    add_script(staging, "beside", start, false)
}

/// The first twelve hexadecimal digits of the SHA-256: enough to tell versions apart.
fn short_digest(text: impl AsRef<[u8]>) -> String {
    Sha256::digest(text).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Writes the service worker for what is staged, and into the pages (by the names of their files) which version they are of.
/// The version is a digest of all that it consists of, the pages without the version included.
fn add_worker(staging: &Path, pages: &[(&str, String)], published: &str) -> Result<(), Failure> {
    let digest = |bytes: &[u8]| BASE64_STANDARD.encode(Sha256::digest(bytes));
    let template = fs::read_to_string(Path::new("public").join(WORKER))?;
    let mut files = serde_json::Map::new();
    let mut names: Vec<_> = fs::read_dir(staging)?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| {
            [".js", ".css", ".wasm", ".svg", ".txt", ".webmanifest"]
                .iter()
                .any(|ending| name.ends_with(ending))
        })
        .collect();
    names.sort();
    for name in names {
        files.insert(name.clone(), digest(&fs::read(staging.join(&name))?).into());
    }
    files.insert(published.to_owned(), Value::Null);
    let mut all = Value::from(files.clone()).to_string() + &template;
    all.extend(pages.iter().map(|(_, page)| &**page));
    let version = short_digest(&all);

    for (name, page) in pages {
        let page = page.replacen(NO_BUILD, &format!("data-worker=\"{WORKER}\" data-build=\"{version}\""), 1);
        fs::write(staging.join(name), &page)?;
        let path = if *name == "index.html" { "./" } else { name };
        files.insert(path.into(), digest(page.as_bytes()).into());
    }
    let worker = template.replacen("{{version}}", &version, 1).replacen(
        "{{files}}",
        &Value::from(files).to_string(),
        1,
    );
    fs::write(staging.join(WORKER), worker)?;
    Ok(())
}

/// The places of [`add_worker`] as they stand in a page that has none.
const NO_BUILD: &str = "data-worker=\"\" data-build=\"\"";

/// The name of the web app manifest in a language.
fn manifest_name(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::English => "manifest.webmanifest",
        Tongue::Chinese => "zh.webmanifest",
    }
}

/// The web app manifest (W3C), in the language that is spoken. Icons and screenshots are those of `public/`, the latter where there are some of this
/// conference: `ID-narrow.png`, `ID-wide.png`.
fn manifest(schedule: &Schedule, staging: &Path) -> Result<String, Failure> {
    let mut icons = vec![];
    for (name, size, purpose) in ICONS {
        fs::copy(Path::new("public").join(name), staging.join(name))?;
        icons.push(json!({ "src": name, "sizes": size, "type": "image/png", "purpose": purpose }));
    }
    fs::copy("public/apple-touch-icon.png", staging.join("apple-touch-icon.png"))?;
    let mut screenshots = vec![];
    for (form, size) in [("narrow", "780x1688"), ("wide", "1280x800")] {
        let name = format!("{}-{form}.png", schedule.id);
        let source = Path::new("public/screenshots").join(&name);
        if source.exists() {
            fs::copy(source, staging.join(&name))?;
            screenshots.push(json!({
                "src": name, "sizes": size, "type": "image/png", "form_factor": form,
                "label": words::page_title(schedule),
            }));
        }
    }
    let shortcut = |name: &str, url: &str| json!({ "name": name, "url": url });
    let manifest = json!({
        // Resolved against the origin, not the path: only the conference's id tells sites of one host apart.
        "id": format!("tidetable-{}", schedule.id),
        "name": words::page_title(schedule),
        "short_name": schedule.name.chars().take(24).collect::<String>(),
        "description": words::description(schedule),
        "lang": Tongue::spoken().tag(),
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "theme_color": LIGHT,
        "background_color": LIGHT,
        "user_preferences": { "color_scheme": { "dark": { "theme_color": DARK, "background_color": DARK } } },
        "icons": icons,
        "screenshots": screenshots,
        "shortcuts": [shortcut(&words::NOW, "./#now"), shortcut(&words::AGENDA, "./?view=agenda")],
    });
    Ok(serde_json::to_string_pretty(&manifest)?)
}

const ICONS: [(&str, &str, &str); 3] = [
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("icon-maskable-512.png", "512x512", "maskable"),
];

/// `--paper` of `style/tokens.css`, in the light and in the dark theme.
const LIGHT: &str = "#fcfbf8";
const DARK: &str = "#15181b";

/// The venue's zone; UTC for one that the database does not have, as in the browser.
fn zone(name: &str, instants: &[Instant]) -> Zone {
    let Ok(zone) = chrono_tz::Tz::from_str(name) else { return Zone::utc() };
    Zone::probe(name, instants, |at| {
        let utc = DateTime::from_timestamp(at.0, 0).unwrap_or_default().naive_utc();
        zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()
    })
}

/// The name of the schedule file on the site: its own, as far as that needs no escaping in an address.
fn published_name(source: &Path) -> String {
    let stem = source.file_stem().unwrap_or_default().to_string_lossy();
    let safe = |c: char| if c.is_ascii_alphanumeric() || "-_".contains(c) { c } else { '-' };
    format!("{}.json", stem.chars().map(safe).collect::<String>())
}

/// Fills the template's places, each `{{name}}`, exactly once: what is filled in is not looked through again.
fn fill(
    template: &str,
    schedule: Arc<Schedule>,
    json: &str,
    names: &[(&str, &str)],
    release: bool,
) -> Result<String, Failure> {
    let tongue = Tongue::spoken();
    let visible = Model::new(schedule.clone()).visible.get_untracked();
    let on_page = ids_on_page(&schedule, &visible);
    let policy = if release { policy(template) } else { String::new() };
    let mut page = String::with_capacity(template.len() + json.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").ok_or("index.html: a place is not closed")?;
        page.push_str(before);
        match name {
            "policy" => page.push_str(&policy),
            "app" => page.push_str(&render(schedule.clone())),
            "index" => page.push_str(&index(json, on_page.as_ref())?),
            "words" => {
                page.push_str(names.iter().find(|(name, _)| *name == "words").map_or("", |(_, words)| words))
            }
            "rest" => {
                let rest = markup::rest(&schedule, &visible);
                if !rest.is_empty() {
                    let style = names.iter().find(|(name, _)| *name == "later").map_or("", |(_, file)| file);
                    let style = format!("<link rel=\"stylesheet\" href=\"{style}\">");
                    page.push_str(&format!(
                        "<noscript>{style}<div class=\"timeline rest\">{rest}</div></noscript>"
                    ));
                }
            }
            // In watch mode Trunk adds a script with places of its own, filled when it serves the page.
            trunks if trunks.starts_with("__TRUNK") => page.push_str(&format!("{{{{{trunks}}}}}")),
            _ => page.push_str(&escape(&match name {
                "language" => tongue.tag().to_owned(),
                "manifest" => manifest_name(tongue).to_owned(),
                "title" => words::page_title(&schedule),
                "description" => words::description(&schedule),
                "schedule" | "offline" => {
                    names.iter().find(|(place, _)| *place == name).map_or("", |(_, file)| file).to_owned()
                }
                "conference" => schedule.id.clone(),
                "version" => version(json),
                // Filled in when all that they depend on is known.
                "worker" | "build" => String::new(),
                "venue" => schedule.venue.to_text(),
                "left_out" => on_page
                    .as_ref()
                    .map_or(String::new(), |ids| (schedule.sessions.len() - ids.len()).to_string()),
                "no_script" => words::no_script(markup::rest_is_one_day(&visible)),
                "start_failed" => words::START_FAILED.into(),
                "broke" => words::BROKE.into(),
                "reload" => words::RELOAD.into(),
                "failed_again" => words::FAILED_AGAIN.into(),
                "reset" => words::RESET.into(),
                "no_network" => words::NO_NETWORK.into(),
                "light" => LIGHT.to_owned(),
                "dark" => DARK.to_owned(),
                unknown => return Err(format!("index.html: no such place: {unknown}").into()),
            })),
        }
        rest = after;
    }
    page.push_str(rest);
    Ok(page)
}

fn render(schedule: Arc<Schedule>) -> String {
    Owner::new().with(|| app(Model::new(schedule)).to_html())
}

/// The ids of the sessions that the page holds as rows; nothing where it holds all that is shown when it opens.
fn ids_on_page(schedule: &Schedule, visible: &Visible) -> Option<HashSet<String>> {
    let lengths = visible.lengths();
    let extent = Extent::opening(&lengths, None);
    let rows = visible.days.iter().enumerate().flat_map(|(day, places)| &places[extent.of(day)]);
    let ids: HashSet<_> = rows.map(|place| schedule.sessions[*place].id.clone()).collect();
    (ids.len() < visible.len()).then_some(ids)
}

/// The schedule file without what only a whole session's description needs, or nothing at all: what the page starts from. Of
/// a large conference only the sessions that the page holds.
fn index(json: &str, on_page: Option<&HashSet<String>>) -> Result<String, Failure> {
    let mut file: Value = serde_json::from_str(json.trim_start_matches('\u{feff}'))?;
    let fields = file.as_object_mut().ok_or("a schedule is an object")?;
    for other in ["sources", "topics"] {
        fields.shift_remove(other);
    }
    if let (Some(ids), Some(sessions)) = (on_page, fields.get_mut("sessions").and_then(Value::as_array_mut)) {
        sessions.retain(|session| session["id"].as_str().is_some_and(|id| ids.contains(id.trim())));
    }
    for session in fields.get_mut("sessions").and_then(Value::as_array_mut).into_iter().flatten() {
        for detail in ["summary", "slides", "page", "language_note"] {
            session.as_object_mut().and_then(|session| session.shift_remove(detail));
        }
    }
    // So that no text can end the script element it stands in (HTML Living Standard section 4.12.1.3).
    Ok(file.to_string().replace('<', "\\u003c"))
}

/// For text and for attributes in double quotes (HTML Living Standard section 13.3).
fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Replaces the content of each inline script or style; data in a script element is neither run nor touched.
fn map_inline(page: &str, tag: &str, mut map: impl FnMut(&str) -> String) -> String {
    let (opening, closing) = (format!("<{tag}"), format!("</{tag}>"));
    let mut elements = page.split(&opening);
    let mut out = elements.next().unwrap_or_default().to_owned();
    for element in elements {
        out.push_str(&opening);
        match element.split_once('>').and_then(|(head, rest)| Some((head, rest.split_once(&closing)?))) {
            Some((attributes, (content, rest)))
                if !attributes.contains("src=")
                    && (!attributes.contains("type=") || attributes.contains("importmap")) =>
            {
                out.extend([attributes, ">", &map(content), &closing, rest]);
            }
            _ => out.push_str(element),
        }
    }
    out
}

/// Takes from what wasm-bindgen wrote what no browser reads: comments and white space of the glue, names of the wasm; and
/// shortens the names by which the two know each other's functions.
fn shorten_app(staging: &Path) -> Result<(), Failure> {
    for entry in fs::read_dir(staging)? {
        let wasm = entry?.path();
        let name = wasm.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix("_bg.wasm") else { continue };
        let glue = staging.join(format!("{stem}.js"));
        let (module, names) =
            wasm::shorten(&fs::read(&wasm)?).ok_or("the wasm has a section that can't be read")?;
        let text = minifier::js::minify(&fs::read_to_string(&glue)?).to_string();
        fs::write(wasm, module)?;
        fs::write(glue, rename(&text, &names))?;
    }
    Ok(())
}

/// Replaces identifiers of a script.
fn rename(script: &str, names: &HashMap<String, String>) -> String {
    let mut out = String::with_capacity(script.len());
    let mut rest = script;
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    while !rest.is_empty() {
        let start = rest.find(is_part).unwrap_or(rest.len());
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        out.push_str(names.get(&rest[..end]).map_or(&rest[..end], String::as_str));
        rest = &rest[end..];
    }
    out
}

/// The content policy (CSP level 3): the page's own inline scripts and styles by their hashes, nothing else inline, and
/// nothing from elsewhere.
fn policy(template: &str) -> String {
    let hashes = |tag: &str| {
        let mut hashes = String::new();
        map_inline(template, tag, |content| {
            hashes.push_str(&format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(content))));
            content.to_owned()
        });
        hashes
    };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{}; style-src 'self'{}; img-src 'self'; connect-src 'self'; \
         manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'",
        hashes("script"),
        hashes("style"),
    );
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
}

/// Puts a `.br` and a `.gz` beside each file, for servers that send such.
fn compress(staging: &Path) -> Result<(), Failure> {
    for entry in fs::read_dir(staging)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !["html", "js", "css", "wasm", "json", "svg", "txt", "webmanifest"]
            .iter()
            .any(|ending| name.ends_with(&format!(".{ending}")))
        {
            continue;
        }
        let bytes = fs::read(&path)?;
        let brotli = smallest_brotli(&bytes)?;
        fs::write(path.with_file_name(format!("{name}.br")), brotli)?;
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(&bytes)?;
        fs::write(path.with_file_name(format!("{name}.gz")), gzip.finish()?)?;
    }
    Ok(())
}

/// The smallest of what the encoder makes with block sizes and modes that differ (RFC 7932): of a wasm some 300 bytes less than
/// what it chooses itself.
fn smallest_brotli(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut smallest = Vec::new();
    for lgblock in [0, 16] {
        for mode in [BrotliEncoderMode::BROTLI_MODE_GENERIC, BrotliEncoderMode::BROTLI_MODE_FONT] {
            let params = BrotliEncoderParams {
                quality: 11,
                lgwin: 22,
                lgblock,
                mode,
                size_hint: bytes.len(),
                ..Default::default()
            };
            let mut compressed = Vec::new();
            brotli::BrotliCompress(&mut &*bytes, &mut compressed, &params)?;
            if smallest.is_empty() || compressed.len() < smallest.len() {
                smallest = compressed;
            }
        }
    }
    Ok(smallest)
}
