//! The only maker of text. A reader says what each range of its source is; the builder makes the strings, keeps the
//! way back to the source, and writes the ledger in the same stroke, so that the two cannot disagree.

use std::collections::HashMap;
use std::ops::Range;

use super::block::{Block, Flow, Kind, Nest, Origin};
use super::clean;
use super::document::{Document, Join, Meta, Page, Warning, floor_char};
use super::ledger::{Entry, Fate, Ledger, Reasons};
use super::manner::DataManner;
use super::note::{Link, Note, NoteRef, Series};
use super::place::{Anchor, Extent, FlowId, NoteId, RefId, TableId};
use super::table::Table;
use super::text::{Mark, Span, Text};
use super::writing::Writing;

/// Most bytes of one block: a longer paragraph is kept in pieces, so that the layout of one stays under a frame.
pub const BLOCK_BYTES: usize = 64 << 10;

/// Most lines for which it is said that characters were taken out of them.
const TAKEN_LINES: usize = 100;

/// What a reader made of a source.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The document.
    pub document: Document,
    /// What was odd, in the order of the source.
    pub warnings: Vec<Warning>,
    /// What became of every byte.
    pub ledger: Ledger,
}

/// Takes a document together, block by block.
pub struct Builder<'s> {
    source: &'s str,
    pub(super) document: Document,
    warnings: Vec<Warning>,
    pub(super) ledger: Ledger,
    /// How often each printed number of a table was met.
    table_ids: HashMap<String, u32>,
    /// Lines out of which characters were taken that a terminal must not get.
    lines_taken: usize,
    pub(super) account: Account,
}

/// Whether the ledger is kept. It takes about as much memory as the text, and only who asks what became of the source needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Account {
    /// Every entry is kept.
    #[default]
    Kept,
    /// The ledger stays empty.
    Dropped,
}

impl<'s> Builder<'s> {
    /// A builder over the decoded source.
    pub fn new(source: &'s str) -> Builder<'s> {
        let mut lines = vec![0];
        // A carriage return by itself ends a line too.
        let bytes = source.as_bytes();
        lines.extend(memchr::memchr2_iter(b'\n', b'\r', bytes).filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n')).map(|at| at as u32 + 1));
        if lines.len() > 1 && lines.last() == Some(&(source.len() as u32)) {
            lines.pop();
        }
        lines.shrink_to_fit();
        Builder {
            source,
            document: Document { lines, ..Document::default() },
            warnings: Vec::new(),
            ledger: Ledger::default(),
            account: Account::Kept,
            table_ids: HashMap::new(),
            lines_taken: 0,
        }
    }

    /// Says whether the ledger is kept.
    pub fn account(&mut self, account: Account) {
        self.account = account;
    }

    /// Makes room for so many blocks of the body, and so many notes.
    pub fn expect(&mut self, blocks: usize, notes: usize) {
        self.document.body.blocks.reserve_exact(blocks);
        self.document.notes.reserve_exact(notes);
    }

    /// Says what the front of the document says; texts are made safe here.
    pub fn meta(&mut self, meta: Meta) {
        let safe = |text: String| clean::line(&text).into_owned();
        let authors = meta.authors.into_iter().map(safe).collect();
        self.document.meta = Meta { title: meta.title.map(safe), number: meta.number.map(safe), authors, date: meta.date.map(safe), apart: meta.apart };
    }

    /// Says the language of the document as a two-letter code.
    pub fn language(&mut self, language: Option<&'static str>) {
        self.document.language = language;
    }

    /// Says how the data of the document were read.
    pub fn data(&mut self, data: DataManner) {
        self.document.manner.data = Some(data);
    }

    /// Begins a numbering; `section` is the number or title of the heading under which it begins.
    pub fn series(&mut self, section: Option<String>) -> u32 {
        self.document.series.push(Series { section: section.map(|section| clean::line(&section).into_owned()) });
        self.document.series.len() as u32 - 1
    }

    /// Begins a note, which stood in the source at `source`. Notes are begun in the order of the source.
    pub fn note(&mut self, label: String, series: u32, source: usize) -> NoteId {
        let label = clean::line(&label).into_owned();
        self.document.notes.push(Note { label, series, flow: Flow::default(), refs: Vec::new(), home: Anchor::START, source: source as u32 });
        NoteId(self.document.notes.len() as u32 - 1)
    }

    /// Begins a block at the end of a flow.
    pub fn open(&self, flow: FlowId) -> Writing<'s> {
        Writing::new(self.source, flow)
    }

    /// The number that the next block of a flow will have.
    pub fn next_block(&self, flow: FlowId) -> u32 {
        self.document.flow(flow).blocks.len() as u32
    }

    /// Ends a block. Gives the place of its first byte; a text over 64 KiB becomes several blocks, unless it is a table.
    pub fn close(&mut self, writing: Writing<'s>, kind: Kind, nest: &[Nest]) -> Anchor {
        self.end(writing, kind, nest, false)
    }

    /// Ends a block that goes on with the one before it.
    pub fn close_on(&mut self, writing: Writing<'s>, kind: Kind) -> Anchor {
        self.end(writing, kind, &[], true)
    }

    /// Adds the table whose text was closed as the block `table.block`.
    pub fn table(&mut self, mut table: Table) -> TableId {
        table.id = clean::line(&table.id).into_owned();
        let mut id = table.id.clone();
        while let Some(times) = self.table_ids.get_mut(&id) {
            *times += 1;
            id = format!("{}-{times}", table.id);
        }
        self.table_ids.insert(id.clone(), 1);
        table.id = id;
        self.document.tables.push(table);
        TableId(self.document.tables.len() as u32 - 1)
    }

    /// Says that the paragraph at `at` had been cut there, its first half ending at the source byte `source`.
    pub fn join(&mut self, at: Anchor, source: usize) {
        // A paragraph that is kept in pieces was closed by now: the place is found again in its piece.
        let mut at = at;
        while let Some(block) = self.document.block(at.flow, at.block)
            && at.byte >= block.len()
            && self.document.block(at.flow, at.block + 1).is_some_and(|next| next.continues)
        {
            at = Anchor::new(at.flow, at.block + 1, at.byte - block.len());
        }
        self.document.joins.push(Join { at, source: source as u32 });
    }

    /// Says that a page with a printed number begins at a source byte. Pages are said in the order of the source.
    pub fn page(&mut self, source: u32, label: String) {
        let label = clean::line(&label).into_owned();
        self.document.pages.push(Page { at: Anchor::START, label, source });
    }

    /// A range of the source that is no text but said something about it.
    pub fn markup(&mut self, range: Range<usize>, rule: &'static str) {
        self.enter(range, Fate::Markup(rule));
    }

    /// A range of the source that belonged to the page.
    pub fn furniture(&mut self, range: Range<usize>, rule: &'static str) {
        self.enter(range, Fate::Furniture(rule));
    }

    /// Why the steps before this one decided as they did.
    pub fn reasons(&mut self, reasons: Reasons) {
        self.ledger.reasons.extend(reasons.given);
    }

    /// Something odd at a source byte; it is kept, and said.
    pub fn warn(&mut self, kind: &'static str, source: usize, message: String) {
        let line = self.document.line(source as u32);
        self.warnings.push(Warning { kind, source: source as u32, line, message: clean::line(&message).into_owned() });
    }

    /// The document so far.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The finished document.
    pub fn finish(mut self) -> Reading {
        self.document.index();
        // Markers stand before their notes: only now are all of both known. A link to a note that never came is none.
        for i in 0..self.document.refs.len() {
            let Some(note) = self.document.refs[i].link.note() else { continue };
            match self.document.notes.get_mut(note.0 as usize) {
                Some(note) => note.refs.push(RefId(i as u32)),
                None => self.document.refs[i].link = Link::None("its note was not found".to_owned()),
            }
        }
        // Where a note stood: the place in the body that was read last before it.
        for i in 0..self.document.notes.len() {
            let home = self.document.place(self.document.notes[i].source);
            self.document.notes[i].home = home;
        }
        for i in 0..self.document.pages.len() {
            self.document.pages[i].at = self.document.place(self.document.pages[i].source);
        }
        if self.lines_taken > TAKEN_LINES {
            self.warn("control-character", self.source.len(), format!("and characters were taken out of {} more lines", self.lines_taken - TAKEN_LINES));
        }
        // Notes stand between the blocks of the body.
        self.document.code.sort();
        self.ledger.sort();
        self.warnings.sort_by_key(|warning| warning.source);
        Reading { document: self.document, warnings: self.warnings, ledger: self.ledger }
    }

    fn end(&mut self, writing: Writing<'s>, kind: Kind, nest: &[Nest], goes_on: bool) -> Anchor {
        let first = self.next_block(writing.flow);
        let whole = writing.string.len() <= BLOCK_BYTES || !matches!(kind, Kind::Para | Kind::Verse | Kind::Code);
        let cuts = if whole { Vec::new() } else { cuts(&writing) };
        let Writing { flow, string, spans, origin, entries, refs, taken, .. } = writing;
        self.say_taken(&taken);
        let piece_of = |byte: u32| cuts.partition_point(|&cut| cut <= byte) as u32;
        let start_of = |piece: u32| piece.checked_sub(1).map_or(0, |i| cuts[i as usize]);

        let mut spans = spans;
        for (extent, label, link) in refs {
            let piece = piece_of(extent.start);
            let id = RefId(self.document.refs.len() as u32);
            let at = Anchor::new(flow, first + piece, extent.start - start_of(piece));
            self.document.refs.push(NoteRef { label: clean::line(&label).into_owned(), at, len: extent.end - extent.start, link });
            spans.push(Span { extent, mark: Mark::Ref(id) });
        }
        if self.account == Account::Kept {
            self.file(entries, flow, first, &cuts);
        }
        let mut whole = Text::new(string, spans);
        for piece in 0..=cuts.len() as u32 {
            let start = start_of(piece);
            let end = cuts.get(piece as usize).copied().unwrap_or(whole.as_str().len() as u32);
            let text = if cuts.is_empty() { std::mem::take(&mut whole) } else { whole.part(Extent::new(start, end)) };
            let origin = part_of_origin(&origin, start, end);
            let block = Block { kind, nest: nest.into(), text, continues: goes_on || piece > 0, origin };
            match flow {
                FlowId::Body => self.document.body.blocks.push(block),
                FlowId::Note(note) => {
                    if let Some(note) = self.document.notes.get_mut(note.0 as usize) {
                        // Nearly every note is one block.
                        note.flow.blocks.reserve_exact(1);
                        note.flow.blocks.push(block);
                    }
                }
            }
        }
        Anchor::new(flow, first, 0)
    }

    fn enter(&mut self, range: Range<usize>, fate: Fate) {
        if !range.is_empty() && self.account == Account::Kept {
            self.ledger.entries.push(Entry { range: range.start as u32..range.end as u32, fate, to: None });
        }
    }

    /// Says, a line of the source at a time, what was taken out of it.
    fn say_taken(&mut self, taken: &[u32]) {
        for line in taken.chunk_by(|one, other| self.document.line(*one) == self.document.line(*other)).map(<[u32]>::to_vec).collect::<Vec<_>>() {
            self.lines_taken += 1;
            if self.lines_taken > TAKEN_LINES {
                continue;
            }
            let first = self.source[line[0] as usize..].chars().next().map_or(0, u32::from);
            let more = match line.len() {
                1 => " was".to_owned(),
                2 => " and another character were".to_owned(),
                several => format!(" and {} other characters were", several - 1),
            };
            self.warn("control-character", line[0] as usize, format!("U+{first:04X}{more} taken out: a terminal could be disturbed"));
        }
    }

    /// Files the entries of a block, each under the piece its text went to.
    fn file(&mut self, entries: Vec<Entry>, flow: FlowId, first: u32, cuts: &[u32]) {
        let mut byte = 0u32;
        let mut piece = 0u32;
        let place = |piece: u32| Some((flow, first + piece));
        for mut entry in entries {
            let end = byte + text_len(&entry);
            while let Some(&cut) = cuts.get(piece as usize)
                && cut < end
            {
                if cut > byte && entry.fate == Fate::Text {
                    let middle = entry.range.start + (cut - byte);
                    self.ledger.entries.push(Entry { range: entry.range.start..middle, fate: Fate::Text, to: place(piece) });
                    entry.range.start = middle;
                    byte = cut;
                }
                piece += 1;
            }
            byte = end;
            entry.to = if matches!(entry.fate, Fate::Markup(_) | Fate::Furniture(_)) { None } else { place(piece) };
            self.ledger.entries.push(entry);
        }
    }
}

/// Where a long text is cut: behind a line end or blank near each 64 KiB, else at any character; never inside a marker, or inside
/// what stands for one range of the source.
fn cuts(writing: &Writing<'_>) -> Vec<u32> {
    let string = writing.string.as_str();
    let held = held_together(writing);
    let mut cuts = Vec::new();
    let mut from = 0;
    while string.len() - from > BLOCK_BYTES {
        let limit = floor_char(string, (from + BLOCK_BYTES) as u32) as usize;
        let window = &string.as_bytes()[from + BLOCK_BYTES / 2..limit];
        let behind = |byte| memchr::memrchr(byte, window).map(|at| from + BLOCK_BYTES / 2 + at + 1);
        let cut = behind(b'\n').or_else(|| behind(b' ')).unwrap_or(limit);
        let holds = held[..held.partition_point(|held| held.start < cut as u32)].last().filter(|held| held.end > cut as u32);
        from = holds.map_or(cut, |held| if held.start as usize > from { held.start } else { held.end } as usize);
        if from < string.len() {
            cuts.push(from as u32);
        }
    }
    cuts
}

/// The parts of a text that are not to be cut, ascending, none of which touches another.
fn held_together(writing: &Writing<'_>) -> Vec<Range<u32>> {
    let mut byte = 0;
    let replaced = writing.entries.iter().filter_map(|entry| {
        let start = byte;
        byte += text_len(entry);
        (matches!(entry.fate, Fate::Replaced(_)) && byte > start + 1).then_some(start..byte)
    });
    let mut held: Vec<Range<u32>> = replaced.chain(writing.refs.iter().map(|(extent, ..)| extent.start..extent.end)).collect();
    held.sort_unstable_by_key(|held| (held.start, held.end));
    held.dedup_by(|next, held| {
        let overlaps = next.start < held.end;
        held.end = if overlaps { held.end.max(next.end) } else { held.end };
        overlaps
    });
    held
}

/// Bytes of text that an entry of a block made.
fn text_len(entry: &Entry) -> u32 {
    match &entry.fate {
        Fate::Text => entry.range.end - entry.range.start,
        Fate::Replaced(with) => with.len() as u32,
        Fate::Markup(_) | Fate::Furniture(_) | Fate::Hyphen => 0,
    }
}

fn part_of_origin(origin: &[(u32, u32)], start: u32, end: u32) -> Origin {
    let first = origin.partition_point(|&(text, _)| text <= start).saturating_sub(1);
    let pairs = &origin[first.min(origin.len())..];
    // Of a byte for which several stand, as blanks for a TAB, the piece behind the cut must not reach into the next one.
    let most = pairs.get(1).map_or(u32::MAX, |&(_, source)| source - 1);
    let pairs = pairs.iter().take_while(|&&(text, _)| text < end.max(1));
    Origin(pairs.map(|&(text, source)| if text < start { (0, (source + (start - text)).min(most)) } else { (text - start, source) }).collect())
}
