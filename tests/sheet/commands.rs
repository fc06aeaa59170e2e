//! The commands `tables` and `table`, as text that a script would read.

use ibid::cli::tables::{TableQuery, Wrong, table, tables};
use serde_json::{Value, json};

use crate::sheet::made::{RIVERS, document, documents};

fn query() -> TableQuery {
    TableQuery { width: 72, ..TableQuery::default() }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[track_caller]
fn printed(source: &str, query: &TableQuery) -> String {
    let mut out = Vec::new();
    table(&document(source), query, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[track_caller]
fn check(query: TableQuery, expected: &str) {
    assert_eq!(printed(RIVERS, &query), expected, "{query:?}");
}

#[track_caller]
fn wrong(sources: &[&str], query: &TableQuery) -> Wrong {
    table(&documents(sources), query, &mut Vec::new()).unwrap_err()
}

#[test]
fn text_is_set_as_the_table_is_printed() {
    check(
        query(),
        "Table 3. Rivers of nowhere
Lengths in leagues.

                             change,
              1801     1802        %  port
North
  Alder    1 200.5    900.0    -25.0  Quay, old
  Birch       80.0   n.a.        3.1  Mole
South
  Cedar    3 400.0     10.5     ..    Bar \"East\"
  Dogwood     80.0  2 000.0     12.0  mole
  Elm          –      700.0     +4.5  Anchor

Source: the waterman's book.
",
    );
}

#[test]
fn text_that_is_too_wide_stands_in_blocks() {
    check(
        TableQuery { width: 28, sort: some("1802:desc"), head: Some(2), ..query() },
        "Table 3. Rivers of nowhere
Lengths in leagues.

(columns 1-2 of 5)
group              1801
South  Dogwood     80.0
North  Alder    1 200.5

(column 3 of 5)
group              1802
South  Dogwood  2 000.0
North  Alder      900.0

(column 4 of 5)
                change,
group                 %
South  Dogwood     12.0
North  Alder      -25.0

(column 5 of 5)
group           port
South  Dogwood  mole
North  Alder    Quay, old

Source: the waterman's book.
",
    );
}

#[test]
fn kept_groups_are_printed_in_their_new_order() {
    check(
        TableQuery { sort: some("1802:desc"), keep_groups: true, columns: some("row,1802"), filters: vec!["1802 >= 700".to_owned()], ..query() },
        "Table 3. Rivers of nowhere
Lengths in leagues.

              1802
South
  Dogwood  2 000.0
  Elm        700.0
North
  Alder      900.0

Source: the waterman's book.
",
    );
}

#[test]
fn csv_has_plain_figures_the_group_and_quotes() {
    check(
        TableQuery { format: some("csv"), ..query() },
        "group,,1801,1802,\"change, %\",port
North,Alder,1200.5,900.0,-25.0,\"Quay, old\"
North,Birch,80.0,,3.1,Mole
South,Cedar,3400.0,10.5,,\"Bar \"\"East\"\"\"
South,Dogwood,80.0,2000.0,12.0,mole
South,Elm,,700.0,4.5,Anchor
",
    );
    check(
        TableQuery { format: some("tsv"), columns: some(r"row,change\, %,group,#3"), sort: some(r"change\, %:desc,1801"), head: Some(2), ..query() },
        "\tchange, %\tgroup\t1802\nDogwood\t12.0\tSouth\t2000.0\nElm\t4.5\tSouth\t700.0\n",
    );
    assert_eq!(printed("\tday\na\t3 May 1801\n", &TableQuery { format: some("csv"), ..query() }), ",day\na,1801-05-03\n");
}

#[test]
fn markdown_and_html_are_escaped() {
    let query = |format: &str| TableQuery { format: some(format), ..query() };
    let source = "A *bold* <table>\n\tn|m\nG & H\t\na_b\t1 200\nSource: x < y & z\n";
    assert_eq!(
        printed(source, &query("markdown")),
        "A \\*bold\\* \\<table>\n\n|  | n\\|m |\n| --- | ---: |\n| **G & H** |  |\n| a\\_b | 1 200 |\n\nSource: x \\< y & z\n"
    );
    let html = printed(source, &query("html"));
    for part in [
        "<caption>A *bold* &lt;table&gt;</caption>",
        "<th scope=\"col\" style=\"text-align: right\">n|m</th>",
        "<th scope=\"rowgroup\">G &amp; H</th>",
        "<th scope=\"row\">a_b</th>\n<td style=\"text-align: right\">1 200</td>",
        "<p>Source: x &lt; y &amp; z</p>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn json_says_what_is_printed_and_what_it_means() {
    let json: Value =
        serde_json::from_str(&printed(RIVERS, &TableQuery { format: some("json"), sort: some("1802"), columns: some("row,1802"), ..query() })).unwrap();
    let row =
        |group: &str, name: &str, text: &str, value: Value| json!({"group": group, "cells": [{"text": name, "value": name}, {"text": text, "value": value}]});
    let rows = [
        row("South", "Cedar", "10.5", json!(10.5)),
        row("South", "Elm", "700.0", json!(700.0)),
        row("North", "Alder", "900.0", json!(900.0)),
        row("South", "Dogwood", "2 000.0", json!(2000.0)),
        row("North", "Birch", "n.a.", Value::Null),
    ];
    assert_eq!(
        json,
        json!({"id": "3", "caption": "Table 3. Rivers of nowhere", "units": "Lengths in leagues.", "source": "Source: the waterman's book.", "columns": ["", "1802"], "rows": rows})
    );
    let bare: Value = serde_json::from_str(&printed("\tn\na\t1\n", &TableQuery { format: some("json"), ..query() })).unwrap();
    assert_eq!(bare["rows"][0]["group"], Value::Null);
}

#[test]
fn tables_are_listed() {
    let document = documents(&[RIVERS, "\tn\na\t1\n"]);
    let mut out = Vec::new();
    tables(&document, true, &mut out).unwrap();
    let column = |name: &str, kind: &str, unit: Value| json!({"name": name, "kind": kind, "unit": unit});
    let none = Value::Null;
    let expected = json!([
        {"id": "3", "caption": "Table 3. Rivers of nowhere", "units": "Lengths in leagues.", "source": "Source: the waterman's book.", "line": 1, "last_line": 10, "rows": 5,
         "groups": ["North", "South"], "columns": [column("", "text", none.clone()), column("1801", "number", none.clone()), column("1802", "number", none.clone()),
            column("change, %", "percent", json!("%")), column("port", "text", none.clone())]},
        {"id": "3-2", "caption": null, "units": null, "source": null, "line": 12, "last_line": 13, "rows": 1, "groups": [],
         "columns": [column("", "text", none.clone()), column("n", "number", none)]},
    ]);
    assert_eq!(serde_json::from_slice::<Value>(&out).unwrap(), expected);
    let mut out = Vec::new();
    tables(&document, false, &mut out).unwrap();
    assert_eq!(String::from_utf8(out).unwrap(), "3  line 1, 5 rows, 5 columns  Table 3. Rivers of nowhere\n3-2  line 12, 1 row, 2 columns\n");
}

#[test]
fn columns_that_are_undecided_or_partly_unread_are_listed_as_such() {
    let document = document("\tone\ttwo\tday\na\t1.234\t12\t3/4/1801\nb\t5.678\tmany\t5/6/1801\nc\t9.012\t7\tsoon\n");
    let mut out = Vec::new();
    tables(&document, true, &mut out).unwrap();
    let listed: Value = serde_json::from_slice(&out).unwrap();
    let columns = [
        json!({"name": "", "kind": "text", "unit": null}),
        json!({"name": "one", "kind": "number", "unit": null, "undecided": "read as 1234.5"}),
        json!({"name": "two", "kind": "number", "unit": null, "unread": "1 of 3 not figures"}),
        json!({"name": "day", "kind": "date", "unit": null, "undecided": "read as day/month/year", "unread": "1 of 3 not dates"}),
    ];
    assert_eq!(listed[0]["columns"], json!(columns));
}

#[test]
fn what_is_wrong_is_said_with_what_exists() {
    let usage = |query: TableQuery| match wrong(&[RIVERS], &query) {
        Wrong::Usage(why) => why,
        other => format!("not usage: {other}"),
    };
    let columns = "columns are row, 1801, 1802, change, %, port, group";
    assert_eq!(usage(TableQuery { sort: some("2001"), ..query() }), format!("no column 2001; {columns}"));
    assert_eq!(usage(TableQuery { columns: some("row,2001"), ..query() }), format!("no column 2001; {columns}"));
    assert_eq!(usage(TableQuery { sort: some("1801:up"), ..query() }), "no direction up in 1801:up; directions are asc and desc");
    assert_eq!(usage(TableQuery { filters: vec!["1801 >".to_owned()], ..query() }), "no value behind > in 1801 >");
    assert_eq!(usage(TableQuery { format: some("pdf"), ..query() }), "no format pdf; formats are text, csv, tsv, json, markdown, html, latex, xlsx");

    let two = [RIVERS, "\tn\na\t1\n"];
    assert!(matches!(wrong(&two, &query()), Wrong::Usage(why) if why == "which table? tables are 3, 3-2"));
    assert!(matches!(wrong(&two, &TableQuery { id: some("4"), ..query() }), Wrong::Failed(error) if error.cause == "no table 4; tables are 3, 3-2"));
    assert!(matches!(wrong(&[], &query()), Wrong::Failed(error) if error.cause == "the document has no table"));
}

#[test]
fn names_that_are_twice_are_told_apart_by_number() {
    let source = "\tn\tn\ta:b\na\t1\t2\t3\nb\t2\t1\t4\n";
    let sorted = |sort: &str| table(&document(source), &TableQuery { sort: some(sort), format: some("csv"), columns: some("row"), ..query() }, &mut Vec::new());
    assert!(matches!(sorted("n"), Err(Wrong::Usage(why)) if why == "several columns are named n: say #2 or #3"));
    for (sort, first) in [("#2:desc", "b"), ("#3:desc", "a"), (r"a\:b:desc", "b"), ("a:b", "a"), ("a:b:desc", "b")] {
        let printed = printed(source, &TableQuery { sort: some(sort), format: some("csv"), columns: some("row"), ..query() });
        assert_eq!(printed.lines().nth(1), Some(first), "{sort}");
    }
}

#[test]
fn what_is_raised_in_a_cell_stays_raised() {
    let rows = "Port\tSalt\nNorth\t12^{3}\nSouth\t7.5\n";
    assert_eq!(printed(rows, &query()), "Port   Salt\nNorth  12³\nSouth   7.5\n");
    let read: Value = serde_json::from_str(&printed(rows, &TableQuery { format: some("json"), ..query() })).unwrap();
    assert_eq!(read["rows"][0]["cells"][1], json!({"text": "12³", "value": 12.0}));
}
