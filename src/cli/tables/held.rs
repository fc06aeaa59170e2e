//! A table with its text and its sheet, as printed or as it was made: the bridge between both. Owns how columns that are
//! reckoned are put to a table, and how cells that were made are set as one; orders no rows.

use std::borrow::Cow;

use super::Wrong;
use crate::layout::figures;
use crate::model::{Extent, Row, RowKind, Table, Text, clean};
use crate::sheet::column::without_markers;
use crate::sheet::formula::{Formula, Operand};
use crate::sheet::number::Reading;
use crate::sheet::reshape::{Made, MadeCell, MadeColumn};
use crate::sheet::{Column, Kind, Sheet, Value};

/// A table, what it says and what that means.
pub(super) struct Held<'d> {
    pub table: Cow<'d, Table>,
    pub text: Cow<'d, Text>,
    pub sheet: Sheet,
}

impl<'d> Held<'d> {
    /// A table of a document.
    pub fn new(table: &'d Table, text: &'d Text) -> Held<'d> {
        Held { sheet: Sheet::new(table, text), table: Cow::Borrowed(table), text: Cow::Borrowed(text) }
    }

    /// With one more column, as `NAME = FORMULA` says; the formula stands below the table.
    pub fn derived(self, typed: &str) -> Result<Held<'d>, Wrong> {
        let usage = |why: String| Wrong::Usage(format!("cannot derive {}: {why}", clean::line(typed)));
        let (name, formula) = typed.split_once('=').ok_or_else(|| usage("no name (as in 'change = [1996] - [1991]')".to_owned()))?;
        let name = clean::line(name.trim()).into_owned();
        if name.is_empty() {
            return Err(usage("no name before =".to_owned()));
        }
        if self.sheet.columns.iter().any(|column| column.name == name) {
            return Err(usage(format!("there is a column {name} already")));
        }
        let names: Vec<&str> = self.sheet.columns.iter().map(|column| column.name.as_str()).collect();
        let formula = Formula::read(formula, &names).map_err(|wrong| usage(wrong.to_string()))?;

        let cells: Vec<Vec<MadeCell>> = (0..names.len()).map(|column| self.sheet.rows.iter().map(|&row| self.cell(row, column)).collect()).collect();
        let values: Vec<Vec<f64>> = cells.iter().map(|cells| cells.iter().map(|cell| cell.figure().unwrap_or(f64::NAN)).collect()).collect();
        let decimals = cells.iter().map(|cells| cells.iter().map(|cell| cell.decimals).max().unwrap_or(0).min(usize::from(u8::MAX)) as u8);
        let operands: Vec<Operand<'_>> = values.iter().zip(decimals).map(|(values, decimals)| Operand { values, decimals }).collect();
        let outcome = formula.outcome(&operands, self.sheet.rows.len());

        let width = self.sheet.columns.len();
        let Held { table, text, mut sheet } = self;
        let mut table = table.into_owned();
        let mut more = Lines { string: String::new(), from: text.as_str().len() as u32 };
        let derived: Vec<MadeCell> = outcome.values.iter().map(|&value| MadeCell::of(Some(value), usize::from(outcome.decimals))).collect();
        for (&row, cell) in sheet.rows.iter().zip(&derived) {
            let row = &mut table.rows[row as usize];
            let mut cells = std::mem::take(&mut row.cells).into_vec();
            cells.resize(width, Extent::default());
            cells.push(more.put(&cell.text, '\n'));
            row.cells = cells.into();
        }
        let below = more.put(&format!("{name} = {}", clean::line(&formula.typed)), '\n');
        table.below = table.below.iter().copied().chain([below]).collect();
        table.columns = width as u32 + 1;
        let end = text.as_str().len() as u32;
        let text = text.with_inserted(&[(end, Text::made(more.string))]);
        let values = derived.into_iter().map(|cell| cell.value).collect();
        sheet.columns.push(Column { name, kind: Kind::Number, values, ..Column::default() });
        Ok(Held { table: Cow::Owned(table), text: Cow::Owned(text), sheet })
    }

    /// Some of its rows, as cells of which another table can be made.
    pub fn cells(&self, rows: &[u32]) -> Made {
        let column = |column: &Column| MadeColumn { name: column.name.clone(), kind: column.kind, unit: column.unit.clone() };
        Made {
            columns: self.sheet.columns.iter().map(column).collect(),
            rows: rows.iter().map(|&row| (0..self.sheet.columns.len()).map(|column| self.cell(row, column)).collect()).collect(),
            groups: rows.iter().map(|&row| self.sheet.group(row).map(|group| group.name.clone())).collect(),
        }
    }

    /// Cells that were made, set as a table with the lines that stand round this one, and `said` below.
    pub fn set(&self, made: Made, said: &[String]) -> Held<'d> {
        let (above, below) = self.around();
        let mut lines = Lines { string: String::new(), from: 0 };
        let above = above.iter().map(|line| lines.put(line, '\n')).collect();
        let row = |row: &Vec<MadeCell>| {
            let row = Row { kind: RowKind::Figures, group: None, cells: row.iter().map(|cell| lines.put(&cell.text, '\t')).collect() };
            lines.string.push('\n');
            row
        };
        let rows: Vec<Row> = made.rows.iter().map(row).collect();
        let below = below.into_iter().chain(said.iter().map(String::as_str)).map(|line| lines.put(line, '\n')).collect();
        let table = Table {
            id: self.table.id.clone(),
            block: self.table.block,
            caption: Extent::default(),
            units: Extent::default(),
            source: Extent::default(),
            above,
            below,
            columns: made.columns.len() as u32,
            rows,
        };
        let column = |(at, MadeColumn { name, kind, unit }): (usize, MadeColumn)| Column {
            name,
            kind,
            unit,
            reading: Reading::of(made.rows.iter().map(|row| row[at].text.as_str())),
            values: made.rows.iter().map(|row| row[at].value.clone()).collect(),
            ..Column::default()
        };
        let sheet = Sheet {
            columns: made.columns.into_iter().enumerate().map(column).collect(),
            rows: (0..table.rows.len() as u32).collect(),
            groups: Vec::new(),
            group_of: vec![None; table.rows.len()],
        };
        Held { table: Cow::Owned(table), text: Cow::Owned(Text::made(lines.string)), sheet }
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
        let cell = without_markers(&self.text, self.extent(row, column));
        let read = self.sheet.columns[column].reading.plain(&cell).filter(|plain| rounds_to(value, plain));
        read.unwrap_or_else(|| value.to_string())
    }

    /// The lines above and below the rows, in printed order.
    pub fn around(&self) -> (Vec<&str>, Vec<&str>) {
        let lines = |named: &[Extent], all: &[Extent]| {
            let mut extents: Vec<Extent> = named.iter().chain(all).copied().collect();
            extents.sort_by_key(|extent| (extent.start, extent.end));
            extents.dedup();
            let lines: Vec<&str> = extents.into_iter().map(|extent| self.text.slice(extent).trim()).filter(|line| !line.is_empty()).collect();
            lines
        };
        let above: Vec<Extent> = [self.table.caption, self.table.units].into_iter().filter(|line| !self.table.below.contains(line)).collect();
        (lines(&above, &self.table.above), lines(&[self.table.source], &self.table.below))
    }

    fn cell(&self, row: u32, column: usize) -> MadeCell {
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
struct Lines {
    string: String,
    /// Where the string will begin.
    from: u32,
}

impl Lines {
    fn put(&mut self, words: &str, behind: char) -> Extent {
        let start = self.from + self.string.len() as u32;
        self.string.push_str(words);
        let end = self.from + self.string.len() as u32;
        self.string.push(behind);
        Extent::new(start, end)
    }
}

/// Whether a figure in plain characters is a value, rounded to the decimals that it has.
fn rounds_to(value: f64, plain: &str) -> bool {
    let decimals = plain.split_once('.').map_or(0, |(_, behind)| behind.len());
    let half = 0.5 * 10f64.powi(-(decimals.min(300) as i32)) * (1.0 + 1e-9);
    plain.parse::<f64>().is_ok_and(|said| said == value || (said - value).abs() <= half)
}
