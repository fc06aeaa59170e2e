//! What a line could be as the head or foot of a page: its letters without its numbers, and the numbers at its edges.
//! Reads single lines; whether they are what they could be, their repetition says.

use super::super::super::roman;
use super::super::lines::Line;
use super::super::markers::raised;

/// A longer line is no head.
const LONGEST: usize = 160;
/// Words that stand before a page's number and say that it is one.
const PAGE_WORDS: [&str; 12] = ["page", "pg", "pag", "pageof", "seite", "seitevon", "pagina", "página", "páginade", "стр", "страница", "pagesur"];
/// Words that stand before a number of something else: captions, parts, days.
#[rustfmt::skip]
const OTHER_WORDS: [&str; 81] = [
    "fig", "figs", "figure", "figures", "figura", "figur", "abb", "abbildung", "plate", "plates", "pl", "table", "tables", "tableau", "tabelle", "tab",
    "map", "chart", "diagram", "box", "image", "illustration", "photo", "chapter", "chap", "kapitel", "chapitre", "section", "sect", "sec", "part", "book",
    "canto", "letter", "no", "nr", "example", "exercise", "experiment", "exp", "observation", "case", "theorem", "lemma", "proposition", "prop", "corollary",
    "problem", "question", "article", "art", "rule", "act", "scene", "lecture", "sermon", "psalm", "hymn", "ode", "sonnet", "stanza", "note", "equation",
    "step", "item", "appendix", "annex", "day", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "глава",
];

/// A number at the edge of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// What it says.
    pub value: u32,
    /// Its first byte in the source.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// Whether it is written in Roman figures.
    pub roman: bool,
}

/// A line that could be the head or foot of a page.
#[derive(Debug, Clone, Copy)]
pub struct Sight {
    /// The line.
    pub line: u32,
    /// What stands for its letters, without case: lines with equal letters have equal keys.
    pub key: u64,
    /// How many letters it has without its numbers.
    pub letters: u32,
    /// The numbers at its beginning and end; of a line that is one, the first.
    pub numbers: [Option<Number>; 2],
    /// Whether it says itself that its number is a page's.
    pub explicit: bool,
}

/// The lines that could be heads or feet, in their order: short ones at the edge of a run of lines, or with a number at theirs.
pub fn sights(source: &str, lines: &[Line]) -> Vec<Sight> {
    (0..lines.len()).filter_map(|i| sight(source, lines, i)).collect()
}

fn sight(source: &str, lines: &[Line], i: usize) -> Option<Sight> {
    let line = lines[i];
    if line.is_blank() || line.len() > LONGEST {
        return None;
    }
    let text = line.text(source);
    let fed = |line: &Line| memchr::memchr(0x0c, &source.as_bytes()[line.start as usize..line.from as usize]).is_some();
    let at_edge = i == 0 || lines[i - 1].is_blank() || lines.get(i + 1).is_none_or(|next| next.is_blank() || fed(next)) || fed(&line);
    let could = at_edge || text.len() <= 80 && numbered_edge(text) && in_capitals(text);
    if !could || text.contains('\t') || is_other(text) || is_part_of_sentences(text) {
        return None;
    }
    let numbers = numbers(text, line.from);
    let (mut key, mut letters) = (0xcbf2_9ce4_8422_2325u64, 0);
    for c in letters_of(text, line.from, &numbers) {
        key = (key ^ u64::from(c)).wrapping_mul(0x0100_0000_01b3);
        letters += 1;
    }
    if letters == 0 && numbers[0].is_none() || letters > 0 && letters < 3 {
        return None;
    }
    let bracketed = numbers[0].is_none() && numbers[1].is_none() && text.starts_with(['[', '(']) && text.ends_with([']', ')']);
    let other = other_number(text, &numbers);
    (!bracketed && !other).then(|| Sight { line: i as u32, key, letters, numbers, explicit: is_explicit(text, line.from, &numbers) })
}

/// Whether a line is wrapped text: many small words, in which a sentence ends or that begin and end in one. Heads are titles.
fn is_part_of_sentences(text: &str) -> bool {
    let words = text.split(' ').filter(|word| word.starts_with(char::is_lowercase)).count();
    let ends = |word: &str| word.len() > 4 && word.trim_end_matches(|c| raised(c).is_some()).ends_with(['.', '!', '?']) && word.starts_with(char::is_lowercase);
    let begins_low = text.starts_with(char::is_lowercase);
    words >= 5 && (text.split(' ').any(ends) || begins_low)
}

/// Whether a line has the form of a row, a formula, a note, a citation or a numbered heading.
fn is_other(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let part = digits.len() < text.len() && digits.starts_with(['.', ')', ':']) && digits.len() > 2;
    let bracket = text.trim_start_matches(['(', '[']);
    let behind = bracket.trim_start_matches(|c: char| c.is_ascii_digit());
    let label = bracket.len() < text.len() && behind.len() < bracket.len() && behind.starts_with([')', ']']) && behind.len() > 1;
    let sign = text.starts_with(['†', '‡', '§', '¶', '|', '\\', '$', '!'])
        || text.starts_with('*') && !text.ends_with('*')
        || text.starts_with(|c| raised(c).is_some());
    let cites =
        || text.split_whitespace().any(|word| matches!(word.trim_start_matches('('), "p." | "pp." | "fig." | "figs." | "cit." | "Ibid." | "ibid." | "ib."));
    part || label || sign || cites()
}

/// The letters of a line without case and without its numbers.
pub fn letters_of<'t>(text: &'t str, from: u32, numbers: &'t [Option<Number>; 2]) -> impl Iterator<Item = char> + 't {
    let within = move |at: usize| numbers.iter().flatten().any(|number| (number.start..number.end).contains(&(from + at as u32)));
    text.char_indices().filter(move |&(at, c)| c.is_alphabetic() && !within(at)).flat_map(|(_, c)| c.to_lowercase())
}

fn numbered_edge(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    text.trim_start_matches(['[', '(', '{', '-', '—', '–', ' ']).starts_with(digit)
        || text.trim_end_matches([']', ')', '}', '-', '—', '–', ' ', '.']).ends_with(digit)
}

/// Whether the longer words of a line begin with capitals, as those of a title do.
fn in_capitals(text: &str) -> bool {
    let (mut all, mut capital) = (0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() >= 4) {
        all += 1;
        capital += usize::from(word.starts_with(char::is_uppercase));
    }
    capital * 2 >= all
}

/// The numbers at the edges of a line.
fn numbers(text: &str, from: u32) -> [Option<Number>; 2] {
    let open = text.len() - text.trim_start_matches(['[', '(', '{', '<', '-', '—', '–', '=', '~', '*', '_', '.', '|', ' ']).len();
    let close = text.trim_end_matches([']', ')', '}', '>', '-', '—', '–', '=', '~', '*', '_', '.', '|', ' ']).len();
    if open >= close {
        return [None, None];
    }
    let inside = &text[open..close];
    let at = |start: usize, end: usize, value: u32, roman: bool| Number { value, start: from + (open + start) as u32, end: from + (open + end) as u32, roman };
    if let Some(value) = arabic(inside) {
        return [Some(at(0, inside.len(), value, false)), None];
    }
    if let Some(value) = roman::value(inside) {
        return [Some(at(0, inside.len(), value, true)), None];
    }
    // The number of a page among all: `12 of 40`, `Page 12 of 40`.
    let words: Vec<&str> = inside.split_whitespace().collect();
    let count = words.len().checked_sub(3).filter(|&before| before <= 1 && matches!(words[before + 1], "of" | "/" | "von" | "de" | "sur" | "di" | "из"));
    if let Some((value, word)) = count.and_then(|at| arabic(words[at]).zip(Some(words[at]))).filter(|_| words.last().is_some_and(|last| arabic(last).is_some()))
    {
        let start = word.as_ptr() as usize - inside.as_ptr() as usize;
        return [None, Some(at(start, start + word.len(), value, false))];
    }
    let first = inside.split(|c: char| c.is_whitespace() || matches!(c, ']' | ')' | '}' | '|')).next().unwrap_or("");
    let last = inside.rsplit(|c: char| c.is_whitespace() || matches!(c, '[' | '(' | '{' | '|')).next().unwrap_or("");
    // Behind the number of a part stands a stop, behind a page's at the line's start none. In small Roman figures where the rest is no running text.
    let small = |word: &str| if word.starts_with(char::is_lowercase) && in_capitals(text) { roman::value(word) } else { None };
    let number = |word: &str| arabic(word).map(|value| (value, false)).or_else(|| small(word).map(|value| (value, true)));
    let before = &inside[..inside.len() - last.len()];
    let after = &inside[first.len()..];
    let parted = after.starts_with(' ') || open > 0 && !text.starts_with(['.', '*', '_', '(']);
    let leading = number(first).filter(|_| parted).map(|(value, roman)| at(0, first.len(), value, roman));
    let trailing = number(last).filter(|_| before.ends_with(|c: char| !c.is_alphanumeric())).map(|(value, roman)| at(before.len(), inside.len(), value, roman));
    [leading, trailing]
}

fn arabic(word: &str) -> Option<u32> {
    let plain = (1..=4).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit()) && !word.starts_with('0');
    plain.then(|| word.parse().ok()).flatten()
}

/// Whether the line is a caption, a part's or a day's name with its number.
fn other_number(text: &str, numbers: &[Option<Number>; 2]) -> bool {
    let word: String = text.chars().skip_while(|c| !c.is_alphabetic()).take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let behind = text.split_whitespace().nth(1).unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric());
    let counted = behind.starts_with(|c: char| c.is_ascii_digit()) || roman::value(behind).is_some();
    let only = text.split_whitespace().count() == 2;
    OTHER_WORDS.contains(&word.as_str()) && text.starts_with(char::is_alphabetic) && counted && (only || numbers[1].is_none())
}

/// Whether a word before its number says that it is a page's.
fn is_explicit(text: &str, from: u32, numbers: &[Option<Number>; 2]) -> bool {
    let Some(number) = numbers[1].or(numbers[0]) else { return false };
    let all: String = text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    let before = &text[..(number.start - from) as usize];
    let bracket = before.rfind(['[', '{', '<']).map(|at| before[at..].chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect::<String>());
    PAGE_WORDS.contains(&all.as_str()) || bracket.is_some_and(|word| PAGE_WORDS.contains(&word.as_str()))
}
