//! Rows that sum up others: how they are told, and that they stand last and count in no sum.

use ibid::cli::tables::{TableQuery, table};
use ibid::sheet::{Order, Over, SheetRow, column};
use proptest::prelude::*;

use crate::sheet::made::{document, ordered, read};

/// The names of the totals, with the rows that each sums up.
#[track_caller]
fn totals(source: &str) -> Vec<(String, Vec<String>)> {
    let document = document(source);
    let (table, text, sheet) = read(&document);
    let name = |row: u32| column::printed(table, text, row, 0).to_owned();
    let of = |total: &ibid::sheet::totals::Total| total.of.clone().map(|at| sheet.rows[at]).filter(|&row| !sheet.is_total(row)).map(name).collect();
    sheet.totals.iter().map(|total| (name(total.row), of(total))).collect()
}

#[track_caller]
fn check(source: &str, expected: &[(&str, &[&str])]) {
    let expected: Vec<(String, Vec<String>)> =
        expected.iter().map(|(name, of)| ((*name).to_owned(), of.iter().map(|&name| name.to_owned()).collect())).collect();
    assert_eq!(totals(source), expected, "{source}");
}

/// Two groups with totals, and one of all.
const PORTS: &str = "\tSail\tSteam
North\t\t
Norrham\t1 210\t305
Ostby\t820\t112
Total\t2 030\t417
South\t\t
Wick\t455\t208
Harrow\t1 001\t97
Total\t1 456\t305
All ports\t3 486\t722
";

#[test]
fn a_total_is_told_by_its_name_or_by_several_sums() {
    check(PORTS, &[("Total", &["Norrham", "Ostby"]), ("Total", &["Wick", "Harrow"]), ("All ports", &["Norrham", "Ostby", "Wick", "Harrow"])]);
    check("\tn\na\t12\nb\t13\nTotal\t99\n", &[("Total", &[])]);
    check("\tn\na\t12\nb\t13\nInsgesamt:\t25\n", &[("Insgesamt:", &["a", "b"])]);
    check("\tn\na\t12\nb\t13\nИтого\t25\n", &[("Итого", &["a", "b"])]);
    check("\tn\nTotal, all ages\t825\na\t412\nb\t413\n", &[("Total, all ages", &["a", "b"])]);
    check("\tn\tm\na\t1 412\t220\nb\t1 413\t118\n\t2 825\t338\n", &[("", &["a", "b"])]);
    check("\tn\tm\na\t1 412\t220\nb\t1 413\t118\nBoth\t2 825\t338\nc\t710\t55\n", &[("Both", &["a", "b"])]);
}

#[test]
fn a_chance_sum_and_a_word_like_total_are_none() {
    check("\tn\tm\na\t1\t2\nb\t2\t3\nc\t3\t5\n", &[]);
    check("\tn\tm\na\t1 412\t220\nb\t1 413\t118\nc\t2 825\t500\n", &[]);
    check("\tn\nAll Saints\t12\nAllport\t13\nTotal debt\t17\n", &[]);
    check("kind\tn\ntotal\t12\ntotal\t13\ntotal\t17\n", &[]);
}

#[test]
fn a_total_that_another_column_names_is_one() {
    let source = "year\tpartner\tn\n1906\tArland\t120\n1906\tBeria\t130\n1906\ttotal\t250\n1907\tArland\t20\n1907\tBeria\t30\n1907\ttotal\t50\n";
    let document = document(source);
    let (_, _, sheet) = read(&document);
    assert_eq!(sheet.totals.iter().map(|total| total.row).collect::<Vec<_>>(), [3, 6]);
}

/// The rows in an order, group rows in capitals, with what is said of it.
fn sorted(source: &str, keys: &[&str], over: Over) -> (String, String) {
    let document = document(source);
    let (table, text, sheet) = read(&document);
    let order = ordered(&sheet, keys, over);
    let name = |row: SheetRow| match row {
        SheetRow::Group(row) => column::printed(table, text, row, 0).to_uppercase(),
        SheetRow::Data(row) => column::printed(table, text, row, 0).to_owned(),
    };
    (order.shown(&sheet, table).into_iter().map(name).collect::<Vec<_>>().join(" "), order.words(&sheet))
}

#[test]
fn totals_stand_last_both_ways() {
    let (rows, words) = sorted(PORTS, &["Sail"], Over::All);
    assert_eq!((rows.as_str(), words.as_str()), ("Wick Ostby Harrow Norrham Total Total All ports", "sorted by Sail, ascending; totals stand last"));
    assert_eq!(sorted(PORTS, &["-Sail"], Over::All).0, "Norrham Harrow Ostby Wick All ports Total Total");
    assert_eq!(sorted(PORTS, &["Sail"], Over::WithinGroups).0, "SOUTH Wick Harrow Total NORTH Ostby Norrham Total All ports");
    assert_eq!(sorted(PORTS, &[], Over::All).0, "NORTH Norrham Ostby Total SOUTH Wick Harrow Total All ports");
}

fn printed(query: TableQuery) -> String {
    let mut out = Vec::new();
    table(&document(PORTS), &TableQuery { width: 90, ..query }, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

#[test]
fn totals_are_no_part_of_sums_and_that_is_said() {
    let csv = |query: TableQuery| printed(TableQuery { format: some("csv"), ..query });
    assert_eq!(csv(TableQuery { group: some("group"), ..TableQuery::default() }), "group,Sail,Steam\nNorth,2030,417\nSouth,1456,305\n");
    let stats = csv(TableQuery { stats: true, columns: some("column,count,sum"), ..TableQuery::default() });
    assert_eq!(stats, "column,count,sum\nrow,4,\nSail,4,3486\nSteam,4,722\n");
    let text = printed(TableQuery { stats: true, ..TableQuery::default() });
    assert!(text.ends_with("\nLeft out of the reckoning: 3 totals.\n"), "{text}");
    let among = csv(TableQuery { sort: some("Steam:desc"), totals_among: true, columns: some("row"), ..TableQuery::default() });
    assert_eq!(among, "group,\n,All ports\nNorth,Total\nNorth,Norrham\nSouth,Total\nSouth,Wick\nNorth,Ostby\nSouth,Harrow\n");
    let json = printed(TableQuery { format: some("json"), ..TableQuery::default() });
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((&read["rows"][1]["total"], &read["rows"][2]["total"]), (&serde_json::Value::Null, &serde_json::Value::Bool(true)));
    assert_eq!(read["rows"][6]["group"], serde_json::Value::Null, "the total of all stands under no group");
}

#[test]
fn rows_with_the_same_stub_stand_together_where_there_are_no_groups() {
    let source = "land\tflow\tn\nArland\tin\t5\nArland\tout\t1\nBeria\tin\t4\nBeria\tout\t9\n";
    assert_eq!(sorted(source, &["-n"], Over::WithinGroups).0, "Beria Beria Arland Arland");
    assert_eq!(sorted(source, &["-n"], Over::All).0, "Beria Arland Beria Arland");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_order_with_totals_keeps_every_row_once(rows in prop::collection::vec((0..4u8, 0..300u32, 0..300u32), 1..30), within in any::<bool>()) {
        let names = ["Total", "a", "b", "Group"];
        let line = |&(name, n, m): &(u8, u32, u32)| match names[name as usize] {
            "Group" => "Group\t\t\n".to_owned(),
            name => format!("{name}\t{n}\t{m}\n"),
        };
        let document = document(&format!("\tn\tm\n{}", rows.iter().map(line).collect::<String>()));
        let (_, _, sheet) = read(&document);
        for keys in [&["n"][..], &["-m", "row"]] {
            let order: Order = ordered(&sheet, keys, if within { Over::WithinGroups } else { Over::All });
            let mut rows = order.rows.clone();
            rows.sort_unstable();
            prop_assert_eq!(&rows, &sheet.rows);
            if !within {
                let first = order.rows.iter().position(|&row| sheet.is_total(row)).unwrap_or(order.rows.len());
                prop_assert!(order.rows[first..].iter().all(|&row| sheet.is_total(row)));
            }
        }
    }
}
