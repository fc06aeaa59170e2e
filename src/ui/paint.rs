//! Text and cells onto the screen: the only place where marks become styles. Draws what layout placed; measures nothing,
//! and sends no character to the terminal that is not in a document's clean text.

use std::num::NonZeroU16;

use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Clear, Widget};

use super::Scene;
use crate::layout::block::CODE_HANG;
use crate::layout::place::{self, Placed};
use crate::layout::{Line, PlacedRow, TableLayout, Window, width};
use crate::model::{Block, Extent, FlowId, Kind, Link, Mark, RowKind, Stop, Table, Text, figures};
use crate::settings::Bidi;

/// Columns of a rule between two parts.
const RULE: u16 = 12;

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
        let (Some(line), Some(block)) = (placed.shows(), self.scene.document.block(self.flow, placed.block)) else { return area.x };
        let style = self.base.patch(self.style_of(block, line));
        if block.kind == Kind::Rule {
            let width = area.width.min(RULE);
            let left = area.x + (area.width - width) / 2;
            return write(buffer, left, area.y, &"─".repeat(usize::from(width)), width, self.scene.theme.dim);
        }
        if let (Some(row), Kind::Table(id), Some(table), Some(window)) = (line.row, block.kind, &placed.layout.table, window)
            && let Some(of) = self.scene.document.table(id)
        {
            let mut end = area.x;
            for cell in table.place_up(of, &block.text, (row, placed.top.above), window) {
                let before = cell.x + cell.pad;
                let room = Rect { x: area.x + before, width: cell.width.saturating_sub(cell.pad).min(area.width.saturating_sub(before)), ..area };
                end = self.text(buffer, room, placed.block, &block.text, cell.extent, style.patch(self.style_of_row(of, row)));
            }
            return end;
        }
        let room = Rect { x: area.x + line.indent.min(area.width), width: area.width.saturating_sub(line.indent), ..area };
        if block.kind == Kind::Code && goes_on(block, line) {
            write(buffer, area.x + line.indent.saturating_sub(CODE_HANG), area.y, "↪", 1, self.scene.theme.dim);
        }
        let end = self.clusters(buffer, room, (placed.block, &block.text), line.shown, &place::line(&block.text, line), style);
        if line.hyphen { write(buffer, end, area.y, "-", (area.x + area.width).saturating_sub(end), style) } else { end }
    }

    /// Draws a range of the text of the block with a number; what does not fit in the area ends with `…`. Gives the column behind it.
    pub fn text(&self, buffer: &mut Buffer, area: Rect, number: u32, text: &Text, extent: Extent, base: Style) -> u16 {
        let placed = place::range(text, extent, self.scene.settings.bidi == Bidi::Reorder);
        self.clusters(buffer, area, (number, text), extent, &placed, base)
    }

    /// Draws the clusters of a range where they were placed, in runs of one style; what does not fit in the area ends with
    /// `…`. Gives the column behind it.
    fn clusters(&self, buffer: &mut Buffer, area: Rect, (number, text): (u32, &Text), extent: Extent, placed: &[Placed], base: Style) -> u16 {
        let runs = self.runs(number, text, extent, base);
        // What stands for the characters of the text stands for them one by one.
        let (plain, set) = (text.slice(extent), figures::set(text, extent));
        let symbols: Vec<(u32, &str)> =
            width::clusters(plain).zip(width::clusters(&set)).map(|((from, _), (range, _))| (extent.start + from.start as u32, &set[range])).collect();
        let all = placed.last().map_or(0, |last| last.x.saturating_add(last.width));
        let whole = all <= area.width;
        let room = if whole { area.width } else { area.width.saturating_sub(1) };
        let mut end = 0;
        for cluster in placed.iter().take_while(|cluster| cluster.x.saturating_add(cluster.width) <= room) {
            let run = runs.partition_point(|&(from, _)| from <= cluster.extent.start).saturating_sub(1);
            let style = runs.get(run).map_or(base, |&(_, style)| style);
            let symbol = symbols.binary_search_by_key(&cluster.extent.start, |&(from, _)| from).map_or("", |at| symbols[at].1);
            put(buffer, area.x + cluster.x, area.y, symbol, cluster.width, style);
            end = cluster.x + cluster.width;
        }
        if whole || area.width == 0 { area.x + end } else { write(buffer, area.x + end, area.y, "…", 1, self.scene.theme.dim) }
    }

    /// The runs of one style in a range: where each begins, ascending.
    fn runs(&self, number: u32, text: &Text, extent: Extent, base: Style) -> Vec<(u32, Style)> {
        let mut edges = vec![extent.start];
        let spans: Vec<_> = text.spans_in(extent).collect();
        edges.extend(spans.iter().flat_map(|span| [span.extent.start, span.extent.end]));
        let hits = self.scene.hits_in(self.flow, number, extent);
        edges.extend(hits.iter().flat_map(|hit| [hit.at.byte, hit.at.byte + hit.len]));
        let stop = self.stop.filter(|stop| (stop.at.flow, stop.at.block) == (self.flow, number)).map(|stop| Extent::new(stop.at.byte, stop.end));
        edges.extend(stop.iter().flat_map(|stop| [stop.start, stop.end]));
        let selected = self.scene.selected.and_then(|passage| passage.part(self.flow, number, text.as_str().len() as u32));
        edges.extend(selected.iter().flat_map(|selected| [selected.start, selected.end]));
        edges.retain(|&edge| extent.start <= edge && edge < extent.end.max(extent.start + 1));
        edges.sort_unstable();
        edges.dedup();
        let style_at = |byte: u32| {
            let mut style = base;
            for span in spans.iter().filter(|span| span.extent.contains(byte)) {
                style = style.patch(self.style_of_mark(span.mark));
            }
            if let Some(hit) = hits.iter().find(|hit| hit.at.byte <= byte && byte < hit.at.byte + hit.len) {
                style = style.patch(if self.scene.is_current(hit) { self.scene.theme.current_hit } else { self.scene.theme.hit });
            }
            if [stop, selected].iter().flatten().any(|extent| extent.contains(byte)) {
                style = style.patch(self.scene.theme.stop);
            }
            style
        };
        edges.into_iter().map(|edge| (edge, style_at(edge))).collect()
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
            Kind::Table(_) | Kind::Para | Kind::Verse | Kind::Code | Kind::Rule => theme.text,
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
            Mark::Code => theme.dim,
            Mark::Strike => Style::new().add_modifier(Modifier::CROSSED_OUT),
            Mark::Underline => Style::new().add_modifier(Modifier::UNDERLINED),
            Mark::Sup | Mark::Sub | Mark::SmallCaps => Style::new(),
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

/// Puts a cluster into the cells that layout gave it: one symbol in the first, the others blank, so that no cell holds half
/// of anything. What has no columns is not drawn.
fn put(buffer: &mut Buffer, x: u16, y: u16, symbol: &str, columns: u16, style: Style) {
    if columns == 0 || !buffer.area.contains(Position { x, y }) || x + columns > buffer.area.right() {
        return;
    }
    // A TAB is a blank here; line ends and what a terminal would obey have no place in a cell.
    let symbol = if symbol.chars().any(char::is_control) || width::narrow(symbol) > columns { " " } else { symbol };
    for behind in x + 1..x + columns {
        buffer[(behind, y)].reset();
        buffer[(behind, y)].set_style(style);
    }
    // What draws the screen counts the half-width sound marks of katakana twice.
    let counted = if symbol.contains(['\u{ff9e}', '\u{ff9f}']) { NonZeroU16::new(columns) } else { None };
    buffer[(x, y)].set_symbol(symbol).set_style(style).set_diff_option(counted.map_or(CellDiffOption::None, CellDiffOption::ForcedWidth));
}

/// Blanks an area for what lies over the text, and what stands half in it: a wide character that begins before it.
pub fn clear(buffer: &mut Buffer, area: Rect) {
    let area = area.intersection(buffer.area);
    Clear.render(area, buffer);
    for y in area.y..area.bottom() {
        if let Some(before) = area.x.checked_sub(1).filter(|&x| buffer.area.contains(Position { x, y }))
            && width::narrow(buffer[(before, y)].symbol()) > 1
        {
            buffer[(before, y)].set_symbol(" ");
        }
    }
}

/// Writes words from a cell on, as far as they fit into so many columns. Gives the column behind them.
pub fn write(buffer: &mut Buffer, x: u16, y: u16, words: &str, room: u16, style: Style) -> u16 {
    let mut at = x;
    for (range, columns) in width::clusters(words) {
        if at - x + columns > room {
            break;
        }
        put(buffer, at, y, &words[range], columns, style);
        at += columns;
    }
    at
}

/// Whether a line goes on with one that was broken: it does not begin where the writer began one.
fn goes_on(block: &Block, line: &Line) -> bool {
    let before = block.text.slice(Extent::new(0, line.extent.start));
    !before.is_empty() && !before.ends_with('\n')
}

/// Writes a line of words; what does not fit in the area ends with `…`. Gives the column behind it.
pub fn cut(buffer: &mut Buffer, area: Rect, words: &str, style: Style, sign: Style) -> u16 {
    if width::fitting(words, u32::from(area.width)) == words.len() {
        return write(buffer, area.x, area.y, words, area.width, style);
    }
    let shown = width::fitting(words, u32::from(area.width.saturating_sub(1)));
    let end = write(buffer, area.x, area.y, &words[..shown], area.width, style);
    write(buffer, end, area.y, "…", (area.x + area.width).saturating_sub(end), sign)
}

/// The columns in which a table shows: one is kept for the sign that it goes on, where it does not fit.
pub fn table_room(table: &TableLayout, width: u16) -> u16 {
    if table.width() > width { width.saturating_sub(1) } else { width }
}

/// Signs in the head of a table that columns are hidden on a side: in the blanks behind the stub, and in the column kept for it.
pub fn pan_signs(buffer: &mut Buffer, area: Rect, window: &Window, style: Style) {
    if window.left && window.stub < area.width {
        write(buffer, area.x + window.stub, area.y, "◂", 1, style);
    }
    if window.right && area.width > 0 {
        write(buffer, area.x + area.width - 1, area.y, "▸", 1, style);
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
        // A word that is wider than a line goes on in the next ones.
        while let Some(line) = lines.last_mut().filter(|line| width::columns(line) > u32::from(room)) {
            let at = width::fitting(line, u32::from(room)).max(width::clusters(line).next().map_or(1, |(first, _)| first.end));
            if at >= line.len() {
                break;
            }
            let rest = line.split_off(at);
            lines.push(rest);
        }
    }
    lines
}
