//! What a printed figure may have been before it was rounded, and what may come of such figures: arithmetic of intervals.
//! Owns how wide each is; judges nothing.

use super::column::{Sheet, Value, without_markers};
use super::number;
use crate::model::{Table, Text};

/// A figure as printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Printed {
    /// What it says.
    pub value: f64,
    /// The digits behind its decimal sign.
    pub decimals: u8,
}

/// What something may be: no less than `low`, no more than `high`, and `value` where no figure was rounded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Between {
    /// The least.
    pub low: f64,
    /// What the figures give as they are printed.
    pub value: f64,
    /// The most.
    pub high: f64,
}

impl Printed {
    /// A figure that is surely what its cell says; `row` is its place among the data rows. `None` where the column may be
    /// read in two ways, or the cell says `<` or `about`.
    pub fn of(table: &Table, text: &Text, sheet: &Sheet, row: usize, column: usize) -> Option<Printed> {
        let read = sheet.columns.get(column).filter(|column| !column.reading.undecided)?;
        let Value::Number(value) = *read.values.get(row)? else { return None };
        let cell = without_markers(text, *table.rows[sheet.rows[row] as usize].cells.get(column)?);
        if !matches!(read.reading.read(&cell), number::Printed::Figure { about: false, .. }) {
            return None;
        }
        let decimals = read.reading.plain(&cell)?.split_once('.').map_or(0, |(_, behind)| behind.len());
        Some(Printed { value, decimals: u8::try_from(decimals).ok()? })
    }

    /// What it may have been.
    pub fn between(self) -> Between {
        let half = 0.5 * 10f64.powi(-i32::from(self.decimals));
        Between { low: self.value - half, value: self.value, high: self.value + half }
    }
}

impl Between {
    /// Nothing, exactly.
    pub const NOTHING: Between = Between { low: 0.0, value: 0.0, high: 0.0 };

    /// The sum of both.
    pub fn plus(self, other: Between) -> Between {
        Between { low: self.low + other.low, value: self.value + other.value, high: self.high + other.high }
    }

    /// The first less the second.
    pub fn less(self, other: Between) -> Between {
        Between { low: self.low - other.high, value: self.value - other.value, high: self.high - other.low }
    }

    /// So many hundredths is the first of the second; `None` where the second may be nothing.
    pub fn percent_of(self, whole: Between) -> Option<Between> {
        if whole.low <= 0.0 && whole.high >= 0.0 {
            return None;
        }
        let all = [self.low / whole.low, self.low / whole.high, self.high / whole.low, self.high / whole.high];
        let (low, high) = all.into_iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)));
        Some(Between { low: low * 100.0, value: self.value / whole.value * 100.0, high: high * 100.0 })
    }

    /// Both, one hundred less: what a percent of something is as a change of it.
    pub fn as_change(self) -> Between {
        let hundred = Between { low: 100.0, value: 100.0, high: 100.0 };
        self.less(hundred)
    }

    /// Whether both may be the same; what the reckoning itself rounds is forgiven.
    pub fn meets(self, other: Between) -> bool {
        let slack = 1e-9 * self.value.abs().max(other.value.abs()).max(f64::MIN_POSITIVE);
        self.low <= other.high + slack && other.low <= self.high + slack
    }

    /// The digits that it says something of: 0 where it may be nothing.
    pub fn digits(self) -> f64 {
        let width = (self.high - self.low).max(f64::MIN_POSITIVE);
        (self.value.abs() / width).log10().clamp(0.0, 12.0)
    }
}
