//! A JSON value (RFC 8259), whoever parsed it.
//!
//! The page lets the browser parse (`browser::json`), native code `serde_json`: a parser of its own, with the maps and number
//! tables that go with it, would be a tenth of the page's bytes. Either writes again what it has parsed, and that text, known
//! to be JSON and without what JSON leaves free, is read here. To ask the browser for one member after the other took a slow
//! phone some 30 ms more for the index of a page (DECISIONS.md).

/// A JSON value. What is not there, or of another type, is nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    Text(String),
    Boolean(bool),
    /// A number without sign, fraction or exponent.
    Whole(u64),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
    /// Null, or another number.
    Other,
}

/// Parses a text that comes from outside; the error is in the parser's words.
pub type Parse = fn(&str) -> Result<Json, String>;

/// How deep lists and objects may lie in each other. A file of ours is four deep.
const DEPTH: usize = 100;

/// A parser's words of what lies deeper.
pub const TOO_DEEP: &str = "too deep";

impl Json {
    /// Reads what a program has written, without white space: as `JSON.stringify` does (ECMA-262 section 25.5.2) and
    /// `serde_json`. Nothing where it is cut short or too deep. It does not tell what else is no JSON.
    pub fn written(text: &str) -> Option<Self> {
        Reader(text).value(DEPTH)
    }

    /// An object's member.
    pub fn get(&self, name: &str) -> Option<&Self> {
        Some(&self.members()?.iter().find(|(other, _)| other == name)?.1)
    }

    pub fn members(&self) -> Option<&[(String, Self)]> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }

    pub fn items(&self) -> Option<&[Self]> {
        if let Self::List(items) = self { Some(items) } else { None }
    }

    /// The items of a member that is an array; none where it is no such.
    pub fn list(&self, name: &str) -> &[Self] {
        self.get(name).and_then(Self::items).unwrap_or_default()
    }

    pub fn string(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub fn boolean(&self) -> Option<bool> {
        if let Self::Boolean(is) = self { Some(*is) } else { None }
    }

    /// A number without sign or fraction, up to 2^53 (RFC 8259 section 6: what every reader agrees on).
    pub fn whole(&self) -> Option<u64> {
        if let Self::Whole(number) = self { Some(*number).filter(|number| *number <= 1 << 53) } else { None }
    }

    /// A member that is a text, without white space around it, where anything is left then.
    pub fn text(&self, name: &str) -> Option<&str> {
        Some(self.get(name)?.string()?.trim()).filter(|text| !text.is_empty())
    }
}

/// What is still to be read.
struct Reader<'a>(&'a str);

impl Reader<'_> {
    /// Passes over a sign, where that is the next.
    fn passes(&mut self, sign: char) -> bool {
        let after = self.0.strip_prefix(sign);
        self.0 = after.unwrap_or(self.0);
        after.is_some()
    }

    fn value(&mut self, depth: usize) -> Option<Json> {
        let deeper = depth.checked_sub(1)?;
        if self.passes('"') {
            return self.text().map(Json::Text);
        }
        if self.passes('[') {
            let mut items = Vec::new();
            while !self.passes(']') {
                items.push(self.value(deeper)?);
                self.passes(',');
            }
            return Some(Json::List(items));
        }
        if self.passes('{') {
            let mut members = Vec::new();
            while !self.passes('}') {
                let name = self.passes('"').then(|| self.text())??;
                self.passes(':');
                members.push((name, self.value(deeper)?));
                self.passes(',');
            }
            return Some(Json::Object(members));
        }
        let end = self.0.bytes().position(|byte| matches!(byte, b',' | b']' | b'}'));
        let (word, rest) = self.0.split_at(end.unwrap_or(self.0.len()));
        self.0 = rest;
        match word {
            "" => None,
            "true" => Some(Json::Boolean(true)),
            "false" => Some(Json::Boolean(false)),
            number => Some(number.parse().map_or(Json::Other, Json::Whole)),
        }
    }

    /// A text, its first quote read already.
    fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            let end = self.0.bytes().position(|byte| matches!(byte, b'"' | b'\\'))?;
            text.push_str(&self.0[..end]);
            self.0 = &self.0[end..];
            if self.passes('"') {
                return Some(text);
            }
            self.passes('\\');
            text.push(self.escaped()?);
        }
    }

    /// A character as what follows a backslash names it (RFC 8259 section 7). A surrogate stands alone: half a character.
    fn escaped(&mut self) -> Option<char> {
        let letter = self.0.chars().next()?;
        self.0 = &self.0[letter.len_utf8()..];
        Some(match letter {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let code = u32::from_str_radix(self.0.get(..4)?, 16).ok()?;
                self.0 = &self.0[4..];
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            itself => itself,
        })
    }
}

/// A text as a JSON string, quotes included (RFC 8259 section 7).
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Parses a text natively.
///
/// # Errors
/// Where it is not JSON, or too deep.
#[cfg(not(target_arch = "wasm32"))]
pub fn parse(text: &str) -> Result<Json, String> {
    let value: serde_json::Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    Json::written(&value.to_string()).ok_or_else(|| TOO_DEEP.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::{Value, json};

    /// The same as `serde_json` has it.
    fn of(value: &Value) -> Json {
        match value {
            Value::String(text) => Json::Text(text.clone()),
            Value::Bool(is) => Json::Boolean(*is),
            Value::Number(number) => number.as_u64().map_or(Json::Other, Json::Whole),
            Value::Array(items) => Json::List(items.iter().map(of).collect()),
            Value::Object(members) => {
                Json::Object(members.iter().map(|(name, value)| (name.clone(), of(value))).collect())
            }
            Value::Null => Json::Other,
        }
    }

    #[test]
    fn what_is_cut_short_or_too_deep_is_nothing() {
        let text = r#"{"a":["\u00e4\\\"\n",true,12],"b":{}}"#;
        assert!(Json::written(text).is_some());
        for end in 0..text.len() {
            assert_eq!(Json::written(&text[..end]), None, "{}", &text[..end]);
        }
        for open in ["[", "{\"a\":"] {
            assert_eq!(Json::written(&open.repeat(1_000_000)), None);
        }
        assert!(parse(&format!("{}{}", "[".repeat(120), "]".repeat(120))).is_err());
    }

    #[test]
    fn half_a_character_is_none() {
        assert_eq!(Json::written(r#""a\ud83db""#), Some(Json::Text("a\u{fffd}b".into())));
    }

    #[test]
    fn a_member_is_read_as_the_type_that_is_asked_for_or_not_at_all() {
        let value =
            parse(r#"{"text":" a ","blank":" ","whole":7,"other":-7.5,"large":9007199254740993}"#).unwrap();
        assert_eq!((value.text("text"), value.text("blank"), value.text("whole")), (Some("a"), None, None));
        let whole = |name| value.get(name).and_then(Json::whole);
        assert_eq!((whole("whole"), whole("other"), whole("large")), (Some(7), None, None));
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec((any::<String>(), inner), 0..6)
                    .prop_map(|members| json!(members.into_iter().collect::<serde_json::Map<_, _>>())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_was_written_is_read_as_it_was(value in values()) {
            prop_assert_eq!(Json::written(&value.to_string()), Some(of(&value)));
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>(), signs in r#"[\[\]{}",:\\u0-9a-ftrue]{0,40}"#) {
            let _ = (Json::written(&text), Json::written(&signs));
        }

        #[test]
        fn a_quoted_text_is_json_again(text in any::<String>()) {
            prop_assert_eq!(parse(&quoted(&text)), Ok(Json::Text(text)));
        }
    }
}
