//! Scanned and converted text to a document. The steps stand in the order in which they run; each decides one thing and
//! leaves the source as it is, and the last writes the document and its ledger in one stroke.

mod lines;
mod furniture;
mod aligned;
mod blocks;
mod tables;
mod headings;
mod markers;
mod notes;
mod joins;
mod words;
mod emphasis;
mod inline;
mod write;

use crate::model::{Account, Reading};

/// Whether what is read is all there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of the source.
    Whole,
    /// Its head: markers whose notes are not in it are pending.
    Head,
}

/// Reads a decoded source. Never fails: whatever is odd is kept as text, with a warning.
pub fn read(source: &str, extent: Extent, account: Account) -> Reading {
    let mut drafts = drafts(source);
    tables::gather(source, &mut drafts);
    let front = headings::headings(source, &mut drafts);
    let linked = notes::link(source, &drafts, extent);
    joins::joins(source, &mut drafts);
    write::write(source, &drafts, &front, linked, account)
}

/// What stands between the blank lines. The index of lines and of furniture is wanted no longer than this, and is big.
fn drafts(source: &str) -> Vec<blocks::Draft> {
    let lines = lines::lines(source);
    let furniture = furniture::furniture(source, &lines);
    let apart = tables::set_apart(source, &lines, &furniture);
    let habit = lines::habit(&lines);
    blocks::blocks(source, &lines, &furniture, apart, habit)
}
