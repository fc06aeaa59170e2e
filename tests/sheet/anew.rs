//! `ibid table` with what makes a table anew (`--derive`, `--long`, `--pivot`, `--group`, `--transpose`, `--stats`), as
//! text that a script would read; and the disagreements of `ibid check`.

use ibid::cli::disagreements;
use ibid::cli::tables::{TableQuery, Wrong, table};
use serde_json::{Value, json};

use crate::sheet::made::{RIVERS, document};

fn query(format: &str) -> TableQuery {
    TableQuery { width: 90, format: Some(format.to_owned()), ..TableQuery::default() }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn all(typed: &[&str]) -> Vec<String> {
    typed.iter().map(|&typed| typed.to_owned()).collect()
}

#[track_caller]
fn printed(source: &str, query: &TableQuery) -> String {
    let mut out = Vec::new();
    table(&document(source), query, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn wrong(source: &str, query: &TableQuery) -> String {
    match table(&document(source), query, &mut Vec::new()).unwrap_err() {
        Wrong::Usage(why) => why,
        Wrong::Failed(error) => format!("failed: {}", error.cause),
        Wrong::Output(error) => panic!("{error}"),
    }
}

#[test]
fn long_sorts_all_figures_against_each_other_as_printed() {
    let query = |format: &str| TableQuery { long: true, sort: some("value:desc"), head: Some(3), ..query(format) };
    assert_eq!(
        printed(RIVERS, &query("text")),
        "Table 3. Rivers of nowhere
Lengths in leagues.

                               change,
group  row      year    value        %  port
South  Cedar    1801  3 400.0     ..    Bar \"East\"
South  Dogwood  1802  2 000.0     12.0  mole
North  Alder    1801  1 200.5    -25.0  Quay, old

Source: the waterman's book.
"
    );
    let csv = "group,row,year,value,\"change, %\",port\nSouth,Cedar,1801,3400.0,,\"Bar \"\"East\"\"\"\nSouth,Dogwood,1802,2000.0,12.0,mole\nNorth,Alder,1801,1200.5,-25.0,\"Quay, old\"\n";
    assert_eq!(printed(RIVERS, &query("csv")), csv);
    assert!(printed(RIVERS, &query("tsv")).starts_with("group\trow\tyear\tvalue\t"));
    assert!(printed(RIVERS, &query("markdown")).contains("| South | Dogwood | 1802 | 2 000.0 | 12.0 | mole |\n"));
    assert!(printed(RIVERS, &query("html")).contains("<td style=\"text-align: right\">2 000.0</td>"));
    let read: Value = serde_json::from_str(&printed(RIVERS, &query("json"))).unwrap();
    assert_eq!(read["columns"], json!(["group", "row", "year", "value", "change, %", "port"]));
    assert_eq!(read["rows"][0]["cells"][3], json!({"text": "3 400.0", "value": 3400.0}));
    let whole = printed(RIVERS, &TableQuery { head: None, sort: None, ..query("csv") });
    assert_eq!(whole.lines().count(), 1 + 10, "what is missing keeps its row");
    assert!(whole.contains("North,Birch,1802,,3.1,Mole\n"));
}

#[test]
fn figures_of_columns_that_part_thousands_in_other_ways_keep_their_values() {
    // The first column alone would be read as decimals beside the second.
    let source = "\tA\tB\nx\t1.234.567\t12.5\ny\t2.000\t1,250.5\n";
    let long = printed(source, &TableQuery { long: true, ..query("csv") });
    assert_eq!(long, "row,column,value\nx,A,1234567\nx,B,12.5\ny,A,2000\ny,B,1250.5\n");
}

#[test]
fn long_and_back_is_the_table() {
    let back = printed(RIVERS, &TableQuery { long: true, pivot: some("year,value"), columns: some(r"group,row,1801,1802,change\, %,port"), ..query("csv") });
    assert_eq!(back, printed(RIVERS, &query("csv")).replacen("group,,", "group,row,", 1));
    let twice = "\tyear\tn\na\t1801\t5\na\t1801\t6\n";
    assert_eq!(wrong(twice, &TableQuery { pivot: some("year,n"), ..query("csv") }), "failed: two rows would go into one cell");
    assert!(wrong(twice, &TableQuery { pivot: some("year"), ..query("csv") }).starts_with("year is no pivot; say the column"));
}

#[test]
fn a_derived_column_sorts_filters_and_names_its_formula() {
    let query = TableQuery { derive: all(&["rise = [1802] - [1801]", "twice=2*rise"]), filters: all(&["rise < 1000"]), ..query("text") };
    assert_eq!(
        printed(RIVERS, &TableQuery { columns: some("row,1801,rise,twice"), ..query.clone() }),
        "Table 3. Rivers of nowhere
Lengths in leagues.

            1801      rise     twice
North
  Alder  1 200.5    -300.5    -601.0
South
  Cedar  3 400.0  -3 389.5  -6 779.0

Source: the waterman's book.
rise = [1802] - [1801]
twice = 2*rise
"
    );
    let csv = printed(RIVERS, &TableQuery { filters: Vec::new(), sort: some("rise:desc"), columns: some("row,rise"), format: some("csv"), ..query.clone() });
    assert_eq!(csv, "group,,rise\nSouth,Dogwood,1920.0\nNorth,Alder,-300.5\nSouth,Cedar,-3389.5\nNorth,Birch,\nSouth,Elm,\n");
    let long = printed(RIVERS, &TableQuery { long: true, filters: all(&["rise > 0"]), format: some("csv"), ..query });
    assert!(long.starts_with("group,row,column,value,\"change, %\",port\nSouth,Dogwood,1801,80.0,12.0,mole\n"), "{long}");
    assert!(long.contains("South,Dogwood,rise,1920.0,12.0,mole\n"), "{long}");
}

#[test]
fn small_outcomes_are_not_printed_as_nothing() {
    let csv = printed("\tn\tall\na\t1\t4000\nb\t3\t4000\n", &TableQuery { derive: all(&["share = n / all"]), columns: some("share"), ..query("csv") });
    assert_eq!(csv, "share\n0.000250\n0.000750\n");
}

#[test]
fn what_cannot_be_derived_is_said() {
    let why = |typed: &str| wrong(RIVERS, &TableQuery { derive: all(&[typed]), ..query("text") });
    assert_eq!(why("[1801] * 2"), "cannot derive [1801] * 2: no name (as in 'change = [1996] - [1991]')");
    assert_eq!(why("= 2"), "cannot derive = 2: no name before =");
    assert_eq!(why("port = 2"), "cannot derive port = 2: there is a column port already");
    assert!(why("x = [1803]").contains("no column 1803; columns are #1, 1801, 1802, change, %, port"));
}

#[test]
fn rows_are_taken_together_by_group_or_column() {
    let csv = |group: &str| printed(RIVERS, &TableQuery { group: some(group), columns: some("#1,1801,1802"), ..query("csv") });
    assert_eq!(csv("group"), "group,1801,1802\nNorth,1280.5,900.0\nSouth,3480.0,2710.5\n");
    assert_eq!(csv("group:mean"), "group,1801,1802\nNorth,640.25,900.00\nSouth,1740.00,903.50\n");
    assert_eq!(csv("group:median"), "group,1801,1802\nNorth,640.25,900.00\nSouth,1740.00,700.00\n");
    assert_eq!(csv("group:min"), "group,1801,1802\nNorth,80.0,900.0\nSouth,80.0,10.5\n");
    assert_eq!(csv("group:max"), "group,1801,1802\nNorth,1200.5,900.0\nSouth,3400.0,2000.0\n");
    assert_eq!(csv("group:count"), "group,1801,1802\nNorth,2,1\nSouth,2,3\n");
    let long = printed(RIVERS, &TableQuery { long: true, group: some("year"), sort: some("value"), columns: some("year,value"), ..query("csv") });
    assert_eq!(long, "year,value\n1802,3610.5\n1801,4760.5\n");
    assert!(printed(RIVERS, &TableQuery { group: some("group"), ..query("text") }).ends_with("\nRows taken together by group: sum.\n"));
    let why = |group: &str| wrong(RIVERS, &TableQuery { group: some(group), ..query("csv") });
    assert_eq!(why("group:most"), "nothing is called most in group:most; there are sum, mean, median, min, max, count");
    assert!(why("sea").starts_with("no column sea; columns are row, "));
}

#[test]
fn thousands_are_no_decimals_of_a_sum() {
    assert_eq!(printed("\tn\na\t1,200\na\t12,345,678\n", &TableQuery { group: some("row"), ..query("csv") }), ",n\na,12346878\n");
}

#[test]
fn rows_become_columns() {
    let turned = printed(RIVERS, &TableQuery { transpose: true, filters: all(&["group = North"]), ..query("csv") });
    assert_eq!(turned, ",North / Alder,North / Birch\n1801,1200.5,80.0\n1802,900.0,\n\"change, %\",-25.0,3.1\nport,\"Quay, old\",Mole\n");
}

#[test]
fn statistics_have_a_row_for_each_column() {
    let stats = printed(RIVERS, &TableQuery { stats: true, ..query("csv") });
    assert_eq!(
        stats,
        "column,count,missing,sum,mean,median,min,min row,max,max row,sd
row,5,0,,,,,,,,
1801,4,1,4760.5,1190.12,640.25,80.0,North / Birch,3400.0,South / Cedar,1565.08
1802,4,1,3610.5,902.62,800.00,10.5,South / Cedar,2000.0,South / Dogwood,824.86
\"change, %\",4,1,-5.4,-1.35,3.80,-25.0,North / Alder,12.0,South / Dogwood,16.24
port,5,0,,,,,,,,
"
    );
    let printed =
        printed(RIVERS, &TableQuery { stats: true, columns: some("column,max,max row"), filters: all(&["group = South"]), head: Some(2), ..query("text") });
    assert!(printed.contains("1801    3 400.0  South / Cedar\n"), "{printed}");
}

#[test]
fn a_table_without_figures_says_so() {
    let words = "\tport\na\tQuay\nb\tMole\n";
    for query in [TableQuery { long: true, ..query("csv") }, TableQuery { group: some("port"), ..query("csv") }] {
        assert_eq!(wrong(words, &query), "failed: no column of the table holds figures");
    }
    assert_eq!(printed(words, &TableQuery { group: some("port:count"), ..query("csv") }), "port,row\nQuay,1\nMole,1\n");
}

/// Four rows under two groups; the percents are right but for rounding.
const SALT: &str = "Table 3. Salt\n\t1801\t1802\t1802 as % of 1801\nNorth\t\t\t\nIn\t1 200.5\t900.0\t75.0\nOut\t80.0\t20.0\t25.0\nSouth\t\t\t\nIn\t3 400.0\t10.5\t0.3\nOut\t30.0\t10.0\t33.3\n";

fn disagreements(source: &str) -> Value {
    serde_json::to_value(disagreements::of(&document(source)).disagreements).unwrap()
}

#[test]
fn a_percent_that_the_figures_do_not_give_is_named() {
    assert_eq!(disagreements(SALT), json!([]));
    for (right, false_, row, computed) in [
        ("75.0", "57.0", "North / In", 74.97),
        ("\t25.0", "\t52.0", "North / Out", 25.0),
        ("0.3\n", "3.0\n", "South / In", 0.31),
        ("33.3", "35.3", "South / Out", 33.33),
    ] {
        let printed: f64 = false_.trim().parse().unwrap();
        let expected = json!([{"table": "3", "row": row, "column": "1802 as % of 1801", "printed": printed, "computed": computed}]);
        assert_eq!(disagreements(&SALT.replace(right, false_)), expected, "{right}");
    }
    let about = SALT.replace("75.0", "~57.0");
    assert_eq!(disagreements(&about), json!([]), "what is about right is not judged");
}
