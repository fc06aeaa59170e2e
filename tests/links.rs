//! Markers and their notes: every link of texts of ours is known, and every damage that a scan does is done to them in
//! turn, at every place. No link may then be sure and wrong, and hardly one may lose its sureness.

mod made;

use std::collections::{BTreeMap, BTreeSet};

use ibid::model::{Link, Reading};
use ibid::read::links::{Found, Habit, MarkerAt, NoteAt, align};
use ibid::read::read_bytes;

use proptest::prelude::*;

use made::{Made, PLANS, Plan, Written, made};

/// Raised figures that are no markers, as a text has them between its words.
const FRIENDS: [&str; 32] = [
    "m²",
    "10⁵",
    "x²",
    "E = mc²",
    "²³⁵U",
    "10³ km",
    "2¹⁰",
    "1ʳᵉ",
    "40 m²",
    "12 km²",
    "some cm³,",
    "R²",
    "χ² test",
    "¹⁴C",
    "10⁻³",
    "(a+b)²",
    "a² + b² = c²",
    "SO₄²⁻",
    "Sr⁹⁰",
    "sin² θ",
    "6.02 × 10²³",
    "3 ft²",
    "kg/m³",
    "2³ = 8",
    "¹⁄₂",
    "Ca²⁺",
    "σ²",
    "7²",
    "cos³ x",
    "n³",
    "5 × 10⁴",
    "log² n",
];

/// Which links are sure: source byte of the marker, source byte of the note.
type Sure = Vec<(u32, u32)>;

fn read(source: &str) -> Reading {
    read_bytes("made.txt", source.as_bytes().to_vec(), None).expect("a text").1
}

fn as_read(reading: &Reading) -> Sure {
    let document = &reading.document;
    let sure = |reference: &ibid::model::NoteRef| match reference.link {
        Link::Sure(note) => Some((document.source(reference.at), document.notes[note.0 as usize].source)),
        _ => None,
    };
    document.refs.iter().filter_map(sure).collect()
}

/// What the alignment must be better than: the next note with the marker's label, else the last one before it.
fn looked_up(reading: &Reading) -> Sure {
    let document = &reading.document;
    let note_of = |reference: &ibid::model::NoteRef| {
        let at = document.source(reference.at);
        let same = || document.notes.iter().filter(|note| note.label == reference.label);
        same().find(|note| note.source > at).or_else(|| same().next_back()).map(|note| (at, note.source))
    };
    document.refs.iter().filter_map(note_of).collect()
}

/// What was found wrong after an edit: links that are sure and wrong, and notes whose link is no longer sure without need.
#[derive(Debug, Default)]
struct Faults {
    wrong: Vec<String>,
    lost: Vec<String>,
}

impl Faults {
    fn judge(&mut self, edit: &str, edited: &Made, touched: &BTreeSet<usize>, linker: fn(&Reading) -> Sure) {
        let Written { source, markers, notes, .. } = edited.written();
        let sure: BTreeMap<u32, u32> = linker(&read(&source)).into_iter().collect();
        let truth: BTreeMap<u32, usize> = markers.iter().filter_map(|&(at, _, note)| Some((at, note?))).collect();
        let note_at: BTreeMap<u32, usize> = notes.iter().map(|&(at, _, note)| (at, note)).collect();
        for (marker, note) in &sure {
            if truth.get(marker) != note_at.get(note) || !truth.contains_key(marker) {
                let shown: String = source[..*marker as usize].chars().rev().take(20).collect::<Vec<_>>().into_iter().rev().collect();
                self.wrong.push(format!("{edit}: {shown:?} is sure, its note {:?}, true {:?}", note_at.get(note), truth.get(marker)));
            }
        }
        for (marker, note) in truth {
            if !touched.contains(&note) && note_at.values().any(|&other| other == note) && !sure.contains_key(&marker) {
                self.lost.push(format!("{edit}: note {note}"));
            }
        }
    }
}

/// The five texts, read as they are: every link is sure.
fn texts() -> Vec<(Plan, Made)> {
    PLANS.into_iter().map(|plan| (plan, made(plan, &[3, 1, 4, 2, 5], PLANS.len()))).collect()
}

/// Every edit at every place.
fn all_faults(linker: fn(&Reading) -> Sure, plan: Plan, text: &Made) -> Faults {
    let mut faults = Faults::default();
    for id in 0..text.numbering.len() {
        let edits = [
            ("drop marker", text.drop_marker(id)),
            ("double near", text.double(id, false)),
            ("double far", text.double(id, true)),
            ("drop note", text.drop_note(id)),
            ("restart", text.restart(id)),
        ];
        for (name, (edited, touched)) in edits {
            faults.judge(&format!("{plan:?}, {name} {id}"), &edited, &touched, linker);
        }
    }
    for (i, gap) in text.gaps().into_iter().enumerate() {
        for words in ["m²", "10⁵", FRIENDS[2 + i % (FRIENDS.len() - 2)]] {
            faults.judge(&format!("{plan:?}, {words} at {gap:?}"), &text.insert(gap, words), &BTreeSet::new(), linker);
        }
    }
    faults
}

#[test]
fn every_link_of_a_sound_text_is_sure() {
    for (plan, text) in texts() {
        let mut faults = Faults::default();
        faults.judge(&format!("{plan:?}"), &text, &BTreeSet::new(), as_read);
        assert!(faults.wrong.is_empty() && faults.lost.is_empty(), "{faults:#?}\n{}", text.story());
    }
}

#[test]
fn no_damage_makes_a_wrong_link_sure() {
    let mut found = (Vec::new(), Vec::new());
    for (plan, text) in texts() {
        let faults = all_faults(as_read, plan, &text);
        found.0.extend(faults.wrong);
        found.1.extend(faults.lost);
    }
    assert!(found.0.is_empty() && found.1.is_empty(), "wrong {:#?}, lost {:#?}", found.0, found.1);
}

#[test]
fn a_look_up_of_the_label_makes_wrong_links_sure() {
    for (plan, text) in texts() {
        let faults = all_faults(looked_up, plan, &text);
        assert!(!faults.wrong.is_empty(), "{plan:?}: the checks do not bite");
    }
}

/// How many links a linker of places alone makes wrongly sure, over every edit at every place.
fn wrongly_sure(linker: fn(&[MarkerAt], &[NoteAt]) -> Vec<Found>) -> usize {
    let mut wrong = 0;
    for (_, text) in texts() {
        let mut edits: Vec<Made> = Vec::new();
        for id in 0..text.numbering.len() {
            edits.extend([text.drop_marker(id).0, text.double(id, false).0, text.double(id, true).0, text.drop_note(id).0, text.restart(id).0]);
        }
        edits.extend(text.gaps().into_iter().flat_map(|gap| [text.stray(gap, 2), text.stray(gap, 5)]));
        for edited in edits {
            let Written { markers, notes, blocks, .. } = edited.written();
            let marker_at = |&(at, value, _): &(u32, u32, Option<usize>)| MarkerAt { at, value, doubt: None, in_note: false, weight: 0 };
            let note_at = |(&(at, value, _), &block): (&(u32, u32, usize), &u32)| NoteAt { at, value, block, weight: 0 };
            let found = linker(&markers.iter().map(marker_at).collect::<Vec<_>>(), &notes.iter().zip(&blocks).map(note_at).collect::<Vec<_>>());
            assert_eq!(found.len(), markers.len());
            let is_wrong =
                |(marker, found): (&(u32, u32, Option<usize>), &Found)| matches!(found, Found::Sure(note) if marker.2 != Some(notes[*note as usize].2));
            wrong += markers.iter().zip(&found).filter(|&pair| is_wrong(pair)).count();
        }
    }
    wrong
}

#[test]
fn the_alignment_alone_makes_no_wrong_link_sure_and_a_look_up_does() {
    let look_up = |markers: &[MarkerAt], notes: &[NoteAt]| {
        let found = |marker: &MarkerAt| {
            let same = |note: &&NoteAt| note.value == marker.value;
            let note = notes.iter().filter(same).find(|note| note.at > marker.at).or_else(|| notes.iter().rfind(same));
            note.map_or(Found::Text, |note| Found::Sure(notes.iter().position(|other| other == note).expect("it is there") as u32))
        };
        markers.iter().map(found).collect()
    };
    assert_eq!(wrongly_sure(|markers, notes| align(markers, notes, Habit::default())), 0);
    assert!(wrongly_sure(look_up) > 100, "the checks do not bite");
}

/// A page whose notes are labelled in another way, and a page behind it whose marker is gone: its note belongs to neither.
#[test]
fn a_note_of_another_form_makes_no_link_beyond_it_sure() {
    for label in ["(1)", "[1]", "1.", "^1", "\\(^1\\)", "\\(^{1}\\)", "1"] {
        let source =
            format!("The harbour was closed that winter.¹\n\n{label} Letter to the council.\n\nIt was open again in spring.\n\n¹ Report of the warden.\n");
        assert_eq!(as_read(&read(&source)), [], "{label}");
    }
    // A line that begins with another number does no harm.
    let source = "The harbour was closed that winter.¹\n\n(2) It was open again in spring.\n\n¹ Report of the warden.\n";
    assert_eq!(as_read(&read(source)).len(), 1);
}

/// A text of any of the kinds, and which of its notes is touched first.
fn any_text() -> impl Strategy<Value = (Plan, Vec<u32>, usize)> {
    (prop::sample::select(PLANS.to_vec()), prop::collection::vec(0u32..6, 2..8), 0usize..40)
        .prop_filter("it has notes", |(_, parts, _)| parts.iter().sum::<u32>() > 2)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn two_damages_at_once_make_no_wrong_link_sure((plan, parts, seed) in any_text(), first in 0usize..99, step in 1usize..3, kinds in (0u8..4, 0u8..3)) {
        let text = made(plan, &parts, seed);
        let first = first % (text.numbering.len() - step);
        let second = first + step;
        // A marker and another note of the same number gone together: what is left are two that fit, and no one could tell.
        let label = |id| text.written().notes.iter().find(|note| note.2 == id).map(|note| note.1);
        prop_assume!(label(first) != label(second));
        let friend = FRIENDS[seed % FRIENDS.len()];
        let (once, name) = match kinds.0 {
            0 => (text.drop_marker(first).0, "drop marker"),
            1 => (text.double(first, seed % 2 == 0).0, "double"),
            2 => (text.restart(first).0, "restart"),
            _ => (text.insert(text.gaps()[seed], friend), friend),
        };
        let (twice, other) = match kinds.1 {
            0 => (once.drop_note(second).0, "drop note"),
            1 => (once.drop_marker(second).0, "drop marker"),
            _ => (once.drop_note(first).0, "drop the same note"),
        };
        let mut faults = Faults::default();
        faults.judge(&format!("{plan:?}, {name} {first}, {other} {second}"), &twice, &BTreeSet::new(), as_read);
        prop_assert!(faults.wrong.is_empty(), "{:#?}\n{}", faults.wrong, twice.story());
    }
}
