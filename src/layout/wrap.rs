//! Breaks a text into lines for a width: greedy, at the break opportunities of UAX #14. Owns the rule that a marker is
//! never parted from the word before it; knows no blocks and no indents.
//!
//! The method: each line of the text (up to a `\n`) is cut into segments at the break opportunities that are allowed
//! here. A segment is put on the line while what is drawn of it, without the blanks behind, fits. A segment wider than
//! a whole line is cut at cluster boundaries; the marker at its end then keeps the character before it.

use std::sync::LazyLock;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::width::clusters;
use crate::model::{Extent, Mark, Text};

/// Most bytes of blanks between a word and its marker over which they are held together when a word has to be cut.
const GLUED_BLANKS: u32 = 8;

static SEGMENTER: LazyLock<LineSegmenterBorrowed<'static>> = LazyLock::new(|| LineSegmenter::new_auto(LineBreakOptions::default()));

/// One line of a wrapped text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// All its bytes, with the blanks and the `\n` behind it: the pieces of a text tile it.
    pub extent: Extent,
    /// The bytes that are drawn.
    pub shown: Extent,
    /// Columns of what is drawn.
    pub width: u16,
}

/// Wraps ranges of one text.
pub struct Wrapper<'t> {
    text: &'t Text,
    /// The markers of the text, in their order.
    markers: Vec<Extent>,
}

impl<'t> Wrapper<'t> {
    /// What wraps the ranges of `text`: its markers are looked up once.
    pub fn new(text: &'t Text) -> Wrapper<'t> {
        let markers = text.spans().iter().filter(|span| matches!(span.mark, Mark::Ref(_))).map(|span| span.extent).collect();
        Wrapper { text, markers }
    }

    /// The lines of a range: the first within `first` columns, the others within `following`. At least one.
    pub fn wrap(&self, extent: Extent, first: u16, following: u16) -> Vec<Piece> {
        let line = Pending { start: extent.start, ..Pending::default() };
        let mut wrapping = Wrapping { of: self, first: first.max(1), following: following.max(1), pieces: Vec::new(), line };
        for line in lines(self.text, extent) {
            wrapping.wrap_line(line);
        }
        wrapping.pieces
    }

    /// Whether a marker begins at the byte or stands around it, so that no line may begin there.
    fn holds(&self, byte: u32) -> bool {
        self.marker_from(byte).is_some_and(|marker| marker.start <= byte)
    }

    /// Whether a word that has to be cut may be cut at the byte.
    fn may_cut(&self, byte: u32) -> bool {
        let Some(marker) = self.marker_from(byte) else { return true };
        if marker.start > byte + GLUED_BLANKS {
            return true;
        }
        marker.start > byte && !is_blank(self.text.slice(Extent::new(byte, marker.start)))
    }

    /// The first marker that ends behind the byte.
    fn marker_from(&self, byte: u32) -> Option<Extent> {
        let at = self.markers.partition_point(|marker| marker.end <= byte);
        self.markers.get(at).copied()
    }
}

/// The lines of a range as they stand in the text, each with its `\n`. At least one.
pub fn lines(text: &Text, extent: Extent) -> Vec<Extent> {
    let bytes = text.slice(extent).as_bytes();
    let mut start = extent.start;
    let mut found = Vec::new();
    for at in memchr::memchr_iter(b'\n', bytes) {
        let end = extent.start + at as u32 + 1;
        found.push(Extent::new(start, end));
        start = end;
    }
    if start < extent.end || found.is_empty() {
        found.push(Extent::new(start, extent.end));
    }
    found
}

/// The range without the `\n` at its end.
pub fn without_end(text: &Text, line: Extent) -> Extent {
    let ends = text.slice(line).ends_with('\n');
    Extent::new(line.start, line.end - u32::from(ends))
}

struct Wrapping<'w, 't> {
    of: &'w Wrapper<'t>,
    first: u16,
    following: u16,
    pieces: Vec<Piece>,
    line: Pending,
}

/// The line that is being filled.
#[derive(Default)]
struct Pending {
    start: u32,
    /// One past its last byte that is drawn.
    shown_end: u32,
    /// Columns of what is drawn.
    shown: u32,
    /// Columns with the blanks behind.
    full: u32,
    begun: bool,
}

/// What stands between two break opportunities; its measures are as in `Pending`.
struct Segment {
    start: u32,
    end: u32,
    shown_end: u32,
    shown: u32,
    full: u32,
}

impl Segment {
    fn new(start: u32) -> Segment {
        Segment { start, end: start, shown_end: start, shown: 0, full: 0 }
    }

    fn push(&mut self, end: u32, columns: u16, blank: bool) {
        self.end = end;
        self.full += u32::from(columns);
        if !blank {
            (self.shown_end, self.shown) = (end, self.full);
        }
    }
}

impl Wrapping<'_, '_> {
    fn wrap_line(&mut self, line: Extent) {
        let body = without_end(self.of.text, line);
        let text = self.of.text.slice(body);
        let mut breaks = SEGMENTER.segment_str(text).peekable();
        let mut segment = Segment::new(body.start);
        for (range, columns) in clusters(text) {
            let end = body.start + range.end as u32;
            segment.push(end, columns, is_blank(&text[range.clone()]));
            // A break inside a cluster is none: a mark on a blank is one cluster, and breaks behind the blank.
            while breaks.next_if(|&at| at < range.end).is_some() {}
            if breaks.peek() == Some(&range.end) && end < body.end && !self.of.holds(end) {
                self.put(std::mem::replace(&mut segment, Segment::new(end)));
            }
        }
        self.put(segment);
        self.end_line(line.end);
    }

    fn put(&mut self, segment: Segment) {
        let blank = segment.shown_end == segment.start;
        if !blank && self.line.begun && self.line.full + segment.shown > self.room() {
            self.end_line(segment.start);
        }
        if segment.shown > self.room() { self.cut(&segment) } else { self.append(&segment) }
    }

    fn append(&mut self, segment: &Segment) {
        if segment.shown_end > segment.start {
            self.line.shown_end = segment.shown_end;
            self.line.shown = self.line.full + segment.shown;
        }
        self.line.full += segment.full;
        self.line.begun |= segment.end > segment.start;
    }

    /// Puts a segment that is wider than a line on as many as it needs; what remains stands on the line that is open.
    fn cut(&mut self, segment: &Segment) {
        let mut from = segment.start;
        while from < segment.end {
            let rest = self.of.text.slice(Extent::new(from, segment.end));
            let mut part = Segment::new(from);
            let mut allowed = None;
            let mut over = None;
            for (range, columns) in clusters(rest) {
                let at = from + range.start as u32;
                let blank = is_blank(&rest[range.clone()]);
                if at > from && self.of.may_cut(at) {
                    allowed = Some(at);
                }
                if !blank && at > from && part.full + u32::from(columns) > self.room() {
                    over = Some(at);
                    break;
                }
                part.push(from + range.end as u32, columns, blank);
            }
            let Some(over) = over else {
                self.append(&part);
                return;
            };
            let end = allowed.unwrap_or(over);
            let mut fits = Segment::new(from);
            for (range, columns) in clusters(self.of.text.slice(Extent::new(from, end))) {
                let blank = is_blank(&rest[range.clone()]);
                fits.push(from + range.end as u32, columns, blank);
            }
            self.append(&fits);
            self.end_line(end);
            from = end;
        }
    }

    fn end_line(&mut self, end: u32) {
        let line = std::mem::replace(&mut self.line, Pending { start: end, ..Pending::default() });
        self.pieces.push(Piece {
            extent: Extent::new(line.start, end),
            shown: Extent::new(line.start, line.shown_end.max(line.start)),
            width: line.shown.min(u32::from(u16::MAX)) as u16,
        });
    }

    fn room(&self) -> u32 {
        u32::from(if self.pieces.is_empty() { self.first } else { self.following })
    }
}

/// Whether a text is made of blanks at which a line may end: they are not drawn there.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| matches!(c, ' ' | '\t' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}'))
}
