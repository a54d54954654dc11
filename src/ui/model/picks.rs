//! Picks: made, taken back, brought back, and stored.

use leptos::prelude::*;

use super::{super::words, Model, Removed, UNDO_ID};
use crate::{
    agenda::Agenda,
    browser::{clock, page, store},
};

impl Model {
    /// Picks a session, or takes the pick back and offers undo.
    pub fn toggle(self, id: &str) {
        let (picked, is_first) = {
            let agenda = self.agenda.read_untracked();
            (!agenda.is_picked(id), agenda.picked().next().is_none())
        };
        self.decide(id, picked);
        if picked && is_first {
            self.ask_to_stay(true);
        }
        self.removed.set((!picked).then(|| Removed { id: id.to_owned(), title: self.title_of(id) }));
        // In the agenda the row goes with its pick, and the button that had the focus with it.
        clock::after(0, || {
            if page::focus_is_lost() {
                page::focus_id(UNDO_ID);
            }
        });
    }

    /// The title of a session, or of a pick that the schedule does not have any more.
    fn title_of(self, id: &str) -> String {
        let schedule = self.schedule.get_untracked();
        match schedule.session(id) {
            Some(session) => session.title.clone(),
            None => self.seen.read_untracked().title(id).unwrap_or_default().to_owned(),
        }
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
        let outcome = self.schedule.with_untracked(|schedule| store::merge(&schedule.id, agenda));
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
        self.see(|_| {});
    }
}
