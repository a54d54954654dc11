//! What somebody hides of the programme on a device: a button behind each track, room and format. It is no part of a view that an
//! address shares; as a setting of the page's own it is kept in the words of one (`format=workshop&room=Hall+3`).

use leptos::prelude::*;

use super::{App, reactive::each_time, templates};
use crate::{
    browser::{events, form, store},
    schedule::Field,
    view::{ViewState, parse, to_query},
};

/// The attribute of the buttons: `name` is a facet, `value` what of it is hidden, or is shown again.
const HIDE: &str = "data-hide";

impl App {
    /// The name of the setting.
    fn hidden_setting(self) -> String {
        format!("{}/hidden", self.schedule.published.read_untracked().id)
    }

    /// Hides what is hidden on this device.
    pub(super) fn load_hidden(self) {
        let kept = store::setting(&self.hidden_setting()).unwrap_or_default();
        self.view.set_hidden(parse(&kept).0.facets);
    }
}

/// Offers it, and keeps what is hidden.
pub fn follow(app: App) {
    let setting = app.hidden_setting();
    store::on_foreign_setting(&setting, move || app.load_hidden());
    let hidden = Memo::new(move |_| app.view.filters.read().hidden.clone());
    Effect::new(move |before: Option<()>| {
        let kept = to_query(&ViewState { facets: hidden.get(), ..ViewState::default() });
        // What was read at the start is not written again.
        if before.is_some() {
            store::persist_setting(&setting, &kept);
        }
    });
    each_time(move || {
        let hidden = hidden.read();
        // The choices are others when the search worker has told them.
        app.search.facet_values.track();
        for (facet, choices) in templates::hideable() {
            form::add_buttons(&choices, |value| templates::hide_button(facet, value));
        }
        form::show_pressed(HIDE, |name, value| {
            Field::facet(name).is_some_and(|facet| hidden.has(facet, value))
        });
    });
    events::on_document("click", move |event| {
        let pressed = form::pressed(&event, HIDE);
        if let Some((facet, value)) = pressed.and_then(|(name, value)| Some((Field::facet(&name)?, value))) {
            app.view.toggle_hidden(facet, &value);
        }
    });
    events::on_window_first("toggle", |event| form::ticked_first(&event));
}
