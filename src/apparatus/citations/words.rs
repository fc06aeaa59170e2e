//! The small words of a citation, in the languages of the notes one meets: signals before it (`see`, `vgl.`), locators
//! behind a work (`p. 5`, `S. 12`), and names as they are compared. Knows nothing of works.

use std::ops::Range;

/// Words that lead to a citation and are no part of it.
const SIGNALS: [&str; 62] = [
    "see",
    "also",
    "cf",
    "compare",
    "contra",
    "accord",
    "but",
    "e.g",
    "and",
    "with",
    "in",
    "at",
    "by",
    "under",
    "quoting",
    "citing",
    "quoted",
    "cited",
    "from",
    "as",
    "especially",
    "esp",
    "generally",
    "vide",
    "per",
    "passim",
    "both",
    "or",
    "then",
    "again",
    "further",
    "similarly",
    "even",
    "so",
    "only",
    "vgl",
    "siehe",
    "s",
    "und",
    "bei",
    "nach",
    "auch",
    "dazu",
    "hierzu",
    "so",
    "zit",
    "voir",
    "et",
    "dans",
    "aussi",
    "selon",
    "d’après",
    "см",
    "ср",
    "и",
    "в",
    "также",
    "цит",
    "по",
    "vedi",
    "cfr",
    "véase",
];
/// Words before the number of a page or of another place within a work.
const LOCATORS: [&str; 48] = [
    "at", "p", "pp", "page", "pages", "s", "ss", "sp", "col", "cols", "f", "ff", "fol", "fols", "pl", "pls", "fig", "figs", "ch", "chap", "chs", "sec", "sect",
    "art", "para", "paras", "line", "lines", "v", "vol", "vols", "l", "lib", "bk", "book", "bd", "t", "tome", "n", "nn", "note", "notes", "no", "nos", "с",
    "стр", "т", "гл",
];
/// Words by which a page of a work is named, of those before a number.
const PAGES: [&str; 9] = ["at", "p", "pp", "page", "pages", "s", "с", "стр", "seite"];

/// Whether a word only leads to a citation.
pub(super) fn is_signal(word: &str) -> bool {
    let bare = bare(word).to_lowercase();
    SIGNALS.contains(&bare.as_str())
}

/// Whether a word stands before the number of a page or of another place within a work.
pub(super) fn is_locator(word: &str) -> bool {
    let bare = bare(word).to_lowercase();
    LOCATORS.contains(&bare.as_str())
}

/// Whether a word is the name of a month or its beginning, in English.
pub(super) fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let lower = bare(word).to_lowercase();
    MONTHS.iter().any(|month| lower.starts_with(month)) && lower.len() < 10
}

/// Whether a date stands in the words right behind a short citation, before the next citation, remark or sentence begins.
pub(super) fn is_dated(behind: &str) -> bool {
    let end = behind.find([';', '(', '[', '\n']).unwrap_or(behind.len());
    let words: Vec<&str> = behind[..end].split_whitespace().take(5).collect();
    let is_year = |word: &str| word.len() == 4 && word.parse().is_ok_and(|year: u32| (1450..2100).contains(&year));
    let of_page = |at: usize| at > 0 && is_locator(words[at - 1]);
    words.iter().enumerate().any(|(at, word)| is_year(bare(word)) && !of_page(at) || is_month(word) && word.starts_with(char::is_uppercase))
}

/// A word without the marks around it.
pub(super) fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// The words of a name as they are compared: letters and figures in lower case, without hyphens and the `’s` of a genitive.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '“' | '”' | '"' | '«' | '»' | '/' | '[' | ']')) {
        let word = word.strip_suffix("’s").or_else(|| word.strip_suffix("'s")).unwrap_or(word);
        let token: String = word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        if !token.is_empty() {
            found.push(token);
        }
    }
    found
}

/// Whether one run of words stands within another, unbroken.
pub(super) fn holds(words: &[String], part: &[String]) -> bool {
    !part.is_empty() && words.windows(part.len()).any(|window| window == part)
}

/// The place within a work that is named behind a short citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Locator {
    /// One past its last byte; where it begins, if there is none.
    pub end: usize,
    /// The first page it names.
    pub page: Option<u32>,
}

/// Reads `, at 270–271, and n. 2` or `, S. 5 f.` from a byte on.
pub(super) fn locator(text: &str, from: usize) -> Locator {
    let mut found = Locator { end: from, page: None };
    let mut at = from;
    let mut word_before: Option<&str> = None;
    loop {
        let rest = &text[at..];
        let next = rest.trim_start_matches([',', ' ', '\u{a0}', '\u{202f}', '\n', ':']);
        // A semicolon begins another citation; a bracket, a remark.
        let start = at + (rest.len() - next.len());
        let len = next.find([' ', ',', ';', ')', '(', '\u{a0}', '\u{202f}', '\n', '”', '"', '[', ']', '—']).unwrap_or(next.len());
        let word = next[..len].trim_end_matches(['.', ':']);
        let number = word.trim_start_matches(['§', '¶', '*']);
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        let roman = word_before.is_some() && !word.is_empty() && word.bytes().all(|byte| b"ivxlcdmIVXLCDM-".contains(&byte));
        let figure = digits > 0 && number.len() < 16 && number.chars().all(|c| c.is_alphanumeric() || "–-‑/.".contains(c));
        if figure || roman {
            found.end = start + word.len();
            let paged = word_before.is_none_or(|word| PAGES.contains(&word.to_lowercase().as_str()));
            if found.page.is_none() && paged && number.len() == word.len() {
                found.page = number[..digits].parse().ok();
            }
            (word_before, at) = (None, found.end);
        } else if word == "Pp" && text[..at].ends_with('.') {
            // "Ibid. Pp. 5–8.": a sentence of its own.
            return found;
        } else if is_locator(word) && word.chars().all(|c| c.is_alphabetic()) && word_before.is_none() {
            (word_before, at) = (Some(word), start + len);
            // "p.5"
        } else if let Some((abbreviated, rest)) = word.split_once('.').filter(|(word, rest)| is_locator(word) && rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            found.end = start + word.len();
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if found.page.is_none() && PAGES.contains(&abbreviated.to_lowercase().as_str()) {
                found.page = rest[..digits].parse().ok();
            }
            (word_before, at) = (None, found.end);
        } else if matches!(word, "and" | "&" | "und" | "et" | "и") && found.end > from && word_before.is_none() && next.starts_with(word) {
            at = start + len;
        } else if matches!(word, "§" | "§§" | "¶" | "¶¶" | "№") && word_before.is_none() {
            (word_before, at) = (Some(word), start + len);
        } else {
            return found;
        }
    }
}

/// Where the citation begins within which a byte stands: behind the last semicolon, bracket or end of a sentence before it.
pub(super) fn citation_start(text: &str, at: usize, most: usize) -> usize {
    let mut floor = at.saturating_sub(most);
    while !text.is_char_boundary(floor) {
        floor += 1;
    }
    let window = &text[floor..at];
    let mut start = 0;
    for (byte, c) in window.char_indices() {
        let behind = byte + c.len_utf8();
        let ends = match c {
            ';' | ':' | '(' | '[' | '\n' | '—' => true,
            '.' | '?' | '!' => window[behind..].starts_with([' ', '\u{a0}', '”', '"', '’']) && c != '.' || ends_sentence(window, byte),
            _ => false,
        };
        if ends {
            start = behind;
        }
    }
    let left = &window[start..];
    floor + start + (left.len() - left.trim_start().len())
}

/// Whether the full stop at a byte ends a sentence: not that of an initial or of a word cut short.
fn ends_sentence(text: &str, stop: usize) -> bool {
    let behind = &text[stop + 1..];
    let word = text[..stop].rsplit([' ', '\u{a0}', '.', '(', ',']).next().unwrap_or_default();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let next = behind.trim_start_matches(['”', '"', '’', ')']);
    if !next.starts_with([' ', '\u{a0}', '\n']) {
        return false;
    }
    let upper = next.trim_start().chars().next().is_none_or(|c| !c.is_lowercase());
    // "cit. 5", "J. Smith", "Univ. of", "Bd. v.": a short word or one with a capital may be cut short.
    upper
        && letters > 1
        && !(word.starts_with(char::is_uppercase) && letters < 6)
        && !is_locator(word)
        && !matches!(word, "ed" | "eds" | "al" | "cit" | "vs" | "no")
        || upper && letters == 0 && word.ends_with(|c: char| c.is_ascii_digit())
}

/// The words of a range with where they stand.
pub(super) fn words(text: &str, range: Range<usize>) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = range.start;
    for word in text[range].split([' ', '\u{a0}', '\n', '\t']) {
        if !word.is_empty() {
            found.push((at, word));
        }
        at += word.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    found
}
