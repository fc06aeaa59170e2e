//! A document arrives: the first one, or one that takes the place of its own head. What is shown goes over to it by source
//! byte, and reading begins where it was asked to.

use std::sync::Arc;

use super::{App, Start};
use crate::model::{Anchor, Document, FlowId, Kind, Reading};
use crate::store::State;
use crate::ui::View;

impl App {
    /// Puts a document in the place of what there was.
    pub(super) fn put(&mut self, reading: Reading, state: State) {
        let first = self.open.state == State::Waiting;
        let old = self.open.put(reading, state);
        let new = Arc::clone(&self.open.document);
        if !first {
            self.jumps.carry_over(&old, &new);
            self.stack.retain_mut(|view| match view {
                View::Reader(reader) => {
                    reader.carry_over(&old, &new);
                    true
                }
                View::Note(view) => view.carry_over(&old, &new),
                View::Table(view) => view.carry_over(&old, &new),
                View::Outline(_) | View::List(_) | View::Prompt(_) | View::Help(_) => true,
            });
            self.search_anew(&old);
        }
        self.begin(state);
    }

    /// Goes to where reading was to begin, as soon as that is there.
    fn begin(&mut self, state: State) {
        let document = Arc::clone(&self.open.document);
        let whole = state == State::Whole;
        let Some(start) = self.start.take() else { return };
        let at = match &start {
            Start::Line(line) => document.lines.get(line.saturating_sub(1) as usize).map(|&source| document.place(source)),
            Start::Percent(percent) => whole.then(|| document.at_fraction(FlowId::Body, percent / 100.0)),
            Start::Word(word) => {
                if whole {
                    self.begin_search(word);
                    return;
                }
                None
            }
            Start::Id(id) => place_of(&document, id),
        };
        match at {
            Some(at) => {
                if let Some(reader) = self.reader_mut() {
                    reader.put(&document, at, 0);
                }
            }
            None if whole => self.say("the text has no such place"),
            None => self.start = Some(start),
        }
    }
}

/// The place of the part, table or note with this number.
fn place_of(document: &Document, id: &str) -> Option<Anchor> {
    let numbered = |block: &u32| {
        document.body.block(*block).is_some_and(|found| match found.kind {
            Kind::Heading(heading) => heading.number.is_some_and(|number| found.text.slice(number) == id),
            _ => false,
        })
    };
    let heading = document.headings.iter().copied().find(numbered);
    let table = || document.tables.iter().find(|table| table.id == id).map(|table| table.block);
    let note = || document.notes.iter().find(|note| note.label == id || format!("n{}", note.label) == id).map(|note| note.home);
    heading.or_else(table).map(|block| Anchor::new(FlowId::Body, block, 0)).or_else(note)
}
