//! The four states as signals, and what is derived from them. Components read from here and call its methods; rules are
//! in the pure rooms.

use std::sync::{Arc, OnceLock};

use leptos::prelude::*;

use super::{notices::Notices, words};
use crate::{
    agenda::Agenda,
    browser::{clock, location, page, store, zones},
    schedule::{Moment, Schedule, Session},
    time::{HourCycle, Instant, Zone},
    view::{Hash, Haystacks, View, ViewState, Visible, ZoneChoice, parse, to_query},
};

/// What only the browser knows. Nothing until the page is awake: until then it shows exactly what was prerendered.
#[derive(Clone, Debug, PartialEq)]
pub struct Viewer {
    pub zone: Zone,
    pub cycle: HourCycle,
}

/// What the latest removal took away.
#[derive(Clone, Debug, PartialEq)]
pub struct Removed {
    pub id: String,
    pub title: String,
}

/// The app's state, to be copied into whatever needs it.
#[derive(Clone, Copy)]
pub struct Model {
    pub schedule: StoredValue<Arc<Schedule>>,
    pub agenda: RwSignal<Agenda>,
    pub view: RwSignal<ViewState>,
    pub hash: RwSignal<Hash>,
    pub viewer: RwSignal<Option<Viewer>>,
    /// The moment shown: the clock's, to the minute, or the one rehearsed.
    pub now: Memo<Option<Instant>>,
    /// The zone times are shown in.
    pub zone: Memo<Zone>,
    pub visible: Memo<Visible>,
    pub moment: Memo<Option<Moment>>,
    /// The picks that the schedule has, in order of time.
    pub picked: Memo<Vec<Arc<Session>>>,
    pub removed: RwSignal<Option<Removed>>,
    pub notices: Notices,
    clock: RwSignal<Option<Instant>>,
}

/// The id of the undo button.
pub const UNDO_ID: &str = "undo";

/// A link within the page, to what a change of the opening view shows.
pub fn link_to(change: impl FnOnce(&mut ViewState)) -> String {
    let mut view = ViewState::default();
    change(&mut view);
    format!("?{}", to_query(&view))
}

/// The model, for any component.
pub fn model() -> Model {
    expect_context()
}

impl Model {
    pub fn new(schedule: Arc<Schedule>) -> Self {
        let agenda = RwSignal::new(Agenda::default());
        let view = RwSignal::new(ViewState::default());
        let hash = RwSignal::new(Hash::default());
        let viewer = RwSignal::new(None::<Viewer>);
        let clock = RwSignal::new(None);

        let now = Memo::new(move |_| clock.get().map(|now| view.with(|view| view.now).unwrap_or(now)));

        let choice = Memo::new(move |_| view.with(|view| view.zone.clone()));
        let of = schedule.clone();
        let zone = Memo::new(move |_| match (viewer.get(), choice.get()) {
            (None, _) => of.venue.clone(),
            (Some(viewer), ZoneChoice::Local) => viewer.zone,
            (Some(_), ZoneChoice::Utc) => Zone::utc(),
            // An address with a zone that the browser does not know was refused when it was read.
            (Some(viewer), ZoneChoice::Named(name)) => {
                zones::named(&name, &of.instants()).unwrap_or(viewer.zone)
            }
        });

        let of = schedule.clone();
        let haystacks = Arc::new(OnceLock::new());
        let visible = Memo::new(move |_| {
            let haystacks = || haystacks.get_or_init(|| Arc::new(Haystacks::new(&of))).clone();
            let state = view.read();
            let hash = hash.read();
            // Where the agenda does not matter to what is shown, a pick must not make all of it be worked out anew.
            if state.picked_only || state.view == View::Agenda {
                Visible::of(&of, haystacks, &state, &agenda.read(), hash.session())
            } else {
                Visible::of(&of, haystacks, &state, &Agenda::default(), hash.session())
            }
        });

        let of = schedule.clone();
        let moment = Memo::new(move |_| {
            let now = now.get()?;
            let state = view.read();
            let language = state.language_key(&of);
            Moment::among(of.sessions.iter().filter(|session| session.is_in(language)), now)
        });

        let of = schedule.clone();
        let picked = Memo::new(move |_| {
            let agenda = agenda.read();
            let mut picked: Vec<_> = agenda.picked().filter_map(|id| of.session(id)).cloned().collect();
            picked.sort_by(|a, b| (a.start, a.end, &a.id).cmp(&(b.start, b.end, &b.id)));
            picked
        });

        let schedule = StoredValue::new(schedule);
        let (removed, notices) = (RwSignal::new(None), Notices::new());
        Self {
            schedule,
            agenda,
            view,
            hash,
            viewer,
            now,
            zone,
            visible,
            moment,
            picked,
            removed,
            notices,
            clock,
        }
    }

    /// Takes in what only the browser knows: zone, moment, address, picks. Called once, after hydration.
    pub fn wake(self) {
        let schedule = self.schedule.get_value();
        let cycle = zones::hour_cycle();
        let zone = zones::local(&schedule.instants(), words::LOCAL_UNNAMED);
        self.viewer.set(Some(Viewer { zone, cycle }));
        self.clock.set(Some(clock::now()));
        clock::every_minute(move || self.clock.set(Some(clock::now())));

        self.keep(&Agenda::default());
        store::on_foreign_change(&schedule.id, move || self.keep(&self.agenda.get_untracked()));

        self.read_address();
        location::on_change(move || self.read_address());
        location::on_follow(move |link| self.follow(link));
    }

    /// Whether the page is awake.
    pub fn is_awake(self) -> bool {
        self.viewer.with(Option::is_some)
    }

    pub fn cycle(self) -> HourCycle {
        self.viewer.with(|viewer| viewer.as_ref().map(|viewer| viewer.cycle)).unwrap_or_default()
    }

    /// Changes what is looked at, and writes it to the address.
    pub fn look(self, step: location::Step, change: impl FnOnce(&mut ViewState)) {
        let before = self.view.get_untracked();
        let mut view = before.clone();
        change(&mut view);
        if view != before {
            location::write(&to_query(&view), step);
            self.hash.set(Hash::Nothing);
            self.view.set(view);
        }
    }

    /// Picks a session, or takes the pick back and offers undo.
    pub fn toggle(self, session: &Session) {
        let picked = !self.agenda.with_untracked(|agenda| agenda.is_picked(&session.id));
        self.decide(&session.id, picked);
        self.removed.set((!picked).then(|| Removed { id: session.id.clone(), title: session.title.clone() }));
        // In the agenda the row goes with its pick, and the button that had the focus with it.
        clock::after(0, || {
            if page::focus_is_lost() {
                page::focus_id(UNDO_ID);
            }
        });
    }

    /// Brings back what was removed last.
    pub fn undo(self) {
        if let Some(removed) = self.removed.get_untracked() {
            self.removed.set(None);
            self.decide(&removed.id, true);
            page::focus_id(&removed.id);
        }
    }

    fn decide(self, id: &str, picked: bool) {
        let mut agenda = self.agenda.get_untracked();
        agenda.set(id, picked, clock::milliseconds());
        self.keep(&agenda);
    }

    /// Stores an agenda, merged with what is stored, and shows the result.
    fn keep(self, agenda: &Agenda) {
        let outcome = self.schedule.with_value(|schedule| store::merge(&schedule.id, agenda));
        if let Some((why, key)) = outcome.set_aside {
            self.notices.add(words::set_aside(why, &key));
        }
        if outcome.not_kept {
            self.notices.add_once(words::NOT_KEPT.into());
        }
        if self.agenda.with_untracked(|shown| *shown != outcome.agenda) {
            self.agenda.set(outcome.agenda);
        }
    }

    /// Takes over what the address says, and tells what of it can't be read.
    fn read_address(self) {
        let schedule = self.schedule.get_value();
        let (mut view, mut ignored) = parse(&location::query());
        ignored.extend(view.drop_unknown(&schedule));
        if let ZoneChoice::Named(name) = &view.zone
            && zones::Offsets::of(name).is_none()
        {
            ignored.push(crate::view::Ignored { key: "tz", value: name.clone() });
            view.zone = ZoneChoice::Local;
        }
        for refused in ignored {
            self.notices.add(words::ignored(refused.key, &refused.value));
        }
        if self.view.with_untracked(|shown| *shown != view) {
            self.view.set(view);
        }
        self.open(Hash::parse(&location::hash(), &schedule));
    }

    /// Follows a hash: opens the session it names.
    fn open(self, hash: Hash) {
        if let Hash::Unknown(id) = &hash {
            self.notices.add(words::unknown_hash(id));
        }
        self.hash.set(hash.clone());
        if let Hash::Session(id) = hash {
            // The list shows it by then, if it did not before.
            clock::after(0, move || page::open_session(&id));
        }
    }

    fn follow(self, link: location::Followed) {
        match link {
            location::Followed::Query(query) => {
                let (link, _) = parse(&query);
                self.look(location::Step::Push, |view| *view = view.following(link));
                page::scroll_to_top();
            }
            // The same hash again is no change of the address, and so no `hashchange`.
            location::Followed::Hash(hash) if hash == location::hash() => {
                self.open(self.schedule.with_value(|schedule| Hash::parse(&hash, schedule)));
            }
            location::Followed::Hash(_) => {}
        }
    }
}
