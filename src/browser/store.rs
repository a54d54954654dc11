//! The agenda in local storage. Storage is another writer's too (a second tab, an extension, a person), and it fails:
//! nothing that was picked is lost by either.

use std::{cell::RefCell, rc::Rc};

use gloo_storage::{LocalStorage, Storage as _};

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, Event, StorageEvent};

use super::{events, location, window};
use crate::agenda::{Agenda, DecodeError, decode, encode, quarantine_key, storage_key};

/// What came of reading or writing the record.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// What is stored, merged with what was to be written.
    pub agenda: Agenda,
    /// A record that could not be read, now under this key.
    pub quarantine: Option<(DecodeError, String)>,
    /// Storage is full or forbidden: the agenda lives only as long as the page.
    pub not_kept: bool,
}

/// The browser's storage, where it can be had: a setting, a policy or a private window may forbid it.
fn storage() -> Option<web_sys::Storage> {
    // `LocalStorage::raw` panics where there is none.
    window().local_storage().ok().flatten().map(|_| LocalStorage::raw())
}

/// The value of a setting of the page's own.
pub fn setting(name: &str) -> Option<String> {
    stored(&format!("tidetable/{name}"))
}

fn stored(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Keeps a setting, where storage allows: one that is not kept is chosen again.
pub fn persist_setting(name: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&format!("tidetable/{name}"), value);
    }
}

/// The way to tell other tabs that the record is another, since not every engine tells them what is stored. What they do then is
/// what they do when they are told twice.
pub struct Tabs {
    channel: BroadcastChannel,
    key: String,
    /// The record as the tabs know it.
    told: Rc<RefCell<Option<String>>>,
}

impl Tabs {
    /// Calls back when another tab tells; nothing where this browser has no such way.
    pub fn open(conference: &str, call: impl Fn() + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(&format!("tidetable {}", location::folder())).ok()?;
        let key = storage_key(conference);
        let told = Rc::new(RefCell::new(stored(&key)));
        let (known, changed) = (told.clone(), key.clone());
        events::listen(&channel, "message", move |_| {
            known.replace(stored(&changed));
            call();
        });
        Some(Self { channel, key, told })
    }

    /// Tells them, where it is another.
    pub fn notify(&self) {
        let now = stored(&self.key);
        if *self.told.borrow() != now {
            self.told.replace(now);
            let _ = self.channel.post_message(&JsValue::NULL);
        }
    }
}

/// Calls back when another tab changed a setting.
pub fn on_foreign_setting(name: &str, call: impl Fn() + 'static) {
    let key = format!("tidetable/{name}");
    events::on_window("storage", move |event| {
        if key_of(&event).is_some_and(|changed| changed == key) {
            call();
        }
    });
}

/// What was changed in storage; nothing where all was cleared.
fn key_of(event: &Event) -> Option<String> {
    event.dyn_ref::<StorageEvent>().and_then(StorageEvent::key)
}

/// Merges an agenda with the stored one and stores the result, if that differs from what is stored.
///
/// Reading and writing anew at each change is what lets tabs work side by side: a tab that only wrote what it knows
/// would undo the others' picks.
pub fn merge(conference: &str, agenda: &Agenda) -> Outcome {
    let mut outcome = Outcome { agenda: agenda.clone(), ..Outcome::default() };
    let Some(storage) = storage() else {
        outcome.not_kept = true;
        return outcome;
    };
    let key = storage_key(conference);
    let stored = match storage.get_item(&key) {
        Ok(stored) => stored,
        Err(_) => {
            outcome.not_kept = true;
            return outcome;
        }
    };
    match stored.as_deref().map(decode) {
        None if *agenda == Agenda::default() => return outcome,
        None => {}
        Some(Ok(theirs)) => {
            outcome.agenda.merge(&theirs);
            // Whatever it is written like: a page of another version would write it its own way again, and so for ever.
            if outcome.agenda == theirs {
                return outcome;
            }
        }
        Some(Err(why)) => match quarantine(&storage, conference, stored.as_deref().unwrap_or_default()) {
            Some(aside) => outcome.quarantine = Some((why, aside)),
            None => {
                // It could not be saved elsewhere, so it stays where it is, and nothing is written over it.
                outcome.not_kept = true;
                return outcome;
            }
        },
    }
    outcome.not_kept = storage.set_item(&key, &encode(&outcome.agenda)).is_err();
    outcome
}

/// Copies a record to the first key that is free or already holds the same, and says which.
fn quarantine(storage: &web_sys::Storage, conference: &str, text: &str) -> Option<String> {
    for attempt in 0.. {
        let key = quarantine_key(conference, attempt);
        match storage.get_item(&key).ok()? {
            Some(other) if other != text => continue,
            Some(_) => return Some(key),
            None => return storage.set_item(&key, text).ok().map(|()| key),
        }
    }
    None
}

/// Calls back when another tab changed the agenda, or may have while this one was hidden.
pub fn on_foreign_change(conference: &str, call: impl Fn() + Clone + 'static) {
    let key = storage_key(conference);
    let shown = call.clone();
    events::on_window("storage", move |event| {
        // No key: all was cleared.
        if key_of(&event).is_none_or(|changed| changed == key) {
            call();
        }
    });
    events::on_shown(shown);
}
