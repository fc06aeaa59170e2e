//! Where words may be parted at a line's end, by their language. Owns which words are parted at all: words of letters
//! alone, no names in capitals, no addresses, nothing with figures.

use hypher::Lang;

use super::fit::{self, Break, End};
use super::width;
use crate::model::{Extent, Mark, Text};

/// Letters that stay before a hyphen at least, and behind it: as TeX sets English; a language may ask for more.
const LEAST: (usize, usize) = (2, 3);

/// The patterns by which words are parted; none where only the text's own soft hyphens count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hyphens(Option<Lang>);

impl Hyphens {
    /// Those of a language by its two-letter code.
    pub fn of(language: Option<&str>) -> Hyphens {
        Hyphens(language.and_then(|code| code.as_bytes().try_into().ok()).and_then(Lang::from_iso))
    }

    /// The places with those within words put in between, for the words that are worth it; `None` where there are none.
    pub fn put_into(self, text: &Text, breaks: &[Break], worth: &[bool]) -> Option<Vec<Break>> {
        let language = self.0?;
        let mut found = Vec::with_capacity(breaks.len() * 2);
        found.push(breaks[0]);
        let mut from = 0;
        while from + 1 < breaks.len() {
            // A word that is too wide for a line has places to cut it at: it is looked at as a whole.
            let to = (from + 1..breaks.len()).find(|&to| breaks[to].end != End::Cut).unwrap_or(breaks.len() - 1);
            let (start, end) = (&breaks[from], &breaks[to]);
            let segment = Extent::new(start.at, end.shown_end.max(start.at));
            let mut cuts = breaks[from + 1..=to].iter().peekable();
            let worth = worth[from + 1..=to].contains(&true) && fit::width(start, end) >= (LEAST.0 + LEAST.1) as u32;
            if worth && end.end != End::Hyphen && start.end != End::Hyphen {
                parted(text, segment, language, |at| {
                    while let Some(cut) = cuts.next_if(|cut| cut.end == End::Cut && cut.at <= at) {
                        found.push(*cut);
                    }
                    let columns = start.full + width::columns(text.slice(Extent::new(segment.start, at)));
                    if found[found.len() - 1].at < at {
                        found.push(Break { at, shown_end: at, shown: columns, full: columns, word: start.word, end: End::Hyphen });
                    }
                });
            }
            found.extend(cuts);
            from = to;
        }
        (found.len() > breaks.len()).then_some(found)
    }
}

/// The bytes within a segment at which its word may be parted, ascending.
fn parted(text: &Text, segment: Extent, language: Lang, mut at: impl FnMut(u32)) {
    let whole = text.slice(segment);
    let word = whole.trim_matches(|c: char| !c.is_alphabetic());
    // A hyphen behind the word makes it the first half of two, which have their place to be parted.
    if word.len() < LEAST.0 + LEAST.1 || whole.ends_with(['-', '/', '‐']) || goes_on(text, segment.start) || is_code(text, segment) {
        return;
    }
    for part in word.split(['’', '\'']) {
        if part.chars().all(char::is_alphabetic) && !(part.chars().nth(1).is_some_and(char::is_uppercase)) {
            let (left, right) = language.bounds();
            let mut end = part.as_ptr() as usize - whole.as_ptr() as usize;
            let syllables: Vec<&str> = hypher::hyphenate_bounded(part, language, left.max(LEAST.0), right.max(LEAST.1)).collect();
            for syllable in &syllables[..syllables.len().saturating_sub(1)] {
                end += syllable.len();
                at(segment.start + end as u32);
            }
        }
    }
}

/// Whether a word goes on over the start of a segment: a hyphen or a slash stands before it.
fn goes_on(text: &Text, start: u32) -> bool {
    text.slice(Extent::new(0, start)).ends_with(['-', '/', '‐', '.', '_', '@', ':'])
}

/// Whether a range is code, where a hyphen would be read as part of it.
fn is_code(text: &Text, segment: Extent) -> bool {
    text.spans_in(segment).any(|span| span.mark == Mark::Code)
}
