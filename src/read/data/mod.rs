//! Files of data: rows of cells parted by a sign. What parts them, what stands above and below them, and the cells.

pub mod dialect;
pub mod document;
pub mod file;
pub mod layout;
pub mod records;

pub use dialect::Dialect;
pub use file::DataFile;
pub use layout::Layout;
