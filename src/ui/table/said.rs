//! What is said of a sheet in the status line: where the cursor is, and what can be said of its column at once. Owns these
//! words.

use std::borrow::Cow;

use super::SheetView;
use crate::layout::width;
use crate::sheet::order::{By, SheetRow};
use crate::sheet::statistics::Statistics;
use crate::sheet::{Column, Kind, Value};

/// Columns of the screen at most for a row's name among other words.
const LONGEST: u32 = 40;

impl SheetView {
    /// Where the cursor is, for the status line.
    pub fn place(&self) -> String {
        let here = self.shown.iter().take(self.cursor.0 + 1).filter(|row| matches!(row, SheetRow::Data(_))).count();
        let (shown, all) = (self.look().order.rows.len(), self.held().sheet.rows.len());
        let marked = if self.marks().is_empty() { String::new() } else { format!("{} marked, ", self.marks().len()) };
        if shown == 0 && all > 0 {
            return format!("{marked}none of {all} rows");
        }
        if shown == all { format!("{marked}row {here} of {all}") } else { format!("{marked}row {here} of {shown} (of {all})") }
    }

    /// What there is to know of the cursor's cell: whether other figures give it, else what of its column is in doubt.
    pub fn explained(&self) -> Option<String> {
        let By::Column(at) = self.cursor_column()? else { return None };
        let place = self.cursor_row().and_then(|row| self.held().sheet.position(row));
        if let Some(agreement) = place.and_then(|place| self.agreements.at(place, at)) {
            return Some(agreement.words());
        }
        let column = self.held().sheet.columns.get(at)?;
        let name = By::Column(at).name(&self.held().sheet);
        let undecided = column
            .reading
            .undecided
            .then(|| format!("may be read in two ways, is read as {}; # reads it otherwise", column.reading.words(column.kind == Kind::Date)));
        let unread = column.unread_words().map(|words| format!("{words}; ! keeps them"));
        undecided.or(unread).map(|words| format!("{name}: {words}"))
    }

    /// What can be said of the cursor's column: of the marked rows where some are marked, else of all that show.
    pub(super) fn statistics(&self) -> Option<String> {
        let By::Column(at) = self.cursor_column()? else { return None };
        let column = self.held().sheet.columns.get(at)?;
        let (marks, sheet) = (self.marks(), &self.held().sheet);
        let counts = |row: &u32| if marks.is_empty() { !sheet.stands_apart(*row) } else { marks.contains(row) };
        let rows: Vec<u32> = self.look().order.rows.iter().copied().filter(counts).collect();
        // Of all rows, totals and what was reckoned are no part; of marked ones, all are.
        let left_out = if marks.is_empty() { sheet.left_out(&self.look().order.rows) } else { None };
        let without = left_out.map_or(String::new(), |words| format!("; without {words}"));
        let name = By::Column(at).name(&self.held().sheet);
        let of = if self.marks().is_empty() { name } else { format!("{name}, {} marked", rows.len()) };
        let values: Vec<&Value> = rows.iter().map(|&row| self.held().sheet.value(row, at)).collect();
        if !column.kind.is_figures() {
            let missing = values.iter().filter(|value| ***value == Value::Nothing).count();
            return Some(format!("{of} ({}): count {}, missing {missing}{without}", what_it_holds(column), rows.len() - missing));
        }
        let found = Statistics::of(values.iter().map(|value| if let Value::Number(value) = value { *value } else { f64::NAN }));
        let decimals = rows.iter().map(|&row| self.held().cell(row, at).decimals).max().unwrap_or(0);
        let figure = |value: f64, more: usize| readable(value, decimals + more);
        let mut words = format!("{of} ({}): count {}, missing {}", what_it_holds(column), found.count, found.missing);
        if column.kind != Kind::Year && found.count > 0 {
            words.push_str(&format!(", sum {}", figure(found.sum, 0)));
        }
        for (name, value, more) in [("mean", found.mean, 1), ("median", found.median, usize::from(found.count.is_multiple_of(2)))] {
            if let Some(value) = value {
                words.push_str(&format!(", {name} {}", figure(value, more)));
            }
        }
        for (name, extreme) in [("min", found.min), ("max", found.max)] {
            if let Some((place, value)) = extreme {
                words.push_str(&format!(", {name} {} ({})", figure(value, 0), short(&self.row_name(rows[place]))));
            }
        }
        if let Some(deviation) = found.deviation {
            words.push_str(&format!(", sd {}", figure(deviation, 1)));
        }
        words.push_str(&without);
        Some(words)
    }

    /// What a row is called.
    pub(super) fn row_name(&self, row: u32) -> String {
        let held = self.held();
        held.sheet.row_name(&held.table, &held.text, row)
    }

    /// The width of the widest cell of a column of the table.
    pub(super) fn widest(&self, column: usize) -> u16 {
        self.measured.columns.get(column).map_or(1, |column| column.width)
    }
}

/// Kind and unit of a column, and its formula.
pub(super) fn what_it_holds(column: &Column) -> String {
    let unit = column.unit.as_ref().map_or(String::new(), |unit| format!(", {unit}"));
    let formula = column.formula.as_ref().map_or(String::new(), |formula| format!(", = {formula}"));
    format!("{}{unit}{formula}", column.kind.name())
}

/// A name that may be long, cut with a sign.
fn short(name: &str) -> Cow<'_, str> {
    match width::fitting(name, LONGEST) {
        at if at < name.len() => Cow::Owned(format!("{}…", &name[..at])),
        _ => Cow::Borrowed(name),
    }
}

/// A figure with blanks between thousands, which end no line.
fn readable(value: f64, decimals: usize) -> String {
    let plain = format!("{value:.decimals$}");
    let (whole, behind) = plain.split_once('.').map_or((plain.as_str(), None), |(whole, behind)| (whole, Some(behind)));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("−", digits));
    let mut out = sign.to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    if let Some(behind) = behind {
        out.push('.');
        out.push_str(behind);
    }
    out
}
