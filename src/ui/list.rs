//! One entry a line: notes, warnings, tables, and whatever else is listed. Draws and makes only the lines that show; owns
//! the cursor and the filter, not what the entries say.

mod holds;

use std::borrow::Cow;
use std::ops::Range;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};

pub use holds::{Entry, Goes, Holds, Made};

use super::areas::Areas;
use super::filter::Filter;
use super::paint::{self, cut};
use super::typing::Typing;
use super::{Answer, Effect, Scene};
use crate::keys::{Action, Key};
use crate::layout::width;

/// Under this many rows a list takes them all.
const LOW: u16 = 16;

/// A list with a cursor.
#[derive(Debug)]
pub struct ListView {
    holds: Holds,
    filter: Filter,
    /// The entries that show, where a filter or another order chose them; all of them in their order where not.
    chosen: Option<Vec<u32>>,
    /// The filter for which they were chosen, and whether by how often they are referred to.
    chosen_for: (String, bool),
    /// Whether those come first that are most referred to.
    by_referrers: bool,
    /// Whether the text was moved behind it.
    followed: bool,
    cursor: usize,
    first: usize,
    area: Rect,
}

impl ListView {
    /// A list with the cursor on an entry.
    pub fn new(holds: Holds, cursor: usize) -> ListView {
        ListView {
            holds,
            filter: Filter::default(),
            chosen: None,
            chosen_for: Default::default(),
            by_referrers: false,
            followed: false,
            cursor,
            first: 0,
            area: Rect::default(),
        }
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

    /// Says that the text was moved behind it; gives whether it had been before.
    pub fn followed(&mut self) -> bool {
        std::mem::replace(&mut self.followed, true)
    }

    /// Keeps the cursor in view.
    pub fn layout(&mut self, scene: &Scene<'_>, areas: &Areas) {
        self.choose(scene);
        let all = self.holds.len(scene);
        let height = all.clamp(1, usize::from(areas.text.height)) as u16 + 3;
        // A long one leaves room for the text that moves behind it.
        let most = if areas.text.height < LOW { areas.text.height } else { areas.text.height * 3 / 5 };
        let height = height.min(most);
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
        paint::clear(buffer, self.area.outer(Margin::new(2, 0)));
        let wide = usize::from(self.area.width);
        let (len, head) = (self.len(scene), self.holds.head(scene, self.chosen.as_ref().map(Vec::len)));
        buffer.set_stringn(self.area.x, self.area.y, head, wide, theme.heading);
        for (i, y) in (self.first..len).zip(self.area.y + 1..).take(self.rows()) {
            let entry = self.holds.entry(scene, self.number(i));
            let indent = self.holds.label_columns().min(self.area.width / 3);
            cut(buffer, Rect { x: self.area.x, y, width: indent.saturating_sub(1), height: 1 }, &entry.label, theme.link, theme.dim);
            let right = width::narrow(&entry.right);
            let right = if right > 0 && right < self.area.width / 2 { right + 2 } else { 0 };
            let room = Rect { x: self.area.x + indent, y, width: self.area.width - indent - right, height: 1 };
            if right > 0 {
                buffer.set_stringn(room.x + room.width + 2, y, &entry.right, usize::from(right), theme.dim);
            }
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
            Action::Preview => {
                let goes = if self.len(scene) > 0 { self.holds.entry(scene, self.number(self.cursor)).goes } else { None };
                let place = goes.and_then(|goes| goes.place(scene.document));
                return place.map_or(Answer::say("nothing to show here"), |at| Answer::with(Effect::Behind(at, self.area.height)));
            }
            Action::ListOrder => {
                if self.holds.by_referrers(scene).is_none() {
                    return Answer::say("this list has one order alone");
                }
                self.by_referrers = !self.by_referrers;
                self.choose(scene);
                self.cursor = 0;
                return Answer::say(if self.by_referrers { "those most referred to first" } else { "in the order of the text" });
            }
            Action::Referrers => {
                let goes = self.holds.entry(scene, self.number(self.cursor)).goes;
                return goes.and_then(Goes::target).map_or(Answer::say("nobody can refer to this"), |target| Answer::with(Effect::Referrers(target)));
            }
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

    /// The source byte of the entry at the cursor.
    pub fn source(&self, scene: &Scene<'_>) -> Option<u32> {
        (self.len(scene) > 0).then(|| self.holds.source(scene, self.number(self.cursor))).flatten()
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
        let typed = self.filter.text().to_owned();
        let wanted = (typed, self.by_referrers);
        let whole = wanted == Default::default();
        if wanted == self.chosen_for && self.chosen.is_none() == whole {
            return;
        }
        let order = if self.by_referrers { self.holds.by_referrers(scene) } else { None };
        let order = order.unwrap_or_else(|| (0..self.holds.len(scene) as u32).collect());
        let words = order.iter().map(|&number| Cow::Owned(self.holds.searched(scene, number as usize)));
        self.chosen =
            (!whole).then(|| if wanted.0.is_empty() { order.clone() } else { self.filter.pick(words).iter().map(|&at| order[at as usize]).collect() });
        if wanted.0 != self.chosen_for.0 && self.chosen.is_some() {
            self.cursor = 0;
        }
        self.chosen_for = wanted;
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
