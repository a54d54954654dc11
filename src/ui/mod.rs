//! The face, in Leptos. A view calls the pure rooms and `browser`, and holds no rule of its own.

mod act;
mod app;
#[cfg(feature = "hydrate")]
pub mod later;
pub mod markup;
pub mod model;
#[cfg(feature = "hydrate")]
mod start;
pub mod words;

pub use app::app;
pub use model::Model;
#[cfg(feature = "hydrate")]
pub use start::{Stage, Woken, start};
