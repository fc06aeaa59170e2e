//! Data files of any size: what is printed of one is what a small file with the same rows gives, whatever is asked, and no
//! cell is lost, doubled or changed.

use std::sync::Arc;

use ibid::cli::check;
use ibid::cli::source::{Loaded, LoadedData};
use ibid::cli::tables::{TableQuery, data_table, data_tables, table, tables};
use ibid::read::data::file::DataFile;
use ibid::read::data::progress::Progress;
use ibid::read::{Asked, Form, read_bytes};
use ibid::sheet::file::DataSheet;
use ibid::sheet::file::sort::{ColumnKey, Top};
use ibid::sheet::{Sheet, Way};
use proptest::prelude::*;

/// The sheet of a file, with an index in parts of a few bytes, so that line ends within quotes lie at their bounds.
fn sheet(source: &str, part: usize) -> DataSheet {
    let file = DataFile::in_parts(source.as_bytes().to_vec(), &Asked::default(), part, &Progress::default());
    DataSheet::new(Arc::new(file.expect("not stopped").expect("rows that can be counted")))
}

fn printed(print: impl FnOnce(&mut Vec<u8>) -> Result<(), ibid::cli::tables::Wrong>) -> String {
    let mut out = Vec::new();
    match print(&mut out) {
        Ok(()) => String::from_utf8(out).expect("text"),
        Err(wrong) => format!("refused: {wrong}"),
    }
}

fn query(words: &str) -> TableQuery {
    let mut query = TableQuery { width: 60, ..TableQuery::default() };
    for option in words.split('&').filter(|option| !option.is_empty()) {
        let (name, value) = option.split_once(' ').unwrap_or((option, ""));
        match name {
            "sort" => query.sort = Some(value.to_owned()),
            "filter" => query.filters.push(value.to_owned()),
            "columns" => query.columns = Some(value.to_owned()),
            "head" => query.head = value.parse().ok(),
            "format" => query.format = Some(value.to_owned()),
            "stats" => query.stats = true,
            "keep_groups" => query.keep_groups = true,
            "derive" => query.derive.push(value.to_owned()),
            other => panic!("no option {other}"),
        }
    }
    query
}

/// What is printed of a source as a document, and as a file of any size.
fn both(source: &str, part: usize, words: &str) -> (String, String) {
    let (_, reading) = read_bytes("x.csv", source.as_bytes().to_vec(), Some(Form::Csv)).expect("it is read");
    let query = query(words);
    let small = printed(|out| table(&reading.document, &query, out));
    let big = |most| printed(|out| data_table(&sheet(source, part), &query, most, out));
    let held = big(1 << 20);
    // Row after row, as more than can be held are.
    let written = big(0);
    if !written.starts_with("refused: cannot") {
        assert_eq!(written, held, "{words} of {source:?}");
    }
    (small, held)
}

/// Whether some rows of a source head others, or sum them up.
fn has_parts(source: &str) -> bool {
    let (_, reading) = read_bytes("x.csv", source.as_bytes().to_vec(), Some(Form::Csv)).expect("it is read");
    let table = &reading.document.tables[0];
    let sheet = Sheet::new(table, &reading.document.body.blocks[table.block as usize].text);
    !sheet.groups.is_empty() || !sheet.totals.is_empty()
}

const PORTS: &str = "Harbours of the coast,,,\n(in thousands of tons),,,\n,,,\nport,year,cargo,note\n\"Nor,r\nham\",1991,\"1,200.5\",\"a \"\"fine\"\" one\"\n\
    Østby,1992,n.a.,\"two\nlines\"\n\n  ,,\t,\nEast,1991,(34),more,and more\nøstby,1993,12.3ᵃ,\nWest,1990,45*\nNorth,1994,7.25,x\n\nSource: the harbour master,,,\n";

#[test]
fn a_file_of_any_size_is_printed_as_a_small_one() {
    for words in [
        "",
        "format csv",
        "format tsv",
        "format json",
        "format markdown",
        "sort cargo",
        "sort cargo:desc&head 2",
        "sort port:desc,year&format csv",
        "sort year,cargo:desc&columns year,cargo&format csv",
        "filter cargo > 10&sort port",
        "filter cargo = n.a.",
        "filter missing cargo&format json",
        "filter port ~ st&filter year < 1993",
        "filter port = østby&format csv",
        "stats",
        "filter year > 1991&stats&format json",
        "stats&sort mean:desc&head 1",
        "keep_groups&sort year",
        "derive twice = [cargo] * 2&sort twice",
        "sort none",
        "filter cargo > few",
    ] {
        let (small, big) = both(PORTS, 16, words);
        assert_eq!(big, small, "{words}");
    }
    assert!(both(PORTS, 16, "format csv").1.contains("\"Nor,r ham\",1991,1200.5,\"a \"\"fine\"\" one\""));
}

#[test]
fn the_list_of_tables_is_that_of_a_small_file() {
    let (_, reading) = read_bytes("x.csv", PORTS.as_bytes().to_vec(), None).expect("it is read");
    for json in [false, true] {
        let small = printed(|out| tables(&reading.document, json, out));
        assert_eq!(printed(|out| data_tables(&sheet(PORTS, 32), json, out)), small);
    }
}

#[test]
fn what_is_understood_of_a_file_is_what_is_of_a_small_one() {
    let asked = Asked::from(Some(Form::Csv));
    let (form, reading) = read_bytes("x.csv", PORTS.as_bytes().to_vec(), Some(Form::Csv)).expect("it is read");
    let file = DataFile::in_parts(PORTS.as_bytes().to_vec(), &asked, 24, &Progress::default()).expect("not stopped").expect("rows");
    let said = |json| {
        let (mut small, mut big) = (Vec::new(), Vec::new());
        let loaded = Loaded { name: "x.csv".to_owned(), form, reading: reading.clone() };
        check::print(&loaded, None, json, 72, &mut small).expect("room");
        let file = DataFile::in_parts(PORTS.as_bytes().to_vec(), &asked, 24, &Progress::default()).expect("not stopped").expect("rows");
        check::print_data(&LoadedData { name: "x.csv".to_owned(), form, file }, json, 72, &mut big).expect("room");
        [small, big].map(|out| String::from_utf8(out).expect("text"))
    };
    let [small, big] = said(false);
    // The language is told from words, of which a big file has too many.
    assert_eq!(big, small.replace(", language en", ""));
    assert!(big.contains("line 13    record 11 has 3 cells, most have 4"), "{big}");
    assert_eq!(file.warnings(&Progress::default()).map(|warnings| warnings.len()), Some(2));
}

#[test]
fn a_head_alone_and_a_file_of_one_column_are_tables_too() {
    assert_eq!(printed(|out| data_table(&sheet("port,year,cargo\n", 8), &query("format csv"), 0, out)), "port,year,cargo\n");
    let (small, big) = both("cargo\n3\n\n1\n2\n", 2, "sort cargo&format csv");
    assert_eq!((big.as_str(), big.clone()), ("cargo\n1\n2\n3\n", small));
}

#[test]
fn what_cannot_be_written_row_by_row_is_refused_with_the_limit() {
    for words in ["format markdown", "derive twice = [cargo] * 2", "keep_groups&sort port"] {
        let said = printed(|out| data_table(&sheet(PORTS, 16), &query(words), 0, out));
        assert!(said.contains("they are 6, and about 0 of this file can be held"), "{words}: {said}");
    }
    let said = printed(|out| data_table(&sheet(PORTS, 16), &query("stats&format csv"), 0, out));
    assert!(said.contains("cargo,5,1,"), "{said}");
}

#[test]
fn what_comes_first_is_told_before_the_whole_order_is_known() {
    let source: String = std::iter::once("n\n".to_owned()).chain((0..500).map(|n| format!("{}\n", n * 7919 % 500))).collect();
    let sheet = sheet(&source, 64);
    let key = ColumnKey { column: 0, way: Way::Down };
    let mut told = Vec::new();
    let order = sheet.sorted(None, &[key], &Progress::default(), None, Some(Top { rows: 3, tell: &mut |rows| told = rows.to_vec() })).expect("an order");
    let figures: Vec<String> = order.iter().take(4).map(|&row| sheet.file.cell(row, 0).into_owned()).collect();
    assert_eq!(figures, ["499", "498", "497", "496"]);
    assert_eq!(told, order[..3]);
    let first = sheet.sorted(None, &[key], &Progress::default(), Some(2), None).expect("an order");
    assert_eq!(first, order[..2]);
}

#[test]
fn work_that_is_stopped_gives_nothing() {
    let progress = Progress::default();
    let sheet = sheet("n,m\n1,2\n3,4\n", 8);
    progress.stop();
    assert!(sheet.sorted(None, &[ColumnKey { column: 0, way: Way::Up }], &progress, None, None).is_none());
    assert!(DataFile::new(b"n,m\n1,2\n".to_vec(), &Asked::default(), &progress).is_none());
}

#[test]
fn a_file_in_another_character_set_is_read_and_said() {
    let bytes = "port,cargo\nSöderö,1\nÎle,2\nÅbo,3\n".chars().map(|c| c as u8).collect::<Vec<u8>>();
    let file = DataFile::new(bytes, &Asked::default(), &Progress::default()).expect("not stopped").expect("it is read");
    assert_eq!(file.charset, Some("windows-1252"));
    assert_eq!(file.cell(0, 0), "Söderö");
}

/// Figures in all forms that are set apart from words, and words.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[0-9]{1,5}",
        3 => "-?[0-9]{1,3}\\.[0-9]{1,3}",
        2 => "[1-9][0-9]{0,2}( [0-9]{3}){1,2}(\\.[0-9])?",
        2 => "\"[1-9][0-9]{0,2}(,[0-9]{3}){1,2}(\\.[0-9])?\"",
        1 => "\\([0-9]{1,3}\\)",
        1 => "[0-9]{1,3}(\\.[0-9])?[a-f*ᵃ%]",
        2 => "(n\\.a\\.|\\.\\.|-|x|)",
        2 => "[a-cA-CéÉ]{1,3} ?[0-9]{0,2}",
        1 => "\"[ab\n,]{0,4}\"",
        1 => "[ \"a]{1,3}",
        1 => "[=@+-][a1]{1,2}",
    ]
}

fn source() -> impl Strategy<Value = String> {
    let row = proptest::collection::vec(cell(), 3..=3).prop_map(|cells| cells.join(","));
    let odd = prop_oneof![Just(String::new()), Just(",,".to_owned()), Just("  ,\"\",".to_owned()), Just("a,1,2,b".to_owned()), Just("b".to_owned())];
    let line = prop_oneof![9 => row, 1 => odd];
    proptest::collection::vec(line, 1..40).prop_map(|lines| format!("name,first,second\n{}\n", lines.join("\n")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_file_is_printed_as_a_small_one(source in source(), part in 4_usize..200, which in 0_usize..14) {
        let words = [
            "format csv",
            "sort first&format csv",
            "sort first:desc&format json",
            "sort name&format csv",
            "sort name:desc,second&format csv",
            "filter first > 12&format csv",
            "filter missing second&format csv",
            "filter first < [second]&sort second:desc&format csv",
            "filter name ~ a&columns second,name",
            "stats&format csv",
            "filter first > 2&stats&format csv",
            "sort second&format tsv",
            "sort first",
            "columns second,first",
        ][which];
        // What heads or sums up other rows is told from all of them, and in small files alone.
        prop_assume!(!has_parts(&source));
        let (small, big) = both(&source, part, words);
        prop_assert_eq!(big, small, "{} of {:?}", words, source);
    }

    #[test]
    fn an_order_has_every_row_once(source in source(), column in 0_usize..3) {
        let sheet = sheet(&source, 40);
        let mut rows = sheet.sorted(None, &[ColumnKey { column, way: Way::Down }], &Progress::default(), None, None).expect("an order");
        rows.sort_unstable();
        prop_assert_eq!(rows, (0..sheet.file.rows()).collect::<Vec<u32>>());
    }
}
