//! A document, or a passage of it, in another form: as a quotation, as Markdown. Owns these forms; reads no file, knows no
//! screen, and leaves out no word.

pub mod markdown;
pub mod quotation;
