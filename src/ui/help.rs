//! The keys that work here, from the table of actions. Has no words of its own but the way out.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::areas::Areas;
use super::paint::wrapped;
use super::{Answer, Effect, Scene};
use crate::keys::{Action, Context, page};
use crate::layout::width;

/// The page of keys.
#[derive(Debug)]
pub struct HelpView {
    context: Context,
    first: usize,
    lines: Vec<Line>,
    /// Columns of the names of keys, with the blanks behind them.
    keys: u16,
    area: Rect,
}

/// A line of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    Head(&'static str),
    Key(String, String),
    Blank,
}

impl HelpView {
    /// The keys of a context.
    pub fn new(context: Context) -> HelpView {
        HelpView { context, first: 0, lines: Vec::new(), keys: 0, area: Rect::default() }
    }

    /// Takes the text's place.
    pub fn layout(&mut self, scene: &Scene<'_>, areas: &Areas) {
        if self.lines.is_empty() || self.area.width != areas.text.width {
            self.set(scene, areas.text.width);
        }
        self.area = areas.text;
        self.first = self.first.min(self.lines.len().saturating_sub(usize::from(self.area.height)));
    }

    /// Draws the lines that fit.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let buffer = frame.buffer_mut();
        for (line, y) in self.lines.iter().skip(self.first).zip(self.area.y..self.area.y + self.area.height) {
            match line {
                Line::Head(title) => drop(buffer.set_stringn(self.area.x, y, title, usize::from(self.area.width), scene.theme.heading)),
                Line::Key(names, help) => {
                    buffer.set_stringn(self.area.x, y, names, usize::from(self.keys - 1), scene.theme.link);
                    buffer.set_stringn(self.area.x + self.keys, y, help, usize::from(self.area.width.saturating_sub(self.keys)), scene.theme.text);
                }
                Line::Blank => {}
            }
        }
        if self.first + usize::from(self.area.height) < self.lines.len() && self.area.height > 0 {
            buffer.set_stringn(self.area.x + self.area.width - 1, self.area.y + self.area.height - 1, "↓", 1, scene.theme.dim);
        }
    }

    /// Answers an action.
    pub fn act(&mut self, action: Action, count: Option<u32>) -> Answer {
        let times = count.unwrap_or(1) as usize;
        let page = usize::from(self.area.height.max(2)) - 1;
        let last = self.lines.len();
        match action {
            Action::LineDown => self.first = self.first.saturating_add(times),
            Action::LineUp => self.first = self.first.saturating_sub(times),
            Action::PageDown | Action::HalfPageDown => self.first = self.first.saturating_add(page),
            Action::PageUp | Action::HalfPageUp => self.first = self.first.saturating_sub(page),
            Action::Start => self.first = 0,
            Action::End => self.first = last,
            Action::Close | Action::CloseView | Action::Help | Action::Open => return Answer::with(Effect::Pop),
            _ => return Answer::Pass,
        }
        // More than there is: the next layout takes it back to the last page.
        self.first = self.first.min(last);
        Answer::done()
    }

    /// Breaks the page into lines.
    fn set(&mut self, scene: &Scene<'_>, wide: u16) {
        let parts = page::sections(scene.keymap, self.context);
        let widest = parts.iter().flat_map(|part| &part.rows).map(|row| width::narrow(&row.keys)).max().unwrap_or(0);
        self.keys = (widest + 2).min((wide / 3).max(10));
        self.lines.clear();
        for part in parts {
            if !self.lines.is_empty() {
                self.lines.push(Line::Blank);
            }
            self.lines.push(Line::Head(part.section.title()));
            for row in part.rows {
                let keys = wrapped(&row.keys, self.keys - 1);
                let help = wrapped(row.help, wide.saturating_sub(self.keys).max(1));
                let line = |words: &[String], i: usize| words.get(i).cloned().unwrap_or_default();
                self.lines.extend((0..keys.len().max(help.len())).map(|i| Line::Key(line(&keys, i), line(&help, i))));
            }
        }
    }
}
