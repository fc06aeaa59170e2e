//! `ibid text`: a stand-in until the layout is merged.

use std::io::{self, Write};

use crate::model::Document;

/// Where the notes are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notes {
    /// In the running text, behind the marker: `[12: ...]`.
    Inline,
    /// Behind the body.
    End,
    /// After the paragraph that refers to them.
    Foot,
    /// Nowhere.
    None,
}

/// Prints a document for `width` columns; with `styles` emphasis and headings carry terminal sequences.
pub fn print(document: &Document, _width: u16, _notes: Notes, _styles: bool, out: &mut dyn Write) -> io::Result<()> {
    document.body.blocks.iter().try_for_each(|block| writeln!(out, "{}", block.text.as_str()))
}
