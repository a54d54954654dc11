//! Another version of a built page: what a later build would put in its place.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::Value;
use sha2::{Digest, Sha256};

static COUNT: AtomicU32 = AtomicU32::new(0);

/// A folder that goes when it is dropped.
pub struct Release(pub PathBuf);

impl Drop for Release {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Release {
    /// A copy of a built folder as version `version`. The glue of its wasm begins with `glue`; the page says which version
    /// it is of by `data-release` of its root element, and the module that it imports by `moduleVersion`.
    pub fn of(dist: &Path, version: &str, glue: &str) -> Self {
        Self::with(dist, version, glue, "")
    }

    /// A copy of a built folder whose page runs a script before all others: a browser in which something is otherwise.
    pub fn after(dist: &Path, script: &str) -> Self {
        Self::with(dist, "otherwise", "", script)
    }

    fn with(dist: &Path, version: &str, glue: &str, first: &str) -> Self {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("tidetable-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).expect("there is room for a temporary folder");
        let mut module_name = String::new();
        for entry in fs::read_dir(dist).expect("there is a build").filter_map(Result::ok) {
            let name = entry.file_name().to_string_lossy().into_owned();
            // A landing page belongs to no version.
            if name.ends_with(".br") || name.ends_with(".gz") || entry.path().is_dir() {
                continue;
            }
            fs::copy(entry.path(), folder.join(&name)).expect("it can be copied");
            if name.starts_with("offline-") && name.ends_with(".js") {
                module_name = name;
            }
        }
        let text = |name: &str| fs::read_to_string(folder.join(name)).expect("it is there");
        let worker = text("sw.js");
        let line = |start: &str| {
            worker.lines().find_map(|line| line.strip_prefix(start)).expect("it has such a line")
        };
        let (old_version, files) =
            (line("const VERSION = ").trim_matches(['\'', ';']), line("const FILES = "));
        let mut new_files: Value = serde_json::from_str(files.trim_end_matches(';')).expect("it is JSON");

        // Another content has another name, as from a build: browsers may keep what they had under one.
        let module = format!("globalThis.moduleVersion = '{version}';\n{}", text(&module_name));
        let new_name = format!("offline-{}.js", short_digest(&module));
        let [old_digest, new_digest] = [&text(&module_name), &module].map(|module| digest(module));
        fs::remove_file(folder.join(&module_name)).expect("it was copied");
        new_files.as_object_mut().expect("an object").remove(&module_name);
        let mut contents = vec![
            (new_name.clone(), new_name.clone(), module),
            ("first.js".into(), "first.js".into(), first.into()),
        ];
        for (path, name) in [("./", "index.html"), ("zh.html", "zh.html")] {
            let old = text(name);
            let page = old
                .replacen("<html ", &format!("<html data-release=\"{version}\" "), 1)
                .replace(&format!("data-build=\"{old_version}\""), &format!("data-build=\"{version}\""))
                .replace(&module_name, &new_name)
                .replace(&old_digest, &new_digest)
                .replacen("<script>let wasm_bindgen", &format!("<script>{glue}\nlet wasm_bindgen"), 1);
            // The policy knows scripts by their digests.
            let changed = scripts(&old).into_iter().zip(scripts(&page)).filter(|(old, new)| old != new);
            let changed: Vec<_> = changed.map(|(old, new)| (digest(old), digest(new))).collect();
            let page = changed.iter().fold(page.clone(), |page, (old, new)| page.replacen(old, new, 1));
            let page = match first {
                "" => page,
                _ => page.replacen("<head>", "<head><script src=\"first.js\"></script>", 1),
            };
            contents.push((path.into(), name.into(), page));
        }
        for (path, name, content) in contents {
            new_files[path] = digest(&content).into();
            fs::write(folder.join(name), content).expect("it can be written");
        }
        let worker = worker.replacen(&format!("'{old_version}'"), &format!("'{version}'"), 1).replacen(
            files,
            &format!("{new_files};"),
            1,
        );
        fs::write(folder.join("sw.js"), worker).expect("it can be written");
        Self(folder)
    }
}

/// The contents of a page's scripts.
fn scripts(page: &str) -> Vec<&str> {
    let parts = page.split("<script").skip(1);
    parts.filter_map(|part| Some(part.split_once('>')?.1.split_once("</script>")?.0)).collect()
}

fn digest(content: &str) -> String {
    BASE64_STANDARD.encode(Sha256::digest(content))
}

/// Twelve digits of a digest, as the build puts them into names.
fn short_digest(content: &str) -> String {
    Sha256::digest(content).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
