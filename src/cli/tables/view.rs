//! What of a table is printed, and in what order: the query understood. Owns the meaning of `--sort`, `--filter`,
//! `--columns`, `--head` and of what makes a table anew; prints nothing.

use std::borrow::Cow;

use super::held::Held;
use super::{TableQuery, Wrong};
use crate::error::Error;
use crate::model::{Table, Text};
use crate::sheet::name;
use crate::sheet::reshape::{Made, Together};
use crate::sheet::{By, Filter, Kind, Order, Over, Sheet, SheetRow, SortKey, Value, Way};

/// A table as it was asked for.
pub(super) struct View<'d> {
    /// The table, with what was derived, or as it was made.
    pub held: Held<'d>,
    /// The data rows, in their order.
    pub order: Order,
    /// The columns, in their order.
    pub columns: Vec<By>,
}

impl<'d> View<'d> {
    /// First columns are derived, then rows chosen, then the table is made anew, then rows sorted and columns chosen.
    pub fn new(table: &'d Table, text: &'d Text, query: &TableQuery) -> Result<View<'d>, Wrong> {
        let held = query.derive.iter().try_fold(Held::new(table, text), |held, typed| held.derived(typed))?;
        let filters: Vec<Filter> = query.filters.iter().map(|typed| Filter::read(typed, &held.sheet).map_err(Wrong::Usage)).collect::<Result<_, _>>()?;
        let mut rows = held.sheet.rows.clone();
        rows.retain(|&row| filters.iter().all(|filter| filter.holds(&held.sheet, &held.table, &held.text, row)));
        let (held, rows) = reshaped(held, rows, query)?;
        let sheet = &held.sheet;

        let by = query.sort.as_deref().map_or(Ok(Vec::new()), |typed| sort_keys(typed, sheet))?;
        let columns = match &query.columns {
            None => (0..sheet.columns.len()).map(By::Column).collect(),
            Some(typed) => name::split(typed, ',').into_iter().map(|typed| column(typed, sheet)).collect::<Result<_, _>>()?,
        };
        let over = if query.keep_groups { Over::WithinGroups } else { Over::All };
        let mut order = Order::chosen(sheet, rows, by, over);
        order.rows.truncate(query.head.unwrap_or(usize::MAX));
        Ok(View { held, order, columns })
    }

    /// Its sheet.
    pub fn sheet(&self) -> &Sheet {
        &self.held.sheet
    }

    /// The columns of a form that names the group in every row.
    pub fn columns_with_group(&self) -> Vec<By> {
        let group = (!self.sheet().groups.is_empty() && !self.columns.contains(&By::Group)).then_some(By::Group);
        group.into_iter().chain(self.columns.iter().copied()).collect()
    }

    /// The columns of a form that is set as the table is printed: the group is named where rows stand apart from it.
    pub fn columns_on_page(&self) -> Vec<By> {
        if self.order.is_loose() { self.columns_with_group() } else { self.columns.clone() }
    }

    /// The rows of such a form: group rows stand where no column names the group.
    pub fn rows_on_page(&self) -> Vec<SheetRow> {
        let mut rows = self.order.shown(self.sheet(), &self.held.table);
        if self.columns.contains(&By::Group) {
            rows.retain(|row| matches!(row, SheetRow::Data(_)));
        }
        rows
    }

    /// What stands in the head of a column.
    pub fn head(&self, by: By) -> &str {
        match by {
            By::Group => "group",
            By::Column(column) => self.sheet().columns.get(column).map_or("", |column| &column.name),
        }
    }

    /// Whether a column holds figures.
    pub fn is_figures(&self, by: By) -> bool {
        matches!(by, By::Column(column) if self.sheet().columns.get(column).is_some_and(|column| column.kind.is_figures()))
    }

    /// A cell as printed.
    pub fn printed(&self, row: u32, by: By) -> Cow<'_, str> {
        match by {
            By::Group => Cow::Borrowed(self.sheet().group(row).map_or("", |group| &group.name)),
            By::Column(column) => self.held.printed(row, column),
        }
    }

    /// A cell as plain data: `11820.0`, an ISO date, nothing for `n.a.`.
    pub fn plain(&self, row: u32, by: By) -> Cow<'_, str> {
        let By::Column(column) = by else { return self.printed(row, by) };
        match self.sheet().value(row, column) {
            Value::Nothing => Cow::Borrowed(""),
            Value::Number(value) => Cow::Owned(self.held.plain(row, column, *value)),
            Value::Text(date) if self.sheet().columns[column].kind == Kind::Date => Cow::Borrowed(date),
            Value::Text(_) => self.printed(row, by),
        }
    }
}

/// The table made long, wide again, its rows taken together, turned over, summed up: each where it was asked for, in this order.
fn reshaped<'d>(mut held: Held<'d>, mut rows: Vec<u32>, query: &TableQuery) -> Result<(Held<'d>, Vec<u32>), Wrong> {
    let set = |held: &mut Held<'d>, rows: &mut Vec<u32>, made: Made, said: &[String]| {
        *held = held.set(made, said);
        *rows = held.sheet.rows.clone();
    };
    if query.long {
        has_figures(&held.sheet, "cannot make the table long")?;
        let made = held.cells(&rows).long();
        set(&mut held, &mut rows, made, &[]);
    }
    if let Some(typed) = &query.pivot {
        let (names, values) = pivots(typed, &held.sheet)?;
        let twice = || Wrong::Failed(Error::new("cannot make columns of rows", "two rows would go into one cell".to_owned()));
        let made = held.cells(&rows).pivoted(names, values).ok_or_else(twice)?;
        set(&mut held, &mut rows, made, &[]);
    }
    if let Some(typed) = &query.group {
        let (by, how) = together(typed, &held.sheet)?;
        if how != Together::Count {
            has_figures(&held.sheet, "cannot take rows together")?;
        }
        let word = Together::ALL.iter().find(|(_, known)| *known == how).map_or("", |(word, _)| word);
        let said = [format!("Rows taken together by {}: {word}.", by.name(&held.sheet))];
        let made = held.cells(&rows).together(if let By::Column(column) = by { Some(column) } else { None }, how);
        set(&mut held, &mut rows, made, &said);
    }
    if query.transpose {
        let made = held.cells(&rows).transposed();
        set(&mut held, &mut rows, made, &[]);
    }
    if query.stats {
        let made = held.cells(&rows).summary();
        set(&mut held, &mut rows, made, &[]);
    }
    Ok((held, rows))
}

fn has_figures(sheet: &Sheet, what: &'static str) -> Result<(), Wrong> {
    let found = sheet.columns.iter().skip(1).any(|column| column.kind.is_figures());
    found.then_some(()).ok_or_else(|| Wrong::Failed(Error::new(what, "no column of the table holds figures".to_owned())))
}

/// The column that names columns, and the one that fills them: `COL,COL`.
fn pivots(typed: &str, sheet: &Sheet) -> Result<(usize, usize), Wrong> {
    let usage = || Wrong::Usage(format!("{typed} is no pivot; say the column that names columns and the one that fills them, as year,value"));
    match name::split(typed, ',').into_iter().map(|typed| column(typed, sheet)).collect::<Result<Vec<By>, Wrong>>()?.as_slice() {
        &[By::Column(names), By::Column(values)] if names != values => Ok((names, values)),
        _ => Err(usage()),
    }
}

/// What rows are taken together by, and what is made of them: `COL[:HOW]`.
fn together(typed: &str, sheet: &Sheet) -> Result<(By, Together), Wrong> {
    let parts = name::split(typed, ':');
    if let Some((last, [_, ..])) = parts.split_last() {
        if let Some((_, how)) = Together::ALL.iter().find(|(word, _)| word == last) {
            return Ok((column(&typed[..typed.len() - last.len() - 1], sheet)?, *how));
        }
        if name::column(typed, sheet).is_err() {
            let words = Together::ALL.map(|(word, _)| word).join(", ");
            return Err(Wrong::Usage(format!("nothing is called {last} in {typed}; there are {words}")));
        }
    }
    Ok((column(typed, sheet)?, Together::Sum))
}

fn sort_keys(typed: &str, sheet: &Sheet) -> Result<Vec<SortKey>, Wrong> {
    let mut keys = Vec::new();
    for typed in name::split(typed, ',') {
        let parts = name::split(typed, ':');
        let key = match parts.split_last() {
            Some((&"asc", [_, ..])) => (&typed[..typed.len() - ":asc".len()], Way::Up),
            Some((&"desc", [_, ..])) => (&typed[..typed.len() - ":desc".len()], Way::Down),
            // A name may hold a colon that was not escaped; anything else behind one is no direction.
            Some((way, [_, ..])) if name::column(typed, sheet).is_err() => {
                return Err(Wrong::Usage(format!("no direction {way} in {typed}; directions are asc and desc")));
            }
            _ => (typed, Way::Up),
        };
        keys.push(SortKey { by: column(key.0, sheet)?, way: key.1 });
    }
    Ok(keys)
}

fn column(typed: &str, sheet: &Sheet) -> Result<By, Wrong> {
    name::column(typed, sheet).map_err(Wrong::Usage)
}
