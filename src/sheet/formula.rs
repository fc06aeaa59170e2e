//! A formula in words of the columns: `[1996] / [1991] * 100`. Owns what it means: how names are found, what is missing,
//! and how many decimals the outcome has; knows no table.
//!
//! `+ - * / ^ ( )` and unary minus mean what they do on paper: `^` goes before the minus in front of it and is taken from
//! the right. A name stands in brackets (`\]` is a bracket in it), or bare where it is one word, or is `#N` from 1.
//! Functions of one argument `sum mean min max` go down the rows and leave out what is missing; of several they go
//! across the row. What is missing makes missing what is reckoned from it, and so does a division by zero.
//!
//! Ways of deriving are called by name: `change(1991, 1996)`, `percent change(1991, 1996)`, `share(1996)`,
//! `index(1996, 1991)`, `rank(1996)`, `running(1996)`, `average(1996, 3)`. Behind what they take may stand the rows that
//! they go over: `group`, or a column whose words part the rows. There a figure that is a column's name is that column.
//! Sums down the rows, and these ways, leave out the rows that stand apart: totals, and what was itself reckoned.

mod reader;
mod ways;

use std::fmt;

use self::reader::Reader;
use self::ways::{Way, Within};
use super::statistics::Statistics;

/// Most decimals of an outcome.
const DECIMALS: u8 = 6;
/// Digits behind the first of an outcome that is smaller than its decimals would show.
const DIGITS: f64 = 2.0;
/// Most decimals of such an outcome.
const MOST: f64 = 30.0;

/// From here on a figure holds no more decimals than it shows.
const EXACT: f64 = 1e15;

/// A formula understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    /// As typed, without blanks round it.
    pub typed: String,
    steps: Vec<Step>,
}

/// Why a formula is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The byte of the formula as typed.
    pub at: usize,
    /// What is there.
    pub message: String,
}

/// What a formula may name.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// The columns, the first column's name first.
    pub columns: &'a [&'a str],
    /// Whether a row goes by a name.
    pub is_row: &'a dyn Fn(&str) -> bool,
    /// Whether rows stand in groups.
    pub grouped: bool,
}

/// The rows that a formula is reckoned over.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    /// How many there are.
    pub count: usize,
    /// Whether a row stands apart, as a total does: it is no part of a sum down the rows.
    pub apart: &'a dyn Fn(usize) -> bool,
    /// The group that a row stands under.
    pub group: &'a dyn Fn(usize) -> Option<u32>,
    /// What stands in a row and column, in words.
    pub words: &'a dyn Fn(usize, usize) -> String,
    /// The rows that go by a name, ascending.
    pub named: &'a dyn Fn(&str) -> Vec<usize>,
}

/// A column as a formula takes it.
#[derive(Debug, Clone, Copy)]
pub struct Operand<'a> {
    /// By row, its figure; NaN where there is none.
    pub values: &'a [f64],
    /// The decimals it is printed with.
    pub decimals: u8,
}

/// What a formula gives.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcome {
    /// By row; NaN where something is missing.
    pub values: Vec<f64>,
    /// The decimals it is best printed with.
    pub decimals: u8,
}

/// In the order of the reckoning, each taking from a stack what stands before it.
#[derive(Debug, Clone, PartialEq)]
enum Step {
    Figure(f64, u8),
    Column(usize),
    Minus,
    Two(Sign),
    Call(Function, usize),
    Way(Way, Within),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Sign {
    Plus,
    Less,
    Times,
    Over,
    Power,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Function {
    Sum,
    Mean,
    Min,
    Max,
    Abs,
    Round,
    Log,
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and where.
    pub fn read(typed: &str, names: Names<'_>) -> Result<Formula, Wrong> {
        let steps = Reader::new(typed, names).steps()?;
        Ok(Formula { typed: typed.trim().to_owned(), steps })
    }

    /// Whether what it gives are hundredths.
    pub fn is_percent(&self) -> bool {
        matches!(self.steps.last(), Some(Step::Way(Way::PercentChange | Way::Share, _)))
    }

    /// The columns that it names, each once.
    pub fn columns(&self) -> Vec<usize> {
        let mut columns: Vec<usize> = self.steps.iter().filter_map(|step| if let Step::Column(column) = step { Some(*column) } else { None }).collect();
        columns.sort_unstable();
        columns.dedup();
        columns
    }

    /// Whether rows are left out of a sum that it takes.
    pub fn leaves_out(&self) -> bool {
        let down = |step: &Step| matches!(step, Step::Call(Function::Sum | Function::Mean | Function::Min | Function::Max, 1));
        self.steps.iter().any(|step| down(step) || matches!(step, Step::Way(way, _) if way.goes_down()))
    }

    /// Reckons it out.
    pub fn outcome(&self, columns: &[Operand<'_>], rows: &Rows<'_>) -> Outcome {
        let mut stack: Vec<Outcome> = Vec::new();
        for step in &self.steps {
            let next = match step {
                Step::Figure(value, decimals) => Outcome { values: vec![*value; rows.count], decimals: *decimals },
                Step::Column(column) => {
                    let value = |row| columns.get(*column).and_then(|column| column.values.get(row)).copied().unwrap_or(f64::NAN);
                    Outcome { values: (0..rows.count).map(value).collect(), decimals: columns.get(*column).map_or(0, |column| column.decimals) }
                }
                Step::Minus => {
                    let mut last = stack.pop().unwrap_or_default();
                    last.values.iter_mut().for_each(|value| *value = -*value);
                    last
                }
                Step::Two(sign) => {
                    let other = stack.pop().unwrap_or_default();
                    sign.of(stack.pop().unwrap_or_default(), &other)
                }
                Step::Call(function, arguments) => {
                    let from = stack.len().saturating_sub(*arguments);
                    function.of(&stack.split_off(from), rows)
                }
                Step::Way(way, within) => {
                    let from = stack.len().saturating_sub(way.takes());
                    way.of(stack.split_off(from), *within, rows)
                }
            };
            stack.push(next);
        }
        let mut outcome = stack.pop().unwrap_or_default();
        outcome.values.iter_mut().for_each(|value| *value = known(*value));
        if self.is_exact() {
            outcome.values.iter_mut().for_each(|value| *value = to_decimals(*value, outcome.decimals));
        }
        outcome.decimals = enough(outcome.decimals.min(DECIMALS), &outcome.values);
        outcome
    }

    /// Whether what it gives has no more decimals than what it takes, so that more are but a trace of the reckoning.
    fn is_exact(&self) -> bool {
        self.steps.iter().all(|step| match step {
            Step::Figure(value, _) => value.fract() == 0.0,
            Step::Column(_) | Step::Minus | Step::Two(Sign::Plus | Sign::Less) => true,
            Step::Two(_) => false,
            Step::Call(function, _) => matches!(function, Function::Sum | Function::Min | Function::Max | Function::Abs),
            Step::Way(way, _) => matches!(way, Way::Change | Way::Running | Way::Rank),
        })
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} (at byte {} of the formula)", self.message, self.at + 1)
    }
}

impl std::error::Error for Wrong {}

impl Sign {
    fn of(self, mut one: Outcome, other: &Outcome) -> Outcome {
        for (value, &by) in one.values.iter_mut().zip(&other.values) {
            *value = known(match self {
                Sign::Plus => *value + by,
                Sign::Less => *value - by,
                Sign::Times => *value * by,
                Sign::Over => *value / by,
                // A power of nothing known is not known, whatever the power.
                Sign::Power if value.is_nan() || by.is_nan() => f64::NAN,
                Sign::Power => value.powf(by),
            });
        }
        one.decimals = one.decimals.max(other.decimals).saturating_add(u8::from(self == Sign::Over));
        one
    }
}

impl Function {
    fn named(name: &str) -> Option<Function> {
        Some(match name.to_ascii_lowercase().as_str() {
            "sum" => Function::Sum,
            "mean" => Function::Mean,
            "min" => Function::Min,
            "max" => Function::Max,
            "abs" => Function::Abs,
            "round" => Function::Round,
            "log" => Function::Log,
            _ => return None,
        })
    }

    fn takes(self, arguments: usize) -> bool {
        match self {
            Function::Abs | Function::Log => arguments == 1,
            Function::Round => matches!(arguments, 1 | 2),
            Function::Sum | Function::Mean | Function::Min | Function::Max => true,
        }
    }

    fn of(self, arguments: &[Outcome], rows: &Rows<'_>) -> Outcome {
        let most = arguments.iter().map(|argument| argument.decimals).max().unwrap_or(0);
        let [first, others @ ..] = arguments else { return Outcome::default() };
        let each = |change: &dyn Fn(f64, usize) -> f64| (0..rows.count).map(|row| known(change(first.values[row], row))).collect();
        match self {
            Function::Abs => Outcome { values: each(&|value, _| value.abs()), decimals: most },
            Function::Log => Outcome { values: each(&|value, _| value.ln()), decimals: most.saturating_add(3) },
            Function::Round => {
                let places = |row: usize| others.first().map_or(0.0, |places| places.values[row]).trunc().clamp(-15.0, 15.0);
                let asked = others.first().and_then(|places| places.values.iter().copied().find(|places| !places.is_nan()));
                let values = each(&|value, row| {
                    let by = 10f64.powf(places(row));
                    (value * by).round() / by
                });
                Outcome { values, decimals: asked.unwrap_or(0.0).clamp(0.0, f64::from(DECIMALS)) as u8 }
            }
            Function::Sum | Function::Mean | Function::Min | Function::Max => {
                let decimals = most.saturating_add(u8::from(self == Function::Mean));
                if others.is_empty() {
                    let parts = first.values.iter().enumerate().filter(|(row, _)| !(rows.apart)(*row));
                    let whole = self.over(&Statistics::of(parts.map(|(_, &value)| value)));
                    return Outcome { values: vec![whole; rows.count], decimals };
                }
                let across = |row: usize| {
                    let statistics = Statistics::of(arguments.iter().map(|argument| argument.values[row]));
                    if statistics.missing > 0 { f64::NAN } else { self.over(&statistics) }
                };
                Outcome { values: (0..rows.count).map(across).collect(), decimals }
            }
        }
    }

    fn over(self, statistics: &Statistics) -> f64 {
        let found = match self {
            _ if statistics.count == 0 => None,
            Function::Mean => statistics.mean,
            Function::Min => statistics.min.map(|(_, value)| value),
            Function::Max => statistics.max.map(|(_, value)| value),
            _ => Some(statistics.sum),
        };
        known(found.unwrap_or(f64::NAN))
    }
}

/// So many decimals that not all of the values are printed as nothing.
fn enough(decimals: u8, values: &[f64]) -> u8 {
    let largest = values.iter().filter(|value| !value.is_nan()).fold(0.0, |most: f64, value| most.max(value.abs()));
    if largest == 0.0 || largest >= 10f64.powi(-i32::from(decimals)) {
        return decimals;
    }
    (DIGITS - largest.log10().floor()).clamp(0.0, MOST) as u8
}

/// A figure without what is behind so many decimals, where they are of any use.
fn to_decimals(value: f64, decimals: u8) -> f64 {
    let scale = 10f64.powi(i32::from(decimals));
    let scaled = value * scale;
    if scaled.abs() < EXACT { scaled.round() / scale } else { value }
}

/// What is no finite figure is missing.
fn known(value: f64) -> f64 {
    if value.is_finite() { value } else { f64::NAN }
}
