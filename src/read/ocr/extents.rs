//! How far each note goes: further paragraphs, what its bracket closes, and what stands between the rule of a page and its
//! foot. Turns drafts of the body into parts of notes; reads nothing within them.

use std::ops::Range;

use super::blocks::prose::begins_low;
use super::blocks::{Draft, Role, ends_sentence};
use super::furniture::{CATCHWORD, OVER_NOTES};
use super::notes::Linked;

/// Most drafts of one note.
const LONGEST: usize = 200;
/// Most drafts between a page's rule and its foot.
const FOOT: usize = 60;

/// Gives the drafts that go on with a note to it.
pub fn extents(source: &str, drafts: &mut [Draft], linked: &mut Linked) {
    if linked.notes.is_empty() {
        return;
    }
    closed_by_bracket(source, drafts, linked);
    between_labels(drafts, linked);
    feet(source, drafts, linked);
    broken_off(source, drafts, linked);
    carried_over(source, drafts, linked);
}

/// The last note that begins in or before a draft.
fn note_of(linked: &Linked, draft: usize) -> Option<usize> {
    linked.notes.partition_point(|note| note.draft as usize <= draft).checked_sub(1)
}

/// Whether a draft may be a part of a note.
fn is_text(draft: &Draft) -> bool {
    matches!(draft.role, Role::Para | Role::Verse | Role::Item { .. })
}

/// Gives a draft to a note.
fn give(draft: &mut Draft, note: u32) {
    draft.role = Role::OfNote { note, stands: draft.role == Role::Verse };
}

/// `[Footnote 3: …]` goes to the bracket that closes it; the bracket is no text.
fn closed_by_bracket(source: &str, drafts: &mut [Draft], linked: &mut Linked) {
    for n in 0..linked.notes.len() {
        let note = &linked.notes[n];
        let label = &source[note.label.start as usize..note.label.end as usize];
        if !(label.starts_with('[') && label.trim_end().ends_with(':')) {
            continue;
        }
        let first = note.draft as usize;
        let limit = linked.notes.get(n + 1).map_or(drafts.len(), |next| next.draft as usize);
        let mut depth = 1;
        let close = |range: Range<u32>, depth: &mut i32| {
            let text = &source.as_bytes()[range.start as usize..range.end as usize];
            memchr::memchr2_iter(b'[', b']', text).find(|&at| {
                *depth += if text[at] == b'[' { 1 } else { -1 };
                *depth == 0
            })
        };
        let text = note.text.clone();
        if let Some(at) = close(text.clone(), &mut depth) {
            let closes = text.start + at as u32;
            if source[closes as usize + 1..note.end as usize].trim().is_empty() {
                linked.notes[n].text.end = closes;
            }
            continue;
        }
        let mut last = None;
        for (d, draft) in drafts.iter().enumerate().take(limit.min(first + LONGEST)).skip(first + 1) {
            if !is_text(draft) && !matches!(draft.role, Role::Furniture(_)) {
                break;
            }
            if is_text(draft)
                && let Some(at) = close(draft.range.clone(), &mut depth)
            {
                last = Some((d, draft.range.start + at as u32));
                break;
            }
        }
        let Some((last, closes)) = last else { continue };
        if source[closes as usize + 1..drafts[last].range.end as usize].trim().is_empty() {
            drafts[last].range.end = closes;
        }
        for draft in &mut drafts[first + 1..=last] {
            if is_text(draft) {
                give(draft, n as u32);
            }
        }
    }
}

/// What stands between the labels of two notes is the first one's, where the markers of both stand before both.
fn between_labels(drafts: &mut [Draft], linked: &Linked) {
    for pair in linked.notes.windows(2) {
        let [one, next] = pair else { continue };
        let both_before = [one.marker, next.marker].iter().all(|marker| marker.is_some_and(|marker| marker < one.label.start));
        let between = one.draft as usize + 1..(next.draft as usize).max(one.draft as usize + 1);
        if !both_before || one.run != next.run || one.value >= next.value || between.len() > LONGEST {
            continue;
        }
        if drafts[between.clone()].iter().all(|draft| is_text(draft) || matches!(draft.role, Role::Furniture(_) | Role::OfNote { .. })) {
            let note = linked.notes.partition_point(|note| note.label.start < next.label.start) as u32 - 1;
            drafts[between].iter_mut().filter(|draft| is_text(draft)).for_each(|draft| give(draft, note));
        }
    }
}

/// What stands between the rule above a page's notes and the page's foot is notes; the first of it, where no label begins it,
/// goes on with the note before. The rule is furniture.
fn feet(source: &str, drafts: &mut [Draft], linked: &Linked) {
    let is_stroke = |draft: &Draft| match draft.role {
        Role::Rule => !draft.text(source).contains('*'),
        Role::Furniture(rule) => rule == OVER_NOTES,
        _ => false,
    };
    let rules: Vec<usize> = (0..drafts.len()).filter(|&d| is_stroke(&drafts[d])).collect();
    let first_below = |drafts: &[Draft], rule: usize| (rule + 1..drafts.len().min(rule + FOOT)).find(|&d| !matches!(drafts[d].role, Role::Furniture(_)));
    let labelled: Vec<bool> = rules.iter().map(|&rule| first_below(drafts, rule).is_some_and(|d| drafts[d].role == Role::Note)).collect();
    let habit = labelled.iter().filter(|&&labelled| labelled).count() >= 2;
    for (&rule, labelled) in rules.iter().zip(labelled) {
        let foot = (rule + 1..drafts.len().min(rule + FOOT)).find(|&d| is_page_end(&drafts[d]));
        let end = foot.unwrap_or(if rule + FOOT >= drafts.len() { drafts.len() } else { rule + 1 });
        let end = text_again(source, drafts, rule, end).unwrap_or(end);
        let all_text = end > rule + 1 && drafts[rule + 1..end].iter().all(|draft| is_text(draft) || matches!(draft.role, Role::Note | Role::OfNote { .. }));
        let below = habit && all_text && (labelled || note_of(linked, rule).is_some());
        if below {
            for (d, draft) in drafts.iter_mut().enumerate().take(end).skip(rule + 1).filter(|(_, draft)| is_text(draft)) {
                note_of(linked, d).into_iter().for_each(|note| give(draft, note as u32));
            }
        }
        if labelled || below {
            drafts[rule].role = Role::Furniture(OVER_NOTES);
        }
    }
}

/// The draft below a page's notes with which the text goes on that breaks off in mid-sentence above their rule: it begins
/// in mid-sentence, and the note before it does not break off.
fn text_again(source: &str, drafts: &[Draft], rule: usize, end: usize) -> Option<usize> {
    let above = (0..rule).rev().take(FOOT).find(|&d| !matches!(drafts[d].role, Role::Furniture(_)))?;
    if drafts[above].role != Role::Para || ends_sentence(drafts[above].text(source)) {
        return None;
    }
    let again = |&d: &usize| drafts[d].role == Role::Para && begins_low(drafts[d].text(source)) && ends_sentence(drafts[d - 1].text(source));
    (rule + 2..end).find(again)
}

/// Whether a page ends here.
fn is_page_end(draft: &Draft) -> bool {
    matches!(draft.role, Role::Furniture(rule) if rule != OVER_NOTES && rule != CATCHWORD)
}

/// A note that breaks off in mid-sentence goes on with the paragraph behind it that begins in mid-sentence, where the text
/// before the notes did not break off.
fn broken_off(source: &str, drafts: &mut [Draft], linked: &Linked) {
    for n in 0..linked.notes.len() {
        let draft = linked.notes[n].draft as usize;
        let last = linked.notes.get(n + 1).is_none_or(|next| next.draft as usize > draft + 1);
        let Some(behind) = drafts.get(draft + 1).filter(|behind| last && behind.role == Role::Para) else { continue };
        let text = &source[linked.notes[n].text.start as usize..linked.notes[n].text.end as usize];
        let low = behind.text(source).starts_with(char::is_lowercase);
        let body = (0..draft).rev().take(FOOT).find(|&d| is_text(&drafts[d]));
        let open = body.is_none_or(|body| !ends_sentence(drafts[body].text(source)));
        if low && !open && !ends_sentence(text) && text.ends_with(|c: char| c.is_alphabetic() || matches!(c, ',' | '-' | ';')) {
            give(&mut drafts[draft + 1], n as u32);
        }
    }
}

/// A note that breaks off at its page's foot goes on with what stands right above the first label of the next page, where the
/// text of that page breaks off above it.
fn carried_over(source: &str, drafts: &mut [Draft], linked: &Linked) {
    for (n, pair) in linked.notes.windows(2).enumerate() {
        let (first, label) = (pair[0].draft as usize, pair[1].draft as usize);
        let Some(rest) = label.checked_sub(1).filter(|&rest| rest > first + 1 && drafts[label].close && drafts[rest].role == Role::Para) else { continue };
        let broken = !ends_sentence(&source[pair[0].text.start as usize..pair[0].text.end as usize]);
        let between = &drafts[first + 1..rest];
        let page = between.iter().position(is_page_end).filter(|&end| between[..end].iter().all(|draft| matches!(draft.role, Role::Furniture(_))));
        let open = between.last().is_some_and(|text| text.role == Role::Para && !ends_sentence(text.text(source)));
        if broken && open && page.is_some() && !drafts[rest].close {
            give(&mut drafts[rest], n as u32);
        }
    }
}
