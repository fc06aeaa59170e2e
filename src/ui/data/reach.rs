//! What is reached from a cell of a data file: its row as a card, the next cell with some words, the clipboard, a table of the
//! rows that show with which all can be done that a table is good for. Owns these ways; the work is a worker's.

use std::sync::Arc;

use super::DataView;
use crate::read::limits::DATA_BYTES;
use crate::sheet::file::DataSheet;
use crate::sheet::file::work::{Sought, Work};
use crate::sheet::held::Held;
use crate::ui::table::{Ask, AskView, CardView, Cards, Entry, SheetView};
use crate::ui::{Answer, Effect, View};
use crate::write::table::{Cells as Printed, Form, Options, rows};

/// Rows before and behind the cursor's to which one can step from its card.
const CARDS: usize = 10_000;

impl DataView {
    /// The cursor's row as a card.
    pub(super) fn card(&self) -> Answer {
        if self.rows() == 0 {
            return Answer::say("no row is there");
        }
        let from = self.cursor.0.saturating_sub(CARDS);
        let rows = (from..self.rows().min(self.cursor.0 + CARDS)).map(|place| self.number(place)).collect();
        Answer::with(Effect::Push(Box::new(View::Card(CardView::new(Box::new(Rows(Arc::clone(&self.data))), rows, self.cursor.0 - from)))))
    }

    /// Copies the cursor's cell.
    pub(super) fn copy(&self) -> Answer {
        if self.rows() == 0 {
            return Answer::say("there is nothing here to copy");
        }
        let cell = self.data.file.cell(self.number(self.cursor.0), self.cursor.1).into_owned();
        let said = format!("copied: {cell}");
        Answer::with(Effect::Copy(cell, said))
    }

    /// Copies the cursor's row with the heads, as it was printed, its cells parted by TABs.
    pub(super) fn copy_row(&self) -> Answer {
        if self.rows() == 0 {
            return Answer::say("there is nothing here to copy");
        }
        let (rows, columns) = ([self.number(self.cursor.0)], (0..self.columns.len()).collect::<Vec<_>>());
        let row = rows::Rows { data: &self.data, sheet: &self.data.outline(), rows: &rows, columns: &columns };
        let mut bytes = Vec::new();
        if let Err(error) = row.print(Form::Tsv, &Options { cells: Some(Printed::Printed), ..Options::default() }, &mut bytes) {
            return Answer::say(format!("cannot copy: {error}"));
        }
        let said = format!("copied 1 row of {} columns, parted by TABs", columns.len());
        Answer::with(Effect::Copy(String::from_utf8_lossy(&bytes).into_owned(), said))
    }

    /// Looks for the next cell that has what was sought, or the one before.
    pub(super) fn find(&self, on: bool) -> Answer {
        let sought = Sought { typed: self.sought.clone(), from: self.cursor, on, rows: self.standing.rows.clone() };
        Answer::with(Effect::Work(Work::Find(sought)))
    }

    /// Takes the rows that show as a table of their own, over which something is asked.
    pub(super) fn apart(&mut self, then: Ask) -> Answer {
        self.then = Some(then);
        Answer::with(Effect::Work(Work::Take { rows: self.standing.rows.clone(), most: DATA_BYTES }))
    }

    /// Opens the table of the rows, and asks over it.
    pub(super) fn taken(&mut self, held: Held) -> Answer {
        let sheet = Effect::Push(Box::new(View::Table(Box::new(SheetView::apart(held)))));
        let asked = self.then.take().map(|ask| Effect::Push(Box::new(View::Ask(AskView::new(ask)))));
        Answer::Done(std::iter::once(sheet).chain(asked).collect())
    }
}

/// The rows of a file as cards.
#[derive(Debug)]
struct Rows(Arc<DataSheet>);

impl Cards for Rows {
    fn title(&self, row: u32) -> String {
        let stub = self.0.file.cell(row, 0).into_owned();
        if stub.is_empty() { format!("row {}", row + 1) } else { stub }
    }

    fn entries(&self, row: u32) -> Vec<Entry> {
        let name = |(at, name): (usize, &String)| if name.is_empty() { format!("column {}", at + 1) } else { name.clone() };
        let names = self.0.names().iter().enumerate().map(name);
        names.enumerate().map(|(at, name)| Entry { name, cell: self.0.file.cell(row, at).into_owned(), about: None }).collect()
    }
}
