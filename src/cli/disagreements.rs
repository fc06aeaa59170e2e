//! The figures of a document's tables that do not agree with those they were reckoned from, for `ibid check`. Owns which
//! cells may be judged and how one is named; what agrees is decided in `sheet`.

use serde::Serialize;

use crate::model::{Document, Table, Text};
use crate::sheet::agree::{self, Printed};
use crate::sheet::column::without_markers;
use crate::sheet::number;
use crate::sheet::{Sheet, Value};

/// A printed figure that the others of its row do not give.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DisagreementEntry {
    /// The table's number.
    pub table: String,
    /// The row, behind the group it stands under.
    pub row: String,
    /// The column.
    pub column: String,
    /// What is printed.
    pub printed: f64,
    /// What the others give, with one decimal more.
    pub computed: f64,
}

impl DisagreementEntry {
    /// As a sentence, without the table.
    pub fn words(&self) -> String {
        let DisagreementEntry { row, column, printed, computed, .. } = self;
        format!("{row}, {column}: printed {printed}, the figures give {computed}")
    }
}

/// All of a document, in the order of its tables.
pub fn of(document: &Document) -> Vec<DisagreementEntry> {
    let tables = document.tables.iter().filter_map(|table| Some((table, &document.body.block(table.block)?.text)));
    tables.flat_map(|(table, text)| of_table(table, text)).collect()
}

fn of_table(table: &Table, text: &Text) -> Vec<DisagreementEntry> {
    let sheet = Sheet::new(table, text);
    let names: Vec<&str> = sheet.columns.iter().map(|column| column.name.as_str()).collect();
    let found = agree::percents(&names, |row, column| printed(table, text, &sheet, row, column), sheet.rows.len());
    let entry = |found: agree::Disagreement| {
        let decimals = printed(table, text, &sheet, found.row, found.column).map_or(0, |figure| figure.decimals);
        let scale = 10f64.powi(i32::from(decimals) + 1);
        DisagreementEntry {
            table: table.id.clone(),
            row: sheet.row_name(table, text, sheet.rows[found.row]),
            column: sheet.columns[found.column].name.clone(),
            printed: found.printed,
            computed: (found.computed * scale).round() / scale,
        }
    };
    found.into_iter().map(entry).collect()
}

/// A figure that is surely what its cell says: none where the column may be read in two ways, or the cell says `<` or
/// `about`.
fn printed(table: &Table, text: &Text, sheet: &Sheet, row: usize, column: usize) -> Option<Printed> {
    let read = sheet.columns.get(column).filter(|column| !column.reading.undecided)?;
    let Value::Number(value) = *read.values.get(row)? else { return None };
    let cell = without_markers(text, *table.rows[sheet.rows[row] as usize].cells.get(column)?);
    if !matches!(read.reading.read(&cell), number::Printed::Figure { about: false, .. }) {
        return None;
    }
    let decimals = read.reading.plain(&cell)?.split_once('.').map_or(0, |(_, behind)| behind.len());
    Some(Printed { value, decimals: u8::try_from(decimals).ok()? })
}
