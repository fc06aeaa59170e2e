//! What takes time on a data file: rows chosen and sorted, a column drawn or summed up. Each is a value that can be sent to
//! a worker, and so is what comes of it.

use std::sync::Arc;

use super::sheet::DataSheet;
use super::sort::{ColumnKey, Top};
use crate::read::data::progress::Progress;
use crate::sheet::chart::ticks::figure;
use crate::sheet::chart::{Chart, Kind, Series, envelope};
use crate::sheet::filter;
use crate::sheet::held::Held;
use crate::sheet::statistics::Statistics;

/// Rows that are told of before the others are sorted.
const FIRST: usize = 500;
/// Points at most of a column that is drawn as a line.
const PARTS: usize = 400;
/// Bins at most of a column that is drawn by how many figures lie where.
const BINS: usize = 40;

/// Which rows of a file show, and in what order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The conditions that hold of them, as typed.
    pub conditions: Vec<String>,
    /// What they are sorted by.
    pub by: Vec<ColumnKey>,
    /// The rows in their order; `None` for all of them as printed.
    pub rows: Option<Arc<Vec<u32>>>,
}

/// What is to be done.
#[derive(Debug, Clone)]
pub enum Work {
    /// Find the rows of which conditions hold, and sort them.
    Stand {
        /// The conditions.
        conditions: Vec<String>,
        /// What rows are sorted by.
        by: Vec<ColumnKey>,
        /// Rows of which these conditions are known to hold, in any order; `None` where they have to be found.
        known: Option<Arc<Vec<u32>>>,
    },
    /// Draw a column in the order of the rows.
    Draw {
        /// The column.
        column: usize,
        /// The rows; `None` for all.
        rows: Option<Arc<Vec<u32>>>,
    },
    /// Find the next cell that has some words.
    Find(Sought),
    /// Take the rows as a table of their own.
    Take {
        /// The rows; `None` for all.
        rows: Option<Arc<Vec<u32>>>,
        /// Most bytes that they may have.
        most: usize,
    },
    /// Sum a column up.
    SumUp {
        /// The column.
        column: usize,
        /// The rows; `None` for all.
        rows: Option<Arc<Vec<u32>>>,
    },
}

/// Where something is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    /// The words, or a regular expression between slashes.
    pub typed: String,
    /// The place of the row and the column from which on it is looked for; that cell comes last.
    pub from: (usize, usize),
    /// Whether it goes down.
    pub on: bool,
    /// The rows; `None` for all.
    pub rows: Option<Arc<Vec<u32>>>,
}

/// What came of it.
#[derive(Debug)]
pub enum Done {
    /// The rows that come first; the others follow.
    First(Standing),
    /// All rows.
    Stands(Standing),
    /// The charts of a column, the first to be shown first.
    Drawn(Vec<Chart>),
    /// The place of a row, and a column, where the words stand.
    Found(usize, usize),
    /// The rows as a table.
    Taken(Box<Held>),
    /// Something to say.
    Said(String),
    /// Why it cannot be done.
    Refused(String),
}

impl Work {
    /// What is being done, in a word or two.
    pub fn words(&self) -> &'static str {
        match self {
            Work::Stand { by, .. } if by.is_empty() => "choosing rows",
            Work::Stand { .. } => "sorting",
            Work::Draw { .. } => "drawing",
            Work::SumUp { .. } => "adding up",
            Work::Find(_) => "looking",
            Work::Take { .. } => "taking rows",
        }
    }

    /// Does it. What is known early is given to `early`. `None` where it was stopped.
    pub fn carry_out(self, data: &DataSheet, progress: &Progress, early: &mut dyn FnMut(Done)) -> Option<Done> {
        match self {
            Work::Find(sought) => find(data, &sought, progress),
            Work::Take { rows, most } => take(data, rows.as_deref(), most, progress),
            Work::Stand { conditions, by, known } => stand(data, conditions, by, known, progress, early),
            Work::Draw { column, rows } => {
                let Some(values) = figures(data, column, rows.as_deref(), progress)? else { return Some(no_figures(data, column)) };
                Some(Done::Drawn(charts(&data.names()[column], &values)))
            }
            Work::SumUp { column, rows } => {
                let Some(values) = figures(data, column, rows.as_deref(), progress)? else { return Some(no_figures(data, column)) };
                Some(Done::Said(summary(&data.names()[column], &Statistics::of(values))))
            }
        }
    }
}

fn stand(
    data: &DataSheet,
    conditions: Vec<String>,
    by: Vec<ColumnKey>,
    known: Option<Arc<Vec<u32>>>,
    progress: &Progress,
    early: &mut dyn FnMut(Done),
) -> Option<Done> {
    let chosen = match (known, conditions.is_empty()) {
        (_, true) => None,
        (Some(rows), false) => {
            let mut rows = rows.to_vec();
            rows.sort_unstable();
            Some(rows)
        }
        (None, false) => match data.filters(&conditions, progress)? {
            Ok(filters) => Some(data.chosen(&filters, progress)?),
            Err(why) => return Some(Done::Refused(why)),
        },
    };
    if by.is_empty() {
        return Some(Done::Stands(Standing { conditions, by, rows: chosen.map(Arc::new) }));
    }
    let mut tell = |rows: &[u32]| early(Done::First(Standing { conditions: conditions.clone(), by: by.clone(), rows: Some(Arc::new(rows.to_vec())) }));
    let rows = data.sorted(chosen, &by, progress, None, Some(Top { rows: FIRST, tell: &mut tell }))?;
    Some(Done::Stands(Standing { conditions, by, rows: Some(Arc::new(rows)) }))
}

/// The figures of a column in the order of the rows, NaN for none; `None` within where it holds no figures.
fn figures(data: &DataSheet, column: usize, rows: Option<&Vec<u32>>, progress: &Progress) -> Option<Option<Vec<f64>>> {
    let all = data.figures(column, progress, |figure| figure.value)?;
    if !data.column(column, progress)?.kind.is_figures() {
        return Some(None);
    }
    Some(Some(match rows {
        None => all,
        Some(rows) => rows.iter().map(|&row| all[row as usize]).collect(),
    }))
}

/// Goes from cell to cell, once round.
fn find(data: &DataSheet, sought: &Sought, progress: &Progress) -> Option<Done> {
    let pattern = match filter::pattern(&sought.typed) {
        Ok(pattern) => pattern,
        Err(why) => return Some(Done::Refused(why)),
    };
    let rows = sought.rows.as_ref().map_or(data.file.rows() as usize, |rows| rows.len());
    let (start, column) = sought.from;
    progress.begin(rows as u64 + 1);
    // The row one stands in is looked through twice: its cells behind the cursor, and at the end those before it.
    for step in 0..=rows {
        let place = if sought.on { (start + step) % rows.max(1) } else { (start + rows - step % rows.max(1)) % rows.max(1) };
        if rows == 0 {
            break;
        }
        let row = sought.rows.as_ref().map_or(place as u32, |rows| rows[place]);
        let fields = data.file.fields(row);
        let has = |&at: &usize| fields.get(at).is_some_and(|field| pattern.is_match(&data.file.text(field)));
        let wanted = |at: &usize| match (step, sought.on) {
            (0, true) => *at > column,
            (0, false) => *at < column,
            (last, true) if last == rows => *at <= column,
            (last, false) if last == rows => *at >= column,
            _ => true,
        };
        let mut columns = (0..fields.len().min(data.names().len())).filter(wanted);
        let found = if sought.on { columns.find(has) } else { columns.rev().find(has) };
        if let Some(at) = found {
            return Some(Done::Found(place, at));
        }
        progress.step(1)?;
    }
    Some(Done::Refused(format!("{} stands in no cell", sought.typed)))
}

fn take(data: &DataSheet, rows: Option<&Vec<u32>>, most: usize, progress: &Progress) -> Option<Done> {
    let count = rows.map_or(data.file.rows() as usize, Vec::len);
    let each = data.file.len() as f64 / f64::from(data.file.rows().max(1));
    if each * count as f64 > most as f64 {
        let few = (most as f64 / each) as usize;
        return Some(Done::Refused(format!(
            "{count} rows are too many for a table of their own, about {few} can be; / keeps fewer, and ibid table writes any number"
        )));
    }
    let all: Vec<u32>;
    let rows = match rows {
        Some(rows) => rows,
        None => {
            all = (0..data.file.rows()).collect();
            &all
        }
    };
    let columns: Vec<usize> = (0..data.names().len()).collect();
    Some(Done::Taken(Box::new(data.taken(rows, &columns, progress)?)))
}

fn no_figures(data: &DataSheet, column: usize) -> Done {
    Done::Refused(format!("{} holds no figures", named(&data.names()[column], column)))
}

fn named(name: &str, column: usize) -> String {
    if name.is_empty() { format!("column {}", column + 1) } else { name.to_owned() }
}

fn charts(name: &str, values: &[f64]) -> Vec<Chart> {
    let histogram = Chart { axes: (name.to_owned(), "count".to_owned()), ..Chart::histogram(values, BINS) };
    let line = Series { name: name.to_owned(), points: envelope(values, PARTS) };
    vec![histogram, Chart::new(Kind::Lines, vec![line])]
}

fn summary(name: &str, found: &Statistics) -> String {
    let shown = |value: Option<f64>| value.map_or("none".to_owned(), figure);
    let extreme = |extreme: Option<(usize, f64)>| extreme.map_or("none".to_owned(), |(_, value)| figure(value));
    format!(
        "{name}: {} figures, {} missing, sum {}, mean {}, median {}, least {}, greatest {}, sd {}",
        found.count,
        found.missing,
        figure(found.sum),
        shown(found.mean),
        shown(found.median),
        extreme(found.min),
        extreme(found.max),
        shown(found.deviation)
    )
}
