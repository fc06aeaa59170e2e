//! How words are written into the open block, and how far the source is accounted for: everything before the cursor is in the
//! ledger, and what lies between it and the next words is markup.

use std::ops::Range;

use super::pen::{Leaf, Open, Pen, Shape};
use crate::model::{Extent, Mark};
use crate::read::limits::NESTED;

/// Columns between two stops of the TAB.
const TAB_STOP: usize = 4;

impl<'s> Pen<'s> {
    /// Words of the source that stand as they are.
    pub(super) fn text(&mut self, range: Range<usize>) {
        let start = range.start.max(self.cursor);
        if start >= range.end {
            return;
        }
        self.ready(start);
        self.cursor = range.end;
        let bytes = self.source.as_bytes();
        let Some(leaf) = self.leaves.last_mut() else { return };
        let mut from = start;
        while let Some(at) = memchr::memchr3(b'\t', b'\n', b'\r', &bytes[from..range.end]).map(|at| from + at) {
            leaf.piece(from..at);
            let pair = bytes[at] == b'\r' && at + 1 < range.end && bytes[at + 1] == b'\n';
            from = at + if pair { 2 } else { 1 };
            match (&leaf.shape, bytes[at]) {
                (Shape::Code, b'\t') => {
                    let blanks = TAB_STOP - leaf.column % TAB_STOP;
                    leaf.replace(at..from, &" ".repeat(blanks));
                }
                (Shape::Code, _) => {
                    leaf.flush();
                    leaf.waiting = Some(at..from);
                    leaf.column = 0;
                }
                _ => leaf.replace(at..from, " "),
            }
        }
        leaf.piece(from..range.end);
    }

    /// A range of the source for which something else stands.
    pub(super) fn replace(&mut self, range: Range<usize>, with: &str) {
        if range.start < self.cursor || range.is_empty() {
            return;
        }
        self.ready(range.start);
        self.cursor = range.end;
        if let Some(leaf) = self.leaves.last_mut() {
            leaf.replace(range, with);
        }
    }

    /// A value of the front matter, behind what parts it from the one before.
    pub(super) fn value(&mut self, value: &super::front::Value, between: &str) {
        if !between.is_empty() {
            self.replace(self.cursor..value.range.start, between);
        }
        if self.source[value.range.clone()] == value.text { self.text(value.range.clone()) } else { self.replace(value.range.clone(), &value.text) }
    }

    /// A range of the source that is a blank between words, and nothing at the start and the end of them.
    pub(super) fn space(&mut self, range: Range<usize>) {
        self.gap(range.start, self.rule);
        let from = self.cursor;
        match self.leaves.last_mut() {
            Some(leaf) if range.end > from && leaf.waiting.is_none() && leaf.has_words() => {
                leaf.waiting = Some(from..range.end);
                self.cursor = range.end;
            }
            _ => self.gap(range.end, self.rule),
        }
    }

    /// A line end that stays, where words stand before it and behind it.
    pub(super) fn line_break(&mut self, range: Range<usize>) {
        let in_table = self.in_table();
        match self.leaves.last() {
            Some(leaf) if matches!(leaf.shape, Shape::Code) => self.replace(range, "\n"),
            Some(leaf) if leaf.writing.at() > leaf.label && range.start >= self.cursor => {
                self.ready(range.start);
                self.cursor = range.end;
                if let Some(leaf) = self.leaves.last_mut() {
                    // A blank before it is none.
                    if let Some(blank) = leaf.waiting.take() {
                        let rule = rule_of(&self.source.as_bytes()[blank.clone()], "blank");
                        leaf.writing.markup(blank, rule);
                    }
                    leaf.breaks.push((range, if in_table { " " } else { "\n" }));
                }
            }
            _ => self.gap(range.end, self.rule),
        }
    }

    /// Says of the source up to a byte that it is no text.
    pub(super) fn gap(&mut self, to: usize, rule: &'static str) {
        // The label of an item before a block that has none for it stands by itself.
        if self.leaves.is_empty() && self.labels.first().is_some_and(|label| (self.cursor..to).contains(&label.range.start)) {
            self.label_block();
        }
        if to <= self.cursor {
            return;
        }
        let range = self.cursor..to;
        self.cursor = to;
        let rule = rule_of(&self.source.as_bytes()[range.clone()], rule);
        match self.leaves.last_mut() {
            Some(leaf) => leaf.writing.markup(range, rule),
            None if rule == "mark" && self.source[range.clone()].contains(char::is_alphanumeric) => self.passed_over(range),
            None => self.builder.markup(range, rule),
        }
    }

    /// Writes the words over which the parser passed, as behind a line end that is none to it: they are lost to nobody.
    fn passed_over(&mut self, range: Range<usize>) {
        let passed = &self.source[range.clone()];
        let from = range.start + passed.len() - passed.trim_start().len();
        self.cursor = range.start;
        self.open(Shape::Para);
        self.text(from..from + passed.trim().len());
        self.close();
        self.gap(range.end, "line end");
    }

    /// Makes ready for words that begin at a byte of the source: a block is open, and has its labels.
    pub(super) fn ready(&mut self, at: usize) {
        if self.leaves.is_empty() {
            self.open(Shape::Para);
        }
        if !self.labels.is_empty() && !self.in_table() {
            for label in std::mem::take(&mut self.labels) {
                if label.range.start >= self.cursor {
                    self.gap(label.range.start, self.rule);
                    self.cursor = label.range.end;
                    if let Some(leaf) = self.leaves.last_mut() {
                        leaf.writing.replace(label.range, &label.with);
                        leaf.label = leaf.writing.at();
                    }
                }
            }
        }
        self.gap(at, self.rule);
    }

    /// Begins a mark of Markdown; it has its `end_mark`.
    pub(super) fn begin_mark(&mut self, mark: Option<Mark>) {
        if self.leaves.is_empty() {
            self.open(Shape::Para);
        }
        let open = self.opened("", mark);
        self.marks.extend(open);
    }

    /// Ends the mark of Markdown that was begun last. Gives where its words begin, if they are of this block.
    pub(super) fn end_mark(&mut self) -> Option<u32> {
        let open = self.marks.pop()?;
        self.marked(open)
    }

    /// Begins a mark of HTML.
    pub(super) fn begin_tag(&mut self, tag: &'static str, mark: Option<Mark>) {
        let open = self.opened(tag, mark);
        self.tags.extend(open);
    }

    /// Ends the mark of HTML that a tag began last in this block.
    pub(super) fn end_tag(&mut self, tag: &str) -> Option<u32> {
        let serial = self.leaves.last()?.serial;
        let back = self.tags.iter().rev().take(NESTED).take_while(|open| open.leaf == serial).position(|open| open.tag == tag)?;
        let open = self.tags.remove(self.tags.len() - 1 - back);
        self.marked(open)
    }

    fn opened(&self, tag: &'static str, mark: Option<Mark>) -> Option<Open> {
        let leaf = self.leaves.last()?;
        Some(Open { leaf: leaf.serial, start: leaf.next(), mark, tag })
    }

    fn marked(&mut self, open: Open) -> Option<u32> {
        let leaf = self.leaves.last_mut().filter(|leaf| leaf.serial == open.leaf)?;
        // A label that came with the first words is not marked.
        let start = open.start.max(leaf.label);
        if let Some(mark) = open.mark {
            if matches!(mark, Mark::Link(_) | Mark::Code) {
                leaf.covered.push(Extent::new(start, leaf.writing.at()));
            }
            leaf.writing.mark(start, mark);
            let extent = Extent::new(start, leaf.writing.at());
            if mark == Mark::Strong && self.in_table() {
                self.strong(extent);
            }
        }
        Some(start)
    }
}

impl Leaf<'_> {
    /// The byte of the text at which the next words begin.
    pub(super) fn next(&self) -> u32 {
        self.writing.at() + u32::from(self.waiting.is_some()) + self.breaks.len() as u32
    }

    /// Whether there are words behind which a blank may stand.
    fn has_words(&self) -> bool {
        self.breaks.is_empty() && self.writing.at() > self.label && !self.writing.so_far().ends_with([' ', '\n', '\t'])
    }

    fn piece(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        self.flush();
        if matches!(self.shape, Shape::Code) {
            self.column += range.len();
        }
        self.writing.text(range);
    }

    fn replace(&mut self, range: Range<usize>, with: &str) {
        self.flush();
        self.column += with.len();
        // A TAB or line end by name is a blank: it parts no cells and no lines.
        match with {
            "\n" => self.writing.replace(range, with),
            _ => self.writing.replace(range, &with.replace(['\t', '\n', '\r'], " ")),
        }
    }

    /// Says of the blank that waits for words that none come.
    pub(super) fn drop_waiting(&mut self, source: &str) {
        for (range, _) in std::mem::take(&mut self.breaks) {
            let rule = rule_of(&source.as_bytes()[range.clone()], "line end");
            self.writing.markup(range, rule);
        }
        if let Some(waiting) = self.waiting.take() {
            let rule = rule_of(&source.as_bytes()[waiting.clone()], "line end");
            self.writing.markup(waiting, rule);
        }
    }

    /// Writes the blank or line end that waits for words.
    fn flush(&mut self) {
        for (range, blank) in std::mem::take(&mut self.breaks) {
            self.writing.replace(range, blank);
        }
        if let Some(waiting) = self.waiting.take() {
            self.writing.replace(waiting, if matches!(self.shape, Shape::Code) { "\n" } else { " " });
        }
    }
}

/// What bytes are that are no text, where they tell it better than what was met last.
pub(super) fn rule_of(bytes: &[u8], rule: &'static str) -> &'static str {
    let vague = matches!(rule, "mark" | "table rule" | "list mark" | "quote mark" | "blank" | "line end");
    let holds = |sign: &[u8]| vague && memchr::memmem::find(bytes, sign).is_some();
    match bytes {
        _ if bytes.iter().all(u8::is_ascii_whitespace) => "blank",
        b"\\" => "escape",
        _ if bytes.iter().all(|byte| matches!(byte, b'>' | b' ' | b'\t' | b'\n' | b'\r')) => "quote mark",
        // Between blocks stand what says where links lead, and attribute lists.
        _ if holds(b"]:") => "link definition",
        _ if holds(b"{:") => "attribute list",
        _ if holds(b":::") => "division mark",
        _ if holds(b"TOC]") || holds(b"toc]") || holds(b"_TOC_]") => "contents mark",
        // A tag that parts nothing from what follows.
        _ if holds(b"<") => "tag",
        _ => rule,
    }
}
