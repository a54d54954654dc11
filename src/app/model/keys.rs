//! What single keys do.

use leptos::prelude::*;

use super::Model;
use crate::{
    app::{OpenDialog, shell::SEARCH_ID},
    browser::{events, location::Step, page, store},
    schedule::ConferencePhase,
    view::{Command, Keys},
};

/// The setting's name in storage: `off`, or nothing.
const SETTING: &str = "keys";

impl Model {
    pub(super) fn listen_to_keys(self) {
        let mut keys = Keys::default();
        events::on_document("keydown", move |event| {
            if let Some(command) = page::key(&event).and_then(|key| keys.press(&key))
                && self.obey(command)
            {
                event.prevent_default();
            }
        });
    }

    /// Carries out what a key does; says whether there was anything to do.
    fn obey(self, command: Command) -> bool {
        let focused = page::focused_session();
        match (command, focused) {
            (Command::Move(direction), Some((id, _))) => {
                let next = self.neighbour_in_grid(&id, direction);
                next.as_deref().map(page::focus_id).is_some()
            }
            (Command::Move(_), None) => false,
            _ if are_off() => false,
            (Command::Search, _) => {
                page::focus_id(SEARCH_ID);
                true
            }
            (Command::Step { forward }, _) => {
                page::step(forward);
                true
            }
            (Command::Pick, Some((id, _))) => {
                self.toggle(&id);
                true
            }
            // On a link or a button the key is that one's.
            (Command::Open, Some((id, true))) => {
                let is_open = page::toggle_disclosed(&id, true);
                self.address_of_disclosed(&id, is_open);
                true
            }
            (Command::Close, Some((id, _))) => {
                page::toggle_disclosed(&id, false);
                self.address_of_disclosed(&id, false);
                page::focus_id(&id);
                true
            }
            (Command::Look(view), _) => {
                self.look(Step::Push, |state| state.view = view);
                true
            }
            (Command::Now, _) => {
                let moment = untrack(|| self.moment());
                moment
                    .and_then(ConferencePhase::session)
                    .map(|session| self.lead_to(session.id.clone()))
                    .is_some()
            }
            (Command::Help, _) => {
                self.dialogs.show(OpenDialog::Keys);
                true
            }
            _ => false,
        }
    }
}

/// Switches the keys off, or on again.
pub fn switch_keys(on: bool) {
    store::keep_setting(SETTING, if on { "" } else { "off" });
}

pub fn are_off() -> bool {
    store::setting(SETTING).is_some_and(|setting| setting == "off")
}
