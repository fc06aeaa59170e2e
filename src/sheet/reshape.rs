//! A table made anew from the cells of another: turned over, long, wide again, or its rows taken together. Owns where
//! each cell goes; reads no figure and prints nothing.

use std::collections::HashMap;

use super::column::Value;
use super::kind::Kind;
use super::statistics::Statistics;

/// A table that was made.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Made {
    /// The columns; the first is the stub.
    pub columns: Vec<MadeColumn>,
    /// The data rows, each with as many cells as there are columns.
    pub rows: Vec<Vec<MadeCell>>,
    /// By row, the group it stands under; empty where there are no groups.
    pub groups: Vec<Option<String>>,
}

/// A column of it.
#[derive(Debug, Clone, PartialEq)]
pub struct MadeColumn {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: Kind,
    /// What one of its figures counts.
    pub unit: Option<String>,
    /// The formula of which its figures come, where they do.
    pub formula: Option<String>,
}

/// A cell of it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MadeCell {
    /// As printed, or as it is to be.
    pub text: String,
    /// What it says.
    pub value: Value,
    /// The digits behind the decimal sign of its figure.
    pub decimals: usize,
}

/// What is made of the figures that are taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are the description")]
pub enum Together {
    Sum,
    Mean,
    Median,
    Min,
    Max,
    Count,
}

impl Made {
    /// Rows become columns, named by the stub (and the group before it); columns become rows.
    pub fn transposed(&self) -> Made {
        let kinds: Vec<Kind> = self.columns.iter().skip(1).map(|column| column.kind).collect();
        let kind = match kinds.first() {
            Some(&first) if kinds.iter().all(|&kind| kind == first) => first,
            Some(_) if kinds.iter().all(|kind| kind.is_figures()) => Kind::Number,
            _ => Kind::Text,
        };
        let mut columns = vec![column("", Kind::Text, None)];
        for (at, row) in self.rows.iter().enumerate() {
            let stub = row.first().map_or("", |cell| &cell.text);
            let name = self.group(at).map_or_else(|| stub.to_owned(), |group| format!("{group} / {stub}"));
            columns.push(column(&name, kind, None));
        }
        let row = |at: usize| std::iter::once(words(&self.columns[at].name)).chain(self.rows.iter().map(|row| row[at].clone())).collect();
        Made { columns, rows: (1..self.columns.len()).map(row).collect(), groups: Vec::new() }
    }

    /// One row for each figure of the largest set of columns that share kind and unit; the other columns stand beside
    /// it, repeated. The columns: `group`, the stub's name or `row`, `year` or `column`, `value`, and the others.
    pub fn long(&self) -> Made {
        let melted = self.melted();
        let others: Vec<usize> = (1..self.columns.len()).filter(|at| !melted.contains(at)).collect();
        let years = !melted.is_empty() && melted.iter().all(|&at| is_year(&self.columns[at].name));
        let grouped = self.groups.iter().any(Option::is_some);
        let stub = self.columns.first().map_or("", |column| &column.name);
        let mut columns: Vec<MadeColumn> = grouped.then(|| column("group", Kind::Text, None)).into_iter().collect();
        columns.push(column(if stub.is_empty() { "row" } else { stub }, self.columns.first().map_or(Kind::Text, |stub| stub.kind), None));
        columns.push(if years { column("year", Kind::Year, None) } else { column("column", Kind::Text, None) });
        let first = melted.first().map(|&at| &self.columns[at]);
        columns.push(column("value", first.map_or(Kind::Number, |first| first.kind), first.and_then(|first| first.unit.clone())));
        columns.extend(others.iter().map(|&at| self.columns[at].clone()));
        let mut rows = Vec::with_capacity(self.rows.len() * melted.len());
        for (number, row) in self.rows.iter().enumerate() {
            for &at in &melted {
                let name = &self.columns[at].name;
                let mut cells: Vec<MadeCell> = grouped.then(|| words(self.group(number).unwrap_or(""))).into_iter().collect();
                cells.extend(row.first().cloned());
                cells.push(if years { year(name) } else { words(name) });
                cells.push(row[at].clone());
                cells.extend(others.iter().map(|&at| row[at].clone()));
                rows.push(cells);
            }
        }
        Made { columns, rows, groups: Vec::new() }
    }

    /// The way back from long: the words of column `names` become columns that hold what stands in `values`. Rows that
    /// agree in all other columns become one; `None` where two of them would go into one cell, for one would be lost.
    pub fn pivoted(&self, names: usize, values: usize) -> Option<Made> {
        let held: Vec<usize> = (0..self.columns.len()).filter(|&at| at != names && at != values).collect();
        let mut heads: Vec<String> = Vec::new();
        let mut head_at: HashMap<&str, usize> = HashMap::new();
        let mut row_at: HashMap<Vec<&str>, usize> = HashMap::new();
        let mut rows: Vec<(usize, Vec<Option<MadeCell>>)> = Vec::new();
        for (number, row) in self.rows.iter().enumerate() {
            let head = *head_at.entry(&row[names].text).or_insert_with(|| {
                heads.push(row[names].text.clone());
                heads.len() - 1
            });
            let key = held.iter().map(|&at| row[at].text.as_str()).collect();
            let at = *row_at.entry(key).or_insert_with(|| {
                rows.push((number, Vec::new()));
                rows.len() - 1
            });
            let cells = &mut rows[at].1;
            cells.resize(cells.len().max(head + 1), None);
            if cells[head].replace(row[values].clone()).is_some() {
                return None;
            }
        }
        let made = heads.iter().map(|head| MadeColumn { name: head.clone(), ..self.columns[values].clone() });
        let columns = held.iter().map(|&at| self.columns[at].clone()).chain(made).collect();
        let row = |(number, mut cells): (usize, Vec<Option<MadeCell>>)| {
            cells.resize(heads.len(), None);
            held.iter().map(|&at| self.rows[number][at].clone()).chain(cells.into_iter().map(Option::unwrap_or_default)).collect()
        };
        Some(Made { columns, rows: rows.into_iter().map(row).collect(), groups: Vec::new() })
    }

    /// One row for each thing that column `by` says (`None`: each group), in the order in which it is first said, with
    /// what `how` makes of the figures of each column of figures.
    pub fn together(&self, by: Option<usize>, how: Together) -> Made {
        let mut named: Vec<(String, Vec<usize>)> = Vec::new();
        let mut place: HashMap<&str, usize> = HashMap::new();
        for (number, row) in self.rows.iter().enumerate() {
            let said = by.map_or_else(|| self.group(number).unwrap_or(""), |by| row[by].text.as_str());
            let at = *place.entry(said).or_insert_with(|| {
                named.push((said.to_owned(), Vec::new()));
                named.len() - 1
            });
            named[at].1.push(number);
        }
        let taken: Vec<usize> = (0..self.columns.len()).filter(|&at| Some(at) != by && how.takes(self.columns[at].kind)).collect();
        let first = by.map_or_else(|| column("group", Kind::Text, None), |by| self.columns[by].clone());
        let made = |&at: &usize| match how {
            Together::Count => column(if at == 0 { "row" } else { &self.columns[at].name }, Kind::Number, None),
            _ => self.columns[at].clone(),
        };
        let columns = std::iter::once(first).chain(taken.iter().map(made)).collect();
        let row = |(said, numbers): (String, Vec<usize>)| {
            let name = by.map_or_else(|| words(&said), |by| self.rows[numbers[0]][by].clone());
            let made = taken.iter().map(|&at| how.cell(numbers.iter().map(|&number| &self.rows[number][at])));
            std::iter::once(name).chain(made).collect()
        };
        Made { columns, rows: named.into_iter().map(row).collect(), groups: Vec::new() }
    }

    /// The group that a row stands under.
    pub fn group(&self, row: usize) -> Option<&str> {
        self.groups.get(row)?.as_deref()
    }

    /// The largest set of columns of figures that share kind and unit; of two as large, the first.
    fn melted(&self) -> Vec<usize> {
        let mut best: Vec<usize> = Vec::new();
        for first in (1..self.columns.len()).filter(|&at| self.columns[at].kind.is_figures()) {
            let like = |at: &usize| self.columns[*at].kind == self.columns[first].kind && self.columns[*at].unit == self.columns[first].unit;
            let set: Vec<usize> = (1..self.columns.len()).filter(like).collect();
            if set.len() > best.len() {
                best = set;
            }
        }
        best
    }
}

impl Together {
    /// What is said below a table that was made so.
    pub fn words(self, by: &str) -> String {
        let word = Together::ALL.iter().find(|(_, known)| *known == self).map_or("", |(word, _)| word);
        format!("Rows taken together by {by}: {word}.")
    }

    /// All of them, by the names they are typed with.
    pub const ALL: [(&str, Together); 6] = [
        ("sum", Together::Sum),
        ("mean", Together::Mean),
        ("median", Together::Median),
        ("min", Together::Min),
        ("max", Together::Max),
        ("count", Together::Count),
    ];

    /// Whether it says something of a column of this kind: years are compared and counted, but not added up.
    fn takes(self, kind: Kind) -> bool {
        match self {
            Together::Count => true,
            Together::Min | Together::Max => kind.is_figures(),
            Together::Sum | Together::Mean | Together::Median => kind.is_figures() && kind != Kind::Year,
        }
    }

    fn cell<'a>(self, cells: impl Iterator<Item = &'a MadeCell> + Clone) -> MadeCell {
        if self == Together::Count {
            return MadeCell::of(Some(cells.filter(|cell| cell.value != Value::Nothing).count() as f64), 0);
        }
        let found = Statistics::of(cells.clone().map(|cell| cell.figure().unwrap_or(f64::NAN)));
        let decimals = cells.map(|cell| cell.decimals).max().unwrap_or(0);
        match self {
            _ if found.count == 0 => MadeCell::default(),
            Together::Sum | Together::Count => MadeCell::of(Some(found.sum), decimals),
            Together::Mean => MadeCell::of(found.mean, decimals + 1),
            Together::Median => MadeCell::of(found.median, decimals + 1),
            Together::Min => MadeCell::of(found.min.map(|(_, value)| value), decimals),
            Together::Max => MadeCell::of(found.max.map(|(_, value)| value), decimals),
        }
    }
}

impl MadeCell {
    /// A figure that was reckoned, to be printed with so many decimals; `None` and what is not finite is nothing.
    pub fn of(value: Option<f64>, decimals: usize) -> MadeCell {
        let Some(value) = value.filter(|value| value.is_finite()) else { return MadeCell::default() };
        let text = format!("{value:.decimals$}");
        // What rounds to nothing has no sign.
        let unsigned = text.strip_prefix('-').filter(|digits| digits.bytes().all(|b| matches!(b, b'0' | b'.')));
        MadeCell { text: unsigned.map_or_else(|| text.clone(), str::to_owned), value: Value::Number(value), decimals }
    }

    /// Its figure.
    pub fn figure(&self) -> Option<f64> {
        if let Value::Number(value) = self.value { Some(value) } else { None }
    }
}

/// A column that was made.
pub(super) fn column(name: &str, kind: Kind, unit: Option<String>) -> MadeColumn {
    MadeColumn { name: name.to_owned(), kind, unit, formula: None }
}

/// A cell of words.
pub(super) fn words(text: &str) -> MadeCell {
    let value = if text.is_empty() { Value::Nothing } else { Value::Text(text.to_owned()) };
    MadeCell { text: text.to_owned(), value, decimals: 0 }
}

fn year(name: &str) -> MadeCell {
    MadeCell { text: name.to_owned(), value: name.trim().parse().map_or(Value::Nothing, Value::Number), decimals: 0 }
}

fn is_year(name: &str) -> bool {
    let name = name.trim();
    name.len() == 4 && name.parse::<u16>().is_ok_and(|year| (1000..2200).contains(&year))
}
