//! The rows of a frame: from which line of the text they begin, how many the foot leaves room for, where the last page
//! begins. Changes no place of its own accord.

use super::super::Scene;
use super::{LOW, Reader, in_order};
use crate::layout::Top;
use crate::model::Document;
use crate::settings::NotesShow;

impl Reader {
    /// Shows the line of the stop in a window that has become too small for it, without going there: in a larger one again
    /// the place is what it was. False where the line has its room already.
    pub(super) fn pull(&mut self, scene: &Scene<'_>) -> bool {
        let low = self.area.height < LOW;
        let Some(stop) = self.stop.filter(|stop| self.row_of(stop.at).is_none_or(|row| low && row > 0)) else { return false };
        let line = self.flow.top_of(scene.document, stop.at);
        let above = if low { 0 } else { self.area.height / 3 };
        let top = self.flow.step(scene.document, line, -i32::from(above));
        self.fill(scene, top);
        true
    }

    /// Makes the rows that show from the top, and the foot below them.
    pub(super) fn place(&mut self, scene: &Scene<'_>) {
        let top = self.top_row(scene.document);
        self.rows = self.flow.fill(scene.document, top, self.area.height);
        // Behind the end there is nothing to see: the last page is full. The place itself is not changed by that.
        if self.rows.len() < usize::from(self.area.height) && !scene.loading {
            let last = self.last_top(scene);
            let top = if in_order(top) <= in_order(last) { top } else { last };
            return self.fill(scene, top);
        }
        self.with_foot(scene);
    }

    /// Makes the rows that show from a row, and the foot below them.
    pub(super) fn fill(&mut self, scene: &Scene<'_>, top: Top) {
        self.rows = self.flow.fill(scene.document, top, self.area.height);
        self.with_foot(scene);
    }

    /// Makes the foot, and takes off the rows that it leaves no room for.
    pub(super) fn with_foot(&mut self, scene: &Scene<'_>) {
        self.foot.clear();
        if scene.notes == NotesShow::Foot {
            let taken = self.foot.fit(scene, &self.rows, self.area);
            self.rows.truncate(taken);
        }
    }

    pub(super) fn top_row(&mut self, document: &Document) -> Top {
        let top = self.flow.top_of(document, self.top);
        let layout = self.flow.block(document, top.block);
        let broken = layout.lines.get(top.line as usize).map_or(0, |line| layout.broken_rows(line));
        // Of a row of broken cells the place is enough to tell which line of it.
        Top { above: if self.above > broken { self.above.min(layout.above(top.line)) } else { top.above }, ..top }
    }

    pub(super) fn set_top(&mut self, document: &Document, top: Top) {
        (self.top, self.above) = (self.flow.anchor(document, top), top.above);
        self.pulled = false;
        self.rows.clear();
    }

    /// The first row of the last page: the earliest from which the end shows.
    pub(super) fn last_top(&mut self, scene: &Scene<'_>) -> Top {
        let mut top = self.flow.last_top(scene.document, self.area.height);
        if scene.notes == NotesShow::Foot {
            // The foot has half the height at most.
            for _ in 0..self.area.height / 2 {
                let rows = self.flow.fill(scene.document, top, self.area.height);
                if self.foot.fit(scene, &rows, self.area) == rows.len() {
                    break;
                }
                top = self.flow.step(scene.document, top, 1);
            }
        }
        top
    }
}
