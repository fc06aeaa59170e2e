//! What tags of raw HTML do that people write in Markdown: marks, breaks, lists, tables, pictures, places with a name. Of a tag
//! that is not known the words stay.

use std::ops::Range;

use super::notes;
use super::pen::{Frame, Label, Shape};
use super::tables::Cell;
use super::tags::{self, Does, TAGS, Token, Tokens};
use super::walk::Walk;
use crate::model::{Extent, Mark, Target};
use crate::read::limits::TABLE_COLUMNS;

impl Walk<'_> {
    /// A block of raw HTML: the bytes of its lines without what they stand in.
    pub(super) fn block_html(&mut self, lines: &[Range<usize>]) {
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return };
        let whole = first.start..last.end;
        let mut text = String::with_capacity(whole.len());
        for line in lines {
            // Between two lines stand the marks of what they stand in.
            text.extend(std::iter::repeat_n(' ', line.start - whole.start - text.len()));
            text.push_str(&self.pen.source[line.clone()]);
        }
        self.label_first(whole.start);
        self.pen.rule = "mark";
        self.pieces_of_html(&text, whole.start, true);
    }

    /// A tag among words.
    pub(super) fn inline_html(&mut self, range: Range<usize>) {
        self.label_first(range.start);
        self.pen.gap(range.start, "mark");
        let source = self.pen.source;
        self.pieces_of_html(&source[range.clone()], range.start, false);
        self.pen.gap(range.end, "tag");
        self.pen.rule = "mark";
    }

    /// The labels of items stand before what a tag does.
    fn label_first(&mut self, at: usize) {
        if !self.pen.labels.is_empty() {
            self.pen.ready(at);
        }
    }

    fn pieces_of_html(&mut self, text: &str, offset: usize, block: bool) {
        let mut tokens = Tokens::new(text);
        if let Some(end) = self.silent.and_then(|name| silence_end(text, 0, name)) {
            self.pen.gap(offset + end, "tag");
            self.silent = None;
            tokens.skip_to(end);
        } else if self.silent.is_some() {
            return self.pen.gap(offset + text.len(), "tag");
        }
        while let Some(token) = tokens.next() {
            match token {
                Token::Hidden(range) => {
                    self.pen.gap(offset + range.start, "mark");
                    self.pen.gap(offset + range.end, "comment");
                }
                Token::Words(range) => self.html_words(&text[range.clone()], offset + range.start),
                Token::Tag { range, name, closes } => {
                    let attributes = &text[name.end..range.end];
                    let known = TAGS.iter().find(|(known, _)| known.len() == name.len() && known.eq_ignore_ascii_case(&text[name.clone()])).copied();
                    let bytes = offset + range.start..offset + range.end;
                    match known {
                        Some((name, Does::Silent)) if !closes && block => {
                            self.pen.gap(bytes.end, "tag");
                            let end = silence_end(text, range.end, name);
                            self.silent = Some(name).filter(|_| end.is_none());
                            let end = end.unwrap_or(text.len());
                            self.pen.gap(offset + end, "tag");
                            tokens.skip_to(end);
                        }
                        Some((_, does)) if !block && parts(does) => self.parts_words(closes, bytes),
                        Some((name, does)) => self.tag(name, does, closes, attributes, bytes),
                        None => self.pen.gap(bytes.end, "tag"),
                    }
                }
            }
        }
    }

    /// A tag that parts blocks, among the words of one: it parts lines.
    fn parts_words(&mut self, closes: bool, range: Range<usize>) {
        self.pen.gap(range.start, self.pen.rule);
        self.pen.rule = "tag";
        if !closes {
            self.pen.line_break(range.clone());
        }
        self.pen.gap(range.end, "tag");
        self.ended = range.end;
    }

    fn tag(&mut self, name: &'static str, does: Does, closes: bool, attributes: &str, range: Range<usize>) {
        self.pen.gap(range.start, "mark");
        if does == Does::Item && !closes && !self.pen.in_table() {
            return self.item_of_html(range);
        }
        let named = tags::attribute(attributes, "id").or_else(|| tags::attribute(attributes, "name").filter(|_| does == Does::Anchor));
        match does {
            Does::Mark(_) | Does::Anchor if closes => {
                self.pen.gap(range.end, "tag");
                self.pen.end_tag(name);
            }
            Does::Mark(mark) => self.begin_tag(name, mark),
            Does::Anchor => self.anchor(attributes),
            Does::Break => self.pen.line_break(range.clone()),
            Does::Image if !closes => self.image(attributes, &range),
            Does::Table | Does::Row | Does::Cell(_) | Does::Caption => self.of_table(does, closes, attributes, &range),
            Does::Nothing | Does::Image | Does::Silent => {}
            _ => {
                if self.pen.in_table() {
                    self.pen.space(range.clone());
                } else {
                    self.part(name, does, closes, &range);
                }
            }
        }
        if let Some(id) = named.filter(|id| !closes && !id.is_empty()) {
            if does == Does::Anchor
                && let Some(behind) = self.pen.source[range.end..].strip_prefix("</a>")
            {
                // It begins with the words behind it.
                let begins = self.pen.source.len() - behind.trim_start().len();
                self.pen.pages.extend(super::pages::number(&id).map(|number| (begins, number.to_owned())));
            }
            let at = self.pen.leaves.last().map_or(0, |leaf| leaf.next());
            // Some write the name as links write it.
            self.pen.names.push((id.trim_start_matches('#').to_owned(), at));
        }
        self.pen.gap(range.end, "tag");
        self.ended = range.end;
    }

    /// A tag that parts blocks.
    fn part(&mut self, name: &'static str, does: Does, closes: bool, range: &Range<usize>) {
        if name == "summary" && closes {
            self.pen.end_tag(name);
        }
        self.pen.close_open();
        match does {
            Does::List(numbered) if !closes => {
                self.numbers.push(numbered.then_some(1));
                self.pen.enter(Frame::Tag(name));
            }
            Does::List(_) => {
                self.numbers.pop();
                self.pen.leave_tag(name);
            }
            Does::Frame | Does::Item if closes => self.pen.leave_tag(name),
            Does::Frame => self.pen.enter(Frame::Tag(name)),
            Does::Heading(level) if !closes => self.pen.open(Shape::Heading(level)),
            Does::Lines if !closes => self.pen.open(Shape::Code),
            Does::Rule => {
                self.pen.open(Shape::Rule);
                self.pen.replace(range.clone(), "---");
                self.pen.close();
            }
            Does::Block if name == "summary" && !closes => self.begin_tag(name, Mark::Strong),
            _ => {}
        }
    }

    fn item_of_html(&mut self, range: Range<usize>) {
        self.pen.close_open();
        if self.pen.is_within("li") {
            self.pen.leave_tag("li");
        }
        let with = match self.numbers.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "• ".to_owned(),
        };
        self.pen.enter(Frame::Tag("li"));
        // The tag is accounted for as the label.
        self.pen.label(Label { range, with, sign: false });
    }

    fn begin_tag(&mut self, name: &'static str, mark: Mark) {
        if self.pen.leaves.is_empty() {
            self.pen.open(Shape::Para);
        }
        self.pen.begin_tag(name, Some(mark));
    }

    fn anchor(&mut self, attributes: &str) {
        let Some(address) = tags::attribute(attributes, "href").filter(|_| self.links.is_empty()) else { return };
        let number = self.pen.builder.address(if address.is_empty() { "#" } else { &address });
        self.begin_tag("a", Mark::Link(Target::Address(number)));
    }

    /// A picture: its words, else its name.
    fn image(&mut self, attributes: &str, range: &Range<usize>) {
        let address = tags::attribute(attributes, "src").unwrap_or_default();
        let name = || address.rsplit('/').next().filter(|name| !name.is_empty() && name.len() < 200).unwrap_or("image").to_owned();
        let words = tags::attribute(attributes, "alt").filter(|words| !words.trim().is_empty()).unwrap_or_else(name);
        self.pen.ready(range.start);
        let Some(start) = self.pen.leaves.last().map(|leaf| leaf.next()) else { return };
        let linked = !self.links.is_empty() || self.pen.tags.iter().rev().take(8).any(|open| open.tag == "a");
        self.pen.replace(range.clone(), &words);
        if !linked && !address.is_empty() {
            let number = self.pen.builder.picture(&address);
            if let Some(leaf) = self.pen.leaves.last_mut() {
                leaf.covered.push(Extent::new(start, leaf.writing.at()));
                leaf.writing.mark(start, Mark::Link(Target::Address(number)));
            }
        }
    }

    fn of_table(&mut self, does: Does, closes: bool, attributes: &str, range: &Range<usize>) {
        if does == Does::Table && !closes {
            // A table that is never closed would take in all that follows.
            let last = *self.last_table.get_or_insert_with(|| memchr::memmem::rfind(self.text.as_bytes(), b"</table").unwrap_or(0));
            if self.tables == 0 && last > range.start {
                self.pen.close_open();
                self.pen.begin_table();
            }
            self.tables += usize::from(last > range.start);
        }
        if does == Does::Table && closes {
            self.tables = self.tables.saturating_sub(1);
            if self.tables == 0 && self.pen.in_table() {
                self.pen.gap(range.start, "table rule");
                self.pen.end_table();
            }
        }
        if self.tables > 1 {
            return self.pen.space(range.clone());
        }
        let span = |name: &str| tags::attribute(attributes, name).and_then(|number| number.parse().ok()).unwrap_or(1).clamp(1, TABLE_COLUMNS);
        match does {
            _ if !self.pen.in_table() => {}
            Does::Row if !closes => self.pen.begin_row(range.clone(), true),
            Does::Row => self.pen.end_row(),
            Does::Cell(head) if !closes => self.pen.begin_cell(range.clone(), Cell { head, columns: span("colspan"), rows: span("rowspan") }),
            Does::Cell(_) => {
                self.pen.gap(range.start, "blank");
                self.pen.end_cell();
            }
            Does::Caption if !closes => self.caption = self.pen.leaves.last().map(|leaf| leaf.next()),
            Does::Caption => {
                if let Some(start) = self.caption.take() {
                    self.pen.end_caption(start);
                }
            }
            _ => {}
        }
    }

    /// Words of HTML: blanks are one, entities are read, and markers of notes are markers.
    fn html_words(&mut self, text: &str, offset: usize) {
        let lines = self.pen.leaves.last().is_some_and(|leaf| matches!(leaf.shape, Shape::Code));
        if lines {
            // The line end behind the tag that opens them is not of them.
            let first = usize::from(text.starts_with('\n') && self.pen.leaves.last().is_some_and(|leaf| leaf.writing.at() == 0));
            self.pen.gap(offset + first, "blank");
            return self.words_with_entities(&text[first..], offset + first);
        }
        if self.pen.in_table() && !self.pen.in_cell() && text.trim().is_empty() {
            return self.pen.gap(offset + text.len(), "blank");
        }
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let blanks = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
            if blanks > 0 {
                self.pen.space(offset + at..offset + at + blanks);
                at += blanks;
                continue;
            }
            let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
            let mut word = 0;
            while let Some(open) = rest[word..end].find("[^").map(|open| word + open) {
                self.words_with_entities(&rest[word..open], offset + at + word);
                word = open + 2;
                if let Some((label, length)) = notes::marker(&rest[open..]).filter(|(label, _)| self.notes.may_miss(label)) {
                    self.marker(label, offset + at + open..offset + at + open + length);
                    word = open + length;
                } else {
                    self.pen.text(offset + at + open..offset + at + word);
                }
            }
            self.words_with_entities(&rest[word..end.max(word)], offset + at + word);
            at += end.max(word);
        }
    }

    fn words_with_entities(&mut self, text: &str, offset: usize) {
        let mut from = 0;
        while let Some(at) = memchr::memchr(b'&', &text.as_bytes()[from..]).map(|at| from + at) {
            let name = text.as_bytes()[at + 1..].iter().take(34).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
            let end = at + 1 + name + usize::from(text.as_bytes().get(at + 1 + name) == Some(&b';'));
            let plain = htmlize::unescape(&text[at..end]);
            if plain != text[at..end] && end == at + name + 2 {
                self.pen.text(offset + from..offset + at);
                self.pen.replace(offset + at..offset + end, &plain.replace(['\t', '\n'], " "));
                from = end;
            } else {
                self.pen.text(offset + from..offset + at + 1);
                from = at + 1;
            }
        }
        self.pen.text(offset + from..offset + text.len());
    }
}

/// Whether what a tag does is to part blocks.
fn parts(does: Does) -> bool {
    matches!(does, Does::Block | Does::Frame | Does::List(_) | Does::Item | Does::Heading(_) | Does::Lines | Does::Rule)
}

/// One past the tag that closes what shows nothing.
fn silence_end(text: &str, from: usize, name: &str) -> Option<usize> {
    let mut at = from;
    while let Some(open) = memchr::memmem::find(&text.as_bytes()[at..], b"</").map(|open| at + open) {
        at = open + 2;
        if text.get(at..at + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return Some(memchr::memchr(b'>', &text.as_bytes()[at..]).map_or(text.len(), |end| at + end + 1));
        }
    }
    None
}
