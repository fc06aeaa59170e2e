//! The value of a setting: what it may be, how it is typed and printed, what comes next. Knows no setting by name.

use std::fmt;

use super::toml::Found;

/// What a setting is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// On or off.
    Switch(bool),
    /// A number.
    Number(u16),
    /// A word of a few, or a name.
    Word(String),
}

/// What a setting may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// True or false.
    Switch,
    /// A number in a range.
    Number {
        /// The least.
        least: u16,
        /// The most.
        most: u16,
        /// By how much it goes on.
        step: u16,
    },
    /// One of some words.
    Choice(&'static [&'static str]),
    /// The name of a theme: whoever knows the themes says whether there is one of that name.
    Theme,
}

impl Value {
    /// As it stands in the file.
    pub fn in_file(&self) -> String {
        match self {
            Value::Word(word) => format!("{word:?}"),
            other => other.to_string(),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Switch(on) => write!(out, "{on}"),
            Value::Number(number) => write!(out, "{number}"),
            Value::Word(word) => out.write_str(word),
        }
    }
}

impl Kind {
    /// What is allowed, in words.
    pub fn allows(self) -> String {
        match self {
            Kind::Switch => "true or false".to_owned(),
            Kind::Number { least, most, .. } if most == least + 1 => format!("{least} or {most}"),
            Kind::Number { least, most, .. } => format!("a number from {least} to {most}"),
            Kind::Choice(names) => one_of(names),
            Kind::Theme => "the name of a theme".to_owned(),
        }
    }

    /// Whether it may be that.
    pub fn holds(self, value: &Value) -> bool {
        match (self, value) {
            (Kind::Switch, Value::Switch(_)) | (Kind::Theme, Value::Word(_)) => true,
            (Kind::Number { least, most, .. }, Value::Number(number)) => (least..=most).contains(number),
            (Kind::Choice(names), Value::Word(word)) => names.contains(&word.as_str()),
            _ => false,
        }
    }

    /// What was found in a file, as a value; `None` where it may not be that.
    pub fn found(self, found: &Found) -> Option<Value> {
        let value = match found {
            Found::Switch(on) => Value::Switch(*on),
            Found::Number(number) => Value::Number(u16::try_from(*number).ok()?),
            Found::Word(word) => Value::Word(word.clone()),
            Found::Table | Found::Other(_) => return None,
        };
        self.holds(&value).then_some(value)
    }

    /// What was typed, as a value; `None` where it may not be that.
    pub fn typed(self, words: &str) -> Option<Value> {
        let value = match self {
            Kind::Switch => Value::Switch(words.parse().ok()?),
            Kind::Number { .. } => Value::Number(words.parse().ok()?),
            Kind::Choice(_) | Kind::Theme => Value::Word(words.to_owned()),
        };
        self.holds(&value).then_some(value)
    }

    /// The value behind one, or before it: words go round, numbers stop at their ends. `themes` are the names that a theme may have.
    pub fn next(self, value: &Value, on: bool, themes: &[String]) -> Value {
        match (self, value) {
            (Kind::Number { least, most, step }, Value::Number(number)) => {
                let next = if on { number.saturating_add(step) } else { number.saturating_sub(step) };
                Value::Number(next.clamp(least, most))
            }
            (Kind::Choice(names), Value::Word(word)) => Value::Word(round(names, word, on)),
            (Kind::Theme, Value::Word(word)) => Value::Word(round(themes, word, on)),
            (_, Value::Switch(held)) => Value::Switch(!held),
            (_, other) => other.clone(),
        }
    }
}

/// What is behind a word, or before it, round and round; the first where it is none of them.
fn round<T: AsRef<str>>(names: &[T], word: &str, on: bool) -> String {
    let count = names.len();
    let next = match names.iter().position(|name| name.as_ref() == word) {
        Some(here) if on => (here + 1) % count,
        Some(here) => (here + count - 1) % count,
        None => 0,
    };
    names.get(next).map_or(word, |name| name.as_ref()).to_owned()
}

/// `one`, `one or two`, `one, two or three`.
fn one_of(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., last] => format!("{} or {last}", all.join(", ")),
    }
}

/// What a field of the settings holds, as a value and back.
pub trait Held: Sized {
    /// The value.
    fn value(&self) -> Value;
    /// What a value means here.
    fn held(value: &Value) -> Option<Self>;
}

impl Held for bool {
    fn value(&self) -> Value {
        Value::Switch(*self)
    }

    fn held(value: &Value) -> Option<bool> {
        if let Value::Switch(on) = value { Some(*on) } else { None }
    }
}

impl Held for u16 {
    fn value(&self) -> Value {
        Value::Number(*self)
    }

    fn held(value: &Value) -> Option<u16> {
        if let Value::Number(number) = value { Some(*number) } else { None }
    }
}

impl Held for String {
    fn value(&self) -> Value {
        Value::Word(self.clone())
    }

    fn held(value: &Value) -> Option<String> {
        if let Value::Word(word) = value { Some(word.clone()) } else { None }
    }
}
