//! What writes: the blocks that are open, and what they stand in. How their words are written is for `ink`.

use std::ops::Range;

use super::citations::Citations;
use super::tables::Draft;
use crate::model::{Anchor, Builder, Extent, FlowId, Heading, Kind, Mark, Nest, NoteId, Writing};
use crate::read::limits::NESTED;

/// What a block that is being written will be.
#[derive(Debug)]
pub(super) enum Shape {
    /// Running text.
    Para,
    /// The title, as the front matter says it.
    Title,
    /// The authors, as the front matter says them.
    Byline,
    /// A heading of a level of the source, 1 to 6.
    Heading(u8),
    /// Lines that stand as they are.
    Code,
    /// A line between two parts.
    Rule,
    /// Lines that stand for the rows of a table in a note, which can hold none.
    Rows(Draft),
    /// A table of the body.
    Table(Draft),
}

/// What may hold blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Frame {
    /// A quotation.
    Quote,
    /// A list, and the number of its next item, where they are numbered.
    List(Option<u64>),
    /// An item.
    Item,
    /// What is set in below the block before it.
    Indent,
    /// A note.
    Note,
    /// What a tag of HTML opened, by its name.
    Tag(&'static str),
}

/// A frame with what it changed.
struct Opened {
    frame: Frame,
    /// Whether it is in `nest`.
    nested: bool,
    /// What was before a note began: the flow, where its nest began, and the labels that waited.
    before: Option<(FlowId, usize, Vec<Label>)>,
}

/// The label of an item that has no words yet.
#[derive(Debug, Clone)]
pub(super) struct Label {
    /// Its bytes in the source.
    pub(super) range: Range<usize>,
    /// What stands for it, with the blank behind it.
    pub(super) with: String,
    /// Whether it is a mere sign, for which that of a task may stand.
    pub(super) sign: bool,
}

/// A block that is being written.
pub(super) struct Leaf<'s> {
    pub(super) writing: Writing<'s>,
    pub(super) shape: Shape,
    /// Tells it from all others.
    pub(super) serial: u32,
    /// Bytes of its labels.
    pub(super) label: u32,
    /// A line end of code or a blank of HTML that is text only if more text comes.
    pub(super) waiting: Option<Range<usize>>,
    /// Line ends that are text only if more text comes, with what stands for each.
    pub(super) breaks: Vec<(Range<usize>, &'static str)>,
    /// Columns since the last line end of code.
    pub(super) column: usize,
    /// What holds links or code: addresses in it are not looked for.
    pub(super) covered: Vec<Extent>,
    /// Where the inline note ends that it is.
    pub(super) closes: Option<usize>,
}

/// A mark whose end was not met yet.
pub(super) struct Open {
    /// The block in which it began.
    pub(super) leaf: u32,
    /// Where it began in it.
    pub(super) start: u32,
    /// What it says; `None` where its end alone matters.
    pub(super) mark: Option<Mark>,
    /// The tag of HTML that opened it; empty for what Markdown opened.
    pub(super) tag: &'static str,
}

/// Writes a document.
pub(super) struct Pen<'s> {
    pub(super) source: &'s str,
    pub(super) builder: Builder<'s>,
    citations: Citations,
    pub(super) cursor: usize,
    /// What the next bytes are, where they do not tell it themselves.
    pub(super) rule: &'static str,
    /// The language of the code that is being written.
    pub(super) language: Option<String>,
    /// Places with a name, that of a block which is not closed yet.
    pub(super) names: Vec<(String, u32)>,
    /// Where pages of a printed text begin, by the source, with their numbers.
    pub(super) pages: Vec<(usize, String)>,
    pub(super) leaves: Vec<Leaf<'s>>,
    flow: FlowId,
    frames: Vec<Opened>,
    nest: Vec<Nest>,
    base: usize,
    pub(super) labels: Vec<Label>,
    /// Marks that Markdown opened: each has its end.
    pub(super) marks: Vec<Open>,
    /// Marks that tags opened.
    pub(super) tags: Vec<Open>,
    serials: u32,
    /// Headings by their block, with the level of the source.
    headings: Vec<(u32, u8)>,
}

impl<'s> Pen<'s> {
    pub(super) fn new(source: &'s str, builder: Builder<'s>, citations: Citations) -> Pen<'s> {
        Pen {
            source,
            builder,
            citations,
            cursor: 0,
            rule: "blank",
            language: None,
            names: Vec::new(),
            pages: Vec::new(),
            leaves: Vec::new(),
            flow: FlowId::Body,
            frames: Vec::new(),
            nest: Vec::new(),
            base: 0,
            labels: Vec::new(),
            marks: Vec::new(),
            tags: Vec::new(),
            serials: 0,
            headings: Vec::new(),
        }
    }

    /// The builder, and the headings by their block with the level of the source.
    pub(super) fn finish(mut self) -> (Builder<'s>, Vec<(u32, u8)>) {
        while self.close().is_some() || !self.leaves.is_empty() {}
        while !self.frames.is_empty() {
            self.leave_one();
        }
        self.gap(self.source.len(), "mark");
        for (name, _) in std::mem::take(&mut self.names) {
            let last = Anchor::new(FlowId::Body, self.builder.next_block(FlowId::Body).saturating_sub(1), 0);
            self.builder.name_place(&name, last);
        }
        super::pages::say(&mut self.builder, self.pages);
        (self.builder, self.headings)
    }

    /// Whether what is written goes into a table.
    pub(super) fn in_table(&self) -> bool {
        self.leaves.last().is_some_and(|leaf| matches!(leaf.shape, Shape::Table(_) | Shape::Rows(_)))
    }

    /// Whether words of the body are written, not those of a note.
    pub(super) fn in_body(&self) -> bool {
        self.flow == FlowId::Body
    }

    /// Opens a frame.
    pub(super) fn enter(&mut self, frame: Frame) {
        let nest = match frame {
            Frame::Quote | Frame::Tag("blockquote") => Some(Nest::Quote),
            Frame::Item | Frame::Tag("li") => Some(Nest::Item { label: 0 }),
            Frame::Indent | Frame::Tag("dd") => Some(Nest::Indent),
            Frame::List(_) | Frame::Note | Frame::Tag(_) => None,
        };
        let nested = nest.is_some() && self.nest.len() - self.base < NESTED;
        self.nest.extend(nest.filter(|_| nested));
        self.frames.push(Opened { frame, nested, before: None });
    }

    /// Begins a note that stands between blocks: what follows is its text.
    pub(super) fn enter_note(&mut self, note: NoteId) {
        let before = (self.flow, self.base, std::mem::take(&mut self.labels));
        (self.flow, self.base) = (FlowId::Note(note), self.nest.len());
        self.frames.push(Opened { frame: Frame::Note, nested: false, before: Some(before) });
    }

    /// Closes the frames of HTML within the last one of Markdown, and that.
    pub(super) fn leave(&mut self) {
        while let Some(frame) = self.frames.last().map(|opened| opened.frame) {
            self.leave_one();
            if !matches!(frame, Frame::Tag(_)) {
                return;
            }
        }
    }

    /// Closes the frames down to the one a tag opened, where there is one within the last of Markdown.
    pub(super) fn leave_tag(&mut self, name: &str) {
        let within = self.frames.iter().rev().take(NESTED).take_while(|opened| matches!(opened.frame, Frame::Tag(_)));
        let Some(depth) = within.clone().position(|opened| matches!(opened.frame, Frame::Tag(other) if other == name)) else { return };
        for _ in 0..=depth {
            self.leave_one();
        }
    }

    /// Whether the innermost frame is that of a tag.
    pub(super) fn is_within(&self, name: &str) -> bool {
        self.frames.last().is_some_and(|opened| matches!(opened.frame, Frame::Tag(other) if other == name))
    }

    fn leave_one(&mut self) {
        let Some(opened) = self.frames.pop() else { return };
        if matches!(opened.frame, Frame::Item | Frame::Tag("li")) && !self.labels.is_empty() {
            self.label_block();
        }
        if opened.nested {
            self.nest.pop();
        }
        if let Some((flow, base, labels)) = opened.before {
            (self.flow, self.base, self.labels) = (flow, base, labels);
        }
    }

    /// The list in which the next item stands.
    pub(super) fn list(&mut self) -> Option<&mut Option<u64>> {
        match self.frames.last_mut().map(|opened| &mut opened.frame) {
            Some(Frame::List(next)) => Some(next),
            _ => None,
        }
    }

    /// How many lists are open, up to a few.
    pub(super) fn lists(&self) -> usize {
        self.nest[self.base..].iter().filter(|nest| matches!(nest, Nest::Item { .. })).count()
    }

    /// The label of an item that was just entered: it goes before the first words.
    pub(super) fn label(&mut self, label: Label) {
        self.labels.push(label);
    }

    /// The sign of a task, which stands for the sign of its item.
    pub(super) fn task(&mut self, range: Range<usize>, with: &str) {
        if self.in_table() {
            return self.replace(range, with);
        }
        if self.labels.last().is_some_and(|label| label.sign) {
            self.labels.pop();
        }
        self.label(Label { range, with: with.to_owned(), sign: false });
    }

    /// Opens a block.
    pub(super) fn open(&mut self, shape: Shape) {
        if matches!(shape, Shape::Code | Shape::Rule | Shape::Table(_) | Shape::Rows(_)) && !self.labels.is_empty() {
            self.label_block();
        }
        let writing = self.builder.open(self.flow);
        self.push(writing, shape, None);
    }

    /// Opens an inline note: its words go into a flow of their own until it is closed.
    pub(super) fn open_inline_note(&mut self, note: NoteId, closes: usize) {
        let writing = self.builder.open(FlowId::Note(note));
        self.push(writing, Shape::Para, Some(closes));
    }

    fn push(&mut self, writing: Writing<'s>, shape: Shape, closes: Option<usize>) {
        self.serials += 1;
        let serial = self.serials;
        self.leaves.push(Leaf { writing, shape, serial, label: 0, waiting: None, breaks: Vec::new(), column: 0, covered: Vec::new(), closes });
    }

    /// A block of the labels that wait alone.
    pub(super) fn label_block(&mut self) {
        self.open(Shape::Para);
        self.ready(self.cursor);
        self.close();
    }

    /// Closes the inline notes that are open.
    pub(super) fn close_inline_notes(&mut self) {
        while self.leaves.last().is_some_and(|leaf| leaf.closes.is_some()) {
            self.close();
        }
    }

    /// Closes the block that words without one have opened.
    pub(super) fn close_open(&mut self) {
        self.close_inline_notes();
        if !self.leaves.is_empty() && !self.in_table() {
            self.close();
        }
    }

    /// Closes the innermost block; gives its place where it has any text.
    pub(super) fn close(&mut self) -> Option<Anchor> {
        let mut leaf = self.leaves.pop()?;
        // What was opened in it and is closed further on, or never, ends with it.
        for open in self.marks.iter().rev().take(NESTED).take_while(|open| open.leaf >= leaf.serial) {
            if let Some(mark) = open.mark {
                leaf.writing.mark(open.start.max(leaf.label), mark);
            }
        }
        self.tags.retain(|open| open.leaf != leaf.serial);
        leaf.drop_waiting(self.source);
        let is_note = leaf.closes.is_some();
        if leaf.writing.at() == 0 && !is_note {
            self.builder.dismiss(leaf.writing);
            return None;
        }
        let mut nest = if is_note { Vec::new() } else { self.nest[self.base..].to_vec() };
        if leaf.label > 0
            && let Some(Nest::Item { label }) = nest.iter_mut().rev().find(|nest| matches!(nest, Nest::Item { .. }))
        {
            *label = leaf.label;
        }
        let Leaf { mut writing, shape, covered, .. } = leaf;
        if !matches!(shape, Shape::Code) {
            super::addresses::mark_bare(&mut writing, &covered, &mut self.builder);
            self.citations.mark(&mut writing, &covered, self.source, &mut self.builder);
        }
        let number = self.builder.next_block(if is_note { FlowId::Body } else { self.flow });
        let kind = match shape {
            Shape::Para => Kind::Para,
            Shape::Title => Kind::Title,
            Shape::Byline => Kind::Byline,
            Shape::Code => Kind::Code,
            Shape::Rule => Kind::Rule,
            Shape::Rows(_) => Kind::Verse,
            Shape::Heading(level) if self.flow == FlowId::Body => {
                self.headings.push((number, level));
                let title = super::headings::title(writing.so_far(), super::headings::label(&nest));
                Kind::Heading(Heading { level, number: title.0, title: title.1 })
            }
            Shape::Heading(_) => Kind::Para,
            Shape::Table(draft) => {
                let table = draft.table(number, self.builder.document().tables.len());
                Kind::Table(self.builder.table(table))
            }
        };
        let at = self.builder.close(writing, kind, &nest);
        if kind == Kind::Code
            && let Some(language) = self.language.take()
        {
            self.builder.code_language(at, &language);
        }
        if !is_note {
            for (name, byte) in self.names.drain(..) {
                self.builder.name_place(&name, Anchor { byte, ..at });
            }
        }
        Some(at)
    }
}
