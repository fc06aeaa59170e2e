//! Orders of rows, and the rows that conditions choose.

use ibid::cli::{
    self,
    tables::{TableQuery, Wrong},
};
use ibid::sheet::{By, Filter, Order, Over, SheetRow, SortKey, Way, column};
use proptest::prelude::*;

use crate::sheet::made::{RIVERS, document, ordered, read};

/// The names of the rows in an order, group rows in capitals.
#[track_caller]
fn check(source: &str, keys: &[&str], over: Over, shown: &str, words: &str) {
    let document = document(source);
    let (table, text, sheet) = read(&document);
    let order = ordered(&sheet, keys, over);
    let names: Vec<String> = order
        .shown(&sheet, table)
        .into_iter()
        .map(|row| match row {
            SheetRow::Group(row) => column::printed(table, text, row, 0).to_uppercase(),
            SheetRow::Data(row) => column::printed(table, text, row, 0).to_owned(),
        })
        .collect();
    assert_eq!((names.join(" ").as_str(), order.words(&sheet).as_str()), (shown, words), "{keys:?}");
}

#[test]
fn rows_without_a_figure_stand_last_both_ways() {
    check(RIVERS, &["1801"], Over::All, "Birch Dogwood Alder Cedar Elm", "sorted by 1801, ascending; 1 row has no figure");
    check(RIVERS, &["-1801"], Over::All, "Cedar Alder Birch Dogwood Elm", "sorted by 1801, descending; 1 row has no figure");
    check("\tn\na\t..\nb\t2\nc\tmany\nd\t1\ne\t3\nf\t4\n", &["-n"], Over::All, "f e b d a c", "sorted by n, descending; 2 rows have no figure");
}

#[test]
fn several_keys_and_ties() {
    check(RIVERS, &["1801", "-1802"], Over::All, "Dogwood Birch Alder Cedar Elm", "sorted by 1801, ascending, then 1802, descending; 1 row has no figure");
    check(RIVERS, &["-group", "row"], Over::All, "Cedar Dogwood Elm Alder Birch", "sorted by group, descending, then row, ascending");
}

#[test]
fn rows_that_are_equal_keep_their_printed_order_both_ways() {
    let rows: String = (0..90).map(|row| format!("r\t{}\n", row % 3)).collect();
    let document = document(&format!("\tn\n{rows}"));
    let (_, _, sheet) = read(&document);
    let third = |rest: u32| (0..90).filter(move |row| row % 3 == rest).map(|row| row + 1);
    assert_eq!(ordered(&sheet, &["n"], Over::All).rows, third(0).chain(third(1)).chain(third(2)).collect::<Vec<_>>());
    assert_eq!(ordered(&sheet, &["-n"], Over::All).rows, third(2).chain(third(1)).chain(third(0)).collect::<Vec<_>>());
}

#[test]
fn as_printed_groups_head_their_rows() {
    check(RIVERS, &[], Over::All, "NORTH Alder Birch SOUTH Cedar Dogwood Elm", "as printed");
    check(RIVERS, &[], Over::WithinGroups, "NORTH Alder Birch SOUTH Cedar Dogwood Elm", "as printed");
}

#[test]
fn kept_groups_follow_their_first_rows() {
    check(
        RIVERS,
        &["-1802"],
        Over::WithinGroups,
        "SOUTH Dogwood Elm Cedar NORTH Alder Birch",
        "sorted by 1802, descending, within groups; 1 row has no figure",
    );
    check(
        RIVERS,
        &["-change, %"],
        Over::WithinGroups,
        "SOUTH Dogwood Elm Cedar NORTH Birch Alder",
        "sorted by change, %, descending, within groups; 1 row has no figure",
    );
    check(RIVERS, &["1802"], Over::WithinGroups, "SOUTH Cedar Elm Dogwood NORTH Alder Birch", "sorted by 1802, ascending, within groups; 1 row has no figure");
    check("\tn\nall\t9\nG\t\na\t3\nempty\t\nH\t\nb\t2\n", &["n"], Over::WithinGroups, "all H b G a EMPTY", "sorted by n, ascending, within groups");
}

#[test]
fn words_are_sorted_without_regard_to_case_and_by_their_figures() {
    check(RIVERS, &["port"], Over::All, "Elm Cedar Birch Dogwood Alder", "sorted by port, ascending");
    check("\tname\na\tPart 10\nb\tpart 9\nc\tPART 011\nd\t..\n", &["name"], Over::All, "b a c d", "sorted by name, ascending; 1 row has no entry");
    check("\tday\na\t1 May 1802\nb\t2 April 1802\nc\t30 December 1801\n", &["day"], Over::All, "c b a", "sorted by day, ascending");
}

#[test]
fn only_some_rows_are_shown_with_their_groups() {
    let document = document(RIVERS);
    let (table, _, sheet) = read(&document);
    let order = Order::chosen(&sheet, vec![0, sheet.rows[2], 999], Vec::new(), Over::All);
    assert_eq!(order.shown(&sheet, table), [SheetRow::Group(4), SheetRow::Data(5)]);
}

#[track_caller]
fn check_filter(typed: &str, expected: Result<&str, &str>) {
    let document = document(RIVERS);
    let (table, text, sheet) = read(&document);
    let found = Filter::read(typed, &sheet).map(|filter| {
        let rows = sheet.rows.iter().filter(|&&row| filter.holds(&sheet, table, text, row));
        rows.map(|&row| &column::printed(table, text, row, 0)[..1]).collect::<String>()
    });
    assert_eq!(found.as_deref().map_err(String::as_str), expected, "{typed:?}");
}

#[test]
fn conditions_choose_rows() {
    for (typed, rows) in [
        ("1801 = 80", "BD"),
        ("1801=80.0", "BD"),
        ("1801 != 80", "ACE"),
        ("1801 < 1200.5", "BD"),
        ("1801 <= 1 200.5", "ABD"),
        ("1801 > 1,200", "AC"),
        ("1801 >= 3400", "C"),
        ("1802 < [1801]", "AC"),
        ("1802 >= [ #2 ]", "D"),
        ("#2 > 1000", "AC"),
        ("change, % > 0", "BDE"),
        (r"change\, % > 0", "BDE"),
        ("change, % = -25%", "A"),
        ("missing 1801", "E"),
        ("missing change, %", "C"),
        ("group = south", "CDE"),
        ("group != South", "AB"),
        ("row = Alder", "A"),
        ("row ~ l", "AE"),
        ("row ~ E", "E"),
        ("row !~ r", "DE"),
        ("row ~ /^[ab]/", "AB"),
        ("row ~ /^[AB]\\S/", "AB"),
        ("port ~ bar \"east", "C"),
        ("port = mole", "BD"),
        ("port < m", "CE"),
        ("1801 ~ 200", "A"),
        ("1801 ~ /./", "ABCDE"),
    ] {
        check_filter(typed, Ok(rows));
    }
}

#[test]
fn conditions_that_are_none_say_why() {
    let columns = "columns are row, 1801, 1802, change, %, port, group";
    for (typed, why) in [
        ("2001 > 5", format!("no column 2001; {columns}")),
        ("missing 2001", format!("no column 2001; {columns}")),
        ("1801 > [2001]", format!("no column 2001; {columns}")),
        ("#9 > 5", format!("no column #9; {columns}")),
        ("1801", "no operator in 1801; operators are = != < <= > >= ~ !~".to_owned()),
        ("nonsense", "no condition: nonsense (as in '1996 > 1000', 'row ~ port', 'missing 1996')".to_owned()),
        ("1801 >", "no value behind > in 1801 >".to_owned()),
        ("1801 > many", "many is no figure, and 1801 holds figures".to_owned()),
        ("1801 > 10–12", "10–12 is no figure, and 1801 holds figures".to_owned()),
        ("row ~ /(/", "/(/ is no pattern: unclosed group".to_owned()),
    ] {
        check_filter(typed, Err(&why));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_is_answered(typed in prop_oneof![any::<String>(), "(1801|change, %|row|group|#[0-9]|missing|\\\\,|[=!<>~]|\\[|\\]|/|é| ){0,8}"]) {
        let document = document(RIVERS);
        let (table, text, sheet) = read(&document);
        let query = TableQuery { filters: vec![typed.clone()], format: Some("csv".to_owned()), ..TableQuery::default() };
        let mut out = Vec::new();
        let answer = cli::tables::table(&document, &query, &mut out);
        match Filter::read(&typed, &sheet) {
            Ok(filter) => {
                let chosen = sheet.rows.iter().filter(|&&row| filter.holds(&sheet, table, text, row)).count();
                prop_assert_eq!(String::from_utf8_lossy(&out).lines().count(), 1 + chosen);
            }
            Err(why) => prop_assert!(matches!(answer, Err(Wrong::Usage(said)) if said == why && !why.is_empty())),
        }
    }

    #[test]
    fn an_order_is_a_permutation_of_the_data_rows(
        rows in prop::collection::vec(("[a-c]?", "(-?[0-9]{1,4}(\\.[0-9])?|n\\.a\\.|many|)", "[xyz]{0,2}", any::<bool>()), 0..40),
        keys in prop::collection::vec((0usize..4, any::<bool>()), 0..4),
        kept in any::<bool>(),
    ) {
        let lines: String = rows.iter().map(|(stub, figure, word, head)| if *head { format!("G{stub}\t\t\n") } else { format!("{stub}\t{figure}\t{word}\n") }).collect();
        let document = document(&format!("\tn\tw\n{lines}"));
        let (table, _, sheet) = read(&document);
        let by: Vec<SortKey> = keys
            .iter()
            .map(|&(column, up)| SortKey { by: if column == 3 { By::Group } else { By::Column(column) }, way: if up { Way::Up } else { Way::Down } })
            .collect();
        let over = if kept { Over::WithinGroups } else { Over::All };
        let order = Order::sorted(&sheet, by, over);
        let mut sorted = order.rows.clone();
        sorted.sort_unstable();
        prop_assert_eq!(&sorted, &table.figures().collect::<Vec<_>>());

        let shown = order.shown(&sheet, table);
        let data: Vec<u32> = shown.iter().filter(|row| matches!(row, SheetRow::Data(_))).map(|row| row.number()).collect();
        prop_assert_eq!(&data, &order.rows);
        if !order.is_loose() {
            let mut heads: Vec<u32> = shown.iter().filter(|row| matches!(row, SheetRow::Group(_))).map(|row| row.number()).collect();
            heads.sort_unstable();
            prop_assert_eq!(heads, sheet.groups.iter().map(|group| group.row).collect::<Vec<_>>());
            // Each row stands under the group row that heads it.
            let mut head = None;
            for row in shown {
                match row {
                    SheetRow::Group(row) => head = Some(row),
                    SheetRow::Data(row) => prop_assert_eq!(table.rows[row as usize].group, head),
                }
            }
        }
    }
}
