//! Where a label may stand that needs more than itself to be one: clear of the text, in order below other words, alone on its line.

use super::super::blocks::{self, ends_sentence};
use super::super::labels;
use super::super::lines::Line;
use super::{Candidate, Form};

/// Candidates before one among which the one before it in order is looked for.
const BEFORE: usize = 8;

/// Whether a line begins a paragraph by what stands above it: nothing, a rule, furniture, or a note's line.
pub fn stands_clear(source: &str, lines: &[Line], furniture: &[Option<&'static str>], line: usize, whole: usize) -> bool {
    let Some(above) = line.checked_sub(1) else { return true };
    let text = lines[above].text(source);
    lines[above].is_blank()
        || furniture[above].is_some()
        || blocks::is_rule(text)
        || lines[line].len() > whole
        || lines[above].len() > whole
        || ends_sentence(text) && (labels::read_at_line(text).is_some() || lines[line].indent() != lines[above].indent() || !labels::read(text).is_empty())
}

/// Whether the last candidate, right below other words, is next in order to one of those before it; or the first of all, below
/// the end of a sentence.
pub fn carries_on(source: &str, lines: &[Line], line: usize, found: &[Candidate]) -> bool {
    let Some((last, before)) = found.split_last() else { return false };
    let ended = line.checked_sub(1).is_some_and(|above| ends_sentence(lines[above].text(source)));
    let next = before.iter().rev().take(BEFORE).any(|candidate| candidate.form == last.form && (1..=2).contains(&last.value.saturating_sub(candidate.value)));
    if last.form == Form::Stop { next || ended && last.value == 1 } else { ended && (next || last.value == 1) }
}

/// The number that stands alone on a line above a text, as a raised one does where a page was laid out by its columns.
pub fn alone(source: &str, lines: &[Line], furniture: &[Option<&'static str>], number: usize) -> Option<Candidate> {
    let (line, below) = (lines[number], lines.get(number + 1)?);
    let label = labels::read_alone(line.text(source))?;
    let opens = |c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '“' | '‘' | '«' | '*' | '_' | '(' | '[' | '§');
    let text = below.text(source);
    if below.is_blank() || furniture[number + 1].is_some() || !text.starts_with(opens) || !text.contains(char::is_alphabetic) {
        return None;
    }
    let mut candidate = Candidate::new(&label, line.from, 0, number);
    (candidate.text, candidate.line_end) = (below.from, below.end);
    Some(candidate)
}
