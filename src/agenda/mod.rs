//! Chosen: the attendee's agenda and the one versioned record it is kept in; what follows from it (clashes, gaps, a plan);
//! ways to take it along; and what they have seen of the schedule.

mod backup;
mod baseline;
mod calendar;
mod clash;
mod compare;
mod day_column;
mod entries;
mod gaps;
mod own_entry;
mod picks;
mod plan;
mod record;
pub mod share;
mod texts;

pub use backup::{Backup, BackupError};
pub use baseline::{Baseline, News, decode_baseline, encode_baseline};
#[cfg(feature = "prerender")]
pub use calendar::published;
pub use calendar::{MEDIA_TYPE, agenda_calendar, calendar};
pub use clash::{Commitment, Span, binds, clashes, has_clash};
pub use compare::{Comparison, MOST_FRIENDS, Who};
pub use day_column::{ColumnEntry, ColumnItem, DayColumn};
pub use gaps::{Fitting, Gap, gaps};
pub use own_entry::{LONGEST, OwnEntry};
pub use picks::{Agenda, Pick, Priority, Text};
pub use plan::{Decisions, LeftOut, Plan, Why};
pub use record::{DecodeError, VERSION, decode, encode, quarantine_key, storage_key};
pub use share::{ShareCodeError, Shared};
pub use texts::{ALARMS, BLOCK, FRIEND, NOTE, NOTE_LENGTH, SETTING, TOLD, TRAVEL_TIMES, note_name};
