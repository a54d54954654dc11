//! Members of JSON that may be there or not, of whatever type.

use serde_json::Value;

use super::model::given;

pub trait Member {
    /// A text, or a number as text; nothing for an empty one. Of an object of texts by language (as pretalx has them) the English one,
    /// else the first.
    fn text(&self, name: &str) -> Option<String>;

    /// The items of a list; none where it is none.
    fn items(&self, name: &str) -> impl Iterator<Item = &Value>;
}

impl Member for Value {
    fn text(&self, name: &str) -> Option<String> {
        match &self[name] {
            Value::String(text) => given(text),
            Value::Number(number) => Some(number.to_string()),
            Value::Object(by_language) => {
                let english = by_language.get("en").and_then(Value::as_str).and_then(given);
                english.or_else(|| by_language.values().filter_map(Value::as_str).find_map(given))
            }
            _ => None,
        }
    }

    fn items(&self, name: &str) -> impl Iterator<Item = &Value> {
        self[name].as_array().into_iter().flatten()
    }
}
