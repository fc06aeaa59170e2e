//! A table laid out in plain characters: figures on their decimal sign, heads over several lines, and columns that do
//! not fit in blocks of their own. Owns that page; cuts no cell.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use crate::layout::width;
use crate::sheet::look::Look;
use crate::sheet::{By, SheetRow};
use crate::write::table::Options;

/// Blanks between two columns.
const GAP: usize = 2;
/// Blanks before the name of a row under its group row.
const INDENT: usize = 2;

/// Prints the table with the lines round it for `width` columns.
pub(super) fn print(look: &Look, options: &Options, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let (above, below) = look.held.around();
    let notes = options.notes.iter().map(|note| format!("{} {}", note.label, note.text));
    let below: Vec<String> = below.into_iter().map(str::to_owned).chain(notes).collect();
    let page = Page::new(look, options);
    page.print((&above, &below), width, out, |_, _| Ok(()))
}

/// A table that is set.
pub(super) struct Page {
    columns: Vec<Set>,
    /// How many columns at the left every block repeats: the group and the stub.
    held: usize,
    /// How many of them are no column of the table: the group.
    added: usize,
}

/// A column that is set: every line of it has `width` columns or less.
pub(super) struct Set {
    head: Vec<String>,
    cells: Vec<String>,
    width: usize,
    figures: bool,
}

impl Page {
    fn new(look: &Look, options: &Options) -> Page {
        let columns = look.columns_on_page();
        let rows = look.rows_on_page();
        let added = usize::from(columns.first() == Some(&By::Group));
        let held = added + usize::from(columns.get(added) == Some(&By::Column(0)));
        let grouped = rows.iter().any(|row| matches!(row, SheetRow::Group(_)));
        Page { columns: columns.iter().map(|&column| Set::new(look, options, column, &rows, grouped)).collect(), held, added }
    }

    /// Columns that were measured, without their cells; the first `held` are repeated in every block.
    pub(super) fn of(columns: Vec<Set>, held: usize) -> Page {
        Page { columns, held, added: 0 }
    }

    /// Prints the blocks, with the lines round them; `more` is given the columns of each block behind its own lines.
    pub(super) fn print(
        &self,
        (above, below): (&[&str], &[String]),
        width: usize,
        out: &mut dyn Write,
        mut more: impl FnMut(&[(usize, &Set)], &mut dyn Write) -> io::Result<()>,
    ) -> io::Result<()> {
        for line in above {
            wrapped(line, width).iter().try_for_each(|line| writeln!(out, "{line}"))?;
        }
        if !above.is_empty() {
            writeln!(out)?;
        }
        let blocks = self.blocks(width);
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                writeln!(out)?;
            }
            if blocks.len() > 1 {
                writeln!(out, "{}", self.named(at, block))?;
            }
            self.lines(block).iter().try_for_each(|line| writeln!(out, "{line}"))?;
            let columns: Vec<(usize, &Set)> = (0..self.held).chain(block.clone()).map(|column| (column, &self.columns[column])).collect();
            more(&columns, out)?;
        }
        if !below.is_empty() {
            writeln!(out)?;
        }
        for line in below {
            wrapped(line, width).iter().try_for_each(|line| writeln!(out, "{line}"))?;
        }
        Ok(())
    }

    /// The columns that stand side by side, each time behind the held ones.
    fn blocks(&self, width: usize) -> Vec<Range<usize>> {
        let held: usize = self.columns[..self.held].iter().map(|column| column.width + GAP).sum();
        let mut blocks = Vec::new();
        let mut from = self.held;
        let mut used = held;
        for (at, column) in self.columns.iter().enumerate().skip(self.held) {
            if at > from && used + column.width > width {
                blocks.push(from..at);
                (from, used) = (at, held);
            }
            used += column.width + GAP;
        }
        blocks.push(from..self.columns.len());
        blocks
    }

    /// What stands above a block: which of the table's columns it holds.
    fn named(&self, at: usize, block: &Range<usize>) -> String {
        let first = if at == 0 { 1 } else { block.start - self.added + 1 };
        let (last, all) = (block.end - self.added, self.columns.len() - self.added);
        if first == last { format!("(column {first} of {all})") } else { format!("(columns {first}-{last} of {all})") }
    }

    fn lines(&self, block: &Range<usize>) -> Vec<String> {
        let columns: Vec<&Set> = self.columns[..self.held].iter().chain(&self.columns[block.clone()]).collect();
        let deepest = columns.iter().map(|column| column.head.len()).max().unwrap_or(0);
        let rows = columns.first().map_or(0, |column| column.cells.len());
        let heads = (0..deepest).map(|line| joined(columns.iter().map(|column| column.head_line(line, deepest))));
        heads.chain((0..rows).map(|row| joined(columns.iter().map(|column| column.padded(&column.cells[row]))))).collect()
    }
}

impl Set {
    fn new(look: &Look, options: &Options, by: By, rows: &[SheetRow], grouped: bool) -> Set {
        let reading = options.reading(look, by);
        let figures = reading.is_some();
        let cells: Vec<(Cow<'_, str>, Option<usize>)> = rows
            .iter()
            .map(|row| {
                let cell = options.said(look, *row, by);
                let at = reading.and_then(|reading| reading.decimal_at(&cell));
                (cell, at)
            })
            .collect();
        let behind = cells.iter().filter_map(|(cell, at)| at.map(|at| columns(&cell[at..]))).max().unwrap_or(0);
        let set = |(&row, (cell, at)): (&SheetRow, &(Cow<'_, str>, Option<usize>))| match *at {
            Some(at) => format!("{cell}{}", " ".repeat(behind - columns(&cell[at..]))),
            // What is no figure ends where the whole parts do.
            None if figures && !cell.is_empty() => format!("{cell}{}", " ".repeat(behind)),
            None if by == By::Column(0) && grouped && in_group(look, row) => format!("{}{cell}", " ".repeat(INDENT)),
            None => cell.to_string(),
        };
        let cells: Vec<String> = rows.iter().zip(&cells).map(set).collect();
        let widest = cells.iter().map(|cell| columns(cell)).max().unwrap_or(0);
        Set { cells, ..Set::measured(look.head(by), widest, figures) }
    }

    /// A column of so many columns of the screen, without its cells.
    pub(super) fn measured(name: &str, widest: usize, figures: bool) -> Set {
        let head = wrapped(name, widest);
        let width = head.iter().map(|line| columns(line)).max().unwrap_or(0).max(widest);
        Set { head, cells: Vec::new(), width, figures }
    }

    fn head_line(&self, line: usize, deepest: usize) -> String {
        let missing = deepest - self.head.len();
        self.padded(line.checked_sub(missing).map_or("", |line| &self.head[line]))
    }

    /// A cell with blanks beside it.
    pub(super) fn padded(&self, text: &str) -> String {
        let blanks = " ".repeat(self.width.saturating_sub(columns(text)));
        if self.figures { blanks + text } else { text.to_owned() + &blanks }
    }
}

fn in_group(look: &Look, row: SheetRow) -> bool {
    matches!(row, SheetRow::Data(row) if look.sheet().group(row).is_some())
}

/// Cells beside each other.
pub(super) fn joined(cells: impl Iterator<Item = String>) -> String {
    cells.collect::<Vec<_>>().join(&" ".repeat(GAP)).trim_end().to_owned()
}

/// The words of a text in lines of at most `width` columns; a longer word has a line of its own.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if columns(line) + 1 + columns(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Columns of the screen that a text takes.
pub(super) fn columns(text: &str) -> usize {
    width::columns(text) as usize
}
