//! The authorities that a running text has cited so far, and how they are found again: by the report they stand in, by the
//! name of a party. Owns what makes such a find sure.

use std::collections::HashMap;
use std::ops::Range;

use super::authorities::{Authority, Sort};
use super::words;
use crate::model::{Anchor, Extent};

/// Pages after the first on which a case is still taken to go on: few opinions with all that is joined to them are longer.
const LONGEST_CASE: u32 = 300;

/// Names by which no party is told from another.
const COMMON: [&str; 70] = [
    "court",
    "board",
    "state",
    "states",
    "united",
    "us",
    "co",
    "inc",
    "corp",
    "ltd",
    "university",
    "univ",
    "city",
    "county",
    "people",
    "commonwealth",
    "the",
    "of",
    "in",
    "re",
    "v",
    "school",
    "bd",
    "dist",
    "dept",
    "j",
    "commissioner",
    "alabama",
    "alaska",
    "arizona",
    "arkansas",
    "california",
    "colorado",
    "connecticut",
    "delaware",
    "florida",
    "georgia",
    "hawaii",
    "idaho",
    "illinois",
    "indiana",
    "iowa",
    "kansas",
    "kentucky",
    "louisiana",
    "maine",
    "maryland",
    "massachusetts",
    "michigan",
    "minnesota",
    "mississippi",
    "missouri",
    "montana",
    "nebraska",
    "nevada",
    "ohio",
    "oklahoma",
    "oregon",
    "pennsylvania",
    "tennessee",
    "texas",
    "utah",
    "vermont",
    "virginia",
    "washington",
    "wisconsin",
    "wyoming",
    "york",
    "brief",
    "act",
];

/// Words that end the name of a company or a list of parties.
const LEGAL: [&str; 12] = ["co", "inc", "corp", "ltd", "llc", "lp", "llp", "al", "et", "jr", "sr", "assn"];

/// Most words of a name that is looked for.
const LONGEST_NAME: usize = 12;

/// An authority that was cited.
#[derive(Debug, Clone)]
pub(super) struct Known {
    /// What it is.
    pub sort: Sort,
    /// Its words.
    pub text: String,
    /// Where it was cited first, and most fully.
    pub at: Anchor,
    /// Its bytes there.
    pub extent: Extent,
    name: Vec<String>,
    /// The surname of the author of a book or an article.
    author: Option<String>,
    first_page: Option<u32>,
    /// When it was cited last, in citations.
    last: usize,
}

impl Known {
    /// Whether a page can be one of it: it begins before, and not long before.
    pub fn may_hold(&self, page: Option<u32>) -> bool {
        match (page, self.first_page) {
            (Some(page), Some(first)) => first <= page && page <= first + LONGEST_CASE,
            _ => true,
        }
    }

    /// Whether one would call it so: by a party or its first or last word, by an author, by several words of a title.
    fn is_called(&self, tokens: &[String]) -> bool {
        let ends = |party: &[String]| {
            let legal = party.iter().rev().take_while(|word| LEGAL.contains(&word.as_str())).count();
            let party = &party[..party.len() - legal];
            tokens.len() > 1 || party.first() == tokens.first() || party.last() == tokens.first()
        };
        match self.sort {
            Sort::Case => {
                self.name.split(|word| word == "v" || word == "vs").any(|party| words::holds(party, tokens) && ends(party)) || tokens.contains(&"v".to_owned())
            }
            Sort::Record => words::holds(&self.name[..tokens.len().min(self.name.len())], tokens),
            Sort::Book | Sort::Article => tokens.len() > 1 || self.author.as_ref() == tokens.first(),
            Sort::Dated | Sort::Other => false,
        }
    }
}

/// A first page, and the authority that begins on it.
type First = (Option<u32>, usize);

/// What was cited so far.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    all: Vec<Known>,
    /// By volume and series: first pages, and what begins there.
    by_report: HashMap<(u32, String), Vec<First>>,
    by_word: HashMap<String, Vec<usize>>,
    /// The cases of which a party's name is this one word.
    by_party: HashMap<String, usize>,
    clock: usize,
}

impl Shelf {
    /// The authority.
    pub fn of(&self, id: usize) -> &Known {
        &self.all[id]
    }

    /// Says that an authority is cited again.
    pub fn touch(&mut self, id: usize) {
        self.clock += 1;
        self.all[id].last = self.clock;
    }

    /// Files an authority that is cited in full; the same one keeps its number.
    pub fn add(&mut self, cited: &Authority, text: &str, at: Anchor) -> usize {
        self.clock += 1;
        let name = cited.name.clone().map(|name| words::tokens(&text[name])).unwrap_or_default();
        let same = |id: &usize| self.all[*id].sort == cited.sort && self.all[*id].text == cited.text;
        let before = match cited.reports.first() {
            Some(report) => {
                let filed = self.by_report.get(&(report.volume, report.series.clone()));
                filed.and_then(|filed| filed.iter().find(|(page, _)| *page == report.page)).map(|(_, id)| *id)
            }
            None => name.first().and_then(|word| self.by_word.get(word)).and_then(|filed| filed.iter().copied().find(|id| same(id))),
        };
        let extent = Extent::new(cited.range.start as u32, cited.range.end as u32);
        let id = match before {
            Some(id) => {
                let known = &mut self.all[id];
                // The first that has a name stands for all.
                if known.name.is_empty() && !name.is_empty() {
                    (known.text, known.at, known.extent) = (cited.text.clone(), at, extent);
                }
                id
            }
            None => {
                let author = cited.name.clone().and_then(|name| words::tokens(text[name].split(',').next().unwrap_or_default()).pop());
                let first_page = cited.reports.first().and_then(|report| report.page);
                self.all.push(Known { sort: cited.sort, text: cited.text.clone(), at, extent, name: Vec::new(), author, first_page, last: 0 });
                self.all.len() - 1
            }
        };
        self.all[id].last = self.clock;
        for report in &cited.reports {
            let filed = self.by_report.entry((report.volume, report.series.clone())).or_default();
            if !filed.iter().any(|(page, other)| *page == report.page && *other == id) {
                filed.push((report.page, id));
            }
        }
        if self.all[id].name.is_empty() && !name.is_empty() {
            for word in &name {
                let filed = self.by_word.entry(word.clone()).or_default();
                if filed.last() != Some(&id) {
                    filed.push(id);
                }
            }
            if cited.sort == Sort::Case {
                for party in name.split(|word| word == "v" || word == "vs") {
                    if let [word] = party
                        && !COMMON.contains(&word.as_str())
                    {
                        self.by_party.insert(word.clone(), id);
                    }
                }
            }
            self.all[id].name = name;
        }
        id
    }

    /// The case that a volume, a series and a page meant in it lead to: of the cases of that volume the one that begins last
    /// before the page, for each ends before the next begins.
    pub fn by_page(&self, volume: u32, series: &str, page: Option<u32>) -> Option<usize> {
        let filed = self.by_report.get(&(volume, series.to_owned()))?;
        let page = page?;
        filed.iter().filter(|(first, _)| first.is_some_and(|first| first <= page)).max_by_key(|(first, _)| *first).map(|(_, id)| *id)
    }

    /// The case of which a party has this one word as its name.
    pub fn by_party(&self, word: &str) -> Option<usize> {
        let token = words::tokens(word);
        token.first().and_then(|token| self.by_party.get(token)).copied()
    }

    /// Whether the name of an authority holds these words.
    pub fn is_named(&self, id: usize, name: &str) -> bool {
        words::holds(&self.all[id].name, &words::tokens(name))
    }

    /// The authorities whose name ends the words of a range, as "Croson" in "See Croson". The longest name wins.
    pub fn by_name(&self, text: &str, range: Range<usize>) -> Option<Named> {
        let words = words::words(text, range.clone());
        for (at, (start, word)) in words.iter().enumerate() {
            if !words::bare(word).starts_with(|c: char| c.is_uppercase()) || at + LONGEST_NAME < words.len() {
                continue;
            }
            let mut tokens = words::tokens(&text[*start..range.end]);
            // "Fullilove, 448 supra": the volume was left standing.
            if tokens.len() > 1 && tokens.last().is_some_and(|last| last.bytes().all(|byte| byte.is_ascii_digit())) {
                tokens.pop();
            }
            if tokens.iter().all(|token| COMMON.contains(&token.as_str())) {
                continue;
            }
            let filed = self.by_word.get(&tokens[0]).map(Vec::as_slice).unwrap_or_default();
            let mut bearing: Vec<usize> = filed.iter().copied().filter(|&id| words::holds(&self.all[id].name, &tokens)).collect();
            if bearing.is_empty() {
                continue;
            }
            if bearing.iter().any(|&id| self.all[id].sort == Sort::Case) {
                bearing.retain(|&id| self.all[id].sort == Sort::Case);
            }
            bearing.sort_by_key(|&id| std::cmp::Reverse(self.all[id].last));
            let plain = bearing.first().is_some_and(|&id| self.all[id].is_called(&tokens));
            let mark = word.len() - word.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
            return Some(Named { start: start + mark, bearing, plain });
        }
        None
    }
}

/// What bears a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    /// Where the name begins.
    pub start: usize,
    /// The authorities, the one cited last in front; at least one.
    pub bearing: Vec<usize>,
    /// Whether one would call the first of them so, and it is no word from the midst of a title.
    pub plain: bool,
}
