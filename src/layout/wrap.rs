//! Breaks a text into lines for a width, at the break opportunities of UAX #14. Owns where a line may end: the rule that
//! a marker is never parted from the word before it, and how a word is cut that is wider than a line. Which of these
//! places are taken is `fit`'s to say. Knows no blocks and no indents.
//!
//! The method: each line of the text (up to a `\n`) is gone through cluster by cluster, and the places at which a line may
//! end are noted with the columns up to there. So the width of any line is one subtraction. A segment between two such
//! places that is wider than a whole line gets further places at cluster boundaries; the marker at its end then keeps
//! the character before it. Hyphens are looked for only where the lines found without them are too short.

use std::sync::LazyLock;

use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};

use super::fit::{self, Break, End, Room};
use super::hyphen::Hyphens;
use super::together;
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
    /// Columns of what is drawn, a hyphen at the end among them.
    pub width: u16,
    /// Whether a hyphen is drawn behind it: the line ends within a word.
    pub hyphen: bool,
    /// Whether a line of the text ends with it: it is the last of its paragraph.
    pub last: bool,
}

/// How lines are broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Breaking {
    /// Over the whole paragraph, not line by line.
    pub optimal: bool,
    /// Whether the lines will be stretched to the measure: then less is left at their ends.
    pub justified: bool,
    /// Where words may be parted, if they may.
    pub hyphens: Option<Hyphens>,
}

/// Wraps ranges of one text.
pub struct Wrapper<'t> {
    text: &'t Text,
    breaking: Breaking,
    /// The markers of the text, in their order.
    markers: Vec<Extent>,
}

impl<'t> Wrapper<'t> {
    /// What wraps the ranges of `text`: its markers are looked up once.
    pub fn new(text: &'t Text, breaking: Breaking) -> Wrapper<'t> {
        let markers = text.spans().iter().filter(|span| matches!(span.mark, Mark::Ref(_))).map(|span| span.extent).collect();
        Wrapper { text, breaking, markers }
    }

    /// The lines of a range: the first within `first` columns, the others within `following`. At least one.
    pub fn wrap(&self, extent: Extent, first: u16, following: u16) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for line in lines(self.text, extent) {
            let first = if pieces.is_empty() { first } else { following };
            let room = Room { first: u32::from(first.max(1)), following: u32::from(following.max(1)), justified: self.breaking.justified };
            self.wrap_line(line, room, &mut pieces);
        }
        pieces
    }

    fn wrap_line(&self, line: Extent, room: Room, pieces: &mut Vec<Piece>) {
        let mut breaks = self.breaks(without_end(self.text, line), room);
        let mut taken = fit::lines(&breaks, room, self.breaking.optimal);
        if let Some(hyphens) = self.breaking.hyphens
            && fit::leaves_too_much(&breaks, &taken, room)
            && let Some(more) = hyphens.put_into(self.text, &breaks, &fit::worth_parting(&breaks, room))
        {
            breaks = more;
            taken = fit::lines(&breaks, room, self.breaking.optimal);
        }
        let mut from = breaks[0];
        for (n, &at) in taken.iter().enumerate() {
            let (to, last) = (breaks[at], n + 1 == taken.len());
            let end = if last { line.end } else { to.at };
            pieces.push(Piece {
                extent: Extent::new(from.at, end),
                shown: Extent::new(from.at, to.shown_end.max(from.at)),
                width: fit::width(&from, &to).min(u32::from(u16::MAX)) as u16,
                hyphen: to.end == End::Hyphen,
                last,
            });
            from = to;
        }
    }

    /// The places at which a line may end, in their order; the first is where the text begins, the last where it ends.
    fn breaks(&self, body: Extent, room: Room) -> Vec<Break> {
        let text = self.text.slice(body);
        let mut opportunities = SEGMENTER.segment_str(text).peekable();
        let mut found = Vec::with_capacity(text.len() / 5 + 2);
        found.push(Break { at: body.start, shown_end: body.start, ..Break::default() });
        let mut here = found[0];
        for (range, columns) in clusters(text) {
            here.push(body.start + range.end as u32, columns, is_blank(&text[range.clone()]));
            // A break inside a cluster is none: a mark on a blank is one cluster, and breaks behind the blank.
            while opportunities.next_if(|&at| at < range.end).is_some() {}
            if opportunities.peek() == Some(&range.end) && here.at < body.end && !self.holds(here.at) {
                let from = found[found.len() - 1].at;
                let before = &text[(from - body.start) as usize..(here.shown_end.max(from) - body.start) as usize];
                let after = &text[range.end..];
                here.end = if before.ends_with(SOFT_HYPHEN) {
                    if self.breaking.hyphens.is_none() || !parts_letters(before, after) || here.shown_end < here.at {
                        continue;
                    }
                    End::Hyphen
                } else if together::holds(before, after) {
                    End::Tight
                } else {
                    End::Free
                };
                self.put(&mut found, here, room);
            }
        }
        here.end = End::Last;
        self.put(&mut found, here, room);
        found
    }

    /// Adds a place, and before it those at which what leads to it has to be cut.
    fn put(&self, found: &mut Vec<Break>, mut to: Break, room: Room) {
        let from = found[found.len() - 1];
        // Nothing but blanks since the last place: they belong to the line before. The first line keeps them.
        if to.shown_end <= from.at && found.len() > 1 {
            found.pop();
            if to.end != End::Last {
                to.end = from.end;
            }
            found.push(Break { word: from.word, ..to });
            return;
        }
        let wide = if found.len() == 1 { room.first } else { room.following };
        if fit::width(&from, &to) > wide {
            self.cut(found, to.at, room);
        }
        to.word = found[found.len() - 1].word + u32::from(to.end != End::Hyphen);
        found.push(to);
    }

    /// The places at which a segment is cut that is wider than a line.
    fn cut(&self, found: &mut Vec<Break>, end: u32, room: Room) {
        loop {
            let from = found[found.len() - 1];
            let wide = if found.len() == 1 { room.first } else { room.following };
            let rest = self.text.slice(Extent::new(from.at, end));
            let mut here = from;
            let (mut allowed, mut over) = (None, None);
            for (range, columns) in clusters(rest) {
                let blank = is_blank(&rest[range.clone()]);
                if here.at > from.at && self.may_cut(here.at) {
                    allowed = Some(here);
                }
                if !blank && here.at > from.at && here.full - from.full + u32::from(columns) > wide {
                    over = Some(here);
                    break;
                }
                here.push(from.at + range.end as u32, columns, blank);
            }
            match allowed.filter(|_| over.is_some()).or(over) {
                Some(cut) => found.push(Break { end: End::Cut, word: from.word, ..cut }),
                None => return,
            }
        }
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

/// What says in a text where a word may be parted.
const SOFT_HYPHEN: char = '\u{ad}';

/// Whether a soft hyphen at the end of `before` stands between two letters: at the edge of a word it parts nothing.
fn parts_letters(before: &str, after: &str) -> bool {
    before.trim_end_matches(SOFT_HYPHEN).ends_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic)
}

/// Whether a text is made of blanks at which a line may end: they are not drawn there.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| matches!(c, ' ' | '\t' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}'))
}
