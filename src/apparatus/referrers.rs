//! Who sends here: the markers and the words that lead to a note, a table or a heading, in the order of the text.

use crate::model::{Anchor, Document, FlowId, Opens, Stop, Target};

/// The stops that lead to a target, those of the body first, each flow in its order. Looks at every stop of the document, at
/// no text.
pub fn referrers(document: &Document, target: Target) -> Vec<Stop> {
    document.stops.iter().filter(|stop| target_of(document, stop) == Some(target)).copied().collect()
}

/// Where a stop leads; `None` for a marker without a note.
pub fn target_of(document: &Document, stop: &Stop) -> Option<Target> {
    match stop.opens {
        Opens::Ref(reference) => document.reference(reference)?.link.note().map(Target::Note),
        Opens::Link(target) => Some(target),
        // A table is no word that sends to it.
        Opens::Table(_) => None,
    }
}

/// The place in the body that leads to what stands in a note: its first marker there, else that of a note that refers to
/// it, and so on; else the place where the note stood.
pub fn way_to(document: &Document, at: Anchor) -> Anchor {
    let mut at = at;
    let mut met = Vec::new();
    while let FlowId::Note(note) = at.flow {
        let Some(found) = document.note(note) else { return Anchor::START };
        met.push(note);
        let markers = || found.refs.iter().filter_map(|&reference| document.reference(reference)).map(|reference| reference.at);
        let fresh = |at: &Anchor| !matches!(at.flow, FlowId::Note(note) if met.contains(&note));
        at = markers().find(|at| at.flow == FlowId::Body).or_else(|| markers().find(fresh)).unwrap_or(found.home);
    }
    at
}
