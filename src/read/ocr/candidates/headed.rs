//! Lists of notes under a heading that calls them so, at the end of a chapter or of the book. Marks their candidates; a list
//! of stars is one of points.

use super::super::lines::Line;
use super::{Candidate, Class};

/// Most bytes of a heading over notes.
const LONG: usize = 60;
/// Most lines between the heading and the first note: the head of a chapter, a remark.
const BEGINS: u32 = 10;
/// Most lines of a note of several paragraphs.
const NOTE: u32 = 60;
/// Most notes that may be missing in the count.
const LOST: u32 = 3;

/// Marks the candidates that stand in lists under such headings: those that count on in the form in which the list begins.
pub fn headed(source: &str, lines: &[Line], found: &mut [Candidate]) {
    let mut next = 0;
    while next < found.len() {
        let from = found[next].line;
        let opens = (from.saturating_sub(BEGINS)..from).any(|line| lines[line as usize].len() <= LONG && is_heading(lines[line as usize].text(source)));
        if !opens || found[next].class == Class::Symbol {
            next += 1;
            continue;
        }
        let (class, form) = (found[next].class, found[next].form);
        let (mut line, mut value) = (from, 0);
        while let Some(candidate) = found.get_mut(next).filter(|candidate| candidate.line - line <= NOTE) {
            if candidate.class == class && candidate.form == form && (candidate.value == 1 || (1..=LOST).contains(&candidate.value.saturating_sub(value))) {
                (line, value) = (candidate.line, candidate.value);
                candidate.headed = true;
            }
            next += 1;
        }
    }
}

/// Whether a line says that notes follow.
fn is_heading(line: &str) -> bool {
    const ALONE: [&str; 18] = [
        "notes",
        "endnotes",
        "end notes",
        "footnotes",
        "foot notes",
        "foot-notes",
        "notes and references",
        "references and notes",
        "anmerkungen",
        "fußnoten",
        "fussnoten",
        "noten",
        "voetnoten",
        "notas",
        "note",
        "notae",
        "примечания",
        "сноски",
    ];
    const BEFORE: [&str; 5] = ["notes to ", "notes on ", "notes for ", "anmerkungen zu ", "notes du "];
    let bare = line.trim_matches(|c: char| !c.is_alphabetic());
    // The end of a sentence that goes over several lines is none.
    if !bare.starts_with(char::is_uppercase) || line.ends_with([',', ';']) {
        return false;
    }
    let bare = bare.to_lowercase();
    ALONE.contains(&bare.as_str()) || BEFORE.iter().any(|before| bare.starts_with(before))
}
