//! The columns of a table: what they are called, what they hold, and the value of every cell. Owns these decisions;
//! orders and chooses no rows, and leaves the print alone.

use std::borrow::Cow;

use super::date;
use super::evidence::Evidence;
use super::facts::Facts;
use super::heads::{self, heads, heads_of};
pub use super::kind::Kind;
use super::kind::{Tally, place};
use super::number::{Printed, Reading, is_nothing};
use super::totals::{self, Total};
use super::unit;
use crate::model::{Extent, Mark, Row, RowKind, Table, Text};

/// A table read as figures. It keeps no hold of the table.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The columns; the first is the stub.
    pub columns: Vec<Column>,
    /// The rows that hold data, by their number in the table, ascending.
    pub rows: Vec<u32>,
    /// The group rows, in printed order.
    pub groups: Vec<Group>,
    /// By data row: the group it stands under, as an index into `groups`.
    pub group_of: Vec<Option<u32>>,
    /// The rows that sum up others, in printed order.
    pub totals: Vec<Total>,
    /// The rows that were reckoned and not printed, by their number in the table, ascending.
    pub derived: Vec<u32>,
}

/// A row that heads others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its number in the table.
    pub row: u32,
    /// What it is called.
    pub name: String,
}

/// A column read as a whole.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Its name: what stands in its header cells, joined with blanks.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// What one of its figures counts, where that is sure: from its head, else from a line above the table.
    pub unit: Option<String>,
    /// The formula of which its figures come, where they were not printed.
    pub formula: Option<String>,
    /// How its figures, or its dates, are read.
    pub reading: Reading,
    /// What its cells say beside that.
    pub facts: Facts,
    /// By data row, what its cell says.
    pub values: Vec<Value>,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// A figure, finite; the place of an ordinal.
    Number(f64),
    /// Words and codes, as printed; dates in ISO form.
    Text(String),
    /// Nothing: `n.a.`, `..`, a blank.
    #[default]
    Nothing,
}

impl Sheet {
    /// Reads a table whose block says `text`.
    pub fn new(table: &Table, text: &Text) -> Sheet {
        let rows: Vec<u32> = table.figures().collect();
        let groups: Vec<Group> = (0..)
            .zip(&table.rows)
            .filter(|(_, row)| row.kind == RowKind::Group)
            .map(|(number, row)| Group { row: number, name: group_name(row, text) })
            .collect();
        let group_of = rows
            .iter()
            .map(|&row| {
                let head = table.rows[row as usize].group?;
                groups.binary_search_by_key(&head, |group| group.row).ok().map(|at| at as u32)
            })
            .collect();
        let widest = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(table.columns as usize);
        let heads = heads(table, text, widest);
        let above = table_unit(table, text);
        let cells = |column: usize| Cells { table, text, rows: &rows, column };
        let evidence: Vec<Evidence> = (0..widest).map(|column| cells(column).evidence()).collect();
        // Whoever set a table wrote all of its decimals with one sign.
        let mut shown = evidence.iter().filter_map(Evidence::shown);
        let usual = shown.next().filter(|first| shown.all(|other| other == *first));
        let reading = |column: usize| match evidence[column].decide() {
            reading if reading.undecided && usual.is_some_and(|usual| usual != reading.decimal) => Reading { undecided: true, ..reading.other(false) },
            reading => reading,
        };
        let read = |column: usize| read_column(&cells(column), heads_of(&heads, column), above.as_deref(), reading(column));
        let columns = (0..widest).map(read).collect();
        let mut sheet = Sheet { columns, rows, groups, group_of, ..Sheet::default() };
        sheet.totals = totals::of(table, text, &sheet);
        for at in sheet.totals.iter().filter(|total| total.over_groups).filter_map(|total| sheet.position(total.row)).collect::<Vec<_>>() {
            sheet.group_of[at] = None;
        }
        sheet
    }

    /// Whether a row of the table sums up others.
    pub fn is_total(&self, row: u32) -> bool {
        self.totals.binary_search_by_key(&row, |total| total.row).is_ok()
    }

    /// Whether a row of the table was reckoned and not printed.
    pub fn is_derived(&self, row: u32) -> bool {
        self.derived.binary_search(&row).is_ok()
    }

    /// Whether a row of the table is no part of a sum: it is one itself, or was reckoned.
    pub fn stands_apart(&self, row: u32) -> bool {
        self.is_total(row) || self.is_derived(row)
    }

    /// The rows among some that are no part of a sum, in words: `3 totals and 1 derived row`. `None` where there is none.
    pub fn left_out(&self, rows: &[u32]) -> Option<String> {
        let count = |holds: &dyn Fn(u32) -> bool| rows.iter().filter(|&&row| holds(row)).count();
        let kinds = [(count(&|row| self.is_total(row)), "total"), (count(&|row| self.is_derived(row)), "derived row")];
        let counted = |&(rows, noun): &(usize, &str)| format!("{rows} {noun}{}", if rows == 1 { "" } else { "s" });
        let words: Vec<String> = kinds.iter().filter(|(rows, _)| *rows > 0).map(counted).collect();
        (!words.is_empty()).then(|| words.join(" and "))
    }

    /// The place of a row of the table among the data rows.
    pub fn position(&self, row: u32) -> Option<usize> {
        self.rows.binary_search(&row).ok()
    }

    /// The place among the data rows of the first that stands at or behind a row of the table.
    pub(super) fn position_from(&self, row: u32) -> usize {
        self.rows.partition_point(|&data| data < row)
    }

    /// The group that a row of the table stands under.
    pub fn group(&self, row: u32) -> Option<&Group> {
        self.groups.get((*self.group_of.get(self.position(row)?)?)? as usize)
    }

    /// What a row of the table is called: its group and its stub, else its number among the data rows.
    pub fn row_name(&self, table: &Table, text: &Text, row: u32) -> String {
        match (self.group(row), printed(table, text, row, 0)) {
            (_, "") => format!("row {}", self.position(row).map_or(0, |at| at + 1)),
            (Some(group), stub) => format!("{} / {stub}", group.name),
            (None, stub) => stub.to_owned(),
        }
    }

    /// Reads a column of the table anew in a way that was told. What it holds may become another thing by that.
    pub fn read_as(&mut self, table: &Table, text: &Text, column: usize, reading: Reading) {
        let width = self.columns.len();
        if let Some(place) = self.columns.get_mut(column) {
            let heads = heads(table, text, width);
            // A column that was reckoned has a name, but no head.
            let name = std::mem::take(&mut place.name);
            let cells = Cells { table, text, rows: &self.rows, column };
            *place = Column { name, ..read_column(&cells, heads_of(&heads, column), table_unit(table, text).as_deref(), reading) };
        }
    }

    /// What a cell of a row of the table says.
    pub fn value(&self, row: u32, column: usize) -> &Value {
        let value = self.position(row).and_then(|at| self.columns.get(column)?.values.get(at));
        value.unwrap_or(&Value::Nothing)
    }
}

impl Column {
    /// A figure of the column with the decimals that are printed in its cell: `11820.0`. Where one reading does not do for
    /// all cells of a column, as cells that were made may come from several, the value itself.
    pub fn plain(&self, cell: &str, value: f64) -> String {
        let read = self.reading.plain(cell).filter(|plain| rounds_to(value, plain));
        read.unwrap_or_else(|| value.to_string())
    }

    /// Another way in which the column can be read, to be told to `Sheet::read_as`; `None` where its cells can be meant
    /// in one way alone.
    pub fn other_reading(&self) -> Option<Reading> {
        match self.kind {
            Kind::Number | Kind::Percent | Kind::Money => Some(self.reading.other(false)),
            Kind::Date => Some(self.reading.other(true)),
            Kind::Year | Kind::Ordinal | Kind::Code | Kind::Text => None,
        }
    }

    /// What a head says of cells that were not read: `2 of 60 not figures`.
    pub fn unread_words(&self) -> Option<String> {
        self.facts.words(self.values.len(), self.kind == Kind::Date)
    }
}

/// The text of a cell as printed, without the blanks round it; nothing where a ragged row has no such cell.
pub fn printed<'t>(table: &Table, text: &'t Text, row: u32, column: usize) -> &'t str {
    let cell = table.rows.get(row as usize).and_then(|row| row.cells.get(column));
    cell.map_or("", |&cell| text.slice(cell).trim())
}

/// The text of a cell as its figure is read: `*` stands for what is raised or leads to a note, which is no digit.
pub fn without_markers(text: &Text, cell: Extent) -> Cow<'_, str> {
    replaced(text, cell, "*", |mark| matches!(mark, Mark::Ref(_) | Mark::Sup))
}

/// The unit that the lines above a table name for all of its figures.
fn table_unit(table: &Table, text: &Text) -> Option<String> {
    let lines = [table.units].into_iter().chain(table.above.iter().copied().rev()).chain([table.caption]);
    unit_above(lines.map(|line| text.slice(line)))
}

/// The unit that lines above a table name, the nearest to it first.
pub(super) fn unit_above<'l>(lines: impl Iterator<Item = &'l str>) -> Option<String> {
    lines.filter(|line| !line.is_empty()).find_map(unit::of_line)
}

/// The cells of a column of a table.
struct Cells<'t> {
    table: &'t Table,
    text: &'t Text,
    rows: &'t [u32],
    column: usize,
}

impl<'t> Cells<'t> {
    /// As their figures are read.
    fn read(&self) -> Vec<Cow<'t, str>> {
        let cell = |&row: &u32| self.table.rows[row as usize].cells.get(self.column).map_or(Cow::Borrowed(""), |&cell| without_markers(self.text, cell));
        self.rows.iter().map(cell).collect()
    }

    fn evidence(&self) -> Evidence {
        let mut evidence = Evidence::default();
        self.read().iter().for_each(|cell| evidence.count(cell));
        evidence
    }

    fn printed(&self, at: usize) -> &'t str {
        printed(self.table, self.text, self.rows[at], self.column)
    }
}

fn read_column(cells: &Cells<'_>, heads: Vec<&str>, above: Option<&str>, reading: Reading) -> Column {
    let plain = cells.read();
    let mut tally = Tally::default();
    let read: Vec<Printed> = plain.iter().map(|cell| tally.count(cell, &reading)).collect();
    let mut column = decided(&heads, cells.column == 0, above, &tally, reading);
    let (kind, reading, facts) = (column.kind, column.reading, &mut column.facts);
    let values = (0..plain.len()).map(|at| {
        let value = value(kind, &plain[at], &read[at], &reading, cells.printed(at));
        match value {
            Value::Nothing => facts.note_nothing(&plain[at]),
            Value::Number(_) => facts.note_figure(&read[at]),
            Value::Text(ref words) if kind.is_by_number() || kind == Kind::Date && !date::is_iso(words) => facts.unread.push(at as u32),
            Value::Text(_) => {}
        }
        value
    });
    column.values = values.collect();
    column
}

/// A column under some heads, by the forms of its cells; `above` is the unit that the lines above the table name. Its values
/// are left out.
pub(super) fn decided(heads: &[&str], is_stub: bool, above: Option<&str>, tally: &Tally, mut reading: Reading) -> Column {
    let name = heads::joined(heads);
    let own_unit = unit::of_head(heads);
    let mut kind = tally.decide(&name, is_stub, own_unit.as_deref());
    if kind == Kind::Number && own_unit.is_none() && above.is_some_and(unit::is_percent) {
        kind = Kind::Percent;
    }
    reading.undecided &= kind.is_exacting();
    let unit = match kind {
        Kind::Percent => Some(own_unit.as_deref().or(above).and_then(unit::percent_of).map_or_else(|| "%".to_owned(), str::to_owned)),
        Kind::Number => own_unit.or_else(|| above.map(str::to_owned)),
        Kind::Money => own_unit.or_else(|| above.filter(|unit| unit::is_money(unit)).map(str::to_owned)),
        Kind::Date | Kind::Year | Kind::Ordinal | Kind::Code | Kind::Text => None,
    };
    let facts = Facts { multiplier: unit.as_deref().and_then(unit::multiplier).map(|many| many as u64), ..Facts::default() };
    Column { name, kind, unit, reading, facts, ..Column::default() }
}

/// What a cell of a column says.
pub fn value_of(column: &Column, cell: &str) -> Value {
    value(column.kind, cell, &column.reading.read(cell), &column.reading, cell)
}

fn value(kind: Kind, cell: &str, read: &Printed, reading: &Reading, printed: &str) -> Value {
    let words = || Value::Text(printed.to_owned());
    match (kind, read) {
        (_, Printed::Figure { value, .. }) if kind.is_figures() => Value::Number(*value),
        (Kind::Text | Kind::Code, _) if is_nothing(cell) => Value::Nothing,
        (Kind::Text | Kind::Code, _) => words(),
        (_, Printed::Nothing) => Value::Nothing,
        (Kind::Ordinal, _) => place(cell).map_or_else(words, |place| Value::Number(f64::from(place))),
        (Kind::Date, _) => date::iso(cell, reading.days).map_or_else(words, Value::Text),
        _ => words(),
    }
}

fn group_name(row: &Row, text: &Text) -> String {
    row.cells.iter().map(|&cell| heads::name(text, cell)).find(|name| !name.is_empty()).unwrap_or_default()
}

/// The text of a cell in which something stands for what has certain marks.
pub(super) fn replaced<'t>(text: &'t Text, cell: Extent, with: &str, which: impl Fn(Mark) -> bool) -> Cow<'t, str> {
    let mut out = String::new();
    let mut from = cell.start;
    for span in text.spans_in(cell).filter(|span| which(span.mark)) {
        let end = span.extent.end.min(cell.end);
        if end <= from {
            continue;
        }
        out.push_str(text.slice(Extent::new(from, span.extent.start.max(from))));
        out.push_str(with);
        from = end;
    }
    if from == cell.start {
        return Cow::Borrowed(text.slice(cell));
    }
    out.push_str(text.slice(Extent::new(from, cell.end)));
    Cow::Owned(out)
}

/// Whether a figure in plain characters is a value, rounded to the decimals that it has.
fn rounds_to(value: f64, plain: &str) -> bool {
    let decimals = plain.split_once('.').map_or(0, |(_, behind)| behind.len());
    let half = 0.5 * 10f64.powi(-(decimals.min(300) as i32)) * (1.0 + 1e-9);
    plain.parse::<f64>().is_ok_and(|said| said == value || (said - value).abs() <= half)
}
