//! The lines of a source, and how the document sets its paragraphs: a line each, or wrapped at a width.
//! Only blanks are decided here; what a line is, later steps say.

use std::ops::Range;

/// A line longer than this is none of a printed page: no measure is as wide.
pub const LONG: usize = 120;
/// Most columns by which the first line of a paragraph is set in.
const FIRST: usize = 8;
/// Fewer first lines that are set in are no habit.
const FEWEST: usize = 3;
/// Fewer long lines that break off in mid-sentence are the last ones of pages.
const JOINED: usize = 3;

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

    /// The column of characters at which it ends.
    pub fn right(self, source: &str) -> usize {
        // A byte that goes on with a character takes no column.
        self.indent() + self.text(source).bytes().filter(|&byte| (byte as i8) >= -0x40).count()
    }
}

/// How a document sets its paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Habit {
    /// Whether a paragraph is one long line.
    pub long_lines: bool,
    /// A line longer than this holds a whole paragraph.
    pub whole: usize,
    /// The column at which wrapped lines end; where paragraphs are one line, that of its few short ones.
    pub width: usize,
    /// The column at which most lines begin.
    pub margin: usize,
    /// By how many columns the first line of a paragraph is set in, where that is how paragraphs are told apart.
    pub first: Option<usize>,
}

impl Habit {
    /// Whether a converter joined some of its lines.
    pub fn joins_lines(self) -> bool {
        self.whole > LONG
    }
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
pub fn habit(source: &str, lines: &[Line]) -> Habit {
    let (mut long, mut all) = (0usize, 0usize);
    let (mut whole, mut broken) = (0usize, 0usize);
    let mut short = Vec::new();
    let mut begin = [0usize; 64];
    for line in lines.iter().filter(|line| !line.is_blank()) {
        all += line.len();
        begin[line.indent().min(63)] += 1;
        if line.len() > LONG {
            long += line.len();
            whole += 1;
            broken += usize::from(line.text(source).ends_with(|c: char| c.is_lowercase() || c == ','));
        } else {
            short.push(line.right(source) as u32);
        }
    }
    // Who takes the hyphens out of a page joins two of its lines, or three, and they end as lines do.
    let joined = long * 2 <= all && broken >= JOINED && broken * 3 >= whole * 2;
    if joined && !short.is_empty() {
        let half = short.len() / 2;
        let most = *short.select_nth_unstable(half).1 * 7 / 5;
        short.retain(|&right| right <= most);
    }
    // Nine lines of ten are no longer than the measure; the tenth may be a table's or a heading's.
    let ninth = short.len().saturating_sub(1) * 9 / 10;
    let width = if short.is_empty() { LONG } else { *short.select_nth_unstable(ninth).1 as usize };
    let margin = (0..64).max_by_key(|&indent| (begin[indent], 64 - indent)).unwrap_or(0);
    let long_lines = long * 2 > all;
    let whole = if joined { (width * 5).max(LONG) } else { LONG };
    Habit { long_lines, whole, width, margin: if long_lines { 0 } else { margin }, first: if long_lines { None } else { first_indent(source, lines) } }
}

/// By how many columns the first lines of paragraphs are set in: as often as not where nothing else parts them, or where
/// a paragraph begins behind a blank line.
fn first_indent(source: &str, lines: &[Line]) -> Option<usize> {
    let mut by = [0usize; FIRST + 1];
    let (mut within, mut behind, mut flush) = (0usize, 0usize, 0usize);
    for i in 0..lines.len().saturating_sub(1) {
        let (line, next) = (lines[i], lines[i + 1]);
        if line.is_blank() || next.is_blank() {
            continue;
        }
        let set_in = line.indent().saturating_sub(next.indent());
        let begins = i == 0 || lines[i - 1].is_blank();
        if (1..=FIRST).contains(&set_in) && (begins || line.indent() > lines[i - 1].indent()) && !line.text(source).ends_with(['|', '+']) {
            by[set_in] += 1;
            if begins { behind += 1 } else { within += 1 }
        } else if begins && set_in == 0 {
            flush += 1;
        }
    }
    let usual = (1..=FIRST).max_by_key(|&set_in| by[set_in])?;
    (by[usual] >= FEWEST && (within >= FEWEST && within * 4 > flush || behind > flush)).then_some(usual)
}
