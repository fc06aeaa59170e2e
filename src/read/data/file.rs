//! A data file held as its bytes and the start of each record: no string is made of a cell before it is asked for.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;

use super::dialect::{self, Dialect};
use super::layout::Layout;
use super::records;
use crate::error::Error;
use crate::read::source;

/// Bytes that one worker indexes at a time.
const BLOCK_BYTES: usize = 4 << 20;
/// Most records at each end of the file from which its layout is told.
const LAYOUT_RECORDS: usize = 100;

/// How far the indexing of a file came, and whether it is to stop.
#[derive(Debug, Default)]
pub struct Progress {
    /// Bytes that are indexed.
    pub bytes: AtomicUsize,
    /// Set by who no longer needs the file.
    pub stop: AtomicBool,
}

/// A data file. Rows are numbered among the rows of data alone.
#[derive(Debug)]
pub struct DataFile {
    bytes: Vec<u8>,
    dialect: Dialect,
    starts: Starts,
    layout: Layout,
    columns: usize,
}

/// Where each record begins, in as few bytes as the file allows.
#[derive(Debug)]
enum Starts {
    Short(Vec<u32>),
    Long(Vec<u64>),
}

impl DataFile {
    /// A file of these bytes, all of which are indexed. `delimiter` and `heads` where the reader says them. Fails for
    /// what is no text, and where `progress` says stop.
    pub fn new(bytes: Vec<u8>, delimiter: Option<u8>, heads: Option<usize>, progress: &Progress) -> Result<DataFile, Error> {
        let head = &bytes[..bytes.len().min(dialect::HEAD_BYTES)];
        let is_utf8 = match std::str::from_utf8(head) {
            Ok(_) => true,
            Err(error) => error.error_len().is_none(),
        };
        // A text in another character set, or no text, is for those who know of both.
        let bytes = if is_utf8 && !head.contains(&0) && !head.is_empty() { bytes } else { source::decode(bytes)?.text.into_bytes() };
        let dialect = dialect::dialect(&bytes, delimiter);
        let starts = index(&bytes, dialect, progress).ok_or_else(|| Error::new("cannot read", "it was stopped"))?;
        let mut file = DataFile { bytes, dialect, starts, layout: Layout::default(), columns: 0 };
        file.lay_out(heads);
        Ok(file)
    }

    /// The first rows of a file of which these are the first bytes; a record that is cut is left out.
    pub fn head(bytes: &[u8], delimiter: Option<u8>, heads: Option<usize>) -> Result<DataFile, Error> {
        let head = &bytes[..bytes.len().min(dialect::HEAD_BYTES)];
        let end = memchr::memrchr2(b'\n', b'\r', head).map_or(head.len(), |at| at + 1);
        DataFile::new(head[..end].to_vec(), delimiter, heads, &Progress::default())
    }

    /// The number of rows of data.
    pub fn rows(&self) -> usize {
        self.layout.rows.len()
    }

    /// The number of columns.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// How its cells are written.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// What its records are.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// What the cell of a row says, without blanks round it; empty where there is none.
    pub fn text(&self, row: usize, column: usize) -> Cow<'_, str> {
        if row >= self.rows() { Cow::Borrowed("") } else { self.of_record(self.layout.rows.start + row, column) }
    }

    /// What the cell of any record says: of a title, a head, a row or a note.
    pub fn of_record(&self, record: usize, column: usize) -> Cow<'_, str> {
        match records::said(&self.bytes[self.field(record, column)], self.dialect) {
            Cow::Borrowed(said) => match String::from_utf8_lossy(said) {
                Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
                Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
            },
            Cow::Owned(said) => Cow::Owned(String::from_utf8_lossy(&said).trim().to_owned()),
        }
    }

    /// The bytes of the cell of a row, with its quotes.
    pub fn raw(&self, row: usize, column: usize) -> &[u8] {
        if row >= self.rows() { &[] } else { &self.bytes[self.field(self.layout.rows.start + row, column)] }
    }

    fn field(&self, record: usize, column: usize) -> Range<usize> {
        let Some(start) = self.starts.get(record) else { return 0..0 };
        records::field(&self.bytes, start, self.dialect, column)
    }

    fn lay_out(&mut self, heads: Option<usize>) {
        let count = self.starts.len();
        let cells = |record: usize| -> Vec<String> {
            let mut fields = Vec::new();
            records::record(&self.bytes, self.starts.get(record).unwrap_or(0), self.dialect, |field| fields.push(field));
            fields.into_iter().map(|field| String::from_utf8_lossy(&records::said(&self.bytes[field], self.dialect)).trim().to_owned()).collect()
        };
        // Between the records at both ends there is nothing but rows.
        let front = count.min(LAYOUT_RECORDS);
        let back = front.max(count.saturating_sub(LAYOUT_RECORDS));
        let seen: Vec<Vec<String>> = (0..front).chain(back..count).map(cells).collect();
        let filled = |cells: &Vec<String>| cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        self.columns = seen.iter().map(filled).max().unwrap_or(0);
        let layout = Layout::of(&seen, heads);
        let real = |record: usize| if record <= front && record <= layout.heads.end { record } else { record + (back - front) };
        let rows = layout.rows.start..if layout.rows.is_empty() && back == front { layout.rows.end } else { real(layout.rows.end).max(layout.rows.start) };
        self.layout = Layout { notes: rows.end..count, rows, ..layout };
    }
}

impl Starts {
    fn len(&self) -> usize {
        match self {
            Starts::Short(starts) => starts.len(),
            Starts::Long(starts) => starts.len(),
        }
    }

    fn get(&self, record: usize) -> Option<usize> {
        match self {
            Starts::Short(starts) => starts.get(record).map(|&start| start as usize),
            Starts::Long(starts) => starts.get(record).map(|&start| start as usize),
        }
    }
}

/// The start of each record that is no blank line; `None` where it was told to stop. Blocks are indexed at the same
/// time, each as if a record began behind its first line end; where that was wrong, within a quoted cell, the block is
/// indexed again from where the one before it ended.
fn index(bytes: &[u8], dialect: Dialect, progress: &Progress) -> Option<Starts> {
    let begin = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let blocks: Vec<usize> = (begin..bytes.len()).step_by(BLOCK_BYTES).collect();
    let limit = |block: usize| (block + BLOCK_BYTES).min(bytes.len());
    let guessed: Vec<(usize, Vec<u32>, usize)> = blocks
        .par_iter()
        .map(|&block| {
            let first = if block == begin { block } else { memchr::memchr(b'\n', &bytes[block - 1..limit(block)]).map_or(limit(block), |at| block + at) };
            let (starts, end) = index_block(bytes, dialect, block, first, limit(block), progress);
            (first, starts, end)
        })
        .collect();
    let mut short = Vec::with_capacity(guessed.iter().map(|(_, starts, _)| starts.len()).sum());
    let mut long = Vec::new();
    let is_long = u32::try_from(bytes.len()).is_err();
    let mut at = begin;
    for (&block, (first, starts, end)) in blocks.iter().zip(guessed) {
        let (starts, end) = if first == at { (starts, end) } else { index_block(bytes, dialect, block, at, limit(block), progress) };
        if is_long {
            long.extend(starts.iter().map(|&start| block as u64 + u64::from(start)));
        } else {
            short.extend(starts.iter().map(|&start| block as u32 + start));
        }
        at = end;
    }
    if progress.stop.load(Ordering::Relaxed) {
        return None;
    }
    Some(if is_long { Starts::Long(long) } else { Starts::Short(short) })
}

/// The records that begin from `at` on before `limit`, counted from `block`, and where the next one begins.
fn index_block(bytes: &[u8], dialect: Dialect, block: usize, mut at: usize, limit: usize, progress: &Progress) -> (Vec<u32>, usize) {
    let mut starts = Vec::new();
    if progress.stop.load(Ordering::Relaxed) {
        return (starts, at);
    }
    while at < limit {
        let (end, next) = records::skip(bytes, at, dialect);
        if end > at {
            starts.push((at - block) as u32);
        }
        at = next;
    }
    progress.bytes.fetch_add(limit - block, Ordering::Relaxed);
    (starts, at)
}
