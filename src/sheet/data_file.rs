//! The cells of a data file: read column by column on all cores where there are many.

use std::borrow::Cow;

use rayon::prelude::*;

use super::cells::Cells;
use super::number::{Decimal, Printed, Reading};
use crate::read::data::DataFile;

impl Cells for DataFile {
    fn rows(&self) -> usize {
        self.rows()
    }

    fn columns(&self) -> usize {
        self.columns()
    }

    fn text(&self, row: usize, column: usize) -> Cow<'_, str> {
        self.text(row, column)
    }

    fn bare(&self, row: usize, column: usize) -> Cow<'_, str> {
        self.text(row, column)
    }
}

/// The figures of a column by row; NaN where there is none.
pub fn numbers(cells: &DataFile, column: usize, reading: &Reading) -> Vec<f64> {
    (0..cells.rows()).into_par_iter().with_min_len(4096).map(|row| number(cells, row, column, reading)).collect()
}

/// The rows for which `holds`, in order.
pub fn filter(rows: &[u32], holds: impl Fn(u32) -> bool + Sync + Send) -> Vec<u32> {
    rows.par_iter().with_min_len(4096).copied().filter(|&row| holds(row)).collect()
}

fn number(cells: &DataFile, row: usize, column: usize, reading: &Reading) -> f64 {
    if let Some(value) = plain(cells.raw(row, column), reading) {
        return value;
    }
    match reading.read(&cells.text(row, column)) {
        Printed::Figure { value, .. } => value,
        Printed::Nothing | Printed::Words => f64::NAN,
    }
}

/// The figure of a cell of digits, a sign before them and a point among them: most cells of most files.
fn plain(cell: &[u8], reading: &Reading) -> Option<f64> {
    let digits = cell.strip_prefix(b"-").unwrap_or(cell);
    let is_plain = digits.first()?.is_ascii_digit() && digits.last()?.is_ascii_digit();
    let only_digits = digits.iter().all(u8::is_ascii_digit);
    let with_point = || reading.decimal == Decimal::Point && digits.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
    if !is_plain || !(only_digits || with_point()) {
        return None;
    }
    let value: f64 = fast_float2::parse(cell).ok()?;
    // Minus nothing is nothing.
    value.is_finite().then_some(if value == 0.0 { 0.0 } else { value })
}
