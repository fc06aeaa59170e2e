//! Tables with pipes. Owns what of a table is a row of Markdown, and what stands above and below it.

use super::Writer;
use super::escape::{cell, line_start};
use crate::model::{Extent, RowKind, Table, Text};
use crate::sheet::Sheet;
use crate::write::losses::Loss;

impl Writer<'_> {
    /// A table with pipes: the lines above it and below it are paragraphs. A row that heads others is strong, and has empty
    /// cells.
    pub(super) fn table(&mut self, table: &Table, text: &Text) -> String {
        let mut parts: Vec<String> = Vec::new();
        for &line in &table.above {
            parts.push(self.line(text, line));
        }
        let sheet = Sheet::new(table, text);
        let columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(sheet.columns.len()).max(1);
        let mut heads: Vec<Vec<String>> = Vec::new();
        let mut rows = Vec::new();
        for row in &table.rows {
            let cells: Vec<String> = row.cells.iter().map(|&extent| cell(&self.words(text, extent))).collect();
            match row.kind {
                RowKind::Header if rows.is_empty() => heads.push(cells),
                RowKind::Header => {
                    self.lose(Loss::LateHead, row.cells.first().map_or(0, |cell| cell.start));
                    rows.push(piped(cells, columns));
                }
                RowKind::Group => rows.push(piped(cells.into_iter().map(strong).collect(), columns)),
                RowKind::Figures => rows.push(piped(cells, columns)),
            }
        }
        if heads.len() > 1 {
            self.lose(Loss::Heads, 0);
        }
        let head = |column: usize| heads.iter().filter_map(|cells| cells.get(column)).filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" ");
        let figures = |column: usize| sheet.columns.get(column).is_some_and(|column| column.kind.is_figures());
        let rule = (0..columns).map(|column| if figures(column) { "---:" } else { "---" }.to_owned()).collect();
        let mut lines = vec![piped((0..columns).map(head).collect(), columns), piped(rule, columns)];
        lines.extend(rows);
        parts.push(lines.join("\n"));
        for &line in &table.below {
            parts.push(self.line(text, line));
        }
        parts.join("\n\n")
    }

    /// A part of a table: its lines as a table of their own, without a head.
    pub(super) fn rows(&mut self, text: &Text, part: Extent) -> String {
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut start = part.start;
        for line in text.slice(part).split('\n') {
            let mut cells = Vec::new();
            for words in line.split('\t') {
                cells.push(cell(&self.words(text, Extent::new(start, start + words.len() as u32))));
                start += words.len() as u32 + 1;
            }
            rows.push(cells);
        }
        let columns = rows.iter().map(Vec::len).max().unwrap_or(1);
        if columns == 1 {
            return rows.concat().join("\n\n");
        }
        let mut lines = vec![piped(Vec::new(), columns), piped(vec!["---".to_owned(); columns], columns)];
        lines.extend(rows.into_iter().map(|cells| piped(cells, columns)));
        lines.join("\n")
    }

    /// A line round the rows.
    fn line(&mut self, text: &Text, extent: Extent) -> String {
        line_start(self.words(text, extent).replace('\n', " ").trim())
    }
}

/// A cell of strong words.
fn strong(words: String) -> String {
    if words.is_empty() || words.starts_with("**") && words.ends_with("**") && words.matches("**").count() == 2 {
        words
    } else if words.contains("**") {
        format!("<strong>{words}</strong>")
    } else {
        format!("**{words}**")
    }
}

/// A row of so many cells.
fn piped(mut cells: Vec<String>, columns: usize) -> String {
    cells.resize(columns, String::new());
    format!("| {} |", cells.join(" | "))
}
