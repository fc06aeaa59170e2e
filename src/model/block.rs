//! A flow and its blocks: the unit of layout, of caches and of limits. Owns their kinds and the way back to the source.

use super::place::{Extent, TableId};
use super::text::Text;

/// A sequence of blocks that is read from its first to its last: the body of a document, or one note.
#[derive(Debug, Clone, Default)]
pub struct Flow {
    /// The blocks, in reading order.
    pub blocks: Vec<Block>,
    /// The bytes of text before each block, and behind the last: one more than there are blocks. Kept for the body alone;
    /// a note is short enough to be added up.
    pub starts: Vec<u64>,
}

impl Flow {
    /// Bytes of text in the flow.
    pub fn bytes(&self) -> u64 {
        self.before(self.blocks.len())
    }

    /// Bytes of text before a block; all of them for what lies behind the last.
    pub fn before(&self, block: usize) -> u64 {
        let block = block.min(self.blocks.len());
        self.starts.get(block).copied().unwrap_or_else(|| self.blocks[..block].iter().map(|block| u64::from(block.len())).sum())
    }

    /// The block, where there is one with this number.
    pub fn block(&self, block: u32) -> Option<&Block> {
        self.blocks.get(block as usize)
    }
}

/// A paragraph, heading, table, or another part of a flow that is laid out by itself.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// What it stands in, outermost first.
    pub nest: Box<[Nest]>,
    /// What it says.
    pub text: Text,
    /// Whether it goes on with the paragraph of the block before it: a paragraph over 64 KiB is kept in pieces.
    pub continues: bool,
    /// Where it comes from.
    pub origin: Origin,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The title of the document.
    Title,
    /// Who wrote it.
    Byline,
    /// A paragraph.
    Para,
    /// A heading of the outline.
    Heading(Heading),
    /// Lines that stand as they are, parted by `\n`.
    Verse,
    /// Lines of code, which stand as they are, parted by `\n`.
    Code,
    /// A table; its text holds caption, units, rows and source, see `Table`.
    Table(TableId),
    /// A line between two parts; its text is what was printed for it.
    Rule,
}

/// A heading's place in the outline, and the parts of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading {
    /// 1 is the first level below the document's title.
    pub level: u8,
    /// The number printed before the title, as `IV` in `IV. Economic links`.
    pub number: Option<Extent>,
    /// The byte at which the title begins.
    pub title: u32,
}

/// What a block stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nest {
    /// A quotation.
    Quote,
    /// An item of a list; its label (`1.`, `(a)`, `-`) and the blank after it are the first bytes of its text. Of an item
    /// within an item the innermost has the label.
    Item {
        /// Bytes of the label with its blank; 0 for what stands further down in the item: the label stands above it.
        label: u32,
    },
    /// What belongs to the block before it and is set in below: a definition under its term, a further paragraph of an item.
    Indent,
}

/// Where the text of a block comes from: pairs of (text byte, source byte), ascending in the first. Between two pairs
/// text and source run on together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin(pub Box<[(u32, u32)]>);

impl Origin {
    /// The source byte from which the byte of the text was read.
    pub fn source(&self, byte: u32) -> u32 {
        let after = self.0.partition_point(|&(text, _)| text <= byte);
        match after.checked_sub(1).map(|i| self.0[i]) {
            Some((text, source)) => {
                let run = source + (byte - text);
                // What was cut from the source between two runs belongs to the first: never past the next run.
                self.0.get(after).map_or(run, |&(_, next)| run.min(next.max(source)))
            }
            None => self.0.first().map_or(0, |&(_, source)| source),
        }
    }

    /// The byte of the text that was read from `source`, or the nearest before it.
    pub fn text(&self, source: u32, len: u32) -> u32 {
        text_of(&self.0, source, len)
    }
}

/// The byte of a text of `len` bytes that was read from `source`, or the nearest before it, by the pairs of an `Origin`.
pub(super) fn text_of(pairs: &[(u32, u32)], source: u32, len: u32) -> u32 {
    let after = pairs.partition_point(|&(_, from)| from <= source);
    match after.checked_sub(1).map(|i| pairs[i]) {
        Some((text, from)) => {
            let end = pairs.get(after).map_or(len, |&(next, _)| next);
            (text + (source - from)).min(end)
        }
        None => 0,
    }
}

impl Block {
    /// Bytes of its text.
    pub fn len(&self) -> u32 {
        self.text.as_str().len() as u32
    }

    /// Whether it has no text.
    pub fn is_empty(&self) -> bool {
        self.text.as_str().is_empty()
    }

    /// Whether it stands in a quotation.
    pub fn is_quote(&self) -> bool {
        self.nest.contains(&Nest::Quote)
    }

    /// The bytes of its label, where it is an item of a list; 0 where it goes on with one.
    pub fn item(&self) -> Option<u32> {
        self.nest.iter().rev().find_map(|nest| match nest {
            Nest::Item { label } => Some(*label),
            Nest::Quote | Nest::Indent => None,
        })
    }
}
