//! What the words of a document say of each other, in any format: cross-references, the works that are cited, short
//! citations, abbreviations.

mod references;
pub mod works;
pub mod citations;
pub mod abbreviations;

pub use references::cross_references;
