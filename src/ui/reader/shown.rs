//! The running text as others point at it: its lines on the screen, steps by line, a place brought into view.

use super::super::Scene;
use super::super::paint::table_room;
use super::super::shown::{Shown, line_from};
use super::Reader;
use crate::layout::PlacedRow;
use crate::model::{Anchor, Document, FlowId, Kind, NoteId};

impl Reader {
    /// Its lines on the screen.
    pub fn shown(&self, scene: &Scene<'_>) -> Shown<'_> {
        let mut windows = Vec::new();
        for row in &self.rows {
            if windows.last().is_none_or(|(block, _)| *block != row.block)
                && let Some(window) = scene.document.body.block(row.block).and_then(|block| self.window(block.kind, row))
            {
                windows.push((row.block, window));
            }
        }
        Shown { flow: FlowId::Body, rows: &self.rows, area: self.area, windows }
    }

    /// Rows of text that show.
    pub fn rows_shown(&self) -> u32 {
        self.rows.len() as u32
    }

    /// The notes that stand at the foot, with the cells of their labels.
    pub fn foot_labels(&self) -> Vec<(NoteId, u16, u16)> {
        self.foot.labels()
    }

    /// The place so many lines on or back, under a column.
    pub fn line_from(&mut self, document: &Document, at: Anchor, lines: i32, column: Option<u16>) -> (Anchor, u16) {
        let (pans, width) = (&self.pans, self.area.width);
        line_from(&mut self.flow, document, at, lines, column, |row: &PlacedRow| {
            let Some(Kind::Table(id)) = document.body.block(row.block).map(|block| block.kind) else { return None };
            let table = row.layout.table.as_ref()?;
            Some(table.window(pans.get(&id).copied().unwrap_or(0), table_room(table, width)))
        })
    }

    /// Scrolls no farther than a place needs to show.
    pub fn bring(&mut self, scene: &Scene<'_>, at: Anchor) {
        self.pan_to(scene.document, at);
        if self.row_of(at).is_some() {
            return;
        }
        let above = at < self.top_shown();
        let mut rows = if above { 0 } else { (self.rows.len() as u16).saturating_sub(1) };
        loop {
            self.put(scene.document, at, rows);
            self.place(scene);
            if self.row_of(at).is_some() || rows == 0 {
                return;
            }
            rows -= 1;
        }
    }
}
