//! Tables, cell by cell, whether bars or tags part them: what parts two cells stands for a TAB, what parts two rows for a line
//! end. Owns what is a head and what a group.

use std::ops::Range;

use super::pen::{Frame, Leaf, Pen, Shape};
use super::walk::Walk;
use crate::model::{Extent, Row, RowKind, Table};
use crate::read::limits::TABLE_COLUMNS;

/// A table of which not all rows are written.
#[derive(Debug, Default)]
pub(super) struct Draft {
    rows: Vec<Row>,
    /// Of the row that is being written.
    cells: Vec<Extent>,
    /// Whether it is a head, as far as its cells say.
    head: bool,
    /// Where its open cell begins, and over how many columns that goes.
    cell: Option<(u32, usize)>,
    /// Rows that the cell of each column goes on for.
    spans: Vec<usize>,
    /// Strong words.
    strong: Vec<Extent>,
    /// The line above the rows that says what the table is.
    caption: Extent,
}

/// What a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cell {
    /// Whether it is of a head.
    pub(super) head: bool,
    /// Columns that it takes.
    pub(super) columns: usize,
    /// Rows that it takes.
    pub(super) rows: usize,
}

impl Walk<'_> {
    /// Begins a table between bars.
    pub(super) fn table(&mut self, columns: usize, range: Range<usize>) {
        if self.pen.in_table() {
            // No table holds another.
            self.pen.end_table();
            self.tables = 0;
        }
        self.pen.close_open();
        self.between(range.start);
        // A table of one cell is a call-out.
        let lines = self.pen.source[range.clone()].trim_end().lines().count();
        if columns == 1 && lines <= 2 {
            self.pen.enter(Frame::Quote);
        } else {
            self.pen.begin_table();
        }
        self.pen.rule = "table rule";
    }

    /// Ends a row between bars.
    pub(super) fn end_row(&mut self, range: Range<usize>) {
        if !self.pen.in_table() {
            // Of a call-out the further cells are words of it.
            let rest = self.pen.cursor..range.start + self.pen.source[range.clone()].trim_end().len();
            let words = self.pen.source.get(rest.clone()).map_or(0, |rest| rest.len() - rest.trim_start_matches(['|', ' ', '\t']).len());
            self.pen.gap(rest.start + words, "table rule");
            self.pen.text(rest.start + words..rest.end);
            return self.pen.gap(range.end, "table rule");
        }
        // Cells beyond those of the head are lost to the parser, not to the reader.
        let end = range.start + self.pen.source[range.clone()].trim_end().len();
        let rest = self.pen.cursor.min(end)..end;
        if self.pen.source[rest.clone()].contains(|c: char| c != '|' && !c.is_whitespace()) {
            self.pen.builder.warn("ragged-row", range.start, "a row of a table has more cells than its head".to_owned());
            let mut at = rest.start;
            while at < rest.end {
                let bytes = self.pen.source.as_bytes();
                let blanks = bytes[at..rest.end].iter().take_while(|byte| matches!(byte, b'|' | b' ' | b'\t')).count();
                let end = memchr::memchr(b'|', &bytes[at + blanks..rest.end]).map_or(rest.end, |bar| at + blanks + bar);
                if blanks > 0 && at + blanks < end {
                    self.pen.begin_cell(at..at + blanks, Cell { head: false, columns: 1, rows: 1 });
                }
                self.pen.text(at + blanks..at + blanks + self.pen.source[at + blanks..end].trim_end().len());
                at = end.max(at + blanks);
            }
        }
        self.pen.end_row();
    }
}

impl<'s> Pen<'s> {
    /// Begins a table, where words stand that are no table already.
    pub(super) fn begin_table(&mut self) {
        let draft = Draft::default();
        self.open(if self.in_body() { Shape::Table(draft) } else { Shape::Rows(draft) });
    }

    /// Begins a row; what stands in `between` parts it from the one before.
    pub(super) fn begin_row(&mut self, between: Range<usize>, head: bool) {
        self.end_row();
        self.gap(between.start, "table rule");
        let Some((leaf, cursor)) = self.table_leaf() else { return };
        if leaf.writing.at() > leaf.label && between.start >= *cursor && !between.is_empty() {
            *cursor = between.end;
            leaf.writing.replace(between, "\n");
        } else {
            self.gap(between.end, "table rule");
        }
        if let Some(draft) = self.draft() {
            draft.head = head;
        }
    }

    /// Begins a cell; what stands in `between` parts it from the one before. Where nothing does, it goes on with that.
    pub(super) fn begin_cell(&mut self, between: Range<usize>, cell: Cell) {
        self.end_cell();
        self.gap(between.start, "table rule");
        let cursor = self.cursor;
        let Some(draft) = self.draft() else { return };
        draft.head &= cell.head || draft.cells.is_empty() && draft.head;
        let rows_in = draft.cells.len();
        let parted = rows_in == 0 || between.start >= cursor && !between.is_empty();
        if !parted {
            return;
        }
        let full = rows_in >= TABLE_COLUMNS;
        if let Some((leaf, cursor)) = self.table_leaf()
            && rows_in > 0
        {
            let with = if full || matches!(leaf.shape, Shape::Rows(_)) { " | " } else { "\t" };
            *cursor = between.end;
            leaf.writing.replace(between, with);
        } else {
            self.gap(between.end, "table rule");
        }
        let Some(at) = self.leaves.last().map(|leaf| leaf.writing.at()) else { return };
        let Some(draft) = self.draft() else { return };
        if full {
            let last = draft.cells.pop().unwrap_or_default();
            draft.cell = Some((last.start, 1));
            return;
        }
        // The cells of rows above that go on here are empty ones.
        while let Some(left) = draft.spans.get_mut(draft.cells.len()).filter(|left| **left > 0) {
            *left -= 1;
            draft.cells.push(Extent::new(at, at));
        }
        let column = draft.cells.len();
        if cell.rows > 1 && column < TABLE_COLUMNS {
            draft.spans.resize(draft.spans.len().max(column + 1), 0);
            draft.spans[column] = cell.rows - 1;
        }
        draft.cell = Some((at, cell.columns.clamp(1, TABLE_COLUMNS - column.min(TABLE_COLUMNS - 1))));
    }

    /// Ends the open cell.
    pub(super) fn end_cell(&mut self) {
        let source = self.source;
        let Some((leaf, _)) = self.table_leaf() else { return };
        leaf.drop_waiting(source);
        let at = leaf.writing.at();
        let Some(draft) = self.draft() else { return };
        if let Some((start, columns)) = draft.cell.take() {
            draft.cells.push(Extent::new(start, at));
            draft.cells.extend(std::iter::repeat_n(Extent::new(at, at), columns - 1));
        }
    }

    /// Ends the open row.
    pub(super) fn end_row(&mut self) {
        self.end_cell();
        let Some(draft) = self.draft() else { return };
        if draft.cells.is_empty() {
            return;
        }
        let cells = std::mem::take(&mut draft.cells);
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        let named = filled == 1 && cells.len() > 1 && !cells[0].is_empty() && (draft.head || draft.strong.contains(&cells[0]));
        let above = draft.rows.iter().any(|row| row.kind != RowKind::Header);
        let kind = match () {
            () if draft.head && !above && !(named && cells.len() > 2 && !draft.rows.is_empty()) => RowKind::Header,
            () if named => RowKind::Group,
            () => RowKind::Figures,
        };
        let last_group = draft.rows.iter().rposition(|row| row.kind == RowKind::Group).map(|row| row as u32);
        let group = last_group.filter(|_| kind == RowKind::Figures);
        draft.rows.push(Row { kind, group, cells: cells.into() });
        draft.head = false;
    }

    /// Ends the table.
    pub(super) fn end_table(&mut self) {
        self.end_row();
        self.close();
    }

    /// Ends the line above the rows that says what the table is.
    pub(super) fn end_caption(&mut self, start: u32) {
        let end = self.leaves.last().map_or(start, |leaf| leaf.writing.at());
        if let Some(draft) = self.draft().filter(|draft| draft.rows.is_empty()) {
            draft.caption = Extent::new(start, end);
        }
    }

    /// Whether a cell is open.
    pub(super) fn in_cell(&mut self) -> bool {
        self.draft().is_some_and(|draft| draft.cell.is_some())
    }

    /// Cells of the open row.
    pub(super) fn cells(&mut self) -> usize {
        self.draft().map_or(0, |draft| draft.cells.len())
    }

    /// Says that words of a cell are strong.
    pub(super) fn strong(&mut self, extent: Extent) {
        if let Some(draft) = self.draft() {
            draft.strong.push(extent);
            draft.strong.drain(..draft.strong.len().saturating_sub(2));
        }
    }

    fn table_leaf(&mut self) -> Option<(&mut Leaf<'s>, &mut usize)> {
        let leaf = self.leaves.last_mut().filter(|leaf| matches!(leaf.shape, Shape::Table(_) | Shape::Rows(_)))?;
        Some((leaf, &mut self.cursor))
    }

    fn draft(&mut self) -> Option<&mut Draft> {
        match self.leaves.last_mut().map(|leaf| &mut leaf.shape) {
            Some(Shape::Table(draft) | Shape::Rows(draft)) => Some(draft),
            _ => None,
        }
    }
}

impl Draft {
    /// The table, whose text is the block with this number, behind so many others.
    pub(super) fn table(self, block: u32, before: usize) -> Table {
        let columns = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0) as u32;
        Table {
            id: format!("t{}", before + 1),
            block,
            caption: self.caption,
            units: Extent::default(),
            source: Extent::default(),
            above: Vec::from_iter(Some(self.caption).filter(|caption| !caption.is_empty())).into(),
            below: Box::default(),
            columns,
            rows: self.rows,
        }
    }
}
