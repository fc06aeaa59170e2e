//! A block while it is written: its text grows range by range of the source, and with it the way back and the account.
//! The only place in which characters are put together; every string passes `clean` here.

use std::ops::Range;

use super::block::text_of;
use super::clean;
use super::ledger::{Entry, Fate};
use super::note::Link;
use super::place::{Extent, FlowId};
use super::text::{Mark, Span};

/// A block that is being written: its text grows range by range of the source.
pub struct Writing<'s> {
    pub(super) source: &'s str,
    pub(super) flow: FlowId,
    pub(super) string: String,
    pub(super) spans: Vec<Span>,
    pub(super) origin: Vec<(u32, u32)>,
    pub(super) entries: Vec<Entry>,
    pub(super) refs: Vec<(Extent, String, Link)>,
    /// Source bytes at which something was taken out that a terminal must not get.
    pub(super) taken: Vec<u32>,
}

impl<'s> Writing<'s> {
    pub(super) fn new(source: &'s str, flow: FlowId) -> Writing<'s> {
        Writing { source, flow, string: String::new(), spans: Vec::new(), origin: Vec::new(), entries: Vec::new(), refs: Vec::new(), taken: Vec::new() }
    }

    /// Makes room for so many bytes of text.
    pub fn expect(&mut self, bytes: usize) {
        self.string.reserve_exact(bytes);
    }

    /// Bytes written so far: where what comes next begins.
    pub fn at(&self) -> u32 {
        self.string.len() as u32
    }

    /// What was written so far.
    pub fn so_far(&self) -> &str {
        &self.string
    }

    /// The byte of what was written so far that was read from a source byte, or the nearest before it.
    pub fn text_of(&self, source: u32) -> u32 {
        text_of(&self.origin, source, self.at())
    }

    /// A range of the source that stands as it is, but for what `clean` takes out.
    pub fn text(&mut self, range: Range<usize>) {
        let mut from = range.start;
        for change in clean::changes(&self.source[range.clone()]) {
            self.keep(from..range.start + change.range.start);
            self.taken.push((range.start + change.range.start) as u32);
            self.replace(range.start + change.range.start..range.start + change.range.end, change.with);
            from = range.start + change.range.end;
        }
        self.keep(from..range.end);
    }

    /// A range of the source for which something else stands; TABs and line ends are set only where nothing else is.
    pub fn replace(&mut self, range: Range<usize>, with: &str) {
        if range.is_empty() {
            return;
        }
        let parts_cells = with.bytes().all(|byte| matches!(byte, b'\n' | b'\t'));
        let mut with = if parts_cells { with.into() } else { clean::line(with) };
        if let Some(over) = clean::crowding(&self.string, &with) {
            with.to_mut().drain(over);
        }
        if !with.is_empty() {
            self.from(range.start);
        }
        self.string.push_str(&with);
        self.entries.push(Entry { range: range.start as u32..range.end as u32, fate: Fate::Replaced(with.into()), to: None });
    }

    /// A range of the source that is no text.
    pub fn markup(&mut self, range: Range<usize>, rule: &'static str) {
        if !range.is_empty() {
            self.entries.push(Entry { range: range.start as u32..range.end as u32, fate: Fate::Markup(rule), to: None });
        }
    }

    /// A range of the source that belonged to the page.
    pub fn furniture(&mut self, range: Range<usize>, rule: &'static str) {
        if !range.is_empty() {
            self.entries.push(Entry { range: range.start as u32..range.end as u32, fate: Fate::Furniture(rule), to: None });
        }
    }

    /// A hyphen that parted a word, and goes.
    pub fn hyphen(&mut self, range: Range<usize>) {
        self.entries.push(Entry { range: range.start as u32..range.end as u32, fate: Fate::Hyphen, to: None });
    }

    /// A marker: the text from `start` to here refers to a note.
    pub fn reference(&mut self, start: u32, label: String, link: Link) {
        self.refs.push((Extent::new(start, self.at()), label, link));
    }

    /// Marks the text from `start` to here.
    pub fn mark(&mut self, start: u32, mark: Mark) {
        if start < self.at() {
            self.spans.push(Span { extent: Extent::new(start, self.at()), mark });
        }
    }

    /// Marks a range of what was written.
    pub fn mark_range(&mut self, extent: Extent, mark: Mark) {
        if extent.start < extent.end {
            self.spans.push(Span { extent, mark });
        }
    }

    fn keep(&mut self, range: Range<usize>) {
        let Some(over) = clean::crowding(&self.string, &self.source[range.clone()]) else { return self.push(range) };
        let over = range.start + over.start..range.start + over.end;
        self.push(range.start..over.start);
        self.taken.push(over.start as u32);
        self.replace(over.clone(), "");
        self.push(over.end..range.end);
    }

    fn push(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        self.from(range.start);
        self.string.push_str(&self.source[range.clone()]);
        let (start, end) = (range.start as u32, range.end as u32);
        match self.entries.last_mut() {
            Some(last) if last.fate == Fate::Text && last.range.end == start => last.range.end = end,
            _ => self.entries.push(Entry { range: start..end, fate: Fate::Text, to: None }),
        }
    }

    /// Notes that the text goes on from a source byte, where it does not run on from before anyway.
    fn from(&mut self, source: usize) {
        let at = self.at();
        let runs_on = self.origin.last().is_some_and(|&(text, from)| from + (at - text) == source as u32);
        if !runs_on {
            self.origin.push((at, source as u32));
        }
    }
}
