//! Workbooks as documents: a heading and a table for each sheet. Owns what of a workbook is read, and the text that stands
//! for it: the cells of a row parted by TABs, as in a data file. What a cell shows is for the module of each format.

pub mod archive;
mod compound;
mod decimal;
mod grid;
mod number_format;
mod ods;
mod records;
mod serial;
mod xls;
mod xlsx;

use std::ops::Range;

use grid::{Grid, cell_name};

use super::data::dialect::Dialect;
use super::data::document;
use super::limits::DATA_BYTES;
use super::{Asked, Form, plain};
use crate::error::Error;
use crate::model::{Account, Builder, DataManner, FlowId, Heading, Kind, Reading, Warning, clean};

/// The cells of a row are parted by TABs; a cell that begins with a quote stands in quotes.
const DIALECT: Dialect = Dialect { delimiter: b'\t', backslash: false };

/// The kind of workbook that bytes are; `None` where they are none.
///
/// # Errors
/// For workbooks that are not read.
pub fn form(bytes: &[u8]) -> Result<Option<Form>, Error> {
    if compound::is_compound(bytes) {
        let file = compound::Compound::open(bytes)?;
        return match () {
            () if file.has("EncryptedPackage") => Err(archive::locked()),
            () if file.has("Workbook") => Ok(Some(Form::Xls)),
            () => {
                let what = if file.has("Book") { "a workbook older than Excel 97" } else { "an old Office file" };
                Err(Error::new("cannot read", format!("it is {what}")).hint("save it as xlsx, ods, csv or text first"))
            }
        };
    }
    if !archive::is_archive(bytes) {
        return Ok(None);
    }
    match archive::inside(bytes) {
        archive::Inside::Xlsx => Ok(Some(Form::Xlsx)),
        archive::Inside::Ods => Ok(Some(Form::Ods)),
        archive::Inside::Xlsb => Err(Error::new("cannot read", "it is a binary workbook (xlsb)").hint("save it as xlsx, ods or csv first")),
        archive::Inside::Other => Ok(None),
    }
}

/// Reads a workbook; gives the text that stands for it too.
///
/// # Errors
/// For what is no workbook, is locked or is too big, and where it has no such sheet.
pub fn read(bytes: &[u8], form: Form, asked: &Asked, account: Account) -> Result<(Reading, String), Error> {
    let mut grids = chosen(grids(bytes, form)?, asked.sheet.as_deref())?;
    let mut source = String::new();
    let sheets: Vec<Sheet> = grids.iter_mut().map(|grid| Sheet::write(grid, &mut source)).collect();
    if source.trim().is_empty() {
        return Err(Error::new("cannot read", "no cell of the workbook says anything"));
    }
    let reading = if source.len() > DATA_BYTES {
        let mut reading = plain::read(&source, account);
        let mb = source.len().div_ceil(1 << 20);
        let message = format!("its cells have {mb} MB; a workbook of more than {} MB is shown as lines, not as tables", DATA_BYTES >> 20);
        reading.warnings.insert(0, Warning { kind: "no-table", source: 0, line: 1, message });
        for (grid, sheet) in grids.iter().zip(&sheets) {
            for (kind, message) in sheet.oddities(grid) {
                reading.warnings.push(Warning { kind, source: sheet.name.start as u32, line: 1, message: clean::line(&message).into_owned() });
            }
        }
        reading
    } else {
        tables(&source, &grids, &sheets, asked, account)
    };
    Ok((reading, source))
}

/// The sheets of a workbook.
fn grids(bytes: &[u8], form: Form) -> Result<Vec<Grid>, Error> {
    if form == Form::Xls {
        return xls::read(bytes);
    }
    if !archive::is_archive(bytes) {
        let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(4)]).into_owned();
        return Err(Error::new("cannot read", format!("it is no zip archive, as {} is (it begins with {beginning:?})", form.name())));
    }
    archive::check(bytes)?;
    if form == Form::Ods { ods::read(bytes) } else { xlsx::read(bytes) }
}

/// The sheets that are wanted.
fn chosen(mut grids: Vec<Grid>, wanted: Option<&str>) -> Result<Vec<Grid>, Error> {
    let Some(wanted) = wanted else { return Ok(grids) };
    let named = grids.iter().position(|grid| grid.name == wanted).or_else(|| grids.iter().position(|grid| grid.name.to_lowercase() == wanted.to_lowercase()));
    let numbered = || wanted.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).filter(|&at| at < grids.len());
    match named.or_else(numbered) {
        Some(at) => Ok(vec![grids.swap_remove(at)]),
        None => {
            let names = grids.iter().map(|grid| clean::line(&grid.name).into_owned()).collect::<Vec<_>>().join(", ");
            Err(Error::new("cannot read", format!("it has no sheet {}; sheets are {names}", clean::line(wanted))))
        }
    }
}

/// Where a sheet stands in the text.
struct Sheet {
    name: Range<usize>,
    rows: Range<usize>,
}

impl Sheet {
    fn write(grid: &mut Grid, source: &mut String) -> Sheet {
        let start = source.len();
        source.push_str(&clean::line(grid.name.trim()));
        let name = start..source.len();
        source.push('\n');
        let start = source.len();
        grid.write(source);
        let rows = start..source.len();
        source.push('\n');
        Sheet { name, rows }
    }

    /// What is odd of a sheet, with its name and the cell.
    fn oddities(&self, grid: &Grid) -> Vec<(&'static str, String)> {
        let name = &grid.name;
        let mut said = Vec::new();
        if grid.hidden {
            said.push(("hidden-sheet", format!("sheet {name} is hidden in the workbook; it is shown here all the same")));
        }
        if let Some(at) = grid.full() {
            said.push(("cut-sheet", format!("sheet {name} has more cells than can be shown; those from {} on are left out", cell_name(at))));
        }
        if let Some(at) = grid.rounded {
            said.push((
                "rounded-cells",
                format!("sheet {name} shows numbers with fewer decimals than they have, as at {}; they are read as they are shown", cell_name(at)),
            ));
        }
        for odd in &grid.odd {
            let place = odd.at.map_or(String::new(), |at| format!(", {}", cell_name(at)));
            said.push((odd.kind, format!("sheet {name}{place}: {}", odd.message)));
        }
        let last = grid.odd.last().filter(|_| grid.more > 0);
        said.extend(last.map(|odd| (odd.kind, format!("sheet {name}: the same holds of {} more cells", grid.more))));
        said
    }
}

fn tables(source: &str, grids: &[Grid], sheets: &[Sheet], asked: &Asked, account: Account) -> Reading {
    let mut builder = Builder::new(source);
    builder.account(account);
    let mut manner = DataManner { delimiter: '\t', ..DataManner::default() };
    for (at, (grid, sheet)) in grids.iter().zip(sheets).enumerate() {
        for (kind, message) in sheet.oddities(grid) {
            builder.warn(kind, sheet.name.start, message);
        }
        if !sheet.name.is_empty() {
            let mut writing = builder.open(FlowId::Body);
            writing.text(sheet.name.clone());
            builder.close(writing, Kind::Heading(Heading { level: 1, number: None, title: 0 }), &[]);
        }
        builder.markup(sheet.name.end..sheet.rows.start, "line end");
        let id = format!("t{}", at + 1);
        let found = document::write(&mut builder, source, sheet.rows.clone(), DIALECT, asked.heads.clone(), &id);
        manner = DataManner { titles: manner.titles + found.titles, heads: manner.heads + found.heads, rows: manner.rows + found.rows, ..manner };
        builder.markup(sheet.rows.end..sheet.rows.end + 1, "line end");
    }
    builder.data(manner);
    builder.finish()
}
