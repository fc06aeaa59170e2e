//! The places of a document that have a name, as targets of links from inside and outside: what was named in the source, and
//! where its pages begin. Owns which of them are written, and under which names.

use std::collections::{HashMap, HashSet};

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
    /// The number of the page that begins there.
    pub page: Option<String>,
}

impl Places {
    /// The places of a document but for its headings, which have their names already.
    pub fn new(document: &Document, slugs: &Slugs) -> Places {
        let mut taken: HashSet<String> = slugs.all().map(str::to_owned).collect();
        let mut places = Vec::new();
        for (name, at) in &document.ids {
            if !name.is_empty() && taken.insert(name.clone()) {
                places.push(Named { at: *at, name: name.clone(), page: None });
            }
        }
        let mut known: HashMap<String, usize> = places.iter().enumerate().map(|(number, named): (usize, &Named)| (named.name.clone(), number)).collect();
        let mut times: HashMap<String, u32> = HashMap::new();
        for page in &document.pages {
            let label: String = page.label.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '.')).collect();
            // Of two pages with one number the second has another name.
            let before = times.entry(label.clone()).or_default();
            *before += 1;
            let name = if *before == 1 { format!("p{label}") } else { format!("p{label}-{before}") };
            // A page that the source itself has named so keeps its place.
            if let Some(number) = known.remove(&name) {
                places[number].page = Some(page.label.clone());
            } else if !label.is_empty() && taken.insert(name.clone()) {
                places.push(Named { at: page.at, name, page: Some(page.label.clone()) });
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
