//! Formulas in words of the columns, and the statistics of a column.

use ibid::sheet::formula::{Formula, Names, Operand, Rows};
use ibid::sheet::statistics::Statistics;

const NAMES: [&str; 4] = ["", "1991", "1996", "Exports"];

fn names() -> Names<'static> {
    Names { columns: &NAMES, is_row: &|_| false, grouped: false }
}

fn figures(typed: &str) -> (Vec<f64>, u8) {
    let columns = [&[f64::NAN; 3], &[11_820.0, 50.0, 0.0], &[2_553.6, f64::NAN, 4.0], &[2.0, 3.0, 4.0]];
    let columns = columns.map(|values| Operand { values, decimals: 1 });
    let formula = Formula::read(typed, names()).unwrap_or_else(|wrong| panic!("{typed}: {wrong}"));
    let rows = Rows { count: 3, apart: &|_| false, group: &|_| None, words: &|_, _| String::new(), named: &|_| Vec::new() };
    let outcome = formula.outcome(&columns, &rows);
    (outcome.values, outcome.decimals)
}

fn wrong(typed: &str) -> (usize, String) {
    let wrong = Formula::read(typed, names()).expect_err(typed);
    (wrong.at, wrong.message)
}

#[test]
fn a_ratio_is_reckoned_by_row_and_what_is_missing_stays_missing() {
    let (values, decimals) = figures("[1996] / [1991] * 100");
    assert!((values[0] - 21.604_060_913_7).abs() < 1e-9);
    assert!(values[1].is_nan(), "1996 is missing");
    assert!(values[2].is_nan(), "nothing is divided by zero");
    assert_eq!(decimals, 2);
}

#[test]
fn signs_bind_as_on_paper() {
    assert_eq!(figures("-2 ^ 2 + Exports").0, [-2.0, -1.0, 0.0]);
    assert_eq!(figures("2 ^ 3 ^ 2 - #4 * (1 + 1)").0, [508.0, 506.0, 504.0]);
    assert_eq!(figures("10 - 4 - 3 + 0 * Exports").0, [3.0; 3]);
}

#[test]
fn functions_of_one_go_down_the_rows_and_of_several_across() {
    assert_eq!(figures("Exports / sum(Exports) * 9").0, [2.0, 3.0, 4.0]);
    assert_eq!(figures("max([1991], Exports)").0, [11_820.0, 50.0, 4.0]);
    assert!(figures("sum([1996], Exports)").0[1].is_nan());
    assert_eq!(figures("round(Exports / 3, 1)"), (vec![0.7, 1.0, 1.3], 1));
    assert!(figures("log([1991])").0[2].is_nan());
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    assert_eq!(wrong("[1996] / [1992]"), (9, "no column 1992; columns are #1, 1991, 1996, Exports".to_owned()));
    assert_eq!(wrong("[1996] * "), (9, "the formula ends where a column or a figure is due".to_owned()));
    assert_eq!(wrong("(1 + 2"), (6, "a closing bracket is due".to_owned()));
    assert_eq!(wrong("1 + 2)").0, 5);
    assert_eq!(wrong("[1996").0, 0);
    assert_eq!(wrong("abs(1, 2)").0, 0);
    assert!(Formula::read(&"(".repeat(4000), names()).is_err());
}

#[test]
fn statistics_leave_out_what_is_missing_and_lose_no_small_figure() {
    let found = Statistics::of([2.0, f64::NAN, 4.0, 4.0, 6.0]);
    assert_eq!((found.count, found.missing, found.sum), (4, 1, 16.0));
    assert_eq!((found.mean, found.median), (Some(4.0), Some(4.0)));
    assert_eq!((found.min, found.max), (Some((0, 2.0)), Some((4, 6.0))));
    assert!((found.deviation.unwrap() - (8f64 / 3.0).sqrt()).abs() < 1e-12);
    assert_eq!(Statistics::of([1e16, 1.0, -1e16]).sum, 1.0);
    assert_eq!(Statistics::of([f64::NAN]).mean, None);
}
