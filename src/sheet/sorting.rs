//! How rows are sorted by a key, and groups put together. Keys are taken out once, words as their places among all (`ranks`),
//! and sorted as pairs with the place of their row, which breaks ties: looking keys up while sorting is ten times slower.
//! Several keys are several stable sorts, the last key first.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::column::{Sheet, Value};
use super::date;
use super::kind::Kind;
use super::order::{By, GroupKey, Over, SortKey, Way};
use super::ranks::{Letters, NOTHING, ranks};

/// Rows sorted by one key; those that are equal stand as before, those without a value last.
pub(super) fn sort(sheet: &Sheet, rows: Vec<u32>, by: SortKey) -> Vec<u32> {
    match by.by {
        By::Column(column) if sheet.columns.get(column).is_some_and(|column| column.kind.is_by_number()) => {
            let figure = |&row: &u32| if let Value::Number(value) = sheet.value(row, column) { *value } else { f64::NAN };
            by_key(rows.iter().map(figure).collect(), |value| value.is_nan(), f64::total_cmp, by.way, &rows)
        }
        _ => {
            let ranks = ranks(rows.iter().map(|&row| text(sheet, row, by.by)), letters(sheet, by.by));
            by_key(ranks, |&rank| rank == NOTHING, u32::cmp, by.way, &rows)
        }
    }
}

/// The rows in the order of their keys, those without a value last; those with the same key stand as before.
fn by_key<K>(keys: Vec<K>, is_nothing: impl Fn(&K) -> bool, compare: impl Fn(&K, &K) -> Ordering, way: Way, rows: &[u32]) -> Vec<u32> {
    let (nothing, mut pairs): (Vec<_>, Vec<_>) = keys.into_iter().zip(0u32..).partition(|(key, _)| is_nothing(key));
    match way {
        Way::Up => pairs.sort_unstable_by(|(one, first), (other, second)| compare(one, other).then(first.cmp(second))),
        Way::Down => pairs.sort_unstable_by(|(one, first), (other, second)| compare(other, one).then(first.cmp(second))),
    }
    pairs.into_iter().chain(nothing).map(|(_, at)| rows[at as usize]).collect()
}

/// What a row is sorted by that is sorted by words.
fn text(sheet: &Sheet, row: u32, by: By) -> Option<&str> {
    let column = match by {
        By::Group => return sheet.group(row).map(|group| group.name.as_str()),
        By::Column(column) => column,
    };
    words_of(sheet.columns.get(column)?.kind, sheet.value(row, column))
}

/// How the words of a column stand in order. Codes that are filled up with noughts, or are one within another, stand sign by
/// sign.
fn letters(sheet: &Sheet, by: By) -> Letters {
    let By::Column(column) = by else { return Letters::Words };
    sheet.columns.get(column).map_or(Letters::Words, |column| letters_of(column.kind, column.values.iter()))
}

/// How words stand in order that a column of a kind says.
pub(super) fn letters_of<'v>(kind: Kind, mut values: impl Iterator<Item = &'v Value>) -> Letters {
    let filled = |value: &Value| matches!(value, Value::Text(code) if code.len() > 1 && code.starts_with('0'));
    if kind == Kind::Date || kind == Kind::Code && values.any(filled) { Letters::Signs } else { Letters::Words }
}

/// The words of a value by which it is sorted in a column of a kind: words in a column of dates are no date.
pub(super) fn words_of(kind: Kind, value: &Value) -> Option<&str> {
    match value {
        Value::Text(words) => Some(words.as_str()).filter(|words| kind != Kind::Date || date::is_iso(words)),
        Value::Number(_) | Value::Nothing => None,
    }
}

/// Whether a row has something to be sorted by.
pub(super) fn has_value(sheet: &Sheet, row: u32, by: By) -> bool {
    match by {
        By::Column(column) if sheet.columns.get(column).is_some_and(|column| column.kind.is_by_number()) => {
            matches!(sheet.value(row, column), Value::Number(value) if !value.is_nan())
        }
        _ => text(sheet, row, by).is_some(),
    }
}

/// Puts sorted rows of a group together. The row that stands first in its group over all does so inside it. Without a key of
/// their own groups follow their first rows: of two, the one whose first row comes first stands first. Rows under no group
/// stand before all groups, or they would seem to belong to the last; but totals of all groups stand behind them.
pub(super) fn gather(sheet: &Sheet, rows: &mut [u32], by: SortKey, over: Over) {
    let sets = sets(sheet);
    let set_of = |row: u32| sheet.position(row).and_then(|at| sets[at]);
    let mut place: HashMap<usize, usize> = HashMap::new();
    for (at, &row) in rows.iter().enumerate() {
        if let Some(set) = set_of(row) {
            place.entry(set).or_insert(at);
        }
    }
    if let Over::GroupsBy(key) = over {
        let groups: Vec<u32> = (0..sheet.groups.len() as u32).collect();
        let way = if key == GroupKey::Name { Way::Up } else { by.way };
        let sorted = by_key(group_keys(sheet, rows, by.by, key), |value| value.is_nan(), f64::total_cmp, way, &groups);
        place.extend(sorted.into_iter().enumerate().map(|(at, group)| (group as usize, at)));
    }
    rows.sort_by_key(|&row| match set_of(row) {
        Some(set) => (1, place.get(&set).copied()),
        None => (if sheet.is_total(row) { 2 } else { 0 }, None),
    });
}

/// By group, what it is sorted by; NaN where none of its rows has a figure.
fn group_keys(sheet: &Sheet, rows: &[u32], by: By, key: GroupKey) -> Vec<f64> {
    if key == GroupKey::Name {
        return ranks(sheet.groups.iter().map(|group| Some(group.name.as_str())), Letters::Words).into_iter().map(f64::from).collect();
    }
    let mut sums = vec![(0.0, 0u32); sheet.groups.len()];
    for &row in rows.iter().filter(|&&row| !sheet.stands_apart(row)) {
        let By::Column(column) = by else { continue };
        if let (Some(group), Value::Number(value)) = (group_of(sheet, row), sheet.value(row, column)) {
            sums[group].0 += value;
            sums[group].1 += 1;
        }
    }
    let of = |(sum, count): (f64, u32)| match key {
        _ if count == 0 => f64::NAN,
        GroupKey::Mean => sum / f64::from(count),
        GroupKey::Sum | GroupKey::Name => sum,
    };
    sums.into_iter().map(of).collect()
}

/// By data row, what it stands together with: its group; in a table without groups the rows whose stubs say the same, where
/// most stand on several rows.
fn sets(sheet: &Sheet) -> Vec<Option<usize>> {
    if !sheet.groups.is_empty() {
        return sheet.group_of.iter().map(|group| group.map(|group| group as usize)).collect();
    }
    let Some(stub) = sheet.columns.first().filter(|stub| stub.kind == Kind::Text) else { return vec![None; sheet.rows.len()] };
    let mut named: HashMap<&str, usize> = HashMap::new();
    let sets: Vec<Option<usize>> = stub
        .values
        .iter()
        .map(|value| {
            let Value::Text(name) = value else { return None };
            let next = named.len();
            Some(*named.entry(name).or_insert(next))
        })
        .collect();
    if named.len() * 2 <= sheet.rows.len() { sets } else { vec![None; sheet.rows.len()] }
}

/// The group that a row of the table stands under, by its place.
pub(super) fn group_of(sheet: &Sheet, row: u32) -> Option<usize> {
    (*sheet.group_of.get(sheet.position(row)?)?).map(|group| group as usize)
}
