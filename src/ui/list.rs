//! One entry a line: notes, warnings, tables. Draws and makes only the lines that show.

use ratatui::Frame;
use ratatui::layout::{Margin, Rect};

use super::areas::Areas;
use super::paint::{self, cut};
use super::{Answer, Effect, Scene};
use crate::keys::Action;
use crate::model::{FlowId, Link, NoteId, TableId};

/// What a list holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// All notes.
    Notes,
    /// What was not understood.
    Warnings,
    /// All tables.
    Tables,
}

/// A list with a cursor.
#[derive(Debug)]
pub struct ListView {
    holds: Holds,
    cursor: usize,
    first: usize,
    area: Rect,
}

impl ListView {
    /// A list with the cursor on an entry.
    pub fn new(holds: Holds, cursor: usize) -> ListView {
        ListView { holds, cursor, first: 0, area: Rect::default() }
    }

    /// Keeps the cursor in view.
    pub fn layout(&mut self, scene: &Scene<'_>, areas: &Areas) {
        let height = self.len(scene).clamp(1, usize::from(areas.text.height)) as u16 + 3;
        let height = height.min(areas.text.height);
        self.area = Rect { height, ..areas.text };
        let rows = self.rows();
        self.cursor = self.cursor.min(self.len(scene).saturating_sub(1));
        self.first = self.first.min(self.cursor).max((self.cursor + 1).saturating_sub(rows)).min(self.len(scene).saturating_sub(rows));
    }

    /// Draws head and lines.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let theme = &scene.theme;
        let buffer = frame.buffer_mut();
        // A blank on either side parts it from what it lies over.
        paint::clear(buffer, self.area.outer(Margin::new(2, 0)));
        let wide = usize::from(self.area.width);
        let (len, head) = (self.len(scene), self.head(scene));
        buffer.set_stringn(self.area.x, self.area.y, head, wide, theme.heading);
        for (i, y) in (self.first..len).zip(self.area.y + 1..).take(self.rows()) {
            let (label, text, dim) = self.entry(scene, i);
            let indent = 6.min(self.area.width / 3);
            buffer.set_stringn(self.area.x, y, label, usize::from(indent.saturating_sub(1)), theme.link);
            let room = Rect { x: self.area.x + indent, y, width: self.area.width - indent, height: 1 };
            cut(buffer, room, &text, if dim { theme.dim } else { theme.text }, theme.dim);
            if i == self.cursor {
                buffer.set_style(Rect { y, height: 1, ..self.area }, theme.stop);
            }
        }
        let rule = "─".repeat(wide);
        buffer.set_stringn(self.area.x, self.area.y + self.area.height - 1, rule, wide, theme.dim);
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
            Action::Close | Action::CloseView => return Answer::with(Effect::Pop),
            Action::Notes if self.holds == Holds::Notes => return Answer::with(Effect::Pop),
            Action::Warnings if self.holds == Holds::Warnings => return Answer::with(Effect::Pop),
            _ => return Answer::Pass,
        }
        Answer::done()
    }

    fn open(&self, scene: &Scene<'_>) -> Answer {
        if self.len(scene) == 0 {
            return Answer::with(Effect::Pop);
        }
        match self.holds {
            Holds::Notes => Answer::with(Effect::Follow(NoteId(self.cursor as u32), None)),
            Holds::Tables => Answer::Done(vec![Effect::Close, Effect::Sheet(TableId(self.cursor as u32))]),
            Holds::Warnings => {
                let warning = &scene.warnings[self.cursor];
                let at = scene.document.place(warning.source);
                let notes = &scene.document.notes;
                let note = notes.partition_point(|note| note.source <= warning.source).checked_sub(1);
                // What stands behind the last of the body before it, and in a note, was read from there.
                let show = match note.filter(|&note| notes[note].source > scene.document.source(at)) {
                    Some(note) => Effect::Follow(NoteId(note as u32), None),
                    None => Effect::Go(at),
                };
                Answer::Done(vec![Effect::Close, show, Effect::Say(format!("line {}: {}", warning.line, warning.message))])
            }
        }
    }

    /// Whether it has no entry.
    pub fn is_empty(&self, scene: &Scene<'_>) -> bool {
        self.len(scene) == 0
    }

    fn len(&self, scene: &Scene<'_>) -> usize {
        match self.holds {
            Holds::Notes => scene.document.notes.len(),
            Holds::Warnings => scene.warnings.len(),
            Holds::Tables => scene.document.tables.len(),
        }
    }

    fn head(&self, scene: &Scene<'_>) -> String {
        let loading = if scene.loading { ", still being read" } else { "" };
        match (self.holds, self.len(scene)) {
            (Holds::Warnings, 0) if scene.loading => "Warnings: still being read".to_owned(),
            (Holds::Warnings, 0) => "Nothing odd was met".to_owned(),
            (Holds::Warnings, n) => format!("What was not understood ({n})"),
            (Holds::Notes, n) => format!("Notes ({n}{loading})"),
            (Holds::Tables, n) => format!("Tables ({n}{loading})"),
        }
    }

    /// Label and text of an entry, and whether it stands back.
    fn entry(&self, scene: &Scene<'_>, i: usize) -> (String, String, bool) {
        match self.holds {
            Holds::Warnings => scene.warnings.get(i).map_or_else(Default::default, |warning| (warning.line.to_string(), warning.message.clone(), false)),
            Holds::Tables => scene.document.tables.get(i).map_or_else(Default::default, |table| {
                let caption = scene.document.body.block(table.block).map_or("", |block| block.text.slice(table.caption));
                (
                    table.id.clone(),
                    if caption.is_empty() { format!("{} rows, {} columns", table.figures().count(), table.columns) } else { caption.to_owned() },
                    false,
                )
            }),
            Holds::Notes => scene.document.notes.get(i).map_or_else(Default::default, |note| {
                let text: String = scene
                    .document
                    .flow(FlowId::Note(NoteId(i as u32)))
                    .blocks
                    .first()
                    .map_or(String::new(), |block| block.text.as_str().chars().take(400).map(|c| if c == '\n' { ' ' } else { c }).collect());
                let unsure =
                    note.refs.iter().any(|&reference| matches!(scene.document.reference(reference).map(|reference| &reference.link), Some(Link::Likely(..))));
                (format!("{}{}", note.label, if unsure { "?" } else { "" }), text, note.refs.is_empty())
            }),
        }
    }

    fn rows(&self) -> usize {
        usize::from(self.area.height.saturating_sub(2)).max(1)
    }
}
