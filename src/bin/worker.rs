//! What works beside the page, in a thread of its own (HTML Living Standard, section 10): search, of which the page needs
//! nothing to answer. It is loaded once the page does.
//!
//! A message is an act and what it is about; its port gets the answer. The page's half is `browser::worker`.

use std::cell::RefCell;

use js_sys::{Array, Function, Reflect};
use tidetable::{
    browser::{
        schedule::read_at,
        text::fold,
        worker::{LOAD, SEARCH},
    },
    schedule::Schedule,
    view::search::{Answer, Index},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

thread_local! {
    static LOADED: RefCell<Option<(Schedule, Index)>> = const { RefCell::new(None) };
}

fn main() {
    let answer = Closure::<dyn Fn(JsValue)>::new(|event: JsValue| {
        let member = |name: &str| {
            Reflect::get(&event, &name.into()).map(|value| Array::from(&value)).unwrap_or_default()
        };
        let message = member("data");
        let text = |at| message.get(at).as_string().unwrap_or_default();
        let answer = match &*text(0) {
            LOAD => load(&text(1), &text(2)),
            SEARCH => search(&text(1), &text(2)),
            _ => String::new(),
        };
        let port = member("ports").get(0);
        if let Ok(post) = Reflect::get(&port, &"postMessage".into()) {
            let _ = post.unchecked_into::<Function>().call1(&port, &answer.into());
        }
    });
    let _ = Reflect::set(&js_sys::global(), &"onmessage".into(), &answer.into_js_value());
}

/// Takes over a schedule, as the text of its file, with the venue's offsets. No answer.
fn load(file: &str, venue: &str) -> String {
    let loaded = read_at(file, Some(venue)).ok().map(|schedule| {
        let index = Index::new(&schedule, fold);
        (schedule, index)
    });
    LOADED.set(loaded);
    String::new()
}

/// Answers a query as [`Answer::to_json`]; with nothing where there is no schedule.
fn search(query: &str, admitted: &str) -> String {
    LOADED.with_borrow(|loaded| {
        let answer =
            loaded.as_ref().map(|(schedule, index)| Answer::to(query, admitted, index, schedule, fold));
        answer.map(|answer| answer.to_json()).unwrap_or_default()
    })
}
