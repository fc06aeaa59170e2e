//! Citations in the manner of pandoc, `[@key, p. 5; @other]` or `@key` in the text: which words are a key, and which entry it
//! leads to. The words stay as they are printed.

use std::collections::HashMap;

use super::super::bibliography::Bibliography;
use super::super::limits::WARNINGS;
use crate::model::{Builder, Extent, Mark, Target, Writing};

/// Most bytes between a bracket and the key in it.
const CITATION_BYTES: usize = 300;
/// Most bytes of a key.
const KEY_BYTES: usize = 200;

/// The citations of a document.
#[derive(Debug, Default)]
pub(super) struct Citations {
    bibliography: Bibliography,
    /// What is known of the keys that were met: the number of the entry.
    met: HashMap<String, Option<u32>>,
    /// How many warnings there were.
    warnings: usize,
}

impl Citations {
    /// The citations from a bibliography.
    pub(super) fn new(bibliography: Bibliography) -> Citations {
        Citations { bibliography, ..Citations::default() }
    }

    /// Says what is wrong with the files of the bibliography.
    pub(super) fn warn_of_files(&self, builder: &mut Builder<'_>) {
        for trouble in self.bibliography.troubles().iter().take(WARNINGS) {
            builder.warn("bibliography", 0, trouble.clone());
        }
    }

    /// Leads the keys in what was written to their entries, outside of what is covered.
    pub(super) fn mark(&mut self, writing: &mut Writing<'_>, covered: &[Extent], source: &str, builder: &mut Builder<'_>) {
        if self.bibliography.is_empty() {
            return;
        }
        let text = writing.so_far();
        let mut found = Vec::new();
        for at in memchr::memchr_iter(b'@', text.as_bytes()) {
            let from = writing.source_of(at as u32) as usize;
            let as_it_stands = source.as_bytes().get(from) == Some(&b'@') && (from == 0 || source.as_bytes()[from - 1] != b'\\');
            let Some(length) = key(&text[at + 1..]).filter(|_| as_it_stands && may_precede(&text[..at])) else { continue };
            let extent = Extent::new(at as u32, (at + 1 + length) as u32);
            let behind = covered.partition_point(|other| other.end <= extent.start);
            if covered.get(behind).is_none_or(|other| other.start >= extent.end) {
                let key = text[at + 1..at + 1 + length].trim_start_matches('{').trim_end_matches('}').to_owned();
                found.push((extent, key, from, is_bracketed(&text[..at])));
            }
        }
        for (extent, key, from, bracketed) in found {
            let known = self.met.contains_key(&key);
            if let Some(entry) = self.entry(&key, from, bracketed, builder) {
                writing.mark_range(extent, Mark::Link(Target::Entry(entry)));
            } else if known {
                self.warn_missing(&key, from, bracketed, builder);
            }
        }
    }

    /// The number of the entry of a key.
    fn entry(&mut self, key: &str, from: usize, bracketed: bool, builder: &mut Builder<'_>) -> Option<u32> {
        if let Some(known) = self.met.get(key) {
            return *known;
        }
        let entry = match self.bibliography.printed(key) {
            Some(Ok(text)) => Some(builder.entry(key, &text)),
            Some(Err(why)) => {
                self.warn("bibliography", from, why, builder);
                None
            }
            None => {
                self.warn_missing(key, from, bracketed, builder);
                None
            }
        };
        self.met.insert(key.to_owned(), entry);
        entry
    }

    /// A key that stands bare may be a name of another kind, where the text does not say that it cites.
    fn warn_missing(&mut self, key: &str, from: usize, bracketed: bool, builder: &mut Builder<'_>) {
        if bracketed || self.bibliography.is_named() {
            self.warn("citation-without-entry", from, format!("@{key} is cited, and the bibliography has no usable entry of that key"), builder);
        }
    }

    fn warn(&mut self, kind: &'static str, from: usize, message: String, builder: &mut Builder<'_>) {
        self.warnings += 1;
        match self.warnings.cmp(&WARNINGS) {
            std::cmp::Ordering::Less => builder.warn(kind, from, message),
            std::cmp::Ordering::Equal => builder.warn(kind, from, format!("{message}; more of its kind are not told")),
            std::cmp::Ordering::Greater => {}
        }
    }
}

/// Bytes of the key at the start of a text: letters, figures and `_`, with single signs between them, or anything in braces.
fn key(text: &str) -> Option<usize> {
    if let Some(inner) = text.strip_prefix('{') {
        let window = &inner.as_bytes()[..inner.len().min(KEY_BYTES)];
        let end = window.iter().position(|byte| matches!(byte, b'}' | b'{' | b' ' | b'\n'))?;
        return (window[end] == b'}' && end > 0).then_some(end + 2);
    }
    let mut end = 0;
    let mut sign = false;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < KEY_BYTES) {
        match c {
            c if c.is_alphanumeric() || c == '_' => (end, sign) = (at + c.len_utf8(), false),
            ':' | '.' | '#' | '$' | '%' | '&' | '-' | '+' | '?' | '<' | '>' | '~' | '/' if !sign && at > 0 => sign = true,
            _ => break,
        }
    }
    (end > 0).then_some(end)
}

/// Whether a citation may begin behind a text: addresses of mail and of the web hold an `@` too.
fn may_precede(text: &str) -> bool {
    let opens = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '{' | ';' | ',' | ':' | '–' | '—' | '"' | '\'' | '“' | '‘' | '„' | '«');
    let mut before = text.chars().rev();
    match before.next() {
        Some('-') => before.next().is_none_or(opens),
        other => other.is_none_or(opens),
    }
}

/// Whether a bracket is open at the end of a text.
fn is_bracketed(text: &str) -> bool {
    let near = &text.as_bytes()[text.len().saturating_sub(CITATION_BYTES)..];
    memchr::memrchr2(b'[', b']', near).is_some_and(|at| near[at] == b'[')
}
