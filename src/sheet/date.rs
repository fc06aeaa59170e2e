//! Dates as they are printed in tables. Owns the forms that can be meant in one way alone: `3/4/1991` is none of them.

/// The months in English, by their first three letters.
const MONTHS: [&str; 12] = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// The date in ISO form (`1991-12-25`, or `1991-12` where no day is printed); `None` where the cell is none.
pub fn iso(cell: &str) -> Option<String> {
    let parts: Vec<&str> = cell.split([' ', '\u{a0}', ',', '-', '.']).filter(|part| !part.is_empty()).collect();
    let dashes = cell.contains('-');
    let (year, month, day) = match parts[..] {
        [y, m, d] if dashes && month(m).is_none() => (y, number(m, 12)?, Some(d)),
        [y, m] if dashes && m.len() == 2 => (y, number(m, 12)?, None),
        [d, m, y] if month(m).is_some() => (y, month(m)?, Some(d)),
        [m, d, y] => (y, month(m)?, Some(d)),
        [m, y] => (y, month(m)?, None),
        _ => return None,
    };
    let year = year_of(year)?;
    match day {
        Some(day) => Some(format!("{year}-{month:02}-{:02}", number(day, days(year, month))?)),
        None => Some(format!("{year}-{month:02}")),
    }
}

/// The year that a cell is, in four digits: 1000 to 2199.
pub fn year_of(cell: &str) -> Option<u32> {
    let cell = cell.trim();
    let year = if cell.len() == 4 { number(cell, 2199)? } else { return None };
    (year >= 1000).then_some(year)
}

fn month(word: &str) -> Option<u32> {
    let word = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| *month == word || (word.len() == 3 && month.starts_with(&word)) || word == "sept" && *month == "september")?;
    Some(at as u32 + 1)
}

fn number(digits: &str, most: u32) -> Option<u32> {
    let plain = digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|number| plain && (1..=most).contains(number))
}

fn days(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
