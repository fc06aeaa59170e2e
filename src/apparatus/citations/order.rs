//! The order of notes as a chain of citations goes back over it: which note stands before one, and what breaks the chain
//! between them: a chapter, a numbering, a note that was not found.

use crate::model::{Document, FlowId, Kind, NoteId};

/// The note before in the chain, and why the chain is not whole there.
pub(super) fn before(document: &Document, note: NoteId) -> Result<(NoteId, Option<String>), String> {
    let notes = &document.notes;
    let first = "no note stands before it".to_owned();
    let Some(here) = document.note(note) else { return Err(first) };
    let earlier = &notes[..note.0 as usize];
    let Some(next) = earlier.len().checked_sub(1) else { return Err(first) };
    let own = earlier.iter().rposition(|other| other.series == here.series).unwrap_or(next);
    let before = NoteId(own as u32);
    let other = &notes[own];
    let chapter = chapter_between(document, before, note);
    if other.series != here.series {
        return match chapter {
            true => Err("a chapter and a numbering begin between it and the note before".to_owned()),
            false => Ok((before, Some("the numbering begins anew between it and the note before".to_owned()))),
        };
    }
    let number = |label: &str| label.parse::<u32>().ok();
    if let (Some(one), Some(two)) = (number(&other.label), number(&here.label))
        && one + 1 != two
    {
        return match one + 1 < two {
            true => Err(format!("note {}, which would stand before it, was not found", two - 1)),
            false => Ok((before, Some("the numbering begins anew between it and the note before".to_owned()))),
        };
    }
    if chapter {
        return Ok((before, Some(format!("a heading stands between it and note {}", other.label))));
    }
    if own < next {
        return Ok((before, Some(format!("a note of another numbering stands between it and note {}", other.label))));
    }
    Ok((before, None))
}

/// Whether a heading of the first level stands between the markers of two notes.
fn chapter_between(document: &Document, one: NoteId, two: NoteId) -> bool {
    let place = |note: NoteId| {
        let note = document.note(note)?;
        let markers = note.refs.iter().filter_map(|&reference| document.reference(reference)).map(|reference| reference.at);
        Some(markers.filter(|at| at.flow == FlowId::Body).map(|at| at.block).next().unwrap_or(note.home.block))
    };
    let (Some(one), Some(two)) = (place(one), place(two)) else { return false };
    let from = document.headings.partition_point(|&heading| heading <= one);
    let to = document.headings.partition_point(|&heading| heading <= two);
    let first = |&heading: &u32| matches!(document.body.block(heading).map(|block| block.kind), Some(Kind::Heading(heading)) if heading.level == 1);
    document.headings.get(from..to).is_some_and(|between| between.iter().any(first))
}
