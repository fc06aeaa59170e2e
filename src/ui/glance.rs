//! A table looked at over the text that speaks of it: caption, head and as many rows as half a screen holds. It scrolls and
//! pans with its head and stub held; it sorts nothing and is left again, or opened as a sheet.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::areas::Areas;
use super::paint::{Painter, pan_signs, table_room};
use super::popup::{self, FRAME, LEAST, Popup, SIDES};
use super::{Answer, Effect, Scene};
use crate::keys::Action;
use crate::layout::{BlockLayout, FlowLayout, PlacedRow, Window};
use crate::model::{Anchor, Document, Extent, FlowId, RowKind, Stop, Table, TableId, Target};

/// Rows of the table that show below its head at first, where there is room for any.
const ROWS_SHOWN: u32 = 3;

/// A popup with a table.
#[derive(Debug)]
pub struct GlanceView {
    table: TableId,
    flow: FlowLayout,
    /// The rows of the table that are passed over; its head stays. Not known before the first layout.
    first: Option<u32>,
    /// The columns behind the stub that are passed over.
    pan: u32,
    /// What Tab stands on.
    stop: Option<At>,
    /// The rows of this frame.
    rows: Vec<PlacedRow>,
    /// The furthest that rows and columns can be passed over.
    last: (u32, u32),
    popup: Popup,
}

/// A stop of the popup: a marker in a cell, or its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Link(Stop),
    Title,
}

impl GlanceView {
    /// A popup for a table.
    pub fn new(table: TableId) -> GlanceView {
        let flow = FlowLayout::new(FlowId::Body);
        GlanceView { table, flow, first: None, pan: 0, stop: None, rows: Vec::new(), last: (0, 0), popup: Popup::default() }
    }

    /// The table.
    pub fn table(&self) -> TableId {
        self.table
    }

    /// Takes the popup over to a document that was read anew: the table with the same number. False where there is none.
    pub fn carry_over(&mut self, old: &Document, new: &Document) -> bool {
        let name = old.table(self.table).map(|table| &table.id);
        let found = new.tables.iter().position(|table| Some(&table.id) == name);
        *self = GlanceView::new(TableId(found.unwrap_or(0) as u32));
        found.is_some()
    }

    /// The row of the screen on which the current stop stands.
    pub fn stop_row(&self) -> Option<u16> {
        match self.stop {
            Some(At::Link(stop)) => {
                let row = self.rows.iter().position(|row| row.holds(stop.at.byte))?;
                Some(self.popup.inside().y + row as u16)
            }
            Some(At::Title) | None => Some(self.popup.area.y),
        }
    }

    /// The marker that Tab stands on.
    pub fn stop(&self) -> Option<Stop> {
        match self.stop? {
            At::Link(stop) => Some(stop),
            At::Title => None,
        }
    }

    /// Whether Tab stands on its title.
    pub fn is_at_title(&self) -> bool {
        self.stop == Some(At::Title)
    }

    /// Finds its place on the screen: below the row it belongs to, or above where there is more room.
    pub fn layout(&mut self, scene: &Scene<'_>, areas: &Areas, below: Option<u16>) {
        let Some(table) = scene.document.table(self.table) else { return };
        let column = areas.text;
        self.flow.set_width(column.width.saturating_sub(SIDES).max(1));
        self.flow.set_typography(scene.typography());
        let layout = self.flow.block(scene.document, table.block);
        let all = layout.rows().saturating_sub(u32::from(layout.gap));
        let most = (areas.screen.height / 2).max(LEAST);
        let wanted = u16::try_from(all).unwrap_or(u16::MAX).saturating_add(FRAME).min(most);
        self.popup.set(popup::place(column, below, wanted), u16::try_from(all).unwrap_or(u16::MAX));
        let inside = self.popup.inside();
        let pans = layout.table.as_ref().map_or(0, |columns| columns.last_pan(table_room(columns, inside.width)));
        self.last = (all.saturating_sub(u32::from(inside.height)), pans);
        // Where there is little room the head shows with some rows rather than what stands above it.
        let height = u32::from(inside.height);
        let begin = |(from, to): (u32, u32)| (to + ROWS_SHOWN).saturating_sub(height).min(if to - from < height { from } else { to - 1 });
        let first = self.first.or_else(|| head(table, &layout).map(begin)).unwrap_or(0).min(self.last.0);
        (self.first, self.pan) = (Some(first), self.pan.min(self.last.1));
        self.popup.more = (first > 0, first < self.last.0);
        self.rows = self.visible(scene.document, table, &layout, inside.height);
    }

    /// Draws the frame with its title, and the table.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let theme = &scene.theme;
        let Some(table) = scene.document.table(self.table) else { return };
        let buffer = frame.buffer_mut();
        let style = if self.stop == Some(At::Title) { theme.heading.patch(theme.stop) } else { theme.heading };
        self.popup.draw(buffer, theme, (&format!("table {}", table.id), style), "");
        let inside = self.popup.inside();
        let painter = Painter { scene, flow: FlowId::Body, stop: self.stop(), base: theme.text };
        for (row, y) in self.rows.iter().zip(inside.y..inside.y + inside.height) {
            let area = Rect { y, height: 1, ..inside };
            let window = self.window(row);
            painter.row(buffer, area, row, window.as_ref());
            if let (Some(window), Some(0)) = (&window, row.line.and_then(|line| row.layout.lines.get(line as usize)?.row)) {
                pan_signs(buffer, area, window, theme.dim);
            }
        }
    }

    /// A click: on the title it goes to where the table stands, elsewhere in it the table opens as a sheet.
    pub fn click(&self, scene: &Scene<'_>, x: u16, y: u16) -> Answer {
        if !super::holds(self.popup.area, x, y) {
            return Answer::with(Effect::Pop);
        }
        if y == self.popup.area.y { self.home(scene) } else { Answer::with(Effect::Sheet(self.table)) }
    }

    /// Answers an action.
    pub fn act(&mut self, scene: &Scene<'_>, action: Action, count: Option<u32>) -> Answer {
        let times = count.unwrap_or(1);
        let page = u32::from(self.popup.inside().height.max(2)) - 1;
        match action {
            Action::LineDown => self.scroll(times, true),
            Action::LineUp => self.scroll(times, false),
            Action::PageDown | Action::HalfPageDown => self.scroll(times.saturating_mul(page), true),
            Action::PageUp | Action::HalfPageUp => self.scroll(times.saturating_mul(page), false),
            Action::Start => self.scroll(u32::MAX, false),
            Action::End => self.scroll(u32::MAX, true),
            Action::Left | Action::Right if self.last.1 == 0 => Answer::say("all columns show"),
            Action::Left => {
                self.pan = self.pan.saturating_sub(times);
                Answer::done()
            }
            Action::Right => {
                self.pan = self.pan.saturating_add(times).min(self.last.1);
                Answer::done()
            }
            Action::NextStop => self.turn(scene, true),
            Action::PreviousStop => self.turn(scene, false),
            Action::Open => match self.stop {
                Some(At::Link(stop)) => Answer::with(Effect::Enter(stop)),
                Some(At::Title) => self.home(scene),
                None => Answer::with(Effect::Sheet(self.table)),
            },
            Action::Table => Answer::with(Effect::Sheet(self.table)),
            Action::Referrers => Answer::with(Effect::Referrers(Target::Table(self.table))),
            Action::Close | Action::CloseView => Answer::with(Effect::Pop),
            _ => Answer::Pass,
        }
    }

    fn scroll(&mut self, rows: u32, on: bool) -> Answer {
        let first = self.first.unwrap_or(0);
        self.first = Some(if on { first.saturating_add(rows).min(self.last.0) } else { first.saturating_sub(rows) });
        Answer::done()
    }

    /// The next or previous of the title and the markers that show, round and round.
    fn turn(&mut self, scene: &Scene<'_>, on: bool) -> Answer {
        let mut all = vec![At::Title];
        for row in self.rows.iter().filter(|row| row.line.is_some()) {
            let extent = row.shows().map_or(Extent::new(0, 0), |line| line.extent);
            let markers = scene.document.stops_in(FlowId::Body, row.block, extent).iter().filter(|stop| stop.end > stop.at.byte);
            all.extend(markers.map(|&stop| At::Link(stop)));
        }
        let here = self.stop.and_then(|stop| all.iter().position(|&other| other == stop));
        self.stop = Some(match (here, on) {
            (Some(here), true) => all[(here + 1) % all.len()],
            (Some(here), false) => all[(here + all.len() - 1) % all.len()],
            (None, true) => all[0],
            (None, false) => all[all.len() - 1],
        });
        Answer::done()
    }

    /// Goes to the place in the text where the table stands.
    fn home(&self, scene: &Scene<'_>) -> Answer {
        let Some(table) = scene.document.table(self.table) else { return Answer::done() };
        Answer::Done(vec![Effect::Close, Effect::Go(Anchor::new(FlowId::Body, table.block, 0))])
    }

    fn window(&self, row: &PlacedRow) -> Option<Window> {
        let columns = row.layout.table.as_ref()?;
        Some(columns.window(self.pan, table_room(columns, self.popup.inside().width)))
    }

    /// The rows that show: once the head is reached it stays on top, and the rows go by below it.
    fn visible(&mut self, document: &Document, table: &Table, layout: &BlockLayout, height: u16) -> Vec<PlacedRow> {
        let (gap, first) = (u32::from(layout.gap), self.first.unwrap_or(0));
        let held = match head(table, layout) {
            Some((from, to)) if first > from && to - from < u32::from(height) => self.flow.rows_of(document, table.block, gap + from, (to - from) as u16),
            _ => Vec::new(),
        };
        let mut rows = held;
        let count = height.saturating_sub(rows.len() as u16);
        rows.extend(self.flow.rows_of(document, table.block, gap + first + rows.len() as u32, count));
        rows
    }
}

/// The rows that the first heads of a table take, the gap above it not counted; `None` where it has none.
fn head(table: &Table, layout: &BlockLayout) -> Option<(u32, u32)> {
    let first = table.rows.iter().position(|row| row.kind == RowKind::Header)?;
    let heads = table.rows[first..].iter().take_while(|row| row.kind == RowKind::Header).count();
    let line = |row: usize| Some(layout.line_of(table.rows.get(row)?.cells.first()?.start));
    let (from, to) = (line(first)?, line(first + heads - 1)?);
    let above = layout.lines.get(from as usize).map_or(0, |line| layout.broken_rows(line));
    let row = |line: u32| layout.row_of(line) - u32::from(layout.gap);
    Some((row(from) - u32::from(above), row(to) + 1))
}
