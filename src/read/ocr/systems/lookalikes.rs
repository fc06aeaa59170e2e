//! What has labels and markers as notes have, and is none: a list of works, a sign that the text uses for something else.

use std::collections::{HashMap, HashSet};

use super::super::candidates::Candidate;
use super::super::labels::{Class, Form};
use super::super::lines::Line;
use super::super::markers::Marker;
use super::{System, in_note};

/// Lines above a list in which its heading is looked for.
const HEADED: u32 = 6;
/// As many signs for each that has a note, and the sign is one of its own.
const SIGNS: usize = 8;
/// As many figures behind words for each that has a note, and they are parts of words.
const BARE: usize = 3;
/// As many labels for each that has a marker, and the same holds.
const LABELS: usize = 3;

/// Takes out the labels of symbols that an author sets before paragraphs of a kind: hardly one of them stands as a marker.
pub fn drop_signs_of_paragraphs(candidates: &mut Vec<Candidate>, markers: &[Marker]) {
    let mut labels: HashMap<u32, usize> = HashMap::new();
    let is_symbol = |candidate: &Candidate| candidate.class == Class::Symbol && candidate.value > 1;
    candidates.iter().filter(|candidate| is_symbol(candidate)).for_each(|candidate| *labels.entry(candidate.value).or_default() += 1);
    for marker in markers.iter().filter(|marker| marker.class == Class::Symbol && marker.doubt.is_none()) {
        if let Some(left) = labels.get_mut(&marker.value) {
            *left = left.saturating_sub(LABELS);
        }
    }
    candidates.retain(|candidate| !is_symbol(candidate) || labels[&candidate.value] < SIGNS);
}

/// Whether labels in one list at the end, to which the text refers in any order and as often as it likes, are works cited and no
/// notes; or a heading says so.
pub fn is_bibliography(source: &str, lines: &[Line], system: System, candidates: &[Candidate], markers: &[Marker], pairs: &[(usize, usize, i64)]) -> bool {
    if !matches!(system.form, Form::Square | Form::Round) {
        return false;
    }
    let labels: Vec<&Candidate> = pairs.iter().map(|(_, candidate, _)| &candidates[*candidate]).collect();
    if labels.iter().any(|label| label.form == Form::Named) {
        return false;
    }
    let headed = |label: &&&Candidate| (label.line.saturating_sub(HEADED)..label.line).any(|line| is_works(lines[line as usize].text(source)));
    let listed = labels.iter().position(|label| headed(&label)).map_or(0, |at| labels.len() - at);
    if listed * 2 > labels.len() {
        return true;
    }
    let values: HashSet<u32> = candidates.iter().filter(|candidate| candidate.class == system.class).map(|candidate| candidate.value).collect();
    let cited: Vec<&Marker> = markers
        .iter()
        .filter(|marker| system.takes(marker) && marker.doubt.is_none() && values.contains(&marker.value) && !in_note(marker, candidates))
        .collect();
    let one_list = labels.first().zip(labels.last()).is_some_and(|(first, last)| !cited.iter().any(|marker| (first.at..last.at).contains(&marker.range.start)));
    // Behind a label the first may follow the first again.
    let parted = |from: u32, to: u32| labels.get(labels.partition_point(|label| label.at < from)).is_some_and(|label| label.at < to);
    let begins = |pair: &[&Marker]| pair[1].value == 1 && (pair[0].value > 1 || parted(pair[0].range.end, pair[1].range.start));
    let steps = cited.windows(2).filter(|pair| (1..4).contains(&pair[1].value.saturating_sub(pair[0].value)) || begins(pair)).count();
    cited.len() > 2 && steps * if one_list { 2 } else { 4 } < cited.len() - 1
}

/// Whether a line is the heading of a list of works.
fn is_works(line: &str) -> bool {
    const WORKS: [&str; 16] = [
        "references",
        "bibliography",
        "works cited",
        "literature",
        "literature cited",
        "normative references",
        "informative references",
        "sources",
        "literatur",
        "literaturverzeichnis",
        "bibliographie",
        "références",
        "bibliografía",
        "referencias",
        "bibliografia",
        "литература",
    ];
    let bare = line.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    bare.len() < 40 && WORKS.contains(&bare.as_str())
}

/// Whether figures right behind words are parts of those words, as in names of products, or the labels are those of lists: far
/// more of either stand in the text than belong together. `labels` says how many there are.
pub fn are_parts_of_words(system: System, labels: usize, markers: &[Marker], pairs: &[(usize, usize, i64)]) -> bool {
    let signs = || markers.iter().filter(|marker| system.takes(marker) && marker.doubt.is_none()).count();
    system.form == Form::Bare && (labels > LABELS * pairs.len() || signs() > BARE * pairs.len())
}

/// Whether stars are a sign of something else, as a product's in a grammar or an item's in a list: hardly any of those that stand
/// as markers do has a note, or hardly any that stands as a label has a marker; and no other symbol counts on from it.
pub fn is_sign_of_its_own(system: System, candidates: &[Candidate], markers: &[Marker], pairs: &[(usize, usize, i64)]) -> bool {
    if system.class != Class::Symbol || pairs.iter().any(|(_, candidate, _)| candidates[*candidate].value > 1) {
        return false;
    }
    let stands = |marker: &&Marker| system.takes(marker) && marker.value == 1 && marker.doubt.is_none() && !in_note(marker, candidates);
    let signs = markers.iter().filter(stands).count();
    let labels = candidates.iter().filter(|candidate| candidate.class == system.class && candidate.value == 1).count();
    signs > SIGNS * pairs.len() || labels > LABELS * pairs.len()
}
