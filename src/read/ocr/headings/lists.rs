//! Items of lists: paragraphs whose labels count on from one to the next, in figures, letters or small Roman numbers, or
//! begin with the same sign.

use super::super::blocks::{Draft, Role};

/// Drafts between two items of one list: an item may have paragraphs of its own.
const REACH: usize = 4;

/// How a label counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `3.`, `3)`, `(3)`.
    Figure(char),
    /// `c.`, `c)`, `(c)`.
    Letter(char),
    /// `iii.`, `iii)`, `(iii)`.
    Roman(char),
    /// `-`, `o`, `•`.
    Sign(char),
}

/// What stands before an item's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Label {
    style: Style,
    value: u32,
    /// Its bytes, with the blank behind it.
    bytes: usize,
}

/// Paragraphs whose neighbours carry their labels on are items of a list.
pub fn items(source: &str, drafts: &mut [Draft]) {
    let readings: Vec<Vec<Label>> = drafts.iter().map(|draft| if draft.role == Role::Para { labels(draft.text(source)) } else { Vec::new() }).collect();
    for i in 0..drafts.len() {
        let carried = readings[i].iter().find(|label| {
            let near = |range: std::ops::Range<usize>, wanted: Option<u32>| {
                readings[range].iter().flatten().any(|other| other.style == label.style && Some(other.value) == wanted)
            };
            let (before, after) = (i.saturating_sub(REACH)..i, i + 1..(i + 1 + REACH).min(drafts.len()));
            match label.style {
                Style::Sign(_) => near(before, Some(0)) || near(after, Some(0)),
                _ => near(before, label.value.checked_sub(1)) || near(after, Some(label.value + 1)),
            }
        });
        if let Some(label) = carried {
            drafts[i].role = Role::Item { text: drafts[i].range.start + label.bytes as u32 };
        }
    }
}

/// What a text may begin with, in each way in which it may count: `i` is a letter and a number.
fn labels(text: &str) -> Vec<Label> {
    let mut labels = Vec::new();
    let mut found = |style, value, bytes: usize| {
        let rest = text.get(bytes..).unwrap_or("");
        let blanks = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        if blanks > 0 && rest.len() > blanks {
            labels.push(Label { style, value, bytes: bytes + blanks });
        }
    };
    let sign = text.chars().next().filter(|c| matches!(c, '-' | '–' | '•' | '·' | '▪' | '◦' | 'o'));
    if let Some(sign) = sign {
        // What looks like a sign between words is set off by more than they are.
        if sign != 'o' || text.starts_with("o  ") {
            found(Style::Sign(sign), 0, sign.len_utf8());
        }
        if sign != 'o' {
            return labels;
        }
    }
    let (open, rest) = text.strip_prefix('(').map_or((0, text), |rest| (1, rest));
    let len = rest.bytes().take(6).take_while(u8::is_ascii_alphanumeric).count();
    let Some(close) = rest[len..].chars().next().filter(|c| if open > 0 { *c == ')' } else { matches!(c, '.' | ')') }) else { return labels };
    let (word, bytes) = (&rest[..len], open + len + 1);
    let kind = if open > 0 { '(' } else { close };
    if let Some(value) = word.parse().ok().filter(|_| (1..=3).contains(&len) && word.bytes().all(|byte| byte.is_ascii_digit())) {
        found(Style::Figure(kind), value, bytes);
    } else if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        if let [letter] = word.as_bytes() {
            found(Style::Letter(kind), u32::from(letter - b'a') + 1, bytes);
        }
        if let Some(value) = super::forms::roman_value(&word.to_uppercase()).filter(|_| word.bytes().all(|byte| b"ivx".contains(&byte))) {
            found(Style::Roman(kind), value, bytes);
        }
    }
    labels
}
