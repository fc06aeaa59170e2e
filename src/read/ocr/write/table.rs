//! A table with the lines around it: its parts, the order in which they are set, and the signs between its cells. What parts
//! the cells and what the rows are, `tables` knows.

use std::ops::Range;

use super::super::inline;
use super::super::lines::{self, Line};
use super::super::tables::{self, Grid, Parted};
use super::{Lines, Role, Writer};
use crate::model::{Builder, Extent, FlowId, Kind, Row, RowKind, Table, TableId, Writing};

/// Most rows of a table of which it is said that they have too many cells, or too few.
const RAGGED: usize = 5;

/// A part of a table: its rows and, where it goes on after a page, the lines above them.
struct Part {
    /// The draft of its rows.
    table: usize,
    /// The lines above it, of its own.
    above: Range<usize>,
    lines: Vec<Line>,
    grid: Grid,
}

impl<'s> Writer<'_, 's> {
    /// A table with the lines around it, in the order of the source; gives the last of its drafts.
    pub(super) fn table(&mut self, builder: &mut Builder<'s>, table: usize) -> usize {
        let of_table = |at: &usize| self.drafts[*at].role == Role::OfTable(table as u32);
        let first = (0..table).rev().take_while(of_table).last().unwrap_or(table);
        let parts = self.parts(table);
        let end = parts.last().map_or(table, |part| part.table);
        let last = (end + 1..self.drafts.len()).take_while(|at| self.drafts[*at].role == Role::OfTable(end as u32)).last().unwrap_or(end);
        let mut writing = builder.open(FlowId::Body);
        let (mut above, mut below) = (Vec::new(), Vec::new());
        let mut rows = Vec::new();
        for i in (first..=table).chain(end + 1..=last) {
            let range = self.bytes(i);
            if i > first {
                // The blank between two parts is their line end.
                let before = self.bytes(i - 1).end;
                writing.replace(before..range.start, "\n");
                self.after[i - 1] = range.start;
            }
            if i == table {
                rows = self.rows(&mut writing, &parts);
            } else {
                let start = writing.at();
                self.line(&mut writing, range.clone());
                let extent = Extent::new(start, writing.at());
                if i < table { above.push((extent, range)) } else { below.push((extent, range)) }
            }
        }
        let text = |range: &Range<usize>| &self.source[range.clone()];
        // A tag ends the words that tags say are the caption.
        let tagged = |range: &Range<usize>| text(&(range.end..self.bytes(table).start)).trim_start().starts_with("</");
        let caption = above.iter().position(|(_, range)| tables::caption_number(text(range)).is_some() || tagged(range));
        let caption_below = || below.iter().find(|(_, range)| tables::caption_number(text(range)).is_some());
        let captioned = caption.map(|at| &above[at]).or_else(caption_below);
        let number = captioned.and_then(|(_, range)| tables::caption_number(text(range)));
        let source_line = below.iter().find(|(_, range)| tables::is_source(text(range)));
        self.tables += 1;
        let columns = rows.iter().map(|(row, _): &(Row, u32)| row.cells.len()).max().unwrap_or(0) as u32;
        let (rows, places): (Vec<Row>, Vec<u32>) = rows.into_iter().unzip();
        let made = Table {
            id: number.map_or_else(|| format!("t{}", self.tables), str::to_owned),
            block: builder.next_block(FlowId::Body),
            caption: captioned.map(|(extent, _)| *extent).unwrap_or_default(),
            units: above
                .iter()
                .enumerate()
                .filter(|(at, _)| Some(*at) != caption && caption.is_none_or(|caption| *at > caption))
                .map(|(_, (extent, _))| *extent)
                .next()
                .unwrap_or_default(),
            source: source_line.map(|(extent, _)| *extent).unwrap_or_default(),
            above: above.iter().map(|(extent, _)| *extent).collect(),
            below: below.iter().map(|(extent, _)| *extent).collect(),
            columns,
            rows,
        };
        ragged(builder, &made, &places);
        let id: TableId = builder.table(made);
        builder.close(writing, Kind::Table(id), &[]);
        // What stands between its parts is not written yet.
        if end == table { last } else { table }
    }

    /// The parts of the table whose first rows are a draft.
    fn parts(&mut self, table: usize) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let mut at = Some(table);
        while let Some(table) = at {
            let Role::Table(parted) = self.drafts[table].role else { break };
            let lines = lines::lines_within(self.source, self.bytes(table));
            let mut grid = tables::grid(self.source, &lines, parted);
            if let Some(first) = parts.first() {
                tables::settle(self.source, &first.grid, &mut grid);
            }
            let of_table = |at: &usize| self.drafts[*at].role == Role::OfTable(table as u32);
            let above = (0..table).rev().take_while(of_table).last().unwrap_or(table)..table;
            parts.push(Part { table, above, lines, grid });
            at = self.followers.get(&(table as u32)).map(|&next| next as usize);
        }
        parts
    }

    /// The rows of all parts, each with the byte of the source at which it begins.
    fn rows(&mut self, writing: &mut Writing<'s>, parts: &[Part]) -> Vec<(Row, u32)> {
        let (mut cells, mut heads) = (Vec::new(), Vec::new());
        let mut extents: Vec<Vec<Extent>> = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            if at > 0 {
                // Where a part goes on after a page, what stands above it is a head of its own.
                for line in part.above.clone() {
                    let range = self.bytes(line);
                    let previous = if line == part.above.start { parts[at - 1].table } else { line - 1 };
                    let start = self.begin_line(writing, previous);
                    self.line(writing, range.clone());
                    extents.push(vec![Extent::new(start, writing.at())]);
                    cells.push(vec![range]);
                    heads.push(true);
                }
                self.begin_line(writing, if part.above.is_empty() { parts[at - 1].table } else { part.table - 1 });
            }
            let whole = self.bytes(part.table);
            extents.extend(if self.drafts[part.table].role == Role::Table(Parted::Blanks) {
                self.rows_of_gaps(writing, &part.lines, &part.grid)
            } else {
                self.rows_of_slots(writing, whole, &part.grid)
            });
            cells.extend(part.grid.cells());
            heads.extend(&part.grid.heads);
        }
        let kinds = tables::kinds(&cells, &heads);
        let places = cells.iter().map(|row| row.iter().find(|cell| !cell.is_empty()).map_or(0, |cell| cell.start as u32));
        let rows = kinds.into_iter().zip(extents).map(|((kind, group), cells)| Row { kind, group, cells: cells.into() });
        rows.zip(places).collect()
    }

    /// A line above the rows or below them; one that is set as a heading is a caption all the same.
    fn line(&self, writing: &mut Writing<'s>, range: Range<usize>) {
        let bare = self.source[range.clone()].trim_start_matches('#');
        let words = if range.len() > bare.len() { bare.trim_start_matches(' ') } else { bare };
        let from = range.end - words.len();
        writing.markup(range.start..from, "heading");
        self.inline.write(writing, std::slice::from_ref(&(from..range.end)), Lines::OfCell);
    }

    /// Ends the line of a draft, which stands before another part of its table; gives where the next one begins.
    fn begin_line(&mut self, writing: &mut Writing<'s>, before: usize) -> u32 {
        let from = self.bytes(before).end;
        self.after[before] = inline::line_end(self.source, from);
        writing.replace(from..self.after[before], "\n");
        writing.at()
    }

    /// Writes cells that are parted by signs of the source; where there are none for a cell, those of the next stand for it too.
    fn rows_of_slots(&self, writing: &mut Writing<'s>, whole: Range<usize>, grid: &Grid) -> Vec<Vec<Extent>> {
        let mut rows: Vec<Vec<Extent>> = grid.rows.iter().map(|row| vec![Extent::default(); row.len()]).collect();
        let mut cursor = whole.start;
        let mut due = String::new();
        // Cells that say nothing, and how many of the signs that are due stand before each.
        let mut waiting: Vec<(usize, usize, u32)> = Vec::new();
        for (r, row) in grid.rows.iter().enumerate() {
            for (c, slot) in row.iter().enumerate() {
                due.push_str(match (r, c) {
                    (0, 0) => "",
                    (_, 0) => "\n",
                    _ => "\t",
                });
                if !slot.sign.is_empty() && !due.is_empty() {
                    self.between_cells(writing, cursor..slot.sign.start);
                    let at = writing.at();
                    writing.replace(slot.sign.clone(), &due);
                    waiting.drain(..).for_each(|(r, c, signs)| rows[r][c] = Extent::new(at + signs, at + signs));
                    due.clear();
                    cursor = slot.sign.end;
                }
                if slot.goes_over && c > 0 {
                    rows[r][c] = rows[r][c - 1];
                } else if slot.cell.is_empty() {
                    waiting.push((r, c, due.len() as u32));
                } else {
                    self.between_cells(writing, cursor..slot.cell.start);
                    let start = writing.at();
                    self.inline.write(writing, std::slice::from_ref(&slot.cell), Lines::OfCell);
                    rows[r][c] = Extent::new(start, writing.at());
                    cursor = slot.cell.end;
                }
                if due.is_empty() {
                    let at = writing.at();
                    waiting.drain(..).for_each(|(r, c, _)| rows[r][c] = Extent::new(at, at));
                }
            }
        }
        let end = writing.at();
        waiting.into_iter().for_each(|(r, c, _)| rows[r][c] = Extent::new(end, end));
        self.between_cells(writing, cursor..whole.end);
        rows
    }

    /// What stands between cells and for no sign.
    fn between_cells(&self, writing: &mut Writing<'s>, range: Range<usize>) {
        let text = &self.source[range.clone()];
        let rule = if text.trim().is_empty() {
            "blank"
        } else if text.contains('<') {
            "table tag"
        } else {
            "table rule"
        };
        writing.markup(range, rule);
    }

    /// The bytes of a draft.
    fn bytes(&self, draft: usize) -> Range<usize> {
        let range = &self.drafts[draft].range;
        range.start as usize..range.end as usize
    }
}

/// Says which rows have more or fewer cells than most.
fn ragged(builder: &mut Builder<'_>, table: &Table, places: &[u32]) {
    let usual = tables::usual(table.rows.iter().map(|row| row.cells.len()));
    // A group row may leave its empty cells out.
    let is_ragged = |row: &Row| row.cells.len() != usual && row.kind != RowKind::Group;
    let odd: Vec<(&Row, u32)> = table.rows.iter().zip(places.iter().copied()).filter(|(row, _)| is_ragged(row)).collect();
    for (row, at) in odd.iter().take(RAGGED) {
        builder.warn("ragged-row", *at as usize, format!("a row of table {} has {} cells, most have {usual}", table.id, row.cells.len()));
    }
    if let Some((_, at)) = odd.get(RAGGED) {
        builder.warn("ragged-row", *at as usize, format!("and {} more rows of table {} that do not have {usual} cells", odd.len() - RAGGED, table.id));
    }
}
