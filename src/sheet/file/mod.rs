//! Data files of any size as figures: a column is read when something is asked of it, all its cells at once and by all
//! processors; an order is a list of row numbers. Nothing here holds a cell.

mod choose;
mod plain;
mod ranks;
mod reads;
pub mod sheet;
pub mod sort;
mod summed;
mod taken;
pub mod work;

pub use plain::is_written_plainly;
pub use sheet::DataSheet;
