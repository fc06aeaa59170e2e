//! Where something stands: in which flow, block and byte. Owns the identities of a document's parts; holds no text.

use std::ops::Range;

/// A note of a document, by its order in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoteId(pub u32);

/// A reference (a marker) of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RefId(pub u32);

/// A table of a document, by its order in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableId(pub u32);

/// A flow of a document: its body, or one note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FlowId {
    /// The running text.
    Body,
    /// The text of a note.
    Note(NoteId),
}

/// A place in memory: a byte of a block of a flow. It outlives any layout, and no document but its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor {
    /// The flow.
    pub flow: FlowId,
    /// The block, counted from 0 within the flow.
    pub block: u32,
    /// The byte of the block's text, on a character boundary.
    pub byte: u32,
}

impl Anchor {
    /// The place at `byte` of `block` of `flow`.
    pub fn new(flow: FlowId, block: u32, byte: u32) -> Anchor {
        Anchor { flow, block, byte }
    }

    /// The first byte of the body.
    pub const START: Anchor = Anchor { flow: FlowId::Body, block: 0, byte: 0 };
}

/// A run of text within one flow, over as many blocks as it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// Its first byte.
    pub from: Anchor,
    /// One past its last byte.
    pub to: Anchor,
}

impl Passage {
    /// The bytes of a block of `len` bytes that lie in it.
    pub fn part(&self, flow: FlowId, block: u32, len: u32) -> Option<Extent> {
        if flow != self.from.flow || !(self.from.block..=self.to.block).contains(&block) {
            return None;
        }
        let start = if block == self.from.block { self.from.byte } else { 0 };
        let end = if block == self.to.block { self.to.byte.min(len) } else { len };
        (start < end).then_some(Extent { start, end })
    }
}

/// Where a link leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// To a note of this document.
    Note(NoteId),
    /// To a table of this document.
    Table(TableId),
    /// To the heading in this block of the body.
    Heading(u32),
    /// To the place of this document with this number among its `ids`.
    Place(u32),
    /// To the address with this number among the document's `addresses`: a page of the web, or another file.
    Address(u32),
    /// To something that is not in this document, as another chapter of the same book.
    Outside,
}

/// A byte range of a block's text, as stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Extent {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Extent {
    /// From `start` to before `end`.
    pub fn new(start: u32, end: u32) -> Extent {
        Extent { start, end }
    }

    /// As a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether nothing stands in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `byte` lies in it.
    pub fn contains(self, byte: u32) -> bool {
        self.start <= byte && byte < self.end
    }
}
