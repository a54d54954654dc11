//! The agenda: picks made, taken back, brought back, and stored.

use leptos::prelude::*;

use super::{NoticeStore, ReadOnly, ScheduleStore};
use crate::{
    agenda::{Agenda, NOTE, Priority, note_name},
    app::{notices::UNDO_ID, reactive::each_time},
    browser::{
        clock, page,
        store::{self, Tabs},
    },
    i18n,
};

/// What was changed last, and can be undone.
#[derive(Clone, Debug, PartialEq)]
pub struct Undoable {
    pub text: String,
    /// What was before, to be taken over again.
    before: Agenda,
}

/// What the attendee chose, as it is stored.
#[derive(Clone, Copy)]
pub struct AgendaStore {
    pub chosen: ReadOnly<Agenda>,
    /// The indices of the picks that the schedule has, in order of time.
    pub picked: Memo<Vec<usize>>,
    pub undoable: ReadOnly<Option<Undoable>>,
    /// Whether its days are shown to scale, in place of a list.
    pub is_to_scale: RwSignal<bool>,
    /// What was written on this page last, by name.
    written: StoredValue<Agenda>,
    told_not_kept: StoredValue<bool>,
    schedule: ScheduleStore,
    notices: NoticeStore,
}

impl AgendaStore {
    pub fn new(schedule: ScheduleStore, notices: NoticeStore) -> Self {
        let chosen = ReadOnly::new(Agenda::default());
        Self {
            chosen,
            picked: Memo::new(move |_| chosen.read().indices(&schedule.published.get())),
            undoable: ReadOnly::new(None),
            is_to_scale: RwSignal::new(false),
            written: StoredValue::new(Agenda::default()),
            told_not_kept: StoredValue::new(false),
            schedule,
            notices,
        }
    }

    /// Takes in what is stored, and what other tabs store from now on.
    pub fn load(self) {
        self.persist(&Agenda::default());
        store::on_foreign_change(&self.schedule.id(), move || self.persist(&self.chosen.get_untracked()));
    }

    /// Picks a session, or takes the pick back and offers undo.
    pub fn toggle(self, id: &str) {
        let picked = !self.chosen.read_untracked().is_picked(id);
        let changes = Agenda::of_pick(id, picked.then(Priority::default));
        self.forget_undoable();
        self.change(
            &changes,
            if picked { String::new() } else { i18n::removed(&self.schedule.title_of(id)) },
        );
        // In the agenda the row goes with its pick, and the button that had the focus with it.
        clock::after(0, || {
            if page::focus_is_lost() {
                page::focus_id(UNDO_ID);
            }
        });
    }

    /// Brings back what was before the last change.
    pub fn undo(self) {
        if let Some(undoable) = self.undoable.get_untracked() {
            self.forget_undoable();
            self.change(&undoable.before, String::new());
            let first = undoable.before.picked().next().unwrap_or_default().to_owned();
            clock::after(0, move || page::focus_id(&first));
        }
    }

    /// Offers no way back any more.
    pub fn forget_undoable(self) {
        self.undoable.writer().set(None);
    }

    /// Takes over changes; with a text that tells them the way back is offered.
    pub fn change(self, changes: &Agenda, text: String) {
        let mut agenda = self.chosen.get_untracked();
        let before = agenda.take_over(changes, clock::milliseconds());
        self.written.update_value(|written| {
            written.take_over(changes, 0);
        });
        self.persist(&agenda);
        if !text.is_empty() {
            self.undoable.writer().set(Some(Undoable { text, before }));
        }
    }

    /// Where a note that was written here is another now, from another tab, the way back is offered: once, so that what the
    /// other tab goes on to write does not take its place.
    pub fn offer_replaced_notes(self) {
        each_time(move || {
            let (agenda, written) = (self.chosen.read(), self.written.get_value());
            for (id, note) in written.texts(NOTE).filter(|(id, note)| agenda.text(&note_name(id)) != *note) {
                let text = i18n::agenda::note_replaced(&self.schedule.title_of(id));
                self.undoable
                    .writer()
                    .set(Some(Undoable { text, before: Agenda::of_text(&note_name(id), note) }));
                self.written.update_value(|written| written.write(&note_name(id), "", 0));
            }
        });
    }

    /// Tells other tabs that the record is another, and is told by them.
    pub fn notify_tabs(self) {
        let take_in = move || self.persist(&self.chosen.get_untracked());
        if let Some(tabs) = Tabs::open(&self.schedule.id(), take_in) {
            each_time(move || {
                self.chosen.track();
                tabs.notify();
            });
        }
    }

    /// Stores an agenda, merged with what is stored, and shows the result.
    fn persist(self, agenda: &Agenda) {
        let outcome = store::merge(&self.schedule.published.read_untracked().id, agenda);
        if let Some((why, key)) = outcome.quarantine {
            self.notices.add(i18n::quarantine(why, &key));
        }
        if outcome.not_kept && !self.told_not_kept.get_value() {
            self.told_not_kept.set_value(true);
            self.notices.add(i18n::NOT_KEPT.into());
        }
        if *self.chosen.read_untracked() != outcome.agenda {
            self.chosen.writer().set(outcome.agenda);
        }
    }
}
