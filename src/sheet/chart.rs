//! Charts: what is drawn of figures, and what has to be said of it. Owns the kinds of chart, their figures and their
//! words; `text` sets them in cells, `svg` as a drawing.

pub mod canvas;
pub mod labels;
pub mod rows;
pub mod spark;
pub mod svg;
pub mod text;
pub mod ticks;

use ticks::{Scale, figure};

/// One line of a chart, or its points.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What it is called.
    pub name: String,
    /// Its points; what is missing or endless in either figure leaves a gap.
    pub points: Vec<(f64, f64)>,
}

/// How figures are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Lines over the columns.
    Lines,
    /// A bar for every figure.
    Bars,
    /// Lines from the first column to the last.
    Slope,
    /// Points by two columns.
    Scatter,
    /// How many figures lie where.
    Histogram,
}

impl Kind {
    /// Every kind, in the order in which they follow each other.
    pub const ALL: [Kind; 5] = [Kind::Lines, Kind::Bars, Kind::Slope, Kind::Scatter, Kind::Histogram];

    /// Its name, as it is typed.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Lines => "lines",
            Kind::Bars => "bars",
            Kind::Slope => "slope",
            Kind::Scatter => "scatter",
            Kind::Histogram => "histogram",
        }
    }

    /// The kind of a name.
    pub fn named(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A chart: what is drawn, and the words around it.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// How it is drawn.
    pub kind: Kind,
    /// What stands above it.
    pub title: String,
    /// What the figures count; empty where that is not known.
    pub unit: String,
    /// Where the figures come from.
    pub source: String,
    /// What is drawn. In a histogram one series of bins: the lower edge of each, and how many figures it holds.
    pub series: Vec<Series>,
    /// The words under places 0, 1, 2, ... of the axis; empty where it is one of figures.
    pub labels: Vec<String>,
    /// What the axis below is called, and what the one at the side.
    pub axes: (String, String),
    /// In a scatter, the names of its points.
    pub names: Vec<String>,
    /// Whether equal steps are equal ratios.
    pub log: bool,
    /// Figures that are missing beyond those that the series show as gaps.
    pub missing: usize,
}

impl Chart {
    /// A chart of series, without words.
    pub fn new(kind: Kind, series: Vec<Series>) -> Chart {
        let none = String::new;
        Chart {
            kind,
            title: none(),
            unit: none(),
            source: none(),
            series,
            labels: Vec::new(),
            axes: (none(), none()),
            names: Vec::new(),
            log: false,
            missing: 0,
        }
    }

    /// The figures by how many lie where, as a chart of at most so many bins. Goes over them twice and keeps none.
    pub fn histogram(values: &[f64], bins: usize) -> Chart {
        let (mut low, mut high, mut count) = (f64::INFINITY, f64::NEG_INFINITY, 0_usize);
        for &value in values.iter().filter(|value| value.is_finite()) {
            (low, high, count) = (low.min(value), high.max(value), count + 1);
        }
        let mut points = Vec::new();
        if count > 0 {
            // Sturges' rule, at round edges.
            let wanted = (count as f64).log2().ceil() as usize + 1;
            let scale = Scale::round(low, high, wanted.clamp(1, bins.max(1)) + 1);
            let edges = &scale.ticks;
            let step = if edges.len() > 1 { edges[1] - edges[0] } else { 1.0 };
            let mut counts = vec![0_u64; edges.len().saturating_sub(1).max(1)];
            for &value in values.iter().filter(|value| value.is_finite()) {
                // A figure on the last edge belongs to the last bin.
                let at = ((value - edges[0]) / step).floor().max(0.0) as usize;
                let last = counts.len() - 1;
                counts[at.min(last)] += 1;
            }
            points = counts.iter().enumerate().map(|(bin, &count)| (edges[0] + step * bin as f64, count as f64)).collect();
        }
        Chart { missing: values.len() - count, ..Chart::new(Kind::Histogram, vec![Series { name: "count".to_owned(), points }]) }
    }

    /// Whether the scale is one of ratios: asked for, and all figures are above nothing.
    pub fn is_log(&self) -> bool {
        let lines = !matches!(self.kind, Kind::Bars | Kind::Histogram);
        self.log && lines && self.heights().all(|height| height > 0.0)
    }

    /// What a reader must know of the chart: what is missing, and what was asked for and is not so.
    pub fn said(&self) -> Vec<String> {
        let gaps = self.series.iter().flat_map(|series| &series.points).filter(|point| !is_point(point)).count() + self.missing;
        let mut said = Vec::new();
        match gaps {
            0 => {}
            1 => said.push("1 figure is missing".to_owned()),
            _ => said.push(format!("{gaps} figures are missing")),
        }
        if self.is_log() {
            said.push("log scale".to_owned());
        } else if self.log && matches!(self.kind, Kind::Bars | Kind::Histogram) {
            said.push(format!("a {} has no log scale", if self.kind == Kind::Bars { "bar" } else { "histogram" }));
        } else if self.log {
            said.push("no log scale: not all figures are above nothing".to_owned());
        }
        said
    }

    /// The series as they are drawn: of a slope the first place and the last.
    pub fn drawn(&self) -> Vec<Series> {
        if self.kind != Kind::Slope {
            return self.series.clone();
        }
        let ends = |series: &Series| match series.points.as_slice() {
            [first, .., last] => vec![(0.0, first.1), (1.0, last.1)],
            points => points.iter().map(|point| (0.0, point.1)).collect(),
        };
        self.series.iter().map(|series| Series { name: series.name.clone(), points: ends(series) }).collect()
    }

    /// The words under the axis as they are drawn.
    pub fn drawn_labels(&self) -> Vec<String> {
        match self.labels.as_slice() {
            [first, .., last] if self.kind == Kind::Slope => vec![first.clone(), last.clone()],
            labels => labels.to_vec(),
        }
    }

    /// The scale at the side, with about so many ticks.
    pub fn side(&self, ticks: usize) -> Scale {
        let (mut low, mut high) = bounds(self.heights());
        if self.is_log() {
            return Scale::log(low, high);
        }
        // From nothing, where that costs less than half of the height, and always where lengths are compared.
        if low > 0.0 && (low < high / 2.0 || matches!(self.kind, Kind::Bars | Kind::Histogram)) {
            low = 0.0;
        }
        if matches!(self.kind, Kind::Bars | Kind::Histogram) {
            (low, high) = (low.min(0.0), high.max(0.0));
        }
        Scale::round(low, high, ticks)
    }

    /// The scale below, with about so many ticks; places of words are not widened to round figures.
    pub fn below(&self, ticks: usize) -> Scale {
        let drawn = self.drawn();
        let (low, mut high) = bounds(drawn.iter().flat_map(|series| &series.points).filter(|point| is_point(point)).map(|point| point.0));
        let labels = self.drawn_labels();
        if !labels.is_empty() {
            return Scale::exact(0.0, (labels.len() - 1) as f64, labels.len());
        }
        if let (Kind::Histogram, [first, second, ..]) = (self.kind, self.series.first().map_or(&[][..], |series| &series.points)) {
            high += second.0 - first.0;
        }
        if self.kind == Kind::Scatter { Scale::round(low, high, ticks) } else { Scale::exact(low, high, ticks) }
    }

    /// What stands at the end of a line: its name, and of a slope its last figure.
    pub fn end_label(&self, series: &Series) -> String {
        match series.points.iter().rev().find(|point| is_point(point)) {
            Some(last) if self.kind == Kind::Slope => format!("{} {}", series.name, figure(last.1)),
            _ => series.name.clone(),
        }
    }

    fn heights(&self) -> impl Iterator<Item = f64> {
        self.series.iter().flat_map(|series| &series.points).filter(|point| is_point(point)).map(|point| point.1)
    }
}

/// Whether a point has both its figures.
pub fn is_point(point: &(f64, f64)) -> bool {
    point.0.is_finite() && point.1.is_finite()
}

/// The least and the greatest of every part of a column of figures, as points of a line: a column of any length in twice
/// so many points. One pass; what is missing is passed over.
pub fn envelope(values: &[f64], parts: usize) -> Vec<(f64, f64)> {
    let part = values.len().div_ceil(parts.max(1)).max(1);
    let ends = values.chunks(part).enumerate().flat_map(|(number, chunk)| {
        let (low, high) = bounds(chunk.iter().copied().filter(|value| value.is_finite()));
        let missing = chunk.iter().all(|value| !value.is_finite());
        let at = (number * part) as f64 + 1.0;
        if missing { vec![(at, f64::NAN)] } else { vec![(at, low), (at, high)] }
    });
    ends.collect()
}

fn bounds(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    if low > high { (0.0, 1.0) } else { (low, high) }
}
