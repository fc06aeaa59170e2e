//! The series in which courts and legislatures publish, by the letters they are cited with (Bluebook, tables T1 and T2).
//! Owns the list and how a citation of volume, series and page is read.

use std::ops::Range;

/// Series of law reports without blanks and stops, in small letters. A number of a later series (`2d`) is not part of it.
const REPORTS: [&str; 77] = [
    "us",
    "sct",
    "led",
    "f",
    "fsupp",
    "fappx",
    "fedappx",
    "fcas",
    "fedcl",
    "clct",
    "ctcl",
    "br",
    "frd",
    "tc",
    "mj",
    "vetapp",
    "wheat",
    "cranch",
    "wall",
    "how",
    "pet",
    "dall",
    "black",
    "ne",
    "nw",
    "se",
    "sw",
    "p",
    "a",
    "so",
    "nys",
    "nysupp",
    "calrptr",
    "cal",
    "calapp",
    "calunrep",
    "ill",
    "illapp",
    "illdec",
    "ny",
    "ad",
    "misc",
    "nj",
    "njsuper",
    "njeq",
    "njl",
    "ohiost",
    "ohioapp",
    "ohio",
    "mass",
    "massappct",
    "pa",
    "pasuper",
    "pacommw",
    "wash",
    "washapp",
    "md",
    "mdapp",
    "mich",
    "michapp",
    "nc",
    "ncapp",
    "va",
    "vaapp",
    "or",
    "orapp",
    "conn",
    "connapp",
    "scr",
    "clr",
    "nzlr",
    "wlr",
    "aller",
    "qb",
    "kb",
    "ac",
    "wl",
];
/// States whose courts are cited by the name of the state alone.
const STATES: [&str; 36] = [
    "ala", "alaska", "ariz", "ark", "colo", "del", "fla", "ga", "haw", "hawaii", "idaho", "ind", "iowa", "kan", "ky", "la", "me", "minn", "miss", "mo", "mont",
    "neb", "nev", "nh", "nm", "nd", "okla", "ri", "sc", "sd", "tenn", "tex", "utah", "vt", "wis", "wyo",
];
/// Endings of the names of law journals.
const JOURNALS: [&str; 6] = ["lrev", "lj", "lq", "lreview", "rev", "jl"];

/// A volume and a page of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Report {
    /// The volume, or the year in brackets.
    pub volume: u32,
    /// The series without blanks and stops, in small letters.
    pub series: String,
    /// The page: the first of what is cited, or in a short form the one meant; `None` for a blank to be filled.
    pub page: Option<u32>,
    /// Whether the page is the one meant: "539 U. S., at 330".
    pub short: bool,
    /// Whether it is an article in a journal.
    pub journal: bool,
    /// Where it stands, up to the page.
    pub range: Range<usize>,
}

/// Reads a volume, a series and a page that begin at a byte.
pub(super) fn read(text: &str, at: usize) -> Option<Report> {
    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 4 {
        return None;
    }
    let volume = text[at..at + digits].parse().ok()?;
    let mut next = after_blank(text, at + digits)?;
    let mut series = String::new();
    for word in 0..8 {
        let rest = &text[next..];
        let len = rest.find([' ', '\u{a0}', '\u{202f}', '\n', ';', ')', '”']).unwrap_or(rest.len());
        let piece = &rest[..len];
        let figures = piece.bytes().take_while(u8::is_ascii_digit).count();
        let later = figures == 1 && matches!(piece[1..].trim_end_matches(','), "d" | "th" | "nd" | "rd" | "st");
        if word > 0 && figures > 0 && !later && figures < 7 && piece[figures..].chars().next().is_none_or(|c| !c.is_alphabetic()) {
            let page = piece[..figures].parse().ok();
            return known(Report { volume, journal: false, series, page, short: false, range: at..next + figures });
        }
        if word > 0 && piece.starts_with("__") {
            let blank = piece.find(|c| c != '_').unwrap_or(piece.len());
            return known(Report { volume, journal: false, series, page: None, short: false, range: at..next + blank });
        }
        if word > 0 && piece == "at" {
            let from = after_blank(text, next + len)?;
            let figures = text[from..].bytes().take_while(u8::is_ascii_digit).count();
            let page = text[from..from + figures].parse().ok()?;
            return known(Report { volume, journal: false, series, page: Some(page), short: true, range: at..from + figures });
        }
        if !(later || piece.starts_with(|c: char| c.is_ascii_uppercase()) || matches!(piece, "&" | "of")) || series.ends_with(',') {
            return None;
        }
        series.extend(piece.chars().filter(|c| c.is_alphanumeric() || *c == ',').flat_map(char::to_lowercase));
        next = after_blank(text, next + len)?;
    }
    None
}

/// The report, if its series is one.
fn known(mut report: Report) -> Option<Report> {
    if report.series.ends_with(',') && !report.short {
        return None;
    }
    report.series.retain(|c| c != ',');
    let name =
        ["2d", "3d", "4th", "5th", "6th", "7th", "8th", "2nd", "3rd"].iter().find_map(|later| report.series.strip_suffix(later)).unwrap_or(&report.series);
    report.journal = JOURNALS.iter().any(|ending| name.ends_with(ending) && name.len() > ending.len());
    (REPORTS.contains(&name) || STATES.contains(&name) || report.journal).then_some(report)
}

/// Behind a blank, which must be there.
fn after_blank(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let next = rest.trim_start_matches([' ', '\u{a0}', '\u{202f}', '\n']);
    (next.len() < rest.len() && rest.len() - next.len() < 4).then(|| text.len() - next.len())
}

/// Where the pages behind a report end, as `, 120–121, n. 4`, and the first of them.
pub(super) fn pages(text: &str, from: usize) -> (usize, Option<u32>) {
    let mut end = from;
    let mut first = None;
    // "306-307": a range that begins with the first page.
    if let Some(rest) = text[end..].strip_prefix(['–', '-']) {
        end = text.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    }
    loop {
        let rest = &text[end..];
        let Some(next) = rest.strip_prefix(", ").or_else(|| rest.strip_prefix(",\u{a0}")).or_else(|| rest.strip_prefix(", and ")) else { break };
        let next = next.strip_prefix("and ").unwrap_or(next);
        let number = ["nn. ", "n. ", "at "].iter().find_map(|word| next.strip_prefix(word)).unwrap_or(next);
        let len = number.find(|c: char| !(c.is_ascii_digit() || "–-*".contains(c))).unwrap_or(number.len());
        let pages = number[..len].trim_end_matches(['–', '-']);
        let behind = &number[pages.len()..];
        // "347 U. S. 483, 74 S. Ct. 686": the next number is the volume of another report.
        if pages.is_empty()
            || !pages.starts_with(|c: char| c.is_ascii_digit())
            || behind.starts_with([' ', '\u{a0}'])
                && !behind.trim_start().starts_with(['(', '['])
                && behind.trim_start().starts_with(|c: char| c.is_uppercase())
        {
            break;
        }
        if first.is_none() {
            first = pages.split(['–', '-']).next().and_then(|page| page.parse().ok());
        }
        end = text.len() - behind.len();
    }
    (end, first)
}
