//! Asking the search, which works beside the page. Until it does, and where it can't, the page looks for the words itself.

use leptos::prelude::*;

use super::{Model, each_time};
use crate::{
    browser::{clock, worker},
    view::search::Answer,
};

/// What the search answered last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    /// As of [`crate::view::ViewState::request`].
    pub request: String,
    /// Nothing where it did not work.
    pub answer: Option<Answer>,
}

impl Search {
    /// What was asked, as it was typed.
    pub fn query(&self) -> &str {
        self.request.rsplit_once('\n').map_or("", |(query, _)| query)
    }
}

impl Model {
    /// Asks whenever there is something else to ask.
    pub(super) fn follow_requests(self) {
        each_time(move || {
            self.request.track();
            self.ask();
        });
    }

    /// Gives the search the schedule in use.
    pub(super) fn load_search(self, file: String) {
        self.search.set(Search::default());
        clock::spawn(async move {
            let schedule = self.schedule.get_untracked();
            let works = worker::load(&file, &schedule).await;
            self.can_search.set_value(works);
            self.ask();
        });
    }

    fn ask(self) {
        let request = self.request.get_untracked();
        if !self.can_search.get_value() || request == self.search.read_untracked().request {
            return;
        }
        let Some((query, admitted)) = request.rsplit_once('\n') else {
            return self.search.set(Search::default());
        };
        let (query, admitted) = (query.to_owned(), admitted.to_owned());
        clock::spawn(async move {
            let answer = worker::search(&query, &admitted).await;
            if self.request.get_untracked() == request {
                self.search.set(Search { request, answer });
            }
        });
    }

    /// What the search answered to what is asked now.
    pub fn answer<T>(self, of: impl FnOnce(Option<&Answer>) -> T) -> T {
        let (request, search) = (self.request.read(), self.search.read());
        of(search.answer.as_ref().filter(|_| !request.is_empty()))
    }
}
