//! A reader of JSON (RFC 8259) for serde that is small rather than quick to explain what is wrong: the page's first program reads its
//! index and the agenda's record by it. Whatever is loaded later reads by `serde_json`, which would be a tenth of that program
//! (DECISIONS.md).

use std::fmt;

use serde::{
    Deserializer,
    de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor},
    forward_to_deserialize_any,
};

/// Not JSON, or of another form than what was to be read. Nobody is told more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("malformed JSON")
    }
}

impl std::error::Error for Malformed {}

impl de::Error for Malformed {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// Reads a value of a type whose form is known: what takes whatever comes (`deserialize_any`) can't be read.
///
/// # Errors
/// Where the text is not JSON, or not of that form. A whole number may have a sign or zeros before it that JSON has not, and of what is
/// passed over only texts and words are held to JSON's form.
pub fn from_str<T: DeserializeOwned>(text: &str) -> Result<T, Malformed> {
    let mut reader = Reader(text);
    let value = T::deserialize(&mut reader)?;
    if reader.peek().is_ok() { Err(Malformed) } else { Ok(value) }
}

/// What is still to be read.
struct Reader<'de>(&'de str);

impl<'de> Reader<'de> {
    /// The next character that is not white space (section 2), which stays.
    fn peek(&mut self) -> Result<u8, Malformed> {
        self.0 = self.0.trim_start_matches([' ', '\n', '\r', '\t']);
        self.0.as_bytes().first().copied().ok_or(Malformed)
    }

    /// Passes over a sign, where that is the next.
    fn passes(&mut self, sign: char) -> bool {
        let _ = self.peek();
        let after = self.0.strip_prefix(sign);
        self.0 = after.unwrap_or(self.0);
        after.is_some()
    }

    fn expect(&mut self, sign: char) -> Result<(), Malformed> {
        if self.passes(sign) { Ok(()) } else { Err(Malformed) }
    }

    /// A number, `true`, `false` or `null`: everything up to a sign.
    fn word(&mut self) -> Result<&'de str, Malformed> {
        self.peek()?;
        let is_of_it = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
        let end = self.0.bytes().position(|byte| !is_of_it(byte)).unwrap_or(self.0.len());
        let (word, rest) = self.0.split_at(end);
        self.0 = rest;
        Ok(word)
    }

    /// A whole number; the others are of no form that is read here.
    fn number<T: std::str::FromStr>(&mut self) -> Result<T, Malformed> {
        self.word()?.parse().map_err(|_| Malformed)
    }

    fn text(&mut self) -> Result<String, Malformed> {
        self.expect('"')?;
        let mut text = String::new();
        loop {
            let end =
                self.0.bytes().position(|byte| matches!(byte, b'"' | b'\\' | ..b' ')).ok_or(Malformed)?;
            text.push_str(&self.0[..end]);
            let sign = self.0.as_bytes()[end];
            self.0 = &self.0[end + 1..];
            match sign {
                b'"' => return Ok(text),
                b'\\' => text.push(self.escaped()?),
                _ => return Err(Malformed),
            }
        }
    }

    /// A character as what follows a backslash names it (section 7).
    fn escaped(&mut self) -> Result<char, Malformed> {
        let letter = self.0.chars().next().ok_or(Malformed)?;
        self.0 = &self.0[letter.len_utf8()..];
        Ok(match letter {
            '"' | '\\' | '/' => letter,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => {
                let mut units = vec![self.unit()?];
                if matches!(units[0], 0xd800..0xdc00) && self.0.starts_with("\\u") {
                    self.0 = &self.0[2..];
                    units.push(self.unit()?);
                }
                let mut characters = char::decode_utf16(units);
                let character = characters.next().and_then(Result::ok).ok_or(Malformed)?;
                if characters.next().is_some() {
                    return Err(Malformed);
                }
                character
            }
            _ => return Err(Malformed),
        })
    }

    fn unit(&mut self) -> Result<u16, Malformed> {
        let (digits, rest) = self.0.split_at_checked(4).ok_or(Malformed)?;
        self.0 = rest;
        u16::from_str_radix(digits, 16).map_err(|_| Malformed)
    }

    /// Passes over a value, however deep.
    fn skip(&mut self) -> Result<(), Malformed> {
        let mut depth = 0;
        loop {
            match self.peek()? {
                b'"' => drop(self.text()?),
                b'[' | b'{' => {
                    self.0 = &self.0[1..];
                    depth += 1;
                    continue;
                }
                b']' | b'}' | b',' | b':' if depth > 0 => {
                    depth -= usize::from(matches!(self.0.as_bytes()[0], b']' | b'}'));
                    self.0 = &self.0[1..];
                }
                _ => {
                    if self.word()?.is_empty() {
                        return Err(Malformed);
                    }
                }
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Malformed;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Malformed> {
        Err(Malformed)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        match self.word()? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(Malformed),
        }
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_u64(self.number()?)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_i64(self.number()?)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_i64(self.number()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        visitor.visit_str(&self.text()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        if self.peek()? == b'n' {
            return if self.word()? == "null" { visitor.visit_none() } else { Err(Malformed) };
        }
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.expect('[')?;
        visitor.visit_seq(Items { reader: self, end: ']', is_first: true })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Malformed> {
        self.expect('[')?;
        let value = visitor.visit_seq(Items { reader: &mut *self, end: ']', is_first: true })?;
        self.expect(']')?;
        Ok(value)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.expect('{')?;
        visitor.visit_map(Items { reader: self, end: '}', is_first: true })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Malformed> {
        visitor.visit_enum(self.text()?.into_deserializer())
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Malformed> {
        self.skip()?;
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i128 u8 u16 u32 u128 f32 f64 char str bytes byte_buf unit unit_struct tuple_struct
    }
}

/// The items of a list, or the members of an object, up to its end.
struct Items<'a, 'de> {
    reader: &'a mut Reader<'de>,
    end: char,
    is_first: bool,
}

impl<'de> Items<'_, 'de> {
    /// Reads the next item, or the name of the next member, where there is one.
    fn next<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Malformed> {
        if self.reader.passes(self.end) {
            return Ok(None);
        }
        if !std::mem::take(&mut self.is_first) {
            self.reader.expect(',')?;
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

impl<'de> SeqAccess<'de> for Items<'_, 'de> {
    type Error = Malformed;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Malformed> {
        self.next(seed)
    }
}

impl<'de> MapAccess<'de> for Items<'_, 'de> {
    type Error = Malformed;

    fn next_key_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Malformed> {
        self.next(seed)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Malformed> {
        self.reader.expect(':')?;
        seed.deserialize(&mut *self.reader)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::{Deserialize, Serialize};

    use super::*;
    use crate::schedule::{Schedule, tests::istiocon};

    #[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
    enum Kind {
        This,
        That,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Inner {
        text: String,
        kind: Kind,
        pair: (i64, i32),
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Outer {
        whole: u64,
        is: bool,
        maybe: Option<String>,
        list: Vec<Inner>,
        map: BTreeMap<String, u64>,
    }

    fn inners() -> impl Strategy<Value = Inner> {
        (any::<String>(), any::<bool>(), any::<(i64, i32)>()).prop_map(|(text, this, pair)| Inner {
            text,
            kind: if this { Kind::This } else { Kind::That },
            pair,
        })
    }

    fn outers() -> impl Strategy<Value = Outer> {
        (
            any::<(u64, bool)>(),
            prop::option::of(any::<String>()),
            prop::collection::vec(inners(), 0..4),
            prop::collection::btree_map(any::<String>(), any::<u64>(), 0..4),
        )
            .prop_map(|((whole, is), maybe, list, map)| Outer { whole, is, maybe, list, map })
    }

    #[test]
    fn what_is_cut_short_is_refused() {
        let value = Outer {
            whole: 7,
            is: true,
            maybe: None,
            list: vec![Inner { text: "ä\"\n".into(), kind: Kind::That, pair: (-1, 0) }],
            map: [("a".into(), 1)].into(),
        };
        let text = serde_json::to_string(&value).unwrap();
        assert_eq!(from_str(&text), Ok(value));
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            assert_eq!(from_str::<Outer>(&text[..end]), Err(Malformed), "{}", &text[..end]);
        }
        assert_eq!(from_str::<Outer>(&format!("{text}x")), Err(Malformed));
    }

    #[test]
    fn what_is_not_asked_for_is_passed_over_however_deep() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        for other in ["null", "-1.5e3", "\"}\\\"\"", "{\"a\":[{},1]}", &deep] {
            let text = format!("{{\"other\" : {other} , \"text\":\"x\",\"kind\":\"This\",\"pair\":[1,2]}}");
            assert_eq!(from_str::<Inner>(&text).map(|inner| inner.text), Ok("x".into()));
        }
        for broken in ["", "[", "{\"other\":}", "{\"other\":,\"text\":\"x\"}"] {
            assert_eq!(from_str::<Inner>(broken), Err(Malformed), "{broken}");
        }
    }

    #[test]
    fn characters_come_as_their_names_too() {
        let text = r#""\ud83d\udca1 \u00e4\/\b\f\n\r\t\\\"""#;
        assert_eq!(from_str(text), serde_json::from_str::<String>(text).map_err(|_| Malformed));
        for half in [r#""\ud83d""#, r#""\udca1""#, r#""\ud83d\u0041""#, r#""\x""#, r#""\u00""#, "\"\n\""] {
            assert_eq!(from_str::<String>(half), Err(Malformed), "{half}");
        }
    }

    #[test]
    fn a_schedule_comes_back_as_it_was() {
        let text = serde_json::to_string(&istiocon()).unwrap();
        let schedule: Schedule = from_str(&text).unwrap();
        assert_eq!(serde_json::to_string(&schedule).unwrap(), text);
    }

    proptest! {
        #[test]
        fn what_serde_json_writes_is_read_as_it_was(value in outers()) {
            let read: Outer = from_str(&serde_json::to_string(&value).unwrap()).unwrap();
            prop_assert_eq!(&read, &value);
            prop_assert_eq!(from_str(&serde_json::to_string_pretty(&value).unwrap()), Ok(value));
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>(), signs in r#"[\[\]{}",:\\u0-9a-ftrue]{0,40}"#) {
            let _ = (from_str::<Outer>(&text), from_str::<Vec<Inner>>(&signs), from_str::<String>(&signs));
        }
    }
}
