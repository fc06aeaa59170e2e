//! Workbooks of Excel from 97 to 2003: the cells of each sheet as they are shown there. Owns what each record of such a
//! file means; formulas are not read, only their values.

use std::collections::HashMap;

use super::archive;
use super::compound::{Compound, u16_at, u32_at};
use super::grid::Grid;
use super::number_format::{NumberFormat, truth};
use super::records::{Record, counted, records, shared, text};
use crate::error::Error;

/// Sheets of a workbook at most.
const SHEETS: usize = 4000;

/// Reads the sheets of a workbook.
///
/// # Errors
/// For what is no workbook, or is locked.
pub fn read(bytes: &[u8]) -> Result<Vec<Grid>, Error> {
    let file = Compound::open(bytes)?;
    let stream = file.stream("Workbook").ok_or_else(|| Error::new("cannot read", "it is an old Office file without a workbook"))?;
    let book = Book::of(&stream)?;
    let mut grids: Vec<Grid> = Vec::new();
    for sheet in book.sheets.iter().take(SHEETS) {
        let grid = Grid::behind(&grids, sheet.name.clone(), sheet.hidden);
        grids.push(book.filled(&stream, sheet, grid));
    }
    Ok(grids)
}

/// What goes for all sheets.
#[derive(Default)]
struct Book {
    sheets: Vec<Sheet>,
    shared: Vec<String>,
    /// By style of a cell, its format.
    formats: Vec<NumberFormat>,
    is_1904: bool,
}

/// A sheet: where its records begin.
struct Sheet {
    name: String,
    from: usize,
    hidden: bool,
    has_cells: bool,
}

impl Book {
    fn of(stream: &[u8]) -> Result<Book, Error> {
        let mut book = Book::default();
        let mut codes: HashMap<u16, NumberFormat> = HashMap::new();
        let mut styles = Vec::new();
        for record in records(stream, 0) {
            let data = record.data;
            match record.kind {
                0x0809 if u16_at(data, 0) != Some(0x0600) => {
                    return Err(Error::new("cannot read", "it is a workbook older than Excel 97").hint("save it as xlsx, ods or csv first"));
                }
                0x002f => return Err(archive::locked()),
                0x0022 => book.is_1904 = u16_at(data, 0) == Some(1),
                0x041e => drop(u16_at(data, 0).map(|number| codes.insert(number, NumberFormat::of(&counted(&data[2..]), Some(u32::from(number)))))),
                0x00e0 => styles.push(u16_at(data, 2).unwrap_or(0)),
                0x0085 => book.sheets.extend(sheet(data)),
                0x00fc => book.shared = shared(&record),
                0x000a => break,
                _ => {}
            }
        }
        let format = |number: &u16| codes.get(number).cloned().unwrap_or_else(|| NumberFormat::known(u32::from(*number)));
        book.formats = styles.iter().map(format).collect();
        Ok(book)
    }

    fn filled(&self, stream: &[u8], sheet: &Sheet, mut grid: Grid) -> Grid {
        if !sheet.has_cells {
            grid.say("no-cells", None, "it has no cells: it is a chart or a macro");
            return grid;
        }
        // Charts within a sheet have records like its own.
        let mut depth = 0;
        let mut ended = false;
        // The cell of a formula whose value is a text, which comes in the record behind.
        let mut waiting = None;
        for record in records(stream, sheet.from) {
            match record.kind {
                0x0809 => depth += 1,
                0x000a if depth <= 1 => {
                    ended = true;
                    break;
                }
                0x000a => depth -= 1,
                _ if depth == 1 && !self.cell(&mut grid, &record, &mut waiting) => return grid,
                _ => {}
            }
        }
        if !ended {
            grid.say("damaged-sheet", None, "it is damaged, and not all of it could be read");
        }
        grid
    }

    /// Puts the cells of a record; false where there is no room for them.
    fn cell(&self, grid: &mut Grid, record: &Record<'_>, waiting: &mut Option<(u32, u32)>) -> bool {
        let data = record.data;
        if record.kind == 0x0207 {
            return waiting.take().is_none_or(|(row, column)| grid.put(row, column, &counted(data)));
        }
        let (Some(row), Some(column), Some(style)) = (u16_at(data, 0), u16_at(data, 2), u16_at(data, 4)) else { return true };
        let at = (u32::from(row), u32::from(column));
        match record.kind {
            0x0203 => f64_at(data, 6).is_none_or(|value| self.number(grid, at, style, value)),
            0x027e => u32_at(data, 6).is_none_or(|packed| self.number(grid, at, style, unpacked(packed))),
            0x00bd => (0..data.len().saturating_sub(6) / 6).zip(at.1..).all(|(number, column)| {
                let (style, packed) = (u16_at(data, 4 + 6 * number), u32_at(data, 6 + 6 * number));
                style.zip(packed).is_none_or(|(style, packed)| self.number(grid, (at.0, column), style, unpacked(packed)))
            }),
            0x00fd => {
                let said = u32_at(data, 6).and_then(|number| self.shared.get(number as usize));
                said.is_none_or(|said| grid.put(at.0, at.1, said))
            }
            0x0204 | 0x00d6 => grid.put(at.0, at.1, &counted(&data[6..])),
            0x0205 => data.get(6..8).is_none_or(|value| grid.put(at.0, at.1, if value[1] == 0 { truth(value[0] != 0) } else { error(value[0]) })),
            0x0006 => match data.get(6..14) {
                Some(&[0, _, _, _, _, _, 0xff, 0xff]) => {
                    *waiting = Some(at);
                    true
                }
                Some(&[1, _, holds, _, _, _, 0xff, 0xff]) => grid.put(at.0, at.1, truth(holds != 0)),
                Some(&[2, _, code, _, _, _, 0xff, 0xff]) => grid.put(at.0, at.1, error(code)),
                Some(&[_, _, _, _, _, _, 0xff, 0xff]) | None => true,
                Some(_) => f64_at(data, 6).is_none_or(|value| self.number(grid, at, style, value)),
            },
            _ => true,
        }
    }

    fn number(&self, grid: &mut Grid, at: (u32, u32), style: u16, value: f64) -> bool {
        let general = NumberFormat::default();
        let shown = self.formats.get(usize::from(style)).unwrap_or(&general).shown(value, self.is_1904);
        if shown.rounded {
            grid.rounded.get_or_insert(at);
        }
        grid.put(at.0, at.1, &shown.text)
    }
}

fn sheet(data: &[u8]) -> Option<Sheet> {
    let (state, kind, count) = (data.get(4)?, data.get(5)?, data.get(6)?);
    Some(Sheet { name: text(&data[7..], usize::from(*count)), from: u32_at(data, 0)? as usize, hidden: state & 3 != 0, has_cells: *kind == 0 })
}

fn f64_at(data: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(data.get(at..at + 8)?.try_into().ok()?))
}

/// A number in four bytes: a whole one or the half of a longer one, perhaps in hundredths.
fn unpacked(packed: u32) -> f64 {
    let value = if packed & 2 != 0 { f64::from(packed as i32 >> 2) } else { f64::from_bits(u64::from(packed & !3) << 32) };
    if packed & 1 != 0 { value / 100.0 } else { value }
}

/// What an error shows.
fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}
