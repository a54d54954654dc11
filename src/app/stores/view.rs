//! What is looked at: the address and the controls both say it, and each follows the other.

use leptos::prelude::*;

use super::{App, ReadOnly};
use crate::{
    app::{reactive::each_time, templates},
    browser::{
        clock, dialogs, events,
        form::{self, Change},
        location::{self, InternalLink, Step},
        page, theme, zones,
    },
    i18n,
    schedule::{ConferencePhase, FacetValues, Field, Schedule},
    view::{FacetSelection, Fragment, InvalidParam, Order, View, ViewState, ZoneChoice, parse, to_query},
};

/// The controls, in the bar and in what stands before the programme (`app::shell`).
const CONTROLS: &str = "#_bar [name], #_what [name]";

/// What is looked at, as the address says it.
#[derive(Clone, Copy)]
pub struct ViewStore {
    pub state: ReadOnly<ViewState>,
    // What follows one of these alone does nothing at each key of a query.
    /// The session that is opened.
    pub open: Memo<Option<String>>,
    /// All the rest but the query.
    pub filters: Memo<ViewState>,
}

impl ViewStore {
    pub fn new() -> Self {
        let state = ReadOnly::new(ViewState::default());
        Self {
            state,
            open: Memo::new(move |_| state.read().open.clone()),
            filters: Memo::new(move |_| state.read().filters()),
        }
    }

    /// Whether the agenda is shown.
    pub fn is_agenda(self) -> bool {
        self.filters.read().view == View::Agenda
    }

    /// Shows what the address says already.
    fn show(self, state: ViewState) {
        if *self.state.read_untracked() != state {
            self.state.writer().set(state);
        }
    }

    /// Sets what the programme is shown without.
    pub fn set_hidden(self, hidden: FacetSelection) {
        let shown = self.state.read_untracked().clone();
        self.show(ViewState { hidden, ..shown });
    }

    /// Hides what has a value of a facet, or shows it again.
    pub fn toggle_hidden(self, facet: Field, value: &str) {
        let mut hidden = self.state.read_untracked().hidden.clone();
        hidden.toggle(facet, value, !hidden.has(facet, value));
        self.set_hidden(hidden);
    }

    /// Opens a session; the address follows when its description is disclosed.
    fn open(self, id: String) {
        self.state.writer().write().open = Some(id);
    }

    /// Changes it, and writes it to the address. Says whether it is another then.
    fn change(self, step: Step, change: impl FnOnce(&mut ViewState)) -> bool {
        let before = self.state.get_untracked();
        let mut state = before.clone();
        change(&mut state);
        let is_other = state != before;
        if is_other {
            location::write(&to_query(&state), "", step);
            self.state.writer().set(ViewState { open: None, ..state });
        }
        is_other
    }
}

impl App {
    /// Takes over what was done to a control.
    pub fn change(self, change: Change) {
        if change.name == templates::THEME {
            return theme::choose(&change.value);
        }
        // Typing is one step, however many keys it takes: the first of them.
        let goes_on = change.name == "q" && !self.view.state.read_untracked().query.is_empty();
        let step = if goes_on { Step::Replace } else { Step::Push };
        let schedule = self.schedule.published.get_untracked();
        self.change_view(step, |view| view.choose(&change.name, &change.value, change.on, &schedule));
    }

    /// Changes what is looked at, and writes it to the address.
    pub fn change_view(self, step: Step, change: impl FnOnce(&mut ViewState)) {
        if self.view.change(step, change) {
            self.timeline.forget_awaited();
        }
    }

    /// Takes over what the address says, and tells what of it can't be read.
    pub(super) fn read_address(self) {
        let schedule = self.schedule.published.get_untracked();
        let is_partial = untrack(|| self.schedule.is_partial());
        let (mut view, mut ignored) = parse(&location::query());
        view.hidden = self.view.state.read_untracked().hidden.clone();
        if !is_partial {
            ignored.extend(view.drop_unknown(&schedule));
        }
        if let ZoneChoice::Named(name) = &view.zone {
            let known = zones::spelled(name);
            if known.is_none() {
                ignored.push(InvalidParam { key: "tz", value: name.clone() });
            }
            view.zone = known.map_or(ZoneChoice::Local, ZoneChoice::Named);
        }
        if is_partial {
            // What it names may be still to come: it stays chosen, and is looked for once all is there.
            return self.view.show(view);
        }
        for refused in ignored {
            self.notices.refuse(i18n::ignored(refused.key, &refused.value));
        }
        let hash = Fragment::parse(&location::hash(), &schedule);
        let day = if let Fragment::Day(day) = hash { Some(day) } else { None };
        view.open = self.opened_by(hash, &view);
        // The agenda shows what was picked and nothing else: another session is opened in the list.
        let unpicked =
            view.open.as_ref().is_some_and(|id| !self.agenda.chosen.read_untracked().is_picked(id));
        if view.view == View::Agenda && unpicked {
            view.view = View::List;
            location::write(&to_query(&view), &location::hash(), Step::Replace);
        }
        // The grid has no sections to go to: it shows that day.
        if view.view == View::Grid && day.is_some() {
            view.day = day;
            location::write(&to_query(&view), "", Step::Replace);
        }
        // Nor has a list of what a query finds, the best first.
        if view.view == View::List && day.is_some() && !view.query.is_empty() && !view.by_time {
            view.by_time = true;
            location::write(&to_query(&view), &location::hash(), Step::Replace);
        }
        day.into_iter().for_each(|day| self.timeline.lead_to_day(day));
        self.view.show(view);
    }

    /// Reads the address once more, with another schedule: what was not known then may be now.
    pub(super) fn read_address_again(self) {
        if self.notices.forget_refused() {
            self.read_address();
        }
    }

    /// The session that the hash asks for, which is brought into view as soon as the list shows it.
    fn opened_by(self, hash: Fragment, view: &ViewState) -> Option<String> {
        match hash {
            Fragment::Session(id) => Some(self.bring_into_view(id)),
            Fragment::Unknown(id) => {
                self.notices.refuse(i18n::unknown_hash(&id));
                None
            }
            Fragment::Now => {
                let session = untrack(|| self.time.phase_of(view)).and_then(ConferencePhase::session)?;
                Some(self.bring_into_view(session.id.clone()))
            }
            Fragment::Nothing | Fragment::Day(_) | Fragment::Place | Fragment::Dialog => None,
        }
    }

    fn bring_into_view(self, id: String) -> String {
        self.timeline.bring_into_view(id.clone());
        id
    }

    /// Opens a session where one is.
    pub fn lead_to(self, id: String) {
        self.view.open(self.bring_into_view(id));
    }

    pub(super) fn open_link(self, link: InternalLink) {
        dialogs::close();
        match link {
            InternalLink::Query(query) => {
                let (link, _) = parse(&query);
                self.change_view(Step::Push, |view| *view = view.following(link));
                page::scroll_to_top();
            }
            // The same hash again is no change of the address, and so no `hashchange`.
            InternalLink::Fragment(hash) if hash == location::hash() => self.read_address(),
            InternalLink::Fragment(_) => {}
        }
    }

    /// A link of the page names only what it is about; how one looks (zone, moment, language) stays where one follows it. So that it
    /// does in another window too, it is written out when somebody is about to follow it.
    pub(super) fn write_out_links(self) {
        for event in ["pointerdown", "focusin", "contextmenu"] {
            events::on_document(event, move |event| {
                location::write_out_link(&event, |own| {
                    to_query(&self.view.state.read_untracked().following(parse(own).0))
                });
            });
        }
    }

    /// Marks in the bar of days the one that it is, and the one that is in sight.
    pub(super) fn show_days(self) {
        let today = Memo::new(move |_| {
            let schedule = self.schedule.published.get();
            Some(schedule.days[schedule.day_on(self.time.now.get()?)?].anchor())
        });
        each_time(move || page::mark_day(today.read().as_deref(), "aria-current", "date"));
        let of_grid = Memo::new(move |_| {
            let (schedule, contents) = (self.schedule.published.read(), self.timeline.contents.read());
            let day = contents.days.iter().position(|indices| !indices.is_empty());
            day.filter(|_| contents.order == Order::Grid).map(|day| schedule.days[day].anchor())
        });
        let mark = move || {
            let of_grid = of_grid.get_untracked();
            page::mark_day(of_grid.or_else(page::day_in_sight).as_deref(), "data-here", "");
        };
        each_time(move || {
            of_grid.track();
            self.timeline.list.track();
            // Where it is looked for the page is laid out: not in the turn in which rows are made.
            clock::after(0, mark);
        });
        events::on_window("scroll", move |_| mark());
    }

    /// Offers the zones there are.
    pub(super) fn show_zones(self) {
        self.time.list_zones();
        let options = Memo::new(move |_| self.zone_options());
        each_time(move || {
            form::set_markup(templates::ZONES_ID, &options.read());
            untrack(|| self.show_choices());
        });
    }

    fn zone_options(self) -> String {
        let venue = self.schedule.published.read_untracked().venue.name.clone();
        let mut names = self.time.zone_names.get();
        names.retain(|name| *name != venue);
        if let ZoneChoice::Named(chosen) = &self.view.state.read().zone
            && *chosen != venue
            && !names.contains(chosen)
        {
            names.insert(0, chosen.clone());
        }
        templates::zone_options(&names).into_string()
    }

    /// Shows the controls on a page that came without.
    pub(super) fn add_controls(self, schedule: &Schedule, values: &[FacetValues]) {
        for (id, part) in templates::all_controls(schedule, values, true) {
            form::update_markup(id, &part);
        }
        self.time.name_local_zone();
        form::set_markup(templates::ZONES_ID, &untrack(|| self.zone_options()));
    }

    /// Keeps the controls showing what is looked at, however that came about.
    pub(super) fn show_controls(self) {
        each_time(move || {
            // One that was chosen can be shown before all are listed.
            if let ZoneChoice::Named(name) = &self.view.state.read().zone
                && self.time.zone_names.read_untracked().is_empty()
            {
                let option = templates::zone_options(std::slice::from_ref(name));
                form::set_markup(templates::ZONES_ID, &option.into_string());
            }
            self.show_choices();
        });
    }

    pub(super) fn show_choices(self) {
        let (view, schedule) = (self.view.state.read(), self.schedule.published.get());
        form::show(
            CONTROLS,
            |name| if name == templates::THEME { theme::chosen() } else { view.value(name, &schedule) },
            |name, value| view.is_chosen(name, value, &schedule),
        );
    }
}
