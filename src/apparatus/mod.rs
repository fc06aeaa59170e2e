//! What the words of a document say of each other, in any format: cross-references.

mod references;

pub use references::cross_references;
