//! Reading JSON (RFC 8259): of somebody else, who may have meant something else by a member than we do ([`parse`]), and, in the page's
//! first program, of our own ([`from_str`]).

use std::borrow::Cow;

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error},
};
use serde_json::Value;

mod reader;

pub use reader::{Malformed, from_str};

/// Parses a text that may be anything.
///
/// # Errors
/// Where it is not JSON, or of another form than what is to be read; the parser's words.
pub fn parse<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    // By way of a value of any form: of members with the same name the last counts, and the reader of texts is in the program once.
    T::deserialize(serde_json::from_str::<Value>(&whole_characters(text))?)
}

/// A text in which no half of a character is left: RFC 8259 (section 8.2) lets a surrogate stand alone, and some programs cut texts so;
/// `serde_json` refuses such a text whole. It becomes U+FFFD, as browsers have it.
fn whole_characters(text: &str) -> Cow<'_, str> {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u16::from_str_radix(digits, 16).ok()
    };
    let mut whole = Cow::Borrowed(text);
    let mut from = 0;
    while let Some(at) = text[from..].find('\\').map(|at| from + at) {
        // What is escaped is an ASCII character, or the text is no JSON.
        from = at + 2;
        match (unit(at), unit(at + 6)) {
            (Some(0xd800..0xdc00), Some(0xdc00..0xe000)) => from = at + 12,
            // Of the same length: the indices stay.
            (Some(0xd800..0xe000), _) => whole.to_mut().replace_range(at..at + 6, "\\ufffd"),
            _ => {}
        }
        if !text.is_char_boundary(from) {
            break;
        }
    }
    whole
}

/// A member that counts as not given where it is missing, null or of another type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given<T>(pub Option<T>);

impl<'de, T: DeserializeOwned> Deserialize<'de> for Given<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Asked for as an option, a member that is missing is no error.
        let value = Option::<Value>::deserialize(deserializer)?;
        Ok(Self(value.and_then(|value| T::deserialize(value).ok())))
    }
}

/// A list, of which an item of another type counts as not given, or a text that would be its one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OneOrMore<T> {
    One(T),
    More(Vec<T>),
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for OneOrMore<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(match Value::deserialize(deserializer)? {
            Value::Array(items) => {
                Self::More(items.into_iter().filter_map(|item| T::deserialize(item).ok()).collect())
            }
            one @ Value::String(_) => Self::One(T::deserialize(one).map_err(D::Error::custom)?),
            _ => return Err(D::Error::custom("neither a list nor a text")),
        })
    }
}

impl<T> OneOrMore<T> {
    pub fn items(&self) -> &[T] {
        match self {
            Self::One(item) => std::slice::from_ref(item),
            Self::More(items) => items,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Read {
        text: Given<String>,
        whole: Given<u64>,
        list: Given<OneOrMore<String>>,
    }

    fn read(text: &str) -> Read {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_member_of_another_type_is_not_given() {
        for other in ["null", "true", "-7.5", "[]", "[1]", "{}", r#"{"a":{"b":[]}}"#] {
            let text = format!(r#"{{"text":{other},"unknown":{other},"whole":7}}"#);
            assert_eq!(
                read(&text),
                Read { text: Given(None), whole: Given(Some(7)), list: Given(None) },
                "{text}"
            );
        }
    }

    #[test]
    fn a_file_with_half_a_character_was_refused_whole() {
        let text = |text: &str| parse::<String>(text).unwrap();
        assert_eq!(text(r#""a\ud83db""#), "a\u{fffd}b");
        assert_eq!(text(r#""\udca1\ud83d\udca1 \ud83d\ud83d\udca1""#), "\u{fffd}💡 \u{fffd}💡");
        assert_eq!(text(r#""\\ud83d \\\ud83d""#), "\\ud83d \\\u{fffd}");
        for broken in ["\"\\", "\"\\ä\"", "\"\\u", r#""\ud8""#, "\\\\"] {
            assert!(parse::<String>(broken).is_err(), "{broken}");
        }
    }

    #[test]
    fn one_is_a_list_too_and_what_is_no_item_is_left_out() {
        let items = |text: &str| read(text).list.0.map(|list| list.items().to_vec());
        assert_eq!(items(r#"{"list":"a"}"#), Some(vec!["a".into()]));
        assert_eq!(items(r#"{"list":["a",1,null,"b"]}"#), Some(vec!["a".into(), "b".into()]));
        assert_eq!(items(r#"{"list":{}}"#), None);
    }
}
