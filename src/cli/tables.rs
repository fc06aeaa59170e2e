//! `ibid tables` and `ibid table`: the tables of a document listed, and one of them sorted, filtered and printed.
//! Owns what is asked, the order in which it is done and the JSON; parses no arguments and opens no file.

mod asked;
mod data;
mod long;
mod plain;

pub use data::{data_table, data_tables};

use std::fmt;
use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::{output, words};
use crate::error::Error;
use crate::model::{Anchor, Document, Extent, FlowId, Table, Text};
use crate::sheet::look::Look;
use crate::sheet::{Column, Kind, Sheet};
use crate::write::table::{Cells, Options, notes};
use crate::write::{self, json};

/// What was asked of `ibid table`, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableQuery {
    /// The table; without it the only one.
    pub id: Option<String>,
    /// `COL[:asc|:desc],...`
    pub sort: Option<String>,
    /// Whether rows stay in their groups.
    pub keep_groups: bool,
    /// Whether totals are sorted among the rows that they sum up.
    pub totals_among: bool,
    /// Conditions, all of which must hold.
    pub filters: Vec<String>,
    /// `COL,...`: the columns to print, in this order.
    pub columns: Option<String>,
    /// Most data rows to print.
    pub head: Option<usize>,
    /// `NAME = FORMULA`: columns to put to the table.
    pub derive: Vec<String>,
    /// Whether there is a row for each figure.
    pub long: bool,
    /// `COL,COL`: the column whose words become columns, and the one that fills them.
    pub pivot: Option<String>,
    /// `COL[:HOW]`: what rows are taken together by, and how.
    pub group: Option<String>,
    /// Whether rows are columns.
    pub transpose: bool,
    /// Whether there is a row of statistics for each column.
    pub stats: bool,
    /// The form of the output: `text` or that of `write::table`; without it that of the output's ending, else `text`.
    pub format: Option<String>,
    /// What cells say; `None` for what is usual in the form.
    pub cells: Option<Cells>,
    /// Whether words that a spreadsheet would run as formulas are written as they stand.
    pub raw_formulas: bool,
    /// The file to write to.
    pub output: Option<PathBuf>,
    /// Whether the output is a terminal, which no binary form is for.
    pub on_terminal: bool,
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

impl fmt::Display for Wrong {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Wrong::Usage(what) => out.write_str(what),
            Wrong::Failed(error) => error.fmt(out),
            Wrong::Output(error) => write!(out, "cannot write: {error}"),
        }
    }
}

impl std::error::Error for Wrong {}

impl From<io::Error> for Wrong {
    fn from(error: io::Error) -> Wrong {
        Wrong::Output(error)
    }
}

/// Lists the tables of a document.
pub fn tables(document: &Document, json: bool, out: &mut dyn Write) -> Result<(), Wrong> {
    let sheets: Vec<(&Table, &Text, Sheet)> =
        document.tables.iter().filter_map(|table| text_of(document, table).map(|text| (table, text, Sheet::new(table, text)))).collect();
    let listed: Vec<Listed<'_>> = sheets.iter().map(|(table, text, sheet)| Listed::new(document, table, text, sheet)).collect();
    list(&listed, json, out)
}

fn list(listed: &[Listed<'_>], json: bool, out: &mut dyn Write) -> Result<(), Wrong> {
    if json {
        return Ok(json::print(&listed, out)?);
    }
    for table in listed {
        let caption = table.caption.map_or(String::new(), |caption| format!("  {caption}"));
        let line = table.line.map_or(String::new(), |line| format!("line {line}, "));
        writeln!(out, "{}  {line}{}, {}{caption}", table.id, words::counted(table.rows, "row"), words::counted(table.columns.len(), "column"))?;
    }
    Ok(())
}

/// Prints one table of a document.
pub fn table(document: &Document, query: &TableQuery, out: &mut dyn Write) -> Result<(), Wrong> {
    let format = Format::of(query)?;
    let (table, text) = find_with_text(document, query.id.as_deref())?;
    let look = asked::look(table, text, query)?;
    let options = Options { cells: query.cells, guarded: !query.raw_formulas, notes: notes::of(document, &look) };
    output::to(query.output.as_deref(), out, |out| format.print(&look, &options, query.width, out))
}

/// How a table is printed.
#[derive(Debug, Clone, Copy)]
enum Format {
    Text,
    Page(write::table::Form),
}

impl Format {
    fn of(query: &TableQuery) -> Result<Format, Wrong> {
        let of_file = || write::table::Form::of_file(query.output.as_deref()?.to_str()?);
        let format = match &query.format {
            Some(name) => Format::named(name)?,
            None => of_file().map_or(Format::Text, Format::Page),
        };
        match format {
            Format::Page(form) if form.is_binary() && query.on_terminal && query.output.is_none() => {
                Err(Wrong::Usage("a workbook is no text for a terminal; --output FILE writes it to a file".to_owned()))
            }
            other => Ok(other),
        }
    }

    fn print(self, look: &Look, options: &Options, width: usize, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Format::Text => plain::print(look, options, width, out),
            Format::Page(page) => page.print(look, options, out),
        }
    }

    fn named(name: &str) -> Result<Format, Wrong> {
        if name == "text" {
            return Ok(Format::Text);
        }
        let found = write::table::Form::named(name).map(Format::Page);
        let known = || std::iter::once("text").chain(write::table::Form::ALL.map(|(known, _)| known)).collect::<Vec<_>>().join(", ");
        found.ok_or_else(|| Wrong::Usage(format!("no format {name}; formats are {}", known())))
    }
}

/// A table in the JSON of `tables`.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    caption: Option<&'a str>,
    units: Option<&'a str>,
    source: Option<&'a str>,
    line: Option<u32>,
    /// The line of the last row; absent for a data file, which ends with its rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    last_line: Option<u32>,
    rows: usize,
    groups: Vec<&'a str>,
    columns: Vec<ListedColumn<'a>>,
}

/// A column in the JSON of `tables`.
#[derive(Serialize)]
struct ListedColumn<'a> {
    name: &'a str,
    kind: &'static str,
    unit: Option<&'a str>,
    /// In which of several ways it is read, where its cells do not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    undecided: Option<String>,
    /// What was not read as what the column holds: `2 of 60 not figures`.
    #[serde(skip_serializing_if = "Option::is_none")]
    unread: Option<String>,
}

impl<'a> Listed<'a> {
    fn new(document: &Document, table: &'a Table, text: &'a Text, sheet: &'a Sheet) -> Listed<'a> {
        let line = |extent: Extent| Some(text.slice(extent).trim()).filter(|line| !line.is_empty());
        let place = |byte: u32| document.file_line(document.source(Anchor::new(FlowId::Body, table.block, byte)));
        let last = table.rows.last().and_then(|row| row.cells.iter().map(|cell| cell.end).max());
        Listed {
            id: &table.id,
            caption: line(table.caption),
            units: line(table.units),
            source: line(table.source),
            line: place(0),
            // The rows of a data file go on to its end; they are not looked through for it.
            last_line: last.filter(|_| document.manner.data.is_none()).and_then(|end| place(end.saturating_sub(1))),
            rows: sheet.rows.len(),
            groups: sheet.groups.iter().map(|group| group.name.as_str()).collect(),
            columns: sheet.columns.iter().map(ListedColumn::new).collect(),
        }
    }
}

impl<'a> ListedColumn<'a> {
    fn new(column: &'a Column) -> ListedColumn<'a> {
        let undecided = column.reading.undecided.then(|| format!("read as {}", column.reading.words(column.kind == Kind::Date)));
        ListedColumn { name: &column.name, kind: column.kind.name(), unit: column.unit.as_deref(), undecided, unread: column.unread_words() }
    }
}

/// The table of an id, or the only one, and its text.
pub(super) fn find_with_text<'d>(document: &'d Document, id: Option<&str>) -> Result<(&'d Table, &'d Text), Wrong> {
    let table = find(document, id)?;
    let text = text_of(document, table).ok_or_else(|| Wrong::Failed(Error::new("cannot print the table", format!("table {} has no text", table.id))))?;
    Ok((table, text))
}

fn find<'d>(document: &'d Document, id: Option<&str>) -> Result<&'d Table, Wrong> {
    let all = &document.tables;
    let ids = || all.iter().map(|table| table.id.as_str()).collect::<Vec<_>>().join(", ");
    let failed = |cause: String| Wrong::Failed(Error::new("cannot print the table", cause));
    match (id, all.as_slice()) {
        (_, []) => Err(failed("the document has no table".to_owned())),
        (Some(id), _) => all.iter().find(|table| table.id == id).ok_or_else(|| failed(format!("no table {id}; tables are {}", ids()))),
        (None, [only]) => Ok(only),
        (None, _) => Err(Wrong::Usage(format!("which table? tables are {}", ids()))),
    }
}

fn text_of<'d>(document: &'d Document, table: &Table) -> Option<&'d Text> {
    document.body.block(table.block).map(|block| &block.text)
}
