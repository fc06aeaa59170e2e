//! The works that a document cites. Reads each note and each source line of a table by rules that hold for any: italics,
//! quotation marks, brackets with a year, volumes, dates, pages. Nothing is invented: a field that is not certain is absent.

mod cases;
mod cited;
mod imprint;
mod items;
mod names;
mod pieces;
mod places;
mod scan;

pub use cited::{Cited, WorkKind, cited_in};
