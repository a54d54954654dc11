//! News: what was seen of the schedule, kept on this device.

use leptos::prelude::*;

use super::{super::words, Model, each_time};
use crate::{
    agenda::{Agenda, Seen, decode_seen, encode_seen},
    browser::{json, store},
    schedule::Schedule,
};

impl Model {
    /// Takes in what was seen at earlier visits, and in other tabs, and follows what is picked. The schedule is complete by now.
    pub fn follow_news(self) {
        let name = self.schedule.with_untracked(|schedule| format!("{}/seen", schedule.id));
        let load = {
            let name = name.clone();
            move || self.seen.set(decode_seen(json::parse, &store::setting(&name).unwrap_or_default()))
        };
        load();
        store::on_foreign_setting(&name, load);
        each_time(move || {
            self.agenda.track();
            self.schedule.track();
            self.see(|_, _| {});
        });
    }

    /// Changes what was seen, and keeps it. What it is about is the schedule in use.
    pub fn see(self, change: impl FnOnce(&mut Seen, &Schedule)) {
        let schedule = self.schedule.get_untracked();
        let mut seen = self.seen.get_untracked();
        change(&mut seen, &schedule);
        seen.follow(&self.agenda.read_untracked(), &schedule);
        if seen != *self.seen.read_untracked() {
            store::keep_setting(&format!("{}/seen", schedule.id), &encode_seen(&seen));
            self.seen.set(seen);
        }
    }

    /// Keeps as seen what differs between two versions of the schedule, both complete, and takes along what was picked under
    /// other ids.
    pub(super) fn note_changes(self, before: &Schedule, now: &Schedule) {
        let mut seen = self.seen.get_untracked();
        seen.note(before, now);
        self.seen.set(seen);
        let id = |schedule: &Schedule, place: usize| schedule.sessions[place].id.clone();
        let renamed = before.renamed(now).into_iter();
        let renamed: Vec<_> = renamed.map(|(old, new)| (id(before, old), id(now, new))).collect();
        let pairs = renamed.iter().map(|(old, new)| (&**old, &**new));
        let patch = self.agenda.read_untracked().carried_over(pairs);
        if patch != Agenda::default() {
            self.change_agenda(&patch, words::desk::carried_over(patch.picked().count()));
        }
    }
}
