//! What of a table is printed, and in what order: the query understood. Owns the meaning of `--sort`, `--filter`,
//! `--columns` and `--head`; prints nothing.

use std::borrow::Cow;

use super::{TableQuery, Wrong};
use crate::layout::figures;
use crate::model::{Extent, Table, Text};
use crate::sheet::column::without_markers;
use crate::sheet::name;
use crate::sheet::{By, Filter, Kind, Order, Over, Sheet, SheetRow, SortKey, Value, Way};

/// A table as it was asked for.
pub(super) struct View<'d> {
    pub table: &'d Table,
    pub text: &'d Text,
    pub sheet: Sheet,
    /// The data rows, in their order.
    pub order: Order,
    /// The columns, in their order.
    pub columns: Vec<By>,
}

impl<'d> View<'d> {
    pub fn new(table: &'d Table, text: &'d Text, query: &TableQuery) -> Result<View<'d>, Wrong> {
        let sheet = Sheet::new(table, text);
        let by = query.sort.as_deref().map_or(Ok(Vec::new()), |typed| sort_keys(typed, &sheet))?;
        let filters: Vec<Filter> = query.filters.iter().map(|typed| Filter::read(typed, &sheet).map_err(Wrong::Usage)).collect::<Result<_, _>>()?;
        let columns = match &query.columns {
            None => (0..sheet.columns.len()).map(By::Column).collect(),
            Some(typed) => name::split(typed, ',').into_iter().map(|typed| column(typed, &sheet)).collect::<Result<_, _>>()?,
        };
        let mut rows = sheet.rows.clone();
        rows.retain(|&row| filters.iter().all(|filter| filter.holds(&sheet, table, text, row)));
        let over = if query.keep_groups { Over::WithinGroups } else { Over::All };
        let mut order = Order::chosen(&sheet, rows, by, over);
        order.rows.truncate(query.head.unwrap_or(usize::MAX));
        Ok(View { table, text, sheet, order, columns })
    }

    /// The columns of a form that names the group in every row.
    pub fn columns_with_group(&self) -> Vec<By> {
        let group = (!self.sheet.groups.is_empty() && !self.columns.contains(&By::Group)).then_some(By::Group);
        group.into_iter().chain(self.columns.iter().copied()).collect()
    }

    /// The columns of a form that is set as the table is printed: the group is named where rows stand apart from it.
    pub fn columns_on_page(&self) -> Vec<By> {
        if self.order.is_loose() { self.columns_with_group() } else { self.columns.clone() }
    }

    /// The rows of such a form: group rows stand where no column names the group.
    pub fn rows_on_page(&self) -> Vec<SheetRow> {
        let mut rows = self.order.shown(&self.sheet, self.table);
        if self.columns.contains(&By::Group) {
            rows.retain(|row| matches!(row, SheetRow::Data(_)));
        }
        rows
    }

    /// What stands in the head of a column.
    pub fn head(&self, by: By) -> &str {
        match by {
            By::Group => "group",
            By::Column(column) => self.sheet.columns.get(column).map_or("", |column| &column.name),
        }
    }

    /// Whether a column holds figures.
    pub fn is_figures(&self, by: By) -> bool {
        matches!(by, By::Column(column) if self.sheet.columns.get(column).is_some_and(|column| column.kind.is_figures()))
    }

    /// A cell as printed, what is raised in it in raised characters: a mark is no digit of its figure.
    pub fn printed(&self, row: u32, by: By) -> Cow<'_, str> {
        match by {
            By::Group => Cow::Borrowed(self.sheet.group(row).map_or("", |group| &group.name)),
            By::Column(column) => match figures::set(self.text, self.cell(row, column)) {
                Cow::Borrowed(cell) => Cow::Borrowed(cell.trim()),
                Cow::Owned(cell) => Cow::Owned(cell.trim().to_owned()),
            },
        }
    }

    /// The bytes of a cell; none where a ragged row has no such cell.
    fn cell(&self, row: u32, column: usize) -> Extent {
        self.table.rows.get(row as usize).and_then(|row| row.cells.get(column)).copied().unwrap_or_default()
    }

    /// A cell as plain data: `11820.0`, an ISO date, nothing for `n.a.`.
    pub fn plain(&self, row: u32, by: By) -> Cow<'_, str> {
        let By::Column(column) = by else { return self.printed(row, by) };
        match self.sheet.value(row, column) {
            Value::Nothing => Cow::Borrowed(""),
            Value::Number(_) => Cow::Owned(self.figure(row, column)),
            Value::Text(date) if self.sheet.columns[column].kind == Kind::Date => Cow::Borrowed(date),
            Value::Text(_) => self.printed(row, by),
        }
    }

    /// The lines above and below the rows, in printed order.
    pub fn around(&self) -> (Vec<&'d str>, Vec<&'d str>) {
        let lines = |named: &[Extent], all: &[Extent]| {
            let mut extents: Vec<Extent> = named.iter().chain(all).copied().collect();
            extents.sort_by_key(|extent| (extent.start, extent.end));
            extents.dedup();
            let lines: Vec<&str> = extents.into_iter().map(|extent| self.text.slice(extent).trim()).filter(|line| !line.is_empty()).collect();
            lines
        };
        let above: Vec<Extent> = [self.table.caption, self.table.units].into_iter().filter(|line| !self.table.below.contains(line)).collect();
        (lines(&above, &self.table.above), lines(&[self.table.source], &self.table.below))
    }

    /// A figure with the decimals that were printed.
    fn figure(&self, row: u32, column: usize) -> String {
        let cell = without_markers(self.text, self.cell(row, column));
        self.sheet.columns[column].reading.plain(&cell).unwrap_or_default()
    }
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
