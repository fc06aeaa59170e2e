//! What the records of a data file are: title lines above, heads, a row of units, rows, notes below.

use std::ops::Range;

/// Most records in which the first row of figures is looked for.
const HEAD_RECORDS: usize = 60;
/// Most rows of heads.
const HEADS: usize = 4;

/// What each record is, as ranges of record numbers; blank records lie in any of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// Lines above the heads.
    pub titles: Range<usize>,
    /// Rows that name the columns, those of units included.
    pub heads: Range<usize>,
    /// The row of heads that says in what the figures are.
    pub units: Option<usize>,
    /// Rows of data.
    pub rows: Range<usize>,
    /// Lines below the rows.
    pub notes: Range<usize>,
}

impl Layout {
    /// The layout of these records. `heads` says how many rows of heads there are, where the reader says so.
    pub fn of<S: AsRef<str>>(records: &[Vec<S>], heads: Option<usize>) -> Layout {
        let filled = |record: usize| records[record].iter().filter(|cell| !cell.as_ref().trim().is_empty()).count();
        let wide = records.iter().map(Vec::len).max().unwrap_or(0);
        let first = (0..records.len().min(HEAD_RECORDS)).find(|&record| filled(record) > 1 || wide < 2 && filled(record) > 0).unwrap_or(0);
        let count = heads.unwrap_or_else(|| count_heads(&records[first..])).min(records.len() - first);
        let body = first + count;
        let last = (body..records.len()).rev().find(|&record| is_row(records, record, wide)).map_or(body, |record| record + 1);
        let units = (first..body).skip(1).find(|&record| is_units(&records[record]));
        Layout { titles: 0..first, heads: first..body, units, rows: body..last, notes: last..records.len() }
    }
}

/// Whether a record near the end is still one of data: more than its first cell is filled, or it may be a row without figures.
fn is_row<S: AsRef<str>>(records: &[Vec<S>], record: usize, wide: usize) -> bool {
    let mut filled = records[record].iter().enumerate().filter(|(_, cell)| !cell.as_ref().trim().is_empty());
    match (filled.next(), filled.next()) {
        (None, _) => false,
        (Some(_), Some(_)) => true,
        (Some((at, cell)), None) => {
            let after_blank = record > 0 && records[record - 1].iter().all(|cell| cell.as_ref().trim().is_empty());
            at > 0 || wide < 2 || !(after_blank || is_note(cell.as_ref()))
        }
    }
}

/// Whether a line says something about the rows, by how it begins.
fn is_note(line: &str) -> bool {
    let line = line.trim().trim_start_matches('"');
    let lower = line.to_lowercase();
    ["source", "note", "*", "†", "(1)", "1)", "[1]"].iter().any(|start| lower.starts_with(start)) || line.chars().count() > 80
}

/// How many rows name the columns: the first where it holds words, with those that fill its gaps and that of units.
fn count_heads<S: AsRef<str>>(records: &[Vec<S>]) -> usize {
    let Some(first) = records.first() else { return 0 };
    if !is_head(first) {
        return 0;
    }
    let gaps = |record: &[S]| record.iter().skip(1).any(|cell| cell.as_ref().trim().is_empty());
    let mut count = 1;
    while count < HEADS
        && let Some(next) = records.get(count)
    {
        let above = &records[count - 1];
        let figures = next.iter().any(|cell| is_figure(cell.as_ref()));
        let fills = gaps(above)
            && !figures
            && next
                .iter()
                .enumerate()
                .skip(1)
                .any(|(i, cell)| !cell.as_ref().trim().is_empty() && above.get(i).is_none_or(|cell| cell.as_ref().trim().is_empty()))
            && records.iter().skip(count + 1).take(5).any(|row| row.iter().any(|cell| is_figure(cell.as_ref())));
        let years = fills_with_years(above, next);
        if !(is_units(next) || fills || years) {
            break;
        }
        count += 1;
    }
    count
}

/// Whether a row of years stands under heads that span them: `Imports,,Exports,` over `,1929,1939,1929,1939`.
fn fills_with_years<S: AsRef<str>>(above: &[S], next: &[S]) -> bool {
    let gaps = above.iter().skip(1).filter(|cell| cell.as_ref().trim().is_empty()).count();
    gaps > 0
        && next.first().is_none_or(|cell| !is_figure(cell.as_ref()))
        && next.iter().skip(1).filter(|cell| !cell.as_ref().trim().is_empty()).count() > 1
        && next.iter().skip(1).all(|cell| cell.as_ref().trim().is_empty() || is_year(cell.as_ref()))
}

/// Whether a row may name columns: it holds words, and no figures but years.
fn is_head<S: AsRef<str>>(record: &[S]) -> bool {
    let cells = || record.iter().map(|cell| cell.as_ref().trim()).filter(|cell| !cell.is_empty());
    let years = cells().filter(|cell| is_year(cell)).count();
    let first_is_figure = record.first().is_some_and(|cell| is_figure(cell.as_ref()));
    cells().all(|cell| !is_figure(cell) || is_year(cell))
        && !first_is_figure
        && (years == 0 || years > 1 || cells().count() > years)
        && (years != 1 || cells().count() == 2)
}

/// Whether every cell of a row is a unit: in brackets, or a sign of one.
fn is_units<S: AsRef<str>>(record: &[S]) -> bool {
    const SIGNS: [&str; 22] =
        ["%", "$", "£", "€", "kg", "g", "t", "mt", "km", "m", "ha", "lb", "lbs", "cwt", "tons", "tonnes", "number", "no.", "per cent", "percent", "us$", "usd"];
    let is_unit = |cell: &str| {
        let bracketed = cell.starts_with('(') && cell.ends_with(')') || cell.starts_with('[') && cell.ends_with(']');
        bracketed && !is_figure(cell) || SIGNS.contains(&cell.to_lowercase().as_str())
    };
    let cells: Vec<&str> = record.iter().skip(1).map(|cell| cell.as_ref().trim()).filter(|cell| !cell.is_empty()).collect();
    !cells.is_empty() && cells.iter().all(|cell| is_unit(cell))
}

/// Whether a cell holds a figure and no words.
fn is_figure(cell: &str) -> bool {
    let cell = cell.trim();
    cell.bytes().any(|byte| byte.is_ascii_digit()) && cell.chars().all(|c| !c.is_alphabetic() || c == 'e' || c == 'E')
}

fn is_year(cell: &str) -> bool {
    let cell = cell.trim();
    cell.len() == 4 && cell.parse::<u16>().is_ok_and(|year| (1000..2200).contains(&year))
}
