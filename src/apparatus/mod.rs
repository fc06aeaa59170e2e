//! What the words of a document say of each other, in any format: cross-references.

mod references;
pub mod works;

pub use references::cross_references;
