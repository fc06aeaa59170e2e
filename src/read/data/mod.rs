//! Files of data: rows of cells parted by a sign. What parts them, what stands above and below them, and the cells.

pub mod dialect;
pub mod document;
mod layout;
mod records;
