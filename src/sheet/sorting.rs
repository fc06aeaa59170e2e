//! Sorting of many rows at once: keys beside row numbers, on all cores. Knows no sheet.

use rayon::prelude::*;

/// `rows` in the order of their values, which are by row number: what has none (NaN) comes last in either direction,
/// and what is equal stays in the order of `rows`.
pub fn by_numbers(values: &[f64], rows: &[u32], descending: bool) -> Vec<u32> {
    let (mut pairs, missing) = pairs(values, rows, descending);
    pairs.par_sort_unstable();
    row_numbers(pairs, rows).chain(missing).collect()
}

/// The first `count` of [`by_numbers`]: sooner done than the whole where few are asked for.
pub fn first_by_numbers(values: &[f64], rows: &[u32], descending: bool, count: usize) -> Vec<u32> {
    let (mut pairs, missing) = pairs(values, rows, descending);
    if count > 0 && count < pairs.len() {
        pairs.select_nth_unstable(count - 1);
        pairs.truncate(count);
    }
    pairs.sort_unstable();
    row_numbers(pairs, rows).chain(missing).take(count).collect()
}

/// `rows` in the order of their keys, which are by row number; what is equal stays in the order of `rows`.
pub fn by_keys<K: Ord + Sync>(keys: &[K], rows: &[u32], descending: bool) -> Vec<u32> {
    let key = |place: u32| keys.get(rows[place as usize] as usize);
    let mut places: Vec<u32> = (0..rows.len() as u32).collect();
    places.par_sort_unstable_by(|&one, &other| {
        let order = key(one).cmp(&key(other));
        if descending { order.reverse() } else { order }.then(one.cmp(&other))
    });
    places.into_iter().map(|place| rows[place as usize]).collect()
}

/// For each row with a value its key and its place in `rows`; and the rows without.
fn pairs(values: &[f64], rows: &[u32], descending: bool) -> (Vec<(u64, u32)>, Vec<u32>) {
    let value = |row: u32| values.get(row as usize).copied().unwrap_or(f64::NAN);
    let mut pairs = Vec::with_capacity(rows.len());
    let mut missing = Vec::new();
    for (place, &row) in (0u32..).zip(rows) {
        let value = value(row);
        if value.is_nan() {
            missing.push(row);
        } else {
            pairs.push((if descending { !orderable(value) } else { orderable(value) }, place));
        }
    }
    (pairs, missing)
}

fn row_numbers(pairs: Vec<(u64, u32)>, rows: &[u32]) -> impl Iterator<Item = u32> {
    pairs.into_iter().map(|(_, place)| rows[place as usize])
}

/// A key that orders as the value does.
fn orderable(value: f64) -> u64 {
    // Adding nothing makes minus nothing plain.
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}
