//! What the page has to tell.

use leptos::prelude::*;

use super::ReadOnly;

/// The notices that stand until they are dismissed.
#[derive(Clone, Copy)]
pub struct NoticeStore {
    pub notices: ReadOnly<Vec<String>>,
    /// Those of them that tell what of the address can't be used.
    refused: StoredValue<Vec<String>>,
}

impl NoticeStore {
    pub fn new() -> Self {
        Self { notices: ReadOnly::new(Vec::new()), refused: StoredValue::new(Vec::new()) }
    }

    /// Tells something, unless just that stands already.
    pub fn add(self, text: String) {
        if !self.notices.read_untracked().contains(&text) {
            self.notices.writer().write().push(text);
        }
    }

    /// Tells what of the address can't be used.
    pub fn refuse(self, text: String) {
        self.refused.update_value(|refused| refused.push(text.clone()));
        self.add(text);
    }

    /// Takes back the notices about the address. Says whether there were any.
    pub fn forget_refused(self) -> bool {
        let refused = self.refused.get_value();
        if refused.is_empty() {
            return false;
        }
        self.refused.set_value(Vec::new());
        self.notices.writer().update(|notices| notices.retain(|notice| !refused.contains(notice)));
        true
    }

    pub fn dismiss(self, index: usize) {
        self.notices.writer().write().remove(index);
    }
}
