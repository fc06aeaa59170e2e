//! How a data file is drawn: the widths of its columns, which grow with what was seen, and figures on their decimal sign.

use std::ops::Range;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::DataView;
use crate::layout::width;
use crate::sheet::Column;
use crate::sheet::file::DataSheet;
use crate::sheet::order::Way;
use crate::ui::Scene;
use crate::ui::paint::cut;

/// Rows that are measured before any shows.
const MEASURED: u32 = 200;
/// Most columns of the screen that one of the file takes.
const WIDEST: u16 = 40;
/// Blanks between two columns.
const GAP: u16 = 2;

/// How wide the columns are: before the decimal sign, and from it on.
#[derive(Debug, Default)]
pub(super) struct Widths {
    of: Vec<(u16, u16)>,
}

impl Widths {
    /// Of the heads and the first rows of a file.
    pub fn new(data: &DataSheet, columns: &[Column]) -> Widths {
        let mut widths = Widths { of: vec![(1, 0); columns.len()] };
        widths.grow(columns, &data.file.around.heads);
        let row = |row| data.file.fields(row).iter().map(|field| data.file.text(field).into_owned()).collect();
        let rows: Vec<Vec<String>> = (0..data.file.rows().min(MEASURED)).map(row).collect();
        widths.grow(columns, &rows);
        widths
    }

    /// Makes room for cells.
    pub fn grow(&mut self, columns: &[Column], rows: &[Vec<String>]) {
        for cells in rows {
            for ((of, column), cell) in self.of.iter_mut().zip(columns).zip(cells) {
                let (before, behind) = parts(column, cell);
                *of = (of.0.max(before), of.1.max(behind));
            }
        }
    }

    /// The first column behind the held one that shows, so that one does of which `first` may be to the right or too far left.
    pub fn first_to_show(&self, column: usize, first: usize, room: u16) -> usize {
        let mut first = first.clamp(1, self.of.len().max(1));
        if column == 0 {
            return first;
        }
        first = first.min(column);
        let used = |first: usize| self.width(0) + (first..=column).map(|at| GAP + self.width(at)).sum::<u16>();
        while first < column && used(first) > room {
            first += 1;
        }
        first
    }

    fn width(&self, column: usize) -> u16 {
        self.of.get(column).map_or(0, |of| of.0.saturating_add(of.1).min(WIDEST))
    }
}

impl DataView {
    /// Draws it.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let buffer = frame.buffer_mut();
        let around = &self.data.file.around;
        if let Some(line) = around.above.first().filter(|_| self.parts.caption) {
            cut(buffer, Rect { height: 1, ..self.parts.whole }, line, scene.theme.heading, scene.theme.dim);
        }
        for (head, y) in around.heads.iter().zip(lines(self.parts.head)) {
            self.draw_row(scene, buffer, head, y, scene.theme.dim);
            buffer.set_style(Rect { y, height: 1, width: self.drawn_width(), ..self.parts.head }, scene.theme.dim.add_modifier(Modifier::UNDERLINED));
        }
        self.draw_signs(scene, buffer);
        for ((place, cells), y) in self.shown.iter().enumerate().zip(lines(self.parts.rows)) {
            self.draw_row(scene, buffer, cells, y, scene.theme.text);
            if self.first.0 + place == self.cursor.0
                && let Some((_, x, width)) = self.columns_shown().find(|(column, ..)| *column == self.cursor.1)
            {
                buffer.set_style(Rect { x, y, width, height: 1 }, scene.theme.stop);
            }
        }
        if self.shown.is_empty() {
            buffer.set_stringn(self.parts.rows.x, self.parts.rows.y, "no rows", usize::from(self.parts.rows.width), scene.theme.dim);
        }
    }

    /// The columns that show, where each begins, and how wide it is: the first, which is held, and those from the first that
    /// is not passed over.
    pub(super) fn columns_shown(&self) -> impl Iterator<Item = (usize, u16, u16)> {
        let end = self.parts.whole.x + self.parts.whole.width;
        let mut x = self.parts.whole.x;
        std::iter::once(0).chain(self.first.1..self.columns.len()).take(self.columns.len()).map_while(move |column| {
            let from = x;
            x = x.saturating_add(self.widths.width(column) + GAP);
            (from < end).then(|| (column, from, self.widths.width(column).min(end - from)))
        })
    }

    fn drawn_width(&self) -> u16 {
        self.columns_shown().last().map_or(0, |(_, x, width)| x + width - self.parts.whole.x)
    }

    fn draw_row(&self, scene: &Scene<'_>, buffer: &mut Buffer, cells: &[String], y: u16, style: Style) {
        for (column, x, width) in self.columns_shown() {
            let Some(cell) = cells.get(column) else { continue };
            let (before, behind) = parts(&self.columns[column], cell);
            let of = self.widths.of[column];
            // What is cut is not moved: its beginning is what shows.
            let fits = of.0.saturating_add(of.1) <= width;
            let pad = match () {
                () if !fits || !self.columns[column].kind.is_figures() => 0,
                () if behind > 0 || self.is_figure(column, cell) => of.0.saturating_sub(before),
                () => (of.0 + of.1).saturating_sub(before + of.1),
            };
            cut(buffer, Rect { x: x + pad, y, width: width - pad.min(width), height: 1 }, cell, style, scene.theme.dim);
        }
    }

    fn is_figure(&self, column: usize, cell: &str) -> bool {
        self.columns[column].reading.decimal_at(cell).is_some()
    }

    /// The signs of the sort in the heads, and that there are columns to either side.
    fn draw_signs(&self, scene: &Scene<'_>, buffer: &mut Buffer) {
        let Some(y) = lines(self.parts.head).next_back() else { return };
        for key in &self.standing.by {
            if let Some((_, x, width)) = self.columns_shown().find(|(column, ..)| *column == key.column) {
                let sign = if key.way == Way::Up { "▲" } else { "▼" };
                let at = (x + width).min(self.parts.whole.x + self.parts.whole.width - 1);
                buffer.set_stringn(at, y, sign, 1, scene.theme.link);
            }
        }
        let last = self.columns_shown().last().map_or(0, |(column, ..)| column);
        if self.first.1 > 1 {
            buffer.set_stringn(self.parts.whole.x + self.widths.width(0), y, "◂", 1, scene.theme.dim);
        }
        if last + 1 < self.columns.len() {
            buffer.set_stringn(self.parts.whole.x + self.parts.whole.width - 1, y, "▸", 1, scene.theme.dim);
        }
    }
}

/// Columns of the screen that a cell takes before the decimal sign of its column, and from it on.
fn parts(column: &Column, cell: &str) -> (u16, u16) {
    match column.reading.decimal_at(cell).filter(|_| column.kind.is_figures()) {
        Some(at) => (width::narrow(&cell[..at]), width::narrow(&cell[at..])),
        None => (width::narrow(cell), 0),
    }
}

fn lines(area: Rect) -> Range<u16> {
    area.y..area.y + area.height
}
