//! The names by which title and headings of a document are linked to, made of their words as GitHub makes them.

use std::collections::{HashMap, HashSet};

use crate::model::{Block, Document, Kind, Mark};

/// The names of title and headings, by their blocks.
#[derive(Debug, Clone, Default)]
pub struct Slugs(HashMap<u32, String>);

impl Slugs {
    /// Names that are all different. What a heading is called already, it stays.
    pub fn new(document: &Document) -> Slugs {
        let mut taken: HashSet<String> = HashSet::new();
        let mut times: HashMap<String, u32> = HashMap::new();
        let mut slugs = HashMap::new();
        for (number, block) in (0u32..).zip(&document.body.blocks) {
            if !matches!(block.kind, Kind::Heading(_) | Kind::Title) || block.continues {
                continue;
            }
            let bare = slug(block);
            let seen = times.entry(bare.clone()).or_default();
            let mut name = if *seen == 0 && !bare.is_empty() { bare.clone() } else { format!("{bare}-{seen}") };
            *seen += 1;
            while !taken.insert(name.clone()) {
                name.push_str("-1");
            }
            slugs.insert(number, name);
        }
        Slugs(slugs)
    }

    /// The name of the heading in a block of the body.
    pub fn of(&self, block: u32) -> &str {
        self.0.get(&block).map_or("", String::as_str)
    }

    /// All names.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(String::as_str)
    }
}

/// The block of the title: of several, as a number and the words below it, the last.
pub fn title(document: &Document) -> Option<u32> {
    let last = document.body.blocks.iter().rposition(|block| block.kind == Kind::Title && !block.continues);
    last.map(|block| block as u32)
}

/// Small letters, figures and hyphens; a hyphen for each blank. Markers and labels of items say nothing.
fn slug(block: &Block) -> String {
    let text = block.text.as_str();
    let markers: Vec<_> = block.text.spans().iter().filter(|span| matches!(span.mark, Mark::Ref(_))).collect();
    let label = block.item().unwrap_or(0) as usize;
    let said = text.char_indices().filter(|&(at, _)| at >= label && !markers.iter().any(|span| span.extent.contains(at as u32)));
    let words: String = said.map(|(_, c)| c).collect();
    let kept = words.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '\n' | '-' | '_'));
    kept.flat_map(char::to_lowercase).map(|c| if matches!(c, ' ' | '\n') { '-' } else { c }).collect()
}
