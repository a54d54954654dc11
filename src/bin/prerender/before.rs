//! The site as it was published before, where `BEFORE` names it: a folder, or an address.

use std::{env, fs, process::Command};

use tidetable::schedule::is_web_link;

use super::Failure;

pub struct Before(String);

impl Before {
    /// Nothing where it is not named.
    pub fn named() -> Option<Self> {
        env::var("BEFORE").ok().filter(|before| !before.is_empty()).map(Self)
    }

    /// A file of it.
    ///
    /// # Errors
    /// Where it can't be had.
    pub fn file(&self, path: &str) -> Result<String, Failure> {
        let file = format!("{}/{path}", self.0.trim_end_matches('/'));
        if !is_web_link(&file) {
            return fs::read_to_string(&file).map_err(|error| format!("BEFORE: {file}: {error}").into());
        }
        let fetched = Command::new("curl")
            .args(["--fail", "--silent", "--show-error", "--location", "--max-time", "120", "--", &file])
            .output()
            .map_err(|error| format!("BEFORE: {file}: curl, which fetches it, can't be started: {error}"))?;
        if !fetched.status.success() {
            return Err(format!("BEFORE: {file}: {}", String::from_utf8_lossy(&fetched.stderr).trim()).into());
        }
        Ok(String::from_utf8(fetched.stdout)?)
    }
}
