//! Light or dark, by the system's setting or by hand.

use super::{document, store};

/// The setting's name in storage; `boot.js` reads it before the first paint.
const SETTING: &str = "theme";

/// `light`, `dark`, or empty for the system's.
pub fn chosen() -> String {
    store::setting(SETTING).filter(|theme| theme == "light" || theme == "dark").unwrap_or_default()
}

/// Shows a theme and keeps the choice.
pub fn choose(theme: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-theme", theme);
    }
    store::keep_setting(SETTING, theme);
}
