//! Picks: made, taken back, brought back, and stored.

use leptos::prelude::*;

use super::{super::words, Model, Removed, UNDO_ID};
use crate::{
    agenda::Agenda,
    browser::{clock, page, store},
    schedule::Session,
};

impl Model {
    /// Picks a session, or takes the pick back and offers undo.
    pub fn toggle(self, session: &Session) {
        let picked = !self.agenda.read_untracked().is_picked(&session.id);
        self.decide(&session.id, picked);
        self.removed.set((!picked).then(|| Removed { id: session.id.clone(), title: session.title.clone() }));
        // In the agenda the row goes with its pick, and the button that had the focus with it.
        clock::after(0, || {
            if page::focus_is_lost() {
                page::focus_id(UNDO_ID);
            }
        });
    }

    /// Brings back what was removed last.
    pub fn undo(self) {
        if let Some(removed) = self.removed.get_untracked() {
            self.removed.set(None);
            self.decide(&removed.id, true);
            clock::after(0, move || page::focus_id(&removed.id));
        }
    }

    pub(super) fn decide(self, id: &str, picked: bool) {
        let mut agenda = self.agenda.get_untracked();
        agenda.set(id, picked, clock::milliseconds());
        self.keep(&agenda);
    }

    /// Stores an agenda, merged with what is stored, and shows the result.
    pub(super) fn keep(self, agenda: &Agenda) {
        let outcome = self.schedule.with_value(|schedule| store::merge(&schedule.id, agenda));
        if let Some((why, key)) = outcome.set_aside {
            self.tell(words::set_aside(why, &key));
        }
        if outcome.not_kept && !self.told_not_kept.get_value() {
            self.told_not_kept.set_value(true);
            self.tell(words::NOT_KEPT.into());
        }
        if *self.agenda.read_untracked() != outcome.agenda {
            self.agenda.set(outcome.agenda);
        }
    }
}
