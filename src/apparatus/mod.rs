//! What the words of a document say of each other, in any format: cross-references, and who refers to what.

mod references;
mod referrers;

pub use references::cross_references;
pub use referrers::{referrers, target_of, way_to};
