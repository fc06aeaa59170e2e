//! The order in which places show: that of the text, but for those in a table whose rows are sorted. Keys that go from
//! place to place go down the screen with it; lists and counts keep the order of the text.

use super::Reader;
use crate::model::{Anchor, Document, FlowId};

/// The order in which places show that are sorted by their place in the text.
#[derive(Debug, Default)]
pub struct ShownOrder {
    /// Of each sorted table: the number of its first place, and the numbers of all its places as they show. Ascending.
    tables: Vec<(usize, Vec<usize>)>,
}

impl ShownOrder {
    /// How many places show before one.
    pub fn rank(&self, index: usize) -> usize {
        let in_table = self.table(index).and_then(|(first, shown)| Some(first + shown.iter().position(|&other| other == index)?));
        in_table.unwrap_or(index)
    }

    /// The place before which so many show.
    pub fn index(&self, rank: usize) -> usize {
        self.table(rank).and_then(|(first, shown)| shown.get(rank - first).copied()).unwrap_or(rank)
    }

    /// The table whose places have the numbers around one.
    fn table(&self, index: usize) -> Option<(usize, &[usize])> {
        let (first, shown) = self.tables.iter().rfind(|(first, _)| *first <= index)?;
        (index < first + shown.len()).then_some((*first, shown))
    }
}

impl Reader {
    /// The order in which places of the body show. `places` are sorted by what `at` says of them; those of notes stand behind all.
    pub fn shown_order<P>(&mut self, document: &Document, places: &[P], at: impl Fn(&P) -> Anchor) -> ShownOrder {
        let mut blocks: Vec<u32> = self.flow.sorted().collect();
        blocks.sort_unstable();
        let mut tables = Vec::new();
        for block in blocks {
            let layout = self.flow.block(document, block);
            let first = places.partition_point(|place| at(place) < Anchor::new(FlowId::Body, block, 0));
            let end = places.partition_point(|place| at(place) < Anchor::new(FlowId::Body, block + 1, 0));
            let mut shown: Vec<usize> = (first..end).collect();
            shown.sort_by_cached_key(|&index| (layout.line_of(at(&places[index]).byte), index));
            tables.push((first, shown));
        }
        ShownOrder { tables }
    }
}
