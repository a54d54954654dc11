//! The four states as stores, and what is derived from them: each store owns its signals, which others follow and only its methods
//! set. What concerns several is done by methods of [`App`]. Rules are in the pure modules.

mod agenda;
mod counts;
mod device;
mod news;
mod notices;
mod read_only;
mod schedule;
mod search;
mod time;
mod updates;
mod view;

use std::sync::Arc;

use leptos::prelude::*;

pub use agenda::AgendaStore;
pub use counts::CountStore;
pub use device::{DeviceStore, Install};
pub use news::NewsStore;
pub use notices::NoticeStore;
pub use read_only::ReadOnly;
pub use schedule::ScheduleStore;
pub use search::{SearchStore, SearchWorker, filter_sources};
pub use time::TimeStore;
pub use updates::UpdateStore;
pub use view::ViewStore;

use super::{
    DialogStore, moment::show_moment, narrowing::answered, reactive::each_time, timeline::TimelineStore,
};
use crate::{
    browser::{
        anchor, clock, dialogs, events,
        location::{self, InternalLink},
        page,
    },
    i18n,
    schedule::{Schedule, Session},
    time::Debounce,
    view::View,
};

/// How long what is shown does not change before it is told, in milliseconds: longer than from key to key.
const TELL_AFTER: i32 = 700;

/// The stores, to be copied into each component.
#[derive(Clone, Copy)]
pub struct App {
    pub schedule: ScheduleStore,
    pub agenda: AgendaStore,
    pub view: ViewStore,
    pub time: TimeStore,
    pub search: SearchStore,
    pub timeline: TimelineStore,
    pub counts: CountStore,
    pub news: NewsStore,
    pub updates: UpdateStore,
    pub device: DeviceStore,
    pub notices: NoticeStore,
    pub dialogs: DialogStore,
}

impl App {
    /// An app over a schedule, or over the part of one of which the page was prerendered: then so many sessions are left out.
    pub fn new(schedule: Arc<Schedule>, left_out: Option<usize>) -> Self {
        let schedule = ScheduleStore::new(schedule, left_out);
        let notices = NoticeStore::new();
        let agenda = AgendaStore::new(schedule, notices);
        let view = ViewStore::new();
        let time = TimeStore::new(schedule, view);
        let search = SearchStore::new(schedule, view, agenda, time, notices);
        Self {
            schedule,
            agenda,
            view,
            time,
            search,
            timeline: TimelineStore::new(schedule, agenda, view, time, search),
            counts: CountStore::new(),
            news: NewsStore::new(schedule, agenda),
            updates: UpdateStore::new(),
            device: DeviceStore::new(agenda.chosen, notices),
            notices,
            dialogs: DialogStore::default(),
        }
    }

    /// Takes in what only the browser knows: zone, moment, address, picks; and listens for their changes. Called once,
    /// after hydration.
    pub fn on_hydrated(self) {
        self.time.follow_clock();
        self.agenda.load();
        self.load_hidden();
        self.read_address();
        location::on_change(move || self.read_address());
        events::on_document("click", move |event| {
            if let Some(link) = InternalLink::by(&event) {
                self.open_link(link);
            }
        });
        self.timeline.scroll_to_opening();
        self.timeline.load_more_by_itself();
        show_moment(self);
        self.show_controls();
    }

    /// Goes on with what the first answer does not need: what is asked of the search worker, the agenda's tools, and how the app
    /// is kept on this device. Called once, after [`App::on_hydrated`].
    pub fn on_chunk_loaded(self) {
        anchor::return_to_left();
        dialogs::follow_history();
        page::follow_fields();
        page::keep_focus_in_updates();
        events::on_document("input", |event| page::narrow_choices(&event));
        self.write_out_links();
        self.tell_shown();
        self.search.ask_on_request();
        self.timeline.load_more_on_demand();
        self.show_days();
        self.show_zones();
        self.agenda.offer_replaced_notes();
        self.count_and_relate();
        self.device.keep();
        self.agenda.notify_tabs();
    }

    /// Tells those who hear the page what it shows, once that has stopped changing: not at every key.
    fn tell_shown(self) {
        let shown = answered(self, move || self.showing());
        let telling = StoredValue::new(Debounce::default());
        each_time(move || {
            let text = shown.get();
            let Some(call) = telling.try_update_value(Debounce::call) else { return };
            clock::after(TELL_AFTER, move || {
                if telling.get_value().is_last(call) {
                    page::tell_shown(&text);
                }
            });
        });
    }

    /// Whether the view is built over what was prerendered of the same, at this moment.
    pub fn is_hydrating(self) -> bool {
        self.schedule.is_of_page.get_untracked() && !untrack(|| self.time.is_known())
    }

    /// What is shown and why no more, in words.
    pub fn showing(self) -> String {
        let (view, schedule) = (self.view.state.read(), self.schedule.published.read());
        if self.schedule.is_partial() {
            return i18n::coming(schedule.sessions.len() + self.schedule.left_out.get());
        }
        if self.search.is_searching() {
            return i18n::SEARCHING.into();
        }
        if view.view == View::Agenda {
            let (here, all) = (self.agenda.picked.read().len(), self.agenda.chosen.read().picked().count());
            return i18n::agenda_holds(here, all - here);
        }
        let (count, is_widened) =
            self.timeline.contents.with(|contents| (contents.count(&schedule), contents.is_widened));
        // In words of the query that was answered: the next answer comes in a moment.
        if self.search.answer(|answer| answer.is_some()) {
            return i18n::found(count, self.search.answered.read().query());
        }
        let languages = view.language_keys(&schedule).filter(|_| !is_widened);
        let is_counted = |session: &&Arc<Session>| session.is_in_any(languages) && !session.is_break;
        let of = schedule.sessions.iter().filter(is_counted).count();
        i18n::showing(count, of, languages, view.is_narrowed())
    }
}
