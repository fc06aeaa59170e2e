//! A flow at a width, laid out where it is looked at. Owns the cache of block layouts and the walk by screen rows;
//! keeps no position, counts no lines of the whole, and never walks farther than it was asked to.

use std::collections::HashMap;
use std::rc::Rc;

use super::block::{BlockLayout, lay_out};
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
}

/// The first row of a screen. As long as document and width stay: a position that outlives them is an `Anchor`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Top {
    /// The block.
    pub block: u32,
    /// The line of the block.
    pub line: u32,
    /// Blank rows that show above that line: of the gap above the block, or of the spacing of its lines.
    pub above: u16,
}

/// One row of a screen.
#[derive(Debug, Clone)]
pub struct PlacedRow {
    /// The row itself.
    pub top: Top,
    /// The block.
    pub block: u32,
    /// Its line; `None` for a blank row above the block or between two lines.
    pub line: Option<u32>,
    /// The layout of the block.
    pub layout: Rc<BlockLayout>,
}

impl FlowLayout {
    /// A flow of which nothing is laid out yet, one column wide.
    pub fn new(flow: FlowId) -> FlowLayout {
        FlowLayout { flow, width: 1, typography: Typography::default(), blocks: HashMap::new() }
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

    /// Drops what was laid out: the document was replaced.
    pub fn clear(&mut self) {
        self.blocks.clear();
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
        let layout = Rc::new(lay_out(document, self.flow, block, self.width, &self.typography));
        self.blocks.insert(block, Rc::clone(&layout));
        layout
    }

    /// The row that holds a place; the last of the flow for what lies behind it.
    pub fn top_of(&mut self, document: &Document, anchor: Anchor) -> Top {
        let last = self.last_block(document);
        let byte = if anchor.block > last { u32::MAX } else { anchor.byte };
        let block = anchor.block.min(last);
        Top { block, line: self.block(document, block).line_of(byte), above: 0 }
    }

    /// The place at which the line of a row begins.
    pub fn anchor(&mut self, document: &Document, top: Top) -> Anchor {
        let layout = self.block(document, top.block);
        let byte = layout.lines.get(top.line as usize).or(layout.lines.last()).map_or(0, |line| line.extent.start);
        Anchor::new(self.flow, top.block, byte)
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
            let room = u32::from(height) - placed.len() as u32;
            for row in first..layout.rows().min(first.saturating_add(room)) {
                let top = top_at(&layout, block, row);
                placed.push(PlacedRow { top, block, line: (top.above == 0).then_some(top.line), layout: Rc::clone(&layout) });
            }
            block += 1;
        }
        placed
    }

    fn last_block(&self, document: &Document) -> u32 {
        (document.flow(self.flow).blocks.len() as u32).saturating_sub(1)
    }
}

/// The row within a block, the blank ones above it counted.
fn row_of(layout: &BlockLayout, top: Top) -> u32 {
    layout.row_of(top.line).saturating_sub(u32::from(top.above.min(layout.above(top.line)))).min(layout.rows() - 1)
}

fn top_at(layout: &BlockLayout, block: u32, row: u32) -> Top {
    let (line, above) = layout.line_at(row);
    Top { block, line, above }
}
