//! Finding a pattern in a document: where it stands, in which kind of text, and the words around it. Knows no screen.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};

use super::pattern::Pattern;
use crate::model::document::floor_char;
use crate::model::{Anchor, Block, Document, FlowId, Kind, Mark, NoteId};

/// Most hits that are kept: behind them nobody steps, and a pattern of one letter must not fill the memory.
pub const MOST_HITS: usize = 100_000;
/// What parts a word at a line's end.
const HYPHENS: [char; 4] = ['-', '\u{2010}', '\u{ad}', '¬'];
/// Characters of a snippet, about.
const SNIPPET: usize = 60;
/// Characters that stand on each side of a long hit at least.
const SIDE: usize = 20;
/// Characters of a hit that a snippet shows at most.
const LONGEST: usize = 120;

/// A place that matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Its first byte.
    pub at: Anchor,
    /// Its bytes.
    pub len: u32,
    /// In what it stands.
    pub place: Where,
}

/// In what a hit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// The running text.
    Text,
    /// A heading.
    Heading,
    /// A table.
    Table,
    /// A note.
    Note(NoteId),
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The hits, sorted by place: the body, then the notes.
    pub hits: Vec<Hit>,
    /// Whether there are more than are kept.
    pub more: bool,
}

/// Looks for a pattern in the body and the notes; `None` where `stop` was set before it was through.
pub fn find(document: &Document, pattern: &Pattern, stop: &AtomicBool) -> Option<Found> {
    let mut found = Found::default();
    let notes = (0..document.notes.len() as u32).map(|note| FlowId::Note(NoteId(note)));
    for flow in std::iter::once(FlowId::Body).chain(notes) {
        for (number, block) in (0u32..).zip(&document.flow(flow).blocks) {
            if stop.load(Ordering::Relaxed) {
                return None;
            }
            let place = match (flow, block.kind) {
                (FlowId::Note(note), _) => Where::Note(note),
                (FlowId::Body, Kind::Heading(_)) => Where::Heading,
                (FlowId::Body, Kind::Table(_)) => Where::Table,
                (FlowId::Body, Kind::Title | Kind::Byline | Kind::Para | Kind::Verse | Kind::Code | Kind::Rule) => Where::Text,
            };
            for range in ranges(pattern, document, block) {
                if found.hits.len() == MOST_HITS {
                    found.more = true;
                    return Some(found);
                }
                let at = Anchor::new(flow, number, range.start as u32);
                found.hits.push(Hit { at, len: range.len() as u32, place });
            }
        }
    }
    Some(found)
}

/// The bytes of a block that match as it stands, and those that do where its markers and the hyphens at its line ends are
/// left out: a phrase is found across the marker between its words, a word in its two halves, and a marker by its figures.
fn ranges(pattern: &Pattern, document: &Document, block: &Block) -> Vec<Range<usize>> {
    let text = &block.text;
    let mut found = pattern.matches(text.as_str());
    let markers = text.spans().iter().filter(|span| matches!(span.mark, Mark::Ref(_))).map(|span| span.extent.range());
    let mut left_out: Vec<Range<usize>> = markers.filter(|marker| !marker.is_empty()).collect();
    if pattern.is_words() {
        let markers = left_out.len();
        hyphens(document, block, &mut left_out);
        if left_out.len() > markers {
            left_out.sort_by_key(|range| range.start);
        }
    }
    let mut bare = String::new();
    // Behind each cut: where the bare text goes on, and the bytes left out before it.
    let mut cuts: Vec<(usize, usize)> = Vec::new();
    let mut from = 0;
    for cut in left_out {
        if let Some(before) = text.as_str().get(from..cut.start) {
            bare.push_str(before);
            from = cut.end;
            cuts.push((bare.len(), from - bare.len()));
        }
    }
    if cuts.is_empty() {
        return found;
    }
    bare.push_str(&text.as_str()[from..]);
    let left_out = |cuts: &[(usize, usize)]| cuts.last().map_or(0, |&(_, bytes)| bytes);
    let whole = found.len();
    for range in pattern.matches(&bare) {
        let before = &cuts[..cuts.partition_point(|&(at, _)| at <= range.start)];
        let within = &cuts[..cuts.partition_point(|&(at, _)| at < range.end)];
        if within.len() > before.len() {
            let across = range.start + left_out(before)..range.end + left_out(within);
            let next = found[..whole].partition_point(|hit| hit.end <= across.start);
            if found[..whole].get(next).is_none_or(|hit| hit.start >= across.end) {
                found.push(across);
            }
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// Adds the hyphens that part a word at a line's end, with the line end where the text has kept that.
fn hyphens(document: &Document, block: &Block, ranges: &mut Vec<Range<usize>>) {
    let text = block.text.as_str();
    let mut add = |end: usize, next: usize| {
        let bare = text[..end].trim_end_matches(HYPHENS);
        if bare.len() < end && bare.ends_with(char::is_alphabetic) && text[next..].starts_with(char::is_alphabetic) {
            ranges.push(bare.len()..next);
        }
    };
    if block.kind == Kind::Verse {
        for at in memchr::memchr_iter(b'\n', text.as_bytes()) {
            add(text[..at].trim_end_matches(' ').len(), text.len() - text[at + 1..].trim_start_matches(' ').len());
        }
    }
    // Where the line end has gone, the text goes on in another line of the source.
    for &(at, source) in block.origin.0.iter().filter(|&&(at, _)| at > 0 && text[..at as usize].ends_with(HYPHENS)) {
        if document.line(source) > document.line(block.origin.source(at - 1)) {
            add(at as usize, at as usize);
        }
    }
}

/// A hit with the words around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Context {
    /// The words, about 60 characters on one line, cut between words.
    pub words: String,
    /// The bytes of them that are the hit.
    pub hit: Range<usize>,
}

/// The words around a hit, about 60 characters on one line, cut between words.
pub fn snippet(document: &Document, hit: &Hit) -> String {
    context(document, hit).words
}

/// A hit with the words around it.
pub fn context(document: &Document, hit: &Hit) -> Context {
    let Some(block) = document.block(hit.at.flow, hit.at.block) else { return Context::default() };
    let text = block.text.as_str();
    let start = floor_char(text, hit.at.byte) as usize;
    let end = floor_char(text, hit.at.byte + hit.len) as usize;
    // Of a table the row says more than figures of other rows beside it.
    let (text, start, end) = match hit.place {
        Where::Table => {
            let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
            let last = text[end..].find('\n').map_or(text.len(), |at| end + at);
            (&text[first..last], start - first, end - first)
        }
        Where::Text | Where::Heading | Where::Note(_) => (text, start, end),
    };
    let hit_end = start + text[start..end].char_indices().nth(LONGEST).map_or(end - start, |(at, _)| at);
    let side = SNIPPET.saturating_sub(text[start..hit_end].chars().count()).div_ceil(2).max(SIDE);

    let from = text[..start].char_indices().rev().nth(side).map_or(0, |(at, c)| {
        // The first whole word behind the cut; a word longer than the side is cut.
        let cut = at + c.len_utf8();
        if c.is_whitespace() { cut } else { text[cut..start].find(char::is_whitespace).map_or(cut, |blank| cut + blank) }
    });
    let to = text[hit_end..].char_indices().nth(side).map_or(text.len(), |(at, c)| {
        let cut = hit_end + at;
        if c.is_whitespace() { cut } else { text[hit_end..cut].rfind(char::is_whitespace).map_or(cut, |blank| hit_end + blank) }
    });
    let mut words = String::new();
    one_line(&mut words, &text[from..start]);
    let mut hit = words.len()..words.len();
    one_line(&mut words, &text[start..hit_end]);
    hit.end = words.len();
    one_line(&mut words, &text[hit_end..to]);
    let all = words.trim_end().len();
    words.truncate(all);
    Context { hit: hit.start.min(all)..hit.end.min(all), words }
}

/// Adds words to a line: each white space is one blank, and none stands at its beginning.
fn one_line(line: &mut String, words: &str) {
    for c in words.chars() {
        match c {
            c if !c.is_whitespace() => line.push(c),
            _ if line.is_empty() || line.ends_with(' ') => {}
            _ => line.push(' '),
        }
    }
}
