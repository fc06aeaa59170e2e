//! Which marker belongs to which note. Works on labels and places alone, for any kind of text.
//!
//! The markers of a text and the labels of its notes are two sequences that tell the same story in the same order, each
//! with its own damage: markers lost or doubled, powers taken for markers, notes lost, numberings that begin again. So
//! no label is looked up. Every marker gets a few candidate notes with its label: the nearest behind it, the last before
//! it, and, where a list at the end holds several numberings, the one of its own. Each pair of marker and note gets a
//! weight from what supports it: its neighbours in both sequences agree, the note stands in the next block of notes. The
//! heaviest chain of pairs that runs forward in both sequences is the alignment (a heaviest increasing subsequence with
//! a Fenwick tree, n log n). A link is sure where no other pair for the same marker or the same note is part of a chain
//! nearly as heavy; everything else is likely at best, with its reason.

mod outside;
pub mod pages;
mod prefix;
mod stray;

use std::collections::HashMap;
use std::ops::Range;

use outside::left_over;
use prefix::Fenwick;
use stray::strays;

/// A marker, in the order of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkerAt {
    /// Its source byte.
    pub at: u32,
    /// Its number.
    pub value: u32,
    /// Why it may be no marker.
    pub doubt: Option<&'static str>,
    /// Whether it stands inside a note.
    pub in_note: bool,
    /// What else speaks for it, or against it.
    pub weight: i64,
}

/// A note, in the order of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteAt {
    /// The source byte of its label.
    pub at: u32,
    /// Its number.
    pub value: u32,
    /// Which block of notes it stands in, counting up.
    pub block: u32,
    /// What else speaks for it, or against it.
    pub weight: i64,
}

/// What is known of a numbering beforehand.
#[derive(Debug, Clone, Copy)]
pub struct Habit {
    /// A label may stand for its note anywhere behind it, as letters do that count on to the end of a text.
    pub again: bool,
    /// A note stands on the page of its marker: no further behind it than so many bytes.
    pub page: Option<u32>,
    /// How a number is written: `3`, `c`, `†`.
    pub written: fn(u32) -> String,
}

impl Default for Habit {
    fn default() -> Habit {
        Habit { again: false, page: None, written: |value| value.to_string() }
    }
}

/// What became of a marker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// It belongs to this note.
    Sure(u32),
    /// It belongs to this note, but for a reason.
    Likely(u32, String),
    /// It is a marker, and no note belongs to it.
    None(String),
    /// It is no marker.
    Text,
}

/// What holds of every link that is sure.
pub const SURE: &str = "label and order agree with those of the notes, and no other marker or note fits nearly as well";

/// The weight of equal labels alone.
const EQUAL: i64 = 10;
/// The note stands in the next block of notes behind the marker.
const NEXT_BLOCK: i64 = 4;
/// The note stands before its marker.
const BEFORE: i64 = -4;
/// The neighbour on one side has the neighbouring number in both sequences.
const SUPPORT: i64 = 3;
/// A numbering begins with this note.
const BEGINS: i64 = 2;
/// Something speaks against the marker.
const DOUBT: i64 = -6;
/// The marker stands in a note.
const IN_NOTE: i64 = -3;
/// On a page, the same sign stands again between the marker and the note: as a label, or as a marker that is too far from this one
/// for both to be the note's.
const AGAIN: i64 = -4;
/// Bytes within which two markers may refer to one note of a page.
const SAME_PAGE: u32 = 1500;
/// A chain lighter by less than this is as good: less than what one pair brings, more than what supports it.
const MARGIN: i64 = 7;
/// Candidates behind a marker.
const BEHIND: usize = 4;
/// Numberings by which the count of the markers' and the notes' may have gone apart.
const ASTRAY: u32 = 4;
/// Fewer notes in a numbering, on average, are those of a page.
const LONG_RUN: usize = 8;
/// Markers that are looked at for support on each side: between two true ones may stand false ones.
const REACH: usize = 3;

/// A marker and a note with the same number.
#[derive(Debug, Clone, Copy)]
struct Pair {
    marker: u32,
    note: u32,
    weight: i64,
}

/// The notes with what is looked up of them.
struct Notes<'n> {
    all: &'n [NoteAt],
    /// For each note its numbering.
    runs: Vec<u32>,
    /// The notes of each number.
    by_value: HashMap<u32, Vec<u32>>,
    /// The numberings in each block of notes.
    lists: HashMap<u32, Range<u32>>,
    /// For each note whether its label is out of the count of those around it.
    strays: Vec<bool>,
}

impl<'n> Notes<'n> {
    fn new(all: &'n [NoteAt]) -> Notes<'n> {
        let values: Vec<u32> = all.iter().map(|note| note.value).collect();
        let runs = runs(&values);
        let mut by_value: HashMap<u32, Vec<u32>> = HashMap::new();
        let mut lists: HashMap<u32, Range<u32>> = HashMap::new();
        for (i, note) in (0u32..).zip(all) {
            by_value.entry(note.value).or_default().push(i);
            let run = runs[i as usize];
            lists.entry(note.block).or_insert(run..run + 1).end = run + 1;
        }
        Notes { all, runs, by_value, lists, strays: strays(&values) }
    }

    /// Whether the numberings are as short as those of pages.
    fn restart(&self) -> bool {
        self.runs.last().is_some_and(|&last| self.all.len() < LONG_RUN * (last as usize + 1))
    }

    /// The first note behind a source byte.
    fn next(&self, at: u32) -> usize {
        self.all.partition_point(|note| note.at <= at)
    }
}

/// Aligns the markers with the notes; the answer has an entry for each marker.
pub fn align(markers: &[MarkerAt], notes: &[NoteAt], habit: Habit) -> Vec<Found> {
    let notes = Notes::new(notes);
    let pairs = candidates(markers, &notes, habit);
    let chain = heaviest(&pairs, notes.all.len());
    let mut found: Vec<Option<Found>> = vec![None; markers.len()];
    for &i in &chain.chosen {
        found[pairs[i].marker as usize] = Some(verdict(i, &pairs, &chain, markers, &notes, habit));
    }
    left_over(markers, &notes, &pairs, &chain, habit, &mut found);
    found.into_iter().map(|found| found.unwrap_or(Found::Text)).collect()
}

/// The pairs of marker and note that the heaviest chain takes, with their weights: how well two sequences tell the same story.
pub fn chain(markers: &[MarkerAt], notes: &[NoteAt], habit: Habit) -> Vec<(u32, u32, i64)> {
    let notes = Notes::new(notes);
    let pairs = candidates(markers, &notes, habit);
    let chain = heaviest(&pairs, notes.all.len());
    chain.chosen.iter().map(|&i| (pairs[i].marker, pairs[i].note, pairs[i].weight)).collect()
}

/// The numberings of the notes: for each note the run it belongs to, counting up from 0. A run ends where a label falls
/// back far enough that it cannot be a misprint, and where a first one follows a first one.
pub fn runs(values: &[u32]) -> Vec<u32> {
    let mut run = 0;
    let mut before = None;
    let count = |(&value, stray): (&u32, bool)| {
        if !stray {
            run += u32::from(before.is_some_and(|before| falls_back(before, value)));
            before = Some(value);
        }
        run
    };
    values.iter().zip(strays(values)).map(count).collect()
}

fn falls_back(before: u32, value: u32) -> bool {
    value < before && value <= (before / 2).max(2) || value == 1 && before == 1
}

fn candidates(markers: &[MarkerAt], notes: &Notes, habit: Habit) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut run = 0;
    let mut before = None;
    let mut list = None;
    let again = if habit.page.is_some() { again(markers) } else { vec![None; markers.len()] };
    for (m, marker) in (0u32..).zip(markers) {
        let next = notes.next(marker.at);
        let mut chosen: Vec<u32> = Vec::new();
        if marker.doubt.is_none() && !marker.in_note {
            let this_list = notes.all.get(next).map(|note| note.block);
            if list != this_list {
                (run, before, list) = (0, None, this_list);
            }
            run += u32::from(before.is_some_and(|before| falls_back(before, marker.value)));
            before = Some(marker.value);
        }
        if let Some(same) = notes.by_value.get(&marker.value) {
            let behind = same.partition_point(|&note| notes.all[note as usize].at <= marker.at);
            chosen.extend(same[behind..].iter().take(BEHIND));
            chosen.extend(behind.checked_sub(1).map(|i| same[i]));
            // A list at a book's end holds more numberings than the nearest few.
            if let Some(runs) = list.and_then(|block| notes.lists.get(&block)).filter(|runs| runs.len() > 1) {
                let own = (runs.start + run).saturating_sub(ASTRAY)..(runs.start + run + ASTRAY + 1).min(runs.end);
                let from = same.partition_point(|&note| notes.runs[note as usize] < own.start);
                chosen.extend(same[from..].iter().take_while(|&&note| notes.runs[note as usize] < own.end).take(4 * BEHIND));
            }
        }
        if let Some(page) = habit.page {
            chosen.retain(|&note| (marker.at..marker.at + page).contains(&notes.all[note as usize].at));
        }
        // Within one marker the later note first: so no chain can take two notes for it.
        chosen.sort_unstable_by(|a, b| b.cmp(a));
        chosen.dedup();
        // On a page a doubtful sign is one only where the sign before it in order stands before it.
        let before = &markers[(m as usize).saturating_sub(REACH)..m as usize];
        let carried = |other: &MarkerAt| other.doubt.is_none() && other.value + 1 == marker.value && notes.next(other.at) == next;
        if habit.page.is_some() && marker.doubt.is_some() && marker.value > 1 && !before.iter().any(carried) {
            continue;
        }
        let far = |note: u32| again[m as usize].is_some_and(|other| other - marker.at > SAME_PAGE && other < notes.all[note as usize].at);
        let nearest = chosen.iter().copied().filter(|&note| note as usize >= next).min();
        let beyond = |note: u32| habit.page.is_some() && nearest.is_some_and(|nearest| note > nearest);
        let weight = |note: u32| weight(m as usize, note as usize, next, markers, notes) + if far(note) || beyond(note) { AGAIN } else { 0 };
        pairs.extend(chosen.into_iter().map(|note| Pair { marker: m, note, weight: weight(note) }).filter(|pair| pair.weight > 0));
    }
    pairs
}

/// For each marker where its sign stands the next time.
fn again(markers: &[MarkerAt]) -> Vec<Option<u32>> {
    let mut next: HashMap<u32, u32> = HashMap::new();
    let mut again = vec![None; markers.len()];
    for (m, marker) in markers.iter().enumerate().rev() {
        again[m] = next.get(&marker.value).copied();
        if marker.doubt.is_none() && !marker.in_note {
            next.insert(marker.value, marker.at);
        }
    }
    again
}

fn weight(m: usize, n: usize, next: usize, markers: &[MarkerAt], notes: &Notes) -> i64 {
    let (marker, note) = (&markers[m], &notes.all[n]);
    let mut weight = EQUAL + marker.weight + note.weight;
    if n < next {
        weight += BEFORE;
    } else if notes.all.get(next).is_some_and(|first| first.block == note.block) {
        weight += NEXT_BLOCK;
    }
    weight += if marker.doubt.is_some() { DOUBT } else { 0 } + if marker.in_note { IN_NOTE } else { 0 };
    let near = |value: u32, range: Range<usize>| markers[range].iter().any(|other| other.value == value && other.doubt.is_none());
    let note_before = n.checked_sub(1).is_some_and(|before| notes.all[before].value + 1 == note.value);
    if note_before && near(marker.value.wrapping_sub(1), m.saturating_sub(REACH)..m) {
        weight += SUPPORT;
    }
    let note_behind = notes.all.get(n + 1).is_some_and(|behind| behind.value == note.value + 1);
    if note_behind && near(marker.value + 1, m + 1..(m + 1 + REACH).min(markers.len())) {
        weight += SUPPORT;
    }
    if note.value == 1 && n.checked_sub(1).is_none_or(|before| notes.runs[before] != notes.runs[n]) {
        weight += BEGINS;
    }
    weight
}

/// The heaviest chain, and how heavy the best chain through each pair is.
struct Chain {
    /// Indices of the pairs in the chain, ascending.
    chosen: Vec<usize>,
    /// The weight of the best chain through each pair.
    through: Vec<i64>,
    /// The weight of the chain.
    best: i64,
    /// For each pair the pairs that share its marker or its note.
    rivals: Vec<Vec<u32>>,
}

fn heaviest(pairs: &[Pair], notes: usize) -> Chain {
    // Forward: the best chain that ends with a pair. Pairs come by marker ascending and, within one, by note descending.
    let mut tree = Fenwick::new(notes);
    let mut forward = vec![0i64; pairs.len()];
    let mut previous = vec![None; pairs.len()];
    for (i, pair) in pairs.iter().enumerate() {
        let (best, from) = tree.best(pair.note as usize);
        (forward[i], previous[i]) = (best + pair.weight, from);
        tree.raise(pair.note as usize, forward[i], i);
    }
    // Backward: the best chain that begins with a pair.
    let mut tree = Fenwick::new(notes);
    let mut through = vec![0i64; pairs.len()];
    for (i, pair) in pairs.iter().enumerate().rev() {
        let mirrored = notes - 1 - pair.note as usize;
        let backward = tree.best(mirrored).0 + pair.weight;
        through[i] = forward[i] + backward - pair.weight;
        tree.raise(mirrored, backward, i);
    }
    let mut chosen = Vec::new();
    let mut at = (0..pairs.len()).max_by_key(|&i| forward[i]);
    let best = at.map_or(0, |i| forward[i]);
    while let Some(i) = at {
        chosen.push(i);
        at = previous[i];
    }
    chosen.reverse();
    let mut of_note: HashMap<u32, Vec<u32>> = HashMap::new();
    let mut of_marker: HashMap<u32, Vec<u32>> = HashMap::new();
    for (i, pair) in (0u32..).zip(pairs) {
        of_note.entry(pair.note).or_default().push(i);
        of_marker.entry(pair.marker).or_default().push(i);
    }
    let mut rivals = vec![Vec::new(); pairs.len()];
    for &i in &chosen {
        let pair = pairs[i];
        rivals[i].extend(of_note[&pair.note].iter().chain(&of_marker[&pair.marker]).copied().filter(|&other| other as usize != i));
    }
    Chain { chosen, through, best, rivals }
}

/// How sure a pair of the chain is.
fn verdict(i: usize, pairs: &[Pair], chain: &Chain, markers: &[MarkerAt], notes: &Notes, habit: Habit) -> Found {
    let pair = pairs[i];
    let (marker, note) = (&markers[pair.marker as usize], &notes.all[pair.note as usize]);
    let likely = |why: String| Found::Likely(pair.note, why);
    if let Some(doubt) = marker.doubt {
        return likely(doubt.to_owned());
    }
    if marker.in_note {
        return likely("the marker stands inside a note".to_owned());
    }
    if note.at < marker.at {
        return likely("the note stands before its marker".to_owned());
    }
    let as_good = chain.rivals[i].iter().map(|&other| (pairs[other as usize], chain.through[other as usize]));
    for (rival, through) in as_good {
        if through <= chain.best - MARGIN || markers[rival.marker as usize].doubt.is_some() {
            continue;
        }
        return likely(if rival.note == pair.note {
            format!("marker {} stands more than once for this note", (habit.written)(marker.value))
        } else {
            format!("there is more than one note {} that it may belong to", (habit.written)(marker.value))
        });
    }
    if notes.all[notes.next(marker.at)].block != note.block {
        return likely("its note stands beyond another block of notes".to_owned());
    }
    // Below a page, of two markers with one number the nearer is the note's, or one of the two has lost its own.
    let one_run = notes.lists.get(&note.block).is_none_or(|runs| runs.len() == 1);
    let between = markers[pair.marker as usize + 1..].iter().take(REACH * 2).take_while(|other| other.at < note.at);
    if one_run && between.into_iter().any(|other| other.value == marker.value && other.doubt.is_none() && !other.in_note) {
        return likely(format!("another marker {} stands between it and this note", (habit.written)(marker.value)));
    }
    Found::Sure(pair.note)
}
