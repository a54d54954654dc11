//! Chosen: the attendee's agenda, and the one versioned record it is kept in.

mod picks;
mod record;

pub use picks::{Agenda, Pick};
pub use record::{Unreadable, VERSION, decode, encode, set_aside_key, storage_key};
