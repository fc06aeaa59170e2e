//! What the records of a data file are: title lines above, heads, rows and those that head others, notes below.

use std::collections::HashMap;
use std::ops::Range;

/// Most records in which the heads are looked for.
const HEAD_RECORDS: usize = 60;
/// Most rows of heads.
const HEADS: usize = 4;
/// Rows below a head that are held against it.
const ROWS_BELOW: usize = 5;
/// Characters of a line from which on it is no name of a row.
const LONG_LINE: usize = 80;

/// What each record is, as ranges of record numbers; blank records lie in any of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// Lines above the heads.
    pub titles: Range<usize>,
    /// Rows that name the columns, those of units included.
    pub heads: Range<usize>,
    /// Rows of data.
    pub rows: Range<usize>,
    /// Lines below the rows.
    pub notes: Range<usize>,
    /// The rows that head those below them, ascending.
    pub groups: Vec<usize>,
}

impl Layout {
    /// The layout of these records; `heads` are those that name the columns, where that is said.
    pub fn of<S: AsRef<str>>(records: &[Vec<S>], heads: Option<Range<usize>>) -> Layout {
        let wide = records.iter().map(|record| filled(record)).max().unwrap_or(0);
        let heads = self::heads(records, heads);
        let (body, last) = (heads.end, rows_end(records, heads.end, wide));
        Layout { titles: 0..heads.start, heads, rows: body..last, notes: last..records.len(), groups: groups(records, body..last, wide) }
    }
}

/// The records that name the columns, where they are not told; those above them are titles, those behind them rows.
pub fn heads<S: AsRef<str>>(records: &[Vec<S>], told: Option<Range<usize>>) -> Range<usize> {
    if let Some(told) = told {
        return told.start.min(records.len())..told.end.min(records.len());
    }
    let first = first(records);
    first..first + count_heads(&records[first..])
}

/// The record behind the last row, where rows begin at `from` and fill at most `wide` cells; those from it on are notes.
pub fn rows_end<S: AsRef<str>>(records: &[Vec<S>], from: usize, wide: usize) -> usize {
    (from..records.len()).rev().find(|&record| is_row(records, record, wide)).map_or(from, |record| record + 1)
}

/// The rows that head others: nothing but their first cell is filled, and rows with figures come behind them. A row of which
/// no figure is known looks the same: so something else has to tell them apart. Blank lines before them, rows that are set in
/// or called the same below them, names with a colon; or that the first row is one, where all other rows are full.
fn groups<S: AsRef<str>>(records: &[Vec<S>], rows: Range<usize>, wide: usize) -> Vec<usize> {
    let first_cell = |record: usize| records[record].first().map_or("", |cell| cell.as_ref());
    let said: Vec<usize> = rows.clone().filter(|&record| filled(&records[record]) > 0).collect();
    let alone = |record: usize| filled(&records[record]) == 1 && !first_cell(record).trim().is_empty();
    let places: Vec<usize> = (0..said.len()).filter(|&at| alone(said[at]) && said.get(at + 1).is_some_and(|&next| !alone(next))).collect();
    if wide < 3 || places.is_empty() || places.len() * 2 > said.len() {
        return Vec::new();
    }
    let below = |at: usize| said[at + 1..].iter().copied().take_while(|&record| !alone(record));
    let most = |holds: &dyn Fn(usize) -> bool| places.iter().filter(|&&at| holds(at)).count() * 3 > places.len() * 2;
    let after_blank = |at: usize| at == 0 || filled(&records[said[at] - 1]) == 0;
    let indent = |record: usize| first_cell(record).len() - first_cell(record).trim_start().len();
    let set_in = |at: usize| below(at).all(|record| indent(record) > indent(said[at]));
    let mut stubs: HashMap<&str, usize> = HashMap::new();
    for stub in places.iter().flat_map(|&at| below(at)).map(|record| first_cell(record).trim()) {
        *stubs.entry(stub).or_default() += 1;
    }
    let again = |at: usize| below(at).any(|record| stubs[first_cell(record).trim()] > 1);
    let others = || said.iter().filter(|&&record| !alone(record));
    let widest = others().map(|&record| filled(&records[record])).max().unwrap_or(0);
    let full = || places[0] == 0 && places.len() > 1 && others().all(|&record| filled(&records[record]) == widest);
    let tells = places.len() > 1 && (most(&after_blank) || most(&again)) || most(&set_in) || most(&|at| first_cell(said[at]).trim().ends_with(':')) || full();
    if tells { places.into_iter().map(|at| said[at]).collect() } else { Vec::new() }
}

/// The first record that is no title: the first with about as many cells as most have, or one of the heads right above it.
fn first<S: AsRef<str>>(records: &[Vec<S>]) -> usize {
    let mut counts: Vec<usize> = records.iter().map(|record| filled(record)).filter(|&count| count > 0).collect();
    counts.sort_unstable();
    let usual = counts.get(counts.len() / 2).copied().unwrap_or(0);
    let enough = |record: &usize| filled(&records[*record]) * 2 > usual && (usual == 1 || filled(&records[*record]) > 1);
    let mut first = (0..records.len().min(HEAD_RECORDS)).find(enough).unwrap_or(0);
    while first > 0 && filled(&records[first - 1]) > 1 && is_head(records, first - 1) {
        first -= 1;
    }
    first
}

/// Whether a record near the end is still one of data: more than its first cell is filled, or it may be a row without figures.
fn is_row<S: AsRef<str>>(records: &[Vec<S>], record: usize, wide: usize) -> bool {
    let mut filled_cells = records[record].iter().enumerate().filter(|(_, cell)| !cell.as_ref().trim().is_empty());
    match (filled_cells.next(), filled_cells.next()) {
        (None, _) => false,
        (Some(_), Some(_)) => true,
        (Some((at, cell)), None) => {
            let after_blank = record > 0 && filled(&records[record - 1]) == 0;
            at > 0 || wide < 2 || !(after_blank || is_note(cell.as_ref()))
        }
    }
}

/// Whether a line says something about the rows, by how it begins.
fn is_note(line: &str) -> bool {
    let lower = line.trim().to_lowercase();
    ["source", "note", "*", "†", "(1)", "1)", "[1]"].iter().any(|start| lower.starts_with(start)) || line.chars().count() > LONG_LINE
}

/// How many rows name the columns: the first where it holds words, with those that fill its gaps and that of units.
fn count_heads<S: AsRef<str>>(records: &[Vec<S>]) -> usize {
    if records.is_empty() || !is_head(records, 0) {
        return 0;
    }
    let mut count = 1;
    while count < HEADS
        && let Some(next) = records.get(count)
        && (is_units(next) || fills_gaps(records, count))
    {
        count += 1;
    }
    count
}

/// Whether a row names columns over which the row above it names several: `Imports,,Exports,` over `,1929,1939,1929,1939`.
fn fills_gaps<S: AsRef<str>>(records: &[Vec<S>], record: usize) -> bool {
    let (above, next) = (&records[record - 1], &records[record]);
    // A word that is said again goes for both columns, as a blank behind it does.
    let again = |column: usize| column > 1 && above[column].as_ref().trim() == above[column - 1].as_ref().trim();
    let is_gap = |column: usize| above.get(column).is_none_or(|cell| cell.as_ref().trim().is_empty() || again(column));
    let mut fills = next.iter().enumerate().skip(1).filter(|(column, cell)| !cell.as_ref().trim().is_empty() && is_gap(*column));
    let has_gaps = (1..above.len()).any(is_gap);
    // A row of words alone is no head where rows of words alone come after it.
    let figures_below = || records.iter().skip(record + 1).take(ROWS_BELOW).any(|row| row.iter().any(|cell| is_figure(cell.as_ref())));
    has_gaps && fills.next().is_some() && is_head(records, record) && figures_below()
}

/// Whether a row may name columns: it holds words, and no figures but labels (years, dates, spans) that the rows below have not.
fn is_head<S: AsRef<str>>(records: &[Vec<S>], record: usize) -> bool {
    let cells = || records[record].iter().map(|cell| cell.as_ref().trim()).enumerate().filter(|(_, cell)| !cell.is_empty());
    let labels: Vec<usize> = cells().filter(|(_, cell)| is_label(cell)).map(|(column, _)| column).collect();
    let below: Vec<&Vec<S>> = records[record + 1..].iter().filter(|row| filled(row) > 0).take(ROWS_BELOW).collect();
    let again = |&column: &usize| !below.is_empty() && below.iter().all(|row| row.get(column).is_some_and(|cell| is_label(cell.as_ref().trim())));
    let first_is_figure = cells().next().is_some_and(|(column, cell)| column == 0 && is_figure(cell));
    cells().all(|(_, cell)| !is_figure(cell) || is_label(cell)) && !first_is_figure && (labels.is_empty() || !labels.iter().all(again))
}

/// Whether every cell of a row is a unit: in brackets, or a sign of one.
fn is_units<S: AsRef<str>>(record: &[S]) -> bool {
    const SIGNS: [&str; 22] =
        ["%", "$", "£", "€", "kg", "g", "t", "mt", "km", "m", "ha", "lb", "lbs", "cwt", "tons", "tonnes", "number", "no.", "per cent", "percent", "us$", "usd"];
    let is_unit = |cell: &str| {
        let bracketed = cell.starts_with('(') && cell.ends_with(')') || cell.starts_with('[') && cell.ends_with(']');
        // A figure in brackets is a loss, not a unit; `(2010=100)` is one.
        bracketed && cell.chars().any(|c| !c.is_ascii_digit() && !matches!(c, '(' | ')' | '[' | ']' | '.' | ',' | ' ' | '-'))
            || SIGNS.contains(&cell.to_lowercase().as_str())
    };
    let cells: Vec<&str> = record.iter().skip(1).map(|cell| cell.as_ref().trim()).filter(|cell| !cell.is_empty()).collect();
    !cells.is_empty() && cells.iter().all(|cell| is_unit(cell))
}

/// Cells that are not blank.
fn filled<S: AsRef<str>>(record: &[S]) -> usize {
    record.iter().filter(|cell| !cell.as_ref().trim().is_empty()).count()
}

/// Whether a cell holds a figure and no words.
fn is_figure(cell: &str) -> bool {
    cell.bytes().any(|byte| byte.is_ascii_digit()) && cell.chars().all(|c| !c.is_alphabetic() || c == 'e' || c == 'E')
}

/// Whether a cell of figures may name a column: a year, a date, a span of either or of ages.
fn is_label(cell: &str) -> bool {
    let is_year = cell.len() == 4 && cell.parse::<u16>().is_ok_and(|year| (1000..2200).contains(&year));
    let mut parts = cell.split(['-', '/', '–']).map(str::trim);
    let is_span = parts.clone().count() > 1 && parts.all(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()));
    let open = cell.strip_suffix('+').is_some_and(|from| !from.is_empty() && from.bytes().all(|byte| byte.is_ascii_digit()));
    is_year || is_span || open
}
