//! Copying: what is meant by it here, the words of it in each form, and what is said of that. The bytes go out through
//! `Terminal`, at the wish that this gives.

use super::{App, Wish};
use crate::keys::Action;
use crate::model::{Anchor, Document, Extent, FlowId, Mark, NoteId, Opens, Passage, RefId, figures};
use crate::ui::units::paragraph;
use crate::ui::{View, reader};
use crate::write::{markdown, quotation};

/// Most bytes that are sent to the terminal to be copied: as base64 they are the 100,000 that xterm takes.
pub const TERMINAL_BYTES: usize = 74_994;
/// Most bytes that are copied at all: more would keep the screen waiting.
pub(super) const MOST_BYTES: usize = 4 << 20;
/// Characters of what was copied that are said.
const SAID: usize = 40;

/// What is copied where nothing is selected.
enum Meant {
    Selection,
    Note(NoteId),
    Table(String),
    Paragraph,
}

/// Which markers a text keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Markers {
    Kept,
    LeftOut,
}

impl App {
    /// What was copied last.
    pub fn copied(&self) -> Option<&str> {
        self.copied.as_deref()
    }

    /// Whether there is a clipboard of the desktop beside the terminal's way.
    pub fn has_clipboard(&mut self, there: bool) {
        self.clipboard = there;
    }

    /// Copies what is selected, or what stands for it where nothing is.
    pub(super) fn copy(&mut self, action: Action) -> Option<Wish> {
        let document = &self.open.document;
        let Some((passage, meant)) = self.meant() else {
            self.say("there is nothing here to copy");
            return None;
        };
        let limit = if self.clipboard { MOST_BYTES } else { TERMINAL_BYTES };
        // Markers and marks of Markdown weigh less than the words: what has twice as much is not even put together.
        let rough = bytes(document, passage);
        if rough / 2 > limit {
            self.say_too_long(rough, limit);
            return None;
        }
        let (text, form) = match action {
            Action::CopyQuotation => (quotation::quotation(document, passage.from, &words(document, passage, Markers::LeftOut)), " as a quotation"),
            Action::CopyMarkdown => (markdown::markdown(document, passage), " as Markdown"),
            // What is seen in another order is copied as it was printed.
            _ if self.is_sorted(passage) => (words(document, passage, Markers::Kept), " in the printed order"),
            _ => (words(document, passage, Markers::Kept), ""),
        };
        let plain = words(document, passage, Markers::LeftOut);
        let count = plain.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
        let count = format!("{count} word{}", if count == 1 { "" } else { "s" });
        let what = match meant {
            Meant::Selection => count,
            Meant::Note(note) => format!("note {}, {count},", document.note(note).map_or("", |note| &note.label)),
            Meant::Table(id) => format!("table {id}, {count},"),
            Meant::Paragraph => format!("the paragraph on top, {count},"),
        };
        let what = if form.is_empty() { what.trim_end_matches(',').to_owned() } else { what };
        if matches!(self.stack.last(), Some(View::Select(_))) {
            self.stack.pop();
        }
        if text.len() > limit {
            self.say_too_long(text.len(), limit);
            return None;
        }
        self.message = Some(format!("copied {what}{form}: {}", beginning(&plain)));
        self.copied = Some(text);
        Some(Wish::Copy)
    }

    fn say_too_long(&mut self, has: usize, limit: usize) {
        let who = if self.clipboard { "to copy at once: no more than" } else { "for the terminal, which takes" };
        self.message = Some(format!("not copied: {} kB are too much {who} {}; ibid text prints all of it", has / 1000, limit / 1000));
    }

    /// Whether a passage touches a table that is shown sorted.
    fn is_sorted(&self, passage: Passage) -> bool {
        let blocks = passage.from.block..=passage.to.block;
        passage.from.flow == FlowId::Body && self.reader().is_some_and(|reader| reader.has_sorted(blocks))
    }

    /// What is selected; else the popup's note, the note or table of the stop, the paragraph on top.
    fn meant(&self) -> Option<(Passage, Meant)> {
        let document = &self.open.document;
        if let Some(View::Select(view)) = self.stack.last() {
            return Some((view.passage(), Meant::Selection));
        }
        if let Some(View::Note(view)) = self.stack.last() {
            return Some((whole(document, FlowId::Note(view.note()))?, Meant::Note(view.note())));
        }
        if let Some(View::Glance(view)) = self.stack.last() {
            let table = document.table(view.table())?;
            return Some((paragraph(document, Anchor::new(FlowId::Body, table.block, 0)), Meant::Table(table.id.clone())));
        }
        let reader = self.reader()?;
        let stop = reader.stop().filter(|stop| reader.shows(stop.at));
        match stop.map(|stop| (stop.opens, stop.at)) {
            Some((Opens::Ref(reference), _)) if let Some(note) = note_of(document, reference) => {
                Some((whole(document, FlowId::Note(note))?, Meant::Note(note)))
            }
            Some((Opens::Table(table), at)) => Some((paragraph(document, at), Meant::Table(document.table(table)?.id.clone()))),
            _ => {
                let top = first_words(document, reader)?;
                Some((paragraph(document, top), Meant::Paragraph))
            }
        }
    }
}

fn note_of(document: &Document, reference: RefId) -> Option<NoteId> {
    document.reference(reference).and_then(|reference| reference.link.note())
}

/// The first block from the top of the screen on that has words.
fn first_words(document: &Document, reader: &reader::Reader) -> Option<Anchor> {
    let top = reader.top_shown();
    let blocks = &document.body.blocks;
    let block = (top.block..blocks.len() as u32).find(|&block| !blocks[block as usize].is_empty())?;
    Some(Anchor::new(FlowId::Body, block, 0))
}

/// All of a flow.
fn whole(document: &Document, flow: FlowId) -> Option<Passage> {
    let blocks = &document.flow(flow).blocks;
    let last = (blocks.len() as u32).checked_sub(1)?;
    Some(Passage { from: Anchor::new(flow, 0, 0), to: Anchor::new(flow, last, blocks[last as usize].len()) })
}

/// Bytes of text in a passage.
fn bytes(document: &Document, passage: Passage) -> usize {
    let flow = document.flow(passage.from.flow);
    let place = |at: Anchor| flow.before(at.block as usize) + u64::from(at.byte);
    place(passage.to).saturating_sub(place(passage.from)) as usize
}

/// The words of a passage: paragraphs parted by an empty line, the rows of a table by line ends and their cells by TABs, figures
/// small where they are printed small.
fn words(document: &Document, passage: Passage, markers: Markers) -> String {
    let flow = passage.from.flow;
    let mut out = String::new();
    let blocks = &document.flow(flow).blocks;
    let last = passage.to.block.min((blocks.len() as u32).saturating_sub(1));
    for number in passage.from.block..=last {
        let Some(block) = blocks.get(number as usize) else { break };
        let Some(part) = passage.part(flow, number, block.len()) else { continue };
        if !out.is_empty() && !block.continues {
            out.push_str("\n\n");
        }
        let mut from = part.start;
        if markers == Markers::LeftOut {
            for span in block.text.spans_in(part).filter(|span| matches!(span.mark, Mark::Ref(_)) && span.extent.start >= part.start) {
                if span.extent.start >= from {
                    out.push_str(&figures::set(&block.text, Extent::new(from, span.extent.start)));
                    from = span.extent.end.min(part.end);
                }
            }
        }
        out.push_str(&figures::set(&block.text, Extent::new(from, part.end)));
    }
    out.trim().to_owned()
}

/// The first words of what was copied, in quotation marks.
fn beginning(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(SAID) {
        None => format!("“{line}”"),
        Some((at, _)) => {
            let cut = line[..at].rfind(' ').filter(|&cut| cut > SAID / 2).unwrap_or(at);
            format!("“{}…”", line[..cut].trim_end_matches([',', ';', ':']))
        }
    }
}
