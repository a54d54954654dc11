//! The address and the controls: both say what is looked at, and each follows the other.

use leptos::prelude::*;

use super::Model;
use crate::{
    app::templates,
    browser::{
        form::Change,
        location::{self, InternalLink, Step},
        page, theme, zones,
    },
    i18n,
    schedule::ConferencePhase,
    view::{Fragment, InvalidParam, View, ViewState, ZoneChoice, parse, to_query},
};

impl Model {
    /// Takes over what was done to a control.
    pub fn change(self, change: Change) {
        if change.name == templates::THEME {
            return theme::choose(&change.value);
        }
        // Typing is one step, however many keys it takes: the first of them.
        let goes_on = change.name == "q" && !self.view.with_untracked(|view| view.query.is_empty());
        let step = if goes_on { Step::Replace } else { Step::Push };
        let schedule = self.schedule.get_untracked();
        self.change_view(step, |view| view.choose(&change.name, &change.value, change.on, &schedule));
    }

    /// Changes what is looked at, and writes it to the address.
    pub fn change_view(self, step: Step, change: impl FnOnce(&mut ViewState)) {
        let before = self.view.get_untracked();
        let mut view = before.clone();
        change(&mut view);
        if view != before {
            location::write(&to_query(&view), "", step);
            self.timeline.forget_awaited();
            self.view.set(ViewState { open: None, ..view });
        }
    }

    /// Takes over what the address says, and tells what of it can't be read.
    pub(super) fn read_address(self) {
        let schedule = self.schedule.get_untracked();
        if untrack(|| self.is_partial()) {
            // What it names may be still to come.
            return;
        }
        let (mut view, mut ignored) = parse(&location::query());
        ignored.extend(view.drop_unknown(&schedule));
        if let ZoneChoice::Named(name) = &view.zone {
            let known = zones::spelled(name);
            if known.is_none() {
                ignored.push(InvalidParam { key: "tz", value: name.clone() });
            }
            view.zone = known.map_or(ZoneChoice::Local, ZoneChoice::Named);
        }
        for refused in ignored {
            self.refuse(i18n::ignored(refused.key, &refused.value));
        }
        let hash = self.schedule.with_untracked(|schedule| Fragment::parse(&location::hash(), schedule));
        let day = if let Fragment::Day(day) = hash { Some(day) } else { None };
        view.open = self.opened_by(hash, &view);
        // The agenda shows what was picked and nothing else: another session is opened in the list.
        let unpicked = view.open.as_ref().is_some_and(|id| !self.agenda.read_untracked().is_picked(id));
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
        if *self.view.read_untracked() != view {
            self.view.set(view);
        }
    }

    /// Tells what of the address can't be used.
    fn refuse(self, text: String) {
        self.refused.write_untracked().push(text.clone());
        self.add_notice(text);
    }

    /// Reads the address once more, with another schedule: what was not known then may be now.
    pub(super) fn read_address_again(self) {
        let refused = self.refused.get_untracked();
        if !refused.is_empty() {
            let notices = self.notices.get_untracked();
            self.notices.set(notices.into_iter().filter(|notice| !refused.contains(notice)).collect());
            self.read_address();
        }
    }

    /// The session that the hash asks for, which is brought into view as soon as the list shows it.
    fn opened_by(self, hash: Fragment, view: &ViewState) -> Option<String> {
        match hash {
            Fragment::Session(id) => Some(self.bring_into_view(id)),
            Fragment::Unknown(id) => {
                self.refuse(i18n::unknown_hash(&id));
                None
            }
            Fragment::Now => {
                let session = untrack(|| self.moment_of(view)).and_then(ConferencePhase::session)?;
                Some(self.bring_into_view(session.id.clone()))
            }
            Fragment::Nothing | Fragment::Day(_) | Fragment::Place | Fragment::Shared => None,
        }
    }

    fn bring_into_view(self, id: String) -> String {
        self.timeline.bring_into_view(id.clone());
        id
    }

    /// Writes to the address which session's description was opened, or that it was closed again: that is no step.
    pub fn address_of_disclosed(self, id: &str, is_open: bool) {
        let link = Fragment::link(id);
        if is_open || location::hash() == link {
            let hash = if is_open { &*link } else { "" };
            location::write(&location::query(), hash, Step::Replace);
        }
    }

    /// Opens a session where one is.
    pub fn lead_to(self, id: String) {
        self.view.write().open = Some(self.bring_into_view(id));
    }

    pub(super) fn open_link(self, link: InternalLink) {
        page::close_dialogs();
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
}
