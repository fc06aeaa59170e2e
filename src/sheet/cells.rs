//! What a sheet stands on: cells as they were printed, wherever they come from.

use std::borrow::Cow;

/// Cells as they were printed: a table of a document, a data file, or cells that were made.
pub trait Cells: std::fmt::Debug + Send + Sync {
    /// The number of rows of data alone: no header, group or title rows.
    fn rows(&self) -> usize;
    /// The number of columns, the stub included.
    fn columns(&self) -> usize;
    /// The cell as printed, without blanks round it; empty where there is none.
    fn text(&self, row: usize, column: usize) -> Cow<'_, str>;
    /// The cell as its figure is read: `*` stands for raised marks.
    fn bare(&self, row: usize, column: usize) -> Cow<'_, str>;
}
