//! The order of a data file's rows: keys are made of a column's cells, all at once, and sorted as pairs with the number of
//! their row, which breaks ties. What has no key stands last both ways. Owns keys and orders; holds no cell.

use rayon::prelude::*;

use super::sheet::DataSheet;
use crate::read::data::progress::Progress;
use crate::sheet::order::Way;

/// The key of a row that has none.
const NOTHING: u64 = u64::MAX;
/// Rows up to which sorting is not worth a second processor.
const FEW: usize = 1 << 14;

/// A column that rows are sorted by, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnKey {
    /// The column, from 0.
    pub column: usize,
    /// Which way.
    pub way: Way,
}

impl DataSheet {
    /// Some rows sorted by columns, the first key first; `rows` is `None` for all. Once it is known which rows come first,
    /// so many of them are given to `top`. `None` where it was stopped.
    pub fn sorted(&self, rows: Option<Vec<u32>>, by: &[ColumnKey], progress: &Progress, first: usize, top: &mut dyn FnMut(&[u32])) -> Option<Vec<u32>> {
        let mut order = rows;
        for (number, key) in by.iter().enumerate().rev() {
            let keys = self.keys(*key, progress)?;
            let mut pairs: Vec<(u64, u32)> = match &order {
                None => keys.into_par_iter().zip(0..self.file.rows()).collect(),
                Some(order) => order.par_iter().enumerate().map(|(at, &row)| (keys[row as usize], at as u32)).collect(),
            };
            let row = |at: u32| order.as_ref().map_or(at, |order| order[at as usize]);
            if number == 0 && first < pairs.len() {
                pairs.select_nth_unstable(first);
                pairs[..first].sort_unstable();
                top(&pairs[..first].iter().map(|pair| row(pair.1)).collect::<Vec<_>>());
                sort(&mut pairs[first..]);
            } else {
                sort(&mut pairs);
            }
            progress.step(0)?;
            order = Some(pairs.into_par_iter().map(|pair| row(pair.1)).collect());
        }
        Some(order.unwrap_or_else(|| (0..self.file.rows()).collect()))
    }

    /// By row, what it is sorted by: the least first.
    fn keys(&self, by: ColumnKey, progress: &Progress) -> Option<Vec<u64>> {
        let way = by.way;
        self.figures(by.column, progress, |figure| key(figure, way))
    }
}

/// The key of a figure: keys stand in the order of the figures, or in the other.
fn key(figure: f64, way: Way) -> u64 {
    if figure.is_nan() {
        return NOTHING;
    }
    let bits = figure.to_bits();
    let up = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    if way == Way::Up { up } else { !up }
}

fn sort<T: Ord + Send + Copy>(pairs: &mut [T]) {
    if pairs.len() < FEW {
        return pairs.sort_unstable();
    }
    // What lies below and above the middle is sorted apart: faster here than what merges.
    let (below, _, above) = pairs.select_nth_unstable(pairs.len() / 2);
    rayon::join(|| below.sort_unstable(), || above.sort_unstable());
}
