//! The palette: every action by name, with its key and whether it applies to what lies below; and places that can be typed.
//! Owns the line, the cursor and the order; what an action does is done where its key would do it.

mod places;

use std::borrow::Cow;
use std::cmp::Reverse;

use ratatui::Frame;
use ratatui::layout::{Margin, Rect};
use ratatui::widgets::{Clear, Widget};

use super::applies::{applies, help};
use super::areas::Areas;
use super::filter::Filter;
use super::list::Goes;
use super::paint::cut;
use super::{Answer, Effect, Scene};
use crate::keys::{Action, Context, Key, Keymap, page};
use crate::layout::width;
use crate::model::Anchor;
use places::Place;

/// Columns of the names, with the blanks behind them.
const NAMES: u16 = 22;
/// From this many columns on there is room for words beside name and key.
const WITH_WORDS: u16 = 56;

/// The palette.
#[derive(Debug)]
pub struct PaletteView {
    filter: Filter,
    /// Under which context keys are looked up below it.
    below: Context,
    /// Where the reader is.
    at: Anchor,
    rows: Vec<Row>,
    /// What was typed for these rows.
    typed: Option<String>,
    cursor: usize,
    first: usize,
    area: Rect,
}

/// A line of the palette.
#[derive(Debug)]
enum Row {
    Place(Place),
    Act(Action, Result<(), String>),
}

impl PaletteView {
    /// The palette over a view with this context.
    pub fn new(below: Context, at: Anchor) -> PaletteView {
        PaletteView { filter: Filter::typed(), below, at, rows: Vec::new(), typed: None, cursor: 0, first: 0, area: Rect::default() }
    }

    /// Takes a key as typing; false where it is none.
    pub fn type_key(&mut self, key: Key) -> bool {
        self.filter.type_key(key)
    }

    /// Chooses the lines where something else is typed, and keeps the cursor in view.
    pub fn layout(&mut self, scene: &Scene<'_>, areas: &Areas) {
        self.choose(scene);
        let most = if areas.text.height > 12 { (areas.text.height * 2 / 3).max(12) } else { areas.text.height };
        self.area = Rect { height: most, ..areas.text };
        let rows = self.height();
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
        self.first = self.first.min(self.cursor).max((self.cursor + 1).saturating_sub(rows)).min(self.rows.len().saturating_sub(rows));
    }

    /// Draws the line that is typed, and the lines below it.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let theme = &scene.theme;
        let area = self.area;
        // A blank on either side parts it from what it lies over.
        let cleared = area.outer(Margin::new(2, 0)).intersection(frame.area());
        Clear.render(cleared, frame.buffer_mut());
        for ((i, row), y) in self.rows.iter().enumerate().skip(self.first).take(self.height()).zip(area.y + 1..) {
            let (name, words, key, stands_back) = match row {
                Row::Place(place) => (place.name.as_str(), Cow::Borrowed(place.words.as_str()), "Enter".to_owned(), place.goes.is_none()),
                Row::Act(action, applies) => {
                    (action.name(), Cow::Borrowed(help(self.below, *action)), key(scene.keymap, self.below, *action), applies.is_err())
                }
            };
            let style = if stands_back { theme.dim } else { theme.text };
            let key = if stands_back && matches!(row, Row::Place(_)) { String::new() } else { key };
            let buffer = frame.buffer_mut();
            let wide = width::narrow(&key).min(area.width / 3);
            let line = Rect { y, height: 1, ..area };
            let room = area.width - if wide > 0 { wide + 2 } else { 0 };
            let names = if area.width < WITH_WORDS && matches!(row, Row::Act(..)) { room } else { NAMES.min(room * 2 / 5) };
            cut(buffer, Rect { width: names.saturating_sub(1), ..line }, name, style, theme.dim);
            cut(buffer, Rect { x: line.x + names, width: room - names, ..line }, &words, if stands_back { theme.dim } else { theme.text }, theme.dim);
            cut(buffer, Rect { x: line.x + area.width - wide, width: wide, ..line }, &key, if stands_back { theme.dim } else { theme.link }, theme.dim);
            if i == self.cursor {
                buffer.set_style(line, theme.stop);
            }
        }
        let buffer = frame.buffer_mut();
        if self.rows.is_empty() && area.height > 1 {
            buffer.set_stringn(area.x, area.y + 1, "nothing is called that", usize::from(area.width), theme.dim);
        }
        let wide = usize::from(area.width);
        buffer.set_stringn(area.x, area.y + area.height - 1, "─".repeat(wide), wide, theme.dim);
        if let Some(typing) = &self.filter.typing {
            typing.draw(":", theme, Rect { height: 1, ..area }, frame);
        }
    }

    /// A click does what the line says; outside, the palette closes.
    pub fn click(&mut self, x: u16, y: u16) -> Answer {
        if !super::holds(self.area, x, y) {
            return Answer::with(Effect::Pop);
        }
        let row = usize::from(y - self.area.y);
        if row == 0 || row > self.height() || self.first + row > self.rows.len() {
            return Answer::done();
        }
        self.cursor = self.first + row - 1;
        self.open()
    }

    /// Answers an action.
    pub fn act(&mut self, action: Action, count: Option<u32>) -> Answer {
        let last = self.rows.len().saturating_sub(1);
        let times = count.unwrap_or(1) as usize;
        match action {
            Action::LineDown => self.cursor = self.cursor.saturating_add(times).min(last),
            Action::LineUp => self.cursor = self.cursor.saturating_sub(times),
            Action::PageDown => self.cursor = self.cursor.saturating_add(self.height()).min(last),
            Action::PageUp => self.cursor = self.cursor.saturating_sub(self.height()),
            Action::Open => return self.open(),
            Action::Close | Action::CloseView | Action::Interrupt => return Answer::with(Effect::Pop),
            _ => return Answer::Pass,
        }
        Answer::done()
    }

    /// Does what the line under the cursor says; where it does not apply, says why.
    fn open(&self) -> Answer {
        match self.rows.get(self.cursor) {
            // A place that was asked for by name comes to the top, also where it is in view.
            Some(Row::Place(Place { goes: Some(Goes::To(at)), .. })) => Answer::Done(vec![Effect::Close, Effect::Go(*at)]),
            Some(Row::Place(Place { goes: Some(goes), .. })) => Answer::Done(std::iter::once(Effect::Pop).chain(goes.effects()).collect()),
            Some(Row::Place(place)) => Answer::say(format!("{}: {}", place.name, place.words)),
            Some(Row::Act(action, Ok(()))) => Answer::Done(vec![Effect::Pop, Effect::Act(*action)]),
            Some(Row::Act(_, Err(why))) => Answer::say(why.clone()),
            None => Answer::say(format!("nothing is called {}", self.filter.text())),
        }
    }

    /// Chooses the lines anew where something else is typed.
    fn choose(&mut self, scene: &Scene<'_>) {
        let typed = self.filter.text();
        if self.typed.as_deref() == Some(typed) {
            return;
        }
        let words = |action: &Action| Cow::Owned(format!("{} {}", action.name(), help(self.below, *action)));
        let ranked = self.filter.ranked(Action::ALL.iter().map(words));
        let found = ranked.into_iter().map(|number| Action::ALL[number as usize]);
        let mut actions: Vec<(u8, Row)> = found.map(|action| (nearness(action, typed), Row::Act(action, applies(scene, self.below, action)))).collect();
        let does_not = |row: &Row| matches!(row, Row::Act(_, Err(_)));
        // What begins with what was typed comes first, and of what is equally near, what applies.
        actions.sort_by_key(|(near, row)| (Reverse(*near), does_not(row)));
        let (named, headings) = places::places(scene, typed, self.at);
        let by_name = actions.partition_point(|(near, _)| *near > 0);
        let others = actions.split_off(by_name);
        self.rows = named.into_iter().map(Row::Place).collect();
        self.rows.extend(actions.into_iter().map(|(_, row)| row));
        self.rows.extend(headings.into_iter().map(Row::Place));
        self.rows.extend(others.into_iter().map(|(_, row)| row));
        self.typed = Some(typed.to_owned());
        (self.cursor, self.first) = (0, 0);
    }

    fn height(&self) -> usize {
        usize::from(self.area.height.saturating_sub(2)).max(1)
    }
}

/// How near an action's name is to what was typed: it is the name, begins it, begins a word of it, or is none of these.
fn nearness(action: Action, typed: &str) -> u8 {
    let typed = typed.trim().to_lowercase().replace(' ', "-");
    match action.name() {
        _ if typed.is_empty() => 0,
        name if name == typed => 3,
        name if name.starts_with(&typed) => 2,
        name if name.contains(&format!("-{typed}")) => 1,
        _ => 0,
    }
}

/// Its key in a context; else where it has one first.
fn key(keymap: &Keymap, context: Context, action: Action) -> String {
    let elsewhere = || Context::ALL.into_iter().find_map(|context| page::hint(keymap, context, action));
    page::hint(keymap, context, action).or_else(elsewhere).unwrap_or_default()
}
