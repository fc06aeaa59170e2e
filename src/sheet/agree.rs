//! Whether printed figures agree with the figures they were reckoned from: totals, shares, percents and changes. Owns which
//! are held against which: a row or column is only judged where most of its figures bear out what its name says.

mod claims;

use std::collections::BTreeMap;

use self::claims::Claim;
use super::column::{Kind, Sheet};
use super::rounding::{Between, Printed};
use super::totals::Total;
use crate::model::{Table, Text};

/// Fewest figures of a column that bear out its name.
const FEWEST: usize = 3;
/// Fewest sums of a row or a column of totals that have to be right for another to be called wrong.
const SUMS: usize = 2;
/// Most rows of a table whose figures are held against each other.
const ROWS: usize = 10_000;

/// A printed figure, and what those that it was reckoned from give.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// What is printed.
    pub printed: Printed,
    /// What the others give.
    pub computed: f64,
    /// Whether the one may have come from the others, however they were rounded.
    pub agrees: bool,
    /// What it was reckoned as: `1996 / 1991`, `sum of 4 rows`.
    pub from: String,
}

/// The figures of a table that can be held against others.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Agreements {
    /// By place of the row among the data rows, and column.
    cells: BTreeMap<(usize, usize), Agreement>,
}

impl Agreement {
    /// As it is said of a cell: `printed 21.6, figures give 21.594: agrees`.
    pub fn words(&self) -> String {
        let Printed { value, decimals } = self.printed;
        let decimals = usize::from(decimals);
        let verdict = if self.agrees { "agrees" } else { "does not agree" };
        format!("printed {value:.decimals$}, figures give {:.*}: {verdict} ({})", decimals + 2, self.computed, self.from)
    }
}

impl Agreements {
    /// Holds the figures of a table against each other.
    pub fn of(table: &Table, text: &Text, sheet: &Sheet) -> Agreements {
        let mut found = Agreements::default();
        if sheet.rows.len() > ROWS {
            return found;
        }
        let figures = Figures::new(table, text, sheet);
        for column in 1..sheet.columns.len() {
            let judged = claims::of(&figures, column).into_iter().filter_map(|claim| judge(&figures, column, &claim));
            // Of several things that a name may mean, the one that most figures bear out.
            let best = judged.max_by_key(|cells| cells.iter().filter(|(_, cell)| cell.agrees).count());
            found.cells.extend(best.into_iter().flatten().map(|(row, cell)| ((row, column), cell)));
        }
        found.sums(&figures);
        found
    }

    /// What is said of a cell: of a row by its place among the data rows.
    pub fn at(&self, row: usize, column: usize) -> Option<&Agreement> {
        self.cells.get(&(row, column))
    }

    /// How many figures agree.
    pub fn agreeing(&self) -> usize {
        self.cells.values().filter(|cell| cell.agrees).count()
    }

    /// Those that do not, with row and column, from top to bottom.
    pub fn disagreements(&self) -> impl Iterator<Item = (usize, usize, &Agreement)> {
        self.cells.iter().filter(|(_, cell)| !cell.agrees).map(|(&(row, column), cell)| (row, column, cell))
    }

    /// Holds the totals against the rows that they sum up.
    fn sums(&mut self, figures: &Figures<'_>) {
        let mut sums: Vec<(usize, usize, Agreement)> = Vec::new();
        for total in figures.sheet.totals.iter().filter(|total| !total.of.is_empty()) {
            let Some(row) = figures.sheet.position(total.row) else { continue };
            let columns = (1..figures.sheet.columns.len()).filter(|&column| figures.sheet.columns[column].kind == Kind::Number);
            sums.extend(columns.filter_map(|column| Some((row, column, figures.sum(total, row, column)?))));
        }
        // A wrong sum is one among right ones: of its row, or of its column.
        let count = |holds: &dyn Fn(&(usize, usize, Agreement)) -> bool| {
            let all = sums.iter().filter(|sum| holds(sum));
            let right = all.clone().filter(|(_, _, sum)| sum.agrees && sum.computed != 0.0).count();
            let wrong = all.filter(|(_, _, sum)| !sum.agrees).count();
            right >= SUMS && right > wrong
        };
        let columns: Vec<bool> = (0..figures.sheet.columns.len()).map(|column| count(&|sum| sum.1 == column)).collect();
        let rows: BTreeMap<usize, bool> = sums.iter().map(|&(row, ..)| (row, count(&|sum| sum.0 == row))).collect();
        for (row, column, sum) in sums {
            if sum.agrees || columns[column] || rows.get(&row) == Some(&true) {
                self.cells.entry((row, column)).or_insert(sum);
            }
        }
    }
}

/// What a claim says of its column; `None` where the figures do not bear it out.
fn judge(figures: &Figures<'_>, column: usize, claim: &Claim<'_>) -> Option<Vec<(usize, Agreement)>> {
    let mut cells = Vec::new();
    for row in 0..figures.sheet.rows.len() {
        let (Some(printed), Some(found)) = (figures.printed[column][row], claim.reckoned(row)) else { continue };
        let agreement = Agreement { printed, computed: found.value, agrees: printed.between().meets(found), from: claim.from.clone() };
        cells.push((row, agreement));
    }
    let agree = cells.iter().filter(|(_, cell)| cell.agrees && cell.printed.value != 0.0).count();
    let against = cells.iter().filter(|(_, cell)| !cell.agrees).count();
    (agree >= FEWEST && agree > against * 2).then_some(cells)
}

/// The figures of a table as they were printed.
struct Figures<'a> {
    sheet: &'a Sheet,
    /// By column and place of the row.
    printed: Vec<Vec<Option<Printed>>>,
}

impl<'a> Figures<'a> {
    fn new(table: &Table, text: &Text, sheet: &'a Sheet) -> Figures<'a> {
        let column = |column: usize| match sheet.columns[column].kind {
            Kind::Number | Kind::Percent => (0..sheet.rows.len()).map(|row| Printed::of(table, text, sheet, row, column)).collect(),
            _ => vec![None; sheet.rows.len()],
        };
        Figures { sheet, printed: (0..sheet.columns.len()).map(column).collect() }
    }

    fn at(&self, row: usize, column: usize) -> Option<Between> {
        self.printed[column][row].map(Printed::between)
    }

    /// A total held against its rows; `None` where a figure is missing, or the total is no sum at all: what lies among the
    /// figures that it stands for is a mean or a rate.
    fn sum(&self, total: &Total, row: usize, column: usize) -> Option<Agreement> {
        let printed = self.printed[column][row]?;
        let rows: Vec<usize> = total.of.clone().filter(|&at| !self.sheet.stands_apart(self.sheet.rows[at])).collect();
        let parts: Vec<Between> = rows.iter().map(|&at| self.at(at, column)).collect::<Option<_>>()?;
        let sum = parts.iter().fold(Between::NOTHING, |sum, &part| sum.plus(part));
        let agrees = printed.between().meets(sum);
        let least = parts.iter().map(|part| part.low).fold(f64::INFINITY, f64::min);
        let most = parts.iter().map(|part| part.high).fold(f64::NEG_INFINITY, f64::max);
        let is_mean = least <= printed.value && printed.value <= most;
        (agrees || !is_mean).then(|| Agreement { printed, computed: sum.value, agrees, from: format!("sum of {} rows", rows.len()) })
    }
}
