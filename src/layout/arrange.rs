//! A table as it is shown in the text: its heads broken into lines where it is too wide, its rows in the order that was asked
//! for. Owns which row of the screen is which line then. The text of the block stays as it was printed: only lines change
//! their places, each with its bytes.

use std::rc::Rc;

use super::block::{BlockLayout, Line};
use crate::model::{Document, FlowId, Kind, RowKind, Table};

/// An order of a table's rows, and the words for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowOrder {
    /// The data and group rows as they are shown, by their numbers in the table: each of them once.
    pub rows: Rc<[u32]>,
    /// By what they are sorted, for a row of its own above the head.
    pub words: String,
}

/// How the rows of the screen differ from the lines of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Arranged {
    /// Lines that have more rows than their own, ascending.
    more: Vec<More>,
    /// The line above which stands by what the rows are sorted.
    said: Option<u32>,
    /// The lines by their bytes, where they stand in another order.
    by_byte: Vec<u32>,
}

/// A line that has more rows than its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct More {
    line: u32,
    /// Rows above it.
    rows: u16,
    /// Such rows up to it, its own counted.
    all: u32,
}

/// The layout of a table in the text, from that of its block; of other blocks as it is.
pub(super) fn arranged(document: &Document, flow: FlowId, block: u32, layout: BlockLayout, width: u16, order: Option<&RowOrder>) -> BlockLayout {
    let Some((table, text)) = document.block(flow, block).and_then(|block| match block.kind {
        Kind::Table(id) => Some((document.table(id)?, &block.text)),
        _ => None,
    }) else {
        return layout;
    };
    let BlockLayout { mut lines, table: columns, gap, spacing, .. } = layout;
    let columns = columns.map(|columns| columns.with_heads(table, text, width));
    let row_width = columns.as_ref().map_or(0, |columns| columns.width().min(width));
    for line in lines.iter_mut().filter(|line| line.row.is_some()) {
        line.width = row_width;
    }
    let sorted = order.is_some_and(|order| put_in_order(&mut lines, table, &order.rows));
    let mut arranged = Arranged::default();
    if sorted {
        arranged.by_byte = (0..lines.len() as u32).collect();
        arranged.by_byte.sort_by_key(|&line| lines[line as usize].extent.start);
        arranged.said = lines.iter().position(|line| line.row.is_some()).map(|line| line as u32);
    }
    let mut layout = BlockLayout { lines, table: columns, gap, spacing, arranged: None };
    let mut before = None;
    let mut all = 0;
    for (number, line) in (0u32..).zip(&layout.lines) {
        let parted = layout.table.as_ref().is_some_and(|columns| columns.parts(table, before, line.row));
        let rows = layout.broken_rows(line) + u16::from(arranged.said == Some(number)) + u16::from(parted);
        before = line.row;
        if rows > 0 {
            all += u32::from(rows);
            arranged.more.push(More { line: number, rows, all });
        }
    }
    layout.arranged = (sorted || !arranged.more.is_empty()).then(|| Box::new(arranged));
    layout
}

impl Arranged {
    /// Whether lines stand in another order than their bytes.
    pub fn is_sorted(&self) -> bool {
        !self.by_byte.is_empty()
    }

    /// The line above which stands by what the rows are sorted.
    pub fn said(&self) -> Option<u32> {
        self.said
    }

    /// The line that holds a byte; where lines are sorted.
    pub fn line_of(&self, byte: u32, lines: &[Line]) -> u32 {
        let behind = self.by_byte.partition_point(|&line| lines[line as usize].extent.start <= byte);
        self.by_byte.get(behind.saturating_sub(1)).copied().unwrap_or(0)
    }

    /// Rows above a line that belong to it.
    pub fn above(&self, line: u32) -> u16 {
        self.more.binary_search_by_key(&line, |more| more.line).map_or(0, |at| self.more[at].rows)
    }

    /// Rows of this kind above all lines up to one, its own counted.
    pub fn up_to(&self, line: u32) -> u32 {
        let behind = self.more.partition_point(|more| more.line <= line);
        behind.checked_sub(1).map_or(0, |last| self.more[last].all)
    }

    /// The line of a row, the gap above the block not counted: the one that stands there, or the next below.
    pub fn line_at(&self, row: u32) -> u32 {
        // The last of these lines that stands above the row.
        let behind = self.more.partition_point(|more| more.line + more.all < row);
        let above = behind.checked_sub(1).map_or(0, |last| self.more[last].all);
        self.more.get(behind).map_or(row - above, |next| (row - above).min(next.line))
    }
}

/// Puts the lines of data and group rows in an order, each in the place of another; heads and the lines between stay. False where
/// the order is not one of just these rows.
fn put_in_order(lines: &mut [Line], table: &Table, rows: &[u32]) -> bool {
    let moves = |line: &Line| line.row.filter(|&row| table.rows.get(row as usize).is_some_and(|row| row.kind != RowKind::Header));
    let mut of_row = vec![None; table.rows.len()];
    let mut places = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        if let Some(row) = moves(line) {
            of_row[row as usize] = Some(*line);
            places.push(place);
        }
    }
    let shown: Vec<Line> = rows.iter().filter_map(|&row| of_row.get_mut(row as usize)?.take()).collect();
    if (shown.len(), rows.len()) != (places.len(), places.len()) {
        return false;
    }
    for (place, line) in places.into_iter().zip(shown) {
        lines[place] = line;
    }
    true
}
