//! What becomes of the markers that the alignment leaves over: a second reference to a note, one to a note that stands
//! before it, one whose note has lost its label, or a marker without a note.

use std::collections::HashMap;

use super::{Chain, Found, Habit, MarkerAt, Notes, Pair, REACH, SAME_PAGE};

/// Notes before a marker that are looked through for one it may refer to again.
const FAR_BACK: usize = 300;
/// Bytes between two signs of one list, as of the letters of a figure.
const ONE_LIST: u32 = 60;

/// What becomes of the markers outside the chain.
pub fn left_over(markers: &[MarkerAt], notes: &Notes, pairs: &[Pair], chain: &Chain, habit: Habit, found: &mut [Option<Found>]) {
    let linked: HashMap<u32, u32> = chain.chosen.iter().map(|&i| (pairs[i].note, pairs[i].marker)).collect();
    let misread = misread(notes);
    for (m, marker) in markers.iter().enumerate() {
        if found[m].is_some() || marker.doubt.is_some() {
            continue;
        }
        let next = notes.next(marker.at);
        // A second reference to a note: the one that stands in the block behind it, or one before it while the numbers
        // of the markers go on around this one.
        let near = |note: &u32| habit.page.is_none_or(|page| notes.all[*note as usize].at - marker.at < page);
        let near =
            |note: &u32| near(note) && (!notes.restart() || linked.get(note).is_none_or(|&other| markers[other as usize].at.abs_diff(marker.at) <= SAME_PAGE));
        let behind = second(m, next, marker.value, notes, pairs, chain, &linked).filter(near);
        let goes_on = || neighbours(markers, m).is_some_and(|(before, after)| after == before + 1 && marker.value <= before);
        let before = || (next.saturating_sub(FAR_BACK)..next).rev().find(|&i| notes.all[i].value == marker.value && !notes.strays[i]).map(|i| i as u32);
        if let Some(note) = behind.or_else(|| (habit.again && !among_doubtful(markers, m) || goes_on()).then(before).flatten()) {
            let why = if behind.is_some_and(|note| !linked.contains_key(&note)) {
                format!("marker {} stands out of the order of the others", (habit.written)(marker.value))
            } else if behind.is_some() {
                format!("marker {} stands more than once for this note", (habit.written)(marker.value))
            } else {
                "the note stands before its marker".to_owned()
            };
            found[m] = Some(Found::Likely(note, why));
            continue;
        }
        let value = marker.value;
        if let Some(&note) = misread.get(&value).filter(|_| habit.again) {
            found[m] = Some(Found::Likely(note, "the label of the note that stands where its note should is another".to_owned()));
            continue;
        }
        let sign = (habit.written)(value);
        found[m] = Some(Found::None(match notes.all.get(next) {
            Some(note) if note.value != value => format!("no note {sign} before the next note {}", (habit.written)(note.value)),
            Some(_) => format!("the next note {sign} belongs to another marker"),
            None if notes.all.is_empty() => "the text has no notes".to_owned(),
            None => format!("no note {sign} behind it"),
        }));
    }
}

/// The notes whose labels are out of the count, by the numbers that are missing there.
fn misread(notes: &Notes) -> HashMap<u32, u32> {
    let mut misread = HashMap::new();
    for (i, _) in (0u32..).zip(&notes.strays).filter(|(_, stray)| **stray) {
        let (before, after) = (notes.all[i as usize - 1].value, notes.all[i as usize + 1].value);
        (before + 1..after).filter(|value| !notes.by_value.contains_key(value)).for_each(|value| _ = misread.entry(value).or_insert(i));
    }
    misread
}

/// Whether one of a marker's neighbours stands right beside it and is doubtful: then both may be letters of a figure.
fn among_doubtful(markers: &[MarkerAt], m: usize) -> bool {
    let doubtful = |other: Option<&MarkerAt>| other.is_some_and(|other| other.doubt.is_some() && other.at.abs_diff(markers[m].at) < ONE_LIST);
    doubtful(m.checked_sub(1).and_then(|m| markers.get(m))) || doubtful(markers.get(m + 1))
}

/// The note in the block behind a marker that it may refer to a second time: one with its number, in the numbering of
/// the links around it, whose own marker is the nearest.
fn second(m: usize, next: usize, value: u32, notes: &Notes, pairs: &[Pair], chain: &Chain, linked: &HashMap<u32, u32>) -> Option<u32> {
    let block = notes.all.get(next)?.block;
    let same = notes.by_value.get(&value)?;
    let after = chain.chosen.partition_point(|&i| (pairs[i].marker as usize) < m);
    let around: Vec<u32> = [after.checked_sub(1), Some(after)].into_iter().flatten().filter_map(|at| Some(pairs[*chain.chosen.get(at)?].note)).collect();
    let one_run = notes.lists.get(&block).is_none_or(|runs| runs.len() == 1);
    let mut candidates: Vec<u32> = Vec::new();
    for &note in around.iter().chain(&[next as u32]) {
        let at = same.partition_point(|&other| other < note);
        candidates.extend(&same[at.saturating_sub(2)..(at + 2).min(same.len())]);
    }
    candidates.retain(|&note| {
        let run = notes.runs[note as usize];
        note as usize >= next && notes.all[note as usize].block == block && (one_run || around.iter().any(|&other| notes.runs[other as usize] == run))
    });
    candidates.into_iter().min_by_key(|note| (linked.get(note).map_or(0, |&other| (other as usize).abs_diff(m)), *note))
}

/// The numbers of the markers on both sides of one, doubtful ones left out.
fn neighbours(markers: &[MarkerAt], m: usize) -> Option<(u32, u32)> {
    let before = markers[..m].iter().rev().take(REACH).find(|marker| marker.doubt.is_none())?;
    let after = markers[m + 1..].iter().take(REACH).find(|marker| marker.doubt.is_none())?;
    Some((before.value, after.value))
}
