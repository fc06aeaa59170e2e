//! The lines of a source, and how the document sets its paragraphs: a line each, or wrapped at a width.
//! Only blanks are decided here; what a line is, later steps say.

use std::ops::Range;

/// A line longer than this holds a whole paragraph: no printed measure is as wide.
pub const LONG: usize = 120;

/// A line of the source, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The first byte, blanks included.
    pub start: u32,
    /// The first byte that is no blank.
    pub from: u32,
    /// One past the last byte that is no blank.
    pub end: u32,
    /// The first byte of the next line.
    pub next: u32,
}

impl Line {
    /// Whether nothing but blanks stands in it.
    pub fn is_blank(self) -> bool {
        self.from == self.end
    }

    /// Bytes between its first and last character.
    pub fn len(self) -> usize {
        (self.end - self.from) as usize
    }

    /// Its characters without the blanks around them.
    pub fn text(self, source: &str) -> &str {
        &source[self.from as usize..self.end as usize]
    }

    /// Bytes of blanks before its first character.
    pub fn indent(self) -> usize {
        (self.from - self.start) as usize
    }
}

/// How a document sets its paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habit {
    /// Whether a paragraph is one long line.
    pub long_lines: bool,
    /// The width at which lines are wrapped, in bytes; where paragraphs are one line, that of its few short ones.
    pub width: usize,
}

/// All lines of a source. A TAB at a line's start is a cell's end, so it is no blank; form feeds and a byte order mark are.
pub fn lines(source: &str) -> Vec<Line> {
    lines_within(source, if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }..source.len())
}

/// The lines of a part of a source that begins in a line's blanks or behind them.
pub fn lines_within(source: &str, part: Range<usize>) -> Vec<Line> {
    let bytes = &source.as_bytes()[..part.end];
    let mut lines = Vec::new();
    let mut start = part.start;
    while start < bytes.len() {
        let next = memchr::memchr2(b'\n', b'\r', &bytes[start..]).map_or(bytes.len(), |at| {
            let at = start + at;
            if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') { at + 2 } else { at + 1 }
        });
        let line = &bytes[start..next];
        let blank = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | 0x0b | 0x0c);
        let from = line.iter().position(|byte| !blank(byte)).unwrap_or(line.len());
        let end = line.iter().rposition(|byte| !blank(byte)).map_or(from, |at| at + 1);
        // Cells at a row's end may be empty: its TABs stay. A line of nothing but TABs is blank.
        let (from, end) = if line[from..end].iter().all(|&byte| byte == b'\t') { (line.len(), line.len()) } else { (from, end) };
        lines.push(Line { start: start as u32, from: (start + from) as u32, end: (start + end) as u32, next: next as u32 });
        start = next;
    }
    lines
}

/// How the lines of a source are set.
pub fn habit(lines: &[Line]) -> Habit {
    let (mut long, mut all) = (0usize, 0usize);
    let mut short = Vec::new();
    for line in lines.iter().filter(|line| !line.is_blank()) {
        all += line.len();
        if line.len() > LONG { long += line.len() } else { short.push(line.indent() + line.len()) }
    }
    short.sort_unstable();
    // Nine lines of ten are no longer than the measure; the tenth may be a table's or a heading's.
    let width = short.get(short.len().saturating_sub(1) * 9 / 10).copied().unwrap_or(LONG);
    Habit { long_lines: long * 2 > all, width }
}
