//! Works of which no title stands out, as old journals cite and texts that lost their italics: the words as they are, where a
//! volume or a page and names alone speak for a work. Takes no field from them but a year.

use super::behind::{Part, is_note, is_short, is_short_form, parts};
use super::cited::Cited;
use super::imprint;
use super::items::{self, Sort};
use super::names;
use super::pieces::{self, Piece};
use super::scan::{Run, Shape, trimmed};
use crate::model::Extent;

/// A work of which no title stands out: the words as they are, where a volume or a page and names alone speak for one.
pub(super) fn read(string: &str, runs: &[Run], piece: &Piece) -> Option<Cited> {
    let start = pieces::behind_lead(string, piece.range.clone());
    let first = string[start..piece.range.end].split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if !first.starts_with(char::is_uppercase) || items::is_page_word(first) || items::is_volume_word(first) || is_short_form(first) {
        return None;
    }
    let words = &string[start..piece.range.end];
    if words.split([',', '(']).any(|part| is_short(part.trim()) || is_note(part.trim_end_matches(')'))) {
        return None;
    }
    let skipped = runs[piece.runs.clone()].iter().take_while(|run| run.outer.start < start).count();
    let mut capitals = 0;
    let mut numbers = false;
    let mut strong = 0;
    let mut end = start;
    let mut years = Vec::new();
    for part in parts(string, runs, piece.runs.start + skipped..piece.runs.end, start..piece.range.end) {
        match part {
            Part::Words(range, item) => {
                let words = &string[range.clone()];
                // "Ann. and Mag. of Nat. Hist. vol. xvi. p. 440": the volume stands behind the words without a comma.
                let (named, numbered) = at_number(words);
                if item.sort == Sort::Words && !is_named(named) {
                    break;
                }
                numbers = words.ends_with(|c: char| c.is_ascii_digit());
                if item.sort == Sort::Words {
                    capitals += named.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
                }
                strong += usize::from(item.sort != Sort::Words && item.sort != Sort::Date || numbered);
                years.extend(item.year);
                end = range.end;
            }
            Part::Run(run) if runs[run].shape == Shape::Round => {
                if let Some(imprint) = imprint::read(string, runs[run].inner.clone()) {
                    // "The Ideology of Slavery 78 (1981)": a page, then the year.
                    strong += usize::from(imprint.published || numbers);
                    years.extend(imprint.year);
                    end = runs[run].outer.end;
                }
            }
            Part::Run(run) => end = runs[run].outer.end,
        }
    }
    years.dedup();
    let year = if let [year] = years.as_slice() { Some(*year) } else { None };
    let range = trimmed(string, start..end);
    (capitals >= 2 && strong > 0).then(|| Cited { extent: Extent::new(range.start as u32, range.end as u32), year, ..Cited::default() })
}

/// The words before "vol. 3" or "p. 12" in a stretch without commas, and whether there is such.
fn at_number(words: &str) -> (&str, bool) {
    let mut before: Option<(usize, &str)> = None;
    for word in words.split_whitespace() {
        let at = word.as_ptr() as usize - words.as_ptr() as usize;
        if let Some((start, last)) = before {
            let bare = last.trim_end_matches('.');
            let number = word.starts_with(|c: char| c.is_ascii_digit()) || word.trim_end_matches(['.', ',']).bytes().all(|byte| b"ivxlcIVXLC".contains(&byte));
            if number && last.ends_with('.') && (items::is_volume_word(bare) || items::is_page_word(bare)) {
                return (&words[..start], true);
            }
        }
        before = Some((at, word));
    }
    (words, false)
}

/// Whether all words are such as names and titles in headline style are made of.
fn is_named(words: &str) -> bool {
    words.split_whitespace().all(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        !bare.starts_with(char::is_lowercase)
            || names::is_small(bare)
            || matches!(bare, "to" | "in" | "as" | "with" | "by" | "from" | "v")
            || word.contains('.')
    })
}
