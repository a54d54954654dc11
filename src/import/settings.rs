//! What a form does not say, from the organiser: the file `conference.toml`, and options.

use serde::Deserialize;
use serde_json::{Value, json};

/// What the organiser says of the conference; what is said here counts more than what the schedule says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// The conference's id: part of where an agenda is kept, so it must not change.
    pub id: Option<String>,
    pub name: Option<String>,
    /// The venue's zone, by its IANA name.
    pub timezone: Option<String>,
    /// The language of the sessions that name none (BCP 47).
    pub language: Option<String>,
    /// The conference's own site.
    pub url: Option<String>,
    /// The conference's own colour, `#rrggbb`.
    pub color: Option<String>,
    /// What is good to know.
    pub info: Vec<Info>,
}

/// A page that is about no session.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Info {
    pub title: String,
    /// CommonMark.
    pub text: String,
}

/// Why settings could not be read: the parser's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError(pub String);

impl Settings {
    /// Reads `conference.toml` (TOML 1.0).
    ///
    /// # Errors
    /// Where it is not TOML, or sets what is not known.
    pub fn parse(text: &str) -> Result<Self, SettingsError> {
        toml::from_str(text).map_err(|error| SettingsError(error.to_string()))
    }

    /// Reads options: `--timezone Europe/Berlin`, or with `=`.
    ///
    /// # Errors
    /// Where an option is not known, or has no value.
    pub fn from_options(options: &[String]) -> Result<Self, SettingsError> {
        let mut settings = Self::default();
        let mut options = options.iter();
        while let Some(option) = options.next() {
            let (name, value) = match option.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (&**option, options.next().cloned()),
            };
            let value = value.ok_or_else(|| SettingsError(format!("{name} has no value")))?;
            let own = match name {
                "--id" => &mut settings.id,
                "--name" => &mut settings.name,
                "--timezone" => &mut settings.timezone,
                "--language" => &mut settings.language,
                "--url" => &mut settings.url,
                "--color" => &mut settings.color,
                _ => {
                    return Err(SettingsError(format!(
                        "there is no option {name}: there are --id, --name, --timezone, --language, --url, --color"
                    )));
                }
            };
            *own = Some(value);
        }
        Ok(settings)
    }

    /// These, and of others what is not said here.
    pub fn or(self, others: Self) -> Self {
        Self {
            id: self.id.or(others.id),
            name: self.name.or(others.name),
            timezone: self.timezone.or(others.timezone),
            language: self.language.or(others.language),
            url: self.url.or(others.url),
            color: self.color.or(others.color),
            info: if self.info.is_empty() { others.info } else { self.info },
        }
    }

    /// Puts into a schedule what is said here, and an id made of the name where none is known.
    pub(super) fn apply(&self, schedule: &mut Value) {
        for (name, value) in [
            ("id", &self.id),
            ("name", &self.name),
            ("timezone", &self.timezone),
            ("url", &self.url),
            ("color", &self.color),
        ] {
            if let Some(value) = value {
                schedule[name] = json!(value);
            }
        }
        if !is_given(&schedule["id"])
            && let Some(name) = schedule["name"].as_str().map(super::slug).filter(|id| !id.is_empty())
        {
            schedule["id"] = json!(name);
        }
        if !self.info.is_empty() {
            let page = |info: &Info| json!({ "title": info.title, "text": super::text::blocks(&info.text) });
            schedule["info"] = self.info.iter().map(page).collect();
        }
        if let Some(language) = &self.language {
            for session in schedule["sessions"].as_array_mut().into_iter().flatten() {
                if session["language"].is_null() {
                    session["language"] = json!(language);
                }
            }
        }
    }
}

/// Whether a member is a text with anything in it, or a number.
pub(super) fn is_given(value: &Value) -> bool {
    value.is_number() || value.as_str().is_some_and(|text| !text.trim().is_empty())
}
