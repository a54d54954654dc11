//! When: the moment shown, and the zone in which times are.

use leptos::prelude::*;

use super::{ReadOnly, ScheduleStore, ViewStore};
use crate::{
    app::templates::{self, Times},
    browser::{clock, events, form, zones},
    i18n,
    schedule::ConferencePhase,
    time::{HourCycle, Timestamp, Zone},
    view::{ViewState, ZoneChoice},
};

/// When to list the zones there are: four hundred options that few open are not worth a later first answer.
const LIST_ZONES_AFTER: i32 = 500;

/// What only the browser knows. Nothing until the page is hydrated: until then it shows exactly what was prerendered.
#[derive(Clone, Debug, PartialEq)]
struct Viewer {
    zone: Zone,
    cycle: HourCycle,
    /// The browser's clock, to the minute.
    clock: Timestamp,
}

/// The instant and the viewer's zone.
#[derive(Clone, Copy)]
pub struct TimeStore {
    viewer: RwSignal<Option<Viewer>>,
    /// The moment shown: the clock's, to the minute, or the one rehearsed.
    pub now: Memo<Option<Timestamp>>,
    /// The zone times are shown in.
    pub zone: Memo<Zone>,
    /// The zones that the browser knows, by name; none until they are listed.
    pub zone_names: ReadOnly<Vec<String>>,
    schedule: ScheduleStore,
    view: ViewStore,
}

impl TimeStore {
    pub fn new(schedule: ScheduleStore, view: ViewStore) -> Self {
        let viewer = RwSignal::new(None::<Viewer>);
        let now = Memo::new(move |_| {
            let clock = viewer.read().as_ref()?.clock;
            Some(view.filters.read().now.unwrap_or(clock))
        });
        let zone = Memo::new(move |_| {
            let schedule = schedule.published.read();
            let Some(viewer) = viewer.get() else { return schedule.venue.clone() };
            match &view.filters.read().zone {
                ZoneChoice::Local => viewer.zone,
                ZoneChoice::Utc => Zone::utc(),
                // An address with a zone that the browser does not know was refused when it was read.
                ZoneChoice::Named(name) => zones::named(name, &schedule.instants()).unwrap_or(viewer.zone),
            }
        });
        Self { viewer, now, zone, zone_names: ReadOnly::new(Vec::new()), schedule, view }
    }

    /// Takes in what the browser's clock tells, now and from now on.
    pub fn follow_clock(self) {
        self.read_clock();
        clock::every_minute(move || self.read_clock());
        events::on_shown(move || self.read_clock());
    }

    /// Takes in what the browser's clock tells, and in which zone: people travel with a page open.
    pub fn read_clock(self) {
        let instants = self.schedule.published.read_untracked().instants();
        let (zone, cycle) = zones::local(&instants, &i18n::LOCAL_UNNAMED);
        let is_other =
            self.viewer.read_untracked().as_ref().is_none_or(|viewer| viewer.zone.name != zone.name);
        self.viewer.set(Some(Viewer { zone, cycle, clock: clock::now() }));
        if is_other {
            self.name_local_zone();
        }
    }

    /// Names the viewer's zone in the controls.
    pub fn name_local_zone(self) {
        if let Some(Viewer { zone, .. }) = &*self.viewer.read_untracked() {
            form::set_markup(templates::LOCAL_ZONE_ID, &templates::text(&i18n::local_zone(&zone.name)));
        }
    }

    /// Lists the zones there are, when nothing else is to be done any more.
    pub fn list_zones(self) {
        clock::after(LIST_ZONES_AFTER, move || self.zone_names.writer().set(zones::names()));
    }

    /// Whether what only the browser knows was taken in: before that nothing is known of picks.
    pub fn is_known(self) -> bool {
        self.viewer.read().is_some()
    }

    /// The browser's clock, to the minute.
    pub fn clock(self) -> Option<Timestamp> {
        self.viewer.read().as_ref().map(|viewer| viewer.clock)
    }

    pub fn cycle(self) -> HourCycle {
        self.viewer.read().as_ref().map(|viewer| viewer.cycle).unwrap_or_default()
    }

    /// Writes by the zone and the clock that times are read by.
    pub fn write<T>(self, write: impl FnOnce(Times) -> T) -> T {
        write(Times { zone: &self.zone.read(), cycle: self.cycle() })
    }

    /// Where in the conference the moment falls, among all sessions.
    pub fn phase(self) -> Option<ConferencePhase> {
        self.phase_of(&self.view.state.read())
    }

    /// The same for a view that is not shown yet.
    pub fn phase_of(self, state: &ViewState) -> Option<ConferencePhase> {
        let now = state.now.or(self.clock()).filter(|_| !self.schedule.is_partial())?;
        ConferencePhase::among(self.schedule.published.read().sessions.iter(), now)
    }
}
