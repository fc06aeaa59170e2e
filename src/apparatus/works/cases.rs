//! Cases in law reports: "Name v. Name, 410 U. S. 113, 120 (1973)". Finds them in notes and running text alike, by the
//! letter between the parties and the report behind them.

use std::ops::Range;

use super::cited::{Cited, WorkKind};
use super::items;
use crate::model::Extent;

/// Small words within the name of a party.
const SMALL: &[&str] = &["of", "the", "for", "and", "ex", "rel", "et", "al", "de", "la", "on", "in", "to", "del", "von", "van"];
/// Words that stand before a case and are no part of its name.
const BEFORE: &[&str] = &[
    "See", "In", "Cf", "Compare", "But", "Accord", "E", "Under", "As", "And", "Contra", "Citing", "Quoting", "Since", "From", "After", "Before", "With",
    "Also", "Like", "When", "Id", "Court", "Justice", "Judge", "Congress",
];
/// What may follow a comma within the name of a party.
const BEHIND_COMMA: &[&str] = &["Inc", "Ltd", "Co", "LLC", "L", "Jr", "Sr", "LLP", "Corp", "N", "S", "et"];

/// The cases of a text, in order.
pub(super) fn find(string: &str) -> Vec<Cited> {
    let mut found: Vec<Cited> = Vec::new();
    for at in memchr::memmem::find_iter(string.as_bytes(), b" v") {
        let behind = &string[at + 2..];
        let Some(skip) = [". ", " ", "s. "].iter().find(|sign| behind.starts_with(**sign)).map(|sign| sign.len()) else { continue };
        let floor = found.last().map_or(0, |case| case.extent.end as usize);
        if at < floor {
            continue;
        }
        let start = first_party(string, floor, at);
        let end = second_party(string, at + 2 + skip);
        let Some((cited, year)) = report(string, end) else { continue };
        if start == at || end == at + 2 + skip {
            continue;
        }
        let extent = |range: Range<usize>| Extent::new(range.start as u32, range.end as u32);
        // "Grutter and Regents v. Bakke" are two parties or two cases.
        let torn = string[start..at].split_whitespace().nth(1) == Some("and");
        let title = (!torn).then(|| extent(start..end));
        found.push(Cited { extent: extent(start..cited), title, year, kind: WorkKind::Case, ..Cited::default() });
    }
    found
}

/// Where the party begins that ends at `end`.
fn first_party(string: &str, floor: usize, end: usize) -> usize {
    let floor = floor.max(end.saturating_sub(160));
    let mut start = end;
    let mut at = end;
    while let Some((from, word)) = word_before(string, floor, at) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&');
        let capital = bare.starts_with(|c: char| c.is_uppercase()) && !BEFORE.contains(&bare);
        let joined = at == end || !word.ends_with([',', ';', ':', ')', '”', '’']) || word.ends_with(',') && behind_comma(&string[at..]);
        let stopped = at != end && word.ends_with('.') && bare.chars().count() > 6;
        if !joined || stopped || !(capital || SMALL.contains(&bare) || bare == "&") {
            break;
        }
        if capital {
            start = from + (word.len() - word.trim_start_matches(['(', '“', '‘', '"', '\'', '[']).len());
        }
        if word.starts_with(['(', '“', '‘', '[']) {
            break;
        }
        at = from;
    }
    start
}

/// Where the party ends that begins at `start`.
fn second_party(string: &str, start: usize) -> usize {
    let mut end = start;
    let mut at = start;
    while let Some((from, word)) = word_behind(string, at).filter(|(from, _)| *from < start + 160) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&');
        let numbered = string[..from].trim_end().ends_with("No.") && bare.starts_with(|c: char| c.is_ascii_digit());
        let capital = bare.starts_with(|c: char| c.is_uppercase()) || numbered;
        if !(capital || SMALL.contains(&bare) || bare == "&") {
            break;
        }
        at = from + word.len();
        if capital {
            end = from + word.trim_end_matches([',', ';', ':', ')', '”', '’']).len();
        }
        if word.ends_with([';', ':', ')', '”']) || word.ends_with(',') && !behind_comma(&string[at..]) {
            break;
        }
    }
    end
}

/// Whether what follows a comma is still of the name: "Widgets, Inc."
fn behind_comma(behind: &str) -> bool {
    let word = behind.split_whitespace().next().unwrap_or_default();
    BEHIND_COMMA.contains(&word.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()) && !word.is_empty()
}

/// Where the report behind a case ends, and its year; nothing where there is none.
fn report(string: &str, from: usize) -> Option<(usize, Option<i32>)> {
    let mut at = from;
    let mut end = None;
    let mut year = None;
    loop {
        let behind = &string[at..];
        let next = behind.trim_start_matches([',', ' ', '\u{a0}']);
        let skipped = at + (behind.len() - next.len());
        if let Some(len) = volume_and_page(next).or_else(|| if end.is_some() { pages(next) } else { docket(next) }) {
            at = skipped + len;
            end = Some(at);
        } else if let Some(inside) = bracket(next).filter(|_| end.is_some()) {
            let last = inside.rsplit([' ', ',']).next().unwrap_or_default();
            let Some(found) = items::year(last) else { break };
            year = Some(found);
            end = Some(skipped + inside.len() + 2);
            break;
        } else if let Some(rest) = next.strip_prefix('[').filter(|_| end.is_none()) {
            // "[1932] AC 562", "[1932] 1 KB 256".
            let found = items::year(rest.get(..4)?)?;
            let rest = rest[4..].strip_prefix("] ")?;
            let offset = string.len() - rest.len();
            let len = volume_and_page(rest).or_else(|| reporter_and_page(rest))?;
            (at, end, year) = (offset + len, Some(offset + len), Some(found));
        } else {
            break;
        }
    }
    end.map(|end| (end, year))
}

/// The inside of a short bracket.
fn bracket(next: &str) -> Option<&str> {
    let inside = next.strip_prefix('(')?;
    let close = memchr::memchr(b')', &inside.as_bytes()[..inside.len().min(60)])?;
    Some(&inside[..close])
}

/// Bytes of "410 U. S. 113", "570 F. 3d 1".
fn volume_and_page(behind: &str) -> Option<usize> {
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    let rest = behind[digits..].strip_prefix(' ')?;
    if digits == 0 || digits > 4 {
        return None;
    }
    Some(digits + 1 + reporter_and_page(rest)?)
}

/// Bytes of "U. S. 113": words of a report, each with a capital or as "2d", and a page.
fn reporter_and_page(behind: &str) -> Option<usize> {
    let mut at = 0;
    for word in 0..7 {
        let rest = &behind[at..];
        let len = rest.find([' ', '\u{a0}']).unwrap_or(rest.len());
        let piece = &rest[..len];
        let digits = piece.bytes().take_while(u8::is_ascii_digit).count();
        let page = digits > 0 && digits < 6 && piece[digits..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        if page && word > 0 {
            return Some(at + digits);
        }
        if piece == "___" && word > 0 {
            return Some(at + 3);
        }
        let series = digits == 1 && matches!(&piece[1..], "d" | "th" | "nd" | "rd");
        if !(piece.starts_with(|c: char| c.is_ascii_uppercase()) && !piece.ends_with(',') || series || matches!(piece, "&" | "and")) || len + 1 >= rest.len() {
            return None;
        }
        at += len + 1;
    }
    None
}

/// Bytes of pages behind a first: "120", "311–313", "n. 4".
fn pages(next: &str) -> Option<usize> {
    let note = next.strip_prefix("n. ").map_or(0, |_| 3);
    let digits = next[note..].find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '–')).unwrap_or(next.len() - note);
    let first = next[note..].starts_with(|c: char| c.is_ascii_digit());
    (first && digits < 12).then(|| note + next[note..note + digits].trim_end_matches(['-', '–']).len())
}

/// Bytes of "No. 11-345".
fn docket(next: &str) -> Option<usize> {
    let rest = next.strip_prefix("No. ").or_else(|| next.strip_prefix("No.\u{a0}"))?;
    let len = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '-' | '–')).unwrap_or(rest.len());
    (len > 1).then(|| next.len() - rest.len() + len)
}

fn word_before(string: &str, floor: usize, end: usize) -> Option<(usize, &str)> {
    let mut floor = floor;
    while !string.is_char_boundary(floor) {
        floor += 1;
    }
    if floor >= end {
        return None;
    }
    let piece = string[floor..end].trim_end();
    let word = piece.rsplit(char::is_whitespace).next().filter(|word| !word.is_empty())?;
    Some((floor + piece.len() - word.len(), word))
}

fn word_behind(string: &str, from: usize) -> Option<(usize, &str)> {
    let behind = &string[from..];
    let word = behind.split_whitespace().next()?;
    Some((from + behind.find(word)?, word))
}
