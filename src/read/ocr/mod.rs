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
mod setin;
mod notes;
mod signs;
mod extents;
mod weighed;
mod joins;
mod words;
mod emphasis;
mod inline;
mod write;

use crate::model::{Account, Reading, Reasons};

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
    let mut reasons = Reasons::new(account);
    let (mut drafts, systems, habit, of_pages) = drafts(source);
    tables::gather(source, &mut drafts);
    let front = headings::headings(source, &mut drafts, habit, &mut reasons);
    setin::set_in(source, &mut drafts, habit);
    let mut linked = notes::link(source, &drafts, &systems, extent, &mut reasons);
    extents::extents(source, &mut drafts, &mut linked);
    joins::joins(source, &mut drafts, habit, &mut reasons);
    joins::notes(source, &mut drafts, &linked.notes, habit, &mut reasons);
    write::write(source, &drafts, &front, linked, &systems.formulas, &of_pages, reasons)
}

/// What stands between the blank lines, the notes, how its lines are set, and what belongs to the pages within it. The index of
/// lines is wanted no longer than this, and is big.
fn drafts(source: &str) -> (Vec<blocks::Draft>, systems::Systems, lines::Habit, write::OfPages) {
    let lines = lines::lines(source);
    let habit = lines::habit(source, &lines);
    let furniture::Furniture { lines, rules, inside, pages } = furniture::furniture(source, lines, habit);
    let apart = tables::set_apart(source, &lines, &rules);
    // The rows of tables say nothing of how paragraphs are set.
    let habit = match tables::outside(&lines, &apart) {
        Some(outside) => lines::habit(source, &outside),
        None => lines::habit(source, &lines),
    };
    let systems = systems::systems(source, &lines, &rules, &apart, habit);
    (blocks::blocks(source, &lines, &rules, apart, &systems, habit), systems, habit, write::OfPages { inside, pages })
}
