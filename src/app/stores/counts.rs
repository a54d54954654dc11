//! What else is asked of the search worker: how many sessions the filters' choices leave, and what goes with an open session. Where
//! there is no worker, the page is without.

use leptos::prelude::*;

use super::App;
use crate::{
    app::reactive::each_time,
    app::templates,
    browser::{clock, events, form, page, rows::SessionPart, search_worker},
    i18n::Locale,
    protocol::{Request, Response},
    schedule::{FacetValues, Schedule, WholeSchedule, fnv1a},
    time::Timestamp,
    view::{View, ViewState},
};

/// What the parts of the page were made of that are made of the schedule alone.
#[derive(Clone, Debug, PartialEq)]
enum PartsOf {
    /// They came with the page, made of this version; empty where it came without any.
    Page(String),
    /// They were made here: the digest of each.
    Digests(Vec<u64>),
}

/// What the choices were counted for.
#[derive(Clone, Debug, PartialEq)]
struct Counted {
    view: ViewState,
    now: Option<Timestamp>,
    picked: Vec<usize>,
}

/// What was asked of the worker about the controls, and shown in them.
#[derive(Clone, Copy)]
pub struct CountStore {
    counted: StoredValue<Option<Counted>>,
    parts_of: StoredValue<PartsOf>,
}

impl CountStore {
    pub fn new() -> Self {
        Self { counted: StoredValue::new(None), parts_of: StoredValue::new(PartsOf::Page(String::new())) }
    }

    /// The page came with what is made of its schedule.
    pub fn were_prerendered(self) {
        self.parts_of.set_value(PartsOf::Page(page::app_attribute("data-version")));
    }
}

impl App {
    /// Shows beside each choice of the filters how many sessions it leaves, and follows what changes that; and tells in
    /// each session that is opened what goes with it.
    pub(super) fn count_and_relate(self) {
        // With the list: what its query finds is known by then.
        each_time(move || {
            self.view.state.track();
            self.time.clock();
            if !self.search.awaits_answer() {
                self.count();
            }
        });
        each_time(move || {
            let (picked, view) = (self.agenda.picked.read(), self.view.state.read_untracked());
            // Without the worker there are no counts.
            if !self.search.can_search() {
                return;
            }
            if view.picked_only || view.view == View::Agenda {
                return self.count();
            }
            // What the other filters let through is what is shown.
            let visible = self.timeline.contents.read_untracked();
            let count =
                picked.iter().filter(|index| visible.find(|other| other == **index).is_some()).count();
            form::count(&templates::choice_id("picks", "only"), &count.to_string());
        });
        events::on_document("focusin", |event| form::show_counts(&event, true));
        events::on_document("focusout", |event| form::show_counts(&event, false));
        each_time(move || {
            self.time.zone.track();
            self.relate_open();
        });
        events::on_disclosed(move |id| self.relate(id));
    }

    /// Gives the worker the schedule in use, which is of that version. Then what is made of that is asked anew.
    pub(super) fn load_worker(self, version: String) {
        clock::spawn(async move {
            let schedule = self.schedule.published.get_untracked();
            let locale = Locale::current().tag.to_owned();
            let response =
                search_worker::call(&Request::Load { schedule: WholeSchedule(schedule.clone()), locale })
                    .await;
            if !self.schedule.is_in_use(&schedule) {
                return;
            }
            let values = if let Ok(Response::Loaded(values)) = response { Some(values) } else { None };
            values.iter().for_each(|values| self.show_parts(&version, &schedule, values));
            self.search.worker_loaded(values);
            self.counts.counted.set_value(None);
            self.count();
            self.relate_open();
        });
    }

    /// Shows what is made of a version of the schedule alone, as far as another is shown.
    fn show_parts(self, version: &str, schedule: &Schedule, values: &[FacetValues]) {
        let parts = templates::parts(schedule, values);
        let digests: Vec<_> = parts.iter().map(|(_, part)| fnv1a(part.bytes())).collect();
        let shown = self.counts.parts_of.with_value(|shown| match shown {
            PartsOf::Page(page) if page.is_empty() => {
                self.add_controls(schedule, values);
                Vec::new()
            }
            // The page was prerendered with them, but for the names, which are the last.
            PartsOf::Page(page) if page == version => {
                let names = values.iter().filter(|values| values.facet.is_name()).count();
                digests[..digests.len() - names].to_vec()
            }
            PartsOf::Page(_) => Vec::new(),
            PartsOf::Digests(digests) => digests.clone(),
        });
        for (at, (id, part)) in parts.iter().enumerate() {
            if shown.get(at) != Some(&digests[at]) {
                form::update_markup(id, part);
            }
        }
        self.counts.parts_of.set_value(PartsOf::Digests(digests));
        untrack(|| self.show_choices());
    }

    fn count(self) {
        if !self.search.can_search() {
            return;
        }
        let asked = Counted {
            view: self.view.state.get_untracked(),
            // The minute matters to what is over, and to nothing else.
            now: self.time.now.get_untracked(),
            picked: self.agenda.picked.get_untracked(),
        };
        if self.counts.counted.with_value(|before| before.as_ref() == Some(&asked)) {
            return;
        }
        self.counts.counted.set_value(Some(asked.clone()));
        clock::spawn(async move {
            let Counted { view, now, picked } = asked;
            // Of each answer what differs from the one before it is told, so each is taken over.
            if let Ok(Response::Counted(counts)) =
                search_worker::call(&Request::Count { view: Box::new(view), now, picked }).await
            {
                for choice in counts {
                    form::count(
                        &templates::choice_id(&choice.name, &choice.value),
                        &choice.count.to_string(),
                    );
                }
            }
        });
    }

    fn relate_open(self) {
        if self.search.can_search() {
            page::disclosed_sessions().into_iter().for_each(|id| self.relate(id));
        }
    }

    fn relate(self, id: String) {
        let of = self.schedule.published.read_untracked().index_of(&id);
        let Some(of) = of.filter(|_| self.search.can_search()) else { return };
        clock::spawn(async move {
            let schedule = self.schedule.published.get_untracked();
            let response = search_worker::call(&Request::Relate { of }).await;
            if let Ok(Response::Related(related)) = response
                && self.schedule.is_in_use(&schedule)
            {
                let markup =
                    untrack(|| self.time.write(|times| templates::related(&related, &schedule, times)));
                if let Some((element, _)) = SessionPart::Related.element(&id) {
                    element.set_inner_html(&markup);
                }
            }
        });
    }
}
