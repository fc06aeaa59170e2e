//! Notes that a page break, or a blank line that a raised label left behind, had cut in two. Says which part of a note goes on
//! with which; decides nothing of what belongs to a note.

use std::ops::Range;

use super::super::blocks::prose::{begins_low, ends_with_hyphen};
use super::super::blocks::{Draft, Role, ends_sentence};
use super::super::lines::Habit;
use super::super::notes::NoteDraft;
use super::super::weighed::Weighed;
use super::is_set;
use crate::model::{Account, Decision, Reasons};

/// Notes in each second part of a note the draft that it goes on with.
pub fn notes(source: &str, drafts: &mut [Draft], notes: &[NoteDraft], habit: Habit, reasons: &mut Reasons) {
    let mut next = 0;
    // The last part of the note that is read, and its text.
    let mut last: Option<(u32, usize, Range<u32>)> = None;
    for (i, draft) in drafts.iter_mut().enumerate() {
        match draft.role {
            Role::Note => {
                while notes.get(next).is_some_and(|note| note.draft as usize <= i) {
                    next += 1;
                }
                // What closes a note stands at its end: nothing goes on behind it.
                last = next.checked_sub(1).filter(|&n| notes[n].end == notes[n].text.end).map(|n| (n as u32, i, notes[n].text.clone()));
            }
            // Lines that stand as they are go on with nothing.
            Role::OfNote { stands: true, .. } => last = None,
            Role::OfNote { note, .. } => {
                let first = last.take().filter(|(of, ..)| *of == note);
                if let Some((_, at, text)) = first {
                    let head = &source[text.start as usize..text.end as usize];
                    let weighed = Weighed::new(reasons.account() == Account::Kept);
                    let weighed = goes_on(source, text.clone(), draft, i > at + 1, habit, weighed);
                    if let Some(weighed) = weighed.filter(|_| !head.is_empty()) {
                        reasons.give(Decision::Join, text.end, || weighed.words());
                        draft.goes_on = Some(at as u32);
                    }
                }
                last = Some((note, i, draft.range.clone()));
            }
            _ => {}
        }
    }
}

/// What speaks for a part's going on in another one; `None` where it does not.
fn goes_on(source: &str, head: Range<u32>, second: &Draft, page: bool, habit: Habit, mut weighed: Weighed) -> Option<Weighed> {
    let (first, tail) = (&source[head.start as usize..head.end as usize], second.text(source));
    let line = last_line(source, head.end);
    if ends_sentence(first) || is_set(first) || is_set(tail) {
        return None;
    }
    let low = begins_low(tail);
    let hyphen = ends_with_hyphen(first);
    weighed.add(if hyphen { 6 } else { 3 }, if hyphen { "it ends with a hyphen" } else { "it ends in mid-sentence" });
    match (low, second.shape.lines) {
        (true, _) => weighed.add(3, "what follows begins with a small letter"),
        (false, 1) => weighed.add(-4, "what follows is a line that begins with a capital or a sign"),
        (false, _) => weighed.add(-1, "what follows begins with a capital or a sign"),
    }
    if !page {
        weighed.add(-3, "nothing of a page stands between");
    }
    if line.len() <= habit.whole && second.shape.lines > 0 {
        let measure = usize::from(second.shape.widest).max(habit.width * 3 / 4);
        let word = tail.trim_start().split(char::is_whitespace).next().unwrap_or_default();
        if line.chars().count() + 1 + word.chars().count() + measure / 10 >= measure {
            weighed.add(3, "its last line fills the measure");
        } else {
            weighed.add(-4, "its last line is short");
        }
    }
    (weighed.points() > 0).then_some(weighed)
}

/// The line that ends at a byte, so far.
fn last_line(source: &str, end: u32) -> &str {
    let before = &source[..end as usize];
    &before[memchr::memrchr2(b'\n', b'\r', before.as_bytes()).map_or(0, |at| at + 1)..]
}
