//! The inside of a block: line ends and hyphens, emphasis, tags, escapes, entities and markers, written range by range.
//! What is none of these stands literally. Decides nothing across blocks.

use std::ops::Range;

use super::super::formula;
use super::emphasis::{self, Edge};
use super::furniture::PAGE_MARK;
use super::words::Words;
use super::{labels, math};
use crate::model::{Link, Writing};

/// Longest tag in a cell, in bytes.
const TAG_BYTES: usize = 400;

/// A marker of the source, and what became of it.
#[derive(Debug, Clone)]
pub struct Placed {
    /// Its bytes in the source.
    pub range: Range<u32>,
    /// The bytes of the source that hold its sign alone.
    pub sign: Range<u32>,
    /// What its sign says, in plain characters.
    pub label: String,
    /// What it leads to.
    pub link: Link,
}

/// How the line ends of a block are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// As blanks: the lines are wrapped prose.
    Wrapped,
    /// As line ends: the lines stand as they are.
    Kept,
    /// As blanks, in a cell of a table: the tags by which it is set are no text.
    OfCell,
}

/// Writes the insides of blocks.
pub struct Inline<'a> {
    source: &'a str,
    markers: &'a [Placed],
    /// Page marks: what of a line belongs to the page.
    marks: &'a [Range<u32>],
    formulas: &'a [Range<u32>],
    words: Words<'a>,
}

impl<'a> Inline<'a> {
    /// A writer over a source; the markers, the page marks and the formulas ascend.
    pub fn new(source: &'a str, markers: &'a [Placed], marks: &'a [Range<u32>], formulas: &'a [Range<u32>]) -> Inline<'a> {
        Inline { source, markers, marks, formulas, words: Words::new(source) }
    }

    /// Writes a block that stands in one or several pieces of the source: the halves of a paragraph that a page break cut.
    /// Gives for each cut the byte of the text at which the second half begins, and for each piece but the last the
    /// source byte behind what was written of the cut.
    pub fn write(&self, writing: &mut Writing<'a>, pieces: &[Range<usize>], lines: Lines) -> Vec<(u32, usize)> {
        let edges = emphasis::edges(self.source, pieces, self.formulas);
        writing.expect(pieces.iter().map(|piece| piece.len() + 1).sum());
        let mut pen = Pen { inline: self, writing, edges: &edges, open: Vec::new() };
        let mut cuts = Vec::new();
        for (i, piece) in pieces.iter().enumerate() {
            let Some(next) = pieces.get(i + 1) else {
                pen.piece(piece.clone(), lines);
                break;
            };
            let hyphen = hyphen_before(self.source, piece.start, piece.end).filter(|_| self.source[next.start..].starts_with(char::is_lowercase));
            let end = match hyphen {
                Some(hyphen) if self.words.joins(&self.source[piece.start..hyphen.start], &self.source[next.start..]) => {
                    pen.piece(piece.start..hyphen.start, lines);
                    pen.writing.hyphen(hyphen);
                    piece.end
                }
                Some(_) => {
                    pen.piece(piece.clone(), lines);
                    piece.end
                }
                None => {
                    pen.piece(piece.clone(), lines);
                    let line_end = line_end(self.source, piece.end);
                    pen.writing.replace(piece.end..line_end, " ");
                    line_end
                }
            };
            cuts.push((pen.writing.at(), end));
        }
        cuts
    }
}

/// One past the line end that begins at or behind blanks at `at`.
pub fn line_end(source: &str, at: usize) -> usize {
    let rest = &source[at..];
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '\u{b}', '\u{c}']).len();
    let rest = &rest[blanks..];
    at + blanks + if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) }
}

/// The hyphen that ends a piece behind a letter.
fn hyphen_before(source: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let mut back = source[start..end].chars().rev();
    let hyphen = back.next().filter(|c| matches!(c, '-' | '\u{2010}' | '\u{ad}' | '¬'))?;
    back.next().filter(|c| c.is_alphabetic())?;
    Some(end - hyphen.len_utf8()..end)
}

/// What writes one block.
struct Pen<'p, 'a> {
    inline: &'p Inline<'a>,
    writing: &'p mut Writing<'a>,
    edges: &'p [Edge],
    open: Vec<u32>,
}

impl Pen<'_, '_> {
    fn piece(&mut self, piece: Range<usize>, lines: Lines) {
        let source = self.inline.source;
        let bytes = source.as_bytes();
        let margin = if lines == Lines::Kept { margin(&source[piece.clone()]) } else { 0 };
        let mut edge = self.edges.partition_point(|edge| edge.range.start < piece.start);
        let mut marker = self.inline.markers.partition_point(|marker| (marker.range.start as usize) < piece.start);
        let mut mark = self.inline.marks.partition_point(|mark| (mark.start as usize) < piece.start);
        let mut formulas = self.inline.formulas[self.inline.formulas.partition_point(|formula| (formula.start as usize) < piece.start)..].iter().peekable();
        // Up to here the source stands as it is, for it is a formula that was not understood.
        let mut literal = piece.start;
        let indent = (piece.start + margin).min(piece.end);
        self.writing.markup(piece.start..indent, "indent");
        let (mut from, mut at) = (indent, indent);
        while at < piece.end {
            // Nothing is written here but what `text` has not yet been told of: `from..at`.
            if let Some(next) = self.edges.get(edge).filter(|next| next.range.start == at) {
                self.writing.text(from..at);
                self.turn(next);
                (at, from, edge) = (next.range.end, next.range.end, edge + 1);
                continue;
            }
            if let Some(next) = self.inline.marks.get(mark).filter(|next| next.start as usize == at) {
                self.writing.text(from..at);
                self.writing.furniture(at..next.end as usize, PAGE_MARK);
                (at, from, mark) = (next.end as usize, next.end as usize, mark + 1);
                continue;
            }
            if let Some(next) = self.inline.markers.get(marker).filter(|next| next.range.start as usize == at) {
                self.writing.text(from..at);
                let start = self.writing.at();
                self.marker(next);
                self.writing.reference(start, next.label.clone(), next.link.clone());
                (at, from, marker) = (next.range.end as usize, next.range.end as usize, marker + 1);
                continue;
            }
            while formulas.next_if(|formula| (formula.start as usize) < at).is_some() {}
            if let Some(range) = formulas.next_if(|formula| formula.start as usize == at).filter(|formula| formula.end as usize <= piece.end) {
                let end = range.end as usize;
                let parted = self.inline.marks.get(mark).is_some_and(|mark| (mark.start as usize) < end);
                match math::inside(&source[at..end]).filter(|_| !parted).and_then(|inside| formula::plain(inside, &source[..at], &source[end..])) {
                    Some(plain) => {
                        self.writing.text(from..at);
                        self.writing.replace(at..end, &plain);
                        (at, from) = (end, end);
                        continue;
                    }
                    None => literal = end,
                }
            }
            let end = match bytes[at] {
                b'\n' | b'\r' | b'\t' | b' ' | 0x0b | 0x0c => self.blanks(from, at, piece.end, lines, margin),
                b'\\' | b'&' | b'$' if at >= literal => self.sign(from, at, piece.end),
                b'<' if lines == Lines::OfCell => self.tag(from, at, piece.end),
                _ => None,
            };
            match end {
                Some(end) => (at, from) = (end, end),
                None => {
                    at += 1;
                    let limit = piece
                        .end
                        .min(self.edges.get(edge).map_or(usize::MAX, |edge| edge.range.start))
                        .min(self.inline.marks.get(mark).map_or(usize::MAX, |mark| mark.start as usize))
                        .min(self.inline.markers.get(marker).map_or(usize::MAX, |marker| marker.range.start as usize));
                    while at < limit && !matches!(bytes[at], b'\n' | b'\r' | b'\t' | b' ' | 0x0b | 0x0c | b'\\' | b'&' | b'$' | b'<') {
                        at += 1;
                    }
                    // What stands for several bytes may have skipped over an edge or a marker.
                    while self.edges.get(edge).is_some_and(|edge| edge.range.start < at) {
                        edge += 1;
                    }
                    while self.inline.markers.get(marker).is_some_and(|marker| (marker.range.start as usize) < at) {
                        marker += 1;
                    }
                    while self.inline.marks.get(mark).is_some_and(|mark| (mark.start as usize) < at) {
                        mark += 1;
                    }
                }
            }
        }
        self.writing.text(from..piece.end.max(from));
    }

    /// A marker: as it is printed, or raised, where TeX or a caret raises it.
    fn marker(&mut self, marker: &Placed) {
        let (range, sign) = (marker.range.start as usize..marker.range.end as usize, marker.sign.start as usize..marker.sign.end as usize);
        let source = self.inline.source;
        if !source[range.clone()].starts_with(['$', '^', '\\']) {
            self.writing.text(range);
        } else if let Some(raised) = labels::raise(&source[sign.clone()]) {
            self.writing.replace(range, &raised);
        } else {
            self.writing.markup(range.start..sign.start, "raised");
            self.writing.replace(sign.clone(), &marker.label);
            self.writing.markup(sign.end..range.end, "raised");
        }
    }

    /// An edge of an emphasis: where it begins, or ends.
    fn turn(&mut self, edge: &Edge) {
        match edge.mark {
            None => {
                let start = self.writing.at();
                self.writing.markup(edge.range.clone(), edge.rule);
                self.open.push(start);
            }
            Some(mark) => {
                let start = self.open.pop().unwrap_or(self.writing.at());
                for mark in mark.into_iter().flatten() {
                    self.writing.mark(start, mark);
                }
                self.writing.markup(edge.range.clone(), edge.rule);
            }
        }
    }

    /// A run of blanks and line ends at `at`; `None` for a single blank, which is text.
    fn blanks(&mut self, from: usize, at: usize, limit: usize, lines: Lines, margin: usize) -> Option<usize> {
        let source = self.inline.source;
        let bytes = &source.as_bytes()[..limit];
        let blank = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c);
        let end = (at..limit).find(|&i| !blank(bytes[i])).unwrap_or(limit);
        let breaks = memchr::memchr2(b'\n', b'\r', &bytes[at..end]).is_some();
        if end == at + 1 && bytes[at] == b' ' {
            return None;
        }
        if lines == Lines::Kept && breaks {
            self.writing.text(from..at);
            self.kept_line_ends(at, end, margin);
            return Some(end);
        }
        if lines == Lines::Kept {
            self.writing.text(from..at);
            for (i, &byte) in (at..end).zip(&bytes[at..end]) {
                if byte == b' ' { self.writing.text(i..i + 1) } else { self.writing.replace(i..i + 1, "    ") }
            }
            return Some(end);
        }
        if end == limit || self.writing.at() == 0 && from == at {
            self.writing.text(from..at);
            self.writing.markup(at..end, "blank");
            return Some(end);
        }
        let hyphen =
            if breaks { hyphen_before(source, from, at).filter(|_| source[end..].starts_with(|c: char| c.is_lowercase() || c.is_uppercase())) } else { None };
        match hyphen {
            Some(hyphen) if self.inline.words.joins(&source[from..hyphen.start], &source[end..limit]) => {
                self.writing.text(from..hyphen.start);
                self.writing.hyphen(hyphen);
                self.writing.markup(at..end, "line end");
            }
            Some(_) => {
                self.writing.text(from..at);
                self.writing.markup(at..end, "line end");
            }
            None => {
                self.writing.text(from..at);
                self.writing.replace(at..end, " ");
            }
        }
        Some(end)
    }

    /// Line ends that stay, and the part of an indent that goes beyond the block's.
    fn kept_line_ends(&mut self, at: usize, end: usize, margin: usize) {
        let source = self.inline.source;
        let first = at + memchr::memchr2(b'\n', b'\r', &source.as_bytes()[at..end]).unwrap_or(0);
        self.writing.markup(at..first, "blank");
        let last = line_end(source, first);
        self.writing.replace(first..last, "\n");
        let indent = (last + margin).min(end);
        self.writing.markup(last..indent, "indent");
        let rest = &source[indent..end];
        if rest.bytes().all(|byte| byte == b' ') {
            self.writing.text(indent..end);
        } else {
            self.writing.markup(indent..end, "blank");
        }
    }

    /// A tag in a cell at `at`: one that breaks lines is a blank between words. `None` where it stands literally.
    fn tag(&mut self, from: usize, at: usize, limit: usize) -> Option<usize> {
        let rest = &self.inline.source[at..limit];
        let (len, breaks) = cell_tag(rest)?;
        let end = limit - rest[len..].trim_start().len();
        self.writing.text(from..at);
        let parts = breaks && end < limit && !self.writing.so_far().ends_with([' ', '\t', '\n']);
        if parts {
            self.writing.replace(at..end, " ");
            return Some(end);
        }
        let end = if breaks { end } else { at + len };
        self.writing.markup(at..end, "tag");
        Some(end)
    }

    /// An escape, an entity or a sign that TeX raises at `at`; `None` where it stands literally.
    fn sign(&mut self, from: usize, at: usize, limit: usize) -> Option<usize> {
        let source = self.inline.source;
        let rest = &source[at..limit];
        let (len, with) = match rest.as_bytes()[0] {
            b'\\' if rest.starts_with("\\(^") || rest.starts_with("\\({}^") => raised(rest)?,
            b'$' => raised(rest)?,
            b'\\' => match rest.as_bytes().get(1)? {
                sign @ (b'\\' | b'*' | b'_' | b'{' | b'}' | b'[' | b']' | b'(' | b')' | b'#' | b'+' | b'-' | b'.' | b'!' | b'|' | b'$' | b'<' | b'>' | b'&'
                | b'%') => (2, (*sign as char).to_string()),
                _ => return None,
            },
            _ => {
                let name = rest.as_bytes()[1..].iter().take(34).take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'#').count();
                let end = 1 + name + usize::from(rest.as_bytes().get(1 + name) == Some(&b';'));
                let plain = htmlize::unescape(&rest[..end]);
                if end < name + 2 || plain == rest[..end] || plain.ends_with(';') {
                    return None;
                }
                // A TAB or line end by name is a blank: it parts no cells and no lines.
                (end, plain.replace(['\t', '\n'], " "))
            }
        };
        self.writing.text(from..at);
        self.writing.replace(at..at + len, &with);
        Some(at + len)
    }
}

/// The bytes of a tag that people set in cells, and whether it breaks lines.
fn cell_tag(text: &str) -> Option<(usize, bool)> {
    const BREAKING: [&str; 8] = ["br", "p", "div", "li", "ul", "ol", "hr", "center"];
    const OTHERS: [&str; 14] = ["span", "font", "u", "s", "small", "big", "a", "i", "b", "em", "strong", "sup", "sub", "tt"];
    if text.starts_with("<!--") {
        let window = &text.as_bytes()[..text.len().min(TAG_BYTES)];
        return Some((memchr::memmem::find(window, b"-->")? + 3, false));
    }
    let inside = text[1..].trim_start_matches('/');
    let name = inside.get(..inside.bytes().take_while(u8::is_ascii_alphanumeric).count())?;
    let is = |names: &[&str]| names.iter().any(|known| known.eq_ignore_ascii_case(name));
    let end = text.bytes().skip(1).take(TAG_BYTES).position(|byte| matches!(byte, b'<' | b'>')).map(|at| at + 1)?;
    let attributes = text.get(text.len() - inside.len() + name.len()..end)?.trim();
    let holds = attributes.is_empty() || attributes == "/" || attributes.contains('=');
    ((is(&BREAKING) || is(&OTHERS)) && text[end..].starts_with('>') && holds).then(|| (end + 1, is(&BREAKING)))
}

/// A sign that TeX raises and that is no marker, at the start of a text: its bytes, and how it looks.
fn raised(text: &str) -> Option<(usize, String)> {
    let len = labels::read(text).first()?.len;
    Some((len, formula::plain(math::inside(&text[..len])?, "", &text[len..])?))
}

/// The smallest indent of the lines: it is the block's.
fn margin(text: &str) -> usize {
    text.split('\n').filter(|line| !line.trim().is_empty()).map(|line| line.len() - line.trim_start_matches(' ').len()).min().unwrap_or(0)
}
