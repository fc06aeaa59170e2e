//! Text and cells onto the screen: the only place where marks become styles. Draws what layout placed; measures nothing,
//! and sends no character to the terminal that is not in a document's clean text.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::Scene;
use crate::layout::figures;
use crate::layout::{Line, PlacedRow, TableLayout, Window, width};
use crate::model::{Block, Extent, FlowId, Kind, Link, Mark, RowKind, Stop, Table};

/// Draws the texts of one flow.
pub struct Painter<'a> {
    /// What is shown, and how.
    pub scene: &'a Scene<'a>,
    /// The flow.
    pub flow: FlowId,
    /// The current stop.
    pub stop: Option<Stop>,
    /// The style under all others.
    pub base: Style,
}

impl Painter<'_> {
    /// Draws a row that layout placed, as far as the area is wide; gives the column behind its text. `window` is what shows
    /// of a table.
    pub fn row(&self, buffer: &mut Buffer, area: Rect, placed: &PlacedRow, window: Option<&Window>) -> u16 {
        let line = placed.line.and_then(|line| placed.layout.lines.get(line as usize));
        let (Some(line), Some(block)) = (line, self.scene.document.block(self.flow, placed.block)) else { return area.x };
        let style = self.base.patch(self.style_of(block, line));
        if block.kind == Kind::Rule {
            let width = usize::from(area.width.min(12));
            return buffer.set_stringn(area.x, area.y, "─".repeat(width), width, self.scene.theme.dim).0;
        }
        if let (Some(row), Kind::Table(id), Some(table), Some(window)) = (line.row, block.kind, &placed.layout.table, window)
            && let Some(of) = self.scene.document.table(id)
        {
            let mut end = area.x;
            for cell in table.place(of, &block.text, row, window) {
                let before = cell.x + cell.pad;
                let room = Rect { x: area.x + before, width: cell.width.saturating_sub(cell.pad).min(area.width.saturating_sub(before)), ..area };
                end = self.text(buffer, room, placed.block, block, cell.extent, style.patch(self.style_of_row(of, row)));
            }
            return end;
        }
        let room = Rect { x: area.x + line.indent, width: area.width.saturating_sub(line.indent), ..area };
        self.text(buffer, room, placed.block, block, line.shown, style)
    }

    /// Draws a range of a block's text, run by run of one style; what does not fit in the area ends with `…`. Gives the column behind it.
    pub fn text(&self, buffer: &mut Buffer, area: Rect, number: u32, block: &Block, extent: Extent, base: Style) -> u16 {
        let mut edges = vec![extent.start, extent.end];
        let spans: Vec<_> = block.text.spans_in(extent).collect();
        edges.extend(spans.iter().flat_map(|span| [span.extent.start, span.extent.end]));
        let hits = self.scene.hits_in(self.flow, number, extent);
        edges.extend(hits.iter().flat_map(|hit| [hit.at.byte, hit.at.byte + hit.len]));
        let stop = self.stop.filter(|stop| (stop.at.flow, stop.at.block) == (self.flow, number)).map(|stop| Extent::new(stop.at.byte, stop.end));
        edges.extend(stop.iter().flat_map(|stop| [stop.start, stop.end]));
        let selected = self.scene.selected.and_then(|passage| passage.part(self.flow, number, block.len()));
        edges.extend(selected.iter().flat_map(|selected| [selected.start, selected.end]));
        edges.retain(|&edge| extent.start <= edge && edge <= extent.end);
        edges.sort_unstable();
        edges.dedup();
        let whole = width::fitting(block.text.slice(extent), u32::from(area.width)) as u32 == extent.end - extent.start;
        let (mut x, right) = (area.x, area.x + if whole { area.width } else { area.width.saturating_sub(1) });
        for pair in edges.windows(2) {
            let run = Extent::new(pair[0], pair[1]);
            let mut style = base;
            for span in spans.iter().filter(|span| span.extent.contains(run.start)) {
                style = style.patch(self.style_of_mark(span.mark));
            }
            if let Some(hit) = hits.iter().find(|hit| hit.at.byte <= run.start && run.start < hit.at.byte + hit.len) {
                style = style.patch(if self.scene.is_current(hit) { self.scene.theme.current_hit } else { self.scene.theme.hit });
            }
            if [stop, selected].iter().flatten().any(|extent| extent.contains(run.start)) {
                style = style.patch(self.scene.theme.stop);
            }
            let room = usize::from(right.saturating_sub(x));
            x = buffer.set_stringn(x, area.y, figures::set(&block.text, run), room, style).0;
            if x >= right {
                break;
            }
        }
        if whole || area.width == 0 { x } else { buffer.set_stringn(x, area.y, "…", 1, self.scene.theme.dim).0 }
    }

    fn style_of(&self, block: &Block, line: &Line) -> Style {
        let theme = &self.scene.theme;
        match block.kind {
            Kind::Title | Kind::Heading(_) => theme.heading,
            Kind::Byline => theme.dim,
            Kind::Table(id) if line.row.is_none() => match self.scene.document.table(id) {
                Some(table) if table.caption.contains(line.shown.start) => theme.heading,
                _ => theme.dim,
            },
            Kind::Table(_) | Kind::Para | Kind::Verse | Kind::Rule => theme.text,
        }
    }

    fn style_of_row(&self, table: &Table, row: u32) -> Style {
        match table.rows.get(row as usize).map(|row| row.kind) {
            Some(RowKind::Header) => self.scene.theme.dim.add_modifier(Modifier::UNDERLINED),
            Some(RowKind::Group) => self.scene.theme.heading,
            _ => self.scene.theme.text,
        }
    }

    fn style_of_mark(&self, mark: Mark) -> Style {
        let theme = &self.scene.theme;
        match mark {
            Mark::Emph => Style::new().add_modifier(Modifier::ITALIC),
            Mark::Strong => Style::new().add_modifier(Modifier::BOLD),
            Mark::Sup | Mark::Sub => Style::new(),
            Mark::Link(_) => theme.link,
            Mark::Ref(reference) => match self.scene.document.reference(reference).map(|reference| &reference.link) {
                Some(Link::Sure(_)) => theme.link,
                Some(Link::Likely(..)) => theme.unsure,
                Some(Link::Pending) => theme.dim,
                Some(Link::None(_)) | None => theme.broken,
            },
        }
    }
}

/// Writes a line of words; what does not fit in the area ends with `…`. Gives the column behind it.
pub fn cut(buffer: &mut Buffer, area: Rect, words: &str, style: Style, sign: Style) -> u16 {
    let room = usize::from(area.width);
    if width::fitting(words, u32::from(area.width)) == words.len() {
        return buffer.set_stringn(area.x, area.y, words, room, style).0;
    }
    let shown = width::fitting(words, u32::from(area.width.saturating_sub(1)));
    let end = buffer.set_stringn(area.x, area.y, &words[..shown], room, style).0;
    buffer.set_stringn(end, area.y, "…", usize::from((area.x + area.width).saturating_sub(end)), sign).0
}

/// The columns in which a table shows: one is kept for the sign that it goes on, where it does not fit.
pub fn table_room(table: &TableLayout, width: u16) -> u16 {
    if table.width() > width { width.saturating_sub(1) } else { width }
}

/// Signs in the head of a table that columns are hidden on a side: in the blanks behind the stub, and in the column kept for it.
pub fn pan_signs(buffer: &mut Buffer, area: Rect, window: &Window, style: Style) {
    if window.left && window.stub < area.width {
        buffer.set_stringn(area.x + window.stub, area.y, "◂", 1, style);
    }
    if window.right && area.width > 0 {
        buffer.set_stringn(area.x + area.width - 1, area.y, "▸", 1, style);
    }
}

/// Words of the program broken to a width.
pub fn wrapped(words: &str, room: u16) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split(' ') {
        match lines.last_mut() {
            Some(line) if width::columns(line) + 1 + width::columns(word) <= u32::from(room) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
