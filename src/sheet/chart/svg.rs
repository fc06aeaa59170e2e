//! A chart as a drawing for a paper: one SVG that needs nothing else, its text as text. Told apart without colour as in
//! cells: by dashes, and by names at the ends.

use std::fmt::Write;

use super::labels::pushed_apart;
use super::ticks::{figure, places};
use super::{Chart, Kind, is_point};

/// Okabe and Ito's colours (2008), which are told apart by those who see few.
const COLOURS: [&str; 7] = ["#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"];
const DASHES: [&str; 5] = ["none", "2 3", "8 4", "1 4", "8 3 2 3"];
/// The height of a line of words.
const LINE: f64 = 14.0;
/// What a character is taken to be wide, at most.
const WIDE: f64 = 7.0;

/// Draws a chart, so many points wide and high.
pub fn draw(chart: &Chart, width: u32, height: u32) -> String {
    let (width, height) = (f64::from(width.max(200)), f64::from(height.max(120)));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"11\" role=\"img\">\n<title>{}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n",
        escaped(&chart.title)
    );
    text(&mut out, 8.0, 18.0, "start", "black", &chart.title);
    let unit = match chart.kind {
        Kind::Scatter => format!("{} upwards, by {} across", chart.axes.1, chart.axes.0),
        Kind::Histogram => format!("count, by {}", chart.axes.0),
        _ => chart.unit.clone(),
    };
    text(&mut out, 8.0, 34.0, "start", "#555555", &unit);
    text(&mut out, 8.0, height - 20.0, "start", "#555555", &chart.said().join("; "));
    text(&mut out, 8.0, height - 6.0, "start", "#555555", &chart.source);
    let drawn = chart.drawn();
    let side = chart.side(6);
    let below = chart.below(8);
    let wide = |words: &str| words.chars().count() as f64 * WIDE;
    let named = matches!(chart.kind, Kind::Lines | Kind::Slope | Kind::Bars);
    let gutter = if named { drawn.iter().map(|series| wide(&chart.end_label(series)) + 16.0).fold(0.0, f64::max).min(width * 0.4) } else { 16.0 };
    let left = side.ticks.iter().map(|tick| wide(&figure(*tick))).fold(0.0, f64::max).min(width * 0.3) + 12.0;
    let (top, bottom, right) = (44.0, height - 54.0, width - gutter);
    let x = |share: f64| left + share * (right - left);
    let y = |share: f64| bottom - share * (bottom - top);
    for tick in &side.ticks {
        let at = y(side.at(*tick));
        let _ = writeln!(out, "<line x1=\"{left:.1}\" y1=\"{at:.1}\" x2=\"{right:.1}\" y2=\"{at:.1}\" stroke=\"#dddddd\"/>");
        text(&mut out, left - 5.0, at + 4.0, "end", "black", &figure(*tick));
    }
    let labels = chart.drawn_labels();
    let places: Vec<(f64, String)> = match labels.is_empty() {
        true => below.ticks.iter().zip(places(&below.ticks)).map(|(tick, text)| (below.at(*tick), text)).collect(),
        false => labels.iter().enumerate().map(|(at, label)| (below.at(at as f64), label.clone())).collect(),
    };
    let bars = chart.kind == Kind::Bars;
    let mut free = 0.0;
    for (share, label) in places {
        let count = labels.len().max(1) as f64;
        let at = if bars && !labels.is_empty() { x((share * (count - 1.0) + 0.5) / count) } else { x(share) };
        if at - wide(&label) / 2.0 >= free {
            text(&mut out, at, bottom + 16.0, "middle", "black", &label);
            free = at + wide(&label) / 2.0 + 6.0;
        }
    }
    let nothing = y(side.at(0.0));
    let most = drawn.iter().map(|series| series.points.len()).max().unwrap_or(0).max(1) as f64;
    for (number, series) in drawn.iter().enumerate() {
        let (colour, dash) = (COLOURS[number % COLOURS.len()], DASHES[number % DASHES.len()]);
        let mut path = String::new();
        let mut on = false;
        for (at, point) in series.points.iter().enumerate() {
            if !is_point(point) {
                on = false;
                continue;
            }
            let (across, up) = (x(below.at(point.0)), y(side.at(point.1)));
            match chart.kind {
                Kind::Lines | Kind::Slope => {
                    let _ = write!(path, "{}{across:.1} {up:.1}", if on { "L" } else { "M" });
                    let _ = writeln!(out, "<circle cx=\"{across:.1}\" cy=\"{up:.1}\" r=\"2\" fill=\"{colour}\"/>");
                }
                Kind::Scatter => {
                    let _ = writeln!(out, "<circle cx=\"{across:.1}\" cy=\"{up:.1}\" r=\"3\" fill=\"{colour}\"/>");
                }
                Kind::Bars | Kind::Histogram => {
                    let place = (right - left) / most;
                    let (room, within) = if bars { (place * 0.8 / drawn.len() as f64, number as f64) } else { (place - 1.0, 0.0) };
                    let from = left + place * at as f64 + room * within + if bars { place * 0.1 } else { 0.5 };
                    let (high, low) = (up.min(nothing), up.max(nothing));
                    let _ =
                        writeln!(out, "<rect x=\"{from:.1}\" y=\"{high:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{colour}\"/>", room.max(0.2), low - high);
                }
            }
            on = true;
        }
        if !path.is_empty() {
            let _ = writeln!(out, "<path d=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.5\" stroke-dasharray=\"{dash}\"/>");
        }
    }
    if named {
        let last = |series: &super::Series| series.points.iter().rev().find(|point| is_point(point)).map(|point| y(side.at(point.1)) - top);
        let ends: Vec<f64> = drawn.iter().map(|series| last(series).unwrap_or(0.0)).collect();
        for ((number, series), place) in drawn.iter().enumerate().zip(pushed_apart(&ends, LINE, bottom - top + LINE)) {
            if let (Some(place), Some(_)) = (place, last(series)) {
                text(&mut out, right + 8.0, top + place + 4.0, "start", COLOURS[number % COLOURS.len()], &chart.end_label(series));
            }
        }
    }
    let _ = writeln!(out, "<path d=\"M{left:.1} {top:.1}L{left:.1} {bottom:.1}L{right:.1} {bottom:.1}\" fill=\"none\" stroke=\"black\"/>");
    out.push_str("</svg>\n");
    out
}

fn text(out: &mut String, x: f64, y: f64, anchor: &str, colour: &str, words: &str) {
    if !words.is_empty() {
        let _ = writeln!(out, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" fill=\"{colour}\">{}</text>", escaped(words));
    }
}

/// A text in XML 1.0: its signs written out, and what it cannot hold replaced.
fn escaped(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
