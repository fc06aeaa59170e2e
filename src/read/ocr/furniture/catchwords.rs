//! Catchwords: the first word of the next page, printed at the foot of a page. It stands on both sides of the break, by
//! itself or behind the last line of the text or of the notes. It is taken where it was repeated, so that no word is lost.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;

use super::super::blocks::ends_sentence;
use super::super::lines::{Habit, LONG};
use super::around::{Around, begins_low, is_prose};
use super::glued::Glued;
use super::signatures::is_sheet;

/// A shorter line is none that a page ends or begins with.
const SHORTEST: usize = 30;
/// Bytes of a line that is as long as lines of running text are.
const LINE: usize = 45;
/// Bytes of the longest catchword.
const LONGEST: usize = 28;
/// Most letters of a word that is cut short and ends with a stop.
const SHORTENED: usize = 3;
/// Sure catchwords of a text in which one may be believed that could be a chance.
const HABIT: usize = 3;

/// A catchword that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catchword {
    /// The line in which it stands.
    pub line: u32,
    /// Its bytes, and those of a signature mark before it.
    pub range: Range<u32>,
    /// Whether nothing else could be meant.
    sure: bool,
}

/// The catchwords of a text, in their order. `heads` are what was run into the first lines of pages, ascending.
pub fn catchwords(around: &Around<'_>, habit: Habit, heads: &[Glued]) -> Vec<Catchword> {
    let words = Words { source: around.source, times: OnceCell::new() };
    let mut out: Vec<Catchword> = Vec::new();
    for i in 0..around.lines.len() {
        if around.lines[i].is_blank() || around.found[i].is_some() {
            continue;
        }
        out.extend(catchword(around, habit, &words, heads, i));
    }
    let sure = out.iter().filter(|found| found.sure).count();
    out.retain(|found| found.sure || sure >= HABIT);
    out.dedup_by(|second, first| first.range.end > second.range.start);
    out
}

/// The catchword that ends or is a line, or, where it was glued to the line's last syllable, its repetition at the next page's start.
fn catchword(around: &Around<'_>, habit: Habit, words: &Words<'_>, heads: &[Glued], i: usize) -> Option<Catchword> {
    let line = around.lines[i];
    let text = line.text(around.source);
    if is_row(text) {
        return None;
    }
    let mut between = false;
    let mut next = around.next(i)?;
    while around.found[next].is_some() {
        between = true;
        next = around.next(next)?;
    }
    // A page's text begins behind the head that was run into it.
    let head = heads.binary_search_by_key(&(next as u32), |head| head.line).ok().map(|at| heads[at].range.end);
    let begins = head.unwrap_or(around.lines[next].from);
    between |= head.is_some();
    let parted = between || next > i + 1 && around.lines[next].start > around.lines[i].next;
    let below = &around.source[begins as usize..around.lines[next].end as usize];
    let opening = below.len() - below.trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[', '*', '_']).len();
    let first = below[opening..].split(char::is_whitespace).next()?;
    let first_bare = first.trim_end_matches(|c: char| !c.is_alphanumeric());
    // The last word of a paragraph may be all that the next page has of it.
    let short = below.len() < SHORTEST && !(text.len() > LONG && begins_low(below));
    let by_line = habit.long_lines || text.len() > LONG;
    // Within a wrapped paragraph a word may be printed twice; at its end alone a page may end.
    if short || is_row(below) || first_bare.is_empty() || !by_line && !parted && text.len() > LONGEST {
        return None;
    }
    // Most catchwords are one word; short ones may be two or three.
    let last = (2..=3).rev().find_map(|n| repeated(text, &below[opening..], n)).or_else(|| text.rsplit(char::is_whitespace).next())?;
    let several = last.contains(char::is_whitespace);
    let bare = last.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() || last.len() > LONGEST {
        return None;
    }
    let alone = last.len() == text.len();
    if !alone && !by_line && !parted {
        return None;
    }
    let hyphen = bare.len() >= 2 && last.ends_with('-') && first_bare.len() > bare.len() && first_bare.starts_with(bare);
    let stop = last.ends_with(['.', '!', '?', ':']);
    let low = begins_low(below);
    let cased = bare.len() >= 4 && !stop && bare.eq_ignore_ascii_case(first_bare);
    if several || bare == first_bare || hyphen || cased {
        let before = text[..text.len() - last.len()].trim_end();
        let sure = if alone {
            // A word by itself: on the text's side of the blank it is a heading, glued to the next page it is none.
            let above = around.prose_before(i).map_or("", |above| around.text(above));
            let listed = i > 0 && !around.lines[i - 1].is_blank() && around.found[i - 1].is_none() && !ends_page(around.text(i - 1), habit);
            let heading = listed || text.starts_with(['#', '*']) || !text.contains(char::is_lowercase) && bare.len() > 1;
            // The stop of a short one is that of a word cut short, which the next page has too: `Dr.`, `Mr.`.
            let cut_short = last == first && bare.len() <= SHORTENED;
            if heading || below.len() <= text.len() + 20 || stop && !low && !cut_short {
                return None;
            }
            let unfinished = !ends_sentence(above) && !above.is_empty();
            let glued = !parted && habit.long_lines && below.len() >= LINE;
            if !unfinished && !glued && !between {
                return None;
            }
            unfinished || glued
        } else {
            let verse = before.len() < SHORTEST || !is_prose(text) && text.len() < SHORTEST;
            if verse || !by_line && !between && !full(text, habit) {
                return None;
            }
            // Behind a stop a sentence may begin with the last word of the one before it.
            (by_line || between) && (low || !stop || hyphen || several)
        };
        let start = line.from as usize + text.len() - last.len();
        let start = sheet_before(around.source, line.from as usize..start).unwrap_or(start);
        return Some(Catchword { line: i as u32, range: start as u32..line.end, sure });
    }
    // Glued to the syllable before it: what the next page begins with is no word of the text, and the glued one is.
    let glued = low && first_bare.len() >= 3 && bare.len() > first_bare.len() + 1 && bare.ends_with(first_bare) && (by_line || between);
    if glued && !alone && opening == 0 && text.len() > SHORTEST && !last.ends_with('-') && words.times(first_bare) <= 1 && words.times(bare) >= 2 {
        let end = begins as usize + first.len();
        let blank = usize::from(around.source[end..].starts_with(' '));
        return Some(Catchword { line: next as u32, range: begins..(end + blank) as u32, sure: true });
    }
    None
}

/// The last words of a text, if the next page begins with them.
fn repeated<'t>(text: &'t str, below: &str, n: usize) -> Option<&'t str> {
    let start = text.rmatch_indices(' ').nth(n - 1).map_or(0, |(at, _)| at + 1);
    let (last, first) = (text[start..].split(' '), below.split(' '));
    let bare = |word: &'_ str| word.trim_matches(|c: char| !c.is_alphanumeric()).len();
    let alike =
        |(one, other): (&str, &str)| bare(one) > 0 && one.trim_matches(|c: char| !c.is_alphanumeric()) == other.trim_matches(|c: char| !c.is_alphanumeric());
    (last.clone().count() == n && first.clone().take(n).count() == n && last.zip(first).all(alike)).then(|| &text[start..])
}

fn is_row(text: &str) -> bool {
    text.starts_with(['|', '\\', '$']) || text.contains('\t')
}

/// Whether a line right above a catchword is as long as the last of a page is.
fn ends_page(text: &str, habit: Habit) -> bool {
    is_prose(text) && (text.len() >= LINE || !habit.long_lines && full(text, habit))
}

/// Whether a wrapped line reaches the measure.
fn full(text: &str, habit: Habit) -> bool {
    text.len() * 4 >= habit.width * 3
}

/// Where a signature mark begins that ends these bytes of a line, right before its catchword.
fn sheet_before(source: &str, range: Range<usize>) -> Option<usize> {
    let text = source[range.clone()].trim_end();
    let words: Vec<&str> = text.rsplit(' ').take(3).collect();
    let start = |word: &str| word.as_ptr() as usize - source.as_ptr() as usize;
    (1..=words.len()).rev().find_map(|n| {
        let mark: Vec<&str> = words[..n].iter().rev().copied().collect();
        (text.len() > SHORTEST && n > 1 && is_sheet(&mark, false)).then(|| start(mark[0]))
    })
}

/// How often each word stands in the text; counted when first asked for.
struct Words<'a> {
    source: &'a str,
    times: OnceCell<HashMap<u64, u32>>,
}

impl Words<'_> {
    fn times(&self, word: &str) -> u32 {
        let times = self.times.get_or_init(|| {
            let mut times = HashMap::new();
            for word in self.source.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2) {
                *times.entry(key(word)).or_default() += 1;
            }
            times
        });
        times.get(&key(word)).copied().unwrap_or(0)
    }
}

fn key(word: &str) -> u64 {
    // Small letters of other scripts than ours are enough as they stand.
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |key, byte| (key ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3))
}
