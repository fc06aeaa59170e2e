//! Where emphasis begins and ends in a block: `*…*`, `_…_`, `**…**` and the tags that people use. Finds pairs alone; a
//! sign without a partner is text.

use std::ops::Range;

use super::super::limits::EMPHASIS_BYTES;
use super::labels;
use crate::model::Mark;

/// A sign or tag that begins or ends an emphasis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// Its bytes in the source.
    pub range: Range<usize>,
    /// `None` where it begins; where it ends, the marks that end.
    pub mark: Option<[Option<Mark>; 2]>,
    /// The rule's name in the ledger.
    pub rule: &'static str,
}

/// A sign that may begin or end an emphasis.
struct Sign {
    range: Range<usize>,
    kind: Kind,
    opens: bool,
    closes: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Stars(u8),
    Lines(u8),
    Tag(Mark),
}

/// The edges in the pieces of a block, in their order; properly nested. Signs in formulas are none.
pub fn edges(source: &str, pieces: &[Range<usize>], formulas: &[Range<u32>]) -> Vec<Edge> {
    let mut signs = Vec::new();
    for piece in pieces {
        find_signs(source, piece.clone(), formulas, &mut signs);
    }
    let mut edges = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for i in 0..signs.len() {
        let partner = signs[i].closes.then(|| open.iter().rposition(|&at| fits(&signs[at], &signs[i]))).flatten();
        if let Some(depth) = partner {
            let start = open[depth];
            open.truncate(depth);
            let (marks, rule) = marks(signs[i].kind);
            edges.push(Edge { range: signs[start].range.clone(), mark: None, rule });
            edges.push(Edge { range: signs[i].range.clone(), mark: Some(marks), rule });
        } else if signs[i].opens {
            open.push(i);
            // Whatever stands open far behind finds no partner any more.
            if open.len() > 32 {
                open.remove(0);
            }
        }
    }
    edges.sort_by_key(|edge| edge.range.start);
    edges
}

fn fits(open: &Sign, close: &Sign) -> bool {
    let within = close.range.start - open.range.end;
    open.kind == close.kind && within > 0 && (within <= EMPHASIS_BYTES || matches!(open.kind, Kind::Tag(_)))
}

fn marks(kind: Kind) -> ([Option<Mark>; 2], &'static str) {
    match kind {
        Kind::Stars(1) | Kind::Lines(1) => ([Some(Mark::Emph), None], "emphasis"),
        Kind::Stars(2) | Kind::Lines(2) => ([Some(Mark::Strong), None], "emphasis"),
        Kind::Stars(_) | Kind::Lines(_) => ([Some(Mark::Emph), Some(Mark::Strong)], "emphasis"),
        Kind::Tag(mark) => ([Some(mark), None], "tag"),
    }
}

fn find_signs(source: &str, piece: Range<usize>, formulas: &[Range<u32>], signs: &mut Vec<Sign>) {
    let bytes = &source.as_bytes()[..piece.end];
    let mut formulas = &formulas[formulas.partition_point(|formula| formula.end as usize <= piece.start)..];
    let mut at = piece.start;
    while let Some(offset) = memchr::memchr3(b'*', b'_', b'<', &bytes[at..]) {
        at += offset;
        while formulas.first().is_some_and(|first| first.end as usize <= at) {
            formulas = &formulas[1..];
        }
        if let Some(within) = formulas.first().filter(|first| first.start as usize <= at) {
            at = (within.end as usize).min(piece.end);
            continue;
        }
        let sign = bytes[at];
        if sign == b'<' {
            match tag(&source[at..piece.end]) {
                Some((len, mark, opens)) => {
                    signs.push(Sign { range: at..at + len, kind: Kind::Tag(mark), opens, closes: !opens });
                    at += len;
                }
                None => at += 1,
            }
            continue;
        }
        let end = (at..piece.end).find(|&i| bytes[i] != sign).unwrap_or(piece.end);
        let escaped = source.as_bytes()[piece.start..at].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1;
        if end - at <= 3 && !escaped {
            let before = source[piece.start..at].chars().next_back();
            let after = source[end..piece.end].chars().next();
            let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
            // Behind a sign that begins an emphasis stands a word, or what opens one.
            let begins = |c: Option<char>| {
                c.is_some_and(|c| {
                    c.is_alphanumeric()
                        || matches!(c, '(' | '[' | '"' | '“' | '‘' | '\'' | '’' | '«' | '¿' | '¡' | '\\' | '<' | '$' | '&' | '*' | '_' | '—' | '§' | '£')
                })
            };
            // A marker is a numeral to Unicode, and no part of the word before it.
            let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && labels::raised(c).is_none());
            let run = (end - at) as u8;
            let kind = if sign == b'*' { Kind::Stars(run) } else { Kind::Lines(run) };
            signs.push(Sign { range: at..end, kind, opens: begins(after) && !word(before), closes: !blank(before) && !word(after) });
        }
        at = end;
    }
}

/// A tag at the start of a text: its bytes, what it marks, and whether it opens.
fn tag(text: &str) -> Option<(usize, Mark, bool)> {
    const TAGS: [(&str, Mark); 6] =
        [("i", Mark::Emph), ("em", Mark::Emph), ("b", Mark::Strong), ("strong", Mark::Strong), ("sup", Mark::Sup), ("sub", Mark::Sub)];
    let end = text.as_bytes().iter().take(10).position(|&byte| byte == b'>')?;
    let inside = &text[1..end];
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let (_, mark) = TAGS.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(name))?;
    Some((end + 1, *mark, name.len() == inside.len()))
}
