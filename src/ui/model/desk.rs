//! The page's part of the desk (`ui::desk`): tells what the page holds, and takes over what is decided there.

use leptos::prelude::*;

use super::{super::desk::State, Model, each_time};
use crate::{
    agenda::{decode, encode},
    browser::{clock, desk, json::Parsed, location},
    view::{View, to_query},
};

impl Model {
    /// Opens the desk, once the page answers.
    pub fn open_desk(self) {
        desk::open(
            move || untrack(|| self.desk_state()),
            move |changes, text| {
                if let Ok(changes) = decode::<Parsed>(&changes) {
                    self.change_agenda(&changes, text);
                }
            },
        );
        let mut before = View::default();
        each_time(move || {
            let view = self.view.read().view;
            let is_soon = view != before || !self.removed.read().is_none();
            self.has_worker.track();
            self.agenda.track();
            self.zone.track();
            self.schedule.track();
            desk::changed(is_soon);
            before = view;
        });
    }

    fn desk_state(self) -> String {
        let places = self.visible.read().days.concat();
        let places = places.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
        State {
            now: clock::now(),
            times: &self.times(),
            query: &to_query(&self.view.read()),
            page: &location::page(),
            agenda: &encode(&self.agenda.read()),
            visible: &places,
        }
        .to_text()
    }
}
