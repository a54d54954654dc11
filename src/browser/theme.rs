//! Light or dark, by the system's setting or by hand.

use wasm_bindgen::prelude::wasm_bindgen;

use super::store;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = tidetable, js_name = paintTheme)]
    fn paint(theme: &str);
}

/// The setting's name in storage; `boot.js` reads it before the first paint.
const SETTING: &str = "theme";

/// `light`, `dark`, or empty for the system's.
pub fn chosen() -> String {
    store::setting(SETTING).filter(|theme| theme == "light" || theme == "dark").unwrap_or_default()
}

/// Shows a theme and keeps the choice.
pub fn choose(theme: &str) {
    paint(theme);
    store::persist_setting(SETTING, theme);
}
