//! What of the timeline is on the page.

use leptos::prelude::*;

use crate::{
    app::{
        reactive::each_time,
        stores::{
            AgendaStore, ScheduleStore, SearchStore, SearchWorker, TimeStore, ViewStore, filter_sources,
        },
    },
    browser::{clock, events, page, text},
    schedule::day_anchor,
    time::{Date, Debounce},
    view::{
        FilterContext, ListCommand, ListContents, ListInput, ListRequest, MoreRows, OpenedAt, Order,
        RenderedList, View,
    },
};

/// How long nothing has to happen before more rows of a long list join the others, and between one step of that and the next, in
/// milliseconds: enough for a frame.
const FILL_AFTER: i32 = 1200;
const FILL_EVERY: i32 = 20;

/// The list as it is on the page, and what is asked of it.
#[derive(Clone, Copy)]
pub struct TimelineStore {
    /// What is to be shown.
    pub contents: Memo<ListContents>,
    /// What of that is on the page.
    pub list: Memo<RenderedList>,
    /// Whether a grid can be drawn: what draws it comes behind the first answer.
    has_grid: RwSignal<bool>,
    request: RwSignal<Option<ListRequest>>,
    /// The session that the address leads to, until its row is there.
    awaited: StoredValue<Option<String>>,
    fill: StoredValue<Debounce>,
    schedule: ScheduleStore,
}

impl TimelineStore {
    pub fn new(
        schedule: ScheduleStore,
        agenda: AgendaStore,
        view: ViewStore,
        time: TimeStore,
        search: SearchStore,
    ) -> Self {
        let has_grid = RwSignal::new(false);
        let contents = Memo::new_owning(move |before: Option<ListContents>| {
            let (request, answered) = (search.request.read(), search.answered.read());
            let worker = search.worker.get();
            let is_awaited = answered.is_awaited(&request, worker);
            let before = match before {
                // At a key nothing is worked out before the search has answered.
                Some(before) if is_awaited && worker == SearchWorker::Ready => return (before, false),
                before => before,
            };
            let mut state = view.state.get();
            if before.is_some() && is_awaited {
                // Nothing is known of what the query finds.
                state.query.clear();
            }
            let found = answered.result.as_ref().filter(|_| request.is_some());
            let (fallback, schedule) = (schedule.fallback(), schedule.published.get());
            let (agenda, now) = filter_sources(&state, agenda, time);
            let context = FilterContext { agenda: &agenda, now };
            let mut contents = ListContents::of(&schedule, &state, context, found, text::fold, &fallback);
            if state.view == View::Grid && has_grid.get() {
                // It opens at the session that a link leads to, else where the conference is.
                let opened =
                    state.open.as_ref().and_then(|id| schedule.session(id)).map(|session| session.day);
                contents = contents.as_grid(opened.or_else(|| schedule.day_at(time.now.get()?)));
            }
            if state.view == View::Now && has_grid.get() {
                contents = contents.as_board();
            }
            let is_other = before.as_ref() != Some(&contents);
            (contents, is_other)
        });
        let request = RwSignal::new(None);
        let list = Memo::new(move |before: Option<&RenderedList>| {
            let (published, contents) = (schedule.published.read(), contents.get());
            let Some(before) = before else { return RenderedList::opening(&published, contents) };
            if schedule.is_partial() {
                return before.clone();
            }
            before.next(ListInput {
                schedule: &published,
                contents,
                view: view.filters.read().view,
                open: view.open.read().as_deref(),
                request: request.get(),
                now: time.now.get(),
            })
        });
        Self {
            contents,
            list,
            has_grid,
            request,
            awaited: StoredValue::new(None),
            fill: StoredValue::new(Debounce::default()),
            schedule,
        }
    }

    /// A grid can be drawn from now on.
    pub fn offer_grid(self) {
        self.has_grid.set(true);
    }

    /// Leads to a day, where the list has one of that date.
    pub fn lead_to_day(self, date: Date) {
        self.ask(ListCommand::LeadTo(date));
    }

    fn ask(self, what: ListCommand) {
        let number = self.request.get_untracked().map_or(0, |last| last.number + 1);
        self.request.set(Some(ListRequest { number, what }));
    }

    /// Opens a session as soon as the list shows it.
    pub fn bring_into_view(self, id: String) {
        self.awaited.set_value(Some(id));
        self.open_awaited();
    }

    /// The address leads to no session any more.
    pub fn forget_awaited(self) {
        self.awaited.set_value(None);
    }

    /// Opens the session that is waited for, where the page has its row by then.
    fn open_awaited(self) {
        clock::after(0, move || {
            let awaited = self.awaited.get_value();
            if awaited.is_some_and(|id| page::open_session(&id)) {
                self.awaited.set_value(None);
            }
        });
    }

    /// Scrolls to where the list was opened, and opens the session that is waited for.
    pub fn scroll_to_opening(self) {
        let mut is_first = true;
        each_time(move || {
            let (opened_at, is_grid) =
                self.list.with(|list| (list.opened_at.clone(), list.contents.order == Order::Grid));
            match opened_at {
                Some(OpenedAt::Day(date)) => clock::after(0, move || page::scroll_to(&day_anchor(date))),
                // Who has begun to read stays where that is.
                Some(OpenedAt::Present(id)) if !is_grid && (!is_first || page::is_at_top()) => {
                    clock::after(0, move || page::scroll_to(&id));
                }
                _ => {}
            }
            is_first &= self.list.with(RenderedList::is_as_prerendered);
            if self.awaited.with_value(Option::is_some) {
                self.open_awaited();
            }
        });
    }

    /// Has the rows that are not on the page join the others: those that only the first frame is without at once, more of a long
    /// list when nothing has happened for a while.
    pub fn load_more_by_itself(self) {
        let mut filled = None;
        each_time(move || {
            let request = self.request.get();
            let is_step = std::mem::replace(&mut filled, request) != request;
            let list = self.list.read();
            if list.can_load(MoreRows::Next) {
                let is_soon = list.is_filling() || is_step && !list.is_deferred;
                self.load_more_after(if is_soon { FILL_EVERY } else { FILL_AFTER }, MoreRows::Next);
            }
        });
    }

    /// The same when somebody scrolls, and before something is printed.
    pub fn load_more_on_demand(self) {
        events::on_window("scroll", move |_| self.load_more_after(0, MoreRows::NextScrolled));
        events::on_window("beforeprint", move |_| self.ask(ListCommand::More(MoreRows::All)));
    }

    fn load_more_after(self, wait: i32, rows: MoreRows) {
        let Some(call) = self.fill.try_update_value(Debounce::call) else { return };
        clock::after(wait, move || {
            let is_last = self.fill.get_value().is_last(call);
            if is_last && self.list.with_untracked(|list| list.can_load(rows)) {
                self.ask(ListCommand::More(rows));
            }
        });
    }

    /// Adds rows to a section that somebody asked for, and leads on to them.
    pub fn load_more(self, rows: MoreRows) {
        let Some(index) = self.list.with_untracked(|list| list.goes_on_at(rows)) else { return };
        self.ask(ListCommand::More(rows));
        let id = self.schedule.published.read_untracked().sessions[index].id.clone();
        clock::after(0, move || page::focus_id(&id));
    }
}
