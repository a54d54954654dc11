//! The four states as signals, what is derived from them, and what people do to them. Rules are in the pure modules;
//! components read from here and call its methods.

mod address;
mod news;
mod picks;
mod search;
mod updates;
mod worker_client;

pub use search::{Search, SearchWorker};
pub use updates::{Device, InUse, Install, Offline};
use worker_client::{Counted, PartsOf};

use std::sync::{Arc, OnceLock};

use leptos::prelude::*;

use crate::{
    agenda::{Agenda, Baseline},
    app::{
        DialogStore,
        moment::show_moment,
        reactive::each_time,
        templates::{self, Times},
        timeline::{TimelineSources, TimelineStore},
    },
    browser::{
        clock, events, form,
        location::{self, InternalLink},
        page, store, text, theme, zones,
    },
    i18n,
    schedule::{ConferencePhase, FacetValues, Schedule},
    time::{Debounce, HourCycle, Timestamp, Zone},
    view::{
        FallbackIndex, FilterContext, ListContents, MoreRows, SectionKey, View, ViewState, ZoneChoice,
        search::SearchRequest,
    },
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

/// What was changed last, and can be undone.
#[derive(Clone, Debug, PartialEq)]
pub struct Undoable {
    pub text: String,
    /// What was before, to be taken over again.
    before: Agenda,
}

/// The app's state, to be copied into whatever needs it.
#[derive(Clone, Copy)]
pub struct Model {
    pub schedule: RwSignal<Arc<Schedule>>,
    /// How many sessions the schedule is without until it has come: those that a large conference's page does not hold.
    pub left_out: RwSignal<usize>,
    /// Whether that is the version that the page was prerendered of, and the page still shows that.
    pub is_of_page: RwSignal<bool>,
    fallback: StoredValue<Arc<OnceLock<FallbackIndex>>>,
    pub agenda: RwSignal<Agenda>,
    pub view: RwSignal<ViewState>,
    viewer: RwSignal<Option<Viewer>>,
    zone_names: RwSignal<Vec<String>>,

    /// The zone times are shown in.
    pub zone: Memo<Zone>,
    pub visible: Memo<ListContents>,
    /// What is asked of the search, and what it answered last.
    request: Memo<Option<SearchRequest>>,
    pub search: RwSignal<Search>,
    search_worker: RwSignal<SearchWorker>,
    pub timeline: TimelineStore,
    /// The moment shown: the clock's, to the minute, or the one rehearsed.
    now: Memo<Option<Timestamp>>,
    /// The values of the facets, in the order in which they are offered; nothing until the search worker has told them.
    pub facet_values: RwSignal<Option<Vec<FacetValues>>>,
    counted: StoredValue<Option<Counted>>,
    counting: StoredValue<Debounce>,
    parts_of: StoredValue<PartsOf>,
    /// The indices of the picks that the schedule has, in order of time.
    pub picked: Memo<Vec<usize>>,

    pub undoable: RwSignal<Option<Undoable>>,
    /// What was written on this page last, by name.
    written: StoredValue<Agenda>,
    pub notices: RwSignal<Vec<String>>,
    /// Those of them that tell what of the address can't be used.
    refused: RwSignal<Vec<String>>,
    told_not_kept: StoredValue<bool>,

    /// What was seen of the schedule: the difference to what it is are the news.
    pub baseline: RwSignal<Baseline>,
    pub dialogs: DialogStore,
    pub device: RwSignal<Device>,
    /// Why the server's schedule is not the one in use.
    pub held_back: RwSignal<Option<String>>,
    in_use: StoredValue<InUse>,
}

impl Model {
    pub fn new(schedule: Arc<Schedule>) -> Self {
        let agenda = RwSignal::new(Agenda::default());
        let view = RwSignal::new(ViewState::default());
        let viewer = RwSignal::new(None::<Viewer>);

        let probed = StoredValue::new(schedule.clone());
        let schedule = RwSignal::new(schedule);
        let fallback = StoredValue::new(Arc::default());

        let moment = Memo::new(move |_| {
            let clock = viewer.read().as_ref()?.clock;
            Some(view.read().now.unwrap_or(clock))
        });

        let zone = Memo::new(move |shown: Option<&Zone>| {
            let schedule = schedule.get();
            let Some(viewer) = viewer.get() else { return schedule.venue.clone() };
            match &view.read().zone {
                ZoneChoice::Local => viewer.zone,
                ZoneChoice::Utc => Zone::utc(),
                ZoneChoice::Named(name) => match shown {
                    Some(shown) if shown.name == *name && Arc::ptr_eq(&probed.get_value(), &schedule) => {
                        shown.clone()
                    }
                    _ => {
                        probed.set_value(schedule.clone());
                        // An address with a zone that the browser does not know was refused when it was read.
                        zones::named(name, &schedule.instants()).unwrap_or(viewer.zone)
                    }
                },
            }
        });

        // Where the agenda does not matter to what is shown, a pick must not make all of it be worked out anew.
        let agenda_of = move |state: &ViewState| {
            let matters = state.picked_only || state.view == View::Agenda;
            if matters { agenda.get() } else { Agenda::default() }
        };
        // Nor does the minute, where what is over is shown too.
        let now_of = move |state: &ViewState| {
            let clock = || Some(viewer.read().as_ref()?.clock);
            if state.past_hidden { state.now.or_else(clock) } else { None }
        };
        let request = Memo::new(move |_| {
            let state = view.read();
            let (agenda, now) = (agenda_of(&state), now_of(&state));
            state.request(&schedule.get(), FilterContext { agenda: &agenda, now })
        });
        let search = RwSignal::new(Search::default());
        let search_worker = RwSignal::new(SearchWorker::default());
        let has_grid = RwSignal::new(false);
        let visible = Memo::new(move |shown: Option<&ListContents>| {
            let (mut state, request, search) = (view.get(), request.read(), search.read());
            let worker = search_worker.get();
            match shown.filter(|_| search.is_awaited(&request, worker)) {
                Some(shown) if worker == SearchWorker::Ready => return shown.clone(),
                // Nothing is known of what the query finds.
                Some(_) => state.query.clear(),
                None => {}
            }
            let found = search.result.as_ref().filter(|_| request.is_some());
            let (schedule, fallback) = (schedule.get(), fallback.get_value());
            let (agenda, now) = (agenda_of(&state), now_of(&state));
            let context = FilterContext { agenda: &agenda, now };
            let visible = ListContents::of(&schedule, &state, context, found, text::fold, &fallback);
            if state.view != View::Grid || !has_grid.get() {
                return visible;
            }
            // It opens at the session that a link leads to, else where the conference is.
            let opened = state.open.as_ref().and_then(|id| schedule.session(id)).map(|session| session.day);
            visible.as_grid(opened.or_else(|| schedule.day_at(moment.get()?)))
        });

        let picked = Memo::new(move |_| agenda.read().indices(&schedule.get()));

        let left_out = RwSignal::new(0);
        let sources = TimelineSources { schedule, left_out, view, contents: visible, now: moment };
        let timeline = TimelineStore::new(sources, has_grid);

        Self {
            schedule,
            left_out,
            is_of_page: RwSignal::new(false),
            fallback,
            agenda,
            view,
            viewer,
            zone_names: RwSignal::new(Vec::new()),
            zone,
            visible,
            request,
            search,
            search_worker,
            timeline,
            now: moment,
            facet_values: RwSignal::new(None),
            counted: StoredValue::new(None),
            counting: StoredValue::new(Debounce::default()),
            parts_of: StoredValue::new(PartsOf::Page(String::new())),
            picked,
            undoable: RwSignal::new(None),
            written: StoredValue::new(Agenda::default()),
            notices: RwSignal::new(Vec::new()),
            refused: RwSignal::new(Vec::new()),
            told_not_kept: StoredValue::new(false),
            baseline: RwSignal::new(Baseline::default()),
            dialogs: DialogStore::default(),
            device: RwSignal::new(Device::default()),
            held_back: RwSignal::new(None),
            in_use: StoredValue::new(InUse::default()),
        }
    }

    /// Takes in what only the browser knows: zone, moment, address, picks; and listens for their changes. Called once,
    /// after hydration.
    pub fn on_hydrated(self) {
        let schedule = self.schedule.get_untracked();
        self.read_clock();
        clock::every_minute(move || self.read_clock());
        events::on_shown(move || self.read_clock());
        self.persist(&Agenda::default());
        store::on_foreign_change(&schedule.id, move || self.persist(&self.agenda.get_untracked()));
        self.read_address();
        location::on_change(move || self.read_address());
        events::on_document("click", move |event| {
            if let Some((id, is_open)) = page::disclosing(&event) {
                self.address_of_disclosed(&id, is_open);
            } else if let Some(link) = InternalLink::by(&event) {
                self.open_link(link);
            }
        });
        self.timeline.scroll_to_opening();
        self.timeline.load_more_by_itself();
        show_moment(self);
        self.show_controls();
    }

    /// Goes on with what the first answer does not need: what is asked of the search worker, the agenda's tools, and how the app
    /// is kept on this device. Called once, after [`Model::on_hydrated`].
    pub fn on_chunk_loaded(self) {
        self.ask_on_request();
        self.timeline.load_more_on_demand();
        self.show_today();
        self.list_zones();
        self.offer_replaced_notes();
        self.count_and_relate();
        self.keep_on_this_device();
        self.notify_tabs();
    }

    /// Takes in what the browser's clock tells, and in which zone: people travel with a page open.
    fn read_clock(self) {
        let instants = self.schedule.with_untracked(|schedule| schedule.instants());
        let (zone, cycle) = zones::local(&instants, &i18n::LOCAL_UNNAMED);
        if self.viewer.read_untracked().as_ref().is_none_or(|viewer| viewer.zone.name != zone.name) {
            form::set_markup(templates::LOCAL_ZONE_ID, &templates::text(&i18n::local_zone(&zone.name)));
        }
        self.viewer.set(Some(Viewer { zone, cycle, clock: clock::now() }));
    }

    /// Whether sessions are still to come.
    pub fn is_partial(self) -> bool {
        self.left_out.get() > 0
    }

    /// The page came with what is made of its schedule.
    pub fn was_prerendered(self) {
        self.parts_of.set_value(PartsOf::Page(page::app_attribute("data-version")));
    }

    /// The moment shown: the clock's, to the minute, or the one rehearsed.
    pub fn now(self) -> Option<Timestamp> {
        self.now.get()
    }

    /// Whether the view is built over what was prerendered of the same, at this moment.
    pub fn is_hydrating(self) -> bool {
        self.is_of_page.get_untracked() && self.viewer.read_untracked().is_none()
    }

    /// What goes on into a day from an earlier one, as markup.
    pub fn going_on(self, section: SectionKey) -> String {
        let SectionKey::Day(date) = section else { return String::new() };
        let (list, schedule) = (self.timeline.list.read(), self.schedule.read());
        let sessions = list.going_on(section).iter().map(|index| &*schedule.sessions[*index]);
        templates::going_on(sessions, date, Times { zone: &self.zone.read(), cycle: self.cycle() })
    }

    fn now_untracked(self) -> Option<Timestamp> {
        untrack(|| self.now())
    }

    /// Adds rows to a section that somebody asked for, and leads on to them.
    pub fn load_more(self, rows: MoreRows) {
        self.schedule.with_untracked(|schedule| self.timeline.load_more(rows, schedule));
    }

    /// The browser's clock, to the minute.
    pub fn clock(self) -> Option<Timestamp> {
        self.viewer.read().as_ref().map(|viewer| viewer.clock)
    }

    pub fn cycle(self) -> HourCycle {
        self.viewer.read().as_ref().map(|viewer| viewer.cycle).unwrap_or_default()
    }

    /// Where in the conference the moment falls, among all sessions.
    pub fn moment(self) -> Option<ConferencePhase> {
        self.moment_of(&self.view.read())
    }

    /// The same for a view that is not shown yet.
    fn moment_of(self, state: &ViewState) -> Option<ConferencePhase> {
        let now = state.now.or(self.clock()).filter(|_| !self.is_partial())?;
        self.schedule.with(|schedule| ConferencePhase::among(schedule.sessions.iter(), now))
    }

    /// Whether what only the browser knows was taken in: before that nothing is known of picks.
    pub fn is_hydrated(self) -> bool {
        self.viewer.read().is_some()
    }

    /// Marks in the bar of days the one that it is.
    fn show_today(self) {
        let today = Memo::new(move |_| {
            let schedule = self.schedule.get();
            Some(schedule.days[schedule.day_on(self.now()?)?].anchor())
        });
        each_time(move || page::mark_current_day(today.read().as_deref()));
    }

    /// Lists the zones there are, when nothing else is to be done any more.
    fn list_zones(self) {
        clock::after(LIST_ZONES_AFTER, move || self.zone_names.set(zones::names()));
        let venue = self.schedule.with_untracked(|schedule| schedule.venue.name.clone());
        let options = Memo::new(move |_| {
            let mut names = self.zone_names.get();
            names.retain(|name| *name != venue);
            if let ZoneChoice::Named(chosen) = &self.view.read().zone
                && *chosen != venue
                && !names.contains(chosen)
            {
                names.insert(0, chosen.clone());
            }
            templates::zone_options(&names).into_string()
        });
        each_time(move || {
            form::set_markup(templates::ZONES_ID, &options.read());
            untrack(|| self.show_choices());
        });
    }

    /// Keeps the controls showing what is looked at, however that came about.
    fn show_controls(self) {
        each_time(move || {
            // One that was chosen can be shown before all are listed.
            if let ZoneChoice::Named(name) = &self.view.read().zone
                && self.zone_names.read_untracked().is_empty()
            {
                let option = templates::zone_options(std::slice::from_ref(name));
                form::set_markup(templates::ZONES_ID, &option.into_string());
            }
            self.show_choices();
        });
    }

    fn show_choices(self) {
        let (view, schedule) = (self.view.read(), self.schedule.get());
        form::show(
            templates::CONTROLS_ID,
            |name| if name == templates::THEME { theme::chosen() } else { view.value(name, &schedule) },
            |name, value| view.is_chosen(name, value, &schedule),
        );
    }

    /// What is shown and why no more, in words.
    pub fn showing(self) -> String {
        let view = self.view.read();
        if self.is_partial() {
            return i18n::coming(self.schedule.read().sessions.len() + self.left_out.get());
        }
        if self.is_searching() {
            return i18n::SEARCHING.into();
        }
        if view.view == View::Agenda {
            let (here, all) = (self.picked.read().len(), self.agenda.read().picked().count());
            return i18n::agenda_holds(here, all - here);
        }
        self.schedule.with(|schedule| {
            let (count, is_widened) = self.visible.with(|visible| (visible.len(), visible.is_widened));
            // In words of the query that was answered: the next answer comes in a moment.
            let answered =
                self.answer(|answer| answer.is_some()).then(|| self.search.read().query().to_owned());
            if let Some(query) = answered {
                return i18n::found(count, &query);
            }
            let language = view.language_key(schedule).filter(|_| !is_widened);
            let of = schedule.sessions.iter().filter(|session| session.is_in(language)).count();
            i18n::showing(count, of, language, view.is_narrowed())
        })
    }

    /// Tells something, unless just that stands already.
    fn add_notice(self, text: String) {
        if !self.notices.read_untracked().contains(&text) {
            self.notices.write().push(text);
        }
    }
}
