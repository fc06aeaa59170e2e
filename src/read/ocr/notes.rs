//! The notes of a text and the markers that refer to them: gathers both in the order of the source, has those of each system
//! aligned, and says what is odd. The alignment itself is `links`, which knows no text.

mod strangers;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::super::limits::WARNINGS;
use super::super::links::{self, Found, MarkerAt, NoteAt};
use super::Extent;
use super::blocks::{Draft, Role};
use super::inline::Placed;
use super::labels::{self, Class, Form};
use super::markers::{self, Marker};
use super::signs;
use super::systems::{System, Systems};
use crate::model::{Decision, Link, NoteId, Reasons};
use strangers::{stands_between, strangers};

/// What is known of notes and markers before anything is written.
pub struct Linked {
    /// The notes, in the order of the source.
    pub notes: Vec<NoteDraft>,
    /// The markers that are markers, ascending.
    pub markers: Vec<Placed>,
    /// What was odd: kind, source byte, words.
    pub warnings: Vec<(&'static str, u32, String)>,
}

/// Most notes in a row whose labels may have been misread.
const MISREAD: usize = 8;

/// Fewest notes whose count alone shows that they are notes.
const COUNTED: usize = 5;

/// A note to be.
pub struct NoteDraft {
    /// The draft that holds it.
    pub draft: u32,
    /// The system it belongs to.
    pub system: u32,
    /// What its label says, in plain characters.
    pub sign: String,
    /// How far its label has counted.
    pub value: u32,
    /// The bytes of the source that hold its label.
    pub label: Range<u32>,
    /// The bytes of the source that hold its text.
    pub text: Range<u32>,
    /// One past what belongs to it: blanks behind its text, and what closes it.
    pub end: u32,
    /// The numbering it belongs to, counting up from 0.
    pub run: u32,
    /// Whether what stands around it shows that it is a note: a page's rule, a sentence that it cuts.
    pub stands_out: bool,
    /// Whether it counts on with those beside it, each with one marker of its own.
    pub counts: bool,
    /// Whether it stands in a list that a heading calls notes.
    pub headed: bool,
    /// The first marker that refers to it.
    pub marker: Option<u32>,
}

/// A marker of the text, and whether it stands in a note.
struct Gathered {
    marker: Marker,
    in_note: bool,
}

/// Finds notes and markers and links them.
pub fn link(source: &str, drafts: &[Draft], systems: &Systems, extent: Extent, reasons: &mut Reasons) -> Linked {
    let mut linked = Linked { notes: notes(source, drafts, systems), markers: Vec::new(), warnings: Vec::new() };
    let gathered = gather(source, drafts, &linked.notes, systems);
    let strangers = strangers(source, drafts);
    let mut runs = 0;
    for (index, system) in (0u32..).zip(&systems.systems) {
        let mine: Vec<u32> = (0u32..).zip(&linked.notes).filter(|(_, note)| note.system == index).map(|(i, _)| i).collect();
        let values: Vec<u32> = mine.iter().map(|&note| linked.notes[note as usize].value).collect();
        for (&note, run) in mine.iter().zip(links::runs(&values)) {
            linked.notes[note as usize].run = runs + run;
        }
        runs = mine.iter().map(|&note| linked.notes[note as usize].run + 1).max().unwrap_or(runs);
        let markers: Vec<&Gathered> = gathered.iter().filter(|gathered| system.takes(&gathered.marker)).collect();
        let places: Vec<MarkerAt> = markers.iter().map(|gathered| gathered.place()).collect();
        let habit = system.habit();
        let notes = placed(&linked.notes, &mine, &markers, drafts, system.class == Class::Symbol);
        let found = links::align(&places, &notes, habit);
        let mut found = in_gaps(&markers, &mine, &linked.notes, found);
        if system.class == Class::Symbol {
            signs::scarce(&places, &notes, &mut found);
        }
        let found = if index == 0 { found } else { in_order(&markers, found) };
        if system.form == Form::Bare {
            counted(source, &markers, &mine, &found, &mut linked.notes);
        }
        // Figures that stand where a decimal's might, and the note for them below.
        let agreed = links::pages::agreed(&places, &notes, |m| markers[m].marker.form == Form::Bare);
        for ((gathered, found), agreed) in markers.iter().zip(found).zip(agreed) {
            take(source, &mut linked, *system, &mine, &strangers, &gathered.marker, (found, agreed), extent);
        }
    }
    linked.markers.sort_by_key(|placed| placed.range.start);
    linked.markers.dedup_by(|second, first| second.range.start < first.range.end);
    if extent == Extent::Whole {
        odd_notes(&mut linked);
    }
    for placed in linked.markers.iter().filter(|placed| matches!(placed.link, Link::Sure(_))) {
        reasons.give(Decision::Link, placed.range.start, || links::SURE.to_owned());
    }
    for note in &linked.notes {
        reasons.give(Decision::Note, note.label.start, || note.why().to_owned());
    }
    linked
}

impl NoteDraft {
    /// Whether more than a marker of its number shows that it is a note.
    fn is_shown(&self) -> bool {
        self.stands_out || self.counts
    }

    /// Why it is a note.
    fn why(&self) -> &'static str {
        match (self.marker, self.stands_out) {
            _ if self.counts && !self.stands_out => "it counts on with the notes beside it, and each has one marker of its own",
            (Some(_), true) => "a marker refers to it, and what stands around it shows that it is a note",
            (Some(_), false) => "a marker refers to it",
            (None, true) => "what stands around it shows that it is a note; no marker refers to it",
            (None, false) => "it carries on the count of the notes beside it; no marker refers to it",
        }
    }
}

impl Gathered {
    fn place(&self) -> MarkerAt {
        let Marker { range, value, doubt, .. } = &self.marker;
        MarkerAt { at: range.start, value: *value, doubt: *doubt, in_note: self.in_note, weight: 0 }
    }
}

/// The notes: those that begin in each draft of notes.
fn notes(source: &str, drafts: &[Draft], systems: &Systems) -> Vec<NoteDraft> {
    let mut notes = Vec::new();
    for (i, draft) in (0u32..).zip(drafts).filter(|(_, draft)| draft.role == Role::Note) {
        let starts = systems.within(&draft.range);
        for (k, start) in starts.iter().enumerate() {
            let candidate = &start.candidate;
            let end = starts.get(k + 1).map_or(draft.range.end, |next| next.candidate.at);
            let mut bare = source[candidate.text as usize..end as usize].trim_end_matches([' ', '\n', '\r']);
            if candidate.wrapped {
                bare = bare.strip_suffix(['*', '_']).unwrap_or(bare);
            }
            let sign = labels::plain(&source[candidate.sign.0 as usize..candidate.sign.1 as usize]);
            let text = candidate.text..candidate.text + bare.len() as u32;
            let label = candidate.at..candidate.text;
            let (stands_out, headed) = (candidate.weight >= 0, candidate.headed);
            notes.push(NoteDraft {
                draft: i,
                system: start.system,
                sign,
                value: candidate.value,
                label,
                text,
                end,
                run: 0,
                stands_out,
                headed,
                counts: false,
                marker: None,
            });
        }
    }
    notes
}

/// Where the notes of a system stand: those between which a part of the body with one of its markers stands are of two blocks,
/// and so are those whose symbols begin again.
fn placed(notes: &[NoteDraft], mine: &[u32], markers: &[&Gathered], drafts: &[Draft], symbols: bool) -> Vec<NoteAt> {
    let mut places: Vec<NoteAt> = Vec::new();
    let mut block = 0;
    let mut before: Option<&NoteDraft> = None;
    for note in mine.iter().map(|&note| &notes[note as usize]) {
        let body = |draft: &Draft| !matches!(draft.role, Role::Furniture(_) | Role::Heading { .. } | Role::Note | Role::OfNote { .. });
        let parted = before.is_some_and(|before| {
            let from = markers.partition_point(|gathered| gathered.marker.range.start < before.label.start);
            let between = markers[from..].iter().take_while(|gathered| gathered.marker.range.start < note.label.start);
            let again = symbols && note.value <= before.value;
            let parts = note.system == 0 && !note.headed || again || between.into_iter().any(|gathered| !gathered.in_note);
            drafts[before.draft as usize..note.draft as usize].iter().any(body) && parts
        });
        block += u32::from(parted);
        places.push(NoteAt { at: note.label.start, value: note.value, block, weight: 0 });
        before = Some(note);
    }
    places
}

/// Between two links, as many markers that count on as notes that nobody refers to: the labels were misread, and the order of
/// both says which belongs to which.
fn in_gaps(markers: &[&Gathered], mine: &[u32], notes: &[NoteDraft], mut found: Vec<Found>) -> Vec<Found> {
    let note_of = |found: &Found| if let Found::Sure(note) | Found::Likely(note, _) = found { Some(*note as usize) } else { None };
    let mut referred = vec![false; mine.len()];
    found.iter().filter_map(note_of).for_each(|note| referred[note] = true);
    let linked: Vec<(usize, usize)> = found.iter().enumerate().filter_map(|(m, found)| Some((m, note_of(found)?))).collect();
    for pair in linked.windows(2) {
        let [(m, note), (next, behind)] = *pair else { continue };
        if next - m < 2 || behind < note + 2 || behind - note > MISREAD {
            continue;
        }
        let gap: Vec<usize> = (m + 1..next).filter(|&m| markers[m].marker.doubt.is_none() && !markers[m].in_note).collect();
        let free: Vec<usize> = (note + 1..behind).collect();
        let mut before = markers[m].marker.value;
        let counts = gap.iter().all(|&m| {
            let value = markers[m].marker.value;
            let follows = value == before + 1 || value == 1;
            before = value;
            follows
        });
        let order = gap.len() == free.len() && gap.iter().zip(&free).all(|(&m, &note)| markers[m].marker.range.start < notes[mine[note] as usize].label.start);
        if counts && order && free.iter().all(|&note| !referred[note]) {
            for (&m, &note) in gap.iter().zip(&free) {
                let label = &notes[mine[note] as usize].sign;
                found[m] = Found::Likely(note as u32, format!("the note that stands where its note should is labelled {label}"));
            }
        }
    }
    found
}

/// Markers without a note, of systems whose signs are often something else, are markers only where they carry on the count
/// of those around them.
fn in_order(markers: &[&Gathered], mut found: Vec<Found>) -> Vec<Found> {
    let linked: Vec<usize> = (0..found.len()).filter(|&i| matches!(found[i], Found::Sure(_) | Found::Likely(..))).collect();
    for i in 0..found.len() {
        if !matches!(found[i], Found::None(_)) {
            continue;
        }
        let value = markers[i].marker.value;
        let next = linked.partition_point(|&other| other < i);
        let around = |at: Option<&usize>| at.map(|&other| markers[other].marker.value);
        let (before, after) = (around(next.checked_sub(1).and_then(|at| linked.get(at))), around(linked.get(next)));
        let carries_on = before.is_some_and(|before| value == before + 1) || after.is_some_and(|after| after == value + 1);
        if !carries_on || markers[i].in_note {
            found[i] = Found::Text;
        }
    }
    found
}

/// Notes labelled by mere figures that count up without a gap, each with one marker of its own behind another word, show
/// together what none of them shows alone: numbers of things do not stand in such an order on both sides.
fn counted(source: &str, markers: &[&Gathered], mine: &[u32], found: &[Found], notes: &mut [NoteDraft]) {
    let mut words: Vec<Option<&str>> = vec![None; mine.len()];
    for (gathered, found) in markers.iter().zip(found) {
        if let Found::Sure(note) = *found {
            let before = source[..gathered.marker.range.start as usize].trim_end_matches(|c: char| !c.is_alphanumeric());
            words[note as usize] = Some(&before[before.trim_end_matches(char::is_alphanumeric).len()..]);
        }
    }
    let counts_on = |a: usize| notes[mine[a] as usize].value + 1 == notes[mine[a + 1] as usize].value;
    let mut from = 0;
    let mut proven: Vec<u32> = Vec::new();
    while let Some(first) = (from..mine.len()).find(|&note| words[note].is_some()) {
        let end = (first + 1..mine.len()).find(|&next| words[next].is_none() || !counts_on(next - 1)).unwrap_or(mine.len());
        let various: HashSet<&str> = words[first..end].iter().flatten().copied().collect();
        if end - first >= COUNTED && various.len() * 2 > end - first {
            proven.extend(&mine[first..end]);
        }
        from = end;
    }
    proven.into_iter().for_each(|note| notes[note as usize].counts = true);
}

/// Files a marker with what became of it.
#[allow(clippy::too_many_arguments)]
fn take(
    source: &str,
    linked: &mut Linked,
    system: System,
    mine: &[u32],
    strangers: &HashMap<u32, Vec<u32>>,
    marker: &Marker,
    (found, agreed): (Found, Option<u32>),
    extent: Extent,
) {
    let sign = labels::plain(&source[marker.sign.start as usize..marker.sign.end as usize]);
    let found = match found {
        Found::Likely(note, _) if agreed == Some(note) && (marker.doubt.is_none() || marker.form == Form::Bare) => Found::Sure(note),
        other => other,
    };
    let found = match found {
        Found::Sure(note) if system.form == Form::Raised && stands_between(strangers, marker, &linked.notes[mine[note as usize] as usize]) => {
            Found::Likely(note, format!("a line before that note begins with {} too", marker.value))
        }
        Found::Sure(note) if marker.form == Form::Bare && agreed.is_none() && !linked.notes[mine[note as usize] as usize].is_shown() => {
            Found::Likely(note, "its figures are set as those of a number are".to_owned())
        }
        // A note that is called by its name, and is the only one of that name, may be called from anywhere.
        Found::Likely(note, _) if system.form == Form::Worded && marker.doubt.is_none() && mine.len() == 1 => Found::Sure(note),
        other => other,
    };
    let link = match found {
        Found::Sure(note) => Link::Sure(NoteId(mine[note as usize])),
        Found::Likely(..) | Found::None(_) if extent == Extent::Head => Link::Pending,
        Found::Likely(note, why) => {
            linked.warnings.push(("unsure-link", marker.range.start, format!("marker {sign} may belong to another note, or to none: {why}")));
            Link::Likely(NoteId(mine[note as usize]), why)
        }
        Found::None(why) => {
            linked.warnings.push(("marker-without-note", marker.range.start, format!("marker {sign} has no note: {why}")));
            Link::None(why)
        }
        Found::Text => return,
    };
    if let Some(note) = link.note() {
        let first = &mut linked.notes[note.0 as usize].marker;
        *first = Some(first.map_or(marker.range.start, |first| first.min(marker.range.start)));
    }
    linked.markers.push(Placed { range: marker.range.clone(), sign: marker.sign.clone(), label: sign, link });
}

/// The markers of the text, of tables and of notes, in the order of the source.
fn gather(source: &str, drafts: &[Draft], notes: &[NoteDraft], systems: &Systems) -> Vec<Gathered> {
    let wanted = systems.wanted();
    let mut gathered = Vec::new();
    let mut found = Vec::new();
    let mut note = 0;
    for (i, draft) in (0u32..).zip(drafts) {
        let in_note = draft.role == Role::Note;
        if in_note {
            while notes.get(note).is_some_and(|note| note.draft == i) {
                markers::markers(source, notes[note].text.start as usize..notes[note].text.end as usize, &systems.formulas, wanted, &mut found);
                note += 1;
            }
        } else if !matches!(draft.role, Role::Furniture(_)) {
            markers::markers(source, draft.range.start as usize..draft.range.end as usize, &systems.formulas, wanted, &mut found);
        }
        gathered.extend(found.drain(..).map(|marker| Gathered { marker, in_note }));
    }
    let of_names = markers::are_of_names(source, &gathered.iter().map(|gathered| &gathered.marker).collect::<Vec<_>>());
    gathered.into_iter().zip(of_names).filter(|(_, of_name)| !of_name).map(|(gathered, _)| gathered).collect()
}

/// Notes nobody refers to, and labels that stand twice.
fn odd_notes(linked: &mut Linked) {
    for (i, note) in linked.notes.iter().enumerate() {
        if note.marker.is_none() {
            linked.warnings.push(("note-without-reference", note.label.start, format!("no marker {} refers to this note", note.sign)));
        }
        let before = linked.notes[..i].iter().rev().take(8).find(|before| before.system == note.system);
        if let Some(before) = before.filter(|before| before.run == note.run && before.value >= note.value) {
            linked.warnings.push(("note-out-of-order", note.label.start, format!("note {} stands behind note {}", note.sign, before.sign)));
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
