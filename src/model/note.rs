//! Notes and the markers that refer to them. Owns what is known of a link and how sure it is; finds no links itself.

use super::block::Flow;
use super::place::{Anchor, NoteId, RefId};

/// A note: a label, and a flow of its own.
#[derive(Debug, Clone)]
pub struct Note {
    /// The marker as printed, in plain characters: `12`, `*`.
    pub label: String,
    /// The numbering it belongs to: an index into the document's series.
    pub series: u32,
    /// What it says.
    pub flow: Flow,
    /// Who refers to it, in the order of the source.
    pub refs: Vec<RefId>,
    /// The place in the body where it stood in the source.
    pub home: Anchor,
    /// The source byte at which it begins.
    pub source: u32,
}

/// A numbering run: labels that count up from where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Number or title of the heading under which it began; `None` where the document has one numbering alone.
    pub section: Option<String>,
}

/// A marker in a text.
#[derive(Debug, Clone)]
pub struct NoteRef {
    /// Its label in plain characters.
    pub label: String,
    /// Where it stands: the first byte of its span.
    pub at: Anchor,
    /// Bytes of its span.
    pub len: u32,
    /// What it leads to.
    pub link: Link,
}

/// What a marker leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// To this note, on all evidence.
    Sure(NoteId),
    /// To this note most probably, and why it is not sure.
    Likely(NoteId, String),
    /// To no note, and why.
    None(String),
    /// Not known before the rest of the document is read.
    Pending,
}

impl Link {
    /// The note it leads to.
    pub fn note(&self) -> Option<NoteId> {
        match self {
            Link::Sure(note) | Link::Likely(note, _) => Some(*note),
            Link::None(_) | Link::Pending => None,
        }
    }
}
