//! What parts the cells of a file, whether they are quoted, and whether it holds data at all: told from its first bytes.

use super::records;

/// Bytes from which a dialect is told.
const HEAD_BYTES: usize = 64 << 10;
/// The signs that part cells. Of signs under which records are equally even the last wins.
const DELIMITERS: [u8; 4] = [b'|', b'\t', b';', b','];
/// Most records from which a dialect is told.
const RECORDS: usize = 400;
/// Fewest records and columns of data that no name calls so.
const NAMELESS: (usize, usize) = (4, 3);
/// Words of a line from which on it is rather a line of prose.
const LINE_OF_PROSE: usize = 6;

/// How the cells of a file are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dialect {
    /// The byte between two cells.
    pub delimiter: u8,
    /// Whether a backslash before a quote makes it part of the cell.
    pub backslash: bool,
}

/// The dialect of a file that is known to hold data; `delimiter` where it is said. Commas where nothing else fits.
pub fn dialect(bytes: &[u8], delimiter: Option<u8>) -> Dialect {
    let head = head(bytes);
    let best = delimiter.or_else(|| best(head).map(|found| found.dialect.delimiter)).unwrap_or(b',');
    Dialect { delimiter: best, backslash: backslash(head, best) }
}

/// Whether bytes are data for all that is seen of them, under any name: records that all have as many cells, and no prose.
/// TABs and bars part the printed tables of a text too, so they do not say it by themselves.
pub fn is_data(bytes: &[u8]) -> bool {
    let head = head(bytes);
    best(head).is_some_and(|found| {
        !matches!(found.dialect.delimiter, b'\t' | b'|') && found.records >= NAMELESS.0 && found.columns >= NAMELESS.1 && found.even >= 1.0 && !found.is_prose()
    })
}

/// Whether bytes may be data, where their name says so: whatever is not rather prose. A name does not make cells of words.
pub fn may_be_data(bytes: &[u8]) -> bool {
    let head = head(bytes);
    match best(head).filter(|found| found.parted * 2 > found.records) {
        Some(found) => !found.is_prose(),
        // One column: a line is a cell, and short.
        None => !are_lines_of_prose(head),
    }
}

fn head(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.len().min(HEAD_BYTES)]
}

/// What was measured of a head under one delimiter.
struct Found {
    dialect: Dialect,
    /// The share of the records that have the usual number of cells.
    even: f64,
    /// The usual number of cells of a record that has more than one.
    columns: usize,
    records: usize,
    /// Records of more than one cell.
    parted: usize,
    cells: usize,
    /// Cells that stand behind a delimiter and a blank, as the parts of a sentence do.
    blank_before: usize,
    /// Cells that hold a figure and no word.
    figures: usize,
    words: usize,
    /// Records that end as a sentence does.
    sentences: usize,
}

impl Found {
    /// How well it fits: many columns that are even say more than two that are.
    fn worth(&self) -> f64 {
        self.even * (1.0 - 0.5 / self.columns as f64)
    }

    /// Whether the delimiter is rather a stop in sentences: a blank stands behind it, and records are as long as they come,
    /// or end as sentences do.
    fn is_prose(&self) -> bool {
        let behind = self.cells.saturating_sub(self.records);
        let blanks = behind > 0 && self.blank_before * 3 > behind * 2;
        let few_figures = self.figures * 4 < self.cells;
        blanks && few_figures && (self.even < 0.9 && self.words > 2 * self.cells || self.sentences * 2 > self.records)
    }
}

/// The delimiter under which the records are most alike.
fn best(head: &[u8]) -> Option<Found> {
    let tried = DELIMITERS.iter().filter_map(|&delimiter| measure(head, Dialect { delimiter, backslash: backslash(head, delimiter) }));
    tried.max_by(|one, other| one.worth().total_cmp(&other.worth()))
}

fn measure(head: &[u8], dialect: Dialect) -> Option<Found> {
    let mut widths = Vec::new();
    let mut found = Found { dialect, even: 0.0, columns: 0, records: 0, parted: 0, cells: 0, blank_before: 0, figures: 0, words: 0, sentences: 0 };
    let mut at = 0;
    while at < head.len() && widths.len() < RECORDS {
        let mut width = 0;
        let (end, next) = records::record(head, at, dialect, |field| {
            let cell = head[field.clone()].trim_ascii();
            found.cells += 1;
            found.blank_before += usize::from(field.start > at && head.get(field.start) == Some(&b' '));
            found.figures += usize::from(cell.iter().any(u8::is_ascii_digit) && !cell.iter().any(u8::is_ascii_alphabetic));
            found.words += words(cell);
            width += 1;
        });
        // The last record of the head may be cut.
        if end == head.len() && head.len() == HEAD_BYTES && !widths.is_empty() {
            break;
        }
        if end > at {
            found.sentences += usize::from(ends_a_sentence(&head[at..end]));
            widths.push(width);
        }
        at = next;
    }
    let mut sorted: Vec<usize> = widths.iter().copied().filter(|&width| width > 1).collect();
    sorted.sort_unstable();
    found.columns = *sorted.get(sorted.len() / 2)?;
    (found.records, found.parted) = (widths.len(), sorted.len());
    found.even = widths.iter().filter(|&&width| width == found.columns).count() as f64 / widths.len() as f64;
    Some(found)
}

fn are_lines_of_prose(head: &[u8]) -> bool {
    let lines: Vec<&[u8]> = head.split(|&byte| byte == b'\n' || byte == b'\r').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty()).collect();
    let long = lines.iter().filter(|line| words(line) >= LINE_OF_PROSE).count();
    let sentences = lines.iter().filter(|line| ends_a_sentence(line) && words(line) > 1).count();
    long * 2 > lines.len() || sentences * 2 > lines.len()
}

fn words(bytes: &[u8]) -> usize {
    bytes.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).count()
}

fn ends_a_sentence(line: &[u8]) -> bool {
    let line = line.trim_ascii_end();
    let line = line.strip_suffix(b"\"").or(line.strip_suffix(b")")).unwrap_or(line);
    matches!(line.last(), Some(b'.' | b'!' | b'?'))
}

/// Whether quotes within quoted cells stand behind backslashes: more often than they are doubled.
fn backslash(head: &[u8], delimiter: u8) -> bool {
    let escaped = memchr::memmem::find_iter(head, b"\\\"")
        .filter(|&at| !matches!(head.get(at + 2), Some(&next) if next == delimiter || next == b'\n' || next == b'\r'))
        .count();
    escaped > memchr::memmem::find_iter(head, b"\"\"").count()
}
