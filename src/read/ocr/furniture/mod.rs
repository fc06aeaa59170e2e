//! What belongs to the page and not to the text: running heads and feet, page numbers, signature marks, catchwords, page
//! marks, rules over notes. It is taken out of the flow here, before anything else is decided; a part of a line becomes a
//! line of its own, so that the steps that follow know lines alone. Whatever the evidence does not carry stays text.

mod around;
mod catchwords;
mod chains;
mod fed;
mod glued;
mod heads;
mod marks;
mod pages;
mod rules;
mod sights;
mod signatures;
mod tops;

use std::ops::Range;

use super::lines::{Habit, Line};
use around::Around;
use catchwords::Catchword;
pub use pages::PageMark;

/// The name of the rule for catchwords: a paragraph that one follows goes on.
pub const CATCHWORD: &str = "catchword";
/// The name of the rule for strokes that part a page's notes from its text.
pub const OVER_NOTES: &str = "rule over notes";
/// The name of the rule for page marks.
pub const PAGE_MARK: &str = "page mark";

/// What belongs to the pages of a text.
#[derive(Debug, Default)]
pub struct Furniture {
    /// The lines of the source; where a part of one belongs to the page, that part is a line.
    pub lines: Vec<Line>,
    /// For each line the rule by which it belongs to the page, if it does.
    pub rules: Vec<Option<&'static str>>,
    /// Page marks within lines.
    pub inside: Vec<Range<u32>>,
    /// The pages by their printed numbers.
    pub pages: Vec<PageMark>,
}

/// Finds what belongs to the pages.
pub fn furniture(source: &str, lines: Vec<Line>, habit: Habit) -> Furniture {
    let mut around = Around { source, found: vec![None; lines.len()], lines: &lines };
    let marks = marks::marks(&mut around);
    let sights = sights::sights(source, &lines);
    let mut numbered = heads::heads(&mut around, &sights);
    let glued = glued::glued(&mut around);
    tops::tops(&mut around, &sights, habit);
    signatures::signatures(&mut around);
    rules::rules(&mut around);
    numbered.extend(marks.numbered);
    numbered.sort_by_key(|found| (found.line, found.number.start));
    let pages = pages::pages(&around, &numbered, &marks.inside);
    let catchwords = catchwords::catchwords(&around, habit, &glued);
    if !catchwords.is_empty() {
        // Beside a catchword that has a line to itself a mark is one.
        let alone = |found: &&Catchword| found.range == (around.lines[found.line as usize].from..around.lines[found.line as usize].end);
        let alone: Vec<u32> = catchwords.iter().filter(alone).map(|found| found.line).collect();
        alone.iter().for_each(|&line| around.found[line as usize] = Some(CATCHWORD));
        signatures::signatures(&mut around);
        alone.iter().for_each(|&line| around.found[line as usize] = None);
    }
    let rules = around.found;
    let inside = marks.inside;
    let mut parts: Vec<Part> = glued.into_iter().map(|head| (head.line, head.range, "running head")).collect();
    parts.extend(catchwords.into_iter().map(|found| (found.line, found.range, CATCHWORD)));
    parts.sort_by_key(|part| part.1.start);
    parts.dedup_by(|second, first| second.1.start < first.1.end);
    let (lines, rules) = if parts.is_empty() { (lines, rules) } else { parted(source, lines, rules, &parts) };
    Furniture { lines, rules, inside, pages }
}

/// A part of a line that belongs to the page: the line, its bytes, its rule.
type Part = (u32, Range<u32>, &'static str);

/// The lines with each part that belongs to the page as a line of its own.
fn parted(source: &str, lines: Vec<Line>, rules: Vec<Option<&'static str>>, parts: &[Part]) -> (Vec<Line>, Vec<Option<&'static str>>) {
    let mut out = (Vec::with_capacity(lines.len() + parts.len()), Vec::with_capacity(lines.len() + parts.len()));
    let mut next = parts.iter().peekable();
    for (i, (mut line, rule)) in (0u32..).zip(lines.into_iter().zip(rules)) {
        while let Some(part) = next.next_if(|part| part.0 == i) {
            let Range { start, end } = part.1.clone();
            if line.from < start {
                let kept = source[line.from as usize..start as usize].trim_end().len() as u32;
                out.0.push(Line { end: line.from + kept, next: start, ..line });
                out.1.push(rule);
                line.start = start;
            }
            let rest = end < line.end;
            out.0.push(Line { start: line.start, from: start, end, next: if rest { end } else { line.next } });
            out.1.push(Some(part.2));
            (line.start, line.from) = (end, end);
            line.end = line.end.max(end);
        }
        if line.from < line.end || out.0.last().is_none_or(|last: &Line| last.next < line.next) {
            out.0.push(line);
            out.1.push(rule);
        }
    }
    out
}
