//! What keys do in a sheet. Owns the moves of the cursor and which act of the desk an action is; the acts themselves are the
//! desk's.

use std::sync::Arc;

use super::ask::Ask;
use super::{CardView, Lines, SheetView};
use crate::keys::Action;
use crate::model::{FlowId, TableId, Target};
use crate::sheet::chart::{rows, spark};
use crate::sheet::look::Look;
use crate::sheet::order::{By, Order, SheetRow};
use crate::ui::chart::ChartView;
use crate::ui::list::{Holds, ListView};
use crate::ui::{Answer, Effect, Scene, View};
use crate::write::table::{Form, Options, notes};

impl SheetView {
    /// Answers an action.
    pub fn act(&mut self, scene: &Scene<'_>, action: Action, count: Option<u32>) -> Answer {
        let times = count.unwrap_or(1);
        let last = self.look().columns.len().saturating_sub(1);
        let page = u32::from(self.parts.rows.height.max(2)) - 1;
        match action {
            Action::LineDown => self.step(times, true),
            Action::LineUp => self.step(times, false),
            Action::PageDown => self.step(times.saturating_mul(page), true),
            Action::PageUp => self.step(times.saturating_mul(page), false),
            Action::Start => self.step(u32::MAX, false),
            Action::End => self.step(u32::MAX, true),
            Action::Left => self.cursor.1 = self.cursor.1.saturating_sub(times as usize),
            Action::Right => self.cursor.1 = self.cursor.1.saturating_add(times as usize).min(last),
            Action::FirstColumn => self.cursor.1 = 0,
            Action::LastColumn => self.cursor.1 = last,
            Action::MarkRow => return self.mark(),
            Action::UnmarkRows => drop(self.marks.remove(&self.desk.now().numbering)),
            Action::Sort => return self.turn(),
            Action::Chart => return self.chart(),
            Action::RowLines => return self.next_lines(),
            Action::AboutColumn => return self.statistics().map_or(Answer::done(), Answer::say),
            Action::Width => return self.next_width(),
            Action::Open => return self.open(scene),
            Action::FilterRows => return ask(Ask::Filter),
            Action::Find => return ask(Ask::Find),
            Action::NextHit if !self.sought.is_empty() => return self.find(true),
            Action::PreviousHit if !self.sought.is_empty() => return self.find(false),
            Action::Derive => return ask(Ask::Derive),
            Action::ToColumn => return ask(Ask::Column),
            Action::MakeAnew => return ask(Ask::Anew),
            Action::Style => return ask(Ask::Style),
            Action::Export => return ask(Ask::Export),
            Action::Copy => return self.copy(),
            Action::CopyRows => return self.copy_rows(scene),
            Action::CopyColumn => return self.copy_column(),
            Action::CopyMarkdown => return self.copy_markdown(scene),
            Action::Table => return Answer::with(Effect::Push(Box::new(View::List(ListView::new(Holds::Tables, self.table.0 as usize))))),
            Action::Referrers => return Answer::with(Effect::Referrers(Target::Table(self.table))),
            // The sheet of a data file is all there is of it; Esc shows its lines.
            Action::CloseView if scene.document.manner.data.is_some() && scene.document.tables.len() == 1 && self.table == TableId(0) => {
                return Answer::with(Effect::Act(Action::Quit));
            }
            Action::Close | Action::CloseView => return Answer::with(Effect::Pop),
            _ => return self.act_on_desk(action),
        }
        Answer::done()
    }

    /// What is an act of the desk: it can be undone, and says what it did or why it could not.
    fn act_on_desk(&mut self, action: Action) -> Answer {
        let row = self.cursor_row();
        let at = self.cursor.1;
        let column = self.cursor_column();
        let said = match (action, column) {
            (Action::AddKey, Some(By::Column(column))) => Ok(self.desk.add_key(column)),
            (Action::ReadOtherwise, Some(By::Column(column))) => self.desk.read_otherwise(column),
            (Action::OnlyUnread, Some(By::Column(column))) => self.desk.only_unread(column),
            (Action::SortGroups, _) => self.desk.by_groups(),
            (Action::GroupOrder, _) => self.desk.next_group_key(),
            (Action::OnlySame, Some(by)) => row.map_or(Err("no row is there".to_owned()), |row| Ok(self.desk.only_same(row, by))),
            (Action::OnlyMarked, _) => {
                let marks = self.marks().clone();
                self.desk.only_marked(&marks)
            }
            (Action::Hide, _) => self.desk.hide(at),
            (Action::ShowAll, _) => Ok(self.desk.show_all()),
            (Action::Freeze, _) => Ok(self.desk.freeze(at)),
            (Action::ColumnLeft | Action::ColumnRight, _) => self.desk.shift(at, action == Action::ColumnRight).map(|to| {
                self.cursor.1 = to;
                "the column was moved".to_owned()
            }),
            (Action::Undo, _) => self.desk.undo(),
            (Action::AsPrinted, _) => Ok(self.desk.as_printed()),
            _ => return Answer::Pass,
        };
        if said.is_ok() {
            self.after_act(row);
        }
        Answer::say(said.unwrap_or_else(|why| why))
    }

    /// Takes up what an act has changed. The cursor stays on its row, and on its column unless that was moved.
    pub(super) fn after_act(&mut self, row: Option<u32>) {
        let (was, now) = (&self.measured_of, self.held());
        if !(Arc::ptr_eq(&was.sheet, &now.sheet) && Arc::ptr_eq(&was.table, &now.table) && Arc::ptr_eq(&was.text, &now.text)) {
            self.measure();
            self.lines = Lines::None;
        }
        self.refresh(row);
    }

    /// Sorts by the cursor's column: up, then down, then as printed.
    pub(super) fn turn(&mut self) -> Answer {
        let Some(By::Column(column)) = self.cursor_column() else { return Answer::done() };
        let row = self.cursor_row();
        let said = self.desk.turn(column);
        self.refresh(row);
        self.first.0 = 0;
        Answer::say(said)
    }

    /// Goes so many data rows on or back; group rows are passed over.
    fn step(&mut self, times: u32, on: bool) {
        let mut at = self.cursor.0;
        for _ in 0..times.min(self.shown.len() as u32) {
            let next = if on { self.data_row(at + 1, true) } else { at.checked_sub(1).and_then(|before| self.data_row(before, false)) };
            let Some(next) = next else { break };
            at = next;
        }
        self.cursor.0 = at;
    }

    fn mark(&mut self) -> Answer {
        if let Some(row) = self.cursor_row() {
            let marks = self.marks.entry(self.desk.now().numbering).or_default();
            if !marks.remove(&row) {
                marks.insert(row);
            }
            self.step(1, true);
        }
        Answer::done()
    }

    fn next_lines(&mut self) -> Answer {
        let columns = self.drawn_columns();
        if columns.len() < 2 {
            return Answer::say("fewer than two columns of figures have kind and unit in common: there is no line to draw");
        }
        let sheet = &self.held().sheet;
        let shared = || spark::range(columns.iter().flat_map(|&column| rows::figures(sheet, &self.look().order.rows, column)));
        let (lines, words) = match self.lines {
            Lines::None => (Lines::Each, "each row as a line, on a scale of its own".to_owned()),
            Lines::Each => match shared() {
                Some(range) => (Lines::Shared(range), "each row as a line, all on one scale".to_owned()),
                None => (Lines::None, "no lines".to_owned()),
            },
            Lines::Shared(_) => (Lines::None, "no lines".to_owned()),
        };
        self.lines = lines;
        let ends = columns.first().zip(columns.last()).filter(|_| self.lines != Lines::None);
        let name = |column: usize| By::Column(column).name(&self.held().sheet);
        Answer::say(ends.map_or(words.clone(), |(first, last)| format!("{words}, {} to {}", name(*first), name(*last))))
    }

    fn next_width(&mut self) -> Answer {
        let Some(By::Column(column)) = self.cursor_column() else { return Answer::done() };
        let (wide, words) = self.wide_of(column).next(self.widest(column));
        self.wide.insert((self.desk.now().numbering, column), wide);
        let row = self.cursor_row();
        self.refresh(row);
        Answer::say(words)
    }

    /// The note of the cursor's cell, else the row as a card.
    fn open(&mut self, scene: &Scene<'_>) -> Answer {
        let stop = self.cell(scene).and_then(|(block, extent)| {
            let stops = scene.document.stops_in(FlowId::Body, block, extent);
            stops.iter().find(|stop| stop.end > stop.at.byte).copied()
        });
        match (stop, self.cursor_row()) {
            (Some(stop), _) => Answer::with(Effect::Enter(stop)),
            (None, Some(_)) => {
                Answer::with(Effect::Push(Box::new(View::Card(CardView::new(Box::new(self.desk.now().clone()), self.shown_rows(), self.place_among_rows())))))
            }
            (None, None) => Answer::say("no row is there"),
        }
    }

    /// The data rows as they are shown, and where the cursor's is among them.
    fn shown_rows(&self) -> Vec<u32> {
        self.shown.iter().filter_map(|row| if let SheetRow::Data(row) = row { Some(*row) } else { None }).collect()
    }

    fn place_among_rows(&self) -> usize {
        self.shown.iter().take(self.cursor.0).filter(|row| matches!(row, SheetRow::Data(_))).count()
    }

    fn chart(&mut self) -> Answer {
        let look = self.chosen();
        let column = match self.cursor_column() {
            Some(By::Column(column)) => column,
            _ => 0,
        };
        let chart = ChartView::new(&look, column);
        chart.map_or(Answer::say("no column of figures to draw"), |view| Answer::with(Effect::Push(Box::new(View::Chart(Box::new(view))))))
    }

    /// What is looked at, of marked rows only where some are marked.
    pub(super) fn chosen(&self) -> Look {
        let mut look = self.look().clone();
        if !self.marks().is_empty() {
            look.order.rows.retain(|row| self.marks().contains(row));
        }
        look
    }

    /// Copies the cursor's cell, as it was printed.
    fn copy(&self) -> Answer {
        let (Some(row), Some(by)) = (self.cursor_row(), self.cursor_column()) else { return Answer::say("there is nothing here to copy") };
        let text = self.look().cell(row, by).into_owned();
        let said = format!("copied: {text}");
        Answer::with(Effect::Copy(text, said))
    }

    /// Copies the marked rows, else the cursor's, with the heads, for a spreadsheet.
    fn copy_rows(&self, scene: &Scene<'_>) -> Answer {
        let mut look = self.chosen();
        if self.marks().is_empty() {
            let Some(row) = self.cursor_row() else { return Answer::say("there is nothing here to copy") };
            look.order = Order { rows: vec![row], by: look.order.by.clone(), groups: look.order.groups };
        }
        let options = Options { guarded: scene.settings.guard, ..Options::default() };
        let rows = look.order.rows.len();
        let said = format!("copied {rows} row{} of {} columns, parted by TABs", if rows == 1 { "" } else { "s" }, look.columns.len());
        copied(Form::Tsv, &look, &options, said)
    }

    /// Copies the cells of the cursor's column as they were printed, one a line, below its head.
    fn copy_column(&self) -> Answer {
        let Some(by) = self.cursor_column() else { return Answer::say("there is nothing here to copy") };
        let look = self.chosen();
        let head = by.name(look.sheet());
        let cells = look.order.rows.iter().map(|&row| look.cell(row, by).into_owned());
        let text: Vec<String> = std::iter::once(head.clone()).chain(cells).collect();
        Answer::with(Effect::Copy(text.join("\n"), format!("copied {head}, {} cells", text.len() - 1)))
    }

    fn copy_markdown(&self, scene: &Scene<'_>) -> Answer {
        let look = self.chosen();
        let options = Options { notes: notes::of(scene.document, &look), ..Options::default() };
        let said = format!("copied {} rows and {} columns as Markdown", look.order.rows.len(), look.columns.len());
        copied(Form::Markdown, &look, &options, said)
    }

    /// Goes to the next row, or the one before, in which what was sought stands.
    pub(super) fn find(&mut self, on: bool) -> Answer {
        let pattern = match crate::search::Pattern::new(&self.sought) {
            Ok(pattern) => pattern,
            Err(error) => return Answer::say(error.to_string()),
        };
        let rows = self.shown.len();
        let columns = self.look().columns.len();
        if rows == 0 || columns == 0 {
            return Answer::say("no rows");
        }
        let from = self.cursor.0 * columns + self.cursor.1;
        let all = rows * columns;
        let places = (1..=all).map(|step| if on { (from + step) % all } else { (from + all - step % all) % all });
        let found = places.map(|place| (place / columns, place % columns)).find(|&(row, column)| match self.shown[row] {
            SheetRow::Data(row) => !pattern.matches(&self.look().cell(row, self.look().columns[column])).is_empty(),
            SheetRow::Group(_) => false,
        });
        match found {
            None => Answer::say(format!("{} stands in no cell", self.sought)),
            Some((row, column)) => {
                let round = if on { (row, column) <= self.cursor } else { (row, column) >= self.cursor };
                self.cursor = (row, column);
                if round { Answer::say(if on { "from the beginning again" } else { "from the end again" }) } else { Answer::done() }
            }
        }
    }
}

/// Copies what is looked at in a form.
fn copied(form: Form, look: &Look, options: &Options, said: String) -> Answer {
    match form.bytes(look, options) {
        Ok(bytes) => Answer::with(Effect::Copy(String::from_utf8_lossy(&bytes).into_owned(), said)),
        Err(error) => Answer::say(format!("cannot copy: {error}")),
    }
}

fn ask(ask: Ask) -> Answer {
    Answer::with(Effect::Push(Box::new(View::Ask(super::AskView::new(ask)))))
}
