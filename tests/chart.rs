//! Charts: round figures, labels that never lie over each other, gaps that are said, and pictures of every size.

use ibid::layout::width;
use ibid::sheet::chart::labels::pushed_apart;
use ibid::sheet::chart::ticks::{Scale, figure};
use ibid::sheet::chart::{Chart, Kind, Series, envelope, spark, svg, text};
use proptest::prelude::*;

fn series(name: &str, values: &[f64]) -> Series {
    Series { name: name.to_owned(), points: values.iter().enumerate().map(|(at, &value)| (at as f64, value)).collect() }
}

fn drawn(chart: &Chart, columns: usize, rows: usize) -> String {
    text::draw(chart, columns, rows, width::columns).rows.iter().map(|row| row.trim_end().to_owned() + "\n").collect()
}

#[test]
fn ticks_stand_at_round_figures() {
    assert_eq!(Scale::round(3.0, 97.0, 5).ticks, [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
    assert_eq!(Scale::round(0.1, 0.33, 3).ticks, [0.1, 0.2, 0.3, 0.4]);
    assert_eq!(Scale::log(3.0, 700.0).ticks, [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0]);
    assert_eq!([12000.0, -0.5, 0.0, 1084.8].map(figure), ["12 000", "−0.5", "0", "1 084.8"]);
}

#[test]
fn bars_are_as_long_as_their_figures() {
    let chart = Chart::new(Kind::Bars, vec![series("Alder", &[8.0]), series("Birch", &[4.0]), series("Elm", &[f64::NAN])]);
    assert_eq!(drawn(&chart, 24, 6), "Alder ████████████████ 8\nBirch ████████ 4\n\n\n\n1 figure is missing\n");
}

#[test]
fn a_gap_parts_a_line_and_is_said() {
    let chart = Chart { labels: ["1", "2", "3", "4"].map(str::to_owned).to_vec(), ..Chart::new(Kind::Lines, vec![series("A", &[1.0, 1.0, f64::NAN, 1.0])]) };
    let picture = drawn(&chart, 30, 7);
    let line = picture.lines().find(|line| line.matches('●').count() == 4).expect("three points and the name");
    let parts: Vec<&str> = line.split('●').collect();
    assert!(parts[1].chars().all(|c| c != ' ') && parts[2].trim().is_empty(), "{picture}");
    assert!(picture.contains("1 figure is missing"), "{picture}");
}

#[test]
fn a_log_scale_is_refused_where_a_figure_is_not_above_nothing() {
    let asked = |values: &[f64]| Chart { log: true, ..Chart::new(Kind::Lines, vec![series("A", values)]) }.said();
    assert_eq!(asked(&[1.0, 10.0]), ["log scale"]);
    assert_eq!(asked(&[1.0, 0.0]), ["no log scale: not all figures are above nothing"]);
}

#[test]
fn bins_hold_every_figure_once() {
    let chart = Chart::histogram(&[0.0, 1.0, 1.5, 9.0, 10.0, f64::NAN], 40);
    assert_eq!(chart.series[0].points.iter().map(|point| point.1).sum::<f64>(), 5.0);
    assert_eq!(chart.said(), ["1 figure is missing"]);
}

#[test]
fn long_columns_keep_their_ends() {
    let values: Vec<f64> = (0..10_000).map(|at| if at == 7777 { 1e6 } else { f64::from(at % 10) }).collect();
    let points = envelope(&values, 100);
    assert!(points.len() <= 200 && points.iter().any(|point| point.1 == 1e6));
}

#[test]
fn a_row_is_a_small_line() {
    assert_eq!(spark::line(&[0.0, f64::NAN, 7.0, 3.0], 10, None), "▁ █▄");
    assert_eq!(spark::line(&[7.0, 7.0], 2, Some((0.0, 14.0))), "▅▅");
}

proptest! {
    #[test]
    fn labels_never_lie_over_each_other(wanted in prop::collection::vec(0_u32..40, 0..60), room in 0_u32..40) {
        let wanted: Vec<f64> = wanted.into_iter().map(|at| f64::from(at.min(room))).collect();
        let mut places: Vec<f64> = pushed_apart(&wanted, 1.0, f64::from(room)).into_iter().flatten().collect();
        prop_assert_eq!(places.len(), wanted.len().min(room as usize));
        places.sort_by(f64::total_cmp);
        prop_assert!(places.windows(2).all(|two| two[1] - two[0] >= 1.0 - 1e-9));
        prop_assert!(places.iter().all(|place| (-1e-9..=f64::from(room) - 1.0 + 1e-9).contains(place)));
    }

    #[test]
    fn every_size_and_figure_gives_a_picture_of_its_size(
        columns in 20_usize..=300, rows in 6_usize..=100, log: bool, kind in 0_usize..5, labelled: bool,
        figures in prop::collection::vec(prop::collection::vec(prop::num::f64::ANY, 0..8), 0..12),
    ) {
        let all: Vec<Series> = figures.iter().enumerate().map(|(at, values)| series(["Alder & <Elm>", "中文", "e\u{301}\u{7}\tx"][at % 3], values)).collect();
        let mut chart = if kind == 4 { Chart::histogram(&figures.concat(), 40) } else { Chart::new(Kind::ALL[kind], all) };
        chart.log = log;
        chart.names = vec!["a point".to_owned(); 8];
        if labelled && kind < 3 {
            chart.labels = (1991..1999).map(|year| year.to_string()).collect();
        }
        (chart.title, chart.unit, chart.source) = ("T".repeat(60), "U".to_owned(), "S".to_owned());
        let picture = text::draw(&chart, columns, rows, width::columns);
        prop_assert_eq!(picture.rows.len(), rows);
        for row in &picture.rows {
            prop_assert_eq!(width::columns(row) as usize, columns, "{:?}", row);
        }
        let svg = svg::draw(&chart, columns as u32 * 8, rows as u32 * 16);
        prop_assert!(roxmltree::Document::parse(&svg).is_ok(), "{}", svg);
        prop_assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }
}
