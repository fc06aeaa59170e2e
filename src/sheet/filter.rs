//! Conditions that choose rows: `1996 > 1000`, `row ~ port`, `1996 < [1991]`, `missing 1996`. Owns how one is read and
//! when it holds; a row without a value satisfies no comparison but `!=` and `!~`.

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

/// What is compared: a figure, or folded words.
enum Said {
    Number(f64),
    Words(String),
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
        match &self.test {
            Condition::Missing => said(sheet, row, self.on).is_none(),
            Condition::Like { pattern, negated } => {
                let cell = match self.on {
                    By::Group => sheet.group(row).map_or("", |group| &group.name),
                    By::Column(column) => printed(table, text, row, column),
                };
                pattern.is_match(cell) != *negated
            }
            Condition::Compared { test, with, negated } => {
                let with = match with {
                    Operand::Column(column) => said(sheet, row, *column),
                    Operand::Number(number) => Some(Said::Number(*number)),
                    Operand::Words(words) => Some(Said::Words(words.clone())),
                };
                said(sheet, row, self.on).zip(with).is_some_and(|(one, other)| test.holds(&one, &other)) != *negated
            }
        }
    }
}

impl Test {
    fn holds(self, one: &Said, other: &Said) -> bool {
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

fn said(sheet: &Sheet, row: u32, by: By) -> Option<Said> {
    match by {
        By::Group => sheet.group(row).map(|group| Said::Words(folded(&group.name))),
        By::Column(column) => match sheet.value(row, column) {
            Value::Number(value) => Some(Said::Number(*value)),
            Value::Text(text) => Some(Said::Words(folded(text))),
            Value::Nothing => None,
        },
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
