//! Paragraphs that a page break had cut in two. Says which draft goes on with which; the text is joined by `inline`.
//!
//! A break leaves its notes, its head and its foot between the halves. What speaks for one paragraph, and what against
//! it, adds up: how the first half ends, how the second begins, and where wrapped lines stand on their pages. Where
//! paragraphs are one line each, a line right below another one is on the next page too.

mod notes;

use super::blocks::prose::{begins_low, ends_with_hyphen, has_gap};
use super::blocks::{Draft, Role, ends_sentence};
use super::lines::{Habit, LONG};
use super::weighed::Weighed;
use crate::model::{Account, Decision, Reasons};

pub use notes::notes;

/// A paragraph shorter than this that ends without a stop may be a heading's or caption's line.
const SHORTEST: usize = 40;
/// Bytes before a place that tell how its words are spelled.
const NEAR: usize = 16 << 10;
/// Bytes of a text that are searched for a bracket that is open at its end.
const OPEN: usize = 600;

/// What stands between two drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    /// Nothing, not even a blank line.
    Nothing,
    /// A blank line.
    Blank,
    /// Notes and what belongs to the page.
    Page,
}

/// Notes in each second half the draft that it goes on with.
pub fn joins(source: &str, drafts: &mut [Draft], habit: Habit, reasons: &mut Reasons) {
    let mut before: Option<usize> = None;
    let mut page = false;
    // A paragraph of this page, other than its last, that does not end a sentence.
    let mut open = false;
    for i in 0..drafts.len() {
        // A form feed leaves nothing else where a page has no head.
        let above = i.checked_sub(1).map_or(0, |above| drafts[above].range.end as usize);
        page |= memchr::memchr(0x0c, &source.as_bytes()[above..drafts[i].range.start as usize]).is_some();
        match drafts[i].role {
            Role::Furniture(_) | Role::Note | Role::OfNote { .. } => page = true,
            Role::Para | Role::Item { .. } => {
                let between = match (page, drafts[i].close) {
                    (true, _) => Between::Page,
                    (false, true) => Between::Nothing,
                    (false, false) => Between::Blank,
                };
                let cut = before.and_then(|at| {
                    let (first, second) = (&drafts[at], &drafts[i]);
                    // Where an earlier one waits for its second half, the last of the page is a note's in disguise.
                    let disguised = page && open && ends_sentence(first.text(source));
                    let weighed = Weighed::new(reasons.account() == Account::Kept);
                    let weighed = if second.role == Role::Para && !disguised { goes_on(source, first, second, between, habit, weighed) } else { None };
                    weighed.map(|weighed| (at, weighed))
                });
                if let Some((first, weighed)) = cut {
                    reasons.give(Decision::Join, drafts[first].range.end, || weighed.words());
                    drafts[i].goes_on = Some(first as u32);
                }
                let waits = |first: usize| !ends_sentence(drafts[first].text(source)) && drafts[first].text(source).len() >= SHORTEST;
                open = !page && (open || before.is_some_and(waits));
                (before, page) = (Some(i), false);
            }
            _ => (before, page) = (None, false),
        }
    }
}

/// What speaks for a paragraph's going on in another one; `None` where it does not.
fn goes_on(source: &str, first: &Draft, second: &Draft, between: Between, habit: Habit, mut weighed: Weighed) -> Option<Weighed> {
    let (head, tail) = (first.text(source), second.text(source));
    let ended = ends_sentence(head);
    let initial = between == Between::Page && tail.starts_with(char::is_uppercase) && !ended;
    if is_label(tail) && !initial || is_set(head) || is_set(tail) || between == Between::Nothing && !habit.long_lines && head.len() <= habit.whole {
        return None;
    }
    let low = begins_low(tail);
    // What the words say.
    match (ends_with_hyphen(head), ended) {
        (true, _) => weighed.add(if low { 6 } else { 2 }, "it ends with a hyphen"),
        (false, true) => weighed.add(-2, "it ends a sentence"),
        (false, false) => weighed.add(3, "it ends in mid-sentence"),
    }
    if low {
        weighed.add(3, "what follows begins with a small letter");
    } else {
        weighed.add(-1, "what follows begins with a capital or a sign");
    }
    if is_open(head) {
        weighed.add(2, "a bracket is open at its end");
    }
    if head.len() < SHORTEST && !low {
        weighed.add(-4, "it is as short as a heading");
    }
    // What stands between. Behind a blank line a paragraph goes on in mid-word or mid-sentence, if at all.
    let mid_sentence = low && !ended && head.len() > LONG && head.ends_with(char::is_alphabetic);
    match between {
        Between::Page => {}
        Between::Nothing => weighed.add(-1, "nothing of a page stands between"),
        Between::Blank => weighed.add(if habit.long_lines && mid_sentence { -3 } else { -7 }, "nothing but a blank line stands between"),
    }
    if !habit.long_lines {
        by_lines(first, second, (low, has_gap(head), first_word(tail)), habit, &mut weighed);
    }
    // It is looked for only where it decides.
    if (1..=3).contains(&weighed.points()) && !low && !ended && opens_sentences(source, second.range.start as usize, tail) {
        weighed.add(-3, "what follows begins with a word that has a capital only where a sentence begins");
    }
    (weighed.points() > 0).then_some(weighed)
}

/// What the places of wrapped lines say: a last line that fills the measure goes on, a first line that is set in begins.
fn by_lines(first: &Draft, second: &Draft, (low, laid_out, word): (bool, bool, usize), habit: Habit, weighed: &mut Weighed) {
    let (above, below) = (first.shape, second.shape);
    if above.centred || below.centred {
        return weighed.add(-9, "one of them is centred");
    }
    let measure = usize::from(above.widest).max((habit.width + usize::from(above.margin)).saturating_sub(habit.margin) * 3 / 4);
    let full = usize::from(above.last) + word + measure / 10 >= measure;
    if full {
        weighed.add(1, "its last line fills the measure");
    } else {
        weighed.add(-2, "its last line is short");
    }
    // A line by itself is more often a head than the end of a paragraph that began on another page.
    if above.lines < 2 && !low && (!full || laid_out) {
        weighed.add(-4, "it is a line by itself");
    }
    if let Some(by) = habit.first {
        let set_in = if below.lines > 1 { below.first.saturating_sub(below.body) } else { below.first.saturating_sub(below.margin) };
        let begins = usize::from(set_in).abs_diff(by) <= 1 && set_in > 0;
        if begins {
            weighed.add(-4, "what follows is set in as a paragraph's first line");
        } else if full {
            weighed.add(3, "what follows is not set in, as a paragraph's first line would be");
        }
    }
}

/// Whether the first word of a text is one that has a capital only where it begins a sentence, by the text before it.
fn opens_sentences(source: &str, at: usize, text: &str) -> bool {
    let len = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let mut from = at.saturating_sub(NEAR);
    while !source.is_char_boundary(from) {
        from += 1;
    }
    let count = |word: &str| memchr::memmem::find_iter(&source.as_bytes()[from..at], format!(" {word} ").as_bytes()).count();
    len > 1 && count(&text[..len].to_lowercase()) >= 4 * count(&text[..len]).max(1)
}

/// Whether a line is no prose: a table's row, a formula that stands by itself.
fn is_set(text: &str) -> bool {
    text.starts_with(['|', '#'])
        || text.ends_with(['|', '\\'])
        || [(r"\[", r"\]"), ("$$", "$$")].iter().any(|(open, close)| text.starts_with(open) || text.ends_with(close))
}

/// The columns of the first word of a text, and of the blank before it.
fn first_word(text: &str) -> usize {
    1 + text.chars().take(usize::from(u8::MAX)).take_while(|c| !c.is_whitespace()).count()
}

/// Whether a bracket is open at the end of a text.
fn is_open(text: &str) -> bool {
    let mut from = text.len().saturating_sub(OPEN);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let depth =
        |open: u8, close: u8| text.as_bytes()[from..].iter().fold(0i32, |depth, byte| (depth + i32::from(*byte == open) - i32::from(*byte == close)).max(0));
    depth(b'(', b')') + depth(b'[', b']') > 0
}

/// Whether a text begins with a letter in brackets or before one, as an item does: `(a)`, `b)`.
fn is_label(text: &str) -> bool {
    let bare = text.strip_prefix('(').unwrap_or(text);
    let mut chars = bare.chars();
    chars.next().is_some_and(char::is_alphabetic) && matches!(chars.next(), Some(')' | '.'))
}
