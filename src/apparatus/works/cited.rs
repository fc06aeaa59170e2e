//! The works that one block of text cites. Takes together what the other files of this room read: pieces, names, titles,
//! imprints, dates. Owns what counts as a work at all.

use std::ops::Range;

use super::behind::{self, Behind, is_prose};
use super::items::{self, Sort};
use super::pieces::{self, Piece};
use super::scan::{self, Run, Shape, trimmed};
use super::{bare, cases, names, statutes};
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
    /// A case in a law report, or a section of a code or an act.
    Case,
    /// Anything else, and what does not tell.
    #[default]
    Other,
}

/// The works that a block of text cites, in order. Short forms ("ibid.", "op. cit.", "see note 4") are no works.
pub fn cited_in(text: &Text) -> Vec<Cited> {
    let string = text.as_str();
    let mut found = cases::find(string);
    found.extend(statutes::find(string));
    found.sort_by_key(|case| case.extent.start);
    found.dedup_by(|next, last| next.extent.start < last.extent.end);
    let cases = found.len();
    let runs = scan::runs(text);
    for piece in pieces::pieces(string, &runs) {
        let first = found[..cases].partition_point(|case| (case.extent.end as usize) <= piece.range.start);
        if found[..cases].get(first).is_none_or(|case| case.extent.start as usize >= piece.range.end) {
            of_piece(string, &runs, &piece, &mut found);
        }
    }
    found.sort_by_key(|cited| cited.extent.start);
    for cited in &mut found {
        let extent = cited.extent;
        // A field of signs alone says nothing.
        for field in [&mut cited.author, &mut cited.title, &mut cited.container, &mut cited.publisher, &mut cited.place] {
            *field = field.filter(|field| !field.is_empty() && extent.start <= field.start && field.end <= extent.end);
        }
    }
    found
}

/// Titles of one piece that turn out to be none, behind which no more are looked for: such a text cites nothing.
const MISSED: usize = 24;
/// Bytes that "edited by" takes before names.
const EDITED: usize = 16;
/// Bytes before a title in which its author is looked for.
const REGION: usize = 480;

fn of_piece(string: &str, runs: &[Run], piece: &Piece, found: &mut Vec<Cited>) {
    let before = found.len();
    let mut from = piece.range.start;
    let mut next = piece.runs.start;
    let mut missed = 0;
    while let Some(title) = (next..piece.runs.end).find(|&run| runs[run].is_titled()).filter(|_| missed < MISSED) {
        let end = runs[title].outer.start;
        // What was read behind the title before may hold it.
        if end < from {
            next = title + 1;
            continue;
        }
        let region = pieces::behind_lead(string, nearest(string, from, end)..end)..end;
        let (mut behind, rest) = behind::read(string, runs, title, piece);
        let author = author(string, region.clone(), &runs[title], &behind);
        let region = author.as_ref().filter(|author| author.range.start > region.start + EDITED).map_or(region.start, |author| author.range.start)..end;
        // "Berg, Anna (1985), *Title*": the year stands before the title.
        if let Some(bracket) = title.checked_sub(1).map(|last| &runs[last]).filter(|run| run.shape == Shape::Round && run.outer.start >= region.start)
            && author.is_some()
            && string[bracket.outer.end..end].chars().all(|c| !c.is_alphanumeric())
            && let item = items::read(&string[bracket.inner.clone()])
            && item.sort == Sort::Date
        {
            behind.years.extend(item.year);
            behind.strong += 1;
        }
        if is_work(string, &runs[title], &region, author.as_ref(), &behind) {
            found.push(work(string, &runs[title], region, author, behind));
            (from, next) = match rest {
                Some((at, run)) => (at, run),
                None => break,
            };
        } else {
            next = title + 1;
            missed += 1;
        }
    }
    if found.len() == before {
        found.extend(bare::read(string, runs, piece));
    }
}

/// The start of a region, or of the words that are near enough to its end.
fn nearest(string: &str, from: usize, end: usize) -> usize {
    if end - from <= REGION {
        return from;
    }
    let mut near = end - REGION;
    while !string.is_char_boundary(near) {
        near += 1;
    }
    string[near..end].find(' ').map_or(end, |blank| near + blank)
}

/// The names before a title. Behind "in" or "by" at least initials must tell that a name begins.
fn author(string: &str, region: Range<usize>, title: &Run, behind: &Behind) -> Option<names::Author> {
    let certain = |author: &names::Author| {
        let told = behind.container.is_some() || title.shape == Shape::Italic && behind.strong > 0;
        !author.single || told
    };
    if let Some(author) = names::read(string, region.clone()) {
        return Some(author).filter(certain);
    }
    let words = &string[region.clone()];
    let at = [" in ", " by "].iter().filter_map(|word| words.rfind(word).map(|at| at + word.len())).max()?;
    let begins = words[at..].split_whitespace().next().is_some_and(|word| word.ends_with('.') && word.chars().count() <= 5);
    names::read(string, region.start + at..region.end).filter(|author| begins || author.inverted).filter(certain)
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
    // A town by itself tells which newspaper of that name it is.
    let published = imprint.published && imprint.year.is_some();
    let kind = match (title.shape, &behind.container) {
        (_, Some(_)) if published => WorkKind::Part,
        (_, Some(_)) if behind.volumes > 0 || !years.is_empty() => WorkKind::Article,
        (Shape::Italic, None) if published && (author.is_some() || imprint.publisher.is_some() || imprint.sides.is_some()) => WorkKind::Book,
        (Shape::Italic, None) if author.is_none() && region.is_empty() && (behind.volumes > 0 || !published) => WorkKind::Periodical,
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
