//! Charts of tables in which time goes down the rows, as in most files of series: the columns are lines over the years, in the
//! order of the years whatever the sheet is sorted by, and at the places of the years.

use ibid::layout::width;
use ibid::sheet::chart::ticks::places;
use ibid::sheet::chart::{Chart, Kind, Series, rows, text};

use crate::screens::made::Screen;
use crate::sheet::made::{RIVERS, document, read};

/// Not in order, a year left out, a figure missing.
const SERIES: &str = "Table 1. Crops\nyear\trye\toats\n1994\t30\t7\n1991\t10\t5\n1992\t20\t..\n1996\t50\t9\n";

fn in_time(source: &str) -> Option<Vec<u32>> {
    let document = document(source);
    let (_, _, sheet) = read(&document);
    rows::in_time(&sheet, &sheet.rows)
}

#[test]
fn columns_are_lines_over_years() {
    let document = document(SERIES);
    let (_, _, sheet) = read(&document);
    let order = rows::in_time(&sheet, &sheet.rows).expect("years go down the rows");
    let chart = rows::over_time(Kind::Lines, &sheet, &order, &[1, 2]);
    assert_eq!(chart.series.iter().map(|series| series.name.as_str()).collect::<Vec<_>>(), ["rye", "oats"]);
    assert_eq!(chart.series[0].points, [(1991.0, 10.0), (1992.0, 20.0), (1994.0, 30.0), (1996.0, 50.0)]);
    assert_eq!(chart.said(), ["1 figure is missing"]);
    let slope = rows::over_time(Kind::Slope, &sheet, &order, &[1]);
    assert_eq!(slope.drawn_labels(), ["1991", "1996"]);
    assert_eq!(slope.drawn()[0].points, [(0.0, 10.0), (1.0, 50.0)]);
}

#[test]
fn where_years_come_again_and_again_or_are_none_rows_are_lines() {
    assert_eq!(in_time(RIVERS), None);
    assert_eq!(in_time("Table 1. Two lands\nyear\tland\tn\n1991\tA\t1\n1992\tA\t2\n1991\tB\t3\n1992\tB\t4\n"), None);
}

#[test]
fn the_column_under_the_cursor_is_drawn() {
    let shown = |keys: &str| Screen::new(80, 24, SERIES).keys(keys).lines().join("\n");
    let one = shown("t l s s c");
    assert!(one.contains("● rye") && !one.contains("oats") && one.contains("1991") && one.contains("1996"), "{one}");
    assert!(one.find("1991") < one.find("1996"), "by year, and not as sorted: {one}");
    let other = shown("t l l c");
    assert!(other.contains("● oats") && other.contains("1 figure is missing"), "{other}");
    let all = shown("t c");
    assert!(all.contains("rye") && all.contains("oats"), "{all}");
}

#[test]
fn figures_below_are_years_alone_or_figures_alone() {
    assert_eq!(places(&[1990.0, 2000.0]), ["1990", "2000"]);
    assert_eq!(places(&[9000.0, 10000.0]), ["9 000", "10 000"]);
}

#[test]
fn points_without_room_for_their_names_are_counted() {
    let points = vec![(1.0, 1.0), (1.0, 1.0), (9.0, 9.0)];
    let series = vec![Series { name: String::new(), points }];
    let names = ["Alder", "Birch", "Elm"].map(str::to_owned).to_vec();
    let chart = Chart { names, ..Chart::new(Kind::Scatter, series) };
    let drawn = text::draw(&chart, 40, 12, width::columns).rows.join("\n");
    assert!(drawn.contains("Elm") && drawn.contains("Alder"), "{drawn}");
    assert!(drawn.contains("1 point has no room for its name"), "{drawn}");
}
