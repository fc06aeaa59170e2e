//! A document, or a passage of it, as Markdown: notes as `[^21]` with their definitions below, italics, lists, quotations, tables with pipes. Owns what
//! stands where and what notes are called; what has no form in Markdown stays as it is printed, and is said to be lost.

mod escape;
mod front;
mod nest;
mod table;
mod words;

use nest::{Holder, Label, Lines};

use super::losses::{Loss, Losses};
use super::names::Names;
use super::places::Places;
use super::slugs::Slugs;
use crate::model::{Anchor, Block, Document, Extent, FlowId, Kind, Link, Nest, NoteId, Passage, RefId};

/// The lowest level that a heading can have.
const LEVELS: usize = 6;

/// The passage. The notes that it refers to, and those that these refer to, are defined behind it.
pub fn markdown(document: &Document, passage: Passage) -> String {
    let mut writer = Writer::new(document);
    let mut parts = vec![writer.blocks(passage)];
    let mut at = 0;
    while let Some(&note) = writer.wanted.get(at) {
        parts.push(writer.note(note));
        at += 1;
    }
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// The whole document, with all its notes behind the text, and what Markdown cannot carry of it.
pub fn whole(document: &Document) -> (String, Losses) {
    let mut writer = Writer::new(document);
    writer.places = Places::new(document, &writer.slugs);
    writer.naming = true;
    let (front, said) = front::front(document, &writer.places).unwrap_or_default();
    let body = Passage { from: Anchor::new(FlowId::Body, said, 0), ..whole_flow(document, FlowId::Body) };
    let mut out = if said as usize >= document.body.blocks.len() { String::new() } else { writer.blocks(body) };
    // At the very start of a file it would be taken for the beginning of front matter.
    if front.is_empty() && out.starts_with("---\n") {
        out.replace_range(..3, "***");
    }
    for (id, note) in (0u32..).map(NoteId).zip(&document.notes) {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        if note.refs.is_empty() {
            writer.losses.add_at(Loss::Unreferenced, document, note.source);
            out.push_str(&format!("<!-- no marker leads to note {} -->\n\n", writer.names.of(id)));
        }
        out.push_str(&writer.note(id));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    (front + &out, writer.losses)
}

struct Writer<'d> {
    document: &'d Document,
    names: Names,
    slugs: Slugs,
    /// The places that are named: none of a passage.
    places: Places,
    /// Whether they are named where they stand.
    naming: bool,
    /// The block of the title.
    title: Option<u32>,
    /// The notes that were referred to, in that order, and by note whether it is one of them.
    wanted: Vec<NoteId>,
    is_wanted: Vec<bool>,
    losses: Losses,
    /// The block that is being written.
    here: Anchor,
    /// The mark of an item that has no words: it stands before the block that follows in it.
    alone: Option<Vec<Holder>>,
}

impl<'d> Writer<'d> {
    fn new(document: &'d Document) -> Writer<'d> {
        let is_wanted = vec![false; document.notes.len()];
        let (names, slugs) = (Names::new(document), Slugs::new(document));
        Writer {
            document,
            names,
            slugs,
            places: Places::default(),
            naming: false,
            title: super::slugs::title(document),
            wanted: Vec::new(),
            is_wanted,
            losses: Losses::default(),
            here: Anchor::START,
            alone: None,
        }
    }

    /// The definition of a note.
    fn note(&mut self, note: NoteId) -> String {
        let text = self.blocks(whole_flow(self.document, FlowId::Note(note)));
        let mut out = format!("[^{}]:", self.names.of(note));
        for (number, line) in text.split('\n').enumerate() {
            out.push_str(match (number, line.is_empty()) {
                (0, true) => "",
                (0, false) => " ",
                (_, true) => "\n",
                (_, false) => "\n    ",
            });
            out.push_str(line);
        }
        out
    }

    /// The blocks of a passage; a paragraph that is kept in pieces is one.
    fn blocks(&mut self, passage: Passage) -> String {
        let flow = passage.from.flow;
        let mut lines = Lines::default();
        let blocks = &self.document.flow(flow).blocks;
        let mut number = passage.from.block as usize;
        while number <= passage.to.block as usize && number < blocks.len() {
            let pieces = 1 + blocks[number + 1..].iter().take_while(|block| block.continues).count();
            let within = (passage.from.block as usize) < number && number < passage.to.block as usize;
            let mut parts = Vec::new();
            for (at, block) in (number as u32..).zip(&blocks[number..number + pieces]) {
                match passage.part(flow, at, block.len()) {
                    Some(part) => parts.push((at, part)),
                    // A rule of which nothing was printed.
                    None if within && block.kind == Kind::Rule => parts.push((at, Extent::default())),
                    None => {}
                }
            }
            if let Some(&(first, _)) = parts.first() {
                self.here = Anchor::new(flow, first, 0);
                let next = blocks.get(number + pieces).filter(|_| number + pieces <= passage.to.block as usize);
                self.put(&blocks[first as usize], next, &parts, &mut lines);
            }
            number += pieces;
        }
        lines.finish()
    }

    /// Puts a block behind the lines; `parts` are it and the blocks that go on with it, `next` is the one behind them.
    fn put(&mut self, block: &Block, next: Option<&Block>, parts: &[(u32, Extent)], lines: &mut Lines) {
        let part = parts[0].1;
        let (holders, label, behind) = self.holders(block, part);
        let holders = self.alone.take().unwrap_or(holders);
        if label > 0 && label == block.len() && behind.is_empty() && next.is_some_and(|next| goes_on(block, next)) {
            self.alone = Some(holders);
            return;
        }
        // Where nothing can be put between the words, places are named before them.
        let apart = matches!(block.kind, Kind::Code | Kind::Rule | Kind::Table(_)) || block.kind == Kind::Verse && is_set(block);
        let names = if apart { self.names_of(parts) } else { String::new() };
        let mut holders = holders;
        if !names.is_empty() {
            lines.block(&holders, &names, false);
            if let Some(Holder::Item(label)) = holders.last_mut() {
                *label = None;
            }
        }
        let naming = self.naming;
        self.naming &= !apart;
        let whole = part == Extent::new(0, block.len());
        let rest = Extent::new(part.start.max(label), part.end);
        let text = match block.kind {
            Kind::Title if part.start == 0 && self.is_title() => self.heading(1, block, rest),
            Kind::Heading(heading) if part.start == 0 => self.heading(usize::from(heading.level) + 1, block, rest),
            Kind::Rule if escape::is_rule(block.text.as_str()) => block.text.as_str().trim().to_owned(),
            Kind::Rule => {
                if block.text.as_str().contains(|c: char| !" -_*=—–―─━.·•+~".contains(c)) {
                    self.lose(Loss::Ornament, 0);
                }
                "---".to_owned()
            }
            Kind::Table(id) if whole && let Some(table) = self.document.table(id) => self.table(table, &block.text),
            Kind::Table(_) => self.rows(&block.text, part),
            Kind::Code => {
                let language = self.document.code_language(self.here.flow, self.here.block).filter(|language| !language.contains('`'));
                escape::fenced(&self.raw(block, parts), language.unwrap_or(""))
            }
            Kind::Verse if is_set(block) => escape::fenced(&self.raw(block, parts), ""),
            Kind::Title | Kind::Heading(_) | Kind::Para | Kind::Byline | Kind::Verse => {
                let mut words = String::new();
                for &(number, part) in parts {
                    let extent = if number == self.here.block { rest } else { part };
                    self.here.block = number;
                    words.push_str(&match self.document.block(self.here.flow, number) {
                        Some(block) => self.words(&block.text, extent),
                        None => String::new(),
                    });
                }
                behind + &words.trim_end().split('\n').map(|line| escape::line_start(line.trim_end())).collect::<Vec<_>>().join("\\\n")
            }
        };
        self.naming = naming;
        let is_words = matches!(block.kind, Kind::Para | Kind::Byline);
        if !lines.block(&holders, &text, is_words) {
            self.lose(Loss::Indent, 0);
        }
    }

    fn heading(&mut self, level: usize, block: &Block, part: Extent) -> String {
        if level > LEVELS {
            self.lose(Loss::Level, 0);
        }
        let words = self.words(&block.text, part).trim().replace('\n', "<br>");
        format!("{} {}", "#".repeat(level.min(LEVELS)), escape::heading(&words))
    }

    /// What a block stands in, the bytes of its label, and what of the label stands before its words.
    fn holders(&mut self, block: &Block, part: Extent) -> (Vec<Holder>, u32, String) {
        let last = block.nest.iter().rposition(|nest| matches!(nest, Nest::Item { .. }));
        let mut holders = Vec::with_capacity(block.nest.len());
        let (mut bytes, mut behind) = (0, String::new());
        for (at, nest) in block.nest.iter().enumerate() {
            holders.push(match nest {
                Nest::Quote => Holder::Quote,
                Nest::Indent => Holder::Indent,
                &Nest::Item { label } if Some(at) == last && label > 0 && part.start == 0 && label <= part.end => {
                    match Label::of(block.text.slice(Extent::new(0, label))) {
                        Some((mark, rest)) => {
                            (bytes, behind) = (label, rest);
                            Holder::Item(Some(mark))
                        }
                        // A label that Markdown has not is words, at the place of the item.
                        None => {
                            self.lose(Loss::Label, 0);
                            continue;
                        }
                    }
                }
                Nest::Item { .. } => Holder::Item(None),
            });
        }
        (holders, bytes, behind)
    }

    /// Whether the block that is being written is the title: of several, as a number and the words below it, the last.
    fn is_title(&self) -> bool {
        self.title == Some(self.here.block)
    }

    /// The places with names in a range of the block that is being written.
    fn named_in(&self, extent: Extent) -> Vec<(u32, usize)> {
        self.document.block(self.here.flow, self.here.block).map_or(Vec::new(), |block| self.places.within(self.here, block, extent))
    }

    /// The signs of all places in some blocks.
    fn names_of(&self, parts: &[(u32, Extent)]) -> String {
        let blocks = parts.iter().filter_map(|&(number, part)| Some((number, part, self.document.block(self.here.flow, number)?)));
        let names = blocks.flat_map(|(number, part, block)| self.places.within(Anchor { block: number, ..self.here }, block, part));
        names.filter_map(|(_, number)| self.places.get(number)).map(|named| words::anchor(&named.name)).collect()
    }

    /// The characters of a block and of those that go on with it.
    fn raw(&self, block: &Block, parts: &[(u32, Extent)]) -> String {
        let pieces = parts.iter().map(|&(number, part)| self.document.block(self.here.flow, number).unwrap_or(block).text.slice(part));
        pieces.collect()
    }

    /// What the note of a marker is called, and that it is wanted; `None` where it has none.
    fn refer(&mut self, reference: RefId) -> Option<String> {
        let found = self.document.reference(reference)?;
        let note = found.link.note()?;
        if matches!(found.link, Link::Likely(..)) {
            self.losses.add(Loss::Likely, self.document, found.at);
        }
        if !std::mem::replace(&mut self.is_wanted[note.0 as usize], true) {
            self.wanted.push(note);
        }
        Some(self.names.of(note).to_owned())
    }

    /// Notes that something of the block being written has no form.
    fn lose(&mut self, loss: Loss, byte: u32) {
        self.losses.add(loss, self.document, Anchor { byte, ..self.here });
    }
}

/// All of a flow.
fn whole_flow(document: &Document, flow: FlowId) -> Passage {
    let last = (document.flow(flow).blocks.len() as u32).saturating_sub(1);
    Passage { from: Anchor::new(flow, 0, 0), to: Anchor::new(flow, last, u32::MAX) }
}

/// Whether a block goes on with the item of the one before it.
fn goes_on(before: &Block, next: &Block) -> bool {
    before.nest.len() == next.nest.len() && matches!(next.nest.last(), Some(Nest::Item { label: 0 })) && matches!(before.nest.last(), Some(Nest::Item { .. }))
}

/// Whether the lines of a block are set with blanks, as a drawing is, and hold no marks: Markdown keeps such as code alone.
fn is_set(block: &Block) -> bool {
    block.text.spans().is_empty() && block.text.as_str().lines().any(|line| line.trim_start().contains("   "))
}
