//! What the words of a document say of each other, in any format: cross-references, works cited, abbreviations.

mod references;
pub mod works;
pub mod abbreviations;

pub use references::cross_references;
