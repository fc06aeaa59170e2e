//! The pages on which notes stand: whether their numberings begin anew with each page, and the name of such a numbering.

use super::super::furniture::PageMark;
use super::super::notes::NoteDraft;

/// Fewer numberings are no habit.
const FEWEST: usize = 3;

/// The printed number of the page on which a source byte stands.
pub fn page_of(pages: &[PageMark], source: u32) -> Option<&str> {
    let at = pages.partition_point(|page| page.source <= source).checked_sub(1)?;
    Some(&pages[at].label)
}

/// Whether nearly all numberings have a page of their own.
pub fn are_of_pages(pages: &[PageMark], notes: &[NoteDraft]) -> bool {
    let (mut all, mut own) = (0, 0);
    let mut before = None;
    for run in notes.chunk_by(|one, other| one.run == other.run) {
        let (first, last) = (page_of(pages, run[0].label.start), page_of(pages, run[run.len() - 1].label.start));
        all += 1;
        own += usize::from(first.is_some() && first == last && first != before);
        before = last;
    }
    all >= FEWEST && own * 5 >= all * 4
}
