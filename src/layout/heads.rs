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

/// A row of a table, some of whose cells are broken into lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The row of the table.
    pub row: u32,
    /// By column the lines of its cell, each with the blank behind it; at least one.
    pub lines: Vec<Vec<Extent>>,
    /// Whether cells begin in one line, as sentences do. Heads end in one: they stand on the rows below them.
    pub from_top: bool,
}

impl Broken {
    /// The line of a column that stands so many rows above the last of all. Empty where its cell has none there; `cell` where
    /// it is not known.
    pub fn line(&self, column: u32, up: u16, cell: Extent) -> Extent {
        let nothing = Extent::new(cell.start, cell.start);
        let Some(lines) = self.lines.get(column as usize) else { return if up == self.up_of(0, 1) { cell } else { nothing } };
        (0..lines.len()).find(|&line| self.up_of(line, lines.len()) == up).map_or(nothing, |line| lines[line])
    }

    /// Rows of the screen above its last one.
    pub(super) fn above(&self) -> u16 {
        self.lines.iter().map(Vec::len).max().unwrap_or(1).saturating_sub(1) as u16
    }

    /// By how many rows a line of a cell with so many stands above the last row.
    fn up_of(&self, line: usize, lines: usize) -> u16 {
        let behind = (lines - 1).saturating_sub(line) as u16;
        if self.from_top { self.above() - line as u16 } else { behind }
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

    /// Rows that a row takes above its last one, where its cells are broken.
    pub fn rows_above(&self, row: u32) -> u16 {
        self.of_row(row).map_or(0, Broken::above)
    }

    /// By how many rows the line of a cell that holds a byte stands above the last one of its row.
    pub fn up_of(&self, row: u32, byte: u32) -> u16 {
        let Some(broken) = self.of_row(row) else { return 0 };
        let up = |lines: &Vec<Extent>| Some(broken.up_of(lines.iter().position(|line| line.contains(byte))?, lines.len()));
        // What stands between two cells is of the first row.
        broken.lines.iter().find_map(up).unwrap_or(if broken.from_top { broken.above() } else { 0 })
    }

    /// The first byte of what stands so many rows above the last one of a row that is broken.
    pub fn start_of(&self, row: u32, up: u16) -> Option<u32> {
        let broken = self.of_row(row)?;
        let at =
            |lines: &Vec<Extent>| (0..lines.len()).find(|&line| broken.up_of(line, lines.len()) == up && !lines[line].is_empty()).map(|line| lines[line].start);
        broken.lines.iter().find_map(at)
    }

    pub(super) fn of_row(&self, row: u32) -> Option<&Broken> {
        self.broken.binary_search_by_key(&row, |broken| broken.row).ok().map(|at| &self.broken[at])
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
        let heads = heads.iter().zip(words).map(|(&row, words)| Broken { row, lines: lines(words), from_top: false });
        let mut all: Vec<Broken> = heads.filter(|head| head.above() > 0).collect();
        all.extend(self.broken.iter().filter(|broken| broken.from_top).cloned());
        all.sort_by_key(|broken| broken.row);
        TableLayout { broken: all, columns, parted: self.parted }
    }
}

/// The fewest columns that the heads of a column can have.
pub(super) fn narrowest_head(table: &Table, text: &Text, column: usize) -> u16 {
    let heads = table.rows.iter().filter(|row| row.kind == RowKind::Header && column < row.cells.len());
    heads.map(|row| narrowest(text, &words(text, trimmed(text, own(row, column))), MOST_LINES)).max().unwrap_or(0)
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
