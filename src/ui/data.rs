//! A data file of any size as a sheet: whole screen, heads and the first column held while it scrolls, a cursor. Owns what
//! is looked at; reads the cells that show and no others. What takes time is asked for, and comes back as it is done.

mod draw;
mod reach;

use std::borrow::Cow;
use std::sync::Arc;

use ratatui::layout::Rect;

use super::areas::Areas;
use super::chart::ChartView;
use super::filter;
use super::table::{Ask, AskView};
use super::typing::Typing;
use super::{Answer, Effect, View};
use crate::keys::Action;
use crate::sheet::file::DataSheet;
use crate::sheet::file::sort::ColumnKey;
use crate::sheet::file::work::{Done, Standing, Work};
use crate::sheet::order::Way;
use crate::sheet::{Column, Filter};
use draw::Widths;

/// Acts that can be undone; the oldest is forgotten first.
const MOST_PAST: usize = 20;

/// The view of a data file.
#[derive(Debug)]
pub struct DataView {
    data: Arc<DataSheet>,
    /// Whether the rest is still being read.
    loading: bool,
    /// The columns as their first cells say they are.
    columns: Vec<Column>,
    standing: Standing,
    /// What rows were last asked to be sorted by, while that is being done.
    asked: Option<Vec<ColumnKey>>,
    /// How it stood before each act, the last behind.
    past: Vec<Standing>,
    /// The place of the row that the cursor is on, and the column.
    cursor: (usize, usize),
    /// The place of the first row that shows, and the first column behind the held one.
    first: (usize, usize),
    /// The cells that show, row by row.
    shown: Vec<Vec<String>>,
    widths: Widths,
    parts: Parts,
    /// What was looked for last.
    sought: String,
    /// What is asked over the table of the rows, once it is there.
    then: Option<Ask>,
}

/// Where the parts of it lie.
#[derive(Debug, Clone, Copy, Default)]
struct Parts {
    whole: Rect,
    head: Rect,
    rows: Rect,
    /// Whether there is room for the line above the heads.
    caption: bool,
}

impl DataView {
    /// A file of which the first rows are there.
    pub fn new(data: Arc<DataSheet>) -> DataView {
        let columns = data.likely();
        DataView {
            widths: Widths::new(&data, &columns),
            columns,
            data,
            loading: true,
            standing: Standing::default(),
            asked: None,
            past: Vec::new(),
            cursor: (0, 0),
            first: (0, 0),
            shown: Vec::new(),
            parts: Parts::default(),
            sought: String::new(),
            then: None,
        }
    }

    /// Takes the whole of the file in the place of its first rows. The cursor stays on its row.
    pub fn put(&mut self, data: Arc<DataSheet>) {
        self.columns = data.likely();
        self.widths = Widths::new(&data, &self.columns);
        (self.data, self.loading) = (data, false);
    }

    /// The file.
    pub fn data(&self) -> &Arc<DataSheet> {
        &self.data
    }

    /// Where the cursor is, for the status line.
    pub fn place(&self) -> String {
        let all = self.data.file.rows() as usize;
        let here = if self.rows() == 0 { 0 } else { self.cursor.0 + 1 };
        let more = if self.loading { "+" } else { "" };
        match &self.standing.rows {
            Some(rows) if rows.len() < all => format!("row {here} of {} (of {all})", rows.len()),
            _ => format!("row {here} of {all}{more}"),
        }
    }

    /// What parts its cells, for the title line.
    pub fn dialect(&self) -> String {
        let sign = match self.data.file.dialect().delimiter {
            b'\t' => "TABs".to_owned(),
            b',' => "commas".to_owned(),
            other => format!("“{}”", char::from(other)),
        };
        let set = self.data.file.charset.map_or(String::new(), |set| format!(", {set}"));
        format!("parted by {sign}{set}")
    }

    /// The row of the screen that the cursor is on.
    pub fn row(&self) -> Option<u16> {
        let row = self.cursor.0.checked_sub(self.first.0)?;
        (row < usize::from(self.parts.rows.height)).then(|| self.parts.rows.y + row as u16)
    }

    /// Finds room for heads and rows, and reads the cells that show; keeps the cursor in view.
    pub fn layout(&mut self, areas: &Areas) {
        let whole = Rect { x: areas.title.x, width: areas.title.width, ..areas.text };
        let heads = (self.data.file.around.heads.len() as u16).min(whole.height / 3);
        let caption = !self.data.file.around.above.is_empty() && whole.height >= heads + 8;
        let above = if caption { 2 } else { 0 };
        let head = Rect { y: whole.y + above, height: heads, ..whole };
        let rows = Rect { y: head.y + heads, height: whole.height.saturating_sub(above + heads), ..whole };
        self.parts = Parts { whole, head, rows, caption };
        let height = usize::from(rows.height.max(1));
        self.cursor.0 = self.cursor.0.min(self.rows().saturating_sub(1));
        self.first.0 = self.first.0.min(self.cursor.0).max((self.cursor.0 + 1).saturating_sub(height)).min(self.rows().saturating_sub(height));
        let last = self.rows().min(self.first.0 + height);
        let cells = |row: u32| self.data.file.fields(row).iter().map(|field| self.data.file.text(field).into_owned()).collect();
        self.shown = (self.first.0..last).map(|place| cells(self.number(place))).collect();
        self.widths.grow(&self.columns, &self.shown);
        self.first.1 = self.widths.first_to_show(self.cursor.1, self.first.1, whole.width);
    }

    /// A click: on a head it sorts by the column, on a row the cursor goes there.
    pub fn click(&mut self, x: u16, y: u16) -> Answer {
        let column = self.columns_shown().find(|(_, from, width)| (*from..from + width).contains(&x)).map(|(column, ..)| column);
        if super::holds(self.parts.head, x, y)
            && let Some(column) = column
        {
            self.cursor.1 = column;
            return self.sort(self.turned());
        }
        if super::holds(self.parts.rows, x, y) {
            self.cursor = ((self.first.0 + usize::from(y - self.parts.rows.y)).min(self.rows().saturating_sub(1)), column.unwrap_or(self.cursor.1));
        }
        Answer::done()
    }

    /// Answers an action.
    pub fn act(&mut self, action: Action, count: Option<u32>) -> Answer {
        let times = count.unwrap_or(1) as usize;
        let page = usize::from(self.parts.rows.height.max(2)) - 1;
        let last = self.rows().saturating_sub(1);
        match action {
            Action::LineDown => self.cursor.0 = self.cursor.0.saturating_add(times).min(last),
            Action::LineUp => self.cursor.0 = self.cursor.0.saturating_sub(times),
            Action::PageDown => self.cursor.0 = self.cursor.0.saturating_add(times.saturating_mul(page)).min(last),
            Action::PageUp => self.cursor.0 = self.cursor.0.saturating_sub(times.saturating_mul(page)),
            Action::Start => self.cursor.0 = count.map_or(0, |row| (row as usize).saturating_sub(1).min(last)),
            Action::End => self.cursor.0 = count.map_or(last, |row| (row as usize).saturating_sub(1).min(last)),
            Action::Left => self.cursor.1 = self.cursor.1.saturating_sub(times),
            Action::Right => self.cursor.1 = self.cursor.1.saturating_add(times).min(self.columns.len().saturating_sub(1)),
            Action::Sort => return self.sort(self.turned()),
            Action::AsPrinted => return self.stand(Standing::default()),
            Action::Chart => return Answer::with(Effect::Work(Work::Draw { column: self.cursor.1, rows: self.standing.rows.clone() })),
            Action::AboutColumn => return Answer::with(Effect::Work(Work::SumUp { column: self.cursor.1, rows: self.standing.rows.clone() })),
            Action::AddKey => return self.sort(self.with_key()),
            Action::Undo => return self.undo(),
            Action::OnlySame => return Answer::with(self.filter(&self.same())),
            Action::FirstColumn => self.cursor.1 = 0,
            Action::LastColumn => self.cursor.1 = self.columns.len().saturating_sub(1),
            Action::FilterRows => return ask(Ask::Filter),
            Action::Open => return self.card(),
            Action::Copy => return self.copy(),
            Action::CopyRows => return self.copy_row(),
            Action::Find => return ask(Ask::Find),
            Action::NextHit | Action::PreviousHit if !self.sought.is_empty() => return self.find(action == Action::NextHit),
            Action::Derive => return self.apart(Ask::Derive),
            Action::MakeAnew => return self.apart(Ask::Anew),
            Action::Style => return self.apart(Ask::Style),
            Action::Export => return self.apart(Ask::Export),
            Action::ToColumn => return ask(Ask::Column),
            Action::Close if self.standing == Standing::default() => return Answer::say("q quits"),
            Action::Close => return self.stand(Standing::default()),
            Action::CloseView => return Answer::with(Effect::Act(Action::Quit)),
            _ => return Answer::Pass,
        }
        Answer::done()
    }

    /// Takes what a worker has done.
    pub fn take(&mut self, done: Done) -> Answer {
        if !matches!(done, Done::First(_)) {
            self.asked = None;
        }
        match done {
            Done::First(standing) => {
                self.keep();
                self.cursor.0 = 0;
                self.standing = standing;
            }
            Done::Stands(standing) => {
                // The same act kept how it stood when it gave the first rows.
                if (&self.standing.conditions, &self.standing.by) != (&standing.conditions, &standing.by) {
                    self.keep();
                    self.cursor.0 = 0;
                }
                self.standing = standing;
                return Answer::say(self.said());
            }
            Done::Drawn(charts) => match ChartView::made(charts) {
                Some(view) => return Answer::with(Effect::Push(Box::new(View::Chart(Box::new(view))))),
                None => return Answer::say("no figures to draw"),
            },
            Done::Found(place, column) => self.cursor = (place, column),
            Done::Taken(held) => return self.taken(*held),
            Done::Said(words) | Done::Refused(words) => return Answer::say(words),
        }
        Answer::done()
    }

    /// Carries out what was typed.
    ///
    /// # Errors
    /// Says why it cannot be done.
    pub fn asked(&mut self, ask: Ask, typed: &str) -> Result<Vec<Effect>, String> {
        match ask {
            Ask::Filter => {
                let sheet = self.data.outline();
                Filter::read(typed, &sheet)?;
                Ok(vec![self.filter(typed)])
            }
            Ask::Column => {
                let names = self.data.names().iter().map(|name| Cow::Borrowed(name.as_str()));
                let found = filter::Filter { typing: Some(Typing::with(typed.trim())) }.ranked(names);
                self.cursor.1 = *found.first().filter(|_| !typed.trim().is_empty()).ok_or_else(|| format!("no column {}", typed.trim()))? as usize;
                Ok(Vec::new())
            }
            Ask::Find => {
                self.sought = typed.trim().to_owned();
                match self.find(true) {
                    Answer::Done(effects) if !self.sought.is_empty() => Ok(effects),
                    _ => Err("nothing to look for".to_owned()),
                }
            }
            // They are asked over a table of the rows.
            Ask::Derive | Ask::Anew | Ask::Style | Ask::Export => Err("there is no table of its own to do that with".to_owned()),
        }
    }

    /// Keeps the rows for which a condition holds, of those that show.
    fn filter(&self, typed: &str) -> Effect {
        let mut conditions = self.standing.conditions.clone();
        conditions.push(typed.trim().to_owned());
        Effect::Work(Work::Stand { conditions, by: self.standing.by.clone(), known: None })
    }

    /// What was asked for was stopped: it stands as it did.
    pub fn stopped(&mut self) {
        self.asked = None;
    }

    /// What the status line says of how it stands.
    fn said(&self) -> String {
        let by: Vec<String> = self.standing.by.iter().map(|key| format!("{}, {}", self.name(key.column), key.way.word())).collect();
        let sorted = if by.is_empty() { "as printed".to_owned() } else { format!("sorted by {}", by.join(", then ")) };
        if self.standing.conditions.is_empty() {
            return sorted;
        }
        format!("{} of {} rows: {}; {sorted}", self.rows(), self.data.file.rows(), self.standing.conditions.join(", "))
    }

    fn name(&self, column: usize) -> String {
        let name = &self.data.names()[column];
        if name.is_empty() { format!("column {}", column + 1) } else { name.clone() }
    }

    /// What rows are sorted by, or will be in a moment.
    fn by(&self) -> &[ColumnKey] {
        self.asked.as_ref().unwrap_or(&self.standing.by)
    }

    /// The keys of the cursor's column alone: up, then down, then none.
    fn turned(&self) -> Vec<ColumnKey> {
        let column = self.cursor.1;
        match self.by() {
            [key] if key.column == column && key.way == Way::Up => vec![ColumnKey { column, way: Way::Down }],
            [key] if key.column == column => Vec::new(),
            _ => vec![ColumnKey { column, way: Way::Up }],
        }
    }

    /// The keys with the cursor's column as one more, or turned where it is one.
    fn with_key(&self) -> Vec<ColumnKey> {
        let mut keys = self.by().to_vec();
        match keys.iter().position(|key| key.column == self.cursor.1) {
            None => keys.push(ColumnKey { column: self.cursor.1, way: Way::Up }),
            Some(at) if keys[at].way == Way::Up => keys[at].way = Way::Down,
            Some(at) => drop(keys.remove(at)),
        }
        keys
    }

    /// The condition that a cell says the same as the cursor's.
    fn same(&self) -> String {
        let cell = if self.rows() == 0 { String::new() } else { self.data.file.cell(self.number(self.cursor.0), self.cursor.1).into_owned() };
        let said = |column: &str| if cell.is_empty() { format!("missing {column}") } else { format!("{column} = {cell}") };
        // By its name, where that is one.
        let named = said(&self.data.names()[self.cursor.1]);
        let is_one = self.data.names().iter().filter(|name| **name == self.data.names()[self.cursor.1]).count() == 1;
        if is_one && Filter::read(&named, &self.data.outline()).is_ok() { named } else { said(&format!("#{}", self.cursor.1 + 1)) }
    }

    fn undo(&mut self) -> Answer {
        let Some(standing) = self.past.pop() else { return Answer::say("nothing to undo") };
        self.standing = standing;
        self.cursor.0 = 0;
        Answer::say(self.said())
    }

    fn sort(&mut self, by: Vec<ColumnKey>) -> Answer {
        if by.is_empty() && self.standing.conditions.is_empty() {
            return self.stand(Standing::default());
        }
        self.asked = Some(by.clone());
        let known = if self.standing.conditions.is_empty() { None } else { self.standing.rows.clone() };
        Answer::with(Effect::Work(Work::Stand { conditions: self.standing.conditions.clone(), by, known }))
    }

    /// Stands in a way for which nothing has to be worked out.
    fn stand(&mut self, standing: Standing) -> Answer {
        self.keep();
        self.standing = standing;
        self.cursor.0 = 0;
        Answer::say(self.said())
    }

    fn keep(&mut self) {
        if self.past.len() == MOST_PAST {
            self.past.remove(0);
        }
        self.past.push(std::mem::take(&mut self.standing));
    }

    /// How many rows there are to look at.
    fn rows(&self) -> usize {
        self.standing.rows.as_ref().map_or(self.data.file.rows() as usize, |rows| rows.len())
    }

    /// The number of the row at a place.
    fn number(&self, place: usize) -> u32 {
        self.standing.rows.as_ref().map_or(place as u32, |rows| rows[place])
    }
}

fn ask(ask: Ask) -> Answer {
    Answer::with(Effect::Push(Box::new(View::Ask(AskView::new(ask)))))
}
