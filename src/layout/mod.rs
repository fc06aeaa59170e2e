//! Document and width to lines: byte ranges and columns, made block by block near the view. Pure: knows no screen, no
//! colour and no key, changes nothing, and never lays out a whole flow.

pub mod width;
pub mod together;
pub mod fit;
pub mod hyphen;
pub mod wrap;
pub mod typography;
pub mod block;
pub mod table;
pub mod heads;
pub mod cells;
pub mod arrange;
pub mod bidi;
pub mod parts;
pub mod place;
pub mod flow;

pub use arrange::RowOrder;
pub use block::{BlockLayout, Line, lay_out};
pub use flow::{FlowLayout, PlacedRow, Top};
pub use table::{PlacedCell, TableLayout, Window};
pub use typography::{Paragraphs, Typography};
