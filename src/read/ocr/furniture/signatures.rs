//! Signature marks: what the binder was told at the foot of a sheet's first leaf, as `B 2`, `Vol. XLVIII. 3 R` or the year
//! of the volume, `MDCCCXV. S`. They come back only every eight pages, so a mark's form and the place where it stands count:
//! in the middle of a sentence or a table, glued to the next page's text, alike to another.

use std::collections::HashMap;

use super::super::super::roman;
use super::CATCHWORD;
use super::around::{Around, begins_low, is_prose};

/// Weight of the evidence at which a line is a mark.
const ENOUGH: u32 = 2;
/// The longest mark.
const LONGEST: usize = 28;
/// Fewest bytes between two marks.
const SHEET: u32 = 2500;
/// In so many bytes at its front a document may print its year and volume for its reader.
const FRONT: u32 = 1500;

/// What a line says as a signature mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    kind: Kind,
    /// Bytes of the mark, without a catchword that stands behind it.
    len: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A volume's number, or its year.
    Volume(u32),
    /// Letters of the alphabet, doubled or with a number.
    Sheet,
}

/// Marks the lines that are signature marks, or such a mark with a catchword.
pub fn signatures(around: &mut Around<'_>) {
    let mut seen: Vec<(usize, Mark)> = Vec::new();
    for (i, line) in around.lines.iter().enumerate() {
        if !line.is_blank()
            && line.len() <= LONGEST
            && around.found[i].is_none()
            && let Some(mark) = mark(line.text(around.source))
        {
            seen.push((i, mark));
        }
    }
    // Labels of another kind go from 1: the first leaf of a sheet bears its letter alone.
    let counted = !around.lines.iter().any(|line| {
        (2..=3).contains(&line.len()) && line.text(around.source).ends_with('1') && line.text(around.source).starts_with(|c: char| c.is_ascii_alphabetic())
    });
    let first = |i: usize| around.lines[i].from;
    let mut volumes: HashMap<u32, (u32, u32)> = HashMap::new();
    for &(i, mark) in &seen {
        if let Kind::Volume(value) = mark.kind {
            volumes.entry(value).or_insert((first(i), first(i))).1 = first(i);
        }
    }
    let mut accepted = Vec::new();
    for &(i, mark) in &seen {
        // Its like elsewhere, no nearer than the next sheet: one before it, one behind.
        let alike = if let Kind::Volume(value) = mark.kind
            && let Some(&(begins, ends)) = volumes.get(&value)
        {
            u32::from(first(i) - begins >= SHEET) + u32::from(ends - first(i) >= SHEET)
        } else {
            0
        };
        let weight = place(around, i, mark, counted) + alike;
        if weight >= ENOUGH && (first(i) >= FRONT || weight > ENOUGH) {
            accepted.push(i);
        }
    }
    accepted.into_iter().for_each(|i| around.found[i] = Some("signature mark"));
}

/// How much the place of a line says for its being a mark.
fn place(around: &Around<'_>, i: usize, mark: Mark, counted: bool) -> u32 {
    let text = around.text(i);
    let (Some(before), Some(after)) = (around.previous(i), around.next(i)) else { return 0 };
    let (above, below) = (around.text(before), around.text(after));
    let row = |text: &str| text.starts_with('|') || text.contains('\t');
    let rest = text[mark.len..].trim();
    let caught = !rest.is_empty() && same_start(rest, below);
    let in_table = row(above) && row(below) && !rest.contains(' ');
    if !rest.is_empty() && !caught && !in_table {
        return 0;
    }
    // The next page follows without a blank line, while one stands before the mark.
    let glued = after == i + 1 && before + 1 < i;
    let cut = is_prose(below) && begins_low(below) || in_table;
    let beside = [before, after].into_iter().any(|at| around.found[at].is_some());
    let caught = caught || [before, after].into_iter().any(|at| around.found[at] == Some(CATCHWORD));
    let year = matches!(mark.kind, Kind::Volume(_));
    2 * u32::from(cut)
        + u32::from(glued)
        + u32::from(glued && (year || counted && text.ends_with(['2', '3', '4'])))
        + 2 * u32::from(caught)
        + u32::from(beside || around.beside_form_feed(i))
}

/// Whether a text begins with a word, or with what a hyphen leaves of it.
fn same_start(word: &str, text: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    !bare.is_empty() && text.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(bare)
}

/// The mark at the start of a text.
fn mark(text: &str) -> Option<Mark> {
    let mut words = text.split_whitespace();
    let first = words.next()?;
    let end = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize + word.len();
    let named = matches!(first.trim_end_matches('.').to_lowercase().as_str(), "vol" | "tom" | "tome" | "band" | "bd");
    let volume = if named { words.next()? } else { first };
    let value = roman::value(volume.trim_end_matches(['.', ',', ':'])).filter(|_| volume.starts_with(char::is_uppercase));
    if let Some(value) = value.filter(|value| named || (1400..2100).contains(value) && volume.len() >= 4) {
        let mut len = end(volume);
        let rest: Vec<&str> = words.collect();
        // Of one word behind it one cannot tell by form whether it is a catchword.
        if let Some(letters) = (1..=rest.len().min(3)).rev().find(|&n| is_sheet(&rest[..n], true)) {
            len = end(rest[letters - 1]);
        }
        return (rest.len() <= 4).then_some(Mark { kind: Kind::Volume(value), len });
    }
    let all: Vec<&str> = text.split_whitespace().collect();
    let letters = (1..=all.len().min(3)).rev().find(|&n| is_sheet(&all[..n], false))?;
    // Its catchword may be two words or three.
    (all.len() <= letters + 3).then_some(Mark { kind: Kind::Sheet, len: end(all[letters - 1]) })
}

/// Whether words are a sheet's letters: `B 2`, `Kk`, `Z z`, `2 M 2`, `B2`. A single letter is so only behind a volume's number.
pub fn is_sheet(words: &[&str], single: bool) -> bool {
    let joined: String = words.concat();
    let bare = joined.trim_start_matches(['*', '†', '[']).trim_end_matches(['.', ']']);
    let counted = bare.trim_end_matches(['2', '3', '4']);
    let before = counted.trim_start_matches(['2', '3', '4', '5', '6', '7', '8', '9']);
    let mut letters = before.chars();
    let Some(letter) = letters.next().filter(char::is_ascii_alphabetic) else { return false };
    let more = letters.as_str();
    let doubled = more.chars().count() <= 2 && !more.is_empty() && more.chars().all(|c| c.eq_ignore_ascii_case(&letter) || letter == 'L' && c == '1');
    // Numbers before and behind stand by themselves or glued; words longer than this are no letters.
    words.iter().all(|word| word.trim_matches(['.', '*', '†', '[', ']']).len() <= 4)
        && bare.len() <= before.len() + 2
        && (doubled || more.is_empty() && (single || counted.len() < bare.len()))
}
