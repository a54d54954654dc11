//! The stored record: JSON with a version number inside, read with suspicion.
//!
//! ```json
//! {"version":2,"picks":{"opening-keynote":{"at":1613980800000,"picked":true,"tier":"must"}},
//! "texts":{"note opening-keynote":{"at":1613980800000,"text":"Sit in front"}}}
//! ```
//!
//! Version 1 had neither priorities nor texts.

use super::{Agenda, Pick, Priority, Text};
use crate::json::{Json, Parse, quoted};

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
pub fn decode(parse: Parse, json: &str) -> Result<Agenda, DecodeError> {
    from_json(&parse(json).map_err(|_| DecodeError::Broken)?)
}

/// The same of one that is part of something else.
///
/// # Errors
/// As [`decode`].
pub fn from_json(record: &Json) -> Result<Agenda, DecodeError> {
    match record.get("version").and_then(Json::whole) {
        Some(1 | VERSION) => {}
        Some(later) if later > VERSION => return Err(DecodeError::Newer(later)),
        _ => return Err(DecodeError::Broken),
    }
    let picks = record.get("picks").ok_or(DecodeError::Broken)?;
    let mut agenda = Agenda::default();
    for (id, pick) in picks.members().ok_or(DecodeError::Broken)? {
        let pick = || {
            let priority = match pick.get("tier") {
                Some(priority) => Priority::from_key(priority.string()?)?,
                None => Priority::default(),
            };
            Some(Pick { at: pick.get("at")?.whole()?, picked: pick.get("picked")?.boolean()?, priority })
        };
        agenda.upsert_if_newer(id, pick().ok_or(DecodeError::Broken)?);
    }
    if let Some(texts) = record.get("texts") {
        for (name, text) in texts.members().ok_or(DecodeError::Broken)? {
            let text =
                || Some(Text { at: text.get("at")?.whole()?, text: text.get("text")?.string()?.to_owned() });
            agenda.decide_text(name, text().ok_or(DecodeError::Broken)?);
        }
    }
    Ok(agenda)
}

/// Writes a record of the present version.
pub fn encode(agenda: &Agenda) -> String {
    let picks = agenda.picks.iter().map(|(id, Pick { at, picked, priority })| {
        format!(r#"{}:{{"at":{at},"picked":{picked},"tier":"{}"}}"#, quoted(id), priority.key())
    });
    let texts = agenda.texts.iter().map(|(name, Text { at, text })| {
        format!(r#"{}:{{"at":{at},"text":{}}}"#, quoted(name), quoted(text))
    });
    let (picks, texts) = (picks.collect::<Vec<_>>().join(","), texts.collect::<Vec<_>>().join(","));
    format!(r#"{{"version":{VERSION},"picks":{{{picks}}},"texts":{{{texts}}}}}"#)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_record_of_a_later_version_is_not_read() {
        assert_eq!(decode(crate::json::parse, r#"{"version":3,"picks":[]}"#), Err(DecodeError::Newer(3)));
    }

    #[test]
    fn a_record_of_the_version_before_is_read() {
        let agenda =
            decode(crate::json::parse, r#"{"version":1,"picks":{"a":{"at":5,"picked":true}}}"#).unwrap();
        assert_eq!(agenda.priority("a"), Some(Priority::Want));
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
        ] {
            let read = decode(crate::json::parse, text);
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
            prop_assert_eq!(decode(crate::json::parse, &encode(&agenda)), Ok(agenda));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".*") {
            let _ = decode(crate::json::parse, &text);
        }
    }
}
