//! The works that one block of text cites. Takes together what the other files of this room read: pieces, names, titles,
//! imprints, dates. Owns what counts as a work at all.

use std::ops::Range;

use super::imprint::{self, Imprint};
use super::items::{self, Item, Sort};
use super::pieces::{self, Piece};
use super::scan::{self, Run, Shape, trimmed};
use super::{cases, names};
use crate::model::{Extent, Text};

/// A work as one text cites it. The extents are ranges of that text; what is not certain is absent.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cited {
    /// All words that are of this citation, pages included.
    pub extent: Extent,
    /// Who wrote it, or edited it: the names as they stand, without "(eds)".
    pub author: Option<Extent>,
    /// Whether the names are those of editors.
    pub edited: bool,
    /// Its title, without quotation marks. That of the periodical where an issue is cited by itself; of a case, its name.
    pub title: Option<Extent>,
    /// What it is a part of: the title of a periodical or a book.
    pub container: Option<Extent>,
    /// Who published it.
    pub publisher: Option<Extent>,
    /// Where.
    pub place: Option<Extent>,
    /// When.
    pub year: Option<i32>,
    /// What it is.
    pub kind: WorkKind,
    /// The sides of a colon of an imprint that does not tell by itself which is the publisher.
    pub(super) sides: Option<(Extent, Extent)>,
    /// What tells one issue of a periodical from another: the words between its title and its pages.
    pub(super) issue: Extent,
    /// Whether its imprint sets the publisher before the place, where that is plain.
    pub(super) publisher_first: Option<bool>,
}

/// What a work is, as far as its citation tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum WorkKind {
    /// A book.
    Book,
    /// A part of a book.
    Part,
    /// An article in a periodical.
    Article,
    /// An issue of a periodical, or the periodical.
    Periodical,
    /// A case in a law report.
    Case,
    /// Anything else, and what does not tell.
    #[default]
    Other,
}

/// The works that a block of text cites, in order. Short forms ("ibid.", "op. cit.", "see note 4") are no works.
pub fn cited_in(text: &Text) -> Vec<Cited> {
    let string = text.as_str();
    let mut found = cases::find(string);
    let cases = found.len();
    let runs = scan::runs(text);
    for piece in pieces::pieces(string, &runs) {
        let first = found[..cases].partition_point(|case| (case.extent.end as usize) <= piece.range.start);
        if found[..cases].get(first).is_none_or(|case| case.extent.start as usize >= piece.range.end) {
            of_piece(string, &runs, &piece, &mut found);
        }
    }
    found.sort_by_key(|cited| cited.extent.start);
    found
}

/// A part of a piece: a run, or words between commas.
#[derive(Debug, Clone)]
enum Part {
    Run(usize),
    Words(Range<usize>, Item),
}

/// What was read behind a title.
#[derive(Debug, Default)]
struct Behind {
    /// Behind the last part that is of the citation.
    end: usize,
    /// Behind the last part that is no page.
    issue: usize,
    /// How many dates, volumes, pages and imprints.
    strong: usize,
    volumes: usize,
    container: Option<Range<usize>>,
    imprint: Option<Imprint>,
    /// Whether several imprints with different years were met.
    torn: bool,
    years: Vec<i32>,
    /// Whether a short form stands behind it: "supra", "op. cit.", "(note 12)".
    short: bool,
}

fn of_piece(string: &str, runs: &[Run], piece: &Piece, found: &mut Vec<Cited>) {
    let before = found.len();
    let mut from = piece.range.start;
    let mut next = piece.runs.start;
    while let Some(title) = (next..piece.runs.end).find(|&run| runs[run].is_titled()) {
        let region = pieces::behind_lead(string, from..runs[title].outer.start)..runs[title].outer.start;
        let (behind, rest) = read_behind(string, runs, title, piece);
        let told = behind.container.is_some() || behind.imprint.is_some() && runs[title].shape == Shape::Italic;
        let author = names::read(string, region.clone()).filter(|author| !author.single || told);
        if is_work(string, &runs[title], &region, author.as_ref(), &behind) {
            found.push(work(string, &runs[title], region, author, behind));
            (from, next) = match rest {
                Some((at, run)) => (at, run),
                None => break,
            };
        } else {
            next = title + 1;
        }
    }
    if found.len() == before {
        found.extend(bare(string, runs, piece));
    }
}

/// Reads what stands behind a title, up to the next work of the piece, of which the start and the title's run are given.
fn read_behind(string: &str, runs: &[Run], title: usize, piece: &Piece) -> (Behind, Option<(usize, usize)>) {
    let mut behind = Behind { end: runs[title].outer.end, issue: runs[title].outer.end, ..Behind::default() };
    let parts = parts(string, runs, title + 1..piece.runs.end, runs[title].outer.end..piece.range.end);
    let mut prose = false;
    for part in parts {
        match part {
            Part::Words(range, item) => {
                let words = &string[range.clone()];
                behind.short |= is_short(words);
                match item.sort {
                    Sort::Words => {
                        prose |= is_prose(words);
                        if !prose && !is_joint(words) {
                            behind.end = range.end;
                        }
                        continue;
                    }
                    Sort::Date => behind.years.extend(item.year),
                    Sort::Volume => behind.volumes += 1,
                    Sort::Page => {}
                }
                behind.strong += 1;
                (behind.end, prose) = (range.end, false);
                if item.sort != Sort::Page {
                    behind.issue = behind.end;
                }
            }
            Part::Run(run) if runs[run].is_titled() => {
                let between = string[behind.end..runs[run].outer.start].trim_start_matches([',', '.', ' ']);
                let joined = ["and ", "und ", "et ", "и ", "& "].iter().any(|word| between.starts_with(word));
                if joined && behind.strong > 0 {
                    return (behind, Some((runs[run].outer.start - between.len(), run)));
                }
                let within = between.starts_with("in ") || between.starts_with("In ") || between.starts_with("in:");
                if behind.container.is_none() && runs[run].shape == Shape::Italic && (runs[title].shape == Shape::Quoted || within) && !prose {
                    behind.container = Some(runs[run].inner.clone());
                    behind.end = runs[run].outer.end;
                }
            }
            Part::Run(run) if runs[run].shape == Shape::Round => {
                behind.short |= is_note(&string[runs[run].inner.clone()]);
                if let Some(imprint) = imprint::read(string, runs[run].inner.clone()).filter(|_| !prose) {
                    behind.strong += 1;
                    behind.end = runs[run].outer.end;
                    behind.issue = behind.end;
                    if !imprint.published {
                        behind.years.extend(imprint.year);
                    } else if let Some(first) = &behind.imprint {
                        behind.torn |= first.year != imprint.year && first.year.is_some() && imprint.year.is_some();
                        if first.year.is_none() {
                            behind.imprint = Some(imprint);
                        }
                    } else {
                        behind.imprint = Some(imprint);
                    }
                } else if !prose {
                    behind.end = runs[run].outer.end;
                }
            }
            Part::Run(run) => {
                // A translation of the title.
                if !prose {
                    behind.end = runs[run].outer.end;
                }
            }
        }
    }
    (behind, None)
}

/// Whether a run is the title of a work.
fn is_work(string: &str, title: &Run, region: &Range<usize>, author: Option<&names::Author>, behind: &Behind) -> bool {
    let words = &string[title.inner.clone()];
    let first = words.chars().find(|c| c.is_alphanumeric());
    let Some(first) = first else { return false };
    if first.is_lowercase() && author.is_none_or(|author| !author.inverted) || behind.short && behind.years.is_empty() && behind.imprint.is_none() {
        return false;
    }
    // In the middle of a sentence quotation marks and italics say many things.
    let before = string[region.clone()].trim_end();
    let open = before.is_empty() || before.ends_with([',', ':', '.']) || author.is_some();
    match title.shape {
        Shape::Quoted => behind.strong > 0 && (open || behind.container.is_some()) || open && behind.container.is_some(),
        _ => behind.strong > 0 || author.is_some_and(|author| author.inverted),
    }
}

fn work(string: &str, title: &Run, region: Range<usize>, author: Option<names::Author>, behind: Behind) -> Cited {
    let extent = |range: Range<usize>| Extent::new(range.start as u32, range.end as u32);
    let starts = string[region.clone()].starts_with(|c: char| c.is_uppercase()) && !is_prose(&string[region.clone()]) || author.is_some();
    let start = if starts { region.start } else { title.outer.start };
    let imprint = behind.imprint.unwrap_or_default();
    let mut years = behind.years;
    years.dedup();
    let year = match (imprint.year, years.as_slice()) {
        _ if behind.torn => None,
        (Some(year), _) => Some(year),
        (None, [year]) => Some(*year),
        _ => None,
    };
    let kind = match (title.shape, &behind.container) {
        (_, Some(_)) if imprint.published => WorkKind::Part,
        (_, Some(_)) if behind.volumes > 0 || !years.is_empty() => WorkKind::Article,
        (Shape::Italic, None) if imprint.published && (author.is_some() || imprint.publisher.is_some() || imprint.sides.is_some()) => WorkKind::Book,
        (Shape::Italic, None) if author.is_none() && region.is_empty() && (behind.volumes > 0 || !imprint.published) => WorkKind::Periodical,
        _ => WorkKind::Other,
    };
    let publisher_first = imprint.publisher.as_ref().zip(imprint.place.as_ref()).map(|(publisher, place)| publisher.start < place.start);
    Cited {
        extent: extent(trimmed(string, start..behind.end)),
        edited: author.as_ref().is_some_and(|author| author.edited),
        author: author.map(|author| extent(author.range)),
        title: Some(extent(title.inner.clone())),
        container: behind.container.map(extent),
        publisher: imprint.publisher.map(extent),
        place: imprint.place.map(extent),
        year,
        kind,
        sides: imprint.sides.map(|(left, right)| (extent(left), extent(right))),
        issue: extent(title.outer.end..behind.issue),
        publisher_first,
    }
}

/// A work of which no title stands out: the words as they are, where a volume or a page and names alone speak for one.
fn bare(string: &str, runs: &[Run], piece: &Piece) -> Option<Cited> {
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

/// The parts of a range with the runs numbered `numbers` in it.
fn parts(string: &str, runs: &[Run], numbers: Range<usize>, range: Range<usize>) -> Vec<Part> {
    let mut found = Vec::new();
    let mut from = range.start;
    for number in numbers.map(Some).chain([None]) {
        let run = number.map(|number| &runs[number]);
        let end = run.map_or(range.end, |run| run.outer.start);
        let mut start = from;
        for piece in string[from..end.max(from)].split(',') {
            let words = trimmed(string, start..start + piece.len());
            let words = words.start..words.start + string[words].trim_end_matches('.').len();
            if string[words.clone()].chars().any(char::is_alphanumeric) {
                found.push(Part::Words(words.clone(), items::read(&string[words])));
            }
            start += piece.len() + 1;
        }
        if let (Some(number), Some(run)) = (number, run) {
            found.push(Part::Run(number));
            from = run.outer.end;
        }
    }
    found
}

/// Whether words are of a sentence, not of a citation: three small ones that no name, title or imprint has.
fn is_prose(words: &str) -> bool {
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

/// Whether a part of a citation sends to another one.
fn is_short(part: &str) -> bool {
    let mut words = part.split_whitespace();
    let first = words.next().unwrap_or_default().trim_end_matches('.');
    let at = first == "at" && words.next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    at || is_short_form(first) || first.eq_ignore_ascii_case("a.a.O") || is_note(part)
}

/// Whether words are "note 12", "n. 12" or the like.
fn is_note(words: &str) -> bool {
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

fn is_short_form(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "ibid" | "id" | "op" | "loc" | "idem" | "ebd" | "ebenda" | "eadem" | "supra" | "infra" | "ante" | "post" | "hereinafter"
    )
}
