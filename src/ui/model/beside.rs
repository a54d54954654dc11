//! What else is asked of the worker: how many sessions the filters' choices leave, what goes with an open session, who speaks.
//! Where there is no worker, the page is without.

use leptos::prelude::*;

use super::{
    super::{markup, words},
    Model, each_time,
};
use crate::{
    browser::{clock, events, form, page, worker},
    view::{Choosable, choosable, to_query},
};

/// The counts that stand beside the choices.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    of: Vec<Choosable>,
    shown: Vec<String>,
    /// What was asked last.
    asked: String,
}

impl Model {
    /// Shows beside each choice of the filters how many sessions it leaves, and follows what changes that; and tells in
    /// each session that is opened what goes with it.
    pub(super) fn ask_beside(self) {
        each_time(move || {
            self.view.track();
            self.agenda.track();
            self.clock();
            self.count();
        });
        each_time(move || {
            self.zone.track();
            self.relate_open();
        });
        events::on_disclosed(move |id| self.relate(id));
    }

    /// The schedule is another: so are the choices, and all that was asked about it.
    pub(super) fn renew_beside(self) {
        let of = self.schedule.with_untracked(|schedule| choosable(schedule));
        self.counts.set_value(Counts { of, ..Counts::default() });
        self.count();
        self.relate_open();
    }

    fn count(self) {
        if !self.can_search.get_untracked() {
            return;
        }
        let places: Vec<_> = self.picked.read_untracked().iter().map(usize::to_string).collect();
        let (query, now) = {
            let view = self.view.read_untracked();
            // The minute matters to what is over, and to nothing else.
            let now = self.now_untracked().map(|now| now.0.to_string()).unwrap_or_default();
            (to_query(&view), now)
        };
        let situation = format!("{now} {}", places.join(","));
        let asked = format!("{query}\n{situation}");
        if self.counts.with_value(|counts| counts.asked == asked) {
            return;
        }
        self.counts.update_value(|counts| counts.asked.clone_from(&asked));
        clock::spawn(async move {
            let answer = worker::ask(worker::COUNT, &query, &situation).await;
            self.counts.update_value(|counts| {
                if let Some(answer) = answer.filter(|_| counts.asked == asked) {
                    counts.show(&answer);
                }
            });
        });
    }

    fn relate_open(self) {
        page::disclosed_sessions().into_iter().for_each(|id| self.relate(id));
    }

    fn relate(self, id: String) {
        let place = self
            .schedule
            .with_untracked(|schedule| schedule.sessions.iter().position(|session| session.id == id));
        let Some(place) = place.filter(|_| self.can_search.get_untracked()) else { return };
        let times = untrack(|| self.times());
        clock::spawn(async move {
            if let Some(related) = worker::ask(worker::RELATE, &place.to_string(), &times).await {
                page::relate(&id, &related);
            }
        });
    }

    /// Shows the index of speakers and companies.
    pub(super) fn show_people(self) {
        clock::spawn(async move {
            match worker::ask(worker::PEOPLE, "", "").await {
                Some(people) => page::show_dialog(markup::PEOPLE_ID, &people),
                None => self.tell(words::NOT_LOADED.into()),
            }
        });
    }
}

impl Counts {
    fn show(&mut self, answer: &str) {
        let counts: Vec<_> = answer.split(',').map(str::to_owned).collect();
        for (place, ((name, value), count)) in self.of.iter().zip(&counts).enumerate() {
            if self.shown.get(place) != Some(count) {
                form::count(&markup::choice_id(name, value), &markup::option_id(name, value), count);
            }
        }
        self.shown = counts;
    }
}
