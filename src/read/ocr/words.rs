//! The words of a document, for one question: is what a hyphen parts at a line's end one word elsewhere?

use std::cell::OnceCell;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The words of a source; they are collected when first asked for.
pub struct Words<'a> {
    source: &'a str,
    known: OnceCell<HashSet<u64>>,
}

impl<'a> Words<'a> {
    /// The words of a source.
    pub fn new(source: &'a str) -> Words<'a> {
        Words { source, known: OnceCell::new() }
    }

    /// Whether the last word of `before` and the first of `after` are one word that stands unparted in the document.
    pub fn joins(&self, before: &str, after: &str) -> bool {
        let first = &before[before.trim_end_matches(char::is_alphabetic).len()..];
        let second = &after[..after.len() - after.trim_start_matches(char::is_alphabetic).len()];
        if first.is_empty() || second.is_empty() {
            return false;
        }
        let known =
            self.known.get_or_init(|| self.source.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2).map(|word| key(word, "")).collect());
        known.contains(&key(first, second))
    }
}

/// A word's hash without regard to case. Two words with one hash are as likely as 2⁻⁶⁴ times their number.
fn key(first: &str, second: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for c in first.chars().chain(second.chars()).flat_map(char::to_lowercase) {
        c.hash(&mut hasher);
    }
    hasher.finish()
}
