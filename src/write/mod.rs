//! A document, or a passage of it, in another form: as a quotation, as Markdown, its tables for other programs. Owns these forms; reads no file, knows no
//! screen, and leaves out no word.

pub mod html;
pub mod json;
pub mod losses;
pub mod markdown;
pub mod names;
pub mod pieces;
pub mod places;
pub mod quotation;
pub mod shape;
pub mod slugs;
pub mod table;
