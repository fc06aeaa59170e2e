//! The heads of a table's columns as a stop: keys go from one to the next and sort the rows below them. Owns which column that
//! is, and where heads stand on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::paint::{cut, write};
use super::super::{Answer, Effect, Scene};
use super::Reader;
use super::sorting::head_row;
use crate::keys::Action;
use crate::layout::{PlacedRow, Window, width};
use crate::model::{Anchor, Document, FlowId, Kind, Opens, RowKind, Stop, TableId};
use crate::sheet::order::{By, Way};

/// Rows that show below the heads when one goes into them: who sorts wants to see it.
const ROWS_BELOW: u16 = 3;

impl Reader {
    /// The table and the column in whose head Tab stands, where that is on the screen.
    pub fn head(&self) -> Option<(TableId, u32)> {
        match self.stop?.opens {
            Opens::Table(table) if self.head_shows => Some((table, self.head?)),
            _ => None,
        }
    }

    /// The number of that column among all, from 1, and how many there are.
    pub fn head_count(&self, document: &Document) -> Option<(u32, u32)> {
        let (id, column) = self.head()?;
        let block = document.table(id)?.block;
        let layout = &self.rows.iter().find(|row| row.block == block)?.layout;
        Some((column + 1, layout.table.as_ref()?.columns.len() as u32))
    }

    /// What keys do in a head, and the one that leads there; `None` where the action is none of these.
    pub(super) fn in_head(&mut self, scene: &Scene<'_>, action: Action, count: Option<u32>) -> Option<Answer> {
        let times = count.unwrap_or(1).max(1);
        let Some((id, column)) = self.head() else { return (action == Action::Heads).then(|| self.enter_heads(scene)) };
        Some(match action {
            Action::Left | Action::Right => {
                let column = if action == Action::Left { column.saturating_sub(times) } else { column.saturating_add(times) };
                self.stand_in_head(scene.document, id, column);
                Answer::done()
            }
            Action::Sort => self.turn(scene, id, column),
            Action::AddKey => self.turn_further(scene, id, column),
            Action::AsPrinted => self.sort(scene.document, id, Vec::new()),
            Action::Heads | Action::Close => {
                self.head = None;
                Answer::done()
            }
            _ => return None,
        })
    }

    /// The mouse was let go on a cell where it was pressed: a head sorts.
    pub fn let_go(&mut self, scene: &Scene<'_>, x: u16, y: u16) -> Answer {
        match self.head().filter(|&(_, column)| self.head_at(scene.document, x, y) == Some(column)) {
            Some((id, column)) => self.turn(scene, id, column),
            None => Answer::Pass,
        }
    }

    /// The column whose head stands at a cell of the screen.
    pub(super) fn head_at(&self, document: &Document, x: u16, y: u16) -> Option<u32> {
        let row = self.rows.get(usize::from(y.checked_sub(self.area.y)?))?;
        let Kind::Table(id) = document.body.block(row.block)?.kind else { return None };
        let table = document.table(id)?;
        table.rows.get(row.shows()?.row? as usize).filter(|row| row.kind == RowKind::Header)?;
        let (window, layout) = (self.window(Kind::Table(id), row)?, row.layout.table.as_ref()?);
        let x = x.checked_sub(self.area.x)?;
        std::iter::once(0).chain(window.columns.clone()).find(|&column| layout.span(column, &window).is_some_and(|(from, width)| from <= x && x < from + width))
    }

    /// Whether the head that Tab stands in is among the rows.
    pub(super) fn shows_head(&self, document: &Document) -> bool {
        let Some(Opens::Table(id)) = self.stop.filter(|_| self.head.is_some()).map(|stop| stop.opens) else { return false };
        self.head_place(document, id).is_some_and(|head| self.row_of(head).is_some())
    }

    /// Draws by what the rows of a table are sorted, where a row of the screen is for that.
    pub(super) fn draw_order(&self, scene: &Scene<'_>, row: &PlacedRow, area: Rect, buffer: &mut Buffer) {
        if row.says_order()
            && let Some(order) = self.flow.order(row.block)
        {
            // Where there is little room, without how many rows have no figure.
            let words = if width::narrow(&order.words) > area.width { order.words.split("; ").next().unwrap_or_default() } else { &order.words };
            cut(buffer, area, words, scene.theme.dim, scene.theme.dim);
        }
    }

    /// Draws in a row of heads where the stop is, and by which columns the rows are sorted.
    pub(super) fn draw_head(&self, scene: &Scene<'_>, row: &PlacedRow, window: &Window, area: Rect, buffer: &mut Buffer) {
        let Some(Kind::Table(id)) = scene.document.body.block(row.block).map(|block| block.kind) else { return };
        let Some(table) = scene.document.table(id) else { return };
        let Some(number) = row.shows().and_then(|line| line.row) else { return };
        if table.rows.get(number as usize).is_none_or(|row| row.kind != RowKind::Header) || head_row(table) != Some(number) {
            return;
        }
        let Some(layout) = &row.layout.table else { return };
        let span = |column: u32| layout.span(column, window).map(|(x, width)| (x, width.min(area.width.saturating_sub(x))));
        if let Some((x, width)) = self.head().filter(|(at, _)| *at == id).and_then(|(_, column)| span(column)) {
            buffer.set_style(Rect { x: area.x + x, width, ..area }, scene.theme.stop);
        }
        // On the last row of the heads, behind the column where there is a blank.
        for key in self.sorted_by(id).iter().filter(|_| row.line.is_some()) {
            let By::Column(column) = key.by else { continue };
            let Some((x, width)) = span(column as u32) else { continue };
            let sign = if key.way == Way::Up { "▲" } else { "▼" };
            let behind = if x + width < area.width { x + width } else { x.saturating_sub(1) };
            write(buffer, area.x + behind, area.y, sign, 1, scene.theme.link);
        }
    }

    /// Goes into the heads of the table at the stop, else of the first in view.
    fn enter_heads(&mut self, scene: &Scene<'_>) -> Answer {
        let document = scene.document;
        let Some((id, layout)) = self.table_in_view(document) else { return Answer::say("no table in view; t opens the nearest as a sheet") };
        let (Some(table), Some(columns)) = (document.table(id), &layout.table) else { return Answer::Pass };
        let Some(head) = self.head_place(document, id) else { return Answer::say("the columns of this table have no heads; t opens it as a sheet") };
        let pan = self.pans.get(&id).copied().unwrap_or(0);
        let first = (1 + pan).min((columns.columns.len() as u32).saturating_sub(1));
        self.stand(Some(Stop { at: Anchor::new(FlowId::Body, table.block, 0), end: 0, opens: Opens::Table(id) }));
        self.reveal(document, head);
        let above = self.above_head(document, head);
        let fits = |row: u16| above <= row && row + ROWS_BELOW < self.area.height;
        if !self.row(head).is_some_and(fits) {
            self.put(document, head, above.max(self.area.height / 3));
        }
        self.stand_in_head(document, id, first);
        // A popup over the text has nothing to stand at any more.
        Answer::with(Effect::Close)
    }

    fn stand_in_head(&mut self, document: &Document, id: TableId, column: u32) {
        let Some(block) = document.table(id).map(|table| table.block) else { return };
        let last = self.flow.block(document, block).table.as_ref().map_or(0, |table| table.columns.len().saturating_sub(1));
        let column = column.min(last as u32);
        (self.head, self.head_shows) = (Some(column), true);
        if column > 0 {
            self.pan_to_column(document, block, id, column);
        }
    }
}
