//! What printed figures say. All cells of a column together decide what its points and commas are; then each is read
//! the same way. Owns that decision and the words for "no figure"; knows no tables.

use super::figure::{figure, is_apostrophe, is_blank, is_point, without_marks};

/// Signs and words that say in any column that there is nothing.
const NOTHING: [&str; 16] = ["", "n.a.", "n.a", "n/a", "n. a.", "..", "...", "…", ". .", ". . .", "-", "–", "—", "−", "--", "."];
/// Words that say so among figures; among words they are words.
const NOTHING_AMONG_FIGURES: [&str; 6] = ["na", "x", "n.d.", "nd", ":", "n.e."];

/// The sign before the decimals of a column. A raised point (`12·5`) is a decimal sign in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Decimal {
    /// `1.5`
    #[default]
    Point,
    /// `1,5`
    Comma,
}

/// What parts the thousands of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thousands {
    /// A blank of any width.
    Blank,
    /// A comma.
    Comma,
    /// A point.
    Point,
    /// An apostrophe.
    Apostrophe,
}

/// How the figures of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading {
    /// The sign before the decimals.
    pub decimal: Decimal,
    /// What parts thousands, where anything was met that does.
    pub thousands: Option<Thousands>,
    /// Whether the cells do not say which of two readings is meant, as `1.234` alone.
    pub undecided: bool,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub enum Printed {
    /// A figure, and whether a percent sign stands with it.
    Figure {
        /// Its value, finite.
        value: f64,
        /// Whether a percent sign stands with it.
        percent: bool,
    },
    /// That there is nothing: `n.a.`, `..`, a blank.
    Nothing,
    /// Anything else.
    Words,
}

impl Reading {
    /// The reading of a column with these cells.
    pub fn of<'c>(cells: impl IntoIterator<Item = &'c str>) -> Reading {
        let mut evidence = Evidence::default();
        for cell in cells {
            evidence.count(cell);
        }
        evidence.decide()
    }

    /// What a cell of the column says.
    pub fn read(&self, cell: &str) -> Printed {
        if is_nothing_among_figures(cell) {
            return Printed::Nothing;
        }
        match self.plain(cell).and_then(|plain| plain.parse::<f64>().ok()) {
            // Minus nothing is nothing: it must not sort below it.
            Some(value) if value.is_finite() => {
                Printed::Figure { value: if value == 0.0 { 0.0 } else { value }, percent: figure(cell).is_some_and(|figure| figure.percent) }
            }
            _ => Printed::Words,
        }
    }

    /// The figure in plain characters, with the decimals that were printed: `11 820.0` is `11820.0`. `None` where the
    /// cell is no figure.
    pub fn plain(&self, cell: &str) -> Option<String> {
        let figure = figure(cell)?;
        let digits = plain_digits(&cell[figure.digits], self.decimal)?;
        Some(if figure.negative { format!("-{digits}") } else { digits })
    }

    /// The byte of a cell behind the whole part of its figure: at the decimal sign, or behind the last digit.
    pub fn decimal_at(&self, cell: &str) -> Option<usize> {
        let figure = figure(cell)?;
        let digits = &cell[figure.digits.clone()];
        plain_digits(digits, self.decimal)?;
        Some(figure.digits.start + digits.rfind(|c| is_decimal(c, self.decimal)).unwrap_or(digits.len()))
    }
}

/// The byte of a cell behind the whole part of its figure, at the decimal sign or behind the last digit, the cell being
/// read by itself; `None` where it is no figure.
pub fn decimal_at(cell: &str) -> Option<usize> {
    Reading::of([cell]).decimal_at(cell)
}

/// Whether a cell says in any column that there is nothing.
pub fn is_nothing(cell: &str) -> bool {
    says(cell, &NOTHING)
}

/// Whether a cell says among figures that there is none.
pub fn is_nothing_among_figures(cell: &str) -> bool {
    is_nothing(cell) || says(cell, &NOTHING_AMONG_FIGURES)
}

fn says(cell: &str, words: &[&str]) -> bool {
    let said = without_marks(cell);
    words.iter().any(|word| word.eq_ignore_ascii_case(said))
}

/// Digits without what parts thousands and with a point before decimals; `None` where they make no figure in this
/// reading: `1.5` where commas come before decimals.
fn plain_digits(digits: &str, decimal: Decimal) -> Option<String> {
    let at = digits.find(|c| is_decimal(c, decimal)).unwrap_or(digits.len());
    let (whole, behind) = digits.split_at(at);
    let behind = behind.trim_start_matches(|c| is_decimal(c, decimal));
    if !behind.bytes().all(|b| b.is_ascii_digit()) || !is_grouped(whole) {
        return None;
    }
    let mut plain: String = whole.chars().filter(char::is_ascii_digit).collect();
    if plain.is_empty() {
        plain.push('0');
    }
    if !behind.is_empty() {
        plain.push('.');
        plain.push_str(behind);
    }
    Some(plain)
}

fn is_decimal(c: char, decimal: Decimal) -> bool {
    match decimal {
        Decimal::Point => matches!(c, '.' | '·'),
        Decimal::Comma => matches!(c, ',' | '·'),
    }
}

/// Whether the whole part of a figure is digits alone, or digits parted into thousands by one kind of sign.
fn is_grouped(whole: &str) -> bool {
    let mut signs = whole.chars().filter(|c| !c.is_ascii_digit()).map(kind_of);
    let Some(first) = signs.next() else { return true };
    let mut groups = whole.split(|c: char| !c.is_ascii_digit());
    signs.all(|sign| sign == first) && groups.next().is_some_and(|group| (1..=3).contains(&group.len())) && groups.all(|group| group.len() == 3)
}

fn kind_of(sign: char) -> Option<Thousands> {
    match sign {
        '.' => Some(Thousands::Point),
        ',' => Some(Thousands::Comma),
        _ if is_blank(sign) => Some(Thousands::Blank),
        _ if is_apostrophe(sign) => Some(Thousands::Apostrophe),
        _ => None,
    }
}

/// What the figures of a column show of their signs, in numbers of cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The decimal sign can only be a point.
    point: u32,
    /// The decimal sign can only be a comma.
    comma: u32,
    /// One point before exactly three digits, which may part thousands or decimals.
    either_point: u32,
    /// One comma before exactly three digits.
    either_comma: u32,
    /// Whole figures of four digits and more with nothing between them: this column does not part thousands.
    unparted: u32,
    /// Whole figures of at most three digits.
    short: u32,
    /// Figures with several signs, one of them a comma that parts thousands.
    grouped_by_comma: u32,
    /// Figures with several signs, one of them a point that parts thousands.
    grouped_by_point: u32,
    /// Figures whose thousands are parted by blanks.
    blanks: u32,
    /// Figures whose thousands are parted by apostrophes.
    apostrophes: u32,
}

impl Evidence {
    /// Counts a cell.
    pub fn count(&mut self, cell: &str) {
        if let Some(figure) = figure(cell) {
            self.digits(&cell[figure.digits]);
        }
    }

    /// Adds what another part of the column shows.
    pub fn merge(&mut self, other: &Evidence) {
        self.point += other.point;
        self.comma += other.comma;
        self.either_point += other.either_point;
        self.either_comma += other.either_comma;
        self.unparted += other.unparted;
        self.short += other.short;
        self.grouped_by_comma += other.grouped_by_comma;
        self.grouped_by_point += other.grouped_by_point;
        self.blanks += other.blanks;
        self.apostrophes += other.apostrophes;
    }

    /// How the column is read.
    pub fn decide(&self) -> Reading {
        let (decimal, undecided) = self.decimal();
        Reading { decimal, thousands: self.thousands(decimal), undecided }
    }

    fn digits(&mut self, digits: &str) {
        let blanks = digits.contains(is_blank);
        let apostrophes = digits.contains(is_apostrophe);
        self.blanks += u32::from(blanks);
        self.apostrophes += u32::from(apostrophes);
        let signs: Vec<(usize, char)> = digits.char_indices().filter(|&(_, c)| is_point(c)).collect();
        let Some((&(at, last), others)) = signs.split_last() else {
            match digits.len() {
                _ if blanks || apostrophes => {}
                ..=3 => self.short += 1,
                _ => self.unparted += 1,
            }
            return;
        };
        let decimal = match others {
            _ if last == '·' => '.',
            [] => {
                let (whole, behind) = (&digits[..at], &digits[at + 1..]);
                let may_part = behind.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
                if may_part && last == '.' {
                    return self.either_point += 1;
                } else if may_part {
                    return self.either_comma += 1;
                }
                last
            }
            [(_, first), ..] if *first == last => match last {
                _ if !is_grouped(digits) => return,
                '.' => ',',
                _ => '.',
            },
            [(_, first), ..] if others.iter().all(|(_, sign)| sign == first) => last,
            _ => return,
        };
        if decimal == ',' {
            self.comma += 1
        } else {
            self.point += 1
        }
        self.grouped_by_comma += u32::from(decimal == '.' && digits.contains(','));
        self.grouped_by_point += u32::from(decimal == ',' && digits.contains('.'));
    }

    /// The decimal sign, and whether another would do as well.
    fn decimal(&self) -> (Decimal, bool) {
        let parted = self.blanks > 0 || self.apostrophes > 0;
        match self.point.cmp(&self.comma) {
            std::cmp::Ordering::Greater => (Decimal::Point, false),
            std::cmp::Ordering::Less => (Decimal::Comma, false),
            std::cmp::Ordering::Equal if self.point > 0 => (Decimal::Point, true),
            std::cmp::Ordering::Equal => match (self.either_point > 0, self.either_comma > 0) {
                (false, false) => (Decimal::Point, false),
                (true, true) => (Decimal::Point, true),
                // Where blanks part the thousands, nothing else does.
                (true, false) if parted || self.unparted > 0 => (Decimal::Point, false),
                (false, true) if parted => (Decimal::Comma, false),
                // Small whole figures among them: three decimals in every other cell would be odd.
                (true, false) if self.short > 0 => (Decimal::Comma, true),
                (true, false) | (false, true) => (Decimal::Point, true),
            },
        }
    }

    fn thousands(&self, decimal: Decimal) -> Option<Thousands> {
        match decimal {
            _ if self.blanks > 0 => Some(Thousands::Blank),
            _ if self.apostrophes > 0 => Some(Thousands::Apostrophe),
            Decimal::Point if self.either_comma + self.grouped_by_comma > 0 => Some(Thousands::Comma),
            Decimal::Comma if self.either_point + self.grouped_by_point > 0 => Some(Thousands::Point),
            Decimal::Point | Decimal::Comma => None,
        }
    }
}
