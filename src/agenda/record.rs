//! The stored record: JSON with a version number inside, read with suspicion.
//!
//! ```json
//! {"version":2,"picks":{"opening-keynote":{"at":1613980800000,"picked":true,"tier":"must"}},
//! "texts":{"note opening-keynote":{"at":1613980800000,"text":"Sit in front"}}}
//! ```
//!
//! Version 1 had neither priorities nor texts.

use serde::{Deserialize, Serialize};

use super::{
    Agenda,
    entries::Entries,
    picks::{Pick, Text},
};
use crate::json;

/// The version this build writes, and the newest it can read.
pub const VERSION: u64 = 2;

/// Why a record could not be read. Whoever holds it moves it aside and overwrites nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// Not JSON, or JSON of another form.
    Broken,
    /// Written by a later version of the app.
    Newer(u64),
}

/// As it is written: [`Agenda`] with the version before it.
#[derive(Serialize)]
pub(super) struct Record<'a> {
    version: u64,
    picks: &'a Entries<Pick>,
    texts: &'a Entries<Text>,
}

impl<'a> Record<'a> {
    pub(super) fn of(agenda: &'a Agenda) -> Self {
        Self { version: VERSION, picks: &agenda.picks, texts: &agenda.texts }
    }
}

/// What is read first.
#[derive(Deserialize)]
struct Version {
    version: u64,
}

/// The key of a conference's agenda in local storage.
pub fn storage_key(conference: &str) -> String {
    format!("tidetable/{conference}/agenda")
}

/// The keys under which an unreadable record may be kept, the first one first: none is ever written over.
pub fn quarantine_key(conference: &str, attempt: usize) -> String {
    let key = storage_key(conference) + ".unreadable";
    if attempt == 0 { key } else { format!("{key}.{}", attempt + 1) }
}

/// Reads a record.
///
/// # Errors
/// Where any part of it can't be read: half an agenda is not shown as a whole one.
pub fn decode(text: &str) -> Result<Agenda, DecodeError> {
    match json::from_str(text) {
        Ok(Version { version: 1..=VERSION }) => json::from_str(text).map_err(|_| DecodeError::Broken),
        Ok(Version { version }) if version > VERSION => Err(DecodeError::Newer(version)),
        _ => Err(DecodeError::Broken),
    }
}

/// Writes a record of the present version.
pub fn encode(agenda: &Agenda) -> String {
    serde_json::to_string(&Record::of(agenda)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{super::Priority, *};
    use proptest::prelude::*;

    #[test]
    fn a_record_of_a_later_version_is_not_read() {
        assert_eq!(decode(r#"{"version":3,"picks":[]}"#), Err(DecodeError::Newer(3)));
    }

    #[test]
    fn a_record_of_the_version_before_is_read() {
        let agenda = decode(r#"{"version":1,"picks":{"a":{"at":5,"picked":true}}}"#).unwrap();
        assert_eq!(agenda.priority("a"), Some(Priority::Want));
    }

    /// People have this in their browsers, and other versions of the app will read what this one writes.
    #[test]
    fn the_text_of_a_record_is_the_same_in_all_builds() {
        let text = r#"{"version":2,"picks":{"a":{"at":1613980800000,"picked":true,"tier":"must"},"b \"c\"":{"at":5,"picked":false,"tier":"want"}},"texts":{"note a":{"at":7,"text":"Sit\nin front"}}}"#;
        let agenda = decode(text).unwrap();
        assert_eq!(agenda.priority("a"), Some(Priority::Must));
        assert_eq!(encode(&agenda), text);
        let with_more = text
            .replace("\"at\":5,", "\"at\":5,\"by\":{\"whom\":[1,null]},")
            .replace("\"texts\"", "\"more\":[],\"texts\"");
        assert_eq!(decode(&with_more), Ok(agenda));
    }

    #[test]
    fn what_is_not_a_record_is_broken() {
        for text in [
            "",
            "null",
            "[]",
            "{}",
            r#"{"version":"1"}"#,
            r#"{"version":1}"#,
            r#"{"version":-1,"picks":{}}"#,
            r#"{"version":1,"picks":{"a":true}}"#,
            r#"{"version":1,"picks":{"#,
            r#"{"version":2,"picks":{"a":{"at":1,"picked":true,"tier":"most"}}}"#,
            r#"{"version":2,"picks":{},"texts":{"a":"b"}}"#,
            r#"{"version":0,"picks":{}}"#,
            r#"{"version":1,"picks":{"a":{"at":9007199254740993,"picked":true}}}"#,
        ] {
            let read = decode(text);
            assert!(read == Err(DecodeError::Broken), "{text}: {read:?}");
        }
    }

    #[test]
    fn keys_set_aside_differ() {
        assert_eq!(storage_key("c"), "tidetable/c/agenda");
        assert_eq!(
            [0, 1].map(|n| quarantine_key("c", n)),
            ["tidetable/c/agenda.unreadable", "tidetable/c/agenda.unreadable.2"]
        );
    }

    proptest! {
        #[test]
        fn a_record_comes_back_as_it_was(agenda in super::super::picks::tests::agendas()) {
            prop_assert_eq!(decode(&encode(&agenda)), Ok(agenda));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".*") {
            let _ = decode(&text);
        }
    }
}
