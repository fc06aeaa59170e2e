//! The systems of notes in a text: which way of setting markers goes with which way of setting labels, and which lines are
//! notes therefore. A system is one where markers and labels tell the same story in order, often enough that chance does not
//! explain it; a list, an enumeration or a bibliography has labels too, and nothing in the text that counts along.

mod lookalikes;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::super::links::{self, Habit, MarkerAt, NoteAt};
use super::candidates::{Candidate, candidates};
use super::labels::{self, Class, Form};
use super::lines::{self, Line};
use super::markers::{self, Marker, Wanted};
use super::math;
use super::tables::Apart;

/// How the markers of a system are set, and what counts in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct System {
    /// What counts.
    pub class: Class,
    /// How the markers are set: raised, in brackets, as symbols, or right behind the word.
    pub form: Form,
}

/// A note's beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    /// Where, and with which label.
    pub candidate: Candidate,
    /// The index of its system.
    pub system: u32,
}

/// The notes of a text, and the systems they belong to.
#[derive(Debug, Clone, Default)]
pub struct Systems {
    /// The systems; the first is that of raised numbers, which are never anything else than markers.
    pub systems: Vec<System>,
    /// The beginnings of the notes, in the order of the source.
    pub starts: Vec<Start>,
    /// Where formulas stand.
    pub formulas: Vec<Range<u32>>,
}

/// Most bytes of a page with its notes, those of a folio in small print.
const PAGE: u32 = 9000;
/// Lines within which items of a list follow one another.
const LISTED: u32 = 2;
/// A pair lighter than this says nothing of a system.
const EVEN: i64 = 12;

/// The systems of a source and the notes that belong to them.
pub fn systems(source: &str, lines: &[Line], furniture: &[Option<&'static str>], apart: &[Apart], habit: lines::Habit) -> Systems {
    let mut candidates = candidates(source, lines, furniture, apart, habit);
    let first = System { class: Class::Number, form: Form::Raised };
    let mut found = Systems { systems: vec![first], starts: Vec::new(), formulas: math::formulas(source) };
    let wanted = wanted(&candidates);
    let markers = if wanted == Wanted::default() { Vec::new() } else { gather(source, lines, furniture, &candidates, &found.formulas, wanted) };
    lookalikes::drop_signs_of_paragraphs(&mut candidates, &markers);
    let mut claimed = Claimed::default();
    let mut tried: Vec<(System, Labelled, i64)> = possible(&candidates, &markers)
        .into_iter()
        .map(|system| {
            let (labelled, strength) = labelled(system, &candidates, &markers);
            (system, labelled, strength)
        })
        .filter(|(system, _, strength)| *strength >= least(*system))
        .collect();
    tried.sort_by_key(|(.., strength)| std::cmp::Reverse(*strength));
    for (system, labelled, _) in tried {
        let pairs = pairs(system, labelled, &candidates, &markers, &claimed);
        if strength(&pairs, &markers) < least(system)
            || !counts(system, &candidates, &pairs)
            || lookalikes::is_bibliography(source, lines, system, &candidates, &markers, &pairs)
            || lookalikes::are_parts_of_words(system, candidates.iter().filter(|candidate| suits(system, labelled, candidate)).count(), &markers, &pairs)
            || lookalikes::is_sign_of_its_own(system, &candidates, &markers, &pairs)
        {
            continue;
        }
        let index = found.systems.iter().position(|other| *other == system).unwrap_or(found.systems.len());
        if index == found.systems.len() {
            found.systems.push(system);
        }
        for (marker, candidate, _) in &pairs {
            claimed.markers.insert(markers[*marker].range.start);
            claimed.notes.insert(candidates[*candidate].at, (*candidate, index as u32));
        }
        neighbours(system, index as u32, &candidates, &pairs, &mut claimed);
    }
    // Raised numbers and named notes are notes, whoever refers to them.
    for (i, candidate) in candidates.iter().enumerate() {
        let certain = candidate.form == Form::Raised && candidate.class == Class::Number || candidate.form == Form::Named;
        if certain && !claimed.notes.contains_key(&candidate.at) {
            let system =
                found.systems.iter().position(|system| system.class == candidate.class && (candidate.form == Form::Named || system.form == Form::Raised));
            let system = system.unwrap_or_else(|| {
                found.systems.push(System { class: candidate.class, form: Form::Square });
                found.systems.len() - 1
            });
            claimed.notes.insert(candidate.at, (i, system as u32));
        }
    }
    found.starts = claimed.notes.into_values().map(|(candidate, system)| Start { candidate: candidates[candidate].clone(), system }).collect();
    found.starts.sort_by_key(|start| start.candidate.at);
    found
}

impl Systems {
    /// The note that begins at a source byte.
    pub fn at(&self, byte: u32) -> Option<(usize, &Start)> {
        let at = self.starts.binary_search_by_key(&byte, |start| start.candidate.at).ok()?;
        Some((at, &self.starts[at]))
    }

    /// The notes that begin in a range of the source.
    pub fn within(&self, range: &Range<u32>) -> &[Start] {
        let from = self.starts.partition_point(|start| start.candidate.at < range.start);
        let to = self.starts.partition_point(|start| start.candidate.at < range.end);
        &self.starts[from..to]
    }

    /// Which signs may be markers in this text.
    pub fn wanted(&self) -> Wanted {
        let has = |form: Form| self.systems.iter().any(|system| system.form == form);
        Wanted {
            round: has(Form::Round),
            square: has(Form::Square) || has(Form::Worded),
            signs: has(Form::Sign),
            letters: self.systems.iter().any(|system| system.form == Form::Raised && system.class != Class::Number),
            bare: has(Form::Bare),
        }
    }
}

impl System {
    /// Whether a marker is set as those of the system are.
    pub fn takes(self, marker: &Marker) -> bool {
        let raised_sign = self.form == Form::Sign && marker.form == Form::Raised;
        marker.class == self.class && (marker.form == self.form || raised_sign)
    }

    /// What is known of such numberings: symbols are those of a page, letters count on and may stand again.
    pub fn habit(self) -> Habit {
        Habit {
            again: matches!(self.class, Class::Letter | Class::Capital),
            page: (self.class == Class::Symbol).then_some(PAGE),
            written: labels::written(self.class),
        }
    }

    /// What it says for a note of this system that its label is set so; `None` where it cannot be.
    fn suits(self, label: Form) -> Option<i64> {
        match (self.form, label) {
            (Form::Raised, Form::Raised) => Some(4),
            (Form::Raised, Form::Named) => Some(3),
            (Form::Raised, Form::Bare | Form::Stop) => Some(-1),
            (Form::Raised, Form::Round | Form::Square) => Some(-2),
            (Form::Round, Form::Round | Form::Named) => Some(3),
            (Form::Round, Form::Raised) => Some(-3),
            (Form::Round, Form::Stop | Form::Bare) => Some(-5),
            (Form::Square, Form::Named) => Some(5),
            (Form::Worded, Form::Worded) => Some(4),
            (Form::Square, Form::Square) => Some(3),
            (Form::Square, Form::Raised) => Some(-3),
            (Form::Square, Form::Stop | Form::Bare) => Some(-5),
            (Form::Sign, Form::Sign | Form::Named) => Some(3),
            (Form::Sign, Form::Raised | Form::Round | Form::Square) => Some(0),
            (Form::Bare, Form::Bare) => Some(3),
            (Form::Bare, Form::Stop | Form::Raised) => Some(1),
            _ => None,
        }
    }
}

/// Places that a system already took.
#[derive(Default)]
struct Claimed {
    markers: HashSet<u32>,
    /// By the byte of the label: the candidate and its system.
    notes: HashMap<u32, (usize, u32)>,
}

/// How strong a system must be before it is one: the weaker its signs are by themselves, the stronger.
fn least(system: System) -> i64 {
    match system.form {
        Form::Raised => 1,
        Form::Sign => 5,
        Form::Square => 8,
        Form::Round => 10,
        _ => 12,
    }
}

/// The signs that labels of this text suggest as markers.
fn wanted(candidates: &[Candidate]) -> Wanted {
    let any = |holds: fn(&Candidate) -> bool| candidates.iter().any(holds);
    Wanted {
        round: any(|candidate| candidate.headed || matches!(candidate.form, Form::Round | Form::Named)),
        square: any(|candidate| candidate.headed || matches!(candidate.form, Form::Square | Form::Named | Form::Worded)),
        signs: any(|candidate| candidate.class == Class::Symbol),
        letters: any(|candidate| matches!(candidate.class, Class::Letter | Class::Capital)),
        bare: any(|candidate| matches!(candidate.form, Form::Bare | Form::Stop) && candidate.weight > -2),
    }
}

/// The markers of all lines, labels left out.
fn gather(source: &str, lines: &[Line], furniture: &[Option<&'static str>], candidates: &[Candidate], formulas: &[Range<u32>], wanted: Wanted) -> Vec<Marker> {
    let mut found = Vec::new();
    let mut next = 0;
    for (i, line) in lines.iter().enumerate() {
        if line.is_blank() || furniture[i].is_some() {
            continue;
        }
        let mut from = line.from;
        while let Some(candidate) = candidates.get(next).filter(|candidate| candidate.line as usize <= i) {
            if candidate.at >= from {
                markers::markers(source, from as usize..candidate.at as usize, formulas, wanted, &mut found);
            }
            from = from.max(candidate.text);
            next += 1;
        }
        markers::markers(source, (from as usize).min(line.end as usize)..line.end as usize, formulas, wanted, &mut found);
    }
    let of_names = markers::are_of_names(source, &found.iter().collect::<Vec<_>>());
    found.into_iter().zip(of_names).filter(|(_, of_name)| !of_name).map(|(marker, _)| marker).collect()
}

/// The systems for which there are both markers and labels.
fn possible(candidates: &[Candidate], markers: &[Marker]) -> Vec<System> {
    let labelled: HashSet<(Class, Form)> = candidates.iter().map(|candidate| (candidate.class, candidate.form)).collect();
    let mut found: Vec<System> = Vec::new();
    for marker in markers.iter().filter(|marker| marker.doubt.is_none()) {
        let form = if marker.class == Class::Symbol { Form::Sign } else { marker.form };
        let system = System { class: marker.class, form };
        if !found.contains(&system) && labelled.iter().any(|&(class, form)| class == system.class && system.suits(form).is_some()) {
            found.push(system);
        }
    }
    found
}

/// In which of the ways that suit a system its labels are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Labelled {
    /// In all of them.
    AnyWay,
    /// As figures before a blank.
    Barely,
    /// As figures before a closing bracket.
    Closed,
    /// In all ways but these.
    Otherwise,
}

impl Labelled {
    fn takes(self, label: &Candidate) -> bool {
        let set = match label.form {
            Form::Bare => Labelled::Barely,
            Form::Stop if label.closed => Labelled::Closed,
            _ => Labelled::Otherwise,
        };
        self == Labelled::AnyWay || self == set
    }
}

/// How the labels of a system are set, and how strong it is by them. Where figures are markers, the figures of numbered paragraphs
/// look like labels, too: where one way of setting them carries most of it, the other is of something else.
fn labelled(system: System, candidates: &[Candidate], markers: &[Marker]) -> (Labelled, i64) {
    let by = |labelled| strength(&pairs(system, labelled, candidates, markers, &Claimed::default()), markers);
    let all = by(Labelled::AnyWay);
    if system.form != Form::Bare {
        return (Labelled::AnyWay, all);
    }
    let ways = [Labelled::Barely, Labelled::Closed, Labelled::Otherwise].map(|way| (way, by(way)));
    ways.into_iter().max_by_key(|(_, strength)| *strength).filter(|(_, strength)| strength * 5 >= all * 4).unwrap_or((Labelled::AnyWay, all))
}

/// Whether a candidate is set as the labels of a system are.
fn suits(system: System, labelled: Labelled, candidate: &Candidate) -> bool {
    // Behind markers in square brackets a number before a stop labels a note only where a heading says so.
    let listed = system.form == Form::Square && matches!(candidate.form, Form::Stop | Form::Bare) && !candidate.headed;
    candidate.class == system.class && !listed && system.suits(candidate.form).is_some() && labelled.takes(candidate)
}

/// The pairs of marker and candidate on which both sequences of a system agree, without what others took.
fn pairs(system: System, labelled: Labelled, candidates: &[Candidate], markers: &[Marker], claimed: &Claimed) -> Vec<(usize, usize, i64)> {
    let mine: Vec<usize> = (0..markers.len()).filter(|&m| system.takes(&markers[m]) && !claimed.markers.contains(&markers[m].range.start)).collect();
    let labels: Vec<usize> =
        (0..candidates.len()).filter(|&c| suits(system, labelled, &candidates[c]) && !claimed.notes.contains_key(&candidates[c].at)).collect();
    let mut notes = Vec::new();
    let mut block = 0;
    let mut before: Option<usize> = None;
    for &c in &labels {
        let candidate = &candidates[c];
        // Notes between which a marker stands that is in none of them are of two blocks, and so are two with one symbol, each of its
        // own page.
        let parted = before.is_some_and(|before: usize| {
            let from = mine.partition_point(|&m| markers[m].range.start < candidates[before].text);
            let again = system.class == Class::Symbol && candidate.value <= candidates[before].value;
            again || mine[from..].iter().take_while(|&&m| markers[m].range.start < candidate.at).any(|&m| !in_note(&markers[m], candidates))
        });
        block += u32::from(parted);
        notes.push(NoteAt { at: candidate.at, value: candidate.value, block, weight: candidate.weight + system.suits(candidate.form).unwrap_or_default() });
        before = Some(c);
    }
    let places: Vec<MarkerAt> = mine
        .iter()
        .map(|&m| &markers[m])
        .map(|marker| MarkerAt { at: marker.range.start, value: marker.value, doubt: marker.doubt, in_note: in_note(marker, candidates), weight: own(marker) })
        .collect();
    links::chain(&places, &notes, system.habit()).into_iter().map(|(marker, note, weight)| (mine[marker as usize], labels[note as usize], weight)).collect()
}

/// What a marker's form says for it.
fn own(marker: &Marker) -> i64 {
    match (marker.form, marker.value) {
        (Form::Bare, _) => -3,
        (Form::Sign, 2..) => 1,
        _ => 0,
    }
}

/// Whether a marker stands on the line of a label that is no list's number.
fn in_note(marker: &Marker, candidates: &[Candidate]) -> bool {
    let before = candidates.partition_point(|candidate| candidate.text <= marker.range.start).checked_sub(1).map(|at| &candidates[at]);
    before.is_some_and(|candidate| !matches!(candidate.form, Form::Stop | Form::Bare) && marker.range.start < candidate.line_end)
}

/// How much the pairs say that chance does not.
fn strength(pairs: &[(usize, usize, i64)], markers: &[Marker]) -> i64 {
    pairs.iter().filter(|(marker, ..)| markers[*marker].doubt.is_none()).map(|(_, _, weight)| (weight - EVEN).max(0)).sum()
}

/// Whether the labels count: letters and roman figures begin with the first, or two follow one another. One of them by itself
/// is a sign that stands for something else.
fn counts(system: System, candidates: &[Candidate], pairs: &[(usize, usize, i64)]) -> bool {
    let values: HashSet<u32> = pairs.iter().map(|(_, candidate, _)| candidates[*candidate].value).collect();
    let counted = matches!(system.class, Class::Letter | Class::Capital | Class::Roman);
    !counted || values.contains(&1) || values.iter().any(|value| values.contains(&(value + 1)))
}

/// Takes the candidates beside the notes of a system, set as they are and next in order: notes whose marker is gone.
fn neighbours(system: System, index: u32, candidates: &[Candidate], pairs: &[(usize, usize, i64)], claimed: &mut Claimed) {
    let forms: HashSet<(Form, bool)> = pairs.iter().map(|(_, candidate, _)| (candidates[*candidate].form, candidates[*candidate].closed)).collect();
    let fits = |candidate: &Candidate| candidate.class == system.class && forms.contains(&(candidate.form, candidate.closed));
    let mine: Vec<usize> = (0..candidates.len()).filter(|&c| fits(&candidates[c])).collect();
    let close = |one: &Candidate, other: &Candidate| one.value < other.value && other.value - one.value <= 3 && other.line - one.line <= 8;
    let taken = |claimed: &Claimed, c: usize| claimed.notes.get(&candidates[c].at).is_some_and(|&(_, system)| system == index);
    let mut orders: [Vec<usize>; 2] = [(1..mine.len()).collect(), (0..mine.len().saturating_sub(1)).rev().collect()];
    for (back, order) in orders.iter_mut().enumerate() {
        for &i in order.iter() {
            let other = if back == 0 { mine[i - 1] } else { mine[i + 1] };
            let (one, next) = if back == 0 { (other, mine[i]) } else { (mine[i], other) };
            if taken(claimed, other) && close(&candidates[one], &candidates[next]) && !claimed.notes.contains_key(&candidates[mine[i]].at) {
                claimed.notes.insert(candidates[mine[i]].at, (mine[i], index));
            }
        }
    }
    // One that stands in order between two that were taken, or next to one and clear of the text.
    let mut next: Vec<Option<u32>> = vec![None; mine.len()];
    for i in (1..mine.len()).rev() {
        next[i - 1] = if taken(claimed, mine[i]) { Some(candidates[mine[i]].value) } else { next[i] };
    }
    let mut before = None;
    for (&c, after) in mine.iter().zip(next) {
        let candidate = &candidates[c];
        if claimed.notes.contains_key(&candidate.at) {
            before = if taken(claimed, c) { Some(candidate.value) } else { before };
            continue;
        }
        let (follows, precedes) = (before.is_some_and(|before| before + 1 == candidate.value), after.is_some_and(|after| after == candidate.value + 1));
        let begins = candidate.value == 1 && before.is_none_or(|before| before > 1);
        if follows && (precedes || candidate.weight >= 2) || precedes && (begins || candidate.weight >= 2) {
            claimed.notes.insert(candidate.at, (c, index));
            before = Some(candidate.value);
        }
    }
    // A block that cuts a sentence in two is one of notes, whatever became of its markers; a symbol by itself is no list's.
    for (i, &c) in mine.iter().enumerate() {
        let alike = |other: Option<&usize>| other.is_some_and(|&other| candidates[other].line.abs_diff(candidates[c].line) <= LISTED);
        let alone = system.form == Form::Sign && candidates[c].value == 1 && !alike(i.checked_sub(1).and_then(|i| mine.get(i))) && !alike(mine.get(i + 1));
        if candidates[c].weight >= if candidates[c].counted || alone { 2 } else { 5 } && !claimed.notes.contains_key(&candidates[c].at) {
            claimed.notes.insert(candidates[c].at, (c, index));
        }
    }
}
