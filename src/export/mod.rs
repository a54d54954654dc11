//! The schedule as other programs read it: what the build puts next to the page. Native.

mod frab;
mod xml;

pub use frab::FrabSchedule;

#[cfg(test)]
mod tests;
