//! Short forms that a text introduces: "Commonwealth of Independent States (CIS)", "CIS (Commonwealth of …)". Owns the rules
//! of what defines one, and finds their uses in a piece of text.
//!
//! The rule is that of A. S. Schwartz and M. A. Hearst, "A simple algorithm for identifying abbreviation definitions in
//! biomedical text", Pacific Symposium on Biocomputing 8 (2003), 451–462: the letters of the short form are looked for from
//! its last to its first, going left through the words before the bracket; the first must begin a word. It takes any word in
//! brackets for a short form, so what it finds is sure only where the short form cannot be a word: where it has two capitals.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::model::{Anchor, Document, Extent, FlowId, NoteId};

/// A short form and what it stands for, where both stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviation {
    /// The short form: `CIS`.
    pub short: String,
    /// What it stands for, on one line.
    pub long: String,
    /// Where the two stand: the first byte of whichever comes first.
    pub at: Anchor,
    /// The bytes of the short form in that block.
    pub extent: Extent,
    /// The bytes of the long form in that block.
    pub long_extent: Extent,
    /// How sure that is.
    pub link: Sureness,
}

/// How sure it is that a short form stands for the words beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sureness {
    /// Its letters are found in them.
    Sure,
    /// Most probably, and why it is not sure.
    Likely(&'static str),
}

/// Bytes of a bracket at most, between its signs.
const BRACKET: usize = 160;
/// Characters of a short form, from the paper.
const CHARACTERS: std::ops::RangeInclusive<usize> = 2..=10;
/// Characters of a word before a bracket that are looked at.
const MOST_LETTERS: usize = 16;
/// Bytes before a bracket in which its long form is looked for: more than 15 words are never asked for.
const BEFORE: usize = 320;
/// Small words within a name.
const SMALL: [&str; 4] = ["of", "for", "the", "and"];

/// The short forms that a document introduces, each pair of forms once, in the order of the source. Walks the whole
/// document: meant for a worker or a command.
pub fn abbreviations(document: &Document) -> Vec<Abbreviation> {
    let mut found = Vec::new();
    let mut met = HashSet::new();
    let flows = std::iter::once(FlowId::Body).chain((0..document.notes.len() as u32).map(|note| FlowId::Note(NoteId(note))));
    for flow in flows {
        for (number, block) in (0u32..).zip(&document.flow(flow).blocks) {
            let text = block.text.as_str();
            for (short, long, link) in definitions(text) {
                let long = unquoted(text, long);
                let at = Anchor::new(flow, number, short.start.min(long.start) as u32);
                let extent = |range: &Range<usize>| Extent::new(range.start as u32, range.end as u32);
                let abbreviation = Abbreviation {
                    short: text[short.clone()].to_owned(),
                    long: text[long.clone()].replace(['\n', '\t'], " "),
                    at,
                    extent: extent(&short),
                    long_extent: extent(&long),
                    link,
                };
                if met.insert((abbreviation.short.clone(), abbreviation.long.to_lowercase())) {
                    found.push((document.source(at), abbreviation));
                }
            }
        }
    }
    found.sort_by_key(|(source, _)| *source);
    found.into_iter().map(|(_, abbreviation)| abbreviation).collect()
}

/// Where a piece of text uses known short forms as whole words, the plural with "s" too: the bytes, and which of `known` it
/// is; a short form with several long ones gives each of them. Takes time by the length of both.
pub fn uses_in(text: &str, known: &[Abbreviation]) -> Vec<(Extent, usize)> {
    let mut index: HashMap<&str, Vec<usize>> = HashMap::with_capacity(known.len());
    for (i, abbreviation) in known.iter().enumerate() {
        index.entry(&abbreviation.short).or_default().push(i);
    }
    let mut found = Vec::new();
    let mut use_of = |range: Range<usize>| {
        let of = index.get(&text[range.clone()]);
        found.extend(of.into_iter().flatten().map(|&i| (Extent::new(range.start as u32, range.end as u32), i)));
        of.is_some()
    };
    let words: Vec<Range<usize>> = words(text, |c| c.is_alphanumeric() || matches!(c, '-' | '.' | '&' | '/')).collect();
    let mut past = 0;
    for (i, word) in words.iter().enumerate().filter(|(_, word)| !word.is_empty()) {
        if word.start < past {
            continue;
        }
        let bare = word.start..word.start + text[word.clone()].trim_end_matches(['.', '-', '/', '&']).len();
        let pair = words.get(i + 1).map(|next| word.start..next.start + text[next.clone()].trim_end_matches(['.', '-']).len()).filter(|pair| pair.len() < 24);
        if pair.as_ref().is_some_and(|pair| text[pair.clone()].contains(' ') && use_of(pair.clone())) {
            past = pair.map_or(0, |pair| pair.end);
        } else if !use_of(word.clone()) && !use_of(bare.clone()) {
            // "CIS-wide", "MRDs".
            for part in self::words(&text[bare.clone()], char::is_alphanumeric) {
                let part = bare.start + part.start..bare.start + part.end;
                let plural = text[part.clone()].strip_suffix('s').filter(|rest| rest.chars().all(|c| c.is_uppercase())).map(str::len);
                if !use_of(part.clone())
                    && let Some(len) = plural
                {
                    use_of(part.start..part.start + len);
                }
            }
        }
    }
    found
}

/// A range without quotation marks at its ends.
fn unquoted(text: &str, range: Range<usize>) -> Range<usize> {
    let is_mark = |c: char| matches!(c, '"' | '“' | '”' | '„' | '‘' | '«' | '»' | '\'');
    let start = range.end - text[range.clone()].trim_start_matches(is_mark).len();
    start..start + text[start..range.end].trim_end_matches(is_mark).len()
}

/// The definitions in a text: short form, long form, how sure.
fn definitions(text: &str) -> Vec<(Range<usize>, Range<usize>, Sureness)> {
    let mut found = Vec::new();
    for open in memchr::memchr_iter(b'(', text.as_bytes()) {
        let window = &text.as_bytes()[open + 1..text.len().min(open + 1 + BRACKET)];
        let Some(len) = memchr::memchr3(b')', b'(', b'\n', window).filter(|&at| window[at] == b')') else { continue };
        // What is within the brackets up to a semicolon or comma, as the authors' program has it.
        let inside = &text[open + 1..open + 1 + len];
        let cut = inside.find([';', ',']).unwrap_or(inside.len());
        let first = open + 1..open + 1 + cut;
        let first = first.start + (inside.len() - inside.trim_start().len()).min(cut)..first.start + inside[..cut].trim_end().len();
        if first.start < first.end && is_short_form(&text[first.clone()]) {
            found.extend(long_form_before(text, first, open));
        } else if let Some(short) = word_before(text, open).filter(|short| is_short_form(&text[short.clone()]) && capitals(&text[short.clone()]) > 1) {
            let long = open + 1..open + 1 + len;
            let same = best_long_form(&text[short.clone()], &text[long.clone()]);
            // The whole bracket is the long form, not its tail.
            if same == Some(0) && is_long_form(&text[short.clone()], &text[long.clone()]) {
                found.push((short, long, Sureness::Sure));
            }
        }
    }
    found
}

/// The long form that ends before a bracket with a short form.
fn long_form_before(text: &str, short: Range<usize>, open: usize) -> Option<(Range<usize>, Range<usize>, Sureness)> {
    let form = &text[short.clone()];
    let characters = form.chars().count();
    let window = sentence_before(text, open);
    let before = &text[window.clone()];
    let most = (characters + 5).min(characters * 2);
    let candidate = window.end - last_words(before, most).len()..window.end;
    let found =
        best_long_form(form, &text[candidate.clone()]).map(|at| candidate.start + at..candidate.end).filter(|long| is_long_form(form, &text[long.clone()]));
    if let Some(long) = found {
        let capitals = capitals(form);
        let words = text[long.clone()].split_whitespace();
        let link = if capitals > 1 {
            Sureness::Sure
        } else if capitals == 0 && !initials(form, &text[long.clone()]) || capitals == 1 && characters > 3 && !is_name(words) {
            return None;
        } else {
            Sureness::Likely("the short form may be a word by itself")
        };
        return Some((short, long, link));
    }
    let in_capitals = form.chars().all(|c| c.is_uppercase());
    let tail = name_before(before, form.chars().next().filter(|_| in_capitals)?)?;
    let long = window.start + tail..window.end;
    Some((short, long, Sureness::Likely("not all of its letters are in the words before it")))
}

/// A short form by the paper: 2 to 10 characters, the first a letter or digit, a letter among them, at most two words. A
/// name with a year is none.
fn is_short_form(form: &str) -> bool {
    let mut words = form.split_whitespace();
    let (_, second) = (words.next(), words.next());
    CHARACTERS.contains(&form.chars().count())
        && form.starts_with(char::is_alphanumeric)
        && form.chars().any(char::is_alphabetic)
        && words.next().is_none()
        && second.is_none_or(|second| !second.starts_with(|c: char| c.is_ascii_digit()))
}

/// The byte of `long` at which the words begin that hold the letters of `short` (Schwartz and Hearst, figure 1).
fn best_long_form(short: &str, long: &str) -> Option<usize> {
    let first = short.chars().next()?.to_lowercase().next()?;
    let mut rest = long;
    let mut letters: Vec<char> = short.chars().filter(|c| c.is_alphanumeric()).flat_map(|c| c.to_lowercase().next()).collect();
    letters.reverse();
    let count = letters.len();
    for (i, letter) in letters.into_iter().enumerate() {
        let is_first = i + 1 == count && letter == first;
        loop {
            let (at, c) = rest.char_indices().next_back()?;
            rest = &rest[..at];
            let begins_word = !rest.ends_with(char::is_alphanumeric);
            if c.to_lowercase().next() == Some(letter) && (!is_first || begins_word) {
                break;
            }
        }
    }
    Some(rest.rfind(char::is_whitespace).map_or(0, |blank| blank + rest[blank..].chars().next().map_or(1, char::len_utf8)))
}

/// What the paper asks of a long form: not shorter than the short form, which is none of its words, nor of too many words.
fn is_long_form(short: &str, long: &str) -> bool {
    let characters = short.chars().count();
    let mut words = long.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    long.chars().count() > characters && long.split_whitespace().count() <= (characters + 5).min(characters * 2) && !words.any(|word| word == short)
}

/// The bytes before a bracket that are of its sentence and stand in no other bracket, without the blank before it.
fn sentence_before(text: &str, open: usize) -> Range<usize> {
    let mut floor = open.saturating_sub(BEFORE);
    while !text.is_char_boundary(floor) {
        floor += 1;
    }
    let before = text[floor..open].trim_end();
    let end = floor + before.len();
    if end == open {
        // A bracket that is set onto a word, as in "object(s)", defines nothing.
        return open..open;
    }
    let mut start = 0;
    let mut word = 0;
    let mut last = ' ';
    for (at, c) in before.char_indices() {
        if c.is_whitespace() {
            let letters = before[word..at].chars().filter(|c| c.is_alphabetic()).count();
            let begins = before[at..].trim_start().starts_with(char::is_uppercase);
            // "St. Anne", "U. S. Navy": the stop of a short word ends no sentence.
            if matches!(last, '?' | '!' | ';' | ')' | ']') || last == '.' && letters > 2 && begins || matches!(c, '\n' | '\t') {
                start = at;
            }
            word = at + c.len_utf8();
        } else if matches!(c, '(' | '[' | '—') {
            start = at + c.len_utf8();
        }
        last = c;
    }
    let trimmed = before[start..].trim_start();
    end - trimmed.len()..end
}

/// The last `most` words of a text.
fn last_words(text: &str, most: usize) -> &str {
    let start = text.split_whitespace().rev().take(most).last().map_or(text.len(), |word| word.as_ptr() as usize - text.as_ptr() as usize);
    &text[start..]
}

/// Where the longest tail begins, of the run of capitalised words at the end of `before`, that begins with `letter`.
fn name_before(before: &str, letter: char) -> Option<usize> {
    let mut found = None;
    let mut words = 0;
    for word in before.split_whitespace().rev().take(16) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let capital = bare.starts_with(char::is_uppercase);
        // A comma ends the name that is defined.
        if !capital && !SMALL.contains(&word) || words > 0 && word.ends_with([',', ':', '.']) {
            break;
        }
        words += 1;
        if capital && words > 1 && bare.starts_with(letter) {
            found = Some(bare.as_ptr() as usize - before.as_ptr() as usize);
        }
    }
    found
}

/// The word that ends before a bracket and the blank between.
fn word_before(text: &str, open: usize) -> Option<Range<usize>> {
    let before = text[..open].trim_end();
    let letters = before.chars().rev().take_while(|c| !c.is_whitespace()).take(MOST_LETTERS).map(char::len_utf8).sum::<usize>();
    let end = before.len();
    let start = end - before[end - letters..].trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    (end < open && start < end && before.ends_with(char::is_alphanumeric)).then_some(start..end)
}

fn capitals(form: &str) -> usize {
    form.chars().filter(|c| c.is_uppercase()).count()
}

/// Whether each letter of a short form is the first of a word of the long one, in order.
fn initials(short: &str, long: &str) -> bool {
    long.split(|c: char| c.is_whitespace() || c == '-').filter_map(|word| word.chars().next()).eq(short.chars())
}

/// Whether words are those of a name: all capitalised but for the small ones, and more than one.
fn is_name<'w>(words: impl Iterator<Item = &'w str>) -> bool {
    let mut count = 0;
    let all = words.inspect(|_| count += 1).all(|word| word.starts_with(char::is_uppercase) || SMALL.contains(&word));
    all && count > 1
}

/// The runs of characters of which `belongs` holds.
fn words(text: &str, belongs: impl Fn(char) -> bool + Copy) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(belongs)?;
        at = start + text[start..].find(|c| !belongs(c)).unwrap_or(text.len() - start);
        Some(start..at)
    })
}
