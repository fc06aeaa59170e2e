//! Text made safe for a terminal: which characters of a document may not stand in a string, and what stands for them.
//! Owns the list; must never be bypassed: every string of a document passes here on its way through the builder.
//!
//! Taken out: control and escape characters, bidi overrides and isolates, byte order marks, interlinear and tag
//! characters, and what makes a cluster (UAX #29) longer than a cell can hold. Line ends (`\n`) and TABs stay: they
//! part lines and cells, and layout never sends them to the screen.

use std::borrow::Cow;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Most bytes a cluster keeps; the longest emoji sequences of Unicode 16 have 35, common ones 25 or fewer.
pub const CLUSTER_BYTES: usize = 40;
/// Most characters after the first that a cluster keeps.
pub const CLUSTER_MARKS: usize = 9;

/// One change that makes a text safe: the byte range, and what stands for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Bytes of the text that may not stand.
    pub range: Range<usize>,
    /// What stands for them: nothing or a blank.
    pub with: &'static str,
}

/// The changes that make `text` safe, ascending; empty for nearly every text.
pub fn changes(text: &str) -> Vec<Change> {
    let mut found = Vec::new();
    if !suspicious(text.as_bytes()) {
        return found;
    }
    let mut crowded = false;
    for (at, c) in text.char_indices() {
        if let Some(with) = replacement(c) {
            found.push(Change { range: at..at + c.len_utf8(), with });
        }
        crowded |= extends(c);
    }
    if crowded {
        cap_clusters(text, &mut found);
        found.sort_by_key(|change| (change.range.start, change.range.end));
        found.dedup_by(|later, first| later.range.start < first.range.end);
    }
    found
}

/// The bytes at the start of `text` that would make the last cluster of `before` too long: each of the two is safe, and
/// what stood between them is gone.
pub fn crowding(before: &str, text: &str) -> Option<Range<usize>> {
    text.chars().next().filter(|&first| extends(first))?;
    let last = before.graphemes(true).next_back()?;
    let first = text.graphemes(true).next()?;
    let joined = format!("{last}{first}");
    if joined.graphemes(true).next()?.len() == last.len() {
        return None;
    }
    let from = too_long(&joined)?.max(last.len()) - last.len();
    Some(from..first.len())
}

/// `text` made safe as one line: what a title, a file name or a message may hold.
pub fn line(text: &str) -> Cow<'_, str> {
    let changes = changes(text);
    if changes.is_empty() && !text.contains(['\n', '\t']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for change in changes {
        out.push_str(&text[from..change.range.start]);
        out.push_str(change.with);
        from = change.range.end;
    }
    out.push_str(&text[from..]);
    Cow::Owned(out.replace(['\n', '\t'], " "))
}

/// What stands for a character that may not stand in a document's text; `None` where it may.
fn replacement(c: char) -> Option<&'static str> {
    match c {
        '\n' | '\t' => None,
        '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' | '\u{85}' => Some(" "),
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some(""),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => Some(""),
        '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' => Some(""),
        _ => None,
    }
}

/// A cheap first look over the bytes: false means that there is surely nothing to change.
fn suspicious(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().any(|(i, &b)| match b {
        b'\n' | b'\t' => false,
        0..=0x1f | 0x7f => true,
        0xc2 => bytes.get(i + 1).is_some_and(|&next| next < 0xa0),
        // U+0300 to U+036F, and everything from U+0483 up that is not plain punctuation or a common letter block.
        0xcc | 0xcd => true,
        0xd2..=0xe1 => true,
        0xe2 => match bytes.get(i + 1) {
            Some(0x80) => bytes.get(i + 2).is_some_and(|&b| b < 0x90 || (0xa8..=0xae).contains(&b)),
            Some(0x81) => bytes.get(i + 2).is_some_and(|&b| (0xa6..=0xaf).contains(&b)),
            Some(0x83) => true,
            _ => false,
        },
        0xe3 | 0xea..=0xef | 0xf0..=0xff => true,
        _ => false,
    })
}

/// Whether a character can sit on the one before it, so that clusters have to be measured.
fn extends(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{670}'
        | '\u{6d6}'..='\u{1aff}' | '\u{1b00}'..='\u{1dff}' | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{302a}'..='\u{302f}'
        | '\u{3099}' | '\u{309a}' | '\u{a66f}'..='\u{abff}' | '\u{fe00}'..='\u{fe2f}' | '\u{10000}'..)
}

/// Takes out what goes beyond a cluster's size.
fn cap_clusters(text: &str, found: &mut Vec<Change>) {
    for (at, cluster) in text.grapheme_indices(true) {
        if let Some(from) = too_long(cluster) {
            found.push(Change { range: at + from..at + cluster.len(), with: "" });
        }
    }
}

/// The byte from which a cluster goes beyond its size.
fn too_long(cluster: &str) -> Option<usize> {
    let marks = (0..).zip(cluster.char_indices().skip(1));
    marks.filter(|&(before, (at, c))| before >= CLUSTER_MARKS || at + c.len_utf8() > CLUSTER_BYTES).map(|(_, (at, _))| at).next()
}
