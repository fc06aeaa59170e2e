//! Bad input in data files: an answer, a warning with its place, no cell lost, and no figure where there is none.

use ibid::model::{Account, Reading, RowKind};
use ibid::read::{Asked, read, read_bytes};
use ibid::sheet::{Kind, Sheet, Value};

use super::rows;

fn data(source: &str) -> Reading {
    read_bytes("x.csv", source.as_bytes().to_vec(), None).expect("it is read").1
}

fn sheet(reading: &Reading) -> Sheet {
    let table = &reading.document.tables[0];
    Sheet::new(table, &reading.document.body.blocks[table.block as usize].text)
}

fn asked(source: &[u8], asked: Asked) -> Reading {
    read("x.csv", source.to_vec(), &asked, Account::Kept).expect("it is read").reading
}

#[test]
fn a_quote_that_is_not_closed_is_said_with_its_record_and_column() {
    let reading = data("port,note\nNorrham,\"fine\"\nOstby,\"open\nWest,last\n");
    assert_eq!(rows(&reading, RowKind::Figures), [["Norrham", "fine"], ["Ostby", "\"open"], ["West", "last"]]);
    let said: Vec<(&str, u32, &str)> = reading.warnings.iter().map(|warning| (warning.kind, warning.line, warning.message.as_str())).collect();
    assert_eq!(said, [("unclosed-quote", 3, "record 3, column 2: a quote is not closed, and is read as a sign like others")]);
}

#[test]
fn odd_figures_keep_their_print_and_are_finite() {
    let reading = data("what,n\na,1e308\nb,1e-300\nc,NaN\nd,inf\ne,0x1F\nf,-Infinity\ng,12\nh,1e999\ni,7\nj,8\nk,9\nl,10\nm,11\nn,12\no,13\np,14\nq,15\n");
    let printed: Vec<String> = rows(&reading, RowKind::Figures).into_iter().map(|mut row| row.remove(1)).collect();
    assert_eq!(printed[..8], ["1e308", "1e-300", "NaN", "inf", "0x1F", "-Infinity", "12", "1e999"]);
    let sheet = sheet(&reading);
    let column = &sheet.columns[1];
    for (at, value) in [(0, 1e308), (1, 1e-300)] {
        assert!([Value::Number(value), Value::Text(printed[at].clone())].contains(&column.values[at]), "{:?}", column.values[at]);
    }
    assert_eq!(column.values[6], Value::Number(12.0));
    for at in [2, 3, 4, 5, 7] {
        assert!(!matches!(column.values[at], Value::Number(_)), "{} is no figure: {:?}", printed[at], column.values[at]);
    }
}

#[test]
fn one_column_heads_alone_and_no_rows_are_tables() {
    let one = data("port\nNorrham\nOstby\n");
    assert_eq!(sheet(&one).columns.len(), 1);
    let heads = data("port,ships,tons\n");
    assert_eq!((sheet(&heads).columns.len(), sheet(&heads).rows.len()), (3, 0));
    let error = read_bytes("x.csv", Vec::new(), None).expect_err("nothing");
    assert_eq!(error.cause, "it is empty");
}

#[test]
fn years_are_no_dates_with_days_and_formulas_are_words() {
    let reading = data("year,port,says\n1991,Norrham,=1+1\n1992,Ostby,=SUM(A1:A9)\n1993,West,@x\n");
    let sheet = sheet(&reading);
    assert_eq!(sheet.columns[0].kind, Kind::Year);
    assert_eq!(sheet.columns[2].kind, Kind::Text);
    assert_eq!(sheet.columns[2].values[0], Value::Text("=1+1".to_owned()));
}

#[test]
fn the_delimiter_the_heads_and_the_character_set_can_be_told() {
    let semicolons = "a,b;c,d\n1,5;2,5\n3,5;4,5\n";
    let told = |delimiter: &str| Asked { delimiter: Some(Asked::delimiter(delimiter).expect("a delimiter")), ..Asked::default() };
    assert_eq!(rows(&asked(semicolons.as_bytes(), told(";")), RowKind::Figures), [["1,5", "2,5"], ["3,5", "4,5"]]);
    assert_eq!(rows(&asked(semicolons.as_bytes(), told("comma")), RowKind::Header), [["a", "b;c", "d"]]);
    assert_eq!(rows(&asked(b"a:b\n1:2\n", told(":")), RowKind::Figures), [["1", "2"]]);
    assert!(Asked::delimiter("ab").is_err() && Asked::delimiter("\"").is_err());

    let heads = |typed: &str| Asked { heads: Some(Asked::heads(typed).expect("heads")), ..Asked::default() };
    let source = b"of,ships\nnorth,south\nNorrham,3\nOstby,4\n";
    let told = asked(source, heads("2"));
    assert_eq!((rows(&told, RowKind::Header), rows(&told, RowKind::Figures).len()), (vec![vec!["north".to_owned(), "south".into()]], 2));
    assert_eq!(told.document.tables[0].above.len(), 1, "what stands above the heads is a title");
    assert_eq!(rows(&asked(source, heads("1-2")), RowKind::Header).len(), 2);
    let none = asked(source, heads("0"));
    assert_eq!((rows(&none, RowKind::Header).len(), rows(&none, RowKind::Figures).len()), (0, 4));
    assert!(Asked::heads("x").is_err() && Asked::heads("3-2").is_err() && Asked::heads("0-2").is_err());
    assert_eq!(none.document.manner.words(), "cells parted by commas, 0 header rows");

    let cyrillic = b"port,ships\n\xcd\xee\xf0\xe4,12\n\xde\xe3,3\n";
    let told = asked(cyrillic, Asked { encoding: Some(Asked::encoding("windows-1251").expect("a set")), ..Asked::default() });
    assert_eq!(rows(&told, RowKind::Figures)[0], ["Норд", "12"]);
    assert!(told.warnings.is_empty(), "{:?}", told.warnings);
    assert_eq!(told.document.manner.words(), "cells parted by commas, 1 header row, windows-1251");
    let wrong = asked(cyrillic, Asked { encoding: Some("utf-8".to_owned()), ..Asked::default() });
    assert_eq!(wrong.warnings[0].message, "not all of the text is UTF-8; what is not has signs in its place that say so");
    assert!(Asked::encoding("no such set").is_err());
}

#[test]
fn lines_that_end_with_a_carriage_return_alone_are_records() {
    let reading = data("port,ships\rNorrham,12\rOstby\r");
    assert_eq!(rows(&reading, RowKind::Figures), [vec!["Norrham", "12"], vec!["Ostby"]]);
    assert_eq!((reading.warnings[0].kind, reading.warnings[0].line), ("ragged-row", 3));
}

#[test]
fn a_sign_that_is_in_no_text_is_taken_out_and_said_with_its_line() {
    let reading = data("port,n\nOst\0by,1\nWest,2\n");
    assert_eq!(rows(&reading, RowKind::Figures), [["Ostby", "1"], ["West", "2"]]);
    let said: Vec<(&str, u32)> = reading.warnings.iter().map(|warning| (warning.kind, warning.line)).collect();
    assert_eq!(said, [("control-character", 2)]);
    // Many of them are no damage.
    assert!(read_bytes("x.csv", b"a,b\n\0\0\0\0\0\0\0\0\0\0\0\0,1\n".to_vec(), None).is_err());
}
