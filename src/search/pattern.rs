//! What is typed to search: literal words, or a regular expression between slashes. Owns how it is understood; reads no
//! document.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

use super::fold::{self, Folded};
use crate::error::Error;

/// A pattern that can be looked for in linear time.
#[derive(Debug, Clone)]
pub struct Pattern {
    typed: String,
    regex: Regex,
    /// Where words were typed: what a place must show that matches their folding.
    words: Option<Words>,
}

/// Words that were typed.
#[derive(Debug, Clone)]
struct Words {
    /// Signs that were typed as printed and so find themselves alone: their characters of the folded words, and how they
    /// are compared.
    signs: Vec<(Range<usize>, String)>,
    /// Whether the case counts.
    exact: bool,
}

impl Pattern {
    /// Understands what was typed: `/.../` is a regular expression, anything else is words. An upper-case letter makes
    /// the case count, an accent makes the accent count; quotes and dashes find all their kinds.
    pub fn new(typed: &str) -> Result<Pattern, Error> {
        let (expression, exact, words) = match typed.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')) {
            Some(expression) => (expression.to_owned(), has_capital(expression), None),
            None => {
                let exact = typed.chars().any(char::is_uppercase);
                let folded = fold::fold(typed);
                (regex::escape(folded.as_str()), exact, Some(Words { signs: signs(typed, &folded, exact), exact }))
            }
        };
        if expression.is_empty() {
            return Err(Error::new("cannot search", "the pattern is empty"));
        }
        let regex = RegexBuilder::new(&expression).case_insensitive(!exact).multi_line(true).build().map_err(|error| {
            let cause = format!("the regular expression {typed} is not understood: {}", reason(&error));
            Error::new("cannot search", cause).hint("without the slashes the words are searched as they stand")
        })?;
        Ok(Pattern { typed: typed.to_owned(), regex, words })
    }

    /// What was typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Whether words were typed, not an expression.
    pub fn is_words(&self) -> bool {
        self.words.is_some()
    }

    /// The byte ranges of a text that match, in their order; never an empty one.
    pub fn matches(&self, text: &str) -> Vec<Range<usize>> {
        let Some(words) = &self.words else {
            return self.regex.find_iter(text).map(|found| found.range()).filter(|range| !range.is_empty()).collect();
        };
        let folded = fold::fold(text);
        if words.signs.is_empty() {
            return self.regex.find_iter(folded.as_str()).map(|found| folded.printed(found.range())).collect();
        }
        let mut ranges = Vec::new();
        let mut from = 0;
        while let Some(found) = self.regex.find_at(folded.as_str(), from) {
            if words.shows(text, &folded, found.range()) {
                ranges.push(folded.printed(found.range()));
                from = found.end();
            } else {
                from = found.start() + found.as_str().chars().next().map_or(1, char::len_utf8);
            }
        }
        ranges
    }
}

impl Words {
    /// Whether the signs that were typed as printed stand where the folded words were found.
    fn shows(&self, text: &str, folded: &Folded<'_>, found: Range<usize>) -> bool {
        let at = |character: usize| {
            let within = &folded.as_str()[found.clone()];
            found.start + within.char_indices().nth(character).map_or(within.len(), |(at, _)| at)
        };
        self.signs.iter().all(|(characters, sign)| {
            let printed = folded.printed(at(characters.start)..at(characters.end));
            fold::exact(&text[printed], self.exact) == *sign
        })
    }
}

/// What of the words was not typed plain.
fn signs(typed: &str, folded: &Folded<'_>, exact: bool) -> Vec<(Range<usize>, String)> {
    let characters = |byte: usize| folded.as_str()[..byte].chars().count();
    // A quote or a dash means all its kinds however it was typed: what is pasted has the curly ones.
    let any_kind = |folded: &str| matches!(folded, " " | "'" | "\"" | "-");
    let units = folded.units().iter().filter(|unit| !unit.folded.is_empty() && !any_kind(&folded.as_str()[unit.folded.clone()]));
    units.map(|unit| (characters(unit.folded.start)..characters(unit.folded.end), fold::exact(&typed[unit.printed.clone()], exact))).collect()
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
