//! What can be said of a column's figures at once: count, sum, mean, spread. Owns the reckoning, in one pass but for the
//! median; knows no table.

/// The statistics of some figures.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Statistics {
    /// Figures.
    pub count: usize,
    /// Rows that have none.
    pub missing: usize,
    /// Their sum (Neumaier's: what rounding takes is added at the end); 0 where there is no figure.
    pub sum: f64,
    /// The mean.
    pub mean: Option<f64>,
    /// The one in the middle, or halfway between the two.
    pub median: Option<f64>,
    /// The least, with the place of the first that is.
    pub min: Option<(usize, f64)>,
    /// The greatest, with the place of the first that is.
    pub max: Option<(usize, f64)>,
    /// The standard deviation of a sample (Welford's); `None` of fewer than two.
    pub deviation: Option<f64>,
}

impl Statistics {
    /// Of some figures; NaN and the infinite are missing.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Statistics {
        let mut found = Statistics::default();
        let mut figures = Vec::new();
        let (mut lost, mut mean, mut squares) = (0.0, 0.0, 0.0);
        for (place, value) in values.into_iter().enumerate() {
            if !value.is_finite() {
                found.missing += 1;
                continue;
            }
            figures.push(value);
            let sum = found.sum + value;
            lost += if found.sum.abs() >= value.abs() { (found.sum - sum) + value } else { (value - sum) + found.sum };
            found.sum = sum;
            let off = value - mean;
            mean += off / figures.len() as f64;
            squares += off * (value - mean);
            if found.min.is_none_or(|(_, least)| value < least) {
                found.min = Some((place, value));
            }
            if found.max.is_none_or(|(_, greatest)| value > greatest) {
                found.max = Some((place, value));
            }
        }
        found.sum += lost;
        found.count = figures.len();
        found.mean = (found.count > 0).then(|| found.sum / found.count as f64);
        found.median = median(&mut figures);
        found.deviation = (found.count > 1).then(|| (squares / (found.count - 1) as f64).sqrt());
        found
    }
}

fn median(figures: &mut [f64]) -> Option<f64> {
    let half = figures.len() / 2;
    if figures.is_empty() {
        return None;
    }
    let even = figures.len().is_multiple_of(2);
    let (below, &mut middle, _) = figures.select_nth_unstable_by(half, f64::total_cmp);
    let before = below.iter().copied().max_by(f64::total_cmp).filter(|_| even);
    Some(before.map_or(middle, |before| before / 2.0 + middle / 2.0))
}
