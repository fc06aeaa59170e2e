//! Tables that go on over a page: which of them are parts of one. Two are only where nothing but the page's own lines, its
//! notes or the words "continued" stand between them, they have as many columns, and the second repeats the heads of the
//! first or has none and goes on with rows of the same kind.

use std::ops::Range;

use super::super::blocks::{Draft, Role};
use super::super::furniture::CATCHWORD;
use super::super::lines;
use super::grid::{Grid, Parted};
use super::{LINE_BYTES, heads, is_figure};

/// Words by which a table says that it goes on.
const CONTINUED: [&str; 6] = ["continu", "contd", "cont.", "fortsetzung", "suite", "seguito"];
/// Rows of a part that are looked at to tell what its columns hold.
const LOOKED_AT: usize = 200;

/// Links the parts of tables: the draft of a part goes on with that of the part before it.
pub fn link(source: &str, drafts: &mut [Draft]) {
    let mut before: Option<(usize, Parted)> = None;
    // The first part, and the last, with their rows where they were wanted.
    let mut first: Option<Grid> = None;
    let mut between = Between::default();
    for i in 0..drafts.len() {
        let Role::Table(parted) = drafts[i].role else {
            between.meet(source, &drafts[i], i);
            continue;
        };
        let met = std::mem::take(&mut between);
        let part = before.filter(|(_, other)| *other == parted && met.parts_none).and_then(|(last, _)| {
            let first = first.get_or_insert_with(|| grid(source, &drafts[last], parted));
            let part = grid(source, &drafts[i], parted);
            let catches = met.word.is_none_or(|word| begins_with(source, &part, drafts[word].text(source)));
            (catches && goes_on(source, first, &part, &met)).then_some(last)
        });
        if let Some(last) = part {
            drafts[i].goes_on = Some(last as u32);
            // What stands above a part right away is written with it; what a note parts from it stays by itself.
            met.said.into_iter().filter(|said| said + 1 == i).for_each(|said| drafts[said].role = Role::OfTable(i as u32));
            met.word.into_iter().for_each(|word| drafts[word].role = Role::Furniture(CATCHWORD));
        } else {
            first = None;
        }
        before = Some((i, parted));
    }
}

/// Leaves a part of a table no heads but those that are the table's: a tool may take the first of its rows for them.
pub fn settle(source: &str, first: &Grid, part: &mut Grid) {
    let top = part.top_heads();
    if !same_heads(source, first, part) && part.cells()[..top].iter().any(|row| figures(source, row) > 0) {
        part.heads[..top].fill(false);
    }
}

/// What stands between two tables.
struct Between {
    /// Whether it parts no table: lines of the page, and words that say that the table goes on.
    parts_none: bool,
    of_page: bool,
    /// The draft that says that the table goes on.
    said: Option<usize>,
    /// The draft that may be the word with which the next page begins.
    word: Option<usize>,
}

impl Default for Between {
    fn default() -> Between {
        Between { parts_none: true, of_page: false, said: None, word: None }
    }
}

impl Between {
    fn meet(&mut self, source: &str, draft: &Draft, at: usize) {
        match draft.role {
            Role::Furniture(_) | Role::Note | Role::OfNote { .. } => self.of_page = true,
            Role::Markup(_) => {}
            Role::Para if self.said.is_none() && says_continued(draft.text(source)) => self.said = Some(at),
            Role::Para if self.word.is_none() && is_word(draft.text(source)) => self.word = Some(at),
            _ => self.parts_none = false,
        }
    }
}

fn grid(source: &str, draft: &Draft, parted: Parted) -> Grid {
    super::grid(source, &lines::lines_within(source, draft.range.start as usize..draft.range.end as usize), parted)
}

/// Whether a line says no more than that the table goes on.
fn says_continued(text: &str) -> bool {
    let words = text.to_lowercase();
    text.len() * 6 <= LINE_BYTES && CONTINUED.iter().any(|word| words.contains(word)) && words.split_whitespace().count() <= 12
}

/// Whether a line is a word, which the foot of a page may have for the next.
fn is_word(text: &str) -> bool {
    text.len() > 2 && text.len() <= 30 && text.starts_with(char::is_alphabetic) && !text.contains(char::is_whitespace)
}

/// Whether the first row below the heads begins with a word, or its first cells do.
fn begins_with(source: &str, part: &Grid, word: &str) -> bool {
    let first = part.rows.get(part.top_heads());
    let said = first.and_then(|row| row.iter().find(|slot| !slot.cell.is_empty()));
    said.is_some_and(|slot| source[slot.cell.clone()].trim_start_matches('*').starts_with(word.trim_end_matches(['-', '.', ','])))
}

/// Whether a table goes on in another.
fn goes_on(source: &str, first: &Grid, part: &Grid, between: &Between) -> bool {
    if first.columns() != part.columns() || first.columns() < 2 {
        return false;
    }
    if first.top_heads() > 0 && same_heads(source, first, part) {
        return true;
    }
    let headless = part.top_heads() == 0 || part.cells()[..part.top_heads()].iter().all(|row| figures(source, row) * 2 >= row.len().saturating_sub(1));
    let told = between.of_page || between.said.is_some();
    between.said.is_some() || headless && first.top_heads() > 0 && (told || part.top_heads() == 0) && same_kinds(source, first, part)
}

/// Whether the heads of a part are those of the first, or the last of them.
fn same_heads(source: &str, first: &Grid, part: &Grid) -> bool {
    let (heads, again) = (first.top_heads(), part.top_heads());
    let (one, other) = (first.cells(), part.cells());
    again > 0
        && heads >= again
        && (0..again).all(|row| heads::alike(source, &one[row], &other[row]) || heads::alike(source, &one[heads - again + row], &other[row]))
}

/// Whether the columns of two parts hold the same: figures, or words.
fn same_kinds(source: &str, one: &Grid, other: &Grid) -> bool {
    let kind = |grid: &Grid, column: usize| {
        let cells = grid.rows.iter().zip(&grid.heads).filter(|(_, head)| !**head).take(LOOKED_AT).filter_map(|(row, _)| row.get(column));
        let said: Vec<bool> = cells.filter(|slot| !slot.cell.is_empty()).map(|slot| is_figure(&source[slot.cell.clone()])).collect();
        (!said.is_empty()).then(|| said.iter().filter(|&&figure| figure).count() * 2 > said.len())
    };
    let kinds = (0..one.columns()).map(|column| (kind(one, column), kind(other, column)));
    let told: Vec<(bool, bool)> = kinds.filter_map(|(one, other)| Some((one?, other?))).collect();
    !told.is_empty() && told.iter().all(|(one, other)| one == other)
}

fn figures(source: &str, row: &[Range<usize>]) -> usize {
    row.iter().skip(1).filter(|cell| is_figure(&source[(*cell).clone()])).count()
}
