//! Some rows of a data file as a table with its text, for whatever can be done with the tables of documents. What its
//! columns are is decided by all rows of the file.

use super::sheet::DataSheet;
use crate::model::{Extent, Row, RowKind, Table, Text};
use crate::read::data::document;
use crate::read::data::progress::Progress;
use crate::sheet::column::{Column, Sheet, value_of};
use crate::sheet::held::Held;

impl DataSheet {
    /// Some rows as a table, in the order in which they are given; `columns` are those of which it has to be known what they
    /// hold. `None` where it was stopped.
    pub fn taken(&self, rows: &[u32], columns: &[usize], progress: &Progress) -> Option<Held> {
        self.know(columns, progress)?;
        let mut columns: Vec<Column> = self.outline().columns;
        let around = &self.file.around;
        let mut set = Set::default();
        let above: Vec<Extent> = around.above.iter().map(|line| set.put(line, '\n')).collect();
        let head = |head: &Vec<String>| (RowKind::Header, head.clone());
        let heads: Vec<(RowKind, Vec<String>)> = around.heads.iter().map(head).collect();
        let mut table_rows: Vec<Row> = heads.iter().map(|(kind, cells)| set.row(*kind, cells.iter().map(String::as_str))).collect();
        for &row in rows {
            let fields = self.file.fields(row);
            let cells: Vec<_> = fields.iter().take(columns.len()).map(|field| self.file.text(field)).collect();
            for (at, column) in columns.iter_mut().enumerate() {
                let value = value_of(column, cells.get(at).map_or("", |cell| cell));
                column.values.push(value);
            }
            table_rows.push(set.row(RowKind::Figures, cells.iter().map(AsRef::as_ref)));
        }
        let below: Vec<Extent> = around.below.iter().map(|line| set.put(line, '\n')).collect();
        let said = |extents: &[Extent], from: usize, says: fn(&str) -> bool| {
            extents.iter().skip(from).find(|extent| says(&set.string[extent.range()])).copied().unwrap_or_default()
        };
        let table = Table {
            id: "t1".to_owned(),
            block: 0,
            caption: above.first().copied().unwrap_or_default(),
            units: said(&above, 1, document::says_units),
            source: said(&below, 0, document::says_source),
            above: above.into(),
            below: below.into(),
            columns: columns.len() as u32,
            rows: table_rows,
        };
        let sheet = Sheet { columns, rows: table.figures().collect(), group_of: vec![None; rows.len()], ..Sheet::default() };
        Some(Held { table: table.into(), text: Text::made(set.string).into(), sheet: sheet.into() })
    }
}

/// The text of a table while it is set.
#[derive(Default)]
struct Set {
    string: String,
}

impl Set {
    fn put(&mut self, words: &str, behind: char) -> Extent {
        let start = self.string.len() as u32;
        self.string.push_str(words);
        let end = self.string.len() as u32;
        self.string.push(behind);
        Extent::new(start, end)
    }

    fn row<'c>(&mut self, kind: RowKind, cells: impl Iterator<Item = &'c str>) -> Row {
        let row = Row { kind, group: None, cells: cells.map(|cell| self.put(cell, '\t')).collect() };
        self.string.push('\n');
        row
    }
}
