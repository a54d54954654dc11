//! News: what was seen of the schedule, kept on this device.

use leptos::prelude::*;

use super::Model;
use crate::{
    agenda::{Agenda, Baseline, decode_baseline, encode_baseline},
    app::reactive::each_time,
    browser::{json, store},
    i18n,
    schedule::Schedule,
};

impl Model {
    /// Takes in what was seen at earlier visits, and in other tabs.
    pub(super) fn load_news(self) {
        let name = self.baseline_setting();
        let load = {
            let name = name.clone();
            move || {
                self.baseline.set(decode_baseline(json::parse, &store::setting(&name).unwrap_or_default()))
            }
        };
        load();
        store::on_foreign_setting(&name, load);
    }

    /// Follows what is picked: of a pick the state is kept in which it was seen. The schedule is complete by now.
    pub(super) fn record_picks(self) {
        each_time(move || {
            self.agenda.track();
            self.schedule.track();
            self.update_baseline(|_, _| {});
        });
    }

    fn baseline_setting(self) -> String {
        self.schedule.with_untracked(|schedule| format!("{}/seen", schedule.id))
    }

    /// Changes what was seen of the schedule in use.
    pub fn update_baseline(self, change: impl FnOnce(&mut Baseline, &Schedule)) {
        let schedule = self.schedule.get_untracked();
        let mut seen = self.baseline.get_untracked();
        change(&mut seen, &schedule);
        seen.record_picks(&self.agenda.read_untracked(), &schedule);
        self.persist_baseline(seen);
    }

    /// Stores what was seen, where that is another than before, and shows the news that are left.
    fn persist_baseline(self, seen: Baseline) {
        if seen != *self.baseline.read_untracked() {
            store::persist_setting(&self.baseline_setting(), &encode_baseline(&seen));
            self.baseline.set(seen);
        }
    }

    /// Keeps as seen what differs between two versions of the schedule, both complete, and takes along what was picked under
    /// other ids.
    pub(super) fn record_diff(self, before: &Schedule, now: &Schedule) {
        let mut seen = self.baseline.get_untracked();
        seen.record_diff(before, now);
        self.persist_baseline(seen);
        let id = |schedule: &Schedule, index: usize| schedule.sessions[index].id.clone();
        let renamed = before.renamed(now).into_iter();
        let renamed: Vec<_> = renamed.map(|(old, new)| (id(before, old), id(now, new))).collect();
        let pairs = renamed.iter().map(|(old, new)| (&**old, &**new));
        let patch = self.agenda.read_untracked().carried_over(pairs);
        if patch != Agenda::default() {
            self.change_agenda(&patch, i18n::agenda::carried_over(patch.picked().count()));
        }
    }
}
