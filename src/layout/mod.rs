//! Document and width to lines: byte ranges and columns, made block by block near the view. Pure: knows no screen, no
//! colour and no key, changes nothing, and never lays out a whole flow.

pub mod block;
pub mod figures;
pub mod flow;
pub mod parts;
pub mod table;
pub mod width;
pub mod wrap;

pub use block::{BlockLayout, Line, lay_out};
pub use flow::{FlowLayout, PlacedRow, Top};
pub use table::{PlacedCell, TableLayout, Window};
