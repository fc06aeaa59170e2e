//! The short forms by which a work is cited again: `ibid.`, `op. cit.`, `supra`, `ebd.`, `там же` and their kin. Finds
//! them in a text, with the place within the work that is named behind them; says not what they stand for.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::words;

/// What a short form says of the work it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// The work cited just before: `ibid.`, `id.`.
    Same,
    /// The work and the place cited just before: `loc. cit.`.
    Place,
    /// The author cited just before, another work: `idem`, `ders.`.
    Person,
    /// A work cited before, by its author: `op. cit.`.
    Work,
    /// Something above: `supra`, `ante`.
    Above,
    /// Something below: `infra`, `post`.
    Below,
}

/// A short form in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    /// What it says.
    pub sort: Sort,
    /// The bytes of the form itself.
    pub key: Range<usize>,
    /// One past the last byte, with the place within the work.
    pub end: usize,
    /// The page within the work.
    pub page: Option<u32>,
}

/// The first letter, which may be a capital, and the rest: the rest alone is searched for.
const KEYS: [(&str, &str, Sort); 43] = [
    ("i", "bid", Sort::Same),
    ("i", "bidem", Sort::Same),
    ("i", "bíd", Sort::Same),
    ("i", "b.", Sort::Same),
    ("i", "d.", Sort::Same),
    ("e", "bd.", Sort::Same),
    ("e", "bda.", Sort::Same),
    ("e", "benda", Sort::Same),
    ("т", "ам же", Sort::Same),
    ("т", "ам\u{a0}же", Sort::Same),
    ("i", "dem", Sort::Person),
    ("e", "adem", Sort::Person),
    ("d", "ers.", Sort::Person),
    ("d", "ies.", Sort::Person),
    ("о", "н же", Sort::Person),
    ("о", "на же", Sort::Person),
    ("o", "p. cit", Sort::Work),
    ("o", "p.\u{a0}cit", Sort::Work),
    ("o", "p.cit", Sort::Work),
    ("o", "p cit", Sort::Work),
    ("o", "pus cit", Sort::Work),
    ("o", "b. cit", Sort::Work),
    ("o", "uvr. cit", Sort::Work),
    ("a", "rt. cit", Sort::Work),
    ("a", ".a.O", Sort::Work),
    ("a", ". a. O", Sort::Work),
    ("a", ".\u{a0}a.\u{a0}O", Sort::Work),
    ("a", "aO", Sort::Work),
    ("у", "каз. соч", Sort::Work),
    ("у", "каз.\u{a0}соч", Sort::Work),
    ("у", "к. соч", Sort::Work),
    ("ц", "ит. соч", Sort::Work),
    ("l", "oc. cit", Sort::Place),
    ("l", "oc.\u{a0}cit", Sort::Place),
    ("l", "oc.cit", Sort::Place),
    ("l", "oc cit", Sort::Place),
    ("l", "oc. laud", Sort::Place),
    ("l", "ug. cit", Sort::Place),
    ("s", "upra", Sort::Above),
    ("a", "nte", Sort::Above),
    ("i", "nfra", Sort::Below),
    ("p", "ost", Sort::Below),
    ("v", "ide infra", Sort::Below),
];

static FINDERS: LazyLock<Vec<Finder<'static>>> = LazyLock::new(|| KEYS.iter().map(|(_, rest, _)| Finder::new(*rest)).collect());

/// The short forms of a text, in order.
pub(super) fn find(text: &str) -> Vec<Form> {
    let mut found: Vec<Form> = Vec::new();
    for ((first, rest, sort), finder) in KEYS.iter().zip(FINDERS.iter()) {
        for at in finder.find_iter(text.as_bytes()) {
            let Some(start) = at.checked_sub(first.len()).filter(|&start| is_letter(text, start..at, first)) else { continue };
            let Some(end) = key_end(text, at + rest.len(), *sort) else { continue };
            found.extend(form(text, start..end, *sort));
        }
    }
    found.sort_by_key(|form| (form.key.start, std::cmp::Reverse(form.key.end)));
    found.dedup_by(|next, kept| next.key.start < kept.key.end);
    found
}

/// Whether a range holds the letter, small or as a capital, and no letter stands before it.
fn is_letter(text: &str, range: Range<usize>, letter: &str) -> bool {
    let Some(found) = text.get(range.clone()) else { return false };
    let alike = found == letter || found.chars().flat_map(char::to_lowercase).eq(letter.chars());
    alike && text[..range.start].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '-' | '‑' | '_' | '@' | '/' | '’' | '\''))
}

/// Where the form ends whose key ends at a byte; nothing where a longer word goes on there.
fn key_end(text: &str, end: usize, sort: Sort) -> Option<usize> {
    let rest = &text[end..];
    let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let cited = matches!(sort, Sort::Work | Sort::Place);
    if letters > 0 && !(cited && letters <= 6) || rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '‑' | '@' | '_')) {
        return None;
    }
    let end = end + letters;
    Some(end + usize::from(text[end..].starts_with('.') && !text[..end].ends_with('.')))
}

/// The form whose key stands in a range, where it stands as a citation does and not as a word of a sentence.
fn form(text: &str, key: Range<usize>, sort: Sort) -> Option<Form> {
    let word = &text[key.clone()];
    let behind = &text[key.end..];
    let locator = words::locator(text, key.end);
    let located = locator.end > key.end;
    let before = text[..key.start].trim_end();
    let led = leads(before);
    let comma = before.ends_with(',');
    let stopped = word.ends_with('.');
    let holds = match sort {
        Sort::Same if word.eq_ignore_ascii_case("id.") || word.eq_ignore_ascii_case("ib.") => {
            let joined = matches!(before.rsplit(' ').next(), Some("and" | "und" | "et" | "in" | "at"));
            (led && !joined || located && (led || comma)) && word != "ID." && !behind.starts_with(" est")
        }
        Sort::Same => {
            (led || comma || names(before)) && (stopped || located || behind.is_empty() || behind.starts_with([',', ';', ')', ':', '(', ' ', '.'])) && {
                // "ebenda" and "там же" are words of sentences too, and "ibid" is the name of a program.
                stopped || located || led && (before.is_empty() || before.ends_with(['.', ';', '(', '¹', '²', '³']) || behind.starts_with([',', ';', ')', '.']))
            }
        }
        Sort::Person => led && (stopped || behind.starts_with([',', ':', '.'])),
        Sort::Work | Sort::Place => true,
        Sort::Above | Sort::Below if word.eq_ignore_ascii_case("ante") || word.eq_ignore_ascii_case("post") => {
            let article = matches!(words::bare(before.rsplit(' ').next().unwrap_or_default()), "the" | "a" | "his" | "her" | "this" | "that" | "each");
            behind.starts_with([',', ' '])
                && located
                && (led || comma)
                && !article
                && locator.page.is_some()
                && (behind.starts_with(", ") || behind.starts_with(" at ") || behind.starts_with(" p"))
        }
        Sort::Above | Sort::Below => led || comma || names(before) || located || behind.starts_with([',', ';', ')', '.']),
    };
    holds.then_some(Form { sort, end: if located { locator.end } else { key.end }, page: locator.page, key })
}

/// Whether what stands before a citation lets one begin: a sentence's end, a bracket, a mark, or a word that leads to it.
fn leads(before: &str) -> bool {
    match before.chars().next_back() {
        None => true,
        Some(c) if c.is_alphanumeric() => {
            let word = before.rsplit([' ', '\u{a0}', '(', '\n']).next().unwrap_or_default();
            // A marker that is glued to the sentence before: "ended.4 Ibid."
            let bare = word.trim_end_matches(char::is_numeric);
            words::is_signal(word) || bare.is_empty() || bare.len() < word.len() && bare.ends_with(['.', ',', ';', '”', '’', ')', '?', '!'])
        }
        Some(',') => {
            before.trim_end_matches(',').rsplit([' ', '\u{a0}', '(']).next().is_some_and(words::is_signal) || before.ends_with("”,") || before.ends_with("’,")
        }
        Some('.') => true,
        Some(c) => !matches!(c, '-' | '/'),
    }
}

/// Whether a name stands right before: "Cicero ibid."
fn names(before: &str) -> bool {
    before.rsplit([' ', '\u{a0}']).next().is_some_and(|word| word.starts_with(char::is_uppercase))
}
