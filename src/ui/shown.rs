//! The lines of a flow as they stand on the screen: from a place in the text to its cell, and from a cell to the place.
//! Holds for one frame; draws nothing.

use ratatui::layout::Rect;

use super::hints::Leads;
use super::{Scene, View};
use crate::layout::place::{self, Placed};
use crate::layout::{FlowLayout, PlacedRow, Top, Window};
use crate::model::{Anchor, Block, Document, Extent, FlowId, Kind, Table};

/// Rows of a flow, the first on the first row of an area.
#[derive(Debug)]
pub struct Shown<'r> {
    /// The flow.
    pub flow: FlowId,
    /// The rows.
    pub rows: &'r [PlacedRow],
    /// Where they stand.
    pub area: Rect,
    /// What shows of the tables among them, by block.
    pub windows: Vec<(u32, Window)>,
}

impl View {
    /// The lines on the screen of a view of running text or of a note.
    pub fn shown(&self, scene: &Scene<'_>) -> Option<Shown<'_>> {
        match self {
            View::Reader(view) => Some(view.shown(scene)),
            View::Note(view) => Some(view.shown()),
            _ => None,
        }
    }

    /// Scrolls no farther than a place needs to show.
    pub fn bring(&mut self, scene: &Scene<'_>, at: Anchor) {
        match self {
            View::Reader(view) => view.bring(scene, at),
            View::Note(view) => view.bring(scene, at),
            _ => {}
        }
    }

    /// The place so many lines on or back, and the column it was looked for under.
    pub fn line_from(&mut self, document: &Document, at: Anchor, lines: i32, column: Option<u16>) -> Option<(Anchor, u16)> {
        match self {
            View::Reader(view) => Some(view.line_from(document, at, lines, column)),
            View::Note(view) => Some(view.line_from(document, at, lines, column)),
            _ => None,
        }
    }

    /// Stands on what a hint leads to.
    pub fn stand(&mut self, leads: Leads) {
        match (self, leads) {
            (View::Reader(view), Leads::Stop(stop)) => view.stand(Some(stop)),
            (View::Note(view), Leads::Stop(stop)) => view.stand(Some(stop)),
            (View::Note(view), Leads::Resolved(number)) => view.stand_on_resolved(number),
            (View::Note(view), Leads::Label) => view.stand(None),
            _ => {}
        }
    }

    /// Rows of text that show.
    pub fn rows_shown(&self) -> u32 {
        match self {
            View::Reader(view) => view.rows_shown(),
            View::Note(view) => u32::from(view.shown().area.height),
            _ => 0,
        }
    }
}

/// A line of a block with what shows of its table.
struct Spot<'a> {
    block: &'a Block,
    row: &'a PlacedRow,
    table: Option<&'a Table>,
    window: Option<&'a Window>,
}

impl Shown<'_> {
    /// The cell of a place: column and row; `None` where it does not show.
    pub fn cell(&self, document: &Document, at: Anchor) -> Option<(u16, u16)> {
        let row = self.row_of(at)?;
        let x = self.spot(document, self.rows.get(row)?)?.column(at.byte)?;
        (x < self.area.width).then_some((self.area.x + x, self.area.y + row as u16))
    }

    /// The place under a cell; `None` where no text stands there.
    pub fn place(&self, document: &Document, x: u16, y: u16) -> Option<Anchor> {
        if !super::holds(self.area, x, y) {
            return None;
        }
        let row = self.rows.get(usize::from(y - self.area.y))?;
        let byte = self.spot(document, row)?.byte(x - self.area.x)?;
        Some(Anchor::new(self.flow, row.block, byte))
    }

    /// The place nearest to a cell, also beside the text: what is dragged to.
    pub fn nearest(&self, document: &Document, x: u16, y: u16) -> Option<Anchor> {
        let wanted = usize::from(y.saturating_sub(self.area.y)).min(self.rows.len().checked_sub(1)?);
        let behind = (wanted..self.rows.len()).find(|&row| self.rows[row].shows().is_some());
        let row = behind.or_else(|| (0..wanted).rev().find(|&row| self.rows[row].line.is_some()))?;
        let byte = self.spot(document, &self.rows[row])?.nearest(x.saturating_sub(self.area.x));
        Some(Anchor::new(self.flow, self.rows[row].block, byte))
    }

    /// The place on the first row, and one behind all that show.
    pub fn range(&self) -> Option<(Anchor, Anchor)> {
        let first = self.rows.iter().find_map(|row| Some((row.block, row.shows()?.extent.start)))?;
        let last = self.rows.iter().rev().find_map(|row| row.shows().map(|_| row.block))?;
        Some((Anchor::new(self.flow, first.0, first.1), Anchor::new(self.flow, last, end_of(self.rows, last)?.max(1))))
    }

    /// The row on which a place stands.
    pub fn row_of(&self, at: Anchor) -> Option<usize> {
        if at.flow != self.flow {
            return None;
        }
        self.rows.iter().position(|row| row.block == at.block && row.holds(at.byte))
    }

    fn spot<'a>(&'a self, document: &'a Document, row: &'a PlacedRow) -> Option<Spot<'a>> {
        let window = self.windows.iter().find(|(block, _)| *block == row.block).map(|(_, window)| window);
        Spot::new(document, self.flow, row, window)
    }
}

/// One past the last byte of a block that stands on some rows: its lines may be sorted.
pub fn end_of(rows: &[PlacedRow], block: u32) -> Option<u32> {
    rows.iter().rev().skip_while(|row| row.block != block).take_while(|row| row.block == block).filter_map(|row| Some(row.shows()?.extent.end)).max()
}

/// The place so many lines below another, or above; blank rows are passed over. It stands under `column`, or that of `at`
/// where none is given. Comes with the column, for the next step.
pub fn line_from(
    flow: &mut FlowLayout,
    document: &Document,
    at: Anchor,
    lines: i32,
    column: Option<u16>,
    window: impl Fn(&PlacedRow) -> Option<Window>,
) -> (Anchor, u16) {
    let mut top = flow.top_of(document, at);
    let placed = |flow: &mut FlowLayout, top: Top| PlacedRow { top, block: top.block, line: Some(top.line), layout: flow.block(document, top.block) };
    let here = placed(flow, top);
    let shows = window(&here);
    let column = column.or_else(|| Spot::new(document, at.flow, &here, shows.as_ref())?.column(at.byte)).unwrap_or(0);
    for _ in 0..lines.unsigned_abs().min(10_000) {
        let mut next = flow.step(document, top, lines.signum());
        while placed(flow, next).shows().is_none() {
            let further = flow.step(document, next, lines.signum());
            if further == next {
                break;
            }
            next = further;
        }
        if placed(flow, next).shows().is_none() || next == top {
            break;
        }
        top = next;
    }
    let there = placed(flow, top);
    let shows = window(&there);
    let byte = Spot::new(document, at.flow, &there, shows.as_ref()).map_or(at.byte, |spot| spot.nearest(column));
    (Anchor::new(at.flow, top.block, byte), column)
}

impl<'a> Spot<'a> {
    fn new(document: &'a Document, flow: FlowId, row: &'a PlacedRow, window: Option<&'a Window>) -> Option<Spot<'a>> {
        let block = document.block(flow, row.block)?;
        let table = match block.kind {
            Kind::Table(id) => document.table(id),
            _ => None,
        };
        Some(Spot { block, row, table, window })
    }

    /// The runs of text on the line.
    fn runs(&self) -> Vec<Run> {
        let Some(line) = self.row.shows() else { return Vec::new() };
        match (line.row, self.window, self.table, &self.row.layout.table) {
            (Some(number), Some(window), Some(table), Some(layout)) => {
                let cells = layout.place_up(table, &self.block.text, (number, self.row.top.above), window);
                let run = |x: u16, extent: Extent| Run { x, extent, clusters: place::range(&self.block.text, extent, line.reorder) };
                cells.iter().map(|cell| run(cell.x + cell.pad, cell.extent)).collect()
            }
            _ => vec![Run { x: line.indent, extent: line.shown, clusters: place::line(&self.block.text, line) }],
        }
    }

    /// The column of a byte; that of the run behind it, where it stands between two.
    fn column(&self, byte: u32) -> Option<u16> {
        let runs = self.runs();
        let run = runs.iter().find(|run| byte < run.extent.end).or(runs.last())?;
        let byte = byte.max(run.extent.start);
        Some(run.clusters.iter().find(|cluster| cluster.extent.contains(byte)).map_or(run.end(), |cluster| run.x + cluster.x))
    }

    /// The byte under a column; the line's first one where it lies between the cells of a table.
    fn byte(&self, column: u16) -> Option<u32> {
        let line = self.row.shows()?;
        let run = self.runs().into_iter().find(|run| run.x <= column && column < run.end());
        match run {
            Some(run) => Some(place::at(&run.clusters, column - run.x).unwrap_or(run.extent.start)),
            None => line.row.map(|_| line.extent.start),
        }
    }

    /// The byte nearest to a column.
    fn nearest(&self, column: u16) -> u32 {
        let runs: Vec<Run> = self.runs().into_iter().filter(|run| !run.clusters.is_empty()).collect();
        let Some(run) = runs.iter().rev().find(|run| run.x <= column).or(runs.first()) else {
            return self.row.shows().map_or(0, |line| line.extent.start);
        };
        let last = run.clusters.last().map_or(run.extent.start, |cluster| cluster.extent.start);
        place::at(&run.clusters, column.saturating_sub(run.x)).unwrap_or(last)
    }
}

/// A run of text on a line: the line itself, or a cell of a table's row.
struct Run {
    /// Its first column.
    x: u16,
    /// Its bytes.
    extent: Extent,
    /// Its clusters, from left to right.
    clusters: Vec<Placed>,
}

impl Run {
    /// The column behind its last cluster.
    fn end(&self) -> u16 {
        self.x + self.clusters.last().map_or(0, |cluster| cluster.x + cluster.width)
    }
}
