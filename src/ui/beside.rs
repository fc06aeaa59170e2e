//! Notes that show without being opened, in the margin or at the foot: their rows, kept by note, and how one is drawn. Where
//! such a note stands, and how many of its rows, is for `margin` and `foot`.

use std::collections::HashMap;
use std::rc::Rc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Scene;
use super::paint::{Painter, cut, wrapped};
use super::stands;
use crate::layout::{FlowLayout, PlacedRow, Top, Typography, width};
use crate::model::{FlowId, NoteId, Opens};

/// Notes whose layouts are kept.
const KEPT: usize = 128;
/// Rows of what a note stands for, at most.
const RESOLVED: usize = 3;

/// The layouts of notes, each at the width it was last wanted at.
#[derive(Debug, Default)]
pub struct NoteRows {
    layouts: HashMap<NoteId, FlowLayout>,
    resolved: HashMap<(NoteId, u16), Rc<Vec<String>>>,
}

/// The rows of a note that are to show.
#[derive(Debug, Clone)]
pub struct Shown {
    /// The note.
    pub note: NoteId,
    /// Rows of its own words.
    pub rows: Vec<PlacedRow>,
    /// Rows of what it stands for, below them.
    pub resolved: Vec<String>,
    /// Whether there is more of it than these.
    pub cut: bool,
}

impl Shown {
    /// How many rows it takes.
    pub fn height(&self) -> usize {
        self.rows.len() + self.resolved.len()
    }
}

impl NoteRows {
    /// Drops what was laid out: the document was replaced.
    pub fn forget(&mut self) {
        self.layouts.clear();
        self.resolved.clear();
    }

    /// The first rows of a note at a width, `most` of them, set like this.
    pub fn shown(&mut self, scene: &Scene<'_>, note: NoteId, typography: Typography, width: u16, most: usize) -> Shown {
        if self.layouts.len() > KEPT {
            self.forget();
        }
        let room = width - indent(scene, note, width);
        let layout = self.layouts.entry(note).or_insert_with(|| FlowLayout::new(FlowId::Note(note)));
        layout.set_width(room);
        layout.set_typography(typography);
        let mut rows = layout.fill(scene.document, Top::default(), (most + 1).min(usize::from(u16::MAX)) as u16);
        let resolved = self
            .resolved
            .entry((note, room))
            .or_insert_with(|| Rc::new(stands::of(scene.document, note).iter().flat_map(|stands| wrapped(&stands.line, room)).collect()));
        let cut = resolved.len() > RESOLVED || rows.len() + resolved.len() > most;
        let mut resolved: Vec<String> = resolved.iter().take(RESOLVED).cloned().collect();
        rows.truncate(most);
        resolved.truncate(most - rows.len());
        Shown { note, rows, resolved, cut }
    }
}

/// Draws a note from the top of an area on, its label before it; `here` says that the reader stands at its marker.
pub fn draw(scene: &Scene<'_>, buffer: &mut Buffer, area: Rect, shown: &Shown, here: bool) {
    let theme = &scene.theme;
    let indent = indent(scene, shown.note, area.width);
    let label = scene.document.note(shown.note).map_or("", |note| &note.label);
    let style = if here { theme.link.patch(theme.stop) } else { theme.link };
    buffer.set_stringn(area.x, area.y, label, usize::from(indent.saturating_sub(1)), style);
    let painter = Painter { scene, flow: FlowId::Note(shown.note), stop: None, base: theme.text };
    let inside = Rect { x: area.x + indent, width: area.width - indent, height: 1, ..area };
    for (i, y) in (0..shown.height()).zip(area.y..area.y + area.height) {
        let last = shown.cut && i + 1 == shown.height();
        let row = Rect { y, width: inside.width - u16::from(last), ..inside };
        let end = match shown.rows.get(i) {
            Some(placed) => {
                let window = placed.layout.table.as_ref().map(|table| table.window(1, row.width));
                painter.row(buffer, row, placed, window.as_ref())
            }
            None => cut(buffer, row, &shown.resolved[i - shown.rows.len()], theme.dim, theme.dim),
        };
        if last && end < inside.x + inside.width {
            buffer.set_stringn(end, y, "…", 1, theme.dim);
        }
    }
}

/// The columns that a note's label and the blank behind it take.
pub fn indent(scene: &Scene<'_>, note: NoteId, width: u16) -> u16 {
    let label = scene.document.note(note).map_or(0, |note| width::narrow(&note.label));
    (label.max(2) + 2).min(width / 3)
}

/// The notes that a row refers to, in its order.
pub fn notes_of<'s>(scene: &'s Scene<'_>, row: &PlacedRow) -> impl Iterator<Item = NoteId> + use<'s> {
    let extent = row.line.and_then(|line| row.layout.lines.get(line as usize)).map(|line| line.extent);
    let stops = extent.map_or(&[][..], |extent| scene.document.stops_in(FlowId::Body, row.block, extent));
    stops.iter().filter_map(|stop| match stop.opens {
        Opens::Ref(reference) => scene.document.reference(reference)?.link.note(),
        _ => None,
    })
}
