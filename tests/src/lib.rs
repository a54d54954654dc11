//! What the browser suite, the benchmark and `make serve` share: a static server, and a browser driven by WebDriver.

pub mod browser;
pub mod engine;
pub mod generated;
pub mod memory;
mod pool;
pub mod release;
pub mod shots;
pub mod site;
pub mod weight;
