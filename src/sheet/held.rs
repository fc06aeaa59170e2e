//! A table with its text and its sheet, as printed or as it was made: the bridge between both. Owns how columns that are
//! reckoned are put to a table, and how cells that were made are set as one; orders no rows.

use std::borrow::Cow;
use std::sync::Arc;

use super::column::{Column, Sheet, Value, without_markers};
use super::number::Reading;
use super::reshape::{Made, MadeCell, MadeColumn};
use crate::model::{Extent, Row, RowKind, Table, Text, figures};

/// A table, what it says and what that means. Cheap to clone: what is not changed is shared.
#[derive(Debug, Clone)]
pub struct Held {
    /// The table.
    pub table: Arc<Table>,
    /// The text of its block, with what was put to it.
    pub text: Arc<Text>,
    /// What its cells mean.
    pub sheet: Arc<Sheet>,
}

impl Held {
    /// A table of a document.
    pub fn new(table: &Table, text: &Text) -> Held {
        Held { sheet: Arc::new(Sheet::new(table, text)), table: Arc::new(table.clone()), text: Arc::new(text.clone()) }
    }

    /// With one more column behind the others: a cell for each data row. Its formula stands below the table.
    pub fn with_column(&self, column: MadeColumn, cells: Vec<MadeCell>) -> Held {
        let width = self.sheet.columns.len();
        let mut held = self.clone();
        let (table, sheet) = (Arc::make_mut(&mut held.table), Arc::make_mut(&mut held.sheet));
        let mut more = Lines { string: String::new(), from: self.text.as_str().len() as u32 };
        for (&row, cell) in sheet.rows.iter().zip(&cells) {
            let row = &mut table.rows[row as usize];
            let mut cells = std::mem::take(&mut row.cells).into_vec();
            cells.resize(width, Extent::default());
            cells.push(more.put(&cell.text, '\n'));
            row.cells = cells.into();
        }
        let head = table.rows.iter_mut().rfind(|row| row.kind == RowKind::Header);
        if let Some(head) = head {
            let mut cells = std::mem::take(&mut head.cells).into_vec();
            cells.resize(width, Extent::default());
            cells.push(more.put(&column.name, '\n'));
            head.cells = cells.into();
        }
        if let Some(formula) = &column.formula {
            let below = more.put(&format!("{} = {formula}", column.name), '\n');
            table.below = table.below.iter().copied().chain([below]).collect();
        }
        table.columns = width as u32 + 1;
        let end = self.text.as_str().len() as u32;
        held.text = Arc::new(self.text.with_inserted(&[(end, Text::made(more.string))]));
        let MadeColumn { name, kind, unit, formula } = column;
        let values = cells.into_iter().map(|cell| cell.value).collect();
        sheet.columns.push(Column { name, kind, unit, formula, values, ..Column::default() });
        held
    }

    /// Some of its rows, as cells of which another table can be made.
    pub fn cells(&self, rows: &[u32]) -> Made {
        let column = |column: &Column| MadeColumn { name: column.name.clone(), kind: column.kind, unit: column.unit.clone(), formula: column.formula.clone() };
        Made {
            columns: self.sheet.columns.iter().map(column).collect(),
            rows: rows.iter().map(|&row| (0..self.sheet.columns.len()).map(|column| self.cell(row, column)).collect()).collect(),
            groups: rows.iter().map(|&row| self.sheet.group(row).map(|group| group.name.clone())).collect(),
        }
    }

    /// Cells that were made, set as a table with the lines that stand round this one, and `said` below. Its columns are
    /// named in a head of their own.
    pub fn set(&self, made: Made, said: &[String]) -> Held {
        let mut lines = Lines { string: String::new(), from: 0 };
        let mut carried = |extents: &[Extent]| -> Vec<(Extent, Extent)> {
            let said = extents.iter().filter(|extent| !self.text.slice(**extent).trim().is_empty());
            said.map(|&extent| (extent, lines.put(self.text.slice(extent).trim(), '\n'))).collect()
        };
        let (above, below) = self.extents_around();
        let (above, below) = (carried(&above), carried(&below));
        let now = |was: Extent| above.iter().chain(&below).find(|(from, _)| *from == was).map_or(Extent::default(), |(_, to)| *to);
        let (caption, units, source) = (now(self.table.caption), now(self.table.units), now(self.table.source));
        let mut row = |kind: RowKind, cells: &mut dyn Iterator<Item = &str>| {
            let row = Row { kind, group: None, cells: cells.map(|cell| lines.put(cell, '\t')).collect() };
            lines.string.push('\n');
            row
        };
        let head = row(RowKind::Header, &mut made.columns.iter().map(|column| column.name.as_str()));
        let data = made.rows.iter().map(|cells| row(RowKind::Figures, &mut cells.iter().map(|cell| cell.text.as_str())));
        let rows: Vec<Row> = std::iter::once(head).chain(data.collect::<Vec<_>>()).collect();
        let below = below.iter().map(|(_, to)| *to).chain(said.iter().map(|line| lines.put(line, '\n'))).collect();
        let table = Table {
            id: self.table.id.clone(),
            block: self.table.block,
            caption,
            units,
            source,
            above: above.iter().map(|(_, to)| *to).collect(),
            below,
            columns: made.columns.len() as u32,
            rows,
        };
        let column = |(at, MadeColumn { name, kind, unit, formula }): (usize, MadeColumn)| Column {
            name,
            kind,
            unit,
            formula,
            reading: Reading::of(made.rows.iter().map(|row| row[at].text.as_str())),
            values: made.rows.iter().map(|row| row[at].value.clone()).collect(),
            ..Column::default()
        };
        let sheet = Sheet {
            columns: made.columns.into_iter().enumerate().map(column).collect(),
            rows: table.figures().collect(),
            groups: Vec::new(),
            group_of: vec![None; table.rows.len() - 1],
            ..Sheet::default()
        };
        Held { table: Arc::new(table), text: Arc::new(Text::made(lines.string)), sheet: Arc::new(sheet) }
    }

    /// A cell as printed, what is raised in it in raised characters: a mark is no digit of its figure.
    pub fn printed(&self, row: u32, column: usize) -> Cow<'_, str> {
        match figures::set(&self.text, self.extent(row, column)) {
            Cow::Borrowed(cell) => Cow::Borrowed(cell.trim()),
            Cow::Owned(cell) => Cow::Owned(cell.trim().to_owned()),
        }
    }

    /// A figure with the decimals that are printed: `11820.0`. Where one reading does not do for all cells of a column,
    /// as cells that were made may come from several, the value itself.
    pub fn plain(&self, row: u32, column: usize, value: f64) -> String {
        self.sheet.columns[column].plain(&without_markers(&self.text, self.extent(row, column)), value)
    }

    /// The lines above and below the rows, in printed order.
    pub fn around(&self) -> (Vec<&str>, Vec<&str>) {
        let lines = |extents: Vec<Extent>| extents.into_iter().map(|extent| self.text.slice(extent).trim()).filter(|line| !line.is_empty()).collect();
        let (above, below) = self.extents_around();
        (lines(above), lines(below))
    }

    fn extents_around(&self) -> (Vec<Extent>, Vec<Extent>) {
        let merged = |named: &[Extent], all: &[Extent]| {
            let mut extents: Vec<Extent> = named.iter().chain(all).copied().collect();
            extents.sort_by_key(|extent| (extent.start, extent.end));
            extents.dedup();
            extents
        };
        let above: Vec<Extent> = [self.table.caption, self.table.units].into_iter().filter(|line| !self.table.below.contains(line)).collect();
        (merged(&above, &self.table.above), merged(&[self.table.source], &self.table.below))
    }

    /// A cell of which another can be made.
    pub fn cell(&self, row: u32, column: usize) -> MadeCell {
        let value = self.sheet.value(row, column).clone();
        let decimals = match value {
            Value::Number(value) => self.plain(row, column, value).split_once('.').map_or(0, |(_, behind)| behind.len()),
            Value::Text(_) | Value::Nothing => 0,
        };
        MadeCell { text: self.printed(row, column).into_owned(), value, decimals }
    }

    /// The bytes of a cell; none where a ragged row has no such cell.
    fn extent(&self, row: u32, column: usize) -> Extent {
        self.table.rows.get(row as usize).and_then(|row| row.cells.get(column)).copied().unwrap_or_default()
    }
}

/// Lines and cells that are put behind one another.
pub(super) struct Lines {
    pub string: String,
    /// Where the string will begin.
    pub from: u32,
}

impl Lines {
    pub fn put(&mut self, words: &str, behind: char) -> Extent {
        let start = self.from + self.string.len() as u32;
        self.string.push_str(words);
        let end = self.from + self.string.len() as u32;
        self.string.push(behind);
        Extent::new(start, end)
    }
}
