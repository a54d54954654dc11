//! A JSON value (RFC 8259), whoever parsed it.
//!
//! The page lets the browser parse (`browser::json`): a parser of its own, with the maps and number tables that go with
//! it, would be a tenth of its bytes and slower. Native code uses `serde_json`. The pure rooms read either.

/// A parsed JSON value. What is not there, or of another type, is nothing.
pub trait Json: Sized {
    /// Parses a text.
    ///
    /// # Errors
    /// Where it is not JSON; the parser's words.
    fn parse(text: &str) -> Result<Self, String>;

    /// An object's member.
    fn get(&self, name: &str) -> Option<Self>;

    /// An object's member names; none where it is no object.
    fn names(&self) -> Option<Vec<String>>;

    /// An array's items.
    fn items(&self) -> Option<Vec<Self>>;

    fn string(&self) -> Option<String>;

    fn boolean(&self) -> Option<bool>;

    /// A number without sign or fraction, up to 2^53 (RFC 8259 section 6: what every reader agrees on).
    fn whole(&self) -> Option<u64>;

    /// A member that is a text, without white space around it, where anything is left then.
    fn text(&self, name: &str) -> Option<String> {
        let text = self.get(name)?.string()?;
        let trimmed = text.trim();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
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

#[cfg(not(target_arch = "wasm32"))]
impl Json for serde_json::Value {
    fn parse(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    fn get(&self, name: &str) -> Option<Self> {
        self.as_object()?.get(name).cloned()
    }

    fn names(&self) -> Option<Vec<String>> {
        Some(self.as_object()?.keys().cloned().collect())
    }

    fn items(&self) -> Option<Vec<Self>> {
        self.as_array().cloned()
    }

    fn string(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }

    fn boolean(&self) -> Option<bool> {
        self.as_bool()
    }

    fn whole(&self) -> Option<u64> {
        self.as_u64().filter(|number| *number <= 1 << 53)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    proptest! {
        #[test]
        fn a_quoted_text_is_json_again(text in any::<String>()) {
            let back = <Value as Json>::parse(&quoted(&text)).unwrap();
            prop_assert_eq!(back.string(), Some(text));
        }
    }
}
