//! What is on and what comes next.

use leptos::prelude::*;

use super::{
    Model,
    reactive::each_time,
    templates::{self, Times},
};
use crate::browser::page;

/// The element for it.
pub const MOMENT_ID: &str = "_moment";

/// Tells what is on and what comes next, however often that changes: who has opened a list in it, or has the focus there, keeps
/// both.
pub fn show_moment(model: Model) {
    let markup = Memo::new(move |_| {
        let (schedule, now) = (model.schedule.get(), model.now());
        let markup = model.moment().zip(now).map(|(moment, now)| {
            let zone = model.zone.read();
            let times = Times { zone: &zone, cycle: model.cycle() };
            templates::moment(&moment, now, &schedule, &model.agenda.read(), times)
        });
        markup.unwrap_or_default()
    });
    each_time(move || page::update_keeping_focus(MOMENT_ID, &markup.read()));
}
