//! A data file as a document with one table: all that can be done with a printed table can be done with it.

use std::borrow::Cow;
use std::ops::Range;

use super::dialect::{self, Dialect};
use super::layout::Layout;
use super::records;
use crate::model::{Account, Builder, DataManner, Extent, FlowId, Kind, Meta, Reading, Row, RowKind, Table, Warning, Writing};
use crate::read::limits::{DATA_BYTES, TABLE_COLUMNS, WARNINGS};
use crate::read::{Asked, Form, plain};

/// Reads a decoded data file; `asked` says how, where that is not told from it. What is too big for a table, or has no cell
/// that says something, is shown as lines, with a warning.
pub fn read(source: &str, asked: &Asked, account: Account) -> Reading {
    if source.len() > DATA_BYTES {
        let mb = source.len().div_ceil(1 << 20);
        return as_lines(source, account, format!("the file has {mb} MB; data of more than {} MB is shown as lines, not as a table", DATA_BYTES >> 20));
    }
    let tabs = (asked.form == Some(Form::Tsv)).then_some(b'\t');
    let dialect = dialect::dialect(source.as_bytes(), asked.delimiter.or(tabs));
    let data = Data::new(source, 0..source.len(), dialect, asked.heads.clone());
    if data.filled.iter().all(|&filled| filled == 0) {
        return as_lines(source, account, "no cell says anything; the lines are shown as they stand".to_owned());
    }
    let mut builder = Builder::new(source);
    builder.account(account);
    builder.meta(Meta { title: data.title(), ..Meta::default() });
    data.warn(&mut builder);
    data.warn_of_quotes(&mut builder);
    builder.data(data.manner());
    data.write(&mut builder, "t1");
    builder.finish()
}

/// Writes a range of a source as a table, and says how it was read: the cells of a sheet, whose rows end where they end. A
/// range in which no cell says anything is none.
pub(in crate::read) fn write<'s>(
    builder: &mut Builder<'s>,
    source: &'s str,
    range: Range<usize>,
    dialect: Dialect,
    heads: Option<Range<usize>>,
    id: &str,
) -> DataManner {
    let data = Data::new(source, range.clone(), dialect, heads);
    if data.filled.iter().all(|&filled| filled == 0) {
        builder.markup(range, "empty cells");
        return DataManner::default();
    }
    data.warn_of_width(builder, data.filled.iter().copied().max().unwrap_or(0));
    data.write(builder, id);
    data.manner()
}

fn as_lines(source: &str, account: Account, why: String) -> Reading {
    let mut reading = plain::read(source, account);
    reading.warnings.insert(0, Warning { kind: "no-table", source: 0, line: 1, message: why });
    reading
}

/// Whether a line above a table says in what its figures are.
pub fn says_units(line: &str) -> bool {
    let line = line.to_lowercase();
    line.starts_with("(in ") || line.starts_with('(') && line.contains(" in ")
}

/// Whether a line below a table says where its figures come from.
pub fn says_source(line: &str) -> bool {
    line.to_lowercase().starts_with("source")
}

/// A record: where it stands, and its fields. What stands right of the last column that a table can have is of the last field.
struct Record {
    range: Range<usize>,
    fields: Vec<Range<usize>>,
    /// The number of fields in the file.
    width: usize,
}

/// A data file that was taken apart.
struct Data<'s> {
    source: &'s str,
    /// The bytes of the source that it is made of.
    range: Range<usize>,
    dialect: Dialect,
    records: Vec<Record>,
    /// By record, one past the last field that is not blank.
    filled: Vec<usize>,
    layout: Layout,
}

impl<'s> Data<'s> {
    fn new(source: &'s str, range: Range<usize>, dialect: Dialect, heads: Option<Range<usize>>) -> Data<'s> {
        let records = records_of(source, range.clone(), dialect);
        let texts: Vec<Vec<Cow<'_, str>>> = records.iter().map(|record| record.fields.iter().map(|field| said(source, field, dialect)).collect()).collect();
        let filled = texts.iter().map(|cells| cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1)).collect();
        Data { source, range, dialect, records, filled, layout: Layout::of(&texts, heads) }
    }

    /// The first words above the heads.
    fn title(&self) -> Option<String> {
        let fields = self.records[self.layout.titles.clone()].iter().flat_map(|record| &record.fields);
        let mut said = fields.map(|field| said(self.source, field, self.dialect).trim().to_owned());
        said.find(|said| !said.is_empty())
    }

    fn manner(&self) -> DataManner {
        let filled = |records: &Range<usize>| self.filled[records.clone()].iter().filter(|&&filled| filled > 0).count();
        DataManner {
            delimiter: char::from(self.dialect.delimiter),
            titles: filled(&self.layout.titles),
            heads: filled(&self.layout.heads),
            rows: filled(&self.layout.rows),
        }
    }

    /// Says which rows have other numbers of cells than most.
    fn warn(&self, builder: &mut Builder<'s>) {
        let body = self.layout.heads.start..self.layout.rows.end;
        let mut widths: Vec<usize> = body.clone().filter(|&record| self.filled[record] > 0).map(|record| self.records[record].width).collect();
        widths.sort_unstable();
        let usual = widths.get(widths.len() / 2).copied().unwrap_or(0);
        let mut ragged = 0;
        for record in body.filter(|&record| self.filled[record] > 0) {
            let Record { range, fields, width } = &self.records[record];
            // The name of a group may stand without the signs that part cells.
            if *width == usual || *width == 1 && self.layout.groups.binary_search(&record).is_ok() {
                continue;
            }
            ragged += 1;
            if ragged < WARNINGS {
                // The first cell that is too many, or the last one there is.
                let at = fields.get(usual).or(fields.last()).map_or(range.start, |field| field.start);
                let column = usual.min(width.saturating_sub(1)) + 1;
                builder.warn(
                    "ragged-row",
                    at,
                    format!(
                        "record {} has {width} {}, most have {usual}: it {} column {column}",
                        record + 1,
                        if *width == 1 { "cell" } else { "cells" },
                        if *width < usual { "ends with" } else { "goes on from" }
                    ),
                );
            }
        }
        if ragged >= WARNINGS {
            builder.warn("ragged-row", self.source.len(), format!("{ragged} records in all have more or fewer cells than most"));
        }
        self.warn_of_width(builder, usual);
    }

    fn warn_of_width(&self, builder: &mut Builder<'s>, columns: usize) {
        if columns > TABLE_COLUMNS || self.records.iter().any(|record| record.width > TABLE_COLUMNS) {
            let columns = columns.max(self.records.iter().map(|record| record.width).max().unwrap_or(0));
            let said = format!("the table has {columns} columns; those from column {TABLE_COLUMNS} on stand together in one");
            builder.warn("wide-table", self.range.start, said);
        }
    }

    /// Says which quotes open a cell and close none.
    fn warn_of_quotes(&self, builder: &mut Builder<'s>) {
        let mut open = 0;
        for (number, record) in self.records.iter().enumerate() {
            for (column, field) in record.fields.iter().enumerate() {
                let bytes = &self.source.as_bytes()[field.clone()];
                if bytes.first() != Some(&b'"') || records::closing(bytes, self.dialect).is_some() {
                    continue;
                }
                open += 1;
                if open < WARNINGS {
                    let said = format!("record {}, column {}: a quote is not closed, and is read as a sign like others", number + 1, column + 1);
                    builder.warn("unclosed-quote", field.start, said);
                }
            }
        }
        if open >= WARNINGS {
            builder.warn("unclosed-quote", self.source.len(), format!("{open} quotes in all are not closed"));
        }
    }

    fn write(&self, builder: &mut Builder<'s>, id: &str) {
        let mut writing = builder.open(FlowId::Body);
        let (mut above, mut below, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        let columns = self.filled[self.layout.heads.start..self.layout.rows.end].iter().copied().max().unwrap_or(0);
        let (mut written, mut group) = (None, None);
        for (i, record) in self.records.iter().enumerate().filter(|&(i, _)| self.filled[i] > 0) {
            match written {
                None => writing.markup(self.range.start..record.range.start, "empty cells"),
                Some(end) => {
                    let line_end = if self.source[end..].starts_with("\r\n") { end + 2 } else { end + 1 };
                    writing.replace(end..line_end, "\n");
                    writing.markup(line_end..record.range.start, "empty cells");
                }
            }
            let start = writing.at();
            let is_line = !(self.layout.heads.start..self.layout.rows.end).contains(&i);
            let wanted = if is_line { self.filled[i] } else { columns };
            let cells = self.write_record(&mut writing, record, wanted, if is_line { " " } else { "\t" });
            written = Some(record.range.end);
            match () {
                () if self.layout.titles.contains(&i) => above.push(Extent::new(start, writing.at())),
                () if self.layout.notes.contains(&i) => below.push(Extent::new(start, writing.at())),
                () if self.layout.heads.contains(&i) => rows.push(Row { kind: RowKind::Header, group: None, cells }),
                () if self.layout.groups.binary_search(&i).is_ok() => {
                    group = Some(rows.len() as u32);
                    rows.push(Row { kind: RowKind::Group, group: None, cells });
                }
                () => rows.push(Row { kind: RowKind::Figures, group, cells }),
            }
        }
        writing.markup(written.unwrap_or(self.range.start)..self.range.end, "empty cells");
        let line = |extent: &Extent| &writing.so_far()[extent.range()];
        let caption = above.first().copied().unwrap_or_default();
        let units = above.iter().skip(1).find(|extent| says_units(line(extent))).copied().unwrap_or_default();
        let from = below.iter().find(|extent| says_source(line(extent))).copied().unwrap_or_default();
        let block = builder.next_block(FlowId::Body);
        let table = Table { id: id.to_owned(), block, caption, units, source: from, above: above.into(), below: below.into(), columns: columns as u32, rows };
        let id = builder.table(table);
        builder.close(writing, Kind::Table(id), &[]);
    }

    /// Writes as many cells of a record as are wanted and there are; what stands behind them is empty.
    fn write_record(&self, writing: &mut Writing<'s>, record: &Record, wanted: usize, between: &str) -> Box<[Extent]> {
        let mut cursor = record.range.start;
        let mut cells = Vec::with_capacity(wanted.min(record.fields.len()));
        for (column, field) in record.fields.iter().take(wanted).enumerate() {
            if column > 0 {
                writing.replace(cursor..field.start, between);
            }
            let start = writing.at();
            self.write_cell(writing, field.clone());
            cells.push(Extent::new(start, writing.at()));
            cursor = field.end;
        }
        writing.markup(cursor..record.range.end, "empty cells");
        cells.into()
    }

    /// Writes what a cell says: its quotes are markup, line ends and TABs within it are blanks.
    fn write_cell(&self, writing: &mut Writing<'s>, field: Range<usize>) {
        let Some(close) = records::closing(&self.source.as_bytes()[field.clone()], self.dialect).map(|end| field.start + end) else {
            return self.write_words(writing, field, false);
        };
        writing.markup(field.start..field.start + 1, "quote");
        if self.source[close..field.end].trim().is_empty() {
            self.write_words(writing, field.start + 1..close - 1, true);
            writing.markup(close - 1..close, "quote");
            writing.markup(close..field.end, "blank");
        } else {
            // Words behind the quote that closes are of the cell.
            self.write_parts(writing, field.start + 1..close - 1, true);
            writing.markup(close - 1..close, "quote");
            self.write_words(writing, close..field.end, false);
        }
    }

    fn write_words(&self, writing: &mut Writing<'s>, range: Range<usize>, quoted: bool) {
        let whole = &self.source[range.clone()];
        let start = range.start + (whole.len() - whole.trim_start().len());
        let end = start + whole.trim().len();
        writing.markup(range.start..start, "blank");
        self.write_parts(writing, start..end, quoted);
        writing.markup(end..range.end, "blank");
    }

    fn write_parts(&self, writing: &mut Writing<'s>, range: Range<usize>, quoted: bool) {
        let bytes = self.source.as_bytes();
        let (mut at, mut from) = (range.start, range.start);
        while at < range.end {
            let doubles = quoted && (bytes[at] == b'"' || bytes[at] == b'\\' && self.dialect.backslash) && at + 1 < range.end && bytes[at + 1] == b'"';
            let is_blank = matches!(bytes[at], b'\n' | b'\r' | b'\t');
            if !(doubles || is_blank) {
                at += 1;
                continue;
            }
            writing.text(from..at);
            if doubles {
                // Of a doubled quote the second is the cell's.
                writing.markup(at..at + 1, "quote");
                (from, at) = (at + 1, at + 2);
            } else {
                let end = if bytes[at..range.end].starts_with(b"\r\n") { at + 2 } else { at + 1 };
                writing.replace(at..end, " ");
                (from, at) = (end, end);
            }
        }
        writing.text(from..range.end);
    }
}

fn records_of(source: &str, range: Range<usize>, dialect: Dialect) -> Vec<Record> {
    let bytes = &source.as_bytes()[..range.end];
    let mut records = Vec::new();
    let mut at = if source[range.clone()].starts_with('\u{feff}') { range.start + 3 } else { range.start };
    while at < bytes.len() {
        let mut fields: Vec<Range<usize>> = Vec::new();
        let mut width = 0;
        let (end, next) = records::record(bytes, at, dialect, |field| {
            width += 1;
            match fields.last_mut() {
                Some(last) if width > TABLE_COLUMNS => last.end = field.end,
                _ => fields.push(field),
            }
        });
        records.push(Record { range: at..end, fields, width });
        at = next;
    }
    records
}

/// What a field says, without the quotes round it. Quotes within it stay doubled.
fn said<'s>(source: &'s str, field: &Range<usize>, dialect: Dialect) -> Cow<'s, str> {
    let whole = &source[field.clone()];
    match records::closing(whole.as_bytes(), dialect) {
        Some(end) if end == whole.len() => Cow::Borrowed(&whole[1..end - 1]),
        Some(end) => Cow::Owned(format!("{}{}", &whole[1..end - 1], &whole[end..])),
        None => Cow::Borrowed(whole),
    }
}
