//! A document arrives: the first one, or one that takes the place of its own head. What is shown goes over to it by source
//! byte, and reading begins where it was asked to.

use std::sync::Arc;

use super::App;
use super::pointing::Pointer;
use crate::model::{Anchor, Document, FlowId, Reading, TableId};
use crate::search::Start;
use crate::store::State;
use crate::ui::reader::Reader;
use crate::ui::{Effect, View};

impl App {
    /// Puts a document in the place of what there was.
    pub(super) fn put(&mut self, reading: Reading, state: State) {
        let first = self.open.state == State::Waiting;
        let old = self.open.put(reading, state);
        let new = Arc::clone(&self.open.document);
        self.parts = self.parts.carried_over(&old, &new);
        // A view that was laid out while nothing had come yet holds the layout of nothing.
        self.stack.retain_mut(|view| view.carry_over(&old, &new));
        if !first {
            self.jumps.carry_over(&old, &new);
            self.marks.carry_over(&old, &new);
            self.pointer = Pointer::default();
            if let Some(trial) = &mut self.trial {
                trial.carry_over(&old, &new);
            }
            self.search_anew(&old);
            self.gather_anew();
        }
        if first && self.start.is_none() && self.stack.len() == 1 && is_data(&new) {
            self.apply(vec![Effect::Sheet(TableId(0))]);
        }
        self.begin(state);
    }

    /// No more of the document will come: what is there stays.
    pub(super) fn cut_short(&mut self, why: String) {
        (self.open.state, self.start) = (State::Cut, None);
        self.message = Some(why);
    }

    /// Goes to where reading was to begin, as soon as that is there.
    fn begin(&mut self, state: State) {
        let Some(start) = self.start.take() else { return };
        let whole = state == State::Whole;
        match start {
            Start::Word(word) if whole => self.begin_search(&word),
            // How much there is, and where a word stands first, is known with the whole text alone.
            Start::Percent(_) | Start::Word(_) if !whole => self.start = Some(start),
            start => match start.anchor(&self.open.document) {
                Ok(at) => self.begin_at(at),
                Err(why) if whole => self.say(&why),
                Err(_) => self.start = Some(start),
            },
        }
    }

    /// The running text, to be moved.
    pub(super) fn reader_mut(&mut self) -> Option<&mut Reader> {
        match self.stack.first_mut() {
            Some(View::Reader(reader)) => Some(reader),
            _ => None,
        }
    }

    /// Shows a place as the first one.
    fn begin_at(&mut self, at: Anchor) {
        let document = Arc::clone(&self.open.document);
        if let FlowId::Note(note) = at.flow {
            self.follow(note, None);
        } else if let Some(reader) = self.reader_mut() {
            reader.put(&document, at, 0);
        }
    }
}

/// Whether a document is a data file with one table: it is opened as a sheet.
fn is_data(document: &Document) -> bool {
    document.manner.data.is_some() && document.tables.len() == 1
}
