//! A line to type in over a sheet: a condition, a formula, a column's name, a file. Owns the line and what each is asked
//! with; what was typed is the sheet's to carry out, and what was wrong with it stands above the line until it is mended.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::SheetView;
use crate::keys::{Action, Key};
use crate::sheet::order::By;
use crate::sheet::style::Style;
use crate::ui::areas::Areas;
use crate::ui::filter::Filter;
use crate::ui::paint::{self, cut};
use crate::ui::typing::Typing;
use crate::ui::{Answer, Effect, Scene};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// Under which condition rows stay.
    Filter,
    /// What is looked for.
    Find,
    /// The formula of a new column.
    Derive,
    /// The column to go to.
    Column,
    /// What the table is made into.
    Anew,
    /// How the figures of the column are set.
    Style,
    /// The file to write to.
    Export,
}

/// The line.
#[derive(Debug)]
pub struct AskView {
    ask: Ask,
    typing: Typing,
    /// Why what was typed could not be done.
    wrong: Option<String>,
    areas: (Rect, Rect),
}

impl Ask {
    /// What stands before the line.
    fn sign(self) -> &'static str {
        match self {
            Ask::Filter => "only rows with: ",
            Ask::Find => "find: ",
            Ask::Derive => "new column: ",
            Ask::Column => "to column: ",
            Ask::Anew => "make it: ",
            Ask::Style => "show figures as: ",
            Ask::Export => "write to: ",
        }
    }

    /// What can be typed.
    fn help(self) -> &'static str {
        match self {
            Ask::Filter => "1996 > 1000   group = North   row ~ port   1996 < [1991]   missing 1996   or words",
            Ask::Find => "words as they stand in a cell; n and N go on",
            Ask::Derive => "NAME = FORMULA, as change = [1996] - [1991]   net = [out] - [in] of rows   share rank index running average percent change (COL)",
            Ask::Column => "letters of its name, in their order; hidden columns are shown again",
            Ask::Anew => "long   transpose   stats   pivot COL,COL   group COL:sum (mean, median, min, max, count)",
            Ask::Style => Style::WORDS,
            Ask::Export => "a file; what it ends in says the form: .csv .tsv .xlsx .md .html .tex .json",
        }
    }
}

impl AskView {
    /// An empty line.
    pub fn new(ask: Ask) -> AskView {
        AskView { ask, typing: Typing::default(), wrong: None, areas: (Rect::default(), Rect::default()) }
    }

    /// The line with what was typed in it, which could not be done.
    pub fn again(ask: Ask, typed: &str, why: String) -> AskView {
        AskView { typing: Typing::with(typed), wrong: Some(why), ..AskView::new(ask) }
    }

    /// Says why what was typed could not be done; the line stays.
    pub fn refuse(&mut self, why: String) {
        self.wrong = Some(why);
    }

    /// Takes the status line, and the one above for what is said of it.
    pub fn layout(&mut self, areas: &Areas) {
        let above = if areas.rule.height > 0 { areas.rule } else { Rect { y: areas.status.y.saturating_sub(1), ..areas.status } };
        self.areas = (areas.status, above);
    }

    /// Draws the line, and above it what can be typed or why it was refused.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let (line, above) = self.areas;
        let (words, style) = match &self.wrong {
            Some(why) => (why.as_str(), scene.theme.link),
            None => (self.ask.help(), scene.theme.dim),
        };
        let buffer = frame.buffer_mut();
        let lines = paint::wrapped(words, above.width);
        let rows = (lines.len() as u16).min(above.y + 1);
        for (words, y) in lines.iter().zip(above.y + 1 - rows..=above.y) {
            let row = Rect { y, ..above };
            paint::clear(buffer, row);
            cut(buffer, row, words, style, scene.theme.dim);
        }
        self.typing.draw(self.ask.sign(), &scene.theme, line, frame);
    }

    /// Answers an action.
    pub fn act(&mut self, action: Action) -> Answer {
        match action {
            Action::Open => Answer::with(Effect::Asked(self.ask, self.typing.text().to_owned())),
            Action::Close | Action::CloseView | Action::Interrupt => Answer::with(Effect::Pop),
            _ => Answer::Pass,
        }
    }

    /// Takes a key as typing; false where it is none.
    pub fn type_key(&mut self, key: Key) -> bool {
        self.wrong = None;
        self.typing.type_key(key)
    }
}

impl SheetView {
    /// Carries out what was typed.
    ///
    /// # Errors
    /// Says why it cannot be done.
    pub fn asked(&mut self, ask: Ask, typed: &str) -> Result<Answer, String> {
        let row = self.cursor_row();
        let said = match ask {
            Ask::Filter => self.desk.filter(typed)?,
            Ask::Derive => {
                let columns = self.look().columns.len();
                let said = self.desk.derive(typed)?;
                // To the new column; rows that were derived stand among the others.
                if self.look().columns.len() > columns {
                    self.cursor.1 = self.look().columns.len() - 1;
                }
                said
            }
            Ask::Anew => {
                let said = self.desk.reshape(typed)?;
                (self.cursor, self.first) = ((0, 0), (0, 0));
                said
            }
            Ask::Style => {
                let Some(By::Column(column)) = self.cursor_column() else { return Err("no column is there".to_owned()) };
                let said = self.desk.style(column, typed)?;
                self.measure();
                said
            }
            Ask::Column => return self.go_to_column(typed).map(|()| Answer::done()),
            Ask::Find => {
                self.sought = typed.trim().to_owned();
                return if self.sought.is_empty() { Err("nothing to look for".to_owned()) } else { Ok(self.find(true)) };
            }
            Ask::Export => return Ok(Answer::with(Effect::Export(Box::new(self.chosen()), typed.trim().to_owned()))),
        };
        self.after_act(row);
        Ok(Answer::say(said))
    }

    /// Goes to the column whose name fits best; one that is hidden is shown again.
    fn go_to_column(&mut self, typed: &str) -> Result<(), String> {
        let sheet = self.desk.sheet();
        let names = (0..sheet.columns.len()).map(|column| Cow::Owned(By::Column(column).name(sheet)));
        let filter = Filter { typing: Some(Typing::with(typed.trim())) };
        let Some(&column) = filter.ranked(names).first().filter(|_| !typed.trim().is_empty()) else {
            let wanted = if typed.trim().is_empty() { "no name was typed".to_owned() } else { format!("no column {}", typed.trim()) };
            return Err(format!("{wanted}; {}", crate::sheet::name::existing(sheet)));
        };
        let column = column as usize;
        let row = self.cursor_row();
        if !self.look().columns.contains(&By::Column(column)) {
            self.desk.show_all();
            self.refresh(row);
        }
        self.cursor.1 = self.look().columns.iter().position(|by| *by == By::Column(column)).unwrap_or(self.cursor.1);
        Ok(())
    }
}
