//! Whether printed figures agree with the figures they were reckoned from. Owns what each may have been before it was
//! rounded; a column is only judged where most of its rows bear out what its name says.

/// A figure as printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Printed {
    /// What it says.
    pub value: f64,
    /// The digits behind its decimal sign.
    pub decimals: u8,
}

/// A figure that cannot have come from the others, however they were rounded.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement {
    /// Its row among the data rows.
    pub row: usize,
    /// Its column.
    pub column: usize,
    /// What is printed.
    pub printed: f64,
    /// What the others give.
    pub computed: f64,
}

/// Ways of naming a column of percents, between the names of the part and of the whole.
const BETWEEN: [&str; 6] = [" as % of ", " as percent of ", " as per cent of ", " as percentage of ", " as a percentage of ", " in % of "];
/// Fewest rows that bear out a column's name.
const FEWEST: usize = 3;

/// The percents of one column of another, by the names of the columns (`1996 as % of 1991`), that do not agree.
pub fn percents(names: &[&str], figure: impl Fn(usize, usize) -> Option<Printed>, rows: usize) -> Vec<Disagreement> {
    let mut found = Vec::new();
    for (column, name) in names.iter().enumerate() {
        let Some((part, whole)) = BETWEEN.iter().find_map(|between| name.split_once(between)) else { continue };
        let at = |wanted: &str| names.iter().position(|name| *name == wanted.trim());
        let (Some(part), Some(whole)) = (at(part), at(whole)) else { continue };
        let mut agree = 0;
        let mut against = Vec::new();
        for row in 0..rows {
            let (Some(printed), Some(part), Some(whole)) = (figure(row, column), figure(row, part), figure(row, whole)) else { continue };
            let Some((low, high)) = quotient(part, whole) else { continue };
            if printed.low() <= high * 100.0 + f64::EPSILON && low * 100.0 - f64::EPSILON <= printed.high() {
                agree += 1;
            } else {
                against.push(Disagreement { row, column, printed: printed.value, computed: part.value / whole.value * 100.0 });
            }
        }
        if agree >= FEWEST && agree > against.len() * 2 {
            found.extend(against);
        }
    }
    found
}

impl Printed {
    fn low(self) -> f64 {
        self.value - self.half()
    }

    fn high(self) -> f64 {
        self.value + self.half()
    }

    fn half(self) -> f64 {
        0.5 * 10f64.powi(-i32::from(self.decimals)) * (1.0 + 1e-9)
    }
}

/// Between what the quotient lies; `None` where the whole may be nothing.
fn quotient(part: Printed, whole: Printed) -> Option<(f64, f64)> {
    if whole.low() <= 0.0 && whole.high() >= 0.0 {
        return None;
    }
    let all = [part.low() / whole.low(), part.low() / whole.high(), part.high() / whole.low(), part.high() / whole.high()];
    Some((all.into_iter().fold(f64::INFINITY, f64::min), all.into_iter().fold(f64::NEG_INFINITY, f64::max)))
}
