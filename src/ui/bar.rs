//! The bar at the right edge of the text: where in the whole the hits of the search stand, and what of it shows. There only
//! while there are hits. Looks at the sorted hits row by row, never at the document.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Scene;
use super::areas::Areas;
use crate::model::{Anchor, Document, FlowId, NoteId};

/// Hits in notes that are looked at: each has to be brought to the place that refers to its note.
const MOST_IN_NOTES: usize = 512;

/// Draws the bar beside the text; `shown` is the first place that shows and the last.
pub fn draw(scene: &Scene<'_>, areas: &Areas, shown: (Anchor, Anchor), buffer: &mut Buffer) {
    let Some(area) = area(areas).filter(|_| !scene.hits.is_empty()) else { return };
    let rows = usize::from(area.height);
    let row_of = |at: Anchor| ((scene.document.fraction(at) * rows as f64) as usize).min(rows - 1);
    let (first, last) = (row_of(shown.0), row_of(shown.1));
    let mut marked = marked(scene, rows);
    let current = scene.current.and_then(|current| scene.hits.get(current)).map(|hit| row_of(in_body(scene.document, hit.at)));
    if let Some(current) = current {
        marked[current] = true;
    }
    for (row, y) in (area.y..area.y + area.height).enumerate() {
        let (sign, style) = match (marked[row], (first..=last).contains(&row)) {
            (true, true) => ("┝", scene.theme.link),
            (true, false) => ("╺", scene.theme.link),
            (false, true) => ("│", scene.theme.dim),
            (false, false) => continue,
        };
        let style = if current == Some(row) { style.patch(scene.theme.current_hit) } else { style };
        buffer.set_stringn(area.x, y, sign, 1, style);
    }
}

/// The column of the bar: one blank behind the text where there is room for that; `None` where there is none at all.
fn area(areas: &Areas) -> Option<Rect> {
    let behind = areas.text.x + areas.text.width;
    let room = (areas.screen.x + areas.screen.width).checked_sub(behind).filter(|&room| room > 0)?;
    (areas.text.height > 0).then(|| Rect { x: behind + u16::from(room > 1), width: 1, ..areas.text })
}

/// Which rows of so many have hits.
fn marked(scene: &Scene<'_>, rows: usize) -> Vec<bool> {
    let in_notes = scene.hits.partition_point(|hit| hit.at.flow == FlowId::Body);
    let (body, notes) = scene.hits.split_at(in_notes);
    let begin = |row: usize| scene.document.at_fraction(FlowId::Body, row as f64 / rows as f64);
    let mut from = 0;
    let mut marked: Vec<bool> = (1..=rows)
        .map(|row| {
            let to = if row == rows { body.len() } else { body.partition_point(|hit| hit.at < begin(row)) };
            let any = to > from;
            from = from.max(to);
            any
        })
        .collect();
    for hit in notes.iter().step_by(notes.len().div_ceil(MOST_IN_NOTES).max(1)) {
        let fraction = scene.document.fraction(in_body(scene.document, hit.at));
        marked[((fraction * rows as f64) as usize).min(rows - 1)] = true;
    }
    marked
}

/// A place of the body; for one in a note, where the note is referred to, else where it stood.
fn in_body(document: &Document, at: Anchor) -> Anchor {
    let FlowId::Note(NoteId(note)) = at.flow else { return at };
    let Some(note) = document.note(NoteId(note)) else { return Anchor::START };
    let reference = note.refs.first().and_then(|&reference| document.reference(reference));
    reference.map(|reference| reference.at).filter(|at| at.flow == FlowId::Body).unwrap_or(note.home)
}
