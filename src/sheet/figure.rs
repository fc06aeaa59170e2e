//! The parts of a printed figure: sign, currency, digits, percent, and the marks that are glued to it. Owns where the
//! digits of a cell begin and end; what its points and commas say is decided in `number`, by a whole column.

use std::ops::Range;

/// Codes and short names of currencies that stand before or behind a figure.
const CURRENCIES: [&str; 24] = [
    "USD", "EUR", "GBP", "JPY", "CHF", "RUB", "CNY", "INR", "KZT", "UZS", "KGS", "TJS", "TMT", "DEM", "FRF", "SEK", "NOK", "DKK", "PLN", "DM", "Rs.", "Rs",
    "Fr.", "kr",
];
/// Ways of printing the percent sign.
const PERCENT: [&str; 4] = ["%", "per cent", "percent", "p.c."];
/// Letters that mark a figure as provisional, revised, estimated, broken, confidential, forecast, or by a note. Letters
/// that are units or multiples (`k`, `m`, `t`) are none: they change the figure.
const LETTERS: &str = "abcefpr";
/// Most characters of a mark in square brackets.
const BRACKETED: usize = 12;

/// Most characters that all marks of a cell have together.
const MARKS: usize = 40;

/// A cell that is set as a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    /// Whether it is below nothing: by a sign before or behind it, or by brackets.
    pub negative: bool,
    /// Whether a percent sign stands with it.
    pub percent: bool,
    /// The bytes of the cell from its first digit (or leading decimal sign) to its last.
    pub digits: Range<usize>,
}

/// Takes a cell apart; `None` where it is set as anything but a figure.
pub(super) fn figure(cell: &str) -> Option<Figure> {
    let mut parts = Parts::default();
    let mut at = 0;
    while let Some(len) = parts.before(&cell[at..]) {
        at += len;
    }
    let start = at;
    at += digits(&cell[at..])?;
    let end = at;
    while at < cell.len() {
        at += parts.behind(&cell[at..])?;
    }
    (parts.open == parts.closed).then_some(Figure { negative: parts.minus || parts.open, percent: parts.percent, digits: start..end })
}

/// The cell without the marks behind what it says: `n.a.*` is `n.a.`, `[c]` is nothing.
pub(super) fn without_marks(cell: &str) -> &str {
    let cell = cell.trim();
    // A bracket is looked for from its opening on, so that a word's last letters are never taken for a mark.
    let mut from = cell.len();
    for (at, c) in cell.char_indices().rev().take(MARKS) {
        if !(is_raised(c) || "[( ]),".contains(c) || c.is_ascii_alphanumeric() || c.is_whitespace()) {
            break;
        }
        if only_marks(&cell[at..]) {
            from = at;
        }
    }
    cell[..from].trim_end()
}

/// The bytes of a mark at the beginning of `text`.
fn mark(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if is_raised(first) {
        return Some(first.len_utf8());
    }
    match first {
        '[' => text.char_indices().take(BRACKETED + 2).find(|&(_, c)| c == ']').map(|(at, _)| at + 1),
        '(' => {
            let letters = text[1..].bytes().take(3).take_while(u8::is_ascii_lowercase).count();
            (matches!(letters, 1 | 2) && text[1 + letters..].starts_with(')')).then_some(letters + 2)
        }
        _ if LETTERS.contains(first) && !text[1..].starts_with(char::is_alphanumeric) => Some(1),
        _ => None,
    }
}

fn only_marks(mut text: &str) -> bool {
    while let Some(first) = text.chars().next() {
        let len = match first {
            // A letter by itself marks a figure alone: behind a word it is a word.
            _ if first.is_ascii_lowercase() => return false,
            _ if first.is_whitespace() => first.len_utf8(),
            _ => match mark(text) {
                Some(len) => len,
                None => return false,
            },
        };
        text = &text[len..];
    }
    true
}

/// Whether a character is set raised, or marks a note by itself.
fn is_raised(c: char) -> bool {
    matches!(c, '*' | '†' | '‡' | '§' | '¶' | '‖' | '¹' | '²' | '³' | 'ª' | 'º' | '\u{2070}'..='\u{207f}' | '\u{1d2c}'..='\u{1d6a}' | '\u{2b0}'..='\u{2b8}')
}

/// The bytes of the digits at the beginning of `text`, with the signs that part them. A blank or an apostrophe parts
/// thousands and nothing else; points and commas part whatever the column says.
fn digits(text: &str) -> Option<usize> {
    let run = |at: usize| text.as_bytes()[at..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut at = text.chars().next().filter(|&c| is_point(c)).map_or(0, char::len_utf8);
    let mut group = run(at);
    if group == 0 {
        return None;
    }
    let mut blanks_may_part = at == 0 && group <= 3;
    loop {
        at += group;
        let Some(sign) = text[at..].chars().next() else { return Some(at) };
        let next = run(at + sign.len_utf8());
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

/// What was met round the digits so far; each stands once.
#[derive(Default)]
struct Parts {
    signed: bool,
    minus: bool,
    currency: bool,
    percent: bool,
    open: bool,
    closed: bool,
    marked: bool,
    /// Whether a blank stands behind the digits.
    parted: bool,
}

impl Parts {
    /// The bytes of a part that may stand before the digits.
    fn before(&mut self, text: &str) -> Option<usize> {
        let first = text.chars().next()?;
        match first {
            '§' | '¶' => return None,
            _ if first.is_whitespace() || is_raised(first) => {}
            '+' if !self.signed => self.signed = true,
            '-' | '−' | '–' | '‐' | '‑' if !self.signed => (self.signed, self.minus) = (true, true),
            '(' if !self.open && !self.signed => self.open = true,
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
            '-' | '−' | '–' if !self.signed && !self.open && !self.parted => (self.signed, self.minus) = (true, true),
            ')' if self.open && !self.closed => self.closed = true,
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
        if self.currency {
            return None;
        }
        let symbol = |c: char| matches!(c, '$' | '£' | '€' | '¥' | '¢' | 'ƒ' | '฿' | '\u{20a0}'..='\u{20cf}');
        let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
        let len = match text[letters..].chars().next() {
            Some(c) if symbol(c) && letters <= 3 => letters + c.len_utf8(),
            _ => CURRENCIES.iter().find(|code| text.strip_prefix(**code).is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))?.len(),
        };
        self.currency = true;
        Some(len)
    }
}
