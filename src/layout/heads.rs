//! The heads of a table's columns, broken into lines where the table has no room for them as they are. Owns where they are
//! broken, and by how much columns get narrower for it; their cells are placed as all others are.

use super::table::{TableLayout, own, trimmed};
use super::together;
use super::width;
use crate::model::{Extent, Mark, RowKind, Table, Text};

/// Lines that a head takes at most.
const MOST_LINES: usize = 3;
/// Bytes of a head that are looked at: a longer one is no head, and stays on one line.
const LONGEST: u32 = 1_000;

/// A row of heads, some of whose cells are broken into lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The row of the table.
    pub row: u32,
    /// By column the lines of its cell, each with the blank behind it; at least one.
    pub lines: Vec<Vec<Extent>>,
}

impl Head {
    /// The line of a column that stands so many rows above the last of all: heads stand on the rows below them. Empty where
    /// its cell has none there; `cell` where it is not known.
    pub fn line(&self, column: u32, up: u16, cell: Extent) -> Extent {
        let Some(lines) = self.lines.get(column as usize) else { return if up == 0 { cell } else { Extent::new(cell.start, cell.start) } };
        lines.iter().rev().nth(usize::from(up)).copied().unwrap_or(Extent::new(cell.start, cell.start))
    }

    /// Rows of the screen above its last one.
    fn above(&self) -> u16 {
        self.lines.iter().map(Vec::len).max().unwrap_or(1).saturating_sub(1) as u16
    }
}

impl TableLayout {
    /// The same table with its heads broken into lines where that shows more of it in `width` columns: into as few as will do.
    /// Only at the blanks between words, and never narrower than what stands below them.
    pub fn with_heads(self, table: &Table, text: &Text, width: u16) -> TableLayout {
        if self.width() <= width {
            return self;
        }
        let heads: Vec<u32> = (0u32..).zip(&table.rows).filter(|(_, row)| row.kind == RowKind::Header).map(|(number, _)| number).collect();
        let words: Vec<Vec<Vec<Extent>>> = heads
            .iter()
            .map(|&row| &table.rows[row as usize])
            .map(|row| (0..row.cells.len()).map(|column| words(text, trimmed(text, own(row, column)))).collect())
            .collect();
        let mut best = (self.hidden(width), self);
        for most in 2..=MOST_LINES {
            let broken = best.1.broken(text, &heads, &words, most);
            let hidden = broken.hidden(width);
            if hidden < best.0 {
                best = (hidden, broken);
            }
        }
        best.1
    }

    /// Rows that a row of heads takes above its last one.
    pub fn head_rows(&self, row: u32) -> u16 {
        self.head(row).map_or(0, Head::above)
    }

    /// By how many rows the line of a head that holds a byte stands above the last one.
    pub fn up_of(&self, row: u32, byte: u32) -> u16 {
        let up = |lines: &Vec<Extent>| lines.iter().rev().position(|line| line.contains(byte));
        self.head(row).and_then(|head| head.lines.iter().find_map(up)).unwrap_or(0) as u16
    }

    pub(super) fn head(&self, row: u32) -> Option<&Head> {
        self.heads.binary_search_by_key(&row, |head| head.row).ok().map(|at| &self.heads[at])
    }

    /// How much of the table does not show at once: how often one has to pan to have seen all columns, and how many are cut.
    fn hidden(&self, width: u16) -> usize {
        let stub = self.columns.first().map_or(0, |column| column.width.min(width / 2));
        let cut = self.columns.iter().skip(1).filter(|column| stub.saturating_add(column.width) > width).count();
        self.windows(width).len() + cut
    }

    /// Each head in no more lines than `most`, each column as narrow as that allows.
    fn broken(&self, text: &Text, heads: &[u32], words: &[Vec<Vec<Extent>>], most: usize) -> TableLayout {
        let mut columns = self.columns.clone();
        for (at, column) in columns.iter_mut().enumerate() {
            let needs = words.iter().filter_map(|row| row.get(at)).map(|words| narrowest(text, words, most)).max().unwrap_or(0);
            column.width = column.body.max(needs);
        }
        let lines = |row: &Vec<Vec<Extent>>| row.iter().zip(&columns).map(|(words, column)| broken(text, words, column.width)).collect();
        let heads = heads.iter().zip(words).map(|(&row, words)| Head { row, lines: lines(words) });
        TableLayout { heads: heads.filter(|head| head.above() > 0).collect(), columns }
    }
}

/// The words of a head, each with what may not be parted from it and without the blank behind it; one where it is not to be
/// broken.
fn words(text: &Text, cell: Extent) -> Vec<Extent> {
    let inside = text.slice(cell);
    if cell.end - cell.start > LONGEST {
        return vec![cell];
    }
    let mut words: Vec<Extent> = Vec::new();
    let mut from = 0;
    for (at, blank) in inside.match_indices(' ') {
        let next = at + blank.len();
        let marker = text.spans_in(cell).any(|span| matches!(span.mark, Mark::Ref(_)) && span.extent.start == cell.start + next as u32);
        if at > from && !marker && !inside[next..].starts_with(' ') && !together::holds(&inside[from..next], &inside[next..]) {
            words.push(Extent::new(cell.start + from as u32, cell.start + at as u32));
            from = next;
        }
    }
    words.push(Extent::new(cell.start + from as u32, cell.end));
    words
}

/// The fewest columns in which words take no more lines than `most`.
fn narrowest(text: &Text, words: &[Extent], most: usize) -> u16 {
    let wide = |words: &[Extent]| words.first().zip(words.last()).map_or(0, |(first, last)| width::narrow(text.slice(Extent::new(first.start, last.end))));
    let mut least = words.iter().map(|&word| width::narrow(text.slice(word))).max().unwrap_or(0);
    let mut enough = wide(words);
    while least < enough {
        let middle = least + (enough - least) / 2;
        if broken(text, words, middle).len() <= most { enough = middle } else { least = middle + 1 }
    }
    enough
}

/// Words in lines of so many columns, each line as full as it gets; a word that is wider has a line of its own.
fn broken(text: &Text, words: &[Extent], room: u16) -> Vec<Extent> {
    let mut lines: Vec<Extent> = Vec::new();
    for &word in words {
        match lines.last_mut() {
            Some(line) if width::narrow(text.slice(Extent::new(line.start, word.end))) <= room => line.end = word.end,
            _ => {
                // The blank that parts two lines belongs to the first.
                if let Some(line) = lines.last_mut() {
                    line.end = word.start;
                }
                lines.push(word);
            }
        }
    }
    lines
}
