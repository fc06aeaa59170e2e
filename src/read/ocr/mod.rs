//! Scanned and converted text to a document. The steps stand in the order in which they run; each decides one thing and
//! leaves the source as it is, and the last writes the document and its ledger in one stroke.

mod lines;
mod furniture;
mod labels;
mod math;
mod judge;
mod markers;
mod candidates;
mod systems;
mod aligned;
mod blocks;
mod tables;
mod headings;
mod notes;
mod extents;
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
    let (mut drafts, systems) = drafts(source);
    tables::gather(source, &mut drafts);
    let front = headings::headings(source, &mut drafts);
    let mut linked = notes::link(source, &drafts, &systems, extent);
    extents::extents(source, &mut drafts, &mut linked);
    joins::joins(source, &mut drafts);
    write::write(source, &drafts, &front, linked, account)
}

/// What stands between the blank lines, and the notes. The index of lines and of furniture is wanted no longer than this, and
/// is big.
fn drafts(source: &str) -> (Vec<blocks::Draft>, systems::Systems) {
    let lines = lines::lines(source);
    let habit = lines::habit(&lines);
    let furniture = furniture::furniture(source, &lines);
    let systems = systems::systems(source, &lines, &furniture);
    (blocks::blocks(source, &lines, &furniture, &systems, habit), systems)
}
