//! A table as it is looked at, in other forms: for a spreadsheet, a program, a page. Owns what forms there are, and what
//! of a table goes along.

mod formats;
mod latex;
pub mod notes;
pub mod rows;
mod xlsx;

use std::borrow::Cow;
use std::io::{self, Write};

use crate::sheet::look::Look;
use crate::sheet::number::Reading;
use crate::sheet::{By, SheetRow};

/// A form in which a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Fields parted by commas, in quotes where they need it.
    Csv,
    /// Fields parted by TABs.
    Tsv,
    /// An object with the columns, and of each cell what was printed and what it says.
    Json,
    /// A pipe table.
    Markdown,
    /// A page that holds the table alone.
    Html,
    /// A table that LaTeX sets without any package.
    Latex,
    /// A workbook with one sheet; no text.
    Xlsx,
}

/// What the cells of a form say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cells {
    /// What was printed.
    Printed,
    /// Plain data: `11820.0`, an ISO date, nothing for `n.a.`.
    Values,
}

/// How a table is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What its cells say; `None` for what is usual in the form: values in CSV and TSV, the print elsewhere. JSON says both.
    pub cells: Option<Cells>,
    /// Whether words that a spreadsheet would run as a formula are written so that it does not.
    pub guarded: bool,
    /// The notes of the table, which stand below it on pages.
    pub notes: Vec<notes::TableNote>,
}

impl Default for Options {
    fn default() -> Options {
        Options { cells: None, guarded: true, notes: Vec::new() }
    }
}

impl Form {
    /// Every form by its name.
    pub const ALL: [(&str, Form); 7] = [
        ("csv", Form::Csv),
        ("tsv", Form::Tsv),
        ("json", Form::Json),
        ("markdown", Form::Markdown),
        ("html", Form::Html),
        ("latex", Form::Latex),
        ("xlsx", Form::Xlsx),
    ];

    /// What the names of files can end in.
    pub const ENDINGS: [&str; 7] = ["csv", "tsv", "json", "md", "html", "tex", "xlsx"];

    /// The form that the name of a file says.
    pub fn of_file(name: &str) -> Option<Form> {
        std::path::Path::new(name).extension()?.to_str().and_then(Form::of_ending)
    }

    /// The form of a name.
    pub fn named(name: &str) -> Option<Form> {
        Form::ALL.iter().find(|(known, _)| *known == name).map(|(_, form)| *form)
    }

    /// The form of a file that ends so, without the point: `md`.
    fn of_ending(ending: &str) -> Option<Form> {
        match ending.to_lowercase().as_str() {
            "md" => Some(Form::Markdown),
            "htm" => Some(Form::Html),
            "tex" => Some(Form::Latex),
            other => Form::named(other),
        }
    }

    /// Whether it is no text, and nothing for a terminal.
    pub fn is_binary(self) -> bool {
        self == Form::Xlsx
    }

    /// Writes a table in this form.
    ///
    /// # Errors
    /// Those of `out`; in a workbook, what is too big for one.
    pub fn print(self, look: &Look, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        match self {
            Form::Csv => formats::separated(look, options, b',', out),
            Form::Tsv => formats::separated(look, options, b'\t', out),
            Form::Json => formats::json(look, options, out),
            Form::Markdown => formats::markdown(look, options, out),
            Form::Html => formats::html(look, options, out),
            Form::Latex => latex::print(look, options, out),
            Form::Xlsx => xlsx::print(look, options, out),
        }
    }

    /// A table in this form, as it would stand in a file or on the clipboard.
    ///
    /// # Errors
    /// What is too big for a workbook.
    pub fn bytes(self, look: &Look, options: &Options) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.print(look, options, &mut bytes)?;
        Ok(bytes)
    }
}

impl Options {
    /// A cell of a page. The cells of a group row are no data: they are printed whatever is asked for.
    pub fn said<'l>(&self, look: &'l Look, row: SheetRow, by: By) -> Cow<'l, str> {
        match row {
            SheetRow::Group(row) => look.cell(row, by),
            SheetRow::Data(row) => self.cell(look, row, by, Cells::Printed),
        }
    }

    /// How the figures of a column are read as such a page says them; `None` where it holds no figures.
    pub fn reading(&self, look: &Look, by: By) -> Option<Reading> {
        let By::Column(column) = by else { return None };
        let column = look.sheet().columns.get(column).filter(|column| column.kind.is_figures())?;
        Some(if self.cells == Some(Cells::Values) { Reading::default() } else { column.reading })
    }

    /// What a cell says, where `usual` is what cells of the form say.
    fn cell<'l>(&self, look: &'l Look, row: u32, by: By, usual: Cells) -> Cow<'l, str> {
        match self.cells.unwrap_or(usual) {
            Cells::Printed => look.cell(row, by),
            Cells::Values => look.plain(row, by),
        }
    }
}
