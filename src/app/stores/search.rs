//! Asking the search worker. Until it works, and where it can't, the page looks for the words itself.

use leptos::prelude::*;

use super::{AgendaStore, NoticeStore, ReadOnly, ScheduleStore, TimeStore, ViewStore};
use crate::{
    agenda::Agenda,
    app::reactive::each_time,
    browser::{clock, search_worker},
    i18n,
    protocol::{Request, Response},
    schedule::FacetValues,
    time::Timestamp,
    view::{
        FilterContext, View, ViewState,
        search::{Highlights, SearchRequest, SearchResult},
    },
};

/// What the search answered last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    pub request: Option<SearchRequest>,
    /// Nothing where it did not work.
    pub result: Option<SearchResult>,
}

/// The state of the search worker, as far as the schedule in use is concerned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SearchWorker {
    /// It has not answered yet.
    #[default]
    Starting,
    Ready,
    /// It is given another schedule.
    Reloading,
    /// It does not work: the page looks for words itself.
    Failed,
}

impl Search {
    /// Whether the answer to a request comes in a moment. Until then what was shown stays.
    pub fn is_awaited(&self, request: &Option<SearchRequest>, worker: SearchWorker) -> bool {
        matches!(worker, SearchWorker::Starting | SearchWorker::Ready)
            && request.is_some()
            && self.request != *request
    }

    /// What was asked, as it was typed.
    pub fn query(&self) -> &str {
        self.request.as_ref().map_or("", |request| &request.query)
    }
}

/// What is looked for, and what is found.
#[derive(Clone, Copy)]
pub struct SearchStore {
    /// What is asked of the search.
    pub request: Memo<Option<SearchRequest>>,
    pub answered: ReadOnly<Search>,
    pub worker: ReadOnly<SearchWorker>,
    /// The values of the facets, in the order in which they are offered; nothing until the search worker has told them.
    pub facet_values: ReadOnly<Option<Vec<FacetValues>>>,
    schedule: ScheduleStore,
    notices: NoticeStore,
}

/// Of agenda and moment what matters to what is shown: else a pick, or each minute, would make all of it be worked out anew.
pub fn filter_sources(
    state: &ViewState,
    agenda: AgendaStore,
    time: TimeStore,
) -> (Agenda, Option<Timestamp>) {
    let agenda_matters = state.picked_only || state.view == View::Agenda;
    let agenda = if agenda_matters { agenda.chosen.get() } else { Agenda::default() };
    let now = if state.past_hidden { state.now.or_else(|| time.clock()) } else { None };
    (agenda, now)
}

impl SearchStore {
    pub fn new(
        schedule: ScheduleStore,
        view: ViewStore,
        agenda: AgendaStore,
        time: TimeStore,
        notices: NoticeStore,
    ) -> Self {
        // Of all sessions: not at each key, and not before anything is looked for.
        let filtered = Memo::new(move |_| {
            let filters = view.filters.read();
            let (agenda, now) = filter_sources(&filters, agenda, time);
            filters.filtered(&schedule.published.read(), FilterContext { agenda: &agenda, now })
        });
        let request = Memo::new(move |_| {
            let state = view.state.read();
            let query = Some(&state.query).filter(|query| !query.trim().is_empty())?;
            Some(SearchRequest { query: query.clone(), filtered: filtered.get() })
        });
        Self {
            request,
            answered: ReadOnly::new(Search::default()),
            worker: ReadOnly::new(SearchWorker::default()),
            facet_values: ReadOnly::new(None),
            schedule,
            notices,
        }
    }

    /// Asks whenever there is something else to ask.
    pub fn ask_on_request(self) {
        each_time(move || {
            self.request.track();
            self.ask();
        });
    }

    /// Forgets what was answered: the schedule is about to be another, and its sessions stand at other indices.
    pub fn forget(self) {
        if self.can_search() {
            self.worker.writer().set(SearchWorker::Reloading);
        }
        self.answered.writer().set(Search::default());
        self.facet_values.writer().set(None);
    }

    /// The worker was given the schedule in use, and has told the values of its facets; nothing where it does not work.
    pub fn worker_loaded(self, values: Option<Vec<FacetValues>>) {
        self.worker.writer().set(if values.is_some() { SearchWorker::Ready } else { SearchWorker::Failed });
        self.facet_values.writer().set(values);
        self.ask();
    }

    fn ask(self) {
        let request = self.request.get_untracked();
        if !self.can_search() || request == self.answered.read_untracked().request {
            return;
        }
        let Some(asked) = request.clone() else {
            return self.answered.writer().set(Search::default());
        };
        clock::spawn(async move {
            let schedule = self.schedule.published.get_untracked();
            let result = match search_worker::call(&Request::Search(asked)).await {
                Ok(Response::Found(result)) => Some(result),
                Ok(_) => None,
                Err(error) => {
                    self.notices.add(i18n::worker_failed(error).into());
                    None
                }
            };
            if self.request.get_untracked() == request && self.schedule.is_in_use(&schedule) {
                self.answered.writer().set(Search { request, result });
            }
        });
    }

    /// Whether the search can be asked now.
    pub fn can_search(self) -> bool {
        self.worker.get_untracked() == SearchWorker::Ready
    }

    /// The same, followed.
    pub fn is_ready(self) -> bool {
        self.worker.get() == SearchWorker::Ready
    }

    /// Whether the search is about to answer what is asked now.
    pub fn awaits_answer(self) -> bool {
        let worker = self.worker.get();
        worker == SearchWorker::Ready && self.answered.read().is_awaited(&self.request.read(), worker)
    }

    /// Whether a query was asked that the search can't answer yet: nothing is known of what it finds.
    pub fn is_searching(self) -> bool {
        let worker = self.worker.get();
        matches!(worker, SearchWorker::Starting | SearchWorker::Reloading) && self.request.read().is_some()
    }

    /// What the search answered to what is asked now.
    pub fn answer<T>(self, of: impl FnOnce(Option<&SearchResult>) -> T) -> T {
        let (request, search) = (self.request.read(), self.answered.read());
        of(search.result.as_ref().filter(|_| request.is_some()))
    }

    /// What was looked for, as it stands in the session at an index.
    pub fn highlights_of_row(self, row: usize) -> Highlights {
        let index = self.schedule.published.read().index_of_row(row);
        self.answer(|answer| {
            let hit = answer.and_then(|answer| answer.hits.iter().find(|hit| Some(hit.index) == index));
            hit.map(|hit| hit.highlights.clone()).unwrap_or_default()
        })
    }
}
