//! What the words of a document say of each other, in any format: cross-references and who refers to what, the works that are
//! cited, short citations and what they stand for, the short forms that are introduced.

mod note_words;
mod references;
mod referrers;
pub mod works;
pub mod citations;
pub mod abbreviations;

pub use references::cross_references;
pub use referrers::{referrers, target_of, way_to};
