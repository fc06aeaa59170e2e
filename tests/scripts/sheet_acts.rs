//! What an act in a sheet leaves behind: marks, widths and places belong to the rows and columns they were made for, also when
//! the table was made anew; what is said of an act can be read; nothing on a card or in a line is cut without a sign.

use super::{Not, On, Somewhere, check};
use crate::screens::made::{BUNDLED, Screen};

/// As many columns of figures as rows: turned over, it has the same shape.
const SQUARE: &str = "Table 1. Squares\n\twide\tb\nA\t1 234 567.0\t2\nB\t3\t4\n";
/// Figures that can be meant in two ways.
const DOUBTFUL: &str = "Table 1. Doubts\n\tload\tshare\nA\t1.234\t10\nB\t5.678\t20\nC\t9.012\t30\n";

fn lines(document: &str, columns: u16, rows: u16, keys: &str) -> Vec<String> {
    let mut lines = Screen::new(columns, rows, document).keys(keys).lines();
    lines.pop();
    lines
}

#[test]
fn marks_are_of_the_rows_that_were_marked() {
    check(BUNDLED, 100, 30, "t Space R l o n g Enter", &[On(-1, "long: 60 rows"), Not("marked")]);
    check(BUNDLED, 100, 30, "t Space R l o n g Enter u", &[On(-1, "1 marked")]);
    check(BUNDLED, 100, 30, "t Space R l o n g Enter U", &[On(-1, "1 marked")]);
    check(BUNDLED, 100, 30, "t Space R l o n g Enter Space Space u j", &[On(-1, "1 marked")]);
    check(BUNDLED, 100, 30, "t Space Space m", &[Somewhere("only rows with a mark")]);
}

#[test]
fn a_column_made_narrow_is_that_one_alone() {
    check(BUNDLED, 140, 30, "t $ w", &[Somewhere("1996 as %…")]);
    check(BUNDLED, 140, 30, "t $ w R s t a t s Enter", &[Somewhere("Tajikistan / Imports"), Somewhere("1996 as % of 1991")]);
    check(BUNDLED, 140, 30, "t $ w R s t a t s Enter u", &[Somewhere("1996 as %…")]);
}

#[test]
fn a_table_of_the_same_shape_is_measured_anew() {
    let turned = lines(SQUARE, 80, 16, "t R t r a n s p o s e Enter");
    let row = |name: &str| turned.iter().find(|line| line.trim_start().starts_with(name)).map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    assert_eq!(row("wide").as_deref(), Some("wide 1 234 567.0 3"), "{turned:?}");
    assert_eq!(row("b").as_deref(), Some("b 2 4"), "{turned:?}");
    assert_eq!(lines(SQUARE, 80, 16, "t R t r a n s p o s e Enter u"), lines(SQUARE, 80, 16, "t"));
}

#[test]
fn a_column_is_read_otherwise_where_that_makes_figures_of_it() {
    check(DOUBTFUL, 80, 16, "t l #", &[On(-1, "load is read as 1.234,5")]);
    assert_eq!(lines(DOUBTFUL, 80, 16, "t l # u"), lines(DOUBTFUL, 80, 16, "t l"), "also the places of the decimals are as before");
    check(DOUBTFUL, 80, 16, "t l l #", &[On(-1, "share can be read in one way alone")]);
    check(BUNDLED, 100, 30, "t $ #", &[On(-1, "1996 as % of 1991 can be read in one way alone: as 1.234,5 it would be words")]);
}

#[test]
fn how_rows_are_sorted_can_be_taken_back_before_they_are() {
    check(BUNDLED, 100, 30, "t g u", &[On(-1, "undone: choosing how s sorts")]);
    check(BUNDLED, 100, 30, "t l g u s", &[On(-1, "sorted by 1991, ascending"), Not("within groups")]);
}

#[test]
fn what_was_not_typed_is_asked_for() {
    check(BUNDLED, 100, 30, "t R p i v o t Enter", &[Somewhere("say the column that names columns and the one that fills them"), Not("no column ;")]);
    check(BUNDLED, 100, 30, "t R g r o u p Enter", &[Somewhere("taken together by which column?")]);
    check(BUNDLED, 100, 30, "t / z z z Enter", &[On(-1, "none of 10 rows")]);
}

#[test]
fn the_sign_of_a_sort_stands_at_its_column() {
    // In a window in which the last column ends where the room ends.
    for columns in 40..100 {
        let lines = lines(BUNDLED, columns, 20, "t $ s");
        let head = lines.iter().find(|line| line.contains('▲')).unwrap_or_else(|| panic!("no sign at {columns}: {lines:?}"));
        assert!(!head.contains("1996▲"), "{columns}: {head}");
    }
}

#[test]
fn a_card_shows_long_words_and_names_whole() {
    let (name, word) = ("share of all that was ever counted in the north", "abcdefghijklmnopqrstuvwxyz".repeat(3));
    let source = format!("Table 1. Long\n\t{name}\twords\nA\t1\t{word}\nB\t2\tx\n");
    let shown = lines(&source, 60, 20, "t Enter").join("\n");
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    assert!(!shown.contains('…'), "{shown}");
    let column = shown.lines().find_map(|line| line.find("abc")).expect("the words");
    let part = |from: usize, to: usize| shown.lines().filter_map(|line| line.get(from..to.min(line.len()))).collect::<String>();
    let (left, right) = (part(0, column), part(column, usize::MAX));
    assert!(letters(&left).contains(&letters(name)), "{shown}");
    assert!(letters(&right).contains(&word), "{shown}");
}

#[test]
fn no_figure_is_broken_at_the_end_of_a_line() {
    for columns in 40..120 {
        let shown = Screen::new(columns, 30, BUNDLED).keys("t l a").lines();
        for figure in ["42 285.7", "1 927.95", "11 820.0", "1 062.0"] {
            assert!(shown[20..].iter().any(|line| line.contains(figure)), "{figure} at {columns}: {shown:?}");
        }
    }
}

#[test]
fn totals_are_no_part_of_what_is_reckoned_in_a_sheet() {
    const PORTS: &str = "Table 1. Ports\n\tSail\tSteam\nNorrham\t1 210\t305\nOstby\t820\t112\nTotal\t2 030\t417\n";
    check(PORTS, 100, 30, "t l a", &[Somewhere("count 2, missing 0, sum 2 030, mean 1 015.0"), Somewhere("1 210 (Norrham)"), Somewhere("without 1 total")]);
    check(PORTS, 100, 30, "t l j j Space a", &[Somewhere("1 marked (number): count 1, missing 0, sum 2 030"), Not("without")]);
    check(PORTS, 120, 30, "t R s t a t s Enter", &[Somewhere("Left out of the reckoning: 1 total."), Somewhere("1015.0"), Not("4060")]);
    let by_row = "t R g r o u p Space r o w : c o u n t Enter";
    check(PORTS, 120, 30, by_row, &[On(-1, "2 rows"), Somewhere("Left out of the reckoning: 1 total.")]);
}
