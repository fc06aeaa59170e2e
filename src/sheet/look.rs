//! A table as it is looked at: which rows and columns, and in what order. Owns what each cell then says, as printed and as
//! plain data; reads nothing that is typed, and prints nothing.

use std::borrow::Cow;

use super::column::{Kind, Sheet, Value};
use super::held::Held;
use super::order::{By, Order, SheetRow};

/// A table as it is looked at.
#[derive(Debug, Clone)]
pub struct Look {
    /// The table, with what was derived, or as it was made.
    pub held: Held,
    /// The data rows, in their order.
    pub order: Order,
    /// The columns, in their order.
    pub columns: Vec<By>,
}

impl Look {
    /// All of a table, as printed.
    pub fn printed(held: Held) -> Look {
        Look { order: Order::printed(&held.sheet), columns: (0..held.sheet.columns.len()).map(By::Column).collect(), held }
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
    pub fn cell(&self, row: u32, by: By) -> Cow<'_, str> {
        match by {
            By::Group => Cow::Borrowed(self.sheet().group(row).map_or("", |group| &group.name)),
            By::Column(column) => self.held.printed(row, column),
        }
    }

    /// A cell as plain data: `11820.0`, an ISO date, nothing for `n.a.`.
    pub fn plain(&self, row: u32, by: By) -> Cow<'_, str> {
        let By::Column(column) = by else { return self.cell(row, by) };
        match self.sheet().value(row, column) {
            Value::Nothing => Cow::Borrowed(""),
            Value::Number(value) => Cow::Owned(self.held.plain(row, column, *value)),
            Value::Text(date) if self.sheet().columns[column].kind == Kind::Date => Cow::Borrowed(date),
            Value::Text(_) => self.cell(row, by),
        }
    }
}
