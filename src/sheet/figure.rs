//! The parts of a printed figure: sign, currency, digits, fraction, power of ten, percent, the words and signs that make it
//! an about, and the marks that are glued to it. Owns where the digits of a cell begin and end; what its points and commas
//! say is decided in `number`, by a whole column.

use std::ops::Range;

use super::marks::{is_raised, mark};

/// Codes and short names of currencies that stand before or behind a figure.
const CURRENCIES: [&str; 31] = [
    "USD", "EUR", "GBP", "JPY", "CHF", "RUB", "CNY", "INR", "KZT", "UZS", "KGS", "TJS", "TMT", "DEM", "FRF", "SEK", "NOK", "DKK", "PLN", "CAD", "AUD", "BRL",
    "DM", "Rs.", "Rs", "Fr.", "kr.", "kr", "руб.", "zł", "Kč",
];
/// Ways of printing the percent sign.
const PERCENT: [&str; 5] = ["%", "per cent", "percent", "p.c.", "％"];
/// Words before a figure that is not exact; one that begins another stands behind it.
const ABOUT: [&str; 6] = ["circa ", "ca.", "ca ", "c.", "about ", "approx."];
/// The fractions that have a sign of their own, with what they are.
const FRACTIONS: [(char, u8, u8); 18] = [
    ('½', 1, 2),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅐', 1, 7),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
    ('⅑', 1, 9),
    ('⅒', 1, 10),
];
/// What a fraction that is set with a stroke is a part of: `3/16` is one, `23/31` and `1991/92` are none.
const PARTS: [u8; 14] = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 32, 64, 100];

/// A cell that is set as a figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Figure {
    /// Whether it is below nothing: by a sign before or behind it, or by brackets.
    pub negative: bool,
    /// Whether a percent sign stands with it.
    pub percent: bool,
    /// Whether the sign or the code of a currency stands with it.
    pub money: bool,
    /// Whether it says itself that it is not exact: `<0.1`, `~5`, `c. 5`, `10+`, `10–12`.
    pub about: bool,
    /// The bytes of the cell from its first digit (or leading decimal sign) to its last; empty before a fraction alone.
    pub digits: Range<usize>,
    /// What is added to the digits: `½`, `3/16`.
    pub fraction: Option<(u8, u8)>,
    /// The power of ten by which the digits are multiplied: `1.2e6`.
    pub power: i16,
    /// The digits of the greater end of a range.
    pub upper: Option<Range<usize>>,
}

/// Takes a cell apart; `None` where it is set as anything but a figure.
pub(super) fn figure(cell: &str) -> Option<Figure> {
    // Most cells of words hold no digit, nor anything that could be a fraction.
    if !cell.bytes().any(|b| b.is_ascii_digit() || !b.is_ascii()) {
        return None;
    }
    let mut parts = Parts::default();
    let mut at = 0;
    while let Some(len) = parts.before(&cell[at..]) {
        at += len;
    }
    let start = at;
    at += digits(&cell[at..]).unwrap_or(0);
    let mut found = Figure { digits: start..at, ..Figure::default() };
    if let Some((len, whole, fraction)) = fraction(&cell[start..], at - start) {
        at = start + len;
        (found.digits.end, found.fraction) = (start + whole, Some(fraction));
    } else if at == start {
        return None;
    } else if let Some((len, power)) = power(&cell[at..]) {
        at += len;
        found.power = power;
    } else if !parts.signed
        && !parts.open
        && let Some(upper) = upper(&cell[start..], at - start)
    {
        at = start + upper.end;
        (found.upper, parts.about) = (Some(start + upper.start..at), true);
    } else if cell[at..].starts_with('+') && !parts.signed && !parts.open {
        at += 1;
        (parts.signed, parts.about) = (true, true);
    }
    parts.year = found.digits.len() == 4 && matches!(cell.as_bytes()[start], b'1' | b'2') && cell[start..at].bytes().all(|b| b.is_ascii_digit());
    while at < cell.len() {
        at += parts.behind(&cell[at..])?;
    }
    if parts.open != parts.closed {
        return None;
    }
    let negative = parts.minus || parts.open;
    Some(Figure { negative, percent: parts.percent, money: parts.currency, about: parts.about, ..found })
}

/// The bytes of the digits at the beginning of `text`, with the signs that part them. A blank or an apostrophe parts
/// thousands and nothing else; points and commas part whatever the column says.
fn digits(text: &str) -> Option<usize> {
    let mut at = text.chars().next().filter(|&c| is_point(c)).map_or(0, char::len_utf8);
    let mut group = run(text, at);
    if group == 0 {
        return None;
    }
    let mut blanks_may_part = at == 0 && group <= 3;
    loop {
        at += group;
        let Some(sign) = text[at..].chars().next() else { return Some(at) };
        let next = run(text, at + sign.len_utf8());
        let goes_on = if is_point(sign) {
            blanks_may_part = false;
            next > 0
        } else {
            (is_blank(sign) || is_apostrophe(sign)) && blanks_may_part && next == 3
        };
        if !goes_on {
            return Some(at);
        }
        at += sign.len_utf8();
        group = next;
    }
}

/// A fraction at the beginning of `text`, whose first `whole` bytes are digits: how many bytes it takes with them, how
/// many of these are the whole number before it, and what it is.
fn fraction(text: &str, whole: usize) -> Option<(usize, usize, (u8, u8))> {
    let behind = text[whole..].trim_start_matches(is_blank);
    let blanks = text.len() - whole - behind.len();
    let first = behind.chars().next()?;
    if text[..whole].contains(is_point) {
        return None;
    }
    if let Some(&(sign, part, of)) = FRACTIONS.iter().find(|(sign, ..)| *sign == first) {
        return Some((whole + blanks + sign.len_utf8(), whole, (part, of)));
    }
    if whole == 0 {
        return None;
    }
    // `3 1/2`, else `1/2`.
    let (before, part_at) = if blanks > 0 && first.is_ascii_digit() { (whole, whole + blanks) } else { (0, 0) };
    let bare = before > 0 || text.as_bytes()[..whole].iter().all(u8::is_ascii_digit);
    let part = run(text, part_at);
    let stroke = text[part_at + part..].chars().next().filter(|c| matches!(c, '/' | '⁄'))?;
    let of_at = part_at + part + stroke.len_utf8();
    let of = run(text, of_at);
    let number = |at: usize, len: usize| text[at..at + len].parse::<u8>().ok().filter(|_| text.as_bytes()[at] != b'0');
    let (part, of_number) = (number(part_at, part)?, (of > 0).then(|| number(of_at, of))??);
    let goes_on = text[of_at + of..].starts_with(['/', '.', ',', '-', '–']);
    (bare && part < of_number && PARTS.contains(&of_number) && !goes_on).then_some((of_at + of, before, (part, of_number)))
}

/// A power of ten at the beginning of `text`: its bytes, and which.
fn power(text: &str) -> Option<(usize, i16)> {
    let rest = text.strip_prefix(['e', 'E'])?;
    let sign = usize::from(rest.starts_with(['+', '-']));
    let len = run(rest, sign);
    let power = rest[sign..sign + len].parse::<i16>().ok().filter(|_| (1..=3).contains(&len))?;
    Some((1 + sign + len, if rest.starts_with('-') { -power } else { power }))
}

/// The digits of the greater end of a range that begins with the first `lower` bytes of `text`: `10–12`, `10 to 12`.
fn upper(text: &str, lower: usize) -> Option<Range<usize>> {
    let rest = text[lower..].trim_start();
    let dash = rest.strip_prefix(['-', '–', '−', '‐', '‑']).or_else(|| rest.strip_prefix("to ").filter(|_| text[lower..].starts_with(' ')))?;
    let behind = dash.trim_start();
    let start = text.len() - behind.len();
    let len = digits(behind)?;
    let begins_with_nothing = |digits: &str| digits.len() > 1 && digits.starts_with('0') && digits.as_bytes()[1].is_ascii_digit();
    let goes_on = behind[len..].trim_start().starts_with(['-', '–', '−', '‐', '‑']);
    (!begins_with_nothing(&text[..lower]) && !begins_with_nothing(behind) && !goes_on).then_some(start..start + len)
}

/// How many digits stand at a byte of `text`.
fn run(text: &str, at: usize) -> usize {
    text.as_bytes()[at..].iter().take_while(|b| b.is_ascii_digit()).count()
}

/// Whether a character can be a decimal sign.
pub(super) fn is_point(c: char) -> bool {
    matches!(c, '.' | ',' | '·')
}

/// Whether a character is a blank as it parts thousands.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2007}' | '\u{2008}' | '\u{2009}' | '\u{200a}' | '\u{202f}')
}

/// Whether a character is an apostrophe as it parts thousands.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// The bytes of a currency's sign or code at the beginning of `text`: `$`, `US$`, `US $`, `EUR`.
pub(super) fn currency(text: &str) -> Option<usize> {
    let symbol = |c: char| matches!(c, '$' | '£' | '€' | '¥' | '¢' | 'ƒ' | '฿' | '\u{20a0}'..='\u{20cf}');
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let blank = usize::from((1..=3).contains(&letters) && text[letters..].starts_with(' '));
    match text[letters + blank..].chars().next() {
        Some(c) if symbol(c) && letters <= 3 => Some(letters + blank + c.len_utf8()),
        _ => Some(CURRENCIES.iter().find(|code| text.strip_prefix(**code).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))?.len()),
    }
}

/// What was met round the digits so far; each stands once.
#[derive(Default)]
struct Parts {
    signed: bool,
    minus: bool,
    currency: bool,
    percent: bool,
    about: bool,
    open: bool,
    closed: bool,
    marked: bool,
    /// Whether a blank stands behind the digits.
    parted: bool,
    /// Whether the digits may be a year: `1953 (1)` has a note.
    year: bool,
}

impl Parts {
    /// The bytes of a part that may stand before the digits.
    fn before(&mut self, text: &str) -> Option<usize> {
        let first = text.chars().next()?;
        match first {
            '0'..='9' | '§' | '¶' => return None,
            _ if first.is_whitespace() || is_raised(first) => {}
            '+' if !self.signed => self.signed = true,
            '-' | '−' | '–' | '‐' | '‑' if !self.signed => (self.signed, self.minus) = (true, true),
            '(' if !self.open && !self.signed => self.open = true,
            '<' | '>' | '≤' | '≥' | '~' | '≈' | '∼' if !self.about => {
                self.about = true;
                return Some(first.len_utf8() + usize::from(matches!(first, '<' | '>') && text[1..].starts_with('=')));
            }
            'c' | 'a' if !self.about => {
                let word = ABOUT.iter().find(|word| text.starts_with(**word))?;
                self.about = true;
                return Some(word.len());
            }
            _ => return self.currency(text),
        }
        Some(first.len_utf8())
    }

    /// The bytes of a part that may stand behind the digits.
    fn behind(&mut self, text: &str) -> Option<usize> {
        let first = text.chars().next()?;
        match first {
            _ if first.is_whitespace() => self.parted = true,
            // A dash that stands apart is the beginning of something else: `12 –` is no figure.
            '-' | '−' | '–' if !self.signed && !self.open && !self.parted && !self.about => (self.signed, self.minus) = (true, true),
            ')' if self.open && !self.closed => self.closed = true,
            '(' if self.year && !self.marked && matches!(text.as_bytes(), [_, b'1'..=b'9', b')', ..]) => {
                self.marked = true;
                return Some(3);
            }
            ',' if self.marked && mark(text[1..].trim_start()).is_some() => {}
            _ => {
                if !self.percent
                    && let Some(sign) = PERCENT.iter().find(|sign| text.starts_with(**sign))
                {
                    self.percent = true;
                    return Some(sign.len());
                }
                return self.currency(text).or_else(|| {
                    self.marked = true;
                    mark(text)
                });
            }
        }
        Some(first.len_utf8())
    }

    fn currency(&mut self, text: &str) -> Option<usize> {
        let len = currency(text).filter(|_| !self.currency)?;
        self.currency = true;
        Some(len)
    }
}
