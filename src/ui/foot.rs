//! Notes at the foot of the screen, those of the lines in view: which lines fit with their notes, and how the notes are cut.
//!
//! Lines are taken from the top, each with its notes. Once the foot with its rule has half the height it grows no more: the
//! note that crosses is cut, further ones are counted, and lines fill the rest. So the top line alone decides the screen.

use std::collections::HashMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Scene;
use super::paint::Painter;
use crate::layout::{FlowLayout, PlacedRow, Top, width};
use crate::model::{FlowId, NoteId, Opens};

/// Layouts of notes that are kept.
const KEPT: usize = 128;

/// The foot of one screen.
#[derive(Debug, Default)]
pub struct Foot {
    layouts: HashMap<NoteId, FlowLayout>,
    /// The notes that show, with their rows.
    notes: Vec<(NoteId, Vec<PlacedRow>)>,
    /// Whether the last note is cut.
    cut: bool,
    /// Notes of the lines in view that do not show.
    more: usize,
    area: Rect,
}

impl Foot {
    /// Takes as many of the rows as fit in the area with their notes, and lays those out; gives how many rows that are.
    pub fn fit(&mut self, scene: &Scene<'_>, rows: &[PlacedRow], area: Rect) -> usize {
        let half = usize::from(area.height / 2);
        let (mut taken, mut used) = (0, 0);
        let mut shown: Vec<(NoteId, usize, bool)> = Vec::new();
        let mut more = Vec::new();
        for row in rows.iter().take(usize::from(area.height)) {
            let mut grown = used;
            let (known, waiting) = (shown.len(), more.len());
            for note in notes_of(scene, row) {
                if shown.iter().any(|(other, ..)| *other == note) || more.contains(&note) {
                    continue;
                }
                // The rule is a row of the foot.
                let room = half.saturating_sub(grown.max(1));
                let lines = self.lines(scene, note, area.width, room + 1);
                if room == 0 || shown.last().is_some_and(|(_, _, cut)| *cut) {
                    more.push(note);
                } else {
                    shown.push((note, lines.min(room), lines > room));
                    grown = grown.max(1) + lines.min(room);
                }
            }
            if taken + 1 + grown > usize::from(area.height) {
                shown.truncate(known);
                more.truncate(waiting);
                break;
            }
            (taken, used) = (taken + 1, grown);
        }
        self.cut = shown.last().is_some_and(|(_, _, cut)| *cut);
        self.more = more.len();
        self.area = Rect { y: area.y + area.height - used as u16, height: used as u16, ..area };
        self.notes = shown.into_iter().map(|(note, lines, _)| (note, self.rows(scene, note, area.width, lines))).collect();
        taken
    }

    /// Nothing is at the foot.
    pub fn clear(&mut self) {
        (self.notes, self.cut, self.more, self.area) = (Vec::new(), false, 0, Rect::default());
    }

    /// Drops what was laid out: the document was replaced.
    pub fn forget(&mut self) {
        self.layouts.clear();
        self.clear();
    }

    /// The note at a row of the screen.
    pub fn at(&self, x: u16, y: u16) -> Option<NoteId> {
        let mut row = self.area.y + 1;
        self.notes
            .iter()
            .find(|(_, rows)| {
                row += rows.len() as u16;
                super::holds(self.area, x, y) && y > self.area.y && y < row
            })
            .map(|(note, _)| *note)
    }

    /// The notes, with the cells at which their labels begin.
    pub fn labels(&self) -> Vec<(NoteId, u16, u16)> {
        let mut y = self.area.y + 1;
        let mut labels = Vec::new();
        for (note, rows) in &self.notes {
            labels.push((*note, self.area.x, y));
            y += rows.len() as u16;
        }
        labels
    }

    /// Draws rule and notes.
    pub fn draw(&self, scene: &Scene<'_>, buffer: &mut Buffer) {
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
        for (n, (note, rows)) in self.notes.iter().enumerate() {
            let indent = indent(scene, *note, self.area.width);
            let label = scene.document.note(*note).map_or("", |note| &note.label);
            buffer.set_stringn(self.area.x, y, label, usize::from(indent), theme.link);
            let painter = Painter { scene, flow: FlowId::Note(*note), stop: None, base: theme.text };
            for (i, row) in rows.iter().enumerate() {
                let area = Rect { x: self.area.x + indent, y, width: self.area.width - indent, height: 1 };
                let window = row.layout.table.as_ref().map(|table| table.window(1, area.width));
                let cut = self.cut && n + 1 == self.notes.len() && i + 1 == rows.len();
                let area = Rect { width: area.width - u16::from(cut), ..area };
                let end = painter.row(buffer, area, row, window.as_ref());
                if cut && end <= area.x + area.width {
                    buffer.set_stringn(end, y, "…", 1, theme.dim);
                }
                y += 1;
            }
        }
    }

    fn lines(&mut self, scene: &Scene<'_>, note: NoteId, width: u16, most: usize) -> usize {
        self.rows(scene, note, width, most).len()
    }

    fn rows(&mut self, scene: &Scene<'_>, note: NoteId, width: u16, most: usize) -> Vec<PlacedRow> {
        if self.layouts.len() > KEPT {
            self.layouts.clear();
        }
        let layout = self.layouts.entry(note).or_insert_with(|| FlowLayout::new(FlowId::Note(note)));
        layout.set_width(width - indent(scene, note, width));
        layout.fill(scene.document, Top::default(), most.min(usize::from(u16::MAX)) as u16)
    }
}

/// The columns that a note's label and the blank behind it take.
fn indent(scene: &Scene<'_>, note: NoteId, width: u16) -> u16 {
    let label = scene.document.note(note).map_or(0, |note| width::narrow(&note.label));
    (label.max(2) + 2).min(width / 3)
}

/// The notes that a row refers to, in its order.
fn notes_of<'s>(scene: &'s Scene<'_>, row: &PlacedRow) -> impl Iterator<Item = NoteId> + use<'s> {
    let extent = row.line.and_then(|line| row.layout.lines.get(line as usize)).map(|line| line.extent);
    let stops = extent.map_or(&[][..], |extent| scene.document.stops_in(FlowId::Body, row.block, extent));
    stops.iter().filter_map(|stop| match stop.opens {
        Opens::Ref(reference) => scene.document.reference(reference)?.link.note(),
        _ => None,
    })
}
