//! Percents recomputed from the figures of their rows.

use ibid::sheet::agree::{Printed, percents};

/// The part, the whole and the percent of a row, with one decimal.
fn against(rows: &[[f64; 3]]) -> Vec<(usize, f64)> {
    let names = ["", "1996", "1991", "1996 as % of 1991"];
    let figure = |row: usize, column: usize| Some(Printed { value: rows[row][column.checked_sub(1)?], decimals: 1 });
    percents(&names, figure, rows.len()).into_iter().map(|found| (found.row, found.printed)).collect()
}

const TRUE: [[f64; 3]; 4] = [[30.0, 120.0, 25.0], [10.0, 30.0, 33.3], [20.0, 30.0, 66.7], [0.3, 0.7, 45.0]];

#[test]
fn what_rounding_can_explain_agrees() {
    assert_eq!(against(&TRUE), []);
}

#[test]
fn a_percent_that_nothing_explains_is_named_by_its_row() {
    let mut rows = TRUE;
    rows[1][2] = 43.3;
    assert_eq!(against(&rows), [(1, 43.3)]);
}

#[test]
fn a_column_whose_name_is_not_borne_out_is_not_judged() {
    assert_eq!(against(&TRUE.map(|[part, whole, percent]| [part, whole, percent + 40.0])), []);
}
