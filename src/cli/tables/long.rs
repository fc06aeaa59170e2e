//! Any number of rows of a data file laid out in plain characters: measured first, then written one after another. The same
//! page as `plain` makes of a table with these rows.

use std::borrow::Cow;
use std::io::{self, Write};

use super::plain::{Page, Set, columns, joined};
use crate::sheet::Column;
use crate::write::table::rows::Rows;

/// Columns of the screen that the cells of a column take: before the decimal sign, and from it on.
type Width = (usize, usize);

/// Prints the rows with the lines round them for `width` columns.
pub(super) fn print(rows: &Rows<'_>, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let widths = rows.gathered(
        || vec![(0, 0); rows.columns.len()],
        |widths: &mut Vec<Width>, cells| {
            for (place, cell) in cells.iter().enumerate() {
                let (before, behind) = parts(rows.column(place), cell);
                widths[place] = (widths[place].0.max(before), widths[place].1.max(behind));
            }
        },
        |mut one, other| {
            one.iter_mut().zip(other).for_each(|(one, other)| *one = (one.0.max(other.0), one.1.max(other.1)));
            one
        },
    );
    let set = |(place, width): (usize, &Width)| Set::measured(&rows.column(place).name, width.0 + width.1, rows.column(place).kind.is_figures());
    let page = Page::of(widths.iter().enumerate().map(set).collect(), usize::from(rows.columns.first() == Some(&0)));
    let around = &rows.data.file.around;
    let above: Vec<&str> = around.above.iter().map(String::as_str).collect();
    page.print((&above, &around.below), width, out, |block, out| {
        rows.each(out, |_, cells, written| {
            let line = joined(block.iter().map(|&(place, set)| set.padded(&placed(rows.column(place), &cells[place], widths[place].1))));
            written.extend_from_slice(line.as_bytes());
            written.push(b'\n');
        })
    })
}

/// A cell with the blanks behind it that bring its decimal sign under those of the others.
fn placed<'c>(column: &Column, cell: &'c str, behind: usize) -> Cow<'c, str> {
    let blanks = if column.kind.is_figures() && !cell.is_empty() { behind - parts(column, cell).1 } else { 0 };
    if blanks == 0 { Cow::Borrowed(cell) } else { Cow::Owned(format!("{cell}{}", " ".repeat(blanks))) }
}

fn parts(column: &Column, cell: &str) -> Width {
    match column.reading.decimal_at(cell).filter(|_| column.kind.is_figures()) {
        Some(at) => (columns(&cell[..at]), columns(&cell[at..])),
        None => (columns(cell), 0),
    }
}
