//! The search worker: what works beside the page, in a thread of its own (HTML Living Standard, section 10), since it would keep
//! that from answering at a large conference. It answers each [`Request`] with a `Result<Response, WorkerError>`, through the port
//! that comes with it.

use std::{
    cell::{OnceCell, RefCell},
    sync::Arc,
};

use tidetable::{
    agenda::{Agenda, gaps},
    browser::{names::Collator, text::fold, worker},
    protocol::{Request, Response, WorkerError, decode, encode},
    schedule::{Schedule, WholeSchedule},
    time::Timestamp,
    view::{
        FilterContext, OptionCount, ViewState, counts,
        search::{FilterResult, Index, Related, SearchRequest, SearchResult, Terms},
    },
};

thread_local! {
    static LOADED: RefCell<Option<Loaded>> = const { RefCell::new(None) };
    static COLLATOR: RefCell<Option<Collator>> = const { RefCell::new(None) };
}

/// The schedule that requests are about, and what is made of it.
struct Loaded {
    schedule: Arc<Schedule>,
    index: Index,
    /// Made when they are needed first.
    terms: OnceCell<Terms>,
    /// What was counted last.
    counted: RefCell<Vec<OptionCount>>,
}

fn main() {
    worker::respond(respond_to);
}

fn respond_to(message: &[u8]) -> Result<Response, WorkerError> {
    let request = decode(message).ok_or(WorkerError::BadRequest)?;
    let response = match request {
        Request::Load { schedule: WholeSchedule(schedule), locale } => Some(load(schedule, &locale)),
        request => LOADED.with_borrow(|loaded| loaded.as_ref()?.respond(request)),
    };
    response.ok_or(WorkerError::BadRequest)
}

/// Takes over a schedule.
fn load(schedule: Arc<Schedule>, locale: &str) -> Response {
    // Before the new index is made: there is room for one.
    LOADED.take();
    COLLATOR.set(Some(Collator::new(locale)));
    let by_name = |a: &str, b: &str| {
        COLLATOR.with_borrow(|collator| collator.as_ref().map_or(a.cmp(b), |by| by.compare(a, b)))
    };
    let values = schedule.all_values(by_name);
    let index = Index::new(&schedule, fold);
    // So that the browser has compiled for speed what the first key waits for.
    for query in ["a", "e", "s"] {
        let filtered = vec![FilterResult::Yes; schedule.sessions.len()];
        let request = SearchRequest { query: query.to_owned(), filtered };
        encode(&SearchResult::of(&request, &index, &schedule, fold));
    }
    LOADED.set(Some(Loaded { schedule, index, terms: OnceCell::new(), counted: RefCell::default() }));
    Response::Loaded(values)
}

impl Loaded {
    /// Nothing for a request about something that is not there.
    fn respond(&self, request: Request) -> Option<Response> {
        let Self { schedule, index, .. } = self;
        Some(match request {
            Request::Load { .. } => return None,
            Request::Search(request) => Response::Found(SearchResult::of(&request, index, schedule, fold)),
            Request::Count { view, now, picked } => Response::Counted(self.count(&view, now, &picked)),
            Request::Relate { of } => {
                schedule.sessions.get(of)?;
                Response::Related(Related::to(of, schedule, self.terms()))
            }
            Request::Gaps { agenda, languages } => {
                let (picks, terms) = (agenda.indices(schedule), self.terms());
                let like = |index: usize| {
                    let all = picks.iter().map(|pick| terms.likeness(*pick, index));
                    let best = all.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or_default();
                    (best.0, best.1.into_iter().take(3).map(str::to_owned).collect())
                };
                Response::Gaps(gaps(&agenda, schedule, languages.as_deref(), like))
            }
        })
    }

    fn terms(&self) -> &Terms {
        self.terms.get_or_init(|| Terms::new(&self.schedule, fold))
    }

    /// How many sessions each choice leaves, where that is not what it was the last time.
    fn count(&self, view: &ViewState, now: Option<Timestamp>, picked: &[usize]) -> Vec<OptionCount> {
        let Self { schedule, index, .. } = self;
        let mut agenda = Agenda::default();
        for session in picked.iter().filter_map(|index| schedule.sessions.get(*index)) {
            agenda.set(&session.id, true, 0);
        }
        let mut is_found = vec![view.query.trim().is_empty(); schedule.sessions.len()];
        if !is_found.first().copied().unwrap_or(true) {
            index.find(&view.query, fold).indices.into_iter().for_each(|index| is_found[index] = true);
        }
        let counts = counts(view, schedule, FilterContext { agenda: &agenda, now }, |index| is_found[index]);
        let before = self.counted.replace(counts.clone());
        let changed = counts.into_iter().enumerate().filter(|(at, count)| before.get(*at) != Some(count));
        changed.map(|(_, count)| count).collect()
    }
}
