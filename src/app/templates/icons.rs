//! The signs of the page, drawn on 24 by 24 units: symbols that stand in it once, and what shows one of them.

use maud::{Markup, html};

/// Those of the page as it opens.
const SYMBOLS: [(&str, &str); 7] = [
    ("list", "M4 6h16M4 12h16M4 18h10"),
    ("grid", "M4 4h7v9H4zM15 4h5v5h-5zM15 13h5v7h-5zM4 17h7v3H4z"),
    ("agenda", "m12 3.5 2.6 5.6 6.1.8-4.5 4.2 1.1 6-5.3-2.9-5.3 2.9 1.1-6-4.5-4.2 6.1-.8z"),
    ("now", "M12 3.5a8.5 8.5 0 1 0 .01 0zM12 7.5V12l3 2"),
    ("search", "M10.5 4.5a6 6 0 1 0 .01 0zM15 15l5 5"),
    ("menu", "M4 7h16M4 12h16M4 17h16"),
    ("filter", "M4 7h16M7 12h10M10 17h4"),
];

pub const CLOSE: &str = "m6 6 12 12M18 6 6 18";
pub const BACK: &str = "m14 6-6 6 6 6";
pub const FORWARD: &str = "m10 6 6 6-6 6";
pub const LESS: &str = "M5 12h14";
/// An eye that is struck out.
pub const HIDE: &str =
    "M3 12c2.5-4 5.5-6 9-6s6.5 2 9 6c-2.5 4-5.5 6-9 6s-6.5-2-9-6zM12 9.5a2.5 2.5 0 1 0 .01 0zM4 4l16 16";
pub const MORE: &str = "M5 12h14M12 5v14";

/// The first of them, out of sight.
pub fn symbols() -> Markup {
    html! {
        svg hidden {
            @for (name, path) in SYMBOLS { symbol id=(symbol_id(name)) viewBox="0 0 24 24" { path d=(path) {} } }
        }
    }
}

/// One of the others, by its path.
pub fn drawn(path: &str) -> String {
    html! { svg .icon aria-hidden="true" viewBox="0 0 24 24" { path d=(path) {} } }.into_string()
}

fn symbol_id(name: &str) -> String {
    format!("_icon-{name}")
}

/// A sign next to a word that says the same.
pub fn icon(name: &str) -> Markup {
    html! { svg .icon aria-hidden="true" { use href={ "#" (symbol_id(name)) } {} } }
}
