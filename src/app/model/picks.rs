//! Picks: made, taken back, brought back, and stored.

use leptos::prelude::*;

use super::{Model, Undoable};
use crate::{
    agenda::{Agenda, NOTE, Priority, note_name},
    app::notices::UNDO_ID,
    app::reactive::each_time,
    browser::{clock, page, store},
    i18n,
};

impl Model {
    /// Picks a session, or takes the pick back and offers undo.
    pub fn toggle(self, id: &str) {
        let picked = !self.agenda.read_untracked().is_picked(id);
        let changes = Agenda::of_pick(id, picked.then(Priority::default));
        self.undoable.set(None);
        self.change_agenda(&changes, if picked { String::new() } else { i18n::removed(&self.title_of(id)) });
        // In the agenda the row goes with its pick, and the button that had the focus with it.
        clock::after(0, || {
            if page::focus_is_lost() {
                page::focus_id(UNDO_ID);
            }
        });
    }

    /// The title of a session, or of a pick that the schedule does not have any more, as the page shows it.
    fn title_of(self, id: &str) -> String {
        let schedule = self.schedule.get_untracked();
        schedule.session(id).map_or_else(|| page::title(id), |session| session.title.clone())
    }

    /// Brings back what was before the last change.
    pub fn undo(self) {
        if let Some(undoable) = self.undoable.get_untracked() {
            self.undoable.set(None);
            self.change_agenda(&undoable.before, String::new());
            let first = undoable.before.picked().next().unwrap_or_default().to_owned();
            clock::after(0, move || page::focus_id(&first));
        }
    }

    /// Takes over changes of the agenda; with a text that tells them the way back is offered.
    pub fn change_agenda(self, changes: &Agenda, text: String) {
        let mut agenda = self.agenda.get_untracked();
        let before = agenda.take_over(changes, clock::milliseconds());
        self.written.update_value(|written| {
            written.take_over(changes, 0);
        });
        self.persist(&agenda);
        if !text.is_empty() {
            self.undoable.set(Some(Undoable { text, before }));
        }
    }

    /// Where a note that was written here is another now, from another tab, the way back is offered: once, so that what the
    /// other tab goes on to write does not take its place.
    pub(super) fn offer_replaced_notes(self) {
        each_time(move || {
            let (agenda, written) = (self.agenda.read(), self.written.get_value());
            for (id, note) in written.texts(NOTE).filter(|(id, note)| agenda.text(&note_name(id)) != *note) {
                let text = i18n::agenda::note_replaced(&self.title_of(id));
                self.undoable.set(Some(Undoable { text, before: Agenda::of_text(&note_name(id), note) }));
                self.written.update_value(|written| written.write(&note_name(id), "", 0));
            }
        });
    }

    /// Tells other tabs that the record is another, since not every engine tells them what is stored.
    pub(super) fn notify_tabs(self) {
        each_time(move || {
            self.agenda.track();
            store::notify_tabs();
        });
    }

    /// Stores an agenda, merged with what is stored, and shows the result.
    pub(super) fn persist(self, agenda: &Agenda) {
        let outcome = self.schedule.with_untracked(|schedule| store::merge(&schedule.id, agenda));
        if let Some((why, key)) = outcome.quarantine {
            self.add_notice(i18n::quarantine(why, &key));
        }
        if outcome.not_kept && !self.told_not_kept.get_value() {
            self.told_not_kept.set_value(true);
            self.add_notice(i18n::NOT_KEPT.into());
        }
        if *self.agenda.read_untracked() != outcome.agenda {
            self.agenda.set(outcome.agenda);
        }
    }
}
