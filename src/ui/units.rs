//! What a selection grows by: a character, word, sentence or paragraph at a place, behind one, before one. Owns what these
//! are in each kind of block; a row of a table and a line of verse stand for sentences there.

use crate::layout::{parts, width};
use crate::model::{Anchor, Block, Document, Extent, Kind, Mark, Passage};

/// How far a step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A character as it is printed.
    Character,
    /// A word.
    Word,
    /// A sentence.
    Sentence,
    /// A paragraph.
    Paragraph,
}

impl Unit {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Character => "character",
            Unit::Word => "word",
            Unit::Sentence => "sentence",
            Unit::Paragraph => "paragraph",
        }
    }

    /// The next larger one.
    pub fn wider(self) -> Option<Unit> {
        match self {
            Unit::Character => Some(Unit::Word),
            Unit::Word => Some(Unit::Sentence),
            Unit::Sentence => Some(Unit::Paragraph),
            Unit::Paragraph => None,
        }
    }

    /// The one that holds a place; between two, the one before it.
    pub fn at(self, document: &Document, at: Anchor) -> Option<Passage> {
        let block = document.block(at.flow, at.block)?;
        if self == Unit::Paragraph {
            return (!block.is_empty()).then(|| paragraph(document, at));
        }
        let all = self.within(document, block, line_of(block, at.byte));
        let before = all.partition_point(|extent| extent.start <= at.byte);
        let found = before.checked_sub(1).map_or_else(|| all.first(), |before| all.get(before)).copied();
        found.map(|extent| passage(at, extent)).or_else(|| self.after(document, at)).or_else(|| self.before(document, at))
    }

    /// The first one that begins at a place or behind it.
    pub fn after(self, document: &Document, at: Anchor) -> Option<Passage> {
        let blocks = &document.flow(at.flow).blocks;
        let mut from = at.byte;
        for (number, block) in (at.block..).zip(blocks.get(at.block as usize..)?) {
            if self == Unit::Paragraph {
                if from == 0 && !block.is_empty() && !block.continues {
                    return Some(paragraph(document, Anchor { block: number, byte: 0, ..at }));
                }
            } else {
                let mut start = from;
                while start < block.len() {
                    let line = line_of(block, start);
                    if let Some(&extent) = self.within(document, block, line).iter().find(|extent| extent.start >= from) {
                        return Some(passage(Anchor { block: number, ..at }, extent));
                    }
                    start = line.end.max(start + 1);
                }
            }
            from = 0;
        }
        None
    }

    /// The last one that ends at a place or before it.
    pub fn before(self, document: &Document, at: Anchor) -> Option<Passage> {
        let blocks = &document.flow(at.flow).blocks;
        for number in (0..=at.block.min((blocks.len() as u32).checked_sub(1)?)).rev() {
            let block = &blocks[number as usize];
            let to = if number == at.block { at.byte } else { block.len() };
            let here = Anchor { block: number, ..at };
            if self == Unit::Paragraph {
                let last = blocks.get(number as usize + 1).is_none_or(|next| !next.continues);
                if to >= block.len() && !block.is_empty() && last {
                    return Some(paragraph(document, here));
                }
                continue;
            }
            let mut end = to;
            while end > 0 {
                let line = line_of(block, end - 1);
                if let Some(&extent) = self.within(document, block, line).iter().rev().find(|extent| extent.end <= to) {
                    return Some(passage(here, extent));
                }
                end = line.start;
            }
        }
        None
    }

    /// Those of a line of a block.
    fn within(self, document: &Document, block: &Block, line: Extent) -> Vec<Extent> {
        let text = block.text.slice(line);
        let moved = |range: std::ops::Range<usize>| Extent::new(line.start + range.start as u32, line.start + range.end as u32);
        let markers = || -> Vec<Extent> {
            let refs = block.text.spans_in(line).filter(|span| matches!(span.mark, Mark::Ref(_)));
            refs.map(|span| Extent::new(span.extent.start.saturating_sub(line.start), span.extent.end - line.start)).collect()
        };
        match self {
            Unit::Character => width::clusters(text).filter(|(range, _)| &text[range.clone()] != "\n").map(|(range, _)| moved(range)).collect(),
            Unit::Word => parts::words(text, &markers()).map(moved).collect(),
            Unit::Sentence => match block.kind {
                Kind::Para | Kind::Byline => parts::sentences(text, &markers(), document.language).into_iter().map(moved).collect(),
                _ => {
                    let shown = text.trim();
                    let start = text.len() - text.trim_start().len();
                    if shown.is_empty() { Vec::new() } else { vec![moved(start..start + shown.len())] }
                }
            },
            Unit::Paragraph => vec![line],
        }
    }
}

/// The whole paragraph that holds a place: one that is kept in pieces is one again.
pub fn paragraph(document: &Document, at: Anchor) -> Passage {
    let blocks = &document.flow(at.flow).blocks;
    let continues = |block: u32| blocks.get(block as usize).is_some_and(|block| block.continues);
    let (mut first, mut last) = (at.block, at.block);
    while first > 0 && continues(first) {
        first -= 1;
    }
    while continues(last + 1) {
        last += 1;
    }
    let len = blocks.get(last as usize).map_or(0, Block::len);
    Passage { from: Anchor { block: first, byte: 0, ..at }, to: Anchor { block: last, byte: len, ..at } }
}

/// The line of a block that holds a byte, its `\n` with it; a paragraph is one line.
fn line_of(block: &Block, byte: u32) -> Extent {
    let bytes = block.text.as_str().as_bytes();
    let at = (byte as usize).min(bytes.len());
    let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |at| at + 1);
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |end| at + end + 1);
    Extent::new(start as u32, end as u32)
}

fn passage(at: Anchor, extent: Extent) -> Passage {
    Passage { from: Anchor { byte: extent.start, ..at }, to: Anchor { byte: extent.end, ..at } }
}
