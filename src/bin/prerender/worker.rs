//! The service worker: which files a version consists of.

use std::{fs, path::Path};

use base64::{Engine, prelude::BASE64_STANDARD};
use minijinja::context;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tidetable::i18n::{self, Locale};

use super::{Failure, IMPORTER, files::short_digest, template};

const WORKER: &str = "sw.js";

/// A page as it was written.
pub struct Page {
    pub locale: &'static Locale,
    /// The name of its file, and its address from the folder that it is in.
    pub name: String,
    pub address: String,
    pub text: String,
    /// Whether few need it: it is kept once it was asked for.
    pub is_on_demand: bool,
}

/// Writes the service worker for what is staged, and into the pages which version they are of.
/// The version is a digest of all that it consists of, the pages without the version included.
pub fn add_worker(staging: &Path, pages: &[Page], published: &str) -> Result<(), Failure> {
    let digest = |bytes: &[u8]| BASE64_STANDARD.encode(Sha256::digest(bytes));
    let template = fs::read_to_string(Path::new("public").join(WORKER))?;
    let (mut files, mut on_demand) = (serde_json::Map::new(), serde_json::Map::new());
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
        let few = name.starts_with(IMPORTER) || name.starts_with(&format!("start-{IMPORTER}"));
        let digest = digest(&fs::read(staging.join(&name))?);
        if few { &mut on_demand } else { &mut files }.insert(name, digest.into());
    }
    files.insert(published.to_owned(), Value::Null);
    let mut all =
        [&files, &on_demand].map(|files| Value::from(files.clone()).to_string()).concat() + &template;
    all.extend(pages.iter().map(|page| &*page.text));
    let version = short_digest(&all);

    // The pages, each with what is said where nothing kept of it is whole and there is no network.
    let mut instead = serde_json::Map::new();
    for Page { locale, name, address, text, is_on_demand } in pages {
        let text = text.replacen(NO_BUILD, &format!("data-worker=\"{WORKER}\" data-build=\"{version}\""), 1);
        fs::write(staging.join(name), &text)?;
        locale.set();
        instead.insert(address.clone(), i18n::NOTHING_WHOLE.get().into());
        let of = if *is_on_demand { &mut on_demand } else { &mut files };
        of.insert(address.clone(), digest(text.as_bytes()).into());
    }
    // In quotes where it is no text, so that what is read is a script.
    let mut template = template;
    for object in ["files", "on_demand", "pages"] {
        template = template.replacen(&format!("'{{{{{object}}}}}'"), &format!("{{{{{object}}}}}"), 1);
    }
    let [files, on_demand, pages] = [files, on_demand, instead].map(|object| Value::from(object).to_string());
    let worker = template::render(WORKER, &template, context! { version, files, on_demand, pages })?;
    fs::write(staging.join(WORKER), worker)?;
    Ok(())
}

/// The places of [`add_worker`] as they stand in a page that has none.
const NO_BUILD: &str = "data-worker=\"\" data-build=\"\"";
