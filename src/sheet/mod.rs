//! Tables as figures: reading numbers, naming columns, ordering and choosing rows. Pure: no terminal, no I/O, and a
//! table that makes no sense is a table of words. Rows are never moved and the print is never changed.

pub mod agree;
pub mod asked;
pub mod chart;
pub mod collation;
pub mod column;
pub mod date;
pub mod desk;
mod figure;
pub mod file;
pub mod filter;
pub mod formula;
pub mod kind;
pub mod held;
pub mod look;
pub mod name;
pub mod number;
pub mod order;
pub mod reshape;
pub mod statistics;
pub mod summary;

pub use column::{Column, Group, Kind, Sheet, Value};
pub use filter::Filter;
pub use order::{By, GroupKey, Order, Over, SheetRow, SortKey, Way};
