//! The address of a link in a popup, whole, however long it is. It is shown and copied; the program itself goes nowhere.

use ratatui::Frame;

use super::areas::Areas;
use super::paint::wrapped;
use super::popup::{self, FRAME, LEAST, Popup, SIDES};
use super::{Answer, Effect, Scene};
use crate::keys::Action;

/// A popup with an address.
#[derive(Debug)]
pub struct AddressView {
    address: String,
    /// It in the lines of the popup.
    lines: Vec<String>,
    /// The lines above the first that shows.
    first: usize,
    popup: Popup,
}

impl AddressView {
    /// A popup for an address.
    pub fn new(address: &str) -> AddressView {
        AddressView { address: address.to_owned(), lines: Vec::new(), first: 0, popup: Popup::default() }
    }

    /// The row of the screen on which it begins.
    pub fn row(&self) -> u16 {
        self.popup.area.y
    }

    /// Finds its place on the screen: below the row of the link, or above where there is more room.
    pub fn layout(&mut self, areas: &Areas, below: Option<u16>) {
        let column = areas.text;
        self.lines = wrapped(&self.address, column.width.saturating_sub(SIDES).max(1));
        let all = u16::try_from(self.lines.len()).unwrap_or(u16::MAX);
        let most = (areas.screen.height / 2).max(LEAST);
        self.popup.set(popup::place(column, below, all.saturating_add(FRAME).min(most)), all);
        let last = self.lines.len().saturating_sub(usize::from(self.popup.inside().height));
        self.first = self.first.min(last);
        self.popup.more = (self.first > 0, self.first < last);
    }

    /// Draws the frame with the address in it.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let buffer = frame.buffer_mut();
        self.popup.draw(buffer, &scene.theme, ("address", scene.theme.heading), "");
        let inside = self.popup.inside();
        for (line, y) in self.lines.iter().skip(self.first).zip(inside.y..inside.y + inside.height) {
            buffer.set_stringn(inside.x, y, line, usize::from(inside.width), scene.theme.text);
        }
    }

    /// A click: outside of it it closes.
    pub fn click(&self, x: u16, y: u16) -> Answer {
        if super::holds(self.popup.area, x, y) { Answer::done() } else { Answer::with(Effect::Pop) }
    }

    /// Answers an action.
    pub fn act(&mut self, action: Action, count: Option<u32>) -> Answer {
        let times = count.unwrap_or(1) as usize;
        match action {
            Action::LineDown | Action::PageDown | Action::HalfPageDown => self.first = self.first.saturating_add(times),
            Action::LineUp | Action::PageUp | Action::HalfPageUp => self.first = self.first.saturating_sub(times),
            Action::Copy | Action::CopyQuotation => return Answer::with(Effect::Copy(self.address.clone(), "copied the address".to_owned())),
            Action::CopyMarkdown => return Answer::with(Effect::Copy(format!("<{}>", self.address), "copied the address as Markdown".to_owned())),
            Action::Close | Action::CloseView | Action::Open => return Answer::with(Effect::Pop),
            _ => return Answer::Pass,
        }
        Answer::done()
    }
}
