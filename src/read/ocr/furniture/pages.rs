//! The pages of a text from the numbers that were found: a head's number names the page that follows, a foot's the page
//! before it. A number that could not be read is known where those before and behind leave room for one page.

use super::around::Around;
use super::heads::Numbered;

/// A page by its printed number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageMark {
    /// The source byte of the first character that stands on it.
    pub source: u32,
    /// Its number as printed.
    pub label: String,
}

/// The pages, in the order of the source. `inside` are page marks within lines.
pub fn pages(around: &Around<'_>, numbered: &[Numbered], inside: &[std::ops::Range<u32>]) -> Vec<PageMark> {
    let mut out = Vec::new();
    let Some(first) = numbered.first() else { return out };
    let foot = at_foot(around, numbered, inside);
    let label = |found: &Numbered| around.source[found.number.start as usize..found.number.end as usize].to_owned();
    let starts: Vec<u32> = numbered.iter().map(|found| behind(around, found, inside)).collect();
    if foot {
        out.push(PageMark { source: 0, label: label(first) });
    }
    for (i, found) in numbered.iter().enumerate() {
        let Some(next) = numbered.get(i + 1) else {
            if !foot {
                out.push(PageMark { source: starts[i], label: label(found) });
            }
            break;
        };
        let (named, source) = if foot { (next, starts[i]) } else { (found, starts[i]) };
        out.push(PageMark { source, label: label(named) });
        // One page between two: its break shows in what else was found there.
        if next.number.value == found.number.value + 2
            && next.number.roman == found.number.roman
            && !found.number.roman
            && let Some(line) = one_break(around, found.line as usize, next.line as usize)
        {
            let missing = (found.number.value + 1).to_string();
            let at = behind_line(around, line);
            let last = out.pop();
            match last.filter(|_| foot) {
                // A foot's page ends at the break.
                Some(named) => {
                    out.push(PageMark { source: named.source, label: missing });
                    out.push(PageMark { source: at, label: named.label });
                }
                None => {
                    out.push(PageMark { source: starts[i], label: label(found) });
                    out.push(PageMark { source: at, label: missing });
                }
            }
        }
    }
    out.dedup_by(|second, first| second.source <= first.source);
    out
}

/// The one line that belongs to the page between two, if what was found there stands at one place.
fn one_break(around: &Around<'_>, first: usize, last: usize) -> Option<usize> {
    let leave = |mut at: usize, step: &dyn Fn(usize) -> Option<usize>| {
        while let Some(next) = step(at).filter(|&next| around.found[next].is_some()) {
            at = next;
        }
        at
    };
    let (from, to) = (leave(first, &|at| around.next(at)), leave(last, &|at| around.previous(at)));
    let between = from + 1..to.max(from + 1);
    let line = between.clone().find(|&line| around.found[line].is_some())?;
    let end = leave(line, &|at| around.next(at));
    (end + 1..between.end).all(|line| around.found[line].is_none()).then_some(end)
}

/// The first byte of the text behind a number.
fn behind(around: &Around<'_>, found: &Numbered, inside: &[std::ops::Range<u32>]) -> u32 {
    let after = inside.partition_point(|range| range.end < found.number.end);
    match inside.get(after).filter(|range| range.start <= found.number.start) {
        Some(range) => range.end,
        None => behind_line(around, found.line as usize),
    }
}

/// The first byte of the text behind a line and all that belongs to the page with it.
fn behind_line(around: &Around<'_>, line: usize) -> u32 {
    let mut at = line;
    loop {
        match around.next(at) {
            Some(next) if around.found[next].is_some() => at = next,
            Some(next) => return around.lines[next].from,
            None => return around.source.len() as u32,
        }
    }
}

/// Whether the numbers stand at the pages' feet: form feeds tell, else how much text stands before the first and behind the last.
fn at_foot(around: &Around<'_>, numbered: &[Numbered], inside: &[std::ops::Range<u32>]) -> bool {
    let (first, last) = (numbered[0], numbered[numbered.len() - 1]);
    if !inside.is_empty() || around.found[first.line as usize] == Some("page mark") {
        return false;
    }
    let (mut above, mut below) = (0, 0);
    for found in numbered.iter().take(200) {
        let line = found.line as usize;
        let fed = |from: u32, to: u32| memchr::memchr(0x0c, &around.source.as_bytes()[from as usize..to as usize]).is_some();
        above += usize::from(fed(around.previous(line).map_or(0, |previous| around.lines[previous].end), around.lines[line].from));
        below += usize::from(fed(around.lines[line].end, around.next(line).map_or(around.source.len() as u32, |next| around.lines[next].from)));
    }
    if above != below {
        return below > above;
    }
    let pages = (last.number.value.saturating_sub(first.number.value)).max(1);
    let page = last.number.start.saturating_sub(first.number.start) / pages;
    let rest = around.source.len() as u32 - last.number.end;
    first.number.start > page / 2 && rest < page / 2
}
