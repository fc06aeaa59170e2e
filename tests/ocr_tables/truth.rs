//! The tables of scanned papers against what a reader sees in them, where the papers are at hand.

use std::collections::BTreeMap;
use std::path::PathBuf;

use ibid::model::{Document, RowKind};

use super::read;

const TRUTH: &str = include_str!("../data/ocr/tables.tsv");
/// The least share of what is asked that must be right.
const LEAST: f64 = 0.98;

/// A table as it was read by eye.
struct Seen<'t> {
    text: &'t str,
    line: u32,
    /// Columns, rows of heads at the top, rows of figures, groups.
    counts: [usize; 4],
    /// Row, column and words.
    cells: Vec<(usize, usize, &'t str)>,
}

/// The folders in which the papers may lie.
fn folders() -> Vec<PathBuf> {
    let corpus = std::env::var_os("IBID_CORPUS").map(|folder| PathBuf::from(folder).join("ocr-text"));
    corpus.into_iter().chain(std::env::var_os("IBID_TEXTS").map(PathBuf::from)).collect()
}

#[test]
fn tables_are_what_a_reader_sees() {
    let seen: Vec<Seen> = TRUTH.lines().filter(|line| !line.starts_with('#')).map(seen).collect();
    assert!(seen.len() >= 60);
    let mut texts: BTreeMap<&str, Document> = BTreeMap::new();
    let (mut right, mut all) = (0, 0);
    let mut wrong = Vec::new();
    for table in &seen {
        let Some(file) = folders().iter().map(|folder| folder.join(table.text)).find(|file| file.is_file()) else { continue };
        let document = texts.entry(table.text).or_insert_with(|| read(&std::fs::read_to_string(file).expect("a text")));
        for (good, what) in compare(document, table) {
            right += usize::from(good);
            all += 1;
            if !good {
                wrong.push(format!("{} line {}: {what}", table.text, table.line));
            }
        }
    }
    assert!(right as f64 >= LEAST * all as f64, "{right} of {all} are right; not:\n{}", wrong.join("\n"));
}

fn seen(line: &str) -> Seen<'_> {
    let mut fields = line.split('\t');
    let text = fields.next().expect("a text");
    let mut number = || fields.next().and_then(|field| field.parse().ok()).expect("a number");
    let line = number();
    let counts = [number(), number(), number(), number()].map(|count| count as usize);
    let cell = |field: &'_ str| -> Option<(usize, usize, usize)> {
        let (place, words) = field.split_once('=')?;
        let (row, column) = place.split_once(',')?;
        Some((row.parse().ok()?, column.parse().ok()?, field.len() - words.len()))
    };
    let cells = fields.map(|field| cell(field).map(|(row, column, at)| (row, column, &field[at..])).expect("a cell")).collect();
    Seen { text, line, counts, cells }
}

/// Each thing that is asked of a table, whether it is so.
fn compare(document: &Document, seen: &Seen) -> Vec<(bool, String)> {
    let line_of = |block: u32, byte: u32| document.line(document.body.blocks[block as usize].origin.source(byte));
    let table = document.tables.iter().find(|table| {
        let first = table.rows.iter().flat_map(|row| row.cells.iter()).find(|cell| !cell.is_empty());
        first.is_some_and(|cell| line_of(table.block, cell.start) == seen.line)
    });
    let Some(table) = table else { return vec![(false, "there is no table".to_owned()); 1 + seen.cells.len()] };
    let text = &document.body.blocks[table.block as usize].text;
    let count = |kind: RowKind| table.rows.iter().filter(|row| row.kind == kind).count();
    let counts = [table.columns as usize, table.heads().len(), count(RowKind::Figures), count(RowKind::Group)];
    let mut compared = vec![(counts == seen.counts, format!("{counts:?} instead of {:?}", seen.counts))];
    let figures: Vec<_> = table.rows.iter().filter(|row| row.kind == RowKind::Figures).collect();
    for &(row, column, words) in &seen.cells {
        let cell = figures.get(row - 1).and_then(|row| row.cells.get(column - 1)).map_or("", |&cell| text.slice(cell));
        compared.push((cell == words, format!("row {row}, column {column} is {cell:?} instead of {words:?}")));
    }
    compared
}
