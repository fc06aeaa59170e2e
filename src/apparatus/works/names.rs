//! Who wrote a work: reads the words that stand before its title, and takes them for a name only where all of them are such
//! as names are made of, of people or of bodies.

use std::ops::Range;

use super::places;
use super::scan::trimmed;

/// A name, or several, before a title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Author {
    /// The bytes of the names, without "(eds)".
    pub range: Range<usize>,
    /// Whether they edited the work.
    pub edited: bool,
    /// Whether it is one word alone, which may be anything at the start of a sentence.
    pub single: bool,
    /// Whether a surname stands before initials, which nothing but a name does.
    pub inverted: bool,
}

/// Small words within names of people and bodies.
const SMALL: &[&str] = &[
    "of", "for", "the", "and", "on", "de", "la", "le", "les", "du", "des", "da", "do", "dos", "di", "del", "della", "van", "von", "der", "den", "zu", "zum",
    "zur", "für", "und", "et", "y", "e", "i", "и", "bin", "ibn", "af", "av", "och", "og", "al", "others", "u", "a", "ten", "ter", "im",
];
/// Words that end no name.
const NOT_LAST: &[&str] = &["of", "for", "the", "and", "on", "de", "la", "du", "des", "und", "et", "y", "и", "der"];
/// Words with which no name begins: kinds of document, and words of prose.
const NOT_FIRST: &[&str] = &[
    "the",
    "a",
    "an",
    "in",
    "on",
    "at",
    "from",
    "by",
    "ibid",
    "id",
    "op",
    "idem",
    "ebd",
    "treaty",
    "convention",
    "agreement",
    "agreements",
    "protocol",
    "act",
    "decree",
    "resolution",
    "report",
    "letter",
    "letters",
    "interview",
    "speech",
    "statement",
    "memorandum",
    "review",
    "introduction",
    "preface",
    "foreword",
    "chapter",
    "article",
    "table",
    "figure",
    "note",
    "notes",
    "text",
    "translation",
    "translated",
    "part",
    "section",
    "volume",
    "plate",
    "plates",
    "book",
    "appendix",
    "presidential",
    "this",
    "these",
    "his",
    "her",
    "their",
    "our",
    "my",
    "it",
    "he",
    "she",
    "they",
    "we",
    "for",
];
/// What says, before or behind names, that they edited.
const EDITORS: &[&str] = &[
    "(eds)",
    "(eds.)",
    "(ed.)",
    "(ed)",
    "(Eds.)",
    "(Ed.)",
    "(Hg.)",
    "(Hrsg.)",
    "(Hgg.)",
    "(éd.)",
    "(éds.)",
    "(éds)",
    "(dir.)",
    "(dirs.)",
    "(ред.)",
    "(под ред.)",
    ", eds.",
    ", eds",
    ", ed.",
    ", editor",
    ", editors",
    ", éd.",
];
/// What says so before them.
const EDITED_BY: &[&str] = &["eds ", "eds. ", "ed. by ", "ed. ", "edited by ", "hg. von ", "hrsg. von ", "под ред. "];

/// Reads the words before a title; nothing where they are no name.
pub(super) fn read(string: &str, region: Range<usize>) -> Option<Author> {
    let words = &string[region.clone()];
    if words.len() > 400 {
        return None;
    }
    let closed = words.trim_end().ends_with([',', ':', ')', '.']);
    let mut range = trimmed(string, region);
    let mut edited = false;
    for word in EDITED_BY {
        if string[range.clone()].get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) {
            (range.start, edited) = (range.start + word.len(), true);
        }
    }
    for word in EDITORS {
        if string[range.clone()].ends_with(word) {
            range = trimmed(string, range.start..range.end - word.len());
            edited = true;
        }
    }
    // "Berg, Anna. *Title*": the stop is none of the name, as it is of initials.
    if let Some(names) = string[range.clone()].strip_suffix('.')
        && names.rsplit([' ', '.', '-']).next().is_some_and(|word| word.chars().count() > 2 && !matches!(word, "Inc" | "Ltd" | "Corp"))
    {
        range.end -= 1;
    }
    // What a bracket says of the person is no part of the name: "Berg, A. (Member of the Guild)".
    if string[range.clone()].ends_with(')')
        && let Some(open) = string[range.clone()].rfind('(')
    {
        range = trimmed(string, range.start..range.start + open);
    }
    let names = &string[range.clone()];
    if !closed && !edited || !is_name(names) || places::is_place(names) {
        return None;
    }
    Some(Author { inverted: is_inverted(names), single: !names.contains(' '), range, edited })
}

/// Whether a small word may stand within a name.
pub(super) fn is_small(word: &str) -> bool {
    SMALL.contains(&word)
}

/// Whether all words are such as names are made of.
fn is_name(names: &str) -> bool {
    let mut depth = 0usize;
    let mut count = 0;
    let mut last = "";
    let mut long = false;
    for word in names.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty()) {
        let inside = depth > 0 || word.starts_with('(');
        depth = (depth + word.matches('(').count()).saturating_sub(word.matches(')').count());
        if inside {
            continue;
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word == "&" {
            last = word;
            continue;
        }
        if bare.is_empty() || word.chars().any(|c| c.is_numeric() || matches!(c, ':' | ';' | '?' | '!' | '[' | ']' | '"' | '“')) {
            return false;
        }
        let lower = bare.to_lowercase();
        let initial = word.ends_with('.') && bare.chars().count() == 1;
        if count == 0 && !initial && (NOT_FIRST.contains(&lower.as_str()) || names.len() == bare.len() && lower.ends_with("ly")) {
            // "The Economist Intelligence Unit" is a body; what begins otherwise is none.
            if lower != "the" || names.split_whitespace().count() < 3 {
                return false;
            }
        }
        let small = SMALL.contains(&bare) || ["d'", "d’", "l'", "l’", "al-", "el-", "ad-", "as-", "ash-"].iter().any(|start| bare.starts_with(start));
        if !small && !bare.starts_with(char::is_uppercase) {
            return false;
        }
        long |= !small && bare.chars().count() > 1;
        count += 1;
        last = bare;
    }
    let owns = last.ends_with("'s") || last.ends_with("’s");
    long && count <= 30 && !owns && last != "&" && !NOT_LAST.contains(&last)
}

/// Whether a surname stands before a comma and initials.
fn is_inverted(names: &str) -> bool {
    let mut parts = names.split(',');
    let surname = parts.next().unwrap_or_default().trim();
    let initials = parts.next().unwrap_or_default().trim_start();
    let first = initials.split_whitespace().next().unwrap_or_default();
    let letters = first.chars().filter(|c| c.is_alphabetic()).count();
    surname.split_whitespace().count() <= 3 && first.contains('.') && letters <= 4 && first.starts_with(char::is_uppercase)
}
