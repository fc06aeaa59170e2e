//! Figures in the forms that most cells of big data have, read byte by byte: digits alone, with decimals, parted into
//! thousands, in brackets, with a mark behind. Owns no rule: what it reads, `Reading::read` reads alike, and whatever it does
//! not know is left to that.

use crate::sheet::number::{Decimal, Reading};

/// How many forms are told apart.
pub const FORMS: usize = 64;
/// Most digits of a figure that is held exactly.
const EXACT: usize = 15;
/// The powers of ten that are held exactly with such figures.
const POWERS: [f64; EXACT + 1] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
/// Added to the form of a figure with a sign, and to that of one with a mark.
const SIGNED: usize = 16;
const MARKED: usize = 32;
/// Forms below this are of digits and a decimal sign alone.
const PLAIN: usize = 10;

/// A figure, and a number for its form below `FORMS`: two cells of the same form show the same of their column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plain {
    /// Its value, finite.
    pub value: f64,
    /// The number of its form.
    pub form: usize,
    /// The digits behind its decimal sign.
    pub decimals: usize,
}

/// Reads a field where it is a figure in one of the forms: with quotes and blanks round it, or without.
#[inline]
pub fn plain(field: &[u8], decimal: Decimal) -> Option<Plain> {
    let cell = match field {
        [b'"', inner @ .., b'"'] => inner,
        _ => field,
    };
    match (cell.first()?, cell.last()?) {
        (b' ', _) | (_, b' ') => read(cell.trim_ascii(), decimal),
        _ => read(cell, decimal),
    }
}

/// Whether a cell is a figure that stands as plain data already: digits with a point before decimals.
pub fn is_written_plainly(cell: &str, reading: &Reading) -> bool {
    let plain = plain(cell.as_bytes(), reading.decimal);
    plain.is_some_and(|plain| plain.form < PLAIN && (plain.decimals == 0 || reading.decimal == Decimal::Point) && cell.as_bytes()[0].is_ascii_digit())
}

#[inline]
fn read(cell: &[u8], decimal: Decimal) -> Option<Plain> {
    let (point, group) = if decimal == Decimal::Point { (b'.', b',') } else { (b',', b'.') };
    let (negative, open, from) = match cell.first()? {
        b'-' => (true, false, 1),
        b'(' => (true, true, 1),
        _ => (false, false, 0),
    };
    let digits = cell.get(from..)?;
    let (mut number, run) = run(digits, 0)?;
    let (mut at, mut parted, mut groups) = (run, 0, 0);
    while run <= 3
        && let Some(&sign) = digits.get(at).filter(|&&sign| sign == b' ' || sign == group)
    {
        let three = digits.get(at + 1..at + 4)?;
        let ends = digits.get(at + 4).is_none_or(|next| !next.is_ascii_digit());
        if !three.iter().all(u8::is_ascii_digit) || !ends || groups > 0 && sign != parted || digits[0] == b'0' {
            return None;
        }
        number = three.iter().fold(number, |number, digit| number * 10 + u64::from(digit - b'0'));
        (at, parted, groups) = (at + 4, sign, groups + 1);
        if groups > 4 {
            return None;
        }
    }
    let mut decimals = 0;
    if digits.get(at) == Some(&point) {
        (number, decimals) = self::run(&digits[at + 1..], number)?;
        at += 1 + decimals;
    }
    if run + 3 * groups + decimals > EXACT {
        return None;
    }
    let marked = match (&digits[at..], open) {
        ([], false) | ([b')'], true) => false,
        ([b'*' | b'a' | b'b' | b'c' | b'f' | b'p' | b'r'], false) => true,
        _ => return None,
    };
    let value = number as f64 / POWERS[decimals];
    let padded = digits[0] == b'0';
    let form = match (parted, decimals, run) {
        (0, 0, 1) if number == 0 => 0,
        (0, 0, 2..=3) if padded => 1,
        (0, 0, ..=3) => 2,
        (0, 0, 4) if (1000..=2199).contains(&number) => 3,
        (0, 0, 4) if padded => 4,
        (0, 0, 4) => 5,
        (0, 0, _) if padded => 6,
        (0, 0, _) => 7,
        (0, 3, ..=3) if !padded => 8,
        (0, ..) => 9,
        (b' ', 0, _) => 10,
        (b' ', ..) => 11,
        (_, 0, _) if groups == 1 => 12,
        (_, 0, _) => 13,
        _ => 14,
    };
    let form = form + if negative { SIGNED } else { 0 } + if marked { MARKED } else { 0 };
    Some(Plain { value: if negative { 0.0 - value } else { value }, form, decimals })
}

/// The digits at the beginning put behind a number, and how many there are; `None` where there is none, or too many.
#[inline]
fn run(bytes: &[u8], mut number: u64) -> Option<(u64, usize)> {
    let mut count = 0;
    for &byte in bytes {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            break;
        }
        count += 1;
        if count > EXACT {
            return None;
        }
        number = number.wrapping_mul(10).wrapping_add(u64::from(digit));
    }
    (count > 0).then_some((number, count))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;
    use crate::sheet::evidence::Evidence;
    use crate::sheet::kind::Tally;
    use crate::sheet::number::Printed;

    fn evidence(cell: &str) -> Evidence {
        let mut evidence = Evidence::default();
        evidence.count(cell);
        evidence
    }

    fn tally(cell: &str, reading: &Reading) -> Tally {
        let mut tally = Tally::default();
        tally.count(cell, reading);
        tally
    }

    fn decimals(cell: &str, reading: &Reading) -> usize {
        reading.plain(cell).and_then(|plain| plain.split_once('.').map(|(_, behind)| behind.len())).unwrap_or(0)
    }

    fn cell() -> impl Strategy<Value = String> {
        let whole = prop_oneof![3 => "[0-9]{1,9}", 2 => "[0-9]{1,4}([ ,.'][0-9]{3}){1,4}", 1 => "(0|00|19[0-9]{2}|007)"];
        let behind = prop_oneof![2 => Just(String::new()), 2 => "[.,][0-9]{1,4}", 1 => "[.,]"];
        let tail = prop_oneof![3 => Just(String::new()), 1 => "( ?[a-fpr*%)]|[st]t|e3| [0-9])"];
        ("[-+(]?", whole, behind, tail).prop_map(|(sign, whole, behind, tail)| format!("{sign}{whole}{behind}{tail}"))
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_read_quickly_is_what_is_read_with_care(cells in proptest::collection::vec(cell(), 1..30), comma: bool) {
            let decimal = if comma { Decimal::Comma } else { Decimal::Point };
            let reading = Reading { decimal, ..Reading::default() };
            let mut forms: HashMap<usize, String> = HashMap::new();
            for cell in cells {
                let Some(plain) = plain(cell.as_bytes(), decimal) else { continue };
                let read = reading.read(&cell);
                prop_assert_eq!(&read, &Printed::Figure { value: plain.value, percent: false, about: false }, "{}", cell);
                prop_assert_eq!(plain.decimals, decimals(&cell, &reading), "{}", cell);
                let first = forms.entry(plain.form).or_insert_with(|| cell.clone());
                prop_assert_eq!(evidence(first), evidence(&cell), "{} and {}", first, cell);
                prop_assert_eq!(tally(first, &reading), tally(&cell, &reading), "{} and {}", first, cell);
            }
        }
    }

    #[test]
    fn most_forms_of_figures_are_read_quickly() {
        let read = |cell: &str| plain(cell.as_bytes(), Decimal::Point).map(|plain| plain.value);
        for (cell, value) in [("11820.0", 11820.0), ("11 820.0", 11820.0), ("\"1,234,567.5\"", 1_234_567.5), ("(34)", -34.0), (" 12.3a ", 12.3), ("-0", 0.0)] {
            assert_eq!(read(cell), Some(value), "{cell}");
        }
        for cell in ["n.a.", "", "12e", "1 23", "1,23", "1234567890123456", "12-", "0 123", "12.", "1 234 r"] {
            assert_eq!(read(cell), None, "{cell}");
        }
    }
}
