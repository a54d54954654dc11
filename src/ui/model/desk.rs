//! The page's part of the desk (`ui::desk`): tells what the page holds, and takes over what is decided there.

use leptos::prelude::*;

use super::{
    super::{desk::State, words},
    Model, each_time,
};
use crate::{
    agenda::{decode, encode},
    browser::{clock, desk, json, location},
    schedule::places_text,
    view::to_query,
};

impl Model {
    /// Opens the desk, once the page answers.
    pub fn open_desk(self) {
        desk::open(
            move || untrack(|| self.desk_state()),
            move |changes, text| {
                if let Ok(changes) = decode(json::parse, &changes) {
                    self.change_agenda(&changes, text);
                }
            },
            move |what, id, value| self.decide(&what, &id, &value),
            &words::NOT_LOADED,
        );
        // What is said of a pick follows when nothing happens: a press must cost a press.
        each_time(move || {
            self.search_worker.track();
            self.agenda.track();
            self.zone.track();
            self.schedule.track();
            desk::changed(false);
        });
        let mut before = None;
        each_time(move || {
            let shown = self.view.with(|view| (view.view, view.language.clone()));
            if before.as_ref() != Some(&shown) {
                desk::changed(true);
                before = Some(shown);
            }
        });
    }

    fn desk_state(self) -> String {
        State {
            now: clock::now(),
            times: &self.times(),
            query: &to_query(&self.view.read()),
            page: &location::page(),
            agenda: &encode(&self.agenda.read()),
            visible: &places_text(&self.visible.read().days.concat()),
        }
        .to_text()
    }
}
