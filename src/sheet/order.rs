//! The order of a table's rows: a permutation, and the words for it. Owns sorting; moves no row and changes no cell.
//!
//! Keys are taken out once and sorted as pairs with the place of their row, which breaks ties: looking keys up while
//! sorting is ten times slower. Several keys are several stable sorts, the last key first.

use std::cmp::Ordering;

use super::collation;
use super::column::{Sheet, Value};
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

    /// All data rows, sorted; as printed where `by` is empty.
    pub fn sorted(sheet: &Sheet, by: Vec<SortKey>, groups: Over) -> Order {
        Order::chosen(sheet, sheet.rows.clone(), by, groups)
    }

    /// Some data rows, sorted. `rows` ascend; what is no data row of the sheet is left out.
    pub fn chosen(sheet: &Sheet, mut rows: Vec<u32>, by: Vec<SortKey>, groups: Over) -> Order {
        rows.retain(|&row| sheet.position(row).is_some());
        for key in by.iter().rev() {
            rows = sort(sheet, rows, *key);
        }
        if let (true, Some(first)) = (groups != Over::All, by.first()) {
            rows = gather(sheet, rows, *first, groups);
        }
        Order { rows, by, groups }
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
        match self.rows.iter().filter(|&&row| key(sheet, row, first.by) == Key::Nothing).count() {
            0 => {}
            1 => words.push_str(&format!("; 1 row has no {what}")),
            many => words.push_str(&format!("; {many} rows have no {what}")),
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

/// What a row is sorted by.
#[derive(Debug, PartialEq)]
enum Key {
    Number(f64),
    Words(String),
    Nothing,
}

fn sort(sheet: &Sheet, rows: Vec<u32>, by: SortKey) -> Vec<u32> {
    let mut pairs: Vec<(Key, usize)> = rows.iter().map(|&row| key(sheet, row, by.by)).zip(0..).collect();
    pairs.sort_unstable_by(|(one, first), (other, second)| compare(one, other, by.way).then(first.cmp(second)));
    pairs.into_iter().map(|(_, at)| rows[at]).collect()
}

fn key(sheet: &Sheet, row: u32, by: By) -> Key {
    match by {
        By::Group => sheet.group(row).map_or(Key::Nothing, |group| Key::Words(collation::folded(&group.name))),
        By::Column(column) => match sheet.value(row, column) {
            Value::Number(value) if value.is_nan() => Key::Nothing,
            Value::Number(value) => Key::Number(*value),
            // Words in a column of figures are no figure.
            Value::Text(_) if sheet.columns[column].kind.is_figures() => Key::Nothing,
            Value::Text(text) => Key::Words(collation::folded(text)),
            Value::Nothing => Key::Nothing,
        },
    }
}

fn compare(one: &Key, other: &Key, way: Way) -> Ordering {
    let order = match (one, other) {
        (Key::Nothing, Key::Nothing) => return Ordering::Equal,
        (Key::Nothing, _) => return Ordering::Greater,
        (_, Key::Nothing) => return Ordering::Less,
        (Key::Number(one), Key::Number(other)) => one.total_cmp(other),
        (Key::Words(one), Key::Words(other)) => collation::compare(one, other),
        (Key::Number(_), Key::Words(_)) => Ordering::Less,
        (Key::Words(_), Key::Number(_)) => Ordering::Greater,
    };
    match way {
        Way::Up => order,
        Way::Down => order.reverse(),
    }
}

/// Sorted rows, those of a group together. The row that stands first in its group over all does so inside it. Without a
/// key of their own groups follow their first rows: of two, the one whose first row comes first stands first. Rows under
/// no group stand before all groups, or they would seem to belong to the last.
fn gather(sheet: &Sheet, rows: Vec<u32>, by: SortKey, over: Over) -> Vec<u32> {
    let mut place = vec![None; sheet.groups.len()];
    for (at, &row) in rows.iter().enumerate() {
        if let Some(group) = group_of(sheet, row) {
            place[group].get_or_insert(at);
        }
    }
    if let Over::GroupsBy(key) = over {
        let mut keyed: Vec<(Key, usize)> = group_keys(sheet, &rows, by.by, key).into_iter().zip(0..).collect();
        let way = if key == GroupKey::Name { Way::Up } else { by.way };
        keyed.sort_by(|(one, _), (other, _)| compare(one, other, way));
        for (at, (_, group)) in keyed.into_iter().enumerate() {
            place[group] = Some(at);
        }
    }
    let place_of = |row: u32| group_of(sheet, row).and_then(|group| place[group]);
    let mut pairs: Vec<(Option<usize>, usize)> = rows.iter().map(|&row| place_of(row)).zip(0..).collect();
    pairs.sort_unstable();
    pairs.into_iter().map(|(_, at)| rows[at]).collect()
}

/// By group, what it is sorted by; nothing where none of its rows has a figure.
fn group_keys(sheet: &Sheet, rows: &[u32], by: By, key: GroupKey) -> Vec<Key> {
    if key == GroupKey::Name {
        return sheet.groups.iter().map(|group| Key::Words(collation::folded(&group.name))).collect();
    }
    let mut sums = vec![(0.0, 0u32); sheet.groups.len()];
    for &row in rows {
        if let (Some(group), Key::Number(value)) = (group_of(sheet, row), self::key(sheet, row, by)) {
            sums[group].0 += value;
            sums[group].1 += 1;
        }
    }
    let of = |(sum, count): (f64, u32)| match (count, key) {
        (0, _) => Key::Nothing,
        (_, GroupKey::Mean) => Key::Number(sum / f64::from(count)),
        (_, GroupKey::Sum | GroupKey::Name) => Key::Number(sum),
    };
    sums.into_iter().map(of).collect()
}

fn group_of(sheet: &Sheet, row: u32) -> Option<usize> {
    (*sheet.group_of.get(sheet.position(row)?)?).map(|group| group as usize)
}
