//! A line that is being typed, with its cursor: the one way in which keys become text, in a prompt, a filter, the palette.

use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use tui_input::{Input, InputRequest};

use crate::keys::{Code, Key};
use crate::layout::width;
use crate::model::clean;
use crate::theme::Theme;

/// What was typed so far.
#[derive(Debug, Default)]
pub struct Typing {
    input: Input,
}

impl Typing {
    /// A line that begins with some words, the cursor behind them.
    pub fn with(words: &str) -> Typing {
        Typing { input: Input::new(clean::line(words).into_owned()) }
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.input.value().is_empty()
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

    /// Draws a sign and the line behind it in an area of one row, as much as fits around the cursor, and shows the cursor.
    pub fn draw(&self, sign: &str, theme: &Theme, area: Rect, frame: &mut Frame<'_>) {
        let lead = width::narrow(sign).min(area.width);
        let room = area.width.saturating_sub(lead + 1);
        let scroll = self.input.visual_scroll(usize::from(room.max(1)) - 1);
        let mut skipped = 0;
        let text = self.input.value();
        let from = text.char_indices().find(|(_, c)| {
            let here = skipped;
            skipped += usize::from(width::narrow(c.encode_utf8(&mut [0; 4])));
            here >= scroll
        });
        let shown = from.map_or("", |(at, _)| &text[at..]);
        let buffer = frame.buffer_mut();
        buffer.set_style(area, theme.text);
        buffer.set_stringn(area.x, area.y, " ".repeat(usize::from(area.width)), usize::from(area.width), theme.text);
        buffer.set_stringn(area.x, area.y, sign, usize::from(area.width), theme.dim);
        buffer.set_stringn(area.x + lead, area.y, shown, usize::from(room), theme.text);
        let cursor = (self.input.visual_cursor().max(scroll) - scroll) as u16;
        frame.set_cursor_position(Position { x: area.x + lead + cursor.min(room), y: area.y });
    }
}
