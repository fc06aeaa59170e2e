//! The sheet drawn: caption, conditions, heads with the signs of the sort, rows, small lines, the cursor. Owns what is drawn
//! where; decides nothing.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

use super::columns::{BETWEEN, Span};
use super::{Lines, SheetView};
use crate::layout::table::heads_alone;
use crate::layout::width;
use crate::model::{Extent, FlowId, RowKind};
use crate::sheet::Column;
use crate::sheet::chart::{rows, spark};
use crate::sheet::order::{By, SheetRow, Way};
use crate::ui::Scene;
use crate::ui::paint::{Painter, cut, write};

/// The number of a block that is none of the document's: no hit and no stop lies in it.
const NO_BLOCK: u32 = u32::MAX;

impl SheetView {
    /// Draws it.
    pub fn draw(&self, scene: &Scene<'_>, frame: &mut Frame<'_>) {
        let held = self.held();
        let (table, text) = (&held.table, &held.text);
        let buffer = frame.buffer_mut();
        let painter = Painter { scene, flow: FlowId::Body, stop: None, base: scene.theme.text };
        let number = if self.is_shown_of(scene) { table.block } else { NO_BLOCK };
        let whole = self.parts.whole;
        let line = |buffer: &mut Buffer, y: u16, extent: Extent, style| {
            painter.text(buffer, Rect { y, height: 1, ..whole }, number, text, extent, style);
        };
        let mut y = whole.y;
        if self.parts.caption {
            if table.caption.is_empty() {
                buffer.set_stringn(whole.x, y, format!("Table {}", table.id), usize::from(whole.width), scene.theme.heading);
            } else {
                line(buffer, y, table.caption, scene.theme.heading);
            }
            line(buffer, y + 1, table.units, scene.theme.dim);
            y += 1 + u16::from(!table.units.is_empty());
        }
        if self.parts.conditions {
            let words = format!("only rows with {}", self.desk.now().conditions.join(", "));
            cut(buffer, Rect { y, height: 1, ..whole }, &words, scene.theme.link, scene.theme.dim);
        }
        for (extent, y) in self.below.iter().zip(whole.y + whole.height - self.below.len() as u16..) {
            line(buffer, y, *extent, scene.theme.dim);
        }
        let spans = self.spans();
        let set = Set { painter: &painter, number, spans: &spans };
        self.draw_heads(&set, buffer);
        for ((at, row), y) in self.shown.iter().enumerate().skip(self.first.0).zip(self.parts.rows.y..self.parts.rows.y + self.parts.rows.height) {
            if let (SheetRow::Data(number), true) = (row, self.parts.group > 0) {
                let name = held.sheet.group(*number).map_or("", |group| &group.name);
                cut(buffer, Rect { x: whole.x, y, width: self.parts.group - 1, height: 1 }, name, scene.theme.dim, scene.theme.dim);
            }
            let base = match row {
                SheetRow::Group(_) => scene.theme.heading,
                SheetRow::Data(row) if self.marks().contains(row) => scene.theme.link.add_modifier(Modifier::BOLD),
                SheetRow::Data(row) if held.sheet.is_total(*row) => scene.theme.text.add_modifier(Modifier::BOLD),
                SheetRow::Data(row) if held.sheet.is_derived(*row) => scene.theme.text.add_modifier(Modifier::ITALIC),
                SheetRow::Data(_) => scene.theme.text,
            };
            self.draw_row(&set, buffer, row.number(), y, base);
            if let SheetRow::Data(row) = row {
                self.draw_line(scene, buffer, *row, y);
            }
            if at == self.cursor.0
                && let Some(span) = spans.iter().find(|span| span.at == self.cursor.1)
            {
                // The cursor: its cell reversed, blanks and all.
                buffer.set_style(Rect { x: self.left() + span.x, y, width: span.width, height: 1 }, scene.theme.stop);
            }
        }
        if self.shown.is_empty() {
            let words = if self.desk.now().conditions.is_empty() { "no rows" } else { "no row is left; u takes the condition back" };
            buffer.set_stringn(self.parts.rows.x, self.parts.rows.y, words, usize::from(whole.width), scene.theme.dim);
        }
    }

    /// The heads of the columns, the signs of the sort in them, and signs of columns that are hidden beside.
    fn draw_heads(&self, set: &Set<'_, '_>, buffer: &mut Buffer) {
        let scene = set.painter.scene;
        let head = self.parts.head;
        let style = scene.theme.dim.add_modifier(Modifier::UNDERLINED);
        for (&row, y) in self.heads.iter().zip(head.y..head.y + head.height) {
            self.draw_row(set, buffer, row, y, scene.theme.text);
            let width = self.parts.group + set.spans.last().map_or(0, |span| span.x + span.width);
            buffer.set_style(Rect { y, height: 1, width: width.min(head.width), ..head }, style);
        }
        let Some(last) = head.height.checked_sub(1) else { return };
        let y = head.y + last;
        let right = self.left() + self.room();
        let (before, behind) = self.columns.hidden(set.spans, self.room());
        if before && let Some(span) = set.spans.get(self.columns.frozen.min(set.spans.len().saturating_sub(1))) {
            write(buffer, (self.left() + span.x).saturating_sub(BETWEEN), y, "◂", 1, scene.theme.dim);
        }
        if behind {
            write(buffer, right, y, "▸", 1, scene.theme.dim);
        }
        let keys = &self.look().order.by;
        for span in set.spans {
            let by = self.look().columns[span.at];
            if let By::Column(column) = by
                && self.held().sheet.columns[column].formula.is_some()
                && span.x > 0
            {
                write(buffer, self.left() + span.x - 1, y, "=", 1, scene.theme.link);
            }
            let doubt = |column: &Column| column.reading.undecided || !column.facts.unread.is_empty();
            let Some(at) = keys.iter().position(|key| key.by == by) else {
                if matches!(by, By::Column(column) if self.held().sheet.columns.get(column).is_some_and(doubt)) {
                    self.beside(buffer, span, y, "?", doubtful(scene));
                }
                continue;
            };
            let sign = if keys[at].way == Way::Up { "▲" } else { "▼" };
            let sign = if keys.len() > 1 { format!("{sign}{}", at + 1) } else { sign.to_owned() };
            self.beside(buffer, span, y, &sign, scene.theme.link);
        }
    }

    /// A sign behind a column, where there are blanks; beside the last one in those before it.
    fn beside(&self, buffer: &mut Buffer, span: &Span, y: u16, sign: &str, style: Style) {
        let (behind, wide) = (self.left() + span.x + span.width, width::narrow(sign));
        let room = self.parts.whole.x + self.parts.whole.width - self.parts.lines.saturating_sub(BETWEEN);
        let fits = behind + BETWEEN <= self.left() + self.room() || span.at + 1 == self.look().columns.len() && behind + wide <= room;
        // Beside the column's own first sign: farther off it would be taken for the one before.
        let x = if fits { behind } else { (self.left() + span.x).saturating_sub(wide) };
        write(buffer, x, y, sign, BETWEEN, style);
    }

    fn draw_row(&self, set: &Set<'_, '_>, buffer: &mut Buffer, row: u32, y: u16, base: Style) {
        let (held, scene) = (self.held(), set.painter.scene);
        let (table, text) = (&held.table, &held.text);
        let is_group = table.rows.get(row as usize).is_some_and(|row| row.kind == RowKind::Group);
        if is_group && heads_alone(&table.rows[row as usize], text) {
            if let Some((extent, _)) = self.measured.cell(table, text, row, 0) {
                set.painter.text(buffer, Rect { x: self.left(), y, width: self.room(), height: 1 }, set.number, text, extent, base);
            }
            return;
        }
        for span in set.spans {
            let By::Column(column) = self.look().columns[span.at] else { continue };
            let Some((extent, pad)) = self.measured.cell(table, text, row, column as u32) else { continue };
            let measured = self.measured.columns.get(column).map_or(0, |column| column.width);
            // In a column that is narrower than measured the blanks before a cell go first.
            let pad = if column == 0 { pad.min(span.width.saturating_sub(1)) } else { pad.saturating_sub(measured.saturating_sub(span.width)) };
            let base = if held.sheet.columns.get(column).is_some_and(|column| column.formula.is_some()) { base.add_modifier(Modifier::ITALIC) } else { base };
            let room = Rect { x: self.left() + span.x + pad, y, width: span.width - pad, height: 1 };
            let against = held.sheet.position(row).and_then(|place| self.agreements.at(place, column)).is_some_and(|agreement| !agreement.agrees);
            let base = if against { doubtful(scene) } else { base };
            set.painter.text(buffer, room, set.number, text, extent, base);
            if against {
                self.beside(buffer, span, y, "≠", doubtful(scene));
            }
        }
    }

    /// The row's figures as a small line at the right.
    fn draw_line(&self, scene: &Scene<'_>, buffer: &mut Buffer, row: u32, y: u16) {
        let scale = match self.lines {
            Lines::None => return,
            Lines::Each => None,
            Lines::Shared(scale) => Some(scale),
        };
        let values: Vec<f64> = self.drawn_columns().into_iter().map(|column| rows::figures(&self.held().sheet, &[row], column)[0]).collect();
        let wide = self.parts.lines.saturating_sub(BETWEEN);
        let x = self.parts.whole.x + self.parts.whole.width - wide;
        write(buffer, x, y, &spark::line(&values, usize::from(wide), scale), wide, scene.theme.link);
    }

    /// The columns whose figures make a small line: the largest set of those that share kind and unit.
    pub(super) fn drawn_columns(&self) -> Vec<usize> {
        rows::usual_columns(&self.held().sheet)
    }

    /// The column of the screen where the columns of the table begin.
    fn left(&self) -> u16 {
        self.parts.whole.x + self.parts.group
    }

    /// Whether places of the document are places of what shows: not in a table that was made anew.
    fn is_shown_of(&self, scene: &Scene<'_>) -> bool {
        scene.document.table(self.table).is_some_and(|table| table.rows.len() == self.held().table.rows.len() && table.caption == self.held().table.caption)
    }
}

/// How what is in doubt looks.
fn doubtful(scene: &Scene<'_>) -> Style {
    scene.theme.link.add_modifier(Modifier::BOLD)
}

/// What all rows are drawn with.
struct Set<'p, 's> {
    painter: &'p Painter<'s>,
    number: u32,
    spans: &'p [Span],
}
