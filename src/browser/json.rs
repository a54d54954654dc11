//! JSON parsed by the browser.

use js_sys::{Array, JSON, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::json::Json;

/// A value of `JSON.parse` (ECMA-262 section 25.5.1).
pub struct Parsed(JsValue);

impl Json for Parsed {
    fn parse(text: &str) -> Result<Self, String> {
        JSON::parse(text).map(Self).map_err(|error| {
            let message = error.dyn_ref::<js_sys::Error>().map(js_sys::Error::message);
            message.map(String::from).unwrap_or_default()
        })
    }

    fn get(&self, name: &str) -> Option<Self> {
        // It throws where the value is no object.
        Reflect::get(&self.0, &name.into()).ok().filter(|member| !member.is_undefined()).map(Self)
    }

    fn names(&self) -> Option<Vec<String>> {
        let object = self.0.dyn_ref::<Object>().filter(|_| !Array::is_array(&self.0))?;
        Some(Object::keys(object).iter().filter_map(|name| name.as_string()).collect())
    }

    fn items(&self) -> Option<Vec<Self>> {
        Some(self.0.dyn_ref::<Array>()?.iter().map(Self).collect())
    }

    fn string(&self) -> Option<String> {
        self.0.as_string()
    }

    fn boolean(&self) -> Option<bool> {
        self.0.as_bool()
    }

    fn whole(&self) -> Option<u64> {
        let number = self.0.as_f64()?;
        (number >= 0.0 && number <= (1u64 << 53) as f64 && number.fract() == 0.0).then_some(number as u64)
    }
}
