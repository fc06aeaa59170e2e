//! A data file of any size: its bytes, what parts its cells, and where its rows lie. A cell is a range of the bytes and is
//! read when it is asked for; nothing is kept of it. Owns what a row is; knows no figures.

use std::borrow::Cow;
use std::ops::Range;

use rayon::prelude::*;

use super::cell;
use super::dialect::{self, Dialect};
use super::document;
use super::index::{self, Index, Part};
use super::layout;
use super::load;
use super::progress::Progress;
use super::stops::Stops;
use crate::error::Error;
use crate::read::limits::TABLE_COLUMNS;
use crate::read::{Asked, Form};

/// Bytes at the beginning in which titles and heads are looked for, and at the end in which notes are.
const SAMPLE: usize = 256 << 10;
/// Bytes of a part of the index.
const PART: usize = 4 << 20;

/// A data file that is in memory.
#[derive(Debug, Default)]
pub struct DataFile {
    /// Bytes that are UTF-8, or are shown as it.
    bytes: Vec<u8>,
    dialect: Dialect,
    index: Index,
    columns: usize,
    /// What stands around the rows.
    pub around: Around,
    /// The character set it was read as, where it was not UTF-8.
    pub charset: Option<&'static str>,
}

/// What stands around the rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// The lines above the heads.
    pub above: Vec<String>,
    /// The rows that name the columns, a text for each column.
    pub heads: Vec<Vec<String>>,
    /// The lines below the rows.
    pub below: Vec<String>,
    /// The first line that says something, counted from 1.
    pub line: u32,
    /// The first words above the heads.
    pub title: Option<String>,
    /// How many records stand above the rows.
    pub records: usize,
    /// How many cells each of the heads has.
    pub widths: Vec<usize>,
}

impl Around {
    /// The line that says in what the figures are.
    pub fn units(&self) -> Option<&str> {
        self.above.iter().skip(1).map(String::as_str).find(|line| document::says_units(line))
    }

    /// The line that says where the figures come from.
    pub fn source(&self) -> Option<&str> {
        self.below.iter().map(String::as_str).find(|line| document::says_source(line))
    }
}

impl DataFile {
    /// Of all bytes of a file; `asked` says how they are written, where that is not told from them. `None` where it was
    /// stopped.
    pub fn new(bytes: Vec<u8>, asked: &Asked, progress: &Progress) -> Option<Result<DataFile, Error>> {
        DataFile::in_parts(bytes, asked, PART, progress)
    }

    /// The same, with an index in parts of about so many bytes.
    pub fn in_parts(bytes: Vec<u8>, asked: &Asked, part: usize, progress: &Progress) -> Option<Result<DataFile, Error>> {
        let (bytes, charset) = load::decoded(bytes, asked.encoding.as_deref(), progress)?;
        let tabs = (asked.form == Some(Form::Tsv)).then_some(b'\t');
        let dialect = dialect::dialect(&bytes, asked.delimiter.or(tabs));
        let (mut around, body) = top(&bytes, dialect, asked.heads.clone());
        let index = match Index::new(&bytes, body, dialect, part, progress)? {
            Ok(index) => index,
            Err(index::TooMany) => {
                let error = Error::new("cannot read", format!("it has more than {} rows", u32::MAX - 1));
                return Some(Err(error.hint("split it: split -l 1000000000 FILE")));
            }
        };
        let mut file = DataFile { columns: 0, bytes, dialect, index, around: Around::default(), charset };
        around.below = file.take_notes();
        let heads = around.heads.iter().filter_map(|head| head.iter().rposition(|name| !name.is_empty())).map(|last| last + 1).max();
        file.columns = file.index.columns.max(heads.unwrap_or(0));
        file.around = around;
        Some(Ok(file))
    }

    /// Of the first bytes of a file: what of its last record may be missing is left out.
    pub fn head(bytes: &[u8], asked: &Asked) -> Option<DataFile> {
        let end = memchr::memrchr2(b'\n', b'\r', bytes).map_or(bytes.len(), |at| at + 1);
        let mut file = DataFile::new(bytes[..end].to_vec(), asked, &Progress::default())?.ok()?;
        // What seems to be a note may be a row: the rows go on behind it.
        file.around.below.clear();
        Some(file)
    }

    /// How many rows it has.
    pub fn rows(&self) -> u32 {
        self.index.rows()
    }

    /// How many columns it has.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// How many bytes it has, as it is in memory.
    pub fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether it has no bytes.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Its bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How its cells are written.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The runs of rows into which work on all of them may be parted.
    pub fn parts(&self) -> &[Part] {
        &self.index.parts
    }

    /// What a field says.
    pub fn text<'f>(&self, field: &'f [u8]) -> Cow<'f, str> {
        cell::text(field, self.dialect)
    }

    /// What a cell says; nothing where a row has no such cell.
    pub fn cell(&self, row: u32, column: usize) -> Cow<'_, str> {
        self.fields(row).get(column).map_or(Cow::Borrowed(""), |field| cell::text(field, self.dialect))
    }

    /// The fields of a row; empty behind the last row.
    pub fn fields(&self, row: u32) -> Vec<&[u8]> {
        let Some((mut at, mut number)) = self.index.near(row) else { return Vec::new() };
        let mut stops = Stops::new(&self.bytes, at, self.dialect);
        let mut ranges: Vec<Range<usize>> = Vec::with_capacity(self.columns);
        while at < self.bytes.len() {
            ranges.clear();
            let mut width = 0;
            let (_, next) = stops.record(at, |field| {
                width += 1;
                match ranges.last_mut() {
                    Some(last) if width > TABLE_COLUMNS => last.end = field.end,
                    _ => ranges.push(field),
                }
            });
            if !self.is_blank(at, &ranges) {
                if number == row {
                    break;
                }
                number += 1;
            }
            at = next;
        }
        ranges.into_iter().map(|range| &self.bytes[range]).collect()
    }

    /// Goes through the rows of a part. `take` is given the number of each and its field in a column; that is empty where
    /// the row has none.
    #[inline]
    pub fn walk_one<'f>(&'f self, part: &Part, column: usize, mut take: impl FnMut(u32, &'f [u8])) {
        let mut stops = Stops::new(&self.bytes, part.start(), self.dialect);
        let (mut at, mut row) = (part.start(), part.rows.start);
        while row < part.rows.end && at < self.bytes.len() {
            let (mut width, mut wanted) = (0, at..at);
            let (end, next) = stops.record(at, |field| {
                if width == column {
                    wanted = field;
                }
                width += 1;
            });
            if width > TABLE_COLUMNS && column + 1 == TABLE_COLUMNS {
                wanted.end = end;
            }
            if !(index::may_be_blank(&self.bytes, at) && cells_are_blank(&self.bytes, at, self.dialect)) {
                take(row, &self.bytes[wanted]);
                row += 1;
            }
            at = next;
        }
    }

    /// The sum of what is counted in every cell of the rows.
    pub fn count(&self, count: impl Fn(&str) -> usize + Sync) -> usize {
        let of_part = |part: &Part| {
            let mut sum = 0;
            self.walk(part, |_, fields| sum += fields.iter().map(|field| count(&self.text(field))).sum::<usize>());
            sum
        };
        self.index.parts.par_iter().map(of_part).sum()
    }

    /// Goes through the rows of a part. `take` is given the number of each and all its fields.
    pub fn walk<'f>(&'f self, part: &Part, mut take: impl FnMut(u32, &[&'f [u8]])) {
        let mut stops = Stops::new(&self.bytes, part.start(), self.dialect);
        let (mut at, mut row) = (part.start(), part.rows.start);
        let mut fields: Vec<&[u8]> = Vec::with_capacity(self.columns);
        while row < part.rows.end && at < self.bytes.len() {
            fields.clear();
            let mut last = at;
            let (end, next) = stops.record(at, |field| {
                if fields.len() < TABLE_COLUMNS {
                    last = field.start;
                    fields.push(&self.bytes[field]);
                }
            });
            if fields.len() == TABLE_COLUMNS {
                fields[TABLE_COLUMNS - 1] = &self.bytes[last..end];
            }
            if !(index::may_be_blank(&self.bytes, at) && fields.iter().all(|field| cell::is_blank(field, self.dialect))) {
                take(row, &fields);
                row += 1;
            }
            at = next;
        }
    }

    fn is_blank(&self, at: usize, fields: &[Range<usize>]) -> bool {
        index::may_be_blank(&self.bytes, at) && fields.iter().all(|field| cell::is_blank(&self.bytes[field.clone()], self.dialect))
    }

    /// Takes the notes that stand below the rows out of these, and gives their lines.
    fn take_notes(&mut self) -> Vec<String> {
        let from = (0..self.rows()).rev().map_while(|row| self.index.near(row)).find(|(at, _)| self.bytes.len() - at > SAMPLE);
        let Some((from, first)) = from.or_else(|| self.index.near(0)) else { return Vec::new() };
        let records = records(&self.bytes[from..], self.dialect, usize::MAX);
        let end = layout::rows_end(&records, 0, self.columns.max(self.index.columns));
        let rows = records[..end].iter().filter(|record| says_something(record)).count();
        self.index.truncate(first + rows as u32);
        records[end..].iter().filter(|record| says_something(record)).map(|record| line(record)).collect()
    }
}

/// What stands above the rows, and the byte at which these begin.
fn top(bytes: &[u8], dialect: Dialect, told: Option<Range<usize>>) -> (Around, usize) {
    let mut at = if bytes.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
    let records = records(&bytes[at..], dialect, SAMPLE);
    let heads = layout::heads(&records, told);
    let title = records[..heads.start].iter().flatten().find(|cell| !cell.is_empty()).cloned();
    let mut around = Around { line: 1, title, records: heads.end, ..Around::default() };
    let mut said = false;
    for (number, record) in records[..heads.end].iter().enumerate() {
        if says_something(record) {
            said = true;
            if number < heads.start {
                around.above.push(line(record));
            } else {
                around.heads.push(record.clone());
            }
        }
        let mut width = 0;
        let (end, next) = super::records::record(bytes, at, dialect, |_| width += 1);
        if number >= heads.start && says_something(record) {
            around.widths.push(width);
        }
        if !said {
            around.line += lines(&bytes[at..next]);
        }
        at = if end == next && next >= bytes.len() { bytes.len() } else { next };
    }
    (around, at)
}

/// What the records say that begin in the first so many bytes.
fn records(bytes: &[u8], dialect: Dialect, most: usize) -> Vec<Vec<String>> {
    let (mut at, mut records) = (0, Vec::new());
    while at < bytes.len().min(most) {
        let mut fields: Vec<Range<usize>> = Vec::new();
        let mut width = 0;
        let (_, next) = super::records::record(bytes, at, dialect, |field| {
            width += 1;
            match fields.last_mut() {
                Some(last) if width > TABLE_COLUMNS => last.end = field.end,
                _ => fields.push(field),
            }
        });
        records.push(fields.into_iter().map(|field| cell::text(&bytes[field], dialect).into_owned()).collect());
        at = next;
    }
    records
}

fn says_something(record: &[String]) -> bool {
    record.iter().any(|cell| !cell.is_empty())
}

/// A record as a line: its cells up to the last that says something.
fn line(record: &[String]) -> String {
    let end = record.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    record[..end].join(" ").trim().to_owned()
}

fn lines(bytes: &[u8]) -> u32 {
    let ends = bytes.iter().enumerate().filter(|&(at, byte)| *byte == b'\n' || *byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    ends.count() as u32
}

/// Whether no cell of the record that begins at `at` says anything.
fn cells_are_blank(bytes: &[u8], at: usize, dialect: Dialect) -> bool {
    let mut blank = true;
    super::records::record(bytes, at, dialect, |field| blank &= cell::is_blank(&bytes[field], dialect));
    blank
}
