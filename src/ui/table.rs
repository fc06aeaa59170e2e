//! A table as a sheet: whole screen, head and stub held while it scrolls, a cursor, sorting by the cursor's column. What is
//! on the screen is what was printed; what sorts is the value. Rows are never moved: an order is a list of their numbers.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::areas::Areas;
use super::chart::ChartView;
use super::list::{Holds, ListView};
use super::paint::{Painter, cut, pan_signs, table_room};
use super::{Answer, Effect, Scene, View};
use crate::keys::Action;
use crate::layout::wrap::{Breaking, Wrapper};
use crate::layout::{TableLayout, Window, width};
use crate::model::{Document, Extent, FlowId, RowKind, Table, TableId, Target};
use crate::sheet::column::Sheet;
use crate::sheet::order::{By, Order, Over, SheetRow, SortKey, Way};

/// Blanks between the group's name and the stub, where rows name their group.
const BETWEEN: u16 = 2;

/// The view of a table.
#[derive(Debug)]
pub struct SheetView {
    table: TableId,
    sheet: Sheet,
    /// The rows that name the columns.
    heads: Vec<u32>,
    columns: TableLayout,
    order: Order,
    /// How rows were or will be sorted: within their groups, or over all.
    over: Over,
    /// The rows as they are shown.
    shown: Vec<SheetRow>,
    /// The row of `shown` that the cursor is on, and the column, 0 for the stub.
    cursor: (usize, u32),
    /// The first row that shows, and the columns behind the stub that are passed over.
    first: (usize, u32),
    parts: Parts,
    /// What stands below the rows, in lines of this frame.
    below: Vec<Extent>,
}

/// Where the parts of the sheet lie.
#[derive(Debug, Clone, Copy, Default)]
struct Parts {
    whole: Rect,
    head: Rect,
    rows: Rect,
    /// Columns that the names of groups take in front of the stub.
    group: u16,
    /// Whether there is room for the lines above the rows.
    caption: bool,
}

impl SheetView {
    /// The sheet of a table; `None` where there is no such table.
    pub fn new(scene: &Scene<'_>, id: TableId) -> Option<SheetView> {
        SheetView::of(scene.document, id)
    }

    /// Takes the sheet over to a document that was read anew: the table with the same number. False where there is none.
    pub fn carry_over(&mut self, old: &Document, new: &Document) -> bool {
        let name = old.table(self.table).map(|table| &table.id);
        let Some(at) = new.tables.iter().position(|table| Some(&table.id) == name) else { return false };
        let Some(mut fresh) = SheetView::of(new, TableId(at as u32)) else { return false };
        fresh.over = self.over;
        fresh.sort(new, self.order.by.clone());
        let row = self.shown.get(self.cursor.0);
        let at = fresh.shown.iter().position(|other| Some(other) == row);
        (fresh.cursor, fresh.first) = ((at.unwrap_or(fresh.cursor.0), self.cursor.1), self.first);
        *self = fresh;
        true
    }

    fn of(document: &Document, id: TableId) -> Option<SheetView> {
        let table = document.table(id)?;
        let text = &document.body.block(table.block)?.text;
        let sheet = Sheet::new(table, text);
        let order = Order::printed(&sheet);
        let shown = order.shown(&sheet, table);
        let mut view = SheetView {
            table: id,
            heads: (0u32..).zip(&table.rows).filter(|(_, row)| row.kind == RowKind::Header).map(|(number, _)| number).collect(),
            columns: TableLayout::measure(table, text),
            sheet,
            order,
            over: Over::All,
            shown,
            cursor: (0, 0),
            first: (0, 0),
            parts: Parts::default(),
            below: Vec::new(),
        };
        view.cursor.0 = view.data_row(0, true).unwrap_or(0);
        Some(view)
    }

    /// Where the cursor is, for the status line.
    pub fn place(&self) -> String {
        let here = self.shown.iter().take(self.cursor.0 + 1).filter(|row| matches!(row, SheetRow::Data(_))).count();
        format!("row {here} of {}", self.order.rows.len())
    }

    /// The row of the screen that the cursor is on.
    pub fn row(&self) -> Option<u16> {
        let row = self.cursor.0.checked_sub(self.first.0)?;
        (row < usize::from(self.parts.rows.height)).then(|| self.parts.rows.y + row as u16)
    }

    /// Finds room for head, rows and what stands around them; keeps the cursor in view.
    pub fn layout(&mut self, scene: &Scene<'_>, areas: &Areas) {
        let Some(table) = scene.document.table(self.table) else { return };
        let whole = Rect { x: areas.title.x, width: areas.title.width, ..areas.text };
        let heads = self.heads.len() as u16;
        let caption = whole.height >= heads + 8;
        let above = if caption { 1 + u16::from(!table.units.is_empty()) + 1 } else { 0 };
        // What stands below takes the lines that the rows leave, and one in any case where there is some room at all.
        let free = usize::from(whole.height.saturating_sub(above + heads + 1)).saturating_sub(self.shown.len());
        self.below = match usize::from(whole.height / 4).min(free) {
            _ if whole.height < heads + 14 || table.below.is_empty() => Vec::new(),
            0 | 1 => vec![if table.source.is_empty() { table.below[0] } else { table.source }],
            several => wrapped(scene, table, whole.width, several),
        };
        let foot = if self.below.is_empty() { 0 } else { self.below.len() as u16 + 1 };
        let head = Rect { y: whole.y + above, height: heads.min(whole.height.saturating_sub(above + 1)), ..whole };
        let rows = Rect { y: head.y + head.height, height: whole.height.saturating_sub(above + head.height + foot), ..whole };
        let names = || self.sheet.groups.iter().map(|group| width::narrow(&group.name)).max().unwrap_or(0);
        let names = if self.order.is_loose() { names() } else { 0 };
        let group = if names > 0 { (names + BETWEEN).min(whole.width / 3) } else { 0 };
        self.parts = Parts { whole, head, rows, group, caption };

        let height = usize::from(rows.height.max(1));
        self.cursor.0 = self.cursor.0.min(self.shown.len().saturating_sub(1));
        // The group row above the first row shows with it.
        let wanted = if self.cursor.0 > 0 && self.data_row(0, true) == Some(self.cursor.0) { 0 } else { self.cursor.0 };
        self.first.0 = self.first.0.min(wanted).max((self.cursor.0 + 1).saturating_sub(height)).min(self.shown.len().saturating_sub(height));
        self.first.1 = match self.cursor.1 {
            0 => self.first.1.min(self.columns.last_pan(self.room())),
            column => self.columns.pan_to(column, self.first.1, self.room()),
        };
    }

    /// Draws it.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let Some(table) = scene.document.table(self.table) else { return };
        let Some(block) = scene.document.body.block(table.block) else { return };
        let buffer = frame.buffer_mut();
        let painter = Painter { scene, flow: FlowId::Body, stop: None, base: scene.theme.text };
        let whole = self.parts.whole;
        let line = |buffer: &mut Buffer, y: u16, extent: Extent, style| painter.text(buffer, Rect { y, height: 1, ..whole }, table.block, block, extent, style);
        if self.parts.caption {
            if table.caption.is_empty() {
                buffer.set_stringn(whole.x, whole.y, format!("Table {}", table.id), usize::from(whole.width), scene.theme.heading);
            } else {
                line(buffer, whole.y, table.caption, scene.theme.heading);
            }
            line(buffer, whole.y + 1, table.units, scene.theme.dim);
        }
        for (extent, y) in self.below.iter().zip(whole.y + whole.height - self.below.len() as u16..) {
            line(buffer, y, *extent, scene.theme.dim);
        }
        let window = self.window();
        for (&number, y) in self.heads.iter().zip(self.parts.head.y..self.parts.head.y + self.parts.head.height) {
            self.draw_row(&painter, buffer, number, y, &window);
            buffer.set_style(Rect { y, height: 1, width: self.parts.group + window.width, ..whole }, scene.theme.dim.add_modifier(Modifier::UNDERLINED));
        }
        self.draw_arrow(scene, buffer, &window);
        for ((at, row), y) in self.shown.iter().enumerate().skip(self.first.0).zip(self.parts.rows.y..self.parts.rows.y + self.parts.rows.height) {
            if let (SheetRow::Data(number), true) = (row, self.parts.group > 0) {
                let name = self.sheet.group(*number).map_or("", |group| &group.name);
                cut(buffer, Rect { x: whole.x, y, width: self.parts.group - 1, height: 1 }, name, scene.theme.dim, scene.theme.dim);
            }
            self.draw_row(&painter, buffer, row.number(), y, &window);
            if at == self.cursor.0 {
                self.draw_cursor(scene, buffer, y, &window);
            }
        }
        if self.shown.is_empty() {
            buffer.set_stringn(self.parts.rows.x, self.parts.rows.y, "no rows", usize::from(whole.width), scene.theme.dim);
        }
    }

    /// A click: on a head it sorts by the column, on a row the cursor goes there.
    pub fn click(&mut self, scene: &Scene<'_>, x: u16, y: u16) -> Answer {
        let column = self.column_at(x);
        if super::holds(self.parts.head, x, y)
            && let Some(column) = column
        {
            self.cursor.1 = column;
            return self.turn(scene);
        }
        if super::holds(self.parts.rows, x, y) {
            let row = self.first.0 + usize::from(y - self.parts.rows.y);
            if matches!(self.shown.get(row), Some(SheetRow::Data(_))) {
                self.cursor = (row, column.unwrap_or(self.cursor.1));
            }
        }
        Answer::done()
    }

    /// Answers an action.
    pub fn act(&mut self, scene: &Scene<'_>, action: Action, count: Option<u32>) -> Answer {
        let times = count.unwrap_or(1);
        let page = u32::from(self.parts.rows.height.max(2)) - 1;
        let last = (self.columns.columns.len() as u32).saturating_sub(1);
        match action {
            Action::LineDown => self.step(times, true),
            Action::LineUp => self.step(times, false),
            Action::PageDown => self.step(times.saturating_mul(page), true),
            Action::PageUp => self.step(times.saturating_mul(page), false),
            Action::Start => self.step(u32::MAX, false),
            Action::End => self.step(u32::MAX, true),
            Action::Left => self.cursor.1 = self.cursor.1.saturating_sub(times),
            Action::Right => self.cursor.1 = self.cursor.1.saturating_add(times).min(last),
            Action::Sort => return self.turn(scene),
            Action::SortGroups => {
                if self.sheet.groups.is_empty() {
                    return Answer::say("the table has no groups");
                }
                self.over = if self.over == Over::All { Over::WithinGroups } else { Over::All };
                if self.order.by.is_empty() {
                    let way = if self.over == Over::All { "over all rows" } else { "within groups" };
                    return Answer::say(format!("s sorts {way}"));
                }
                self.sort(scene.document, self.order.by.clone());
                return self.said();
            }
            Action::Chart => {
                let chart = ChartView::new(scene, self.table, &self.sheet, &self.order.rows, self.cursor.1 as usize);
                return chart.map_or(Answer::say("no column of figures to draw"), |view| Answer::with(Effect::Push(Box::new(View::Chart(Box::new(view))))));
            }
            Action::AsPrinted => {
                self.sort(scene.document, Vec::new());
                return self.said();
            }
            Action::Open => {
                let stop = self
                    .cell(scene)
                    .and_then(|(block, extent)| scene.document.stops_in(FlowId::Body, block, extent).iter().find(|stop| stop.end > stop.at.byte).copied());
                return stop.map_or(Answer::say("nothing to open in this cell"), |stop| Answer::with(Effect::Enter(stop)));
            }
            Action::Table => return Answer::with(Effect::Push(Box::new(View::List(ListView::new(Holds::Tables, self.table.0 as usize))))),
            Action::Referrers => return Answer::with(Effect::Referrers(Target::Table(self.table))),
            Action::Close | Action::CloseView => return Answer::with(Effect::Pop),
            _ => return Answer::Pass,
        }
        Answer::done()
    }

    /// Sorts by the cursor's column: up, then down, then as printed.
    fn turn(&mut self, scene: &Scene<'_>) -> Answer {
        let by = By::Column(self.cursor.1 as usize);
        let way = match self.order.by.first() {
            Some(key) if key.by == by && key.way == Way::Up => Some(Way::Down),
            Some(key) if key.by == by => None,
            _ => Some(Way::Up),
        };
        self.sort(scene.document, way.map(|way| SortKey { by, way }).into_iter().collect());
        self.said()
    }

    fn said(&self) -> Answer {
        Answer::say(self.order.words(&self.sheet))
    }

    /// Sorts; the cursor stays on its row of the table.
    fn sort(&mut self, document: &Document, by: Vec<SortKey>) {
        let Some(table) = document.table(self.table) else { return };
        self.order = if by.is_empty() { Order::printed(&self.sheet) } else { Order::sorted(&self.sheet, by, self.over) };
        let row = self.shown.get(self.cursor.0).copied();
        self.shown = self.order.shown(&self.sheet, table);
        let at = self.shown.iter().position(|other| Some(*other) == row);
        self.cursor.0 = at.or_else(|| self.data_row(0, true)).unwrap_or(0);
        self.first.0 = 0;
    }

    /// Goes so many data rows on or back; group rows are passed over.
    fn step(&mut self, times: u32, on: bool) {
        let mut at = self.cursor.0;
        for _ in 0..times.min(self.shown.len() as u32) {
            let next = if on { self.data_row(at + 1, true) } else { at.checked_sub(1).and_then(|before| self.data_row(before, false)) };
            let Some(next) = next else { break };
            at = next;
        }
        self.cursor.0 = at;
    }

    /// The nearest data row at or behind a row, or at or before it.
    fn data_row(&self, from: usize, on: bool) -> Option<usize> {
        let is_data = |at: &usize| matches!(self.shown.get(*at), Some(SheetRow::Data(_)));
        if on { (from..self.shown.len()).find(is_data) } else { (0..=from).rev().find(is_data) }
    }

    fn room(&self) -> u16 {
        table_room(&self.columns, self.parts.whole.width.saturating_sub(self.parts.group))
    }

    fn window(&self) -> Window {
        self.columns.window(self.first.1, self.room())
    }

    fn draw_row(&self, painter: &Painter<'_>, buffer: &mut Buffer, row: u32, y: u16, window: &Window) {
        let document = painter.scene.document;
        let Some(table) = document.table(self.table) else { return };
        let Some(block) = document.body.block(table.block) else { return };
        let left = self.parts.whole.x + self.parts.group;
        let base = if table.rows.get(row as usize).is_some_and(|row| row.kind == RowKind::Group) { painter.scene.theme.heading } else { painter.base };
        for cell in self.columns.place(table, &block.text, row, window) {
            let x = left + cell.x + cell.pad;
            let room = cell.width.saturating_sub(cell.pad).min(self.room().saturating_sub(cell.x + cell.pad));
            painter.text(buffer, Rect { x, y, width: room, height: 1 }, table.block, block, cell.extent, base);
        }
    }

    /// The cursor: its cell reversed, blanks and all.
    fn draw_cursor(&self, scene: &Scene<'_>, buffer: &mut Buffer, y: u16, window: &Window) {
        if let Some((x, width)) = self.span(self.cursor.1, window) {
            buffer.set_style(Rect { x, y, width, height: 1 }, scene.theme.stop);
        }
    }

    /// Columns of the screen that a column of the table has; a row may have no cell there.
    fn span(&self, column: u32, window: &Window) -> Option<(u16, u16)> {
        let (x, width) = self.columns.span(column, window)?;
        Some((self.parts.whole.x + self.parts.group + x, width))
    }

    /// The sign of the sort in the head of its column, and signs of hidden columns.
    fn draw_arrow(&self, scene: &Scene<'_>, buffer: &mut Buffer, window: &Window) {
        let Some(last) = self.parts.head.height.checked_sub(1) else { return };
        let y = self.parts.head.y + last;
        let left = self.parts.whole.x + self.parts.group;
        pan_signs(buffer, Rect { x: left, y, width: self.parts.whole.width - self.parts.group, height: 1 }, window, scene.theme.dim);
        let Some(SortKey { by: By::Column(column), way }) = self.order.by.first().copied() else { return };
        if let Some((x, width)) = self.span(column as u32, window) {
            let sign = if way == Way::Up { "▲" } else { "▼" };
            // Behind the column there is a blank, but for the last one: there the blanks before it.
            let behind = x + width < left + self.room();
            buffer.set_stringn(if behind { x + width } else { x.saturating_sub(1).max(left) }, y, sign, 1, scene.theme.link);
        }
    }

    fn column_at(&self, x: u16) -> Option<u32> {
        let window = self.window();
        std::iter::once(0).chain(window.columns.clone()).find(|&column| self.span(column, &window).is_some_and(|(from, width)| x <= from + width))
    }

    /// Block and range of the cursor's cell.
    fn cell(&self, scene: &Scene<'_>) -> Option<(u32, Extent)> {
        let table = scene.document.table(self.table)?;
        let row = table.rows.get(self.shown.get(self.cursor.0)?.number() as usize)?;
        Some((table.block, *row.cells.get(self.cursor.1 as usize)?))
    }
}

/// The lines below a table, broken to a width; the first so many.
fn wrapped(scene: &Scene<'_>, table: &Table, width: u16, most: usize) -> Vec<Extent> {
    let Some(block) = scene.document.body.block(table.block) else { return Vec::new() };
    let lines = table.below.iter().flat_map(|extent| {
        // A part by itself: the whole text of a big table is not looked through for a line of it.
        let part = block.text.part(*extent);
        let pieces = Wrapper::new(&part, Breaking::default()).wrap(Extent::new(0, extent.end - extent.start), width, width);
        pieces.into_iter().map(|piece| Extent::new(extent.start + piece.shown.start, extent.start + piece.shown.end)).collect::<Vec<_>>()
    });
    lines.take(most).collect()
}
