//! Data files: what parts their cells, what stands round their rows, and that no cell is lost.

mod files;
mod properties;

use ibid::model::{Reading, RowKind};
use ibid::read::{Form, read_bytes};

fn read(name: &str, source: &str) -> (Form, Reading) {
    read_bytes(name, source.as_bytes().to_vec(), None).expect("it is read")
}

fn rows(reading: &Reading, kind: RowKind) -> Vec<Vec<String>> {
    let table = &reading.document.tables[0];
    let text = reading.document.body.blocks[table.block as usize].text.as_str();
    table.rows.iter().filter(|row| row.kind == kind).map(|row| row.cells.iter().map(|cell| text[cell.range()].to_owned()).collect()).collect()
}

#[test]
fn each_delimiter_is_told_and_quotes_are_taken_off() {
    for sign in [",", ";", "\t", "|"] {
        let source = format!("port{sign}ships{sign}note\n\"Norr{sign}ham\"{sign}12{sign}\"a \"\"fine\"\" one\"\nEast{sign}3{sign}\"two\nlines\"\n");
        let (form, reading) = read("x.csv", &source);
        assert_eq!(form, Form::Csv);
        assert_eq!(rows(&reading, RowKind::Header), [["port", "ships", "note"]]);
        let first = format!("Norr{sign}ham").replace('\t', " ");
        assert_eq!(rows(&reading, RowKind::Figures), [vec![first, "12".into(), "a \"fine\" one".into()], vec!["East".into(), "3".into(), "two lines".into()]]);
    }
}

#[test]
fn titles_units_and_notes_stand_round_the_rows() {
    let source = "Ships by port,,\n(in thousands),,\n,,\n,Sail,Steam\n,(tons),(tons)\nNorrham,1,2\nOstby,3,4\n,,\nSource: the harbour master,,\n,,\n";
    let (_, reading) = read("x.csv", source);
    let table = &reading.document.tables[0];
    let text = reading.document.body.blocks[0].text.as_str();
    let lines = |extents: &[ibid::model::Extent]| extents.iter().map(|extent| text[extent.range()].to_owned()).collect::<Vec<_>>();
    assert_eq!(lines(&table.above), ["Ships by port", "(in thousands)"]);
    assert_eq!(lines(&table.below), ["Source: the harbour master"]);
    assert_eq!(rows(&reading, RowKind::Header), [["", "Sail", "Steam"], ["", "(tons)", "(tons)"]]);
    assert_eq!(rows(&reading, RowKind::Figures), [["Norrham", "1", "2"], ["Ostby", "3", "4"]]);
}

#[test]
fn prose_and_printed_tables_are_no_data() {
    for source in ["He came, saw, won.\nShe left, ran, hid.\nThey sat, ate, slept.\nWe met, spoke, parted.\n", "a\tb\tc\n1\t2\t3\n4\t5\t6\n7\t8\t9\n"] {
        assert_eq!(read("x.txt", source).0, Form::Ocr);
    }
    assert_eq!(read("x.txt", "a,b,c\n1,2,3\n4,5,6\n7,8,9\n").0, Form::Csv, "content says it without a name");
}

#[test]
fn odd_files_are_answered() {
    let wide = format!("{}\n{}\n", vec!["h"; 10_000].join(","), vec!["1"; 10_000].join(","));
    for source in
        ["a,b,c\n", "a\n1\n2\n", "a,b\n1\n2,3,4\n\"open,5\n6,7\n", "a,b\n\0,1\n=1+1,2\n", "a,b\r1,2\r3,4\r", ",,,\n,,,\n", "\u{feff}a,b\n1,2\n", &wide]
    {
        read("x.csv", source);
    }
    let (_, reading) = read("x.csv", "a,b\n1\n2,3,4\n=1+1,5\n\"open,5\n6,7\n");
    assert_eq!(rows(&reading, RowKind::Figures)[1..], [vec!["2", "3", "4"], vec!["=1+1", "5"], vec!["\"open", "5"], vec!["6", "7"]]);
    assert_eq!(reading.warnings.iter().filter(|warning| warning.kind == "ragged-row").map(|warning| warning.line).collect::<Vec<_>>(), [2, 3]);
}
