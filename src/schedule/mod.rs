//! Published: the conference's schedule. Immutable once loaded; every number that stands for a session is its index
//! in [`Schedule::sessions`].

mod changes;
mod field;
mod file;
mod format;
mod model;
mod opened;
mod order;
mod phase;
mod rich_text;

pub use changes::{Change, RejectedUpdate, Snapshot};
pub use field::{FacetValue, FacetValues, Field};
pub use file::{FileError, ScheduleFile, SkipReason, SkippedSession, color, is_web_link};
pub use format::Format;
pub(crate) use model::fnv1a;
pub use model::{
    DateRange, Day, Details, InfoPage, Language, Link, LinkKind, Profile, Schedule, Session, Speaker, Track,
    WholeSchedule, day_anchor, version,
};
pub use opened::{OpenedConference, OpenedConferences};
pub use order::Collate;
pub(crate) use order::{by_name, sorted};
pub use phase::ConferencePhase;
pub use rich_text::{Block, Inline, RichText, plain_text};

#[cfg(test)]
pub(crate) mod tests;
