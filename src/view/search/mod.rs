//! Search: which sessions answer a query, the best first, and what of them to mark. Pure; it runs in a worker
//! (`src/bin/worker.rs`), beside the page, which needs none of it to answer.

mod answer;
mod index;
mod marks;
mod query;
mod related;
mod text;

pub use answer::{Admitted, Answer, Hit};
pub use index::{Found, Index};
pub use marks::{Marks, Snippet};
pub use related::{Related, Terms};

#[cfg(test)]
pub(crate) mod tests;
