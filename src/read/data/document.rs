//! A data file of moderate size as a document with one table: all that can be done with a printed table can be done with it.

use std::borrow::Cow;
use std::ops::Range;

use super::dialect::{self, Dialect};
use super::layout::Layout;
use super::records;
use crate::model::{Account, Builder, Extent, FlowId, Kind, Meta, Reading, Row, RowKind, Table, Writing};
use crate::read::limits::{TABLE_COLUMNS, WARNINGS};

/// A record: where it stands, and its fields.
struct Record {
    range: Range<usize>,
    fields: Vec<Range<usize>>,
}

/// Reads a decoded data file. `delimiter` is the byte that parts cells, where it is said.
pub fn read(source: &str, delimiter: Option<u8>, account: Account) -> Reading {
    let dialect = dialect::dialect(source.as_bytes(), delimiter);
    let records = records_of(source, dialect);
    let texts: Vec<Vec<Cow<'_, str>>> = records.iter().map(|record| record.fields.iter().map(|field| text(source, field, dialect)).collect()).collect();
    let layout = Layout::of(&texts, None);
    let mut builder = Builder::new(source);
    builder.account(account);
    builder.meta(Meta {
        title: layout.titles.clone().find_map(|title| texts[title].iter().find(|cell| !cell.trim().is_empty())).map(|cell| cell.trim().to_owned()),
        ..Meta::default()
    });
    write(&mut builder, source, dialect, &records, &layout);
    builder.finish()
}

fn text<'s>(source: &'s str, field: &Range<usize>, dialect: Dialect) -> Cow<'s, str> {
    match records::said(&source.as_bytes()[field.clone()], dialect) {
        Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
    }
}

fn records_of(source: &str, dialect: Dialect) -> Vec<Record> {
    let bytes = source.as_bytes();
    let mut records = Vec::new();
    let mut at = if source.starts_with('\u{feff}') { 3 } else { 0 };
    while at < bytes.len() {
        let mut fields: Vec<Range<usize>> = Vec::new();
        let (end, next) = records::record(bytes, at, dialect, |field| {
            if fields.len() < TABLE_COLUMNS {
                fields.push(field)
            } else if let Some(last) = fields.last_mut() {
                last.end = field.end
            }
        });
        records.push(Record { range: at..end, fields });
        at = next;
    }
    records
}

fn write<'s>(builder: &mut Builder<'s>, source: &'s str, dialect: Dialect, records: &[Record], layout: &Layout) {
    let mut writing = builder.open(FlowId::Body);
    let (mut above, mut below, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    let mut cursor = 0;
    let columns = records[layout.heads.start..layout.rows.end].iter().map(|record| filled(source, record, dialect)).max().unwrap_or(0);
    let usual = usual(&records[layout.heads.start..layout.rows.end]);
    let mut ragged = 0;
    for (i, record) in records.iter().enumerate() {
        let filled = filled(source, record, dialect);
        if filled == 0 {
            continue;
        }
        // Between two records that are shown lie their line end and the blank records.
        if writing.at() > 0 {
            writing.replace(cursor..record.range.start, "\n");
        } else {
            writing.markup(cursor..record.range.start, "blank");
        }
        let start = writing.at();
        let cells = cells(&mut writing, source, dialect, record, filled.max(if layout.titles.contains(&i) || layout.notes.contains(&i) { 0 } else { columns }));
        cursor = record.range.end;
        if layout.titles.contains(&i) {
            above.push(Extent::new(start, writing.at()));
        } else if layout.notes.contains(&i) {
            below.push(Extent::new(start, writing.at()));
        } else {
            if record.fields.len() != usual {
                ragged += 1;
                if ragged < WARNINGS {
                    builder.warn("ragged-row", record.range.start, format!("row {} has {} cells, most have {usual}", i + 1, record.fields.len()));
                }
            }
            let kind = if layout.heads.contains(&i) { RowKind::Header } else { RowKind::Figures };
            rows.push(Row { kind, group: None, cells: cells.into() });
        }
    }
    if ragged >= WARNINGS {
        builder.warn("ragged-row", source.len(), format!("{ragged} rows in all have more or fewer cells than most"));
    }
    writing.markup(cursor..source.len(), "blank");
    let line = |extent: &Extent| writing.so_far()[extent.range()].to_lowercase();
    let units = above
        .iter()
        .find(|extent| line(extent).starts_with('(') && (line(extent).contains(" in ") || line(extent).starts_with("(in ")))
        .copied()
        .unwrap_or_default();
    let from = below.iter().find(|extent| line(extent).starts_with("source")).copied().unwrap_or_default();
    let block = builder.next_block(FlowId::Body);
    let caption = above.first().copied().unwrap_or_default();
    let table = Table { id: "t1".to_owned(), block, caption, units, source: from, above: above.into(), below: below.into(), columns: columns as u32, rows };
    if table.rows.is_empty() {
        builder.close(writing, Kind::Verse, &[]);
        return;
    }
    let id = builder.table(table);
    builder.close(writing, Kind::Table(id), &[]);
}

/// Writes the cells of a record, as many as are wanted; what stands behind them is blank.
fn cells(writing: &mut Writing<'_>, source: &str, dialect: Dialect, record: &Record, wanted: usize) -> Vec<Extent> {
    let mut extents = Vec::new();
    let mut cursor = record.range.start;
    for (c, field) in record.fields.iter().take(wanted.max(1)).enumerate() {
        if c > 0 {
            writing.replace(cursor..field.start, "\t");
        } else {
            writing.markup(cursor..field.start, "blank");
        }
        let start = writing.at();
        cell(writing, source, dialect, field.clone());
        extents.push(Extent::new(start, writing.at()));
        cursor = field.end;
    }
    writing.markup(cursor..record.range.end, "blank");
    extents
}

/// Writes what a cell says: its quotes are markup, line ends and TABs within it are blanks.
fn cell(writing: &mut Writing<'_>, source: &str, dialect: Dialect, field: Range<usize>) {
    let whole = &source[field.clone()];
    let mut at = field.start + (whole.len() - whole.trim_start().len());
    let end = at + whole.trim().len();
    writing.markup(field.start..at, "blank");
    let raw = &source[at..end];
    let quoted = records::said(&source.as_bytes()[field.clone()], dialect).len() < whole.len() && raw.starts_with('"');
    let close = if quoted { raw.rfind('"').filter(|&close| close > 0).map(|close| at + close) } else { None };
    let mut from = at;
    while at < end {
        let next = source[at..].chars().next().map_or(end, |c| at + c.len_utf8());
        let byte = source.as_bytes()[at];
        let blank = matches!(byte, b'\n' | b'\r' | b'\t');
        let opens = close.is_some() && (at == end - raw.len() || Some(at) == close);
        let doubled = close.is_some_and(|close| next < close) && (byte == b'"' || byte == b'\\' && dialect.backslash) && source.as_bytes()[next] == b'"';
        if !(blank || opens || doubled) {
            at = next;
            continue;
        }
        writing.text(from..at);
        if blank {
            writing.replace(at..next, " ");
            at = next;
        } else {
            writing.markup(at..next, "quote");
            // Of a doubled quote the second is the cell's.
            at = if doubled && !opens { next + 1 } else { next };
        }
        from = if doubled && !opens { next } else { at };
    }
    writing.text(from..end);
    writing.markup(end..field.end, "blank");
}

/// One past the last field of a record that is not blank.
fn filled(source: &str, record: &Record, dialect: Dialect) -> usize {
    record.fields.iter().rposition(|field| !text(source, field, dialect).trim().is_empty()).map_or(0, |last| last + 1)
}

/// The number of fields that most records have.
fn usual(records: &[Record]) -> usize {
    let mut widths: Vec<usize> = records.iter().map(|record| record.fields.len()).collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or(0)
}
