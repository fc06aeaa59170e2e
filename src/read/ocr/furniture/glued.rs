//! Running heads that a scan ran into the first line of their page: `The Author's Account of some` and then, in the same
//! line, the sentence that the page before began. The same words by themselves on other pages say that they are a head; that
//! the sentence is cut says where. Heads that never stand by themselves are left in the text.

use std::collections::HashMap;
use std::ops::Range;

use super::super::blocks::ends_sentence;
use super::super::labels;
use super::super::lines::LONG;
use super::around::{Around, begins_low, is_prose};

/// Fewest words of such a head.
const WORDS: usize = 3;
/// Fewest bytes of one, and most.
const BYTES: Range<usize> = 16..90;
/// Fewest pages whose lines it begins or is.
const FEWEST: usize = 3;
/// Most heads with the same first words.
const LIKE: usize = 8;
/// Most notes that are gone over at the foot of the page before.
const NOTES: usize = 6;
/// Fewest bytes between two of them, on average.
const PAGE: u32 = 600;

/// A head at the start of a line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glued {
    /// The line.
    pub line: u32,
    /// Its bytes, and the blank behind it.
    pub range: Range<u32>,
}

/// Finds such heads, in the order of the source, and marks the lines that are the same heads by themselves.
pub fn glued(around: &mut Around<'_>) -> Vec<Glued> {
    // The lines that each could be the head, by its first words.
    let mut heads: HashMap<&str, Vec<(&str, Vec<usize>)>> = HashMap::new();
    for i in 0..around.lines.len() {
        if let Some((opening, text)) = could_be(around, i) {
            let of = heads.entry(opening).or_default();
            match of.iter().position(|(head, _)| *head == text) {
                Some(at) => of[at].1.push(i),
                None if of.len() < LIKE => of.push((text, vec![i])),
                None => {}
            }
        }
    }
    if heads.is_empty() {
        return Vec::new();
    }
    let mut begun: HashMap<&str, Vec<usize>> = HashMap::new();
    for i in 0..around.lines.len() {
        if around.found[i].is_some() || around.lines[i].len() < BYTES.start || !is_clear(around, i) {
            continue;
        }
        let text = around.text(i);
        let own = opening(text).and_then(|opening| heads.get(opening)).into_iter().flatten().map(|(head, _)| *head);
        let begins = |head: &&str| text.strip_prefix(*head).is_some_and(|rest| rest.starts_with(' ') && is_prose(text));
        if let Some(head) = own.filter(begins).max_by_key(|head| head.len()) {
            begun.entry(head).or_default().push(i);
        }
    }
    let mut out = Vec::new();
    for (head, alone) in heads.into_values().flatten() {
        let Some(lines) = begun.get(head) else { continue };
        let goes_on = |&&line: &&usize| begins_low(around.text(line)[head.len()..].trim_start());
        let cut = |&&line: &&usize| broken_off(around, line);
        let both = lines.iter().filter(|line| goes_on(line) && cut(line)).count();
        let (first, last) = (lines[0].min(alone[0]), lines[lines.len() - 1].max(alone[alone.len() - 1]));
        let times = lines.len() + alone.len();
        let apart = (around.lines[last].from - around.lines[first].from) / (times as u32 - 1) >= PAGE;
        if both < 2 || both * 2 < lines.len() || times < FEWEST || !apart {
            continue;
        }
        for &line in lines.iter().filter(|line| goes_on(line) || cut(line)) {
            let (from, text) = (around.lines[line].from, around.text(line));
            let rest = text[head.len()..].trim_start();
            out.push(Glued { line: line as u32, range: from..from + (text.len() - rest.len()) as u32 });
        }
        for line in alone {
            around.found[line].get_or_insert("running head");
        }
    }
    out.sort_by_key(|found| found.line);
    out
}

/// The first words of a line.
fn opening(text: &str) -> Option<&str> {
    let (at, _) = text.match_indices(' ').nth(WORDS - 1)?;
    Some(&text[..at])
}

/// The first words of a line that could be such a head, and the head.
fn could_be<'a>(around: &Around<'a>, line: usize) -> Option<(&'a str, &'a str)> {
    let text = around.text(line);
    if !BYTES.contains(&text.len()) || !text.starts_with(char::is_uppercase) || ends_sentence(text) && !text.ends_with("&c.") {
        return None;
    }
    // The rest of its words may be the other page's: it need not be whole.
    let by_itself = is_clear(around, line) && around.lines.get(line + 1).is_none_or(|below| below.is_blank());
    let opening = opening(text).unwrap_or(text);
    (by_itself && text.split(' ').count() >= WORDS).then_some((opening, text))
}

/// Whether a page may begin with a line: nothing stands right above it, or what belongs to the page, or a paragraph that is a line,
/// or a note.
fn is_clear(around: &Around<'_>, line: usize) -> bool {
    let clear = |above: usize| around.lines[above].is_blank() || around.found[above].is_some() || around.lines[above].len() > LONG || is_note(around, above);
    line.checked_sub(1).is_none_or(clear)
}

/// Whether a line is a note, as its label says, to its end.
fn is_note(around: &Around<'_>, line: usize) -> bool {
    let text = around.text(line);
    !labels::read(text).is_empty() && ends_sentence(text)
}

/// Whether the text above a line, and above the notes there, breaks off in mid-sentence.
fn broken_off(around: &Around<'_>, line: usize) -> bool {
    let above = std::iter::successors(around.prose_before(line), |&above| around.prose_before(above));
    let text = above.take(NOTES).find(|&above| !is_note(around, above));
    text.is_some_and(|above| !ends_sentence(around.text(above)))
}
