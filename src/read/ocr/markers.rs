//! Markers and labels: raised figures, and what their surroundings say of them. Reads single places of the source;
//! which marker belongs to which note is for `links`.

use super::super::limits::LABEL;

/// Most notes of a run such as 5⁻7: a longer one is no run.
const LONGEST_RUN: u32 = 20;

/// A raised figure in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// The first byte of its figures in the source.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// What its figures say.
    pub value: u32,
    /// Why it may be no marker, where its surroundings give a reason.
    pub doubt: Option<&'static str>,
}

/// Names of functions that are no words, and may carry a power.
const FUNCTIONS: [&str; 12] = ["sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "log", "ln", "lg"];

/// The value of a raised figure's character.
pub fn raised(c: char) -> Option<u32> {
    match c {
        '⁰' => Some(0),
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁴'..='⁹' => Some(c as u32 - '⁴' as u32 + 4),
        _ => None,
    }
}

/// The raised number at the start of a text: its value and its bytes.
pub fn label(text: &str) -> Option<(u32, usize)> {
    let mut value = 0u32;
    let mut bytes = 0;
    for c in text.chars() {
        let Some(digit) = raised(c) else { break };
        value = value.saturating_mul(10).saturating_add(digit);
        bytes += c.len_utf8();
    }
    (bytes > 0 && (1..=LABEL).contains(&value)).then_some((value, bytes))
}

/// The label of a note at the start of a line: the raised number, and the byte at which the note's text begins.
/// A raised number before a chemical symbol, as in carbon-14, is none.
pub fn note_label(text: &str) -> Option<(u32, usize)> {
    let (value, bytes) = match text.strip_prefix("<sup>") {
        Some(inside) => tagged(inside).map(|(value, digits)| (value, "<sup>".len() + digits + "</sup>".len()))?,
        None => label(text)?,
    };
    let rest = &text[bytes..];
    let text_at = bytes + (rest.len() - rest.trim_start_matches([' ', '\u{a0}', '.', ')']).len());
    let glued = text_at == bytes;
    let next = text[text_at..].chars().next()?;
    let stands = if glued {
        next.is_alphabetic() && !isotope(rest) || matches!(next, '"' | '\'' | '“' | '‘' | '«' | '*' | '_' | '[' | '(')
    } else {
        !matches!(next, '+' | '=' | '/' | '×' | '^')
    };
    stands.then_some((value, text_at))
}

/// The markers in a range of the source, in their order. `at_start` says that the range begins a block.
pub fn markers(source: &str, range: std::ops::Range<usize>, out: &mut Vec<Marker>) {
    let bytes = source.as_bytes();
    let mut at = range.start;
    while let Some(offset) = memchr::memchr3(0xc2, 0xe2, b'<', &bytes[at..range.end]) {
        at += offset;
        let text = &source[at..range.end];
        let begins = if text.starts_with("<sup>") { 5 } else { 0 };
        let found = if begins > 0 { tagged(&text[begins..]) } else { label(text) };
        let Some((value, len)) = found else {
            // Raised figures that say no number are none of it, each by itself.
            let run: usize = text.chars().take_while(|c| raised(*c).is_some()).map(char::len_utf8).sum();
            at += if run > 0 { run } else { text.chars().next().map_or(1, char::len_utf8) };
            continue;
        };
        let (start, end) = (at + begins, at + begins + len);
        if let Some(doubt) = judge(&source[range.start..at], &source[if begins > 0 { end + 6 } else { end }..range.end], value) {
            out.push(Marker { start: start as u32, end: end as u32, value, doubt });
        }
        at = end;
    }
}

/// A number in `<sup>…</sup>`.
fn tagged(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let value = text[..digits].parse().ok()?;
    (text[digits..].starts_with("</sup>") && (1..=LABEL).contains(&value)).then_some((value, digits))
}

/// `None` where what stands around a raised number shows that it is no marker; else what speaks against it, if anything.
fn judge(before: &str, after: &str, value: u32) -> Option<Option<&'static str>> {
    let previous = before.chars().next_back();
    let next = after.chars().next();
    // A raised dash between two numbers that count up parts the ends of a run of notes.
    let counts_up = |from: u32, to: u32| from < to && to - from <= LONGEST_RUN;
    if let Some(stem) = before.strip_suffix('⁻') {
        let head = stem.trim_end_matches(|c| raised(c).is_some());
        let (from, _) = label(&stem[head.len()..])?;
        return if counts_up(from, value) { judge(head, "", from) } else { None };
    }
    let begins_run = after.strip_prefix('⁻').and_then(label).is_some_and(|(to, _)| counts_up(value, to));
    let next = next.filter(|_| !begins_run);
    // Charges, exponents below one, ordinals, fractions.
    let raised_letter = |c: char| matches!(c, 'ª' | 'º' | '⁺'..='ⁿ' | 'ᵃ'..='ᶿ' | 'ʰ'..='ʸ' | 'ˡ'..='ˣ');
    if previous.is_some_and(|c| matches!(c, '⁺' | '⁄' | '^')) || next.is_some_and(raised_letter) || next.is_some_and(|c| matches!(c, '⁄' | '₀'..='₉'))
    {
        return None;
    }
    if next == Some('/') && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit() || matches!(c, '₀'..='₉')) {
        return None;
    }
    let Some(previous) = previous else { return Some(Some("it stands before its word")) };
    if previous.is_whitespace() {
        let glued = next.is_some_and(char::is_alphanumeric);
        return if glued && isotope(after) { None } else { Some(Some("it stands apart from the word before it")) };
    }
    if previous.is_ascii_digit() {
        return behind_number(before);
    }
    if previous.is_alphabetic() {
        let doubt = behind_letters(before, value)?;
        return Some(doubt.or_else(|| next.is_some_and(char::is_alphabetic).then_some("it stands inside a word")));
    }
    if matches!(previous, ')' | ']') && algebra(before) {
        return Some(Some("it stands behind a formula's bracket"));
    }
    if matches!(previous, '$' | '}' | '=' | '+' | '×' | '<' | '|') {
        return Some(Some("it stands in a formula"));
    }
    Some(None)
}

/// Behind a number: a power, unless the number is a year. Ten to a power is nothing else.
fn behind_number(before: &str) -> Option<Option<&'static str>> {
    let number = &before[before.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    let lead = before[..before.len() - number.len()].chars().next_back();
    if number == "10" && !lead.is_some_and(|c| matches!(c, '.' | ',' | '-' | '–')) {
        return None;
    }
    let year = number.len() == 4 && (number.starts_with('1') || number.starts_with("20")) && !lead.is_some_and(|c| matches!(c, '.' | ',' | '×'));
    Some((!year).then_some("it stands behind a number, as a power does"))
}

/// Behind letters: the square and cube of a unit of length are powers; a symbol may carry one.
fn behind_letters(before: &str, value: u32) -> Option<Option<&'static str>> {
    let rest = before.trim_end_matches(char::is_alphabetic);
    let word = &before[rest.len()..];
    let measured = rest.trim_end().ends_with(|c: char| c.is_ascii_digit());
    if matches!(value, 2 | 3) {
        let length = matches!(word, "m" | "km" | "cm" | "mm" | "dm" | "nm" | "µm" | "μm");
        let after_figure = measured && matches!(word, "ft" | "in" | "yd" | "mi" | "s" | "h" | "kg" | "g" | "l" | "miles" | "feet" | "inches");
        if length || after_figure {
            return None;
        }
    }
    let letters = word.chars().count();
    if FUNCTIONS.contains(&word) {
        return Some(Some("it stands behind a function's name, as a power does"));
    }
    if letters == 1 && !rest.ends_with(['\'', '’', '-', '–']) {
        return Some(Some("it stands behind a single letter, as a power does"));
    }
    let vowels = word.chars().any(|c| matches!(c.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || !c.is_ascii());
    if letters <= 2 && !vowels && !word.chars().all(char::is_uppercase) || rest.trim_end().ends_with(['=', '+', '×']) {
        return Some(Some("it stands behind a symbol, as a power does"));
    }
    Some(None)
}

/// Whether a bracket that just closed holds a formula: a sign between short names.
fn algebra(before: &str) -> bool {
    let open = if before.ends_with(')') { '(' } else { '[' };
    let near = before.char_indices().rev().take(26).find(|(_, c)| *c == open);
    let Some(inside) = near.map(|(at, _)| &before[at + 1..before.len() - 1]) else { return false };
    inside.contains(['+', '−', '=', '×', '/']) && !inside.split(|c: char| !c.is_alphabetic()).any(|word| word.len() > 3)
}

/// Whether a text begins with a chemical symbol standing by itself: `C`, `Sr`.
fn isotope(text: &str) -> bool {
    let mut letters = text.chars().take_while(|c| c.is_alphabetic());
    match (letters.next(), letters.next(), letters.next()) {
        (Some(first), None, _) => first.is_uppercase(),
        (Some(first), Some(second), None) => first.is_uppercase() && second.is_lowercase(),
        _ => false,
    }
}
