//! Where a reader is, kept to come back to: the place, and the very same cells.

use std::collections::HashMap;

use super::Reader;
use crate::model::{Anchor, Document, Extent, FlowId, Stop, TableId};

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

impl Position {
    /// The same in a document that was read anew: each place by the source byte it was read from.
    pub fn carried(self, old: &Document, new: &Document) -> Position {
        let moved = |at: Anchor| new.place(old.source(at));
        let stop = self.stop.and_then(|stop| {
            let at = moved(stop.at);
            let alike = |other: &&Stop| std::mem::discriminant(&other.opens) == std::mem::discriminant(&stop.opens);
            new.stops_in(FlowId::Body, at.block, Extent::new(at.byte, at.byte + 1)).iter().find(alike).copied()
        });
        Position { top: moved(self.top), above: self.above, stop }
    }
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
        self.position = self.position.carried(old, new);
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
