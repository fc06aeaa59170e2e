//! What is typed to narrow a list. Entries that hold all its words stay; where none does, those in which its letters stand
//! in their order. Owns how entries are matched; knows no list.

use std::borrow::Cow;

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::typing::Typing;
use crate::keys::Key;

/// Bytes of an entry that are looked at: nobody remembers a note by its second page.
const LOOKED_AT: usize = 2000;

/// A filter: off, or being typed.
#[derive(Debug, Default)]
pub struct Filter {
    /// The line, where one is being typed.
    pub typing: Option<Typing>,
}

impl Filter {
    /// A filter that is typed into at once.
    pub fn typed() -> Filter {
        Filter { typing: Some(Typing::default()) }
    }

    /// Whether keys are typed into it.
    pub fn is_on(&self) -> bool {
        self.typing.is_some()
    }

    /// What was typed; empty where nothing was.
    pub fn text(&self) -> &str {
        self.typing.as_ref().map_or("", |typing| typing.text())
    }

    /// Takes a key as typing; false where it is none, or the filter is off.
    pub fn type_key(&mut self, key: Key) -> bool {
        self.typing.as_mut().is_some_and(|typing| typing.type_key(key))
    }

    /// The numbers of the entries that stay, in their order; all of them where nothing was typed.
    pub fn pick<'e>(&self, entries: impl Iterator<Item = Cow<'e, str>> + Clone) -> Vec<u32> {
        self.scored(entries).into_iter().map(|(number, _)| number).collect()
    }

    /// The numbers of the entries that stay, the best first.
    pub fn ranked<'e>(&self, entries: impl Iterator<Item = Cow<'e, str>> + Clone) -> Vec<u32> {
        let mut scored = self.scored(entries);
        scored.sort_by_key(|&(number, score)| (std::cmp::Reverse(score), number));
        scored.into_iter().map(|(number, _)| number).collect()
    }

    fn scored<'e>(&self, entries: impl Iterator<Item = Cow<'e, str>> + Clone) -> Vec<(u32, u32)> {
        if self.text().trim().is_empty() {
            return (0..).zip(entries).map(|(number, _)| (number, 0)).collect();
        }
        let words = self.matched(AtomKind::Substring, entries.clone());
        if words.is_empty() { self.matched(AtomKind::Fuzzy, entries) } else { words }
    }

    fn matched<'e>(&self, kind: AtomKind, entries: impl Iterator<Item = Cow<'e, str>>) -> Vec<(u32, u32)> {
        let pattern = Pattern::new(self.text(), CaseMatching::Smart, Normalization::Smart, kind);
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut characters = Vec::new();
        let score = |entry: &str| {
            let looked_at = crate::model::document::floor_char(entry, LOOKED_AT as u32) as usize;
            pattern.score(Utf32Str::new(&entry[..looked_at], &mut characters), &mut matcher)
        };
        let mut score = score;
        (0..).zip(entries).filter_map(|(number, entry)| Some((number, score(&entry)?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(typed: &str, entries: &[&str]) -> Vec<u32> {
        Filter { typing: Some(Typing::with(typed)) }.pick(entries.iter().map(|&entry| Cow::Borrowed(entry)))
    }

    #[test]
    fn words_in_any_order_come_before_letters_in_order() {
        let entries = ["Berg, Tides, p. 9", "Lost in the fire", "the tides of Berg", "b-e-r-g"];
        assert_eq!(picked("", &entries), [0, 1, 2, 3]);
        assert_eq!(picked("tides berg", &entries), [0, 2]);
        assert_eq!(picked("ltfr", &entries), [1], "letters in their order");
        assert_eq!(picked("Tides", &entries), [0], "a capital makes the case count");
        assert_eq!(picked("xyz", &entries), [] as [u32; 0]);
    }
}
