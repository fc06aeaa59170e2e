//! Labels of footnotes: which definition a marker leads to, where inline notes begin and end, and what is odd of either.

use std::collections::HashMap;
use std::ops::Range;

use super::super::limits::WARNINGS;
use super::super::ocr;
use crate::model::{Builder, Link, NoteId, NoteRef};

/// Most bytes of a label that stands in the text as it is.
const LABEL_BYTES: usize = 100;

/// The notes of a document by their labels.
#[derive(Debug, Default)]
pub(super) struct Notes {
    defined: HashMap<String, NoteId>,
    /// Definitions whose label another one has already, with the line of that.
    twice: Vec<(NoteId, usize)>,
    /// Inline notes so far.
    inline: usize,
    /// Whether inline notes are lettered, because definitions are numbered.
    lettered: bool,
    /// Whether there is a definition or an inline note at all.
    any: bool,
}

impl Notes {
    /// The notes of a text of which nothing was read yet.
    pub(super) fn new(source: &str) -> Notes {
        Notes { lettered: has_numbers(source), any: memchr::memmem::find(source.as_bytes(), b"]:").is_some(), ..Notes::default() }
    }

    /// Takes in a definition. The first of a label has it.
    pub(super) fn define(&mut self, label: &str, note: NoteId, source: usize) {
        self.any = true;
        match self.defined.entry(key(label)) {
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(note);
            }
            std::collections::hash_map::Entry::Occupied(_) => self.twice.push((note, source)),
        }
    }

    /// The label of the next inline note: a number, or a letter where the definitions are numbered.
    pub(super) fn next_inline(&mut self) -> String {
        self.inline += 1;
        if self.lettered { letters(self.inline) } else { self.inline.to_string() }
    }

    /// Whether what looks like a marker may be one, though nothing defines its label: there are notes, or it is a number.
    pub(super) fn may_miss(&self, label: &str) -> bool {
        self.any || label.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Leads the markers to their notes, and says what is odd.
    pub(super) fn link(&self, builder: &mut Builder<'_>, extent: ocr::Extent) {
        builder.lead(|reference: &NoteRef| match self.defined.get(&key(&reference.label)) {
            Some(&note) => Link::Sure(note),
            None if extent == ocr::Extent::Head => Link::Pending,
            None => Link::None(format!("no note is called {}", reference.label)),
        });
        if extent == ocr::Extent::Head {
            return;
        }
        let mut odd: Vec<(&'static str, usize, String)> = Vec::new();
        let document = builder.document();
        let mut used = vec![false; document.notes.len()];
        for reference in &document.refs {
            match reference.link.note() {
                Some(note) => used[note.0 as usize] = true,
                None => {
                    let message = format!("marker {} has no note: none is called so", reference.label);
                    odd.push(("marker-without-note", document.source(reference.at) as usize, message));
                }
            }
        }
        for &(note, source) in &self.twice {
            used[note.0 as usize] = true;
            let label = document.note(note).map_or("", |note| &note.label);
            odd.push(("note-defined-twice", source, format!("note {label} is defined before; markers lead to the first")));
        }
        for (note, _) in document.notes.iter().zip(&used).filter(|(_, used)| !**used) {
            odd.push(("note-without-reference", note.source as usize, format!("no marker {} refers to this note", note.label)));
        }
        for kind in ["marker-without-note", "note-defined-twice", "note-without-reference"] {
            let count = odd.iter().filter(|(other, ..)| *other == kind).count();
            let last = odd.iter().filter(|(other, ..)| *other == kind).nth(WARNINGS).map(|(_, source, _)| *source);
            for (_, source, message) in odd.iter().filter(|(other, ..)| *other == kind).take(WARNINGS) {
                builder.warn(kind, *source, message.clone());
            }
            if let Some(source) = last {
                builder.warn(kind, source, format!("and {} more like it", count - WARNINGS));
            }
        }
    }
}

/// The label of what looks like a marker (`[^9]`) at the start of a text, and its bytes with the brackets.
pub(super) fn marker(text: &str) -> Option<(&str, usize)> {
    let label = text.strip_prefix("[^")?;
    let window = &label.as_bytes()[..label.len().min(LABEL_BYTES)];
    let end = window.iter().position(|byte| matches!(byte, b']' | b'[' | b' ' | b'\t' | b'\n' | b'\r' | b'\\'))?;
    let label = &label[..end];
    let is_label = window[end] == b']' && !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '*' | '.' | ':'));
    (is_label && label.chars().any(char::is_alphanumeric)).then_some((label, end + 3))
}

/// Where inline notes begin and end: the bytes of `^[` and of the `]` that closes it, by where they begin. One pass: what is
/// open at a blank line is none, and brackets in code are none either.
pub(super) fn inline(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    if memchr::memmem::find(text.as_bytes(), b"^[").is_none() {
        return found;
    }
    let bytes = text.as_bytes();
    let mut open: Vec<(usize, bool)> = Vec::new();
    // Of the runs of backticks the lengths that are known to have no partner before this byte.
    let mut unclosed: HashMap<usize, usize> = HashMap::new();
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|byte| matches!(byte, b'\\' | b'`' | b'[' | b']' | b'\n')).map(|next| at + next) {
        at = next + 1;
        match bytes[next] {
            b'\\' => at = (at + 1).min(bytes.len()),
            b'[' => open.push((next, next > 0 && bytes[next - 1] == b'^' && (next < 2 || bytes[next - 2] != b'\\'))),
            b']' => {
                if let Some((start, true)) = open.pop() {
                    found.push((start - 1, next));
                }
            }
            b'`' => {
                let length = bytes[next..].iter().take_while(|&&byte| byte == b'`').count();
                at = next + length;
                if unclosed.get(&length).is_some_and(|&until| until > at) {
                    continue;
                }
                let until = at + memchr::memmem::find(&bytes[at..], b"\n\n").unwrap_or(bytes.len() - at);
                match closing_run(&bytes[..until], at, length) {
                    Some(end) => at = end,
                    None => {
                        unclosed.insert(length, until);
                    }
                }
            }
            _ if bytes[at..].iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'>')).is_none_or(|&byte| byte == b'\n') => open.clear(),
            _ => {}
        }
    }
    found.sort_unstable();
    found
}

/// One past the run of as many backticks that closes code which begins before `at`.
fn closing_run(bytes: &[u8], mut at: usize, length: usize) -> Option<usize> {
    while let Some(next) = memchr::memchr(b'`', &bytes[at..]).map(|next| at + next) {
        let run = bytes[next..].iter().take_while(|&&byte| byte == b'`').count();
        at = next + run;
        if run == length {
            return Some(at);
        }
    }
    None
}

/// What stands in the text for a marker, within its brackets: a number stands without them.
pub(super) fn shown(label: &str, bytes: Range<usize>) -> Range<usize> {
    let bare = bytes.end - 1 - label.len()..bytes.end - 1;
    if label.bytes().all(|byte| byte.is_ascii_digit()) { bare } else { bytes }
}

/// Whether a definition in a text has a number as its label.
fn has_numbers(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memmem::find_iter(bytes, b"[^").any(|at| {
        let digits = bytes[at + 2..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        digits > 0 && bytes[at + 2 + digits..].starts_with(b"]:")
    })
}

/// `a`, `b`, … `z`, `aa`, `ab`, …
fn letters(number: usize) -> String {
    let mut out = Vec::new();
    let mut left = number;
    while left > 0 {
        out.push(b'a' + ((left - 1) % 26) as u8);
        left = (left - 1) / 26;
    }
    out.reverse();
    String::from_utf8(out).unwrap_or_default()
}

/// A label as labels are compared: in any case, with any blanks.
fn key(label: &str) -> String {
    label.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
