//! Asking the search, which works beside the page. Until it does, and where it can't, the page looks for the words itself.

use std::sync::Arc;

use leptos::prelude::*;

use super::Model;
use crate::{
    app::reactive::each_time,
    browser::{clock, search_worker},
    i18n,
    protocol::{Request, Response, WorkerError},
    schedule::Schedule,
    view::search::{Highlights, SearchRequest, SearchResult},
};

/// What the search answered last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    pub request: Option<SearchRequest>,
    /// Nothing where it did not work.
    pub result: Option<SearchResult>,
}

/// The program beside the page, as far as the schedule in use is concerned.
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

impl Model {
    /// Asks whenever there is something else to ask.
    pub(super) fn ask_on_request(self) {
        each_time(move || {
            self.request.track();
            self.ask();
        });
    }

    /// Forgets what was answered: the schedule is about to be another, and its sessions stand at other indices.
    pub(super) fn forget_search(self) {
        if self.search_worker.get_untracked() == SearchWorker::Ready {
            self.search_worker.set(SearchWorker::Reloading);
        }
        self.search.set(Search::default());
        self.facet_values.set(None);
    }

    pub(super) fn ask(self) {
        let request = self.request.get_untracked();
        if !self.can_search() || request == self.search.read_untracked().request {
            return;
        }
        let Some(asked) = request.clone() else {
            return self.search.set(Search::default());
        };
        clock::spawn(async move {
            let schedule = self.schedule.get_untracked();
            let result = match search_worker::call(&Request::Search(asked)).await {
                Ok(Response::Found(result)) => Some(result),
                Ok(_) => None,
                Err(error) => {
                    self.add_search_notice(error);
                    None
                }
            };
            if self.request.get_untracked() == request && self.is_in_use(&schedule) {
                self.search.set(Search { request, result });
            }
        });
    }

    /// Tells why the search does not answer what somebody typed.
    fn add_search_notice(self, error: WorkerError) {
        self.add_notice(i18n::worker_failed(error).into());
    }

    /// Whether the search can be asked now.
    pub(super) fn can_search(self) -> bool {
        self.search_worker.get_untracked() == SearchWorker::Ready
    }

    /// The same, followed.
    pub fn search_is_ready(self) -> bool {
        self.search_worker.get() == SearchWorker::Ready
    }

    /// Whether the search is about to answer what is asked now.
    pub fn awaits_answer(self) -> bool {
        let worker = self.search_worker.get();
        worker == SearchWorker::Ready && self.search.read().is_awaited(&self.request.read(), worker)
    }

    /// Whether a query was asked that the search can't answer yet: nothing is known of what it finds.
    pub fn is_searching(self) -> bool {
        let worker = self.search_worker.get();
        matches!(worker, SearchWorker::Starting | SearchWorker::Reloading) && self.request.read().is_some()
    }

    /// Whether a schedule is the one in use.
    pub fn is_in_use(self, schedule: &Arc<Schedule>) -> bool {
        Arc::ptr_eq(schedule, &self.schedule.read_untracked())
    }

    /// What the search answered to what is asked now.
    pub fn answer<T>(self, of: impl FnOnce(Option<&SearchResult>) -> T) -> T {
        let (request, search) = (self.request.read(), self.search.read());
        of(search.result.as_ref().filter(|_| request.is_some()))
    }

    /// What was looked for, as it stands in the session at an index.
    pub fn highlights_of_row(self, row: usize) -> Highlights {
        let index = self.schedule.read().index_of_row(row);
        self.answer(|answer| {
            let hit = answer.and_then(|answer| answer.hits.iter().find(|hit| Some(hit.index) == index));
            hit.map(|hit| hit.highlights.clone()).unwrap_or_default()
        })
    }
}
