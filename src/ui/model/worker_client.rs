//! What else is asked of the worker: how many sessions the filters' choices leave, what goes with an open session, who speaks.
//! Where there is no worker, the page is without.

use leptos::prelude::*;

use super::{
    super::{markup, words},
    Model, SearchWorker, each_time,
};
use crate::{
    browser::{clock, events, form, page, worker},
    schedule::{places_text, version},
    view::{View, to_query},
};

/// How long after a change the choices are counted, in milliseconds.
const COUNT_AFTER: i32 = 600;

impl Model {
    /// Shows beside each choice of the filters how many sessions it leaves, and follows what changes that; and tells in
    /// each session that is opened what goes with it.
    pub(super) fn follow_worker(self) {
        each_time(move || {
            self.view.track();
            self.clock();
            self.count_soon();
        });
        each_time(move || {
            let (picked, view) = (self.picked.read(), self.view.read_untracked());
            // Without the worker there are no counts.
            if !self.can_search() {
                return;
            }
            if view.picked_only || view.view == View::Agenda {
                return self.count_soon();
            }
            // What the other filters let through is what is shown.
            let visible = self.visible.read_untracked();
            let count =
                picked.iter().filter(|place| visible.find(|other| other == **place).is_some()).count();
            form::count(&markup::choice_id("picks", "only"), &count.to_string());
        });
        events::on_document("focusin", |event| form::tell_counts(&event, true));
        events::on_document("focusout", |event| form::tell_counts(&event, false));
        each_time(move || {
            self.zone.track();
            self.relate_open();
        });
        events::on_disclosed(move |id| self.relate(id));
    }

    /// Gives the worker the schedule in use. Then what is made of that is asked anew.
    pub(super) fn load_worker(self, file: String) {
        clock::spawn(async move {
            let schedule = self.schedule.get_untracked();
            let shown = self.parts_of.get_value();
            let parts = worker::load(&file, &schedule, &shown).await;
            if !self.is_in_use(&schedule) {
                return;
            }
            let works = parts.is_some();
            if let Some(parts) = parts {
                let mut parts = parts.split(worker::SEPARATOR);
                while let Some((id, markup)) = parts.next().zip(parts.next()) {
                    form::renew(id, markup);
                }
                self.parts_of.set_value(version(&file));
                untrack(|| self.show_choices());
            }
            self.search_worker.set(if works { SearchWorker::Ready } else { SearchWorker::Failed });
            self.ask();
            self.counted.set_value(String::new());
            self.count();
            self.relate_open();
        });
    }

    /// Counts when nothing has happened for a while: what is looked for comes first.
    fn count_soon(self) {
        let changes = self.changes.get_value() + 1;
        self.changes.set_value(changes);
        clock::after(COUNT_AFTER, move || {
            if self.changes.get_value() == changes {
                self.count();
            }
        });
    }

    fn count(self) {
        if !self.can_search() {
            return;
        }
        let (query, now) = {
            let view = self.view.read_untracked();
            // The minute matters to what is over, and to nothing else.
            let now = self.now_untracked().map(|now| now.0.to_string()).unwrap_or_default();
            (to_query(&view), now)
        };
        let situation = format!("{now} {}", places_text(&self.picked.read_untracked()));
        let asked = format!("{query}\n{situation}");
        if self.counted.with_value(|before| *before == asked) {
            return;
        }
        self.counted.set_value(asked);
        clock::spawn(async move {
            // Of each answer what differs from the one before it is told, so each is taken over.
            let answer = worker::ask(worker::COUNT, &query, &situation).await.unwrap_or_default();
            let mut parts = answer.split(worker::SEPARATOR);
            while let Some((choice, count)) = parts.next().zip(parts.next()) {
                form::count(choice, count);
            }
        });
    }

    fn relate_open(self) {
        if self.can_search() {
            page::disclosed_sessions().into_iter().for_each(|id| self.relate(id));
        }
    }

    fn relate(self, id: String) {
        let place = self.schedule.with_untracked(|schedule| schedule.place_of(&id));
        let Some(place) = place.filter(|_| self.can_search()) else { return };
        let times = untrack(|| self.times());
        clock::spawn(async move {
            if let Some(related) = worker::ask(worker::RELATE, &place.to_string(), &times).await {
                page::relate(&id, &related);
            }
        });
    }

    /// Shows the index of speakers and companies.
    pub(super) fn show_people(self) {
        self.show_dialog(markup::PEOPLE_ID, worker::PEOPLE, "");
    }

    /// Shows a dialog, as the worker makes it.
    pub(super) fn show_dialog(self, id: &'static str, act: &'static str, about: &'static str) {
        clock::spawn(async move {
            match worker::ask(act, about, "").await {
                Some(dialog) => page::show_dialog(id, &dialog),
                None => self.tell(words::NOT_LOADED.into()),
            }
        });
    }
}
