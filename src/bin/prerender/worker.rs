//! The service worker: which files a version consists of.

use std::{fs, path::Path};

use base64::{Engine, prelude::BASE64_STANDARD};
use minijinja::context;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tidetable::i18n::{self, Locale};

use super::{Failure, files::short_digest, template};

const WORKER: &str = "sw.js";

/// Writes the service worker for what is staged, and into the pages which version they are of.
/// The version is a digest of all that it consists of, the pages without the version included.
pub fn add_worker(staging: &Path, pages: &[(&Locale, String)], published: &str) -> Result<(), Failure> {
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

    // The pages, each with what is said where nothing kept of it is whole and there is no network.
    let mut instead = serde_json::Map::new();
    for (locale, page) in pages {
        let name = locale.page;
        let page = page.replacen(NO_BUILD, &format!("data-worker=\"{WORKER}\" data-build=\"{version}\""), 1);
        fs::write(staging.join(name), &page)?;
        let path = locale.address();
        locale.set();
        instead.insert(path.into(), i18n::NOTHING_WHOLE.get().into());
        files.insert(path.into(), digest(page.as_bytes()).into());
    }
    // In quotes where it is no text, so that what is read is a script.
    let template = template.replacen("'{{files}}'", "{{files}}", 1).replacen("'{{pages}}'", "{{pages}}", 1);
    let [files, pages] = [files, instead].map(|object| Value::from(object).to_string());
    let worker = template::render(WORKER, &template, context! { version, files, pages })?;
    fs::write(staging.join(WORKER), worker)?;
    Ok(())
}

/// The places of [`add_worker`] as they stand in a page that has none.
const NO_BUILD: &str = "data-worker=\"\" data-build=\"\"";
