//! Where each cluster of a line stands: the one way from a byte to a column and back. Painting, clicking and printing all
//! ask here, so that what is pointed at is what is drawn.

use super::bidi;
use super::block::Line;
use super::together;
use super::width::clusters;
use crate::model::{Extent, Text};

/// A cluster with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// Its bytes.
    pub extent: Extent,
    /// Columns before it, the line's indent not counted.
    pub x: u16,
    /// The columns it has; more than it needs, where it is a blank that was widened.
    pub width: u16,
}

/// The clusters of a line, from left to right.
pub fn line(text: &Text, line: &Line) -> Vec<Placed> {
    let mut placed = range(text, line.shown, line.reorder);
    let widened = widened(text, line);
    if widened.is_empty() {
        return placed;
    }
    let mut more = 0;
    for cluster in &mut placed {
        cluster.x += more;
        if let Ok(at) = widened.binary_search_by_key(&cluster.extent.start, |&(byte, _)| byte) {
            cluster.width += widened[at].1;
            more += widened[at].1;
        }
    }
    placed
}

/// The clusters of a range that stands by itself, as in a cell; `reorder` says whether what runs from right to left is
/// to be put in its order.
pub fn range(text: &Text, extent: Extent, reorder: bool) -> Vec<Placed> {
    let shown = text.slice(extent);
    let mut x = 0u16;
    let one = |(range, width): (std::ops::Range<usize>, u16)| {
        let placed = Placed { extent: Extent::new(extent.start + range.start as u32, extent.start + range.end as u32), x, width };
        x = x.saturating_add(width);
        placed
    };
    let mut placed: Vec<Placed> = clusters(shown).map(one).collect();
    if reorder {
        bidi::reorder(text, extent, &mut placed);
    }
    placed
}

/// The byte of the cluster at a column of a line, the indent not counted; `None` behind its end.
pub fn byte_at(text: &Text, of: &Line, column: u16) -> Option<u32> {
    at(&line(text, of), column)
}

/// The byte of the cluster at a column; `None` behind the last.
pub fn at(placed: &[Placed], column: u16) -> Option<u32> {
    placed.iter().find(|cluster| cluster.x <= column && column < cluster.x.saturating_add(cluster.width)).map(|cluster| cluster.extent.start)
}

/// The column of a line at which the cluster that holds a byte begins, the indent not counted; the end of the line for
/// what lies behind.
pub fn column_of(text: &Text, of: &Line, byte: u32) -> u16 {
    line(text, of).iter().find(|cluster| cluster.extent.contains(byte)).map_or(of.width, |cluster| cluster.x)
}

/// The blanks of a line that are widened so that it fills its measure: the byte of each, ascending, and the columns it
/// gets more. What has to be spread is spread evenly; what cannot be goes to the later ones.
pub fn widened(text: &Text, line: &Line) -> Vec<(u32, u16)> {
    if line.stretch == 0 {
        return Vec::new();
    }
    let blanks = blanks(text, line.held, line.shown);
    let (count, stretch) = (blanks.len() as u32, u32::from(line.stretch));
    let part = |n: u32| n * stretch / count;
    (0..).zip(blanks).map(|(n, byte)| (byte, (part(n + 1) - part(n)) as u16)).collect()
}

/// The blanks of a line that may be widened: those behind its label, but for those within what belongs together, as `1 350`.
pub(super) fn blanks(text: &Text, held: u32, shown: Extent) -> Vec<u32> {
    let from = held.clamp(shown.start, shown.end);
    let inside = text.slice(Extent::new(from, shown.end));
    // A blank that carries a mark is a cluster of its own kind.
    let blanks = clusters(inside).filter(|(range, _)| matches!(&inside[range.clone()], " " | "\u{a0}"));
    let mut word = 0;
    let mut may = |at: usize, end: usize| {
        let before = &inside[std::mem::replace(&mut word, end)..at];
        !together::holds(before, &inside[end..])
    };
    blanks.filter(|(range, _)| may(range.start, range.end)).map(|(range, _)| from + range.start as u32).collect()
}
