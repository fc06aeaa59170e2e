//! What a bracket behind a title says: where, by whom and when a work was published. Reads it only where that is plain.

use std::ops::Range;

use super::items::{self, Sort};
use super::places;
use super::scan::trimmed;

/// A bracket, or a stretch as it would stand in one, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Imprint {
    /// Who published the work.
    pub publisher: Option<Range<usize>>,
    /// Where.
    pub place: Option<Range<usize>>,
    /// When, where it names one year alone.
    pub year: Option<i32>,
    /// Whether it names anybody or any place, not a date alone.
    pub published: bool,
    /// Two sides of a colon of which it is not plain which is the publisher.
    pub sides: Option<(Range<usize>, Range<usize>)>,
}

/// Small words that stand among the capitals of a publisher's name.
const SMALL: &[&str] = &[
    "of", "and", "for", "the", "in", "on", "at", "de", "des", "du", "la", "le", "les", "et", "und", "für", "der", "di", "del", "e", "y", "van", "von", "am",
    "im", "bei", "s", "i", "и", "for",
];

/// Reads the inside of a bracket; nothing where it does not say when or where something was published.
pub(super) fn read(string: &str, inner: Range<usize>) -> Option<Imprint> {
    let inside = &string[inner.clone()];
    if inside.len() > 240 {
        return None;
    }
    let whole = items::read(inside);
    if whole.sort == Sort::Date {
        return Some(Imprint { year: whole.year, ..Imprint::default() });
    }
    // The date is what follows the last comma, or else the last word.
    let (named, year) = match dated(string, inner.clone()) {
        Some((named, year)) => (named, Some(year)),
        None => (inner, None),
    };
    let named = behind_edition(string, trimmed(string, named));
    let words = &string[named.clone()];
    if words.is_empty() || !is_name(words) {
        return None;
    }
    let mut imprint = Imprint { year: year.flatten(), published: true, ..Imprint::default() };
    let mut sides = words.split(':');
    match (sides.next(), sides.next(), sides.next()) {
        (Some(left), Some(_), None) => {
            let (left, right) = (trimmed(string, named.start..named.start + left.len()), trimmed(string, named.start + left.len() + 1..named.end));
            let right = right.end - string[right.clone()].trim_start().len()..right.end;
            let side = |range: &Range<usize>| (places::is_place(&string[range.clone()]), places::is_house(&string[range.clone()]));
            match (side(&left), side(&right)) {
                ((true, false), (false, _)) => (imprint.place, imprint.publisher) = (Some(left), Some(right)),
                ((false, _), (true, false)) => (imprint.publisher, imprint.place) = (Some(left), Some(right)),
                ((false, true), (false, false)) => (imprint.publisher, imprint.place) = (Some(left), Some(right)),
                ((false, false), (false, true)) => (imprint.place, imprint.publisher) = (Some(left), Some(right)),
                _ => imprint.sides = Some((left, right)),
            }
        }
        (Some(_), None, _) => {
            if places::is_place(words) {
                imprint.place = Some(named);
            } else if let Some((first, last)) = words.split_once(',').map(|(first, last)| (first.trim_end(), last.trim_start())) {
                let (before, behind) = (named.start..named.start + first.len(), named.end - last.len()..named.end);
                match (places::is_place(first), places::is_place(last)) {
                    (true, false) => (imprint.place, imprint.publisher) = (Some(before), Some(behind)),
                    (false, true) => (imprint.publisher, imprint.place) = (Some(before), Some(behind)),
                    _ => {}
                }
            } else if places::is_house(words) {
                imprint.publisher = Some(named);
            }
        }
        _ => {}
    }
    (year.is_some() || imprint.place.is_some()).then_some(imprint)
}

/// The stretch without the date at its end, and the date's year, where there is a date.
fn dated(string: &str, inner: Range<usize>) -> Option<(Range<usize>, Option<i32>)> {
    let inside = &string[inner.clone()];
    let at = inside.rfind([',', ' '])?;
    let comma = inside.rfind(',');
    for cut in [comma, Some(at)].into_iter().flatten() {
        let item = items::read(&inside[cut + 1..]);
        if item.sort == Sort::Date && inside[cut + 1..].bytes().any(|byte| byte.is_ascii_digit()) {
            return Some((inner.start..inner.start + cut, item.year));
        }
    }
    matches!(inside[at + 1..].to_lowercase().trim_end_matches('.'), "n.d" | "forthcoming" | "o.j").then_some((inner.start..inner.start + at, None))
}

/// Behind `2nd edn,` and `3 vols.,` at the start of an imprint.
fn behind_edition(string: &str, range: Range<usize>) -> Range<usize> {
    let words = &string[range.clone()];
    let Some((first, rest)) = words.split_once([',', ';']) else { return range };
    let counts = first.ends_with("edn") || first.ends_with("ed.") || first.ends_with("vols") || first.ends_with("vols.") || first.ends_with("Aufl.");
    if counts && first.len() < 16 { range.end - rest.trim_start().len()..range.end } else { range }
}

/// Whether the words are such as names are made of.
fn is_name(words: &str) -> bool {
    words.starts_with(|c: char| c.is_uppercase())
        && words.split(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '/' | '–' | '-')).filter(|word| !word.is_empty()).all(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            word.is_empty()
                || word.starts_with(|c: char| c.is_uppercase())
                || SMALL.contains(&word)
                || ["d’", "d'", "l’", "l'"].iter().any(|elided| word.starts_with(elided))
        })
}
