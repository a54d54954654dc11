//! What others see of a store's signal.

use std::panic::Location;

use leptos::prelude::*;

/// A signal that its store alone sets, and everybody else follows. Leptos' own `ReadSignal` would be a second cell in its arena,
/// and another kilobyte of wasm for each type.
pub struct ReadOnly<T: 'static>(RwSignal<T>);

impl<T: Send + Sync + 'static> ReadOnly<T> {
    pub(super) fn new(value: T) -> Self {
        Self(RwSignal::new(value))
    }

    /// The signal, for its store to set.
    pub(super) fn writer(self) -> RwSignal<T> {
        self.0
    }
}

impl<T> Clone for ReadOnly<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for ReadOnly<T> {}

impl<T> DefinedAt for ReadOnly<T> {
    fn defined_at(&self) -> Option<&'static Location<'static>> {
        self.0.defined_at()
    }
}

impl<T: Send + Sync + 'static> Track for ReadOnly<T> {
    fn track(&self) {
        self.0.track();
    }
}

impl<T: Send + Sync + 'static> ReadUntracked for ReadOnly<T> {
    type Value = <RwSignal<T> as ReadUntracked>::Value;

    fn try_read_untracked(&self) -> Option<Self::Value> {
        self.0.try_read_untracked()
    }
}
