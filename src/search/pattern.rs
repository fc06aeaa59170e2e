//! What is typed to search: literal words, or a regular expression between slashes. Owns how it is understood; reads no
//! document.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

use super::fold;
use crate::error::Error;

/// A pattern that can be looked for in linear time.
#[derive(Debug, Clone)]
pub struct Pattern {
    typed: String,
    regex: Regex,
}

impl Pattern {
    /// Understands what was typed: `/.../` is a regular expression, anything else is words. An upper-case letter makes
    /// the case count.
    pub fn new(typed: &str) -> Result<Pattern, Error> {
        let (expression, exact) = match typed.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')) {
            Some(expression) => (expression.to_owned(), has_capital(expression)),
            None => (fold::expression(typed), typed.chars().any(char::is_uppercase)),
        };
        if expression.is_empty() {
            return Err(Error::new("cannot search", "the pattern is empty"));
        }
        let regex = RegexBuilder::new(&expression).case_insensitive(!exact).multi_line(true).build().map_err(|error| {
            let cause = format!("the regular expression {typed} is not understood: {}", reason(&error));
            Error::new("cannot search", cause).hint("without the slashes the words are searched as they stand")
        })?;
        Ok(Pattern { typed: typed.to_owned(), regex })
    }

    /// What was typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// The byte ranges of a text that match, in their order; never an empty one.
    pub fn matches<'t>(&self, text: &'t str) -> impl Iterator<Item = Range<usize>> + use<'_, 't> {
        self.regex.find_iter(text).map(|found| found.range()).filter(|range| !range.is_empty())
    }
}

/// Whether a regular expression asks for a capital. What stands behind a backslash names a class, not a letter.
fn has_capital(expression: &str) -> bool {
    let mut characters = expression.chars().peekable();
    while let Some(c) = characters.next() {
        if c != '\\' {
            if c.is_uppercase() {
                return true;
            }
            continue;
        }
        characters.next();
        if characters.peek() == Some(&'{') {
            characters.find(|&c| c == '}');
        }
    }
    false
}

/// The last line of the message: the others draw the place with a caret, which a status line cannot.
fn reason(error: &regex::Error) -> String {
    match error {
        regex::Error::CompiledTooBig(_) => "it is too large".to_owned(),
        error => {
            let message = error.to_string();
            let last = message.lines().last().unwrap_or_default();
            last.strip_prefix("error: ").unwrap_or(last).to_owned()
        }
    }
}
