//! Tables of two columns whose first holds codes, numbers or ranges and whose second says what each stands for. Owns what
//! tells them from lists, contents and prose that begin with numbers.

use std::ops::Range;

use super::super::blocks::ends_sentence;
use super::super::lines::Line;
use super::super::tables::{Grid, Slot};
use super::GAP;

/// Fewest lines of a table.
const FEWEST: usize = 2;
/// Longest key, in bytes.
const KEY: usize = 9;
/// Columns by which keys that end at one column may begin apart.
const APART: usize = 3;

/// A line with a key and what it stands for, in bytes of the source.
struct Row {
    key: Range<usize>,
    value: Range<usize>,
    /// The columns at which they begin.
    at: (usize, usize),
}

/// The tables of a source, as ranges of lines: all lines between two that are blank or taken are rows of one.
pub fn find(source: &str, lines: &[Line], taken: &[Option<&'static str>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let end = (at..lines.len()).find(|&line| lines[line].is_blank() || taken[line].is_some()).unwrap_or(lines.len());
        if end - at >= FEWEST && rows(source, &lines[at..end]).is_some() {
            found.push(at..end);
        }
        at = end + 1;
    }
    found
}

/// The rows of such a table with these lines, none of which names the columns; `None` where they are no such table.
pub fn grid(source: &str, lines: &[Line]) -> Option<Grid> {
    let rows = rows(source, lines)?;
    let slots = |row: Row| vec![Slot::new(row.key, 0..0), Slot::new(row.value, 0..0)];
    Some(Grid { heads: vec![false; rows.len()], rows: rows.into_iter().map(slots).collect() })
}

/// The rows of lines, blank ones left out, if all are rows whose values stand one below the other and whose keys do not count as
/// items do.
fn rows(source: &str, lines: &[Line]) -> Option<Vec<Row>> {
    let mut rows: Vec<Row> = Vec::new();
    for line in lines.iter().filter(|line| !line.is_blank()) {
        let row = row(source, *line)?;
        let stands = rows.first().is_none_or(|first| first.at.1 == row.at.1 && first.at.0.abs_diff(row.at.0) <= APART);
        if !stands {
            return None;
        }
        rows.push(row);
    }
    let keys: Vec<Option<u32>> = rows.iter().map(|row| source[row.key.clone()].parse().ok()).collect();
    let counts = keys.windows(2).all(|pair| matches!(pair, [Some(one), Some(next)] if *next == one + 1));
    // What counts from one is a list, and sentences that count on are verses or numbered paragraphs.
    let sentences = rows.iter().filter(|row| ends_sentence(&source[row.value.clone()])).count();
    let items = counts && (keys.first() == Some(&Some(1)) || sentences * 2 > rows.len());
    (rows.len() >= FEWEST && !items).then_some(rows)
}

/// The key and the value of a line: nothing but figures and what joins them, a gap, and words without a further one.
fn row(source: &str, line: Line) -> Option<Row> {
    let text = line.text(source);
    let key = text.find(' ').filter(|&key| key <= KEY)?;
    let value = text[key..].trim_start();
    let from = text.len() - value.len();
    let joins = |c: char| matches!(c, '-' | '–' | '+');
    let is_key = text.starts_with(|c: char| c.is_ascii_digit()) && text[..key].chars().all(|c| c.is_ascii_digit() || joins(c));
    let parted = value.match_indices("  ").any(|(at, _)| !value[..at].ends_with(['.', ':', '?', '!', ' ']));
    let says = value.contains(char::is_alphabetic) && !value.contains("...") && !value.contains(['\t', '|']);
    let start = line.from as usize;
    let column = |byte: usize| line.indent() + text[..byte].chars().count();
    (is_key && from - key >= GAP && says && !parted).then(|| Row {
        key: start..start + key,
        value: start + from..start + text.len(),
        at: (column(0), column(from)),
    })
}
