//! The tables of a document as JSON: rows as printed, and what each cell says. Owns the names of their parts, which stay.

use std::borrow::Cow;

use serde::Serialize;

use super::{RunShape, runs};
use crate::model::{Document, Extent, RowKind, Table};
use crate::sheet::{Sheet, Value};

/// A table.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the description")]
pub struct TableShape<'d> {
    pub id: &'d str,
    pub caption: Option<&'d str>,
    pub units: Option<&'d str>,
    pub source: Option<&'d str>,
    /// The lines above and below the rows, as printed: caption, units and source among them.
    pub above: Vec<Vec<RunShape<'d>>>,
    pub below: Vec<Vec<RunShape<'d>>>,
    pub columns: Vec<ColumnShape>,
    /// In printed order.
    pub rows: Vec<RowShape<'d>>,
}

/// A column.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the description")]
pub struct ColumnShape {
    pub name: String,
    pub kind: &'static str,
    pub unit: Option<String>,
}

/// A row.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the description")]
pub struct RowShape<'d> {
    /// `head`, `group` or `row`.
    pub kind: &'static str,
    /// The number of the group row that it stands under, counted from 0 in `rows`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<u32>,
    pub cells: Vec<CellShape<'d>>,
}

/// A cell.
#[derive(Debug, Serialize)]
#[allow(missing_docs, reason = "the names are the description")]
pub struct CellShape<'d> {
    /// What was printed, without the markers of notes.
    pub text: Cow<'d, str>,
    /// What it says in a data row: a number, a date or words; null for nothing.
    pub value: Option<ValueShape>,
    /// The printed words, where they have marks or markers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub runs: Vec<RunShape<'d>>,
}

/// What a cell says.
#[derive(Debug, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "the names are the description")]
pub enum ValueShape {
    Number(f64),
    Text(String),
}

/// The shape of a table; `None` where its text is nowhere.
pub(super) fn table<'d>(document: &'d Document, table: &'d Table) -> Option<TableShape<'d>> {
    let text = &document.body.block(table.block)?.text;
    let sheet = Sheet::new(table, text);
    let line = |extent: Extent| Some(text.slice(extent).trim()).filter(|line| !line.is_empty());
    let lines = |lines: &'d [Extent]| lines.iter().map(|&extent| runs(document, text, extent)).collect();
    let rows = (0u32..).zip(&table.rows).map(|(number, row)| {
        let kind = match row.kind {
            RowKind::Header => "head",
            RowKind::Group => "group",
            RowKind::Figures => "row",
        };
        let cells = row.cells.iter().enumerate().map(|(column, &extent)| {
            let value = if row.kind == RowKind::Figures && column < sheet.columns.len() { value_of(sheet.value(number, column)) } else { None };
            let plain = text.spans_in(extent).next().is_none();
            let said = runs(document, text, extent);
            let words: Vec<&str> = said.iter().filter(|run| run.marker.is_none()).map(|run| run.text).collect();
            let words = if let [one] = words[..] { Cow::Borrowed(one.trim()) } else { Cow::Owned(words.concat().trim().to_owned()) };
            CellShape { text: words, value, runs: if plain { Vec::new() } else { said } }
        });
        RowShape { kind, group: row.group, cells: cells.collect() }
    });
    Some(TableShape {
        id: &table.id,
        caption: line(table.caption),
        units: line(table.units),
        source: line(table.source),
        above: lines(&table.above),
        below: lines(&table.below),
        rows: rows.collect(),
        columns: sheet.columns.iter().map(|column| ColumnShape { name: column.name.clone(), kind: column.kind.name(), unit: column.unit.clone() }).collect(),
    })
}

fn value_of(value: &Value) -> Option<ValueShape> {
    match value {
        Value::Number(number) => Some(ValueShape::Number(*number)),
        Value::Text(text) => Some(ValueShape::Text(text.clone())),
        Value::Nothing => None,
    }
}
