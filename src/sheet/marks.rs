//! What a cell says beside its figure: the marks that are glued to it, and the words for nothing. Owns both lists; reads
//! no figure.

/// Signs and words that say in any column that there is nothing.
const NOTHING: [&str; 16] = ["", "n.a.", "n.a", "n/a", "n. a.", "..", "...", "…", ". .", ". . .", "-", "–", "—", "−", "--", "."];
/// Words that say so among figures; among words they are words.
const NOTHING_AMONG_FIGURES: [&str; 12] = ["na", "x", "n.d.", "nd", ":", "n.e.", "null", "#n/a", "n.s.", "s.o.", "k.a.", "н.д."];
/// Letters that mark a figure as provisional, revised, estimated, broken, confidential, forecast, or by a note. Letters
/// that are units or multiples (`k`, `m`, `t`) are none: they change the figure.
const LETTERS: &str = "abcefpr";
/// Most characters of a mark in square brackets.
const BRACKETED: usize = 12;
/// Most characters that all marks of a cell have together.
const MARKS: usize = 40;
/// Most bytes of a word for nothing.
const WORD: usize = 8;

/// Whether a cell says in any column that there is nothing.
pub fn is_nothing(cell: &str) -> bool {
    says(cell, &[&NOTHING])
}

/// Whether a cell says among figures that there is none.
pub fn is_nothing_among_figures(cell: &str) -> bool {
    says(cell, &[&NOTHING, &NOTHING_AMONG_FIGURES])
}

/// The cell without the marks behind what it says: `n.a.*` is `n.a.`, `[c]` is nothing.
pub(super) fn without_marks(cell: &str) -> &str {
    let cell = cell.trim();
    // A bracket is looked for from its opening on, so that a word's last letters are never taken for a mark.
    let mut from = cell.len();
    for (at, c) in cell.char_indices().rev().take(MARKS) {
        if !(is_raised(c) || "[( ]),".contains(c) || c.is_ascii_alphanumeric() || c.is_whitespace()) {
            break;
        }
        if only_marks(&cell[at..]) {
            from = at;
        }
    }
    cell[..from].trim_end()
}

/// The bytes of a mark at the beginning of `text`.
pub(super) fn mark(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    if is_raised(first) {
        return Some(first.len_utf8());
    }
    match first {
        '[' => text.char_indices().take(BRACKETED + 2).find(|&(_, c)| c == ']').map(|(at, _)| at + 1),
        '(' => {
            let letters = text[1..].bytes().take(3).take_while(u8::is_ascii_lowercase).count();
            (matches!(letters, 1 | 2) && text[1 + letters..].starts_with(')')).then_some(letters + 2)
        }
        _ if LETTERS.contains(first) && !text[1..].starts_with(char::is_alphanumeric) => Some(1),
        _ => None,
    }
}

/// Whether a character is set raised, or marks a note by itself.
pub(super) fn is_raised(c: char) -> bool {
    matches!(c, '*' | '†' | '‡' | '§' | '¶' | '‖' | '¹' | '²' | '³' | 'ª' | 'º' | '\u{2070}'..='\u{207f}' | '\u{1d2c}'..='\u{1d6a}' | '\u{2b0}'..='\u{2b8}')
}

fn says(cell: &str, lists: &[&[&str]]) -> bool {
    let among = |said: &str| said.len() <= WORD && lists.iter().any(|words| words.iter().any(|word| word.eq_ignore_ascii_case(said)));
    // Most cells have no marks, and say that they are something else in their first letters.
    let cell = cell.trim();
    among(cell) || cell.len() <= WORD + 4 * MARKS && cell.ends_with(|c: char| is_raised(c) || matches!(c, ']' | ')' | ',')) && among(without_marks(cell))
}

fn only_marks(mut text: &str) -> bool {
    while let Some(first) = text.chars().next() {
        let len = match first {
            // A letter by itself marks a figure alone: behind a word it is a word.
            _ if first.is_ascii_lowercase() => return false,
            _ if first.is_whitespace() => first.len_utf8(),
            _ => match mark(text) {
                Some(len) => len,
                None => return false,
            },
        };
        text = &text[len..];
    }
    true
}
