//! Short citations: `ibid.`, `id.`, `op. cit.`, `supra`, `ante`, "note 4 above" and their kin, and the works they stand
//! for. In notes a work is found through the chain of notes before, in running text through the citations before, as
//! scholars and courts cite (The Chicago Manual of Style, 14; The Bluebook, rule 4). What breaks a chain makes an answer
//! likely, or none, and says why.

mod words;
mod forms;
mod reporters;
mod authorities;
mod known;
mod quotes;
mod opinions;
mod last;
mod labels;
mod running;
mod items;
mod search;
mod order;
mod chain;

use crate::model::{Anchor, Document, Extent, FlowId, NoteId};

/// A short citation, and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortCitation {
    /// Its first byte.
    pub at: Anchor,
    /// Its bytes in its block: with the author's name and the page, as `Smith, op. cit., p. 5`.
    pub extent: Extent,
    /// Its words.
    pub words: String,
    /// The work it stands for, or why that cannot be said.
    pub stands_for: Result<Standing, String>,
}

/// The work for which a short citation stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Where the work is cited in full, or as fully as in this document.
    pub at: Anchor,
    /// The bytes of that citation in its block.
    pub extent: Extent,
    /// The words of the work, without the page that was meant there. Of `idem` those of the author; of "see note 4" those of the note.
    pub text: String,
    /// Why it is likely and not sure; `None` where it is sure.
    pub doubt: Option<String>,
}

impl Standing {
    /// The note in which the work is cited; `None` where that is the running text.
    pub fn note(&self) -> Option<NoteId> {
        match self.at.flow {
            FlowId::Body => None,
            FlowId::Note(note) => Some(note),
        }
    }
}

/// All short citations of a document, in the order of the source. Walks the whole document: not for a key or a frame.
pub fn citations(document: &Document) -> Vec<ShortCitation> {
    let mut found = running::citations(document);
    found.extend(chain::citations(document));
    found.sort_by_key(|citation| (document.source(citation.at), citation.at));
    found
}

/// The short citations of one note, in their order. Walks back over the notes from which the answer hangs, and no further.
pub fn stands_for(document: &Document, note: NoteId) -> Vec<ShortCitation> {
    chain::of_note(document, note)
}
