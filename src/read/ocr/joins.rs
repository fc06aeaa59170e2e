//! Paragraphs that a page break had cut in two. Says which draft goes on with which; the text is joined by `inline`.
//!
//! A break leaves its notes, its head and its foot between the halves. What speaks for one paragraph, and what against
//! it, adds up: how the first half ends, how the second begins, and where wrapped lines stand on their pages. Where
//! paragraphs are one line each, a line right below another one is on the next page too.

use super::blocks::prose::{begins_low, ends_with_hyphen};
use super::blocks::{Draft, Role, ends_sentence};
use super::lines::{Habit, LONG};

/// A paragraph shorter than this that ends without a stop may be a heading's or caption's line.
const SHORTEST: usize = 40;
/// Bytes before a place that tell how its words are spelled.
const NEAR: usize = 64 << 10;
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
pub fn joins(source: &str, drafts: &mut [Draft], habit: Habit) {
    let mut before: Option<usize> = None;
    let mut page = false;
    // A paragraph of this page, other than its last, that does not end a sentence.
    let mut open = false;
    for i in 0..drafts.len() {
        // A form feed leaves nothing else where a page has no head.
        let above = i.checked_sub(1).map_or(0, |above| drafts[above].range.end as usize);
        page |= memchr::memchr(0x0c, &source.as_bytes()[above..drafts[i].range.start as usize]).is_some();
        match drafts[i].role {
            Role::Furniture(_) | Role::Note | Role::OfNote(_) => page = true,
            Role::Para | Role::Item { .. } => {
                let between = match (page, drafts[i].close) {
                    (true, _) => Between::Page,
                    (false, true) => Between::Nothing,
                    (false, false) => Between::Blank,
                };
                let cut = before.is_some_and(|first| {
                    let (first, second) = (&drafts[first], &drafts[i]);
                    // Where an earlier one waits for its second half, the last of the page is a note's in disguise.
                    let disguised = page && open && ends_sentence(first.text(source));
                    second.role == Role::Para && !disguised && goes_on(source, first, second, between, habit)
                });
                if cut {
                    drafts[i].goes_on = before.map(|first| first as u32);
                }
                let waits = |first: usize| !ends_sentence(drafts[first].text(source)) && drafts[first].text(source).len() >= SHORTEST;
                open = !page && (open || before.is_some_and(waits));
                (before, page) = (Some(i), false);
            }
            _ => (before, page) = (None, false),
        }
    }
}

/// Whether a paragraph goes on in another one.
fn goes_on(source: &str, first: &Draft, second: &Draft, between: Between, habit: Habit) -> bool {
    let (head, tail) = (first.text(source), second.text(source));
    if is_label(tail) || is_set(head) || is_set(tail) || between == Between::Nothing && !habit.long_lines && head.len() <= LONG {
        return false;
    }
    let ended = ends_sentence(head);
    let low = begins_low(tail);
    let mut score = 0i32;
    // What the words say.
    score += if ends_with_hyphen(head) {
        if low { 6 } else { 2 }
    } else if ended {
        -2
    } else {
        3
    };
    score += if low { 3 } else { -1 };
    score += if is_open(head) { 2 } else { 0 };
    score -= if head.len() < SHORTEST && !low { 4 } else { 0 };
    score -= if !low && !ended && opens_sentences(source, second.range.start as usize, tail) { 3 } else { 0 };
    // What stands between. Behind a blank line a paragraph goes on in mid-word or mid-sentence, if at all.
    let mid_sentence = low && !ended && head.len() > LONG && head.ends_with(char::is_alphabetic);
    score -= match between {
        Between::Page => 0,
        Between::Nothing => 1,
        Between::Blank if habit.long_lines && mid_sentence => 3,
        Between::Blank => 7,
    };
    score += if habit.long_lines { 0 } else { by_lines(first, second, low, habit) };
    score > 0
}

/// What the places of wrapped lines say: a last line that fills the measure goes on, a first line that is set in begins.
fn by_lines(first: &Draft, second: &Draft, low: bool, habit: Habit) -> i32 {
    let (above, below) = (first.shape, second.shape);
    let measure = above.widest.max((habit.width + usize::from(above.margin)).saturating_sub(habit.margin) as u16 * 3 / 4);
    let full = above.last + measure / 7 >= measure;
    let mut score = if full { 1 } else { -2 };
    // A line by itself is more often a head than the end of a paragraph that began on another page.
    score -= if above.lines < 2 && !low { 4 } else { 0 };
    if above.centred || below.centred {
        return -9;
    }
    if let Some(by) = habit.first {
        let set_in = if below.lines > 1 { below.first.saturating_sub(below.body) } else { below.first.saturating_sub(below.margin) };
        let begins = usize::from(set_in).abs_diff(by) <= 1 && set_in > 0;
        score += match (begins, below.lines > 1 || full) {
            (true, _) => -4,
            (false, true) if full => 3,
            _ => 0,
        };
    }
    score
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
