//! The four states as signals, what is derived from them, and what people do to them. Rules are in the pure rooms;
//! components read from here and call its methods.

mod address;
mod picks;

use std::sync::{Arc, OnceLock};

use leptos::prelude::*;

use super::{app::CONTROLS_ID, markup, words};
use crate::{
    agenda::Agenda,
    browser::{clock, form, location, page, store, text, theme, zones},
    schedule::{Moment, Schedule, Session},
    time::{HourCycle, Instant, Zone},
    view::{Haystacks, View, ViewState, Visible, ZoneChoice},
};

/// The id of the button that brings back what was removed.
pub const UNDO_ID: &str = "undo";

/// When to list the zones there are: four hundred options that few open are not worth a later first answer.
const LIST_ZONES_AFTER: i32 = 500;

/// What only the browser knows. Nothing until the page is awake: until then it shows exactly what was prerendered.
#[derive(Clone, Debug, PartialEq)]
struct Viewer {
    zone: Zone,
    cycle: HourCycle,
    /// The browser's clock, to the minute.
    clock: Instant,
}

/// What the latest removal took away.
#[derive(Clone, Debug, PartialEq)]
pub struct Removed {
    id: String,
    pub title: String,
}

/// The app's state, to be copied into whatever needs it.
#[derive(Clone, Copy)]
pub struct Model {
    pub schedule: StoredValue<Arc<Schedule>>,
    /// Tells that the schedule holds more of each session than it did; the sessions and their places are the same.
    pub details: Trigger,
    haystacks: StoredValue<Arc<OnceLock<Haystacks>>>,
    pub agenda: RwSignal<Agenda>,
    pub view: RwSignal<ViewState>,
    viewer: RwSignal<Option<Viewer>>,
    zone_names: RwSignal<Vec<String>>,

    /// The zone times are shown in.
    pub zone: Memo<Zone>,
    pub visible: Memo<Visible>,
    /// The places of the picks that the schedule has, in order of time.
    pub picked: Memo<Vec<usize>>,

    pub removed: RwSignal<Option<Removed>>,
    pub notices: RwSignal<Vec<String>>,
    told_not_kept: StoredValue<bool>,
    retired: StoredValue<bool>,
}

impl Model {
    pub fn new(schedule: Arc<Schedule>) -> Self {
        let agenda = RwSignal::new(Agenda::default());
        let view = RwSignal::new(ViewState::default());
        let viewer = RwSignal::new(None::<Viewer>);

        let schedule = StoredValue::new(schedule);
        let details = Trigger::new();
        let haystacks = StoredValue::new(Arc::default());

        let zone = Memo::new(move |shown: Option<&Zone>| {
            let schedule = schedule.get_value();
            let Some(viewer) = viewer.get() else { return schedule.venue.clone() };
            match &view.read().zone {
                ZoneChoice::Local => viewer.zone,
                ZoneChoice::Utc => Zone::utc(),
                ZoneChoice::Named(name) => match shown {
                    Some(shown) if shown.name == *name => shown.clone(),
                    // An address with a zone that the browser does not know was refused when it was read.
                    _ => zones::named(name, &schedule.instants()).unwrap_or(viewer.zone),
                },
            }
        });

        let visible = Memo::new(move |_| {
            details.track();
            let state = view.read();
            // Where the agenda does not matter to what is shown, a pick must not make all of it be worked out anew.
            let of_agenda = state.picked_only || state.view == View::Agenda;
            let agenda = if of_agenda { agenda.get() } else { Agenda::default() };
            Visible::of(&schedule.get_value(), &state, &agenda, text::fold, &haystacks.get_value())
        });

        let picked = Memo::new(move |_| agenda.read().places(&schedule.get_value()));

        Self {
            schedule,
            details,
            haystacks,
            agenda,
            view,
            viewer,
            zone_names: RwSignal::new(Vec::new()),
            zone,
            visible,
            picked,
            removed: RwSignal::new(None),
            notices: RwSignal::new(Vec::new()),
            told_not_kept: StoredValue::new(false),
            retired: StoredValue::new(false),
        }
    }

    /// Takes over the whole of the schedule that the model was made of the index of.
    pub fn complete(self, schedule: Schedule) {
        self.schedule.set_value(Arc::new(schedule));
        self.haystacks.set_value(Arc::default());
        self.details.notify();
        // A row that was opened had nothing to disclose until now.
        if let Some(id) = self.view.get_untracked().open {
            clock::after(0, move || page::disclose(&id));
        }
    }

    /// The session at a place of the schedule.
    pub fn session(self, place: usize) -> Arc<Session> {
        self.schedule.with_value(|schedule| schedule.sessions[place].clone())
    }

    /// Lets go of the page: another model has its view there now. What the browser was asked to call is called in vain;
    /// the signals stay, since effects that are due may still read them.
    pub fn retire(self) {
        self.retired.set_value(true);
    }

    /// Takes in what only the browser knows: zone, moment, address, picks; and listens for their changes. Called once,
    /// after hydration.
    pub fn wake(self) {
        let schedule = self.schedule.get_value();
        let zone = zones::local(&schedule.instants(), words::LOCAL_UNNAMED);
        form::fill(markup::LOCAL_ZONE_ID, &maud::html! { (words::local_zone(&zone.name)) }.into_string());
        self.viewer.set(Some(Viewer { zone, cycle: zones::hour_cycle(), clock: clock::now() }));
        let live = move |act: fn(Self)| {
            move || {
                if !self.retired.get_value() {
                    act(self);
                }
            }
        };
        clock::every_minute(live(|model| {
            if let Some(viewer) = &mut *model.viewer.write() {
                viewer.clock = clock::now();
            }
        }));
        clock::after(LIST_ZONES_AFTER, live(|model| model.zone_names.set(zones::names())));
        self.keep(&Agenda::default());
        store::on_foreign_change(&schedule.id, live(|model| model.keep(&model.agenda.get_untracked())));
        self.read_address();
        location::on_change(live(Self::read_address));
        location::on_follow(move |link| {
            if !self.retired.get_value() {
                self.follow(link);
            }
        });
        self.show_controls();
    }

    /// The moment shown: the clock's, to the minute, or the one rehearsed.
    pub fn now(self) -> Option<Instant> {
        let clock = self.viewer.read().as_ref()?.clock;
        Some(self.view.read().now.unwrap_or(clock))
    }

    pub fn cycle(self) -> HourCycle {
        self.viewer.read().as_ref().map(|viewer| viewer.cycle).unwrap_or_default()
    }

    /// Where in the conference the moment falls, among the sessions of the language shown.
    pub fn moment(self) -> Option<Moment> {
        let (now, state) = (self.now()?, self.view.read());
        self.schedule.with_value(|schedule| {
            let language = state.language_key(schedule);
            Moment::among(schedule.sessions.iter().filter(|session| session.is_in(language)), now)
        })
    }

    /// Keeps the controls showing what is looked at, however that came about.
    fn show_controls(self) {
        let schedule = self.schedule.get_value();
        let venue = schedule.venue.name.clone();
        let zone_options = Memo::new(move |_| {
            let mut names = self.zone_names.get();
            names.retain(|name| *name != venue);
            if let ZoneChoice::Named(chosen) = &self.view.read().zone
                && *chosen != venue
                && !names.contains(chosen)
            {
                names.insert(0, chosen.clone());
            }
            markup::zone_options(&names).into_string()
        });
        Effect::new(move |offered: Option<String>| {
            let options = zone_options.get();
            if offered.as_ref() != Some(&options) {
                form::fill(markup::ZONES_ID, &options);
            }
            let view = self.view.read();
            form::show(
                CONTROLS_ID,
                |name| if name == markup::THEME { theme::chosen() } else { view.value(name, &schedule) },
                |name, value| view.is_chosen(name, value, &schedule),
            );
            options
        });
    }

    /// What is shown and why no more, in words.
    pub fn showing(self) -> String {
        let view = self.view.read();
        if view.view == View::Agenda {
            let (here, all) = (self.picked.read().len(), self.agenda.read().picked().count());
            return words::agenda_holds(here, all - here);
        }
        self.schedule.with_value(|schedule| {
            let language = view.language_key(schedule);
            let of = schedule.sessions.iter().filter(|session| session.is_in(language)).count();
            words::showing(self.visible.read().len(), of, language, view.is_narrowed())
        })
    }

    /// Tells something, unless just that stands already.
    fn tell(self, text: String) {
        if !self.notices.read_untracked().contains(&text) {
            self.notices.write().push(text);
        }
    }

    /// Takes away the notice at that place.
    pub fn dismiss(self, place: usize) {
        if place < self.notices.read_untracked().len() {
            self.notices.write().remove(place);
        }
    }
}
