//! Tables as HTML. Owns which cells are heads of what.

use std::fmt::Write;

use super::Writer;
use super::words::table_name;
use crate::model::{Extent, Row, RowKind, Table, Text};
use crate::sheet::Sheet;

impl Writer<'_> {
    /// A table; what stands above it is its caption, what stands below it its foot.
    pub(super) fn table(&mut self, table: &Table, text: &Text) {
        let sheet = Sheet::new(table, text);
        let columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(1);
        let figures: Vec<bool> = (0..columns).map(|column| sheet.columns.get(column).is_some_and(|column| column.kind.is_figures())).collect();
        let _ = writeln!(self.out, "<table id=\"{}\">", table_name(&table.id));
        if !table.above.is_empty() {
            self.out.push_str("<caption>");
            for (at, &line) in table.above.iter().enumerate() {
                self.out.push_str(if at > 0 { "<br/>" } else { "" });
                self.words(text, line);
            }
            self.out.push_str("</caption>\n");
        }
        let heads = table.rows.iter().take_while(|row| row.kind == RowKind::Header).count();
        if heads > 0 {
            self.out.push_str("<thead>\n");
            table.rows[..heads].iter().for_each(|row| self.row(row, text, columns, &figures));
            self.out.push_str("</thead>\n");
        }
        // Each group is a body of its own.
        let mut begun = false;
        for row in &table.rows[heads..] {
            if row.kind == RowKind::Group || !begun {
                self.out.push_str(if begun { "</tbody>\n<tbody>\n" } else { "<tbody>\n" });
                begun = true;
            }
            self.row(row, text, columns, &figures);
        }
        if begun {
            self.out.push_str("</tbody>\n");
        }
        if !table.below.is_empty() {
            self.out.push_str("<tfoot>\n");
            for &line in &table.below {
                let _ = write!(self.out, "<tr><td colspan=\"{columns}\">");
                self.words(text, line);
                self.out.push_str("</td></tr>\n");
            }
            self.out.push_str("</tfoot>\n");
        }
        self.out.push_str("</table>\n");
    }

    fn row(&mut self, row: &Row, text: &Text, columns: usize, figures: &[bool]) {
        let alone = row.kind == RowKind::Group && row.cells.iter().skip(1).all(|cell| cell.is_empty());
        self.out.push_str(if row.kind == RowKind::Group { "<tr class=\"group\">" } else { "<tr>" });
        for (column, &is_figures) in figures.iter().enumerate().take(if alone { 1 } else { columns }) {
            let cell = row.cells.get(column).copied().unwrap_or_default();
            let side = if is_figures { " class=\"figure\"" } else { "" };
            let (opens, closes) = match (row.kind, column) {
                (RowKind::Header, _) if cell.is_empty() => (format!("<td{side}>"), "</td>"),
                (RowKind::Header, _) => (format!("<th scope=\"col\"{side}>"), "</th>"),
                (RowKind::Group, 0) if alone => (format!("<th scope=\"rowgroup\" colspan=\"{columns}\">"), "</th>"),
                (RowKind::Group, 0) => ("<th scope=\"rowgroup\">".to_owned(), "</th>"),
                (RowKind::Figures, 0) => ("<th scope=\"row\">".to_owned(), "</th>"),
                _ => (format!("<td{side}>"), "</td>"),
            };
            self.out.push_str(&opens);
            if cell != Extent::default() {
                self.words(text, cell);
            }
            self.out.push_str(closes);
        }
        self.out.push_str("</tr>\n");
    }
}
