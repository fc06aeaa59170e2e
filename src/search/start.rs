//! Where reading is asked to begin, before anything was read: a line, a word, a percentage, a name. Owns how that is found
//! in a document; parses no command line.

use std::sync::atomic::AtomicBool;

use super::find::find;
use super::pattern::Pattern;
use crate::model::{Anchor, Document, FlowId, NoteId};

/// Where reading is asked to begin.
#[derive(Debug, Clone, PartialEq)]
pub enum Start {
    /// At a line of the source, from 1.
    Line(u32),
    /// At the first place that matches this pattern.
    Word(String),
    /// So far into the text, from 0 to 100.
    Percent(f64),
    /// At what has this name: a note (`n9`), a table (`8.1`), a heading's number (`IV`).
    Id(String),
}

impl Start {
    /// The place in the body or a note; the error says why there is none.
    pub fn anchor(&self, document: &Document) -> Result<Anchor, String> {
        match self {
            Start::Line(line) => {
                let index = (*line as usize).saturating_sub(1);
                let source = document.lines.get(index).ok_or_else(|| format!("there are {} lines, not {line}", document.lines.len()))?;
                Ok(document.place(*source))
            }
            Start::Word(word) => {
                let pattern = Pattern::new(word).map_err(|error| error.cause)?;
                let found = find(document, &pattern, &AtomicBool::new(false)).unwrap_or_default();
                found.hits.first().map(|hit| hit.at).ok_or_else(|| format!("{word} does not stand in it"))
            }
            Start::Percent(percent) => Ok(document.at_fraction(FlowId::Body, percent / 100.0)),
            Start::Id(id) => named(document, id).ok_or_else(|| format!("nothing in it is called {id}")),
        }
    }
}

fn named(document: &Document, id: &str) -> Option<Anchor> {
    let body = |block| Anchor::new(FlowId::Body, block, 0);
    let table = || document.tables.iter().find(|table| table.id == id).map(|table| body(table.block));
    // A note is shown from where it is referred to, else where it stood.
    let note = || {
        let number: u32 = id.strip_prefix('n')?.parse().ok()?;
        let note = document.note(NoteId(number.checked_sub(1)?))?;
        let reference = note.refs.first().and_then(|&reference| document.reference(reference));
        Some(reference.map_or(note.home, |reference| reference.at))
    };
    let number = |block| {
        let text = &document.body.block(block)?.text;
        document.section(block).and_then(|(_, heading)| heading.number).map(|number| text.slice(number))
    };
    let heading = || document.headings.iter().copied().find(|&block| number(block) == Some(id)).map(body);
    table().or_else(note).or_else(heading)
}
