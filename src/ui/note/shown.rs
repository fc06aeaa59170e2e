//! A popup's note as others point at it: its lines on the screen, steps by line, a place brought into view, what can be opened.

use super::super::Scene;
use super::super::shown::{Shown, line_from};
use super::{At, NoteView};
use crate::model::{Anchor, Document, FlowId, Stop};

impl NoteView {
    /// Its lines on the screen.
    pub fn shown(&self) -> Shown<'_> {
        let mut area = self.inside();
        let reason = (self.reason.len() as u16).min(area.height);
        (area.y, area.height) = (area.y + reason, area.height - reason);
        let windows = self.rows.iter().filter_map(|row| Some((row.block, row.layout.table.as_ref()?.window(0, area.width)))).collect();
        Shown { flow: FlowId::Note(self.note), rows: &self.rows, area, windows }
    }

    /// The cell of its label.
    pub fn label_cell(&self) -> (u16, u16) {
        (self.popup.area.x + 3, self.popup.area.y)
    }

    /// Stands on one of its links, or on its label.
    pub fn stand(&mut self, stop: Option<Stop>) {
        self.stop = Some(stop.map_or(At::Label, At::Link));
    }

    /// The place so many lines on or back, under a column.
    pub fn line_from(&mut self, document: &Document, at: Anchor, lines: i32, column: Option<u16>) -> (Anchor, u16) {
        line_from(&mut self.flow, document, at, lines, column, |_| None)
    }

    /// Scrolls so that a place shows.
    pub fn bring(&mut self, scene: &Scene<'_>, at: Anchor) {
        let shown = self.shown();
        if shown.row_of(at).is_some() {
            return;
        }
        let above = shown.range().is_some_and(|(first, _)| at < first);
        let height = shown.area.height;
        let line = self.flow.top_of(scene.document, at);
        self.top = if above { line } else { self.flow.step(scene.document, line, 1 - i32::from(height.max(1))) };
    }
}
