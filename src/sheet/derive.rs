//! What is derived from a table by `NAME = FORMULA`: a column of the columns, or rows of the rows of each group. Owns which
//! of both is meant, and how rows that were reckoned are put to a table; no printed cell is changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::column::{Kind, Sheet};
use super::formula::{Formula, Names, Operand, Rows};
use super::held::{Held, Lines};
use super::number::{Decimal, Reading, Thousands};
use super::reshape::{MadeCell, MadeColumn, words};
use crate::model::{Row, RowKind, Text, clean};

/// Data rows that are reckoned with one another: those of a group, or all of a table without groups.
struct Set {
    group: Option<u32>,
    /// The named rows, by their place among the data rows, in the order of the names.
    named: Vec<usize>,
    /// The data row behind which a row that is put to the set stands.
    last: usize,
}

impl Held {
    /// With what `NAME = FORMULA` says: one more column, or, where the formula names rows, one more row in each group that
    /// has them all (in the table, where it has no groups). The formula stands below the table.
    ///
    /// # Errors
    /// Says why that is no formula, or why nothing can have that name.
    pub fn derived(&self, typed: &str) -> Result<Held, String> {
        let refused = |why: String| format!("cannot derive {}: {why}", clean::line(typed));
        let (name, formula) = typed.split_once('=').ok_or_else(|| refused("no name (as in 'change = [1996] - [1991]')".to_owned()))?;
        let name = clean::line(name.trim()).into_owned();
        if name.is_empty() {
            return Err(refused("no name before =".to_owned()));
        }
        if self.sheet.columns.iter().any(|column| column.name == name) {
            return Err(refused(format!("there is a column {name} already")));
        }
        let stubs: BTreeSet<String> = self.sheet.rows.iter().map(|&row| self.printed(row, 0).into_owned()).filter(|stub| !stub.is_empty()).collect();
        let columns: Vec<&str> = self.sheet.columns.iter().map(|column| column.name.as_str()).collect();
        let names = Names { columns: &columns, is_row: &|name| self.named(name).next().is_some(), grouped: !self.sheet.groups.is_empty() };
        let wrong = match Formula::read(formula, names) {
            Ok(formula) => return Ok(self.with_column_of(name, &formula)),
            Err(wrong) => refused(wrong.to_string()),
        };
        let stubs: Vec<&str> = stubs.iter().map(String::as_str).collect();
        let Ok(formula) = Formula::read(formula, Names { columns: &stubs, is_row: &|_| false, grouped: false }) else { return Err(wrong) };
        if stubs.contains(&name.as_str()) {
            return Err(refused(format!("there is a row {name} already")));
        }
        self.with_rows_of(&name, &formula, &stubs).map_err(refused)
    }

    fn with_column_of(&self, name: String, formula: &Formula) -> Held {
        let sheet = &*self.sheet;
        let cells: Vec<Vec<MadeCell>> = (0..sheet.columns.len()).map(|column| sheet.rows.iter().map(|&row| self.cell(row, column)).collect()).collect();
        let values: Vec<Vec<f64>> = cells.iter().map(|cells| cells.iter().map(|cell| cell.figure().unwrap_or(f64::NAN)).collect()).collect();
        let decimals = cells.iter().map(|cells| decimals_of(cells));
        let operands: Vec<Operand<'_>> = values.iter().zip(decimals).map(|(values, decimals)| Operand { values, decimals }).collect();
        let rows = Rows {
            count: sheet.rows.len(),
            apart: &|row| sheet.stands_apart(sheet.rows[row]),
            group: &|row| sheet.group_of[row],
            words: &|row, column| self.printed(sheet.rows[row], column).into_owned(),
            named: &|name| self.named(name).collect(),
        };
        let outcome = formula.outcome(&operands, &rows);
        let manner = self.manner_of(&formula.columns());
        let cells = outcome.values.iter().map(|&value| in_the_manner_of(manner, MadeCell::of(Some(value), usize::from(outcome.decimals)))).collect();
        let (kind, unit) = if formula.is_percent() { (Kind::Percent, Some("%".to_owned())) } else { (Kind::Number, None) };
        let mut words = clean::line(&formula.typed).into_owned();
        let totals = sheet.totals.len();
        if formula.leaves_out() && totals > 0 {
            words.push_str(&format!(" ({} left out)", if totals == 1 { "1 total".to_owned() } else { format!("{totals} totals") }));
        }
        let mut held = self.with_column(MadeColumn { name, kind, unit, formula: Some(words) }, cells);
        if let Some(column) = Arc::make_mut(&mut held.sheet).columns.last_mut() {
            column.reading = manner;
        }
        held
    }

    /// How figures are set that come of some columns: as in these, where they all have one decimal sign, with the thousands
    /// parted as in the first that parts them; else plainly.
    fn manner_of(&self, columns: &[usize]) -> Reading {
        let mut readings = columns.iter().filter_map(|&at| self.sheet.columns.get(at)).filter(|column| column.kind.is_figures()).map(|column| column.reading);
        let Some(first) = readings.clone().next().filter(|first| readings.clone().all(|other| other.decimal == first.decimal)) else {
            return Reading::default();
        };
        Reading { decimal: first.decimal, thousands: readings.find_map(|reading| reading.thousands), ..Reading::default() }
    }

    /// The data rows that go by a name: by their stubs, else by what a column of words, dates or years says of them.
    fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = usize> + 'a {
        let says = move |column: usize| self.sheet.rows.iter().any(|&row| self.printed(row, column) == name);
        let said = |column: &usize| *column == 0 || matches!(self.sheet.columns[*column].kind, Kind::Text | Kind::Date | Kind::Year);
        let column = (0..self.sheet.columns.len()).filter(said).find(|&column| says(column));
        column.into_iter().flat_map(move |column| (0..self.sheet.rows.len()).filter(move |&at| self.printed(self.sheet.rows[at], column) == name))
    }

    fn with_rows_of(&self, name: &str, formula: &Formula, stubs: &[&str]) -> Result<Held, String> {
        let wanted: Vec<usize> = formula.columns();
        let names: Vec<&str> = wanted.iter().filter_map(|&stub| stubs.get(stub).copied()).collect();
        let sets = self.sets(&names)?;
        if sets.is_empty() {
            return Err(format!("no group has {} together", names.join(" and ")));
        }
        let kinds = || self.sheet.columns.iter().skip(1).map(|column| column.kind);
        // What is hundredths of something cannot be reckoned with beside what it is hundredths of.
        let takes = |kind: Kind| kind == Kind::Number || kind == Kind::Percent && !kinds().any(|kind| kind == Kind::Number);
        let mut rows: Vec<Vec<MadeCell>> = sets.iter().map(|_| vec![words(name)]).collect();
        for column in 1..self.sheet.columns.len() {
            let read = &self.sheet.columns[column];
            if !takes(read.kind) {
                rows.iter_mut().for_each(|row| row.push(MadeCell::default()));
                continue;
            }
            let cells: Vec<Vec<MadeCell>> =
                (0..names.len()).map(|name| sets.iter().map(|set| self.cell(self.sheet.rows[set.named[name]], column)).collect()).collect();
            let values: Vec<Vec<f64>> = cells.iter().map(|cells| cells.iter().map(|cell| cell.figure().unwrap_or(f64::NAN)).collect()).collect();
            let mut operands = vec![Operand { values: &[], decimals: 0 }; stubs.len()];
            for (at, &stub) in wanted.iter().enumerate() {
                operands[stub] = Operand { values: &values[at], decimals: decimals_of(&cells[at]) };
            }
            let over = Rows { count: sets.len(), apart: &|_| false, group: &|_| None, words: &|_, _| String::new(), named: &|_| Vec::new() };
            let outcome = formula.outcome(&operands, &over);
            for (row, &value) in rows.iter_mut().zip(&outcome.values) {
                row.push(in_the_manner_of(read.reading, MadeCell::of(Some(value), usize::from(outcome.decimals))));
            }
        }
        let line = format!("{name} = {}", clean::line(&formula.typed));
        Ok(self.with_rows(&sets, rows, &line))
    }

    /// The groups that have a row of each name (the whole table, where it has no groups).
    fn sets(&self, names: &[&str]) -> Result<Vec<Set>, String> {
        let sheet = &*self.sheet;
        let mut groups: Vec<Option<u32>> = Vec::new();
        for group in &sheet.group_of {
            if !groups.contains(group) {
                groups.push(*group);
            }
        }
        let mut sets = Vec::new();
        for group in groups {
            let members: Vec<usize> = (0..sheet.rows.len()).filter(|&at| sheet.group_of[at] == group).collect();
            let mut named = Vec::new();
            for &name in names {
                let mut same = members.iter().copied().filter(|&at| self.printed(sheet.rows[at], 0) == name);
                named.extend(same.next());
                if same.next().is_some() {
                    let group = group.and_then(|group| sheet.groups.get(group as usize)).map_or(String::new(), |group| format!(" in {}", group.name));
                    return Err(format!("several rows are named {name}{group}"));
                }
            }
            if named.len() == names.len()
                && let Some(&last) = members.last()
            {
                sets.push(Set { group, named, last });
            }
        }
        Ok(sets)
    }

    /// With a row behind each set, and a line below the table.
    fn with_rows(&self, sets: &[Set], rows: Vec<Vec<MadeCell>>, line: &str) -> Held {
        let mut held = self.clone();
        let (table, sheet) = (Arc::make_mut(&mut held.table), Arc::make_mut(&mut held.sheet));
        let end = self.text.as_str().len() as u32;
        let mut more = Lines { string: String::new(), from: end };
        // From the last on, so that places of rows before them stay.
        for (set, cells) in sets.iter().zip(rows).rev() {
            let at = sheet.rows[set.last] + 1;
            let group = set.group.and_then(|group| sheet.groups.get(group as usize)).map(|group| group.row);
            make_room(sheet, at);
            table.rows.iter_mut().filter_map(|row| row.group.as_mut()).filter(|group| **group >= at).for_each(|group| *group += 1);
            let extents = cells.iter().map(|cell| more.put(&cell.text, '\n')).collect();
            table.rows.insert(at as usize, Row { kind: RowKind::Figures, group, cells: extents });
            sheet.rows.insert(set.last + 1, at);
            sheet.group_of.insert(set.last + 1, set.group);
            for (column, cell) in sheet.columns.iter_mut().zip(cells) {
                column.values.insert(set.last + 1, cell.value);
            }
            let place = sheet.derived.partition_point(|&row| row < at);
            sheet.derived.insert(place, at);
        }
        let below = more.put(line, '\n');
        table.below = table.below.iter().copied().chain([below]).collect();
        held.text = Arc::new(self.text.with_inserted(&[(end, Text::made(more.string))]));
        held
    }
}

/// Moves on by one what is said of the rows from `at` on.
fn make_room(sheet: &mut Sheet, at: u32) {
    let place = sheet.position_from(at);
    let moved = |row: &mut u32| *row += u32::from(*row >= at);
    sheet.rows.iter_mut().for_each(moved);
    sheet.derived.iter_mut().for_each(moved);
    sheet.groups.iter_mut().for_each(|group| moved(&mut group.row));
    for total in &mut sheet.totals {
        moved(&mut total.row);
        // What is put behind the rows that it sums up, or among them, is none of them.
        total.of.start += usize::from(total.of.start >= place);
        total.of.end += usize::from(total.of.end > place);
    }
}

fn decimals_of(cells: &[MadeCell]) -> u8 {
    cells.iter().map(|cell| cell.decimals).max().unwrap_or(0).min(usize::from(u8::MAX)) as u8
}

/// A figure set as those of its column are: with their decimal sign, its thousands parted as theirs.
fn in_the_manner_of(reading: Reading, mut cell: MadeCell) -> MadeCell {
    let (whole, behind) = cell.text.split_once('.').map_or((cell.text.as_str(), None), |(whole, behind)| (whole, Some(behind)));
    let sign = match reading.thousands {
        None => "",
        Some(Thousands::Blank) => " ",
        Some(Thousands::Comma) => ",",
        Some(Thousands::Point) => ".",
        Some(Thousands::Apostrophe) => "’",
    };
    let digits = whole.len() - usize::from(whole.starts_with('-'));
    let mut set = String::with_capacity(cell.text.len() + 4);
    for (at, c) in whole.chars().enumerate() {
        let left = whole.len() - at;
        if left.is_multiple_of(3) && left < digits {
            set.push_str(sign);
        }
        set.push(c);
    }
    if let Some(behind) = behind {
        set.push(if reading.decimal == Decimal::Comma { ',' } else { '.' });
        set.push_str(behind);
    }
    cell.text = set;
    cell
}
