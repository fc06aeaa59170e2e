//! Markers of a text: signs of every form that may refer to a note, with what their surroundings say of them. Which of them
//! are markers is decided where the notes are known.

use std::collections::HashMap;
use std::ops::Range;

use super::judge::judge;
pub use super::labels::raised;
use super::labels::{self, Class, Form, Label};
use super::{emphasis, judge};

/// Bytes on each side of a sign that are looked at.
const SURROUNDINGS: usize = 200;
/// Most characters of a name on each side of its figures that are looked at.
const LONGEST_NAME: usize = 40;
/// So often a word stands with the same figures where they are a part of it.
const NAMED: usize = 3;

/// A sign that may refer to a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// The bytes of the source that are shown as the marker.
    pub range: Range<u32>,
    /// The bytes that hold its sign alone.
    pub sign: Range<u32>,
    /// What counts.
    pub class: Class,
    /// How it is set.
    pub form: Form,
    /// How far it has counted.
    pub value: u32,
    /// Why it may be no marker, where its surroundings give a reason.
    pub doubt: Option<&'static str>,
}

/// Which signs are looked for; raised numbers always are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wanted {
    /// In round brackets.
    pub round: bool,
    /// In square brackets.
    pub square: bool,
    /// Symbols.
    pub signs: bool,
    /// Raised letters.
    pub letters: bool,
    /// Figures right behind a word.
    pub bare: bool,
}

/// The raised number that labels a note at the start of a line, and the byte at which the note's text begins. A raised number
/// before a chemical symbol, as in carbon-14, is none.
pub fn note_label(text: &str) -> Option<(Label, usize)> {
    let label = labels::read(text).into_iter().find(|label| label.form == Form::Raised && label.class == Class::Number)?;
    let rest = &text[label.len..];
    let text_at = label.len + (rest.len() - rest.trim_start_matches([' ', '\u{a0}', '.', ')']).len());
    let glued = text_at == label.len;
    let next = text[text_at..].chars().next()?;
    let stands = if glued {
        next.is_alphabetic() && !judge::isotope(rest) || matches!(next, '"' | '\'' | '“' | '‘' | '«' | '*' | '_' | '[' | '(')
    } else {
        !matches!(next, '+' | '=' | '/' | '×' | '^')
    };
    stands.then_some((label, text_at))
}

/// The markers in a range of the source, in their order, formulas left out; the range begins and ends with a part of the text.
pub fn markers(source: &str, range: Range<usize>, formulas: &[Range<u32>], wanted: Wanted, out: &mut Vec<Marker>) {
    let mut formula = formulas.partition_point(|formula| formula.end as usize <= range.start);
    let bytes = &source.as_bytes()[..range.end];
    let mut edges = None;
    let mut at = range.start;
    while let Some(next) = (at..range.end).find(|&at| TRIGGERS[bytes[at] as usize]) {
        at = next;
        while formulas.get(formula).is_some_and(|formula| formula.end as usize <= at) {
            formula += 1;
        }
        if let Some(inside) = formulas.get(formula).filter(|formula| formula.start as usize <= at) {
            at = (inside.end as usize).min(range.end);
            continue;
        }
        let text = &source[at..range.end];
        let before = near(&source[range.start..at]);
        match bytes[at] {
            b'0'..=b'9' => {
                let digits = text.bytes().take_while(u8::is_ascii_digit).count();
                if wanted.bare
                    && let Some((value, doubt)) = judge::glued(before, &text[..digits], ahead(&text[digits..]))
                {
                    let label = Label { class: Class::Number, value, form: Form::Bare, sign: 0..digits, len: digits };
                    out.push(Marker::new(at, &label, 0..digits, doubt));
                }
                at += digits;
                continue;
            }
            b'(' if !wanted.round => {}
            b'[' if !wanted.square => {}
            b'*' if !wanted.signs => {}
            _ => {
                let found = labels::read(text);
                let len = found.first().map(|label| label.len);
                for label in &found {
                    let is_edge = |edges: &mut Option<Vec<emphasis::Edge>>| {
                        let edges = edges.get_or_insert_with(|| emphasis::edges(source, std::slice::from_ref(&range), formulas));
                        edges.binary_search_by_key(&at, |edge| edge.range.start).is_ok()
                    };
                    if !wanted.takes(label) || label.class == Class::Symbol && text.starts_with('*') && is_edge(&mut edges) {
                        continue;
                    }
                    if let Some(doubt) = judge(before, ahead(&text[label.len..]), label) {
                        out.push(Marker::new(at, label, shown(text, label), doubt));
                    }
                }
                if let Some(len) = len {
                    at += len;
                    continue;
                }
            }
        }
        // Raised figures that say no number are none of it, each by itself.
        let run: usize = text.chars().take_while(|c| raised(*c).is_some()).map(char::len_utf8).sum();
        at += if run > 0 { run } else { text.chars().next().map_or(1, char::len_utf8) };
    }
}

/// For each of a text's markers whether it is figures of a word that comes back with the same figures, as a name does: `mp3`,
/// `item2`, `utf8mb4`.
pub fn are_of_names(source: &str, markers: &[&Marker]) -> Vec<bool> {
    let word = |marker: &&Marker| {
        let (start, end) = (marker.range.start as usize, marker.range.end as usize);
        let before = || source[..start].chars().rev().take(LONGEST_NAME).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum::<usize>();
        let behind = || source[end..].chars().take(LONGEST_NAME).take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
        (marker.form == Form::Bare).then(|| start - before()).filter(|from| *from < start).map(|from| &source[from..end + behind()])
    };
    let words: Vec<Option<&str>> = markers.iter().map(word).collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    words.iter().flatten().for_each(|word| *times.entry(word).or_default() += 1);
    words.iter().map(|word| word.is_some_and(|word| times[word] >= NAMED)).collect()
}

impl Marker {
    fn new(at: usize, label: &Label, shown: Range<usize>, doubt: Option<&'static str>) -> Marker {
        let moved = |range: &Range<usize>| (at + range.start) as u32..(at + range.end) as u32;
        Marker { range: moved(&shown), sign: moved(&label.sign), class: label.class, form: label.form, value: label.value, doubt }
    }
}

impl Wanted {
    fn takes(self, label: &Label) -> bool {
        match label.form {
            Form::Raised => label.class == Class::Number || if label.class == Class::Symbol { self.signs } else { self.letters },
            Form::Round => self.round,
            Form::Square | Form::Worded => self.square,
            Form::Sign => self.signs,
            Form::Named | Form::Stop | Form::Bare => false,
        }
    }
}

/// The end of a text, as far as it says something of what stands behind it.
fn near(text: &str) -> &str {
    let mut from = text.len().saturating_sub(SURROUNDINGS);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..]
}

/// The start of a text, as far as it says something of what stands before it.
fn ahead(text: &str) -> &str {
    let mut to = text.len().min(SURROUNDINGS);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    &text[..to]
}

/// The bytes that are shown as the marker: within tags, which are marks of their own, the sign alone.
fn shown(text: &str, label: &Label) -> Range<usize> {
    if text.starts_with('<') { label.sign.clone() } else { 0..label.len }
}

/// The first bytes of all that may be a marker.
const TRIGGERS: [bool; 256] = {
    let mut table = [false; 256];
    let mut digit = b'0';
    while digit <= b'9' {
        table[digit as usize] = true;
        digit += 1;
    }
    let signs = *b"([*|<^$\\";
    let mut at = 0;
    while at < signs.len() {
        table[signs[at] as usize] = true;
        at += 1;
    }
    let leads = [0xc2u8, 0xe1, 0xe2, 0xca, 0xcb];
    let mut at = 0;
    while at < leads.len() {
        table[leads[at] as usize] = true;
        at += 1;
    }
    table
};
