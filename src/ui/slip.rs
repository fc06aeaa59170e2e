//! Words that are no part of the text, in a popup at what leads to them: the whole address of a link, which is shown and copied
//! while the program itself goes nowhere, and the entry of a bibliography. They scroll, and are left again.

use ratatui::Frame;

use super::areas::Areas;
use super::paint::wrapped;
use super::popup::{self, FRAME, LEAST, Popup, SIDES};
use super::{Answer, Effect, Scene};
use crate::keys::Action;
use crate::model::CitedEntry;

/// A popup with words of its own.
#[derive(Debug)]
pub struct SlipView {
    title: String,
    words: String,
    /// The words as Markdown has them.
    markdown: String,
    /// What they are called when they are copied.
    name: &'static str,
    /// They in the lines of the popup.
    lines: Vec<String>,
    /// Lines that are passed over, and the most that can be.
    first: usize,
    last: usize,
    popup: Popup,
}

impl SlipView {
    /// The address of a link.
    pub fn address(address: &str) -> SlipView {
        SlipView::new("address".to_owned(), address, format!("<{address}>"), "address")
    }

    /// A work that is cited by its key.
    pub fn entry(entry: &CitedEntry) -> SlipView {
        SlipView::new(entry.key.clone(), &entry.text, format!("@{}", entry.key), "entry")
    }

    fn new(title: String, words: &str, markdown: String, name: &'static str) -> SlipView {
        SlipView { title, words: words.to_owned(), markdown, name, lines: Vec::new(), first: 0, last: 0, popup: Popup::default() }
    }

    /// The row of the screen on which it begins.
    pub fn row(&self) -> u16 {
        self.popup.area.y
    }

    /// Finds its place on the screen: below the row of what leads to it, or above where there is more room.
    pub fn layout(&mut self, areas: &Areas, below: Option<u16>) {
        let column = areas.text;
        self.lines = wrapped(&self.words, column.width.saturating_sub(SIDES).max(1));
        let all = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        let wanted = all.saturating_add(FRAME).min((areas.screen.height / 2).max(LEAST));
        self.popup.set(popup::place(column, below, wanted), all);
        self.last = self.lines.len().saturating_sub(usize::from(self.popup.inside().height));
        self.first = self.first.min(self.last);
        self.popup.more = (self.first > 0, self.first < self.last);
    }

    /// Draws the frame with the title, and the words.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let theme = &scene.theme;
        let buffer = frame.buffer_mut();
        self.popup.draw(buffer, theme, (&self.title, theme.heading), "");
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
            Action::Copy | Action::CopyQuotation => return self.copy(&self.words, ""),
            Action::CopyMarkdown => return self.copy(&self.markdown, " as Markdown"),
            Action::Open | Action::Close | Action::CloseView => return Answer::with(Effect::Pop),
            _ => return Answer::Pass,
        }
        .min(self.last);
        Answer::done()
    }

    fn copy(&self, words: &str, how: &str) -> Answer {
        Answer::with(Effect::Copy(words.to_owned(), format!("copied the {}{how}", self.name)))
    }
}
