//! What the framework's reactivity is without.

use leptos::{
    ev,
    prelude::*,
    reactive::{
        computed::ArcMemo,
        graph::{Subscriber, ToAnySubscriber},
    },
};

/// Runs an effect now and whenever a signal that it reads has changed. Boxed: the framework's code for each effect of a type of
/// its own is a kilobyte of wasm.
pub fn each_time(run: impl FnMut() + 'static) {
    fn start(mut run: Box<dyn FnMut()>) {
        Effect::new(move |_: Option<()>| run());
    }
    start(Box::new(run));
}

/// What a press does. Boxed: the framework's code for each listener of a type of its own is a kilobyte of wasm.
pub fn on_press(mut run: impl FnMut() + 'static) -> Box<dyn FnMut(ev::MouseEvent)> {
    Box::new(move |_| run())
}

/// A memo of a component that comes and goes, as a row does. A signal of Leptos 0.8 keeps what has followed it until it changes,
/// and a memo for ever, so that memory would grow with each row that goes: this one takes leave of what it follows. Views that
/// come and go read nothing that stays but through these.
pub fn scoped_memo<T: PartialEq + Send + Sync + 'static>(
    compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Memo<T> {
    let memo = ArcMemo::new(compute);
    let subscriber = memo.to_any_subscriber();
    on_cleanup(move || subscriber.clear_sources(&subscriber));
    memo.into()
}
