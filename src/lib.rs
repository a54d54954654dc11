//! Tidetable: a conference schedule that an attendee opens once and then owns.
//!
//! Four states, pure rules over them, one face: [`schedule`] (published), [`agenda`] (chosen), [`view`] (looked at) and
//! [`time`] (when) know no framework, no web API and no clock. [`browser`] touches the outside world, [`ui`] shows.

pub mod agenda;
pub mod browser;
pub mod json;
pub mod schedule;
pub mod time;
pub mod ui;
pub mod view;

/// A smaller allocator than the standard library's: it is a part of each of the two programs.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
