//! Where a reader is, kept to come back to: the place, and the very same cells.

use std::collections::HashMap;

use super::Reader;
use crate::model::{Anchor, Document, Stop, TableId};

/// Where a reader is: enough to come back to the same screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The place of the first row.
    pub top: Anchor,
    /// Blank rows above its line.
    pub above: u16,
    /// What Tab stood on.
    pub stop: Option<Stop>,
}

/// A place with what was panned there: enough to come back to the very same cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    position: Position,
    pans: HashMap<TableId, u32>,
}

impl Held {
    /// The place.
    pub fn position(&self) -> Position {
        self.position
    }

    /// Takes the place over to a document that was read anew.
    pub fn carry_over(&mut self, old: &Document, new: &Document) {
        self.position.top = new.place(old.source(self.position.top));
        self.position.stop = None;
    }
}

impl Reader {
    /// Where it is, to come back to.
    pub fn hold(&self) -> Held {
        Held { position: self.position(), pans: self.pans.clone() }
    }

    /// Comes back to where it was.
    pub fn release(&mut self, held: &Held) {
        self.restore(held.position);
        self.pans.clone_from(&held.pans);
    }
}
