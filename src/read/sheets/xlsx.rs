//! Workbooks of Excel: the cells of each sheet as they are shown there. Owns what a cell shows; the file format is the
//! crate's, which reads them one by one.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError};

use super::archive;
use super::grid::Grid;
use super::number_format::{self, NumberFormat};
use crate::error::Error;
use crate::read::limits::SHEET_CELLS;

/// Reads the sheets of a workbook.
///
/// # Errors
/// For what is no workbook, or is locked.
pub fn read(bytes: &[u8]) -> Result<Vec<Grid>, Error> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|cause| failed(&cause))?;
    let sheets = book.sheets_metadata().to_owned();
    let mut grids: Vec<Grid> = Vec::with_capacity(sheets.len());
    for sheet in sheets {
        let mut grid = Grid::behind(&grids, sheet.name.clone(), sheet.visible != SheetVisible::Visible);
        if sheet.typ != SheetType::WorkSheet {
            grid.say("no-cells", None, "it has no cells: it is a chart or a macro");
        } else if let Err(cause) = fill(&mut book, &mut grid) {
            // What was read before the damage is kept.
            grid.say("damaged-sheet", None, format!("it is damaged, and not all of it could be read: {cause}"));
        }
        grids.push(grid);
    }
    Ok(grids)
}

fn fill(book: &mut Xlsx<Cursor<&[u8]>>, grid: &mut Grid) -> Result<(), XlsxError> {
    let is_1904 = book.has_1904_epoch();
    // Cells without a value: of some of them there is a formula all the same.
    let mut without = Vec::new();
    let name = grid.name.clone();
    let mut reader = book.worksheet_cells_reader(&name)?;
    let format =
        |style: &Style| style.number_format.as_ref().map_or_else(NumberFormat::default, |format| NumberFormat::of(&format.format_code, format.format_id));
    let formats: Vec<NumberFormat> = reader.styles().iter().map(format).collect();
    let general = NumberFormat::default();
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let (row, column) = cell.get_position();
        let format = formats.get(style).unwrap_or(&general);
        let mut number = |number: f64| {
            let shown = format.shown(number, is_1904);
            if shown.rounded {
                grid.rounded.get_or_insert((row, column));
            }
            shown.text
        };
        let said = match cell.get_value() {
            DataRef::Empty => {
                if without.len() < SHEET_CELLS {
                    without.push((row, column));
                }
                continue;
            }
            DataRef::Int(whole) => number(*whole as f64),
            DataRef::Float(value) => number(*value),
            DataRef::DateTime(date) => number(date.as_f64()),
            DataRef::Bool(holds) => number_format::truth(*holds).to_owned(),
            DataRef::String(said) | DataRef::DateTimeIso(said) | DataRef::DurationIso(said) => said.clone(),
            DataRef::SharedString(said) => (*said).to_owned(),
            DataRef::Error(error) => error.to_string(),
        };
        if !grid.put(row, column, &said) {
            return Ok(());
        }
    }
    drop(reader);
    if without.is_empty() {
        return Ok(());
    }
    without.sort_unstable();
    let mut reader = book.worksheet_cells_reader(&name)?;
    while let Some(formula) = reader.next_formula()? {
        let at = formula.get_position();
        if !formula.get_value().is_empty() && without.binary_search(&at).is_ok() {
            grid.put(at.0, at.1, &format!("={}", formula.get_value()));
            grid.say("formula-without-value", Some(at), "its formula has no value in the file, and is shown itself");
        }
    }
    Ok(())
}

fn failed(cause: &XlsxError) -> Error {
    match cause {
        XlsxError::Password => archive::locked(),
        other => Error::new("cannot read", format!("its workbook is damaged: {other}")),
    }
}
