//! One block as lines. Owns indents, hanging labels and the blank rows between blocks; holds no strings and no styles.

use super::arrange::Arranged;
use super::table::{self, TableLayout};
use super::typography::{Paragraphs, Typography};
use super::wrap::{self, Piece, Wrapper};
use super::{bidi, place, width};
use crate::model::{Block, Document, Extent, FlowId, Kind, Nest, Text};

/// Under this width quotations are set in by less.
const NARROW: u16 = 50;
/// Columns by which the further lines of a long verse are set in.
const VERSE_HANG: u16 = 4;
/// Columns by which the further lines of a long line of code are set in: the sign that it goes on stands there.
pub const CODE_HANG: u16 = 2;
/// Columns that a blank is widened by at most, on the whole: beyond that a line has holes.
const MOST_WIDENED: usize = 3;
/// Columns by which an item within an item is set in.
const ITEM_INDENT: u16 = 2;

/// Columns by which the first line of a paragraph is set in, where no empty row parts it from the one before.
const FIRST_INDENT: u16 = 2;

/// One line of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Line {
    /// All its bytes, with the blanks and the `\n` behind it: the lines of a block tile its text.
    pub extent: Extent,
    /// The bytes that are drawn.
    pub shown: Extent,
    /// Blank columns before them.
    pub indent: u16,
    /// Columns of what is drawn, with the hyphen and what the blanks are widened by; the indent not counted.
    pub width: u16,
    /// The row of the table that stands on this line, drawn by the `TableLayout`.
    pub row: Option<u32>,
    /// Whether a hyphen is drawn behind it; it is no text.
    pub hyphen: bool,
    /// Columns by which its blanks are widened in all, see `place`.
    pub stretch: u16,
    /// The byte up to which its blanks are not widened: the label of an item keeps its width.
    pub held: u32,
    /// Whether what runs from right to left is to be put in its order.
    pub reorder: bool,
}

impl Line {
    /// Whether a byte stands on it; the one byte of an empty line is where it begins.
    pub fn holds(&self, byte: u32) -> bool {
        self.extent.contains(byte) || self.extent.start == byte
    }
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
    /// Rows from one line to the next, at least 1.
    pub spacing: u16,
    /// What a table's rows are besides its lines: where it is shown otherwise than it was printed.
    pub arranged: Option<Box<Arranged>>,
}

impl BlockLayout {
    /// The line that holds a byte of the block; the last one for what lies behind.
    pub fn line_of(&self, byte: u32) -> u32 {
        match &self.arranged {
            Some(arranged) if arranged.is_sorted() => arranged.line_of(byte, &self.lines),
            _ => self.lines.partition_point(|line| line.extent.start <= byte).saturating_sub(1) as u32,
        }
    }

    /// Whether lines stand in another order than their bytes.
    pub fn is_sorted(&self) -> bool {
        self.arranged.as_ref().is_some_and(|arranged| arranged.is_sorted())
    }

    /// Rows of the block on the screen, the blank ones above it and between its lines counted.
    pub fn rows(&self) -> u32 {
        self.row_of((self.lines.len() as u32).saturating_sub(1)) + 1
    }

    /// Rows that a row of a table takes above its line, where its cells are broken.
    pub fn broken_rows(&self, line: &Line) -> u16 {
        line.row.zip(self.table.as_ref()).map_or(0, |(row, table)| table.rows_above(row))
    }

    /// Rows above a line that hold no line: blank ones, and those that `arranged` knows of.
    pub fn above(&self, line: u32) -> u16 {
        let blank = if line == 0 { self.gap } else { self.spacing - 1 };
        blank + self.arranged.as_ref().map_or(0, |arranged| arranged.above(line))
    }

    /// The row of a line, the blank ones above the block counted.
    pub fn row_of(&self, line: u32) -> u32 {
        let more = self.arranged.as_ref().map_or(0, |arranged| arranged.up_to(line));
        u32::from(self.gap) + line * u32::from(self.spacing) + more
    }

    /// The line of a row, and the rows from that row down to it: 0 where the line itself stands there.
    pub fn line_at(&self, row: u32) -> (u32, u16) {
        let behind = row.saturating_sub(u32::from(self.gap));
        // A table has a row a line, but for what `arranged` knows of.
        let line = self.arranged.as_ref().map_or_else(|| behind.div_ceil(u32::from(self.spacing)), |arranged| arranged.line_at(behind));
        (line, (self.row_of(line) - row) as u16)
    }
}

/// Blanks by which words of a line that is kept stand apart from what is before them.
const APART: usize = 4;

/// Lays out a block for a text column of `width` columns; an empty line where there is no such block.
pub fn lay_out(document: &Document, flow: FlowId, block: u32, width: u16, typography: &Typography) -> BlockLayout {
    let blocks = &document.flow(flow).blocks;
    let Some(found) = blocks.get(block as usize) else {
        return BlockLayout { lines: vec![Line::default()], table: None, gap: 0, spacing: 1, arranged: None };
    };
    let before = block.checked_sub(1).and_then(|before| blocks.get(before as usize));
    let joined = before.is_some_and(|before| typography.paragraphs == Paragraphs::Indent && follows(before, found));
    let close = before.is_some_and(|before| are_close(document, before, found));
    let gap = gap(found, block, joined || close, typography);
    let spacing = typography.spacing(found.kind);
    if let Kind::Table(id) = found.kind
        && let Some(of) = document.table(id)
    {
        let table = TableLayout::measure(of, &found.text).with_cells(of, &found.text, width);
        return BlockLayout { lines: table::lines(of, &table, &found.text, width, typography), table: Some(table), gap, spacing, arranged: None };
    }
    let first = if joined && found.item().is_none() && !found.continues { FIRST_INDENT } else { 0 };
    BlockLayout { lines: broken(&found.text, found.kind, &found.nest, first, width, typography), table: None, gap, spacing, arranged: None }
}

/// The lines of a text that stands as a block of this kind, in this nest.
pub fn lines(text: &Text, kind: Kind, nest: &[Nest], width: u16, typography: &Typography) -> Vec<Line> {
    broken(text, kind, nest, 0, width, typography)
}

/// The lines of a text; the first is set in by `first` columns.
fn broken(text: &Text, kind: Kind, nest: &[Nest], first: u16, width: u16, typography: &Typography) -> Vec<Line> {
    let width = width.max(1);
    let (indent, room) = column(nest, width);
    let all = Extent::new(0, text.as_str().len() as u32);
    let wrapper = Wrapper::new(text, typography.breaking(kind));
    let mut lines: Vec<Line> = match kind {
        Kind::Verse | Kind::Code | Kind::Table(_) => {
            let one = |line: Extent| {
                if let Some(line) = set_right(text, line, indent, room).filter(|_| typography.wrap && kind == Kind::Verse) {
                    return vec![line];
                }
                let hang = hang(text.slice(line), kind).min(room / 2);
                let (first, following) = if typography.wrap { (room, room - hang) } else { (u16::MAX, u16::MAX) };
                let mut lines = hung(wrapper.wrap(line, first, following), indent, 0, hang);
                // What stood apart at the right of a line that is too wide stands there in the next.
                for line in lines.iter_mut().skip(1).filter(|line| kind == Kind::Verse && blanks_before(text, line.shown.start) >= APART) {
                    line.indent = (indent + room).saturating_sub(line.width);
                }
                lines
            };
            wrap::lines(text, all).into_iter().flat_map(one).collect()
        }
        Kind::Rule => {
            let first = wrap::lines(text, all).first().map_or(all, |&line| wrap::without_end(text, line));
            let first = text.slice(first);
            let shown = Extent::new(0, first[..width::fitting(first, u32::from(room))].trim_end().len() as u32);
            vec![Line { extent: all, shown, indent, width: width::narrow(text.slice(shown)), ..Line::default() }]
        }
        Kind::Title | Kind::Byline | Kind::Para | Kind::Heading(_) => {
            let label = label(text, nest);
            let hang = width::narrow(text.slice(label)).min(room / 2);
            let first = first.min(room / 3);
            let pieces = wrapper.wrap(all, room - first, room - hang);
            let stretched =
                |(piece, line): (&Piece, Line)| if typography.justify && kind == Kind::Para { stretch(text, piece, line, label, indent + room) } else { line };
            let lines = hung(pieces.clone(), indent, first, hang);
            pieces.iter().zip(lines).map(stretched).collect()
        }
    };
    if typography.reorder {
        let runs_left = bidi::runs_left(text.as_str());
        for line in &mut lines {
            line.reorder = true;
            if runs_left {
                line.indent = (indent + room).saturating_sub(line.width);
            }
        }
    }
    lines
}

/// A line that is too wide only for the blanks that set it to the right of its page, at the right of the column.
fn set_right(text: &Text, line: Extent, indent: u16, room: u16) -> Option<Line> {
    let whole = text.slice(wrap::without_end(text, line)).trim_end_matches(' ');
    let words = whole.trim_start_matches(' ');
    let (lead, width) = (whole.len() - words.len(), width::narrow(words));
    let too_wide = lead >= APART && lead + usize::from(width) > usize::from(room);
    let shown = Extent::new(line.start + lead as u32, line.start + whole.len() as u32);
    (too_wide && width > 0 && width <= room).then(|| Line { extent: line, shown, indent: indent + room - width, width, ..Line::default() })
}

/// Blanks right before a byte of a text.
fn blanks_before(text: &Text, byte: u32) -> usize {
    text.as_str()[..byte as usize].bytes().rev().take_while(|&byte| byte == b' ').count()
}

/// The line with its blanks widened to the column `end`, where that leaves no holes in it.
fn stretch(text: &Text, piece: &Piece, line: Line, label: Extent, end: u16) -> Line {
    let left = end.saturating_sub(line.indent + line.width);
    let held = label.end;
    let blanks = place::blanks(text, held, line.shown).len();
    if piece.last || left == 0 || usize::from(left) > blanks * MOST_WIDENED {
        return line;
    }
    Line { stretch: left, held, width: line.width + left, ..line }
}

/// Whether a block goes on with the one before as running text does: no empty row is needed between the two.
fn follows(before: &Block, block: &Block) -> bool {
    let items = |block: &Block| block.nest.iter().filter(|nest| matches!(nest, Nest::Item { .. })).count();
    before.kind == Kind::Para && block.kind == Kind::Para && (before.is_quote(), items(before) > 0) == (block.is_quote(), items(block) > 0)
}

/// Whether two items follow each other line upon line in the source: then no empty row parts them here either.
fn are_close(document: &Document, before: &Block, block: &Block) -> bool {
    let items = [before, block].iter().all(|block| block.kind == Kind::Para && block.item().is_some_and(|label| label > 0));
    items && document.line(block.origin.source(0)) <= document.line(before.origin.source(before.len())) + 1
}

/// Blank rows above a block.
fn gap(block: &Block, number: u32, joined: bool, typography: &Typography) -> u16 {
    // A gap has to be wider than what parts two lines.
    let between = typography.spacing.clamp(1, 2) - 1;
    match block.kind {
        _ if number == 0 => 0,
        _ if block.continues || joined => between,
        Kind::Heading(heading) if heading.level == 1 => 2 + between,
        _ => 1 + between,
    }
}

/// The columns before the text and those it has, for what it stands in. The indent never takes more than a third.
fn column(nest: &[Nest], width: u16) -> (u16, u16) {
    let (left, right) = if width < NARROW { (2, 0) } else { (4, 2) };
    let count = |of: fn(&Nest) -> bool| nest.iter().filter(|&nest| of(nest)).count().min(usize::from(width)) as u16;
    let quotes = count(|nest| *nest == Nest::Quote);
    // The words of an item hang under its label; what stands further down in it has none, and is set in by itself.
    let items = count(|nest| matches!(nest, Nest::Item { .. }));
    let labelled = nest.iter().rev().find_map(|nest| if let Nest::Item { label } = nest { Some(*label > 0) } else { None }).unwrap_or(false);
    let indents = count(|nest| *nest == Nest::Indent);
    let indent = quotes
        .saturating_add(indents)
        .saturating_mul(left)
        .saturating_add(items.saturating_sub(u16::from(labelled)).saturating_mul(ITEM_INDENT))
        .min(width / 3);
    let right = quotes.saturating_mul(right).min(width / 6);
    (indent, width - indent - right)
}

/// The label of an item with its blank; empty where it is no item.
fn label(text: &Text, nest: &[Nest]) -> Extent {
    let label = nest.iter().rev().find_map(|nest| match nest {
        Nest::Item { label } => Some(*label),
        Nest::Quote | Nest::Indent => None,
    });
    Extent::new(0, label.filter(|&label| text.as_str().is_char_boundary(label as usize)).unwrap_or(0))
}

/// Columns by which what a line of verse or code leaves over is set in: farther than the line itself, or under its words
/// where it begins with a label.
fn hang(line: &str, kind: Kind) -> u16 {
    let words = line.trim_start_matches(' ');
    let lead = width::narrow(&line[..line.len() - words.len()]);
    if kind == Kind::Code {
        return lead.saturating_add(CODE_HANG);
    }
    let (label, rest) = words.split_once(' ').unwrap_or((words, ""));
    let number = label.trim_start_matches('(').strip_suffix(['.', ')']);
    let counts = |number: &str| number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit()) || number.len() == 1 && number.is_ascii();
    if !rest.is_empty() && (matches!(label, "-" | "–" | "—" | "•" | "*") || number.is_some_and(|number| !number.is_empty() && counts(number))) {
        return lead.saturating_add(width::narrow(label)).saturating_add(1);
    }
    lead.saturating_add(VERSE_HANG)
}

/// Lines of which the first is set in by `first` columns, all others by `hang`.
fn hung(pieces: Vec<Piece>, indent: u16, first: u16, hang: u16) -> Vec<Line> {
    let line = |(i, piece): (usize, Piece)| Line {
        extent: piece.extent,
        shown: piece.shown,
        indent: indent + if i == 0 { first } else { hang },
        width: piece.width,
        hyphen: piece.hyphen,
        ..Line::default()
    };
    pieces.into_iter().enumerate().map(line).collect()
}
