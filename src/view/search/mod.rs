//! Search: which sessions answer a query, the best first, and what of them to mark. Pure; it runs in a worker
//! (`src/bin/worker.rs`), beside the page, which needs none of it to answer.

mod highlights;
mod index;
mod query;
mod related;
mod result;
mod text;

pub use highlights::{Highlights, Snippet};
pub use index::{Found, Index};
pub use related::{Related, Terms};
pub use result::{FilterResult, Hit, SearchRequest, SearchResult};

#[cfg(test)]
pub(crate) mod tests;
