//! The order of a data file's rows: keys are made of a column's cells, all at once, and sorted as pairs with the place of
//! their row, which breaks ties. What has no key stands last both ways. Owns keys and orders; holds no cell.

use rayon::prelude::*;

use super::sheet::DataSheet;
use crate::read::data::progress::Progress;
use crate::sheet::order::Way;
use crate::sheet::ranks;

/// The key of a row that has no figure.
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

/// Who is told which rows come first, before it is known in what order the others follow.
pub struct Top<'t> {
    /// How many rows are wanted.
    pub rows: usize,
    /// Is given them.
    pub tell: &'t mut dyn FnMut(&[u32]),
}

/// What is wanted of a sort.
struct Wanted<'t> {
    most: Option<usize>,
    top: Option<Top<'t>>,
}

impl DataSheet {
    /// Some rows sorted by columns, the first key first; `rows` is `None` for all of them. With `most` only so many that
    /// come first are given. `None` where it was stopped.
    pub fn sorted(&self, rows: Option<Vec<u32>>, by: &[ColumnKey], progress: &Progress, most: Option<usize>, mut top: Option<Top<'_>>) -> Option<Vec<u32>> {
        let mut order = rows;
        for (number, key) in by.iter().enumerate().rev() {
            let wanted = if number == 0 { Wanted { most, top: top.take() } } else { Wanted { most: None, top: None } };
            order = Some(self.sorted_by(order, *key, progress, wanted)?);
        }
        Some(order.unwrap_or_else(|| (0..self.file.rows()).collect()))
    }

    fn sorted_by(&self, order: Option<Vec<u32>>, key: ColumnKey, progress: &Progress, wanted: Wanted<'_>) -> Option<Vec<u32>> {
        let order = order.as_deref();
        if !self.column_is_known(key.column) {
            // Whether it holds figures is known when they are read.
            let keys = self.figures(key.column, progress, |figure| figure_key(figure.value, key.way))?;
            if self.column(key.column, progress)?.kind.is_figures() {
                return by_figures(keys, order, progress, wanted);
            }
        }
        if self.column(key.column, progress)?.kind.is_figures() {
            return by_figures(self.figures(key.column, progress, |figure| figure_key(figure.value, key.way))?, order, progress, wanted);
        }
        let mut ranks = self.ranks(key.column, progress)?;
        if key.way == Way::Down {
            ranks.par_iter_mut().filter(|rank| **rank != ranks::NOTHING).for_each(|rank| *rank = ranks::NOTHING - 1 - *rank);
        }
        by_ranks(&ranks, order, progress, wanted)
    }
}

/// Rows sorted by figures: `keys` are those of all rows.
fn by_figures(keys: Vec<u64>, order: Option<&[u32]>, progress: &Progress, wanted: Wanted<'_>) -> Option<Vec<u32>> {
    let pairs: Vec<(u64, u32)> = match order {
        None => keys.into_par_iter().zip(0..u32::MAX).collect(),
        Some(order) => order.par_iter().zip(0..u32::MAX).map(|(&row, place)| (keys[row as usize], place)).collect(),
    };
    sorted(pairs, |pair| pair.1, order, progress, wanted)
}

/// Rows sorted by the places of their words: `ranks` are those of all rows.
fn by_ranks(ranks: &[u32], order: Option<&[u32]>, progress: &Progress, wanted: Wanted<'_>) -> Option<Vec<u32>> {
    let pair = |rank: u32, place: u32| u64::from(rank) << 32 | u64::from(place);
    let pairs: Vec<u64> = match order {
        None => ranks.par_iter().zip(0..u32::MAX).map(|(&rank, place)| pair(rank, place)).collect(),
        Some(order) => order.par_iter().zip(0..u32::MAX).map(|(&row, place)| pair(ranks[row as usize], place)).collect(),
    };
    sorted(pairs, |pair| pair as u32, order, progress, wanted)
}

/// The rows of pairs of a key and a place, sorted.
fn sorted<P: Ord + Copy + Send + Sync>(
    mut pairs: Vec<P>,
    place: impl Fn(P) -> u32 + Sync,
    order: Option<&[u32]>,
    progress: &Progress,
    wanted: Wanted<'_>,
) -> Option<Vec<u32>> {
    progress.step(0)?;
    let row = |pair: P| order.map_or_else(|| place(pair), |order| order[place(pair) as usize]);
    if let Some(most) = wanted.most.filter(|&most| most < pairs.len()) {
        pairs.select_nth_unstable(most);
        pairs.truncate(most);
    }
    match wanted.top.filter(|top| top.rows < pairs.len()) {
        Some(top) => {
            let (first, _, _) = pairs.select_nth_unstable(top.rows);
            first.sort_unstable();
            (top.tell)(&first.iter().map(|&pair| row(pair)).collect::<Vec<_>>());
            sort(&mut pairs[top.rows..]);
        }
        None => sort(&mut pairs),
    }
    progress.step(0)?;
    Some(pairs.into_par_iter().map(row).collect())
}

/// The key of a figure: keys stand in the order of the figures, or in the other.
fn figure_key(figure: f64, way: Way) -> u64 {
    if figure.is_nan() {
        return NOTHING;
    }
    let bits = figure.to_bits();
    let up = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
    if way == Way::Up { up } else { !up }
}

fn sort<P: Ord + Copy + Send>(pairs: &mut [P]) {
    if pairs.len() < FEW {
        return pairs.sort_unstable();
    }
    // What lies below and above the middle is sorted apart: faster than parts that are merged.
    let (below, _, above) = pairs.select_nth_unstable(pairs.len() / 2);
    rayon::join(|| below.sort_unstable(), || above.sort_unstable());
}
