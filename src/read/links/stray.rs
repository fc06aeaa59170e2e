//! Labels that are out of the count: the ones around them count on over the gap in which they stand, and so a label was
//! misread or misprinted. Works on numbers alone.

/// Most labels that are missing where one stands that is out of the count.
const GAP: u32 = 3;

/// For each label whether it is out of the count of those around it: `t`, `a`, `w`.
pub fn strays(values: &[u32]) -> Vec<bool> {
    let mut strays = vec![false; values.len()];
    for i in 1..values.len().saturating_sub(1) {
        let (before, after) = (values[i - 1], values[i + 1]);
        let missing = after.saturating_sub(before.saturating_add(1));
        strays[i] = !strays[i - 1] && (1..=GAP).contains(&missing) && !(before..=after).contains(&values[i]);
    }
    strays
}
