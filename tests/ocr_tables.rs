//! Tables as tools that read pages write them: between bars, in tags of HTML, in parts that a page break left.

mod bars;
mod parts;
mod tags;
mod truth;

use ibid::model::{Document, Kind, RowKind, check};
use ibid::read::read_bytes;

/// The document of a text that went through a scanner.
#[track_caller]
fn read(source: &str) -> Document {
    let document = read_bytes("text.txt", source.as_bytes().to_vec(), Some(ibid::read::Form::Ocr)).expect("text").1.document;
    assert_eq!(check::check(&document), Ok(()));
    document
}

/// The cells of the rows of a kind.
fn rows(document: &Document, table: usize, kind: RowKind) -> Vec<Vec<&str>> {
    let table = &document.tables[table];
    let text = &document.body.blocks[table.block as usize].text;
    table.rows.iter().filter(|row| row.kind == kind).map(|row| row.cells.iter().map(|&cell| text.slice(cell)).collect()).collect()
}

/// The texts of the blocks that are no tables.
fn words(document: &Document) -> Vec<&str> {
    document.body.blocks.iter().filter(|block| !matches!(block.kind, Kind::Table(_))).map(|block| block.text.as_str()).collect()
}
