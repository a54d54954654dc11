//! What works beside the page, in a thread of its own (HTML Living Standard, section 10): search, and what else the page
//! needs nothing of to answer. It is loaded once the page does.
//!
//! A message is an act and what it is about; its port gets the answer. The page's half is `browser::worker`.

use std::cell::{OnceCell, RefCell};

use js_sys::{Array, Function, Reflect};
use tidetable::{
    agenda::{Agenda, decode, gaps},
    browser::{
        json,
        schedule::read_at,
        text::fold,
        worker::{COUNT, DRAW, GAPS, KEYS, LOAD, PEOPLE, RELATE, SEARCH, SEPARATOR},
    },
    schedule::{Schedule, version},
    time::Instant,
    ui::{
        markup::{self, Drawing, Times},
        words::speak,
    },
    view::{
        Choosable, Situation, counts, parse,
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
    version: String,
    /// What was counted last.
    counted: RefCell<Vec<usize>>,
}

fn main() {
    let words = Reflect::get(&js_sys::global(), &"words".into()).ok().and_then(|words| words.as_string());
    speak(&words.unwrap_or_default());
    let answer = Closure::<dyn Fn(JsValue)>::new(|event: JsValue| {
        let member = |name: &str| {
            Reflect::get(&event, &name.into()).map(|value| Array::from(&value)).unwrap_or_default()
        };
        let message = member("data");
        let text = |at| message.get(at).as_string().unwrap_or_default();
        let (act, first, second) = (text(0), text(1), text(2));
        let answer = if act == LOAD {
            load(&first, &second)
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

/// Takes over a schedule from the text of its file; `about` is as of [`worker::load`](tidetable::browser::worker::load), which
/// also says what is answered.
fn load(file: &str, about: &str) -> Option<String> {
    let mut about = about.split(SEPARATOR);
    let (shown, venue) = (about.next()?, about.next()?);
    let before = LOADED.take();
    let schedule = read_at(file, Some(venue)).ok()?;
    let version = version(file);
    let shown_before = before.as_ref().filter(|before| before.version == shown);
    let shown_before = shown_before.map(|before| markup::parts(&before.schedule));
    // A page that shows the parts of this version was prerendered with them.
    let is_prerendered = shown_before.is_none() && version == shown;
    let parts = match shown {
        "" => markup::all_parts(&schedule),
        _ if is_prerendered => markup::names(&schedule).collect(),
        _ => markup::parts(&schedule),
    };
    let differs =
        |(at, part): &(usize, _)| shown_before.as_ref().is_none_or(|before| before.get(*at) != Some(part));
    let parts = parts.into_iter().enumerate().filter(differs);
    let answer = parts.map(|(_, (id, markup))| format!("{id}{SEPARATOR}{markup}")).collect::<Vec<_>>();
    let index = Index::new(&schedule, fold);
    // So that the browser has compiled for speed what the first key waits for.
    for query in ["a", "e", "s"] {
        let _ = Answer::to(query, &"y".repeat(schedule.sessions.len()), &index, &schedule, fold).to_json();
    }
    LOADED.set(Some(Loaded {
        schedule,
        index,
        terms: OnceCell::new(),
        version,
        counted: RefCell::default(),
    }));
    Some(answer.join(&SEPARATOR.to_string()))
}

impl Loaded {
    /// Does an act, one of `browser::worker`. Nothing for one that is not known, or about something that is not there.
    fn answer(&self, act: &str, first: &str, second: &str) -> Option<String> {
        let Self { schedule, index, .. } = self;
        match act {
            SEARCH => Some(Answer::to(first, second, index, schedule, fold).to_json()),
            COUNT => Some(self.count(first, second)),
            RELATE => {
                let place = first.parse().ok().filter(|place| *place < schedule.sessions.len())?;
                let (zone, cycle) = Times::read(second)?;
                let related = Related::to(place, schedule, self.terms());
                let markup = markup::related(&related, schedule, Times { zone: &zone, cycle });
                Some(markup)
            }
            DRAW => {
                let (places, now) = first.split_once(' ')?;
                let (zone, cycle) = Times::read(second)?;
                Drawing::write(
                    schedule,
                    &schedule.read_places(places),
                    now.parse().ok().map(Instant),
                    &zone,
                    cycle,
                )
            }
            KEYS => Some(markup::keys(first == "off")),
            PEOPLE => Some(markup::people(schedule)),
            GAPS => self.gaps(first, second),
            _ => None,
        }
    }

    /// What fits into the free time of an agenda (a record): in a language, or in any where the key is empty; by these times.
    fn gaps(&self, agenda: &str, about: &str) -> Option<String> {
        let Self { schedule, .. } = self;
        let (key, times) = about.split_once(SEPARATOR)?;
        let (zone, cycle) = Times::read(times)?;
        let agenda = decode(json::parse, agenda).ok()?;
        let (picks, terms) = (agenda.places(schedule), self.terms());
        let like = |place: usize| {
            let all = picks.iter().map(|pick| terms.likeness(*pick, place));
            let best = all.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or_default();
            (best.0, best.1.into_iter().take(3).map(str::to_owned).collect())
        };
        let gaps = gaps(&agenda, schedule, Some(key).filter(|key| !key.is_empty()), like);
        Some(markup::gaps(&gaps, schedule, Times { zone: &zone, cycle }))
    }

    fn terms(&self) -> &Terms {
        self.terms.get_or_init(|| Terms::new(&self.schedule, fold))
    }

    /// How many sessions each choice leaves, where that is not what it was the last time: the id of its control, and the
    /// number; of a view (as in the address), at a moment (in seconds; empty where it is not known), with the picks (their
    /// places, separated by commas).
    fn count(&self, view: &str, situation: &str) -> String {
        let Self { schedule, index, .. } = self;
        let (now, picks) = situation.split_once(' ').unwrap_or_default();
        let mut agenda = Agenda::default();
        for place in schedule.read_places(picks) {
            agenda.set(&schedule.sessions[place].id, true, 0);
        }
        let situation = Situation { agenda: &agenda, now: now.parse().ok().map(Instant) };
        let (state, _) = parse(view);
        let mut is_found = vec![state.query.trim().is_empty(); schedule.sessions.len()];
        if !is_found.first().copied().unwrap_or(true) {
            index.find(&state.query, fold).places.into_iter().for_each(|place| is_found[place] = true);
        }
        let counts = counts(&state, schedule, situation, |place| is_found[place]);
        let before = self.counted.replace(counts.iter().map(|(_, count)| *count).collect());
        let changed = counts.iter().enumerate().filter(|(at, (_, count))| before.get(*at) != Some(count));
        let line = |(_, ((name, value), count)): (usize, &(Choosable, usize))| {
            format!("{}{SEPARATOR}{count}", markup::choice_id(name, value))
        };
        changed.map(line).collect::<Vec<_>>().join(&SEPARATOR.to_string())
    }
}
