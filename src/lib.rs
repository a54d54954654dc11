//! Tidetable: a conference schedule that an attendee opens once and then owns.
//!
//! Four states, and pure rules over them: [`schedule`] (published), [`agenda`] (chosen), [`view`] (looked at) and [`time`] (when) know no
//! framework, no web API and no clock; [`import`] makes the first of what organisers publish, and `export` writes it for other programs. [`i18n`] has the words for them, [`browser`] touches the outside world, and [`app`] shows.

pub mod agenda;
pub mod app;
pub mod browser;
#[cfg(feature = "prerender")]
pub mod export;
pub mod i18n;
#[cfg(feature = "import")]
pub mod import;
pub mod json;
pub mod protocol;
pub mod schedule;
pub mod time;
pub mod view;

/// A smaller allocator than the standard library's: it is a part of each of the two programs.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    /// The modules by layer: each may import from its own and from those before it.
    const LAYERS: [&[&str]; 4] =
        [&["json", "time", "schedule", "agenda", "view", "protocol"], &["i18n"], &["browser"], &["app"]];

    /// What only the last two layers may know.
    const OUTSIDE: [&str; 6] = ["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo_storage", "SystemTime"];

    fn layer(module: &str) -> Option<usize> {
        LAYERS.iter().position(|modules| modules.contains(&module))
    }

    /// The modules that a source names behind `crate::`, alone or in a list.
    fn imports(source: &str) -> Vec<&str> {
        let mut found = Vec::new();
        for rest in source.split("crate::").skip(1) {
            let Some(list) = rest.strip_prefix('{') else {
                found.extend(rest.split(|c: char| !c.is_alphanumeric() && c != '_').next());
                continue;
            };
            let (mut depth, mut start) = (0, 0);
            for (at, c) in list.char_indices() {
                match c {
                    '{' => depth += 1,
                    '}' if depth > 0 => depth -= 1,
                    ',' | '}' if depth == 0 => {
                        found.extend(
                            list[start..at].trim().split(|c: char| !c.is_alphanumeric() && c != '_').next(),
                        );
                        start = at + 1;
                    }
                    _ => {}
                }
                if start > at && c == '}' {
                    break;
                }
            }
        }
        found.retain(|module| !module.is_empty());
        found
    }

    #[test]
    fn a_module_knew_one_of_a_layer_above_it() {
        assert_eq!(imports("use crate::{\n a::{B, c::D},\n e,\n};\ncrate::f::g()"), ["a", "e", "f"]);
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut all = Vec::new();
        sources(&root, &mut all);
        let mut looked_at = 0;
        for (path, source) in all {
            let own = Path::new(&path).strip_prefix(&root).unwrap().components().next().unwrap();
            let own = own.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned();
            let Some(own) = layer(&own) else { continue };
            looked_at += 1;
            let code = shipped(&source).lines().filter(|line| !line.trim_start().starts_with("//"));
            let code = code.collect::<Vec<_>>().join("\n");
            for module in imports(&code) {
                assert!(layer(module).is_none_or(|other| other <= own), "{path} imports {module}");
            }
            let outside = OUTSIDE.iter().find(|name| own < 2 && code.contains(*name));
            assert_eq!(outside, None, "{path}");
        }
        assert!(looked_at > 100, "{looked_at}");
    }

    /// A source without its tests.
    fn shipped(source: &str) -> &str {
        source.split("#[cfg(test)]").next().unwrap_or_default()
    }

    fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap().filter_map(Result::ok) {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            if path.is_dir() && name != "prerender" {
                sources(&path, found);
            } else if name.ends_with(".rs") && name != "tests.rs" {
                found.push((path.display().to_string(), fs::read_to_string(path).unwrap()));
            }
        }
    }

    /// The wasm of a release is built without what `Debug` writes: there it is nothing, so that each state of a session was taken
    /// for the one that a calendar had been told of.
    #[test]
    fn what_a_calendar_was_told_was_known_by_what_debug_writes() {
        let mut all = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
        assert!(all.len() > 80, "{}", all.len());
        for (path, source) in all {
            assert!(!shipped(&source).contains(concat!(":", "?}")), "{path}");
        }
    }

    /// The style sheets by name, line by line.
    fn style_lines() -> Vec<(String, String)> {
        let sheets = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("style")).unwrap();
        let lines = sheets.flat_map(|sheet| {
            let path = sheet.unwrap().path();
            let text = fs::read_to_string(&path).unwrap();
            text.lines().map(|line| (path.display().to_string(), line.to_owned())).collect::<Vec<_>>()
        });
        lines.collect()
    }

    #[test]
    fn a_rule_for_whatever_follows_made_browsers_look_through_the_page_at_each_row() {
        for (sheet, line) in style_lines() {
            assert!(!line.contains("* + *") && !line.contains("* ~ *"), "{line} in {sheet}");
        }
    }

    #[test]
    fn the_minifier_lost_the_space_before_a_pseudo_class_within_a_block() {
        for (sheet, line) in style_lines().iter().filter(|(_, line)| line.starts_with("    ")) {
            let before = line.split(" :is(").map(|part| part.chars().last());
            // The last part has none behind it.
            let is_lost = |before: Option<char>| before.is_some_and(|c| c.is_alphanumeric() || c == ')');
            let parts = line.matches(" :is(").count();
            assert!(!before.take(parts).any(is_lost), "{line} in {sheet}");
        }
    }
}
