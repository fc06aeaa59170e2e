//! The places one came from, for going back and forward again. Each is a whole position: the same line comes to the same
//! row of the screen.

use crate::model::Document;
use crate::ui::reader::Position;

/// Most positions that are kept each way.
const KEPT: usize = 200;

/// Where one came from, and where one went back from.
#[derive(Debug, Default)]
pub struct Jumps {
    back: Vec<Position>,
    forward: Vec<Position>,
    /// Where the last jump began, whichever way it went.
    last: Option<Position>,
}

impl Jumps {
    /// Notes where one was before a jump.
    pub fn leave(&mut self, from: Position) {
        if self.back.last() != Some(&from) {
            self.back.push(from);
        }
        if self.back.len() > KEPT {
            self.back.remove(0);
        }
        self.forward.clear();
        self.last = Some(from);
    }

    /// Where the last jump began.
    pub fn last(&self) -> Option<Position> {
        self.last
    }

    /// The position before the last jump.
    pub fn back(&mut self, from: Position) -> Option<Position> {
        let to = self.back.pop()?;
        self.forward.push(from);
        self.last = Some(from);
        Some(to)
    }

    /// The position that was gone back from.
    pub fn forward(&mut self, from: Position) -> Option<Position> {
        let to = self.forward.pop()?;
        self.back.push(from);
        self.last = Some(from);
        Some(to)
    }

    /// Takes the positions over to a document that was read anew.
    pub fn carry_over(&mut self, old: &Document, new: &Document) {
        for position in self.back.iter_mut().chain(&mut self.forward).chain(&mut self.last) {
            *position = position.carried(old, new);
        }
    }
}
