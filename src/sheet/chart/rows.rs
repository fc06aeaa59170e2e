//! What of a sheet is drawn: its rows over the columns that share kind and unit. Owns how rows and columns are named for
//! a chart; the one place where charts know sheets.

use super::{Chart, Kind, Series};
use crate::sheet::{By, Kind as Holds, Sheet, Value, name};

/// One row in so many may have the year or the date of another where time goes down the rows.
const TWICE: usize = 10;

/// The name of a row of the table, with its group: `North / Alder`.
pub fn row_name(sheet: &Sheet, row: u32) -> String {
    let stub = match sheet.value(row, 0) {
        Value::Text(name) => name.clone(),
        Value::Number(number) => super::ticks::place(*number),
        Value::Nothing => String::new(),
    };
    match sheet.group(row) {
        Some(group) if stub.is_empty() => group.name.clone(),
        Some(group) => format!("{} / {stub}", group.name),
        None => stub,
    }
}

/// The rows that were typed: `North / Alder`, a stub, a group for all of its rows, `#N` counted from 1; parted by commas.
pub fn rows(typed: &str, sheet: &Sheet) -> Result<Vec<u32>, String> {
    let mut chosen = Vec::new();
    for typed in name::split(typed, ',') {
        let wanted = typed.trim().replace("\\,", ",");
        let is = |row: &u32| {
            let full = row_name(sheet, *row);
            let group = sheet.group(*row).map_or("", |group| &group.name);
            full == wanted || group == wanted || full.strip_prefix(group).and_then(|rest| rest.strip_prefix(" / ")) == Some(&wanted)
        };
        let mut found: Vec<u32> = sheet.rows.iter().copied().filter(is).collect();
        if found.is_empty() {
            let number = wanted.strip_prefix('#').and_then(|digits| digits.parse::<usize>().ok()).and_then(|number| number.checked_sub(1));
            found.extend(number.and_then(|number| sheet.rows.get(number)));
        }
        if found.is_empty() {
            let names: Vec<String> = sheet.rows.iter().take(20).map(|&row| row_name(sheet, row)).collect();
            return Err(format!("no row {wanted}; rows are {}", names.join(", ")));
        }
        chosen.extend(found);
    }
    Ok(chosen)
}

/// The columns that were typed, parted by commas.
pub fn columns(typed: &str, sheet: &Sheet) -> Result<Vec<usize>, String> {
    let column = |typed: &str| match name::column(typed, sheet)? {
        By::Column(column) if sheet.columns[column].kind.is_figures() => Ok(column),
        _ => Err(format!("{} is no column of figures", typed.trim())),
    };
    name::split(typed, ',').into_iter().map(column).collect()
}

/// The figures of a column in the order of the rows; NaN where there is none.
pub fn figures(sheet: &Sheet, rows: &[u32], column: usize) -> Vec<f64> {
    rows.iter().map(|&row| figure(sheet, row, column)).collect()
}

/// The largest set of columns of figures that share kind and unit; of several the first.
pub fn usual_columns(sheet: &Sheet) -> Vec<usize> {
    let alike = |column: usize| -> Vec<usize> {
        let same = |other: &usize| sheet.columns[*other].kind == sheet.columns[column].kind && sheet.columns[*other].unit == sheet.columns[column].unit;
        (1..sheet.columns.len()).filter(same).collect()
    };
    let sets = (1..sheet.columns.len()).filter(|&column| sheet.columns[column].kind.is_figures()).map(alike);
    sets.fold(Vec::new(), |most, set| if set.len() > most.len() { set } else { most })
}

/// The chart of rows over columns, without words around it. A scatter takes the first two columns, a histogram all figures.
pub fn chart(kind: Kind, sheet: &Sheet, rows: &[u32], columns: &[usize]) -> Chart {
    let heads: Vec<String> = columns.iter().map(|&column| sheet.columns[column].name.clone()).collect();
    match (kind, columns) {
        (Kind::Histogram, _) => {
            let values: Vec<f64> = columns.iter().flat_map(|&column| figures(sheet, rows, column)).collect();
            Chart { axes: (heads.join(", "), "count".to_owned()), ..Chart::histogram(&values, 40) }
        }
        (Kind::Scatter, [across, up, ..]) => {
            let points = rows.iter().map(|&row| (figure(sheet, row, *across), figure(sheet, row, *up))).collect();
            let names = rows.iter().map(|&row| row_name(sheet, row)).collect();
            Chart { axes: (heads[0].clone(), heads[1].clone()), names, ..Chart::new(kind, vec![Series { name: String::new(), points }]) }
        }
        _ => {
            let points = |row: u32| columns.iter().enumerate().map(|(at, &column)| (at as f64, figure(sheet, row, column))).collect();
            let series = rows.iter().map(|&row| Series { name: row_name(sheet, row), points: points(row) }).collect();
            Chart { labels: heads, ..Chart::new(kind, series) }
        }
    }
}

/// The rows in the order of time, where it goes down them: the first column holds years or dates, and hardly any twice.
pub fn in_time(sheet: &Sheet, rows: &[u32]) -> Option<Vec<u32>> {
    if !matches!(sheet.columns.first()?.kind, Holds::Year | Holds::Date) || !sheet.groups.is_empty() {
        return None;
    }
    let mut rows: Vec<u32> = rows.iter().copied().filter(|&row| *sheet.value(row, 0) != Value::Nothing && !sheet.is_total(row)).collect();
    rows.sort_by(|&one, &other| match (sheet.value(one, 0), sheet.value(other, 0)) {
        (Value::Number(one), Value::Number(other)) => one.total_cmp(other),
        (Value::Text(one), Value::Text(other)) => one.cmp(other),
        _ => std::cmp::Ordering::Equal,
    });
    let twice = rows.windows(2).filter(|two| sheet.value(two[0], 0) == sheet.value(two[1], 0)).count();
    (rows.len() > 2 && twice * TWICE <= rows.len()).then_some(rows)
}

/// The chart of columns over rows that stand in the order of time: lines, or slopes from the first to the last.
pub fn over_time(kind: Kind, sheet: &Sheet, rows: &[u32], columns: &[usize]) -> Chart {
    let years = kind == Kind::Lines && sheet.columns.first().is_some_and(|column| column.kind == Holds::Year);
    let at = |(at, &row): (usize, &u32)| if years { figure(sheet, row, 0) } else { at as f64 };
    let points = |column: usize| rows.iter().enumerate().map(|row| (at(row), figure(sheet, *row.1, column))).collect();
    let series = columns.iter().map(|&column| Series { name: By::Column(column).name(sheet), points: points(column) }).collect();
    let labels = if years { Vec::new() } else { rows.iter().map(|&row| row_name(sheet, row)).collect() };
    Chart { labels, ..Chart::new(kind, series) }
}

fn figure(sheet: &Sheet, row: u32, column: usize) -> f64 {
    match sheet.value(row, column) {
        Value::Number(number) => *number,
        _ => f64::NAN,
    }
}
