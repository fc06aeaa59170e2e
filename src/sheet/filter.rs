//! Conditions that choose rows: `1996 > 1000`, `row ~ port`, `1996 < [1991]`, `missing 1996`. Owns how one is read and
//! when it holds; a row without a value satisfies no comparison but `!=` and `!~`.

use std::borrow::Cow;
use std::cmp::Ordering;

use regex::{Regex, RegexBuilder};

use super::collation::{compare, folded};
use super::column::{Sheet, Value, printed};
use super::date;
use super::kind::Kind;
use super::name;
use super::number::{Printed, Reading};
use super::order::By;
use crate::model::{Table, Text};

/// Signs of the operators; one that begins another stands behind it.
const SIGNS: [(&str, Op); 8] = [
    ("!=", Op::Not(Test::Equal)),
    ("!~", Op::NotLike),
    ("<=", Op::Is(Test::AtMost)),
    (">=", Op::Is(Test::AtLeast)),
    ("=", Op::Is(Test::Equal)),
    ("<", Op::Is(Test::Below)),
    (">", Op::Is(Test::Above)),
    ("~", Op::Like),
];

/// A condition on the rows of one sheet.
#[derive(Debug, Clone)]
pub struct Filter {
    on: By,
    test: Condition,
}

#[derive(Debug, Clone)]
enum Condition {
    Missing,
    Compared { test: Test, with: Operand, negated: bool },
    Like { pattern: Regex, negated: bool },
}

#[derive(Debug, Clone)]
enum Operand {
    Column(By),
    Number(f64),
    Words(String),
}

#[derive(Debug, Clone, Copy)]
enum Op {
    Is(Test),
    Not(Test),
    Like,
    NotLike,
}

#[derive(Debug, Clone, Copy)]
enum Test {
    Equal,
    Below,
    AtMost,
    Above,
    AtLeast,
}

/// What a cell says, as a condition compares it.
#[derive(Debug, Clone, PartialEq)]
pub enum Said<'c> {
    /// A figure.
    Number(f64),
    /// Words that `folded` made.
    Words(Cow<'c, str>),
}

/// The cells of a row.
pub trait Cells {
    /// What a cell says; `None` for nothing.
    fn said(&self, by: By) -> Option<Said<'_>>;

    /// A cell as printed.
    fn printed(&self, by: By) -> Cow<'_, str>;
}

impl Filter {
    /// Reads a condition as it is typed; where it is none, says why.
    pub fn read(typed: &str, sheet: &Sheet) -> Result<Filter, String> {
        let typed = typed.trim();
        if let Some(column) = typed.strip_prefix("missing ") {
            match name::column(column, sheet) {
                Ok(on) => return Ok(Filter { on, test: Condition::Missing }),
                // A column may be called "missing".
                Err(why) if operator(typed).is_none() => return Err(why),
                Err(_) => {}
            }
        }
        let Some((on, rest)) = name::leading(typed, sheet) else {
            let Some((at, _)) = operator(typed) else {
                return Err(format!("no condition: {typed} (as in '1996 > 1000', 'row ~ port', 'missing 1996')"));
            };
            return Err(name::column(&typed[..at], sheet).err().unwrap_or_else(|| format!("no condition: {typed}")));
        };
        let rest = rest.trim_start();
        let Some((sign, op)) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign)) else {
            return Err(format!("no operator in {typed}; operators are = != < <= > >= ~ !~"));
        };
        let value = rest[sign.len()..].trim();
        if value.is_empty() {
            return Err(format!("no value behind {sign} in {typed}"));
        }
        let test = match *op {
            Op::Like => Condition::Like { pattern: pattern(value)?, negated: false },
            Op::NotLike => Condition::Like { pattern: pattern(value)?, negated: true },
            Op::Is(test) => Condition::Compared { test, with: operand(value, on, test, sheet)?, negated: false },
            Op::Not(test) => Condition::Compared { test, with: operand(value, on, test, sheet)?, negated: true },
        };
        Ok(Filter { on, test })
    }

    /// Whether it holds for a row of the table that the sheet was read from.
    pub fn holds(&self, sheet: &Sheet, table: &Table, text: &Text, row: u32) -> bool {
        self.holds_for(&TableRow { sheet, table, text, row })
    }

    /// Whether it holds for a row.
    pub fn holds_for(&self, row: &impl Cells) -> bool {
        match &self.test {
            Condition::Missing => row.said(self.on).is_none(),
            Condition::Like { pattern, negated } => pattern.is_match(&row.printed(self.on)) != *negated,
            Condition::Compared { test, with, negated } => {
                let holds = |one: Said<'_>| match with {
                    Operand::Column(column) => row.said(*column).is_some_and(|other| test.holds(&one, &other)),
                    Operand::Number(number) => test.holds(&one, &Said::Number(*number)),
                    Operand::Words(words) => test.holds(&one, &Said::Words(Cow::Borrowed(words))),
                };
                row.said(self.on).is_some_and(holds) != *negated
            }
        }
    }

    /// What it looks at.
    pub fn looks_at(&self) -> impl Iterator<Item = By> {
        let other = match &self.test {
            Condition::Compared { with: Operand::Column(column), .. } => Some(*column),
            Condition::Missing | Condition::Like { .. } | Condition::Compared { .. } => None,
        };
        std::iter::once(self.on).chain(other)
    }
}

impl Test {
    fn holds(self, one: &Said<'_>, other: &Said<'_>) -> bool {
        let order = match (one, other) {
            (Said::Number(one), Said::Number(other)) => one.partial_cmp(other),
            (Said::Words(one), Said::Words(other)) if matches!(self, Test::Equal) => Some(one.cmp(other)),
            (Said::Words(one), Said::Words(other)) => Some(compare(one, other)),
            (Said::Number(_), Said::Words(_)) | (Said::Words(_), Said::Number(_)) => None,
        };
        order.is_some_and(|order| match self {
            Test::Equal => order == Ordering::Equal,
            Test::Below => order == Ordering::Less,
            Test::AtMost => order != Ordering::Greater,
            Test::Above => order == Ordering::Greater,
            Test::AtLeast => order != Ordering::Less,
        })
    }
}

/// A row of a table.
struct TableRow<'t> {
    sheet: &'t Sheet,
    table: &'t Table,
    text: &'t Text,
    row: u32,
}

impl Cells for TableRow<'_> {
    fn said(&self, by: By) -> Option<Said<'_>> {
        match by {
            By::Group => self.sheet.group(self.row).map(|group| Said::Words(folded(&group.name).into())),
            By::Column(column) => match self.sheet.value(self.row, column) {
                Value::Number(value) => Some(Said::Number(*value)),
                Value::Text(text) => Some(Said::Words(folded(text).into())),
                Value::Nothing => None,
            },
        }
    }

    fn printed(&self, by: By) -> Cow<'_, str> {
        Cow::Borrowed(match by {
            By::Group => self.sheet.group(self.row).map_or("", |group| &group.name),
            By::Column(column) => printed(self.table, self.text, self.row, column),
        })
    }
}

/// What the value of a condition is, for a column of this kind.
fn operand(value: &str, on: By, test: Test, sheet: &Sheet) -> Result<Operand, String> {
    if let Some(column) = value.strip_prefix('[').and_then(|value| value.strip_suffix(']')) {
        return name::column(column, sheet).map(Operand::Column);
    }
    let column = match on {
        By::Column(column) => sheet.columns.get(column),
        By::Group => None,
    };
    match column {
        Some(column) if column.kind.is_by_number() => match number(value, &column.reading) {
            Some(number) => Ok(Operand::Number(number)),
            None if matches!(test, Test::Equal) => Ok(Operand::Words(folded(value))),
            None => Err(format!("{value} is no figure, and {} holds figures", on.name(sheet))),
        },
        Some(column) if column.kind == Kind::Date => Ok(Operand::Words(folded(&date::iso(value, column.reading.days).unwrap_or_else(|| value.to_owned())))),
        _ => Ok(Operand::Words(folded(value))),
    }
}

/// A figure as it is typed: plainly, else as the column prints it, else as it reads by itself.
fn number(value: &str, reading: &Reading) -> Option<f64> {
    let plain = value.bytes().all(|b| b.is_ascii_digit() || b"+-.".contains(&b));
    if plain && let Ok(number) = value.parse() {
        return Some(number);
    }
    [*reading, Reading::of([value])].iter().find_map(|reading| match reading.read(value) {
        Printed::Figure { value, about: false, .. } => Some(value),
        Printed::Figure { .. } | Printed::Nothing | Printed::Words => None,
    })
}

/// A pattern: words as they stand with any blanks between them, or a regular expression between slashes. A capital
/// makes the case count.
pub(super) fn pattern(typed: &str) -> Result<Regex, String> {
    let (expression, exact) = match typed.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')) {
        Some(expression) => (expression.to_owned(), has_capital(expression)),
        None => (typed.split_whitespace().map(regex::escape).collect::<Vec<_>>().join(r"\s+"), typed.chars().any(char::is_uppercase)),
    };
    RegexBuilder::new(&expression).case_insensitive(!exact).build().map_err(|error| {
        let error = error.to_string();
        format!("{typed} is no pattern: {}", error.lines().last().unwrap_or_default().trim_start_matches("error: "))
    })
}

/// Whether an expression holds a capital that is no class as `\S`.
fn has_capital(expression: &str) -> bool {
    let mut escaped = false;
    expression.chars().any(|c| {
        let counts = c.is_uppercase() && !escaped;
        escaped = c == '\\' && !escaped;
        counts
    })
}

/// The first operator in what was typed.
pub(super) fn operator(typed: &str) -> Option<(usize, &'static str)> {
    SIGNS.iter().filter_map(|(sign, _)| typed.find(sign).map(|at| (at, *sign))).min_by_key(|&(at, _)| at)
}
