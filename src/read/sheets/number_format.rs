//! What a cell of a workbook shows: its number in the form that its number format gives it. Owns the formats that tables
//! are made with: decimals, thousands, percents, powers, currencies, dates. What it does not know shows the number itself.

use super::decimal::{self, Decimal};
use super::serial::{self, Moment};

/// The formats of dates that each system shows in its own way: they are shown so that they mean one day alone.
const SYSTEM_DATES: [(u32, &str); 2] = [(14, "yyyy-mm-dd"), (22, "yyyy-mm-dd hh:mm")];

/// The formats that old workbooks know by their numbers alone.
const KNOWN: [(u32, &str); 24] = [
    (1, "0"),
    (2, "0.00"),
    (3, "#,##0"),
    (4, "#,##0.00"),
    (9, "0%"),
    (10, "0.00%"),
    (11, "0.00E+00"),
    (15, "d-mmm-yy"),
    (16, "d-mmm"),
    (17, "mmm-yy"),
    (18, "h:mm AM/PM"),
    (19, "h:mm:ss AM/PM"),
    (20, "h:mm"),
    (21, "h:mm:ss"),
    (37, "#,##0;(#,##0)"),
    (38, "#,##0;(#,##0)"),
    (39, "#,##0.00;(#,##0.00)"),
    (40, "#,##0.00;(#,##0.00)"),
    (45, "mm:ss"),
    (46, "[h]:mm:ss"),
    (47, "mm:ss.0"),
    (48, "##0.0E+0"),
    (14, "m/d/yyyy"),
    (22, "m/d/yyyy h:mm"),
];

/// A number format. Its sections are for positive and negative numbers and for nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NumberFormat {
    sections: Vec<Section>,
}

/// What a cell shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The characters.
    pub text: String,
    /// Whether the number has decimals that they leave out.
    pub rounded: bool,
}

/// How numbers of a sign are shown.
#[derive(Debug, Clone, PartialEq)]
enum Section {
    /// As they are.
    General,
    /// In figures.
    Figures(Figures),
    /// As a date or time, part by part.
    Date(Vec<Part>),
}

/// How a number is shown in figures, and the signs before and behind it.
#[derive(Debug, Clone, Default, PartialEq)]
struct Figures {
    before: String,
    behind: String,
    /// Fewest digits before the decimal sign.
    whole: usize,
    /// Fewest and most decimals.
    decimals: (usize, usize),
    thousands: bool,
    /// By how many powers of ten the number is moved: 2 for a percent, -3 for thousands.
    power: i32,
    /// Fewest digits of the exponent, where there is one.
    exponent: Option<usize>,
    /// Whether there is a place for digits at all.
    has_digits: bool,
}

/// A part of a date.
#[derive(Debug, Clone, PartialEq)]
enum Part {
    Sign(String),
    /// A letter and how often it stands there; `n` is for minutes.
    Field(char, usize),
    /// Hours, minutes or seconds in all.
    Elapsed(char, usize),
    HalfDay,
    /// So many decimals of a second.
    Fraction(usize),
}

/// What a truth value shows.
pub fn truth(holds: bool) -> &'static str {
    if holds { "TRUE" } else { "FALSE" }
}

impl NumberFormat {
    /// The format of a code and, where it is one that every workbook has, of its number.
    pub fn of(code: &str, number: Option<u32>) -> NumberFormat {
        let code = number.and_then(|number| SYSTEM_DATES.iter().find(|(known, _)| *known == number)).map_or(code, |(_, code)| code);
        NumberFormat { sections: sections(code).into_iter().map(Section::of).collect() }
    }

    /// The format of a number that every workbook has.
    pub fn known(number: u32) -> NumberFormat {
        KNOWN.iter().find(|(known, _)| *known == number).map_or_else(NumberFormat::default, |(number, code)| NumberFormat::of(code, Some(*number)))
    }

    /// What a number shows.
    pub fn shown(&self, value: f64, is_1904: bool) -> Shown {
        let (section, own_sign) = match (self.sections.as_slice(), value) {
            ([], _) => (&Section::General, false),
            ([_, below, ..], value) if value < 0.0 => (below, true),
            ([_, _, zero, ..], 0.0) => (zero, false),
            ([first, ..], _) => (first, false),
        };
        match section {
            Section::Figures(figures) if value.is_finite() => figures.shown(value, own_sign),
            Section::Date(parts) if let Some(moment) = serial::moment(value, is_1904, parts.iter().any(|part| matches!(part, Part::Fraction(_)))) => {
                Shown { text: date(parts, &moment), rounded: false }
            }
            _ => Shown { text: decimal::general(value), rounded: false },
        }
    }
}

impl Section {
    /// The section that a part of a code means.
    fn of(tokens: Vec<Token>) -> Section {
        let is_date = |token: &Token| matches!(token, Token::Letter('y' | 'm' | 'd' | 'h' | 's' | 'a', _) | Token::Elapsed(..));
        if tokens.iter().any(|token| matches!(token, Token::General | Token::Unknown)) || tokens.is_empty() {
            return Section::General;
        }
        if tokens.iter().any(is_date) { Section::Date(parts(tokens)) } else { figures(tokens).map_or(Section::General, Section::Figures) }
    }
}

impl Figures {
    fn shown(&self, value: f64, own_sign: bool) -> Shown {
        if !self.has_digits {
            let text = format!("{}{}", self.before, self.behind);
            return Shown { rounded: value != 0.0 && !text.contains(|c: char| c.is_numeric()), text };
        }
        let (text, rounded) = match self.exponent {
            Some(digits) => decimal::with_exponent(value.abs(), self.decimals, digits),
            None => {
                let moved = Decimal::of(value.abs()).moved(self.power);
                let (whole, behind, rounded) = moved.rounded(self.decimals.1);
                (decimal::set(&whole, &behind, self.whole, self.decimals.0, self.thousands), rounded)
            }
        };
        let nothing = text.bytes().all(|byte| matches!(byte, b'0' | b'.' | b','));
        let sign = if value < 0.0 && !own_sign && !nothing { "-" } else { "" };
        Shown { text: format!("{sign}{}{text}{}", self.before, self.behind).trim().to_owned(), rounded }
    }
}

/// A piece of a code.
#[derive(Debug, Clone, PartialEq)]
enum Token {
    /// Characters that stand for themselves.
    Sign(String),
    /// One of `0 # ? . , %`.
    Figure(char),
    /// `E+00`.
    Exponent(usize),
    /// A run of a letter.
    Letter(char, usize),
    Elapsed(char, usize),
    HalfDay,
    General,
    /// What is not known here, as a condition or a fraction.
    Unknown,
}

/// The sections of a code, as tokens.
fn sections(code: &str) -> Vec<Vec<Token>> {
    let mut sections = vec![Vec::new()];
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        let token = match c {
            ';' => {
                sections.push(Vec::new());
                None
            }
            '"' => {
                let end = rest[1..].find('"').map_or(rest.len(), |at| at + 1);
                taken = (end + 1).min(rest.len());
                Some(Token::Sign(rest[1..end].to_owned()))
            }
            '\\' | '_' | '*' => {
                let next = rest[1..].chars().next();
                taken += next.map_or(0, char::len_utf8);
                // A blank of the width of a character, or characters that fill up the column, are for a column of one width.
                next.filter(|_| c == '\\').map(|next| Token::Sign(next.to_string()))
            }
            '[' => match rest.find(']') {
                Some(end) => {
                    taken = end + 1;
                    bracket(&rest[1..end])
                }
                None => Some(Token::Unknown),
            },
            '0' | '#' | '?' | '.' | ',' | '%' => Some(Token::Figure(c)),
            'E' if rest[1..].starts_with(['+', '-']) => {
                let digits = rest[2..].bytes().take_while(|byte| matches!(byte, b'0' | b'#')).count();
                taken = 2 + digits;
                Some(Token::Exponent(digits))
            }
            '@' => Some(Token::General),
            '/' if sections.last().is_some_and(|section| section.iter().any(|token| matches!(token, Token::Figure('?' | '#' | '0')))) => Some(Token::Unknown),
            _ if rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("general")) => {
                taken = 7;
                Some(Token::General)
            }
            _ if rest.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("am/pm")) => {
                taken = 5;
                Some(Token::HalfDay)
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => {
                taken = rest.chars().take_while(|other| other.eq_ignore_ascii_case(&c)).count();
                Some(Token::Letter(c.to_ascii_lowercase(), taken))
            }
            other => Some(Token::Sign(other.to_string())),
        };
        if let (Some(token), Some(section)) = (token, sections.last_mut()) {
            section.push(token);
        }
        rest = &rest[taken..];
    }
    sections
}

/// What stands in brackets: a colour, a currency, hours in all, a condition.
fn bracket(inner: &str) -> Option<Token> {
    let first = inner.chars().next()?;
    match first.to_ascii_lowercase() {
        '$' => Some(Token::Sign(inner[1..].split('-').next().unwrap_or_default().to_owned())),
        '<' | '>' | '=' => Some(Token::Unknown),
        letter @ ('h' | 'm' | 's') if inner.chars().all(|c| c.eq_ignore_ascii_case(&letter)) => Some(Token::Elapsed(letter, inner.len())),
        _ => None,
    }
}

/// The figures that tokens mean; `None` where digits stand apart, as in the number of a telephone.
fn figures(tokens: Vec<Token>) -> Option<Figures> {
    let mut figures = Figures::default();
    let (mut point, mut ended, mut commas) = (false, false, 0);
    for token in tokens {
        match token {
            Token::Figure('%') => {
                figures.power += 2;
                if figures.has_digits {
                    figures.behind.push('%')
                } else {
                    figures.before.push('%')
                }
                ended |= figures.has_digits;
            }
            Token::Figure('.') if !point && !ended => (point, commas) = (true, 0),
            Token::Figure(',') if figures.has_digits && !ended => commas += 1,
            Token::Figure(place @ ('0' | '#' | '?')) => {
                if ended {
                    return None;
                }
                figures.has_digits = true;
                figures.thousands |= commas > 0 && !point;
                commas = 0;
                match (point, place) {
                    (false, '0') => figures.whole += 1,
                    // Behind a 0 every place is filled.
                    (false, _) => figures.whole += usize::from(figures.whole > 0),
                    (true, '#') => figures.decimals.1 += 1,
                    (true, _) => figures.decimals = (figures.decimals.1 + 1, figures.decimals.1 + 1),
                }
            }
            Token::Exponent(digits) => (figures.exponent, ended) = (Some(digits), true),
            Token::Sign(sign) if figures.has_digits => {
                figures.behind.push_str(&sign);
                ended = true;
            }
            Token::Sign(sign) => figures.before.push_str(&sign),
            _ => return None,
        }
    }
    figures.power -= 3 * commas;
    Some(figures)
}

/// The parts of a date. An `m` is for minutes behind hours and before seconds.
fn parts(tokens: Vec<Token>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let letter = |token: &Token| matches!(token, Token::Letter(..) | Token::Elapsed(..));
    let letters: Vec<Token> = tokens.iter().filter(|token| letter(token)).cloned().collect();
    let mut met = 0_usize;
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let part = match token {
            Token::Letter('m', times) if times < 3 => {
                let before = met.checked_sub(1).and_then(|at| letters.get(at));
                let minutes =
                    matches!(before, Some(Token::Letter('h', _) | Token::Elapsed('h', _))) || matches!(letters.get(met + 1), Some(Token::Letter('s', _)));
                met += 1;
                Part::Field(if minutes { 'n' } else { 'm' }, times)
            }
            Token::Letter(letter, times) => {
                met += 1;
                Part::Field(letter, times)
            }
            Token::Elapsed(letter, times) => {
                met += 1;
                Part::Elapsed(letter, times)
            }
            Token::HalfDay => Part::HalfDay,
            Token::Figure('.') if matches!(tokens.peek(), Some(Token::Figure('0'))) => {
                let mut digits = 0;
                while tokens.next_if_eq(&Token::Figure('0')).is_some() {
                    digits += 1;
                }
                Part::Fraction(digits.min(3))
            }
            Token::Figure(sign) => Part::Sign(sign.to_string()),
            Token::Sign(sign) => Part::Sign(sign),
            Token::Exponent(_) | Token::General | Token::Unknown => continue,
        };
        parts.push(part);
    }
    parts
}

fn date(parts: &[Part], moment: &Moment) -> String {
    let half_days = parts.contains(&Part::HalfDay);
    let padded = |number: u64, times: usize| format!("{number:0times$}");
    let field = |part: &Part| match *part {
        Part::Sign(ref sign) => sign.clone(),
        Part::Field('y', times) if times < 3 => padded(moment.year % 100, 2),
        Part::Field('y', _) => padded(moment.year, 4),
        Part::Field('m', times) if times < 3 => padded(moment.month, times),
        Part::Field('m', times) => moment.month_name(times),
        Part::Field('d', times) if times < 3 => padded(moment.day, times),
        Part::Field('d', times) => moment.day_name(times),
        Part::Field('h', times) if half_days => padded((moment.hour + 11) % 12 + 1, times.min(2)),
        Part::Field('h', times) => padded(moment.hour, times.min(2)),
        Part::Field('n', times) => padded(moment.minute, times.min(2)),
        Part::Field(_, times) => padded(moment.second, times.min(2)),
        Part::Elapsed('h', times) => padded(moment.seconds_in_all / 3600, times),
        Part::Elapsed('m', times) => padded(moment.seconds_in_all / 60, times),
        Part::Elapsed(_, times) => padded(moment.seconds_in_all, times),
        Part::HalfDay => if moment.hour < 12 { "AM" } else { "PM" }.to_owned(),
        Part::Fraction(digits) => format!(".{}", &format!("{:03}", moment.millisecond)[..digits]),
    };
    parts.iter().map(field).collect::<String>().trim().to_owned()
}
