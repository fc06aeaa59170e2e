//! The authorities that a running text cites in full: cases with their reports, briefs and records, statutes, books with
//! their year in brackets. Finds them with their extent; says nothing of the short forms that come back to them.

use std::ops::Range;

use super::reporters::{self, Report};
use super::words;
use crate::apparatus::works::{WorkKind, cited_in};
use crate::model::{Block, Extent};

/// What an authority is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A case, with or without its name.
    Case,
    /// An article in a law journal.
    Article,
    /// A brief, a transcript, an appendix of the case at hand.
    Record,
    /// A work by author and year.
    Dated,
    /// A work that ends with a year in brackets.
    Book,
    /// Anything else that is cited, of which no more is read than that it is.
    Other,
}

impl Sort {
    /// Blocks over which such a citation may be gone back to with `id.`: what is cited by author and year, in its paragraph.
    pub fn reach(self) -> u32 {
        if matches!(self, Sort::Dated | Sort::Other) { 0 } else { u32::MAX }
    }
}

/// An authority as a text cites it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Authority {
    /// What it is.
    pub sort: Sort,
    /// All its words, with pages and year.
    pub range: Range<usize>,
    /// Its name: the parties, the author and title.
    pub name: Option<Range<usize>>,
    /// The reports it stands in, or the one that a short form names.
    pub reports: Vec<Report>,
    /// The first page that is meant.
    pub pin: Option<u32>,
    /// Whether it is a short form with its volume.
    pub short: bool,
    /// Its words without the pages meant.
    pub text: String,
}

/// How the papers of a case at hand are cited.
const RECORDS: [&str; 15] = [
    "Brief for ",
    "Brief of ",
    "Reply Brief",
    "Br. for ",
    "Br. of ",
    "Tr. of Oral Arg",
    "Tr. Oral Arg",
    "App. to Pet",
    "Pet. for ",
    "Juris. Statement",
    "Supp. App. ",
    "App. ",
    "Record ",
    "Tr. ",
    "ECF No. ",
];
/// Signs that something is cited of which the rest is not read.
const OTHERS: [&str; 18] = [
    "§",
    "Const.",
    "Amdt.",
    "Fed. R",
    "Fed. Reg",
    "Cong. Rec",
    "Cong. Globe",
    "H. R. Rep",
    "H.R. Rep",
    "S. Rep",
    "Stat.",
    "Pub. L.",
    "Rule ",
    "Exec. Order",
    "http://",
    "https://",
    "Restatement",
    "Art. ",
];

/// The authorities of a block, in order.
pub(super) fn find(block: &Block) -> Vec<Authority> {
    let text = block.text.as_str();
    let mut found = cases(block);
    records(text, &mut found);
    bracketed(text, &mut found);
    others(text, &mut found);
    // A soft hyphen is no part of the words.
    found.iter_mut().filter(|authority| authority.text.contains('\u{ad}')).for_each(|authority| authority.text.retain(|c| c != '\u{ad}'));
    found.sort_by_key(|authority| (authority.range.start, std::cmp::Reverse(authority.range.end)));
    found
}

fn cases(block: &Block) -> Vec<Authority> {
    let text = block.text.as_str();
    let mut found: Vec<Authority> = Vec::new();
    let mut names: Option<Vec<(Extent, Extent)>> = None;
    let mut at = 0;
    while let Some(offset) = memchr::memchr3(b' ', b'(', b'\n', &text.as_bytes()[at..]).map(|offset| at + offset) {
        let start = if at == 0 && text.starts_with(|c: char| c.is_ascii_digit()) && found.is_empty() { 0 } else { offset + 1 };
        at = offset + 1;
        if !text.as_bytes().get(start).is_some_and(u8::is_ascii_digit) {
            continue;
        }
        let Some(report) = reporters::read(text, start) else { continue };
        at = report.range.end;
        let (end, pin) = reporters::pages(text, report.range.end);
        // The same case in another series: "347 U. S. 483, 74 S. Ct. 686".
        if let Some(last) = found.last_mut()
            && !last.short
            && !report.short
            && last.reports.last().is_some_and(|before| text[before.range.end..start].trim() == ",")
        {
            last.range.end = year_end(text, end).0;
            last.reports.push(report);
            continue;
        }
        let names = names.get_or_insert_with(|| {
            let cases = cited_in(&block.text).into_iter().filter(|cited| cited.kind == WorkKind::Case);
            cases.filter_map(|cited| Some((cited.extent, cited.title.or_else(|| behind_and(text, cited.extent))?))).collect()
        });
        found.push(case(text, report, end, pin, names));
    }
    found
}

fn case(text: &str, report: Report, end: usize, pin: Option<u32>, names: &[(Extent, Extent)]) -> Authority {
    let start = report.range.start;
    let named = names.iter().find(|(whole, _)| whole.contains(start as u32)).map(|(_, name)| name.range());
    let name =
        named.or_else(|| without_opponent(text, start)).filter(|name| name.start < start).or_else(|| if report.journal { article(text, start) } else { None });
    let (end, year) = if report.short { (end, None) } else { year_end(text, end) };
    let from = name.as_ref().map_or(start, |name| name.start);
    let mut said = text[from..report.range.end].to_owned();
    if let Some(year) = year {
        said = format!("{said} {}", &text[year]);
    }
    let short = report.short;
    let pin = if short { report.page } else { pin };
    let sort = if report.journal { Sort::Article } else { Sort::Case };
    Authority { sort, range: from..end, name, reports: vec![report], pin, short, text: said }
}

/// The name of a case before which another may be named: "Roe and Dahl v. Ekman, 410 U. S. 1" is at least Dahl's.
fn behind_and(text: &str, cited: Extent) -> Option<Extent> {
    let said = &text[cited.range()];
    let versus = said.find(" v. ")?;
    let start = said[..versus].find(" and ")? + " and ".len();
    let end = versus + said[versus..].match_indices(", ").map(|(at, _)| at).find(|at| said[versus + at + 2..].starts_with(|c: char| c.is_ascii_digit()))?;
    Some(Extent::new(cited.start + start as u32, cited.start + end as u32))
}

/// The name of a case that has one party: "In re Gault, 387 U. S. 1".
fn without_opponent(text: &str, end: usize) -> Option<Range<usize>> {
    let mut floor = end.saturating_sub(90);
    while !text.is_char_boundary(floor) {
        floor += 1;
    }
    let window = &text[floor..end];
    let at = ["In re ", "Ex parte ", "Matter of ", "Estate of "].iter().filter_map(|begin| window.rfind(begin)).max()?;
    let name = window[at..].trim_end().strip_suffix(',')?;
    (!name.contains([';', '(', ')', '“', '”'])).then(|| floor + at..floor + at + name.len())
}

/// Author and title of an article before its journal.
fn article(text: &str, start: usize) -> Option<Range<usize>> {
    let from = behind_signals(text, words::citation_start(text, start, 240)..start);
    let name = text[from..start].trim_end().trim_end_matches(',');
    (name.contains(',') && name.starts_with(char::is_uppercase)).then(|| from..from + name.len())
}

/// Behind the bracket with court and year, which may stand behind pages; and the bracket, where it names a year.
fn year_end(text: &str, from: usize) -> (usize, Option<Range<usize>>) {
    let rest = &text[from..];
    let next = rest.trim_start_matches([' ', '\u{a0}', '\n']);
    let start = from + (rest.len() - next.len());
    let Some(close) = next.strip_prefix('(').and_then(|inside| inside.find([')', '('])).filter(|&close| next[1 + close..].starts_with(')') && close < 50)
    else {
        return (from, None);
    };
    let inside = &next[1..1 + close];
    if year_of(inside).is_none() {
        return (from, None);
    }
    (start + close + 2, Some(start..start + close + 2))
}

/// The year with which a bracket ends.
fn year_of(inside: &str) -> Option<u32> {
    let digits = inside.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let start = digits.len().checked_sub(4).filter(|&start| digits.is_char_boundary(start))?;
    let plain = digits[..start].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    digits[start..].parse().ok().filter(|year| plain && (1450..2100).contains(year) && inside.len() - digits.len() < 2)
}

fn records(text: &str, found: &mut Vec<Authority>) {
    let mut records: Vec<Authority> = Vec::new();
    for begin in RECORDS {
        for at in memchr::memmem::find_iter(text.as_bytes(), begin.as_bytes()) {
            let bounded = text[..at].chars().next_back().is_none_or(|c| matches!(c, ' ' | '(' | '“' | '[' | '\n' | '\u{a0}'));
            if !bounded || records.iter().chain(found.iter()).any(|other| other.range.contains(&at)) {
                continue;
            }
            if let Some((end, name)) = record(text, at, begin.len()) {
                records.push(Authority {
                    sort: Sort::Record,
                    range: at..end,
                    name: Some(at..name),
                    reports: Vec::new(),
                    pin: words::locator(text, name).page,
                    short: false,
                    text: text[at..name].to_owned(),
                });
            }
        }
    }
    records.sort_by_key(|record| (record.range.start, std::cmp::Reverse(record.range.end)));
    records.dedup_by(|next, kept| next.range.start < kept.range.end);
    // A case that is named in the title of a brief is not cited there.
    found.retain(|case| !records.iter().any(|record| record.range.start < case.range.start && case.range.end <= record.range.end));
    found.extend(records);
}

/// Where a record's citation ends, and where its name ends before the pages.
fn record(text: &str, at: usize, head: usize) -> Option<(usize, usize)> {
    let mut limit = text.len().min(at + 240);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let window = &text[at..limit];
    let mut end = window.find(['(', ')', ';', '“', '”', '\n']).unwrap_or(window.len());
    // A sentence ends behind the page: "Brief for Respondents 18. The use".
    let mut from = head;
    while let Some(stop) = window[from..end].find(". ").map(|stop| from + stop) {
        let digit = window[..stop].ends_with(|c: char| c.is_ascii_digit())
            || window[..stop].ends_with(|c: char| c.is_ascii_lowercase()) && window[..stop].rsplit(' ').next().is_some_and(is_page);
        if digit && window[stop + 2..].starts_with(|c: char| c.is_uppercase() || c == '“') {
            end = stop;
        }
        from = (stop + 2).min(end);
    }
    let cited = window[..end].trim_end_matches([' ', ',', '.', '\u{a0}']);
    // The last run of words that is no page is the name.
    let mut name = cited.len();
    for (start, word) in words::words(cited, 0..cited.len()).into_iter().rev() {
        if is_page(word) || matches!(words::bare(word), "p" | "pp" | "and" | "n" | "at" | "nn") && name < cited.len() {
            name = start;
        } else {
            break;
        }
    }
    let named = cited[..name].trim_end_matches([' ', ',', '\u{a0}']).len();
    (name < cited.len() && named >= head.min(7) && named > 3).then_some((at + cited.len(), at + named))
}

/// Whether a word is the number of a page: `33–34,`, `25a`, `iv`.
fn is_page(word: &str) -> bool {
    let bare = word.trim_end_matches([',', '.']);
    let digits = bare.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let arabic = !digits.is_empty()
        && bare.len() - digits.len() < 2
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || "–-:".contains(c));
    arabic || !bare.is_empty() && bare.bytes().all(|byte| b"ivx".contains(&byte))
}

/// Works that end with a year in brackets, and works by author and year.
fn bracketed(text: &str, found: &mut Vec<Authority>) {
    let mut more: Vec<Authority> = Vec::new();
    for open in memchr::memchr_iter(b'(', text.as_bytes()) {
        let Some(len) = text[open + 1..].find(['(', ')']).filter(|&len| len < 160 && text[open + 1 + len..].starts_with(')')) else { continue };
        let close = open + 1 + len;
        if found.iter().any(|other| other.range.contains(&open)) {
            continue;
        }
        let dated = dated(text, open + 1..close);
        if !dated.is_empty() {
            more.extend(dated);
        } else if year_of(&text[open + 1..close]).is_some() {
            let from = behind_signals(text, words::citation_start(text, open, 240)..open);
            let said = text[from..open].trim_end();
            // "The Charter (1814)": what has no comma and no page is no more than a date.
            let full = said.starts_with(char::is_uppercase) && said.contains(',') && said.len() > 8;
            let sort = if full && said.ends_with(|c: char| c.is_ascii_digit()) { Sort::Book } else { Sort::Other };
            let from = if full { from } else { open };
            more.push(Authority {
                sort,
                range: from..close + 1,
                name: full.then(|| from..from + said.len()),
                reports: Vec::new(),
                pin: None,
                short: false,
                text: text[from..close + 1].to_owned(),
            });
        }
    }
    more.retain(|work| !found.iter().any(|other| other.range.start < work.range.end && work.range.start < other.range.end));
    found.extend(more);
}

/// "(Smith 1990, p. 4; Brown and Green 1991: 12)".
fn dated(text: &str, inside: Range<usize>) -> Vec<Authority> {
    let mut found = Vec::new();
    let mut at = inside.start;
    for piece in text[inside].split(';') {
        let start = behind_signals(text, at..at + piece.len());
        let said = &text[start..at + piece.len()];
        let year =
            said.char_indices().find(|(byte, c)| c.is_ascii_digit() && said[*byte..].bytes().take_while(u8::is_ascii_digit).count() == 4).map(|(byte, _)| byte);
        if let Some(year) = year {
            let letter = said[year + 4..].bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
            let end = start + year + 4 + usize::from(letter);
            let names = said[..year].trim_end_matches([' ', ',', '\u{a0}']);
            let named = !names.is_empty()
                && names.len() < 60
                && names.split([' ', '\u{a0}']).all(|word| {
                    word.starts_with(char::is_uppercase) && !words::is_month(word)
                        || matches!(words::bare(word), "and" | "et" | "al" | "und" | "de" | "von" | "van" | "и" | "")
                })
                && names.starts_with(char::is_uppercase);
            let place = words::locator(text, end);
            let whole = text[place.end..at + piece.len()].trim().is_empty();
            if named && whole && year_of(&said[year..year + 4]).is_some() {
                found.push(Authority {
                    sort: Sort::Dated,
                    range: start..place.end,
                    name: Some(start..start + names.len()),
                    reports: Vec::new(),
                    pin: place.page,
                    short: false,
                    text: text[start..end].to_owned(),
                });
            }
        }
        at += piece.len() + 1;
    }
    found
}

fn others(text: &str, found: &mut Vec<Authority>) {
    let mut more: Vec<Authority> = Vec::new();
    for sign in OTHERS {
        for at in memchr::memmem::find_iter(text.as_bytes(), sign.as_bytes()) {
            let held = |other: &Authority| other.range.start <= at && at < other.range.end;
            let bounded = sign == "§" || text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            if bounded && !found.iter().any(held) && !more.iter().any(held) {
                let end = words::locator(text, if sign == "§" { at } else { at + sign.len() }).end.max(at + sign.len());
                let start = behind_signals(text, words::citation_start(text, at, 60)..at);
                let start = if text[start..at].split(' ').all(|word| word.is_empty() || !word.starts_with(char::is_lowercase)) { start } else { at };
                more.push(Authority {
                    sort: Sort::Other,
                    range: start..end,
                    name: None,
                    reports: Vec::new(),
                    pin: None,
                    short: false,
                    text: text[start..end].to_owned(),
                });
            }
        }
    }
    more.retain(|work| !found.iter().any(|other| other.range.start < work.range.end && work.range.start < other.range.end));
    found.extend(more);
}

/// Behind the words that only lead to a citation.
pub(super) fn behind_signals(text: &str, range: Range<usize>) -> usize {
    let end = range.end;
    words::words(text, range)
        .into_iter()
        .find(|(_, word)| !words::is_signal(word))
        .map_or(end, |(at, word)| at + (word.len() - word.trim_start_matches(['(', '[']).len()))
}
