//! Published: the conference's schedule. Immutable once loaded; every number that stands for a session is its index
//! in [`Schedule::sessions`].

mod changes;
mod field;
mod file;
mod format;
mod guide;
mod model;
mod opened;
mod order;
mod phase;
mod rich_text;
mod sealed;

pub use changes::{Change, RejectedUpdate, Snapshot};
pub use field::{FacetValue, FacetValues, Field};
pub use file::{FileError, ScheduleFile, SkipReason, SkippedSession, color, is_web_link};
pub use format::Format;
#[cfg(feature = "import")]
pub(crate) use format::without_length;
pub use guide::{Announcement, FloorPlan, Guide, ImageKind, InfoPage, Place, Profile, TravelTime, Venue};
pub(crate) use model::fnv1a;
pub use model::{
    Availability, DateRange, Day, Details, Language, Link, LinkKind, Schedule, Session, Speaker, Track,
    WholeSchedule, day_anchor, version,
};
pub use opened::{OpenedConference, OpenedConferences};
pub use order::Collate;
pub(crate) use order::{by_name, sorted};
pub use phase::ConferencePhase;
pub use rich_text::{Block, Inline, paragraphs, plain_text};
pub use sealed::{Empty, Sealed};

#[cfg(test)]
pub(crate) mod tests;
