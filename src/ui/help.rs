//! The keys that work here, from the table of actions. Has no words of its own but the way out.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use super::areas::Areas;
use super::{Answer, Effect, Scene};
use crate::keys::{Action, Context, page};
use crate::layout::width;

/// The page of keys.
#[derive(Debug)]
pub struct HelpView {
    first: usize,
    lines: Vec<Line>,
    area: Rect,
}

/// A line of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    Head(&'static str),
    Key(String, &'static str),
    Blank,
}

impl HelpView {
    /// The keys of a context.
    pub fn new(context: Context) -> HelpView {
        let mut lines = Vec::new();
        for part in page::sections(context) {
            if !lines.is_empty() {
                lines.push(Line::Blank);
            }
            lines.push(Line::Head(part.section.title()));
            lines.extend(part.rows.into_iter().map(|row| Line::Key(row.keys, row.help)));
        }
        HelpView { first: 0, lines, area: Rect::default() }
    }

    /// Takes the text's place.
    pub fn layout(&mut self, areas: &Areas) {
        self.area = areas.text;
        self.first = self.first.min(self.lines.len().saturating_sub(usize::from(self.area.height)));
    }

    /// Draws the lines that fit.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let buffer = frame.buffer_mut();
        Clear.render(self.area, buffer);
        let keys = self.lines.iter().filter_map(|line| if let Line::Key(keys, _) = line { Some(width::narrow(keys)) } else { None }).max().unwrap_or(0);
        let keys = (keys + 2).min((self.area.width / 3).max(10));
        for (line, y) in self.lines.iter().skip(self.first).zip(self.area.y..self.area.y + self.area.height) {
            match line {
                Line::Head(title) => drop(buffer.set_stringn(self.area.x, y, title, usize::from(self.area.width), scene.theme.heading)),
                Line::Key(names, help) => {
                    buffer.set_stringn(self.area.x, y, fitting_keys(names, keys.saturating_sub(1)), usize::from(keys.saturating_sub(1)), scene.theme.link);
                    buffer.set_stringn(self.area.x + keys, y, help, usize::from(self.area.width - keys), scene.theme.text);
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
}

/// The first of the keys that fit: the others do the same.
fn fitting_keys(names: &str, room: u16) -> &str {
    let mut end = names.len();
    while width::narrow(&names[..end]) > room
        && let Some(blank) = names[..end].rfind(' ')
    {
        end = blank;
    }
    &names[..end]
}
