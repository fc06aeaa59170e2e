//! What keys do in a sheet: rows chosen and marked, columns arranged, what is typed over it, the row as a card, what is
//! copied and written. The figures are those of the table of the bundled document, read off its print.

use super::{Not, On, Somewhere, check};
use crate::folder::Folder;
use crate::screens::made::{BUNDLED, Screen};

/// Words as the keys that type them.
fn typed(words: &str) -> String {
    words.chars().map(|c| if c == ' ' { "Space".to_owned() } else { c.to_string() }).collect::<Vec<_>>().join(" ")
}

#[test]
fn rows_are_kept_by_a_condition_and_come_back() {
    let filter = |words: &str| format!("t / {} Enter", typed(words));
    check(
        BUNDLED,
        100,
        30,
        &filter("1996 > 1000"),
        &[Somewhere("only rows with 1996 > 1000"), Somewhere("3 025.7"), Not("Tajikistan"), On(-1, "3 of 10 rows")],
    );
    check(BUNDLED, 100, 30, &format!("{} j", filter("1996 > 1000")), &[On(-1, "row 2 of 3 (of 10)")]);
    check(BUNDLED, 100, 30, &format!("{} u", filter("1996 > 1000")), &[Not("only rows"), Somewhere("Tajikistan"), On(-1, "undone: choosing rows")]);
    check(BUNDLED, 100, 30, &filter("uzbek"), &[Somewhere("Uzbekistan"), Not("Kazakhstan"), On(-1, "2 of 10 rows: uzbek")]);
    // What is no condition stays in the line, and what is wrong with it stands above.
    let wrong = filter("1996 > many");
    check(BUNDLED, 100, 30, &wrong, &[On(-1, "only rows with: 1996 > many"), On(-2, "many is no figure, and 1996 holds figures")]);
    check(BUNDLED, 100, 30, &format!("{wrong} Ctrl-W 9 0 0 Enter"), &[On(-1, "3 of 10 rows: 1996 > 900")]);
    check(BUNDLED, 100, 30, &format!("{wrong} Esc"), &[Not("only rows"), On(-1, "row 1 of 10")]);
    check(BUNDLED, 100, 30, "t j .", &[On(-1, "5 of 10 rows: row = Imports"), Not("Exports")]);
    check(BUNDLED, 100, 30, "t u", &[On(-1, "nothing to undo")]);
}

#[test]
fn marked_rows_are_counted_kept_and_copied() {
    check(BUNDLED, 100, 30, "t Space Space", &[On(-1, "2 marked, row 3 of 10")]);
    check(BUNDLED, 100, 30, "t Space Space m", &[On(-1, "2 of 10 rows: a mark"), Not("Kyrgyzstan")]);
    check(BUNDLED, 100, 30, "t Space M j", &[Not("marked")]);
    check(BUNDLED, 100, 30, "t m", &[On(-1, "no row is marked; Space marks one")]);
    let copied = |keys: &str| Screen::new(100, 30, BUNDLED).keys(keys).app.copied().map(str::to_owned);
    assert_eq!(copied("t l y").as_deref(), Some("11 820.0"), "a cell as printed");
    assert_eq!(copied("t 2 l Space Space X").as_deref(), Some("1992\n6 265.0\n4 131.4"), "the column, of the marked rows");
    let markdown = copied("t Space : c o p y - m a r k d o w n Enter").unwrap_or_default();
    assert!(markdown.contains("| **Kazakhstan** |") && markdown.contains("| Exports | 11 820.0 |"), "{markdown}");
    let rows = copied("t Space j Space Y").unwrap_or_default();
    let rows: Vec<&str> = rows.lines().collect();
    assert_eq!(rows[0], "group\t\t1991\t1992\t1993\t1994\t1995\t1996\t1996 as % of 1991");
    assert_eq!(rows[1], "Kazakhstan\tExports\t11820.0\t6265.0\t2924.0\t2198.4\t2586.0\t2552.4\t21.6");
    assert_eq!(rows[2], "Kyrgyzstan\tExports\t1700.0\t518.7\t255.0\t103.9\t104.7\t153.2\t9.0");
    assert_eq!(rows.len(), 3);
}

#[test]
fn several_keys_sort_and_are_numbered() {
    check(BUNDLED, 100, 30, "t s l S S", &[On(-1, "sorted by row, ascending, then 1991, descending"), Somewhere("1991▼2"), On(6, "11 820.0")]);
    check(BUNDLED, 100, 30, "t l s g G", &[On(-1, "sorted by 1991, ascending, within groups, these by their sum"), On(6, "Tajikistan")]);
    check(BUNDLED, 100, 30, "t l s g G G G", &[On(-1, "these by name"), On(6, "Kazakhstan")]);
}

#[test]
fn columns_are_hidden_moved_held_and_found() {
    check(BUNDLED, 100, 30, "t l -", &[Not("11 820.0"), On(-1, "1991 is hidden; + shows all columns")]);
    check(BUNDLED, 100, 30, "t l - +", &[Somewhere("11 820.0")]);
    check(BUNDLED, 100, 30, "t l >", &[Somewhere("1992      1991")]);
    check(BUNDLED, 100, 30, "t l > u", &[Somewhere("1991     1992")]);
    check(BUNDLED, 40, 10, "t l | $", &[Somewhere("1991"), Not("1992"), Somewhere("as % of"), Somewhere("◂")]);
    let find = format!("t C {} Enter s", typed("as of"));
    check(BUNDLED, 100, 30, &find, &[On(-1, "sorted by 1996 as % of 1991, ascending")]);
    check(BUNDLED, 100, 30, &format!("t l - C {} Enter s", typed("1991")), &[On(-1, "sorted by 1991, ascending")]);
    check(BUNDLED, 100, 30, "t C z z Enter", &[On(-2, "no column zz; columns are row, 1991")]);
    check(BUNDLED, 100, 30, "t l w", &[On(-1, "as wide as its cells")]);
}

#[test]
fn words_are_found_in_cells() {
    check(BUNDLED, 100, 30, &format!("t f {} Enter", typed("3 025")), &[On(-1, "row 2 of 10")]);
    check(BUNDLED, 100, 30, "t f i m p o r t s Enter n n", &[On(-1, "row 6 of 10")]);
    check(BUNDLED, 100, 30, "t f i m p o r t s Enter N", &[On(-1, "from the end again")]);
    check(BUNDLED, 100, 30, "t f z z Enter", &[On(-1, "zz stands in no cell")]);
}

#[test]
fn a_column_is_derived_and_sorts() {
    let derive = format!("t = {} Enter", typed("change = [1996] - [1991]"));
    // 2 552.4 - 11 820.0
    check(BUNDLED, 120, 30, &derive, &[Somewhere("=  change"), Somewhere("-9 267.6"), Somewhere("change = [1996] - [1991]")]);
    check(BUNDLED, 120, 30, &format!("{derive} s s"), &[On(6, "-974.0"), On(6, "Tajikistan")]);
    check(BUNDLED, 120, 30, &format!("{derive} u"), &[Not("change")]);
    check(BUNDLED, 120, 30, &format!("t = {} Enter", typed("change")), &[On(-2, "cannot derive change: no name")]);
}

#[test]
fn one_act_gives_a_balance_in_every_group() {
    let balance = format!("t = {} Enter", typed("Balance = [Exports] - [Imports]"));
    // Kazakhstan in 1996: 2 552.4 - 3 025.7.
    check(BUNDLED, 100, 40, &balance, &[Somewhere("Balance   5 553.2"), Somewhere("-473.3"), Somewhere("Balance = [Exports] - [Imports]")]);
    check(BUNDLED, 100, 40, &format!("{balance} / {} Enter", typed("row = Balance")), &[On(-1, "5 of 15 rows: row = Balance"), Not("Exports  ")]);
    check(BUNDLED, 40, 12, &balance, &[Somewhere("11 820.0"), Somewhere("5 553.2")]);
    check(BUNDLED, 100, 40, &format!("{balance} u"), &[Not("-473.3"), On(-1, "undone: deriving")]);
}

#[test]
fn the_cursor_says_whether_a_printed_percent_agrees() {
    check(BUNDLED, 100, 30, "t $", &[On(-1, "printed 21.6, figures give 21.594: agrees (1996 / 1991)")]);
    let bundled = include_str!("../../assets/russia-central-asia.txt");
    let changed = bundled.replace("48.3", "84.3");
    assert_ne!(changed, bundled);
    check(&changed, 100, 30, "t $ j", &[Somewhere("84.3≠"), On(-1, "printed 84.3, figures give 48.281: does not agree (1996 / 1991)")]);
}

#[test]
fn what_is_no_figure_is_marked_and_kept_and_a_column_is_read_otherwise() {
    let table = "A\n\nTable 1. Wool\n\ttons\tsacks\nAlder\t1.234\t5\nBirch\t5.678\tmany\nCedar\t2.500\t7\nDogwood\t3.250\t8\n\nIt rose.\n";
    check(table, 80, 24, "t l", &[On(-1, "tons: may be read in two ways, is read as")]);
    check(table, 80, 24, "t l #", &[On(-1, "tons is read as 1.234,5")]);
    check(table, 80, 24, "t l l", &[On(-1, "sacks: 1 of 4 not figures; ! keeps them"), Somewhere("sacks?")]);
    check(table, 80, 24, "t l l !", &[On(-1, "1 of 4 rows: no figure in sacks"), Somewhere("many"), Not("Alder")]);
    check(table, 80, 24, "t l !", &[On(-1, "every cell of tons is of its kind")]);
}

#[test]
fn figures_are_shown_in_thousands_and_as_printed_again() {
    let thousands = format!("t l D {} Enter", typed("thousands, 2 decimals"));
    check(BUNDLED, 100, 30, &thousands, &[Somewhere("11.82"), Somewhere("6 265.0"), On(-1, "1991 is shown as thousands, 2 decimals")]);
    check(BUNDLED, 100, 30, &format!("{thousands} u"), &[Somewhere("11 820.0"), Not("11.82")]);
    check(BUNDLED, 100, 30, &format!("t l D {} Enter", typed("wide")), &[Somewhere("wide says nothing of figures")]);
}

#[test]
fn a_table_is_made_long_and_all_its_figures_sort() {
    let long = "t R l o n g Enter";
    check(BUNDLED, 100, 30, long, &[On(-1, "long: 60 rows, 5 columns; u goes back"), Somewhere("Table 8.1")]);
    let sorted = format!("{long} 3 l s s");
    check(BUNDLED, 100, 30, &sorted, &[On(6, "Kazakhstan"), On(6, "11 820.0"), On(7, "7 820.0"), On(8, "6 903.0"), On(8, "Imports")]);
    check(BUNDLED, 100, 30, &format!("{sorted} U"), &[Somewhere("1996 as % of 1991"), On(-1, "as printed")]);
    check(BUNDLED, 100, 30, "t R w i d e Enter", &[Somewhere("it can be made long, transpose")]);
}

#[test]
fn a_column_is_summed_up_in_the_status_line() {
    // 11 820.0 + 6 266.8 + 1 700.0 + 1 328.0 + 1 785.0 + 1 062.0 + 1 530.0 + 2 070.9 + 7 820.0 + 6 903.0
    let said = [
        Somewhere("1991 (number, current US $m): count 10, missing 0, sum 42 285.7, mean 4 228.57, median 1 927.95"),
        Somewhere("max 11 820.0 (Kazakhstan / Exports)"),
    ];
    check(BUNDLED, 100, 30, "t l a", &said);
    check(BUNDLED, 100, 30, "t l Space Space a", &[Somewhere("1991, 2 marked (number, current US $m): count 2, missing 0, sum 18 086.8")]);
    check(BUNDLED, 100, 30, "t a", &[On(-1, "row (text): count 10, missing 0")]);
}

#[test]
fn rows_are_drawn_as_small_lines() {
    check(BUNDLED, 120, 30, "t ~", &[Somewhere("█▄▂▁▁▁"), On(-1, "on a scale of its own, 1991 to 1996")]);
    check(BUNDLED, 120, 30, "t ~ ~", &[Somewhere("▂▁▁▁▁▁"), Not("█▃▂"), On(-1, "all on one scale")]);
    check(BUNDLED, 120, 30, "t ~ ~ ~", &[Not("█"), On(-1, "no lines")]);
}

#[test]
fn a_row_opens_as_a_card() {
    check(BUNDLED, 80, 24, "t Enter", &[On(2, "Kazakhstan / Exports"), Somewhere("11 820.0"), Somewhere("1996 as % of 1991  21.6"), On(-1, "row 1 of 10")]);
    check(BUNDLED, 80, 24, "t Enter n n", &[On(2, "Kyrgyzstan / Exports"), On(-1, "row 3 of 10")]);
    check(BUNDLED, 80, 24, "t l s s Enter n", &[On(2, "Uzbekistan / Exports")]);
    check(BUNDLED, 80, 24, "t Enter Enter", &[Somewhere("Table 8.1"), On(-1, "row 1 of 10")]);
}

#[test]
fn a_table_is_written_to_a_file_and_never_over_one() {
    let folder = Folder::new();
    let path = folder.0.join("trade.csv");
    let keys = format!("t / {} Enter e {} Enter", typed("1996 > 1000"), typed(&path.to_string_lossy()));
    let screen = Screen::new(100, 30, BUNDLED).keys(&keys);
    assert!(screen.app.message().is_some_and(|said| said.starts_with("wrote 3 rows and 8 columns to ")), "{:?}", screen.app.message());
    let written = std::fs::read_to_string(&path).expect("the file");
    assert_eq!(written.lines().nth(2), Some("Kazakhstan,Imports,6266.8,4131.4,2591.2,1996.2,2726.4,3025.7,48.3"));
    let again = screen.keys(&format!("e {} Enter", typed(&path.to_string_lossy())));
    let said = |screen: &Screen, words: &str| screen.lines().join(" ").split_whitespace().collect::<Vec<_>>().join(" ").contains(words);
    assert!(said(&again, "is there already; with ! behind the name"), "{:?}", again.lines());
    // The line is still there, with what was typed.
    let over = again.keys("Esc U e").keys(&format!("{} Enter ! Enter", typed(&path.to_string_lossy())));
    assert!(over.app.message().is_some_and(|said| said.starts_with("wrote 10 rows")), "{:?}", over.app.message());
    let odd = over.keys("e x . q q Enter");
    assert!(said(&odd, "the form is not known") && said(&odd, "write to: x.qq"), "{:?}", odd.lines());
}

#[test]
fn a_data_file_opens_as_its_sheet_and_q_leaves_it() {
    let ships = "year,port,cargo\n1901,Ostby,12.5\n1902,Eastwick,7.0\n1903,Ostby,n.a.\n1904,Quay,3.5\n";
    check(ships, 80, 20, "", &[On(-1, "row 1 of 4"), On(0, "cells parted by commas, 1 header row")]);
    check(ships, 80, 20, "l l s", &[On(-1, "sorted by cargo, ascending; 1 row has no figure")]);
    check(ships, 80, 20, "Esc", &[Somewhere("Eastwick"), Not("row 1 of 4")]);
    let mut screen = Screen::new(80, 20, ships);
    assert_eq!(screen.press("q"), Some(ibid::app::Wish::Quit));
    // In a document the sheet is one view of many.
    assert_eq!(Screen::new(80, 20, BUNDLED).keys("t").press("q"), None);
}
