//! The lines of the outline on the screen: beside the text, and where it has the keys. Draws the lines that show and no
//! others.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::entry;
use crate::layout::width;
use crate::model::Anchor;
use crate::ui::Scene;
use crate::ui::paint::cut;

/// Columns kept at the right: a blank, and the sign of the current part.
const SIGN: u16 = 2;

/// The lines of an outline in their place.
pub struct Pane<'a> {
    /// Where they stand.
    pub area: Rect,
    /// Where the reader is.
    pub at: Anchor,
    /// The part that the cursor is on, where the outline has the keys.
    pub cursor: Option<u32>,
    /// The parts that are lines of it, ascending.
    pub lines: &'a [u32],
    /// Those of them that are there for what stands within them, ascending.
    pub around: &'a [u32],
}

impl<'a> Pane<'a> {
    /// The outline beside the text.
    pub fn docked(scene: &Scene<'a>, area: Rect, at: Anchor) -> Pane<'a> {
        Pane { area, at, cursor: None, lines: scene.parts.shown(), around: &[] }
    }

    /// Draws the lines that fit, with the part that holds the reader's place marked, and the cursor where there is one.
    pub fn draw(&self, scene: &Scene<'_>, buffer: &mut Buffer) {
        let area = self.area;
        if area.width == 0 {
            return;
        }
        let here = self.row_of(scene.document.headings.partition_point(|&block| block <= self.at.block).checked_sub(1).map(|part| part as u32));
        let cursor = self.row_of(self.cursor);
        let first = self.first(scene);
        let shown = &self.lines[first..self.lines.len().min(first + usize::from(area.height))];
        let numbers = shown.iter().filter_map(|&part| entry(scene, block(scene, part)?)).map(|(number, ..)| width::narrow(number)).max().unwrap_or(0);
        let numbers = if numbers == 0 { 0 } else { numbers.min(8) + 2 };
        for ((row, &part), y) in (first..).zip(shown).zip(area.y..) {
            let Some((number, title, level)) = block(scene, part).and_then(|block| entry(scene, block)) else { continue };
            let style = match self.around.binary_search(&part) {
                Ok(_) => scene.theme.dim,
                Err(_) if Some(row) == here => scene.theme.heading,
                Err(_) => scene.theme.text,
            };
            let indent = u16::from(level - 1).min(4) * 2;
            let room = area.width.saturating_sub(SIGN);
            buffer.set_stringn(area.x + indent.min(room), y, number, usize::from(room.saturating_sub(indent)), scene.theme.dim);
            let before = (indent + numbers).min(room);
            let closed = u16::from(scene.parts.is_closed(part) && self.around.is_empty()) * 2;
            let left = Rect { x: area.x + before, y, width: room - before, height: 1 };
            let title = title.replace('\n', " ");
            let end = cut(buffer, Rect { width: left.width.saturating_sub(closed), ..left }, &title, style, scene.theme.dim);
            if closed > 0 {
                buffer.set_stringn(end, y, " ▸", usize::from((area.x + room).saturating_sub(end)), scene.theme.dim);
            }
            // How long it is, where the title leaves room for that.
            let length = length(scene.parts.share(scene.document, part));
            let wide = width::narrow(&length);
            if end + closed + 2 + wide <= area.x + room {
                buffer.set_stringn(area.x + room - wide, y, length, usize::from(wide), scene.theme.dim);
            }
            if Some(row) == here && cursor != Some(row) {
                buffer.set_stringn(area.x + area.width - 1, y, "◂", 1, scene.theme.link);
            }
            if Some(row) == cursor {
                buffer.set_style(Rect { x: area.x, y, width: area.width, height: 1 }, scene.theme.stop);
            }
        }
    }

    /// The part at a row of the screen.
    pub fn part_at(&self, scene: &Scene<'_>, y: u16) -> Option<u32> {
        self.lines.get(self.first(scene) + usize::from(y.checked_sub(self.area.y)?)).copied()
    }

    /// The line of a part; of one that does not show, that of the part it stands in.
    pub fn row_of(&self, part: Option<u32>) -> Option<usize> {
        self.lines.partition_point(|&line| line <= part.unwrap_or(0)).checked_sub(1).filter(|_| part.is_some())
    }

    /// The first line that shows: as many before the one in question as fit in a third of the pane.
    fn first(&self, scene: &Scene<'_>) -> usize {
        let here = || scene.document.headings.partition_point(|&block| block <= self.at.block).checked_sub(1).map(|part| part as u32);
        let (all, rows) = (self.lines.len(), usize::from(self.area.height));
        let wanted = self.row_of(self.cursor.or_else(here)).unwrap_or(0);
        if all <= rows { 0 } else { wanted.saturating_sub(rows / 3).min(all - rows) }
    }
}

/// The block of a part's heading.
fn block(scene: &Scene<'_>, part: u32) -> Option<u32> {
    scene.document.headings.get(part as usize).copied()
}

/// How much of the text a part is, in words.
fn length(share: f64) -> String {
    match share * 100.0 {
        percent if percent >= 0.95 => format!("{percent:.0} %"),
        percent if percent >= 0.05 => format!("{percent:.1} %"),
        _ => "<0.1 %".to_owned(),
    }
}
