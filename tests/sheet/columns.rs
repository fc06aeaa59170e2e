//! What the columns of a table are called and what they hold.

use ibid::sheet::{Kind, Value, column};

use crate::sheet::made::{RIVERS, document, read};

/// A table of one column beside its stub.
#[track_caller]
fn check(head: &str, cells: &[&str], kind: Kind, values: &[Value]) {
    let rows: String = cells.iter().map(|cell| format!("a\t{cell}\n")).collect();
    let document = document(&format!("\t{head}\n{rows}"));
    let (_, _, sheet) = read(&document);
    let column = &sheet.columns[1];
    assert_eq!((column.kind, column.values.as_slice()), (kind, values), "{head:?} {cells:?}");
    assert_eq!(column.unit.as_deref(), (kind == Kind::Percent).then_some("%"));
}

fn words(words: &str) -> Value {
    Value::Text(words.to_owned())
}

#[test]
fn a_column_is_what_most_of_its_cells_are() {
    use Value::{Nothing, Number};
    check("ships", &["1 200", "n.a.", "x", "80"], Kind::Number, &[Number(1200.0), Nothing, Nothing, Number(80.0)]);
    check("ships", &["12", "13", "many"], Kind::Number, &[Number(12.0), Number(13.0), words("many")]);
    check("ships", &["12", "few", "many"], Kind::Text, &[words("12"), words("few"), words("many")]);
    check("ships", &["..", " "], Kind::Text, &[Nothing, Nothing]);
    check("grade", &["x", "y", "NA", "-"], Kind::Text, &[words("x"), words("y"), words("NA"), Nothing]);
    check("share, %", &["12", "13.5"], Kind::Percent, &[Number(12.0), Number(13.5)]);
    check("1996 as per cent of 1991", &["12"], Kind::Percent, &[Number(12.0)]);
    check("Percentage", &["12"], Kind::Percent, &[Number(12.0)]);
    check("share", &["12%", "13.5 %", "7"], Kind::Percent, &[Number(12.0), Number(13.5), Number(7.0)]);
    check("% of what", &["some", "more"], Kind::Text, &[words("some"), words("more")]);
    check("ships", &["1700", "1801"], Kind::Number, &[Number(1700.0), Number(1801.0)]);
    check("Year", &["1700", "1801"], Kind::Year, &[Number(1700.0), Number(1801.0)]);
    check("day", &["3 May 1801", "June 4, 1802", "1803-01-31", "n.a."], Kind::Date, &[words("1801-05-03"), words("1802-06-04"), words("1803-01-31"), Nothing]);
    check("day", &["30 February 1801", "3/4/1801"], Kind::Text, &[words("30 February 1801"), words("3/4/1801")]);
}

#[test]
fn a_marker_never_becomes_a_digit() {
    check("ships", &["12^{3}", "7^{1}", "^{2}", "1^{2}4"], Kind::Number, &[Value::Number(12.0), Value::Number(7.0), Value::Nothing, words("124")]);
}

#[test]
fn markers_are_no_part_of_figures_and_names() {
    check("ships", &["12@{3}", "7"], Kind::Number, &[Value::Number(12.0), Value::Number(7.0)]);
    let document = document("\t1801@{4}\tkm^{2}\nNorth@{5}\t\t\na\t1\t2\n");
    let (_, _, sheet) = read(&document);
    assert_eq!((sheet.columns[1].name.as_str(), sheet.columns[2].name.as_str(), sheet.groups[0].name.as_str()), ("1801", "km2", "North"));
}

#[test]
fn columns_rows_and_groups_are_named() {
    let document = document(RIVERS);
    let (table, text, sheet) = read(&document);
    let names: Vec<&str> = sheet.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["", "1801", "1802", "change, %", "port"]);
    let groups: Vec<Option<&str>> = sheet.rows.iter().map(|&row| sheet.group(row).map(|group| group.name.as_str())).collect();
    assert_eq!(groups, [Some("North"), Some("North"), Some("South"), Some("South"), Some("South")]);
    assert_eq!(column::printed(table, text, sheet.rows[0], 1), "1 200.5");
    assert_eq!(sheet.value(sheet.rows[0], 1), &Value::Number(1200.5));
}

#[test]
fn ragged_rows_lose_nothing() {
    let document = document("\tone\na\t1\t2\nb\nc\t\t\n");
    let (table, text, sheet) = read(&document);
    assert_eq!(sheet.columns.len(), 3);
    assert_eq!(column::printed(table, text, sheet.rows[0], 2), "2");
    assert_eq!(sheet.value(sheet.rows[0], 9), &Value::Nothing);
}

#[test]
fn a_head_over_several_columns_names_them_all() {
    let names = |heads: &str| {
        let (_, reading) = ibid::read::read_bytes("text.txt", format!("It began.\n\n{heads}x\t1\t2\t3\t4\n").into_bytes(), None).unwrap();
        let table = &reading.document.tables[0];
        let sheet = ibid::sheet::Sheet::new(table, &reading.document.body.block(table.block).unwrap().text);
        sheet.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names("\tNorth\t\tSouth\t\n\tSalt\tWool\tSalt\tWool\n"), ["", "North Salt", "North Wool", "South Salt", "South Wool"]);
    assert_eq!(names("\tNorth\t\tSouth\t\n\tSalt\tWool\tTar\tFish\n"), ["", "North Salt", "North Wool", "South Tar", "South Fish"]);
    // A row of heads that leaves gaps otherwise does not part the columns.
    assert_eq!(names("\tNorth\t\tSouth\tEast\n\tSalt\tWool\tTar\tFish\n"), ["", "North Salt", "Wool", "South Tar", "East Fish"]);
}

/// The names that columns have under two rows of heads.
fn under(above: &str, below: &str) -> Vec<String> {
    let source = format!("{above}\n{below}\nNorrham,1,2,3,4\nOstby,5,6,7,8\n");
    let reading = ibid::read::read_bytes("x.csv", source.into_bytes(), None).unwrap().1;
    let table = &reading.document.tables[0];
    let sheet = ibid::sheet::Sheet::new(table, &reading.document.body.blocks[0].text);
    sheet.columns.iter().skip(1).map(|column| column.name.clone()).collect()
}

#[test]
fn a_head_names_all_columns_up_to_the_next_where_its_row_parts_them() {
    assert_eq!(under(",Imports,,Exports,", ",1929,1939,1929,1939"), ["Imports 1929", "Imports 1939", "Exports 1929", "Exports 1939"]);
    assert_eq!(under(",Imports,,Exports,", ",tin,salt,hemp,tar"), ["Imports tin", "Imports salt", "Exports hemp", "Exports tar"]);
    assert_eq!(under(",Imports,Imports,Exports,Exports", ",tin,salt,hemp,tar"), ["Imports tin", "Imports salt", "Exports hemp", "Exports tar"]);
    assert_eq!(under(",Tons,,,", ",1801,1802,1803,1804"), ["1801", "1802", "1803", "1804"], "one cell alone is a line above them");
}
