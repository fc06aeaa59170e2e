//! A table as a sheet: whole screen, head and stub held while it scrolls, a cursor. Owns what shows and where, the cursor
//! and the marks; what was done to the table stands on its desk. What is on the screen is what was printed; what sorts is
//! the value.

mod acts;
mod ask;
mod card;
mod columns;
mod draw;
mod said;

pub use ask::{Ask, AskView};
pub use card::{CardView, Cards, Entry};

use std::collections::{BTreeSet, HashMap};

use ratatui::layout::Rect;

use super::areas::Areas;
use super::{Answer, Scene};
use crate::layout::wrap::{Breaking, Wrapper};
use crate::layout::{TableLayout, width};
use crate::model::{Document, Extent, Table, TableId, Text};
use crate::sheet::agree::Agreements;
use crate::sheet::desk::{Desk, State};
use crate::sheet::held::Held;
use crate::sheet::order::{By, SheetRow};
use columns::{BETWEEN, Columns, Span, Wide};

/// The view of a table.
#[derive(Debug)]
pub struct SheetView {
    table: TableId,
    desk: Desk,
    /// The rows that name the columns.
    heads: Vec<u32>,
    /// The columns of the table, measured.
    measured: TableLayout,
    /// What was measured.
    measured_of: Held,
    /// What its figures say of each other.
    agreements: Agreements,
    /// How wide columns were made, by the numbering of the rows and their number in the table.
    wide: HashMap<(u32, usize), Wide>,
    /// The columns that can be shown.
    columns: Columns,
    /// The rows as they are shown.
    shown: Vec<SheetRow>,
    /// The rows that are marked, by their numbering: what is undone has its marks again.
    marks: HashMap<u32, BTreeSet<u32>>,
    /// Whether each row is drawn as a small line, and how they are scaled.
    lines: Lines,
    /// What was looked for last.
    sought: String,
    /// The row of `shown` that the cursor is on, and the column, counted over those that can be shown.
    cursor: (usize, usize),
    /// The first row that shows, and the columns behind the held ones that are passed over.
    first: (usize, usize),
    parts: Parts,
    /// What stands below the rows, in lines of this frame.
    below: Vec<Extent>,
}

/// The small lines of the rows.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Lines {
    None,
    /// Each on a scale of its own.
    Each,
    /// All on one scale.
    Shared((f64, f64)),
}

/// Where the parts of the sheet lie.
#[derive(Debug, Clone, Copy, Default)]
struct Parts {
    whole: Rect,
    head: Rect,
    rows: Rect,
    /// Columns that the names of groups take in front of the stub.
    group: u16,
    /// Columns that the small lines take at the right.
    lines: u16,
    /// Whether there is room for the lines above the rows.
    caption: bool,
    /// Whether a line says under which conditions rows were chosen.
    conditions: bool,
}

impl SheetView {
    /// The sheet of a table; `None` where there is no such table.
    pub fn new(scene: &Scene<'_>, id: TableId) -> Option<SheetView> {
        SheetView::of(scene.document, id)
    }

    /// Takes the sheet over to a document that was read anew: the table with the same number. False where there is none.
    /// Where the table has become another, as its end was still being read, the acts are gone but for the sort.
    pub fn carry_over(&mut self, old: &Document, new: &Document) -> bool {
        let name = old.table(self.table).map(|table| &table.id);
        let Some(at) = new.tables.iter().position(|table| Some(&table.id) == name) else { return false };
        let id = TableId(at as u32);
        if text_of(old, self.table) == text_of(new, id) {
            self.table = id;
            return true;
        }
        let Some(mut fresh) = SheetView::of(new, id) else { return false };
        let State { look, over, .. } = self.desk.now();
        fresh.desk.sort(look.order.by.clone(), *over);
        fresh.refresh(None);
        let row = self.shown.get(self.cursor.0);
        let at = fresh.shown.iter().position(|other| Some(other) == row);
        (fresh.cursor, fresh.first) = ((at.unwrap_or(fresh.cursor.0), self.cursor.1), self.first);
        *self = fresh;
        true
    }

    fn of(document: &Document, id: TableId) -> Option<SheetView> {
        let table = document.table(id)?;
        let text = &document.body.block(table.block)?.text;
        Some(SheetView::on(id, Desk::new(Held::new(table, text))))
    }

    /// The sheet of a table that stands in no document.
    pub fn apart(held: Held) -> SheetView {
        SheetView::on(TableId(u32::MAX), Desk::new(held))
    }

    fn on(table: TableId, desk: Desk) -> SheetView {
        let mut view = SheetView {
            table,
            measured_of: desk.now().look.held.clone(),
            desk,
            heads: Vec::new(),
            measured: TableLayout::default(),
            agreements: Agreements::default(),
            wide: HashMap::new(),
            columns: Columns::default(),
            shown: Vec::new(),
            marks: HashMap::new(),
            lines: Lines::None,
            sought: String::new(),
            cursor: (0, 0),
            first: (0, 0),
            parts: Parts::default(),
            below: Vec::new(),
        };
        view.measure();
        view.refresh(None);
        view
    }

    /// What is looked at.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// The row of the screen that the cursor is on.
    pub fn row(&self) -> Option<u16> {
        let row = self.cursor.0.checked_sub(self.first.0)?;
        (row < usize::from(self.parts.rows.height)).then(|| self.parts.rows.y + row as u16)
    }

    /// Finds room for head, rows and what stands around them; keeps the cursor in view.
    pub fn layout(&mut self, areas: &Areas) {
        let whole = Rect { x: areas.title.x, width: areas.title.width, ..areas.text };
        let held = self.held().clone();
        let table = &held.table;
        let heads = self.heads.len() as u16;
        let caption = whole.height >= heads + 8;
        let conditions = !self.desk.now().conditions.is_empty() && whole.height >= heads + 4;
        let above = if caption { 1 + u16::from(!table.units.is_empty()) + 1 } else { 0 } + u16::from(conditions);
        // What stands below takes the lines that the rows leave, and one in any case where there is some room at all.
        let free = usize::from(whole.height.saturating_sub(above + heads + 1)).saturating_sub(self.shown.len());
        self.below = match usize::from(whole.height / 4).min(free) {
            _ if whole.height < heads + 14 || table.below.is_empty() => Vec::new(),
            0 | 1 => vec![if table.source.is_empty() { table.below[0] } else { table.source }],
            several => wrapped(table, &held.text, whole.width, several),
        };
        let foot = if self.below.is_empty() { 0 } else { self.below.len() as u16 + 1 };
        let head = Rect { y: whole.y + above, height: heads.min(whole.height.saturating_sub(above + 1)), ..whole };
        let rows = Rect { y: head.y + head.height, height: whole.height.saturating_sub(above + head.height + foot), ..whole };
        let names = || held.sheet.groups.iter().map(|group| width::narrow(&group.name)).max().unwrap_or(0);
        let names = if self.look().order.is_loose() { names() } else { 0 };
        let group = if names > 0 { (names + BETWEEN).min(whole.width / 3) } else { 0 };
        let lines = if self.lines == Lines::None { 0 } else { (self.drawn_columns().len().max(1) as u16).min(whole.width / 4) + BETWEEN };
        self.parts = Parts { whole, head, rows, group, lines, caption, conditions };

        let height = usize::from(rows.height.max(1));
        self.cursor.0 = self.cursor.0.min(self.shown.len().saturating_sub(1));
        self.cursor.1 = self.cursor.1.min(self.look().columns.len().saturating_sub(1));
        // The group row above the first row shows with it.
        let wanted = if self.cursor.0 > 0 && self.data_row(0, true) == Some(self.cursor.0) { 0 } else { self.cursor.0 };
        self.first.0 = self.first.0.min(wanted).max((self.cursor.0 + 1).saturating_sub(height)).min(self.shown.len().saturating_sub(height));
        self.first.1 = self.columns.pan_to(self.cursor.1, self.first.1, self.room());
    }

    /// A click: on a head it sorts by the column, on a row the cursor goes there.
    pub fn click(&mut self, x: u16, y: u16) -> Answer {
        let column = self.column_at(x);
        if super::holds(self.parts.head, x, y)
            && let Some(column) = column
        {
            self.cursor.1 = column;
            return self.turn();
        }
        if super::holds(self.parts.rows, x, y) {
            let row = self.first.0 + usize::from(y - self.parts.rows.y);
            if matches!(self.shown.get(row), Some(SheetRow::Data(_))) {
                self.cursor = (row, column.unwrap_or(self.cursor.1));
            }
        }
        Answer::done()
    }

    /// The block and the range of the cursor's cell, where it stands in the document.
    fn cell(&self, scene: &Scene<'_>) -> Option<(u32, Extent)> {
        let table = scene.document.table(self.table)?;
        let row = table.rows.get(self.cursor_row()? as usize)?;
        let By::Column(column) = self.cursor_column()? else { return None };
        (self.is_of(scene.document)).then_some((table.block, *row.cells.get(column)?))
    }

    /// Whether the rows and columns of the document's table are those of this one, which may have more.
    fn is_of(&self, document: &Document) -> bool {
        document.table(self.table).is_some_and(|table| {
            let held = self.held();
            table.rows.len() == held.table.rows.len()
                && document.body.block(table.block).is_some_and(|block| held.text.as_str().starts_with(block.text.as_str()))
        })
    }

    fn look(&self) -> &crate::sheet::look::Look {
        &self.desk.now().look
    }

    fn held(&self) -> &Held {
        &self.look().held
    }

    /// The number in the table of the data row that the cursor is on.
    fn cursor_row(&self) -> Option<u32> {
        match self.shown.get(self.cursor.0)? {
            SheetRow::Data(row) => Some(*row),
            SheetRow::Group(_) => None,
        }
    }

    /// The column of the table that the cursor is on.
    fn cursor_column(&self) -> Option<By> {
        self.look().columns.get(self.cursor.1).copied()
    }

    /// The nearest data row at or behind a row, or at or before it.
    fn data_row(&self, from: usize, on: bool) -> Option<usize> {
        let is_data = |at: &usize| matches!(self.shown.get(*at), Some(SheetRow::Data(_)));
        if on { (from..self.shown.len()).find(is_data) } else { (0..=from).rev().find(is_data) }
    }

    /// The rows that are marked.
    fn marks(&self) -> &BTreeSet<u32> {
        static NONE: BTreeSet<u32> = BTreeSet::new();
        self.marks.get(&self.desk.now().numbering).unwrap_or(&NONE)
    }

    /// How wide a column of the table was made.
    fn wide_of(&self, column: usize) -> Wide {
        self.wide.get(&(self.desk.now().numbering, column)).copied().unwrap_or_default()
    }

    /// Columns of the screen for the columns of the table.
    fn room(&self) -> u16 {
        let room = self.parts.whole.width.saturating_sub(self.parts.group + self.parts.lines);
        // Where not all fits a column is kept for the sign that says so.
        if self.columns.whole() > u32::from(room) { room.saturating_sub(1).max(1) } else { room.max(1) }
    }

    fn spans(&self) -> Vec<Span> {
        self.columns.spans(self.first.1, self.room())
    }

    fn column_at(&self, x: u16) -> Option<usize> {
        let left = self.parts.whole.x + self.parts.group;
        self.spans().into_iter().find(|span| x <= left + span.x + span.width).map(|span| span.at)
    }

    /// Measures the columns of a table that is another now.
    fn measure(&mut self) {
        let held = self.held().clone();
        self.heads = held.table.heads().map(|row| row as u32).collect();
        self.measured = TableLayout::measure(&held.table, &held.text);
        self.agreements = Agreements::of(&held.table, &held.text, &held.sheet);
        self.measured_of = held;
    }

    /// Makes what shows of what the desk holds; the cursor stays on a row of the table, where it is still shown.
    fn refresh(&mut self, row: Option<u32>) {
        let State { look, frozen, .. } = self.desk.now();
        let widest = |by: &By| match by {
            By::Column(column) => self.wide_of(*column).of(self.measured.columns.get(*column).map_or(1, |column| column.width)),
            By::Group => 1,
        };
        self.columns = Columns { widths: look.columns.iter().map(widest).collect(), frozen: *frozen };
        self.shown = self.desk.now().shown();
        let at = row.and_then(|row| self.shown.iter().position(|other| *other == SheetRow::Data(row)));
        self.cursor.0 = at.or_else(|| self.data_row(self.cursor.0.min(self.shown.len()), true)).or_else(|| self.data_row(0, true)).unwrap_or(0);
        if at.is_none() {
            self.first.0 = 0;
        }
    }
}

fn text_of(document: &Document, id: TableId) -> Option<&str> {
    document.table(id).and_then(|table| document.body.block(table.block)).map(|block| block.text.as_str())
}

/// The lines below a table, broken to a width; the first so many.
fn wrapped(table: &Table, text: &Text, width: u16, most: usize) -> Vec<Extent> {
    let lines = table.below.iter().flat_map(|extent| {
        // A part by itself: the whole text of a big table is not looked through for a line of it.
        let part = text.part(*extent);
        let pieces = Wrapper::new(&part, Breaking::default()).wrap(Extent::new(0, extent.end - extent.start), width, width);
        pieces.into_iter().map(|piece| Extent::new(extent.start + piece.shown.start, extent.start + piece.shown.end)).collect::<Vec<_>>()
    });
    lines.take(most).collect()
}
