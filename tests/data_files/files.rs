//! Real data files, where they are at hand, against what was read in them by eye.

use ibid::model::RowKind;
use ibid::read::{Form, read_bytes};
use ibid::sheet::Sheet;

#[test]
fn the_parts_of_real_files_are_as_read_by_eye() {
    let Some(corpus) = std::env::var_os("IBID_CORPUS") else { return };
    for line in include_str!("../data/sheets/expected.tsv").lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let path = std::path::Path::new(&corpus).join("csv").join(fields[0]);
        let (form, reading) = read_bytes(fields[0], std::fs::read(path).expect("the file"), None).expect("data");
        assert_eq!(form, Form::Csv, "{}", fields[0]);
        assert!(reading.warnings.is_empty(), "{}: {:?}", fields[0], reading.warnings);
        let table = &reading.document.tables[0];
        let text = &reading.document.body.blocks[0].text;
        let sheet = Sheet::new(table, text);
        let count = |kind: RowKind| table.rows.iter().filter(|row| row.kind == kind).count();
        let numbers = [table.above.len(), count(RowKind::Header), count(RowKind::Figures), table.below.len(), table.columns as usize];
        let names = [&sheet.columns[0].name, &sheet.columns[sheet.columns.len() - 1].name].map(String::as_str);
        let last = text.slice(table.rows.last().expect("a row").cells[0]);
        let found: Vec<String> = numbers.iter().map(usize::to_string).chain(names.map(str::to_owned)).chain([last.to_owned()]).collect();
        assert_eq!(found, fields[1..], "{}", fields[0]);
    }
}

/// The printed form of the figures of one of the files: a page of text, which its cells are no reason to take for data.
#[test]
fn a_printed_page_of_figures_is_text() {
    let Some(corpus) = std::env::var_os("IBID_CORPUS") else { return };
    let path = std::path::Path::new(&corpus).join("csv/bls-aat1.txt");
    let (form, _) = read_bytes("bls-aat1.txt", std::fs::read(path).expect("the file"), None).expect("text");
    assert_eq!(form, Form::Ocr);
}
