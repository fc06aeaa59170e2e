//! Dates as they are printed in tables. Owns the forms, and what they are in ISO form; whether `3/4/1991` is of March or
//! April is decided by a whole column, in `evidence`.

/// The months, by their names in English, German, French, Spanish and Russian; a name of three letters and more may be
/// cut to its first three, or more.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "janvier", "enero", "января", "январь"],
    &["february", "februar", "février", "febrero", "февраля", "февраль"],
    &["march", "märz", "mars", "marzo", "марта", "март"],
    &["april", "avril", "abril", "апреля", "апрель"],
    &["may", "mai", "mayo", "мая", "май"],
    &["june", "juni", "juin", "junio", "июня", "июнь"],
    &["july", "juli", "juillet", "julio", "июля", "июль"],
    &["august", "août", "agosto", "августа", "август"],
    &["september", "septembre", "septiembre", "сентября", "сентябрь"],
    &["october", "oktober", "octobre", "octubre", "октября", "октябрь"],
    &["november", "novembre", "noviembre", "ноября", "ноябрь"],
    &["december", "dezember", "décembre", "diciembre", "декабря", "декабрь"],
];
/// A year of two digits from here on is of the twentieth century, below it of this one.
const CENTURY: u32 = 69;
/// Most bytes of a date.
const LONGEST: usize = 40;

/// Where the day stands in dates that are all numbers and end in the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Days {
    /// `25/12/1991`
    #[default]
    First,
    /// `12/25/1991`
    Second,
}

/// The date in ISO form (`1991-12-25`, or `1991-12` where no day is printed; a time of day stands behind a `T`); `None`
/// where the cell is none.
pub fn iso(cell: &str, days: Days) -> Option<String> {
    let cell = cell.trim();
    if cell.len() > LONGEST || !cell.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let (date, time) = match cell.find(['T', ' ']).filter(|&at| is_time(&cell[at + 1..])) {
        Some(at) => (&cell[..at], Some(&cell[at + 1..])),
        None => (cell, None),
    };
    let (year, month, day) = match numbers(date) {
        Some((first, second, between)) => {
            let year = date.rsplit(between).next().and_then(year)?;
            let (day, month) = if days == Days::First || between == '.' { (first, second) } else { (second, first) };
            (year, Some(month).filter(|month| (1..=12).contains(month))?, Some(day))
        }
        None => named(date)?,
    };
    let mut iso = format!("{year}-{month:02}");
    if let Some(day) = day {
        iso += &format!("-{:02}", Some(day).filter(|day| (1..=days_of(year, month)).contains(day))?);
    }
    if let Some(time) = time {
        iso += "T";
        iso += time;
    }
    Some(iso)
}

/// Whether words are a date in ISO form as `iso` gives it.
pub fn is_iso(words: &str) -> bool {
    let bytes = words.as_bytes();
    bytes.len() >= 7 && bytes[..4].iter().all(u8::is_ascii_digit) && bytes[4] == b'-' && bytes[5..7].iter().all(u8::is_ascii_digit)
}

/// The year that a cell is, in four digits: 1000 to 2199.
pub fn year_of(cell: &str) -> Option<u32> {
    let cell = cell.trim();
    let year = if cell.len() == 4 { number(cell, 2199)? } else { return None };
    (year >= 1000).then_some(year)
}

/// The first two numbers of a date that is three of them and ends in the year, and the sign between: `25/12/1991`.
pub(super) fn numbers(cell: &str) -> Option<(u32, u32, char)> {
    let between = cell.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '.' | '-'))?;
    let mut parts = cell.trim().split(between);
    let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
    let is_year = year_of(year).is_some() || year.len() == 2 && number(year, 99).is_some() || year == "00";
    (parts.next().is_none() && is_year).then_some((number(first, 31)?, number(second, 31)?, between))
}

/// A date whose month has a name, or that begins with the year.
fn named(date: &str) -> Option<(u32, u32, Option<u32>)> {
    let mut parts = [""; 4];
    let mut count = 0;
    for part in date.split([' ', '\u{a0}', ',', '-', '.', '/']).filter(|part| !part.is_empty()) {
        *parts.get_mut(count)? = part;
        count += 1;
    }
    let signs = date.contains(['-', '/', '.']);
    Some(match parts[..count] {
        [y, m, d] if signs && year_of(y).is_some() && month(m).is_none() => (year_of(y)?, number(m, 12)?, Some(number(d, 31)?)),
        [y, m] if signs && m.len() == 2 && year_of(y).is_some() => (year_of(y)?, number(m, 12)?, None),
        [d, m, y] if month(m).is_some() => (year(y)?, month(m)?, Some(day(d)?)),
        [m, d, y] => (year(y)?, month(m)?, Some(day(d)?)),
        [m, y] => (if signs { year(y)? } else { year_of(y)? }, month(m)?, None),
        _ => return None,
    })
}

/// A year of four digits, or of two.
fn year(digits: &str) -> Option<u32> {
    match digits {
        "00" => Some(2000),
        _ if digits.len() == 2 => number(digits, 99).map(|year| if year < CENTURY { 2000 + year } else { 1900 + year }),
        _ => year_of(digits),
    }
}

/// A day, also as `1st` or `2nd`.
fn day(word: &str) -> Option<u32> {
    number(word.trim_end_matches(|c: char| c.is_ascii_lowercase()), 31).filter(|_| word.len() <= 4)
}

fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    let cut = |name: &&str| name.chars().count() > 3 && name.starts_with(&word);
    let at = MONTHS.iter().position(|names| names.iter().any(|name| *name == word || word.chars().count() >= 3 && cut(name)))?;
    Some(at as u32 + 1)
}

fn number(digits: &str, most: u32) -> Option<u32> {
    let plain = digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|number| plain && (1..=most).contains(number))
}

/// Whether words are a time of day: `10:30`, `10:30:00`, `10:30:00.5Z`, `10:30+03:00`.
fn is_time(words: &str) -> bool {
    let words = words.trim_end_matches('Z');
    let words = words.rfind(['+', '-']).map_or(words, |at| &words[..at]);
    let mut parts = words.split(':');
    let (hours, minutes) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let within = |digits: &str, most: u32| digits.len() == 2 && digits.parse::<u32>().is_ok_and(|number| number <= most);
    let seconds = parts.next().is_none_or(|seconds| within(seconds.split('.').next().unwrap_or_default(), 60));
    hours.len() <= 2 && hours.parse::<u32>().is_ok_and(|hours| hours <= 24) && within(minutes, 59) && seconds && parts.next().is_none()
}

fn days_of(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
