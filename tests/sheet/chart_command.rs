//! The command `chart`, as text that a script would read: which rows and columns are drawn, and what is refused.

use ibid::cli::chart::{ChartQuery, print};
use ibid::cli::tables::Wrong;

use crate::sheet::made::{RIVERS, document};

fn query(rows: &str, columns: &str, kind: &str) -> ChartQuery {
    let some = |words: &str| (!words.is_empty()).then(|| words.to_owned());
    ChartQuery { rows: some(rows), columns: some(columns), kind: some(kind), width: 60, ..ChartQuery::default() }
}

fn drawn(query: &ChartQuery) -> Result<String, Wrong> {
    let mut out = Vec::new();
    print(&document(RIVERS), query, &mut out).map(|()| String::from_utf8(out).expect("text"))
}

/// The first words of the lines that name a row.
fn named(picture: &str) -> Vec<&str> {
    ["North / Alder", "North / Birch", "South / Cedar", "South / Dogwood", "South / Elm"].into_iter().filter(|name| picture.contains(name)).collect()
}

#[test]
fn rows_are_named_with_their_group_alone_by_group_or_by_number() {
    for (rows, expected) in [
        ("North / Alder", vec!["North / Alder"]),
        ("Cedar", vec!["South / Cedar"]),
        // Elm has no figure in 1801.
        ("South", vec!["South / Cedar", "South / Dogwood"]),
        ("#2,Dogwood", vec!["North / Birch", "South / Dogwood"]),
        ("", vec!["North / Alder", "North / Birch", "South / Cedar", "South / Dogwood"]),
    ] {
        let picture = drawn(&query(rows, "1801", "bars")).expect("a chart");
        assert_eq!(named(&picture), expected, "{rows}\n{picture}");
    }
}

#[test]
fn bars_say_the_figures_and_what_is_missing() {
    let picture = drawn(&query("", "1802", "bars")).expect("a chart");
    for (name, figure) in [("Alder", "900"), ("Cedar", "10.5"), ("Dogwood", "2 000"), ("Elm", "700")] {
        assert!(picture.lines().any(|line| line.contains(name) && line.trim_end().ends_with(figure)), "{name}\n{picture}");
    }
    assert!(picture.starts_with("Table 3. Rivers of nowhere\n"), "{picture}");
    assert!(picture.contains("1 figure is missing"), "{picture}");
    assert!(picture.contains("Source: the waterman's book."), "{picture}");
}

#[test]
fn lines_go_over_the_columns_that_share_what_they_count() {
    let picture = drawn(&query("Alder,Dogwood", "", "")).expect("a chart");
    let axis = picture.lines().find(|line| line.contains("1801")).expect("an axis");
    assert!(axis.contains("1802") && !axis.contains("change"), "{picture}");
}

#[test]
fn what_is_no_row_column_or_kind_is_refused_with_what_there_is() {
    for (query, words) in [
        (query("Oak", "", ""), "no row Oak; rows are North / Alder"),
        (query("", "port", ""), "is no column of figures"),
        (query("", "1999", ""), "1999"),
        (query("", "", "pie"), "kinds are lines"),
        (query("", "1801", "scatter"), "a scatter takes two columns"),
    ] {
        let Err(Wrong::Usage(said)) = drawn(&query) else { panic!("{query:?} was taken") };
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn svg_is_a_picture_with_the_names_as_text() {
    let picture = drawn(&ChartQuery { svg: true, ..query("Alder,Cedar", "", "") }).expect("a chart");
    let parsed = roxmltree::Document::parse(&picture).expect("XML");
    let words: Vec<&str> = parsed.descendants().filter_map(|node| node.text()).collect();
    for name in ["North / Alder", "South / Cedar", "Table 3. Rivers of nowhere", "1801"] {
        assert!(words.iter().any(|text| text.contains(name)), "{name} in {words:?}");
    }
}
