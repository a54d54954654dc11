//! The dialog that tells which keys there are.

use maud::html;

use crate::ui::{act, words};

pub const KEYS_ID: &str = "_keys";

/// The dialog; `are_off` says whether the keys are switched off.
pub fn keys(are_off: bool) -> String {
    let markup = html! {
        dialog #(KEYS_ID) aria-labelledby="_keys-heading" {
            h2 #_keys-heading { (words::KEYS) }
            dl {
                @for (keys, does) in words::ALL_KEYS { dt { kbd { (keys) } } dd { (does) } }
            }
            form method="dialog" {
                button type="button" value=(act::SWITCH_KEYS) { (if are_off { words::KEYS_ON } else { words::KEYS_OFF }) }
                button value="close" autofocus { (words::CLOSE) }
            }
        }
    };
    markup.into_string()
}
