//! Tables made anew from the cells of another: no cell lost, doubled or changed.

use ibid::sheet::column::{Kind, Value};
use ibid::sheet::reshape::{Made, MadeCell, MadeColumn, Together};

fn cell(text: &str) -> MadeCell {
    let decimals = text.split_once('.').filter(|_| text != "n.a.").map_or(0, |(_, behind)| behind.len());
    MadeCell { text: text.to_owned(), value: text.parse().map_or(Value::Nothing, Value::Number), decimals }
}

fn trade() -> Made {
    let columns = [("", Kind::Text), ("1991", Kind::Number), ("1996", Kind::Number), ("1996 as % of 1991", Kind::Percent)];
    let columns = columns.map(|(name, kind)| MadeColumn { name: name.to_owned(), kind, unit: (kind == Kind::Percent).then(|| "%".to_owned()), formula: None });
    let rows =
        [["Exports", "120.5", "30.0", "24.9"], ["Imports", "80.0", "n.a.", "n.a."], ["Exports", "7.0", "14.0", "200.0"], ["Imports", "5.0", "6.5", "130.0"]];
    let rows = rows.map(|row| {
        row.map(|text| if text == row[0] { MadeCell { text: text.to_owned(), value: Value::Text(text.to_owned()), decimals: 0 } } else { cell(text) }).to_vec()
    });
    let groups = ["Arland", "Arland", "Borland", "Borland"].map(|group| Some(group.to_owned()));
    Made { columns: columns.to_vec(), rows: rows.to_vec(), groups: groups.to_vec() }
}

fn texts(row: &[MadeCell]) -> Vec<&str> {
    row.iter().map(|cell| cell.text.as_str()).collect()
}

#[test]
fn long_has_a_row_for_each_figure_and_repeats_the_others() {
    let long = trade().long();
    let names: Vec<&str> = long.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["group", "row", "year", "value", "1996 as % of 1991"]);
    assert_eq!(long.rows.len(), 8);
    assert_eq!(texts(&long.rows[0]), ["Arland", "Exports", "1991", "120.5", "24.9"]);
    assert_eq!(texts(&long.rows[7]), ["Borland", "Imports", "1996", "6.5", "130.0"]);
}

#[test]
fn pivoting_what_is_long_gives_the_same_cells_back() {
    let (trade, long) = (trade(), trade().long());
    let wide = long.pivoted(2, 3).unwrap();
    assert_eq!(wide.rows.len(), trade.rows.len());
    for (wide, row) in wide.rows.iter().zip(&trade.rows) {
        assert_eq!((&wide[3], &wide[4], &wide[2]), (&row[1], &row[2], &row[3]));
    }
    let mut doubled = long;
    doubled.rows.push(doubled.rows[0].clone());
    assert_eq!(doubled.pivoted(2, 3), None, "two cells are never made one");
}

#[test]
fn turning_over_keeps_every_cell() {
    let (trade, turned) = (trade(), trade().transposed());
    assert_eq!(turned.columns[2].name, "Arland / Imports");
    for row in 0..trade.rows.len() {
        for column in 1..trade.columns.len() {
            assert_eq!(turned.rows[column - 1][row + 1], trade.rows[row][column]);
        }
    }
}

#[test]
fn rows_are_taken_together_by_group_or_by_what_a_column_says() {
    let sums = trade().together(None, Together::Sum);
    assert_eq!(texts(&sums.rows[0])[..3], ["Arland", "200.5", "30.0"]);
    let counts = trade().together(Some(0), Together::Count);
    assert_eq!(texts(&counts.rows[1])[..3], ["Imports", "2", "1"]);
    assert_eq!(texts(&trade().together(Some(0), Together::Mean).rows[0])[1], "63.75");
}
