//! One block as lines. Owns indents, hanging labels and the blank rows between blocks; holds no strings and no styles.

use super::table::{self, TableLayout};
use super::width;
use super::wrap::{self, Piece, Wrapper};
use crate::model::{Block, Document, Extent, FlowId, Kind, Nest, Text};

/// Under this width quotations are set in by less.
const NARROW: u16 = 50;
/// Columns by which the further lines of a long verse are set in.
const VERSE_HANG: u16 = 4;
/// Columns by which an item within an item is set in.
const ITEM_INDENT: u16 = 2;

/// One line of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// All its bytes, with the blanks and the `\n` behind it: the lines of a block tile its text.
    pub extent: Extent,
    /// The bytes that are drawn.
    pub shown: Extent,
    /// Blank columns before them.
    pub indent: u16,
    /// Columns of what is drawn, the indent not counted.
    pub width: u16,
    /// The row of the table that stands on this line, drawn by the `TableLayout`.
    pub row: Option<u32>,
}

/// A block laid out for a width.
#[derive(Debug, Clone)]
pub struct BlockLayout {
    /// The lines, at least one.
    pub lines: Vec<Line>,
    /// The columns, where the block is a table.
    pub table: Option<TableLayout>,
    /// Blank rows above the block.
    pub gap: u16,
}

impl BlockLayout {
    /// The line that holds a byte of the block; the last one for what lies behind.
    pub fn line_of(&self, byte: u32) -> u32 {
        self.lines.partition_point(|line| line.extent.start <= byte).saturating_sub(1) as u32
    }

    /// Rows of the block on the screen, the blank ones above it counted.
    pub fn rows(&self) -> u32 {
        u32::from(self.gap) + self.lines.len() as u32
    }
}

/// Lays out a block for a text column of `width` columns; an empty line where there is no such block.
pub fn lay_out(document: &Document, flow: FlowId, block: u32, width: u16) -> BlockLayout {
    let Some(found) = document.block(flow, block) else {
        return BlockLayout { lines: vec![Line { extent: Extent::default(), shown: Extent::default(), indent: 0, width: 0, row: None }], table: None, gap: 0 };
    };
    let gap = gap(found, block);
    if let Kind::Table(id) = found.kind
        && let Some(of) = document.table(id)
    {
        let table = TableLayout::measure(of, &found.text);
        return BlockLayout { lines: table::lines(of, &table, &found.text, width), table: Some(table), gap };
    }
    BlockLayout { lines: lines(&found.text, found.kind, &found.nest, width), table: None, gap }
}

/// The lines of a text that stands as a block of this kind, in this nest.
pub fn lines(text: &Text, kind: Kind, nest: &[Nest], width: u16) -> Vec<Line> {
    let width = width.max(1);
    let (indent, room) = column(nest, width);
    let all = Extent::new(0, text.as_str().len() as u32);
    let wrapper = Wrapper::new(text);
    match kind {
        Kind::Verse | Kind::Table(_) => {
            let hang = VERSE_HANG.min(room / 2);
            wrap::lines(text, all).into_iter().flat_map(|line| hung(wrapper.wrap(line, room, room - hang), indent, hang)).collect()
        }
        Kind::Rule => {
            let first = wrap::lines(text, all).first().map_or(all, |&line| wrap::without_end(text, line));
            let first = text.slice(first);
            let shown = Extent::new(0, first[..width::fitting(first, u32::from(room))].trim_end().len() as u32);
            vec![Line { extent: all, shown, indent, width: width::narrow(text.slice(shown)), row: None }]
        }
        Kind::Title | Kind::Byline | Kind::Para | Kind::Heading(_) => {
            let hang = label_columns(text, nest).min(room / 2);
            hung(wrapper.wrap(all, room, room - hang), indent, hang)
        }
    }
}

/// Blank rows above a block.
fn gap(block: &Block, number: u32) -> u16 {
    match block.kind {
        _ if number == 0 || block.continues => 0,
        Kind::Heading(heading) if heading.level == 1 => 2,
        _ => 1,
    }
}

/// The columns before the text and those it has, for what it stands in. The indent never takes more than a third.
fn column(nest: &[Nest], width: u16) -> (u16, u16) {
    let (left, right) = if width < NARROW { (2, 0) } else { (4, 2) };
    let quotes = nest.iter().filter(|&&nest| nest == Nest::Quote).count().min(usize::from(width)) as u16;
    let items = (nest.len().min(usize::from(width)) as u16).saturating_sub(quotes);
    let indent = quotes.saturating_mul(left).saturating_add(items.saturating_sub(1).saturating_mul(ITEM_INDENT)).min(width / 3);
    let right = quotes.saturating_mul(right).min(width / 6);
    (indent, width - indent - right)
}

/// Columns of the label of an item with its blank; none where it is no item.
fn label_columns(text: &Text, nest: &[Nest]) -> u16 {
    let label = nest.iter().rev().find_map(|nest| match nest {
        Nest::Item { label } => Some(*label),
        Nest::Quote => None,
    });
    label.and_then(|label| text.as_str().get(..label as usize)).map_or(0, width::narrow)
}

/// Lines of which all but the first are set in by `hang` columns more.
fn hung(pieces: Vec<Piece>, indent: u16, hang: u16) -> Vec<Line> {
    let line = |(i, piece): (usize, Piece)| Line {
        extent: piece.extent,
        shown: piece.shown,
        indent: if i == 0 { indent } else { indent + hang },
        width: piece.width,
        row: None,
    };
    pieces.into_iter().enumerate().map(line).collect()
}
