//! `ibid tables` and `ibid table`: a stand-in until the sheet is merged.

use std::io::{self, Write};

use crate::error::Error;
use crate::model::Document;

/// What was asked of `ibid table`, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableQuery {
    /// The table; without it the only one.
    pub id: Option<String>,
    /// `COL[:asc|:desc],...`
    pub sort: Option<String>,
    /// Whether rows stay in their groups.
    pub keep_groups: bool,
    /// Conditions, all of which must hold.
    pub filters: Vec<String>,
    /// `COL,...`: the columns to print, in this order.
    pub columns: Option<String>,
    /// Most data rows to print.
    pub head: Option<usize>,
    /// The form of the output: `text`, `csv`, `tsv`, `json`, `markdown` or `html`; without it `text`.
    pub format: Option<String>,
    /// Columns of the screen or page, for `text`.
    pub width: usize,
}

/// Why a command did not do what was asked.
#[derive(Debug)]
pub enum Wrong {
    /// An option names a column, condition or form that is none, or it is not said which table: exit 2.
    Usage(String),
    /// The document has no such table: exit 1.
    Failed(Error),
    /// The output could not be written; a broken pipe is no failure.
    Output(io::Error),
}

/// Lists the tables of a document.
pub fn tables(_document: &Document, _json: bool, _out: &mut dyn Write) -> Result<(), Wrong> {
    Err(Wrong::Failed(Error::new("cannot list tables", "the sheet is not there yet")))
}

/// Prints one table of a document.
pub fn table(_document: &Document, _query: &TableQuery, _out: &mut dyn Write) -> Result<(), Wrong> {
    Err(Wrong::Failed(Error::new("cannot print the table", "the sheet is not there yet")))
}
