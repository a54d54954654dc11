//! The page: the template with its places filled, its policy, and what it holds the files it loads to.

use std::{collections::HashSet, path::Path, sync::Arc};

use base64::{Engine, prelude::BASE64_STANDARD};
use leptos::prelude::*;
use maud::html;
use minijinja::context;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tidetable::{
    app::{
        App, Shell,
        colors::{DARK, LIGHT},
        templates,
    },
    i18n::{self, LOCALES, Locale},
    schedule::{Schedule, version},
    view::{ListContents, RenderWindow},
};

use super::{
    Failure,
    files::integrity,
    manifest,
    template::{self, markup},
};

/// What is named in the page, or put into it as it is.
#[derive(Clone)]
pub struct TemplateValues {
    /// Addresses of staged files.
    pub schedule: String,
    /// Links to the schedule in other forms.
    pub exports: String,
    /// What previews of a link to it and search engines read; by its language.
    pub preview: String,
    pub offline: String,
    pub deferred: String,
    /// What wasm-bindgen wrote for the page's wasm: a script.
    pub glue: String,
    /// What the page's own style sheet ends with.
    pub style: String,
    /// The words that the page carries, as an element; empty in English.
    pub words: String,
}

/// Fills in the template with a schedule.
pub fn fill(
    template: &str,
    schedule: Arc<Schedule>,
    json: &str,
    names: &TemplateValues,
    release: bool,
) -> Result<String, Failure> {
    // In the page's own sheet, which has its hash in the policy.
    let template = &*template.replacen("</style>", &format!("{}</style>", names.style), 1);
    let visible = App::new(schedule.clone(), None).timeline.contents.get_untracked();
    let on_page = ids_on_page(&schedule, &visible);
    let left_out = on_page.as_ref().map(|ids| (schedule.sessions.len() - ids.len()).to_string());
    let no_script = i18n::no_script(templates::rest_is_one_day(&visible), schedule.opens_in.is_some());
    let values = context! {
        alternates => markup(alternates(|locale| locale.address().to_owned())),
        app => markup(render_app(schedule.clone())),
        conference => schedule.id,
        exports => markup(&*names.exports),
        preview => markup(&*names.preview),
        index => markup(index(&schedule, on_page.as_ref())?),
        left_out => left_out.unwrap_or_default(),
        no_script => no_script,
        rest => markup(rest(&schedule, &visible, &names.deferred)),
        schedule => names.schedule,
        title => i18n::page_title(&schedule),
        version => version(json),
        ..of_any_page(template, names, release)
    };
    template::render("index.html", template, values)
}

/// Fills in the template as the page of a conference that is opened from a file: it comes without content, but for a way back to the
/// conference that the site is about.
pub fn fill_opened(
    template: &str,
    schedule: &Schedule,
    names: &TemplateValues,
    release: bool,
) -> Result<String, Failure> {
    let back = html! {
        main { p .opening { (i18n::OPENING) " " a href=(Locale::current().address()) { (schedule.name) } } }
    };
    let values = context! {
        alternates => markup(alternates(Locale::opened_page)),
        app => markup(back),
        conference => "",
        exports => "",
        preview => "",
        index => "",
        left_out => "",
        no_script => i18n::OPENING_NEEDS_SCRIPT.get(),
        rest => "",
        schedule => "",
        title => i18n::OPENED.get(),
        version => "",
        ..of_any_page(template, names, release)
    };
    template::render("index.html", template, values)
}

/// What each page is filled in with, whatever it shows.
fn of_any_page(template: &str, names: &TemplateValues, release: bool) -> minijinja::Value {
    let policy = if release { policy(&template.replacen("{{glue}}", &names.glue, 1)) } else { String::new() };
    let locale = Locale::current();
    context! {
        broke => i18n::BROKE.get(),
        dark => DARK,
        failed_again => i18n::FAILED_AGAIN.get(),
        glue => markup(&*names.glue),
        language => locale.tag,
        light => LIGHT,
        manifest => manifest::name(locale),
        no_network => i18n::NO_NETWORK.get(),
        offline => markup(&*names.offline),
        policy => markup(policy),
        reload => i18n::RELOAD.get(),
        reset => i18n::RESET.get(),
        start_failed => i18n::START_FAILED.get(),
        words => markup(&*names.words),
        // Filled in when all that they depend on is known.
        build => "",
        worker => "",
        // In watch mode Trunk adds a script with places of its own, which it fills when it serves the page.
        __TRUNK_ADDRESS__ => markup("{{__TRUNK_ADDRESS__}}"),
        __TRUNK_WS_BASE__ => markup("{{__TRUNK_WS_BASE__}}"),
    }
}

/// The pages by their languages: what `boot.js` chooses from. (`hreflang` would promise whole addresses to search engines, which a page
/// that may be put anywhere does not know.)
fn alternates(address: impl Fn(&Locale) -> String) -> String {
    let link = |locale: &Locale| {
        format!("<link rel=\"alternate\" lang=\"{}\" href=\"{}\">", locale.tag, address(locale))
    };
    LOCALES.iter().map(link).collect()
}

/// What browsers without scripts get of a conference of which the page holds a part.
fn rest(schedule: &Schedule, visible: &ListContents, deferred: &str) -> String {
    let rest = templates::rest(schedule, visible);
    if rest.is_empty() {
        return rest;
    }
    let style = format!("<link rel=\"stylesheet\" href=\"{deferred}\">");
    format!("<noscript>{style}<div class=\"timeline rest\">{rest}</div></noscript>")
}

fn render_app(schedule: Arc<Schedule>) -> String {
    Owner::new().with(|| view! { <Shell app=App::new(schedule, None)/> }.to_html())
}

/// The ids of the sessions that the page holds as rows; nothing where it holds all that is shown when it opens.
fn ids_on_page(schedule: &Schedule, visible: &ListContents) -> Option<HashSet<String>> {
    let lengths = visible.lengths();
    let window = RenderWindow::opening(&lengths);
    let rows = visible.days.iter().enumerate().flat_map(|(day, places)| &places[window.of(day)]);
    let ids: HashSet<_> = rows.map(|place| schedule.sessions[*place].id.clone()).collect();
    (ids.len() < visible.len()).then_some(ids)
}

/// What the page starts from: the schedule without the details of its sessions. Of a large conference only the
/// sessions that the page holds.
fn index(schedule: &Schedule, on_page: Option<&HashSet<String>>) -> Result<String, Failure> {
    let mut part = schedule.clone();
    if let Some(ids) = on_page {
        part.sessions.retain(|session| ids.contains(&session.id));
    }
    let mut index = serde_json::to_value(part)?;
    for session in index["sessions"].as_array_mut().into_iter().flatten().filter_map(Value::as_object_mut) {
        let is_empty = |value: &Value| match value {
            Value::Null | Value::Bool(false) => true,
            value => value.as_array().is_some_and(Vec::is_empty),
        };
        session.retain(|_, value| !is_empty(value));
    }
    // So that no text can end the script element it stands in (HTML Living Standard section 4.12.1.3).
    Ok(index.to_string().replace('<', "\\u003c"))
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

/// Replaces the content of each inline script or style; data in a script element is neither run nor touched.
pub fn map_inline(page: &str, tag: &str, mut map: impl FnMut(&str) -> String) -> String {
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

/// Adds to the page what the module it imports is held to (HTML Living Standard, import maps), and to the wasm's preload what
/// `boot.js` holds it to: browsers know of no preload of that kind that does.
pub fn with_integrity(template: &str, offline: &str, wasm: &str, staging: &Path) -> Result<String, Failure> {
    const PRELOAD: &str = "<link rel=\"preload\"";
    if !template.contains(PRELOAD) {
        return Err("Trunk wrote no preload".into());
    }
    let wasm = integrity(&staging.join(wasm))?;
    let map = json!({ "integrity": { offline: integrity(&staging.join(offline))? } });
    let start = format!("<script type=\"importmap\">{map}</script>\n{PRELOAD} data-integrity=\"{wasm}\"");
    Ok(template.replacen(PRELOAD, &start, 1))
}
