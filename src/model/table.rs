//! What the text of a table's block is made of. Owns ranges alone: values are read by `sheet`, widths by `layout`.

use super::place::Extent;

/// A table. Its block's text holds, in printed order, caption, units, rows and source, lines parted by `\n` and
/// cells by `\t`; everything here is a range of it.
#[derive(Debug, Clone)]
pub struct Table {
    /// The printed number (`8.1`), else `t1`, `t2`, ... in order; a number printed twice gets `-2`.
    pub id: String,
    /// The block of the body that holds it.
    pub block: u32,
    /// The caption with its number; empty where there is none.
    pub caption: Extent,
    /// The line that says in what the figures are; empty where there is none.
    pub units: Extent,
    /// The line that says where the figures come from; empty where there is none.
    pub source: Extent,
    /// The lines that stand above the rows, in printed order.
    pub above: Box<[Extent]>,
    /// The lines that stand below the rows, in printed order.
    pub below: Box<[Extent]>,
    /// The number of columns, the stub (the column of row names) included.
    pub columns: u32,
    /// The rows, in printed order.
    pub rows: Vec<Row>,
}

impl Table {
    /// The rows that name the columns; heads that stand again further down, as after a page, are not among them.
    pub fn heads(&self) -> std::ops::Range<usize> {
        let is_head = |row: &Row| row.kind == RowKind::Header;
        let first = self.rows.iter().position(is_head).unwrap_or(0);
        first..first + self.rows[first..].iter().take_while(|row| is_head(row)).count()
    }

    /// The rows that hold data: neither heads nor group rows.
    pub fn figures(&self) -> impl Iterator<Item = u32> {
        (0..self.rows.len() as u32).filter(|&row| self.rows[row as usize].kind == RowKind::Figures)
    }
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// The group row it stands under.
    pub group: Option<u32>,
    /// Its cells, as printed: a ragged row has fewer or more than the table has columns.
    pub cells: Box<[Extent]>,
}

/// What a row of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// It names the columns.
    Header,
    /// It heads the rows below it.
    Group,
    /// It holds data.
    Figures,
}
