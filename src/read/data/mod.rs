//! Files of data: rows of cells parted by a sign. What parts them, what stands above and below them, and the cells.

mod cell;
pub mod dialect;
pub mod document;
pub mod file;
pub mod index;
mod layout;
pub mod load;
pub mod progress;
mod records;
mod stops;
mod widths;
