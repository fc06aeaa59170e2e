//! `ibid tables` and `ibid table`: a stand-in until the sheet is merged.

use std::io::Write;

use crate::error::Error;
use crate::model::Document;

/// The form in which a table is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Set with blanks.
    Text,
    /// Values parted by commas.
    Csv,
    /// Values parted by TABs.
    Tsv,
    /// JSON.
    Json,
    /// A pipe table.
    Markdown,
    /// An HTML table.
    Html,
}

/// What is asked of a table.
#[derive(Debug, Clone)]
pub struct TableQuery {
    /// Which table.
    pub id: Option<String>,
    /// The columns to sort by, as typed.
    pub sort: Option<String>,
    /// Whether rows are sorted within their groups.
    pub keep_groups: bool,
    /// What must hold of a row, as typed.
    pub filters: Vec<String>,
    /// The columns to print, as typed.
    pub columns: Option<String>,
    /// How many rows are printed at most.
    pub head: Option<usize>,
    /// In which form.
    pub format: Format,
    /// Columns of the screen.
    pub width: u16,
}

/// Prints the list of tables.
pub fn tables(_document: &Document, _json: bool, _out: &mut dyn Write) -> Result<(), Error> {
    Err(Error::new("cannot list tables", "the sheet is not there yet"))
}

/// Prints one table.
pub fn table(_document: &Document, _query: &TableQuery, _out: &mut dyn Write) -> Result<(), Error> {
    Err(Error::new("cannot print the table", "the sheet is not there yet"))
}
