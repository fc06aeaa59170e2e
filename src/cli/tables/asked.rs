//! A table as it was asked for: what the options of `ibid table` do, and in what order. Prints nothing.

use super::{TableQuery, Wrong};
use crate::error::Error;
use crate::model::{Table, Text};
use crate::sheet::asked;
use crate::sheet::held::Held;
use crate::sheet::look::Look;
use crate::sheet::reshape::{Made, Together};
use crate::sheet::{By, Filter, Order, Over, Sheet};

/// First columns are derived, then rows chosen, then the table is made anew, then rows sorted and columns chosen.
pub(super) fn look(table: &Table, text: &Text, query: &TableQuery) -> Result<Look, Wrong> {
    let held = query.derive.iter().try_fold(Held::new(table, text), |held, typed| held.derived(typed)).map_err(Wrong::Usage)?;
    let filters: Vec<Filter> = query.filters.iter().map(|typed| Filter::read(typed, &held.sheet)).collect::<Result<_, _>>().map_err(Wrong::Usage)?;
    let mut rows = held.sheet.rows.clone();
    rows.retain(|&row| filters.iter().all(|filter| filter.holds(&held.sheet, &held.table, &held.text, row)));
    of_rows(held, rows, query)
}

/// The same of rows that were chosen: the table is made anew, then rows sorted and columns chosen.
pub(super) fn of_rows(held: Held, mut rows: Vec<u32>, query: &TableQuery) -> Result<Look, Wrong> {
    let mut said = Vec::new();
    if query.stats || query.group.is_some() {
        said.extend(held.sheet.left_out(&rows).map(|words| format!("Left out of the reckoning: {words}.")));
        rows.retain(|&row| !held.sheet.stands_apart(row));
    }
    let (held, rows) = reshaped(held, rows, query, said)?;
    let sheet = &held.sheet;

    let by = query.sort.as_deref().map_or(Ok(Vec::new()), |typed| asked::sort_keys(typed, sheet)).map_err(Wrong::Usage)?;
    let columns = match &query.columns {
        None => (0..sheet.columns.len()).map(By::Column).collect(),
        Some(typed) => asked::columns(typed, sheet).map_err(Wrong::Usage)?,
    };
    let over = if query.keep_groups { Over::WithinGroups } else { Over::All };
    let mut order = if query.totals_among { Order::among(sheet, rows, by, over) } else { Order::chosen(sheet, rows, by, over) };
    order.rows.truncate(query.head.unwrap_or(usize::MAX));
    Ok(Look { held, order, columns })
}

/// The table made long, wide again, its rows taken together, turned over, summed up: each where it was asked for, in this order.
fn reshaped(mut held: Held, mut rows: Vec<u32>, query: &TableQuery, mut said: Vec<String>) -> Result<(Held, Vec<u32>), Wrong> {
    let set = |held: &mut Held, rows: &mut Vec<u32>, made: Made, said: &[String]| {
        *held = held.set(made, said);
        *rows = held.sheet.rows.clone();
    };
    if query.long {
        has_figures(&held.sheet, "cannot make the table long")?;
        let made = held.cells(&rows).long();
        set(&mut held, &mut rows, made, &[]);
    }
    if let Some(typed) = &query.pivot {
        let (names, values) = asked::pivots(typed, &held.sheet).map_err(Wrong::Usage)?;
        let twice = || Wrong::Failed(Error::new("cannot make columns of rows", "two rows would go into one cell".to_owned()));
        let made = held.cells(&rows).pivoted(names, values).ok_or_else(twice)?;
        set(&mut held, &mut rows, made, &[]);
    }
    if let Some(typed) = &query.group {
        let (by, how) = asked::together(typed, &held.sheet).map_err(Wrong::Usage)?;
        if how != Together::Count {
            has_figures(&held.sheet, "cannot take rows together")?;
        }
        said.insert(0, how.words(&by.name(&held.sheet)));
        let made = held.cells(&rows).together(if let By::Column(column) = by { Some(column) } else { None }, how);
        set(&mut held, &mut rows, made, &std::mem::take(&mut said));
    }
    if query.transpose {
        let made = held.cells(&rows).transposed();
        set(&mut held, &mut rows, made, &[]);
    }
    if query.stats {
        let made = held.cells(&rows).summary();
        set(&mut held, &mut rows, made, &said);
    }
    Ok((held, rows))
}

fn has_figures(sheet: &Sheet, what: &'static str) -> Result<(), Wrong> {
    let found = sheet.columns.iter().skip(1).any(|column| column.kind.is_figures());
    found.then_some(()).ok_or_else(|| Wrong::Failed(Error::new(what, "no column of the table holds figures".to_owned())))
}
