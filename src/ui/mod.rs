//! The face: Leptos components. A component calls the pure rooms and `browser`, and holds no rule of its own.

mod agenda;
mod app;
mod controls;
mod header;
mod model;
mod notices;
mod session;
#[cfg(feature = "hydrate")]
mod start;
mod timeline;
pub mod words;

pub use app::App;
#[cfg(feature = "hydrate")]
pub use start::start;
