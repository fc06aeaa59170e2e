//! A table as columns. Owns their widths, how cells are aligned, and which columns show in a window of the table;
//! reads no values but the place of the decimal sign, and draws nothing.

use std::ops::Range;

use super::block::Line;
use super::cells::HANG;
use super::heads::Broken;
use super::typography::Typography;
use super::width;
use super::wrap::{self, Breaking, Wrapper};
use crate::model::{Extent, Row, RowKind, Table, Text};
use crate::sheet::column::without_markers;
use crate::sheet::number::{Reading, is_nothing};

/// Blank columns between two columns of a table.
const BETWEEN: u16 = 2;
/// Columns by which the rows under a group are set in.
const UNDER_GROUP: u16 = 2;

/// The columns of a table, measured over all its cells. The same for every width.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableLayout {
    /// The columns, the stub first; as many as the longest row has cells.
    pub columns: Vec<Column>,
    /// The rows whose cells are broken into several lines, ascending; none as measured.
    pub broken: Vec<Broken>,
    /// Whether blank rows part the rows, because many are broken.
    pub parted: bool,
}

/// One column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Column {
    /// Columns of the screen that its widest cell takes.
    pub width: u16,
    /// Columns that the widest of its cells takes that is no head.
    pub body: u16,
    /// Whether it holds figures, which are set on the decimal sign; else text, which is set flush left.
    pub figures: bool,
    /// Columns of the screen from the decimal sign of its figures on.
    pub fraction: u16,
    /// How its figures are read: whether a point parts thousands or decimals.
    pub reading: Reading,
}

/// What shows of a table: the stub, and a run of the other columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// Columns of the screen that the stub has.
    pub stub: u16,
    /// The columns that show beside the stub, counted with it: 1 is the first behind it.
    pub columns: Range<u32>,
    /// Columns of the screen in all.
    pub width: u16,
    /// Whether columns are hidden between the stub and the first that shows.
    pub left: bool,
    /// Whether columns are hidden behind the last that shows.
    pub right: bool,
}

/// A cell with its place in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedCell {
    /// Its bytes without the blanks around them.
    pub extent: Extent,
    /// The column of the table, 0 for the stub.
    pub column: u32,
    /// Columns of the screen before it.
    pub x: u16,
    /// Columns of the screen that it has.
    pub width: u16,
    /// Blanks before the text, so that it is aligned; counted in `width`.
    pub pad: u16,
}

/// The lines of a table's block: a row is one line, what stands above and below is wrapped as text.
pub fn lines(table: &Table, layout: &TableLayout, text: &Text, width: u16, typography: &Typography) -> Vec<Line> {
    let mut rows = (0u32..).zip(&table.rows).filter_map(|(i, row)| Some((i, row.cells.first()?.start))).peekable();
    let reorder = typography.reorder;
    let row_width = layout.width().min(width);
    let wrapper = Wrapper::new(text, Breaking { optimal: typography.optimal, ..Breaking::default() });
    let mut lines = Vec::new();
    for line in wrap::lines(text, Extent::new(0, text.as_str().len() as u32)) {
        let Some((mut row, _)) = rows.next_if(|&(_, start)| start < line.end) else {
            let pieces = wrapper.wrap(line, width, width);
            lines.extend(pieces.into_iter().map(|piece| Line { extent: piece.extent, shown: piece.shown, width: piece.width, reorder, ..Line::default() }));
            continue;
        };
        let mut start = line.start;
        let mut add = |row: u32, from: u32, to: u32| {
            let extent = Extent::new(from, to);
            lines.push(Line { extent, shown: wrap::without_end(text, extent), width: row_width, row: Some(row), reorder, ..Line::default() });
        };
        while let Some((next, at)) = rows.next_if(|&(_, start)| start < line.end) {
            add(row, start, at);
            (row, start) = (next, at);
        }
        add(row, start, line.end);
    }
    lines
}

impl TableLayout {
    /// Measures a table; `text` is that of its block.
    pub fn measure(table: &Table, text: &Text) -> TableLayout {
        let cells = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let mut tallies: Vec<Tally> = (0..cells.max(table.columns as usize)).map(|column| Tally::new(reading(table, text, column))).collect();
        for row in &table.rows {
            if heads_alone(row, text) {
                continue;
            }
            for (column, tally) in tallies.iter_mut().enumerate().take(row.cells.len()) {
                let indent = if column == 0 { indent(row) } else { 0 };
                tally.count(text, trimmed(text, own(row, column)), indent, row.kind);
            }
        }
        TableLayout { columns: tallies.iter().enumerate().map(|(i, tally)| tally.column(i > 0)).collect(), broken: Vec::new(), parted: false }
    }

    /// Columns of the screen that the whole table takes.
    pub fn width(&self) -> u16 {
        self.columns.iter().fold(0, |sum, column| after(sum).saturating_add(column.width))
    }

    /// What shows in `width` columns when the first `pan` columns behind the stub are passed over. Panning ends where
    /// the last column shows. The stub is held, and at least one column beside it shows, even if it is cut.
    pub fn window(&self, pan: u32, width: u16) -> Window {
        let width = width.max(1);
        let whole = self.width() <= width;
        let all = self.columns.len() as u32;
        let stub = self.stub(width);
        let first = (1 + pan.min(self.last_pan(width))).min(all);
        let mut x = after(stub);
        let mut end = first;
        for column in &self.columns[first as usize..] {
            if end > first && x.saturating_add(column.width) > width && !whole {
                break;
            }
            x = after(x.saturating_add(column.width));
            end += 1;
        }
        Window { stub, columns: first..end, width, left: first > 1, right: end < all }
    }

    /// The furthest pan that changes what shows: there the last column shows.
    pub fn last_pan(&self, width: u16) -> u32 {
        let mut room = width.saturating_sub(after(self.stub(width)));
        let mut shown = 0;
        for column in self.columns.iter().skip(1).rev() {
            let needs = if shown == 0 { column.width } else { column.width.saturating_add(BETWEEN) };
            if shown > 0 && needs > room {
                break;
            }
            room = room.saturating_sub(needs);
            shown += 1;
        }
        (self.columns.len() as u32).saturating_sub(1 + shown)
    }

    /// The pan nearest to one with which a column shows.
    pub fn pan_to(&self, column: u32, pan: u32, width: u16) -> u32 {
        let last = self.last_pan(width);
        let mut pan = pan.min(last).min(column.saturating_sub(1));
        while column > 0 && pan < last && !self.window(pan, width).columns.contains(&column) {
            pan += 1;
        }
        pan
    }

    /// Where a column stands in a window: the columns of the screen before it, and those it has. `None` where it is hidden.
    pub fn span(&self, column: u32, window: &Window) -> Option<(u16, u16)> {
        if column == 0 {
            return (!self.columns.is_empty()).then_some((0, window.stub));
        }
        if !window.columns.contains(&column) {
            return None;
        }
        let before = &self.columns[window.columns.start as usize..column as usize];
        let x = before.iter().fold(after(window.stub), |x, column| after(x.saturating_add(column.width)));
        let width = self.columns[column as usize].width.min(window.width.saturating_sub(x));
        (x < window.width).then_some((x, width.max(1)))
    }

    /// The windows that show the whole table one below the other, each within `width` columns where no single column
    /// is wider: nothing is cut.
    pub fn windows(&self, width: u16) -> Vec<Window> {
        let all = self.columns.len() as u32;
        let stub = self.columns.first().map_or(0, |column| column.width);
        let mut windows = Vec::new();
        let mut from = 1.min(all);
        loop {
            let mut end = from;
            let mut taken = stub;
            for column in &self.columns[from as usize..] {
                let with = after(taken).saturating_add(column.width);
                if end > from && with > width {
                    break;
                }
                taken = with;
                end += 1;
            }
            windows.push(Window { stub, columns: from..end, width: taken.max(width), left: from > 1, right: end < all });
            if end >= all {
                return windows;
            }
            from = end;
        }
    }

    /// The cells of a row that show in a window, from left to right. `text` is that of the table's block. Of a row that is
    /// broken into lines it is the last of them.
    pub fn place(&self, table: &Table, text: &Text, row: u32, window: &Window) -> Vec<PlacedCell> {
        self.place_up(table, text, (row, 0), window)
    }

    /// The same of the line that stands so many rows above the row's last one.
    pub fn place_up(&self, table: &Table, text: &Text, (number, up): (u32, u16), window: &Window) -> Vec<PlacedCell> {
        let Some(row) = table.rows.get(number as usize) else { return Vec::new() };
        let broken = self.of_row(number);
        let cell = |column: u32| {
            let cell = row.cells.get(column as usize).map(|_| own(row, column as usize))?;
            Some(trimmed(text, broken.map_or(cell, |broken| broken.line(column, up, cell))))
        };
        if heads_alone(row, text) {
            return cell(0).map(|extent| PlacedCell { extent, column: 0, x: 0, width: window.width, pad: 0 }).into_iter().collect();
        }
        let mut placed = Vec::new();
        if let Some(extent) = cell(0) {
            let goes_on = broken.is_some_and(|broken| broken.from_top && up < broken.above());
            let pad = (indent(row) + if goes_on { HANG } else { 0 }).min(window.stub.saturating_sub(1));
            placed.push(PlacedCell { extent, column: 0, x: 0, width: window.stub, pad });
        }
        let mut x = after(window.stub);
        for number in window.columns.clone() {
            let (Some(extent), Some(column)) = (cell(number), self.columns.get(number as usize)) else { break };
            let width = column.width.min(window.width.saturating_sub(x).max(1));
            let pad = column.pad(text, extent, row.kind).min(width.saturating_sub(width::narrow(text.slice(extent))));
            placed.push(PlacedCell { extent, column: number, x, width, pad });
            x = after(x.saturating_add(column.width));
        }
        placed
    }

    /// A cell of a row without the blanks round it, and the blanks before it in a column of its own width; `None` where the
    /// row has none there.
    pub fn cell(&self, table: &Table, text: &Text, row: u32, column: u32) -> Option<(Extent, u16)> {
        let row = table.rows.get(row as usize)?;
        let extent = trimmed(text, *row.cells.get(column as usize)?);
        Some((extent, if column == 0 { indent(row) } else { self.columns.get(column as usize)?.pad(text, extent, row.kind) }))
    }

    /// Blank columns between the columns, in all.
    pub(super) fn between(&self) -> u16 {
        (self.columns.len() as u16).saturating_sub(1).saturating_mul(BETWEEN)
    }

    /// Columns of the screen that the stub has: all it needs where the table fits, else at most half.
    fn stub(&self, width: u16) -> u16 {
        let stub = self.columns.first().map_or(0, |column| column.width);
        if self.width() <= width || self.columns.len() < 2 { stub.min(width) } else { stub.min(width / 2) }
    }
}

impl Column {
    /// Blanks before a cell of this column.
    fn pad(self, text: &Text, cell: Extent, kind: RowKind) -> u16 {
        if !self.figures {
            return 0;
        }
        match parts(self.reading, text, cell) {
            Some((whole, fraction)) if kind == RowKind::Figures => {
                self.width.saturating_sub(self.fraction).saturating_sub(whole).min(self.width.saturating_sub(fraction))
            }
            _ => self.width.saturating_sub(width::narrow(text.slice(cell))),
        }
    }
}

/// How the figures of a column are read.
fn reading(table: &Table, text: &Text, column: usize) -> Reading {
    let rows = table.rows.iter().filter(|row| row.kind == RowKind::Figures);
    let cells: Vec<_> = rows.filter_map(|row| row.cells.get(column)).map(|&cell| without_markers(text, cell)).collect();
    Reading::of(cells.iter().map(AsRef::as_ref))
}

/// Columns of the screen of a figure's whole part and of what stands behind it; `None` where the cell is no figure.
fn parts(reading: Reading, text: &Text, cell: Extent) -> Option<(u16, u16)> {
    let bare = without_markers(text, cell);
    let all = width::narrow(text.slice(cell));
    // Behind the whole part the cell may hold wider markers than the signs that stand for them here.
    let whole = width::narrow(&bare[..reading.decimal_at(&bare)?]).min(all);
    Some((whole, all - whole))
}

/// What was met in a column so far.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    widest: u16,
    body: u16,
    whole: u16,
    fraction: u16,
    figures: u32,
    words: u32,
    reading: Reading,
}

impl Tally {
    fn new(reading: Reading) -> Tally {
        Tally { reading, ..Tally::default() }
    }

    fn count(&mut self, text: &Text, cell: Extent, indent: u16, kind: RowKind) {
        if cell.is_empty() {
            return;
        }
        let wide = width::narrow(text.slice(cell)).saturating_add(indent);
        self.widest = self.widest.max(wide);
        if kind != RowKind::Header {
            self.body = self.body.max(wide);
        }
        match parts(self.reading, text, cell) {
            _ if kind != RowKind::Figures => {}
            Some((whole, fraction)) => {
                self.whole = self.whole.max(whole);
                self.fraction = self.fraction.max(fraction);
                self.figures += 1;
            }
            // `n.a.` speaks neither for figures nor for words.
            None => self.words += u32::from(!is_nothing(text.slice(cell))),
        }
    }

    /// The column: it holds figures where most of its cells that say something are some.
    fn column(&self, may_hold_figures: bool) -> Column {
        let figures = may_hold_figures && self.figures > self.words;
        let set = if figures { self.whole.saturating_add(self.fraction) } else { 0 };
        Column { width: self.widest.max(set), body: self.body.max(set), figures, fraction: if figures { self.fraction } else { 0 }, reading: self.reading }
    }
}

/// Where the next column begins behind what takes `x` columns of the screen.
fn after(x: u16) -> u16 {
    if x == 0 { 0 } else { x.saturating_add(BETWEEN) }
}

/// Columns by which the stub of a row is set in.
pub(super) fn indent(row: &Row) -> u16 {
    if row.kind == RowKind::Figures && row.group.is_some() { UNDER_GROUP } else { 0 }
}

/// Whether a row is a group's head that says nothing but its name: it may run over all columns.
pub fn heads_alone(row: &Row, text: &Text) -> bool {
    row.kind == RowKind::Group && row.cells.iter().skip(1).all(|&cell| trimmed(text, cell).is_empty())
}

/// A cell of a row; of a head that goes over several columns, and so is the cell of each, it is the first that shows it.
pub(super) fn own(row: &Row, column: usize) -> Extent {
    let cell = row.cells[column];
    let goes_over = row.kind == RowKind::Header && column > 0 && row.cells[column - 1] == cell;
    if goes_over { Extent::new(cell.end, cell.end) } else { cell }
}

pub(super) fn trimmed(text: &Text, cell: Extent) -> Extent {
    let inside = text.slice(cell);
    let start = cell.start + (inside.len() - inside.trim_start().len()) as u32;
    Extent::new(start, start + inside.trim().len() as u32)
}
