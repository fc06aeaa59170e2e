//! The words of a document, for one question: is what a hyphen parts at a line's end one word?

use std::cell::OnceCell;
use std::collections::HashSet;

/// First parts of words that keep their hyphen, where the document does not say otherwise.
const KEEPING: [&str; 14] = ["self", "well", "so", "ex", "half", "all", "vice", "quasi", "non", "semi", "anglo", "ill", "two", "three"];
/// Fewer different words do not tell that a word is none.
const MANY: usize = 1500;
/// Of fewer nothing is told; between the two both parts must be none.
const SOME: usize = 400;
/// Shortest word that is collected, in bytes.
const SHORTEST: usize = 2;

/// The words of a source; they are collected when first asked for.
pub struct Words<'a> {
    source: &'a str,
    known: OnceCell<Known>,
}

/// The words by their hashes. Two words with one hash are as likely as 2⁻⁶⁴ times their number.
#[derive(Default)]
struct Known {
    /// Words that stand unparted.
    whole: HashSet<u64>,
    /// Words that a hyphen parts within a line.
    parted: HashSet<u64>,
}

impl<'a> Words<'a> {
    /// The words of a source.
    pub fn new(source: &'a str) -> Words<'a> {
        Words { source, known: OnceCell::new() }
    }

    /// Whether the last word of `before` and the first of `after` are one word that stands unparted: so it does elsewhere in
    /// the document, or it never stands there with a hyphen and one of its parts is no word of a long document.
    pub fn joins(&self, before: &str, after: &str) -> bool {
        let first = &before[before.trim_end_matches(char::is_alphabetic).len()..];
        let second = &after[..after.len() - after.trim_start_matches(char::is_alphabetic).len()];
        if first.is_empty() || second.is_empty() {
            return false;
        }
        let known = self.known.get_or_init(|| known(self.source));
        let whole = |word: u64| known.whole.contains(&word);
        if whole(key(first, second)) {
            return true;
        }
        let keeps = before.ends_with(|c: char| c.is_alphabetic()) && KEEPING.iter().any(|part| part.eq_ignore_ascii_case(first));
        // A part of a word with several hyphens is a word by itself.
        let several = before[..before.len() - first.len()].ends_with('-') || after[second.len()..].starts_with('-');
        let no_word = |part: &str| part.len() < SHORTEST || !whole(key(part, ""));
        let few = known.whole.len() < MANY;
        known.whole.len() >= SOME
            && !known.parted.contains(&key(first, second))
            && !keeps
            && !several
            && second.starts_with(char::is_lowercase)
            && if few { no_word(first) && no_word(second) } else { no_word(first) || no_word(second) }
    }
}

/// The words of a source. What stands beside a hyphen at a line's end is a part of one, and is left out.
fn known(source: &str) -> Known {
    let mut known = Known::default();
    let bytes = source.as_bytes();
    let hyphen =
        |at: usize| bytes.get(at).is_some_and(|&byte| byte == b'-') || source.get(at..).is_some_and(|rest| rest.starts_with(['\u{ad}', '¬', '\u{2010}']));
    let mut parted: Option<(usize, usize)> = None;
    let mut behind_break = false;
    let mut at = 0;
    while at < bytes.len() {
        let Some(len) = word_len(source, at) else {
            if !matches!(bytes[at], b' ' | b'\n' | b'\r' | b'\t') {
                behind_break = false;
            }
            at += source[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let end = at + len;
        let begun = parted.take().filter(|&(_, stop)| stop + 1 == at);
        if let Some((start, stop)) = begun {
            known.parted.insert(key(&source[start..stop], &source[at..end]));
        }
        let at_break = hyphen(end) && source[end..].chars().nth(1).is_none_or(|c| matches!(c, '\n' | '\r' | ' '));
        if len >= SHORTEST && !at_break && !behind_break {
            known.whole.insert(key(&source[at..end], ""));
        }
        if hyphen(end) && !at_break {
            parted = Some((at, end));
        }
        behind_break = at_break;
        at = if at_break { end + source[end..].chars().next().map_or(1, char::len_utf8) } else { end };
    }
    known
}

/// The bytes of the word that begins at a byte, if one does.
fn word_len(source: &str, at: usize) -> Option<usize> {
    let bytes = source.as_bytes();
    let mut end = at;
    while end < bytes.len() {
        if bytes[end].is_ascii_alphabetic() {
            end += 1;
        } else if bytes[end].is_ascii() {
            break;
        } else if let Some(c) = source[end..].chars().next().filter(|c| c.is_alphabetic()) {
            end += c.len_utf8();
        } else {
            break;
        }
    }
    (end > at).then_some(end - at)
}

/// A word's hash without regard to case.
fn key(first: &str, second: &str) -> u64 {
    let mut hash = 0u64;
    let mut take = |value: u64| hash = (hash.rotate_left(5) ^ value).wrapping_mul(0x517c_c1b7_2722_0a95);
    for part in [first, second] {
        if part.is_ascii() {
            part.bytes().for_each(|byte| take(u64::from(byte.to_ascii_lowercase())));
        } else {
            part.chars().flat_map(char::to_lowercase).for_each(|c| take(u64::from(u32::from(c))));
        }
    }
    hash
}
