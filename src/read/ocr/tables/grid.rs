//! The cells of a table as places of the source, whatever parts them. Owns the form in which those who find tables hand them
//! to those who say what their rows are, and to those who write them.

use std::ops::Range;

use super::heads;

/// What parts the cells of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parted {
    /// TABs.
    Tabs,
    /// Blanks and leaders.
    Blanks,
    /// Bars: `| a | b |`.
    Bars,
    /// Tags of HTML.
    Tags,
}

/// A cell, and the sign before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The bytes of the source that hold the cell, without the blanks around it; empty where it says nothing.
    pub cell: Range<usize>,
    /// The bytes for which a TAB stands in the text, or a line end before the first cell of a row. Empty where none are: the
    /// sign is set with the next one then.
    pub sign: Range<usize>,
    /// Whether it is no cell of its own, but the one before it, which goes over several columns.
    pub goes_over: bool,
}

/// The rows of a table, or of a part of one.
#[derive(Debug, Clone, Default)]
pub struct Grid {
    /// The cells, row by row.
    pub rows: Vec<Vec<Slot>>,
    /// By row, whether it names the columns.
    pub heads: Vec<bool>,
}

impl Slot {
    /// A cell behind a sign.
    pub fn new(cell: Range<usize>, sign: Range<usize>) -> Slot {
        Slot { cell, sign, goes_over: false }
    }
}

impl Grid {
    /// Rows of which so many at the top name the columns; where it is none, the rows themselves say it.
    pub fn new(source: &str, rows: Vec<Vec<Slot>>, top: usize) -> Grid {
        let mut grid = Grid { heads: Vec::new(), rows };
        grid.heads = heads::below(source, &grid.cells(), top);
        grid
    }

    /// How many rows at the top name the columns.
    pub fn top_heads(&self) -> usize {
        self.heads.iter().take_while(|&&head| head).count()
    }

    /// How many cells its rows have, as a rule.
    pub fn columns(&self) -> usize {
        usual(self.rows.iter().map(Vec::len))
    }

    /// The cells alone.
    pub fn cells(&self) -> Vec<Vec<Range<usize>>> {
        self.rows.iter().map(|row| row.iter().map(|slot| slot.cell.clone()).collect()).collect()
    }
}

/// The middle one of several numbers of cells.
pub fn usual(widths: impl Iterator<Item = usize>) -> usize {
    let mut widths: Vec<usize> = widths.collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or(0)
}
