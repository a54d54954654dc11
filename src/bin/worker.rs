//! What works beside the page, in a thread of its own (HTML Living Standard, section 10): search, and what else the page
//! needs nothing of to answer. It is loaded once the page does.
//!
//! A message is an act and what it is about; its port gets the answer. The page's half is `browser::worker`.

use std::cell::{OnceCell, RefCell};

use js_sys::{Array, Function, Reflect};
use tidetable::{
    agenda::Agenda,
    browser::{
        schedule::read_at,
        text::fold,
        worker::{COUNT, DRAW, LOAD, PEOPLE, RELATE, SEARCH},
    },
    schedule::Schedule,
    time::{HourCycle, Instant, Zone},
    ui::markup::{self, Drawing, Times},
    view::{
        Situation, counts, parse,
        search::{Answer, Index, Related, Terms},
    },
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

thread_local! {
    static LOADED: RefCell<Option<Loaded>> = const { RefCell::new(None) };
}

struct Loaded {
    schedule: Schedule,
    index: Index,
    /// Made when they are needed first.
    terms: OnceCell<Terms>,
}

fn main() {
    let answer = Closure::<dyn Fn(JsValue)>::new(|event: JsValue| {
        let member = |name: &str| {
            Reflect::get(&event, &name.into()).map(|value| Array::from(&value)).unwrap_or_default()
        };
        let message = member("data");
        let text = |at| message.get(at).as_string().unwrap_or_default();
        let (act, first, second) = (text(0), text(1), text(2));
        let answer = if act == LOAD {
            LOADED.set(load(&first, &second));
            None
        } else {
            LOADED.with_borrow(|loaded| loaded.as_ref()?.answer(&act, &first, &second))
        };
        let answer = answer.unwrap_or_default();
        let port = member("ports").get(0);
        if let Ok(post) = Reflect::get(&port, &"postMessage".into()) {
            let _ = post.unchecked_into::<Function>().call1(&port, &answer.into());
        }
    });
    let _ = Reflect::set(&js_sys::global(), &"onmessage".into(), &answer.into_js_value());
}

/// Reads a schedule from the text of its file, with the venue's offsets.
fn load(file: &str, venue: &str) -> Option<Loaded> {
    let schedule = read_at(file, Some(venue)).ok()?;
    Some(Loaded { index: Index::new(&schedule, fold), schedule, terms: OnceCell::new() })
}

/// Reads how times are read: `12` or `23`, and the zone.
fn times(text: &str) -> Option<(Zone, HourCycle)> {
    let (cycle, zone) = text.split_once(' ')?;
    Some((Zone::from_text(zone)?, if cycle == "12" { HourCycle::H12 } else { HourCycle::H23 }))
}

impl Loaded {
    /// Does an act. Nothing for one that is not known, or about something that is not there.
    fn answer(&self, act: &str, first: &str, second: &str) -> Option<String> {
        let Self { schedule, index, .. } = self;
        match act {
            SEARCH => Some(Answer::to(first, second, index, schedule, fold).to_json()),
            COUNT => Some(self.count(first, second)),
            RELATE => {
                let place = first.parse().ok().filter(|place| *place < schedule.sessions.len())?;
                let (zone, cycle) = times(second)?;
                let terms = self.terms.get_or_init(|| Terms::new(schedule, fold));
                let related = Related::to(place, schedule, terms);
                Some(markup::related(&related, schedule, Times { zone: &zone, cycle }))
            }
            DRAW => {
                let (places, now) = first.split_once(' ')?;
                let (zone, cycle) = times(second)?;
                Drawing::write(schedule, &self.places(places), now.parse().ok().map(Instant), &zone, cycle)
            }
            PEOPLE => Some(markup::people(schedule)),
            _ => None,
        }
    }

    /// Reads places of sessions, separated by commas; what is none is left out.
    fn places(&self, text: &str) -> Vec<usize> {
        let places = text.split(',').filter_map(|place| place.parse().ok());
        places.filter(|place| *place < self.schedule.sessions.len()).collect()
    }

    /// How many sessions each choice leaves, separated by commas: of a view (as in the address), at a moment (in seconds;
    /// empty where it is not known), with the picks, by their places, separated by commas as well.
    fn count(&self, view: &str, situation: &str) -> String {
        let Self { schedule, index, .. } = self;
        let (now, picks) = situation.split_once(' ').unwrap_or_default();
        let mut agenda = Agenda::default();
        for place in self.places(picks) {
            agenda.set(&schedule.sessions[place].id, true, 0);
        }
        let situation = Situation { agenda: &agenda, now: now.parse().ok().map(Instant) };
        let (state, _) = parse(view);
        let mut is_found = vec![state.query.trim().is_empty(); schedule.sessions.len()];
        if !is_found.first().copied().unwrap_or(true) {
            index.find(&state.query, fold).places.into_iter().for_each(|place| is_found[place] = true);
        }
        let counts = counts(&state, schedule, situation, |place| is_found[place]);
        counts.iter().map(usize::to_string).collect::<Vec<_>>().join(",")
    }
}
