//! A document: its flows, notes, markers and tables, and the questions that are asked of them by place.
//! Holds no width and no colour, and is never changed after it was built.

use super::block::{Block, Flow, Heading, Kind};
use super::manner::Manner;
use super::note::{Note, NoteRef, Series};
use super::place::{Anchor, Extent, FlowId, NoteId, RefId, TableId, Target};
use super::table::Table;
use super::text::{Mark, Span};

/// A document as it is read, kept and shown.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// What its front says.
    pub meta: Meta,
    /// How it was read, where there is more than one way.
    pub manner: Manner,
    /// The language of its words as a two-letter code, where it could be told.
    pub language: Option<&'static str>,
    /// The running text.
    pub body: Flow,
    /// The notes, in the order of the source.
    pub notes: Vec<Note>,
    /// The markers; those of one flow in their order.
    pub refs: Vec<NoteRef>,
    /// The tables, in the order of the source.
    pub tables: Vec<Table>,
    /// The numberings of its notes.
    pub series: Vec<Series>,
    /// The paragraphs that a page break had cut.
    pub joins: Vec<Join>,
    /// The pages whose printed numbers are known, in their order.
    pub pages: Vec<Page>,
    /// The blocks of the body that are headings, ascending.
    pub headings: Vec<u32>,
    /// Everything that can be opened, sorted by place.
    pub stops: Vec<Stop>,
    /// Places that have a name, with it, in the order in which they were named.
    pub ids: Vec<(String, Anchor)>,
    /// Addresses to which words of it send: of the web, or of other files, as they are written.
    pub addresses: Vec<String>,
    /// Which of the addresses are those of pictures, by their numbers, ascending: the words that lead there stand for one.
    pub pictures: Vec<u32>,
    /// The languages of blocks of code, as the source names them, by where the blocks begin.
    pub code: Vec<(Anchor, String)>,
    /// The works that it cites by their keys, in the order of the first citation.
    pub entries: Vec<CitedEntry>,
    /// Where each line of the decoded source begins.
    pub lines: Vec<u32>,
}

/// What the front of a document says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meta {
    /// The title without its number.
    pub title: Option<String>,
    /// The number printed with the title: a chapter's.
    pub number: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// When it appeared, as it says.
    pub date: Option<String>,
    /// Whether the source says this apart from its text, as front matter does.
    pub apart: bool,
}

/// A paragraph that a page break had cut in two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Join {
    /// Where the second half begins.
    pub at: Anchor,
    /// The source byte at which the first half ends.
    pub source: u32,
}

/// A page of the printed document, by its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it begins.
    pub at: Anchor,
    /// Its number as printed: `212`, `xii`.
    pub label: String,
    /// The source byte at which it begins.
    pub source: u32,
}

/// A work that is cited by a key, as a bibliography beside the document has it: no text of the document's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedEntry {
    /// The key, as `doe2001`.
    pub key: String,
    /// Who, what, where and when, in one paragraph.
    pub text: String,
}

/// Something in a text that can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop {
    /// Its first byte.
    pub at: Anchor,
    /// One past its last byte in the same block.
    pub end: u32,
    /// What it opens.
    pub opens: Opens,
}

/// What a stop opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opens {
    /// The note of a marker.
    Ref(RefId),
    /// What some words send to.
    Link(Target),
    /// A table, as a sheet.
    Table(TableId),
}

/// Something odd that was met and kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What it is, in kebab case, as `note-without-reference`.
    pub kind: &'static str,
    /// The source byte.
    pub source: u32,
    /// The line of the source, from 1.
    pub line: u32,
    /// What was met, in a sentence's words.
    pub message: String,
}

impl Document {
    /// The flow; an empty one where there is no such note.
    pub fn flow(&self, flow: FlowId) -> &Flow {
        static NOTHING: Flow = Flow { blocks: Vec::new(), starts: Vec::new() };
        match flow {
            FlowId::Body => &self.body,
            FlowId::Note(note) => self.note(note).map_or(&NOTHING, |note| &note.flow),
        }
    }

    /// The block at a place.
    pub fn block(&self, flow: FlowId, block: u32) -> Option<&Block> {
        self.flow(flow).block(block)
    }

    /// The note.
    pub fn note(&self, note: NoteId) -> Option<&Note> {
        self.notes.get(note.0 as usize)
    }

    /// The marker.
    pub fn reference(&self, reference: RefId) -> Option<&NoteRef> {
        self.refs.get(reference.0 as usize)
    }

    /// The table.
    pub fn table(&self, table: TableId) -> Option<&Table> {
        self.tables.get(table.0 as usize)
    }

    /// The place with a number among those that have a name.
    pub fn named(&self, id: u32) -> Option<Anchor> {
        self.ids.get(id as usize).map(|(_, at)| *at)
    }

    /// The place that has this name.
    pub fn place_of(&self, name: &str) -> Option<Anchor> {
        self.ids.iter().find(|(id, _)| id == name).map(|(_, at)| *at)
    }

    /// The address with a number.
    pub fn address(&self, address: u32) -> Option<&str> {
        self.addresses.get(address as usize).map(String::as_str)
    }

    /// Whether an address is that of a picture.
    pub fn is_picture(&self, address: u32) -> bool {
        self.pictures.binary_search(&address).is_ok()
    }

    /// The language of a block of code, where the source names it.
    pub fn code_language(&self, flow: FlowId, block: u32) -> Option<&str> {
        let at = Anchor::new(flow, block, 0);
        self.code.binary_search_by_key(&at, |(at, _)| *at).ok().map(|found| self.code[found].1.as_str())
    }

    /// The line of the source that holds the byte, from 1.
    pub fn line(&self, source: u32) -> u32 {
        self.lines.partition_point(|&start| start <= source).max(1) as u32
    }

    /// The line of the file that holds the byte, from 1; `None` where the file has no lines.
    pub fn file_line(&self, source: u32) -> Option<u32> {
        (!self.manner.lineless).then(|| self.line(source))
    }

    /// The source byte from which the text at a place was read.
    pub fn source(&self, at: Anchor) -> u32 {
        self.block(at.flow, at.block).map_or(0, |block| block.origin.source(at.byte))
    }

    /// The place in the body that was read from a source byte, or the nearest before it.
    pub fn place(&self, source: u32) -> Anchor {
        // Blocks of the body begin in the order of the source; a joined one may reach over notes, never over a block.
        let after = self.body.blocks.partition_point(|block| block.origin.source(0) <= source);
        let block = after.saturating_sub(1) as u32;
        let byte = self.body.block(block).map_or(0, |b| floor_char(b.text.as_str(), b.origin.text(source, b.len())));
        Anchor::new(FlowId::Body, block, byte)
    }

    /// The heading of a block of the body, and the block's number, at or before a place; `None` before the first.
    pub fn section(&self, block: u32) -> Option<(u32, Heading)> {
        let after = self.headings.partition_point(|&heading| heading <= block);
        let heading = *self.headings.get(after.checked_sub(1)?)?;
        match self.body.block(heading)?.kind {
            Kind::Heading(found) => Some((heading, found)),
            _ => None,
        }
    }

    /// The page on which a place stands; that of a place in a note is where the note stood in the source.
    pub fn page_at(&self, at: Anchor) -> Option<&Page> {
        let after = match at.flow {
            FlowId::Body => self.pages.partition_point(|page| page.at <= at),
            FlowId::Note(_) => {
                let source = self.source(at);
                self.pages.partition_point(|page| page.source <= source)
            }
        };
        self.pages.get(after.checked_sub(1)?)
    }

    /// How far a place is into its flow, from 0 to 1, by bytes of text.
    pub fn fraction(&self, at: Anchor) -> f64 {
        let flow = self.flow(at.flow);
        let before = flow.before(at.block as usize) + u64::from(at.byte);
        if flow.bytes() == 0 { 0.0 } else { before as f64 / flow.bytes() as f64 }
    }

    /// The place at a fraction of a flow, from 0 to 1.
    pub fn at_fraction(&self, flow: FlowId, fraction: f64) -> Anchor {
        let bytes = (self.flow(flow).bytes() as f64 * fraction.clamp(0.0, 1.0)) as u64;
        let blocks = self.flow(flow).blocks.len();
        let block = partition(blocks, |block| self.flow(flow).before(block) <= bytes).saturating_sub(1);
        let byte = bytes.saturating_sub(self.flow(flow).before(block)) as u32;
        let byte = self.block(flow, block as u32).map_or(0, |b| floor_char(b.text.as_str(), byte));
        Anchor::new(flow, block as u32, byte)
    }

    /// The stops of one flow, in their order.
    pub fn stops_of(&self, flow: FlowId) -> &[Stop] {
        let from = self.stops.partition_point(|stop| stop.at.flow < flow);
        let to = self.stops.partition_point(|stop| stop.at.flow <= flow);
        &self.stops[from..to]
    }

    /// The stops whose first byte lies in a range of a block.
    pub fn stops_in(&self, flow: FlowId, block: u32, extent: Extent) -> &[Stop] {
        let from = self.stops.partition_point(|stop| stop.at < Anchor::new(flow, block, extent.start));
        let to = self.stops.partition_point(|stop| stop.at < Anchor::new(flow, block, extent.end));
        &self.stops[from..to]
    }

    /// What can be opened at a place: a marker or words that begin there, else the table of the block.
    pub fn stop_at(&self, at: Anchor) -> Option<Stop> {
        let here = self.stops_in(at.flow, at.block, Extent::new(at.byte, at.byte + 1));
        here.iter().find(|stop| stop.end > stop.at.byte).or(here.first()).copied()
    }

    /// Adds links that were found in the finished text: cross-references. Called once, before anyone reads.
    pub fn add_links(&mut self, links: impl IntoIterator<Item = (FlowId, u32, Extent, Target)>) {
        let mut links = links.into_iter().peekable();
        while let Some((flow, block, extent, target)) = links.next() {
            let mut spans = vec![Span { extent, mark: Mark::Link(target) }];
            while let Some((_, _, extent, target)) = links.next_if(|next| (next.0, next.1) == (flow, block)) {
                spans.push(Span { extent, mark: Mark::Link(target) });
            }
            let flow = match flow {
                FlowId::Body => &mut self.body,
                FlowId::Note(note) => match self.notes.get_mut(note.0 as usize) {
                    Some(note) => &mut note.flow,
                    None => continue,
                },
            };
            if let Some(block) = flow.blocks.get_mut(block as usize) {
                // What the source itself links leads where it says.
                spans.retain(|span| !block.text.spans_in(span.extent).any(|other| matches!(other.mark, Mark::Link(_))));
                block.text.add(spans);
            }
        }
        self.index();
    }

    /// Makes the indexes anew: stops, headings and the bytes before each block.
    pub(super) fn index(&mut self) {
        let mut stops = Vec::new();
        let mut headings = Vec::new();
        let mut bytes = 0;
        let ends = self.body.blocks.iter().map(|block| {
            bytes += u64::from(block.len());
            bytes
        });
        self.body.starts = std::iter::once(0).chain(ends).collect();
        index_flow(FlowId::Body, &self.body, &mut stops);
        headings.extend((0u32..).zip(&self.body.blocks).filter(|(_, block)| matches!(block.kind, Kind::Heading(_))).map(|(i, _)| i));
        for (i, note) in (0u32..).zip(&self.notes) {
            index_flow(FlowId::Note(NoteId(i)), &note.flow, &mut stops);
        }
        (self.stops, self.headings) = (stops, headings);
    }
}

/// The nearest character boundary at or before a byte.
pub fn floor_char(text: &str, byte: u32) -> u32 {
    let mut byte = (byte as usize).min(text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    byte as u32
}

/// How many of the numbers below `end` come before the first for which something no longer holds.
fn partition(end: usize, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (0, end);
    while low < high {
        let middle = (low + high) / 2;
        if holds(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

fn index_flow(id: FlowId, flow: &Flow, stops: &mut Vec<Stop>) {
    for (i, block) in (0u32..).zip(&flow.blocks) {
        if let Kind::Table(table) = block.kind {
            stops.push(Stop { at: Anchor::new(id, i, 0), end: 0, opens: Opens::Table(table) });
        }
        for span in block.text.spans() {
            let opens = match span.mark {
                Mark::Ref(reference) => Opens::Ref(reference),
                Mark::Link(target) => Opens::Link(target),
                Mark::Emph | Mark::Strong | Mark::Sup | Mark::Sub | Mark::Code | Mark::SmallCaps | Mark::Strike | Mark::Underline => continue,
            };
            stops.push(Stop { at: Anchor::new(id, i, span.extent.start), end: span.extent.end, opens });
        }
    }
}
