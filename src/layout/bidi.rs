//! Text that runs from right to left, put in the order of the screen: for terminals that do not do it themselves. Works on
//! the clusters of one line; the bytes stay where they are.

use unicode_bidi::{BidiInfo, Direction, Level, get_base_direction};

use super::place::Placed;
use crate::model::{Extent, Text};

/// Whether a text holds characters that run from right to left: Hebrew, Arabic and their kin, with their presentation forms.
pub fn is_mixed(text: &str) -> bool {
    let runs_left =
        |c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    text.chars().any(runs_left)
}

/// Whether a text runs from right to left as a whole: its first letter does.
pub fn runs_left(text: &str) -> bool {
    get_base_direction(text) == Direction::Rtl
}

/// Puts the clusters of a range from left to right as they are to stand (UAX #9, rule L2). The direction is that of the
/// whole block.
pub fn reorder(text: &Text, extent: Extent, placed: &mut [Placed]) {
    let shown = text.slice(extent);
    if !is_mixed(shown) {
        return;
    }
    let base = if runs_left(text.as_str()) { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(shown, Some(base));
    let levels: Vec<Level> = placed.iter().map(|cluster| info.levels[(cluster.extent.start - extent.start) as usize]).collect();
    let order = BidiInfo::reorder_visual(&levels);
    let clusters = placed.to_vec();
    let mut x = 0u16;
    for (slot, from) in placed.iter_mut().zip(order) {
        *slot = Placed { x, ..clusters[from] };
        x = x.saturating_add(slot.width);
    }
}
