//! Paragraphs that a page break had cut in two. Says which draft goes on with which; the text is joined by `inline`.
//!
//! A break leaves its notes, its head and its foot between the halves. So a paragraph before them goes on behind them
//! where it does not end a sentence, or where what stands behind cannot begin one. Where paragraphs are one line each, a
//! line that begins in mid-sentence right below one that does not end is the same without notes between.

use super::blocks::{Draft, Role, ends_sentence};

/// A paragraph shorter than this that ends without a stop may be a heading's or caption's line.
const SHORTEST: usize = 40;

/// Notes in each second half the draft that it goes on with.
pub fn joins(source: &str, drafts: &mut [Draft]) {
    let mut before: Option<usize> = None;
    let mut between = false;
    // A paragraph of this page, other than its last, that does not end a sentence.
    let mut open = false;
    for i in 0..drafts.len() {
        match drafts[i].role {
            Role::Furniture(_) | Role::Note | Role::OfNote(_) => between = true,
            Role::Para | Role::Item { .. } => {
                let cut = before.is_some_and(|first| {
                    let (first, second) = (&drafts[first], &drafts[i]);
                    drafts[i].role == Role::Para
                        && first.set_in == second.set_in
                        && if between {
                            // Where an earlier one waits for its second half, the last of the page is a note's in disguise.
                            goes_on(first.text(source), second.text(source)) && !(open && ends_sentence(first.text(source)))
                        } else {
                            second.close && goes_on_below(first.text(source), second.text(source))
                        }
                });
                if cut {
                    drafts[i].goes_on = before.map(|first| first as u32);
                }
                let waits = |first: usize| !ends_sentence(drafts[first].text(source)) && drafts[first].text(source).len() >= SHORTEST;
                open = !between && (open || before.is_some_and(waits));
                (before, between) = (Some(i), false);
            }
            _ => (before, between) = (None, false),
        }
    }
}

/// Whether a paragraph goes on over a page break.
fn goes_on(first: &str, second: &str) -> bool {
    let mid_sentence = begins_low(second);
    if ends_sentence(first) { mid_sentence && !is_label(second) } else { mid_sentence || first.len() >= SHORTEST }
}

/// Whether a line goes on in the line right below it.
fn goes_on_below(first: &str, second: &str) -> bool {
    !ends_sentence(first) && first.len() >= SHORTEST && begins_low(second) && !is_label(second)
}

/// Whether a text begins with a small letter, behind opening signs.
fn begins_low(text: &str) -> bool {
    text.trim_start_matches(['(', '[', '"', '\'', '“', '‘', '«', '*', '_']).starts_with(char::is_lowercase)
}

/// Whether a text begins with a letter in brackets or before one, as an item does: `(a)`, `b)`.
fn is_label(text: &str) -> bool {
    let bare = text.strip_prefix('(').unwrap_or(text);
    let mut chars = bare.chars();
    chars.next().is_some_and(char::is_alphabetic) && matches!(chars.next(), Some(')' | '.'))
}
