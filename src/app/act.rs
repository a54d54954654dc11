//! What the buttons do: the value of each is an act, with what it is about after a space. One listener carries them out;
//! a listener on each button would be kilobytes of wasm for each kind of them, and work for each row.

pub const UNDO: &str = "undo";
pub const FORGET_UNDO: &str = "forget-undo";
pub const DISMISS_NOTICE: &str = "dismiss-notice";
pub const ACCEPT_UPDATE: &str = "accept-update";
pub const UPDATE_LATER: &str = "update-later";
pub const DISMISS_HELD_BACK: &str = "dismiss-held-back";
pub const SHOW_KEYS: &str = "show-keys";
pub const EARLIER: &str = "earlier";
pub const LATER: &str = "later";
pub const SHOW_PEOPLE: &str = "show-people";
pub const INSTALL: &str = "install";
pub const RESET: &str = "reset";
