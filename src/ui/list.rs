//! One entry a line: notes, warnings, tables, and whatever else is listed. Draws and makes only the lines that show; owns
//! the cursor and the filter, not what the entries say.

mod holds;

use std::borrow::Cow;
use std::ops::Range;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::widgets::{Clear, Widget};

pub use holds::{Entry, Goes, Holds, Made};

use super::areas::Areas;
use super::filter::Filter;
use super::paint::cut;
use super::typing::Typing;
use super::{Answer, Effect, Scene};
use crate::keys::{Action, Key};
use crate::layout::width;

/// A list with a cursor.
#[derive(Debug)]
pub struct ListView {
    holds: Holds,
    filter: Filter,
    /// The entries that show, where a filter or another order chose them; all of them in their order where not.
    chosen: Option<Vec<u32>>,
    /// The filter for which they were chosen.
    chosen_for: String,
    cursor: usize,
    first: usize,
    area: Rect,
}

impl ListView {
    /// A list with the cursor on an entry.
    pub fn new(holds: Holds, cursor: usize) -> ListView {
        ListView { holds, filter: Filter::default(), chosen: None, chosen_for: String::new(), cursor, first: 0, area: Rect::default() }
    }

    /// Puts the cursor on an entry.
    pub fn stand(&mut self, cursor: usize) {
        self.cursor = cursor;
    }

    /// What it holds.
    pub fn holds(&self) -> &Holds {
        &self.holds
    }

    /// Whether keys are typed into its filter.
    pub fn is_typing(&self) -> bool {
        self.filter.is_on()
    }

    /// Takes a key as typing; false where it is none.
    pub fn type_key(&mut self, key: Key) -> bool {
        self.filter.type_key(key)
    }

    /// Keeps the cursor in view.
    pub fn layout(&mut self, scene: &Scene<'_>, areas: &Areas) {
        self.choose(scene);
        let all = self.holds.len(scene);
        let height = all.clamp(1, usize::from(areas.text.height)) as u16 + 3;
        let height = height.min(areas.text.height);
        self.area = Rect { height, ..areas.text };
        let (rows, len) = (self.rows(), self.len(scene));
        self.cursor = self.cursor.min(len.saturating_sub(1));
        self.first = self.first.min(self.cursor).max((self.cursor + 1).saturating_sub(rows)).min(len.saturating_sub(rows));
    }

    /// Draws head and lines.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let theme = &scene.theme;
        let buffer = frame.buffer_mut();
        // A blank on either side parts it from what it lies over.
        Clear.render(self.area.outer(Margin::new(2, 0)).intersection(buffer.area), buffer);
        let wide = usize::from(self.area.width);
        let (len, head) = (self.len(scene), self.holds.head(scene, self.chosen.as_ref().map(Vec::len)));
        buffer.set_stringn(self.area.x, self.area.y, head, wide, theme.heading);
        for (i, y) in (self.first..len).zip(self.area.y + 1..).take(self.rows()) {
            let entry = self.holds.entry(scene, self.number(i));
            let indent = self.holds.indent().min(self.area.width / 3);
            cut(buffer, Rect { x: self.area.x, y, width: indent.saturating_sub(1), height: 1 }, &entry.label, theme.link, theme.dim);
            let room = Rect { x: self.area.x + indent, y, width: self.area.width - indent, height: 1 };
            let style = if entry.dim { theme.dim } else { theme.text };
            match self.holds.marked(scene, self.number(i)) {
                Some(hit) => draw_hit(buffer, room, &entry.text, hit, scene),
                None => drop(cut(buffer, room, &entry.text, style, theme.dim)),
            }
            if i == self.cursor {
                buffer.set_style(Rect { y, height: 1, ..self.area }, theme.stop);
            }
        }
        let last = Rect { y: self.area.y + self.area.height - 1, height: 1, ..self.area };
        match &self.filter.typing {
            Some(typing) => typing.draw("/", theme, last, frame),
            None => drop(buffer.set_stringn(last.x, last.y, "─".repeat(wide), wide, theme.dim)),
        }
    }

    /// A click puts the cursor on a line and opens it; outside, the list closes.
    pub fn click(&mut self, scene: &Scene<'_>, x: u16, y: u16) -> Answer {
        if !super::holds(self.area, x, y) {
            return Answer::with(Effect::Pop);
        }
        let row = usize::from(y - self.area.y);
        if row == 0 || row > self.rows() || self.first + row > self.len(scene) {
            return Answer::done();
        }
        self.cursor = self.first + row - 1;
        self.open(scene)
    }

    /// Answers an action.
    pub fn act(&mut self, scene: &Scene<'_>, action: Action, count: Option<u32>) -> Answer {
        let last = self.len(scene).saturating_sub(1);
        let times = count.unwrap_or(1) as usize;
        match action {
            Action::LineDown | Action::NextStop => self.cursor = self.cursor.saturating_add(times).min(last),
            Action::LineUp | Action::PreviousStop => self.cursor = self.cursor.saturating_sub(times),
            Action::PageDown | Action::HalfPageDown => self.cursor = self.cursor.saturating_add(self.rows()).min(last),
            Action::PageUp | Action::HalfPageUp => self.cursor = self.cursor.saturating_sub(self.rows()),
            Action::Start => self.cursor = 0,
            Action::End => self.cursor = last,
            Action::Open => return self.open(scene),
            Action::Search if self.holds.len(scene) > 0 => self.filter.typing = Some(Typing::default()),
            Action::Close | Action::Interrupt if self.filter.is_on() => {
                self.cursor = self.number(self.cursor);
                self.filter.typing = None;
                self.choose(scene);
            }
            Action::Close | Action::CloseView => return Answer::with(Effect::Pop),
            Action::Notes if self.holds == Holds::Notes => return Answer::with(Effect::Pop),
            Action::Hits if self.holds == Holds::Hits => return Answer::with(Effect::Pop),
            Action::Warnings if self.holds == Holds::Warnings => return Answer::with(Effect::Pop),
            _ => return Answer::Pass,
        }
        Answer::done()
    }

    /// Whether it has no entry.
    pub fn is_empty(&self, scene: &Scene<'_>) -> bool {
        self.holds.len(scene) == 0
    }

    fn open(&self, scene: &Scene<'_>) -> Answer {
        if self.is_empty(scene) {
            return Answer::with(Effect::Pop);
        }
        if self.len(scene) == 0 {
            return Answer::say(format!("nothing here has {}; Esc shows all", self.filter.text()));
        }
        Answer::Done(self.holds.open(scene, self.number(self.cursor)))
    }

    /// Chooses the entries anew where the filter has changed.
    fn choose(&mut self, scene: &Scene<'_>) {
        let typed = self.filter.text();
        if typed == self.chosen_for && self.chosen.is_some() != typed.is_empty() {
            return;
        }
        let words = (0..self.holds.len(scene)).map(|i| {
            let entry = self.holds.entry(scene, i);
            Cow::Owned(format!("{} {}", entry.label, entry.text))
        });
        let chosen = (!typed.is_empty()).then(|| self.filter.pick(words));
        if typed != self.chosen_for && chosen.is_some() {
            self.cursor = 0;
        }
        self.chosen_for = typed.to_owned();
        self.chosen = chosen;
    }

    /// How many entries show.
    fn len(&self, scene: &Scene<'_>) -> usize {
        self.chosen.as_ref().map_or_else(|| self.holds.len(scene), Vec::len)
    }

    /// The number of the entry at a row.
    fn number(&self, row: usize) -> usize {
        self.chosen.as_ref().map_or(row, |chosen| chosen.get(row).map_or(0, |&number| number as usize))
    }

    fn rows(&self) -> usize {
        usize::from(self.area.height.saturating_sub(2)).max(1)
    }
}

/// Draws words with the hit among them, which shows in any case: words before it give way.
fn draw_hit(buffer: &mut Buffer, room: Rect, words: &str, hit: Range<usize>, scene: &Scene<'_>) {
    let theme = &scene.theme;
    let mut from = 0;
    while from < hit.start && width::narrow(&words[from..hit.end]) + u16::from(from > 0) >= room.width {
        from = words[from..hit.start].find(' ').map_or(hit.start, |blank| from + blank + 1);
    }
    let sign = if from > 0 { "…" } else { "" };
    let x = buffer.set_stringn(room.x, room.y, sign, usize::from(room.width), theme.dim).0;
    let left = Rect { x, width: (room.x + room.width).saturating_sub(x), ..room };
    cut(buffer, left, &words[from..], theme.text, theme.dim);
    let start = width::narrow(&words[from..hit.start]).min(left.width);
    let wide = width::narrow(&words[hit]).min(left.width - start);
    buffer.set_style(Rect { x: left.x + start, width: wide, ..left }, theme.hit);
}
