//! A flow at a width, laid out where it is looked at. Owns the cache of block layouts and the walk by screen rows;
//! keeps no position, counts no lines of the whole, and never walks farther than it was asked to.

use std::collections::HashMap;
use std::rc::Rc;

use super::arrange::{self, RowOrder};
use super::block::{BlockLayout, Line, lay_out};
use super::typography::Typography;
use crate::model::{Anchor, Document, FlowId};

/// Most block layouts that are kept.
const KEPT: usize = 512;
/// Blocks on either side of the one just laid out that stay when the others are dropped.
const NEAR: u32 = 128;

/// The layouts of a flow's blocks at one width.
#[derive(Debug)]
pub struct FlowLayout {
    flow: FlowId,
    width: u16,
    typography: Typography,
    blocks: HashMap<u32, Rc<BlockLayout>>,
    /// The order of the rows of each table that was sorted, by block.
    orders: HashMap<u32, RowOrder>,
}

/// The first row of a screen. As long as document and width stay: a position that outlives them is an `Anchor`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Top {
    /// The block.
    pub block: u32,
    /// The line of the block.
    pub line: u32,
    /// Rows that show above that line and hold none: of the gap above the block, of the spacing of its lines, of a table's row.
    pub above: u16,
}

/// One row of a screen.
#[derive(Debug, Clone)]
pub struct PlacedRow {
    /// The row itself.
    pub top: Top,
    /// The block.
    pub block: u32,
    /// Its line; `None` for a row above the block or between two lines.
    pub line: Option<u32>,
    /// The layout of the block.
    pub layout: Rc<BlockLayout>,
}

impl PlacedRow {
    /// The line of which this row shows all, or a part: the row of a table may take several.
    pub fn shows(&self) -> Option<&Line> {
        let line = self.layout.lines.get(self.top.line as usize)?;
        (self.top.above <= self.layout.broken_rows(line)).then_some(line)
    }

    /// Whether a byte of its block stands on it.
    pub fn holds(&self, byte: u32) -> bool {
        let Some(line) = self.shows().filter(|line| line.holds(byte)) else { return false };
        let up = line.row.zip(self.layout.table.as_ref()).map_or(0, |(row, table)| table.up_of(row, byte));
        up == self.top.above
    }

    /// Whether the words stand on it that say by what the rows of the table are sorted.
    pub fn says_order(&self) -> bool {
        let said = self.layout.arranged.as_ref().and_then(|arranged| arranged.said());
        let line = self.layout.lines.get(self.top.line as usize).filter(|_| said == Some(self.top.line));
        line.is_some_and(|line| self.top.above == self.layout.broken_rows(line) + 1)
    }
}

impl FlowLayout {
    /// A flow of which nothing is laid out yet, one column wide.
    pub fn new(flow: FlowId) -> FlowLayout {
        FlowLayout { flow, width: 1, typography: Typography::default(), blocks: HashMap::new(), orders: HashMap::new() }
    }

    /// The flow.
    pub fn flow(&self) -> FlowId {
        self.flow
    }

    /// Columns of the text.
    pub fn width(&self) -> u16 {
        self.width
    }

    /// Sets the columns of the text; another width than before drops what was laid out.
    pub fn set_width(&mut self, width: u16) {
        if self.width != width.max(1) {
            self.width = width.max(1);
            self.clear();
        }
    }

    /// Says how text is set; another way than before drops what was laid out.
    pub fn set_typography(&mut self, typography: Typography) {
        if self.typography != typography {
            self.typography = typography;
            self.clear();
        }
    }

    /// Drops what was laid out: it would be laid out otherwise now.
    pub fn clear(&mut self) {
        self.blocks.clear();
    }

    /// Shows the rows of a block's table in an order, or as printed.
    pub fn set_order(&mut self, block: u32, order: Option<RowOrder>) {
        self.blocks.remove(&block);
        match order {
            Some(order) => drop(self.orders.insert(block, order)),
            None => drop(self.orders.remove(&block)),
        }
    }

    /// Drops what was laid out and all orders: the document was replaced.
    pub fn forget(&mut self) {
        self.clear();
        self.orders.clear();
    }

    /// The order in which the rows of a block's table are shown, where it is not the printed one.
    pub fn order(&self, block: u32) -> Option<&RowOrder> {
        self.orders.get(&block)
    }

    /// The blocks whose tables are sorted.
    pub fn sorted(&self) -> impl Iterator<Item = u32> {
        self.orders.keys().copied()
    }

    /// How many layouts are kept now: what a limit is checked by.
    pub fn kept(&self) -> usize {
        self.blocks.len()
    }

    /// The layout of a block.
    pub fn block(&mut self, document: &Document, block: u32) -> Rc<BlockLayout> {
        if let Some(layout) = self.blocks.get(&block) {
            return Rc::clone(layout);
        }
        if self.blocks.len() >= KEPT {
            self.blocks.retain(|&other, _| other.abs_diff(block) <= NEAR);
        }
        let layout = lay_out(document, self.flow, block, self.width, &self.typography);
        let layout = Rc::new(arrange::arranged(document, self.flow, block, layout, self.width, self.orders.get(&block)));
        self.blocks.insert(block, Rc::clone(&layout));
        layout
    }

    /// The row that holds a place, in a broken cell the line of it; the last of the flow for what lies behind it.
    pub fn top_of(&mut self, document: &Document, anchor: Anchor) -> Top {
        let last = self.last_block(document);
        let byte = if anchor.block > last { u32::MAX } else { anchor.byte };
        let block = anchor.block.min(last);
        let layout = self.block(document, block);
        let line = layout.line_of(byte);
        let row = layout.lines.get(line as usize).and_then(|line| line.row);
        let above = row.zip(layout.table.as_ref()).map_or(0, |(row, table)| table.up_of(row, byte));
        Top { block, line, above }
    }

    /// The place at which the line of a row begins; of broken cells the first that has words there.
    pub fn anchor(&mut self, document: &Document, top: Top) -> Anchor {
        let layout = self.block(document, top.block);
        let line = layout.lines.get(top.line as usize).or(layout.lines.last());
        let broken = line.and_then(|line| layout.table.as_ref()?.start_of(line.row?, top.above));
        Anchor::new(self.flow, top.block, broken.or(line.map(|line| line.extent.start)).unwrap_or(0))
    }

    /// The row that lies `rows` rows of the screen farther down, or up; the first or last of the flow at its ends.
    pub fn step(&mut self, document: &Document, top: Top, rows: i32) -> Top {
        let last = self.last_block(document);
        let mut block = top.block.min(last);
        let mut layout = self.block(document, block);
        let mut row = i64::from(row_of(&layout, top)) + i64::from(rows);
        while row < 0 && block > 0 {
            block -= 1;
            layout = self.block(document, block);
            row += i64::from(layout.rows());
        }
        while row >= i64::from(layout.rows()) && block < last {
            row -= i64::from(layout.rows());
            block += 1;
            layout = self.block(document, block);
        }
        let row = row.clamp(0, i64::from(layout.rows()) - 1) as u32;
        top_at(&layout, block, row)
    }

    /// The first row of the last full screen of `height` rows: the end of the flow stands on its last row.
    pub fn last_top(&mut self, document: &Document, height: u16) -> Top {
        let block = self.last_block(document);
        let line = self.block(document, block).lines.len().saturating_sub(1) as u32;
        self.step(document, Top { block, line, above: 0 }, 1 - i32::from(height.max(1)))
    }

    /// The rows of a screen of `height` rows; fewer where the flow ends.
    pub fn fill(&mut self, document: &Document, top: Top, height: u16) -> Vec<PlacedRow> {
        let blocks = document.flow(self.flow).blocks.len() as u32;
        let mut placed = Vec::with_capacity(usize::from(height));
        let mut block = top.block;
        while block < blocks && placed.len() < usize::from(height) {
            let layout = self.block(document, block);
            let first = if block == top.block { row_of(&layout, top) } else { 0 };
            placed.extend(rows_of(&layout, block, first, height - placed.len() as u16));
            block += 1;
        }
        placed
    }

    /// So many rows of one block from a row of it on; fewer where it ends.
    pub fn rows_of(&mut self, document: &Document, block: u32, first: u32, count: u16) -> Vec<PlacedRow> {
        rows_of(&self.block(document, block), block, first, count).collect()
    }

    fn last_block(&self, document: &Document) -> u32 {
        (document.flow(self.flow).blocks.len() as u32).saturating_sub(1)
    }
}

fn rows_of(layout: &Rc<BlockLayout>, block: u32, first: u32, count: u16) -> impl Iterator<Item = PlacedRow> {
    (first..layout.rows().min(first.saturating_add(u32::from(count)))).map(move |row| {
        let top = top_at(layout, block, row);
        PlacedRow { top, block, line: (top.above == 0).then_some(top.line), layout: Rc::clone(layout) }
    })
}

/// The row within a block, the blank ones above it counted.
fn row_of(layout: &BlockLayout, top: Top) -> u32 {
    layout.row_of(top.line).saturating_sub(u32::from(top.above.min(layout.above(top.line)))).min(layout.rows() - 1)
}

fn top_at(layout: &BlockLayout, block: u32, row: u32) -> Top {
    let (line, above) = layout.line_at(row);
    Top { block, line, above }
}
