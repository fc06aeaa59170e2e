//! What the surroundings of a sign say of it: a marker, a power, an isotope, an equation's number, an item of a list. Reads a
//! few characters on each side, and nothing else.

use super::labels::{Class, Form, Label, raised, raised_number};

/// Most notes of a run such as 5⁻7: a longer one is no run.
const LONGEST_RUN: u32 = 20;

/// Names of functions that are no words, and may carry a power.
const FUNCTIONS: [&str; 12] = ["sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "log", "ln", "lg"];

/// Words, without their stop, behind which a number or letter in brackets names a part, an equation, a figure.
const NAMING: [&str; 62] = [
    "section",
    "sections",
    "sect",
    "sec",
    "subsection",
    "subsections",
    "subsec",
    "article",
    "articles",
    "art",
    "arts",
    "clause",
    "clauses",
    "paragraph",
    "paragraphs",
    "par",
    "para",
    "rule",
    "rules",
    "equation",
    "equations",
    "eq",
    "eqs",
    "eqn",
    "formula",
    "formulas",
    "formulae",
    "fig",
    "figs",
    "figure",
    "figures",
    "table",
    "tables",
    "no",
    "nos",
    "number",
    "case",
    "cases",
    "class",
    "item",
    "items",
    "part",
    "parts",
    "form",
    "type",
    "step",
    "note",
    "notes",
    "plate",
    "plates",
    "pl",
    "theorem",
    "lemma",
    "condition",
    "conditions",
    "column",
    "line",
    "lines",
    "group",
    "subdivision",
    "chapter",
    "problem",
];

/// Abbreviations behind whose stop a number is no marker: a page, a volume, a paragraph.
const ABBREVIATIONS: [&str; 40] = [
    "p", "pp", "no", "nos", "n", "nn", "vol", "vols", "v", "fig", "figs", "ch", "chap", "c", "cap", "art", "sec", "sect", "ver", "vv", "l", "ll", "t", "tom",
    "b", "bk", "pt", "ed", "op", "col", "cols", "fol", "f", "ff", "s", "st", "note", "pl", "tab", "para",
];

/// `None` where what stands around a sign shows that it is no marker; else what speaks against it, if anything.
pub fn judge(before: &str, after: &str, label: &Label) -> Option<Option<&'static str>> {
    match (label.form, label.class) {
        (Form::Raised, Class::Number) if is_typed_power(before, after, label) => None,
        (Form::Raised, Class::Number) => raised_figure(before, after, label.value),
        (Form::Raised, Class::Symbol) | (Form::Sign, _) => symbol(before, after, label.value),
        (Form::Raised, _) if before.ends_with(|c: char| c.is_ascii_digit()) && label.len > label.sign.len() => letter_behind_number(before),
        (Form::Raised, _) => raised_letter(before, after),
        // A letter that TeX or tags raise names nothing that stands before it.
        (Form::Round, _) => round(before, after, label.len > label.sign.len() + 2),
        (Form::Square, _) => square(before, after),
        (Form::Worded, _) => Some(None),
        (Form::Named | Form::Stop | Form::Bare, _) => None,
    }
}

/// Whether a figure behind a caret alone is a power: it is none only behind a whole word or a sentence's stop.
fn is_typed_power(before: &str, after: &str, label: &Label) -> bool {
    if label.len != label.sign.len() + 1 || !label.sign.contains(&1) {
        return false;
    }
    let word = before.chars().rev().take_while(|c| c.is_lowercase()).count() >= 3;
    let closed = before.ends_with(['.', ',', ';', ':', '”', '"', '’']);
    !(word || closed) || after.starts_with(char::is_alphanumeric)
}

/// The number of figures that stand right behind a word or behind the stop of a sentence, as a raised marker does when a page
/// is turned to plain text.
pub fn glued(before: &str, digits: &str, after: &str) -> Option<(u32, Option<&'static str>)> {
    let value: u32 = digits.parse().ok().filter(|value| (1..=999).contains(value) && !digits.starts_with('0'))?;
    let parts = |c: char| c.is_ascii_digit() || matches!(c, '/' | '\\' | '_' | '@' | '=' | '%' | '-' | '–' | '°' | '\'' | '′' | '″' | '$');
    if after.starts_with(parts) || after.starts_with(['.', ',', ':']) && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    // A converter may leave a blank before the figures with which a line ends.
    let apart = before.ends_with(' ') && ends_line(after);
    let token = before[..before.len() - usize::from(apart)].rsplit(char::is_whitespace).next().unwrap_or_default();
    if token.is_empty() || token.contains(['/', '@', '\\', '_', '=', '$', '&', '#', '<', '>']) || token.contains("..") {
        return None;
    }
    let bare = token.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '’', '”', '»']);
    let word = &bare[bare.trim_end_matches(char::is_alphabetic).len()..];
    let letters = word.chars().count();
    if apart {
        let abbreviated = letters < 3 || is_abbreviation(word);
        return (bare.len() < token.len() && !abbreviated).then_some((value, Some("it stands apart from the word before it")));
    }
    if bare.len() == token.len() {
        // Right behind a word: none that is a symbol, a code or an abbreviation, and none that goes on behind it.
        let lower = word.chars().skip(1).all(char::is_lowercase);
        return (letters >= 4 && lower && word.len() == bare.len() || letters >= 3 && word.chars().all(char::is_lowercase)).then_some((value, None));
    }
    let closed = &token[bare.len()..];
    if word.is_empty() {
        // Behind a figure a stop is a decimal's; behind a bracket or a closing quotation mark it ends a sentence.
        if closed.contains(['”', '"', ')', ']', '»']) {
            return Some((value, None));
        }
        // A number with stops in it, or before what a line begins with, is that of a section.
        if bare.contains('.') || before.trim_start().len() == token.len() {
            return None;
        }
        let sentence = after.is_empty() || after.starts_with(' ') && after.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"' | '‘'));
        return (closed == "." && sentence).then_some((value, Some("it may be a decimal")));
    }
    let abbreviated = closed == "." && (letters == 1 || is_abbreviation(word));
    let opens = after.starts_with(|c: char| c.is_alphabetic());
    (!abbreviated && !opens && bare.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\'' | '(' | '[' | '“' | '"' | '‘' | '.' | '—')))
        .then_some((value, None))
}

/// Whether behind the stop of a word a number is one of a page, a volume or the like.
pub fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.iter().any(|short| short.eq_ignore_ascii_case(word))
}

/// Whether nothing stands on the line any more.
fn ends_line(after: &str) -> bool {
    after.trim_start_matches(' ').is_empty() || after.trim_start_matches(' ').starts_with(['\n', '\r'])
}

/// A sign in round brackets, which may be raised.
fn round(before: &str, after: &str, raised: bool) -> Option<Option<&'static str>> {
    let bare = before.trim_end_matches([' ', '\u{a0}', '\t', '*', '_']);
    let next = after.chars().next();
    let Some(previous) = before.chars().next_back() else { return Some(Some("it stands before its word")) };
    let last = bare.chars().next_back()?;
    // Right behind a figure, a bracket or a single letter: a paragraph's parts, a function, a symbol's index.
    if previous.is_ascii_digit() || matches!(previous, ')' | ']' | '}' | '§' | '=' | '+' | '−' | '/' | '\\') || matches!(last, '§' | '=' | '+' | '−' | '×')
    {
        return None;
    }
    let word = &bare[bare.trim_end_matches(|c: char| c.is_alphanumeric()).len()..];
    if previous.is_alphabetic() && word.chars().count() == 1 && !matches!(word, "a" | "I") {
        return None;
    }
    let stem = bare.strip_suffix('.').unwrap_or(bare);
    let named = &stem[stem.trim_end_matches(char::is_alphabetic).len()..];
    if !raised && NAMING.iter().any(|name| name.eq_ignore_ascii_case(named)) {
        return None;
    }
    let joins = matches!(word, "and" | "or" | "to" | "et" | "und" | "oder" | "bis" | "by" | "from" | "in" | "of" | "see" | "with" | "into" | "than" | "that");
    let beyond = bare[..bare.len() - word.len()].trim_end();
    if joins && beyond.ends_with(')') {
        return None;
    }
    if next.is_some_and(|c| c.is_alphanumeric() || c == '(') {
        return Some(Some("it stands before its word"));
    }
    let clause = matches!(last, ':' | ';' | ',' | '—' | '–') || matches!(word, "and" | "or" | "et" | "und" | "oder");
    let goes_on = after.trim_start_matches([' ', '*', '_']).starts_with(char::is_alphabetic);
    if clause && goes_on && before.ends_with(char::is_whitespace) {
        return Some(Some("it stands before an item, as a list's letter does"));
    }
    if joins && !next.is_some_and(char::is_alphabetic) && !matches!(word, "and" | "or") {
        return Some(Some("the words before it name what stands in brackets"));
    }
    Some(None)
}

/// A sign in square brackets.
fn square(before: &str, after: &str) -> Option<Option<&'static str>> {
    let Some(previous) = before.chars().next_back() else { return Some(Some("it stands before its word")) };
    if matches!(previous, '[' | '(' | '{' | '=' | '\\' | '_' | '/') || after.starts_with(['(', ':', '=', '_', '{']) {
        return None;
    }
    if previous.is_alphanumeric() && after.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    Some(None)
}

/// A symbol, raised or not; `value` is its place in the printers' order.
fn symbol(before: &str, after: &str, value: u32) -> Option<Option<&'static str>> {
    let previous = before.chars().next_back();
    let next = after.chars().next();
    let apart = previous.is_none_or(char::is_whitespace);
    let blank = next.is_none_or(char::is_whitespace);
    let closes = next.is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | ')' | '?' | '!' | '”' | '"'));
    let figure = after.trim_start_matches([' ', '\u{a0}']).starts_with(|c: char| c.is_ascii_digit());
    // A section's sign and the dagger of a death stand before a number; a pipe that stands apart parts cells.
    if matches!(value, 4 | 6) && (apart && !closes || figure) || value == 3 && apart && figure || value == 5 && (before.contains('|') || after.contains('|')) {
        return None;
    }
    if previous.is_some_and(|c| c.is_ascii_digit() || c == ')') && next.is_some_and(|c| c.is_alphanumeric() || c == '(') {
        return None;
    }
    if previous.is_none() || apart && !blank && !closes {
        let cell = figure && is_in_row(before, after) && after.bytes().take_while(u8::is_ascii_digit).count() < 3;
        return if cell || value > 1 && !figure { Some(Some("it stands before its word")) } else { None };
    }
    if apart && is_one_of_several(before, after) {
        return None;
    }
    if apart && !closes && (value == 1 && is_sign_of_its_own(before, after)) {
        return Some(Some("it stands apart from the word before it"));
    }
    if next.is_some_and(char::is_alphanumeric) {
        return Some(Some("it stands inside a word"));
    }
    Some(None)
}

/// Whether bars stand on both sides near by, as in a table's row.
fn is_in_row(before: &str, after: &str) -> bool {
    before.contains('|') && after.contains('|')
}

/// Whether a symbol that stands apart is named beside others, as where a text says what they mean: `those marked *, †, and ‡`.
fn is_one_of_several(before: &str, after: &str) -> bool {
    const SYMBOLS: [char; 7] = ['*', '†', '‡', '§', '|', '‖', '¶'];
    const JOINING: [&str; 6] = ["and", "or", "et", "ou", "und", "oder"];
    let mut behind = after.strip_prefix(',').unwrap_or(after).split_whitespace();
    let word = behind.next().unwrap_or_default();
    let joined = after.starts_with(',') || JOINING.contains(&word);
    let next = if JOINING.contains(&word) { behind.next().unwrap_or_default() } else { word };
    let mut above = before.split_whitespace().rev();
    let word = above.next().unwrap_or_default();
    let last = if JOINING.contains(&word) { above.next().unwrap_or_default() } else { word };
    let parted = JOINING.contains(&word) || last.ends_with(',');
    let alone = |word: &str| word.starts_with(SYMBOLS) && word.trim_matches(SYMBOLS).chars().all(|c| matches!(c, ',' | '.' | ';' | ':' | ')'));
    joined && alone(next) || parted && alone(last)
}

/// Whether a star between blanks parts, multiplies, or stands for something: beside another, a figure, a letter, or nothing.
fn is_sign_of_its_own(before: &str, after: &str) -> bool {
    let near = |word: Option<&str>| word.is_none_or(|word| word.chars().count() < 2 || word.starts_with(|c: char| c.is_ascii_digit()) || word.contains('*'));
    before.contains(" * ") || after.contains(" * ") || near(before.split_whitespace().next_back()) || near(after.split_whitespace().next())
}

/// A raised letter: behind a figure it makes an ordinal, behind a capital an abbreviation.
fn raised_letter(before: &str, after: &str) -> Option<Option<&'static str>> {
    let previous = before.chars().next_back()?;
    let word = &before[before.trim_end_matches(char::is_alphabetic).len()..];
    let short = word.chars().count() <= 3 && word.starts_with(char::is_uppercase);
    if previous.is_ascii_digit() || raised(previous).is_some() || short || after.starts_with(char::is_alphanumeric) {
        return None;
    }
    Some(previous.is_whitespace().then_some("it stands apart from the word before it"))
}

/// A letter that tags raise behind a number: an ordinal, unless the number has more figures than those have.
fn letter_behind_number(before: &str) -> Option<Option<&'static str>> {
    let figures = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    (figures > 2).then_some(Some("it stands behind a number, as a power does"))
}

/// `None` where what stands around a raised number shows that it is no marker; else what speaks against it, if anything.
fn raised_figure(before: &str, after: &str, value: u32) -> Option<Option<&'static str>> {
    let previous = before.chars().next_back();
    let next = after.chars().next();
    // A raised dash between two numbers that count up parts the ends of a run of notes.
    let counts_up = |from: u32, to: u32| from < to && to - from <= LONGEST_RUN;
    if let Some(stem) = before.strip_suffix('⁻') {
        let head = stem.trim_end_matches(|c| raised(c).is_some());
        let (from, _) = raised_number(&stem[head.len()..])?;
        return if counts_up(from, value) { raised_figure(head, "", from) } else { None };
    }
    let begins_run = after.strip_prefix('⁻').and_then(raised_number).is_some_and(|(to, _)| counts_up(value, to));
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
pub fn isotope(text: &str) -> bool {
    let mut letters = text.chars().take_while(|c| c.is_alphabetic());
    match (letters.next(), letters.next(), letters.next()) {
        (Some(first), None, _) => first.is_uppercase(),
        (Some(first), Some(second), None) => first.is_uppercase() && second.is_lowercase(),
        _ => false,
    }
}
