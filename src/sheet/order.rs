//! The order of a table's rows: a permutation, and the words for it. Owns which rows stand where and how that is said; moves
//! no row and changes no cell.

use super::column::Sheet;
use super::sorting::{self, group_of};
use crate::model::{RowKind, Table};

/// An order of data rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Order {
    /// The rows, by their number in the table.
    pub rows: Vec<u32>,
    /// What they are sorted by, the first key first; empty for as printed.
    pub by: Vec<SortKey>,
    /// Over which rows each stands where it does.
    pub groups: Over,
}

/// Over which rows a sort goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Over {
    /// Over all rows, whatever group they stand under.
    #[default]
    All,
    /// Over the rows of each group; groups follow the rows that now stand first in them.
    WithinGroups,
    /// Over the rows of each group; groups are sorted by a key of their own.
    GroupsBy(GroupKey),
}

/// What groups are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupKey {
    /// The sum of their figures in the column that rows are sorted by, that way.
    Sum,
    /// The mean of these.
    Mean,
    /// Their name, from A on.
    Name,
}

/// What rows are sorted by, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortKey {
    /// What.
    pub by: By,
    /// Which way.
    pub way: Way,
}

/// What rows are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A column, from 0 for the stub.
    Column(usize),
    /// The name of the group.
    Group,
}

/// Which way rows are sorted. What has no value stands last in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The least first.
    Up,
    /// The greatest first.
    Down,
}

/// A row of the sheet as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetRow {
    /// A group row, by its number in the table.
    Group(u32),
    /// A data row, by its number in the table.
    Data(u32),
}

impl Order {
    /// The order in which the rows were printed.
    pub fn printed(sheet: &Sheet) -> Order {
        Order { rows: sheet.rows.clone(), by: Vec::new(), groups: Over::All }
    }

    /// All data rows, sorted; as printed where `by` is empty. Totals stand last: of their group, or of all.
    pub fn sorted(sheet: &Sheet, by: Vec<SortKey>, groups: Over) -> Order {
        Order::chosen(sheet, sheet.rows.clone(), by, groups)
    }

    /// Some data rows, sorted, totals last. `rows` ascend; what is no data row of the sheet is left out.
    pub fn chosen(sheet: &Sheet, rows: Vec<u32>, by: Vec<SortKey>, groups: Over) -> Order {
        let mut order = Order::among(sheet, rows, by, groups);
        if !order.by.is_empty() && !sheet.totals.is_empty() {
            order.rows.sort_by_key(|&row| sheet.is_total(row));
            order.gather(sheet);
        }
        order
    }

    /// Some data rows, sorted, totals among them by what they say.
    pub fn among(sheet: &Sheet, mut rows: Vec<u32>, by: Vec<SortKey>, groups: Over) -> Order {
        rows.retain(|&row| sheet.position(row).is_some());
        for key in by.iter().rev() {
            rows = sorting::sort(sheet, rows, *key);
        }
        let mut order = Order { rows, by, groups };
        order.gather(sheet);
        order
    }

    fn gather(&mut self, sheet: &Sheet) {
        if let (true, Some(first)) = (self.groups != Over::All, self.by.first()) {
            sorting::gather(sheet, &mut self.rows, *first, self.groups);
        }
    }

    /// Whether rows stand apart from their groups, so that each has to name its own.
    pub fn is_loose(&self) -> bool {
        !self.by.is_empty() && self.groups == Over::All
    }

    /// The rows as they are shown: data rows alone where they stand apart from their groups, else each group row before
    /// its own. A group none of whose rows was chosen is left out.
    pub fn shown(&self, sheet: &Sheet, table: &Table) -> Vec<SheetRow> {
        if self.is_loose() {
            return self.rows.iter().map(|&row| SheetRow::Data(row)).collect();
        }
        let mut chosen = vec![false; sheet.groups.len()];
        let mut headed = vec![false; sheet.groups.len()];
        for (of, seen) in [(&sheet.rows, &mut headed), (&self.rows, &mut chosen)] {
            for group in of.iter().filter_map(|&row| group_of(sheet, row)) {
                seen[group] = true;
            }
        }
        let kept = |group: usize| chosen[group] || !headed[group];
        if self.by.is_empty() {
            let mut data = self.rows.clone();
            data.sort_unstable();
            let groups = (0..).zip(&table.rows).filter(|(_, row)| row.kind == RowKind::Group).map(|(number, _)| number);
            let groups = groups.zip(0..).filter(|&(_, group)| kept(group)).map(|(number, _)| SheetRow::Group(number));
            let mut rows: Vec<SheetRow> = data.into_iter().map(SheetRow::Data).chain(groups).collect();
            rows.sort_by_key(|row| row.number());
            return rows;
        }
        let mut rows = Vec::with_capacity(self.rows.len() + sheet.groups.len());
        let mut before = None;
        for &row in &self.rows {
            let group = group_of(sheet, row);
            if let Some(group) = group.filter(|_| group != before) {
                rows.push(SheetRow::Group(sheet.groups[group].row));
            }
            rows.push(SheetRow::Data(row));
            before = group;
        }
        let empty = (0..sheet.groups.len()).filter(|&group| !headed[group]);
        rows.extend(empty.map(|group| SheetRow::Group(sheet.groups[group].row)));
        rows
    }

    /// What the status line says: `sorted by 1996, descending; 2 rows have no figure`.
    pub fn words(&self, sheet: &Sheet) -> String {
        let Some(first) = self.by.first() else { return "as printed".to_owned() };
        let keys: Vec<String> = self.by.iter().map(|key| format!("{}, {}", key.by.name(sheet), key.way.word())).collect();
        let within = match self.groups {
            Over::All => "",
            Over::WithinGroups => ", within groups",
            Over::GroupsBy(GroupKey::Sum) => ", within groups, these by their sum",
            Over::GroupsBy(GroupKey::Mean) => ", within groups, these by their mean",
            Over::GroupsBy(GroupKey::Name) => ", within groups, these by name",
        };
        let mut words = format!("sorted by {}{within}", keys.join(", then "));
        let what = match first.by {
            By::Column(column) if sheet.columns.get(column).is_some_and(|column| column.kind.is_figures()) => "figure",
            By::Column(_) => "entry",
            By::Group => "group",
        };
        match self.rows.iter().filter(|&&row| !sorting::has_value(sheet, row, first.by)).count() {
            0 => {}
            1 => words.push_str(&format!("; 1 row has no {what}")),
            many => words.push_str(&format!("; {many} rows have no {what}")),
        }
        let totals = self.rows.iter().filter(|&&row| sheet.is_total(row)).count();
        if totals > 0 && self.rows.last().is_some_and(|&row| sheet.is_total(row)) {
            words.push_str(if totals == 1 { "; the total stands last" } else { "; totals stand last" });
        }
        words
    }
}

impl By {
    /// What it is called in a sentence.
    pub fn name(self, sheet: &Sheet) -> String {
        match self {
            By::Group => "group".to_owned(),
            By::Column(column) => match sheet.columns.get(column) {
                Some(found) if !found.name.is_empty() => found.name.clone(),
                _ if column == 0 => "row".to_owned(),
                _ => format!("column {}", column + 1),
            },
        }
    }
}

impl Way {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Way::Up => "ascending",
            Way::Down => "descending",
        }
    }
}

impl SheetRow {
    /// Its number in the table.
    pub fn number(self) -> u32 {
        match self {
            SheetRow::Group(row) | SheetRow::Data(row) => row,
        }
    }
}
