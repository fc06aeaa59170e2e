//! Words, and what people write among them that CommonMark takes for words: inline notes, markers without a note, links of
//! wikis, attribute lists.

use std::ops::Range;

use super::notes;
use super::pen::Shape;
use super::walk::Walk;
use crate::model::{Link, Mark, Target};

/// Most bytes of a link of a wiki, and of an attribute list.
const SHORT: usize = 300;

impl Walk<'_> {
    /// Words as the parser gives them; its ranges are those of the source.
    pub(super) fn text(&mut self, text: &str, range: Range<usize>) {
        if range.is_empty() {
            // A TAB of which a part is an indent.
            if range.start > self.pen.cursor {
                self.pen.replace(range.start - 1..range.start, text);
            }
            return;
        }
        if self.pen.leaves.last().is_some_and(|leaf| matches!(leaf.shape, Shape::Code)) {
            if self.text[range.clone()] == *text {
                self.pen.text(range)
            } else {
                self.pen.replace(range, text)
            }
            return;
        }
        self.before(range.start);
        if self.text[range.clone()] == *text {
            self.plain(range);
        } else if range.start >= self.pen.cursor {
            self.pen.replace(range, if text == "\n" { " " } else { text });
        }
    }

    /// Words of the source as they stand, but for what is said in them in other ways than CommonMark's.
    pub(super) fn plain(&mut self, range: Range<usize>) {
        let mut from = range.start.max(self.pen.cursor);
        while from < range.end {
            let closes = self.pen.leaves.last().and_then(|leaf| leaf.closes).filter(|end| (from..range.end).contains(end));
            while self.inline.get(self.next_inline).is_some_and(|&(open, _)| open < from) {
                self.next_inline += 1;
            }
            let opens = self.inline.get(self.next_inline).copied().filter(|(open, _)| *open < range.end);
            match (closes, opens) {
                (Some(end), opens) if opens.is_none_or(|(open, _)| end < open) => {
                    self.pieces(from..end);
                    self.pen.gap(end + 1, "note marker");
                    self.pen.close();
                    from = end + 1;
                }
                (_, Some((open, close))) => {
                    self.pieces(from..open);
                    self.inline_note(open, close);
                    from = (open + 2).max(self.pen.cursor);
                }
                _ => {
                    self.pieces(from..range.end);
                    from = range.end;
                }
            }
        }
    }

    /// Code within words.
    pub(super) fn code(&mut self, code: &str, range: Range<usize>) {
        self.before(range.start);
        let bytes = &self.pen.source.as_bytes()[range.clone()];
        let ticks = bytes.iter().take_while(|&&byte| byte == b'`').count();
        let inner = range.start + ticks..range.end - ticks;
        let whole = &self.text[inner.clone()];
        self.pen.ready(range.start);
        self.pen.gap(inner.start, "code");
        self.pen.begin_mark(Some(Mark::Code));
        if whole == code {
            self.pen.text(inner);
        } else if let Some(blank) = whole.find(code).filter(|_| !code.is_empty()) {
            self.pen.gap(inner.start + blank, "code");
            self.pen.text(inner.start + blank..inner.start + blank + code.len());
        } else {
            self.pen.replace(inner, code);
        }
        self.pen.gap(range.end, "code");
        self.pen.end_mark();
        self.ended = range.end;
    }

    fn inline_note(&mut self, open: usize, close: usize) {
        self.next_inline += 1;
        if open < self.pen.cursor {
            return;
        }
        let label = self.notes.next_inline();
        let note = self.pen.builder.note(label.clone(), self.series, open);
        self.pen.ready(open);
        let Some(start) = self.pen.leaves.last().map(|leaf| leaf.next()) else { return };
        self.pen.replace(open..open + 2, &label);
        if let Some(leaf) = self.pen.leaves.last_mut() {
            leaf.writing.reference(start, label, Link::Sure(note));
        }
        self.pen.open_inline_note(note, close);
    }

    /// Words in which no inline note begins or ends.
    fn pieces(&mut self, range: Range<usize>) {
        let source = self.pen.source;
        let mut from = range.start.max(self.pen.cursor);
        if from >= range.end {
            return;
        }
        match source.as_bytes()[from] {
            b'[' => {
                if let Some((label, length)) = notes::marker(&source[from..]).filter(|(label, _)| self.notes.may_miss(label)) {
                    self.marker(label, from..from + length);
                } else if let Some((target, words)) = wiki(&source[from..]) {
                    self.wiki(from, target, words);
                }
            }
            b'{' if self.ended == from => self.attributes(from),
            _ => {}
        }
        from = from.max(self.pen.cursor);
        while from < range.end
            && let Some(at) = memchr::memmem::find(&source.as_bytes()[from..range.end], b"{:").map(|at| from + at)
        {
            self.pen.text(from..at);
            if self.ends_line(at) {
                self.attributes(at);
            }
            self.pen.text(at..at + 2);
            from = self.pen.cursor.max(at + 2);
        }
        if from < range.end {
            self.pen.text(from..range.end);
        }
    }

    /// An attribute list is no text.
    fn attributes(&mut self, from: usize) {
        if let Some(length) = attribute_list(&self.pen.source[from..]) {
            self.pen.gap(from + length, "attribute list");
            self.ended = from + length;
        }
    }

    /// Whether the attribute list at a byte is the last of its line.
    fn ends_line(&self, at: usize) -> bool {
        let rest = &self.pen.source[at..];
        attribute_list(rest).is_some_and(|length| rest[length..].split('\n').next().is_none_or(|rest| rest.trim().is_empty()))
    }

    /// A link of a wiki: `[[Page]]`, `[[Page|words]]`, `[[#part]]`.
    fn wiki(&mut self, from: usize, target: Range<usize>, words: Range<usize>) {
        let dest = &self.pen.source[from + target.start..from + target.end];
        let address = self.pen.builder.address(dest.trim().trim_end_matches('\\'));
        self.pen.ready(from);
        self.pen.gap(from + words.start, "link");
        self.pen.begin_mark(Some(Mark::Link(Target::Address(address))));
        self.pen.text(from + words.start..from + words.end);
        self.pen.end_mark();
        self.pen.gap(from + words.end + 2, "link");
    }
}

/// Target and words of the link of a wiki at the start of a text.
fn wiki(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let inner = text.strip_prefix("[[")?;
    let window = &inner.as_bytes()[..inner.len().min(SHORT)];
    let end = window.iter().position(|byte| matches!(byte, b']' | b'[' | b'\n' | b'`' | b'*' | b'<'))?;
    let inside = &inner[..end];
    let closed = inner[end..].starts_with("]]") && !inner[end + 2..].starts_with(['(', '[', ']', ':']);
    if !closed || !inside.contains(char::is_alphabetic) {
        return None;
    }
    let bar = inside.find('|').filter(|bar| !inside[bar + 1..].trim().is_empty());
    let words = bar.map_or(0, |bar| bar + 1);
    Some((2..2 + bar.unwrap_or(end), 2 + words..2 + end))
}

/// Bytes of the attribute list at the start of a text: `{: .class}`, `{#id .class key="value"}`, `{width=50%}`.
fn attribute_list(text: &str) -> Option<usize> {
    let window = &text.as_bytes()[1..text.len().min(SHORT)];
    let end = window.iter().position(|byte| matches!(byte, b'}' | b'{' | b'\n'))?;
    let inside = text.get(1..1 + end)?;
    let marked = inside.starts_with(':');
    if marked && !super::parser::is_attribute_list(&text[..end + 2]) {
        return None;
    }
    let mut words = inside.trim_start_matches(':').split_whitespace().peekable();
    let any = words.peek().is_some();
    let quoted = inside.matches('"').count() % 2 == 0;
    let attributes = words.all(|word| word.starts_with(['.', '#']) && word.len() > 1 || word.contains('=') || marked || word.ends_with('"'));
    (window[end] == b'}' && any && quoted && attributes).then_some(end + 2)
}

/// The language that the words behind a fence name: `rust` in `rust,ignore`, `r` in `{.r .numberLines}` and `{r, echo=FALSE}`.
pub(super) fn code_language(words: &str) -> Option<&str> {
    let inside = words.trim().trim_start_matches(['{', '.']);
    let name = inside.split(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | ';')).next().unwrap_or("");
    (!name.is_empty() && name.len() < 40 && !name.contains(['=', '`', '#'])).then_some(name)
}
