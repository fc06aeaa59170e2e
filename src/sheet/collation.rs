//! The order of words, for any language: letters with their accents stand with those without, case has no say, alphabets
//! stand in their own order, and figures in words count by value, so that `Row 9` stands before `row 10`. Owns that order.

use std::cmp::Ordering;
use std::sync::OnceLock;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use rayon::prelude::*;

/// Most bytes of a text that have a say in its order: what is alike up to there keeps the order in which it was printed.
const LONGEST: usize = 1000;
/// Least texts that are worth a thread.
const PART: usize = 2000;

/// Compares two texts.
pub fn compare(one: &str, other: &str) -> Ordering {
    let (one, other) = (cut(one), cut(other));
    match collator() {
        Some(collator) => collator.compare(one, other),
        None => ascii_key(one).cmp(&ascii_key(other)),
    }
}

/// What texts are sorted by, one key for each: the bytes of two of these keys compare as `compare` compares their texts.
pub fn keys(texts: &[&str]) -> Vec<Box<[u8]>> {
    match collator() {
        // The letters of English alone make shorter keys, several times faster.
        Some(collator) if !texts.par_iter().all(|text| text.is_ascii()) => texts.par_iter().with_min_len(PART).map(|text| key(collator, cut(text))).collect(),
        _ => texts.par_iter().with_min_len(PART).map(|text| ascii_key(cut(text))).collect(),
    }
}

/// A text as it is looked for and found equal to another.
pub fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

/// The order that all languages share; accents tell apart what is otherwise the same, capitals do not.
fn collator() -> Option<&'static CollatorBorrowed<'static>> {
    static COLLATOR: OnceLock<Option<CollatorBorrowed<'static>>> = OnceLock::new();
    let make = || {
        let mut preferences = CollatorPreferences::default();
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        let mut options = CollatorOptions::default();
        options.strength = Some(Strength::Secondary);
        CollatorBorrowed::try_new(preferences, options).ok()
    };
    COLLATOR.get_or_init(make).as_ref()
}

fn key(collator: &CollatorBorrowed<'_>, text: &str) -> Box<[u8]> {
    let mut key = Vec::with_capacity(2 * text.len());
    // A vector takes all that is written.
    let Ok(()) = collator.write_sort_key_to(text, &mut key);
    key.into()
}

/// The key of a text of ASCII, in the same order; what is not ASCII stands behind it, by its bytes.
fn ascii_key(text: &str) -> Box<[u8]> {
    let mut key = Vec::with_capacity(text.len() + 4);
    let mut bytes = text.as_bytes();
    while let Some((&first, rest)) = bytes.split_first() {
        if !first.is_ascii_digit() {
            key.push(PLACES[usize::from(first)]);
            bytes = rest;
            continue;
        }
        let (digits, rest) = bytes.split_at(bytes.iter().take_while(|b| b.is_ascii_digit()).count());
        let value = &digits[digits.iter().take_while(|b| **b == b'0').count()..];
        // A longer figure is the greater one.
        key.push(PLACES[usize::from(b'0')]);
        key.extend((value.len() as u16).to_be_bytes());
        key.extend(value);
        bytes = rest;
    }
    key.into()
}

/// By byte, its place among the signs and letters.
const PLACES: [u8; 256] = {
    let order = b"\t\n\x0b\x0c\r _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789";
    let mut places = [0; 256];
    let mut at = 0;
    while at < 256 {
        places[at] = if at < 128 { 2 } else { at as u8 };
        at += 1;
    }
    at = 0;
    while at < order.len() {
        places[order[at] as usize] = at as u8 + 3;
        at += 1;
    }
    at = 0;
    while at < 26 {
        places[b'a' as usize + at] = order.len() as u8 + 3 + at as u8;
        places[b'A' as usize + at] = order.len() as u8 + 3 + at as u8;
        at += 1;
    }
    places
};

fn cut(text: &str) -> &str {
    let text = text.trim();
    &text[..text.floor_char_boundary(LONGEST)]
}
