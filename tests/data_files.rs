//! Data files: what parts their cells, what stands round their rows, and that no cell is lost.

mod asked;
mod bad_input;
mod bulk;
mod damage;
mod files;
mod old;
mod packed;
mod properties;
mod workbooks;

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
    let source = "Ships by port,,\n(in thousands),,\n,,\n,Sail,Steam\n,(tons),(1900=100)\nNorrham,1,2\nOstby,3,4\n,,\nSource: the harbour master,,\n,,\n";
    let (_, reading) = read("x.csv", source);
    let table = &reading.document.tables[0];
    let text = reading.document.body.blocks[0].text.as_str();
    let lines = |extents: &[ibid::model::Extent]| extents.iter().map(|extent| text[extent.range()].to_owned()).collect::<Vec<_>>();
    assert_eq!(lines(&table.above), ["Ships by port", "(in thousands)"]);
    assert_eq!(lines(&table.below), ["Source: the harbour master"]);
    assert_eq!(rows(&reading, RowKind::Header), [["", "Sail", "Steam"], ["", "(tons)", "(1900=100)"]]);
    assert_eq!(rows(&reading, RowKind::Figures), [["Norrham", "1", "2"], ["Ostby", "3", "4"]]);
}

#[test]
fn lines_of_two_cells_above_the_heads_are_titles() {
    let source = "Data Source,Harbour Statistics,\n\nUpdated,2024-07-01,\n\nPort,Code,1960,1961,1962\nNorrham,NOR,1,2,3\nOstby,OST,,1700,6\n";
    let (_, reading) = read("x.csv", source);
    assert_eq!(rows(&reading, RowKind::Header), [["Port", "Code", "1960", "1961", "1962"]]);
    assert_eq!(reading.document.tables[0].above.len(), 2);
    assert_eq!(reading.document.meta.title.as_deref(), Some("Data Source"));
}

#[test]
fn a_row_of_dates_or_years_names_columns_only_above_rows_without_them() {
    let heads = |source: &str| rows(&read("x.csv", source).1, RowKind::Header).len();
    assert_eq!(heads("port,1/22/20,1/23/20\nNorrham,4,5\nOstby,6,7\n"), 1);
    assert_eq!(heads("port,0-4,5-9,10+\nNorrham,4,5,6\nOstby,6,7,8\n"), 1);
    assert_eq!(heads("Norrham,2020-01-05\nOstby,2020-01-06\nWest,2020-01-07\n"), 0);
    assert_eq!(heads("1941,99900,5\n1942,98640,6\n"), 0);
    assert_eq!(heads(",Imports,,Exports,\n,1929,1939,1929,1939\nNorrham,1,2,3,4\nOstby,5,6,7,8\n"), 2);
}

#[test]
fn content_tells_data_and_a_name_only_helps() {
    let prose = [
        "He came, saw, won.\nShe left, ran, hid.\nThey sat, ate, slept.\nWe met, spoke, parted.\n",
        "The ferry left Norrham at six, as it had every morning\nsince the war; nobody, least of all the harbour master,\nexpected it to come back, and when it did, late in the\nevening, with a broken mast, they rang the bell.\n",
        "A letter to the editor.\n\nIt is not true that the quay was built in a year. It took four.\n\nYours, a reader.\n",
    ];
    for name in ["x.txt", "x.csv", "x.tsv", "-"] {
        for source in prose {
            assert_eq!(read(name, source).0, Form::Ocr, "{name}: {source}");
        }
    }
    let told = |name: &str, source: &str| read(name, source).0;
    assert_eq!(told("x.txt", "a\tb\tc\n1\t2\t3\n4\t5\t6\n7\t8\t9\n"), Form::Ocr, "a printed table is a table of its text");
    assert_eq!(told("x.tsv", "a\tb\tc\n1\t2\t3\n4\t5\t6\n7\t8\t9\n"), Form::Tsv);
    assert_eq!(told("x.tsv", "a,b,c\n1,2,3\n"), Form::Csv, "commas under the name of TABs");
    assert_eq!(told("x.txt", "a,b,c\n1,2,3\n4,5,6\n7,8,9\n"), Form::Csv, "content says it without a name");
    assert_eq!(told("x.csv", "port\nNorrham\nOstby\n"), Form::Csv, "one column");
    assert_eq!(told("x.txt", "port\nNorrham\nOstby\n"), Form::Ocr);
    assert_eq!(told("x.csv", "port, ships, note\nNorrham, 12, none\nOstby, 3, some\n"), Form::Csv, "blanks behind commas");
    assert_eq!(told("X.CSV", "id,words\n1,\"He came, saw, and won, as they say.\"\n2,\"She left, ran, and hid.\"\n"), Form::Csv, "prose in cells");
}

#[test]
fn no_cell_is_lost_whatever_the_file() {
    let (_, reading) = read("x.csv", "a,b\n1\n2,3,4\n=1+1,5\n\"open,5\n6,7\n");
    assert_eq!(rows(&reading, RowKind::Figures), [vec!["1"], vec!["2", "3", "4"], vec!["=1+1", "5"], vec!["\"open", "5"], vec!["6", "7"]]);
    let ragged: Vec<(u32, &str)> =
        reading.warnings.iter().filter(|warning| warning.kind == "ragged-row").map(|warning| (warning.line, warning.message.as_str())).collect();
    let expected = [(2, "record 2 has 1 cell, most have 2: it ends with column 1"), (3, "record 3 has 3 cells, most have 2: it goes on from column 3")];
    assert_eq!(ragged, expected);

    let (_, reading) =
        read("x.csv", "a,b\n\u{0}7,1\n8,2\n9,3\nand a good many bytes of other cells,4\nso that one odd byte is not the half of what there is,5\n");
    assert_eq!(rows(&reading, RowKind::Figures)[0], ["7", "1"]);
    assert!(reading.warnings.iter().any(|warning| warning.kind == "control-character" && warning.line == 2));

    assert_eq!(rows(&read("x.csv", "a,b\r1,2\r3,4\r").1, RowKind::Figures), [["1", "2"], ["3", "4"]]);
    assert_eq!(rows(&read("x.csv", "a\n1\n2\n").1, RowKind::Figures), [["1"], ["2"]]);
    assert_eq!(rows(&read("x.csv", "\u{feff}a,b\n1,2\n").1, RowKind::Header), [["a", "b"]]);
    let (_, heads) = read("x.csv", "a,b,c\n");
    assert_eq!((rows(&heads, RowKind::Header), rows(&heads, RowKind::Figures).len()), (vec![vec!["a".to_owned(), "b".into(), "c".into()]], 0));
    let (_, blank) = read("x.csv", ",,,\n,,,\n");
    assert!(blank.document.tables.is_empty() && blank.warnings[0].kind == "no-table");
    assert_eq!(blank.document.body.blocks[0].text.as_str(), ",,,\n,,,");
}

#[test]
fn what_is_too_wide_or_too_big_is_shown_all_the_same_and_said() {
    let wide = format!("{}\n{}\n", vec!["h"; 10_000].join(","), (0..10_000).map(|number| number.to_string()).collect::<Vec<_>>().join(","));
    let (_, reading) = read("x.csv", &wide);
    let row = &rows(&reading, RowKind::Figures)[0];
    assert!(row.len() < 10_000 && row.join(",") == wide.lines().nth(1).expect("a line"), "no cell is lost");
    assert_eq!(reading.warnings.iter().map(|warning| warning.kind).collect::<Vec<_>>(), ["wide-table"]);

    let big = "port,ships,tons\n".to_owned() + &"Norrham,12,3400\n".repeat(270_000);
    let (form, reading) = read("x.csv", &big);
    assert_eq!((form, reading.document.tables.len()), (Form::Csv, 0));
    assert_eq!(reading.warnings[0].message, "the file has 5 MB; data of more than 4 MB is shown as lines, not as a table");
}

/// The names of the group rows, and of the rows under each.
fn grouped(source: &str) -> Vec<(String, usize)> {
    let (_, reading) = read("x.csv", source);
    let table = &reading.document.tables[0];
    let text = &reading.document.body.blocks[table.block as usize].text;
    assert!(reading.warnings.is_empty(), "{:?}", reading.warnings);
    let under = |group: u32| table.rows.iter().filter(|row| row.group == Some(group)).count();
    let groups = (0u32..).zip(&table.rows).filter(|(_, row)| row.kind == RowKind::Group);
    groups.map(|(number, row)| (text.slice(row.cells[0]).to_owned(), under(number))).collect()
}

#[test]
fn a_name_over_rows_of_figures_heads_them() {
    let two = [("North".to_owned(), 2), ("South".to_owned(), 2)];
    assert_eq!(grouped(",1801,1802\nNorth,,\nExports,1,2\nImports,3,4\nSouth,,\nExports,5,6\nImports,7,8\n"), two, "the same rows again");
    assert_eq!(grouped(",1801,1802\n\nNorth\nNorrham,1,2\nOstby,3,4\n\nSouth\nWick,5,6\nHarrow,7,8\n"), two, "behind blank lines, without commas");
    assert_eq!(grouped(",1801,1802\nNorth,,\n  Norrham,1,2\n  Ostby,3,4\nSouth,,\n  Wick,5,6\n  Harrow,,8\n"), two, "rows set in");
    assert_eq!(grouped(",1801,1802\nNorth,,\nNorrham,1,2\nOstby,3,4\nSouth,,\nWick,5,6\nHarrow,7,8\n"), two, "all others full");
}

#[test]
fn a_row_of_which_nothing_is_known_heads_no_others() {
    assert_eq!(grouped("port,1801,1802\nNorrham,1,2\nOstby,,\nWick,5,6\nHarrow,,\nSouthby,7,8\nWestby,1,2\n"), []);
    assert_eq!(grouped("port,1801,1802\nNorrham,,\nOstby,3,\nWick,5,6\nHarrow,,\nSouthby,,8\nWestby,1,2\n"), []);
    assert_eq!(grouped("port,note\nNorrham,\nOstby,a\nWick,\nHarrow,b\n"), []);
}
