//! A row of figures as a line one cell high. Owns its signs; which rows share a scale is said by who asks.

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// The least and the greatest figure, which rows may share as their scale; `None` where there is none.
pub fn range(values: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    values.into_iter().filter(|value| value.is_finite()).fold(None, |range, value| {
        let (low, high) = range.unwrap_or((value, value));
        Some((low.min(value), high.max(value)))
    })
}

/// The figures in so many cells, a blank for what is missing; a figure a cell where they fit, else the mean of several.
/// Without a shared scale it has its own.
pub fn line(values: &[f64], cells: usize, scale: Option<(f64, f64)>) -> String {
    let cells = cells.min(values.len());
    let Some((low, high)) = scale.or_else(|| range(values.iter().copied())) else { return " ".repeat(cells) };
    let sign = |cell: usize| {
        let part = &values[cell * values.len() / cells..(cell + 1) * values.len() / cells];
        let said: Vec<f64> = part.iter().copied().filter(|value| value.is_finite()).collect();
        if said.is_empty() {
            return ' ';
        }
        let mean = said.iter().map(|value| value / said.len() as f64).sum::<f64>();
        let share = if high > low { (mean / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0) } else { 0.5 };
        BLOCKS[((share * 7.0).round().clamp(0.0, 7.0)) as usize]
    };
    (0..cells).map(sign).collect()
}
