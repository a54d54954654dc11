//! Looked at: what of the schedule is on the screen, as the address says it, and which sessions that are.

mod counts;
mod extent;
mod filter;
mod form;
mod grid;
mod hash;
mod keys;
mod query;
pub mod search;
mod state;

pub use counts::{ChoiceCount, counts};
pub use extent::{Extent, FILLED};
pub use filter::{FallbackIndex, FilterContext, Fold, Order, Visible};
pub use grid::{Cell, Direction, Grid, Track};
pub use hash::Hash;
pub use keys::{Command, Keys};
pub use query::{Ignored, parse, to_query};
pub use state::{Choice, LanguageChoice, View, ViewState, Wanted, ZoneChoice};
