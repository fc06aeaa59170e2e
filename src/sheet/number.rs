//! What printed figures say. All cells of a column together decide what its points and commas are (`evidence`); then each
//! is read the same way. Owns that reading; knows no tables.

use super::date::Days;
use super::evidence::Evidence;
use super::figure::{Figure, figure, is_apostrophe, is_blank};
pub use super::marks::{is_nothing, is_nothing_among_figures};

/// Most digits that a binary figure holds exactly.
const EXACT: usize = 15;
/// Powers of ten up to which a figure is written out.
const WRITTEN: std::ops::RangeInclusive<i16> = -20..=15;

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

/// How the cells of a column are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading {
    /// The sign before the decimals.
    pub decimal: Decimal,
    /// What parts thousands, where anything was met that does.
    pub thousands: Option<Thousands>,
    /// Where the day stands in dates that are all numbers.
    pub days: Days,
    /// Whether the cells do not say which of two readings is meant, as `1.234` alone, or `3/4/1991`.
    pub undecided: bool,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub enum Printed {
    /// A figure.
    Figure {
        /// Its value, finite. Of `<0.1`, `>100` and `~5` it is what is printed; of a range (`10–12`) the lower end.
        value: f64,
        /// Whether a percent sign stands with it.
        percent: bool,
        /// Whether the cell itself says that it is not exact, as `<0.1`, `~5`, `10–12`; or it is too small to be held.
        about: bool,
    },
    /// That there is nothing: `n.a.`, `..`, a blank.
    Nothing,
    /// Anything else: words, and `NaN`, `inf` and `0x10`, which are no printed figures.
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
        if let Some(value) = self.plainly_set(cell.as_bytes()) {
            return Printed::Figure { value, percent: false, about: false };
        }
        match self.figure(cell) {
            Some((Figure { percent, about, .. }, value)) => Printed::Figure { value, percent, about: about || underflows(cell, value) },
            None if is_nothing_among_figures(cell) => Printed::Nothing,
            None => Printed::Words,
        }
    }

    /// The figure in plain characters, with the decimals that were printed: `11 820.0` is `11820.0`; without the `<` or `~`
    /// before it, and the lower end of a range. `None` where the cell is no figure.
    pub fn plain(&self, cell: &str) -> Option<String> {
        let (figure, value) = self.figure(cell)?;
        if figure.fraction.is_some() {
            return Some(value.to_string());
        }
        let mut digits = Digits::default();
        plain_digits(&cell[figure.digits], self.decimal, &mut digits)?;
        let plain = shifted(digits.as_str(), figure.power);
        Some(if figure.negative { format!("-{plain}") } else { plain })
    }

    /// The byte of a cell behind the whole part of its figure: at the decimal sign, or behind the last digit.
    pub fn decimal_at(&self, cell: &str) -> Option<usize> {
        let (figure, _) = self.figure(cell)?;
        let digits = &cell[figure.digits.clone()];
        Some(figure.digits.start + digits.rfind(|c| is_decimal(c, self.decimal)).unwrap_or(digits.len()))
    }

    /// The other ways in which such cells can be meant, as they are told by hand: the other decimal sign (with what then
    /// parts thousands) for figures, the other place of the day for dates.
    pub fn other(&self, dates: bool) -> Reading {
        if dates {
            let days = if self.days == Days::First { Days::Second } else { Days::First };
            return Reading { days, undecided: false, ..*self };
        }
        let (decimal, sign) = match self.decimal {
            Decimal::Point => (Decimal::Comma, Thousands::Point),
            Decimal::Comma => (Decimal::Point, Thousands::Comma),
        };
        let thousands = match self.thousands {
            Some(kept @ (Thousands::Blank | Thousands::Apostrophe)) => Some(kept),
            _ => Some(sign),
        };
        Reading { decimal, thousands, days: self.days, undecided: false }
    }

    /// The reading in a few words: `1,234.5`, `1 234,5`, `day/month`.
    pub fn words(&self, dates: bool) -> String {
        if dates {
            return if self.days == Days::First { "day/month/year" } else { "month/day/year" }.to_owned();
        }
        let decimal = if self.decimal == Decimal::Point { '.' } else { ',' };
        let thousands = match self.thousands {
            Some(Thousands::Blank) => " ",
            Some(Thousands::Apostrophe) => "'",
            Some(Thousands::Comma) => ",",
            Some(Thousands::Point) => ".",
            None => "",
        };
        format!("1{thousands}234{decimal}5")
    }

    /// The figure that a cell is set as, and its value.
    pub(super) fn figure(&self, cell: &str) -> Option<(Figure, f64)> {
        let figure = figure(cell)?;
        let mut value = if figure.digits.is_empty() { 0.0 } else { self.value(&cell[figure.digits.clone()], figure.power)? };
        if let Some((part, of)) = figure.fraction {
            value += f64::from(part) / f64::from(of);
        }
        if let Some(upper) = &figure.upper
            && self.value(&cell[upper.clone()], 0)? <= value
        {
            return None;
        }
        // Minus nothing is nothing: it must not sort below it.
        Some((if figure.negative { 0.0 - value } else { value }, figure)).map(|(value, figure)| (figure, value))
    }

    /// The value of digits, times a power of ten; `None` where they make no figure in this reading, or one too great.
    fn value(&self, digits: &str, power: i16) -> Option<f64> {
        let mut plain = Digits::default();
        plain_digits(digits, self.decimal, &mut plain)?;
        if power != 0 {
            plain.push('e');
            if power < 0 {
                plain.push('-');
            }
            [100, 10, 1].iter().for_each(|unit| plain.push(char::from(b'0' + (power.unsigned_abs() / unit % 10) as u8)));
        }
        fast_float2::parse::<f64, _>(plain.as_str()).ok().filter(|value| value.is_finite())
    }

    /// The value of a cell that is digits alone, with a minus sign and one decimal sign at most, as nearly all cells of big
    /// data are.
    fn plainly_set(&self, cell: &[u8]) -> Option<f64> {
        let (negative, digits) = match cell.split_first()? {
            (b'-', rest) => (true, rest),
            _ => (false, cell),
        };
        let decimal = if self.decimal == Decimal::Point { b'.' } else { b',' };
        let mut number = 0u64;
        let mut behind = None;
        if digits.len() > EXACT + 1 || !digits.first()?.is_ascii_digit() || !digits.last()?.is_ascii_digit() {
            return None;
        }
        for (at, &byte) in digits.iter().enumerate() {
            if byte.is_ascii_digit() {
                number = number * 10 + u64::from(byte - b'0');
            } else if byte == decimal && behind.is_none() {
                behind = Some(digits.len() - at - 1);
            } else {
                return None;
            }
        }
        if digits.len() - usize::from(behind.is_some()) > EXACT {
            return None;
        }
        // Both are held exactly, so that their quotient is the nearest there is.
        let value = number as f64 / POWERS[behind.unwrap_or(0)];
        Some(if negative { 0.0 - value } else { value })
    }
}

/// The powers of ten, up to the digits that a figure holds exactly.
const POWERS: [f64; EXACT + 1] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/// The byte of a cell behind the whole part of its figure, at the decimal sign or behind the last digit, the cell being
/// read by itself; `None` where it is no figure.
pub fn decimal_at(cell: &str) -> Option<usize> {
    Reading::of([cell]).decimal_at(cell)
}

/// Whether digits other than nothing made a value of nothing: the figure is too small to be held.
fn underflows(cell: &str, value: f64) -> bool {
    value == 0.0 && cell.bytes().take_while(|b| !matches!(b, b'e' | b'E')).any(|b| matches!(b, b'1'..=b'9')) && cell.contains(['e', 'E'])
}

/// Digits without what parts thousands and with a point before decimals, put into `plain`; `None` where they make no figure
/// in this reading: `1.5` where commas come before decimals.
fn plain_digits(digits: &str, decimal: Decimal, plain: &mut Digits) -> Option<()> {
    let at = digits.find(|c| is_decimal(c, decimal)).unwrap_or(digits.len());
    let (whole, behind) = digits.split_at(at);
    let behind = behind.trim_start_matches(|c| is_decimal(c, decimal));
    if !behind.bytes().all(|b| b.is_ascii_digit()) || !is_grouped(whole) {
        return None;
    }
    whole.chars().filter(char::is_ascii_digit).for_each(|digit| plain.push(digit));
    if plain.as_str().is_empty() {
        plain.push('0');
    }
    if !behind.is_empty() {
        plain.push('.');
        behind.chars().for_each(|digit| plain.push(digit));
    }
    Some(())
}

/// Plain digits with their point moved by a power of ten; behind an `e` where that would be long.
fn shifted(plain: &str, power: i16) -> String {
    if power == 0 {
        return plain.to_owned();
    }
    let (whole, behind) = plain.split_once('.').unwrap_or((plain, ""));
    let digits = format!("{whole}{behind}");
    let power = i64::from(power) - behind.len() as i64;
    if !WRITTEN.contains(&i16::try_from(power).unwrap_or(i16::MAX)) {
        return format!("{digits}e{power}");
    }
    let written = match usize::try_from(power) {
        Ok(more) => format!("{digits}{}", "0".repeat(more)),
        Err(_) => {
            let decimals = power.unsigned_abs() as usize;
            let padded = format!("{digits:0>width$}", width = decimals + 1);
            format!("{}.{}", &padded[..padded.len() - decimals], &padded[padded.len() - decimals..])
        }
    };
    let trimmed = written.trim_start_matches('0');
    if trimmed.is_empty() || trimmed.starts_with('.') { format!("0{trimmed}") } else { trimmed.to_owned() }
}

fn is_decimal(c: char, decimal: Decimal) -> bool {
    match decimal {
        Decimal::Point => matches!(c, '.' | '·'),
        Decimal::Comma => matches!(c, ',' | '·'),
    }
}

/// Whether the whole part of a figure is digits alone, or digits parted into thousands by one kind of sign, or by commas
/// as in India: `12,34,567`.
pub(super) fn is_grouped(whole: &str) -> bool {
    let mut sign = None;
    let (mut groups, mut len, mut thousands, mut lakhs) = (0, 0, true, true);
    for c in whole.chars() {
        if c.is_ascii_digit() {
            len += 1;
            continue;
        }
        if *sign.get_or_insert(kind_of(c)) != kind_of(c) {
            return false;
        }
        thousands &= if groups == 0 { (1..=3).contains(&len) } else { len == 3 };
        lakhs &= if groups == 0 { (1..=2).contains(&len) } else { len == 2 };
        (groups, len) = (groups + 1, 0);
    }
    sign.is_none() || len == 3 && (thousands || lakhs && groups > 1 && sign == Some(Some(Thousands::Comma)))
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

/// A few plain characters, held in place: a column of millions of figures is read without asking for memory.
#[derive(Default)]
struct Digits {
    held: [u8; Digits::HELD],
    len: usize,
    /// All of them, where there are more than can be held.
    long: Option<String>,
}

impl Digits {
    const HELD: usize = 32;

    fn push(&mut self, c: char) {
        match &mut self.long {
            Some(long) => long.push(c),
            None if self.len < Digits::HELD && c.is_ascii() => {
                self.held[self.len] = c as u8;
                self.len += 1;
            }
            None => self.long = Some(format!("{}{c}", self.as_str())),
        }
    }

    fn as_str(&self) -> &str {
        self.long.as_deref().unwrap_or_else(|| std::str::from_utf8(&self.held[..self.len]).unwrap_or_default())
    }
}
