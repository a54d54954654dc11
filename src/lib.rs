//! Tidetable: a conference schedule that an attendee opens once and then owns.
//!
//! Four states, pure rules over them, one face: [`schedule`] (published), [`agenda`] (chosen), [`view`] (looked at) and
//! [`time`] (when) know no framework, no web API and no clock. [`browser`] touches the outside world, [`ui`] shows.

pub mod agenda;
pub mod app;
pub mod browser;
pub mod json;
pub mod protocol;
pub mod schedule;
pub mod time;
pub mod ui;
pub mod view;

/// A smaller allocator than the standard library's: it is a part of each of the two programs.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

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
            let shipped = source.split("#[cfg(test)]").next().unwrap_or_default();
            assert!(!shipped.contains(concat!(":", "?}")), "{path}");
        }
    }
}
