//! Notes at the foot of their pages: where the markers between two blocks of notes say the very numbers of the block below
//! them, in its order, page after page, the pages tell which marker belongs to which note. Looks at labels and places alone.

use super::{MarkerAt, NoteAt};

/// Fewer pages that agree are no habit.
const FEWEST: usize = 3;

/// For each marker the note of its page that it belongs to, where the markers of that page agree with its notes; none where too
/// few pages of the text agree. A marker of which something speaks against it stands for a number that no other of its page says,
/// if `may` says that it may.
pub fn agreed(markers: &[MarkerAt], notes: &[NoteAt], may: impl Fn(usize) -> bool) -> Vec<Option<u32>> {
    let mut of_marker = vec![None; markers.len()];
    let (mut agreeing, mut all) = (0, 0);
    let (mut first, mut from) = (0, 0);
    for block in notes.chunk_by(|one, other| one.block == other.block) {
        let end = from + markers[from..].partition_point(|marker| marker.at < block[0].at);
        let page: Vec<usize> = (from..end).filter(|&m| !markers[m].in_note).collect();
        let certain: Vec<u32> = page.iter().filter(|&&m| markers[m].doubt.is_none()).map(|&m| markers[m].value).collect();
        let wanted = |m: &usize| {
            let value = markers[*m].value;
            markers[*m].doubt.is_none() || may(*m) && !certain.contains(&value) && block.iter().any(|note| note.value == value)
        };
        let taken: Vec<usize> = page.into_iter().filter(wanted).collect();
        all += usize::from(!taken.is_empty());
        if !taken.is_empty() && taken.iter().map(|&m| markers[m].value).eq(block.iter().map(|note| note.value)) {
            agreeing += 1;
            taken.iter().zip(first..).for_each(|(&m, note)| of_marker[m] = Some(note));
        }
        let last = block[block.len() - 1].at;
        from = end + markers[end..].partition_point(|marker| marker.at < last);
        first += block.len() as u32;
    }
    if agreeing < FEWEST || agreeing * 4 < all * 3 {
        of_marker.fill(None);
    }
    of_marker
}
