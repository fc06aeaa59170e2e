//! What a column holds, told from the forms of its cells. Owns the counts, which add up over parts of a column, and the decision.

use super::collation::folded;
use super::column::Kind;
use super::date;
use super::number::{Printed, Reading};

/// The forms of a column's cells, in numbers of cells. Of two parts of a column it adds up to that of both.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    said: u32,
    figures: u32,
    percents: u32,
    years: u32,
    dates: u32,
}

impl Tally {
    /// Counts a cell, and says what it says.
    pub fn count(&mut self, cell: &str, reading: &Reading) -> Printed {
        let printed = reading.read(cell);
        match printed {
            Printed::Nothing => return printed,
            Printed::Words => self.dates += u32::from(date::iso(cell.trim()).is_some()),
            Printed::Figure { percent, .. } => {
                self.figures += 1;
                self.percents += u32::from(percent);
                self.years += u32::from(date::year_of(cell).is_some());
            }
        }
        self.said += 1;
        printed
    }

    /// Adds the forms of another part of the column.
    pub fn merge(&mut self, other: &Tally) {
        self.said += other.said;
        self.figures += other.figures;
        self.percents += other.percents;
        self.years += other.years;
        self.dates += other.dates;
    }

    /// What the column of this name holds; the stub is the column of row names.
    pub fn decide(&self, name: &str, is_stub: bool) -> Kind {
        let most = |number: u32| number > 0 && number * 2 > self.said;
        let name = folded(name);
        let names_percent = ["%", "per cent", "percent"].iter().any(|word| name.contains(word));
        let names_years = name.split(|c: char| !c.is_alphabetic()).any(|word| matches!(word, "year" | "years" | "date"));
        match () {
            () if most(self.figures) && (self.percents * 2 > self.figures || names_percent) => Kind::Percent,
            () if most(self.figures) && self.years == self.said && (is_stub || names_years) => Kind::Year,
            () if most(self.figures) => Kind::Number,
            () if most(self.dates) => Kind::Date,
            () => Kind::Text,
        }
    }
}
