//! The running text: where the reader is, the current stop, the table that was panned. A position is a place in the text;
//! rows of the screen are derived from it in `layout` and hold for one frame.

mod moves;
mod heads;
mod sorting;
mod order;
mod rows;
mod position;
mod shown;

use std::collections::HashMap;

use ratatui::Frame;
use ratatui::layout::Rect;

pub use order::ShownOrder;
pub use position::{Held, Position};
use sorting::Sort;

use super::areas::Areas;
use super::foot::Foot;
use super::margin::Margin;
use super::outline::Pane;
use super::paint::{Painter, pan_signs, table_room};
use super::shown::end_of;
use super::{Answer, Effect, Scene, bar};
use crate::keys::Action;
use crate::layout::{FlowLayout, PlacedRow, Top, Window};
use crate::model::{Anchor, Document, FlowId, Kind, NoteId, Opens, Stop, TableId};
use crate::settings::NotesShow;

/// Under this many rows a popup has no room both below and above a line in the middle.
const LOW: u16 = 8;

/// The view of the body.
#[derive(Debug)]
pub struct Reader {
    flow: FlowLayout,
    /// The place of the first row: its line is the one that holds the byte.
    top: Anchor,
    /// Blank rows that show above that line.
    above: u16,
    /// What Tab stands on.
    stop: Option<Stop>,
    /// The columns behind the stub that are passed over, of each table that was panned.
    pans: HashMap<TableId, u32>,
    /// The column in whose head Tab stands, where it stands on a table.
    head: Option<u32>,
    /// Whether that head is among the rows of this frame: else it is not stood in.
    head_shows: bool,
    /// The tables whose rows are sorted.
    sorts: HashMap<TableId, Sort>,
    /// The rows of this frame.
    rows: Vec<PlacedRow>,
    foot: Foot,
    margin: Margin,
    /// Whether a popup stands at the stop: then its line shows, wherever the top is.
    popup: bool,
    /// Whether the rows of this frame are others than those from the top for that reason.
    pulled: bool,
    area: Rect,
    outline: Rect,
}

impl Default for Reader {
    fn default() -> Reader {
        Reader {
            flow: FlowLayout::new(FlowId::Body),
            top: Anchor::START,
            above: 0,
            stop: None,
            pans: HashMap::new(),
            head: None,
            head_shows: false,
            sorts: HashMap::new(),
            rows: Vec::new(),
            foot: Foot::default(),
            margin: Margin::default(),
            popup: false,
            pulled: false,
            area: Rect::default(),
            outline: Rect::default(),
        }
    }
}

impl Reader {
    /// Where it is.
    pub fn position(&self) -> Position {
        Position { top: self.top, above: self.above, stop: self.stop }
    }

    /// The place of the first row.
    pub fn top(&self) -> Anchor {
        self.top
    }

    /// What Tab stands on.
    pub fn stop(&self) -> Option<Stop> {
        self.stop
    }

    /// What Tab stands on, where that is on the screen.
    pub fn stop_in_view(&self) -> Option<Stop> {
        self.stop.filter(|stop| self.row_of(stop.at).is_some())
    }

    /// Whether the end of the text shows.
    pub fn at_end(&self, document: &Document) -> bool {
        self.rows
            .last()
            .is_some_and(|row| row.block as usize + 1 == document.body.blocks.len() && row.line.is_some_and(|line| line as usize + 1 == row.layout.lines.len()))
    }

    /// Goes back to where it was.
    pub fn restore(&mut self, position: Position) {
        (self.top, self.above) = (position.top, position.above);
        self.stand(position.stop);
        self.pulled = false;
    }

    /// Stands on a stop, or on none.
    pub fn stand(&mut self, stop: Option<Stop>) {
        (self.stop, self.head) = (stop, None);
    }

    /// Shows a place: where it is on the screen already nothing moves, else its line comes to a third of the height.
    pub fn reveal(&mut self, document: &Document, at: Anchor) {
        self.pan_to(document, at);
        if self.row_of(at).is_some_and(|row| row + 1 < self.rows.len().max(2)) {
            return;
        }
        self.put(document, at, self.area.height / 3);
    }

    /// Shows a place with its line so many rows below the top.
    pub fn put(&mut self, document: &Document, at: Anchor, rows: u16) {
        let line = self.flow.top_of(document, at);
        let top = self.flow.step(document, line, -i32::from(rows));
        self.set_top(document, top);
    }

    /// Shows a place below the first rows, which something covers.
    pub fn put_below(&mut self, document: &Document, at: Anchor, covered: u16) {
        self.pan_to(document, at);
        let left = self.area.height.saturating_sub(covered);
        self.put(document, at, (covered + left / 3).min(self.area.height.saturating_sub(1)));
    }

    /// Moves the line of a place up where the screen is too low for a popup on either side of it.
    pub fn make_room(&mut self, document: &Document, at: Anchor) {
        if self.area.height < LOW {
            self.put(document, at, 0);
        }
    }

    /// Whether a place is on the screen.
    pub fn shows(&self, at: Anchor) -> bool {
        self.row_of(at).is_some()
    }

    /// The row of the text on which a place shows.
    pub fn row(&self, at: Anchor) -> Option<u16> {
        self.row_of(at).map(|row| row as u16)
    }

    /// Takes the place over to a document that was read anew: each place by the source byte it was read from.
    pub fn carry_over(&mut self, old: &Document, new: &Document) {
        let head = self.head;
        self.restore(self.position().carried(old, new));
        self.head = head.filter(|_| self.stop.is_some());
        self.flow.forget();
        self.sort_anew(old, new);
        self.foot.forget();
        self.margin.forget();
        self.rows.clear();
    }

    /// The row of the screen on which the current stop stands.
    pub fn stop_row(&self) -> Option<u16> {
        self.row_of(self.stop?.at).map(|row| self.area.y + row as u16)
    }

    /// Whether a popup stands at the stop. When it is gone, what it was read beside stays on the screen.
    pub fn under(&mut self, popup: bool) {
        if self.pulled && !popup {
            (self.top, self.above, self.pulled) = (self.top_shown(), 0, false);
        }
        self.popup = popup;
    }

    /// Makes the rows of the frame.
    pub fn layout(&mut self, scene: &Scene<'_>, areas: &Areas) {
        (self.area, self.outline) = (areas.text, areas.outline);
        self.flow.set_width(areas.text.width);
        self.flow.set_typography(scene.typography());
        self.place(scene);
        self.pulled = self.popup && self.pull(scene);
        self.head_shows = self.shows_head(scene.document);
        if scene.notes == NotesShow::Margin {
            self.margin.fit(scene, &self.rows, areas.margin);
        } else {
            self.margin.clear();
        }
    }

    /// Draws rows, foot and the outline beside them.
    pub fn draw(&self, scene: &Scene<'_>, areas: &Areas, frame: &mut Frame<'_>) {
        let painter = Painter { scene, flow: FlowId::Body, stop: self.stop.filter(|stop| stop.end > stop.at.byte), base: scene.theme.text };
        let buffer = frame.buffer_mut();
        for (i, row) in (0u16..).zip(&self.rows) {
            let area = Rect { y: areas.text.y + i, height: 1, ..areas.text };
            self.draw_order(scene, row, area, buffer);
            let (Some(line), Some(block)) = (row.shows(), scene.document.body.block(row.block)) else { continue };
            let window = self.window(block.kind, row);
            painter.row(buffer, area, row, window.as_ref());
            // A table is one stop: its first line shows that.
            let on_table = self.stop.is_some_and(|stop| stop.at.block == row.block && matches!(stop.opens, Opens::Table(_)));
            if on_table && self.head().is_none() && line.extent.start == 0 && row.line.is_some() {
                buffer.set_style(Rect { width: (line.indent + line.width).clamp(1, area.width), ..area }, scene.theme.stop);
            }
            if let Some(window) = &window {
                if line.row == Some(0) && row.line.is_some() {
                    pan_signs(buffer, area, window, scene.theme.dim);
                }
                self.draw_head(scene, row, window, area, buffer);
            }
        }
        let here = self.note_here(scene.document);
        self.foot.draw(scene, here, buffer);
        self.margin.draw(scene, here, buffer);
        Pane::docked(scene, areas.outline, self.top_shown()).draw(scene, buffer);
        bar::draw(scene, areas, (self.top_shown(), self.last_shown()), buffer);
    }

    /// A click: on a stop it opens, on a line of the outline it goes there.
    pub fn click(&mut self, scene: &Scene<'_>, x: u16, y: u16) -> Answer {
        if super::holds(self.outline, x, y) {
            let part = Pane::docked(scene, self.outline, self.top_shown()).part_at(scene, y);
            let block = part.and_then(|part| scene.document.headings.get(part as usize));
            return block.map_or(Answer::Pass, |&block| Answer::with(Effect::Go(Anchor::new(FlowId::Body, block, 0))));
        }
        if let Some(note) = self.foot.at(x, y).or_else(|| self.margin.at(x, y)) {
            return Answer::with(Effect::Follow(note, None));
        }
        let Some(at) = self.shown(scene).place(scene.document, x, y) else { return Answer::Pass };
        let stops = scene.document.stops_of(FlowId::Body);
        let within = |stop: &&Stop| stop.at.block == at.block && (stop.at.byte <= at.byte && at.byte < stop.end || matches!(stop.opens, Opens::Table(_)));
        let from = stops.partition_point(|stop| stop.at < Anchor { byte: 0, ..at });
        let near = stops[from..].iter().take_while(|stop| stop.at.block == at.block).filter(within);
        // A marker in a table's cell before the table itself.
        match near.max_by_key(|stop| stop.at.byte) {
            Some(&stop) => {
                self.stand(Some(stop));
                // A head sorts when the mouse is let go on it: who drags from there selects.
                self.head = self.head_at(scene.document, x, y).filter(|_| matches!(stop.opens, Opens::Table(_)));
                if self.head.is_some() { Answer::done() } else { Answer::with(Effect::Enter(stop)) }
            }
            None => {
                self.stand(None);
                if may_be_short(scene, at) { Answer::with(Effect::ShortForm(at)) } else { Answer::done() }
            }
        }
    }

    /// Answers an action.
    pub fn act(&mut self, scene: &Scene<'_>, action: Action, count: Option<u32>) -> Answer {
        let in_head = self.in_head(scene, action, count);
        in_head.or_else(|| self.moved(scene, action, count)).or_else(|| self.opened(scene, action, count)).unwrap_or(Answer::Pass)
    }

    /// The first place that shows, also where the last page was pulled up.
    pub fn top_shown(&self) -> Anchor {
        self.rows.first().map_or(self.top, |row| {
            let line = row.layout.lines.get(row.top.line as usize);
            Anchor::new(FlowId::Body, row.block, line.map_or(0, |line| line.extent.start))
        })
    }

    /// The note at whose marker the reader stands.
    fn note_here(&self, document: &Document) -> Option<NoteId> {
        match self.stop?.opens {
            Opens::Ref(reference) => document.reference(reference)?.link.note(),
            _ => None,
        }
    }

    /// The last place that shows.
    fn last_shown(&self) -> Anchor {
        let Some(last) = self.rows.last() else { return self.top };
        Anchor::new(FlowId::Body, last.block, end_of(&self.rows, last.block).unwrap_or(0))
    }

    /// The row of the text on which a place stands.
    fn row_of(&self, at: Anchor) -> Option<usize> {
        self.rows.iter().position(|row| row.block == at.block && row.holds(at.byte))
    }

    fn window(&self, kind: Kind, row: &PlacedRow) -> Option<Window> {
        let (Kind::Table(id), Some(table)) = (kind, &row.layout.table) else { return None };
        Some(table.window(self.pans.get(&id).copied().unwrap_or(0), table_room(table, self.area.width)))
    }

    /// Pans the table that holds a place so that its column shows.
    fn pan_to(&mut self, document: &Document, at: Anchor) {
        let Some(Kind::Table(id)) = document.body.block(at.block).map(|block| block.kind) else { return };
        let Some(table) = document.table(id) else { return };
        let row = table.rows.partition_point(|row| row.cells.first().is_some_and(|cell| cell.start <= at.byte)).checked_sub(1);
        let cells = row.map_or(&[][..], |row| &table.rows[row].cells);
        let column = cells.iter().position(|cell| cell.start <= at.byte && at.byte < cell.end.max(cell.start + 1));
        if let Some(column) = column.filter(|&column| column > 0) {
            self.pan_to_column(document, at.block, id, column as u32);
        }
    }

    /// Pans a table so that a column of it shows.
    fn pan_to_column(&mut self, document: &Document, block: u32, id: TableId, column: u32) {
        let layout = self.flow.block(document, block);
        let Some(columns) = &layout.table else { return };
        let pan = self.pans.get(&id).copied().unwrap_or(0);
        self.pans.insert(id, columns.pan_to(column, pan, table_room(columns, self.area.width)));
    }
}

/// Whether the word at a place may be a short form: it has two capitals at least.
fn may_be_short(scene: &Scene<'_>, at: Anchor) -> bool {
    let Some(block) = scene.document.block(at.flow, at.block) else { return false };
    let (before, behind) = block.text.as_str().split_at(at.byte as usize);
    let before = before.chars().rev().take_while(|c| c.is_alphanumeric());
    let behind = behind.chars().take_while(|c| c.is_alphanumeric());
    before.chain(behind).filter(|c| c.is_uppercase()).count() >= 2
}

/// A row as a key by which rows are in their order: more blank rows above a line come before fewer.
fn in_order(top: Top) -> (u32, u32, std::cmp::Reverse<u16>) {
    (top.block, top.line, std::cmp::Reverse(top.above))
}
