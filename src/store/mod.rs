//! The document store: what is open. It hands out documents that never change; a document that was read anew takes the
//! place of the one before as a whole.

use std::sync::Arc;

use crate::model::{Document, Reading, Warning};

/// An open document.
#[derive(Debug, Clone)]
pub struct Open {
    /// The name it is shown under where it has no title, safe for the terminal.
    pub name: String,
    /// The document; shared with the workers.
    pub document: Arc<Document>,
    /// What was odd in it.
    pub warnings: Vec<Warning>,
    /// How much of it is there.
    pub state: State,
}

/// How much of a document is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nothing yet.
    Waiting,
    /// Its head; the rest is still being read.
    Head,
    /// All of it.
    Whole,
    /// What is there, and no more will come: the rest cannot be read.
    Cut,
}

impl State {
    /// Whether more will come.
    pub fn is_loading(self) -> bool {
        matches!(self, State::Waiting | State::Head)
    }
}

impl Open {
    /// A document of which nothing is there yet.
    pub fn waiting(name: &str) -> Open {
        Open { name: crate::model::clean::line(name).into_owned(), document: Arc::new(Document::default()), warnings: Vec::new(), state: State::Waiting }
    }

    /// Puts what was read in place; gives the document that stood there.
    pub fn put(&mut self, reading: Reading, state: State) -> Arc<Document> {
        self.warnings = reading.warnings;
        self.state = state;
        std::mem::replace(&mut self.document, Arc::new(reading.document))
    }
}
