//! The browser's clock and its timers.

use std::pin::Pin;

use js_sys::Promise;
use wasm_bindgen::{
    JsCast, JsValue,
    prelude::{Closure, wasm_bindgen},
};
use wasm_bindgen_futures::JsFuture;

use crate::time::Timestamp;

#[wasm_bindgen]
extern "C" {
    /// Lets the browser do what else it has to: a task ends, and another begins (HTML Living Standard, section 8.1.7).
    #[wasm_bindgen(js_namespace = tidetable)]
    pub async fn pause();
}

/// Milliseconds since 1970-01-01T00:00:00Z.
pub fn milliseconds() -> u64 {
    js_sys::Date::now() as u64
}

/// The present instant.
pub fn now() -> Timestamp {
    Timestamp((milliseconds() / 1000) as i64)
}

/// A random number, at least 0 and below 1.
pub fn random() -> f64 {
    js_sys::Math::random()
}

/// Calls back at the beginning of every minute, for as long as the page lives.
pub fn every_minute(call: impl Fn() + 'static) {
    fn next(call: impl Fn() + 'static) {
        let wait = 60_000 - milliseconds() % 60_000;
        after(wait as i32, move || {
            call();
            next(call);
        });
    }
    // Each turn would be a type of its own if the closure were passed on as it is.
    let call: Box<dyn Fn()> = Box::new(call);
    next(call);
}

/// Calls back once, after so many milliseconds.
pub fn after(milliseconds: i32, call: impl FnOnce() + 'static) {
    let call = Closure::once_into_js(call);
    // It can only fail for a window that is gone.
    let _ = super::window()
        .set_timeout_with_callback_and_timeout_and_arguments_0(call.unchecked_ref(), milliseconds);
}

/// Lets something run beside what runs. Boxed, so that what waits on the browser's side is compiled once.
pub fn spawn(run: impl Future<Output = ()> + 'static) {
    let run: Pin<Box<dyn Future<Output = ()>>> = Box::pin(run);
    wasm_bindgen_futures::spawn_local(run);
}

/// Waits until everything that waits already has had its turn (a microtask, ECMA-262 section 9.5).
pub async fn turn() {
    // A promise that is kept already can't fail.
    let _ = JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await;
}
