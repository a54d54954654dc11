//! News: what was seen of the schedule, kept on this device.

use leptos::prelude::*;

use super::{AgendaStore, ReadOnly, ScheduleStore};
use crate::{
    agenda::{Agenda, Baseline, decode_baseline, encode_baseline},
    app::reactive::each_time,
    browser::store,
    i18n,
    schedule::Schedule,
    time::Timestamp,
};

/// What was seen of the schedule: the difference to what it is are the news.
#[derive(Clone, Copy)]
pub struct NewsStore {
    pub baseline: ReadOnly<Baseline>,
    schedule: ScheduleStore,
    agenda: AgendaStore,
}

impl NewsStore {
    pub fn new(schedule: ScheduleStore, agenda: AgendaStore) -> Self {
        Self { baseline: ReadOnly::new(Baseline::default()), schedule, agenda }
    }

    /// Takes in what was seen at earlier visits, and in other tabs.
    pub fn load(self) {
        let name = self.setting();
        let load = {
            let name = name.clone();
            move || {
                let stored = store::setting(&name).unwrap_or_default();
                self.baseline.writer().set(decode_baseline(&stored));
            }
        };
        load();
        store::on_foreign_setting(&name, load);
    }

    fn dismissed_setting(self) -> String {
        format!("{}/announced", self.schedule.id())
    }

    /// The time of the latest announcement that was dismissed.
    pub fn dismissed_until(self) -> Option<Timestamp> {
        store::setting(&self.dismissed_setting())?.parse().ok().map(Timestamp)
    }

    /// Tells no more of what was announced until then.
    pub fn dismiss_until(self, latest: Timestamp) {
        store::persist_setting(&self.dismissed_setting(), &latest.0.to_string());
    }

    /// Follows what is picked: of a pick the state is kept in which it was seen. The schedule is complete by now.
    pub fn record_picks(self) {
        each_time(move || {
            self.agenda.chosen.track();
            self.schedule.published.track();
            self.update(|_, _| {});
        });
    }

    fn setting(self) -> String {
        format!("{}/seen", self.schedule.id())
    }

    /// Changes what was seen of the schedule in use.
    pub fn update(self, change: impl FnOnce(&mut Baseline, &Schedule)) {
        let schedule = self.schedule.published.get_untracked();
        let mut seen = self.baseline.get_untracked();
        change(&mut seen, &schedule);
        seen.record_picks(&self.agenda.chosen.read_untracked(), &schedule);
        self.persist(seen);
    }

    /// Stores what was seen, where that is another than before, and shows the news that are left.
    fn persist(self, seen: Baseline) {
        if seen != *self.baseline.read_untracked() {
            store::persist_setting(&self.setting(), &encode_baseline(&seen));
            self.baseline.writer().set(seen);
        }
    }

    /// Keeps as seen what differs between two versions of the schedule, both complete, and takes along what was picked under
    /// other ids.
    pub fn record_diff(self, before: &Schedule, now: &Schedule) {
        let mut seen = self.baseline.get_untracked();
        seen.record_diff(before, now);
        self.persist(seen);
        let id = |schedule: &Schedule, index: usize| schedule.sessions[index].id.clone();
        let renamed = before.renamed(now).into_iter();
        let renamed: Vec<_> = renamed.map(|(old, new)| (id(before, old), id(now, new))).collect();
        let pairs = renamed.iter().map(|(old, new)| (&**old, &**new));
        let patch = self.agenda.chosen.read_untracked().carried_over(pairs);
        if patch != Agenda::default() {
            self.agenda.change(&patch, i18n::agenda::carried_over(patch.picked().count()));
        }
    }
}
