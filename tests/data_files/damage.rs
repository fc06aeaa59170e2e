//! Workbooks with damage anywhere in them: read as far as they go, or refused, and never more.

use std::io::{Cursor, Read, Write};

use ibid::model::check;
use ibid::read::read_bytes;
use rust_xlsxwriter::{Format, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A workbook of two small sheets.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    for name in ["Ships", "Tons"] {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        for column in 0..4 {
            sheet.write_string(0, column, format!("head {column}")).expect("a cell");
            for row in 1..6 {
                let format = Format::new().set_num_format(["0.0%", "#,##0.00", "d mmm yyyy", "0.0E+00"][usize::from(column)]);
                sheet.write_number_with_format(row, column, f64::from(row) * 11.5, &format).expect("a cell");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

/// The parts of an archive, unpacked.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("a name").to_string()).collect();
    let part = |name: String| {
        let mut bytes = Vec::new();
        archive.by_name(&name).expect("a part").read_to_end(&mut bytes).expect("a part");
        (name, bytes)
    };
    names.into_iter().map(part).collect()
}

fn archive(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        archive.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part");
        archive.write_all(part).expect("a part");
    }
    archive.finish().expect("an archive").into_inner()
}

fn is_answered(bytes: Vec<u8>) {
    match read_bytes("x.xlsx", bytes, None) {
        Ok((_, reading)) => assert_eq!(check::check(&reading.document), Ok(())),
        Err(error) => assert!(!error.cause.is_empty()),
    }
}

/// Numbers that look as if they came by chance, and are the same each time.
struct Chance(u32);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 8) as usize % end
    }
}

#[test]
fn bytes_that_are_changed_or_cut_anywhere_are_answered() {
    let whole = workbook();
    let mut chance = Chance(3);
    for _ in 0..60 {
        let mut bytes = whole.clone();
        let at = chance.below(bytes.len());
        bytes[at] ^= 1 << chance.below(8);
        is_answered(bytes);
        is_answered(whole[..chance.below(whole.len())].to_vec());
    }
}

#[test]
fn parts_whose_words_are_changed_are_answered() {
    let whole = parts(&workbook());
    let odd: [&[u8]; 10] = [b"<", b">", b"\"", b"&", b"-1", b"99999999999", b"ZZZZZZ9", b"", b"1e999", b"</c></row></sheetData>"];
    let mut chance = Chance(5);
    for _ in 0..200 {
        let mut parts = whole.clone();
        let at = chance.below(parts.len());
        let part = &mut parts[at].1;
        if part.is_empty() {
            continue;
        }
        let from = chance.below(part.len());
        let to = (from + chance.below(6)).min(part.len());
        part.splice(from..to, odd[chance.below(odd.len())].iter().copied());
        is_answered(archive(&parts));
    }
}
