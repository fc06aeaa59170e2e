//! What was done to a table act by act, held against a plain model: rows as a list of cells, sorted and kept by loops. No
//! act loses, doubles or changes a cell, and undoing them all leads back.

use std::collections::BTreeSet;

use ibid::sheet::desk::Desk;
use ibid::sheet::held::Held;
use ibid::sheet::{By, SortKey, Value, Way};
use proptest::prelude::*;

use crate::sheet::made::{RIVERS, document, read};

fn desk(source: &str) -> Desk {
    let document = document(source);
    let (table, text, _) = read(&document);
    Desk::new(Held::new(table, text))
}

/// The cells that show, row by row: group rows in capitals, columns parted by bars.
fn shown(desk: &Desk) -> String {
    let look = &desk.now().look;
    let rows = look.rows_on_page().into_iter().map(|row| {
        let cells: Vec<_> = look.columns.iter().map(|&by| look.cell(row.number(), by)).collect();
        cells.join("|")
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn rows_are_chosen_by_condition_by_value_and_by_words() {
    let mut desk = desk(RIVERS);
    assert_eq!(desk.filter("1801 > 100"), Ok("2 of 5 rows: 1801 > 100".to_owned()));
    assert_eq!(shown(&desk), "North||||\nAlder|1 200.5|900.0|-25.0|Quay, old\nSouth||||\nCedar|3 400.0|10.5|..|Bar \"East\"");
    assert_eq!(desk.filter("quay"), Ok("1 of 2 rows: quay".to_owned()));
    assert_eq!(desk.now().conditions, ["1801 > 100", "quay"]);
    assert_eq!(desk.undo(), Ok("undone: choosing rows".to_owned()));
    assert_eq!(desk.now().look.order.rows.len(), 2);
    desk.as_printed();
    assert_eq!(desk.filter("south"), Ok("3 of 5 rows: south".to_owned()), "the name of a group");
    desk.as_printed();
    // The row of Birch says 80.0 in 1801, and that of Dogwood too.
    let birch = desk.sheet().rows[1];
    assert_eq!(desk.only_same(birch, By::Column(1)), "2 of 5 rows: 1801 = 80.0");
    assert_eq!(shown(&desk), "North||||\nBirch|80.0|n.a.|3.1|Mole\nSouth||||\nDogwood|80.0|2 000.0|12.0|mole");
    assert!(desk.filter("1801 >").unwrap_err().contains("no value"), "a condition that is none is said, not looked for");
    assert!(desk.filter(" ").is_err());
    assert!(desk.only_marked(&BTreeSet::new()).is_err());
    assert_eq!(desk.only_marked(&BTreeSet::from([birch])), Ok("1 of 2 rows: a mark".to_owned()));
}

#[test]
fn keys_are_added_turned_and_taken_off() {
    let mut desk = desk(RIVERS);
    assert_eq!(desk.turn(1), "sorted by 1801, ascending; 1 row has no figure");
    assert_eq!(desk.add_key(2), "sorted by 1801, ascending, then 1802, ascending; 1 row has no figure");
    assert_eq!(desk.add_key(2), "sorted by 1801, ascending, then 1802, descending; 1 row has no figure");
    assert_eq!(shown(&desk).lines().next(), Some("Dogwood|80.0|2 000.0|12.0|mole"));
    assert_eq!(desk.add_key(2), "sorted by 1801, ascending; 1 row has no figure");
    assert_eq!(desk.turn(1), "sorted by 1801, descending; 1 row has no figure");
    assert_eq!(desk.turn(1), "as printed");
}

#[test]
fn groups_are_sorted_by_a_key_of_their_own() {
    let mut desk = desk("\tn\nG\t\na\t5\nb\t1\nH\t\nc\t4\nd\t4\nI\t\ne\t7\n");
    desk.turn(1);
    desk.by_groups().unwrap();
    let groups = |desk: &Desk| shown(desk).lines().filter(|line| line.ends_with('|')).map(|line| line.trim_end_matches('|').to_owned()).collect::<String>();
    assert_eq!(groups(&desk), "GHI", "by the rows that stand first in them: 1, 4, 7");
    assert_eq!(desk.next_group_key().unwrap(), "sorted by n, ascending, within groups, these by their sum");
    assert_eq!(groups(&desk), "GIH", "sums 6, 7, 8");
    assert_eq!(desk.next_group_key().unwrap(), "sorted by n, ascending, within groups, these by their mean");
    assert_eq!(groups(&desk), "GHI", "means 3, 4, 7");
    desk.sort(vec![SortKey { by: By::Column(1), way: Way::Down }], desk.now().over);
    assert_eq!(groups(&desk), "IHG");
    assert_eq!(desk.next_group_key().unwrap(), "sorted by n, descending, within groups, these by name");
    assert_eq!(groups(&desk), "GHI");
    assert_eq!(self::desk("\tn\na\t1\n").by_groups(), Err("the table has no groups".to_owned()));
}

#[test]
fn columns_are_hidden_moved_and_held() {
    let mut desk = desk(RIVERS);
    desk.hide(2).unwrap();
    assert_eq!(shown(&desk).lines().nth(1), Some("Alder|1 200.5|-25.0|Quay, old"));
    assert_eq!(desk.shift(3, false), Ok(2));
    assert_eq!(shown(&desk).lines().nth(1), Some("Alder|1 200.5|Quay, old|-25.0"));
    assert!(desk.shift(3, true).is_err());
    assert_eq!((desk.freeze(1).as_str(), desk.now().frozen), ("the first 2 columns are held", 2));
    desk.show_all();
    assert_eq!(shown(&desk).lines().nth(1), Some("Alder|1 200.5|900.0|-25.0|Quay, old"));
    for _ in 0..4 {
        desk.hide(0).unwrap();
    }
    assert_eq!(desk.hide(0), Err("the last column stays".to_owned()));
}

#[test]
fn what_is_derived_stands_behind_and_is_undone() {
    let mut desk = desk(RIVERS);
    desk.derive("loss = [1801] - [1802]").unwrap();
    assert_eq!(shown(&desk).lines().nth(1), Some("Alder|1 200.5|900.0|-25.0|Quay, old|300.5"));
    assert_eq!(shown(&desk).lines().nth(2), Some("Birch|80.0|n.a.|3.1|Mole|"), "what is missing makes nothing");
    assert_eq!(desk.turn(5), "sorted by loss, ascending; 2 rows have no figure");
    assert!(desk.derive("loss = [1801]").unwrap_err().contains("there is a column loss already"));
    desk.undo().unwrap();
    desk.undo().unwrap();
    assert_eq!(desk.sheet().columns.len(), 5);
    assert_eq!(desk.undo(), Err("nothing to undo".to_owned()));
}

#[test]
fn figures_are_shown_otherwise_and_sort_as_before() {
    let mut desk = desk(RIVERS);
    desk.style(2, "0 decimals, commas").unwrap();
    assert_eq!(shown(&desk).lines().nth(1), Some("Alder|1 200.5|900|-25.0|Quay, old"));
    assert_eq!(shown(&desk).lines().nth(2), Some("Birch|80.0|n.a.|3.1|Mole"), "what is missing stands as printed");
    // 10.5 is shown as 10 or 11, and stays 10.5.
    desk.turn(2);
    assert_eq!(desk.sheet().value(desk.now().look.order.rows[0], 2), &Value::Number(10.5));
    let below = desk.now().look.held.around().1.concat();
    assert!(below.contains("1802: shown as 0 decimals, commas."), "{below}");
    assert!(desk.style(4, "2 decimals").unwrap_err().contains("port holds no figures"));
    desk.undo().unwrap();
    desk.undo().unwrap();
    assert_eq!(shown(&desk).lines().nth(1), Some("Alder|1 200.5|900.0|-25.0|Quay, old"));
}

#[test]
fn a_table_is_made_anew_of_the_rows_that_were_chosen() {
    let mut desk = desk(RIVERS);
    desk.filter("group = South").unwrap();
    desk.reshape("transpose").unwrap();
    assert_eq!(shown(&desk).lines().next(), Some("1801|3 400.0|80.0|–"));
    assert_eq!(desk.undo(), Ok("undone: making it anew".to_owned()));
    assert_eq!(desk.reshape("group group:sum"), Ok("group group:sum: 1 row, 4 columns; u goes back".to_owned()));
    for wrong in ["", "wide", "pivot 1801", "group 1801:many"] {
        assert!(desk.reshape(wrong).is_err(), "{wrong}");
    }
}

/// What can be done, with numbers that stand for columns, rows and words.
#[derive(Debug, Clone)]
enum Act {
    Turn(usize),
    Add(usize),
    Groups,
    GroupKey,
    Filter(usize, u8),
    Same(usize, usize),
    Marked(Vec<bool>),
    Hide(usize),
    ShowAll,
    Shift(usize, bool),
    Derive(usize, usize),
    Undo,
    Printed,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        (0usize..9).prop_map(Act::Turn),
        (0usize..9).prop_map(Act::Add),
        Just(Act::Groups),
        Just(Act::GroupKey),
        (0usize..9, 0u8..4).prop_map(|(column, at)| Act::Filter(column, at)),
        (0usize..9, 0usize..40).prop_map(|(column, row)| Act::Same(column, row)),
        prop::collection::vec(any::<bool>(), 30).prop_map(Act::Marked),
        (0usize..9).prop_map(Act::Hide),
        Just(Act::ShowAll),
        (0usize..9, any::<bool>()).prop_map(|(column, right)| Act::Shift(column, right)),
        (0usize..9, 0usize..9).prop_map(|(one, other)| Act::Derive(one, other)),
        Just(Act::Undo),
        Just(Act::Printed),
    ]
}

/// The model of a state: rows and columns by their numbers.
#[derive(Debug, Clone, PartialEq)]
struct Model {
    rows: Vec<u32>,
    columns: Vec<usize>,
    all: usize,
}

fn model(desk: &Desk) -> Model {
    let look = &desk.now().look;
    let columns = look.columns.iter().map(|by| if let By::Column(column) = by { *column } else { usize::MAX }).collect();
    Model { rows: look.order.rows.clone(), columns, all: look.held.sheet.columns.len() }
}

/// A table of three columns of figures and one of words, some of them missing, some rows under groups.
fn tables() -> impl Strategy<Value = String> {
    let figure =
        prop_oneof![(-50i32..50).prop_map(|n| n.to_string()), (0i32..9).prop_map(|n| format!("1 00{n}.5")), Just("n.a.".to_owned()), Just("".to_owned())];
    let word = prop_oneof![Just("port"), Just("Quay"), Just("mole 2"), Just("mole 10"), Just("")];
    let row = (any::<u8>(), prop::collection::vec(figure, 3), word);
    prop::collection::vec(row, 1..28).prop_map(|rows| {
        let mut source = "\ta\tb\tc\tword\n".to_owned();
        for (number, (kind, figures, word)) in rows.into_iter().enumerate() {
            if kind % 6 == 0 {
                source.push_str(&format!("G{number}\t\t\t\t\n"));
            }
            source.push_str(&format!("r{number}\t{}\t{word}\n", figures.join("\t")));
        }
        source
    })
}

/// Whether rows stand in the order of a key, by a plain comparison; what is missing stands last.
fn is_sorted(desk: &Desk, rows: &[u32], key: SortKey) -> bool {
    let By::Column(column) = key.by else { return true };
    let figures = desk.sheet().columns[column].kind.is_figures();
    let value = |row: u32| desk.sheet().value(row, column);
    rows.windows(2).all(|pair| match (value(pair[0]), value(pair[1])) {
        (Value::Number(one), Value::Number(other)) => {
            if key.way == Way::Up {
                one <= other
            } else {
                one >= other
            }
        }
        (Value::Number(_), _) if figures => true,
        (_, Value::Number(_)) if figures => false,
        (Value::Nothing, other) => figures || *other == Value::Nothing,
        _ => true,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_act_loses_doubles_or_changes_a_cell(source in tables(), acts in prop::collection::vec(act(), 1..24)) {
        let mut desk = desk(&source);
        let printed = model(&desk);
        let cells: Vec<Vec<String>> = {
            let look = &desk.now().look;
            printed.rows.iter().map(|&row| (0..printed.all).map(|column| look.cell(row, By::Column(column)).into_owned()).collect()).collect()
        };
        let mut past: Vec<Model> = Vec::new();
        for act in acts {
            let before = model(&desk);
            let shows = before.columns.len();
            let depth = past.len();
            let kept: Option<BTreeSet<u32>> = match act {
                Act::Turn(column) => { desk.turn(column % before.all); past.push(before.clone()); None }
                Act::Add(column) => { desk.add_key(column % before.all); past.push(before.clone()); None }
                Act::Groups => { if desk.by_groups().is_ok() { past.push(before.clone()); } None }
                Act::GroupKey => { if desk.next_group_key().is_ok() { past.push(before.clone()); } None }
                Act::Filter(column, at) => {
                    let column = 1 + column % 3;
                    let least = [0.0, 10.0, -20.0, 1000.0][usize::from(at)];
                    // Kept by a loop: those whose figure is greater.
                    let is = |row: &u32| matches!(desk.sheet().value(*row, column), Value::Number(value) if *value > least);
                    let figures = desk.sheet().columns[column].kind.is_figures();
                    let kept = before.rows.iter().copied().filter(is).collect();
                    if figures {
                        desk.filter(&format!("#{} > {least}", column + 1)).unwrap();
                        past.push(before.clone());
                        Some(kept)
                    } else { None }
                }
                Act::Same(column, row) => match before.rows.get(row % before.rows.len().max(1)) {
                    Some(&row) => {
                        let column = column % printed.all;
                        let at = |row: u32| printed.rows.binary_search(&row).unwrap();
                        let kept = before.rows.iter().copied().filter(|&other| cells[at(other)][column] == cells[at(row)][column]).collect();
                        desk.only_same(row, By::Column(column));
                        past.push(before.clone());
                        Some(kept)
                    }
                    None => None,
                },
                Act::Marked(marks) => {
                    let marks: BTreeSet<u32> = printed.rows.iter().copied().zip(marks).filter(|(_, is)| *is).map(|(row, _)| row).collect();
                    let kept: BTreeSet<u32> = before.rows.iter().copied().filter(|row| marks.contains(row)).collect();
                    if desk.only_marked(&marks).is_ok() { past.push(before.clone()); Some(kept) } else { None }
                }
                Act::Hide(at) => { if desk.hide(at % shows).is_ok() { past.push(before.clone()); } None }
                Act::ShowAll => { desk.show_all(); past.push(before.clone()); None }
                Act::Shift(at, right) => { if desk.shift(at % shows, right).is_ok() { past.push(before.clone()); } None }
                Act::Derive(one, other) => {
                    let typed = format!("d{} = [#{}] - [#{}]", before.all, 2 + one % 3, 2 + other % 3);
                    if desk.derive(&typed).is_ok() { past.push(before.clone()); }
                    None
                }
                Act::Undo => {
                    prop_assert_eq!(desk.undo().is_ok(), depth > 0);
                    if let Some(was) = past.pop() {
                        prop_assert_eq!(&model(&desk), &was);
                    }
                    continue;
                }
                Act::Printed => {
                    desk.as_printed();
                    past.push(before.clone());
                    prop_assert_eq!(&model(&desk), &printed);
                    continue;
                }
            };
            let now = model(&desk);
            let set: BTreeSet<u32> = now.rows.iter().copied().collect();
            prop_assert_eq!(set.len(), now.rows.len(), "a row twice");
            prop_assert_eq!(&set, &kept.unwrap_or_else(|| before.rows.iter().copied().collect()), "rows lost or come back");
            let look = &desk.now().look;
            for (row, cells) in printed.rows.iter().zip(&cells) {
                for (column, cell) in cells.iter().enumerate() {
                    prop_assert_eq!(&look.cell(*row, By::Column(column)), cell);
                }
            }
            if let (Some(key), false) = (look.order.by.first(), desk.sheet().groups.iter().any(|_| desk.now().over != ibid::sheet::Over::All)) {
                prop_assert!(is_sorted(&desk, &now.rows, *key), "{key:?}: {:?}", now.rows);
            }
        }
        while let Some(was) = past.pop() {
            desk.undo().unwrap();
            prop_assert_eq!(&model(&desk), &was);
        }
        prop_assert_eq!(&model(&desk), &printed);
    }

    #[test]
    fn made_long_every_figure_is_there_once(source in tables()) {
        let mut desk = desk(&source);
        let mut wanted: Vec<String> = Vec::new();
        let melted: Vec<usize> = ibid::sheet::chart::rows::usual_columns(desk.sheet());
        for &row in &desk.sheet().rows.clone() {
            wanted.extend(melted.iter().map(|&column| format!("{}|{}", desk.now().look.cell(row, By::Column(0)), desk.now().look.cell(row, By::Column(column)))));
        }
        if desk.reshape("long").is_ok() {
            let names: Vec<String> = desk.sheet().columns.iter().map(|column| column.name.clone()).collect();
            let at = |name: &str| names.iter().position(|other| other == name).unwrap();
            let look = &desk.now().look;
            let found: Vec<String> = look.order.rows.iter().map(|&row| format!("{}|{}", look.cell(row, By::Column(at("row"))), look.cell(row, By::Column(at("value"))))).collect();
            prop_assert_eq!(found, wanted);
            desk.undo().unwrap();
        }
    }
}
