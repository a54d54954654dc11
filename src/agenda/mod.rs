//! Chosen: the attendee's agenda and the one versioned record it is kept in; and what they have seen of the schedule.

mod picks;
mod record;
mod seen;

pub use picks::{Agenda, Pick};
pub use record::{Unreadable, VERSION, decode, encode, set_aside_key, storage_key};
pub use seen::{News, Seen, decode_seen, encode_seen, seen_key};
