//! Printed figures held against those that they were reckoned from. All figures are invented, and their sums and percents
//! were reckoned by hand.

use ibid::sheet::agree::Agreements;

use crate::sheet::made::{document, read};

/// What does not agree, as row, column and what the figures give; and how many do.
#[track_caller]
fn found(source: &str) -> (Vec<(String, String, f64)>, usize) {
    let document = document(source);
    let (table, text, sheet) = read(&document);
    let agreements = Agreements::of(table, text, &sheet);
    let wrong = agreements.disagreements().map(|(row, column, found)| {
        (sheet.row_name(table, text, sheet.rows[row]), sheet.columns[column].name.clone(), (found.computed * 100.0).round() / 100.0)
    });
    (wrong.collect(), agreements.agreeing())
}

#[track_caller]
fn names(source: &str, row: &str, column: &str, computed: f64) {
    assert_eq!(found(source).0, [(row.to_owned(), column.to_owned(), computed)], "{source}");
}

const PERCENTS: &str = "\t1996\t1991\t1996 as % of 1991\na\t30.0\t120.0\t25.0\nb\t10.0\t30.0\t33.3\nc\t20.0\t30.0\t66.7\nd\t0.3\t0.7\t45.0\n";

#[test]
fn what_rounding_can_explain_agrees() {
    assert_eq!(found(PERCENTS), (Vec::new(), 4), "0.3 of 0.7 may be 45.0, as both were rounded");
}

#[test]
fn a_percent_that_nothing_explains_is_named_by_its_row() {
    names(&PERCENTS.replace("33.3", "43.3"), "b", "1996 as % of 1991", 33.33);
}

#[test]
fn a_column_whose_name_is_not_borne_out_is_not_judged() {
    let other = PERCENTS.replace("25.0", "65.0").replace("33.3", "73.3").replace("66.7", "96.7").replace("45.0", "85.0");
    assert_eq!(found(&other), (Vec::new(), 0));
}

#[test]
fn a_cell_says_what_its_figures_give() {
    let document = document(&PERCENTS.replace("25.0", "52.0"));
    let (table, text, sheet) = read(&document);
    let agreements = Agreements::of(table, text, &sheet);
    let words = |row| agreements.at(row, 3).map(|found| found.words());
    assert_eq!(words(1).as_deref(), Some("printed 33.3, figures give 33.333: agrees (1996 / 1991)"));
    assert_eq!(words(0).as_deref(), Some("printed 52.0, figures give 25.000: does not agree (1996 / 1991)"));
    assert_eq!(agreements.at(0, 1), None, "nothing is said of a figure that was not reckoned");
}

/// Two groups with totals of their own and one of all; the last column is no sum but a mean.
const SHIPS: &str = "\tSail\tSteam\tMen\tMen a ship
North\t\t\t\t
Norrham\t1 210\t305\t9 100\t6.0
Ostby\t820\t112\t4 060\t4.4
Total\t2 030\t417\t13 160\t5.4
South\t\t\t\t
Wick\t455\t208\t3 310\t5.0
Harrow\t1 001\t97\t5 490\t5.0
Total\t1 456\t305\t8 800\t5.0
All ports\t3 486\t722\t21 960\t5.2
";

#[test]
fn totals_are_held_against_their_rows() {
    assert_eq!(found(SHIPS), (Vec::new(), 9), "nine sums, and no mean is taken for one");
    names(&SHIPS.replace("\t13 160\t", "\t13 610\t"), "North / Total", "Men", 13160.0);
    names(&SHIPS.replace("\t722\t", "\t772\t"), "All ports", "Steam", 722.0);
    let missing = SHIPS.replace("Ostby\t820", "Ostby\t..").replace("Total\t2 030", "Total\t9 999");
    assert_eq!(found(&missing).0, [], "what is missing may be anything");
}

#[test]
fn a_grand_total_is_held_against_all_rows() {
    let ships = "\t1801\t1802\nNorth\t\t\nNorrham\t120\t80\nOstby\t4\t12\nTotal\t124\t92\nSouth\t\t\nWick\t7\t11\nHarrow\t8\t13\nTotal\t15\t24\nGrand total\t139\t116\n";
    assert_eq!(found(ships), (Vec::new(), 6));
    names(&ships.replace("\t116", "\t611"), "Grand total", "1802", 116.0);
}

#[test]
fn sums_of_rounded_figures_may_be_off_in_the_last_digit() {
    let rounded = "\tA\tB\tC\nx\t10.4\t20.3\t41.3\ny\t30.4\t11.2\t17.1\nz\t20.4\t15.1\t11.4\nTotal\t61.3\t46.6\t69.8\n";
    assert_eq!(found(rounded), (Vec::new(), 3));
    names(&rounded.replace("61.3", "61.6"), "Total", "A", 61.2);
}

#[test]
fn one_total_that_is_wrong_in_all_columns_is_a_total_of_something_else() {
    assert_eq!(found("\tA\tB\nx\t100\t220\ny\t300\t410\nTotal\t950\t880\n"), (Vec::new(), 0));
    assert_eq!(found("\tA\nx\t100\ny\t300\nTotal\t950\n"), (Vec::new(), 0));
}

#[test]
fn shares_are_held_against_the_printed_total() {
    let shares = "\ttons\tshare, %\nx\t100\t25.0\ny\t260\t65.0\nz\t40\t10.0\nTotal\t400\t100.0\n";
    assert_eq!(found(shares), (Vec::new(), 5), "four shares and a sum");
    names(&shares.replace("65.0", "56.0"), "y", "share, %", 65.0);
    let grouped = "\ttons\t% of total\nNorth\t\t\nx\t100\t25.0\ny\t300\t75.0\nSouth\t\t\nx\t10\t20.0\ny\t40\t80.0\n";
    assert_eq!(found(grouped), (Vec::new(), 4), "of the group, where that is meant");
    let across = "\tSail\tSteam\tTotal\tshare of sail\nx\t30\t70\t100\t30\ny\t10\t30\t40\t25\nz\t66\t22\t88\t75\n";
    assert_eq!(found(across), (Vec::new(), 3 + 3), "sums of rows, and what is left of the total is tried too");
}

#[test]
fn changes_are_held_against_two_columns_or_the_row_above() {
    let between = "\t1801\t1811\tchange, %\nx\t200\t250\t+25%\ny\t80\t60\t-25%\nz\t120\t126\t5%\nw\t50\t75\t50%\n";
    assert_eq!(found(between), (Vec::new(), 4));
    names(&between.replace("-25%", "-52%"), "y", "change, %", -25.0);
    let named = "\tShips, 1801\tShips, 1811\tMen\tChange in ships, 1801-1811\nx\t200\t250\t4\t50\ny\t80\t60\t5\t-20\nz\t120\t126\t3\t6\nw\t50\t75\t8\t25\n";
    assert_eq!(found(named), (Vec::new(), 4));
    names(&named.replace("-20", "-30"), "y", "Change in ships, 1801-1811", -20.0);
    let growth = "year\tships\tgrowth\n1801\t100\t..\n1802\t110\t10.0\n1803\t121\t10.0\n1804\t60.5\t-50.0\n1805\t66.6\t10.1\n";
    assert_eq!(found(growth).0, []);
    assert_eq!(found(growth).1, 4);
}

#[test]
fn what_is_about_right_is_not_judged() {
    assert_eq!(found(&PERCENTS.replace("25.0", "~52.0")), (Vec::new(), 3));
}
