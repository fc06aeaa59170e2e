//! The cells of a sheet as they are shown, wherever they stand: only what is there is kept, whatever a sheet claims to
//! have. Owns the way from cells to lines of text.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::read::limits::{SHEET_CELLS, SHEET_TEXT_BYTES, TABLE_COLUMNS};

/// Empty rows of a sheet that are kept one behind another: what they part stays parted.
const EMPTY_ROWS: u32 = 2;

/// Odd cells of a sheet that are said one by one.
const SAID: usize = 20;

/// A sheet.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// Its name.
    pub name: String,
    /// Whether the workbook hides it.
    pub hidden: bool,
    /// What was odd, as many as are said.
    pub odd: Vec<Odd>,
    /// How many more there were.
    pub more: usize,
    /// The first number that has decimals which its cell does not show.
    pub rounded: Option<(u32, u32)>,
    /// Row, column and the bytes of `text`, in the order in which they came.
    cells: Vec<(u32, u32, u32, u32)>,
    text: String,
    /// Most cells and bytes that it may have.
    room: (usize, usize),
    /// The first cell for which there was no room.
    full: Option<(u32, u32)>,
}

/// Something odd in a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Odd {
    /// What it is, in kebab case.
    pub kind: &'static str,
    /// The row and column, from 0; `None` where it is the whole sheet.
    pub at: Option<(u32, u32)>,
    /// What it is, in words.
    pub message: String,
}

impl Grid {
    /// A sheet without cells. Those before it leave it as much room as they did not take.
    pub fn behind(before: &[Grid], name: String, hidden: bool) -> Grid {
        let cells: usize = before.iter().map(|grid| grid.cells.len()).sum();
        let bytes: usize = before.iter().map(|grid| grid.text.len()).sum();
        Grid { name, hidden, room: (SHEET_CELLS.saturating_sub(cells), SHEET_TEXT_BYTES.saturating_sub(bytes)), ..Grid::default() }
    }

    /// Says that something is odd. What goes for the whole sheet comes first.
    pub fn say(&mut self, kind: &'static str, at: Option<(u32, u32)>, message: impl Into<String>) {
        let odd = Odd { kind, at, message: message.into() };
        match at {
            None => self.odd.insert(0, odd),
            Some(_) if self.odd.len() < SAID => self.odd.push(odd),
            Some(_) => self.more += 1,
        }
    }

    /// Puts a cell; false where there is no room for more of them.
    pub fn put(&mut self, row: u32, column: u32, said: &str) -> bool {
        if said.trim().is_empty() {
            return true;
        }
        if self.cells.len() >= self.room.0 || self.text.len() + said.len() > self.room.1 {
            self.full.get_or_insert((row, column));
            return false;
        }
        let start = self.text.len() as u32;
        self.text.extend(said.trim().chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c }));
        self.cells.push((row, column, start, self.text.len() as u32));
        true
    }

    /// The first cell for which there was no room.
    pub fn full(&self) -> Option<(u32, u32)> {
        self.full
    }

    /// Writes the rows as lines of cells parted by TABs, from the first row and column that hold something to the last,
    /// each row a line. Columns without a cell go where there are very many; so do rows.
    pub fn write(&mut self, out: &mut String) {
        self.cells.sort_by_key(|&(row, column, ..)| (row, column));
        let columns: BTreeSet<u32> = self.cells.iter().map(|&(_, column, ..)| column).collect();
        let (first, last) = (columns.first().copied().unwrap_or(0), columns.last().copied().unwrap_or(0));
        let columns: Vec<u32> = if (last - first) as usize >= TABLE_COLUMNS { columns.into_iter().collect() } else { (first..=last).collect() };
        let mut before: Option<u32> = None;
        for cells in self.cells.chunk_by(|one, other| one.0 == other.0) {
            let row = cells[0].0;
            let empty = before.map_or(0, |before| (row - before - 1).min(EMPTY_ROWS));
            before = Some(row);
            out.extend(std::iter::repeat_n('\n', empty as usize));
            if out.len() > SHEET_TEXT_BYTES {
                self.full.get_or_insert((row, cells[0].1));
                break;
            }
            let mut column = 0;
            for &(_, at, start, end) in cells {
                let to = columns.partition_point(|&column| column < at);
                out.extend(std::iter::repeat_n('\t', to - column));
                column = to;
                let said = &self.text[start as usize..end as usize];
                if said.starts_with('"') {
                    let _ = write!(out, "\"{}\"", said.replace('"', "\"\""));
                } else {
                    out.push_str(said);
                }
            }
            out.push('\n');
        }
    }
}

/// A cell as a spreadsheet names it: `B7`.
pub fn cell_name((row, column): (u32, u32)) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    format!("{}{}", letters.iter().rev().collect::<String>(), row + 1)
}
