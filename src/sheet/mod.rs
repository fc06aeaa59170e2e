//! Tables as figures: reading numbers, naming columns, ordering and choosing rows. Pure: no terminal, no I/O, and a
//! table that makes no sense is a table of words. Rows are never moved and the print is never changed.

pub mod agree;
pub mod asked;
pub mod chart;
pub mod collation;
pub mod column;
pub mod date;
mod derive;
pub mod desk;
pub mod evidence;
pub mod facts;
mod figure;
pub mod file;
pub mod filter;
pub mod formula;
mod heads;
pub mod held;
pub mod kind;
pub mod look;
mod marks;
pub mod name;
pub mod number;
pub mod order;
pub mod ranks;
pub mod reshape;
pub mod rounding;
mod sorting;
pub mod statistics;
pub mod style;
pub mod summary;
pub mod totals;
pub mod unit;

pub use column::{Column, Group, Sheet, Value};
pub use facts::Facts;
pub use filter::Filter;
pub use kind::Kind;
pub use order::{By, GroupKey, Order, Over, SheetRow, SortKey, Way};
