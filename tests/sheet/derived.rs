//! Columns and rows that are derived by name: change, share, index, rank, running total, moving average, and the difference
//! of two rows of each group. Expected figures were reckoned by hand.

use ibid::cli::tables::{TableQuery, Wrong, table};
use ibid::sheet::held::Held;
use ibid::sheet::{Kind, Value};
use proptest::prelude::*;

use crate::sheet::made::{document, read};

/// Trade of two lands, and a year without a figure.
const TRADE: &str = "Table 3. Trade
\t1801\t1802\t1802 as % of 1801
Arland\t\t\t
Exports\t1 200.5\t900.0\t75.0
Imports\t200.0\t1 950.5\t975.3
Beria\t\t\t
Exports\t400.0\tn.a.\t..
Imports\t100.0\t50.0\t50.0
";
/// A row for each year.
const YEARS: &str = "year\tships\n1801\t100\n1802\t150\n1803\t150\n1804\t..\n1805\t75\n";

#[track_caller]
fn csv(source: &str, derive: &[&str], query: TableQuery) -> String {
    let derive = derive.iter().map(|&typed| typed.to_owned()).collect();
    let mut out = Vec::new();
    let query = TableQuery { derive, format: query.format.or_else(|| some("csv")), width: 100, ..query };
    table(&document(source), &query, &mut out).unwrap_or_else(|wrong| panic!("{wrong}"));
    String::from_utf8(out).unwrap()
}

/// The cells of a derived column, from top to bottom.
#[track_caller]
fn cells(source: &str, formula: &str) -> Vec<String> {
    let printed = csv(source, &[&format!("x = {formula}")], TableQuery { columns: some("x"), ..TableQuery::default() });
    printed.lines().skip(1).map(|line| line.rsplit(',').next().unwrap_or("").to_owned()).collect()
}

fn wrong(source: &str, typed: &str) -> String {
    let query = TableQuery { derive: vec![typed.to_owned()], ..TableQuery::default() };
    match table(&document(source), &query, &mut Vec::new()).unwrap_err() {
        Wrong::Usage(why) => why.split_once(": ").map_or(why.clone(), |(_, why)| why.to_owned()),
        other => panic!("{other}"),
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn changes_and_percent_changes_take_two_columns() {
    assert_eq!(cells(TRADE, "change(1801, 1802)"), ["-300.5", "1750.5", "", "-50.0"]);
    assert_eq!(cells(TRADE, "percent change([1801], [1802])"), ["-25.0", "875.2", "", "-50.0"]);
    assert_eq!(cells(TRADE, "Percent  Change(1801, [1802] + 0) / 2"), ["-12.52", "437.62", "", "-25.00"]);
}

#[test]
fn shares_are_of_the_whole_or_of_the_group() {
    assert_eq!(cells(TRADE, "share(1801)"), ["63.2", "10.5", "21.0", "5.3"]);
    assert_eq!(cells(TRADE, "share([1801], group)"), ["85.7", "14.3", "80.0", "20.0"]);
    assert_eq!(cells(TRADE, "share([1801], row)"), ["75.0", "66.7", "25.0", "33.3"]);
    assert_eq!(cells("land\tn\na\t30\nb\t70\nTotal\t100\n", "share(n)"), ["30.0", "70.0", ""], "a total has no share beside its parts");
}

#[test]
fn an_index_is_of_the_first_row_another_column_or_a_named_row() {
    assert_eq!(cells(YEARS, "index(ships)"), ["100.0", "150.0", "150.0", "", "75.0"]);
    assert_eq!(cells(YEARS, "index([ships], 1805)"), ["133.3", "200.0", "200.0", "", "100.0"]);
    assert_eq!(cells(TRADE, "index([1802], 1801)"), ["75.0", "975.2", "", "50.0"]);
    assert_eq!(cells(TRADE, "index(1801, Exports, group)"), ["100.0", "16.7", "100.0", "25.0"]);
    assert_eq!(cells(TRADE, "index(1801, group)"), ["100.0", "16.7", "100.0", "25.0"]);
    assert_eq!(cells(TRADE, "index(1802, group)"), ["100.0", "216.7", "", ""], "nothing is 100 where the first is missing");
}

#[test]
fn ties_share_a_rank() {
    assert_eq!(cells(YEARS, "rank(ships)"), ["3", "1", "1", "", "4"]);
    assert_eq!(cells(TRADE, "rank(1801, group)"), ["1", "2", "1", "2"]);
}

#[test]
fn running_totals_and_moving_averages_stop_at_what_is_missing() {
    assert_eq!(cells(YEARS, "running(ships)"), ["100", "250", "400", "", ""]);
    assert_eq!(cells(TRADE, "running(1801, group)"), ["1200.5", "1400.5", "400.0", "500.0"]);
    assert_eq!(cells(YEARS, "average(ships, 2)"), ["", "125.0", "150.0", "", ""]);
    assert_eq!(cells(TRADE, "average(1801, 2, group)"), ["", "700.25", "", "250.00"]);
}

#[test]
fn sums_down_the_rows_leave_totals_out_and_say_so() {
    let text = csv("land\tn\na\t30\nb\t70\nTotal\t100\n", &["x = n / sum(n) * 100"], TableQuery { format: some("text"), ..TableQuery::default() });
    assert!(text.ends_with("\nx = n / sum(n) * 100 (1 total left out)\n"), "{text}");
    assert!(text.contains("a       30   30.0\n"), "{text}");
}

#[test]
fn what_is_asked_wrongly_is_said() {
    assert_eq!(wrong(TRADE, "x = change(1801)"), "change takes two columns, as change(1991, 1996) (at byte 2 of the formula)");
    assert_eq!(wrong(TRADE, "x = average(1801)"), "average takes a column and a number of rows, as average(1996, 3) (at byte 2 of the formula)");
    assert_eq!(wrong(YEARS, "x = share(ships, group)"), "the table has no groups (at byte 2 of the formula)");
    assert_eq!(wrong(YEARS, "x = index(ships, 1777)"), "no column and no row is named 1777 (at byte 2 of the formula)");
    assert_eq!(wrong(TRADE, "x = rank(1801, group, 3)"), "too much in the brackets of rank (at byte 2 of the formula)");
    assert!(wrong(TRADE, "x = [Exports] / [1801]").starts_with("Exports is a row, not a column; a formula is of rows alone or of columns alone"));
    assert_eq!(wrong(TRADE, "Exports = [Exports] - [Imports]"), "there is a row Exports already");
    assert_eq!(wrong("\tn\na\t1\nb\t2\na\t3\n", "x = [a] - [b]"), "several rows are named a");
    assert_eq!(wrong("\tn\tm\nA\t\t\na\t1\t2\nB\t\t\nb\t2\t2\n", "x = [a] - [b]"), "no group has a and b together");
}

#[test]
fn a_balance_stands_under_each_group_and_is_set_as_its_columns_are() {
    let text = csv(TRADE, &["Balance = [Exports] - [Imports]"], TableQuery { format: some("text"), ..TableQuery::default() });
    let expected = "Table 3. Trade

                               1802
                               as %
                                 of
              1801      1802   1801
Arland
  Exports  1 200.5     900.0   75.0
  Imports    200.0   1 950.5  975.3
  Balance  1 000.5  -1 050.5
Beria
  Exports    400.0    n.a.     ..
  Imports    100.0      50.0   50.0
  Balance    300.0

Balance = [Exports] - [Imports]
";
    assert_eq!(text, expected);
    let sorted = csv(TRADE, &["Balance = [Exports] - [Imports]"], TableQuery { sort: some("1802"), columns: some("row,1802"), ..TableQuery::default() });
    assert_eq!(
        sorted,
        "group,,1802\nArland,Balance,-1050.5\nBeria,Imports,50.0\nArland,Exports,900.0\nArland,Imports,1950.5\nBeria,Exports,\nBeria,Balance,\n"
    );
    let chosen = csv(TRADE, &["Balance = [Exports] - [Imports]"], TableQuery { filters: vec!["row = Balance".to_owned()], ..TableQuery::default() });
    assert_eq!(chosen, "group,,1801,1802,1802 as % of 1801\nArland,Balance,1000.5,-1050.5,\nBeria,Balance,300.0,,\n");
    let within = TableQuery { sort: some("1801:desc"), keep_groups: true, columns: some("row,1801"), ..TableQuery::default() };
    let within = csv(TRADE, &["Balance = [Exports] - [Imports]"], within);
    assert_eq!(
        within,
        "group,,1801\nArland,Exports,1200.5\nArland,Balance,1000.5\nArland,Imports,200.0\nBeria,Exports,400.0\nBeria,Balance,300.0\nBeria,Imports,100.0\n"
    );
    let sums = csv(TRADE, &["Balance = [Exports] - [Imports]"], TableQuery { group: some("group"), columns: some("group,1801"), ..TableQuery::default() });
    assert_eq!(sums, "group,1801\nArland,1400.5\nBeria,500.0\n", "what was reckoned is no part of a sum");
}

#[test]
fn rows_and_columns_are_derived_one_behind_the_other() {
    let out = csv(TRADE, &["Balance = [Exports] - [Imports]", "rise = change(1801, 1802)"], TableQuery { columns: some("row,rise"), ..TableQuery::default() });
    assert_eq!(out, "group,,rise\nArland,Exports,-300.5\nArland,Imports,1750.5\nArland,Balance,-2051.0\nBeria,Exports,\nBeria,Imports,-50.0\nBeria,Balance,\n");
    let out = csv("\tn\nin\t12.50\nout\t7.25\n", &["left = [in] - [out]"], TableQuery::default());
    assert_eq!(out, ",n\nin,12.50\nout,7.25\nleft,5.25\n");
}

#[test]
fn percents_are_kinds_of_their_own_and_derived_rows_are_marked() {
    let document = document(TRADE);
    let (table, text, _) = read(&document);
    let held = Held::new(table, text).derived("p = percent change(1801, 1802)").unwrap().derived("Net = [Exports] - [Imports]").unwrap();
    assert_eq!(held.sheet.columns[4].kind, Kind::Percent);
    assert_eq!(held.sheet.derived, [4, 8]);
    assert_eq!(held.sheet.group(8).map(|group| group.name.as_str()), Some("Beria"));
    assert_eq!(held.printed(8, 0), "Net");
    assert_eq!(held.sheet.value(4, 2), &Value::Number(-1050.5), "as exact as its decimals");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_derived_changes_no_printed_cell_and_a_balance_with_its_subtrahend_is_the_minuend(
        groups in prop::collection::vec((prop::collection::vec((0..3u8, -90_000..90_000i32, prop::option::of(0..999_999u32)), 0..5), any::<bool>()), 1..6),
    ) {
        let figure = |n: i32| format!("{}.{}", n / 10, n.abs() % 10);
        let mut source = "\tn\tm\n".to_owned();
        for (at, (rows, has_both)) in groups.iter().enumerate() {
            source.push_str(&format!("G{at}\t\t\n"));
            if *has_both {
                source.push_str(&format!("in\t{}\t{}\nout\t{}\t7\n", figure(at as i32 * 7 + 3), at * 1000, figure(-55)));
            }
            for (row, (_, n, m)) in rows.iter().enumerate() {
                source.push_str(&format!("r{row}\t{}\t{}\n", figure(*n), m.map_or("n.a.".to_owned(), |m| m.to_string())));
            }
            source.push_str("last\t1.0\t1\n");
        }
        let document = document(&source);
        let (table, text, _) = read(&document);
        let before = Held::new(table, text);
        let formulas = ["x = share(n, group)", "y = running([m]) - rank(n)", "z = average(n, 2)", "Net = [in] - [out]"];
        let Ok(after) = formulas.iter().try_fold(before.clone(), |held, typed| held.derived(typed)) else {
            prop_assert!(groups.iter().all(|(_, has_both)| !has_both));
            return Ok(());
        };
        let printed = |held: &Held| -> Vec<String> {
            let rows = held.sheet.rows.iter().filter(|&&row| !held.sheet.is_derived(row));
            let cell = |row: u32, column: usize| format!("{:?} {}", held.sheet.group(row).map(|group| group.name.clone()), held.printed(row, column));
            rows.flat_map(|&row| (0..3).map(move |column| (row, column))).map(|(row, column)| cell(row, column)).collect()
        };
        prop_assert_eq!(printed(&before), printed(&after));
        prop_assert!(after.text.as_str().starts_with(before.text.as_str()));
        prop_assert_eq!(after.sheet.derived.len(), groups.iter().filter(|(_, has_both)| *has_both).count());
        for &row in &after.sheet.derived {
            let named = |name: &str| after.sheet.rows.iter().copied().find(|&other| after.sheet.group(other) == after.sheet.group(row) && after.printed(other, 0) == name);
            for column in 1..3 {
                let value = |row: Option<u32>| match row.map(|row| after.sheet.value(row, column)) {
                    Some(Value::Number(value)) => *value,
                    other => panic!("{other:?}"),
                };
                prop_assert!((value(Some(row)) + value(named("out")) - value(named("in"))).abs() < 1e-9);
            }
        }
    }
}
