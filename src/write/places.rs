//! The places of a document that have a name, as targets of links from inside and outside: what was named in the source. Owns which
//! of them are written, and under which names.

use std::collections::HashSet;

use super::slugs::Slugs;
use crate::model::{Anchor, Block, Document, Extent};

/// Places with a name, in the order of the document.
#[derive(Debug, Clone, Default)]
pub struct Places(Vec<Named>);

/// A place with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Where it is.
    pub at: Anchor,
    /// The name, which no other place has.
    pub name: String,
}

impl Places {
    /// The places of a document but for its headings, which have their names already.
    pub fn new(document: &Document, slugs: &Slugs) -> Places {
        let mut taken: HashSet<&str> = slugs.all().collect();
        let mut places = Vec::new();
        for (name, at) in &document.ids {
            if !name.is_empty() && taken.insert(name) {
                places.push(Named { at: *at, name: name.clone() });
            }
        }
        places.sort_by_key(|named| named.at);
        Places(places)
    }

    /// The place with a number.
    pub fn get(&self, number: usize) -> Option<&Named> {
        self.0.get(number)
    }

    /// The places in a range of a block, with their numbers; those at its end, where the block ends there.
    pub fn within(&self, at: Anchor, block: &Block, extent: Extent) -> Vec<(u32, usize)> {
        let end = if extent.end == block.len() { u32::MAX } else { extent.end };
        let start = if extent.start == 0 { 0 } else { extent.start };
        let from = self.0.partition_point(|named| named.at < Anchor { byte: start, ..at });
        let to = self.0.partition_point(|named| named.at < Anchor { byte: end, ..at });
        (from..to).map(|number| (self.0[number].at.byte.min(extent.end), number)).collect()
    }
}
