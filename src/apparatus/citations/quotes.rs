//! What stands within a citing text beside citations: quoted words, remarks in brackets behind a citation, and the lines
//! drawn across above footnotes that were not told from the text.

use std::ops::Range;

/// The quotations of a text.
#[derive(Debug)]
pub(super) struct Quotes(Vec<Range<usize>>);

impl Quotes {
    /// Finds the outermost quotations in double marks.
    pub fn new(text: &str) -> Quotes {
        let mut found = Vec::new();
        let mut open: Option<usize> = None;
        let mut straight: Option<usize> = None;
        for (at, c) in text.char_indices() {
            match c {
                '“' | '«' | '„' => open = open.or(Some(at)),
                '”' | '»' => found.extend(open.take().map(|open| open..at)),
                '"' => match straight.take() {
                    Some(start) => found.push(start..at),
                    None => straight = Some(at),
                },
                _ => {}
            }
        }
        Quotes(found)
    }

    /// The quotation around a byte.
    pub fn around(&self, at: usize) -> Option<&Range<usize>> {
        self.0.iter().find(|quote| quote.start < at && at < quote.end)
    }
}

/// Where the remarks in brackets end that stand right behind a citation: "(internal quotation marks omitted)".
pub(super) fn remarks(text: &str, from: usize) -> usize {
    let mut end = from;
    loop {
        let rest = &text[end..];
        let next = rest.trim_start_matches([' ', '\u{a0}', '\n']);
        if !next.starts_with('(') {
            return end;
        }
        let mut depth = 0;
        let start = text.len() - next.len();
        let Some(close) = next.char_indices().find_map(|(at, c)| {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at)
        }) else {
            return end;
        };
        end = start + close + 1;
    }
}

/// Where a line is drawn across in a block, as above footnotes.
pub(super) fn line(text: &str) -> Option<usize> {
    let drawn = |c: char| matches!(c, '—' | '_' | '―' | '─' | '⸺');
    let at = ["———", "____", "―――", "───"].iter().filter_map(|line| text.find(line)).min()?;
    (text[at..].chars().take_while(|c| drawn(*c)).count() > 3).then_some(at)
}
