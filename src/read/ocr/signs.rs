//! Signs that begin again on each page, in a text that has lost most of their notes, as those of a margin: the notes that are
//! left belong to the signs right before them or right behind them, or to none that can be known.

use std::collections::HashMap;

use super::super::links::{Found, MarkerAt, NoteAt};

/// Fewer notes in a row say nothing of the signs behind them.
const ROW: usize = 3;

/// Where most of the signs have no note, those that have one may have got another's: a block of notes keeps its links where the
/// last signs before it are those of its labels, and gets links where the next signs behind it are.
pub fn scarce(markers: &[MarkerAt], notes: &[NoteAt], found: &mut [Found]) {
    let signs: Vec<usize> = (0..markers.len()).filter(|&m| markers[m].doubt.is_none() && !markers[m].in_note).collect();
    let sure = found.iter().filter(|found| matches!(found, Found::Sure(_))).count();
    if sure * 5 >= signs.len() * 3 {
        return;
    }
    let mut blocks: HashMap<u32, Vec<usize>> = HashMap::new();
    for (m, found) in found.iter().enumerate() {
        if let Some(note) = note_of(found) {
            blocks.entry(notes[note].block).or_default().push(m);
        }
    }
    for block in notes.chunk_by(|one, other| one.block == other.block) {
        let linked = blocks.remove(&block[0].block).unwrap_or_default();
        let first = signs.partition_point(|&m| markers[m].at < block[0].at);
        let last = signs.partition_point(|&m| markers[m].at < block[block.len() - 1].at);
        let before = &signs[first.saturating_sub(block.len())..last];
        let all = before.iter().all(|m| note_of(&found[*m]).is_some_and(|note| notes[note].block == block[0].block));
        let within = linked.iter().all(|m| before.contains(m));
        for m in linked {
            found[m] = match std::mem::replace(&mut found[m], Found::Text) {
                Found::Sure(note) | Found::Likely(note, _) if all && within => {
                    Found::Likely(note, "many signs of this kind have no note in this text".to_owned())
                }
                _ => Found::None("most signs of this kind have no note in this text".to_owned()),
            };
        }
    }
    behind(markers, notes, &signs, found);
}

/// Rows of notes to which nothing refers, and whose labels are the very signs that stand next behind them.
fn behind(markers: &[MarkerAt], notes: &[NoteAt], signs: &[usize], found: &mut [Found]) {
    let mut referred = vec![false; notes.len()];
    found.iter().filter_map(note_of).for_each(|note| referred[note] = true);
    let mut at = 0;
    for block in notes.chunk_by(|one, other| one.block == other.block) {
        let first = signs.partition_point(|&m| markers[m].at < block[block.len() - 1].at);
        let next = &signs[first..(first + block.len()).min(signs.len())];
        let free = !referred[at..at + block.len()].contains(&true) && next.iter().all(|&m| note_of(&found[m]).is_none());
        if block.len() >= ROW && free && next.iter().map(|&m| markers[m].value).eq(block.iter().map(|note| note.value)) {
            for (note, &m) in (at as u32..).zip(next) {
                found[m] = Found::Likely(note, "the note stands before its marker".to_owned());
            }
        }
        at += block.len();
    }
}

fn note_of(found: &Found) -> Option<usize> {
    if let Found::Sure(note) | Found::Likely(note, _) = found { Some(*note as usize) } else { None }
}
