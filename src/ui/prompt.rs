//! A line to type in, in place of the status line: what to search for. Takes every key that is no way out of it.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use tui_input::{Input, InputRequest};

use super::areas::Areas;
use super::{Answer, Effect, Scene};
use crate::keys::{Action, Code, Key};
use crate::model::clean;

/// The prompt of the search.
#[derive(Debug, Default)]
pub struct PromptView {
    input: Input,
    area: Rect,
}

impl PromptView {
    /// Takes the status line.
    pub fn layout(&mut self, areas: &Areas) {
        self.area = areas.status;
    }

    /// Draws what was typed, with the cursor.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let room = self.area.width.saturating_sub(2);
        let scroll = self.input.visual_scroll(usize::from(room.max(1)) - 1);
        let mut skipped = 0;
        let text = self.input.value();
        let from = text.char_indices().find(|(_, c)| {
            let here = skipped;
            skipped += usize::from(crate::layout::width::narrow(c.encode_utf8(&mut [0; 4])));
            here >= scroll
        });
        let shown = from.map_or("", |(at, _)| &text[at..]);
        let buffer = frame.buffer_mut();
        buffer.set_style(self.area, scene.theme.text);
        buffer.set_stringn(self.area.x, self.area.y, " ".repeat(usize::from(self.area.width)), usize::from(self.area.width), scene.theme.text);
        buffer.set_stringn(self.area.x, self.area.y, "/", 1, scene.theme.dim);
        buffer.set_stringn(self.area.x + 1, self.area.y, shown, usize::from(room), scene.theme.text);
        let cursor = (self.input.visual_cursor().max(scroll) - scroll) as u16;
        frame.set_cursor_position(Position { x: self.area.x + 1 + cursor.min(room), y: self.area.y });
    }

    /// Answers an action.
    pub fn act(&mut self, action: Action) -> Answer {
        match action {
            Action::Open if self.input.value().is_empty() => Answer::with(Effect::Pop),
            Action::Open => Answer::Done(vec![Effect::Pop, Effect::Search(self.input.value().to_owned())]),
            Action::Close | Action::CloseView | Action::Interrupt => Answer::with(Effect::Pop),
            _ => Answer::Pass,
        }
    }

    /// Takes a key as typing; false where it is none.
    pub fn type_key(&mut self, key: Key) -> bool {
        let request = match (key.code, key.ctrl, key.alt) {
            (Code::Char(c), false, false) if clean::changes(c.encode_utf8(&mut [0; 4])).is_empty() => InputRequest::InsertChar(c),
            (Code::Backspace, false, false) | (Code::Char('h'), true, false) => InputRequest::DeletePrevChar,
            (Code::Delete, false, false) => InputRequest::DeleteNextChar,
            (Code::Backspace, ..) | (Code::Char('w'), true, false) => InputRequest::DeletePrevWord,
            (Code::Char('u'), true, false) => InputRequest::DeleteLine,
            (Code::Char('k'), true, false) => InputRequest::DeleteTillEnd,
            (Code::Left, false, false) => InputRequest::GoToPrevChar,
            (Code::Right, false, false) => InputRequest::GoToNextChar,
            (Code::Left, ..) => InputRequest::GoToPrevWord,
            (Code::Right, ..) => InputRequest::GoToNextWord,
            (Code::Home, ..) | (Code::Char('a'), true, false) => InputRequest::GoToStart,
            (Code::End, ..) | (Code::Char('e'), true, false) => InputRequest::GoToEnd,
            _ => return false,
        };
        self.input.handle(request);
        true
    }
}
