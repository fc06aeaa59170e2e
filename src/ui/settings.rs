//! The settings, a line each: name, value, what it does. A value is changed in its place, and what that does is seen at
//! once. Writes no file: to keep a value is asked for as an effect.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Clear, Widget};

use super::areas::Areas;
use super::paint::cut;
use super::{Answer, Effect, Scene};
use crate::keys::Action;
use crate::layout::width;
use crate::model::clean;
use crate::settings::{Kind, Setting, TABLE, Value};
use crate::theme;

/// Most columns of the list.
const WIDEST: u16 = 88;
/// From this many columns on the lines say what a setting does; in fewer the last line does.
const WITH_WORDS: u16 = 60;
/// Rows that are no settings: head, what the current one may be, rule.
const OTHERS: u16 = 3;
/// Columns of values.
const VALUES: u16 = 15;

/// The list of settings.
#[derive(Debug)]
pub struct SettingsView {
    cursor: usize,
    first: usize,
    /// The names that a theme may have.
    themes: Vec<String>,
    area: Rect,
}

impl SettingsView {
    /// The list with the cursor on the first.
    pub fn new(scene: &Scene<'_>) -> SettingsView {
        SettingsView { cursor: 0, first: 0, themes: theme::names(scene.configuration.themes().as_deref()), area: Rect::default() }
    }

    /// Finds its place, and keeps the cursor in view.
    pub fn layout(&mut self, areas: &Areas) {
        let width = areas.text.width.max(WIDEST).min(areas.status.width);
        let x = areas.text.x.min(areas.status.x + areas.status.width - width);
        let height = (TABLE.len() as u16 + OTHERS).min(areas.text.height);
        self.area = Rect { x, width, height, ..areas.text };
        let rows = self.rows();
        self.first = self.first.min(self.cursor).max((self.cursor + 1).saturating_sub(rows)).min(TABLE.len().saturating_sub(rows));
    }

    /// Draws head, lines, and what the current one may be.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let theme = &scene.theme;
        let buffer = frame.buffer_mut();
        // A blank on either side parts it from what it lies over.
        Clear.render(self.area.outer(Margin::new(2, 0)).intersection(buffer.area), buffer);
        let line = |y: u16| Rect { y, height: 1, ..self.area };
        let path = scene.configuration.path.as_deref().map_or(String::new(), |path| clean::line(&path.to_string_lossy()).into_owned());
        let end = cut(buffer, line(self.area.y), "Settings", theme.heading, theme.dim) + 3;
        let room = (self.area.x + self.area.width).saturating_sub(end);
        cut(buffer, Rect { x: end, width: room, ..line(self.area.y) }, &path, theme.dim, theme.dim);
        for (i, y) in (self.first..TABLE.len()).zip(self.area.y + 1..).take(self.rows()) {
            self.draw_line(scene, &TABLE[i], line(y), buffer);
            if i == self.cursor {
                buffer.set_style(line(y), theme.stop);
            }
        }
        let bottom = self.area.y + self.area.height - 1;
        if self.area.height >= OTHERS {
            cut(buffer, line(bottom - 1), &self.about(scene), theme.dim, theme.dim);
        }
        let wide = usize::from(self.area.width);
        buffer.set_stringn(self.area.x, bottom, "─".repeat(wide), wide, theme.dim);
    }

    /// A click puts the cursor on a line, on a value it changes it; outside, the list closes.
    pub fn click(&mut self, scene: &Scene<'_>, x: u16, y: u16) -> Answer {
        if !super::holds(self.area, x, y) {
            return Answer::with(Effect::Pop);
        }
        let row = usize::from(y - self.area.y);
        if row == 0 || row > self.rows() || self.first + row > TABLE.len() {
            return Answer::done();
        }
        self.cursor = self.first + row - 1;
        let value = self.area.x + names();
        if (value..value + VALUES).contains(&x) { self.change(scene, true, 1) } else { Answer::done() }
    }

    /// Answers an action.
    pub fn act(&mut self, scene: &Scene<'_>, action: Action, count: Option<u32>) -> Answer {
        let last = TABLE.len() - 1;
        let times = count.unwrap_or(1) as usize;
        match action {
            Action::LineDown | Action::NextStop => self.cursor = self.cursor.saturating_add(times).min(last),
            Action::LineUp | Action::PreviousStop => self.cursor = self.cursor.saturating_sub(times),
            Action::PageDown | Action::HalfPageDown => self.cursor = self.cursor.saturating_add(self.rows()).min(last),
            Action::PageUp | Action::HalfPageUp => self.cursor = self.cursor.saturating_sub(self.rows()),
            Action::Start => self.cursor = 0,
            Action::End => self.cursor = last,
            Action::NextValue | Action::PreviousValue => return self.change(scene, action == Action::NextValue, times),
            Action::Keep => return Answer::with(Effect::Keep(self.setting())),
            Action::AsKept => return self.as_kept(scene),
            Action::Close | Action::CloseView | Action::Settings => return Answer::with(Effect::Pop),
            _ => return Answer::Pass,
        }
        Answer::done()
    }

    /// Mark, name, value, and what it does where there is room.
    fn draw_line(&self, scene: &Scene<'_>, setting: &Setting, area: Rect, buffer: &mut Buffer) {
        let theme = &scene.theme;
        let value = setting.of(scene.settings);
        let changed = value != setting.of(&scene.configuration.saved);
        let part = |x: u16, width: u16| Rect { x: area.x + x, width: width.min(area.width.saturating_sub(x)), ..area };
        let put = |buffer: &mut Buffer, area: Rect, words: &str, style: Style| {
            cut(buffer, area, words, style, theme.dim);
        };
        put(buffer, part(0, 1), if changed { "*" } else { "" }, theme.link);
        put(buffer, part(2, names() - 3), setting.name, theme.text);
        put(buffer, part(names(), VALUES - 2), &clean::line(&value.to_string()), if changed { theme.heading } else { theme.text });
        if area.width >= WITH_WORDS {
            let x = names() + VALUES;
            put(buffer, part(x, area.width - x), setting.words, theme.dim);
        }
    }

    /// What the current setting may be and what the file says of it; what it does, where its line has no room for that.
    fn about(&self, scene: &Scene<'_>) -> String {
        let setting = self.setting();
        if self.area.width < names() + VALUES {
            return clean::line(&format!("{}   {}", setting.of(scene.settings), setting.words)).into_owned();
        }
        if self.area.width < WITH_WORDS {
            return setting.words.to_owned();
        }
        let allows = if setting.kind == Kind::Theme { self.themes.join(", ") } else { setting.kind.allows() };
        let saved = setting.of(&scene.configuration.saved);
        let kept = if saved == setting.of(scene.settings) { String::new() } else { format!("for now; otherwise {saved}   ") };
        clean::line(&format!("{kept}{allows}")).into_owned()
    }

    fn change(&self, scene: &Scene<'_>, on: bool, times: usize) -> Answer {
        let setting = self.setting();
        let mut value = setting.of(scene.settings);
        for _ in 0..times.min(usize::from(u8::MAX)) {
            value = setting.kind.next(&value, on, &self.themes);
        }
        self.put(scene, &value)
    }

    fn as_kept(&self, scene: &Scene<'_>) -> Answer {
        self.put(scene, &self.setting().of(&scene.configuration.saved))
    }

    fn put(&self, scene: &Scene<'_>, value: &Value) -> Answer {
        let mut settings = scene.settings.clone();
        self.setting().set(&mut settings, value);
        Answer::with(Effect::Set(Box::new(settings)))
    }

    fn setting(&self) -> &'static Setting {
        &TABLE[self.cursor.min(TABLE.len() - 1)]
    }

    fn rows(&self) -> usize {
        usize::from(self.area.height.saturating_sub(OTHERS)).max(1)
    }
}

/// Columns of mark and names, with the blanks behind them.
fn names() -> u16 {
    TABLE.iter().map(|setting| width::narrow(setting.name)).max().unwrap_or(0) + 4
}
