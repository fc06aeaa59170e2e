//! `ibid tables` and `ibid table` of a data file of any size. What is printed is what a small file with the same rows gives:
//! rows are chosen and sorted where they lie, and few of them are set as a table, many are written one after another.

use std::io::Write;

use super::super::output;
use super::long;
use super::{Format, Listed, ListedColumn, TableQuery, Wrong, asked, list};
use crate::error::Error;
use crate::read::data::progress::Progress;
use crate::sheet::file::DataSheet;
use crate::sheet::file::sort::ColumnKey;
use crate::sheet::look::Look;
use crate::sheet::{By, Order, Over, Sheet, asked as typed};
use crate::write::table::rows::Rows;
use crate::write::table::{Cells, Options};

/// Lists the one table of a data file.
///
/// # Errors
/// Those of `out`.
pub fn data_tables(data: &DataSheet, json: bool, out: &mut dyn Write) -> Result<(), Wrong> {
    let sheet = known(data, 0..data.names().len())?;
    let around = &data.file.around;
    let table = Listed {
        id: "t1",
        caption: around.above.first().map(String::as_str),
        units: around.units(),
        source: around.source(),
        line: Some(around.line),
        last_line: None,
        rows: data.file.rows() as usize,
        groups: Vec::new(),
        columns: sheet.columns.iter().map(ListedColumn::new).collect(),
    };
    list(&[table], json, out)
}

/// Prints the table of a data file as it was asked for. Rows of at most `most` bytes are set as a table; more are written one
/// after another, or refused where that cannot be.
///
/// # Errors
/// Says what is no column, condition or form, what is too big for a table, and what `out` says.
pub fn data_table(data: &DataSheet, query: &TableQuery, most: usize, out: &mut dyn Write) -> Result<(), Wrong> {
    let format = Format::of(query)?;
    let options = Options { cells: query.cells, guarded: !query.raw_formulas, notes: Vec::new() };
    if let Some(id) = query.id.as_deref().filter(|id| *id != "t1") {
        return Err(Wrong::Failed(Error::new("cannot print the table", format!("no table {id}; tables are t1"))));
    }
    let progress = Progress::default();
    let rows = match query.filters.as_slice() {
        [] => None,
        filters => {
            let filters = done(data.filters(filters, &progress))?.map_err(Wrong::Usage)?;
            Some(done(data.chosen(&filters, &progress))?)
        }
    };
    let made_anew =
        !query.derive.is_empty() || query.long || query.pivot.is_some() || query.group.is_some() || query.transpose || query.stats || query.keep_groups;
    if made_anew {
        return made(data, rows, query, most, (format, &options), out);
    }

    let names = data.outline();
    let by = query.sort.as_deref().map_or(Ok(Vec::new()), |sort| typed::sort_keys(sort, &names)).map_err(Wrong::Usage)?;
    let columns: Vec<By> = match &query.columns {
        None => (0..names.columns.len()).map(By::Column).collect(),
        Some(columns) => typed::columns(columns, &names).map_err(Wrong::Usage)?,
    };
    let keys: Vec<ColumnKey> = by.iter().filter_map(|key| column(key.by).map(|column| ColumnKey { column, way: key.way })).collect();
    let mut rows = done(data.sorted(rows, &keys, &progress, query.head, None))?;
    rows.truncate(query.head.unwrap_or(usize::MAX));
    let printed: Vec<usize> = columns.iter().filter_map(|&by| column(by)).collect();
    if bytes(data, rows.len()) <= most {
        let held = done(data.taken(&rows, &printed, &progress))?;
        let order = Order { rows: held.sheet.rows.clone(), by, groups: if query.keep_groups { Over::WithinGroups } else { Over::All } };
        let look = Look { held, order, columns };
        return output::to(query.output.as_deref(), out, |out| format.print(&look, &options, query.width, out));
    }
    let sheet = known(data, printed.iter().copied())?;
    let rows = Rows { data, sheet: &sheet, rows: &rows, columns: &printed };
    match format {
        Format::Page(form) if Rows::takes(form) => output::to(query.output.as_deref(), out, |out| rows.print(form, &options, out)),
        Format::Text if query.cells != Some(Cells::Values) => output::to(query.output.as_deref(), out, |out| long::print(&rows, query.width, out)),
        Format::Page(_) | Format::Text => Err(too_big(data, rows.rows.len(), most, "cannot set so many rows in this form")),
    }
}

/// Prints a table that was made of the chosen rows, where they are few enough to be held.
fn made(
    data: &DataSheet,
    rows: Option<Vec<u32>>,
    query: &TableQuery,
    most: usize,
    (format, options): (Format, &Options),
    out: &mut dyn Write,
) -> Result<(), Wrong> {
    let stats_alone = query.stats && query.derive.is_empty() && !query.long && query.pivot.is_none() && query.group.is_none() && !query.transpose;
    if stats_alone {
        let summed = done(data.summed_up(rows.as_deref(), &Progress::default()))?;
        let held = done(data.taken(&[], &[], &Progress::default()))?.set(summed, &[]);
        let rows = held.sheet.rows.clone();
        let look = asked::of_rows(held, rows, &TableQuery { stats: false, ..query.clone() })?;
        return output::to(query.output.as_deref(), out, |out| format.print(&look, options, query.width, out));
    }
    let rows = rows.unwrap_or_else(|| (0..data.file.rows()).collect());
    if bytes(data, rows.len()) > most {
        return Err(too_big(data, rows.len(), most, "cannot make a table anew of so many rows"));
    }
    let all: Vec<usize> = (0..data.names().len()).collect();
    let held = done(data.taken(&rows, &all, &Progress::default()))?;
    let held = query.derive.iter().try_fold(held, |held, typed| held.derived(typed)).map_err(Wrong::Usage)?;
    let rows = held.sheet.rows.clone();
    let look = asked::of_rows(held, rows, query)?;
    output::to(query.output.as_deref(), out, |out| format.print(&look, options, query.width, out))
}

/// The columns of a file as a sheet, with what some of them hold.
fn known(data: &DataSheet, columns: impl Iterator<Item = usize>) -> Result<Sheet, Wrong> {
    done(data.know(&columns.collect::<Vec<_>>(), &Progress::default()))?;
    Ok(data.outline())
}

/// About how many bytes so many rows of a file have.
fn bytes(data: &DataSheet, rows: usize) -> usize {
    (data.file.len() as f64 / f64::from(data.file.rows().max(1)) * rows as f64) as usize
}

fn too_big(data: &DataSheet, rows: usize, most: usize, what: &'static str) -> Wrong {
    let held = most as f64 * f64::from(data.file.rows()) / data.file.len().max(1) as f64;
    let error = Error::new(what, format!("they are {rows}, and about {held:.0} of this file can be held (the limit is {} MB)", most >> 20));
    Wrong::Failed(error.hint("choose rows with --filter or --head, or take --format text, csv, tsv or json, which write any number of rows"))
}

fn column(by: By) -> Option<usize> {
    if let By::Column(column) = by { Some(column) } else { None }
}

fn done<T>(result: Option<T>) -> Result<T, Wrong> {
    result.ok_or_else(|| Wrong::Failed(Error::new("cannot print the table", "the work was stopped")))
}
