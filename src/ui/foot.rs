//! Notes at the foot of the screen, those of the lines in view: which lines fit with their notes, and how the notes are cut.
//!
//! Lines are taken from the top, each with its notes. Once the foot with its rule has half the height it grows no more: the
//! note that crosses is cut, further ones are counted, and lines fill the rest. So the top line alone decides the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Scene;
use super::beside::{self, NoteRows, Shown, notes_of};
use crate::layout::PlacedRow;
use crate::model::NoteId;

/// The foot of one screen.
#[derive(Debug, Default)]
pub struct Foot {
    layouts: NoteRows,
    /// The notes that show, the last perhaps cut.
    notes: Vec<Shown>,
    /// Notes of the lines in view that do not show.
    more: usize,
    area: Rect,
}

impl Foot {
    /// Takes as many of the rows as fit in the area with their notes, and lays those out; gives how many rows that are.
    pub fn fit(&mut self, scene: &Scene<'_>, rows: &[PlacedRow], area: Rect) -> usize {
        let half = usize::from(area.height / 2);
        let (mut taken, mut used) = (0, 0);
        let mut shown: Vec<Shown> = Vec::new();
        let mut more = Vec::new();
        for row in rows.iter().take(usize::from(area.height)) {
            let mut grown = used;
            let (known, waiting) = (shown.len(), more.len());
            for note in notes_of(scene, row) {
                if shown.iter().any(|other| other.note == note) || more.contains(&note) {
                    continue;
                }
                // The rule is a row of the foot.
                let room = half.saturating_sub(grown.max(1));
                if room == 0 || shown.last().is_some_and(|last| last.cut) {
                    more.push(note);
                } else {
                    shown.push(self.layouts.shown(scene, note, scene.typography_of_notes(), area.width, room));
                    grown = grown.max(1) + shown.last().map_or(0, Shown::height);
                }
            }
            if taken + 1 + grown > usize::from(area.height) {
                shown.truncate(known);
                more.truncate(waiting);
                break;
            }
            (taken, used) = (taken + 1, grown);
        }
        self.more = more.len();
        self.area = Rect { y: area.y + area.height - used as u16, height: used as u16, ..area };
        self.notes = shown;
        taken
    }

    /// Nothing is at the foot.
    pub fn clear(&mut self) {
        (self.notes, self.more, self.area) = (Vec::new(), 0, Rect::default());
    }

    /// Drops what was laid out: the document was replaced.
    pub fn forget(&mut self) {
        self.layouts.forget();
        self.clear();
    }

    /// The note at a row of the screen.
    pub fn at(&self, x: u16, y: u16) -> Option<NoteId> {
        if !super::holds(self.area, x, y) || y == self.area.y {
            return None;
        }
        let mut end = self.area.y + 1;
        let holds = |shown: &&Shown| {
            end += shown.height() as u16;
            y < end
        };
        self.notes.iter().find(holds).map(|shown| shown.note)
    }

    /// The notes, with the cells at which their labels begin.
    pub fn labels(&self) -> Vec<(NoteId, u16, u16)> {
        let mut y = self.area.y + 1;
        let mut labels = Vec::new();
        for shown in &self.notes {
            labels.push((shown.note, self.area.x, y));
            y += shown.height() as u16;
        }
        labels
    }

    /// Draws rule and notes; `here` is the one at whose marker the reader stands.
    pub fn draw(&self, scene: &Scene<'_>, here: Option<NoteId>, buffer: &mut Buffer) {
        if self.notes.is_empty() {
            return;
        }
        let theme = &scene.theme;
        let rule = usize::from(self.area.width.min(12));
        buffer.set_stringn(self.area.x, self.area.y, "─".repeat(rule), rule, theme.dim);
        if self.more > 0 {
            buffer.set_stringn(self.area.x + rule as u16 + 1, self.area.y, format!("+{}", self.more), 8, theme.dim);
        }
        let mut y = self.area.y + 1;
        for shown in &self.notes {
            let area = Rect { y, height: shown.height() as u16, ..self.area };
            beside::draw(scene, buffer, area, shown, here == Some(shown.note));
            y += area.height;
        }
    }
}
