//! The notes of a text and the markers that refer to them: gathers both in the order of the source, has them aligned,
//! and says what is odd. The alignment itself is `links`, which knows no text.

use std::collections::HashMap;
use std::ops::Range;

use super::super::limits::WARNINGS;
use super::super::links::{self, Found, MarkerAt, NoteAt};
use super::Extent;
use super::blocks::{Draft, Role};
use super::inline::Placed;
use super::markers::{self, Marker};
use crate::model::{Link, NoteId};

/// What is known of notes and markers before anything is written.
pub struct Linked {
    /// The notes, in the order of the source.
    pub notes: Vec<NoteDraft>,
    /// The markers that are markers, ascending.
    pub markers: Vec<Placed>,
    /// What was odd: kind, source byte, words.
    pub warnings: Vec<(&'static str, u32, String)>,
}

/// A note to be.
pub struct NoteDraft {
    /// The draft that holds it.
    pub draft: u32,
    /// The number of its label.
    pub value: u32,
    /// The bytes of the source that hold its label.
    pub label: Range<u32>,
    /// The bytes of the source that hold its text.
    pub text: Range<u32>,
    /// One past the blanks behind its text.
    pub end: u32,
    /// The numbering it belongs to, counting up from 0.
    pub run: u32,
}

/// Finds notes and markers and links them.
pub fn link(source: &str, drafts: &[Draft], extent: Extent) -> Linked {
    let (mut notes, blocks) = notes(source, drafts);
    for (note, run) in notes.iter_mut().zip(links::runs(blocks.iter().map(|note| note.value))) {
        note.run = run;
    }
    let (markers, places) = gather(source, drafts, &notes);
    let found = links::align(&places, &blocks);
    let mut linked = Linked { notes, markers: Vec::new(), warnings: Vec::new() };
    let mut referred = vec![false; blocks.len()];
    let strangers = strangers(source, drafts);
    for (marker, found) in markers.iter().zip(found) {
        let found = match found {
            Found::Sure(note) if stands_between(&strangers, marker, &linked.notes[note as usize]) => {
                Found::Likely(note, format!("a line before that note begins with {} too", marker.value))
            }
            other => other,
        };
        let link = match found {
            Found::Sure(note) => Link::Sure(NoteId(note)),
            Found::Likely(..) | Found::None(_) if extent == Extent::Head => Link::Pending,
            Found::Likely(note, why) => {
                linked.warnings.push(("unsure-link", marker.start, format!("marker {} may belong to another note, or to none: {why}", marker.value)));
                Link::Likely(NoteId(note), why)
            }
            Found::None(why) => {
                linked.warnings.push(("marker-without-note", marker.start, format!("marker {} has no note: {why}", marker.value)));
                Link::None(why)
            }
            Found::Text => continue,
        };
        if let Some(note) = link.note() {
            referred[note.0 as usize] = true;
        }
        linked.markers.push(Placed { range: marker.start..marker.end, value: marker.value, link });
    }
    if extent == Extent::Whole {
        odd_notes(&mut linked, &referred);
    }
    linked
}

/// The notes, and where they stand: blocks of notes are parted by anything else but the page's furniture, and headings
/// with no text below them, as a list at a book's end has before the notes of each chapter.
fn notes(source: &str, drafts: &[Draft]) -> (Vec<NoteDraft>, Vec<NoteAt>) {
    let (mut notes, mut places) = (Vec::new(), Vec::new());
    let mut block = 0;
    for (i, draft) in (0u32..).zip(drafts) {
        match draft.role {
            Role::Note { value, text } => {
                let mut label = draft.range.start..text;
                let mut value = value;
                loop {
                    let next = next_in_line(source, label.end..draft.range.end, value);
                    let end = next.as_ref().map_or(draft.range.end, |(label, _)| label.start);
                    places.push(NoteAt { at: label.start, value, block });
                    let bare = source[label.end as usize..end as usize].trim_end_matches(' ').len() as u32;
                    notes.push(NoteDraft { draft: i, value, label: label.clone(), text: label.end..label.end + bare, end, run: 0 });
                    match next {
                        Some((range, number)) => (label, value) = (range, number),
                        None => break,
                    }
                }
            }
            Role::Furniture(_) | Role::Heading { .. } => {}
            _ => block += 1,
        }
    }
    (notes, places)
}

/// Lines that begin with a number in another way than notes do, by number: they may be notes that were not recognised.
/// Items of lists and headings are none.
fn strangers(source: &str, drafts: &[Draft]) -> HashMap<u32, Vec<u32>> {
    let mut strangers: HashMap<u32, Vec<u32>> = HashMap::new();
    for draft in drafts {
        let lines = match draft.role {
            Role::Para => 1,
            Role::Verse => usize::MAX,
            _ => continue,
        };
        let mut at = draft.range.start;
        for line in draft.text(source).split('\n').take(lines) {
            if let Some(value) = strange_label(line.trim_start()) {
                strangers.entry(value).or_default().push(at);
            }
            at += line.len() as u32 + 1;
        }
    }
    strangers
}

/// The number of a label such as `(1)`, `[1]`, `1.`, `^1` or `\(^{1}\)`, with a text behind it.
fn strange_label(line: &str) -> Option<u32> {
    let bare = line.strip_prefix("<sup>").unwrap_or(line).trim_start_matches(['\\', '(', '[', '{', '$', '^']);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let value = bare.get(..digits)?.parse().ok()?;
    let rest = &bare[digits..];
    (rest.starts_with([')', ']', '}', '\\', '$', '<', '.', ':', ' ']) && rest.contains(char::is_alphabetic)).then_some(value)
}

/// Whether a stranger with a marker's number stands between the marker and its note.
fn stands_between(strangers: &HashMap<u32, Vec<u32>>, marker: &Marker, note: &NoteDraft) -> bool {
    let Some(same) = strangers.get(&marker.value) else { return false };
    let behind = same.partition_point(|&at| at < marker.end);
    same.get(behind).is_some_and(|&at| at < note.label.start)
}

/// The next note on the same line: behind a sentence's end and a blank stands the next number, and a text behind it.
fn next_in_line(source: &str, range: Range<u32>, value: u32) -> Option<(Range<u32>, u32)> {
    let text = &source[range.start as usize..range.end as usize];
    for (at, c) in text.char_indices() {
        if markers::raised(c).is_none() || !text[..at].ends_with(' ') || !super::blocks::ends_sentence(&text[..at]) {
            continue;
        }
        if let Some((number, len)) = markers::note_label(&text[at..])
            && number == value + 1
            && text[at..at + len].ends_with(' ')
        {
            let start = range.start + at as u32;
            return Some((start..start + len as u32, number));
        }
    }
    None
}

/// The markers of the text, of tables and of notes, in the order of the source.
fn gather(source: &str, drafts: &[Draft], notes: &[NoteDraft]) -> (Vec<Marker>, Vec<MarkerAt>) {
    let (mut found, mut places) = (Vec::new(), Vec::new());
    let mut note = 0;
    for (i, draft) in (0u32..).zip(drafts) {
        let first = found.len();
        let in_note = matches!(draft.role, Role::Note { .. });
        if in_note {
            while notes.get(note).is_some_and(|note| note.draft == i) {
                markers::markers(source, notes[note].text.start as usize..notes[note].text.end as usize, &mut found);
                note += 1;
            }
        } else if !matches!(draft.role, Role::Furniture(_)) {
            markers::markers(source, draft.range.start as usize..draft.range.end as usize, &mut found);
        }
        places.extend(found[first..].iter().map(|marker| MarkerAt { at: marker.start, value: marker.value, doubt: marker.doubt, in_note }));
    }
    (found, places)
}

/// Notes nobody refers to, and labels that stand twice.
fn odd_notes(linked: &mut Linked, referred: &[bool]) {
    for (i, note) in linked.notes.iter().enumerate() {
        if !referred[i] {
            linked.warnings.push(("note-without-reference", note.label.start, format!("no marker {} refers to this note", note.value)));
        }
        let before = i.checked_sub(1).map(|before| &linked.notes[before]);
        if before.is_some_and(|before| before.run == note.run && before.value >= note.value) {
            linked.warnings.push((
                "note-out-of-order",
                note.label.start,
                format!("note {} stands behind note {}", note.value, before.map_or(0, |before| before.value)),
            ));
        }
    }
    for kind in ["unsure-link", "marker-without-note", "note-without-reference", "note-out-of-order"] {
        let mut kept = 0;
        let mut dropped = 0;
        linked.warnings.retain(|warning| {
            kept += usize::from(warning.0 == kind);
            let keep = warning.0 != kind || kept <= WARNINGS;
            dropped += usize::from(!keep);
            keep
        });
        if dropped > 0 {
            linked.warnings.push((kind, linked.notes.last().map_or(0, |note| note.label.start), format!("and {dropped} more of this kind")));
        }
    }
}
