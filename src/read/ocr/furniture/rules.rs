//! Rules that part the notes from the text above them, and those that stand with a page's head or foot. A rule between two
//! parts of the text stays.

use std::collections::HashMap;

use super::super::blocks::is_rule;
use super::super::lines::LONG;
use super::OVER_NOTES;
use super::around::{Around, is_prose};

/// Fewer rules over notes are no habit.
const FEWEST: usize = 3;

/// Marks the rules that belong to the page.
pub fn rules(around: &mut Around<'_>) {
    let all: Vec<usize> = (0..around.lines.len())
        .filter(|&i| !around.lines[i].is_blank() && around.found[i].is_none() && around.lines[i].len() <= LONG && is_rule(around.text(i)))
        .collect();
    let over = |i: &usize| {
        let (Some(before), Some(after)) = (around.previous(*i), around.next(*i)) else { return false };
        is_prose(around.text(before)) && begins_note(around.text(after))
    };
    let over_notes: Vec<usize> = all.iter().copied().filter(over).collect();
    let beside = |i: &usize| around.beside_found(*i, 1);
    let with_heads: Vec<usize> = all.iter().copied().filter(beside).collect();
    // Where most rules of one sign stand so, each that does is one.
    let mut signs: HashMap<Option<char>, (usize, usize)> = HashMap::new();
    let sign = |i: &usize| around.text(*i).chars().next();
    all.iter().for_each(|i| signs.entry(sign(i)).or_default().0 += 1);
    over_notes.iter().for_each(|i| signs.entry(sign(i)).or_default().1 += 1);
    let habit = |i: &usize| signs.get(&sign(i)).is_some_and(|&(all, over)| over >= FEWEST && over * 2 >= all);
    let of_habit: Vec<usize> = over_notes.into_iter().filter(habit).collect();
    of_habit.into_iter().for_each(|i| around.found[i] = Some(OVER_NOTES));
    if with_heads.len() >= FEWEST {
        with_heads.into_iter().for_each(|i| around.found[i] = Some("page rule"));
    }
}

/// Whether a line begins as a note does: with a number raised, in brackets or before a stop, or with a sign.
fn begins_note(text: &str) -> bool {
    let bare = text.trim_start_matches(['\\', '(', '[', '^', '$', '{', '<', '*', '†', '‡', '§', '¶', '|']);
    let signed = bare.len() < text.len();
    let bare = bare.strip_prefix("sup>").or_else(|| bare.strip_prefix("Footnote ")).or_else(|| bare.strip_prefix("Note ")).unwrap_or(bare);
    let number = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let raised = |c: char| matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | 'ᵃ'..='ᶿ');
    signed && !text.starts_with("**") || text.starts_with(raised) || number.len() < bare.len() && number.starts_with(['.', ')', ' '])
}
