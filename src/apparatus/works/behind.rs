//! What stands behind a title: what the work is a part of, its imprint, dates, volumes, pages. Reads up to where the next work
//! begins, and never more than a citation can have.

use std::ops::Range;

use super::imprint::{self, Imprint};
use super::items::{self, Item, Sort};
use super::pieces::{self, Piece};
use super::scan::{Run, Shape, trimmed};

/// Parts that are read behind a title at most.
const PARTS: usize = 48;

/// A part of a piece: a run, or words between commas.
#[derive(Debug, Clone)]
pub(super) enum Part {
    /// The run with this number.
    Run(usize),
    /// Words, and what they are.
    Words(Range<usize>, Item),
}

/// What was read behind a title.
#[derive(Debug, Default)]
pub(super) struct Behind {
    /// Behind the last part that is of the citation.
    pub end: usize,
    /// Behind the last part that is no page.
    pub issue: usize,
    /// How many dates, volumes, pages and imprints.
    pub strong: usize,
    /// How many volumes.
    pub volumes: usize,
    /// What the work is a part of.
    pub container: Option<Range<usize>>,
    /// Where and by whom it was published.
    pub imprint: Option<Imprint>,
    /// Whether several imprints with different years were met.
    pub torn: bool,
    /// The years of dates.
    pub years: Vec<i32>,
    /// Whether a short form stands behind it: "supra", "op. cit.", "(note 12)".
    pub short: bool,
    /// Behind the last date, volume, page or imprint.
    firm: usize,
    /// Whether what is read is of a sentence by now.
    prose: bool,
    /// The words read last, where an imprint without brackets may begin.
    named: Option<(usize, usize)>,
}

impl Behind {
    fn words(&mut self, string: &str, range: Range<usize>, item: Item, italic: bool) {
        let words = &string[range.clone()];
        self.short |= is_short(words);
        let begun = self.named.take();
        if italic && let Some(imprint) = unbracketed(string, begun, &range, item) {
            self.imprint(imprint);
            self.hold(range.end, true);
            return;
        }
        match item.sort {
            Sort::Words => {
                self.prose |= is_prose(words);
                if !self.prose && !is_joint(words) {
                    self.end = range.end;
                }
                let count = begun.map_or(1, |(_, count)| count + 1);
                self.named = Some((begun.filter(|_| count <= 2).map_or(range.start, |(start, _)| start), count));
                return;
            }
            Sort::Date => self.years.extend(item.year),
            Sort::Volume => self.volumes += 1,
            Sort::Page => {}
        }
        self.hold(range.end, item.sort != Sort::Page);
    }

    /// Something that a citation alone has ends at `end`.
    fn hold(&mut self, end: usize, issue: bool) {
        self.strong += 1;
        (self.end, self.firm, self.prose) = (end, end, false);
        if issue {
            self.issue = end;
        }
    }

    fn imprint(&mut self, imprint: Imprint) {
        if !imprint.published {
            self.years.extend(imprint.year);
            return;
        }
        match &self.imprint {
            Some(first) if first.year.is_some() => self.torn |= imprint.year.is_some_and(|year| first.year != Some(year)),
            _ => self.imprint = Some(imprint),
        }
    }
}

/// Reads what stands behind the title that is the run `title`, up to the next work of the piece, of which the start and the
/// title's run are given.
pub(super) fn read(string: &str, runs: &[Run], title: usize, piece: &Piece) -> (Behind, Option<(usize, usize)>) {
    let start = runs[title].outer.end;
    let mut behind = Behind { end: start, issue: start, firm: start, ..Behind::default() };
    for part in parts(string, runs, title + 1..piece.runs.end, start..piece.range.end).take(PARTS) {
        match part {
            // "For a review of A see B": what follows is of another work.
            Part::Words(range, _) if pieces::leads(&string[range.clone()]) => break,
            Part::Words(range, item) => behind.words(string, range, item, runs[title].shape == Shape::Italic),
            Part::Run(run) if runs[run].is_titled() => {
                let between = string[behind.firm..runs[run].outer.start].trim_start_matches([',', '.', ' ']);
                let joined = ["and ", "und ", "et ", "и ", "& "].iter().any(|word| between.starts_with(word));
                if joined && behind.strong > 0 {
                    behind.end = behind.firm;
                    return (behind, Some((runs[run].outer.start - between.len(), run)));
                }
                let within = ["in ", "In ", "in:", "In:"].iter().any(|word| between.starts_with(word));
                let holds = runs[run].shape == Shape::Italic && (runs[title].shape == Shape::Quoted || within);
                if behind.container.is_none() && holds && !behind.prose {
                    behind.container = Some(runs[run].inner.clone());
                    (behind.end, behind.firm, behind.named) = (runs[run].outer.end, runs[run].outer.end, None);
                }
            }
            Part::Run(run) => {
                let inner = runs[run].inner.clone();
                behind.short |= is_note(&string[inner.clone()]);
                let imprint = if runs[run].shape == Shape::Round && !behind.prose { imprint::read(string, inner) } else { None };
                if let Some(imprint) = imprint {
                    behind.imprint(imprint);
                    behind.hold(runs[run].outer.end, true);
                } else if !behind.prose {
                    // The translation of a title, or a remark.
                    behind.end = runs[run].outer.end;
                }
                behind.named = None;
            }
        }
    }
    (behind, None)
}

/// An imprint that no bracket holds: "Berlin: Mohr 1922", "Paris, Colin, 1949". Its words begin where `begun` says, and end with
/// `range`. Only where the town is known, and the year stands by itself.
fn unbracketed(string: &str, begun: Option<(usize, usize)>, range: &Range<usize>, item: Item) -> Option<Imprint> {
    let year = string[range.clone()].trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let last = &string[range.start + year..range.end];
    let whole = match item.sort {
        Sort::Date if year == 0 => begun?.0..range.end,
        Sort::Words if !last.is_empty() => range.clone(),
        _ => return None,
    };
    items::year(last)?;
    imprint::read(string, whole).filter(|imprint| imprint.place.is_some() && imprint.year.is_some())
}

/// The parts of a range with the runs numbered `numbers` in it.
pub(super) fn parts<'t>(string: &'t str, runs: &'t [Run], numbers: Range<usize>, range: Range<usize>) -> impl Iterator<Item = Part> + 't {
    let mut from = range.start;
    numbers.map(Some).chain([None]).flat_map(move |number| {
        let end = number.map_or(range.end, |number| runs[number].outer.start);
        let mut start = from;
        from = number.map_or(end, |number| runs[number].outer.end);
        let words = between(&string[start..end.max(start)]).filter_map(move |piece| {
            let at = start + (piece.len() - piece.trim_start_matches(|c: char| c.is_whitespace() || c == '.').len());
            let words = trimmed(string, at..start + piece.len());
            let words = words.start..words.start + string[words].trim_end_matches('.').len();
            start += piece.len() + 1;
            string[words.clone()].chars().any(char::is_alphanumeric).then(|| Part::Words(words.clone(), items::read(&string[words])))
        });
        words.chain(number.map(Part::Run))
    })
}

/// The stretches between commas; a stop behind a year parts too: "1990. С. 5".
fn between(words: &str) -> impl Iterator<Item = &str> {
    let bytes = words.as_bytes();
    let mut from = Some(0);
    std::iter::from_fn(move || {
        let start = from?;
        let parts = |at: usize| bytes[at] == b',' || at >= start + 4 && bytes.get(at + 1) == Some(&b' ') && bytes[at - 4..at].iter().all(u8::is_ascii_digit);
        let cut = memchr::memchr2_iter(b',', b'.', &bytes[start..]).map(|at| start + at).find(|&at| parts(at));
        from = cut.map(|at| at + 1);
        Some(&words[start..cut.unwrap_or(words.len())])
    })
}

/// Whether words are of a sentence, not of a citation: three small ones that no name, title or imprint has.
pub(super) fn is_prose(words: &str) -> bool {
    const SMALL: &[&str] = &[
        "of",
        "for",
        "the",
        "and",
        "in",
        "on",
        "at",
        "de",
        "la",
        "du",
        "des",
        "der",
        "von",
        "und",
        "et",
        "to",
        "ed",
        "eds",
        "by",
        "trans",
        "paper",
        "presented",
        "report",
        "p",
        "pp",
        "vol",
    ];
    words
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|word| word.starts_with(char::is_lowercase) && !SMALL.contains(word))
        .nth(2)
        .is_some()
}

/// Words that only join a title and what it stands in.
fn is_joint(words: &str) -> bool {
    matches!(words, "in" | "and" | "In" | "in:" | "et" | "und")
}

/// Whether a part of a citation sends to another one.
pub(super) fn is_short(part: &str) -> bool {
    let mut words = part.split_whitespace();
    let first = words.next().unwrap_or_default().trim_end_matches('.');
    let at = first == "at" && words.next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    at || is_short_form(first) || first.eq_ignore_ascii_case("a.a.O") || is_note(part)
}

/// Whether words are "note 12", "n. 12" or the like.
pub(super) fn is_note(words: &str) -> bool {
    let mut words = words.split_whitespace();
    let first = words.next().unwrap_or_default().trim_end_matches('.').to_lowercase();
    let first = if matches!(first.as_str(), "see" | "supra" | "as" | "in" | "cited") {
        words.next().unwrap_or_default().trim_end_matches('.').to_lowercase()
    } else {
        first
    };
    matches!(first.as_str(), "note" | "notes" | "footnote" | "fn" | "nn" | "anm")
        && words.next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

pub(super) fn is_short_form(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "ibid" | "id" | "op" | "loc" | "idem" | "ebd" | "ebenda" | "eadem" | "supra" | "infra" | "ante" | "post" | "hereinafter"
    )
}
