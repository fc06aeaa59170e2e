//! The cells of a table that hold sentences, broken into lines where the table has no room for them as they are. Owns which
//! columns are so, how wide each of them gets, and whether rows are parted by blank ones then; tables of figures stay as they are.

use super::heads::{Broken, narrowest_head};
use super::table::{Column, PlacedCell, TableLayout, Window, indent, own, trimmed};
use super::width;
use super::wrap::{Breaking, Wrapper};
use crate::model::{Extent, RowKind, Table, Text};

/// Columns from which on the widest cell of a column is more than a name: a sentence.
const SENTENCE: u16 = 28;
/// Columns that sentences get at least, where they need them.
const LEAST: u16 = 16;
/// Columns up to which the longest word of a column is not cut.
const WORD: u16 = 24;
/// Columns by which the further lines of a stub are set in.
pub(super) const HANG: u16 = 2;
/// Bytes of a table whose cells are broken: a larger one is data, and its cells stay on one line.
const LARGEST: usize = 1 << 18;
/// Of so many rows one has to be broken at least, that blank ones part them.
const OFTEN: usize = 4;

impl TableLayout {
    /// The same table with its sentences broken into lines, where it is wider than `width` columns: so that all of it shows
    /// there if that is possible, else so that no column is wider than what shows of the table.
    pub fn with_cells(self, table: &Table, text: &Text, width: u16) -> TableLayout {
        if self.width() <= width || text.as_str().len() > LARGEST {
            return self;
        }
        let Some(widths) = self.widths(table, text, width) else { return self };
        let mut columns = self.columns.clone();
        for (column, &width) in columns.iter_mut().zip(&widths) {
            if width < column.body {
                (column.width, column.body) = (width, width);
            }
        }
        let wrapper = Wrapper::new(text, Breaking::default());
        let mut broken = Vec::new();
        let mut rows = 0;
        for (number, row) in (0u32..).zip(&table.rows).filter(|(_, row)| row.kind == RowKind::Figures) {
            rows += 1;
            let lines = |(at, column): (usize, &Column)| {
                let cell = trimmed(text, own(row, at));
                let room = column.width.saturating_sub(if at == 0 { indent(row) } else { 0 });
                if column.width == self.columns[at].width || width::narrow(text.slice(cell)) <= room {
                    return vec![cell];
                }
                wrapper.wrap(cell, room, room.saturating_sub(if at == 0 { HANG } else { 0 })).into_iter().map(|piece| piece.extent).collect()
            };
            let lines = columns.iter().enumerate().take(row.cells.len()).map(lines).collect();
            broken.push(Broken { row: number, lines, from_top: true });
        }
        broken.retain(|row| row.above() > 0);
        // The further lines of a stub are set in: that parts rows well enough.
        let sentences = broken.iter().filter(|row| row.lines.iter().skip(1).any(|lines| lines.len() > 1)).count();
        let parted = sentences * OFTEN >= rows && sentences > 0;
        TableLayout { columns, broken, parted }
    }

    /// Whether a blank row stands between two rows that follow each other; either may be a line that is no row.
    pub fn parts(&self, table: &Table, before: Option<u32>, row: Option<u32>) -> bool {
        let is_head = |row: u32| table.rows.get(row as usize).is_none_or(|row| row.kind == RowKind::Header);
        self.parted && before.is_some_and(|before| !is_head(before)) && row.is_some()
    }

    /// The lines of a row, each with its cells in a window; at least one, and behind the first none without words.
    pub fn lines_of(&self, table: &Table, text: &Text, row: u32, window: &Window) -> Vec<Vec<PlacedCell>> {
        let mut lines: Vec<_> = (0..=self.rows_above(row)).rev().map(|up| self.place_up(table, text, (row, up), window)).collect();
        while lines.len() > 1 && lines.last().is_some_and(|cells| cells.iter().all(|cell| cell.extent.is_empty())) {
            lines.pop();
        }
        lines
    }

    /// Columns of the screen for each column of the table; `None` where none holds sentences.
    fn widths(&self, table: &Table, text: &Text, width: u16) -> Option<Vec<u16>> {
        // The column in which stands that the table goes on.
        let room = width.saturating_sub(1).max(1);
        let is_wide = |(at, column): (usize, &Column)| {
            let most = if at == 0 { SENTENCE.max(room / 2) } else { SENTENCE };
            !column.figures && column.body > most && has_wider(table, text, at, most)
        };
        let wide: Vec<bool> = self.columns.iter().enumerate().map(is_wide).collect();
        if !wide.contains(&true) {
            return None;
        }
        let head = |at: usize| narrowest_head(table, text, at);
        let needs: Vec<u16> = self
            .columns
            .iter()
            .enumerate()
            .map(
                |(at, column)| {
                    if wide[at] { longest_word(table, text, at).min(WORD).max(LEAST.min(column.body)).max(head(at)) } else { column.body.max(head(at)) }
                },
            )
            .collect();
        let between = self.between();
        let least = needs.iter().fold(between, |sum, &needs| sum.saturating_add(needs));
        let mut widths = needs.clone();
        if least > width {
            // Not all of it shows at once. The stub leaves room for the others, and each of these all that is left.
            if wide[0] {
                widths[0] = needs[0].min(room / 3).max(1);
            }
            let stub = widths[0].min(room / 2);
            let left = room.saturating_sub(stub).saturating_sub(between / (self.columns.len() as u16 - 1).max(1));
            for (at, width) in widths.iter_mut().enumerate().skip(1).filter(|(at, _)| wide[*at]) {
                *width = self.columns[at].body.min(left).max(1);
            }
            return Some(widths);
        }
        // As few lines as there is room for: each as wide as its widest cell in so many lines needs it.
        let in_lines = |lines: u16| -> Vec<u16> {
            let of = |(at, &needs): (usize, &u16)| {
                if wide[at] { self.columns[at].body.div_ceil(lines).saturating_add(u16::from(lines > 1) * 2).max(needs) } else { needs }
            };
            needs.iter().enumerate().map(of).collect()
        };
        let fits = |widths: &[u16]| widths.iter().fold(between, |sum, &width| sum.saturating_add(width)) <= width;
        let (mut few, mut enough) = (1u16, u16::MAX / 2);
        while few < enough {
            let middle = few + (enough - few) / 2;
            if fits(&in_lines(middle)) { enough = middle } else { few = middle + 1 }
        }
        widths = in_lines(enough);
        if !fits(&widths) {
            widths = needs;
        }
        // What is left over goes to the sentences in turn.
        let mut left = width.saturating_sub(widths.iter().fold(between, |sum, &width| sum.saturating_add(width)));
        while left > 0 {
            let Some(at) =
                (0..widths.len()).filter(|&at| wide[at] && widths[at] < self.columns[at].body).max_by_key(|&at| self.columns[at].body / widths[at].max(1))
            else {
                break;
            };
            widths[at] += 1;
            left -= 1;
        }
        Some(widths)
    }
}

/// Whether a cell of a column that is no head has words that take more columns; dots that lead to the next column are none.
fn has_wider(table: &Table, text: &Text, column: usize, columns: u16) -> bool {
    let cells = table.rows.iter().filter(|row| row.kind == RowKind::Figures).filter_map(|row| row.cells.get(column));
    cells.map(|&cell| text.slice(cell).trim().trim_end_matches(['.', ' ', '·', '…'])).any(|words| width::narrow(words) > columns)
}

/// Columns of the longest word in the cells of a column that are no heads.
fn longest_word(table: &Table, text: &Text, column: usize) -> u16 {
    let cells = table.rows.iter().filter(|row| row.kind == RowKind::Figures).filter_map(|row| row.cells.get(column));
    cells.flat_map(|&cell: &Extent| text.slice(cell).split(' ')).map(width::narrow).max().unwrap_or(0)
}
