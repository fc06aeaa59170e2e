//! A line to type in, in place of the status line: what to search for. Takes every key that is no way out of it.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::areas::Areas;
use super::typing::Typing;
use super::{Answer, Effect, Scene};
use crate::keys::{Action, Key};

/// The prompt of the search.
#[derive(Debug, Default)]
pub struct PromptView {
    typing: Typing,
    area: Rect,
}

impl PromptView {
    /// Takes the status line.
    pub fn layout(&mut self, areas: &Areas) {
        self.area = areas.status;
    }

    /// Draws what was typed, with the cursor.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        self.typing.draw("/", &scene.theme, self.area, frame);
    }

    /// Answers an action.
    pub fn act(&mut self, action: Action) -> Answer {
        match action {
            Action::Open if self.typing.is_empty() => Answer::with(Effect::Pop),
            Action::Open => Answer::Done(vec![Effect::Pop, Effect::Search(self.typing.text().to_owned())]),
            Action::Close | Action::CloseView | Action::Interrupt => Answer::with(Effect::Pop),
            _ => Answer::Pass,
        }
    }

    /// Takes a key as typing; false where it is none.
    pub fn type_key(&mut self, key: Key) -> bool {
        self.typing.type_key(key)
    }
}
