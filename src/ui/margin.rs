//! Notes in the margin, beside the lines that refer to them: in reading order, pushed down rather than overlapping.
//!
//! Every note begins on its line or, where the one before is still going on, right below that. Long ones give way: all are
//! cut at the same number of rows, the largest with which as many of the view as can have their first two rows above the end
//! of the screen. What the end cuts ends with `…`, and is whole in the popup. So the top line alone decides the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Scene;
use super::beside::{self, NoteRows, Shown, notes_of};
use crate::layout::PlacedRow;
use crate::model::NoteId;

/// Rows that each note of the view shows at least, where it has so many and they can all have them.
const LEAST: usize = 2;

/// The margin of one screen.
#[derive(Debug, Default)]
pub struct Margin {
    layouts: NoteRows,
    /// The notes that show, each with the row of the area on which it begins.
    notes: Vec<(usize, Shown)>,
    /// Notes of the lines in view for which no row is left.
    more: usize,
    area: Rect,
}

impl Margin {
    /// Lays out the notes of the rows in view.
    pub fn fit(&mut self, scene: &Scene<'_>, rows: &[PlacedRow], area: Rect) {
        self.clear();
        self.area = area;
        let (height, typography) = (usize::from(area.height), scene.typography_of_margin());
        let mut wanted: Vec<(usize, Shown)> = Vec::new();
        for (y, row) in rows.iter().enumerate().take(height) {
            for note in notes_of(scene, row) {
                if wanted.iter().all(|(_, shown)| shown.note != note) {
                    wanted.push((y, self.layouts.shown(scene, note, typography, area.width, height)));
                }
            }
        }
        let lines: Vec<(usize, usize)> = wanted.iter().map(|(y, shown)| (*y, shown.height())).collect();
        let longest = lines.iter().map(|(_, rows)| *rows).max().unwrap_or(0);
        let best = showing(&lines, 1, height);
        let most = (1..=longest).rev().find(|&most| showing(&lines, most, height) == best).unwrap_or(1);
        let mut next = 0;
        for (y, shown) in wanted {
            let y = y.max(next);
            if y >= height {
                self.more += 1;
                continue;
            }
            let rows = shown.height().min(most).min(height - y);
            next = y + rows;
            let shown = if rows < shown.height() { self.layouts.shown(scene, shown.note, typography, area.width, rows) } else { shown };
            self.notes.push((y, shown));
        }
    }

    /// Nothing is in the margin.
    pub fn clear(&mut self) {
        (self.notes, self.more, self.area) = (Vec::new(), 0, Rect::default());
    }

    /// Drops what was laid out: the document was replaced.
    pub fn forget(&mut self) {
        self.layouts.forget();
        self.clear();
    }

    /// The note at a cell of the screen.
    pub fn at(&self, x: u16, y: u16) -> Option<NoteId> {
        if !super::holds(self.area, x, y) {
            return None;
        }
        let row = usize::from(y - self.area.y);
        self.notes.iter().find(|(first, shown)| (*first..first + shown.height()).contains(&row)).map(|(_, shown)| shown.note)
    }

    /// Draws the notes; `here` is the one at whose marker the reader stands.
    pub fn draw(&self, scene: &Scene<'_>, here: Option<NoteId>, buffer: &mut Buffer) {
        for (y, shown) in &self.notes {
            let area = Rect { y: self.area.y + *y as u16, height: shown.height() as u16, ..self.area };
            beside::draw(scene, buffer, area, shown, here == Some(shown.note));
        }
        if self.more > 0 {
            let words = format!("+{}", self.more);
            let x = (self.area.x + self.area.width).saturating_sub(words.len() as u16);
            buffer.set_stringn(x, self.area.y + self.area.height - 1, words, usize::from(self.area.width), scene.theme.dim);
        }
    }
}

/// How many notes have their first rows above the end, where none takes more than `most`; each is the row on which its
/// line stands, and the rows it would take.
fn showing(notes: &[(usize, usize)], most: usize, height: usize) -> usize {
    let mut next = 0;
    let shows = |&&(line, rows): &&(usize, usize)| {
        let y = line.max(next);
        next = y + rows.min(most);
        // Beside one of the last lines there is no room for more.
        y + rows.min(most).min(LEAST).min(height - line) <= height
    };
    notes.iter().filter(shows).count()
}
