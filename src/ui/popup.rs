//! What popups over the text have in common: where they stand, their frame, and what their title says. What stands in them is
//! theirs.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::paint;
use crate::layout::width;
use crate::theme::Theme;

/// Rows of the frame.
pub const FRAME: u16 = 2;
/// Rows of a popup at least: its title and a line, without the lower border.
pub const LEAST: u16 = 2;
/// Columns of the frame, with a blank on each side.
pub const SIDES: u16 = 4;

/// A popup's frame.
#[derive(Debug, Clone, Copy, Default)]
pub struct Popup {
    /// The frame and what is in it.
    pub area: Rect,
    /// Whether there is room for the lower border.
    pub border: bool,
    /// Whether there is more above and below what shows.
    pub more: (bool, bool),
}

/// The area of a popup in a column of text that wants so many rows: below the row of the screen it belongs to, or above where
/// there is more room, never over it.
pub fn place(column: Rect, marker: Option<u16>, wanted: u16) -> Rect {
    let bottom = column.y + column.height;
    let marker = marker.filter(|row| (column.y..bottom).contains(row));
    let (below, above) = marker.map_or((column.height, 0), |row| (bottom - row - 1, row - column.y));
    let goes_below = wanted <= below || below >= above;
    let room = if goes_below { below } else { above };
    let height = wanted.min(room).max(LEAST.min(column.height));
    let y = match marker {
        Some(row) if goes_below => (row + 1).min(bottom - height),
        Some(row) => row.saturating_sub(height).max(column.y),
        None => bottom - height,
    };
    Rect { y, height, ..column }
}

impl Popup {
    /// Takes an area; `all` are the rows of what is in it.
    pub fn set(&mut self, area: Rect, all: u16) {
        self.area = area;
        self.border = area.height >= all.saturating_add(FRAME) || area.height > LEAST + 1;
    }

    /// Where its contents stand.
    pub fn inside(&self) -> Rect {
        let height = self.area.height.saturating_sub(1 + u16::from(self.border));
        Rect { x: self.area.x + SIDES / 2, y: self.area.y + 1, width: self.area.width.saturating_sub(SIDES), height }
    }

    /// Draws the frame, blank inside: a title, and words at its right end where there is room.
    pub fn draw(&self, buffer: &mut Buffer, theme: &Theme, (title, style): (&str, Style), words: &str) {
        let area = self.area.intersection(buffer.area);
        paint::clear(buffer, area);
        if area.is_empty() {
            return;
        }
        let (left, right, bottom) = (area.x, area.x + area.width - 1, area.y + area.height - u16::from(self.border));
        let across = "─".repeat(usize::from(area.width.saturating_sub(2)));
        buffer.set_stringn(left, area.y, format!("┌{across}┐"), usize::from(area.width), theme.dim);
        if self.border {
            buffer.set_stringn(left, bottom, format!("└{across}┘"), usize::from(area.width), theme.dim);
        }
        for y in area.y + 1..bottom {
            buffer.set_stringn(left, y, "│", 1, theme.dim);
            buffer.set_stringn(right, y, "│", 1, theme.dim);
        }
        let end = buffer.set_stringn(left + 2, area.y, format!(" {title} "), usize::from(area.width.saturating_sub(4)), style).0;
        let wide = width::narrow(words);
        if !words.is_empty() && end + wide + 2 <= right {
            buffer.set_stringn(right - wide - 1, area.y, words, usize::from(wide), theme.dim);
        }
        let sign = match self.more {
            (true, true) => "↕",
            (true, false) => "↑",
            (false, true) => "↓",
            (false, false) => "",
        };
        if !sign.is_empty() {
            let y = if self.border { bottom } else { area.y };
            buffer.set_stringn(right.saturating_sub(2), y, sign, 1, theme.dim);
        }
    }
}
