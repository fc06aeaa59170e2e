//! What stands together in a line of text: italics, quotations, brackets. Finds the outermost ones, in linear time whatever
//! the text; says nothing of what they mean.

use std::ops::Range;

use crate::model::{Mark, Text};

/// How words are kept together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Set in italics.
    Italic,
    /// Between quotation marks.
    Quoted,
    /// In round brackets.
    Round,
    /// In square brackets.
    Square,
}

/// Words that are kept together, bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// How.
    pub shape: Shape,
    /// With marks or brackets.
    pub outer: Range<usize>,
    /// Without them, nor the comma that American printers set within.
    pub inner: Range<usize>,
}

impl Run {
    /// Whether it can be a title.
    pub fn is_titled(&self) -> bool {
        matches!(self.shape, Shape::Italic | Shape::Quoted)
    }
}

/// Opening marks, each with those that close it.
const QUOTES: [(char, &[char]); 8] =
    [('\'', &['\'']), ('‘', &['’']), ('‚', &['‘', '’']), ('"', &['"']), ('“', &['”']), ('„', &['“', '”']), ('«', &['»']), ('»', &['«'])];

/// The outermost runs of a text, in order.
pub(super) fn runs(text: &Text) -> Vec<Run> {
    let string = text.as_str();
    let italics = italics(text);
    let brackets = brackets(string);
    let mut quotes = Quotes::new(string);
    let (mut italic, mut bracket) = (0, 0);
    let mut found = Vec::new();
    let mut from = 0;
    // Only at these bytes can a run begin.
    for (at, c) in string.char_indices() {
        if at < from {
            continue;
        }
        while italics.get(italic).is_some_and(|run| run.start < at) {
            italic += 1;
        }
        while brackets.get(bracket).is_some_and(|run| run.start < at) {
            bracket += 1;
        }
        let run = if let Some(run) = italics.get(italic).filter(|run| run.start == at) {
            Some(Run { shape: Shape::Italic, outer: run.clone(), inner: trimmed(string, run.clone()) })
        } else if let Some(run) = brackets.get(bracket).filter(|run| run.start == at) {
            let shape = if c == '(' { Shape::Round } else { Shape::Square };
            Some(Run { shape, outer: run.clone(), inner: trimmed(string, run.start + 1..run.end - 1) })
        } else {
            quotes.open(at, c)
        };
        if let Some(run) = run {
            from = run.outer.end;
            found.push(run);
        }
    }
    found
}

/// The range without blanks at its ends, nor a comma, colon or semicolon at its last.
pub(super) fn trimmed(string: &str, range: Range<usize>) -> Range<usize> {
    let piece = &string[range.clone()];
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = start + string[start..range.end].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':')).len();
    start..end
}

/// The stretches set in italics, those parted by nothing but blanks as one. A text that is set in italics as a whole has none.
fn italics(text: &Text) -> Vec<Range<usize>> {
    let string = text.as_str();
    let mut found: Vec<Range<usize>> = Vec::new();
    for span in text.spans().iter().filter(|span| span.mark == Mark::Emph && !span.extent.is_empty()) {
        let range = span.extent.range();
        match found.last_mut() {
            Some(last) if range.start <= last.end || string[last.end..range.start].trim().is_empty() => last.end = last.end.max(range.end),
            _ => found.push(range),
        }
    }
    if let [only] = found.as_slice() {
        let around = |piece: &str| !piece.chars().any(char::is_alphanumeric);
        if around(&string[..only.start]) && around(&string[only.end..]) {
            found.clear();
        }
    }
    found
}

/// The brackets that close, sorted by where they open.
fn brackets(string: &str) -> Vec<Range<usize>> {
    let mut open: Vec<(usize, u8)> = Vec::new();
    let mut found = Vec::new();
    for (at, byte) in string.bytes().enumerate() {
        let opener = match byte {
            b'(' | b'[' => {
                open.push((at, byte));
                continue;
            }
            b')' => b'(',
            b']' => b'[',
            _ => continue,
        };
        if let Some(&(start, _)) = open.last().filter(|(_, with)| *with == opener) {
            open.pop();
            found.push(start..at + 1);
        }
    }
    found.sort_by_key(|range: &Range<usize>| range.start);
    found
}

/// Finds where quotations end. It is asked for places in ascending order, so that each mark is looked at a few times alone.
struct Quotes<'t> {
    string: &'t str,
    /// For each pair of marks: places where one closes, and whether what follows speaks for the end of a title.
    closers: [Vec<(usize, bool)>; 8],
    /// Places where a quotation can open, for each pair.
    openers: [Vec<usize>; 8],
    next: [usize; 8],
}

impl<'t> Quotes<'t> {
    fn new(string: &'t str) -> Quotes<'t> {
        let mut quotes = Quotes { string, closers: Default::default(), openers: Default::default(), next: [0; 8] };
        let mut before = None;
        for (at, c) in string.char_indices() {
            if matches!(c, '\'' | '"' | '‘' | '’' | '‚' | '“' | '”' | '„' | '«' | '»') {
                let behind = &string[at + c.len_utf8()..];
                for (i, (open, close)) in QUOTES.iter().enumerate() {
                    if close.contains(&c) && closes(before, behind, *open == '«') {
                        quotes.closers[i].push((at, ends_title(before, behind)));
                    }
                    if *open == c && opens(before, behind, c == '«') {
                        quotes.openers[i].push(at);
                    }
                }
            }
            before = Some(c);
        }
        quotes
    }

    /// The quotation that opens with the character at `at`.
    fn open(&mut self, at: usize, c: char) -> Option<Run> {
        let pair = QUOTES.iter().position(|(open, _)| *open == c)?;
        let opener = self.openers[pair].binary_search(&at).ok()?;
        let closers = &self.closers[pair];
        while closers.get(self.next[pair]).is_some_and(|(close, _)| *close <= at) {
            self.next[pair] += 1;
        }
        let following = self.openers[pair].get(opener + 1).copied().unwrap_or(self.string.len());
        let mut close = *closers.get(self.next[pair])?;
        // An apostrophe may end a word of the title: "the states' policy". Then a better end comes before the next quotation.
        if !close.1 && matches!(c, '\'' | '‘') {
            let better = closers[self.next[pair]..].iter().take(8).find(|(end, ends)| *ends && *end < following.max(close.0 + 1));
            close = better.copied().unwrap_or(close);
        }
        let end = close.0 + self.string[close.0..].chars().next().map_or(1, char::len_utf8);
        Some(Run { shape: Shape::Quoted, outer: at..end, inner: trimmed(self.string, at + c.len_utf8()..close.0) })
    }
}

fn opens(before: Option<char>, behind: &str, french: bool) -> bool {
    // French printers set blanks within their marks.
    before.is_none_or(|c| !c.is_alphanumeric() && c != '.')
        && (french || behind.chars().next().is_some_and(|c| !c.is_whitespace() && !matches!(c, ',' | ';' | ')')))
}

fn closes(before: Option<char>, behind: &str, french: bool) -> bool {
    before.is_some_and(|c| french || !c.is_whitespace() && c != '(') && behind.chars().next().is_none_or(|c| !c.is_alphanumeric())
}

fn ends_title(before: Option<char>, behind: &str) -> bool {
    let mut next = behind.chars();
    before.is_some_and(|c| matches!(c, ',' | '.' | '?' | '!'))
        || match next.next() {
            None => true,
            Some(c) if c.is_whitespace() => next.next().is_none_or(|c| matches!(c, '[' | '(')),
            Some(c) => matches!(c, ',' | '.' | ';' | ':' | ')'),
        }
}
