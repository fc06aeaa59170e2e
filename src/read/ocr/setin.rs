//! What paragraphs are set in for: as a quotation, or because they belong to what stands above them, as a definition to
//! its term. Where much of a document is set in, that is how it is built, and no sign of a quotation by itself.

use super::blocks::{Draft, Role, SetIn, ends_sentence, prose};
use super::lines::Habit;

/// Fewer columns are no indent.
const LEAST: u16 = 2;
/// So many are a deep one.
const DEEP: u16 = 4;
/// Notes and lines of the page between two paragraphs that stand one below the other.
const REACH: usize = 32;
/// A line by itself that is set in by more is placed on its page, and belongs to nothing.
const PLACED: u16 = 12;

/// Says of each paragraph what it is set in for.
pub fn set_in(source: &str, drafts: &mut [Draft], habit: Habit) {
    if habit.long_lines {
        return;
    }
    let prose = |draft: &&Draft| draft.role == Role::Para && draft.shape.lines > 1;
    let deep = drafts.iter().filter(prose).filter(|draft| by(draft, habit) >= DEEP).count();
    let built_so = deep * 4 > drafts.iter().filter(prose).count();
    for i in 0..drafts.len() {
        if drafts[i].role != Role::Para || drafts[i].shape.centred || by(&drafts[i], habit) < LEAST {
            continue;
        }
        let near = |at: &usize| !matches!(drafts[*at].role, Role::Furniture(_) | Role::Note | Role::OfNote { .. });
        let above = (0..i).rev().take(REACH).find(near);
        let below = (i + 1..drafts.len()).take(REACH).find(near);
        let score = quoted(source, drafts, (above, i, below), habit) - if built_so { 3 } else { 0 };
        let belongs = by(&drafts[i], habit) >= DEEP && (drafts[i].shape.lines > 1 || by(&drafts[i], habit) <= PLACED);
        drafts[i].set_in = if score >= 3 {
            Some(SetIn::Quote)
        } else if belongs && above.is_some() {
            Some(SetIn::Below)
        } else {
            None
        };
    }
}

/// By how many columns a paragraph is set in, but for its first line.
fn by(draft: &Draft, habit: Habit) -> u16 {
    let shape = draft.shape;
    let by = shape.body.min(shape.first).saturating_sub(shape.margin);
    // A line by itself may be the first line of a paragraph.
    let first = habit.first.is_some_and(|first| shape.lines < 2 && usize::from(by).abs_diff(first) <= 1);
    if first { 0 } else { by }
}

/// What speaks for a quotation.
fn quoted(source: &str, drafts: &[Draft], (above, at, below): (Option<usize>, usize, Option<usize>), habit: Habit) -> i32 {
    let draft = &drafts[at];
    let text = draft.text(source);
    let right = (habit.width + usize::from(draft.shape.margin)).saturating_sub(habit.margin);
    let narrower = draft.shape.lines > 2 && usize::from(draft.shape.widest) + 3 <= right;
    let marked = text.starts_with(['"', '“', '‘', '«', '„', '\'']);
    let mut score = if narrower { 2 } else { 0 };
    score += if marked { 2 } else { 0 };
    score += i32::from(by(draft, habit) >= DEEP);
    // A source in brackets behind it.
    score += i32::from(text.ends_with([')', ']']) && text.bytes().rev().take(80).any(|byte| byte.is_ascii_digit()));
    if let Some(above) = above.map(|above| &drafts[above]) {
        let ends = above.text(source).trim_end_matches(['-', '—', '–', ' ']);
        score += match above.role {
            _ if above.set_in == Some(SetIn::Quote) && above.shape.body == draft.shape.body => 2,
            Role::Para | Role::Item { .. } if above.shape.lines < 2 && !ends_sentence(ends) => -1,
            Role::Para | Role::Item { .. } if ends.ends_with([':', ',']) => 2,
            Role::Para | Role::Item { .. } if !ends_sentence(ends) => 1,
            _ => 0,
        };
    }
    let goes_on = below.is_some_and(|below| drafts[below].role == Role::Para && prose::begins_low(drafts[below].text(source)));
    score + i32::from(goes_on)
}
