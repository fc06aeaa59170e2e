//! Where the rows of a data file begin: found by all processors at once, and kept for every few rows, so that a file of
//! millions has a small index. Knows no columns; must never take a line end within quotes for the end of a row.

use std::ops::Range;

use rayon::prelude::*;

use super::cell;
use super::dialect::Dialect;
use super::progress::Progress;
use super::stops::Stops;
use crate::read::limits::TABLE_COLUMNS;

/// Rows from one that is kept to the next.
const STEP: u32 = 8;

/// A run of rows that lie together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// The rows, counted from 0.
    pub rows: Range<u32>,
    /// The bytes in which they begin.
    bytes: Range<usize>,
    /// Behind the first byte, where each of every few rows begins.
    starts: Vec<u32>,
}

/// Where the rows of some bytes begin. Records that say nothing are no rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Index {
    /// The parts, in their order; none is empty of rows.
    pub parts: Vec<Part>,
    /// The most columns that a row fills, at most as many as a table has.
    pub columns: usize,
}

/// More rows than can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMany;

impl Index {
    /// The index of the rows from a byte on, at which a record begins, found in parts of about `part` bytes (at most
    /// 1 GiB). `None` where it was stopped.
    pub fn new(bytes: &[u8], from: usize, dialect: Dialect, part: usize, progress: &Progress) -> Option<Result<Index, TooMany>> {
        progress.begin((bytes.len() - from) as u64);
        let bounds: Vec<Range<usize>> = (from..bytes.len()).step_by(part).map(|start| start..(start + part).min(bytes.len())).collect();
        let guessed = bounds.par_iter().map(|bounds| {
            let scanned = scan(bytes, if bounds.start == from { from } else { line_start(bytes, bounds.start) }, bounds.end, dialect);
            progress.step(bounds.len() as u64).map(|()| scanned)
        });
        let guessed: Vec<Scanned> = guessed.collect::<Option<_>>()?;
        let mut index = Index::default();
        let (mut at, mut rows) = (from, 0_u32);
        for (mut found, bounds) in guessed.into_iter().zip(bounds) {
            // A line end within quotes was taken for the end of a record.
            if found.from != at {
                found = scan(bytes, at, bounds.end, dialect);
                progress.step(0)?;
            }
            at = found.next;
            index.columns = index.columns.max(found.columns);
            let Some(end) = rows.checked_add(found.rows).filter(|&end| end < u32::MAX) else { return Some(Err(TooMany)) };
            if found.rows > 0 {
                index.parts.push(Part { rows: rows..end, bytes: found.from..found.next, starts: found.starts });
            }
            rows = end;
        }
        Some(Ok(index))
    }

    /// How many rows there are.
    pub fn rows(&self) -> u32 {
        self.parts.last().map_or(0, |part| part.rows.end)
    }

    /// Leaves out the rows from one on.
    pub fn truncate(&mut self, rows: u32) {
        self.parts.retain(|part| part.rows.start < rows);
        if let Some(last) = self.parts.last_mut() {
            last.rows.end = last.rows.end.min(rows);
        }
    }

    /// A byte at or before the beginning of a row, at which a row begins, and which row that is; `None` behind the last.
    pub fn near(&self, row: u32) -> Option<(usize, u32)> {
        let part = &self.parts[self.parts.partition_point(|part| part.rows.end <= row)..].first()?;
        let kept = (row - part.rows.start) / STEP;
        Some((part.bytes.start + *part.starts.get(kept as usize)? as usize, part.rows.start + kept * STEP))
    }
}

impl Part {
    /// The byte at which its first row begins.
    pub fn start(&self) -> usize {
        self.bytes.start + self.starts.first().map_or(0, |&start| start as usize)
    }

    /// The bytes in which its records begin.
    pub fn bytes(&self) -> Range<usize> {
        self.bytes.clone()
    }

    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Whether the record that begins at a byte may say nothing: whatever does not begin as a word or figure does.
pub fn may_be_blank(bytes: &[u8], at: usize) -> bool {
    bytes.get(at).is_none_or(|byte| !byte.is_ascii_alphanumeric())
}

/// What was found in a part.
struct Scanned {
    from: usize,
    next: usize,
    starts: Vec<u32>,
    rows: u32,
    columns: usize,
}

/// Goes through the records that begin before `until`.
fn scan(bytes: &[u8], from: usize, until: usize, dialect: Dialect) -> Scanned {
    let mut found = Scanned { from, next: from.max(until), starts: Vec::new(), rows: 0, columns: 0 };
    if from >= until {
        found.next = from;
        return found;
    }
    let mut stops = Stops::new(bytes, from, dialect);
    let mut at = from;
    while at < until {
        let (mut width, mut blank, mut filled) = (0, may_be_blank(bytes, at), 0);
        let (_, next) = stops.record(at, |field| {
            width += 1;
            if width > found.columns || blank {
                let says_nothing = cell::is_blank(&bytes[field], dialect);
                blank &= says_nothing;
                filled = if says_nothing { filled } else { width };
            }
        });
        if !blank {
            if found.rows.is_multiple_of(STEP) {
                found.starts.push((at - from) as u32);
            }
            found.rows += 1;
            found.columns = found.columns.max(filled.min(TABLE_COLUMNS));
        }
        at = next;
    }
    found.next = at;
    found
}

/// The first byte at or behind `at` at which a line begins.
fn line_start(bytes: &[u8], at: usize) -> usize {
    let from = at.saturating_sub(1);
    let Some(end) = memchr::memchr2(b'\n', b'\r', &bytes[from..]).map(|found| from + found) else { return bytes.len() };
    if bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n') { end + 2 } else { end + 1 }
}
