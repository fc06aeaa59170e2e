//! Ways of deriving a column that formulas call by name: change, share, index, rank, running total, moving average. Owns
//! what each makes of a row's figure and those of the rows round it; what is missing makes missing, never nothing.

use std::collections::HashMap;

use super::{Outcome, Rows, known};

/// Fewest decimals of a percent or an index.
const HUNDREDTHS: u8 = 1;

/// A way of deriving.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Way {
    /// The second less the first.
    Change,
    /// That, in hundredths of the first; of nothing, and of less, there are none.
    PercentChange,
    /// Hundredths of what the rows are together.
    Share,
    /// Hundredths of what the base says.
    Index(Base),
    /// The greatest is 1; ties share a rank, and those behind them have as many before them as there are.
    Rank,
    /// The sum of a row and those before it.
    Running,
    /// The mean of a row and those before it, so many in all.
    Average(usize),
}

/// What is 100 of an index.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Base {
    /// The first of the rows.
    First,
    /// The row of a name.
    Row(String),
    /// In each row the figure of another column.
    Column,
}

/// The rows that a way goes over.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Within {
    /// All of them.
    All,
    /// Those of each group.
    Group,
    /// Those that say the same in a column.
    Column(usize),
}

impl Way {
    /// What they are called. One that another begins with stands behind it.
    pub const NAMES: [&str; 7] = ["percent change", "change", "share", "index", "rank", "running", "average"];

    /// The way of a name that needs to know nothing else.
    pub fn named(name: &str) -> Way {
        match name {
            "percent change" => Way::PercentChange,
            "share" => Way::Share,
            "rank" => Way::Rank,
            "running" => Way::Running,
            _ => Way::Change,
        }
    }

    /// Whether the way of a name takes two columns.
    pub fn takes_two(name: &str) -> bool {
        name.ends_with("change")
    }

    /// How many columns it takes.
    pub fn takes(&self) -> usize {
        if matches!(self, Way::Change | Way::PercentChange | Way::Index(Base::Column)) { 2 } else { 1 }
    }

    /// Whether it takes the figures of other rows.
    pub fn goes_down(&self) -> bool {
        self.takes() == 1
    }

    /// What it makes of the columns that it takes.
    pub fn of(&self, mut taken: Vec<Outcome>, within: Within, rows: &Rows<'_>) -> Outcome {
        let other = if self.takes() == 2 { taken.pop() } else { None }.unwrap_or_default();
        let one = taken.pop().unwrap_or_default();
        let both = one.decimals.max(other.decimals);
        let two = |reckon: &dyn Fn(f64, f64) -> f64| one.values.iter().zip(&other.values).map(|(&one, &other)| known(reckon(one, other))).collect();
        let down = |reckon: &dyn Fn(&[usize], &mut [f64])| {
            let mut values = vec![f64::NAN; rows.count];
            sets(within, rows).iter().for_each(|set| reckon(set, &mut values));
            values
        };
        match self {
            Way::Change => Outcome { values: two(&|from, to| to - from), decimals: both },
            Way::PercentChange => {
                let percent = |from: f64, to: f64| if from > 0.0 { (to - from) / from * 100.0 } else { f64::NAN };
                Outcome { values: two(&percent), decimals: both.max(HUNDREDTHS) }
            }
            Way::Index(Base::Column) => Outcome { values: two(&|of, base| of / base * 100.0), decimals: both.max(HUNDREDTHS) },
            Way::Index(base) => {
                let named = if let Base::Row(name) = base { Some((rows.named)(name)) } else { None };
                let is_base = |row: usize| named.as_ref().is_none_or(|named| named.binary_search(&row).is_ok());
                let values = down(&|set, values| {
                    let Some(&row) = set.iter().find(|&&row| is_base(row)) else { return };
                    set.iter().for_each(|&at| values[at] = known(one.values[at] / one.values[row] * 100.0));
                });
                Outcome { values, decimals: one.decimals.max(HUNDREDTHS) }
            }
            Way::Share => {
                let values = down(&|set, values| {
                    let whole: f64 = set.iter().map(|&row| one.values[row]).filter(|value| !value.is_nan()).sum();
                    set.iter().for_each(|&row| values[row] = known(one.values[row] / whole * 100.0));
                });
                Outcome { values, decimals: one.decimals.max(HUNDREDTHS) }
            }
            Way::Rank => Outcome { values: down(&|set, values| rank(set, &one.values, values)), decimals: 0 },
            Way::Running => {
                let values = down(&|set, values| {
                    let mut sum = 0.0;
                    for &row in set {
                        sum += one.values[row];
                        values[row] = known(sum);
                    }
                });
                Outcome { values, decimals: one.decimals }
            }
            Way::Average(over) => {
                let values = down(&|set, values| {
                    for window in set.windows(*over) {
                        let mean = window.iter().map(|&row| one.values[row]).sum::<f64>() / *over as f64;
                        window.last().into_iter().for_each(|&row| values[row] = known(mean));
                    }
                });
                Outcome { values, decimals: one.decimals.saturating_add(1) }
            }
        }
    }
}

/// Ranks from the greatest down.
fn rank(set: &[usize], figures: &[f64], ranks: &mut [f64]) {
    let mut sorted: Vec<usize> = set.iter().copied().filter(|&row| !figures[row].is_nan()).collect();
    sorted.sort_by(|&one, &other| figures[other].total_cmp(&figures[one]));
    for (at, &row) in sorted.iter().enumerate() {
        let tied = at.checked_sub(1).map(|before| sorted[before]).filter(|&before| figures[before] == figures[row]);
        ranks[row] = tied.map_or((at + 1) as f64, |before| ranks[before]);
    }
}

/// The rows that are reckoned together, in their order; those that stand apart are in none.
fn sets(within: Within, rows: &Rows<'_>) -> Vec<Vec<usize>> {
    let parts = (0..rows.count).filter(|&row| !(rows.apart)(row));
    let mut sets: Vec<Vec<usize>> = Vec::new();
    let mut place: HashMap<String, usize> = HashMap::new();
    for row in parts {
        let key = match within {
            Within::All => String::new(),
            Within::Group => (rows.group)(row).map_or(String::new(), |group| group.to_string()),
            Within::Column(column) => (rows.words)(row, column),
        };
        let at = *place.entry(key).or_insert_with(|| {
            sets.push(Vec::new());
            sets.len() - 1
        });
        sets[at].push(row);
    }
    sets
}
