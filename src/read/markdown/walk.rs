//! The events of the parser, one after the other: which block each opens and closes, and what of its bytes is text. What tags
//! of HTML do is for `html`, what stands within words for `words`.

use std::ops::Range;

use super::links::Opened;
use super::notes::Notes;
use super::parser::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};
use super::pen::{Frame, Label, Pen, Shape};
use super::tables::Cell;
use crate::model::{Link, Mark};
use crate::read::formula;

/// Signs of the items of lists within lists.
const SIGNS: [&str; 3] = ["• ", "◦ ", "▪ "];

/// Goes through the events.
pub(super) struct Walk<'s> {
    pub(super) pen: Pen<'s>,
    /// What the parser is given, of the length of the source.
    pub(super) text: &'s str,
    pub(super) notes: Notes,
    pub(super) series: u32,
    /// Where inline notes begin and end, and the first that was not met.
    pub(super) inline: Vec<(usize, usize)>,
    pub(super) next_inline: usize,
    /// Links and images that are open.
    pub(super) links: Vec<Opened>,
    /// Bytes of a block of HTML that was not written yet.
    pub(super) html: Vec<Range<usize>>,
    /// The next numbers of the lists that tags opened, where they are numbered.
    pub(super) numbers: Vec<Option<u64>>,
    /// Tables that tags opened, each within the one before.
    pub(super) tables: usize,
    /// Where the last table of HTML is closed.
    pub(super) last_table: Option<usize>,
    /// Where the caption begins that is open.
    pub(super) caption: Option<u32>,
    /// What HTML opened that takes no words: a script, a style.
    pub(super) silent: Option<&'static str>,
    /// Whether the lines of the open paragraph stand behind bars, as those of verse do in pandoc.
    pub(super) bars: bool,
    /// One past the last mark, link or code that ended.
    pub(super) ended: usize,
}

impl<'s> Walk<'s> {
    /// Begins at the first event; `text` is what the parser is given.
    pub(super) fn new(pen: Pen<'s>, text: &'s str, series: u32) -> Walk<'s> {
        let (notes, inline) = (Notes::new(text), super::notes::inline(text));
        Walk {
            pen,
            text,
            notes,
            series,
            inline,
            next_inline: 0,
            links: Vec::new(),
            html: Vec::new(),
            numbers: Vec::new(),
            tables: 0,
            last_table: None,
            caption: None,
            silent: None,
            bars: false,
            ended: 0,
        }
    }

    /// Behind the last event.
    pub(super) fn finish(mut self) -> (Pen<'s>, Notes) {
        self.pen.close_inline_notes();
        if self.pen.in_table() {
            self.pen.end_table();
        }
        (self.pen, self.notes)
    }

    /// One event.
    pub(super) fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) if self.bars && text.starts_with('|') && self.begins_line(range.start) => {
                // The bar before a line is none of its words.
                self.before(range.start);
                let words = text.len() - text[1..].trim_start().len();
                self.pen.ready(range.start);
                self.pen.gap(range.start + words, "line mark");
                self.text(&text[words..], range.start + words..range.end);
            }
            Event::Text(text) => self.text(&text, range),
            Event::Code(code) => self.code(&code, range),
            Event::InlineMath(formula) | Event::DisplayMath(formula) => {
                self.before(range.start);
                match formula::plain(&formula, &self.pen.source[..range.start], &self.pen.source[range.end..]) {
                    Some(plain) => self.pen.replace(range, &plain),
                    None => self.pen.text(range),
                }
            }
            Event::Html(_) => self.html.push(range),
            Event::InlineHtml(_) => {
                self.before(range.start);
                self.inline_html(range);
            }
            Event::FootnoteReference(label) => {
                self.before(range.start);
                self.marker(&label, range);
            }
            Event::SoftBreak if self.bars => {
                self.before(range.start);
                self.pen.line_break(range);
            }
            Event::SoftBreak => {
                self.before(range.start);
                self.pen.space(range);
            }
            Event::HardBreak => {
                self.before(range.start);
                self.pen.line_break(range);
            }
            Event::Rule => self.rule(range),
            Event::TaskListMarker(done) => self.pen.task(range, if done { "☒ " } else { "☐ " }),
        }
    }

    /// A marker whose label is that of a note, or looks like one.
    pub(super) fn marker(&mut self, label: &str, range: Range<usize>) {
        let shown = super::notes::shown(label, range.clone());
        self.pen.ready(range.start);
        let Some(start) = self.pen.leaves.last().map(|leaf| leaf.next()) else { return };
        if shown == range {
            // `[^name]` stands as `[name]`.
            self.pen.text(range.start..range.start + 1);
            self.pen.gap(range.start + 2, "note marker");
            self.pen.text(range.start + 2..range.end);
        } else {
            self.pen.gap(shown.start, "note marker");
            self.pen.text(shown);
            self.pen.gap(range.end, "note marker");
        }
        if let Some(leaf) = self.pen.leaves.last_mut().filter(|leaf| leaf.writing.at() > start) {
            leaf.writing.reference(start, label.to_owned(), Link::Pending);
        }
    }

    /// Closes the inline notes that end before a byte.
    pub(super) fn before(&mut self, at: usize) {
        while let Some(end) = self.pen.leaves.last().and_then(|leaf| leaf.closes).filter(|&end| end < at) {
            self.pen.gap(end + 1, "note marker");
            self.pen.close();
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Emphasis => self.mark(Mark::Emph, "emphasis", range),
            Tag::Strong => self.mark(Mark::Strong, "emphasis", range),
            Tag::Strikethrough => self.mark(Mark::Strike, "strikethrough", range),
            Tag::Superscript => self.mark(Mark::Sup, "emphasis", range),
            Tag::Subscript => self.mark(Mark::Sub, "emphasis", range),
            Tag::Link { link_type, dest_url, .. } => self.link(link_type, &dest_url, false, range),
            Tag::Image { link_type, dest_url, .. } => self.link(link_type, &dest_url, true, range),
            Tag::Table(columns) => self.table(columns.len(), range),
            Tag::TableHead | Tag::TableRow => {
                let line_end = self.line_end(range.start);
                self.pen.begin_row(line_end, tag == Tag::TableHead);
                self.pen.gap(range.start, "table rule");
            }
            Tag::TableCell => {
                // Cells that a row lacks are told of as empty ones at its end.
                let between = self.pen.cursor..range.start;
                if self.pen.cells() == 0 || !between.is_empty() {
                    self.pen.begin_cell(between, Cell { head: true, columns: 1, rows: 1 });
                }
            }
            _ => self.start_block(tag, range),
        }
    }

    fn start_block(&mut self, tag: Tag<'_>, range: Range<usize>) {
        self.pen.close_open();
        if matches!(tag, Tag::FootnoteDefinition(_)) && self.pen.in_table() {
            // No table of HTML goes on over a note.
            self.pen.end_table();
            self.tables = 0;
        }
        self.between(range.start);
        let in_table = self.pen.in_table();
        match tag {
            Tag::Heading { level, id, .. } if !in_table => {
                self.pen.open(Shape::Heading(level as u8));
                self.pen.names.extend(id.map(|id| (id.to_string(), 0)));
                self.pen.rule = "heading";
            }
            Tag::CodeBlock(_) | Tag::Heading { .. } | Tag::Paragraph | Tag::DefinitionListTitle | Tag::HtmlBlock if in_table => {
                let between = self.line_end(range.start);
                self.pen.space(between);
                self.pen.rule = if matches!(tag, Tag::CodeBlock(_)) { "fence" } else { "mark" };
            }
            Tag::Paragraph if let Some(level) = super::headings::tight(&self.text[range.clone()]) => {
                self.pen.open(Shape::Heading(level));
                self.pen.rule = "heading";
                self.pen.gap(range.start + usize::from(level), "heading");
            }
            Tag::Paragraph | Tag::DefinitionListTitle => {
                let paragraph = self.text[range.clone()].trim_end();
                let is_barred = |line: &str| line == "|" || line.starts_with("| ") && !line.ends_with('|');
                self.bars = paragraph.starts_with("| ") && paragraph.contains('\n') && paragraph.lines().map(str::trim_start).all(is_barred);
                self.pen.open(Shape::Para);
                self.pen.rule = "mark";
            }
            Tag::CodeBlock(kind) => {
                self.pen.open(Shape::Code);
                self.pen.rule = if matches!(kind, CodeBlockKind::Fenced(_)) { "fence" } else { "blank" };
                self.pen.language = if let CodeBlockKind::Fenced(words) = &kind { super::words::code_language(words).map(str::to_owned) } else { None };
            }
            Tag::BlockQuote(kind) => {
                self.pen.enter(Frame::Quote);
                self.alert(kind, range);
            }
            Tag::List(first) => self.pen.enter(Frame::List(first)),
            Tag::Item => self.item(range.start),
            Tag::DefinitionListDefinition => {
                self.pen.enter(Frame::Indent);
                let colon = memchr::memchr(b':', &self.pen.source.as_bytes()[range.clone()]).unwrap_or(0);
                self.pen.gap(range.start + colon, "mark");
                self.pen.gap(range.start + colon + 1, "definition mark");
            }
            Tag::FootnoteDefinition(label) => {
                let note = self.pen.builder.note(label.to_string(), self.series, range.start);
                self.notes.define(&label, note, range.start);
                self.pen.enter_note(note);
                let colon = memchr::memmem::find(&self.pen.source.as_bytes()[range.clone()], b"]:").unwrap_or(0);
                self.pen.gap(range.start + colon + 2, "note label");
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Superscript | TagEnd::Subscript => self.end_mark("emphasis", range),
            TagEnd::Strikethrough => self.end_mark("strikethrough", range),
            TagEnd::Link | TagEnd::Image => self.end_link(range),
            TagEnd::TableHead | TagEnd::TableRow => self.end_row(range),
            TagEnd::TableCell => self.pen.end_cell(),
            TagEnd::Table if self.pen.in_table() => self.pen.end_table(),
            TagEnd::Table | TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::DefinitionListDefinition | TagEnd::FootnoteDefinition => {
                self.pen.close_open();
                self.pen.leave();
            }
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                self.block_html(&html);
                self.pen.close_open();
            }
            TagEnd::Heading(_) => {
                let attributes = self.pen.source.get(self.pen.cursor..range.end).is_some_and(|rest| rest.contains('{'));
                self.end_block(range, if attributes { "attribute list" } else { "heading" });
            }
            TagEnd::CodeBlock => self.end_block(range, "fence"),
            TagEnd::Paragraph | TagEnd::DefinitionListTitle => {
                self.bars = false;
                self.end_block(range, "mark");
            }
            TagEnd::DefinitionList | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn end_block(&mut self, range: Range<usize>, rule: &'static str) {
        self.pen.close_inline_notes();
        if self.pen.in_table() {
            return self.pen.gap(range.start + self.pen.source[range].trim_end().len(), rule);
        }
        self.pen.gap(range.end, rule);
        self.pen.close();
        self.pen.rule = "mark";
    }

    fn mark(&mut self, mark: Mark, rule: &'static str, range: Range<usize>) {
        self.before(range.start);
        self.pen.ready(range.start);
        self.pen.begin_mark(Some(mark));
        self.pen.rule = rule;
    }

    fn end_mark(&mut self, rule: &'static str, range: Range<usize>) {
        self.before(range.end);
        self.pen.gap(range.end, rule);
        self.pen.end_mark();
        self.pen.rule = "mark";
        self.ended = range.end;
    }

    fn item(&mut self, start: usize) {
        let number = self.pen.list().and_then(|next| next.as_mut()).map(|next| {
            let number = *next;
            *next = next.saturating_add(1);
            number
        });
        self.pen.enter(Frame::Item);
        // An item that a TAB sets in may begin before its line to the parser.
        let start = self.pen.source.len() - self.pen.source[start.max(self.pen.cursor)..].trim_start_matches([' ', '\t', '\n', '\r']).len();
        let bytes = &self.pen.source.as_bytes()[start..];
        let label = match number {
            Some(number) => {
                let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
                let stop = bytes.get(digits).map_or('.', |&byte| char::from(byte));
                Label { range: start..start + digits + 1, with: format!("{number}{stop} "), sign: false }
            }
            None => {
                let depth = self.pen.lists().saturating_sub(1).min(SIGNS.len() - 1);
                Label { range: start..start + 1, with: SIGNS[depth].to_owned(), sign: true }
            }
        };
        if self.pen.in_table() {
            // The items of a list in a cell are words of the cell.
            let between = self.line_end(start);
            self.pen.space(between);
            return if label.sign { self.pen.space(label.range) } else { self.pen.text(label.range) };
        }
        self.pen.label(label);
        self.pen.rule = "list mark";
    }

    /// The words that head an alert of GitHub.
    fn alert(&mut self, kind: Option<BlockQuoteKind>, range: Range<usize>) {
        let Some(kind) = kind else { return };
        let source = self.pen.source;
        let Some(open) = source[range.clone()].find("[!").map(|at| range.start + at) else { return };
        let Some(close) = source[open..range.end].find(']').map(|at| open + at + 1) else { return };
        let name = match kind {
            BlockQuoteKind::Note => "Note",
            BlockQuoteKind::Tip => "Tip",
            BlockQuoteKind::Important => "Important",
            BlockQuoteKind::Warning => "Warning",
            BlockQuoteKind::Caution => "Caution",
        };
        self.pen.open(Shape::Para);
        self.pen.rule = "quote mark";
        self.pen.ready(open);
        self.pen.begin_mark(Some(Mark::Strong));
        self.pen.replace(open..close, name);
        self.pen.end_mark();
        self.pen.close();
    }

    fn rule(&mut self, range: Range<usize>) {
        self.pen.close_open();
        self.between(range.start);
        if self.pen.in_table() {
            return;
        }
        let bare = range.start + self.pen.source[range.clone()].trim_end().len();
        self.pen.open(Shape::Rule);
        self.pen.text(range.start..bare);
        self.pen.close();
    }

    /// Accounts for the lines before a block: they are blank, or say where links lead.
    pub(super) fn between(&mut self, start: usize) {
        if !self.pen.labels.is_empty() || start <= self.pen.cursor || !self.pen.leaves.is_empty() {
            return;
        }
        let between = &self.pen.source[self.pen.cursor..start];
        let Some(line) = between.rfind('\n').map(|at| self.pen.cursor + at + 1) else { return };
        self.pen.gap(line, "mark");
    }

    /// Whether nothing but blanks and marks of quotations stand between a byte and the line end before it.
    fn begins_line(&self, at: usize) -> bool {
        let before = self.text[..at].trim_end_matches([' ', '\t', '>']);
        before.is_empty() || before.ends_with(['\n', '\r'])
    }

    /// The first line end between what is written and a byte.
    fn line_end(&self, to: usize) -> Range<usize> {
        let from = self.pen.cursor.min(to);
        let bytes = &self.pen.source.as_bytes()[from..to];
        match memchr::memchr2(b'\n', b'\r', bytes) {
            Some(at) => from + at..from + at + if bytes[at..].starts_with(b"\r\n") { 2 } else { 1 },
            None => from..from,
        }
    }
}
