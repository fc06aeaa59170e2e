//! One row of a sheet as a card: a column a line, its name before what the cell says, whole. Owns that page; changes nothing
//! in the sheet.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::said::what_it_holds;
use crate::keys::Action;
use crate::layout::width;
use crate::sheet::desk::State;
use crate::sheet::order::By;
use crate::ui::areas::Areas;
use crate::ui::paint::{cut, wrapped};
use crate::ui::{Answer, Effect, Scene};

/// Columns of the screen at most for names.
const NAMES: u16 = 28;
/// Blanks between name and cell.
const GAP: u16 = 2;

/// What has rows of which one can be a card.
pub trait Cards: std::fmt::Debug {
    /// What a row is called.
    fn title(&self, row: u32) -> String;
    /// The cells of a row, from left to right.
    fn entries(&self, row: u32) -> Vec<Entry>;
}

/// A cell of a card.
#[derive(Debug)]
pub struct Entry {
    /// What its column is called.
    pub name: String,
    /// What it says.
    pub cell: String,
    /// What its column was reckoned from, where it was.
    pub about: Option<String>,
}

/// The view of a card.
#[derive(Debug)]
pub struct CardView {
    cards: Box<dyn Cards>,
    /// The data rows as the sheet shows them, and which of them this is.
    rows: Vec<u32>,
    at: usize,
    /// Lines that are scrolled past.
    top: usize,
    area: Rect,
    lines: Vec<Line>,
}

/// A line of the card.
#[derive(Debug)]
struct Line {
    name: String,
    words: String,
    /// Whether it is the row's name, or says more of the line before.
    kind: Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Cell,
    Derived,
    About,
}

impl CardView {
    /// The card of one of some rows.
    pub fn new(cards: Box<dyn Cards>, rows: Vec<u32>, at: usize) -> CardView {
        CardView { cards, rows, at, top: 0, area: Rect::default(), lines: Vec::new() }
    }

    /// Which row it is.
    pub fn place(&self) -> String {
        format!("row {} of {}", self.at + 1, self.rows.len())
    }

    /// Takes the text's place.
    pub fn layout(&mut self, areas: &Areas) {
        self.area = Rect { x: areas.title.x, width: areas.title.width, ..areas.text };
        self.lines = self.lines();
        self.top = self.top.min(self.lines.len().saturating_sub(usize::from(self.area.height)));
    }

    /// Draws it.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let buffer = frame.buffer_mut();
        let names = self.names();
        for (line, y) in self.lines.iter().skip(self.top).zip(self.area.y..self.area.y + self.area.height) {
            let row = Rect { y, height: 1, ..self.area };
            let style: Style = match line.kind {
                Part::Head => {
                    cut(buffer, row, &line.words, scene.theme.heading, scene.theme.dim);
                    continue;
                }
                Part::Cell => scene.theme.text,
                Part::Derived => scene.theme.text.add_modifier(Modifier::ITALIC),
                Part::About => scene.theme.dim,
            };
            cut(buffer, Rect { width: names, ..row }, &line.name, scene.theme.dim, scene.theme.dim);
            let x = self.area.x + names + GAP;
            cut(buffer, Rect { x, width: (self.area.x + self.area.width).saturating_sub(x), ..row }, &line.words, style, scene.theme.dim);
        }
    }

    /// Answers an action.
    pub fn act(&mut self, action: Action, count: Option<u32>) -> Answer {
        let times = count.unwrap_or(1) as usize;
        let page = usize::from(self.area.height.max(2)) - 1;
        match action {
            Action::LineDown => self.top += times,
            Action::LineUp => self.top = self.top.saturating_sub(times),
            Action::PageDown => self.top += times * page,
            Action::PageUp => self.top = self.top.saturating_sub(times * page),
            Action::Start => self.top = 0,
            Action::End => self.top = self.lines.len(),
            Action::NextRow => self.at = (self.at + times).min(self.rows.len().saturating_sub(1)),
            Action::PreviousRow => self.at = self.at.saturating_sub(times),
            Action::Close | Action::CloseView | Action::Open => return Answer::with(Effect::Pop),
            _ => return Answer::Pass,
        }
        Answer::done()
    }

    /// The number in the table of the row that shows.
    pub fn row(&self) -> Option<u32> {
        self.rows.get(self.at).copied()
    }

    fn names(&self) -> u16 {
        let widest = self.lines.iter().filter(|line| line.kind != Part::Head).map(|line| width::narrow(&line.name)).max().unwrap_or(0);
        widest.min(NAMES).min(self.area.width / 2)
    }

    fn lines(&self) -> Vec<Line> {
        let Some(row) = self.row() else { return Vec::new() };
        let head = |words: String| Line { name: String::new(), words, kind: Part::Head };
        let title = wrapped(&self.cards.title(row), self.area.width.max(1));
        let mut lines: Vec<Line> = title.into_iter().chain([String::new()]).map(head).collect();
        let entries = self.cards.entries(row);
        // Names are as wide as they need, up to a measure: cells take the rest.
        let names = entries.iter().map(|entry| width::narrow(&entry.name)).max().unwrap_or(0).min(NAMES).min(self.area.width / 2);
        let room = self.area.width.saturating_sub(names + GAP).max(1);
        for Entry { name, cell, about } in entries {
            let (mut name, mut words) = (wrapped(&name, names.max(1)).into_iter(), wrapped(&cell, room).into_iter());
            loop {
                let (name, words) = match (name.next(), words.next()) {
                    (None, None) => break,
                    (name, words) => (name.unwrap_or_default(), words.unwrap_or_default()),
                };
                lines.push(Line { name, words, kind: if about.is_some() { Part::Derived } else { Part::Cell } });
            }
            lines.extend(about.map(|words| Line { name: String::new(), words, kind: Part::About }));
        }
        lines
    }
}

impl Cards for State {
    fn title(&self, row: u32) -> String {
        let held = &self.look.held;
        held.sheet.row_name(&held.table, &held.text, row)
    }

    fn entries(&self, row: u32) -> Vec<Entry> {
        let sheet = self.look.sheet();
        let group = (!sheet.groups.is_empty()).then_some(By::Group);
        let all = group.into_iter().chain((0..sheet.columns.len()).map(By::Column));
        let entry = |by: By| {
            let column = if let By::Column(column) = by { sheet.columns.get(column) } else { None };
            let about = column.filter(|column| column.formula.is_some()).map(what_it_holds);
            Entry { name: by.name(sheet), cell: self.look.cell(row, by).into_owned(), about }
        };
        all.map(entry).collect()
    }
}
