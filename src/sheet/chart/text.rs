//! A chart in cells: axes, lines in braille dots, bars in blocks, labels. Owns where all of it lies and by what series are
//! told apart without colour: each has its pattern of dots, its mark at its points, and its name at its end.

use super::canvas::{Canvas, Columns, Picture};
use super::labels::pushed_apart;
use super::ticks::{Scale, figure, places};
use super::{Chart, Kind, Series, is_point};

/// The marks at the points of series, again from the first after the last.
pub const MARKS: [&str; 10] = ["●", "○", "■", "□", "▲", "△", "◆", "◇", "+", "×"];
/// Which of the dots of a line are set.
const PATTERNS: [&[bool]; 5] =
    [&[true], &[true, false], &[true, true, true, true, false, false], &[true, false, false], &[true, true, true, false, true, false]];
const ACROSS: [&str; 8] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];
const UP: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// The part of the canvas in which figures are drawn, in cells.
#[derive(Debug, Clone, Copy)]
struct Plot {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
}

impl Plot {
    /// The dot at a share of the width and of the height.
    fn dot(&self, across: f64, up: f64) -> (usize, usize) {
        let (wide, high) = (self.width * 2 - 1, self.height * 4 - 1);
        (self.left * 2 + (across * wide as f64).round() as usize, self.top * 4 + high - (up * high as f64).round() as usize)
    }
}

/// Draws a chart in so many columns and rows.
pub fn draw(chart: &Chart, width: usize, height: usize, columns: Columns) -> Picture {
    let mut canvas = Canvas::new(width, height, columns);
    if width < 8 || height < 3 {
        canvas.text(0, 0, "too small", width, None);
        return canvas.finish();
    }
    let mut top = 0;
    let unit = match chart.kind {
        Kind::Scatter if !chart.axes.1.is_empty() => format!("{} upwards, by {} across", chart.axes.1, chart.axes.0),
        Kind::Histogram if !chart.axes.0.is_empty() => format!("count, by {}", chart.axes.0),
        _ => chart.unit.clone(),
    };
    for (line, least) in [(&chart.title, 8), (&unit, 12)] {
        if height >= least && !line.is_empty() {
            canvas.text(0, top, line, width, None);
            top += 1;
        }
    }
    let mut said = chart.said();
    let mut feet = usize::from(height >= 12 && !chart.source.is_empty());
    let saying = usize::from(height >= 6);
    feet += saying;
    let room = Plot { left: 0, top, width, height: height - top - feet };
    if chart.series.iter().any(|series| series.points.iter().any(is_point)) {
        match chart.kind {
            Kind::Bars => bars(chart, &mut canvas, room, &mut said),
            Kind::Histogram => histogram(chart, &mut canvas, room),
            Kind::Lines | Kind::Slope | Kind::Scatter => lines(chart, &mut canvas, room, &mut said),
        }
    } else {
        canvas.text(0, top, "no figures to draw", width, None);
    }
    if saying > 0 {
        canvas.text(0, height - feet, &said.join("; "), width, None);
    }
    if feet > saying {
        canvas.text(0, height - 1, &chart.source, width, None);
    }
    canvas.finish()
}

fn lines(chart: &Chart, canvas: &mut Canvas, room: Plot, said: &mut Vec<String>) {
    let drawn = chart.drawn();
    let scatter = chart.kind == Kind::Scatter;
    let named: Vec<usize> = (0..drawn.len()).filter(|&at| !scatter && drawn[at].points.iter().any(is_point)).collect();
    let widest = named.iter().map(|&at| canvas.columns(&chart.end_label(&drawn[at])) + 3).max().unwrap_or(0);
    let gutter = widest.min(room.width * 2 / 5);
    let side = chart.side((room.height / 3).clamp(2, 9));
    let plot = axes(chart, canvas, Plot { width: room.width - gutter, ..room }, &side);
    let below = chart.below(plot.width / 10);
    for (number, series) in (0_u16..).zip(&drawn) {
        let pattern = PATTERNS[usize::from(number) % PATTERNS.len()];
        let (mut before, mut phase) = (None, 0);
        for point in &series.points {
            let dot = is_point(point).then(|| plot.dot(below.at(point.0), side.at(point.1)));
            if let (Some(from), Some(to), false) = (before, dot, scatter) {
                canvas.line(from, to, pattern, &mut phase, number);
            } else if let Some((x, y)) = dot {
                canvas.dot(x, y, number);
            }
            before = dot;
        }
    }
    match marks(chart, canvas, &drawn, &plot, &below, &side) {
        0 => {}
        1 => said.push("1 point has no room for its name".to_owned()),
        more => said.push(format!("{more} points have no room for their names")),
    }
    let ends = named.iter().map(|&at| {
        let last = drawn[at].points.iter().rev().find(|point| is_point(point)).map_or(0.0, |point| side.at(point.1));
        plot.dot(1.0, last).1 as f64 / 4.0 - plot.top as f64
    });
    let ends: Vec<f64> = ends.collect();
    let rows = pushed_apart(&ends, 1.0, plot.height as f64);
    for (&at, row) in named.iter().zip(&rows) {
        let Some(row) = row else { continue };
        let label = format!("{} {}", MARKS[at % MARKS.len()], chart.end_label(&drawn[at]));
        canvas.text(plot.left + plot.width + 1, plot.top + *row as usize, &label, gutter.saturating_sub(1), Some(at as u16));
    }
    match rows.iter().filter(|row| row.is_none()).count() {
        0 => {}
        1 => said.push("1 line has no room for its name".to_owned()),
        more => said.push(format!("{more} lines have no room for their names")),
    }
}

/// The marks at points, where they do not stand too close, and the names of points where there is room; gives how many
/// names have none.
fn marks(chart: &Chart, canvas: &mut Canvas, drawn: &[Series], plot: &Plot, below: &Scale, side: &Scale) -> usize {
    let mut unnamed = 0;
    let scatter = chart.kind == Kind::Scatter;
    for (number, series) in (0_u16..).zip(drawn).filter(|(_, series)| scatter || series.points.len() * 2 <= plot.width) {
        for point in series.points.iter().filter(|point| is_point(point)) {
            let (x, y) = plot.dot(below.at(point.0), side.at(point.1));
            if !canvas.has_text(x / 2, y / 4) && (!scatter || series.points.len() <= plot.width) {
                canvas.text(x / 2, y / 4, MARKS[usize::from(number) % MARKS.len()], 1, Some(number));
            }
        }
    }
    for (number, series) in (0_u16..).zip(drawn).filter(|_| scatter) {
        for (point, name) in series.points.iter().zip(&chart.names).filter(|(point, _)| is_point(point)) {
            let (x, y) = plot.dot(below.at(point.0), side.at(point.1));
            let (x, y, wide) = (x / 2, y / 4, canvas.columns(name));
            let right = (x + 2, x + 1);
            let left = (x.saturating_sub(wide + 1), x.saturating_sub(wide + 2));
            let fits = |(at, from): (usize, usize)| from >= plot.left && at + wide <= plot.left + plot.width && canvas.is_free(from, y, wide + 1);
            if let Some((at, _)) = [right, left].into_iter().find(|&place| wide > 0 && fits(place)) {
                canvas.text(at, y, name, wide, Some(number));
            } else if wide > 0 {
                unnamed += 1;
            }
        }
    }
    unnamed
}

fn histogram(chart: &Chart, canvas: &mut Canvas, room: Plot) {
    let side = chart.side((room.height / 3).clamp(2, 9));
    let plot = axes(chart, canvas, room, &side);
    let Some(series) = chart.series.first() else { return };
    let bins = series.points.len().max(1);
    for (bin, point) in series.points.iter().enumerate() {
        let (from, to) = (bin * plot.width / bins, (bin + 1) * plot.width / bins);
        // Bins are parted by a blank where they are wide enough.
        let to = if to > from + 2 { to - 1 } else { to };
        let mut eighths = (side.at(point.1) * (plot.height * 8) as f64).round() as usize;
        if point.1 > 0.0 {
            eighths = eighths.max(1);
        }
        for row in 0..plot.height.min(eighths.div_ceil(8)) {
            let sign = UP[(eighths - row * 8).min(8) - 1];
            for x in from..to {
                canvas.text(plot.left + x, plot.top + plot.height - 1 - row, sign, 1, Some(0));
            }
        }
    }
}

fn bars(chart: &Chart, canvas: &mut Canvas, room: Plot, said: &mut Vec<String>) {
    let label = |at: usize| chart.labels.get(at).map_or("", String::as_str);
    let all: Vec<(usize, usize, f64)> = chart
        .series
        .iter()
        .enumerate()
        .flat_map(|(number, series)| series.points.iter().enumerate().map(move |(at, point)| (number, at, point.1)))
        .filter(|(_, _, value)| value.is_finite())
        .collect();
    let places = chart.series.iter().map(|series| series.points.len()).max().unwrap_or(0);
    let mut shown = all.clone();
    if all.len() > room.height && places > 1 {
        shown.retain(|&(_, at, _)| at + 1 == places);
        said.push(format!("bars of {} alone, for want of room", if label(places - 1).is_empty() { "the last column" } else { label(places - 1) }));
    }
    let several = shown.iter().any(|&(_, at, _)| shown.first().is_some_and(|first| first.1 != at));
    let name = |&(number, at, _): &(usize, usize, f64)| {
        let name = &chart.series[number].name;
        if several { format!("{name} {}", label(at)) } else { name.clone() }
    };
    if shown.len() > room.height {
        said.push(format!("{} of {} bars", room.height, shown.len()));
        shown.truncate(room.height);
    }
    let gutter = shown.iter().map(|bar| canvas.columns(&name(bar)) + 1).max().unwrap_or(0).min(room.width / 2);
    let figures = shown.iter().map(|bar| canvas.columns(&figure(bar.2)) + 1).max().unwrap_or(0).min(room.width / 4);
    let wide = (room.width - gutter - figures).max(1);
    let side = chart.side(5);
    let nothing = (side.at(0.0) * wide as f64).round() as usize;
    for (row, bar) in shown.iter().enumerate() {
        let (y, series) = (room.top + row, Some(bar.0 as u16));
        canvas.text(0, y, &name(bar), gutter - 1, series);
        let eighths = (side.at(bar.2) * (wide * 8) as f64).round() as usize;
        let (from, to) = if bar.2 < 0.0 { (eighths / 8, nothing) } else { (nothing, eighths.div_ceil(8)) };
        for x in from..to.min(wide) {
            let part = if bar.2 < 0.0 { 8 } else { (eighths - x * 8).min(8) };
            canvas.text(gutter + x, y, ACROSS[part - 1], 1, series);
        }
        let end = if bar.2 < 0.0 { nothing } else { to.max(from).min(wide) };
        canvas.text(gutter + end + 1, y, &figure(bar.2), room.width - (gutter + end + 1).min(room.width), series);
    }
}

/// Draws the axes with their round figures; what is left for the figures.
fn axes(chart: &Chart, canvas: &mut Canvas, room: Plot, side: &Scale) -> Plot {
    let under = if room.height >= 5 { 2 } else { 0 };
    let widest = side.ticks.iter().map(|tick| canvas.columns(&figure(*tick))).max().unwrap_or(0);
    let gutter = widest.min(room.width / 3);
    let plot = Plot { left: room.left + gutter + 1, top: room.top, width: room.width.saturating_sub(gutter + 1).max(1), height: (room.height - under).max(1) };
    for row in 0..plot.height {
        canvas.text(plot.left - 1, plot.top + row, "│", 1, None);
    }
    for tick in &side.ticks {
        let y = plot.dot(0.0, side.at(*tick)).1 / 4;
        let text = figure(*tick);
        canvas.text(plot.left - 1, y, "┤", 1, None);
        canvas.text((plot.left - 1).saturating_sub(canvas.columns(&text)), y, &text, gutter, None);
    }
    if under == 0 {
        return plot;
    }
    let line = plot.top + plot.height;
    canvas.text(plot.left - 1, line, &format!("└{}", "─".repeat(plot.width)), plot.width + 1, None);
    let below = chart.below((plot.width / 10).clamp(2, 12));
    let labels = chart.drawn_labels();
    let ticks: Vec<(f64, String)> = match labels.is_empty() {
        true => below.ticks.iter().zip(places(&below.ticks)).map(|(tick, text)| (below.at(*tick), text)).collect(),
        false => labels.iter().enumerate().map(|(at, label)| (below.at(at as f64), label.clone())).collect(),
    };
    let mut free = 0;
    for (share, text) in ticks {
        let (x, wide) = (plot.dot(share, 0.0).0 / 2, canvas.columns(&text));
        let end = plot.left + plot.width;
        let from = x.saturating_sub(wide / 2).min(end.saturating_sub(wide)).max(plot.left - 1);
        if from >= free && from + wide <= end {
            canvas.text(x, line, "┬", 1, None);
            canvas.text(from, line + 1, &text, wide, None);
            free = from + wide + 1;
        }
    }
    plot
}
