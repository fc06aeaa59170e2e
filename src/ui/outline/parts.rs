//! The parts of a document as the outline shows them: where each ends, and which are folded. Made once for a document, so
//! that no frame has to look for a part's end; knows no screen.

use crate::model::{Anchor, Document, FlowId, Kind};

/// The parts of a document. Each is a number: its heading's place among the headings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    levels: Vec<u8>,
    /// The first part behind each that is not within it.
    ends: Vec<u32>,
    /// The part that each stands in.
    around: Vec<Option<u32>>,
    closed: Vec<bool>,
    /// The parts that no fold hides.
    shown: Vec<u32>,
}

/// A change of the folds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// Hide the parts within a part.
    Close(u32),
    /// Show the parts within a part.
    Open(u32),
    /// Show the parts down to a level, from 1.
    To(u8),
    /// Show all parts; where they show, fold to the first level.
    Turn,
}

impl Parts {
    /// The parts of a document, nothing folded.
    pub fn new(document: &Document) -> Parts {
        let level = |&block: &u32| match document.body.block(block).map(|block| block.kind) {
            Some(Kind::Heading(heading)) => heading.level,
            _ => 1,
        };
        let levels: Vec<u8> = document.headings.iter().map(level).collect();
        let mut ends = vec![levels.len() as u32; levels.len()];
        let mut around = Vec::with_capacity(levels.len());
        let mut open: Vec<usize> = Vec::new();
        for (part, &level) in levels.iter().enumerate() {
            while let Some(&last) = open.last().filter(|&&last| levels[last] >= level) {
                ends[last] = part as u32;
                open.pop();
            }
            around.push(open.last().map(|&part| part as u32));
            open.push(part);
        }
        let mut parts = Parts { closed: vec![false; levels.len()], levels, ends, around, shown: Vec::new() };
        parts.show();
        parts
    }

    /// The same folds in a document that was read anew.
    pub fn carried_over(&self, old: &Document, new: &Document) -> Parts {
        let mut parts = Parts::new(new);
        for (&block, _) in old.headings.iter().zip(&self.closed).filter(|&(_, &closed)| closed) {
            let block = new.place(old.source(Anchor::new(FlowId::Body, block, 0))).block;
            if let Ok(part) = new.headings.binary_search(&block) {
                parts.closed[part] = parts.is_whole(part as u32);
            }
        }
        parts.show();
        parts
    }

    /// The parts that no fold hides, in their order.
    pub fn shown(&self) -> &[u32] {
        &self.shown
    }

    /// Whether the parts within a part are hidden.
    pub fn is_closed(&self, part: u32) -> bool {
        self.closed.get(part as usize).is_some_and(|&closed| closed)
    }

    /// Whether a part has parts within it.
    pub fn is_whole(&self, part: u32) -> bool {
        self.ends.get(part as usize).is_some_and(|&end| end > part + 1)
    }

    /// The part that a part stands in.
    pub fn parent(&self, part: u32) -> Option<u32> {
        *self.around.get(part as usize)?
    }

    /// How much of the text a part is, with the parts within it, from 0 to 1.
    pub fn share(&self, document: &Document, part: u32) -> f64 {
        let start = |part: u32| document.headings.get(part as usize).map_or(document.body.bytes(), |&block| document.body.before(block as usize));
        let end = self.ends.get(part as usize).map_or(0, |&end| start(end));
        end.saturating_sub(start(part)) as f64 / document.body.bytes().max(1) as f64
    }

    /// Folds or unfolds; false where there is nothing to fold.
    pub fn fold(&mut self, fold: Fold) -> bool {
        match fold {
            Fold::Close(part) | Fold::Open(part) => {
                let whole = self.is_whole(part);
                if let Some(closed) = self.closed.get_mut(part as usize) {
                    *closed = whole && matches!(fold, Fold::Close(_));
                }
            }
            Fold::To(level) => (0..self.closed.len()).for_each(|part| self.closed[part] = self.levels[part] >= level && self.is_whole(part as u32)),
            Fold::Turn if self.closed.contains(&true) => self.closed.fill(false),
            Fold::Turn => return self.fold(Fold::To(1)),
        }
        self.show();
        (0..self.ends.len() as u32).any(|part| self.is_whole(part))
    }

    fn show(&mut self) {
        let mut shown = Vec::with_capacity(self.ends.len());
        let mut part = 0;
        while part < self.ends.len() as u32 {
            shown.push(part);
            part = if self.is_closed(part) { self.ends[part as usize] } else { part + 1 };
        }
        self.shown = shown;
    }
}
