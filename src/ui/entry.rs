//! A work that is cited by its key, in a popup at the citation: its entry of the bibliography. It scrolls, and is left again.

use ratatui::Frame;

use super::areas::Areas;
use super::paint::wrapped;
use super::popup::{self, FRAME, LEAST, Popup, SIDES};
use super::{Answer, Effect, Scene};
use crate::keys::Action;

/// A popup with an entry.
#[derive(Debug)]
pub struct EntryView {
    /// Its number among the document's entries.
    entry: u32,
    lines: Vec<String>,
    /// Lines that are passed over, and the most that can be.
    first: usize,
    last: usize,
    popup: Popup,
}

impl EntryView {
    /// A popup for the entry with a number.
    pub fn new(entry: u32) -> EntryView {
        EntryView { entry, lines: Vec::new(), first: 0, last: 0, popup: Popup::default() }
    }

    /// Finds its place on the screen: below the row of the citation, or above where there is more room.
    pub fn layout(&mut self, scene: &Scene<'_>, areas: &Areas, below: Option<u16>) {
        let column = areas.text;
        let text = scene.document.entries.get(self.entry as usize).map_or("", |entry| &entry.text);
        self.lines = wrapped(text, column.width.saturating_sub(SIDES).max(1));
        let all = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        let wanted = all.saturating_add(FRAME).min((areas.screen.height / 2).max(LEAST));
        self.popup.set(popup::place(column, below, wanted), all);
        self.last = self.lines.len().saturating_sub(usize::from(self.popup.inside().height));
        self.first = self.first.min(self.last);
        self.popup.more = (self.first > 0, self.first < self.last);
    }

    /// Draws the frame with the key, and the entry.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let theme = &scene.theme;
        let key = scene.document.entries.get(self.entry as usize).map_or("", |entry| &entry.key);
        let buffer = frame.buffer_mut();
        self.popup.draw(buffer, theme, (key, theme.heading), "");
        let inside = self.popup.inside();
        for (line, y) in self.lines.iter().skip(self.first).zip(inside.y..inside.y + inside.height) {
            buffer.set_stringn(inside.x, y, line, usize::from(inside.width), theme.text);
        }
    }

    /// A click beside it leaves it.
    pub fn click(&self, x: u16, y: u16) -> Answer {
        if super::holds(self.popup.area, x, y) { Answer::done() } else { Answer::with(Effect::Pop) }
    }

    /// Answers an action.
    pub fn act(&mut self, action: Action, count: Option<u32>) -> Answer {
        let times = count.unwrap_or(1) as usize;
        let page = usize::from(self.popup.inside().height.max(2)) - 1;
        self.first = match action {
            Action::LineDown => self.first.saturating_add(times),
            Action::LineUp => self.first.saturating_sub(times),
            Action::PageDown | Action::HalfPageDown => self.first.saturating_add(times.saturating_mul(page)),
            Action::PageUp | Action::HalfPageUp => self.first.saturating_sub(times.saturating_mul(page)),
            Action::Start => 0,
            Action::End => self.last,
            Action::Open | Action::Close | Action::CloseView => return Answer::with(Effect::Pop),
            _ => return Answer::Pass,
        }
        .min(self.last);
        Answer::done()
    }
}
