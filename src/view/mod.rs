//! Looked at: what of the schedule is on the screen, as the address says it, and which sessions that are.

mod board;
mod counts;
mod feed;
mod filter;
mod form;
mod fragment;
mod grid;
mod keys;
mod landing;
mod query;
mod render_window;
mod rendered_list;
pub mod search;
mod state;

pub use board::{Board, RoomNow};
pub use counts::{OptionCount, counts};
pub use feed::Feed;
pub use filter::{FallbackIndex, FilterContext, Fold, ListContents, Order};
pub use form::SEVERAL_LANGUAGES;
pub use fragment::Fragment;
pub use grid::{Cell, Direction, Grid, GridRow};
pub use keys::{Command, Keys};
pub use landing::{session_path, speaker_path};
pub use query::{InvalidParam, parse, to_query};
pub use render_window::RenderWindow;
pub use rendered_list::{ListCommand, ListInput, ListRequest, MoreRows, OpenedAt, RenderedList, SectionKey};
pub use state::{ActiveFilter, FacetSelection, LanguageChoice, View, ViewState, ZoneChoice};
