//! Where one work ends and the next begins in a note: semicolons, the ends of sentences, and the words that lead to a work
//! without being of it ("See also", "For the text, see"). Looks only at what stands outside italics, quotations and brackets.

use std::ops::Range;

use super::scan::{Run, Shape};
use super::{items, names, places};

/// A stretch that may cite one work, or several that "and" joins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its bytes, without blanks at its ends.
    pub range: Range<usize>,
    /// The runs in it, as indexes.
    pub runs: Range<usize>,
}

/// Words cut short before a stop that ends no sentence, beside initials and months.
const CUT_SHORT: &[&str] = &[
    "vol", "vols", "no", "nos", "p", "pp", "ed", "eds", "edn", "edns", "trans", "transl", "tr", "rev", "repr", "rpt", "comp", "comps", "ch", "chs", "chap",
    "sec", "sect", "art", "fig", "figs", "pl", "pt", "pts", "para", "st", "dr", "mr", "mrs", "ms", "prof", "rev", "gen", "col", "univ", "inc", "ltd", "co",
    "corp", "cf", "e.g", "i.e", "vgl", "bd", "nr", "hg", "hrsg", "hgg", "s", "u.s", "v", "vs", "jr", "см", "т", "вып", "ser",
];
/// Words with which a sentence begins, so that a stop before them ends one.
const BEGINNERS: &[&str] = &[
    "the",
    "a",
    "an",
    "this",
    "that",
    "these",
    "those",
    "in",
    "it",
    "he",
    "she",
    "they",
    "we",
    "see",
    "for",
    "on",
    "also",
    "but",
    "as",
    "at",
    "by",
    "there",
    "however",
    "although",
    "according",
    "quoted",
    "cited",
    "compare",
    "cf",
    "voir",
    "siehe",
    "vgl",
    "ibid",
    "ebd",
    "id",
    "les",
    "die",
    "der",
    "das",
    "см",
];
/// Words that lead to a work.
const LEADS: &[&str] = &[
    "see",
    "cf",
    "compare",
    "vgl",
    "siehe",
    "voir",
    "см",
    "consult",
    "quoted",
    "cited",
    "reprinted",
    "reproduced",
    "published",
    "source",
    "sources",
    "quelle",
    "quellen",
    "also",
    "accord",
    "contra",
    "zit",
    "zitiert",
];
/// Words that may stand between such a word and the work.
const FILLERS: &[&str] = &[
    "also",
    "in",
    "e",
    "g",
    "eg",
    "for",
    "example",
    "instance",
    "especially",
    "esp",
    "generally",
    "inter",
    "alia",
    "further",
    "too",
    "again",
    "from",
    "by",
    "as",
    "n",
    "auch",
    "aussi",
    "notamment",
    "etwa",
    "z",
    "b",
    "nach",
];

/// Bytes of names before a title at most.
const REGION: usize = 480;

/// The pieces of a text.
pub(super) fn pieces(string: &str, runs: &[Run]) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut first_run = 0;
    let mut cut = |end: usize, next_run: usize, start: &mut usize, first_run: &mut usize| {
        let piece = &string[*start..end];
        let from = *start + (piece.len() - piece.trim_start().len());
        let to = *start + piece.trim_end().len();
        if from < to {
            found.push(Piece { range: from..to, runs: *first_run..next_run });
        }
        (*start, *first_run) = (end + 1, next_run);
    };
    let mut from = 0;
    for next in 0..=runs.len() {
        let end = runs.get(next).map_or(string.len(), |run| run.outer.start);
        // A quotation ended with its sentence.
        if next > 0 && is_sentence(string, &runs[next - 1]) && begins_sentence(&string[from..end]) {
            cut(from, next, &mut start, &mut first_run);
        }
        for (offset, byte) in string[from..end].bytes().enumerate() {
            let at = from + offset;
            let ends = match byte {
                b';' | b'\n' => true,
                b'.' | b'?' | b'!' => ends_sentence(string, start, at, runs, next),
                _ => false,
            };
            if ends {
                cut(at, next, &mut start, &mut first_run);
            }
        }
        from = runs.get(next).map_or(string.len(), |run| run.outer.end);
    }
    if start < string.len() {
        cut(string.len(), runs.len(), &mut start, &mut first_run);
    }
    found
}

/// Whether a quotation holds a sentence, not a title: it ends with a stop, and its long words are not set as in a headline.
fn is_sentence(string: &str, run: &Run) -> bool {
    let words = &string[run.inner.clone()];
    if run.shape != Shape::Quoted || !words.ends_with(['.', '?', '!']) {
        return false;
    }
    let long = words.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 3);
    let (capitals, all) = long.fold((0, 0), |(capitals, all), word| (capitals + usize::from(word.starts_with(char::is_uppercase)), all + 1));
    capitals * 5 < all * 3 || all > 25
}

/// Whether what stands behind a quotation begins a sentence of its own.
fn begins_sentence(behind: &str) -> bool {
    behind.starts_with(char::is_whitespace) && behind.trim_start().starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether the stop at `at`, before the run numbered `next`, of a piece that began at `start`, ends a sentence.
fn ends_sentence(string: &str, start: usize, at: usize, runs: &[Run], next: usize) -> bool {
    let behind = &string[at + 1..];
    if !behind.starts_with(char::is_whitespace) {
        return false;
    }
    let behind = behind.trim_start();
    // "Berg, Anna. *Title*": the names and the title are of one work.
    let here = string.len() - behind.len();
    if let Some(run) = runs.get(next).filter(|run| run.outer.start == here) {
        let named = || names::read(string, behind_lead(string, start..at + 1)..at + 1).is_some();
        return run.is_titled() && at - start > REGION || run.is_titled() && !named();
    }
    let word: String = behind.chars().take_while(|c| c.is_alphabetic()).collect();
    if !word.starts_with(char::is_uppercase) {
        return false;
    }
    // "Berg, Anna, *Title*. Vol. 2", "С. 5".
    if behind[word.len()..].starts_with('.') && (items::is_volume_word(&word) || items::is_page_word(&word) || places::is_place(&word)) {
        return false;
    }
    let begins = BEGINNERS.contains(&word.to_lowercase().as_str());
    let before = &string[..at];
    if let Some(run) = next.checked_sub(1).map(|last| &runs[last]).filter(|run| run.outer.end == at) {
        return begins || !run.is_titled();
    }
    let last = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | ',' | ';')).next().unwrap_or_default();
    if last.is_empty() || last.ends_with('.') {
        return false;
    }
    if last.ends_with(|c: char| c.is_numeric()) {
        return true;
    }
    let letters = last.chars().filter(|c| c.is_alphabetic()).count();
    let cut_short = letters <= 1 || last.contains('.') || CUT_SHORT.contains(&last.to_lowercase().as_str());
    if cut_short || items::is_month(last) && letters <= 4 {
        return begins && letters > 1;
    }
    // "Phil. Trans.": a short word with a capital may be cut short.
    begins || !(letters <= 5 && last.starts_with(char::is_uppercase))
}

/// Whether a stretch holds a word that leads to another work.
pub(super) fn leads(stretch: &str) -> bool {
    stretch
        .split(|c: char| !c.is_alphabetic())
        .any(|word| matches!(word, "see" | "See" | "cf" | "Cf" | "voir" | "vgl" | "Vgl" | "siehe" | "см" | "quoting" | "citing"))
}

/// The byte behind the words that lead to the work of a stretch (of which the first title begins at its end), or its start.
pub(super) fn behind_lead(string: &str, region: Range<usize>) -> usize {
    let mut from = region.start;
    let mut words = words(string, region.clone()).peekable();
    let (mut open, mut counted) = (0usize, region.start);
    let mut first = true;
    while let Some(word) = words.next() {
        for byte in string[counted..word.start].bytes() {
            open = if byte == b'(' { open + 1 } else { open.saturating_sub(usize::from(byte == b')')) };
        }
        counted = word.start;
        let lower = string[word.clone()].to_lowercase();
        let joins = std::mem::take(&mut first) && matches!(lower.as_str(), "and" | "or" | "but" | "und" | "et" | "и" | "e" | "as");
        if open > 0 || !(joins || LEADS.contains(&lower.as_str())) {
            continue;
        }
        from = word.end;
        let fills = |next: &Range<usize>| string[next.clone()].starts_with(char::is_lowercase) && FILLERS.contains(&&string[next.clone()]);
        while let Some(filler) = words.next_if(fills) {
            from = filler.end;
        }
    }
    region.end - string[from..region.end].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ':')).len()
}

/// The words of a range, as bytes: runs of letters.
fn words(string: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = range.start;
    std::iter::from_fn(move || {
        let start = at + string[at..range.end].find(char::is_alphabetic)?;
        let len = string[start..range.end].find(|c: char| !c.is_alphabetic()).unwrap_or(range.end - start);
        at = start + len;
        Some(start..at)
    })
}
