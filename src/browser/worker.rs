//! The worker's end of what the page and a worker tell each other.

use js_sys::{Array, Function, Reflect, Uint8Array};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use crate::protocol::encode;

/// Answers each message to this worker, through the port that comes with it.
pub fn respond<T: Serialize>(to: impl Fn(&[u8]) -> T + 'static) {
    let respond = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        let member = |name: &str| Reflect::get(&event, &name.into()).unwrap_or_default();
        let message =
            member("data").dyn_into::<Uint8Array>().map(|message| message.to_vec()).unwrap_or_default();
        let answer = Uint8Array::from(&*encode(&to(&message)));
        let port = Array::from(&member("ports")).get(0);
        if let Ok(post) = Reflect::get(&port, &"postMessage".into()) {
            let _ = post.unchecked_into::<Function>().call1(&port, &answer);
        }
    });
    let _ = Reflect::set(&js_sys::global(), &"onmessage".into(), &respond.into_js_value());
}
