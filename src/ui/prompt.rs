//! A line to type in, in place of the status line: what to search for. Takes every key that is no way out of it; what was
//! found for what is typed so far is the program's to show.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::areas::Areas;
use super::typing::Typing;
use super::{Answer, Effect, Scene, status};
use crate::keys::{Action, Key};
use crate::layout::width;

/// Columns that the line keeps for what is typed.
const LEAST: u16 = 16;

/// The prompt of the search.
#[derive(Debug)]
pub struct PromptView {
    typing: Typing,
    /// What was searched for, the last behind.
    earlier: Vec<String>,
    /// Which of them shows; behind the last, what was typed.
    at: usize,
    typed: String,
    area: Rect,
}

impl PromptView {
    /// An empty prompt; `earlier` is what was searched for before.
    pub fn new(earlier: Vec<String>) -> PromptView {
        let at = earlier.len();
        PromptView { typing: Typing::default(), earlier, at, typed: String::new(), area: Rect::default() }
    }

    /// What was typed so far.
    pub fn text(&self) -> &str {
        self.typing.text()
    }

    /// Takes the status line.
    pub fn layout(&mut self, areas: &Areas) {
        self.area = areas.status;
    }

    /// Draws what was typed, with the cursor, and how many places have it.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let count = if self.typing.is_empty() { Vec::new() } else { status::hits(scene) };
        let room = self.area.width.saturating_sub(LEAST);
        let count = count.into_iter().find(|words| width::narrow(words) + 2 <= room).unwrap_or_default();
        let wide = width::narrow(&count);
        let line = Rect { width: self.area.width - if wide > 0 { wide + 2 } else { 0 }, ..self.area };
        self.typing.draw("/", &scene.theme, line, frame);
        let buffer = frame.buffer_mut();
        buffer.set_stringn(line.x + line.width, self.area.y, format!("  {count}"), usize::from(self.area.width - line.width), scene.theme.dim);
    }

    /// Answers an action.
    pub fn act(&mut self, action: Action) -> Answer {
        let search = || Effect::Search(self.typing.text().to_owned());
        match action {
            Action::Open => Answer::Done(vec![Effect::Pop, search()]),
            Action::Hits => Answer::Done(vec![Effect::Pop, search(), Effect::Hits]),
            Action::Close | Action::CloseView | Action::Interrupt => Answer::with(Effect::Pop),
            Action::EarlierSearch => self.recall(self.at.saturating_sub(1)),
            Action::LaterSearch => self.recall((self.at + 1).min(self.earlier.len())),
            _ => Answer::Pass,
        }
    }

    /// Takes a key as typing; false where it is none.
    pub fn type_key(&mut self, key: Key) -> bool {
        self.typing.type_key(key)
    }

    /// Shows what was searched for before, or again what was typed.
    fn recall(&mut self, at: usize) -> Answer {
        if at != self.at {
            if self.at == self.earlier.len() {
                self.typed = self.typing.text().to_owned();
            }
            self.at = at;
            self.typing = Typing::with(self.earlier.get(at).unwrap_or(&self.typed));
        }
        Answer::done()
    }
}
