//! What stands around a line, blanks and what was found aside: whether it cuts a sentence, whether a form feed is near.
//! This is the evidence that a line belongs to the page: what belongs to the text stands between sentences.

use super::super::lines::Line;

/// Blank lines that are gone over at most.
const BLANKS: usize = 64;
/// Lines that may belong to the page between two halves of a sentence.
const BETWEEN: usize = 4;
/// A shorter line tells nothing of how the text goes on.
const PROSE: usize = 35;
/// Fewest columns by which a line in the middle of its page is set in.
const CENTRED: usize = 12;

/// The lines of a source, and which were found to belong to the page.
pub struct Around<'a> {
    /// The source.
    pub source: &'a str,
    /// Its lines.
    pub lines: &'a [Line],
    /// For each the rule by which it belongs to the page, if it does.
    pub found: Vec<Option<&'static str>>,
}

impl<'a> Around<'a> {
    /// The characters of a line.
    pub fn text(&self, line: usize) -> &'a str {
        self.lines[line].text(self.source)
    }

    /// The next line that is not blank.
    pub fn next(&self, line: usize) -> Option<usize> {
        (line + 1..self.lines.len().min(line + BLANKS)).find(|&next| !self.lines[next].is_blank())
    }

    /// The last line before that is not blank.
    pub fn previous(&self, line: usize) -> Option<usize> {
        (line.saturating_sub(BLANKS)..line).rev().find(|&previous| !self.lines[previous].is_blank())
    }

    /// The line of running text before a line, behind what belongs to the page or could.
    pub fn prose_before(&self, line: usize) -> Option<usize> {
        self.prose(line, false, |at| self.previous(at))
    }

    /// The line of running text behind a line.
    pub fn prose_after(&self, line: usize) -> Option<usize> {
        self.prose(line, false, |at| self.next(at))
    }

    fn prose(&self, line: usize, over: bool, step: impl Fn(usize) -> Option<usize>) -> Option<usize> {
        let mut at = line;
        for _ in 0..BETWEEN {
            at = step(at)?;
            if self.found[at].is_some() {
                continue;
            }
            let text = self.text(at);
            if is_prose(text) {
                return Some(at);
            }
            let numbered = text.starts_with(|c: char| c.is_ascii_digit()) || text.ends_with(|c: char| c.is_ascii_digit());
            if text.len() >= PROSE * 2 || !(numbered || over && self.is_apart(at)) && text.contains(char::is_lowercase) {
                return None;
            }
        }
        None
    }

    /// Whether a line stands by itself in the middle of its page, as the second line of a head may.
    fn is_apart(&self, line: usize) -> bool {
        let free = |at: Option<usize>| at.and_then(|at| self.lines.get(at)).is_none_or(|line| line.is_blank());
        self.lines[line].indent() >= CENTRED && free(line.checked_sub(1)) && free(Some(line + 1))
    }

    /// Whether a line stands in the middle of a sentence: running text on both sides, and it goes on in small letters.
    pub fn cuts(&self, line: usize) -> bool {
        self.prose_before(line).is_some() && self.prose_after(line).is_some_and(|after| begins_low(self.text(after)))
    }

    /// The same, where further lines that stand in the middle of their page may belong to the page with it.
    pub fn cuts_with_others(&self, line: usize) -> bool {
        let after = self.prose(line, true, |at| self.next(at));
        self.prose(line, true, |at| self.previous(at)).is_some() && after.is_some_and(|after| begins_low(self.text(after)))
    }

    /// Whether a form feed stands between the line and those next to it that hold something.
    pub fn beside_form_feed(&self, line: usize) -> bool {
        let from = self.previous(line).map_or(0, |previous| self.lines[previous].end);
        let to = self.next(line).map_or(self.source.len() as u32, |next| self.lines[next].from);
        let blanks = |from: u32, to: u32| memchr::memchr(0x0c, &self.source.as_bytes()[from as usize..to as usize]).is_some();
        blanks(from, self.lines[line].from) || blanks(self.lines[line].end, to)
    }

    /// Whether one of so many lines before or behind was found to belong to the page.
    pub fn beside_found(&self, line: usize, reach: usize) -> bool {
        let near = |step: &dyn Fn(usize) -> Option<usize>| std::iter::successors(step(line), |&at| step(at)).take(reach).any(|at| self.found[at].is_some());
        near(&|at| self.previous(at)) || near(&|at| self.next(at))
    }
}

/// Whether a line is running text: no row, no formula, not too short.
pub fn is_prose(text: &str) -> bool {
    text.len() >= PROSE
        && !text.contains('\t')
        && !text.starts_with(['|', '\\', '$', '!', '<', '#', '&', '+', '='])
        && !text.ends_with(['|', '$'])
        && !text.ends_with("\\]")
        && gaps(text) == 0
}

/// Wide gaps in a line, as columns have between them.
pub fn gaps(text: &str) -> usize {
    memchr::memmem::find_iter(text.as_bytes(), b"   ").take(4).count()
}

/// Whether a text begins with a small letter that is no label, behind opening signs.
pub fn begins_low(text: &str) -> bool {
    let bare = text.trim_start_matches(['(', '[', '"', '\'', '“', '‘', '«', '*', '_']);
    let label = bare.chars().nth(1).is_some_and(|c| matches!(c, ')' | '.' | ']'));
    bare.starts_with(char::is_lowercase) && !label
}
