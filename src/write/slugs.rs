//! The names by which the headings of a document are linked to, made of their words as GitHub makes them.

use std::collections::{HashMap, HashSet};

use crate::model::{Block, Document, Mark};

/// The names of all headings of a document, by their blocks.
#[derive(Debug, Clone, Default)]
pub struct Slugs(HashMap<u32, String>);

impl Slugs {
    /// Names that are all different.
    pub fn new(document: &Document) -> Slugs {
        let mut taken: HashSet<String> = HashSet::new();
        let mut again: HashMap<String, u32> = HashMap::new();
        let mut slugs = HashMap::new();
        for &number in &document.headings {
            let Some(block) = document.body.block(number) else { continue };
            let bare = slug(block);
            let mut name = bare.clone();
            while name.is_empty() || !taken.insert(name.clone()) {
                let count = again.entry(bare.clone()).or_insert(0);
                *count += 1;
                name = format!("{bare}-{count}");
            }
            slugs.insert(number, name);
        }
        Slugs(slugs)
    }

    /// The name of the heading in a block of the body.
    pub fn of(&self, block: u32) -> &str {
        self.0.get(&block).map_or("", String::as_str)
    }
}

/// Small letters, figures and hyphens; a hyphen for each blank. Markers say nothing.
fn slug(block: &Block) -> String {
    let text = block.text.as_str();
    let markers: Vec<_> = block.text.spans().iter().filter(|span| matches!(span.mark, Mark::Ref(_))).collect();
    let said = text.char_indices().filter(|&(at, _)| !markers.iter().any(|span| span.extent.contains(at as u32)));
    let words: String = said.map(|(_, c)| c).collect();
    let mut out = String::with_capacity(words.len());
    for c in words.trim().to_lowercase().chars() {
        match c {
            ' ' | '\n' => out.push('-'),
            c if c.is_alphanumeric() || matches!(c, '-' | '_') => out.push(c),
            _ => {}
        }
    }
    out
}
