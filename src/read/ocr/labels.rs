//! Labels of notes and markers: how they are set, and what they say. Reads single places of a text; which of them are
//! labels or markers at all is for the modules that know what stands around.

use std::ops::Range;

use super::super::limits::LABEL;
use super::super::roman;

/// What kind of sign counts the notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// `1`, `2`, `3`.
    Number,
    /// `a`, `b`, and behind `z` `aa`.
    Letter,
    /// `A`, `B`.
    Capital,
    /// `i`, `ii`, `iii`.
    Roman,
    /// `*`, `†`, `‡`, `§`, `||`, `¶`, and then doubled.
    Symbol,
}

/// How a label is set off from the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// Raised: `¹`, `^1`, `$^{1}$`, `<sup>1</sup>`.
    Raised,
    /// In round brackets, raised or not: `(1)`, `(a)`.
    Round,
    /// In square brackets: `[1]`.
    Square,
    /// A word says what it is, and the note stands in the same brackets: `[Footnote 1: …]`.
    Named,
    /// A word in square brackets says what it is: `[Note 1]`.
    Worded,
    /// A symbol needs nothing.
    Sign,
    /// Before a stop or a closing bracket, at a line's start: `1.`, `1)`.
    Stop,
    /// Nothing but the sign itself: at a line's start before a blank, in the text right behind a word.
    Bare,
}

/// A label that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What counts.
    pub class: Class,
    /// How far it has counted, from 1.
    pub value: u32,
    /// How it is set.
    pub form: Form,
    /// The bytes that hold the sign alone.
    pub sign: Range<usize>,
    /// Bytes of all that sets it off, from the start of the text.
    pub len: usize,
}

/// The symbols in the order in which printers used them.
const SYMBOLS: [(&str, u32); 8] = [("*", 1), ("†", 2), ("‡", 3), ("§", 4), ("||", 5), ("‖", 5), ("∥", 5), ("¶", 6)];
/// How many symbols there are before they are doubled.
const ROUND: u32 = 6;
/// Most times that a symbol stands in one label.
const TIMES: u32 = 4;
/// Words that name a note in square brackets.
const NAMES: [&str; 8] = ["Footnote ", "footnote ", "FOOTNOTE ", "Note ", "Nota ", "Fußnote ", "Anmerkung ", "Noot "];
/// Names of symbols in TeX.
const COMMANDS: [(&str, &str); 5] = [("\\dagger", "†"), ("\\ddagger", "‡"), ("\\ast", "*"), ("\\S", "§"), ("\\P", "¶")];

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
pub fn raised_number(text: &str) -> Option<(u32, usize)> {
    raised_run(text).filter(|label| label.class == Class::Number).map(|label| (label.value, label.len))
}

/// The label set in a way that may stand anywhere, at the start of a text: raised, in brackets, or a symbol.
pub fn read(text: &str) -> Vec<Label> {
    match text.as_bytes().first() {
        Some(b'(') => bracketed(text, '(', ')', Form::Round),
        Some(b'[') => named(text).unwrap_or_else(|| bracketed(text, '[', ']', Form::Square)),
        Some(b'<' | b'^' | b'$') => tagged(text),
        Some(b'\\') => match text.as_bytes().get(1) {
            Some(b'(') => tagged(text),
            Some(b'[') => bracketed(text, '[', ']', Form::Square),
            Some(b'*') => symbol(text).into_iter().collect(),
            _ => Vec::new(),
        },
        Some(b'*' | b'|') => symbol(text).into_iter().collect(),
        Some(0xc2 | 0xe1 | 0xe2 | 0xca | 0xcb) => raised_run(text).or_else(|| symbol(text)).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// The label that only a line's start shows to be one: before a stop, or before a blank and a word.
pub fn read_at_line(text: &str) -> Option<Label> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let value = number(&text[..digits])?;
    let rest = &text[digits..];
    if let Some(behind) = rest.strip_prefix(['.', ')', ':']) {
        let blanks = behind.len() - behind.trim_start_matches([' ', '\u{a0}']).len();
        return (blanks > 0 && blanks < behind.len()).then(|| Label { class: Class::Number, value, form: Form::Stop, sign: 0..digits, len: digits + 1 });
    }
    let word = rest.trim_start_matches([' ', '\u{a0}']);
    // Where the raised figure is lost, the first word may stand right behind it.
    let glued = rest.starts_with(|c: char| c.is_uppercase())
        && rest.chars().nth(1).is_some_and(char::is_lowercase)
        && rest.chars().nth(2).is_some_and(|c| c.is_lowercase() || c == ' ');
    ((word.len() < rest.len() || glued) && digits <= 3).then_some(Label { class: Class::Number, value, form: Form::Bare, sign: 0..digits, len: digits })
}

/// The label that is all of its line: a number of a few digits.
pub fn read_alone(line: &str) -> Option<Label> {
    let value = if line.len() <= 3 && line.bytes().all(|byte| byte.is_ascii_digit()) { number(line)? } else { return None };
    Some(Label { class: Class::Number, value, form: Form::Bare, sign: 0..line.len(), len: line.len() })
}

/// What a sign says in plain characters: `¹²` is `12`.
pub fn plain(sign: &str) -> String {
    if let Some((_, symbol)) = COMMANDS.iter().find(|(name, _)| *name == sign) {
        return (*symbol).to_owned();
    }
    let of = |c: char| match raised(c) {
        Some(digit) => char::from_digit(digit, 10).unwrap_or(c),
        None => letter_of(c).unwrap_or(c),
    };
    sign.chars().filter(|c| *c != '\\').map(of).collect()
}

/// A number in raised figures; `None` where there are none for it.
pub fn raise(sign: &str) -> Option<String> {
    const FIGURES: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    sign.chars().map(|c| Some(FIGURES[c.to_digit(10)? as usize])).collect()
}

/// How labels of a class write how far they have counted.
pub fn written(class: Class) -> fn(u32) -> String {
    let letters: fn(u32) -> String = |value| char::from(b'a' + ((value.max(1) - 1) % 26) as u8).to_string().repeat((value.max(1) - 1) as usize / 26 + 1);
    match class {
        Class::Number => |value| value.to_string(),
        Class::Letter => letters,
        Class::Capital => |value| char::from(b'A' + ((value.max(1) - 1) % 26) as u8).to_string(),
        Class::Roman => roman::small,
        Class::Symbol => |value| {
            let sign = SYMBOLS.iter().find(|(_, place)| *place == (value.max(1) - 1) % ROUND + 1).map_or("*", |(sign, _)| *sign);
            sign.repeat((value.max(1) - 1) as usize / ROUND as usize + 1)
        },
    }
}

/// The numbers that a sign may have been before it was misread: `l`, `I` and `i` for 1, `o` for 0.
pub fn misread(label: &Label, text: &str) -> Option<u32> {
    let sign = text.get(label.sign.clone())?;
    let plain: String = sign
        .chars()
        .map(|c| match c {
            'l' | 'I' | 'i' | '|' => '1',
            'o' | 'O' => '0',
            other => other,
        })
        .collect();
    (plain != sign).then(|| number(&plain)).flatten()
}

/// The plain letter of a raised one.
fn letter_of(c: char) -> Option<char> {
    const RAISED: &str = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ";
    const PLAIN: &str = "abcdefghijklmnoprstuvwxyz";
    match c {
        'ª' => Some('a'),
        'º' => Some('o'),
        _ => RAISED.chars().position(|raised| raised == c).and_then(|at| PLAIN.chars().nth(at)),
    }
}

fn number(digits: &str) -> Option<u32> {
    digits.parse().ok().filter(|value| (1..=LABEL).contains(value) && !digits.starts_with('0'))
}

/// A run of raised figures, or one or two raised letters.
fn raised_run(text: &str) -> Option<Label> {
    let run: usize = text.chars().take_while(|c| raised(*c).is_some()).map(char::len_utf8).sum();
    if run > 0 {
        let mut value = 0u32;
        text[..run].chars().filter_map(raised).for_each(|digit| value = value.saturating_mul(10).saturating_add(digit));
        return (1..=LABEL).contains(&value).then_some(Label { class: Class::Number, value, form: Form::Raised, sign: 0..run, len: run });
    }
    let letters: Vec<char> = text.chars().map_while(letter_of).take(3).collect();
    let len: usize = text.chars().take(letters.len()).map(char::len_utf8).sum();
    let plain: String = letters.iter().collect();
    let value = letter(&plain)?;
    (!text.starts_with(['ª', 'º'])).then_some(Label { class: Class::Letter, value, form: Form::Raised, sign: 0..len, len })
}

/// What stands in brackets at the start of a text, as every class that it may be.
fn bracketed(text: &str, open: char, close: char, form: Form) -> Vec<Label> {
    let begin = usize::from(text.starts_with('\\')) + 1;
    let Some(inside) = text.get(begin..).filter(|_| text[..begin].ends_with(open)) else { return Vec::new() };
    let Some(end) = inside.as_bytes().iter().take(12).position(|&byte| byte == close as u8) else { return Vec::new() };
    let sign = inside[..end].strip_suffix('\\').unwrap_or(&inside[..end]);
    let sign = sign.strip_suffix('.').unwrap_or(sign);
    classes(sign).into_iter().map(|(class, value)| Label { class, value, form, sign: begin..begin + sign.len(), len: begin + end + 1 }).collect()
}

/// `[Footnote 3:`, behind whose colon the note's text stands, up to the bracket that closes; or `[Note 3]`, which is closed.
fn named(text: &str) -> Option<Vec<Label>> {
    let inside = text.strip_prefix('[')?;
    let name = NAMES.iter().find(|name| inside.starts_with(**name))?;
    let begin = 1 + name.len();
    let end = begin + text.as_bytes()[begin..].iter().take(12).position(|&byte| matches!(byte, b':' | b']'))?;
    let sign = text.get(begin..end)?;
    let form = if text[end..].starts_with(':') { Form::Named } else { Form::Worded };
    Some(classes(sign).into_iter().map(|(class, value)| Label { class, value, form, sign: begin..end, len: end + 1 }).collect())
}

/// A sign that tags or TeX raise: `<sup>1</sup>`, `^1`, `^{1}`, `$^{(a)}$`, `\(^1\)`.
fn tagged(text: &str) -> Vec<Label> {
    const WAYS: [(&str, &str); 10] = [
        ("<sup>", "</sup>"),
        ("\\(^{", "}\\)"),
        ("\\({}^{", "}\\)"),
        ("\\(^", "\\)"),
        ("$^{", "}$"),
        ("${}^{", "}$"),
        ("$^", "$"),
        ("^{", "}"),
        ("^[", "]"),
        ("^(", ")"),
    ];
    for (open, close) in WAYS {
        let Some(inside) = text.strip_prefix(open) else { continue };
        let Some(end) = memchr::memmem::find(&inside.as_bytes()[..inside.len().min(20)], close.as_bytes()) else { continue };
        let Some(mut sign) = inside.get(..end) else { continue };
        let mut begin = open.len();
        let len = begin + end + close.len();
        let mut form = Form::Raised;
        if let Some(bare) = sign.strip_prefix('(').and_then(|sign| sign.strip_suffix(')')) {
            (sign, begin, form) = (bare, begin + 1, Form::Round);
        }
        return classes(sign).into_iter().map(|(class, value)| Label { class, value, form, sign: begin..begin + sign.len(), len }).collect();
    }
    let digits = text.strip_prefix('^').map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    let value = text.get(1..1 + digits).and_then(number);
    value.map(|value| Label { class: Class::Number, value, form: Form::Raised, sign: 1..1 + digits, len: 1 + digits }).into_iter().collect()
}

/// A symbol, once or several times.
fn symbol(text: &str) -> Option<Label> {
    let begin = usize::from(text.starts_with('\\'));
    let bare = &text[begin..];
    let (sign, value) = SYMBOLS.iter().find(|(sign, _)| bare.starts_with(sign))?;
    let mut len = begin + sign.len();
    let mut times = 1;
    // A longer run is a rule or a row of bars; its end need not be known.
    while times <= TIMES {
        let rest = &text[len..];
        let skip = usize::from(rest.starts_with('\\'));
        if !rest[skip..].starts_with(sign) {
            break;
        }
        (len, times) = (len + skip + sign.len(), times + 1);
    }
    (times <= TIMES).then(|| Label { class: Class::Symbol, value: value + ROUND * (times - 1), form: Form::Sign, sign: 0..len, len })
}

/// Everything that a sign by itself may be.
fn classes(sign: &str) -> Vec<(Class, u32)> {
    let mut found = Vec::new();
    if let Some(value) = number(sign) {
        found.push((Class::Number, value));
    }
    if sign.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase()) {
        found.extend(letter(sign).map(|value| (Class::Letter, value)));
        found.extend(roman::strict(sign).map(|value| (Class::Roman, value)));
    }
    if let [byte @ b'A'..=b'Z'] = sign.as_bytes() {
        found.push((Class::Capital, u32::from(byte - b'A') + 1));
    }
    let symbol_name = COMMANDS.iter().find(|(name, _)| *name == sign).map_or(sign, |(_, symbol)| symbol);
    if let Some(label) = symbol(symbol_name).filter(|label| label.len == symbol_name.len()) {
        found.push((Class::Symbol, label.value));
    }
    if let Some(label) = raised_run(sign).filter(|label| label.len == sign.len()) {
        found.push((label.class, label.value));
    }
    found
}

/// `a` is 1, `z` is 26, `aa` is 27.
fn letter(sign: &str) -> Option<u32> {
    let first = *sign.as_bytes().first()?;
    let same = sign.len() <= 3 && first.is_ascii_lowercase() && sign.bytes().all(|byte| byte == first);
    same.then(|| u32::from(first - b'a') + 1 + 26 * (sign.len() as u32 - 1))
}
