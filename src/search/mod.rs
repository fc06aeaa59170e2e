//! Folding and finding over text: what is typed to search, and where it stands in a document. Draws nothing, changes nothing.

pub mod find;
pub mod fold;
pub mod pattern;
pub mod start;

pub use find::{Context, Found, Hit, Where, context, find, snippet};
pub use pattern::Pattern;
pub use start::Start;
