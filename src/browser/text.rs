//! What the browser knows of Unicode, so that the page need not carry its tables.

use js_sys::JsString;

/// Lower case, in no locale in particular (ECMA-262 section 22.1.3.28, Unicode's default case conversion), accents behind
/// their letters and compatible characters as the plain ones (section 22.1.3.15, form NFKD).
pub fn fold(text: &str) -> String {
    JsString::from(text).normalize("NFKD").to_lower_case().into()
}

/// The first letter of a name, without its accent and as a capital: as names are sorted.
pub fn initial(name: &str) -> String {
    let letter = name.trim().chars().next().map(String::from).unwrap_or_default();
    let plain = JsString::from(&*letter).normalize("NFD").to_upper_case();
    String::from(plain).chars().next().map(String::from).unwrap_or_default()
}
