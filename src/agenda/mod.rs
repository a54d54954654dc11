//! Chosen: the attendee's agenda and the one versioned record it is kept in; what follows from it (clashes, gaps, a plan);
//! ways to take it along; and what they have seen of the schedule.

mod backup;
mod calendar;
mod clash;
mod compare;
mod gaps;
mod picks;
mod plan;
mod record;
mod seen;
pub mod share;
mod texts;

pub use backup::{Backup, BackupError};
pub use calendar::{MEDIA_TYPE, calendar};
pub use clash::{Commitment, Span, binds, clashes};
pub use compare::{Comparison, MOST_FRIENDS, Who};
pub use gaps::{Fitting, Gap, gaps};
pub use picks::{Agenda, Pick, Priority, Text};
pub use plan::{Decisions, LeftOut, Plan, Why};
pub use record::{DecodeError, VERSION, decode, encode, from_json, quarantine_key, storage_key};
pub use seen::{News, Seen, decode_seen, encode_seen};
pub use share::{ShareCodeError, Shared};
pub use texts::{ALARMS, BLOCK, Block, CHANGEOVERS, FRIEND, NOTE, NOTE_LENGTH, SETTING, TOLD, note_name};
