//! Names of languages, and how names are sorted, as the browser's `Intl` knows it (ECMA-402) in the language of the page.

use std::cmp::Ordering;

use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::dates;
use crate::i18n::{self, Locale};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DisplayNames;
    #[wasm_bindgen(catch, constructor, js_namespace = Intl)]
    fn new(locales: &JsValue, options: &JsValue) -> Result<DisplayNames, JsValue>;
    /// Throws for what has not the form of a language's tag.
    #[wasm_bindgen(catch, method)]
    fn of(this: &DisplayNames, key: &str) -> Result<Option<String>, JsValue>;
}

fn locale() -> JsValue {
    Locale::current().tag.into()
}

fn options(name: &str, value: JsValue) -> Object {
    let options = Object::new();
    let _ = Reflect::set(&options, &name.into(), &value);
    options
}

/// The name of a language key; a key that has none is shown as it is.
pub fn language(key: &str) -> String {
    let names = DisplayNames::new(&locale(), &options("type", "language".into()));
    names.and_then(|names| names.of(key)).ok().flatten().unwrap_or_else(|| key.to_owned())
}

/// The order of names as people of a language look them up: case and accents count last, what is a number by its value.
pub struct Collator(Intl::Collator);

impl Collator {
    /// Of the language of that tag (BCP 47). To make one takes longer than to use it.
    pub fn new(locale: &str) -> Self {
        Self(Intl::Collator::new(&Array::of1(&locale.into()), &options("numeric", true.into())))
    }

    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let order = self.0.compare().call2(&JsValue::NULL, &a.into(), &b.into());
        order.ok().and_then(|order| order.as_f64()).map_or(Ordering::Equal, |order| order.total_cmp(&0.0))
    }
}

thread_local! {
    static COLLATOR: Collator = Collator::new(Locale::current().tag);
}

/// What the browser knows of the language of the page.
pub const INTL: i18n::Intl = i18n::Intl {
    day_and_month: dates::day_and_month,
    weekday: dates::weekday,
    short_weekday: dates::short_weekday,
    language,
    by_name,
};

/// Compares names by the rules of the page's language.
pub fn by_name(a: &str, b: &str) -> Ordering {
    COLLATOR.with(|collator| collator.compare(a, b))
}
