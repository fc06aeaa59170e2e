//! Scales and the round figures on them: Heckbert, "Nice numbers for graph labels", Graphics Gems (1990), pp. 61–63;
//! on a scale of ratios the powers of ten, and between them twos and fives. Owns how a figure of a chart is written.

/// Figures this far apart from nothing or less are drawn; beyond them differences overflow.
const FAR: f64 = 8e307;

/// An axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Scale {
    /// Its lower end.
    pub low: f64,
    /// Its upper end, above the lower one.
    pub high: f64,
    /// Round figures on it, ascending.
    pub ticks: Vec<f64>,
    log: bool,
}

impl Scale {
    /// A scale from one round figure to another, around two figures.
    pub fn round(low: f64, high: f64, ticks: usize) -> Scale {
        let (low, high) = apart(low, high);
        let step = step(low, high, ticks);
        let (low, high) = ((low / step).floor() * step, (high / step).ceil() * step);
        Scale { low, high, ticks: multiples(low, high, step), log: false }
    }

    /// A scale that ends where the figures end, with round figures between.
    pub fn exact(low: f64, high: f64, ticks: usize) -> Scale {
        let (low, high) = if low == high { (low, low + 1.0) } else { (low, high) };
        let (low, high) = apart(low, high);
        Scale { low, high, ticks: multiples(low, high, step(low, high, ticks)), log: false }
    }

    /// A scale of ratios around two figures above nothing.
    pub fn log(low: f64, high: f64) -> Scale {
        let (first, mut last) = (low.log10().floor() as i32, high.log10().ceil() as i32);
        last = last.max(first + 1);
        let (first, last) = (first.max(-300), last.min(308));
        let between: &[f64] = if last - first <= 3 { &[1.0, 2.0, 5.0] } else { &[1.0] };
        let apart = ((last - first) / 8).max(1);
        let powers = (first..last).filter(|power| (power - first) % apart == 0);
        let mut ticks: Vec<f64> = powers.flat_map(|power| between.iter().map(move |digit| digit * 10_f64.powi(power))).collect();
        ticks.push(10_f64.powi(last));
        Scale { low: 10_f64.powi(first), high: 10_f64.powi(last), ticks, log: true }
    }

    /// Where a figure lies, 0 at the lower end and 1 at the upper.
    pub fn at(&self, value: f64) -> f64 {
        let share = if self.log {
            (value.log10() - self.low.log10()) / (self.high.log10() - self.low.log10())
        } else {
            (value / 2.0 - self.low / 2.0) / (self.high / 2.0 - self.low / 2.0)
        };
        if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 }
    }
}

/// A figure as it stands on an axis: no more decimals than it needs, thousands parted by blanks.
pub fn figure(value: f64) -> String {
    if value != 0.0 && (value.abs() >= 1e12 || value.abs() < 1e-4) {
        return format!("{value:.3e}").replace(".000e", "e").replace('-', "−");
    }
    let text = format!("{:.4}", value.abs());
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let mut out = if value < 0.0 { "−".to_owned() } else { String::new() };
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    if rest.is_empty() { out } else { format!("{out}.{rest}") }
}

/// A figure as it stands below: one of four digits may be a year, and is not parted.
pub fn place(value: f64) -> String {
    let text = figure(value);
    if (1000.0..10000.0).contains(&value) { text.replace(' ', "") } else { text }
}

/// Figures as they stand below, all in one manner: with one of more digits among them none is a year.
pub fn places(values: &[f64]) -> Vec<String> {
    let years = values.iter().all(|value| value.abs() < 10000.0);
    values.iter().map(|&value| if years { place(value) } else { figure(value) }).collect()
}

/// Two figures that are far enough apart to lie on a line, and not too far.
fn apart(low: f64, high: f64) -> (f64, f64) {
    let (low, high) = (low.clamp(-FAR, FAR), high.clamp(-FAR, FAR));
    let little = (low.abs().max(high.abs()) * 1e-9).max(1e-290);
    if high - low > little {
        return (low, high);
    }
    let room = if low == 0.0 { 1.0 } else { low.abs() / 2.0 };
    (low - room, high + room)
}

/// A round step between ticks.
fn step(low: f64, high: f64, ticks: usize) -> f64 {
    let rough = (high - low) / (ticks.max(2) - 1) as f64;
    let power = 10_f64.powf(rough.log10().floor());
    let digit = match rough / power {
        digit if digit < 1.5 => 1.0,
        digit if digit < 3.0 => 2.0,
        digit if digit < 7.0 => 5.0,
        _ => 10.0,
    };
    let step = digit * power;
    if step.is_finite() && step > 0.0 { step } else { 1.0 }
}

fn multiples(low: f64, high: f64, step: f64) -> Vec<f64> {
    let first = (low / step - 1e-6).ceil();
    let count = ((high / step + 1e-6).floor() - first).clamp(0.0, 1000.0) as usize;
    // Multiplied and not added up, and rounded where the step has decimals: 0.3 and not 0.30000000000000004.
    let decimals = (-step.log10().floor()).clamp(0.0, 12.0) as i32;
    let unit = 10_f64.powi(decimals);
    (0..=count)
        .map(|at| {
            let tick = (first + at as f64) * step;
            if decimals > 0 && decimals < 12 && tick.abs() < 1e3 { (tick * unit).round() / unit } else { tick }
        })
        .collect()
}
