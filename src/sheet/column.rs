//! The columns of a table: what they are called, what they hold, and the value of every cell. Owns these decisions;
//! orders and chooses no rows, and leaves the print alone.

use std::borrow::Cow;

use super::collation::folded;
use super::date;
use super::number::{Printed, Reading, is_nothing, is_nothing_among_figures};
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
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name: what stands in its header cells, joined with blanks.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// What one of its figures counts, where that is sure.
    pub unit: Option<String>,
    /// The formula of which its figures come, where they were not printed.
    pub formula: Option<String>,
    /// How its figures are read.
    pub reading: Reading,
    /// By data row, what its cell says.
    pub values: Vec<Value>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Figures.
    Number,
    /// Figures that are hundredths of something.
    Percent,
    /// Days or months.
    Date,
    /// Years.
    Year,
    /// Words.
    Text,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// A figure, finite.
    Number(f64),
    /// Words, as printed; dates in ISO form.
    Text(String),
    /// Nothing: `n.a.`, `..`, a blank.
    #[default]
    Nothing,
}

impl Kind {
    /// The name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Number => "number",
            Kind::Percent => "percent",
            Kind::Date => "date",
            Kind::Year => "year",
            Kind::Text => "text",
        }
    }

    /// Whether the values are figures.
    pub fn is_figures(self) -> bool {
        matches!(self, Kind::Number | Kind::Percent | Kind::Year)
    }
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
        let columns =
            names(&heads(table, text, widest), widest).into_iter().enumerate().map(|(column, name)| read_column(table, text, &rows, column, name)).collect();
        Sheet { columns, rows, groups, group_of }
    }

    /// The place of a row of the table among the data rows.
    pub fn position(&self, row: u32) -> Option<usize> {
        self.rows.binary_search(&row).ok()
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

/// What the columns are called: what stands in their header cells, joined with blanks. Where the lowest heads are the
/// same again and again, a head above them goes for all columns up to the next one.
pub(super) fn names(heads: &[Vec<String>], columns: usize) -> Vec<String> {
    let mut heads = heads.to_vec();
    heads.iter_mut().for_each(|row| row.resize(columns.max(row.len()), String::new()));
    if let Some((lowest, above)) = heads.split_last_mut() {
        let said: Vec<&String> = lowest.iter().skip(1).filter(|name| !name.is_empty()).collect();
        let again = (1..said.len()).any(|at| said[..at].contains(&said[at]));
        for row in above.iter_mut().filter(|_| again) {
            for column in 2..columns {
                if row[column].is_empty() && !lowest[column].is_empty() {
                    row[column] = row[column - 1].clone();
                }
            }
        }
    }
    let joined = |column: usize| heads.iter().map(|row| row[column].as_str()).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ");
    (0..columns).map(joined).collect()
}

/// The rows of a table that name its columns, a text for each of them.
fn heads(table: &Table, text: &Text, columns: usize) -> Vec<Vec<String>> {
    let headers = table.rows.iter().filter(|row| row.kind == RowKind::Header);
    headers.map(|row| (0..columns).map(|column| row.cells.get(column).map(|&cell| name(text, cell)).unwrap_or_default()).collect()).collect()
}

fn read_column(table: &Table, text: &Text, rows: &[u32], column: usize, name: String) -> Column {
    let cells: Vec<Cow<'_, str>> =
        rows.iter().map(|&row| table.rows[row as usize].cells.get(column).map_or(Cow::Borrowed(""), |&cell| without_markers(text, cell))).collect();
    let said = cells.iter().filter(|cell| !is_nothing_among_figures(cell)).count();
    let most = |number: usize| number > 0 && number * 2 > said;

    let reading = Reading::of(cells.iter().map(AsRef::as_ref));
    let read: Vec<Printed> = cells.iter().map(|cell| reading.read(cell)).collect();
    let figures = read.iter().filter(|cell| matches!(cell, Printed::Figure { .. })).count();
    let percents = read.iter().filter(|cell| matches!(cell, Printed::Figure { percent: true, .. })).count();
    let years = || cells.iter().filter(|cell| date::year_of(cell).is_some()).count();
    let dates = || cells.iter().filter(|cell| date::iso(cell.trim()).is_some()).count();
    let kind = match () {
        () if most(figures) && (percents * 2 > figures || names_percent(&name)) => Kind::Percent,
        () if most(figures) && years() == said && (column == 0 || names_years(&name)) => Kind::Year,
        () if most(figures) => Kind::Number,
        () if most(dates()) => Kind::Date,
        () => Kind::Text,
    };
    let values = rows.iter().zip(cells.iter().zip(&read)).map(|(&row, (cell, read))| value(kind, cell, read, printed(table, text, row, column))).collect();
    Column { name, kind, unit: (kind == Kind::Percent).then(|| "%".to_owned()), formula: None, reading, values }
}

/// What a cell of a column says.
pub fn value_of(column: &Column, cell: &str) -> Value {
    value(column.kind, cell, &column.reading.read(cell), cell)
}

fn value(kind: Kind, cell: &str, read: &Printed, printed: &str) -> Value {
    match read {
        Printed::Figure { value, .. } if kind.is_figures() => Value::Number(*value),
        Printed::Nothing if kind != Kind::Text => Value::Nothing,
        _ if is_nothing(cell) => Value::Nothing,
        _ if kind == Kind::Date => Value::Text(date::iso(cell.trim()).unwrap_or_else(|| printed.to_owned())),
        _ => Value::Text(printed.to_owned()),
    }
}

/// What a header cell says, without the markers that lead to notes.
fn name(text: &Text, cell: Extent) -> String {
    replaced(text, cell, "", |mark| matches!(mark, Mark::Ref(_))).trim().to_owned()
}

fn group_name(row: &Row, text: &Text) -> String {
    row.cells.iter().map(|&cell| name(text, cell)).find(|name| !name.is_empty()).unwrap_or_default()
}

fn replaced<'t>(text: &'t Text, cell: Extent, with: &str, which: impl Fn(Mark) -> bool) -> Cow<'t, str> {
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

fn names_percent(name: &str) -> bool {
    let name = folded(name);
    name.contains('%') || name.contains("per cent") || name.contains("percent")
}

fn names_years(name: &str) -> bool {
    folded(name).split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "year" | "years" | "date"))
}

/// Whether a figure in plain characters is a value, rounded to the decimals that it has.
fn rounds_to(value: f64, plain: &str) -> bool {
    let decimals = plain.split_once('.').map_or(0, |(_, behind)| behind.len());
    let half = 0.5 * 10f64.powi(-(decimals.min(300) as i32)) * (1.0 + 1e-9);
    plain.parse::<f64>().is_ok_and(|said| said == value || (said - value).abs() <= half)
}
