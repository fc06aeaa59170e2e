//! Numbers of a workbook in decimal digits: as many as such a file means, rounded as a spreadsheet rounds. Owns this way
//! from a number to digits; knows no formats.

/// Digits that a number of a workbook means; those behind are of the way it is kept.
const DIGITS: usize = 15;

/// A number that is not negative, in decimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    /// The digits without zeros at the end; none for zero.
    digits: Vec<u8>,
    /// Where the decimal sign stands: behind so many of the digits.
    point: i32,
}

impl Decimal {
    /// A finite number that is not negative.
    pub fn of(value: f64) -> Decimal {
        let said = format!("{:.*e}", DIGITS - 1, value);
        let (digits, exponent) = said.split_once('e').unwrap_or((&said, "0"));
        let mut digits: Vec<u8> = digits.bytes().filter(u8::is_ascii_digit).map(|byte| byte - b'0').collect();
        while digits.last() == Some(&0) {
            digits.pop();
        }
        let point = if digits.is_empty() { 0 } else { exponent.parse::<i32>().unwrap_or(0) + 1 };
        Decimal { digits, point }
    }

    /// The number times a power of ten.
    pub fn moved(mut self, power: i32) -> Decimal {
        self.point += power;
        self
    }

    /// The digits before and behind the decimal sign, rounded to so many decimals, halves away from zero, and whether
    /// anything was left out. The first have no zeros in front.
    pub fn rounded(&self, decimals: usize) -> (String, String, bool) {
        let kept = self.point + decimals.min(400) as i32;
        let rounded = kept < self.digits.len() as i32;
        let mut digits: Vec<u8> = self.digits.iter().copied().take(kept.max(0) as usize).collect();
        let mut point = self.point;
        if rounded && kept >= 0 && self.digits.get(kept as usize).is_some_and(|&digit| digit >= 5) {
            let carried = digits.iter_mut().rev().all(|digit| {
                *digit = (*digit + 1) % 10;
                *digit == 0
            });
            if carried {
                digits.insert(0, 1);
                point += 1;
            }
        }
        let at = |place: i32| usize::try_from(place).ok().and_then(|place| digits.get(place)).map_or('0', |digit| char::from(b'0' + digit));
        let whole = (0..point).map(at).collect::<String>();
        let behind = (point..point + decimals as i32).map(at).collect();
        (whole.trim_start_matches('0').to_owned(), behind, rounded)
    }
}

/// Digits before and behind the decimal sign set as a number: with so many digits before and behind it at least, and
/// commas between thousands.
pub fn set(whole: &str, behind: &str, least_whole: usize, least_behind: usize, thousands: bool) -> String {
    let mut whole = format!("{whole:0>least_whole$}");
    if thousands {
        let mut at = whole.len();
        while at > 3 {
            at -= 3;
            whole.insert(at, ',');
        }
    }
    let mut behind = behind;
    while behind.len() > least_behind && behind.ends_with('0') {
        behind = &behind[..behind.len() - 1];
    }
    if whole.is_empty() && behind.is_empty() {
        return "0".to_owned();
    }
    if behind.is_empty() { whole } else { format!("{whole}.{behind}") }
}

/// A number with an exponent, as `1.2E+06`, and whether anything was left out.
pub fn with_exponent(value: f64, decimals: (usize, usize), digits: usize) -> (String, bool) {
    let number = Decimal::of(value);
    let mut exponent = if number.digits.is_empty() { 0 } else { number.point - 1 };
    let (mut whole, mut behind, rounded) = number.clone().moved(-exponent).rounded(decimals.1);
    if whole.len() > 1 {
        exponent += 1;
        (whole, behind, _) = number.moved(-exponent).rounded(decimals.1);
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    (format!("{}E{sign}{:0digits$}", set(&whole, &behind, 1, decimals.0, false), exponent.unsigned_abs()), rounded)
}

/// A number as it is: in plain digits where they are few enough to read.
pub fn general(value: f64) -> String {
    if !value.is_finite() {
        return value.to_string();
    }
    let sign = if value < 0.0 { "-" } else { "" };
    let size = value.abs();
    if size != 0.0 && !(1e-9..1e15).contains(&size) {
        return format!("{sign}{}", with_exponent(size, (0, DIGITS - 1), 1).0.replace("E+", "E"));
    }
    let (whole, behind, _) = Decimal::of(size).rounded(2 * DIGITS);
    format!("{sign}{}", set(&whole, &behind, 1, 0, false))
}
